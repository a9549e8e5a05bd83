"""The sample's survey: the same from the same seed, and answered as the questionnaire asks."""

from importlib.resources import files
from pathlib import Path

import pytest

from evaluation.app.demo.survey import DRAWN_IN_EACH, MEMBERS, SEED, WAVES, write_survey
from evaluation.doctor import examine
from evaluation.settings.yaml_file import load
from evaluation.study import open_study
from instruments.check import check
from instruments.check.study import surroundings
from instruments.load import read_instrument
from instruments.responses.dataset import Dataset
from instruments.responses.keeping import list_datasets, open_dataset
from instruments.shipping import path_of
from instruments.tabulating import Plan, tabulate
from instruments.used import versions_used
from reports.facts import gather
from tests.sharing import copy_of

POOL = Path(str(files("evaluation.app.demo"))) / "sample" / "open-answers.yaml"


@pytest.fixture(scope="module")
def answers(demo: Path) -> Dataset:
    return open_dataset(open_study(demo, speak=False), "medlemmer")


def _made(folder: Path, seed: int) -> bytes:
    answers, _ = write_survey(folder, read_instrument(path_of("member-survey")), load(POOL).content, seed)
    return answers.read_bytes()


def test_the_same_seed_gives_what_the_sample_holds(demo: Path, tmp_path: Path) -> None:
    assert _made(tmp_path, SEED) == (demo / "sources" / "medlemmer.csv").read_bytes()


def test_another_seed_gives_other_answers(demo: Path, tmp_path: Path) -> None:
    assert _made(tmp_path, SEED + 1) != (demo / "sources" / "medlemmer.csv").read_bytes()


def test_everyone_drawn_and_everyone_who_answered_is_kept(demo: Path) -> None:
    kept = {each.name: each.rows for each in list_datasets(open_study(demo, speak=False))}
    assert kept == {"medlemmer": 283, "medlemmer-utvalg": len(WAVES) * len(MEMBERS) * 3 * DRAWN_IN_EACH}


def test_the_files_of_datasets_are_known_to_be_in_use(demo: Path) -> None:
    assert list(examine(open_study(demo, speak=False))) == []


def test_a_dataset_whose_file_is_gone_is_told(demo: Path, tmp_path: Path) -> None:
    study = copy_of(demo, tmp_path / "study")
    (study / "sources" / "medlemmer.csv").unlink()
    assert [each.code for each in examine(open_study(study, speak=False))] == ["DATASET-016"]


def test_the_sample_has_no_complaint_of_questions_that_are_elsewhere(demo: Path) -> None:
    around, problems = surroundings(open_study(demo, speak=False))
    found = [*problems, *check(around.files, around)]
    assert not {"INSTRUMENT-022", "INSTRUMENT-025"} & {each.code for each in found}


def test_the_questionnaire_of_the_survey_is_a_version_that_was_used(demo: Path) -> None:
    used = {each.name: each for each in versions_used(open_study(demo, speak=False))}
    assert used["member-survey"].datasets == ("medlemmer", "medlemmer-utvalg")
    assert used["member-survey"].instrument is not None


def test_the_weights_of_each_wave_add_up_to_the_members(answers: Dataset) -> None:
    members = sum(map(sum, MEMBERS.values()))
    summed = answers.values.groupby("bolge")["vekt"].sum()
    assert list(summed) == [pytest.approx(members, abs=0.05)] * len(WAVES)


def test_every_column_but_the_design_answers_a_question(answers: Dataset) -> None:
    without = {each.name for each in answers.meaning.variables if not each.question}
    assert without == {"id", "bolge", "storrelse", "populasjon", "vekt", "maalform"}


@pytest.mark.parametrize(
    ("asked", "condition", "value"), [("utbytte", "ia_avtale", 1), ("tilskudd_virket", "tilskudd", 1)]
)
def test_nobody_answers_what_they_were_not_shown(answers: Dataset, asked: str, condition: str, value: int) -> None:
    table = answers.values
    assert set(table.loc[table[asked].notna(), condition]) == {value}


@pytest.mark.parametrize(("norm", "word"), [("nb", "ikke"), ("nn", "ikkje")])
def test_open_answers_are_written_in_both_norms(answers: Dataset, norm: str, word: str) -> None:
    table = answers.values
    told = table.loc[table["maalform"] == norm, ["savner", "endre", "tilskudd_ikke"]].stack()
    assert told.str.contains(rf"\b{word}\b").any()


def test_its_design_has_no_stratum_of_one(answers: Dataset) -> None:
    plan = Plan("vekt", ("bolge", "bransje", "storrelse"), population=("populasjon",))
    [table] = tabulate(answers, ["ia_ansatte"], by="bolge", plan=plan).tables
    assert {row.group for row in table.rows if row.group}.issuperset({"2024", "2026"})


def test_the_report_sets_the_survey_beside_the_focus_group(demo: Path) -> None:
    generated = demo / "report" / "_generated"
    chapter = (generated / "survey.qmd").read_text(encoding="utf-8")
    assert chapter.count("](figures/survey-medlemmer-") >= 4
    assert "{#tbl-survey-joint" in chapter
    assert "(@fig-survey-medlemmer-oppfolging-hjelp)" in (generated / "theme-oppfolging-survey.qmd").read_text(
        encoding="utf-8"
    )


def test_no_figure_of_the_survey_tells_of_fewer_than_five(demo: Path) -> None:
    surveys = gather(open_study(demo, speak=False), "nb").surveys
    shown = [row for figure in surveys.figures for table in figure.counted for row in table.rows if not row.hidden]
    assert len(shown) > 50
    assert min(row.n for row in shown) >= 5
