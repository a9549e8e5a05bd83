"""The method appendix tells what was brought in from other programs, and what was lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.exchange.importing import import_file
from evaluation.language import LANGUAGES, Language
from evaluation.study import Study
from reports.appendix import exchange
from reports.facts import gather
from tests.coding.exchange.examples import packed, project, selection, source

TEXT = "Ada: Jeg fikk hjelp.\n"


def arrived(study: Study, tmp_path: Path) -> Study:
    xml = project(source(selection(14, 19) + selection(900, 950, number=2, name="Ada Olsens sak")))
    import_file(study, packed(tmp_path / "a.qdpx", xml, {"sources/samtale.txt": TEXT}))
    return study


def told(study: Study, language: Language) -> str:
    found = exchange.gather(study)
    assert found is not None
    return exchange.write(found, gather(study, language), str)


def test_a_study_that_nothing_was_brought_into_has_no_such_section(study: Study) -> None:
    assert exchange.gather(study) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_import_has_a_sentence_and_a_table(study: Study, tmp_path: Path, language: Language) -> None:
    text = told(arrived(study, tmp_path), language)
    assert "«Prøve»" in text
    assert "Et program 1" in text
    assert "{#tbl-exchange-1 " in text
    assert text.count("\n|") >= 6


def test_what_single_things_are_called_is_not_told(study: Study, tmp_path: Path) -> None:
    assert "Olsen" not in told(arrived(study, tmp_path), "nb")


def test_an_import_that_was_taken_back_is_not_told(study: Study, tmp_path: Path) -> None:
    arrived(study, tmp_path).undo()
    assert exchange.gather(study) is None


def test_it_has_no_pictures(study: Study, tmp_path: Path) -> None:
    found = exchange.gather(arrived(study, tmp_path))
    assert found is not None
    assert list(exchange.figures(found, gather(study, "nb"))) == []
