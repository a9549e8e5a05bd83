"""Codings made by hand: added, changed and removed one act at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from coding.places import place_of
from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.memos import tidy
from evaluation.model import Coding
from evaluation.rounds import round_of
from evaluation.settings.nearness import nearest
from evaluation.store.code_rows import Standing, find_standing
from evaluation.store.codes import add_new_codings, read_codings, remove_codings
from evaluation.store.hand_codings import change_coding, coding_ids
from evaluation.store.rounds import refuse_writing
from evaluation.store.texts import text_stands
from evaluation.study import Study

SURE = 100  # certainty is counted from 0 to this


@dataclass(frozen=True, slots=True)
class Added:
    """`coding` is as it stands in the study; `new` tells whether it was put there now."""

    coding: Coding
    new: bool


def coding_of(study: Study, source: str, code: str, *, words: str | None = None, **values: object) -> Coding:
    """A coding of words in a source, by the person who asks unless `coder` is given, in the round they take part in.

    The place is given by its `words`, or by `start` and `end`; further values are those of Coding. Raises for a source
    or code that is not in the study, with the nearest names, and for a place that is not in the text.
    """
    own_round = {} if "round" in values else {"round": round_of(study)}
    given = {"coder": study.who, **own_round, **values}
    found = study.source(source)
    start, end = given.pop("start", None), given.pop("end", None)
    place = place_of(found, words=words, start=start, end=end)  # type: ignore[arg-type]
    return Coding(source, place.start, place.end, code, **given)  # type: ignore[arg-type]


def add_by_hand(study: Study, coding: Coding, *, text: str | None = None) -> Added:
    """Add one coding. The same words, code, coder and round are not coded twice: the one there is returned.

    text: the text its place was found in. Raises EDIT-003 where that has been corrected since.
    """
    wanted = _checked(study, coding)
    with study.store.act("code.add", study.who, n=1) as act:
        there = _same(act.connection, wanted)  # looked up where nobody else writes: two who ask at once make one
        if there is not None:
            return Added(there, new=False)
        _refuse_corrected(act.connection, wanted.source, text)
        found = add_new_codings(act, [wanted]) or coding_ids(act, [wanted])
        return Added(replace(wanted, id=found[wanted]), new=True)


def change_by_hand(study: Study, coding: Coding, *, was: Coding | None = None, text: str | None = None) -> Coding:
    """Put this in place of the coding that has its id; its source stays. Raises where it would double another.

    A coding made by rule becomes the coding of whoever changes it: the next `code apply` leaves it alone.
    was: how the coding looked to whoever changes it. Raises CODING-011 where somebody has changed it since.
    text: as in `add_by_hand`.
    """
    before = _known(study, [coding.id])[0]
    coder = coding.coder if before.origin == "manual" else study.who
    wanted = _checked(study, replace(coding, source=before.source, origin="manual", coder=coder), before)
    with study.store.act("code.change", study.who, n=1, id=coding.id) as act:
        there = _same(act.connection, wanted)
        if there is not None:
            raise fail("CODING-005", id=there.id)
        refuse_writing(act.connection, study.who, [before, wanted])
        _refuse_corrected(act.connection, before.source, text)
        _refuse_changed(act.connection, [was] if was else [])
        change_coding(act, wanted)
    return wanted


def remove_by_hand(study: Study, ids: Sequence[int], *, was: Sequence[Coding] = ()) -> list[Coding]:
    """Remove the codings with these ids, all of them or none; returns what they were. was: as in `change_by_hand`."""
    gone = _known(study, list(dict.fromkeys(ids)))
    with study.store.act("code.remove", study.who, n=len(gone)) as act:
        refuse_writing(act.connection, study.who, gone)
        _refuse_changed(act.connection, was)
        remove_codings(act, gone)
    return gone


def coding_with(study: Study, id_: int) -> Coding:
    """The coding with this id."""
    return _known(study, [id_])[0]


def doubled(coding: Coding) -> Problem:
    """What to say of a coding that was there already."""
    return problem("CODING-005", severity="note", id=coding.id)


def _checked(study: Study, coding: Coding, before: Coding | None = None) -> Coding:
    """The coding as it will be kept. Raises with every fault."""
    code = study.store.once(("code", coding.code), lambda connection: find_standing(connection, coding.code))
    raise_any(_faults(study, code, coding, before))
    place_of(study.source(coding.source), start=coding.start, end=coding.end)
    version = code.version if code else None
    same = before is not None and before.code == coding.code
    code_version = before.code_version if before is not None and same else version
    return replace(coding, note=tidy(coding.note), code_version=code_version)


def _faults(study: Study, code: Standing | None, coding: Coding, before: Coding | None) -> Iterable[Problem]:
    if code is None:
        known = [each.name for each in study.codebook if not each.archived]
        near = ", ".join(nearest(coding.code, known) or known[:8]) or "–"
        yield problem("CODING-007", name=coding.code, known=near)
    elif code.archived and (before is None or before.code != coding.code):
        yield problem("CODING-008", name=coding.code)
    if coding.certainty is not None and not 0 <= coding.certainty <= SURE:
        yield problem("CODING-004", value=coding.certainty)


def _same(connection: Connection, coding: Coding) -> Coding | None:
    """Another coding of the same words with the same code by the same coder in the same round."""
    key = _key(coding)
    there = read_codings(connection, {coding.source}, starts=[coding.start])
    return next((each for each in there if _key(each) == key and each.id != coding.id), None)


def _refuse_changed(connection: Connection, was: Sequence[Coding]) -> None:
    there = {each.id: each for each in read_codings(connection, ids=[each.id for each in was if each.id])}
    raise_any(problem("CODING-011", id=each.id) for each in was if not _is_same(there.get(each.id), each))


def _is_same(one: Coding | None, other: Coding) -> bool:
    return one == other and one.certainty == other.certainty


def _refuse_corrected(connection: Connection, source: str, text: str | None) -> None:
    if text is not None and not text_stands(connection, source, text):
        raise fail("EDIT-003", name=source)


def _key(coding: Coding) -> tuple[object, ...]:
    return (coding.source, coding.start, coding.end, coding.code, coding.coder, coding.round)


def _known(study: Study, ids: Sequence[int | None]) -> list[Coding]:
    with study.store.reading() as connection:
        found = read_codings(connection, ids=[id_ for id_ in ids if id_ is not None])
    there = {each.id: each for each in found}
    raise_any(problem("CODING-006", id=id_) for id_ in ids if id_ not in there)
    return [there[id_] for id_ in ids]
