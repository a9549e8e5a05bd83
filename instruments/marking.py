"""Writes into an instrument's file what its translations were made from, and changes nothing else in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from evaluation.errors import fail, reason_of
from evaluation.language import Language
from evaluation.settings.yaml_file import Place
from instruments.load import InstrumentFile
from instruments.model import Wording, fingerprint
from instruments.translations import languages_of, texts_of


@dataclass(frozen=True, slots=True)
class Marked:
    """The text of the file with its marks, and how many texts have another mark than before."""

    text: str
    changed: int


def mark_translated(
    file: InstrumentFile, text: str, *, languages: Collection[Language] = (), within: Collection[str] = ()
) -> Marked:
    """Say of the translations that they fit their originals as these are now.

    languages: those looked over. within: ids of questions or sections. Where none is named, all are meant.
    """
    nodes = dict(_mappings(_composed(text), ()))
    edits: list[tuple[int, int, str]] = []
    for place, wording in texts_of(file.instrument):
        node = nodes.get(place)
        if node is None or wording.plain or (within and not _ids_above(file, place) & set(within)):
            continue
        wanted = _mark(wording, languages_of(file.instrument), file.instrument.original, languages)
        if wanted is not None and wanted != wording.of:
            edits.append(_edit(text, node, _written(wanted)))
    newline = "\r\n" if "\r\n" in text else "\n"
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words.replace("\n", newline) + text[end:]
    return Marked(text, len(edits))


def _mark(
    wording: Wording, languages: Sequence[Language], original: Language, chosen: Collection[Language]
) -> str | dict[Language, str] | None:
    """The mark a text should have: one where all its translations fit, else one for each."""
    if not getattr(wording, original):
        return None
    now = fingerprint(getattr(wording, original))
    translated = [each for each in languages if each != original and getattr(wording, each)]
    told = {each: now if not chosen or each in chosen else wording.made_from(each) for each in translated}
    known = {each: mark for each, mark in told.items() if mark is not None}
    if not known:
        return None
    return now if set(told.values()) == {now} else known


def _written(mark: str | dict[Language, str]) -> str:
    return mark if isinstance(mark, str) else f"{{{', '.join(f'{each}: {value}' for each, value in mark.items())}}}"


def _ids_above(file: InstrumentFile, place: Place) -> set[str]:
    """The ids of the section and the question a text stands in."""
    found: set[str] = set()
    if place[:1] == ("sections",):
        section = file.instrument.sections[int(place[1])]
        found.add(section.id)
        if place[2:3] == ("questions",):
            found.add(section.questions[int(place[3])].id)
    return found


def _composed(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(StringIO(text))


def _mappings(node: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if node.id == "mapping":
        yield place, node
        for key, value in node.value:
            yield from _mappings(value, (*place, str(key.value)))
    elif node.id == "sequence":
        for number, each in enumerate(node.value):
            yield from _mappings(each, (*place, number))


def _edit(text: str, node: Any, mark: str) -> tuple[int, int, str]:
    """What to put in the place of which stretch, so that the mapping has the mark under `of`."""
    for key, value in node.value:
        if key.value == "of":
            return value.start_mark.index, value.end_mark.index, mark
    if node.flow_style:
        end = node.end_mark.index - 1
        return len(text[:end].rstrip()), end, f", of: {mark}"
    indent = " " * node.start_mark.column
    last = node.value[-1][1]
    if last.style in ("|", ">"):
        return node.start_mark.index, node.start_mark.index, f"of: {mark}\n{indent}"
    return last.end_mark.index, last.end_mark.index, f"\n{indent}of: {mark}"


def mark_file(file: InstrumentFile, *, languages: Collection[Language] = (), within: Collection[str] = ()) -> int:
    """Mark the file itself, whole or not at all; returns how many texts have another mark than before."""
    text = file.path.read_bytes().decode("utf-8-sig")
    marked = mark_translated(file, text, languages=languages, within=within)
    if marked.changed:
        part = Path(f"{file.path}.part")
        try:
            part.write_bytes(marked.text.encode())
            part.replace(file.path)
        except OSError as error:
            raise fail("INSTRUMENT-033", file=file.path, reason=reason_of(error)) from error
    return marked.changed
