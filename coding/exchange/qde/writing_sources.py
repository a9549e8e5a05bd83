"""The sources of a project written: texts with their selections and codings, media with all that was kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from coding.exchange.guids import made_guid
from coding.exchange.losses import Loss
from coding.exchange.project import Attached, Coded, Medium, Note, Project, Text
from coding.exchange.qde.elements import VALUES, add, describe, made, refer
from coding.exchange.qde.places import SELECTIONS
from evaluation.model import Memo
from evaluation.model.guid import guids

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ELEMENTS = {"text": "Text", "picture": "Picture", "pdf": "PDF", "audio": "Audio", "video": "Video"}
BEFORE = ("TextDescription", "Transcript")  # texts of a medium that stand before its selections
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
class Writing:
    """users, codes: name → GUID. on: GUID → notes on it. notes: those that codings become; files: what goes along.

    marked: selections that are there only because a memo stands on them.
    """

    project: Project
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    on: dict[str, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Attached] = field(default_factory=dict)
    lot: list[Loss] = field(default_factory=list)
    selections: dict[str, list[Selection]] = field(default_factory=dict)  # source → its selections
    whole: dict[str, list[Coded]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.users = {each.name: each.guid for each in self.project.users}
        self.codes = guids(self.project.codebook)
        self.types = {each.guid: each.type for each in self.project.variables}
        self._note_codings()
        self._point_notes()
        self._gather()

    def coding(self, parent: Element, each: Coded) -> None:
        told = {"by": each.coding.coder, "created": each.at}
        element = add(parent, "Coding", {"guid": each.guid, **_creation(made(told, self.users))})
        add(element, "CodeRef", {"targetGUID": self.codes[each.coding.code]})
        refer(element, "NoteRef", self.on.get(each.guid, ()))

    def kept_coding(self, parent: Element, content: Mapping[str, Any]) -> None:
        """A coding of what the workbench does not show, if its code is still there."""
        if content.get("code") not in self.codes.values():
            self.lot.append(Loss("coding", "dropped", 1, "code-gone"))
            return
        told = {"by": content.get("by", ""), "created": content.get("at", "")}
        element = add(parent, "Coding", {"guid": content["guid"], **_creation(made(told, self.users))})
        add(element, "CodeRef", {"targetGUID": content["code"]})
        refer(element, "NoteRef", _both(content, self.on))

    def inside(self, parent: Element, content: Mapping[str, Any], names: Iterable[str]) -> None:
        """The selections of something kept as JSON, then the codings of the whole of it."""
        for name in names:
            for each in content.get("selections", ()):
                self.kept_selection(parent, name, each)
        for each in content.get("codings", ()):
            self.kept_coding(parent, each)

    def kept_selection(self, parent: Element, name: str, content: Mapping[str, Any]) -> None:
        place = {key: content["place"].get(key, 0) for key in SELECTIONS[name]}
        told = {"guid": content["guid"], "name": content.get("name"), **made(content, self.users)}
        element = add(parent, name, told)
        for key, value in place.items():
            element.set(key, str(value))
        describe(element, content.get("description"))
        if isinstance(inner := content.get("representation"), dict):
            _part(element, "Representation", inner, self)
        for each in content.get("codings", ()):
            self.kept_coding(element, each)
        refer(element, "NoteRef", _both(content, self.on))

    def keep(self, attached: Attached, guid: str) -> str:
        """Let a file go along; returns the path it is found by."""
        suffix = PurePosixPath(attached.name).suffix.lower()
        self.files[f"{FOLDER}/{guid}{suffix}"] = attached
        return f"internal://{guid}{suffix}"

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
        sources = {each.source.name: each.guid for each in self.project.texts}
        for note in self.project.notes:
            memo = note.memo
            to = {"study": "", "source": sources.get(memo.on_id), "code": self.codes.get(memo.on_id), "coding": memo.on_id}
            on = to.get(memo.on)
            if on is not None and memo.start is None:
                self.on.setdefault(on, []).append(note.guid)
            for each in note.also:
                self.on.setdefault(each, []).append(note.guid)

    def _gather(self) -> None:
        """The selections of each source, from its codings, from what is selected besides, and from notes on words."""
        texts = {each.source.name: each for each in self.project.texts}
        taken: dict[str, Selection] = {}
        at: dict[tuple[str, int, int], list[Selection]] = {}

        def take(name: str, start: int, end: int, guid: str) -> Selection:
            own = made_guid("selection", texts[name].guid, start, end)
            there = taken.get(guid) if guid else None
            if there is not None and (there.start, there.end) != (start, end) or not guid or guid == texts[name].guid:
                guid, there = own, taken.get(own)
            if there is None:
                there = taken[guid] = Selection(start, end, guid)
                at.setdefault((name, start, end), []).append(there)
                self.selections.setdefault(name, []).append(there)
            return there

        for passage in self.project.passages:
            take(passage.source, passage.start, passage.end, passage.guid).content = passage.content
        for each in self.project.codings:
            coding = each.coding
            text = texts[coding.source]
            if each.within == text.guid and (coding.start, coding.end) == (0, len(text.source.text)) and not text.medium:
                self.whole.setdefault(coding.source, []).append(each)
            else:
                take(coding.source, coding.start, coding.end, each.within).codings.append(each)
        for note in self.project.notes:
            memo = note.memo
            if memo.on == "source" and memo.start is not None and memo.end is not None:
                there = at.get((memo.on_id, memo.start, memo.end))
                if not there:
                    there = [take(memo.on_id, memo.start, memo.end, "")]
                    self.marked.append(there[0].guid)
                min(there, key=lambda each: each.guid).notes.append(note.guid)


def write_sources(root: Element, writing: Writing) -> None:
    project = writing.project
    media = {each.guid: each for each in project.media}
    alone = [each for each in project.texts if each.medium not in media]
    if not (alone or media):
        return
    sources = add(root, "Sources")
    for text in alone:
        write_text(sources, "TextSource", text, writing)
    for medium in media.values():
        _medium(sources, medium, {each.guid: each for each in project.texts if each.medium == medium.guid}, writing)


def write_text(parent: Element, name: str, text: Text, writing: Writing, sync: Iterable[Any] = ()) -> None:
    writing.texts[f"{FOLDER}/{text.guid}.txt"] = text.source.text.encode("utf-8", "surrogatepass")
    told = {"by": text.by, "created": text.created, "modified": text.modified, "modified_by": text.modified_by}
    rich = {"richTextPath": writing.keep(text.rich, text.guid)} if text.rich else {}
    plain = {"plainTextPath": f"internal://{text.guid}.txt"}
    called = {"guid": text.guid, "name": text.source.name}
    element = add(parent, name, {**called, **rich, **plain, **made(told, writing.users)})
    describe(element, text.description)
    found = writing.selections.get(text.source.name, [])
    ordered = sorted(found, key=lambda each: (each.start, each.end, each.guid))
    if name == "Transcript":
        _transcribed(element, text, ordered, writing, sync)
        refer(element, "NoteRef", writing.on.get(text.guid, ()))
        return
    for each in ordered:
        _selection(element, "PlainTextSelection", each, writing, {"startPosition": each.start, "endPosition": each.end})
    for coded in writing.whole.get(text.source.name, ()):
        writing.coding(element, coded)
    refer(element, "NoteRef", writing.on.get(text.guid, ()))
    write_values(element, text.values, writing)


def write_values(parent: Element, values: Mapping[str, Any], writing: Writing) -> None:
    for guid, value in values.items():
        name, fits = VALUES[writing.types.get(guid, "Text")]
        if guid not in writing.types or not fits.fullmatch(str(value)):
            writing.lot.append(Loss("value", "dropped", 1, "value-unfit", (str(value)[:80],)))
            continue
        element = add(parent, "VariableValue")
        add(element, "VariableRef", {"targetGUID": guid})
        add(element, name, text=str(value))


def _selection(parent: Element, name: str, each: Selection, writing: Writing, place: Mapping[str, Any]) -> None:
    content = each.content
    element = add(parent, name, {"guid": each.guid, "name": content.get("name"), **made(content, writing.users)})
    for key, value in place.items():
        element.set(key, str(value))
    describe(element, content.get("description"))
    for coded in each.codings:
        writing.coding(element, coded)
    for kept in content.get("codings", ()) if each.start == each.end else ():
        writing.kept_coding(element, kept)
    refer(element, "NoteRef", dict.fromkeys([*each.notes, *_both({**content, "guid": each.guid}, writing.on)]))


def _transcribed(
    element: Element, text: Text, selections: Iterable[Selection], writing: Writing, sync: Iterable[Any]
) -> None:
    """A transcript's selections lie between points in time; those that are missing are made, without a time."""
    points = {str(each["guid"]): (each.get("position"), each.get("time")) for each in sync}
    listed = list(selections)
    ends: list[tuple[str, str]] = []
    for each in listed:
        pair = []
        for key, at in (("from", each.start), ("to", each.end)):
            known = sorted(guid for guid, (position, _) in points.items() if position == at)
            own = each.content.get(key)
            guid = own if own in known else next(iter(known), "") or made_guid("sync", text.guid, at)
            points.setdefault(guid, (at, None))
            pair.append(guid)
        ends.append((pair[0], pair[1]))
    for guid, (position, time) in sorted(points.items(), key=_in_time):
        add(element, "SyncPoint", {"guid": guid, "timeStamp": time, "position": position})
    for each, (begin, end) in zip(listed, ends, strict=True):
        _selection(element, "TranscriptSelection", each, writing, {"fromSyncPoint": begin, "toSyncPoint": end})


