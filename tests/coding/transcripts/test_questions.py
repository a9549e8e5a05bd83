"""Each turn has the question it answers, when the transcript shows it or makes it likely."""

from __future__ import annotations

import pytest

from coding.transcripts import parse
from evaluation.sources.formats.plain import read as plain

GUIDE = {
    "q1": "Hva kjenner dere til ved IA-avtalen?",
    "q2": "Hvordan jobber dere med å forebygge sykefravær?",
    "q3": "Hvilke tiltak har virket best hos dere?",
    "q4": "Hva bør partene prioritere i neste avtaleperiode?",
}


def answers(text: str, guide: dict[str, str] = GUIDE) -> list[tuple[str | None, str | None]]:
    source = parse(plain(text.encode(), "fg1.txt"), questions=guide)
    return [(turn.question, turn.question_basis) for turn in source.turns]


@pytest.mark.parametrize(
    "asking",
    [
        "Spørsmål 2: Og forebygging?",
        "Spm. 2 Og forebygging?",
        "Question 2: Prevention?",
        "q2: Og forebygging?",
        "[q2] Og forebygging?",
        "Hvordan jobber dere med å forebygge sykefravær?",
    ],
)
def test_a_question_named_by_the_moderator_is_shown(asking: str) -> None:
    assert answers(f"Moderator: {asking}\nKari: Godt.\n") == [("q2", "shown")] * 2


@pytest.mark.parametrize(
    "heading",
    [
        "## Hvordan jobber dere med å forebygge sykefravær?",
        "### 2. Hvordan jobber dere for å forebygge sykefravær",
        "Spørsmål 2",
        "Hvordan jobber dere med å forebygge sykefravær?",
        "**Hvordan jobber dere med å forebygge sykefravær?**",
        "## q2",
        "q2: Og forebygging?",
        "[q2]",
    ],
)
def test_a_question_as_heading_is_shown(heading: str) -> None:
    assert answers(f"# Gruppe 1\n\n{heading}\n\nKari: Godt.\nOla: Nei.\n") == [("q2", "shown")] * 2


@pytest.mark.parametrize(
    "asking",
    [
        "Takk for det. Hvordan er det dere jobber for å forebygge sykefraværet?",
        "Da går vi videre. Hvordan jobber dere egentlig med forebygging av sykefravær, da?",
        "Forebygging, altså. Hvordan jobber dere med sykefravær?",
    ],
)
def test_a_question_put_in_other_words_is_likely(asking: str) -> None:
    assert answers(f"Moderator: {asking}\nKari: Godt.\n") == [("q2", "likely")] * 2


@pytest.mark.parametrize(
    "asking", ["Kan du si litt mer om det?", "Hvordan da?", "Hva mener du med sykefravær?", "Er det flere tiltak?"]
)
def test_a_probe_stays_with_the_question(asking: str) -> None:
    text = f"Moderator: Hvilke tiltak har virket best hos dere?\nKari: Alle.\nModerator: {asking}\nKari: Nei.\n"
    assert answers(text) == [("q3", "shown")] * 4


def test_small_talk_has_no_question() -> None:
    assert answers("Moderator: Velkommen, og takk for at dere kom.\nKari: Takk.\n") == [(None, None)] * 2


def test_an_informants_words_ask_nothing() -> None:
    text = "Moderator: Hei.\nKari: Hvilke tiltak har virket best hos dere?\nOla: Alle.\n"
    assert answers(text) == [(None, None)] * 3


def test_without_a_named_moderator_the_one_who_asks_is_the_moderator() -> None:
    text = "Anne: Hvilke tiltak har virket best?\nKari: Alle.\nAnne: Ja?\nKari: Ja.\n"
    assert {question for question, _ in answers(text)} == {"q3"}


def test_questions_follow_one_another() -> None:
    asked = "".join(f"Moderator: {wording}\nKari: Ja.\n" for wording in GUIDE.values())
    assert [question for question, _ in answers(asked)] == ["q1", "q1", "q2", "q2", "q3", "q3", "q4", "q4"]


def test_the_guide_may_be_left_and_returned_to() -> None:
    text = f"Moderator: {GUIDE['q3']}\nKari: A.\nModerator: {GUIDE['q1']}\nKari: B.\n"
    assert [question for question, _ in answers(text)] == ["q3", "q3", "q1", "q1"]


def test_a_heading_on_another_topic_ends_the_question() -> None:
    text = f"Moderator: {GUIDE['q3']}\nKari: A.\n## Parkering og kantine\nOla: Dårlig.\nKari: Ja.\n"
    assert answers(text)[2:] == [(None, None)] * 2


def test_a_heading_on_the_same_topic_does_not() -> None:
    text = f"Moderator: {GUIDE['q3']}\nKari: A.\n## Mer om tiltak\nOla: B.\nKari: C.\n"
    assert [question for question, _ in answers(text)] == ["q3"] * 4


def test_numbers_follow_the_identifiers_where_all_have_one() -> None:
    assert answers("Spørsmål 7\nKari: A.\nOla: B.", {"q5": "Første?", "q7": "Andre?"}) == [("q7", "shown")] * 2


def test_numbers_follow_the_order_where_identifiers_have_none() -> None:
    assert (
        answers("Spørsmål 2\nKari: A.\nOla: B.", {"tiltak": "Første?", "avtale": "Andre?"}) == [("avtale", "shown")] * 2
    )


def test_without_a_guide_no_question_is_found() -> None:
    assert answers("Spørsmål 2\nModerator: Hva?\nKari: A.", {}) == [(None, None)] * 2


WRITTEN = """# Svar fra NHO

## Hva kjenner dere til ved IA-avtalen?

Vi kjenner den godt.

Den er viktig.

## Hvilke tiltak har virket best hos dere?

Svar: Opplæring: det virker.

## Annet

Takk for at vi fikk svare.
"""


def test_written_answers_are_a_turn_for_each_section() -> None:
    source = parse(plain(WRITTEN.encode(), "nho.md"), questions=GUIDE, kind="answers")
    assert [(turn.speaker, turn.question, source.words_of(turn)) for turn in source.turns] == [
        ("", "q1", "Vi kjenner den godt.\n\nDen er viktig."),
        ("", "q3", "Opplæring: det virker."),
        ("", None, "Takk for at vi fikk svare."),
    ]


def test_written_answers_are_nothing_to_tell() -> None:
    assert parse(plain(WRITTEN.encode(), "nho.md"), questions=GUIDE, kind="answers").problems == ()


def test_written_answers_may_name_the_question_before_the_answer() -> None:
    source = parse(plain("q1: Vi vet lite.\nq2: Vi gjør mye.\n".encode(), "nho.txt"), questions=GUIDE)
    found = [(turn.question, source.words_of(turn)) for turn in source.turns]
    assert found == [("q1", "Vi vet lite."), ("q2", "Vi gjør mye.")]


def test_an_identifier_between_turns_is_no_speaker() -> None:
    text = "Kari: A.\nOla: B.\nq3: Hva med tiltak?\nKari: C.\nOla: D.\n"
    assert [question for question, _ in answers(text)] == [None, None, "q3", "q3"]
