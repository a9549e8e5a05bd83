"""A study written for other programs: all it holds, but for names and for words somebody has taken back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from coding.exchange import leaving, leaving_rest
from coding.exchange.covering import Covering, covering
from coding.exchange.discover import exporter
from coding.exchange.identities import read_identities, source_guids
from coding.exchange.importing import KINDS
from coding.exchange.leaving_people import people_of
from coding.exchange.losses import Loss, added_up
from coding.exchange.project import Project
from coding.exchange.renaming import free_name, renamed_sources
from coding.exchange.staying import staying
from evaluation.errors import Problem, fail, problem, reason_of
from evaluation.model import Codebook
from evaluation.store import codes, exchange, people, rounds, sources
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Exported:
    """losses: what was covered or left out, and what has no place in the file."""

    file: str
    losses: tuple[Loss, ...]
    problems: tuple[Problem, ...] = ()


def export_file(study: Study, path: Path, *, personal: bool = False) -> Exported:
    """Write the study in the format the suffix tells. The same study gives the same bytes.

    personal: let memos of that kind go along.
    """
    write = exporter(path).write
    project = project_of(study, personal=personal)
    try:
        losses = write(project, path)
    except OSError as error:
        raise fail("STORE-007", file=path, reason=reason_of(error)) from error
    return Exported(str(path), added_up((*project.losses, *losses)), project.problems)


def project_of(study: Study, *, personal: bool = False) -> Project:
    """The study as a project. Raises EXCHANGE-011 when there is nothing in it."""
    with study.store.reading() as connection:
        out = _leaving(study, connection)
        coded = leaving.codings(out)
        notes = leaving_rest.notes(out, coded, personal=personal)
        if not (out.held or notes or out.codebook.codes):
            raise fail("EXCHANGE-011", file=study.folder)
        came = _came(connection)
        texts = leaving.texts(out)
        for element, count in staying(connection).items():
            out.tell(element, "dropped", "no-place", count)
        project = Project(
            name=came.get("name") or study.evaluation.title,
            origin=f"Underveis {version('underveis')}",
            description=str(came.get("content", {}).get("description", "")),
            users=leaving_rest.users(out, coded, notes),
            codebook=out.covering.codebook(out.codebook),
            texts=texts,
            codings=tuple(coded),
            passages=leaving.passages(out),
            notes=tuple(notes),
            media=leaving_rest.media(out),
            variables=leaving_rest.variables(out),
            cases=leaving_rest.cases(out),
            relations=leaving_rest.relations(out),
            people=out.told.people,
            content={"seen": dict(out.told.seen), "rounds": _rounds(connection)},
            problems=(problem("EXCHANGE-012", severity="warning", n=out.names),) if out.names else (),
        )
        return replace(_nameless(project, out.covering), losses=tuple(out.lot))


def _leaving(study: Study, connection: Connection) -> leaving.Leaving:
    named = people.read_people(connection, names=True)
    held = sources.read_sources(connection)
    identities = read_identities(connection, KINDS)
    hidden = covering(named)
    return leaving.Leaving(
        connection,
        study.folder / "sources",
        hidden,
        identities,
        codes.read_codebook(connection) or Codebook(name="codebook"),
        held,
        source_guids(identities, held),
        people_of(connection, identities, study.evaluation, hidden),
    )


def _nameless(project: Project, covering: Covering) -> Project:
    """The project with sources called so that their names tell of nobody."""
    called = {each.source.name: covering.words(each.source.name) for each in project.texts}
    if all(old == new for old, new in called.items()):
        return project
    taken: set[str] = set()
    for old, new in called.items():
        called[old] = free_name(new, taken)
    return renamed_sources(project, called)


def _rounds(connection: Connection) -> list[dict[str, Any]]:
    """Rounds of coding, for a study of ours to take up again."""
    found = (asdict(each) for each in rounds.read_rounds(connection))
    return [{key: value for key, value in each.items() if key != "id"} for each in found]


def _came(connection: Connection) -> dict[str, Any]:
    """The export of ours that the study was made from, if it was: its name stays with it."""
    rows = exchange.read_kept(connection, "exchange")
    return rows[0] if rows and rows[0]["content"].get("ours") else {}
