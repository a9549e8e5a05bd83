"""Places that another program counts, found in our texts, and held against the words it remembers of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from coding.exchange.covering import is_cover_of
from coding.exchange.frames import Foreign, Frame, Selected, find_frame, frame_named, placed
from coding.exchange.frames import Found as FoundFrame
from coding.exchange.guids import made_guid
from coding.exchange.quotes import Quoted, nearest_place
from coding.text.folding import fold
from coding.text.spans import Span
from evaluation.model import Source
from evaluation.sources.normalise import normalise
from evaluation.sources.tongue import guess_language

GUESSED_FROM = 20_000  # characters are enough to tell a language by


@dataclass
class Texts:
    """Texts by their number in the file, each as it stood there and as a source of ours."""

    sources: list[Source] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    def add(self, id_: int, name: str, original: str, form: str) -> Source:
        text, offsets = normalise(original)
        source = Source(
            name=name,
            text=text,
            language=guess_language(text[:GUESSED_FROM]),
            sha256=hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest(),
            format=form,
            encoding="utf-8",
            offsets=offsets,
        )
        self.numbers[id_] = len(self.sources)
        self.sources.append(source)
        self.foreign.append(Foreign(original, offsets, len(text)))
        return source

    def source(self, id_: int | None) -> Source | None:
        return self.sources[self.numbers[id_]] if id_ is not None and id_ in self.numbers else None


def source_guid(source: Source) -> str:
    """What a study knows a source by that came without a GUID."""
    return made_guid("source", source.name, source.sha256)


@dataclass(frozen=True, slots=True)
class Asked:
    """A stretch as the file counts it, and the words the file has of it; `id_` is the number of its text there."""

    id_: int
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch is, and why it is not where the file has it; without a span it is nowhere.

    sureness: in per cent, how alike the words there are to those remembered.
    """

    span: Span | None
    reason: str = ""
    sureness: int = 100


def places(texts: Texts, asked: Sequence[Asked], frame: Frame) -> list[Place]:
    """Where each stretch is. All must be in texts that there are."""
    selected = [_selected(texts, each) for each in asked]
    found: list[Place] = []
    looked: dict[int, Quoted] = {}
    for each, (start, end) in zip(asked, placed(texts.foreign, selected, frame).tolist(), strict=True):
        number = texts.numbers[each.id_]
        text = texts.sources[number].text
        counted = Span(start, end) if 0 <= start < end <= len(text) else None
        if counted and (not each.quote.strip() or _same(text[start:end], each.quote)):
            found.append(Place(counted))
        else:
            quoted = looked.setdefault(number, Quoted(text))
            found.append(_found_again(each, quoted, counted))
    return found


def frame_of(texts: Texts, asked: Sequence[Asked], wanted: str | None) -> FoundFrame:
    """How the file counts, told by the words it remembers."""
    if wanted is not None:
        return FoundFrame(frame_named(wanted), given=True)
    return find_frame(texts.foreign, [_selected(texts, each) for each in asked])


def _selected(texts: Texts, each: Asked) -> Selected:
    return Selected(texts.numbers[each.id_], each.start, each.end, " ".join(each.quote.split()))


def _found_again(each: Asked, quoted: Quoted, counted: Span | None) -> Place:
    """The words remembered go before the places counted, if they stand in the text."""
    if found := quoted.places(each.quote):
        place = nearest_place(found, counted.start if counted else each.start)
        reason = "found-again" if len(found) == 1 else "found-nearest"
        return Place(Span(place.start, place.end), reason, place.sureness)
    return Place(counted, "words-differ") if counted else Place(None, "place-outside")


def _same(words: str, quote: str) -> bool:
    # Some programs keep the words without their line breaks.
    return is_cover_of(quote, words) or _bare(words) == _bare(quote.replace("\u2029", "\n"))


def _bare(words: str) -> str:
    return "".join(fold(words).split())
