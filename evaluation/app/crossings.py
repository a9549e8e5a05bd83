"""Codings crossed by two of their attributes: what may be asked, and the table that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from evaluation.app.choices import choose
from evaluation.language import Language, phrase

if TYPE_CHECKING:
    import pandas as pd

    from coding.matrices import Along
    from evaluation.study import Study

TALK = "talk"


@dataclass(frozen=True)
class Asked:
    """What is crossed with what, what is counted, and what shares are of."""

    rows: str
    cols: str
    of: str = "codings"
    along: Along | None = None


def measures() -> tuple[str, ...]:
    from coding.matrices import MEASURES

    return (*MEASURES, TALK)


def counted(study: Study, asked: Asked, *, whole: bool) -> tuple[pd.DataFrame, pd.Series[int] | None, pd.DataFrame]:
    """The table, the bases of its shares, and the codings it is made of, if wanted with all their columns."""
    from coding.counted import counted_table
    from coding.matrices import bases, crossed
    from coding.retrieval import CODING_COLUMNS, orders

    choose("of", asked.of, measures())
    needed = _needed(asked, study)
    columns = tuple(dict.fromkeys((*CODING_COLUMNS, *needed))) if whole else needed
    codings = counted_table(study, columns, by=(asked.rows, asked.cols))
    if asked.of == TALK:
        return _talk(study, codings, asked), None, codings
    table = crossed(codings, asked.rows, asked.cols, of=asked.of, order=orders(study), shares=asked.along)
    below = bases(codings, asked.rows, asked.cols, of=asked.of, shares=asked.along) if asked.along else None
    return table, below, codings


def names_of(study: Study, language: Language) -> dict[str, str]:
    """What the values of rows and columns are called in a language."""
    from coding.matrices import UNKNOWN
    from coding.retrieval import labels
    from evaluation.model.people import SessionKind
    from evaluation.model.round import CONSENSUS

    kinds = {each: phrase(f"cli.value.{each}", language) for each in get_args(SessionKind)}
    own = {CONSENSUS: phrase("cli.value.consensus", language)}
    return own | labels(study, language) | kinds | {UNKNOWN: phrase("cli.value.unknown", language)}


def _talk(study: Study, codings: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Shares of what informants say."""
    from coding.matrices import share_of_talk
    from coding.retrieval import orders
    from coding.spoken import turns_table

    turns = turns_table(study)
    asking = turns["affiliation"].isin(["moderator", "assistant", "observer"])
    table = share_of_talk(codings, turns[~asking], asked.rows, asked.cols)
    order = [each for each in orders(study).get(asked.rows, ()) if each in table.index]
    return table.reindex([*order, *(each for each in table.index if each not in order)])


def _needed(asked: Asked, study: Study) -> tuple[str, ...]:
    """The columns that are counted: of a million codings, reading them all takes six seconds."""
    from coding.matrices import ATTRIBUTES, MEASURES
    from coding.query.case_attributes import variable_names

    known = (*ATTRIBUTES, *variable_names(study))
    for option, value in (("rows", asked.rows), ("cols", asked.cols)):
        choose(option, value, known)
    measured = ("source", "start", "end") if asked.of == TALK else (MEASURES[asked.of],)
    return tuple(dict.fromkeys(each for each in (asked.rows, asked.cols, *measured) if each))
