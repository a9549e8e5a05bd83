"""How many codings each theme has."""

from __future__ import annotations

from evaluation.language import phrase
from evaluation.numbers import write_number
from reports.facts import Facts
from reports.markdown import table


def codings_table(facts: Facts) -> str:
    heads = [phrase(f"report.table.{key}", facts.language) for key in ("theme", "count")]
    counted = facts.codings["theme"].value_counts()
    rows = [
        [theme.label.text(facts.language), write_number(int(counted.get(theme.id, 0)), language=facts.language)]
        for theme in facts.evaluation.themes
    ]
    return table(heads, rows, phrase("report.caption.codings", facts.language), "tbl-codings", right=1)
