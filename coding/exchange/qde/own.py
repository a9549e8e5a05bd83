"""What the standard has no place for, in a file of our own beside the project: rounds, origins, turns, kinds of memo.

It is keyed by GUID and adds to what the project says; where it cannot be read, the project alone holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coding.exchange.archive import Archive
from coding.exchange.guids import guid_from, made_guid
from coding.exchange.identities import session_guid
from coding.exchange.project import Case, Coded, Note, Project, Text, Variable
from coding.exchange.qde.gathering import Writing
from evaluation.errors import EvaluationError, problem
from evaluation.language import Language
from evaluation.model import Code, Codebook, Localised, Memo, People, Turn
from evaluation.model.codebook import Origin
from evaluation.model.guid import guids
from evaluation.model.memo import MemoKind, MemoTarget
from evaluation.model.source import QuestionBasis, SourceKind

NAME = "underveis.json"
VERSION = 1
LIMIT = 256 << 20


class OwnTurn(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    speaker: str = ""
    start_time: float | None = None
    end_time: float | None = None
    participant: str | None = None
    question: str | None = None
    question_basis: QuestionBasis | None = None


class OwnSource(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    kind: SourceKind = "document"
    language: Language | None = None
    session: str | None = None
    turns: tuple[OwnTurn, ...] = ()


class OwnCoding(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    round: str = "1"
    origin: Origin = "manual"
    note: str = ""
    certainty: int | None = Field(default=None, ge=0, le=100)
    version: int | None = Field(default=None, ge=0)


class OwnMemo(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    kind: MemoKind = "theory"
    on: MemoTarget | None = None
    on_id: str = ""


class OwnReveal(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    who: str = ""
    at: str = ""
    reason: str = ""


class OwnRound(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    name: str
    blind: bool = True
    coders: tuple[str, ...] = ()
    opened_at: str = ""
    opened_by: str = ""
    closed_at: str | None = None
    closed_by: str | None = None
    revealed: tuple[OwnReveal, ...] = ()


class OwnBook(BaseModel):
    """order: GUIDs of the codes; parents: GUID → GUIDs of further parents."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    name: str = "codebook"
    title: Localised = Localised()
    version: str = "1"
    order: tuple[str, ...] = ()
    parents: dict[str, tuple[str, ...]] = {}


