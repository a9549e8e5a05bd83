"""Coding a study by rule, again and again, without doubling anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.rules import Unit, apply
from coding.schemes import load
from evaluation.model import Codebook, Coding, People, Source, Turn
from evaluation.study import Study

if TYPE_CHECKING:
    import pandas as pd

CODER = "rule"
# Whole labels, possibly numbered: «Intervjuer 2» asks, «Intervjuperson 2» answers.
NOT_ASKED = re.compile(
    r"(?:moderator|ordstyr[ea]r|intervju[ea]r|interviewer|fasilitator|facilitator|assistent|assistant|observatør|observer)"
    r"(?:en)?[\s_.-]*\d{0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Applied:
    """`codings`: all that the rules found. `new`: how many of them were not there before."""

    codebook: Codebook
    codings: tuple[Coding, ...]
    new: int

    @property
    def counts(self) -> pd.Series[int]:
        """Codings for each code, in the codebook's order."""
        import pandas as pd

        names = [code.name for code in self.codebook]
        return pd.Series([each.code for each in self.codings], dtype=object).value_counts().reindex(names, fill_value=0)


def apply_rules(
    study: Study, *, scheme: str | None = None, unit: Unit = "sentence", names: Sequence[str] | None = None
) -> Applied:
    """Code the study's sources (all, or those named) by the codebook's indicators.

    Codings by rule made earlier on these sources are replaced; those by people and of archived codes are left alone.
    Informants alone are coded: what moderators, assistants and observers say is left out. `scheme` is imported first
    if a code is lacking.
    """
    if scheme:
        _provide(study, scheme)
    study.check_themes()
    codebook = study.codebook
    sources = [study.source(name) for name in dict.fromkeys(names)] if names else study.sources()
    skip = silent_participants(study.people())
    found = [coding for source in sources for coding in rule_codings(codebook, source, unit, skip)]
    there = {source.name for source in sources}
    kept = {code.name for code in codebook if code.archived}
    codings = (each for each in study.codings() if each.origin == "rule" and each.source in there)
    earlier = [each for each in codings if each.code not in kept]
    new = study.replace_codings(earlier, found)
    return Applied(codebook, tuple(found), new)


def silent_participants(people: People) -> frozenset[str]:
    """Ids of those who speak without being informants."""
    return frozenset(each.id for each in people.participants if each.affiliation != "informant")


def rule_codings(codebook: Codebook, source: Source, unit: Unit, silent: frozenset[str]) -> tuple[Coding, ...]:
    """What the rules find in what informants say; nothing is stored. silent: ids of those who are none."""

    def skip(turn: Turn) -> bool:
        return turn.participant in silent or is_interviewer(turn)

    return apply(codebook, source, unit=unit, coder=CODER, skip=skip)


def is_interviewer(turn: Turn) -> bool:
    """Whether an unknown speaker's label says that they ask the questions or sit in, and answer nothing."""
    return turn.participant is None and NOT_ASKED.fullmatch(turn.speaker.strip()) is not None


def _provide(study: Study, scheme: str) -> None:
    wanted = load(scheme)
    have = study.codebook if study.has_codebook() else None
    missing = tuple(code for code in wanted if have is None or code.name not in have)
    if missing:
        study.import_codebook(wanted.model_copy(update={"codes": missing}) if have else wanted)
