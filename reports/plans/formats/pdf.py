"""A plan as a PDF, set in Typst: tagged, A4 on its side, the headings on every page."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from evaluation.language import Language, phrase
from evaluation.model.plans import Plan
from reports.engines.front import UNDATED
from reports.engines.typeset import pdf_of
from reports.plans.formats.docx import SHARES
from reports.plans.formats.shape import PlanFormat
from reports.plans.table import table_of

TEMPLATE = Path(__file__).parents[1] / "plan.typ"


def write(plan: Plan, language: Language) -> bytes:
    """The table goes to the template as data, so that nothing in it is taken for markup."""
    table = table_of(plan, language)
    sections = [
        {"title": each.title, "aim": each.aim, "rows": each.rows, "statuses": [task.status for task in each.tasks]}
        for each in table.sections
    ]
    told = {
        **{key: value for key, value in asdict(table).items() if key != "sections"},
        "sections": sections,
        "shares": [SHARES[column] for column in table.columns],
        "page": phrase("paper.page", language),
    }
    written = json.dumps(told, ensure_ascii=False, default=str).replace("\\", "\\\\").replace('"', '\\"')
    source = f'#let plan = json(bytes("{written}"))\n{TEMPLATE.read_text(encoding="utf-8")}'
    return pdf_of(source.encode(), TEMPLATE.parent, UNDATED)


FORMAT = PlanFormat(("pdf",), write)
