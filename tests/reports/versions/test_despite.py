"""A report given out although the check stood against it says so on its own front page, whoever it reaches."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from evaluation.language import LANGUAGES, Language
from evaluation.numbers import write_date
from evaluation.study import Study
from reports.versions.making import render_version

TEXT = """\
---
title: "Prøve"
lang: {language}
---

# Resultater

Ragnhild Ternholt sa det.

::: {{.narrative-place}}

Her skriver du.

:::
"""
PLAIN = TEXT.replace("Ragnhild Ternholt sa det.", "Noen sa det.").replace(TEXT[TEXT.index(":::") :], "")
SAID = {
    "nb": "Gitt ut {day} selv om kontrollen før publisering hadde to merknader.",
    "nn": "Gitt ut {day} sjølv om kontrollen før publisering hadde to merknader.",
    "en": "Issued on {day} although the check before publication made two remarks.",
}


@pytest.fixture
def study(told: Callable[..., Study], people: str) -> Study:
    made = told(people, session="fg1")
    (made.folder / "report").mkdir()
    return made


def written(study: Study, text: str, language: Language = "nb") -> None:
    (study.folder / "report" / "report.qmd").write_text(text.format(language=language), encoding="utf-8")


def words(file: Path) -> str:
    """What a reader sees of the file, with single spaces."""
    content = file.read_bytes()
    if file.suffix == ".pdf":
        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    elif file.suffix == ".html":
        text = re.sub(r"<style.*?</style>|<[^>]+>", " ", content.decode(), flags=re.DOTALL)
    else:
        inside = {".docx": "word/document.xml", ".odt": "content.xml"}[file.suffix]
        text = re.sub(r"<text:s ?/>", " ", zipfile.ZipFile(io.BytesIO(content)).read(inside).decode())
        text = re.sub(r"</(?:w|text):p>", "\n", text)
        text = re.sub(r"<[^>]+>", "", text)
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_says_so_in_every_format(study: Study, language: Language) -> None:
    written(study, TEXT, language)
    made = render_version(study, "public", to=["html", "docx", "odt", "pdf"], despite="Fristen er i dag.")
    day = write_date(dt.datetime.now().astimezone().date(), language)
    expected = " ".join(SAID[language].format(day=day).split())
    assert [each.suffix for each in made.files if expected not in words(each)] == []


def test_it_does_not_say_why(study: Study) -> None:
    written(study, TEXT)
    [file] = render_version(study, "public", to=["html"], despite="Fristen er i dag.").files
    assert "Fristen" not in words(file)


def test_one_that_nothing_stood_against_says_nothing_of_it(study: Study) -> None:
    written(study, PLAIN)
    [file] = render_version(study, "public", to=["html"], despite="Fristen er i dag.").files
    assert "Gitt ut" not in words(file)


def test_of_a_few_pages_it_stands_beneath_the_title(study: Study) -> None:
    written(study, TEXT.replace("lang:", "underveis-short: true\nlang:"))
    [file] = render_version(study, "public", to=["pdf"], despite="Fristen er i dag.").files
    assert "to merknader" in words(file)
