"""Suggestions in a study: nothing is coded until somebody accepts, and what is accepted can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding import suggest
from coding.suggest.units import units_of
from evaluation.errors import EvaluationError
from evaluation.model import Attendance, Code, Codebook, Coding, Consent, Participant, People, Session, Source, Turn
from evaluation.study import Study

BOOK = Codebook(
    name="book",
    codes=(
        Code(name="forebygging", definition="Før noen blir syke.", indicators={"nb": ["forebygg*"]}),
        Code(name="oppfolging", definition="Når noen er sykmeldt.", indicators={"nb": ["sykmeld*"]}),
    ),
)
LINES = (
    ("Moderator", "Hvordan forebygger dere sykmeldinger?"),
    ("I1", "Vi forebygger ved å bytte oppgaver. [pause om sykmeldte] Ja, det stemmer."),
    ("I2", "Den sykmeldte får en telefon hver uke. Vi snakker om oppgaver."),
    ("I1", "Forebygging er å flytte pallene før noen løfter dem."),
    ("I2", "Vi spør hva sykmeldingen gjelder. Nettopp."),
)


def conversation() -> Source:
    text, turns = "", []
    for speaker, words in LINES:
        start = len(text) + len(speaker) + 2
        text += f"{speaker}: {words}\n"
        turns.append(Turn(start, start + len(words), speaker))
    return Source("samtale", text, kind="transcript", turns=tuple(turns), language="nb")


def place(words: str) -> tuple[int, int]:
    start = conversation().text.index(words)
    return start, start + len(words)


def coding(words: str, code: str, origin: str = "manual") -> Coding:
    return Coding("samtale", *place(words), code, coder="ola", origin=origin)  # type: ignore[arg-type]


@pytest.fixture
def held(study: Study) -> Study:
    study.import_codebook(BOOK)
    study.add(conversation())
    return study


@pytest.fixture
def coded(held: Study) -> Study:
    held.add([coding(LINES[1][1], "forebygging"), coding("Den sykmeldte får en telefon hver uke.", "oppfolging")])
    return held


def test_suggesting_codes_nothing(coded: Study) -> None:
    before, log = coded.codings(), coded.log()
    assert suggest.propose(coded, least=0).suggestions
    assert (coded.codings(), coded.log()) == (before, log)


def test_what_informants_say_gets_suggestions_and_what_has_the_code_already_does_not(coded: Study) -> None:
    found = {(each.text, each.code) for each in suggest.propose(coded, least=0).suggestions}
    assert ("Forebygging er å flytte pallene før noen løfter dem.", "forebygging") in found
    assert ("Den sykmeldte får en telefon hver uke.", "oppfolging") not in found
    assert not any("Hvordan" in text or text == "Nettopp." for text, _ in found)


def test_a_suggestion_points_to_its_words(coded: Study) -> None:
    for each in suggest.propose(coded, least=0).suggestions:
        assert " ".join(conversation().text[each.start : each.end].split()) == each.text


def test_the_best_suggestions_come_first(coded: Study) -> None:
    scores = [each.score for each in suggest.propose(coded, least=0).suggestions]
    assert scores == sorted(scores, reverse=True)


def test_a_stage_direction_speaks_for_nothing(coded: Study) -> None:
    people = coded.people()
    [unit] = [each for each in units_of(coded.sources(), people, "turn") if "bytte oppgaver" in each.text]
    assert "pause" not in unit.text


def test_an_accepted_suggestion_is_a_coding_that_says_where_it_comes_from(coded: Study) -> None:
    proposals = suggest.propose(coded, least=0)
    [wanted] = [
        each for each in proposals.suggestions if each.text.startswith("Forebygging") and each.code == "forebygging"
    ]
    assert suggest.accept(coded, [wanted]) == 1
    [new] = [each for each in coded.codings() if each.origin == "suggestion"]
    assert (new.start, new.end, new.code, new.coder) == (*place(wanted.text), "forebygging", "Test")
    assert new.note == f"model {proposals.model.version}, score {wanted.score:.2f}"


def test_accepting_is_one_act_that_can_be_undone(coded: Study) -> None:
    before = coded.codings()
    suggest.accept(coded, suggest.propose(coded, least=0).suggestions)
    assert coded.log()[-1].act == "code.suggest"
    coded.undo()
    assert coded.codings() == before


def test_an_id_stays_the_same_when_the_model_has_changed(coded: Study) -> None:
    first, *_, last = suggest.propose(coded, least=0).suggestions
    suggest.accept(coded, [last])
    [again] = suggest.find_suggestions(coded, [first.id])
    assert (again.start, again.code) == (first.start, first.code)
    assert again.model != first.model


def test_an_unknown_id_is_refused_and_nothing_is_accepted(coded: Study) -> None:
    known = suggest.propose(coded, least=0).suggestions[0].id
    with pytest.raises(EvaluationError) as error:
        suggest.find_suggestions(coded, [known, "00000000"])
    assert [each.code for each in error.value.problems] == ["SUGGEST-005"]


def test_accepted_suggestions_teach_and_codings_by_rule_do_not(coded: Study) -> None:
    before = suggest.propose(coded).model.version
    coded.add([coding("Vi snakker om oppgaver.", "forebygging", "rule")])
    assert suggest.propose(coded).model.version == before
    coded.add([coding("Vi snakker om oppgaver.", "oppfolging", "suggestion")])
    assert suggest.propose(coded).model.version != before


def test_where_only_rules_have_coded_nothing_is_learned_unless_asked_for_with_a_warning(held: Study) -> None:
    held.add([coding(LINES[1][1], "forebygging", "rule"), coding(LINES[2][1], "oppfolging", "rule")])
    with pytest.raises(EvaluationError) as error:
        suggest.propose(held)
    assert [each.code for each in error.value.problems] == ["SUGGEST-001"]
    assert "SUGGEST-006" in [each.code for each in suggest.propose(held, learn_from="rule").problems]


def test_codes_with_few_examples_are_named(coded: Study) -> None:
    [few] = [each for each in suggest.propose(coded).problems if each.code == "SUGGEST-007"]
    assert few.values["codes"] == "forebygging, oppfolging"


@pytest.mark.parametrize(
    ("words", "much"),
    [
        ("Den sykmeldte får en telefon hver uke.", True),
        ("telefon", True),  # half of the coding and more lies in the sentence
        ("forebygger ved å bytte oppgaver. [pause om sykmeldte] Ja, det stemmer.", False),
    ],
)
def test_a_sentence_is_an_example_when_it_has_much_of_the_coding(held: Study, words: str, much: bool) -> None:
    held.add([coding("Vi snakker om oppgaver.", "forebygging"), Coding("samtale", *place(words), "oppfolging")])
    units = units_of(held.sources(), held.people(), "sentence")
    of = suggest.units.held(units, held.codings())
    [sentence] = [each for each in units if each.text == "Den sykmeldte får en telefon hver uke."]
    assert of.get(sentence, {}).get("oppfolging", False) is much


def test_nothing_by_somebody_who_has_withdrawn_is_learned_from_or_suggested_for() -> None:
    source = conversation()
    told = tuple(
        Turn(turn.start, turn.end, turn.speaker, participant={"I1": "p1", "I2": "p2"}.get(turn.speaker))
        for turn in source.turns
    )
    people = People(
        participants=(Participant(id="p1"), Participant(id="p2")),
        consents=(Consent(participant="p2", withdrawn="2026-05-01"),),
        sessions=(Session(id="alene", kind="interview", attendance=(Attendance(participant="p2"),)),),
    )
    with_turns = Source(source.name, source.text, source.kind, told, "nb")
    without_turns = Source("svar", "Jeg svarer med hele tre ord.", "answers", session="alene")
    speakers = {
        source.text[: each.start].rsplit("\n", 1)[-1] for each in units_of([with_turns, without_turns], people, "turn")
    }
    assert speakers == {"I1: "}


def test_the_study_is_measured_by_source_and_by_paragraph(coded: Study) -> None:
    table = suggest.measure_study(coded)
    assert list(table["left_out"]) == ["source"] * 3 + ["paragraph"] * 3
    assert set(table["reason"][:3]) == {"one-source"}
    assert table["top2"][3:].notna().all()


def test_suggesting_reads_no_file_beside_the_study(coded: Study, tmp_path: Path) -> None:
    before = sorted(path for path in tmp_path.rglob("*") if "study.sqlite" not in path.name)
    suggest.propose(coded)
    assert sorted(path for path in tmp_path.rglob("*") if "study.sqlite" not in path.name) == before
