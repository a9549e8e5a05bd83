"""Two engines and four formats, one result: chapters, numbers, references, texts, notes, alternative texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.engines.quarto import render as by_quarto
from reports.engines.quarto import version
from reports.templates import template_names
from tests.reports.conformance.conftest import Made, harvests
from tests.reports.conformance.told import differences

TEMPLATES = (*template_names(), "everything")
OTHERS = ("docx", "odt", "pdf")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("format_", OTHERS)
def test_every_format_tells_the_same(made: Made, template: str, format_: str) -> None:
    folder = made(template)
    page = harvests()["html"](folder / "report.html")
    assert differences(page, harvests()[format_](folder / f"report.{format_}")) == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_harvest_is_not_empty(made: Made, template: str) -> None:
    told = harvests()["html"](made(template) / "report.html")
    assert told.title
    assert len(told.chapters) > 2
    assert len(told.paragraphs) > 5


@pytest.mark.slow
@pytest.mark.skipif(version() is None, reason="Quarto is not installed")
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("format_", ("html", *OTHERS))
def test_quarto_tells_the_same(made: Made, template: str, format_: str, tmp_path: Path) -> None:
    ours = harvests()[format_](made(template) / f"report.{format_}")
    folder = shutil.copytree(made(template), tmp_path / "report")
    (theirs,) = by_quarto(folder, [format_])  # type: ignore[list-item]
    assert differences(ours, harvests()[format_](theirs)) == {}
