"""A project as programs exchange it: what every importer gives and every exporter takes.

What the study itself knows is told with its own values (`Source`, `Coding`, `Codebook`, `Memo`); beside each stands the
GUID the other program knows it by, empty where it knows none: then one is derived from what it says. Offsets are code
points of the normalised text. A coding names its source and its code as `texts` and `codebook` call them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from coding.exchange.losses import Loss
from evaluation.errors import Problem
from evaluation.model import Codebook, Coding, Memo, People, Source

MediumKind = Literal["text", "picture", "pdf", "audio", "video"]
VariableType = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
RelationKind = Literal["link", "set", "graph"]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it was received: `place` is the file itself, or the archive in which it is `member`."""

    name: str
    place: Path
    member: str = ""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded or wrote. Codings and memos call them by `name`, so no two have the same."""

    name: str
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A source with its text. `medium` is the GUID of the picture, recording or PDF whose words these are.

    file: what it was read from, kept with the study; rich: the styled file beside it. created, modified: moments in
    ISO 8601; `by` and `modified_by` the names of users. values: GUID of a variable → what is said of this source.
    """

    source: Source
    guid: str = ""
    description: str = ""
    medium: str = ""
    file: Attached | None = None
    rich: Attached | None = None
    created: str = ""
    by: str = ""
    modified: str = ""
    modified_by: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding. at: when it was made, in ISO 8601.

    within: the GUID of the selection it was made in, or of its source where the whole source is coded.
    """

    coding: Coding
    guid: str = ""
    at: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source that are selected, whether coded or not: `content` holds what is said of them besides."""

    source: str
    start: int
    end: int
    guid: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """A memo. Where it stands on a coding, `memo.on_id` is that coding's GUID; on a source or code, its name.

    also: GUIDs of what else it stands on.
    """

    memo: Memo
    guid: str = ""
    also: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, recording or PDF, or a text whose words are missing: kept and written back, not shown.

    file: None where it did not come along. content: all else as JSON, which refers to codes and notes by their GUIDs
    and to users by name: `selections` [{guid, name, description, place: {begin, end …}, codings, notes}], `codings`
    [{guid, code, by, at, notes}] of the whole of it, `notes` [guid], `values` {variable: text}, and `description`.
    `texts` [{guid, role, name, words, sync, selections …}] are its transcripts, representation or description: where
    such a text is a source of its own, a Text has the same GUID, and `words` is not there.
    """

    kind: MediumKind
    name: str
    guid: str = ""
    file: Attached | None = None
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variable:
    """What may be said of a case or a source."""

    name: str
    guid: str = ""
    type: VariableType = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A unit compared. values: GUID of a variable → what is said; the others are GUIDs of what belongs to it."""

    name: str
    guid: str = ""
    description: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A link, set or graph: kept and written back. `content` refers to all else by GUIDs."""

    kind: RelationKind
    name: str
    guid: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """All of a project. `people` is told by our own exports alone, without names.

    frame: how the file counts offsets, and how sure that is, where it had to be found out (`coding.exchange.frames`).
    losses: what the importer had to change or leave out, and what it took as it was. content: of the format's own.
    """

    name: str = ""
    origin: str = ""
    description: str = ""
    users: tuple[User, ...] = ()
    codebook: Codebook = field(default_factory=lambda: Codebook(name="codebook"))
    texts: tuple[Text, ...] = ()
    codings: tuple[Coded, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    media: tuple[Medium, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    relations: tuple[Relation, ...] = ()
    people: People = field(default_factory=People)
    content: Mapping[str, Any] = field(default_factory=dict)
    frame: Mapping[str, Any] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
