"""The section of the method appendix that tells how far coders agreed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coding.consensus.comparing import compare_study
from coding.consensus.resolving import Decision, resolve
from evaluation.language import LANGUAGES, Language
from evaluation.rounds import close_round, open_round
from evaluation.study import Study, open_study
from reports.appendix.discover import appendix_figures, appendix_of, appendix_text, sections
from reports.facts import gather
from tests.evaluation.store.examples import CODEBOOK, coding, talk
from tests.sharing import copy_of


def appendix(study: Study, language: Language = "nb") -> str:
    facts = gather(study, language)
    return appendix_text(appendix_of(study), facts, lambda name: f"![]({name})")


@pytest.fixture
def closed(study: Study) -> Study:
    """Two who differ on one place and agree on another."""
    study.add(talk())
    study.import_codebook(CODEBOOK)
    open_round(study, "r1", coders=("ida", "jonas"))
    ida, jonas = study.seen_by("ida"), study.seen_by("jonas")
    ida.add(
        [coding("Hvorfor", "tiltak", coder="ida", round="r1"), coding("tok tid", "oppfolging", coder="ida", round="r1")]
    )
    jonas.add(coding("Hvorfor", "tiltak", coder="jonas", round="r1"))
    close_round(study, "r1")
    return study


def test_every_section_declares_itself() -> None:
    assert [each.NAME for each in sections()] == ["double-coding", "exchange", "survey"]


def test_nothing_is_told_where_one_has_coded_alone(study: Study) -> None:
    study.add(talk())
    study.import_codebook(CODEBOOK)
    study.add(coding("tok tid", "oppfolging", coder="ida"))
    assert (appendix_of(study), appendix(study)) == ([], "\n")


def test_nothing_is_told_of_a_round_that_is_still_open(study: Study) -> None:
    study.add(talk())
    study.import_codebook(CODEBOOK)
    open_round(study, "r1", coders=("ida", "jonas"))
    for coder in ("ida", "jonas"):
        study.seen_by(coder).add(coding("tok tid", "oppfolging", coder=coder, round="r1"))
    assert [appendix(each) for each in (study, study.seen_by("ida"), study.seen_by("jonas"))] == ["\n"] * 3


def test_without_a_decision_there_is_one_column_of_alpha(closed: Study) -> None:
    told = appendix(closed)
    assert "| Kode | Enige | Alfa |" in told
    assert "Ingenting av det er avgjort ennå." in told


def test_with_one_there_are_two(closed: Study) -> None:
    [place] = compare_study(closed).found.disagreements
    resolve(closed, place.id, Decision("both", reason="x"))
    told = appendix(closed)
    assert "| Kode | Enige | Alfa før | Alfa etter |" in told
    assert "Alt dette er siden avgjort i fellesskap." in told


def test_coders_are_not_named(closed: Study) -> None:
    facts = gather(closed, "nb")
    drawn = [each.draw() for each in appendix_figures(appendix_of(closed), facts)]
    told = " ".join([appendix(closed), *(f"{each.caption} {each.alternative}" for each in drawn)])
    assert "koder A" in told
    assert not {"ida", "jonas"} & {word.strip(".,;()").lower() for word in told.split()}


def test_of_three_coders_the_pictures_of_two_are_left_out(closed: Study) -> None:
    open_round(closed, "r2")
    for coder in ("ida", "jonas", "kari"):
        closed.seen_by(coder).add(coding("tok tid", "oppfolging", coder=coder, round="r2"))
    close_round(closed, "r2")
    names = [each.name for each in appendix_figures(appendix_of(closed), gather(closed, "nb"))]
    assert names == ["agreement"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_tells_all_in_every_language(demo: Path, tmp_path: Path, language: Language) -> None:
    study = open_study(copy_of(demo, tmp_path / "studie"))
    told = appendix(study, language)
    names = [each.name for each in appendix_figures(appendix_of(study), gather(study, language))]
    assert names == ["agreement", "confusion", "difference-1"]
    assert all(f"![]({name})" in told for name in names)
    assert told.count("(2004") == 2
    assert "{" not in re.sub(r"\{[#.][^{}]*\}", "", told)
