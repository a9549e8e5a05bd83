"""Pictures that have been drawn, kept until the study changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from evaluation.app.pictures import draw
from evaluation.language import Language
from evaluation.store.feed import last_change
from evaluation.study import Study

if TYPE_CHECKING:
    from reports.figures.drawing import Drawing

MOST = 64
Key = tuple[Hashable, Language, str | None, int]


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
        return self.kept(study, name, language, lambda: draw(study, name, language))

    def kept(
        self, study: Study, name: Hashable, language: Language, drawn: Callable[[], Drawing | None]
    ) -> Picture | None:
        """The picture of this name, drawn if it is not there for the study's reader as the study is now."""
        with study.store.reading() as connection:
            key = (name, language, study.store.reader, last_change(connection))
        with self.drawing:
            if key not in self._kept:
                self._kept[key] = _rendered(drawn())
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return self._kept[key]


def _rendered(found: Drawing | None) -> Picture | None:
    if found is None:
        return None
    from reports.figures.drawing import render_bytes

    return Picture(render_bytes(found, ["svg"])["svg"], found.caption, found.alternative)
