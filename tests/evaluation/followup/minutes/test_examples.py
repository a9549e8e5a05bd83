"""Invented minutes of many layouts in three languages: every fact in them is read, and none that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.followup.minutes.facts import expected, read_facts, score, wanted_facts

HERE = Path(__file__).parent
EXAMPLES = sorted(each for each in (HERE / "examples").iterdir() if each.suffix != ".toml")
HELD_OUT = sorted(each for each in (HERE / "held_out").iterdir() if each.suffix != ".toml")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_fact_is_read_and_none_beside(file: Path) -> None:
    wanted = expected(file)
    assert read_facts(file, wanted) == wanted_facts(wanted)


def test_of_minutes_that_the_rules_were_not_made_for_most_is_read() -> None:
    scores = [score(wanted_facts(expected(file)), read_facts(file, expected(file))) for file in HELD_OUT]
    found, wanted, read = (sum(column) for column in zip(*scores, strict=True))
    assert found / wanted >= 0.9
    assert found / read >= 0.9
