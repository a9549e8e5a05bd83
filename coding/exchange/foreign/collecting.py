"""Codings, memos and passages collected from rows that point to words of texts, each told for what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coding.exchange.foreign import rows
from coding.exchange.foreign.gathering import Gathering
from coding.exchange.foreign.placing import Asked, Texts, places, source_guid
from coding.exchange.frames import Frame
from coding.exchange.guids import made_guid
from coding.exchange.project import Coded, Note, Passage
from coding.text.spans import Span
from evaluation.model import Coding, Memo
from evaluation.store.foreign import Row


class Standing(NamedTuple):
    """A row, what it asked for, and the words it stands on; `reason` where they are not where the file has them."""

    row: Row
    asked: Asked
    source: str
    span: Span
    reason: str


@dataclass
class Collecting:
    gathering: Gathering
    texts: Texts = field(default_factory=Texts)
    codings: dict[Coding, Coded] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def asked(
        self, element: str, listed: Iterable[Row], text: str, start: str, end: str
    ) -> Iterator[tuple[Row, Asked]]:
        """The rows that point to words of a text that there is, by these columns; the others are told."""
        for row in listed:
            id_, first, last = (rows.number(row, each) for each in (text, start, end))
            example = " ".join(rows.words(row, "seltext").split()) or rows.name(row, "memo")
            if id_ is None or id_ not in self.texts.numbers:
                self.gathering.tell(element, "dropped", "source-gone", example=example)
            elif first is None or last is None:
                self.gathering.tell(element, "dropped", "place-none", example=example)
            else:
                yield row, Asked(id_, first, last, rows.original(row, "seltext"))

    def standing(self, element: str, asked: Sequence[tuple[Row, Asked]], frame: Frame) -> Iterator[Standing]:
        """Those whose words are found; the others are told."""
        found = places(self.texts, [each for _, each in asked], frame)
        for (row, each), place in zip(asked, found, strict=True):
            if place.span is None:
                self.gathering.tell(element, "dropped", place.reason, example=shown(each))
            else:
                source = self.texts.sources[self.texts.numbers[each.id_]].name
                yield Standing(row, each, source, place.span, place.reason)

    def code(self, each: Standing, code: str | None, coding: Coding, *, reason: str = "") -> None:
        """Keep a coding of these words; one of a code that is not there, or that is there already, is told."""
        if code is None or coding in self.codings:
            self.gathering.tell("coding", "dropped", "twice" if code else "code-gone", example=shown(each.asked))
            return
        self.codings[coding] = Coded(coding, at=rows.moment(each.row, "date"))
        self.settle("coding", each.reason or reason, shown(each.asked))

    def memo(self, memo: Memo, *, reason: str = "") -> Note:
        self.gathering.by(memo.author)
        self.settle("note", reason, memo.title or memo.text)
        return Note(memo)

    def passage(self, source: str, start: int, end: int) -> str:
        """The GUID of words that something belongs to."""
        guid = made_guid("passage", source, start, end)
        if guid not in self.passages:
            self.passages[guid] = Passage(source, start, end, guid)
            self.gathering.tell("selection", "kept")
        return guid

    def guid(self, each: Asked) -> str:
        """The GUID of the text that something stands in."""
        return source_guid(self.texts.sources[self.texts.numbers[each.id_]])

    def settle(self, element: str, reason: str, example: str) -> None:
        self.gathering.tell(element, "changed" if reason else "kept", reason, example=example if reason else "")


def shown(each: Asked) -> str:
    return " ".join(each.quote.split()) or f"{each.start}–{each.end}"