class Own(BaseModel):
    """made: GUIDs of what the export made for other programs to see, and that nothing in the study stands for."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    version: int = VERSION
    codebook: OwnBook = OwnBook()
    people: People = People()
    seen: dict[str, tuple[str, ...]] = {}
    sources: dict[str, OwnSource] = {}
    codings: dict[str, OwnCoding] = {}
    memos: dict[str, OwnMemo] = {}
    rounds: tuple[OwnRound, ...] = ()
    made: tuple[str, ...] = ()


def read_own(archive: Archive) -> Own | None:
    """What one of our exports says beside its project. Raises ValidationError where it is not as we wrote it."""
    member = archive.find(NAME)
    return Own.model_validate_json(archive.read(member, LIMIT)) if member else None


def with_own(project: Project, archive: Archive) -> Project:
    """The project with what its own file adds; a warning where that is damaged."""
    try:
        own = read_own(archive)
    except (ValidationError, ValueError, EvaluationError, RecursionError):
        warning = problem("EXCHANGE-013", file=archive.path, severity="warning")
        return replace(project, problems=(*project.problems, warning))
    return project if own is None or own.version > VERSION else _joined(project, own)


def _joined(project: Project, own: Own) -> Project:
    made = set(own.made)
    return replace(
        project,
        codebook=_codebook(project.codebook, own.codebook),
        texts=tuple(_text(each, own) for each in project.texts),
        codings=tuple(_coding(each, own.codings.get(each.guid)) for each in project.codings),
        passages=tuple(each for each in project.passages if each.guid not in made),
        notes=tuple(_note(each, own.memos.get(each.guid)) for each in project.notes if each.guid not in made),
        variables=tuple(each for each in project.variables if each.guid not in made),
        cases=tuple(each for each in project.cases if each.guid not in made),
        people=_people(own.people),
        content={
            **project.content,
            "ours": True,
            "seen": {key: list(each) for key, each in own.seen.items()},
            "rounds": [each.model_dump() for each in own.rounds],
        },
    )


def _codebook(codebook: Codebook, own: OwnBook) -> Codebook:
    """The codebook with its title and order, and with the codes that belong twice."""
    names = {guid: name for name, guid in guids(codebook).items()}
    known = {guid: listed for guid, listed in own.parents.items() if guid in names}
    parents = {names[guid]: [names[each] for each in listed if each in names] for guid, listed in known.items()}
    codes = {code.name: _belonging(code, parents.get(code.name, [])) for code in codebook}
    order = [names[guid] for guid in dict.fromkeys(own.order) if guid in names]
    listed = [codes[name] for name in dict.fromkeys([*order, *codes])]
    told = {"name": own.name or codebook.name, "title": own.title, "version": own.version}
    return codebook.model_copy(update={**told, "codes": tuple(listed)})


def _belonging(code: Code, parents: Iterable[str]) -> Code:
    kept = tuple(dict.fromkeys(each for each in (*code.parents, *parents) if each not in (code.parent, code.name)))
    return code if kept == code.parents else code.model_copy(update={"parents": kept})


def _text(text: Text, own: Own) -> Text:
    said = own.sources.get(text.guid)
    if said is None:
        return text
    length = len(text.source.text)
    known = {each.id for each in own.people.participants}
    turns = tuple(
        Turn(**{**turn.model_dump(), "participant": turn.participant if turn.participant in known else None})
        for turn in said.turns
        if turn.start <= turn.end <= length
    )
    sessions = {each.id for each in own.people.sessions}
    session = said.session if said.session in sessions else None
    source = replace(text.source, kind=said.kind, language=said.language, session=session, turns=turns)
    return replace(text, source=source)


def _coding(coded: Coded, said: OwnCoding | None) -> Coded:
    if said is None:
        return coded
    told = {"round": said.round, "origin": said.origin, "note": said.note, "certainty": said.certainty}
    return replace(coded, coding=replace(coded.coding, **told, code_version=said.version))  # type: ignore[arg-type]


def _note(note: Note, said: OwnMemo | None) -> Note:
    if said is None:
        return note
    memo = replace(note.memo, kind=said.kind)
    return replace(note, memo=replace(memo, on=said.on, on_id=said.on_id) if said.on else memo)


def _people(people: People) -> People:
    """Those who hold together: nobody is told of who is not there."""
    known = {each.id for each in people.participants if guid_from(each.id)}
    consents = {each.participant: each for each in people.consents if each.participant in known}
    kept = {
        "consents": tuple(consents.values()),
        "participants": tuple({each.id: each for each in people.participants if each.id in known}.values()),
        "organisations": tuple({each.id: each for each in people.organisations if guid_from(each.id)}.values()),
        "sessions": tuple({each.id: each for each in people.sessions}.values()),
    }
    return people.model_copy(update=kept)


# Written


def own_of(writing: Writing, made: Iterable[str]) -> bytes:
    """The file that goes beside a project: the same for the same study, to the byte."""
    project = writing.project
    seen: Any = project.content.get("seen", {})
    versions = {code.name: code.version for code in project.codebook}
    content = {
        "version": VERSION,
        "codebook": _own_book(project.codebook),
        "people": project.people.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "seen": {key: list(seen[key]) for key in seen},
        "sources": {each.guid: _own_source(each) for each in project.texts},
        "codings": {each.guid: said for each in project.codings if (said := _own_coding(each, versions))},
        "memos": {each.guid: _own_memo(each.memo) for each in project.notes},
        "rounds": list(project.content.get("rounds", ())),
        "made": sorted({*writing.marked, *(each.guid for each in writing.notes), *made}),
    }
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0) + "\n").encode("utf-8", "replace")


def _own_book(codebook: Codebook) -> dict[str, Any]:
    known = guids(codebook)
    twice = {code.name: [known[each] for each in code.parents if each in known] for code in codebook if code.parents}
    return {
        "name": codebook.name,
        "title": codebook.title.as_dict(),
        "version": codebook.version,
        "order": [known[code.name] for code in codebook],
        "parents": {known[name]: listed for name, listed in twice.items()},
    }


def _own_source(text: Text) -> dict[str, Any]:
    source = text.source
    turns = [
        {key: value for key in OwnTurn.model_fields if (value := getattr(turn, key)) not in (None, "")}
        for turn in source.turns
    ]
    return {"kind": source.kind, "language": source.language, "session": source.session, "turns": turns}


def _own_coding(coded: Coded, versions: Mapping[str, int]) -> dict[str, Any]:
    coding = coded.coding
    told = {"round": coding.round, "origin": coding.origin, "note": coding.note, "certainty": coding.certainty}
    plain = {"round": "1", "origin": "manual", "note": "", "certainty": None}
    found: dict[str, Any] = {key: value for key, value in told.items() if value != plain[key]}
    if coding.code_version is not None and coding.code_version != versions.get(coding.code):
        found["version"] = coding.code_version
    return found


def _own_memo(memo: Memo) -> dict[str, Any]:
    told = memo.on in ("participant", "organisation", "session", "turn")
    return {"kind": memo.kind, **({"on": memo.on, "on_id": memo.on_id} if told else {})}


def cases_of(project: Project) -> tuple[list[Case], list[Variable]]:
    """Participants and sessions as cases with variables, for other programs to compare by."""
    organisations = {each.id: each for each in project.people.organisations}
    cases: list[Case] = []
    for each in project.people.participants:
        organisation = organisations.get(each.organisation or "")
        told = {
            "role": each.role,
            "organisation": organisation.pseudonym if organisation else "",
            "sector": organisation.sector if organisation else "",
            "size": str(organisation.size) if organisation and organisation.size is not None else "",
        }
        spoken = [text.guid for text in project.texts if any(turn.participant == each.id for turn in text.source.turns)]
        cases.append(Case(each.pseudonym, guid_from(each.id), values=_values(told), sources=tuple(spoken)))
    for session in project.people.sessions:
        told = {"kind": session.kind, "date": str(session.date or "")}
        held = [text.guid for text in project.texts if text.source.session == session.id]
        cases.append(Case(session.id, session_guid(session), values=_values(told), sources=tuple(held)))
    used = {guid for case in cases for guid in case.values}
    types = {"size": "Integer", "date": "Date"}
    names = ("role", "organisation", "sector", "size", "kind", "date")
    variables = [Variable(name, _variable(name), types.get(name, "Text")) for name in names if _variable(name) in used]  # type: ignore[arg-type]
    return cases, variables


def _values(told: Mapping[str, str]) -> dict[str, str]:
    return {_variable(name): value for name, value in told.items() if value}


def _variable(name: str) -> str:
    return made_guid("variable of people", name)
