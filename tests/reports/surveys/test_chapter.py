"""The chapter on a survey: what it shows by itself, what settings change, and what it says where little is known."""

from __future__ import annotations

import json
import re

import pytest

from evaluation.errors import EvaluationError
from reports.draft import draft_report
from reports.render import render_report
from reports.update import update_report
from tests.reports.surveys.conftest import HEAD, Surveyed, generated, rows, with_block

WEIGHTED = """\
- dataset: svar
  weight: vekt
  figures:
    - {questions: [nyttig, tid], by: gruppe}
    - {questions: tiltak, by: gruppe}
    - {questions: tiltak}
"""
FEW = [(1, "A", 1, 5, 5, 1, 1, "", "")]
THIN = {
    "one respondent": (FEW, ""),
    "one respondent with a weight": (FEW, "- {dataset: svar, weight: vekt, lonely: remove}\n"),
    "nobody answers the question": ([(n, "A", 1, "", 4, "", "", "", "") for n in range(12)], ""),
    "everyone answers alike": ([(n, "A", 1, 5, 5, 1, 1, "", "") for n in range(40)], ""),
    "a group of one": ([*rows(40), (41, "C", 1, 5, 5, 1, 1, "", "")], WEIGHTED),
    "more groups than a picture holds": ([(n, f"G{n % 9}", *row[2:]) for n, row in enumerate(rows(90))], WEIGHTED),
}


def test_a_dataset_with_a_questionnaire_has_its_chapter_without_any_settings(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    draft_report(study)
    chapter = generated(study, "survey.qmd")
    assert chapter.startswith("# Spørreundersøkelsen {#sec-survey}")
    assert re.findall(r"\{#fig-([\w-]+)", chapter) == ["survey-svar-nyttig", "survey-svar-tiltak"]


def test_a_figure_has_caption_base_and_alternative_text_of_its_numbers(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study)
    chapter = generated(study, "survey.qmd")
    assert "Hva har dere gjort?](figures/survey-svar-tiltak)" in chapter
    assert re.search(r'fig-alt="[^"]*Kurs – \d+\s% \(\d+–\d+\)', chapter)
    assert "n\u00a0=\u00a0120, vektet 240." in chapter


def test_groups_are_compared_with_everyone_beside(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study)
    alternative = re.search(r'survey-svar-nyttig-gruppe fig-alt="([^"]*)"', generated(study, "survey.qmd"))
    assert alternative
    assert [word in alternative[1] for word in ("A: ", "B: ", "Alle: ")] == [True] * 3


def test_every_number_stands_in_a_table_with_its_base(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study)
    appendix = generated(study, "appendix.qmd")
    table = appendix[appendix.index("{#tbl-survey-svar-tiltak ") :].split(":::")[0]
    assert re.search(r"\| Kurs \| \d+,\d\s%\s\(\d+,\d–\d+,\d\) \|", table)
    assert "| Antall svar | 120 |" in table


def test_the_report_is_told_in_its_own_language(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study, language="en")
    chapter = generated(study, "survey.qmd")
    assert "What have you done?](figures" in chapter
    assert "Strongly agree" in generated(study, "appendix.qmd")


@pytest.mark.parametrize("what", THIN)
def test_a_thin_survey_says_what_it_cannot_show(surveyed: Surveyed, what: str) -> None:
    answers, block = THIN[what]
    study = surveyed(answers, block)
    draft_report(study)
    [page] = render_report(study, to=["html"])
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"@(?:fig|tbl|sec)-|\?\?|None|\bnan\b", text)


def test_one_respondent_gives_no_figures_and_says_why(surveyed: Surveyed) -> None:
    study = surveyed(FEW)
    draft_report(study)
    chapter = generated(study, "survey.qmd")
    assert "som én har svart på" in chapter
    assert "vises ikke, fordi de ville røpe hva svært få svarte" in chapter
    assert "](figures/" not in chapter


