"""The hits of a query as they are told outside the study: no further than its people policy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.query.result import Result
from evaluation.language import Language, phrase
from evaluation.privacy.attribution import attribution, hidden

if TYPE_CHECKING:
    import pandas as pd

# What neither Word nor Excel takes into a file.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Listing:
    """`table`: a row a hit, without the columns the policy hides. `who`: the line under each quote."""

    title: str
    query: str
    table: pd.DataFrame
    who: tuple[str, ...]
    language: Language

    def headings(self) -> list[str]:
        return [phrase(f"query.column.{column}", self.language) for column in self.table.columns]


def listing(result: Result, table: pd.DataFrame, language: Language) -> Listing:
    """table: the result's, or some rows of it."""
    study = result.corpus.study
    policy = study.evaluation.people.attribution
    participants = {each.id: each for each in result.corpus.people.participants}
    organisations = {each.id: each for each in result.corpus.people.organisations}
    people = [participants.get(str(id_)) for id_ in table["participant"]]
    who = (
        attribution(person, organisations.get(person.organisation or ""), policy, language) if person else ""
        for person in people
    )
    # Ids of people may be made of names: in a file that goes to others pseudonyms alone tell who it is.
    shown = table.drop(columns=["participant", *hidden(policy)])
    return Listing(study.evaluation.title, result.query.text, shown, tuple(who), language)


def printable(text: str) -> str:
    """The text without what no document can hold."""
    return _UNPRINTABLE.sub("", text)
