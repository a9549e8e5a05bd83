"""What makes the report folder a Quarto project: its variables and our extension."""

from __future__ import annotations

import json

from evaluation.language import Language
from evaluation.numbers import write_number
from reports.engines import EXTENSION
from reports.facts import Facts

LEFT_OUT = (".py", ".pyc")


def quarto_project(language: Language) -> str:
    """`_quarto.yml`, written with the draft; the researcher may change it."""
    formats = "".join(f"  underveis-{name}: default\n" for name in ("html", "docx", "odt", "typst"))
    return f"project:\n  type: default\n  render:\n    - report.qmd\nlang: {language}\nformat:\n{formats}"


def project_files(facts: Facts) -> dict[str, bytes | None]:
    """`_variables.yml` and the files of the extension, by path in the report folder."""
    return {"_variables.yml": _variables(facts).encode(), **extension_files()}


def extension_files() -> dict[str, bytes | None]:
    """The files of the extension, by path in the report folder."""
    return {
        f"_extensions/underveis/{file.name}": file.read_bytes()
        for file in sorted(EXTENSION.iterdir())
        if file.is_file() and file.suffix not in LEFT_OUT
    }


def _variables(facts: Facts) -> str:
    """Numbers for the running text: `{{< var participants.n >}}`."""
    attended = [person for part in facts.participations for person in part.attended]
    counts = {
        "organisations": len(facts.people.organisations),
        "informants": len(facts.informants),
        "participants": len(attended),
        "sessions": len(facts.people.sessions),
        "sources": len(facts.sources),
        "words": facts.words,
        "codings": len(facts.codings),
    }
    lines = [
        f"{name}:\n  n: {json.dumps(write_number(count, language=facts.language), ensure_ascii=False)}\n"
        for name, count in counts.items()
    ]
    themes = facts.codings["theme"].value_counts()
    per_theme = "".join(
        f"  {theme.id}: {json.dumps(write_number(int(themes.get(theme.id, 0)), language=facts.language))}\n"
        for theme in facts.evaluation.themes
    )
    return "".join(lines) + (f"themes:\n{per_theme}" if per_theme else "")
