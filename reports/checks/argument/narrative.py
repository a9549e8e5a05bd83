"""What the researcher's own text claims of how many, beside the number behind it, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import Problem, Severity, problem
from reports.checks.argument.claims import Amount, contradicts, told_of_those_asked
from reports.checks.argument.counting import Behind, behind, behind_theme
from reports.facts import Facts
from reports.files import REPORT

_HEADING = re.compile(r"#{1,6}\s.*?(?:\{#([\w-]+)[^}]*\})?\s*$")
_THEME = re.compile(r"sec-(?:theme|findings)-([\w-]+)$")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_STRONG = re.compile(r"\*\*(.+)\*\*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of the narrative: the first one's number, the text, and the theme they stand under, if any."""

    line: int
    text: str
    theme: str | None


def narrative_claims(folder: Path, facts: Facts) -> Iterator[Problem]:
    """One problem for each paragraph of `report.qmd` that claims an amount; words in quotes are others' claims."""
    file = folder / REPORT
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    whole = behind(facts, {str(each) for each in facts.codings["participant"].dropna()})
    for each in paragraphs_of(text, facts):
        found = told_of_those_asked(_QUOTED.sub(" ", each.text), facts.language)
        if found:
            counted = behind_theme(facts, each.theme) if each.theme else whole
            yield _problem(file, each, found, counted, facts)


def paragraphs_of(text: str, facts: Facts) -> Iterator[Paragraph]:
    """What the researcher wrote: no front matter, code, comments, shortcodes or divisions."""
    labels = {each.label.text(facts.language): each.id for each in facts.evaluation.themes}
    theme: str | None = None
    gathered: list[str] = []
    first = 0
    for number, line in enumerate(_bare(text), 1):
        heading, strong = _HEADING.match(line), _STRONG.match(line)
        if heading or (strong and strong[1] in labels):
            under = _THEME.match((heading[1] if heading else "") or "")
            theme = under[1] if under else labels.get(strong[1]) if strong else None
        ends = heading or not line.strip() or line.startswith((":::", "{{<"))
        if gathered and (ends or _ITEM.match(line)):
            yield Paragraph(first, " ".join(gathered), theme)
            gathered = []
        if not ends:
            first = first if gathered else number
            gathered.append(line.strip())
    if gathered:
        yield Paragraph(first, " ".join(gathered), theme)


def _bare(text: str) -> list[str]:
    """The lines, those that are not the researcher's text empty."""
    blank = re.sub(r"\A---\n.*?\n---\n|<!--.*?-->|^```.*?^```", lambda found: "\n" * found[0].count("\n"), text,
                   flags=re.DOTALL | re.MULTILINE)  # fmt: skip
    return blank.split("\n")


def _problem(
    file: Path, paragraph: Paragraph, found: list[tuple[str, Amount]], counted: Behind, facts: Facts
) -> Problem:
    wrong = [word for word, amount in found if paragraph.theme and contradicts(amount, *counted.share)]
    severity: Severity = "warning" if wrong else "note"
    where = next(
        (each.label.text(facts.language) for each in facts.evaluation.themes if each.id == paragraph.theme), ""
    )
    return problem(
        "FINDING-035" if where else "FINDING-034",
        file=file,
        line=paragraph.line,
        severity=severity,
        claims=", ".join(f"«{word}»" for word, _ in found),
        numbers=counted.sentence(facts.language),
        theme=where,
    )
