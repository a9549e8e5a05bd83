"""Selections put in their places in the normalised texts, once it is known how the file counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coding.exchange import frames
from coding.exchange.project import Coded, Passage
from coding.exchange.qde.reading import Reading, without_empty
from coding.exchange.qde.sources import Sources
from evaluation.model import Coding

Stands = dict[str, tuple[Any, ...]]  # GUID of a note → what it stands on: kind, name or GUID, start, end
Placed = tuple[int, int, bool]


def place(reading: Reading, sources: Sources, frame: frames.Frame) -> tuple[list[Coded], list[Passage], Stands]:
    """The codings, the selections that say more than their codings do, and what the notes stand on."""
    codings: list[Coded] = []
    passages: list[Passage] = []
    stands: Stands = {}
    for number, start, end, content in _placed(reading, sources, frame):
        source = sources.texts[number].source
        stands |= {note: ("source", source.name, start, end) for note in content.get("notes", ()) if start < end}
        if start == end:
            reading.tell("selection", "kept", "place-empty", example=source.name)
            count = len(content.get("codings", ()))
            if count:
                reading.tell("coding", "kept", "place-empty", count=count, example=source.name)
            passages.append(Passage(source.name, start, end, content["guid"], _besides(content)))
            continue
        codings += _coded(reading, content, source.name, (start, end), stands)
        rest = _rest(content, source.text[start:end])
        if rest is not None:
            passages.append(Passage(source.name, start, end, content["guid"], rest))
            if not content.get("codings"):
                reading.tell("selection", "kept", "kept-apart", example=content.get("name", ""))
    for number, each in sources.whole:
        text = sources.texts[number]
        made = {"guid": text.guid, "codings": [each]}
        codings += _coded(reading, made, text.source.name, (0, len(text.source.text)), stands)
    if codings:
        reading.tell("coding", "kept", count=len(codings))
    for number, notes in sources.notes:
        stands |= dict.fromkeys(notes, ("source", sources.texts[number].source.name))
    return codings, passages, stands


def _placed(reading: Reading, sources: Sources, frame: frames.Frame) -> Iterator[tuple[int, int, int, dict[str, Any]]]:
    """Number of the text, start, end and content of each selection that has a place, or can be given one."""
    numbers = [(each["place"]["startPosition"], each["place"]["endPosition"]) for _, each in sources.pending]
    selected = [
        frames.Selected(number, min(pair), max(pair))
        for (number, _), pair in zip(sources.pending, numbers, strict=True)
    ]
    found = frames.placed(sources.foreign, selected, frame).tolist() if selected else []
    for (number, content), (first, last), (start, end) in zip(sources.pending, numbers, found, strict=True):
        length = sources.foreign[number].length
        count = max(len(content.get("codings", ())), 1)
        example = content.get("name", "") or sources.texts[number].source.name
        if start < 0:
            reading.tell("selection", "dropped", "place-outside", example=example)
            if content.get("codings"):
                reading.tell("coding", "dropped", "place-outside", count=count, example=example)
            continue
        if last + int(frame.last) < first:
            reading.tell("selection", "changed", "place-turned", example=example)
        if end < 0:
            reading.tell("selection", "changed", "place-cut", example=example)
        yield number, start, max(start, length if end < 0 else end), content


def _coded(
    reading: Reading, content: dict[str, Any], source: str, span: tuple[int, int], stands: Stands
) -> list[Coded]:
    found: list[Coded] = []
    for each in content.get("codings", ()):
        coder = each.get("by") or content.get("by", "")
        coding = Coding(source, span[0], span[1], reading.codes[each["code"]], coder)
        found.append(Coded(coding, each["guid"], each.get("at") or content.get("created", ""), content["guid"]))
        for note in each.get("notes", ()):
            stands[note] = ("coding", each["guid"])
    return found


def _rest(content: dict[str, Any], words: str) -> dict[str, Any] | None:
    """What a selection says besides its place and its codings; None where that is nothing of its own."""
    rest = {key: value for key, value in _besides(content).items() if key not in ("codings", "notes")}
    if _says(rest.get("name", ""), words):
        rest.pop("name", None)
    if rest.get("modified") == rest.get("created") and rest.get("modified_by") == rest.get("by"):
        rest = {key: value for key, value in rest.items() if key not in ("modified", "modified_by")}
    first: dict[str, Any] = next(iter(content.get("codings", ())), {})
    made = {"by": first.get("by"), "created": first.get("at")}
    own = {key: value for key, value in rest.items() if made.get(key, "") != value}
    return rest if own or not content.get("codings") else None


def _says(name: str, words: str) -> bool:
    """Whether a name is but the words themselves, as far as it goes."""
    shown = " ".join(name.rstrip(".… ").split())
    return " ".join(words.split()).startswith(shown)


def _besides(content: dict[str, Any]) -> dict[str, Any]:
    return without_empty({key: value for key, value in content.items() if key not in ("guid", "place")})
