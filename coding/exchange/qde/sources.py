"""The sources of a project: texts as sources of the study, all else as media that are kept and written back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coding.exchange.frames import Foreign
from coding.exchange.project import Medium, MediumKind, Text
from coding.exchange.qde import places, texts
from coding.exchange.qde.reading import Reading, called, child, children, pointing, text_under, without_empty
from evaluation.memos import tidy
from evaluation.sources.package import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KINDS: dict[str, MediumKind] = {
    "TextSource": "text",
    "PictureSource": "picture",
    "PDFSource": "pdf",
    "AudioSource": "audio",
    "VideoSource": "video",
}
ROLES = ("TextDescription", "Representation", "Transcript")  # texts that belong to a medium
POSITIONS = places.SELECTIONS["PlainTextSelection"]


@dataclass
class Sources:
    """What has been read: `pending` selections, each with its text's number, wait until the way of counting is known.

    whole: codings of whole texts; notes: what each note stands on.
    """

    reading: Reading
    named: texts.Named = field(default_factory=texts.Named)
    texts: list[Text] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    pending: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    whole: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    notes: list[tuple[int, list[str]]] = field(default_factory=list)  # of whole texts


def read_sources(reading: Reading, element: Element | None) -> Sources:
    found = Sources(reading)
    for each in children(element, *KINDS):
        name = texts.name_of(each, each.get("guid") or "")
        if local(each) == "TextSource":
            _text_source(found, each, name)
        else:
            found.media.append(_medium(found, each, name))
    return found


def _text_source(found: Sources, element: Element, name: str) -> None:
    words = texts.words_of(found.reading, element)
    if words is None:
        texts.missing(found.reading, element, name, ("plainTextPath", "richTextPath"))
        found.reading.tell("source", "changed", "text-missing", example=name)
        content = {**_paths(element), **_part(found.reading, element)}
        guid = content.pop("guid")
        found.media.append(Medium("text", name, guid, None, content))
        return
    _text(found, element, words, name)
    found.reading.tell("source", "kept")


def _text(found: Sources, element: Element, words: texts.Words, name: str, medium: str = "") -> str:
    """Take a text in, with what is selected and coded in it; returns its GUID."""
    reading, number = found.reading, len(found.texts)
    text, foreign = texts.text_of(reading, found.named, element, words, name)
    found.texts.append(replace(text, medium=medium, values=places.values(reading, element)))
    found.foreign.append(foreign)
    for each in _selections(reading, element):
        found.pending.append((number, each))
    found.whole += [(number, each) for each in places.codings(reading, element)]
    found.notes.append((number, pointing(element, "NoteRef")))
    return text.guid


def _selections(reading: Reading, element: Element) -> list[dict[str, Any]]:
    """The selections of a text, those of a transcript placed by its points in time."""
    found = (places.selection(reading, each, POSITIONS) for each in children(element, "PlainTextSelection"))
    listed = [each for each in found if each is not None]
    points = {point["guid"]: point for point in _points(element)}
    for each in children(element, "TranscriptSelection"):
        begin, end = (each.get(key) or "" for key in ("fromSyncPoint", "toSyncPoint"))
        at = [points.get(guid.strip("{}").lower(), {}).get("position") for guid in (begin, end)]
        if None in at:
            reading.tell("selection", "dropped", "place-none", example=called(each))
            continue
        each.set("startPosition", str(at[0]))
        each.set("endPosition", str(at[1]))
        made = places.selection(reading, each, POSITIONS)
        if made is not None:
            listed.append({**made, "from": begin.strip("{}").lower(), "to": end.strip("{}").lower()})
    return listed


def _points(element: Element) -> list[dict[str, Any]]:
    """The points of a transcript where its words and its recording meet."""
    found = []
    for each in children(element, "SyncPoint"):
        numbers = {
            key: places.whole_number(each.get(name)) for key, name in (("position", "position"), ("time", "timeStamp"))
        }
        told = {key: value for key, value in numbers.items() if value is not None}
        found.append({"guid": (each.get("guid") or "").strip("{} ").lower(), **told})
    return found


def _medium(found: Sources, element: Element, name: str) -> Medium:
    reading, kind = found.reading, KINDS[local(element)]
    guid = reading.own_guid(element)
    file = texts.attached(reading, element.get("path")) or texts.attached(reading, element.get("currentPath"))
    if file is None:
        texts.missing(reading, element, name, ("path", "currentPath"))
        reading.tell(kind, "changed", "file-missing", example=name)
    else:
        reading.tell(kind, "kept", "kept-apart", example=name)
    content = _content(found, element, guid, name, local(element).removesuffix("Source"))
    return Medium(kind, name, guid, file, {**_paths(element), **content})


def _content(found: Sources, element: Element, guid: str, name: str, what: str) -> dict[str, Any]:
    reading = found.reading
    kind = f"{what}Selection"
    selections = [_selection(reading, each, places.SELECTIONS[kind]) for each in children(element, kind)]
    content = {
        "description": tidy(text_under(element, "Description")),
        "selections": [each for each in selections if each is not None],
        "codings": places.codings(reading, element),
        "notes": pointing(element, "NoteRef"),
        "values": places.values(reading, element),
        "texts": [_text_of(found, each, guid, name) for each in children(element, *ROLES)],
        **reading.made(element),
    }
    _tell_codings(reading, content)
    return without_empty(content)


def _selection(reading: Reading, element: Element, keys: tuple[str, ...]) -> dict[str, Any] | None:
    made = places.selection(reading, element, keys)
    inner = child(element, "Representation")
    if made is not None and inner is not None:
        words = texts.words_of(reading, inner)
        part = _part(reading, inner)
        if words is not None:
            part["words"] = tidy(words.original)
        made["representation"] = {**_paths(inner), **part}
    return made


def _text_of(found: Sources, element: Element, medium: str, name: str) -> dict[str, Any]:
    """A text of a medium: a source of its own where its words are there."""
    reading = found.reading
    told = without_empty({"role": local(element), "sync": _points(element), **_paths(element)})
    words = texts.words_of(reading, element)
    if words is None:
        texts.missing(reading, element, called(element, name), ("plainTextPath", "richTextPath"))
        reading.tell("transcript", "changed", "text-missing", example=called(element, name))
        return {**told, **_part(reading, element)}
    wanted = called(element, name) if local(element) == "Transcript" else name
    guid = _text(found, element, words, wanted, medium)
    reading.tell("transcript", "kept", example=wanted)
    return {**told, "guid": guid}


def _part(reading: Reading, element: Element) -> dict[str, Any]:
    """A text whose words are missing, with all that is said of it."""
    content = {
        "guid": reading.own_guid(element),
        "name": called(element),
        "description": tidy(text_under(element, "Description")),
        "selections": _selections(reading, element),
        "codings": places.codings(reading, element),
        "notes": pointing(element, "NoteRef"),
        "values": places.values(reading, element),
        **reading.made(element),
    }
    _tell_codings(reading, content)
    return without_empty(content)


def _paths(element: Element) -> dict[str, Any]:
    """The paths the project gives, so that they can be written back."""
    keys = ("path", "currentPath", "plainTextPath", "richTextPath")
    found = {key: tidy(element.get(key) or "")[:500] for key in keys}
    return {"paths": {key: path for key, path in found.items() if path}} if any(found.values()) else {}


def _tell_codings(reading: Reading, content: dict[str, Any]) -> None:
    """Codings that are kept where the workbench does not show them."""
    selections = content["selections"]
    count = len(content["codings"]) + sum(len(each.get("codings", ())) for each in selections)
    if selections:
        reading.tell("selection", "kept", "kept-apart", count=len(selections))
    if count:
        reading.tell("coding", "kept", "kept-apart", count=count)
