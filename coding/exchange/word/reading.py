"""A Word document with comments made into a project: those that are codes as codings, all others as memos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from coding.exchange.foreign.gathering import Gathering
from coding.exchange.foreign.known_codes import KnownCodes
from coding.exchange.project import Attached, Coded, Note, Project, Text
from coding.exchange.word.besides import taken_off, with_besides
from coding.exchange.word.coded import Named, Namer, new_code
from coding.exchange.word.comments import Comment
from coding.exchange.word.document import Read
from coding.exchange.word.marks import End
from coding.text.spans import Span
from evaluation.model import Coding, Memo, Source


class Standing(NamedTuple):
    """A comment and the words it stands on; `reason` where those are not quite what it was put on."""

    comment: Comment
    source: Source
    span: Span | None
    reason: str = ""


@dataclass
class Reading:
    """`known` is what the study has; without any codes in it, a comment is a code by its looks."""

    gathering: Gathering
    known: Project
    read: Read
    codes: KnownCodes
    codings: dict[Coding, Coded] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def project(self, path: Path) -> Project:
        standing = {each.comment.id: each for each in self._standing()}
        for each in standing.values():
            self._take(each, self._first(each, standing))
        guids = {text.source.name: text.guid for text in self.known.texts} if self.read.is_ours else {}
        file = None if self.read.is_ours else Attached(path.name, path)
        texts = tuple(Text(each.source, guids.get(each.source.name, ""), file=file) for each in self.read.documents)
        self.gathering.tell("source", "kept", count=len(texts))
        self.gathering.keep("code", len(self.codes.codebook()))
        return Project(
            name=path.stem,
            origin="Underveis" if self.read.is_ours else "Word",
            users=self.gathering.users,
            codebook=self.codes.codebook(),
            texts=texts,
            codings=tuple(self.codings.values()),
            notes=tuple(self.notes),
            losses=self.gathering.losses,
            problems=tuple(problem for each in self.read.documents for problem in each.source.problems),
        )

    def _standing(self) -> Iterator[Standing]:
        for comment in self.read.comments:
            for document in self.read.documents:
                if places := document.places.get(comment.id):
                    yield self._on_words(comment, document.source, places)
                    break
            else:
                yield Standing(comment, self.read.documents[0].source, None, "place-none")

    def _on_words(self, comment: Comment, source: Source, places: Mapping[End, int]) -> Standing:
        start, end = places.get("start"), places.get("end", places.get("at"))
        if start is not None and end is not None and source.text[start:end].strip():
            return Standing(comment, source, Span(start, end))
        line = _line_at(source.text, next(iter(places.values())))
        return Standing(comment, source, line, "line-taken" if line else "place-empty")

    def _first(self, each: Standing, standing: Mapping[str, Standing]) -> Standing:
        """The comment a thread of answers began with."""
        seen = {each.comment.id}
        while (above_ := standing.get(each.comment.answers)) and above_.comment.id not in seen:
            seen.add(above_.comment.id)
            each = above_
        return each

    def _take(self, each: Standing, first: Standing) -> None:
        """As codings or a memo. An answer stands where the comment stands that the thread began with."""
        place = first if first is not each and each.reason else each
        placed = each._replace(source=place.source, span=place.span, reason=place.reason)
        named = self._named(each.comment.words)
        if named.codes and placed.span is not None:
            for code in named.codes:
                self._code(placed, code, named.rest)
        elif each.comment.words:
            self._note(placed)
        else:
            self.gathering.tell("note", "dropped", "note-empty")

    @property
    def _named(self) -> Callable[[str], Named]:
        if self.read.is_ours:
            return _first_line
        return Namer(self.known.codebook).named if self.known.codebook.codes else new_code

    def _code(self, each: Standing, code: str, note: str) -> None:
        name = self.codes.take(code)
        by, place = self.gathering.by(each.comment.author), each.span or Span(0, 0)
        note, besides = taken_off(note) if self.read.is_ours else (note, {})
        coding = with_besides(Coding(each.source.name, *place, name, coder=by, note=note), besides)
        if coding in self.codings:
            self.gathering.tell("coding", "dropped", "twice", example=code)
            return
        self.codings[coding] = Coded(coding, at=each.comment.at)
        reason = each.reason or ("resolved" if each.comment.resolved else "")
        self.gathering.tell("coding", "changed" if reason else "kept", reason, example=code if reason else "")

    def _note(self, each: Standing) -> None:
        start, end = each.span or (None, None)
        memo = Memo(
            each.comment.words,
            on="source",
            on_id=each.source.name,
            start=start,
            end=end,
            author=self.gathering.by(each.comment.author),
            at=each.comment.at,
        )
        self.notes.append(Note(memo))
        reason = each.reason or ("resolved" if each.comment.resolved else "")
        example = each.comment.words if reason else ""
        self.gathering.tell("note", "changed" if reason else "kept", reason, example=example)


def read_project(path: Path, read: Read, known: Project) -> Project:
    """known: what the study has. A text of ours that has been edited on its way is known by its name."""
    return Reading(Gathering(path, "Word"), known, read, KnownCodes(known.codebook)).project(path)


def _first_line(words: str) -> Named:
    """In our own documents the first line of a comment is its code."""
    code, _, rest = words.partition("\n")
    return Named((code.strip(),), rest.strip()) if code.strip() else Named((), words)


def _line_at(text: str, place: int) -> Span | None:
    """The line that a place is in, if it says anything."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return Span(start, end) if text[start:end].strip() else None