def _in_time(point: tuple[str, tuple[Any, Any]]) -> tuple[Any, ...]:
    guid, (position, time) = point
    return (position is None, position or 0, time is None, time or 0, guid)


def _medium(parent: Element, medium: Medium, texts: Mapping[str, Text], writing: Writing) -> None:
    content, kind = medium.content, ELEMENTS[medium.kind]
    paths = dict(content.get("paths", {}))
    if medium.kind == "text":
        _part(parent, "TextSource", {**content, "guid": medium.guid, "name": medium.name}, writing)
        return
    if medium.file is not None:
        paths["path"] = writing.keep(medium.file, medium.guid)
    told = {key: paths.get(key) for key in ("path", "currentPath")}
    element = add(
        parent, f"{kind}Source", {"guid": medium.guid, "name": medium.name, **told, **made(content, writing.users)}
    )
    describe(element, content.get("description"))
    parts = content.get("texts", [])
    for each in (part for part in parts if part.get("role") in BEFORE):
        _text_of(element, each, texts, writing)
    for each in content.get("selections", ()):
        writing.kept_selection(element, f"{kind}Selection", each)
    for each in (part for part in parts if part.get("role") not in BEFORE):
        _text_of(element, each, texts, writing)
    for each in content.get("codings", ()):
        writing.kept_coding(element, each)
    refer(element, "NoteRef", _both({**content, "guid": medium.guid}, writing.on))
    write_values(element, content.get("values", {}), writing)


