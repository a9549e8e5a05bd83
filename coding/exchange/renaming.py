"""A project whose sources are called otherwise, wherever they are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coding.exchange.project import Note, Project


def free_name(wanted: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; from now on it is."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    taken.add(name)
    return name


def renamed_sources(project: Project, called: Mapping[str, str]) -> Project:
    """called: name → the new one, of every source."""
    texts = (replace(each, source=replace(each.source, name=called[each.source.name])) for each in project.texts)
    codings = (
        replace(each, coding=replace(each.coding, source=called[each.coding.source])) for each in project.codings
    )
    return replace(
        project,
        texts=tuple(texts),
        codings=tuple(codings),
        passages=tuple(replace(each, source=called[each.source]) for each in project.passages),
        notes=tuple(_note(each, called) for each in project.notes),
    )


def _note(note: Note, called: Mapping[str, str]) -> Note:
    memo = note.memo
    if memo.on == "source":
        return replace(note, memo=replace(memo, on_id=called[memo.on_id]))
    name, _, number = memo.on_id.rpartition(":")
    if memo.on == "turn" and name in called:
        return replace(note, memo=replace(memo, on_id=f"{called[name]}:{number}"))
    return note
