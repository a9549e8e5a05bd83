"""Deciding where coders differ, and taking over what all agree on: each one act, which `undo` takes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coding.consensus.comparing import Comparison, Wanted, agreed_left, compare_study
from coding.consensus.marks import mark_of, same_codings
from coding.consensus.places import Disagreement
from coding.consensus.runs import joined
from coding.places import place_of
from evaluation.errors import fail, problem, raise_any
from evaluation.memos import now, tidy
from evaluation.model import Adjudication, Codebook, Coding
from evaluation.model.round import CONSENSUS, Choice
from evaluation.rounds import list_rounds
from evaluation.settings.nearness import nearest
from evaluation.store.act import Act
from evaluation.store.adjudications import add_adjudication, read_adjudications, standing_on
from evaluation.store.codes import add_codings, read_codings, remove_codings
from evaluation.store.hand_codings import coding_ids
from evaluation.store.sight import unseen
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class New:
    """A coding nobody made: another code, or another stretch, [start, end); None is the place's own."""

    code: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided at a place.

    choice: `coder` takes what the coder `accepted` has there, `both` what all have (of one code all the words), `new`
    what stands in `new`, and `neither` nothing.
    """

    choice: Choice
    accepted: str = ""
    new: tuple[New, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was decided, and the consensus codings that were written for it; `replaced` tells of an earlier decision.

    place, comparison: as they were before.
    """

    adjudication: Adjudication
    made: tuple[Coding, ...]
    replaced: tuple[Adjudication, ...]
    place: Disagreement
    comparison: Comparison


def find_place(comparison: Comparison, id_: int) -> Disagreement:
    """The place in which a coding is in dispute. Raises CONSENSUS-006, with ids that are, where it is not."""
    for each in comparison.found.disagreements:
        if id_ in each.ids:
            return each
    known = sorted((each.id for each in comparison.found.disagreements), key=lambda each: abs(each - id_))
    raise fail("CONSENSUS-006", id=id_, known=", ".join(map(str, known[:5])) or "–")


def resolve(
    study: Study, id_: int, decision: Decision, wanted: Wanted | None = None, *, was: str | None = None
) -> Resolved:
    """Decide at the place where the coding `id_` is in dispute; an earlier decision is replaced, and kept as history.

    The consensus codings bear the name of whoever decides, in the round `consensus`. was: the mark of the place as it
    was shown; where it has another one by now, nothing is done. Raises COMPARE-001 where somebody has decided there
    since, COMPARE-002 where it was changed otherwise, COMPARE-003 in an open blind round, CONSENSUS-006 where the
    coding is not in dispute, CONSENSUS-007 for a coder who is not compared, CONSENSUS-008 where nothing new is given,
    CONSENSUS-010 without a reason, CODING-007 for an unknown code, CODING-003 for words outside the text.
    """
    if not tidy(decision.reason):
        raise fail("CONSENSUS-010", id=id_)
    comparison = compare_study(study, wanted)
    place = find_place(comparison, id_)
    _refuse_blind(study, place.codings)
    codings = _decided(study, comparison, place, decision)
    with study.store.act("consensus.resolve", study.who, source=place.source, choice=decision.choice) as act:
        if len(coding_ids(act, place.codings)) < len(place.codings):
            raise fail("CONSENSUS-009", id=id_)
        earlier = standing_on(act.connection, tuple(place.ids))
        if was is not None:
            _refuse_another(place, earlier, was)
        made = _written(act, codings)
        kept = _adjudication(study, place, decision, made)
        kept = replace(kept, id=add_adjudication(act, kept))
        _take_back(act, earlier)
    return Resolved(kept, tuple(made), tuple(earlier), place, comparison)


def take_over(study: Study, wanted: Wanted | None = None) -> int:
    """Write into the consensus all that every coder agrees on and that is not there yet; returns how many codings.

    Raises COMPARE-003 where an open blind round is compared.
    """
    comparison = compare_study(study, wanted)
    _refuse_blind(study, comparison.codings)
    left = agreed_left(comparison, study.codings())
    codings = [_consensus(study, each.source, New(each.code, each.start, each.end)) for each in left]
    with study.store.act("consensus.agree", study.who, n=len(codings)) as act:
        return add_codings(act, codings)


def decisions(study: Study) -> list[Adjudication]:
    """All decisions, the oldest first; those that were replaced too. None on codings that are hidden from who asks."""
    with study.store.reading() as connection:
        away = unseen(connection, study.who)
        return [each for each in read_adjudications(connection) if away.isdisjoint(each.codings)]


