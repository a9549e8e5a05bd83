"""The reports there are: one folder each, with a `report.qmd` to draft from and what it declares in `needs.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from evaluation.errors import fail
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import load
from reports.templates.declaration import Declaration

REPORT, NEEDS = "report.qmd", "needs.yaml"


def template_names() -> tuple[str, ...]:
    return tuple(sorted(each.name for each in files(__name__).iterdir() if each.joinpath(REPORT).is_file()))


def template_text(name: str) -> str:
    """The template's text. Raises REPORT-003 when there is none of that name."""
    return files(__name__).joinpath(_known(name), REPORT).read_text(encoding="utf-8")


def declaration_of(name: str) -> Declaration:
    """What the template is called, what it needs and what is made for it. Raises REPORT-003 when there is none."""
    return _read(_known(name))


@cache
def _read(name: str) -> Declaration:
    with as_file(files(__name__).joinpath(name, NEEDS)) as file:
        return validate(load(file), Declaration)


def _known(name: str) -> str:
    if name not in template_names():
        raise fail("REPORT-003", name=name, known=", ".join(template_names()))
    return name
