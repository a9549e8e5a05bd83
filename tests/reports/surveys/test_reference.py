"""The synthetic member survey as a chapter: the same estimates as R's survey gives, in bokmål and English."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.study import Study
from instruments.responses.keeping import import_dataset
from reports.draft import draft_report
from reports.facts import gather
from reports.surveys.results import positive_row
from tests.reports.surveys.conftest import generated, with_block

SHARED = Path(__file__).resolve().parents[4] / "shared" / "survey"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared survey files are not here")
BLOCK = """\
- dataset: midtveis_synt
  weight: vekt
  strata: [bolge, sektor, storrelse]
  population: N_stratum
  where: {svart: 1}
  wave: bolge
  frame: {outcome: svart, answered: [1], by: [sektor]}
  figures:
    - {questions: pastander}
    - {questions: q1_1, by: sektor}
    - {questions: pastander, by: wave}
    - {questions: q2}
"""


@pytest.fixture
def synthetic(told: Callable[..., Study], people: str) -> Study:
    study = told(people, talk=None)
    asked = study.folder / "instruments" / "midtveis.yaml"
    asked.parent.mkdir(exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("midtveis.yaml"), asked)
    import_dataset(study, SHARED / "synt" / "midtveis_synt.sav", questionnaire=asked)
    return with_block(study.folder, BLOCK)


def test_shares_and_intervals_are_those_of_r(synthetic: Study) -> None:
    expected = json.loads((SHARED / "reference_synt.json").read_text(encoding="utf-8"))
    figures = {each.id: each for each in gather(synthetic, "nb").surveys.figures}
    waves = [each for each in figures["survey-midtveis-synt-pastander-bolge"].tables if each.statement.name == "q1_1"]
    for shown, wave in zip(waves, ("wave1", "wave2"), strict=True):
        assert shown.table
        row = positive_row(shown.table)
        assert row
        found = (row.base, row.value, row.se, row.low, row.high)
        known = expected[wave]
        assert found == pytest.approx((known["n_item"], known["p_enig"], known["se"], *known["beta_ci"]), abs=1e-6)


def test_groups_are_domains_of_the_whole_design(synthetic: Study) -> None:
    known = json.loads((SHARED / "reference_synt.json").read_text(encoding="utf-8"))["wave2"]["by_sektor"]
    figures = {each.id: each for each in gather(synthetic, "nb").surveys.figures}
    [shown] = figures["survey-midtveis-synt-q1-1-sektor"].tables
    assert shown.table
    rows = [positive_row(shown.table, group) for group in ("Privat", "Kommune", "Stat")]
    assert [(row.value, row.se) for row in rows if row] == [
        pytest.approx(pair, abs=1e-6) for pair in zip(known["p"], known["se"], strict=True)
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", ("Svært enig", "280 trukket ut, og 194 svarte (69,3\u00a0%)")),
     ("en", ("Strongly agree", "280 were drawn and 194 answered (69.3%)"))],
)  # fmt: skip
def test_its_chapter_has_four_figures_in_both_languages(
    synthetic: Study, language: str, words: tuple[str, str]
) -> None:
    draft_report(synthetic, language=language)  # type: ignore[arg-type]
    chapter = generated(synthetic, "survey.qmd")
    assert chapter.count("](figures/survey-midtveis-synt-") == 5
    assert words[1] in chapter
    assert words[0] in generated(synthetic, "appendix.qmd")
