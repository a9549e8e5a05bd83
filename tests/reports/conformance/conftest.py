"""Every template, drafted on the sample study and made once in each format."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluation import language
from evaluation.study import open_study
from reports.draft import draft_report
from reports.engines import FORMATS
from reports.engines.embedded import render
from tests.reports.conformance.told import Told
from tests.sharing import once, sample_study

Harvest = Callable[[Path], Told]
Made = Callable[..., Path]


def harvests() -> dict[str, Harvest]:
    from tests.reports.conformance import of_docx, of_html, of_odt, of_pdf

    return {"html": of_html.harvest, "docx": of_docx.harvest, "odt": of_odt.harvest, "pdf": of_pdf.harvest}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with all that was followed up."""
    return sample_study(tmp_path_factory, follow_up=True)


@pytest.fixture(scope="session")
def drafted(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """`drafted(template, language)`: the report folder of a copy of the sample study."""

    def make(template: str, spoken: str = "nb") -> Path:
        def draft(folder: Path) -> None:
            shutil.copytree(sample, folder)
            # The figures stay: they are drawn anew only where they would differ.
            (folder / "report" / "report.qmd").unlink()
            draft_report(open_study(folder), template=template, language=spoken)  # type: ignore[arg-type]

        return once(tmp_path_factory, f"{template}-{spoken}", draft) / "report"

    return make


@pytest.fixture(scope="session")
def made(drafted: Made, everything: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """`made(template, language)`: the same, with a file in every format."""

    def make(template: str, spoken: str = "nb") -> Path:
        def print_(folder: Path) -> None:
            given = everything if template == "everything" else drafted(template, spoken)
            shutil.copytree(given, folder)
            render(folder, FORMATS)

        return once(tmp_path_factory, f"made-{template}-{spoken}", print_)

    return make


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that has all the engine reads: panels, columns, boxes, notes, literature."""
    from tests.reports.conformance.everything import build

    return once(tmp_path_factory, "everything", build)


@pytest.fixture(scope="session", autouse=True)
def _own_language() -> Iterator[None]:
    token = language._chosen.set(None)
    yield
    language._chosen.reset(token)
