"""What many tests need: a study folder in `tmp_path`, and messages that follow no test's study."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from evaluation import language
from evaluation.study import Study, open_study
from tests.databases import any_study, either_database, postgresql, team_database
from tests.sharing import sample_study

__all__ = ["any_study", "either_database", "postgresql", "team_database"]

CHROMIUM = Path("/usr/bin/chromium")
EVALUATION = """\
title: Halvveis i avtalen
languages: [nb, nn, en]
themes:
  - {id: forebygging, label: Forebygging, code: forebygging}
  - {id: oppfolging, label: Oppfølging, code: oppfolging}
"""

PEOPLE = """\
organisations:
  - {id: sykehjem, name: Ternholmen omsorgssenter, pseudonym: Virksomhet A, sector: helse}
  - {id: lager, name: Pallvik Logistikk, pseudonym: Virksomhet B, sector: lager}
participants:
  - id: p1
    organisation: sykehjem
    name: Ragnhild Ternebø
    contact: ragnhild@ternholmen.example
    pseudonym: Informant 1
    speakers: [Ragnhild, I1]
  - {id: p2, organisation: lager, name: Odd Terje Skarvang, pseudonym: Informant 2, speakers: [I2]}
  - {id: m1, name: Ingelin Fjærestrand, pseudonym: Moderator, affiliation: moderator}
consents:
  - {participant: p1, recording: true, quoting: true, written_confirmation: 2026-04-13}
  - {participant: p2, recording: true, quoting: true}
sessions:
  - id: fg1
    kind: focus-group
    date: 2026-04-22
    attendance:
      - {participant: p1, mode: in-person}
      - {participant: p2, mode: video}
      - {participant: m1, mode: in-person}
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, coded and its report drafted, not rendered. For reading only: copy it to change it."""
    return sample_study(tmp_path_factory, follow_up=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser; one for all tests, since Playwright starts once in a process."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the database or the language of the machine, nor the language another test's study was led in."""
    for name in ("UNDERVEIS_DATABASE", "UNDERVEIS_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNDERVEIS_USER", "Test")
    token = language._chosen.set(None)
    yield
    language._chosen.reset(token)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """`write("study/people.yaml", "…")`: a file under `tmp_path`, its text dedented."""

    def written(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
        return file

    return written


@pytest.fixture
def study_folder(write: Callable[[str, str], Path]) -> Path:
    """A study with an `evaluation.yaml` of two themes and a `people.yaml` that is not imported yet."""
    write("study/people.yaml", PEOPLE)
    return write("study/evaluation.yaml", EVALUATION).parent


@pytest.fixture
def study(study_folder: Path) -> Study:
    return open_study(study_folder)
