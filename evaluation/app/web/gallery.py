"""Pictures that have been drawn, kept until the study changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from evaluation.app.pictures import draw
from evaluation.language import Language
from evaluation.store.feed import last_change
from evaluation.study import Study

MOST = 64
Key = tuple[str, Language, str | None, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """`alternative`: what it shows, in words."""

    svg: bytes
    caption: str
    alternative: str


@dataclass
class Gallery:
    """One picture is drawn at a time: the drawing library's settings are everybody's."""

    drawing: Lock = field(default_factory=Lock)
    _kept: OrderedDict[Key, Picture | None] = field(default_factory=OrderedDict)

    def picture(self, study: Study, name: str, language: Language) -> Picture | None:
        """The picture as the study's reader may see it now; None where there is nothing to draw."""
        with study.store.reading() as connection:
            key = (name, language, study.store.reader, last_change(connection))
        with self.drawing:
            if key not in self._kept:
                self._kept[key] = _drawn(study, name, language)
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return self._kept[key]


def _drawn(study: Study, name: str, language: Language) -> Picture | None:
    from reports.figures.drawing import render_bytes

    found = draw(study, name, language)
    return None if found is None else Picture(render_bytes(found, ["svg"])["svg"], found.caption, found.alternative)
