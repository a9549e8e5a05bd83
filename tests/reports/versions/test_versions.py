"""The draft, the commissioner's and the public version: what is on their pages, and what stops the last of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.study import Study
from reports.checks.hidden import hidden_in
from reports.draft import draft_report
from reports.living.confirming import confirm
from reports.render import render_report
from reports.versions.checking import check_version
from reports.versions.making import editions_of, render_version
from tests.reports.comments import marking

TEXT = """\
---
title: "Prøve"
lang: nb
---

# Resultater

Det er {{< var codings.n >}} kodinger i alt, og det er nok til å si noe.

<!-- Husk å spørre oppdragsgiveren. -->
"""


@pytest.fixture
def study(told: Callable[..., Study], people: str) -> Study:
    made = told(people, session="fg1")
    draft_report(made)
    (made.folder / "report" / "report.qmd").write_text(TEXT, encoding="utf-8")
    return made


def fewer(study: Study) -> None:
    study.replace_codings(study.codings()[:1], [])


def page(study: Study, version: str, **values: str) -> str:
    [file] = render_version(study, version, to=["html"], **values).files  # type: ignore[arg-type]
    return file.read_text("utf-8")


def codes(error: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in error.value.problems]


def test_the_draft_says_so_on_each_page_and_marks_what_must_be_read_again(study: Study) -> None:
    render_version(study, "draft", to=["html"])
    fewer(study)
    told = page(study, "draft")
    assert ('class="version-mark"' in told, "Må leses igjen" in told, "Utkast, nr. 2" in told) == (True, True, True)


def test_the_front_page_tells_what_is_new_since_the_one_before(study: Study) -> None:
    n = len(study.codings())
    render_version(study, "commissioner", to=["html"])
    fewer(study)
    told = page(study, "commissioner")
    assert re.search(rf"<li>kodinger: {n} → {n - 1}</li>", told)
    assert "version-mark" not in re.sub(r"<style>.*?</style>", "", told, flags=re.DOTALL)


def test_the_same_files_give_the_same_number(study: Study) -> None:
    for to in (["html"], ["html"], ["docx"]):
        render_version(study, "draft", to=to)
    assert [(each.number, each.files) for each in editions_of(study)] == [
        (1, ("report-draft.html", "report-draft.docx"))
    ]


def test_the_researchers_file_is_not_touched(study: Study) -> None:
    render_version(study, "draft", to=["html"])
    fewer(study)
    render_version(study, "draft", to=["html"])
    assert (study.folder / "report" / "report.qmd").read_text("utf-8") == TEXT


def test_a_public_one_is_refused_until_its_paragraphs_are_confirmed(study: Study) -> None:
    page(study, "public")
    before = (study.folder / "report" / "report-public.html").read_bytes()
    fewer(study)
    with pytest.raises(EvaluationError) as error:
        render_version(study, "public", to=["html"])
    assert codes(error) == ["NARRATIVE-021", "NARRATIVE-024"]
    assert (study.folder / "report" / "report-public.html").read_bytes() == before
    confirm(study, all_=True)
    assert "Må leses igjen" not in page(study, "public")


def test_no_way_around_leads_to_a_public_one(study: Study) -> None:
    render_version(study, "public", to=["html"])
    fewer(study)
    with pytest.raises(EvaluationError) as error:
        render_report(study, to=["html"], profiles=["public"])
    assert "NARRATIVE-021" in codes(error)


def test_it_is_made_despite_what_stands_in_the_way_and_the_log_says_why(study: Study) -> None:
    render_version(study, "draft", to=["html"])
    fewer(study)
    made = render_version(study, "public", to=["html"], despite="Fristen er i dag.")
    assert [each.code for each in made.problems] == ["NARRATIVE-021"]
    assert (study.log()[-1].act, study.log()[-1].details["why"]) == ("report.despite", "Fristen er i dag.")
    assert "Må leses igjen" not in made.files[0].read_text("utf-8")


def test_places_still_to_be_filled_in_stop_a_public_one(study: Study) -> None:
    file = study.folder / "report" / "report.qmd"
    file.write_text(f"{TEXT}\n::: {{.narrative-place}}\n\nHer skriver du.\n\n:::\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        render_version(study, "public", to=["html"])
    assert next((each.code, each.line) for each in error.value.problems) == ("NARRATIVE-023", 12)


def test_a_name_stops_a_public_one(study: Study) -> None:
    file = study.folder / "report" / "report.qmd"
    file.write_text(f"{TEXT}\nRagnhild Ternholt sa det.\n\nOgså Ternholmen omsorgssenter.\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        render_version(study, "public", to=["html"])
    assert "REPORT-021" in codes(error)


def test_a_public_one_holds_no_comment(study: Study) -> None:
    assert "oppdragsgiveren" not in page(study, "public")


def test_a_fault_of_the_text_is_told_at_the_researchers_own_line(study: Study) -> None:
    file = study.folder / "report" / "report.qmd"
    file.write_text(f"{TEXT}\nSe @fig-finnes-ikke.\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        render_version(study, "draft", to=["html"])
    assert [(each.code, each.line) for each in error.value.problems] == [("ENGINE-007", 12)]


@pytest.mark.slow
def test_in_word_the_mark_stands_in_a_header_of_every_page(study: Study) -> None:
    [file] = render_version(study, "draft", to=["docx"]).files
    [section, *_] = marking.document(file).sections  # type: ignore[attr-defined]
    told = [[each.text for each in part.paragraphs] for part in (section.header, section.first_page_header)]
    assert told == [["Utkast"], ["Utkast"]]


@pytest.mark.slow
def test_in_an_open_document_too(study: Study) -> None:
    [file] = render_version(study, "draft", to=["odt"]).files
    with zipfile.ZipFile(file) as package:
        pages = re.findall(r"<style:master-page.*?</style:master-page>", package.read("styles.xml").decode(), re.DOTALL)
    assert len(pages) >= 2
    assert all(re.search(r"<style:header>.*>Utkast<.*</style:header>", each, re.DOTALL) for each in pages)


def test_a_version_that_there_is_not_is_refused(study: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        render_version(study, "endelig")
    assert codes(error) == ["NARRATIVE-020"]


def test_the_check_warns_and_for_the_public_one_stops(study: Study) -> None:
    render_version(study, "draft", to=["html"])
    fewer(study)
    render_version(study, "draft", to=["html"])
    found = [
        [each.severity for each in check_version(study, version) if each.code == "NARRATIVE-021"]
        for version in ("", "public")
    ]
    assert found == [["warning"], ["error"]]


@pytest.mark.parametrize("xml", ["<w:ins w:id='1'/>", "<w:comment w:id='1'/>", "<w:vanish/>", "<w:del w:id='2'/>"])
def test_what_a_word_file_does_not_show_is_found(tmp_path: Path, xml: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p>{xml}</w:p>")
    file = tmp_path / "r.docx"
    file.write_bytes(made.getvalue())
    assert [each.code for each in hidden_in([file])] == ["NARRATIVE-022"]


@pytest.mark.parametrize(
    ("html", "n"), [("<!-- hei -->", 1), ('<p style="display: none">x</p>', 1), ("<p hidden>x</p>", 1), ("<p>x</p>", 0)]
)
def test_what_a_page_does_not_show_is_found(tmp_path: Path, html: str, n: int) -> None:
    file = tmp_path / "r.html"
    file.write_text(html, encoding="utf-8")
    assert len(list(hidden_in([file]))) == n