def _text_of(parent: Element, part: Mapping[str, Any], texts: Mapping[str, Text], writing: Writing) -> None:
    text = texts.get(str(part.get("guid")))
    role = str(part.get("role", "Representation"))
    if text is None:
        _part(parent, role, part, writing)
    else:
        write_text(parent, role, text, writing, part.get("sync", ()))


def _part(parent: Element, name: str, content: Mapping[str, Any], writing: Writing) -> None:
    """A text whose words are not in the study, with all that was said of it."""
    paths = content.get("paths", {})
    told = {key: paths.get(key) for key in ("richTextPath", "plainTextPath")}
    called = {"guid": content["guid"], "name": content.get("name")}
    element = add(parent, name, {**called, **told, **made(content, writing.users)})
    describe(element, content.get("description"))
    if content.get("words"):
        element.attrib.pop("plainTextPath", None)
        add(element, "PlainTextContent", text=str(content["words"]))
    if name == "Transcript":
        for point in content.get("sync", ()):
            add(element, "SyncPoint", {"guid": point["guid"], "timeStamp": point.get("time"), "position": point.get("position")})
        for each in content.get("selections", ()):
            ends = {"fromSyncPoint": each.get("from"), "toSyncPoint": each.get("to")}
            selection = add(element, "TranscriptSelection", {"guid": each["guid"], "name": each.get("name"), **ends, **made(each, writing.users)})
            describe(selection, each.get("description"))
            for coding in each.get("codings", ()):
                writing.kept_coding(selection, coding)
            refer(selection, "NoteRef", _both(each, writing.on))
        refer(element, "NoteRef", _both(content, writing.on))
        return
    writing.inside(element, content, ("PlainTextSelection",))
    refer(element, "NoteRef", _both(content, writing.on))
    write_values(element, content.get("values", {}), writing)


def _creation(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key in ("creatingUser", "creationDateTime")}


def _both(content: Mapping[str, Any], on: Mapping[str, list[str]]) -> list[str]:
    """The notes on a thing that was kept as it came, and those that stand on it by its GUID."""
    return list(dict.fromkeys([*content.get("notes", ()), *on.get(str(content.get("guid", "")), ())]))
