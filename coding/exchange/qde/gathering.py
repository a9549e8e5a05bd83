"""What a project's XML is written from: whose GUID is whose, what notes stand on, and the selections of each text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from coding.exchange.guids import made_guid
from coding.exchange.losses import Loss
from coding.exchange.project import Attached, Coded, Note, Project, Text
from coding.exchange.qde.elements import VALUES, add, made, refer
from evaluation.model import Memo
from evaluation.model.guid import guids

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FOLDER = "sources"


@dataclass
class Selection:
    """A stretch of a text as it is written: its codings, the notes on it, and what else is said of it."""

    start: int
    end: int
    guid: str
    content: Mapping[str, Any] = field(default_factory=dict)
    codings: list[Coded] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Selections:
    """Those of all texts; `texts` by name. No GUID stands for two places."""

    texts: Mapping[str, Text]
    of: dict[str, list[Selection]] = field(default_factory=dict)  # source → its selections
    taken: dict[str, Selection] = field(default_factory=dict)
    at: dict[tuple[str, int, int], list[Selection]] = field(default_factory=dict)

    def take(self, name: str, start: int, end: int, guid: str = "") -> Selection:
        """The selection with this GUID; one with a GUID that follows from the place where that is taken or empty."""
        there = self.taken.get(guid) if guid else None
        elsewhere = there is not None and (there.start, there.end) != (start, end)
        if not guid or elsewhere or guid == self.texts[name].guid:
            guid = made_guid("selection", self.texts[name].guid, start, end)
            there = self.taken.get(guid)
        if there is None:
            there = self.taken[guid] = Selection(start, end, guid)
            self.at.setdefault((name, start, end), []).append(there)
            self.of.setdefault(name, []).append(there)
        return there

    def ordered(self, name: str) -> list[Selection]:
        return sorted(self.of.get(name, []), key=lambda each: (each.start, each.end, each.guid))


@dataclass
class Writing:
    """users, codes: name → GUID. on: GUID → notes on it. notes: those that codings become; files: what goes along.

    marked: selections that are there only because a memo stands on them. whole: source → codings of all of it.
    """

    project: Project
    users: dict[str, str] = field(init=False)
    codes: dict[str, str] = field(init=False)
    known_codes: frozenset[str] = field(init=False)
    types: dict[str, str] = field(init=False)
    selections: Selections = field(init=False)
    on: dict[str, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Attached] = field(default_factory=dict)
    whole: dict[str, list[Coded]] = field(default_factory=dict)
    lot: list[Loss] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.users = {each.name: each.guid for each in self.project.users}
        self.codes = guids(self.project.codebook)
        self.known_codes = frozenset(self.codes.values())
        self.types = {each.guid: each.type for each in self.project.variables}
        self.selections = Selections({each.source.name: each for each in self.project.texts})
        self._note_codings()
        self._point_notes()
        self._gather()

    def keep(self, attached: Attached, guid: str) -> str:
        """Let a file go along; returns the path it is found by."""
        suffix = PurePosixPath(attached.name).suffix.lower()
        self.files[f"{FOLDER}/{guid}{suffix}"] = attached
        return f"internal://{guid}{suffix}"

    def coding(self, parent: Element, each: Coded) -> None:
        self._coding(parent, each.guid, self.codes[each.coding.code], each.coding.coder, each.at)

    def kept_coding(self, parent: Element, content: Mapping[str, Any]) -> None:
        """A coding of what the workbench does not show, if its code is still there."""
        if content.get("code") not in self.known_codes:
            self.lot.append(Loss("coding", "dropped", 1, "code-gone"))
            return
        made_by = (content.get("by", ""), content.get("at", ""))
        self._coding(parent, content["guid"], content["code"], *made_by, notes=content.get("notes", ()))

    def notes_on(self, content: Mapping[str, Any], guid: str = "") -> list[str]:
        """The notes on a thing that came with it, and those that stand on it by its GUID."""
        own = guid or str(content.get("guid", ""))
        return list(dict.fromkeys([*content.get("notes", ()), *self.on.get(own, ())]))

    def values(self, parent: Element, values: Mapping[str, Any]) -> None:
        for guid, value in values.items():
            name, fits = VALUES[self.types.get(guid, "Text")]
            if guid not in self.types or not fits.fullmatch(str(value)):
                self.lot.append(Loss("value", "dropped", 1, "value-unfit", (str(value)[:80],)))
                continue
            element = add(parent, "VariableValue")
            add(element, "VariableRef", {"targetGUID": guid})
            add(element, name, text=str(value))

    def _coding(self, parent: Element, guid: str, code: str, by: str, at: str, notes: Any = ()) -> None:
        told = made({"by": by, "created": at}, self.users)
        creation = {key: told[key] for key in ("creatingUser", "creationDateTime")}
        element = add(parent, "Coding", {"guid": guid, **creation})
        add(element, "CodeRef", {"targetGUID": code})
        refer(element, "NoteRef", dict.fromkeys([*notes, *self.on.get(guid, ())]))

    def _note_codings(self) -> None:
        """What a person wrote on a coding becomes a note that other programs show."""
        for each in self.project.codings:
            if each.coding.note and each.coding.origin != "rule":
                guid = made_guid("note", each.guid)
                memo = Memo(each.coding.note, author=each.coding.coder, at=each.at)
                self.notes.append(Note(memo, guid))
                self.on.setdefault(each.guid, []).append(guid)

    def _point_notes(self) -> None:
        """Which note stands on what, but for those on words of a source."""
        sources = {name: each.guid for name, each in self.selections.texts.items()}
        for note in self.project.notes:
            memo = note.memo
            to = {"study": "", "source": sources.get(memo.on_id), "code": self.codes.get(memo.on_id)}
            on = memo.on_id if memo.on == "coding" else to.get(memo.on)
            if on is not None and memo.start is None:
                self.on.setdefault(on, []).append(note.guid)
            for each in note.also:
                self.on.setdefault(each, []).append(note.guid)

    def _gather(self) -> None:
        """The selections of each source: from what is selected, from its codings, and from notes on words."""
        for passage in self.project.passages:
            there = self.selections.take(passage.source, passage.start, passage.end, passage.guid)
            there.content = passage.content
        for each in self.project.codings:
            self._place(each)
        for note in self.project.notes:
            if note.memo.on == "source" and note.memo.start is not None and note.memo.end is not None:
                self._mark(note, (note.memo.on_id, note.memo.start, note.memo.end))

    def _place(self, each: Coded) -> None:
        coding, text = each.coding, self.selections.texts[each.coding.source]
        all_of_it = (coding.start, coding.end) == (0, len(text.source.text))
        if each.within == text.guid and all_of_it and not text.medium:
            self.whole.setdefault(coding.source, []).append(each)
        else:
            self.selections.take(coding.source, coding.start, coding.end, each.within).codings.append(each)

    def _mark(self, note: Note, place: tuple[str, int, int]) -> None:
        """Let a note stand on a selection of just these words; there is one made where there is none."""
        if place not in self.selections.at:
            self.marked.append(self.selections.take(*place).guid)
        first = min(self.selections.at[place], key=lambda each: each.guid)
        first.notes.append(note.guid)
