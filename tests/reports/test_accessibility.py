"""The accessibility statement: what was counted and found is told, and who to write to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from evaluation.errors import problem
from evaluation.study import Study, open_study
from reports.accessibility import Counted, statement
from reports.draft import Choice, draft_report
from reports.render import render_report
from reports.versions.making import render_version

COUNTED = Counted(images=3, described=2, tables=4, headed=4, headings=9, formulas=0)


def told(study: Study, *faults: str, language: str = "nb", found: Counted = COUNTED) -> str:
    return statement(study.evaluation, language, found, [problem(each, name="x") for each in faults])  # type: ignore[arg-type]


def text_of(file: Path) -> str:
    return " ".join(html.fromstring(file.read_bytes()).text_content().split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["WCAG 2.1", "EN 301 549", "alternativ tekst: 2 av 3", "hoderad: 4 av 4", "Overskrifter: 9"]),
        ("nn", ["Tilgjengeerklæring", "alternativ tekst: 2 av 3", "hovudrad: 4 av 4", "ikkje"]),
        ("en", ["Accessibility statement", "alternative text: 2 of 3", "header row: 4 of 4"]),
    ],
)
def test_it_tells_the_standard_and_what_was_counted(study: Study, language: str, words: list[str]) -> None:
    text = told(study, language=language)
    assert [each for each in words if each not in text] == []


def test_what_was_found_is_told_as_known(study: Study) -> None:
    text = told(study, "LINT-004", "LINT-004", "LINT-001")
    assert "2 lenker sier ikke selv hvor de går." in text
    assert "Én tabell mangler hoderad." in text


def test_what_was_not_found_is_not_told(study: Study) -> None:
    assert "hoderad." not in told(study).split("{#known}")[1]


def test_formulas_are_told_of_where_there_are_any(study: Study) -> None:
    one = Counted(0, 0, 0, 0, 1, formulas=1)
    assert "Én formel" in told(study, found=one)
    assert "formel" not in told(study)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("information: {contact: post@fjordheim.example}\n", "Skriv til post\\@fjordheim.example"),
        ("evaluator: {name: Fjordheim analyse AS}\n", "laget av Fjordheim analyse AS"),
        ("commissioner: {name: Forbundet}\n", "Oppdragsgiver er Forbundet."),
        ("", "Ta kontakt med dem"),
    ],
)
def test_it_tells_whom_to_write_to(study_folder: Path, settings: str, words: str) -> None:
    file = study_folder / "evaluation.yaml"
    file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")
    assert words in told(open_study(study_folder))


@pytest.fixture
def rendered(study: Study) -> Path:
    draft_report(study)
    return render_report(study, to=["html"])[0].parent


def test_it_is_made_with_the_report_which_leads_to_it(rendered: Path) -> None:
    page = html.fromstring((rendered / "report.html").read_bytes())
    (link,) = page.xpath("//footer//a")
    assert link.text_content() == "Tilgjengelighetserklæring for rapporten"
    assert "Halvveis i avtalen" in text_of(rendered / link.get("href"))


def test_it_names_the_report_it_is_about(study: Study) -> None:
    draft_report(study, choice=Choice(title="Slik er undersøkelsen gjort"))
    folder = render_report(study, to=["html"])[0].parent
    (subtitle,) = html.fromstring((folder / "accessibility.html").read_bytes()).xpath("//*[@class='subtitle']")
    assert subtitle.text_content() == "Slik er undersøkelsen gjort"


def test_it_leads_to_nothing_itself(rendered: Path) -> None:
    assert html.fromstring((rendered / "accessibility.html").read_bytes()).xpath("//footer | //nav") == []


def test_each_version_has_its_own(study: Study) -> None:
    draft_report(study)
    (study.folder / "report" / "_quarto-public.yml").write_text("lang: nb\n", encoding="utf-8")
    made = render_version(study, "public", to=["html"], despite="Prøver.").files
    assert [each.name for each in made] == ["report-public.html"]
    assert (made[0].parent / "accessibility-public.html").is_file()
    assert 'href="accessibility-public.html"' in made[0].read_text(encoding="utf-8")


def test_where_no_page_is_made_no_statement_is(study: Study) -> None:
    draft_report(study)
    (made,) = render_report(study, to=["docx"])
    assert not (made.parent / "accessibility.html").exists()


def test_a_title_with_quotes_can_be_told(study: Study) -> None:
    assert json.dumps(study.evaluation.title, ensure_ascii=False) in told(study)
