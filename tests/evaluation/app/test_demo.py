"""What the sample study says of itself when it is built, and what a secretary sees in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.demo.build import Built, build_demo
from evaluation.language import Language
from evaluation.model import Participant, People
from evaluation.study import open_study
from reports.draft import draft_report
from reports.following.evidence import find_evidence, list_evidence, plain_key
from reports.following.telling import follow_up_texts
from reports.rounds.compiling import compile_round

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("UNDERVEIS_DATABASE", raising=False)
        return build_demo(tmp_path_factory.mktemp("demo") / "studie", to=())


@pytest.fixture
def told(run: Run, built: Built) -> Callable[[str], Any]:
    return lambda line: run(*line.split(), "--json", "--study", built.study.folder).json


def test_it_tells_as_many_texts_and_codings_as_the_study_holds(told: Any, built: Built) -> None:
    held = told("status")["counts"]
    assert (built.sources, built.codings) == (held["sources"], held["codings"])


def test_it_holds_two_meetings_a_plan_and_a_round(told: Any) -> None:
    assert len(told("minutes list")) == 2
    [found] = [each for each in told("rounds list") if each["instrument"] != "county-report"]
    assert (found["name"], found["delivered"], found["awaited"]) == ("2026-h1", 3, ["dalbygd"])
    reports = told("rounds show 2026-h1")["reports"]
    assert [(each["party"], each["missing"]) for each in reports if each["source"]] == [
        ("havglott", []),
        ("lysning", ["avvik"]),
        ("arbeidsro", ["erfaring", "avvik", "vellykket"]),
    ]


def test_four_of_its_five_counties_have_reported(told: Any) -> None:
    [found] = [each for each in told("rounds list") if each["instrument"] == "county-report"]
    assert (found["delivered"], found["awaited"]) == (4, ["sorvang"])


def test_status_tells_a_secretary_what_is_due(run: Run, built: Built) -> None:
    shown = run("status", "--study", built.study.folder).out
    assert "venter på Dalbygdenes Arbeidsgiverlag" in shown
    assert "Oversikt over praksisplasser i hver bransje" in shown


def test_the_report_on_what_was_said_counts_no_meetings(built: Built) -> None:
    data = (built.study.folder / "report" / "_generated" / "data.qmd").read_text(encoding="utf-8")
    assert "fem tekster" in data
    assert "oppfølgingsgruppen" not in (built.study.folder / "report" / "_generated" / "method.qmd").read_text("utf-8")


def test_what_parties_write_about_recurs_by_theme(built: Built) -> None:
    compile_round(built.study, "2026-h1", to=())
    folder = built.study.folder / "rounds" / "2026-h1" / "_generated"
    assert "Næringsforbundet Havgløtt" in (folder / "recurring.qmd").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "delayed"), [("nb", "Forsinket"), ("nn", "Forseinka"), ("en", "Delayed")])
def test_the_follow_up_is_told_by_sub_goal(built: Built, language: Language, delayed: str) -> None:
    told = follow_up_texts(built.study, language, "2026-H1", Path("report.qmd"))["follow-up-goal-2"]
    assert delayed in told
    assert "Oversikt over praksisplasser i hver bransje (Tall mangler for transport)" in told
    assert "Arbeidsrodirektoratet sender ut tall for hver bransje" in told


def test_no_sentence_is_shown_that_names_a_person(built: Built, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(built.study.folder, tmp_path / "studie", ignore=shutil.ignore_patterns("report")))
    study = open_study(copy, speak=False)
    words = "Medlemmene spør mest om gradert sykmelding."
    assert words in follow_up_texts(study, "nb", "", Path("report.qmd"))["follow-up-goal-1"]
    known = Participant(id="m1", name="Gradert Sykmelding", pseudonym="Møtedeltaker 99")
    study.add_people(People(participants=(known,)))
    assert words not in follow_up_texts(study, "nb", "", Path("report.qmd"))["follow-up-goal-1"]


def test_a_report_is_drafted_from_it(built: Built, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(built.study.folder, tmp_path / "studie", ignore=shutil.ignore_patterns("report")))
    file = draft_report(open_study(copy, speak=False), template="follow-up")
    assert "Oppfølgingen av IA-avtalen" in file.read_text(encoding="utf-8")
    assert "Forsinket" in (copy / "report" / "_generated" / "follow-up-overview.qmd").read_text(encoding="utf-8")


def test_what_is_cited_can_be_found_again(built: Built) -> None:
    texts = follow_up_texts(built.study, "nb", "", Path("report.qmd"))
    keys = re.findall(r"\| ((?:konklusjon|oppfølgingspunkt|oppgave|rapport):\S+) \|", "\n".join(texts.values()))
    assert {key.partition(":")[0] for key in keys} == {"konklusjon", "oppfølgingspunkt", "oppgave", "rapport"}
    assert all(find_evidence(built.study, key).title for key in keys)
    listed = list_evidence(built.study)
    assert {*map(plain_key, keys)} <= {each.key for each in listed}
    assert {each.kind for each in listed} == {"conclusion", "action", "task", "report"}
    conclusion = find_evidence(built.study, next(key for key in keys if key.startswith("konklusjon")))
    text = built.study.source(conclusion.source or "").text
    assert " ".join(text[conclusion.start : conclusion.end].split()) == " ".join(conclusion.words.split())
