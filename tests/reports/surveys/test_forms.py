"""The answers to a form of the study are a survey too, also while nobody has answered."""

from __future__ import annotations

from pathlib import Path

from evaluation.study import Study
from instruments.form.answering import begin, seat_of, submit
from instruments.form.opening import Terms, open_form
from reports.draft import draft_report
from reports.origins import explain
from tests.reports.surveys.conftest import QUESTIONNAIRE, Surveyed, generated, rows, with_block

INFORMATION = """\
information: {controller: Instituttet, purpose: Å lære, legal_basis: Samtykke, kept_until: 2027-06-30}
"""


def _opened(surveyed: Surveyed) -> tuple[Study, str]:
    study = surveyed(rows(12))
    file = study.folder / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + INFORMATION, encoding="utf-8")
    (study.folder / "instruments" / "medlemmer.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    study = with_block(study.folder, "- {dataset: form:svar, figures: [{questions: nyttig, kind: dots}]}\n")
    token = open_form(study, "svar", instrument="medlemmer", session="fg1", terms=Terms(link=True)).token
    return study, token or ""


def test_a_form_that_nobody_answered_says_so(surveyed: Surveyed) -> None:
    study, _ = _opened(surveyed)
    draft_report(study)
    assert "Ingen har svart på «Avtalen er nyttig»." in generated(study, "survey.qmd")


def test_answers_that_were_handed_in_are_counted(surveyed: Surveyed) -> None:
    study, link = _opened(surveyed)
    for number in range(12):
        token = begin(study, seat_of(study, link), language="nb", consent=True).token
        submit(study, seat_of(study, token), {"nyttig": 1 + 4 * (number % 2)}, revision=0, language="nb")
    draft_report(study)
    assert "n\u00a0=\u00a012." in generated(study, "survey.qmd")
    told = explain(study, "survey-svar-nyttig").as_dict()
    assert (told["data"]["format"], Path(told["data"]["file"]).name) == ("form", "")
