"""Rounds of coding: opened, closed, and looked into before they are closed, each one act that is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluation.errors import fail
from evaluation.memos import now, tidy
from evaluation.model.round import CONSENSUS, UNNAMED, Reveal, Round
from evaluation.settings.nearness import nearest
from evaluation.store import rounds as stored
from evaluation.store.coding_queries import has_coding_value
from evaluation.study import Study

RESERVED = ("", UNNAMED, CONSENSUS)


@dataclass(frozen=True, slots=True)
class Progress:
    """A round, and how many codings each of its coders has made; what they are, is not told."""

    round: Round
    codings: dict[str, int]


def list_rounds(study: Study) -> list[Round]:
    """All rounds, the oldest first."""
    return study.store.once("rounds", stored.read_rounds)


def progress(study: Study) -> list[Progress]:
    """All rounds, with the number of codings of everyone who takes part, whoever asks."""
    with replace(study.store, reader=None).reading() as connection:
        found = stored.read_rounds(connection)
        counts = stored.count_codings(connection, [each.name for each in found])
    there = [{coder: n for (name, coder), n in counts.items() if name == each.name} for each in found]
    return [Progress(each, dict.fromkeys(each.coders, 0) | own) for each, own in zip(found, there, strict=True)]


def progress_seen(study: Study) -> list[Progress]:
    """The same, but of an open blind round what whoever asks has made themself, and of nobody else."""
    found = progress(study)
    return [
        replace(each, codings={who: n for who, n in each.codings.items() if who == study.who})
        if each.round.hides_from(study.who)
        else each
        for each in found
    ]


def find_round(study: Study, name: str) -> Round:
    """The round of this name. Raises ROUND-001 with the nearest."""
    listed = list_rounds(study)
    for each in listed:
        if each.name == name:
            return each
    names = [each.name for each in listed]
    raise fail("ROUND-001", name=name, known=", ".join(nearest(name, names) or names[-8:]) or "–")


def round_of(study: Study) -> str:
    """The round a new coding belongs to when none is named: the open one in which whoever codes takes part.

    Raises ROUND-008 when there are several.
    """
    own = [each.name for each in list_rounds(study) if each.is_open and (not each.coders or study.who in each.coders)]
    if len(own) > 1:
        raise fail("ROUND-008", known=", ".join(own))
    return own[0] if own else UNNAMED


def open_round(study: Study, name: str, *, coders: Sequence[str] = (), blind: bool = True) -> Round:
    """Open a round; while it is blind and open, nobody sees anybody else's codings of it.

    Raises ROUND-002 for a name that is taken or has codings already, ROUND-003 for one that means something else, and
    ROUND-004 for a blind round of a single coder.
    """
    wanted, listed = tidy(name), tuple(dict.fromkeys(tidy(each) for each in coders if tidy(each)))
    if wanted in RESERVED:
        raise fail("ROUND-003", name=wanted, known=", ".join(RESERVED[1:]))
    if blind and len(listed) == 1:
        raise fail("ROUND-004", name=wanted, coder=listed[0])
    with study.store.act("round.open", study.who, name=wanted, blind=blind, coders=list(listed)) as act:
        taken = {each.name for each in stored.read_rounds(act.connection)}
        if wanted in taken or has_coding_value(act.connection, "round", wanted):
            raise fail("ROUND-002", name=wanted)
        return stored.write_round(act, Round(wanted, blind, listed, opened_at=now(), opened_by=study.who))


def close_round(study: Study, name: str) -> Round:
    """Close a round: from here on all see all codings of it, and no more are made. Raises ROUND-005 if it is closed."""
    found = _open(study, name)
    with study.store.act("round.close", study.who, name=found.name) as act:
        return stored.write_round(act, replace(found, closed_at=now(), closed_by=study.who))


def reveal_round(study: Study, name: str, reason: str) -> Round:
    """Let whoever asks see the others' codings of an open blind round; the log and the round keep who, when and why.

    Raises ROUND-005 where the round is closed, ROUND-009 where nothing is hidden, and ROUND-010 without a reason.
    """
    found, why = _open(study, name), tidy(reason)
    if not found.hides_from(study.who):
        raise fail("ROUND-009", name=found.name)
    if not why:
        raise fail("ROUND-010", name=found.name)
    with study.store.act("round.reveal", study.who, name=found.name, reason=why) as act:
        seen = (*found.revealed, Reveal(study.who, now(), why))
        return stored.write_round(act, replace(found, revealed=seen))


def _open(study: Study, name: str) -> Round:
    found = find_round(study, name)
    if not found.is_open:
        raise fail("ROUND-005", name=name)
    return found
