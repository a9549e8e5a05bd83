"""The notebooks run from top to bottom, show what they say they show, and tell nothing of the machine."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from nbformat import NotebookNode

RENEW = runpy.run_path(str(Path(__file__).parents[1] / "notebooks" / "renew.py"))
NOTEBOOKS: list[Path] = RENEW["notebooks"]()

notebook_files = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)


@cache
def kept(file: Path) -> NotebookNode:
    notebook: NotebookNode = RENEW["read"](file)
    return notebook


@cache
def run_anew(file: Path) -> NotebookNode:
    with TemporaryDirectory() as folder:
        notebook: NotebookNode = RENEW["executed"](RENEW["read"](file), Path(folder))
    return notebook


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def shown_words(notebook: NotebookNode) -> list[str]:
    """What the cells print and show, pictures left out: their bytes follow the drawing library."""
    found = (each.text if each.output_type == "stream" else each.data["text/plain"] for each in outputs(notebook))
    return list(found)


def test_there_are_notebooks() -> None:
    assert "01-from-transcript-to-report.ipynb" in [file.name for file in NOTEBOOKS]


@notebook_files
def test_a_notebook_runs_without_error_and_without_warning(file: Path) -> None:
    complaints = [each.text for each in outputs(run_anew(file)) if each.get("name") == "stderr"]
    assert complaints == []


@notebook_files
def test_a_notebook_shows_on_the_web_what_it_shows_when_run(file: Path) -> None:
    assert shown_words(kept(file)) == shown_words(run_anew(file)), "run `python notebooks/renew.py`"


@notebook_files
def test_a_notebook_holds_no_path_of_the_machine_it_was_run_on(file: Path) -> None:
    found = RENEW["MACHINE_PATH"].search(file.read_text(encoding="utf-8"))
    assert found is None


@notebook_files
def test_a_notebook_holds_no_times_and_versions(file: Path) -> None:
    notebook = kept(file)
    assert (dict(notebook.metadata), [dict(cell.metadata) for cell in notebook.cells if cell.metadata]) == (
        RENEW["METADATA"],
        [],
    )


@notebook_files
def test_every_picture_in_a_notebook_has_words_in_its_place(file: Path) -> None:
    pictures = [each for each in outputs(run_anew(file)) if "image/png" in each.get("data", {})]
    assert [bool(each.metadata["image/png"].get("alt")) for each in pictures] == [True] * len(pictures)


@pytest.mark.parametrize(
    ("text", "is_path"),
    [
        ("/home/kari/studie", True),
        ("see /tmp/abc", True),
        (r"C:\\Users\\Kari", True),
        ("studie/report/report.pdf", False),
        ("https://example.org/home/studie", False),
    ],
)
def test_a_machine_path_is_recognised(text: str, is_path: bool) -> None:
    assert bool(RENEW["MACHINE_PATH"].search(text)) is is_path
