"""From an id in the report back to the question, the answers and the file."""

from __future__ import annotations

import hashlib

import pytest

from evaluation.errors import EvaluationError
from reports.draft import draft_report
from reports.origins import explain, read_origins
from reports.update import update_report
from tests.reports.surveys.conftest import Surveyed, rows, with_block


def test_a_figure_tells_question_base_and_file(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), "- {dataset: svar, weight: vekt, figures: [{questions: nyttig, by: gruppe}]}\n")
    draft_report(study)
    told = explain(study, "fig-survey-svar-nyttig-gruppe").as_dict()
    [question], [base] = told["questions"], told["base"]
    assert (question["variable"], question["wording"]["en"]) == ("nyttig", "The agreement is useful.")
    assert (base["n"], base["n_weighted"], told["weight"]) == (120, 240.0, "vekt")
    file = study.folder / told["data"]["file"]
    assert told["data"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert not told["stale"]


def test_ids_stay_when_figures_are_added_before(surveyed: Surveyed) -> None:
    block = "- {dataset: svar, figures: [%s{questions: nyttig, by: gruppe}]}\n"
    study = surveyed(rows(120), block % "")
    draft_report(study)
    before = {each.id for each in read_origins(study) if each.kind == "survey-figure"}
    study = with_block(study.folder, block % "{questions: nyttig}, {questions: tid}, ")
    update_report(study)
    assert before < {each.id for each in read_origins(study)}


def test_a_figure_whose_file_was_changed_is_stale(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    draft_report(study)
    [file] = {
        explain(study, each.id).origin.details["data"]["file"] for each in read_origins(study) if "data" in each.details
    }
    (study.folder / file).write_text("noe annet\n", encoding="utf-8")
    assert explain(study, "survey-svar-nyttig").stale


def test_a_quote_tells_its_place(surveyed: Surveyed) -> None:
    study = surveyed(rows(40))
    draft_report(study)
    quote = next(each for each in read_origins(study) if each.kind == "quote")
    [source] = study.sources()
    told = explain(study, quote.id).as_dict()
    assert " ".join(source.text[told["start"] : told["end"]].split()) == told["words"]
    assert not told["stale"]


def test_an_unknown_id_names_its_nearest(surveyed: Surveyed) -> None:
    study = surveyed(rows(40))
    draft_report(study)
    with pytest.raises(EvaluationError) as caught:
        explain(study, "survey-svar-nytti")
    [found] = caught.value.problems
    assert (found.code, str(found.values["known"]).split(", ")[0]) == ("CHAPTER-020", "survey-svar-nyttig")
