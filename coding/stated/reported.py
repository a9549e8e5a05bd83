"""The figures that parties state in their reports, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from coding.stated.finding import figures_in
from evaluation.model import Source
from evaluation.store import party_reports, reporting_rounds, responses
from evaluation.study import Study

COLUMNS = (
    "value", "high", "unit", "qualifier", "party", "period", "round", "source", "question", "sentence", "start", "end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reported:
    """A text of a reporting round: whose it is, and the period it covers (`2026-01-01–2026-06-30`)."""

    round: str
    party: str | None
    period: str
    source: str


def reported_texts(study: Study, round_: str | None = None) -> list[Reported]:
    """The texts of a round, or of all rounds: documents, and what was answered in forms."""
    with study.store.reading() as connection:
        rounds = reporting_rounds.read_reporting_rounds(connection)
        found: list[Reported] = []
        for each in rounds:
            if round_ not in (None, each.name):
                continue
            period = f"{each.start}–{each.end}" if each.start and each.end else ""
            answers = responses.read_responses(connection, round_=each.name)
            handed = (one for one in answers if one.source and one.state == "submitted")
            found += [Reported(each.name, one.organisation, period, one.source or "") for one in handed]
            documents = party_reports.read_party_reports(connection, round_=each.name)
            found += [Reported(each.name, one.organisation, period, one.source) for one in documents]
    return found


def reported_figures(
    study: Study, *, round_: str | None = None, party: str | None = None, unit: str | None = None
) -> pd.DataFrame:
    """One row for each figure, with `COLUMNS`; `question` is the question of the template under which it stands."""
    there = [each for each in reported_texts(study, round_) if party in (None, each.party)]
    texts = {each.name: each for each in study.sources([each.source for each in there])}
    rows = [row for each in there if each.source in texts for row in _rows(each, texts[each.source])]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"high": object})
    table["high"] = table["high"].where(table["high"].notna(), None)
    return table if unit is None else table[table["unit"].str.casefold() == unit.casefold()].reset_index(drop=True)


def _rows(reported: Reported, source: Source) -> Iterator[tuple[object, ...]]:
    for turn in source.turns:
        for each in figures_in(source.text, source.language or "nb", turn.start, turn.end):
            sentence = " ".join(source.text[each.sentence_start : each.sentence_end].split())
            yield (
                each.value, each.high, each.unit, each.qualifier, reported.party, reported.period, reported.round,
                source.name, turn.question, sentence, each.start, each.end,
            )  # fmt: skip
