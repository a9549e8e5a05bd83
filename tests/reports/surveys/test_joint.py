"""Closed answers beside what was said, and quotes chosen by what their speakers answered."""

from __future__ import annotations

from reports.draft import draft_report
from reports.origins import read_origins
from reports.render import render_report
from reports.update import unshown_survey
from tests.reports.conftest import TALK
from tests.reports.surveys.conftest import Surveyed, generated, rows

CHOSEN = """\
- dataset: svar
  respondent: {organisation: hvem}
  quotes: [{theme: forebygging, answered: {nyttig: [%s]}}]
"""
MORE = """
Ragnhild: Det er sengene som er tunge, og vi løfter dem to og to når vi vasker under dem om høsten.
"""


def test_a_theme_has_its_figures_to_the_left_and_its_codings_and_a_quote_to_the_right(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    draft_report(study)
    table = generated(study, "survey.qmd").split("{#tbl-survey-joint")[1]
    told = " ".join(table.replace("|", " ").split())
    assert "«Avtalen er nyttig.» –" in told
    assert "svarte «Litt enig» eller «Helt enig»" in told
    assert "i to virksomheter" in told


def test_the_theme_itself_tells_what_was_answered_and_points_to_the_figure(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    draft_report(study)
    told = generated(study, "theme-forebygging-survey.qmd")
    assert "(@fig-survey-svar-nyttig)" in told
    assert generated(study, "theme-oppfolging-survey.qmd") == "\n"


def test_a_report_that_leaves_the_chapter_out_points_to_nothing_in_it(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    file = draft_report(study)
    file.write_text(
        file.read_text(encoding="utf-8").replace("{{< include _generated/survey.qmd >}}\n", ""), encoding="utf-8"
    )
    assert render_report(study, to=["html"])
    assert unshown_survey(study) == "{{< include _generated/survey.qmd >}}"


def test_a_quote_is_from_one_who_gave_the_answer_and_is_told_apart_from_nobody(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), CHOSEN % 2, talk=TALK + MORE)  # the nursing home's row has the answer 2
    draft_report(study)
    told = generated(study, "survey.qmd").split("{#tbl-survey-joint")[1]
    assert "Sitatet er fra en som svarte «Litt uenig»." in told
    assert "(Informant)" in told
    assert "(Helse)" not in told
    quotes = [each for each in read_origins(study) if each.kind == "quote"]
    assert [each.details["attribution"] for each in quotes].count("") == 1


def test_nobody_is_quoted_where_no_informant_gave_the_answer(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), CHOSEN % 5)
    draft_report(study)
    assert "Ingen av informantene er blant dem som svarte «Helt enig»" in generated(study, "survey.qmd")


def test_no_quote_is_claimed_where_all_are_told_elsewhere(surveyed: Surveyed) -> None:
    study = surveyed(rows(120), CHOSEN % 2)
    draft_report(study)
    assert "Sitatet er fra en" not in generated(study, "survey.qmd")


def test_nobody_is_quoted_for_an_answer_that_few_gave(surveyed: Surveyed) -> None:
    study = surveyed(rows(12), CHOSEN % 2)
    draft_report(study)
    assert "Så få svarte «Litt uenig» at ingen er sitert." in generated(study, "survey.qmd")


def test_a_figure_that_stands_elsewhere_is_not_in_the_chapter_too(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    file = draft_report(study)
    elsewhere = "\n\n{{< include _generated/figure-survey-svar-tiltak.qmd >}}\n"
    file.write_text(file.read_text(encoding="utf-8") + elsewhere, encoding="utf-8")
    assert render_report(study, to=["html"])
    assert "{#fig-survey-svar-tiltak" not in generated(study, "survey.qmd")


def test_a_finding_may_point_to_a_figure_of_the_survey(surveyed: Surveyed) -> None:
    study = surveyed(rows(120))
    file = draft_report(study)
    finding = "\n\n::: {.key-points}\nDe fleste finner avtalen nyttig (@fig-survey-svar-nyttig).\n:::\n"
    file.write_text(file.read_text(encoding="utf-8") + finding, encoding="utf-8")
    [page] = render_report(study, to=["html"])
    assert 'nyttig (<a href="#fig-survey-svar-nyttig"' in page.read_text(encoding="utf-8")
