"""Studies with a small survey: `surveyed` makes one from rows of answers and a block of settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import dedent, indent

import pytest

from evaluation.study import Study, open_study
from instruments.responses.keeping import import_dataset
from tests.reports.conftest import TALK

QUESTIONNAIRE = """\
id: medlemmer
kind: questionnaire
languages: [nb, en]
title: {nb: Til medlemmene, en: To the members}
scales:
  enighet:
    codes:
      1: {nb: Helt uenig, en: Strongly disagree}
      2: {nb: Litt uenig, en: Disagree}
      3: {nb: Verken eller, en: Neither}
      4: {nb: Litt enig, en: Agree}
      5: {nb: Helt enig, en: Strongly agree}
    missing: {9: {nb: Vet ikke, en: Don't know}}
    positive: [4, 5]
    neutral: [3]
sections:
  - id: forebygging
    title: {nb: Forebygging, en: Prevention}
    themes: [forebygging]
    questions:
      - {id: nyttig, type: scale, scale: enighet, text: {nb: Avtalen er nyttig., en: The agreement is useful.}}
      - {id: tid, type: scale, scale: enighet, text: {nb: Vi har tid til det., en: We have the time for it.}}
      - id: tiltak
        type: multi
        text: {nb: Hva har dere gjort?, en: What have you done?}
        choices: {1: {nb: Kurs, en: Courses}, 2: {nb: Utstyr, en: Equipment}}
      - {id: hvorfor, text: {nb: Hvorfor?, en: Why?}}
"""
HEAD = ("id", "gruppe", "vekt", "nyttig", "tid", "tiltak_1", "tiltak_2", "hvorfor", "hvem")
Row = Sequence[object]
Surveyed = Callable[..., Study]


def rows(n: int) -> list[Row]:
    """`n` respondents in two groups, their answers spread over the scale."""
    return [
        (number, "A" if number % 2 else "B", 1 + number % 3, 1 + number % 5, 1 + (number * 2) % 5, number % 2,
         number % 3 > 0, "", "sykehjem" if number == 1 else "")
        for number in range(1, n + 1)
    ]  # fmt: skip


@pytest.fixture
def surveyed(told: Callable[..., Study], people: str) -> Surveyed:
    """A coded study with a survey of these rows. `block` is what stands under `surveys:`, if anything."""

    def make(answers: Sequence[Row], block: str = "", head: Sequence[str] = HEAD, talk: str = TALK) -> Study:
        study = told(people, session="fg1", talk=talk)
        folder = study.folder
        (folder / "instruments").mkdir(exist_ok=True)
        asked = folder / "instruments" / "medlemmer.yaml"
        asked.write_text(QUESTIONNAIRE, encoding="utf-8")
        table = folder / "svar.csv"
        lines = [";".join(head), *(";".join(str(int(v) if isinstance(v, bool) else v) for v in row) for row in answers)]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        import_dataset(study, table, questionnaire=asked)
        return with_block(folder, block)

    return make


def with_block(folder: Path, block: str) -> Study:
    """The study with these surveys in its settings, in place of any before."""
    file = folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8").split("surveys:\n")[0]
    file.write_text(text + (f"surveys:\n{indent(dedent(block), '  ')}" if block else ""), encoding="utf-8")
    return open_study(folder, speak=False)


def generated(study: Study, name: str) -> str:
    return (study.folder / "report" / "_generated" / name).read_text(encoding="utf-8")
