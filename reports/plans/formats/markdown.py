"""A plan as Markdown: a heading and a table for each section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evaluation.language import Language
from evaluation.model.plans import Plan
from reports.markdown import escaped
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import PlanTable, SectionTable, table_of


def write(plan: Plan, language: Language) -> bytes:
    table = table_of(plan, language)
    parts = [f"# {escaped(table.title)}", escaped(table.updated)]
    parts += [part for section in table.sections for part in _section(section, table)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _section(section: SectionTable, table: PlanTable) -> Iterator[str]:
    yield f"## {escaped(section.title)}" if section.title else ""
    yield f"*{escaped(section.aim)}*" if section.aim else ""
    rule = ["-" * max(3, min(len(heading), 30)) for heading in table.headings]
    yield "\n".join(map(_row, [table.headings, rule, *section.rows]))


def _row(cells: Sequence[str]) -> str:
    told = (cell if set(cell) == {"-"} else escaped(re.sub(r"\s*\n\s*", " · ", cell)) for cell in cells)
    return f"| {' | '.join(told)} |"


FORMAT = PlanFormat(("md",), write)