def _refuse_blind(study: Study, codings: Iterable[Coding]) -> None:
    """What is decided is for all to see: in an open blind round it would tell what nobody may know yet."""
    concerned = {each.round for each in codings}
    for each in list_rounds(study):
        if each.blind and each.is_open and each.name in concerned:
            raise fail("COMPARE-003", name=each.name)


def _refuse_another(place: Disagreement, earlier: Sequence[Adjudication], was: str) -> None:
    """Refuse to decide at a place that is not what it was when it was shown."""
    now_ = mark_of(place, earlier)
    if now_ == was:
        return
    if earlier and same_codings(now_, was):
        raise fail("COMPARE-001", who=earlier[-1].who, reason=earlier[-1].reason)
    raise fail("COMPARE-002", id=place.id)


def _decided(study: Study, comparison: Comparison, place: Disagreement, decision: Decision) -> list[Coding]:
    if decision.choice == "new":
        return _new(study, place, decision.new)
    if decision.choice == "neither":
        return []
    taken = place.codings
    if decision.choice == "coder":
        _know(comparison, decision.accepted)
        taken = tuple(each for each in taken if comparison.rater(each) == decision.accepted)
    places: dict[str, list[tuple[int, int]]] = {}
    for each in taken:
        places.setdefault(each.code, []).append((each.start, each.end))
    spans = ((code, span) for code, own in places.items() for span in joined(own))
    return [_consensus(study, place.source, New(code, *span)) for code, span in spans]


def _new(study: Study, place: Disagreement, given: Sequence[New]) -> list[Coding]:
    if not given:
        raise fail("CONSENSUS-008")
    codebook, source = study.codebook, study.source(place.source)
    strange = [each.code for each in given if each.code not in codebook]
    raise_any(problem("CODING-007", name=name, known=_near(codebook, name)) for name in strange)
    filled = [
        replace(
            each,
            start=place.start if each.start is None else each.start,
            end=place.end if each.end is None else each.end,
        )
        for each in given
    ]
    for each in filled:
        place_of(source, start=each.start, end=each.end)
    return [_consensus(study, place.source, each) for each in filled]


def _near(codebook: Codebook, name: str) -> str:
    known = [each.name for each in codebook if not each.archived]
    return ", ".join(nearest(name, known) or known[:8]) or "–"


def _know(comparison: Comparison, coder: str) -> None:
    if coder not in comparison.coders:
        known = ", ".join(nearest(coder, list(comparison.coders)) or comparison.coders)
        raise fail("CONSENSUS-007", coder=coder, known=known)


def _consensus(study: Study, source: str, new: New) -> Coding:
    return Coding(source, new.start or 0, new.end or 0, new.code, coder=study.who, round=CONSENSUS)


def _written(act: Act, codings: Iterable[Coding]) -> list[Coding]:
    """The consensus codings as they are in the store: what is there already, whoever wrote it, is not written again."""
    wanted = {(each.source, each.start, each.end, each.code): each for each in codings}
    sources = {each.source for each in wanted.values()}
    there = {
        (each.source, each.start, each.end, each.code): each
        for each in read_codings(act.connection, sources)
        if each.round == CONSENSUS
    }
    new = [each for key, each in wanted.items() if key not in there]
    add_codings(act, new)
    ids = coding_ids(act, new)
    return [there[key] if key in there else replace(each, id=ids[each]) for key, each in wanted.items()]


def _take_back(act: Act, earlier: Iterable[Adjudication]) -> None:
    """Remove the consensus codings of decisions that no longer stand, but for those that another one rests on."""
    used = {id_ for each in read_adjudications(act.connection) if each.replaced_by is None for id_ in each.made}
    gone = {id_ for each in earlier for id_ in each.made} - used
    sources = {each.source for each in earlier}
    there = [each for each in read_codings(act.connection, sources) if each.id in gone and each.round == CONSENSUS]
    remove_codings(act, there)


def _adjudication(study: Study, place: Disagreement, decision: Decision, made: Iterable[Coding]) -> Adjudication:
    return Adjudication(
        place.source,
        place.kind,
        decision.choice,
        tuple(sorted(place.ids)),
        tuple(each.id for each in made if each.id is not None),
        decision.accepted if decision.choice == "coder" else "",
        tidy(decision.reason),
        study.who,
        now(),
    )
