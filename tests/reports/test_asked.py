"""What the report tells of the questions: the version that was used, what was otherwise before, and the quotes'."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coding import transcripts
from evaluation.study import Study, open_study
from instruments.used import kept_instrument, versions_used
from reports.asked import asked, by_question
from reports.evidence import quotes
from reports.facts import gather
from reports.update import update_report
from tests.sharing import copy_of

GUIDE = """\
id: guide
kind: guide
title: {nb: Guiden, en: The guide}
scales:
  enighet: {codes: {1: Uenig, 2: Enig}, missing: {9: Vet ikke}}
sections:
  - id: forebygging
    title: Forebygging
    minutes: 20
    themes: [forebygging]
    questions:
      - {id: f-1, text: {nb: Hvordan forebygger dere?, en: How do you prevent it?}, probes: [Hva virket?]}
      - {id: f-2, type: scale, scale: enighet, text: Det nytter å forebygge.}
"""
PEOPLE = """\
sessions:
  - {id: fg1, kind: focus-group, date: 2026-04-22, instrument: guide}
  - {id: i1, kind: interview, date: 2026-05-04, instrument: guide}
"""


@pytest.fixture
def study(told: Callable[..., Study], study_folder: Path) -> Study:
    """Two texts, each collected with its own version; the file has been changed once more since."""
    file = study_folder / "instruments/guide.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(GUIDE, encoding="utf-8")
    study = told(people=PEOPLE, session="fg1", codebook=None)
    file.write_text(GUIDE.replace("Hvordan forebygger dere?", "Hvordan forebygger dere nå?"), encoding="utf-8")
    (study_folder / "intervju.txt").write_text("Moderator: Hvordan forebygger dere nå?\n\nI9: Vi prøver.\n", "utf-8")
    study.add(transcripts.read(study_folder / "intervju.txt"), session="i1")
    file.write_text(GUIDE.replace("Hvordan forebygger dere?", "Hva koster det?"), encoding="utf-8")
    return study


def test_versions_are_listed_with_the_sessions_they_were_used_in(study: Study) -> None:
    assert [(each.name, each.sources, each.sessions) for each in versions_used(study)] == [
        ("guide", ("samtale",), ("fg1",)),
        ("guide", ("intervju",), ("i1",)),
    ]


def test_the_version_used_is_printed_and_not_the_file_of_today(study: Study) -> None:
    text = asked(gather(study, "nb"))
    assert ("- Hvordan forebygger dere nå?" in text, "Hva koster det?" in text) == (True, False)
    assert "Slik ble det spurt her: intervju (4.\u00a0mai 2026)." in text


def test_what_was_otherwise_in_an_earlier_version_is_a_table(study: Study) -> None:
    text = asked(gather(study, "nb"))
    assert "En tidligere utgave ble brukt i disse øktene: fokusgruppe (22.\u00a0april 2026)." in text
    assert "| Hvordan forebygger dere? | Hvordan forebygger dere nå? | ordlyd |" in text


def test_a_wording_changed_in_another_language_only_is_shown_in_that(study: Study) -> None:
    assert "| Hvordan forebygger dere? | Hvordan forebygger dere nå? | wording |" in asked(gather(study, "en"))


def test_probes_minutes_and_answers_are_printed(study: Study) -> None:
    text = asked(gather(study, "nb"))
    assert all(each in text for each in ("(20 minutter)", "*Hva virket?*", "Svar: 1\u00a0Uenig · 2\u00a0Enig"))


def test_a_version_that_was_not_kept_is_said_to_be_lost(study: Study, study_folder: Path) -> None:
    for copy in (study_folder / "instruments/versions").iterdir():
        copy.unlink()
    assert kept_instrument(study_folder, "guide", versions_used(study)[0].sha256) is None
    text = asked(gather(study, "nb"))
    assert "er ikke tatt vare på: fokusgruppe (22.\u00a0april 2026) og intervju (4.\u00a0mai 2026)." in text


def test_a_quote_is_told_by_the_question_in_the_wording_it_was_asked_with(demo: Path) -> None:
    facts = gather(open_study(demo, speak=False), "nn")
    asked_of = {each.id: each.text.text("nn") for each in facts.guide.questions()} if facts.guide else {}
    for chosen in quotes(facts).values():
        for line, group in by_question(chosen, facts):
            known = {asked_of.get(each.question or "", "") for each in group}
            assert len(known) == 1 and known.pop() in line
            assert {each.basis == "likely" for each in group} == {line.startswith("Truleg")}


def test_where_no_question_is_known_nothing_is_said(demo: Path) -> None:
    facts = gather(open_study(demo, speak=False), "nb")
    chosen = next(iter(quotes(facts).values()))
    unknown = [replace(each, question=None, basis=None) for each in chosen]
    assert [line for line, _ in by_question(unknown, facts)] == [""]
    mixed = [*unknown[:1], *chosen[1:]]
    assert [line for line, _ in by_question(mixed, facts)][-1] == "Spørsmålet er ikke kjent"


def test_quotes_stay_in_the_order_of_organisations_under_each_question(demo: Path) -> None:
    facts = gather(open_study(demo, speak=False), "nb")
    order = [each.id for each in facts.people.participants]
    for chosen in quotes(facts).values():
        for _, group in by_question(chosen, facts):
            assert [order.index(each.participant) for each in group] == sorted(
                order.index(each.participant) for each in group
            )


def test_what_is_asked_today_changes_nothing_in_the_report(demo: Path, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path / "demo")
    file = folder / "instruments/fokusgruppe.yaml"
    file.write_text(file.read_text("utf-8").replace("slik dere ser det?", "i dag?"), encoding="utf-8")
    assert not update_report(open_study(folder, speak=False))


def test_nobody_was_asked_in_the_list_a_sample_was_drawn_from(demo: Path) -> None:
    printed = asked(gather(open_study(demo, speak=False), "en"))
    assert "here: the survey “medlemmer”." in printed
    assert "medlemmer-utvalg" not in printed


def test_questions_stand_in_english_marks_in_english(demo: Path) -> None:
    facts = gather(open_study(demo, speak=False), "en")
    lines = [line for chosen in quotes(facts).values() for line, _ in by_question(chosen, facts) if line]
    assert lines
    assert all(line.endswith("”") and "«" not in line for line in lines)


def test_an_english_report_tells_of_the_study_in_its_english_words(demo: Path) -> None:
    facts = gather(open_study(demo, speak=False), "en")
    assert facts.evaluation.title == "Half-way through the IA agreement 2024–2028"
    assert facts.groups[0] == "Organisation A"
    assert facts.attribution("p6") == "Organisation F, kindergarten"
