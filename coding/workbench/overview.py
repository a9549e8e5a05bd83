"""The sources of a study by session, and how far each coder has come in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coding.workbench.tree import tree_of
from evaluation.errors import EvaluationError
from evaluation.language import Language
from evaluation.model import Session
from evaluation.rounds import round_of
from evaluation.store.codes import read_codebook
from evaluation.store.coding_queries import CodingCount, count_codings_by
from evaluation.store.feed import last_change
from evaluation.store.people import read_people
from evaluation.store.rounds import read_rounds
from evaluation.store.sources import SourceSummary, list_sources
from evaluation.study import Study


def overview_of(study: Study, language: Language) -> dict[str, Any]:
    """What the page needs before a text is opened: the sources by session, the codebook, who codes and in which round.

    In an open blind round the counts are of one's own codings alone.
    """
    with study.store.reading() as connection:
        sources, sessions = list_sources(connection), read_people(connection).sessions
        book, counts = read_codebook(connection), count_codings_by(connection)
        blind = [each.name for each in read_rounds(connection) if each.hides_from(study.who)]
        at = last_change(connection)
    return {
        "title": study.evaluation.title,
        "who": study.who,
        "round": _round(study),
        "blind": blind,
        "sessions": _by_session(sources, sessions, counts),
        "codes": tree_of(book, counts, language) if book else [],
        "revision": at,
    }


def _round(study: Study) -> str:
    """The round new codings go to; empty where several are open, which coding then tells of."""
    try:
        return round_of(study)
    except EvaluationError:
        return ""


def _by_session(
    sources: list[SourceSummary], sessions: Iterable[Session], counts: list[CodingCount]
) -> list[dict[str, Any]]:
    """Each session that has sources, as the study lists them; last the sources that belong to none."""
    known = {each.id: each for each in sessions}
    order = [*known, *{each.session for each in sources if each.session not in known}]
    found = []
    for id_ in dict.fromkeys(order):
        own = [_source(each, counts) for each in sources if each.session == id_]
        session = known.get(id_ or "")
        about = {"title": session.title, "date": session.date and session.date.isoformat()} if session else {}
        if own:
            found.append({"id": id_, **about, "sources": own})
    return found


def _source(source: SourceSummary, counts: list[CodingCount]) -> dict[str, Any]:
    own = [each for each in counts if each.source == source.name]
    return {
        "name": source.name,
        "kind": source.kind,
        "turns": source.turns,
        "coders": [_progress(coder, own, source.characters) for coder in sorted({each.coder for each in own})],
    }


def _progress(coder: str, counts: list[CodingCount], characters: int) -> dict[str, Any]:
    own = [each for each in counts if each.coder == coder]
    reach = max(each.reach for each in own)
    return {"coder": coder, "codings": sum(each.codings for each in own), "reach": round(reach / max(characters, 1), 3)}
