"""A project of another program brought into a study: all of it in one act, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coding.exchange import taking_rest, taking_texts
from coding.exchange.arrival import Arrival, in_the_end
from coding.exchange.beside import read_for
from coding.exchange.files import Received, receiving
from coding.exchange.identities import read_identities
from coding.exchange.losses import Loss, added_up
from coding.exchange.project import Project
from coding.exchange.report import as_text, shown_frame
from coding.exchange.taking_people import take_people
from evaluation.errors import Problem, fail
from evaluation.language import Language, phrase
from evaluation.memos import now
from evaluation.model import Memo
from evaluation.store import memos
from evaluation.store.act import Act
from evaluation.store.exchange import add_kept
from evaluation.study import Study

KINDS = ("source", "user", "coding", "memo", "participant", "organisation", "session")
STEPS = (
    taking_texts.take_users,
    take_people,
    taking_texts.take_codes,
    taking_texts.take_texts,
    taking_texts.take_codings,
    taking_rest.take_variables,
    taking_rest.take_passages,
    taking_rest.take_notes,
    taking_rest.take_media,
    taking_rest.take_cases,
    taking_rest.take_values,
    taking_rest.take_relations,
    taking_rest.take_rounds,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in, and what became of each element. memo: the id of the memo that says so."""

    file: str
    name: str
    origin: str
    frame: Mapping[str, Any]
    losses: tuple[Loss, ...]
    memo: int
    problems: tuple[Problem, ...] = ()


def import_file(study: Study, path: Path, frame: str | None = None) -> Imported:
    """Read a project and put it into the study. Raises, and changes nothing, where any of it cannot be read."""
    return import_project(study, read_for(study, path, frame), path)


def import_project(study: Study, project: Project, path: Path) -> Imported:
    """Put a project into the study. Its codes are those of the study where GUID or path are the same."""
    _refuse_loose_ends(project, path)
    with (
        receiving(study.folder / "sources") as received,
        study.store.act("exchange.import", study.who, file=path.name, n=len(project.codings)) as act,
    ):
        return _taken(act, project, path, received, study.evaluation.language)


def _taken(act: Act, project: Project, path: Path, received: Received, language: Language) -> Imported:
    arrival = Arrival(act, project, received, read_identities(act.connection, KINDS), language=language)
    for take in STEPS:
        take(arrival)
    losses = added_up(in_the_end(project, arrival.lot))
    title = phrase("exchange.memo.title", language, file=path.name)
    text = "\n\n".join(filter(None, (_heading(project, path, language), as_text(losses, language))))
    memo = memos.add_memo(act, Memo(text, kind="method", title=title, author=act.who, at=now()))
    add_kept(act, "exchange", [_row(act, project, path, losses, memo)])
    problems = (*project.problems, *arrival.problems)
    return Imported(str(path), project.name, project.origin, project.frame, losses, memo, problems)


def _heading(project: Project, path: Path, language: Language) -> str:
    told = phrase("exchange.memo.heading", language, name=project.name or path.stem, origin=project.origin or "–")
    return " ".join(filter(None, (told, shown_frame(project.frame, language))))


def _row(act: Act, project: Project, path: Path, losses: Sequence[Loss], memo: int) -> dict[str, Any]:
    told = {key: value for key, value in project.content.items() if key not in ("seen", "rounds")}
    content = {**told, **({"description": project.description} if project.description else {})}
    return {
        "at": now(),
        "who": act.who,
        "file": path.name,
        "sha256": _hash(path),
        "format": path.suffix.lower().lstrip("."),
        "origin": project.origin,
        "name": project.name,
        "content": content,
        "frame": dict(project.frame),
        "losses": [_loss(each) for each in losses],
        "memo": memo,
    }


def _loss(each: Loss) -> dict[str, Any]:
    return {
        "element": each.element,
        "outcome": each.outcome,
        "count": each.count,
        "reason": each.reason,
        "examples": list(each.examples),
    }


def _hash(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _refuse_loose_ends(project: Project, path: Path) -> None:
    """Raise where codings name sources or codes that the project does not have, or lie outside their texts."""
    lengths = {each.source.name: len(each.source.text) for each in project.texts}
    codes = {code.name for code in project.codebook}
    for each in project.codings:
        coding = each.coding
        there = coding.source in lengths and coding.code in codes
        if not there or not 0 <= coding.start <= coding.end <= lengths[coding.source]:
            place = f"{coding.source} {coding.start}–{coding.end}"
            raise fail("EXCHANGE-009", file=path, name=coding.code, place=place)
