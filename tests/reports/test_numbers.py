"""The numbers behind the figures stand in tables too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from evaluation.model import Coding
from evaluation.study import Study, open_study
from reports.facts import gather
from reports.illustrations import illustrations
from reports.numbers import numbers_behind
from tests.sharing import copy_of


def cells(text: str, name: str) -> list[list[str]]:
    rows = text.partition(f"{{#{name} ")[2].partition(":::")[0].splitlines()
    listed = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return [row for row in listed if not re.match(r"^:?-+:?$", row[0])]


def test_the_table_of_themes_has_the_numbers_of_the_heat_map(told: Callable[..., Study], people: str) -> None:
    facts = gather(told(people=people), "nb")
    [shown] = [each.content for each in illustrations(facts) if each.name == "heatmap"]
    head, *rows = cells(numbers_behind(facts), "tbl-heatmap")
    assert head[1:] == list(shown.columns)
    assert [[int(cell) for cell in row[1:]] for row in rows] == shown.to_numpy().tolist()


def test_the_table_of_the_talk_has_the_numbers_of_its_figure(told: Callable[..., Study], people: str) -> None:
    facts = gather(told(people=people), "nb")
    [shown] = [each.content for each in illustrations(facts) if each.name == "talk"]
    _, *rows = cells(numbers_behind(facts), "tbl-talk")
    assert {name: int(words) for name, words in rows} == dict(zip(shown["speaker"], shown["words"], strict=True))


def test_where_nothing_is_drawn_no_table_stands(told: Callable[..., Study]) -> None:
    assert numbers_behind(gather(told(talk=None, codebook=None), "nb")) == ""


def test_one_coding_of_nobody_known_is_shown_where_it_was_made_and_moves_no_other_figure(
    demo: Path, tmp_path: Path
) -> None:
    study = open_study(copy_of(demo, tmp_path / "demo"))

    def bars() -> dict[str, dict[str, int]]:
        shown = [each for each in illustrations(gather(study, "nb")) if each.name.startswith("theme-")]
        return {each.name: dict(zip(each.content["group"], each.content["count"], strict=True)) for each in shown}

    before = bars()
    start = study.source("epost").text.index("Hva skal til for at unge")
    study.add(Coding("epost", start, start + 20, "seniorer", study.who))
    after = bars()
    assert after.pop("theme-seniorer") == before.pop("theme-seniorer") | {"ikke oppgitt": 1}
    assert after == before
