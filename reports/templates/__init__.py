"""The reports there are: one folder each, with a `report.qmd` that a draft is made from."""

from __future__ import annotations

from importlib.resources import files

from evaluation.errors import fail


def template_names() -> tuple[str, ...]:
    return tuple(sorted(each.name for each in files(__name__).iterdir() if each.joinpath("report.qmd").is_file()))


def template_text(name: str) -> str:
    """The template's text. Raises REPORT-003 when there is none of that name."""
    if name not in template_names():
        raise fail("REPORT-003", name=name, known=", ".join(template_names()))
    return files(__name__).joinpath(name, "report.qmd").read_text(encoding="utf-8")