def test_what_is_hidden_is_counted_in_the_appendix(surveyed: Surveyed) -> None:
    study = surveyed([*rows(40), (41, "C", 1, 5, 5, 1, 1, "", "")], WEIGHTED)
    draft_report(study)
    hidden = re.search(r"er skjult, også null: (\d+) tall", generated(study, "appendix.qmd"))
    assert hidden
    assert int(hidden[1]) > 0


def test_the_log_of_what_is_hidden_is_kept_without_the_counts(surveyed: Surveyed) -> None:
    study = surveyed([*rows(40), (41, "C", 1, 5, 5, 1, 1, "", "")], WEIGHTED)
    draft_report(study)
    log = json.loads(generated(study, "hidden.json"))
    assert log["threshold"] == 5
    assert {each["why"] for each in log["hidden"]} == {"few", "protects"}
    assert {key for each in log["hidden"] for key in each} == {"number", "tables", "why", "protects"}


def test_every_fault_of_the_settings_is_told_at_once_with_its_line(surveyed: Surveyed) -> None:
    study = surveyed(
        rows(40),
        """\
        - dataset: svar
          weight: vekta
          figures:
            - {questions: nyttg}
            - {questions: tiltak, kind: likert}
          positive: {tid: [7]}
        """,
    )
    with pytest.raises(EvaluationError) as caught:
        draft_report(study)
    start = (study.folder / "evaluation.yaml").read_text(encoding="utf-8").split("surveys:")[0].count("\n") + 2
    found = {(each.code, (each.line or 0) - start) for each in caught.value.problems}
    assert found == {("CHAPTER-003", 1), ("CHAPTER-004", 3), ("CHAPTER-005", 5)}


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("{questions: hvorfor}", "CHAPTER-007"),
        ("{questions: tiltak, kind: likert}", "CHAPTER-008"),
        ("{questions: nyttig, kind: waves}", "CHAPTER-010"),
        ("{questions: nyttig, kind: grouped}", "CHAPTER-011"),
        ("{questions: [nyttig, tiltak], kind: bars}", "CHAPTER-014"),
    ],
)
def test_a_kind_that_does_not_fit_is_refused(surveyed: Surveyed, figure: str, code: str) -> None:
    study = surveyed(rows(40), f"- dataset: svar\n  figures:\n    - {figure}\n")
    with pytest.raises(EvaluationError) as caught:
        draft_report(study)
    assert [each.code for each in caught.value.problems] == [code]


def test_an_unknown_dataset_is_told_at_its_line(surveyed: Surveyed) -> None:
    study = surveyed(rows(40), "- {dataset: svr}\n")
    with pytest.raises(EvaluationError) as caught:
        draft_report(study)
    [found] = caught.value.problems
    assert (found.code, found.file) == ("DATASET-015", str(study.folder / "evaluation.yaml"))


def test_the_same_data_give_the_same_bytes(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study)
    assert not update_report(study)


def test_other_settings_renew_the_figures_they_concern_and_no_others(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), WEIGHTED)
    draft_report(study)
    changes = update_report(with_block(study.folder, WEIGHTED.replace("  weight: vekt\n", "")))
    assert "figures/survey-svar-tiltak.svg" in changes.changed
    assert not any("heatmap" in each for each in changes.changed)


def test_a_study_without_a_survey_has_no_chapter(told, people: str) -> None:  # type: ignore[no-untyped-def]
    study = told(people, session="fg1")
    draft_report(study)
    assert generated(study, "survey.qmd") == "\n"
    assert "sec-survey" not in generated(study, "appendix.qmd")


def test_waves_are_told_apart_and_a_changed_question_is_not_joined(surveyed: Surveyed) -> None:
    answers = [(*row, 2024 if number < 80 else 2026) for number, row in enumerate(rows(160))]
    block = """\
    - dataset: svar
      wave: bolge
      changed: {tid: wording}
      figures: [{questions: [nyttig, tid], by: wave}]
    """
    study = surveyed(answers, block, (*HEAD, "bolge"))
    draft_report(study)
    chapter = generated(study, "survey.qmd")
    assert "2024: " in chapter
    assert "«Vi har tid til det» hadde en annen ordlyd forrige gang" in chapter
    assert "«Avtalen er nyttig» hadde" not in chapter
