"""`report explain` leads from a row of the follow-up to its words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def followed(run: Callable[..., Any], tmp_path: Path) -> Path:
    minutes = tmp_path / "referat.md"
    minutes.write_text(
        "# Referat fra møte i oppfølgingsgruppen\n\nDato: 3. mars 2026\n\nTil stede: Partene\n\n"
        "## Sak 1: Tall\n\nKonklusjon: Tallene sendes ut før sommeren.\n",
        encoding="utf-8",
    )
    folder = tmp_path / "studie"
    run("init", folder)
    run("minutes", "import", minutes, "--study", folder)
    return folder


def test_a_conclusion_is_explained(run: Callable[..., Any], followed: Path) -> None:
    told = run("report", "explain", "conclusion:1", "--json", "--study", followed).json
    assert (told["kind"], told["caption"], str(told["date"])) == ("follow-up", "Tall", "2026-03-03")
    assert "Tallene sendes ut før sommeren." in told["words"]


def test_one_that_is_not_there_is_told(run: Callable[..., Any], followed: Path) -> None:
    assert run("report", "explain", "task:99", "--json", "--study", followed).error["code"] == "ROUNDS-014"
