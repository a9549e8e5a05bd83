"""Turns are put right by hand, and stay so when the text is read anew."""

from __future__ import annotations

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Source, Turn
from evaluation.sources import turns
from evaluation.sources.alignment import align
from evaluation.sources.retelling import carried, followed

TEXT = "I1: Vi satset. Det gikk.\nI2: Oppfølgingen tok tid.\nI1: Ja.\n"


def talk(text: str = TEXT, **participants: str) -> Source:
    """One turn a line, each beginning with `Label: `."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        label = line.split(": ")[0]
        words = at + len(label) + 2
        found.append(Turn(words, at + len(line.rstrip("\n")), label, participant=participants.get(label)))
        at += len(line)
    return Source("gruppe", text, "transcript", tuple(found))


def told(source: Source, kept: tuple[turns.Kept, ...], text: str | None = None) -> list[tuple[str, str | None, str]]:
    words = source.text if text is None else text
    return [(turn.speaker, turn.participant, words[turn.start : turn.end]) for turn, _ in kept]


def reread(source: Source, text: str, **participants: str) -> list[tuple[str, str | None, str]]:
    return told(source, carried(source, talk(text, **participants).turns, align(source.text, text)), text)


def code_of(error: pytest.ExceptionInfo[EvaluationError]) -> str:
    return error.value.problems[0].code


def test_a_turn_is_split_before_words() -> None:
    source = talk()
    kept = turns.split(source, turns.place_before(source, "det  GIKK"))
    assert told(source, kept)[:2] == [("I1", None, "Vi satset."), ("I1", None, "Det gikk.")]
    assert [was for _, was in kept] == [0, None, 1, 2]


@pytest.mark.parametrize("at", [-1, 0, 2, 4, 24, 25, 26, 10_000])
def test_a_turn_is_not_split_outside_its_words(at: int) -> None:
    with pytest.raises(EvaluationError) as error:
        turns.split(talk(), at)
    assert code_of(error) == "EDIT-006"


@pytest.mark.parametrize(
    ("words", "number", "code"),
    [
        ("finnes ikke", None, "EDIT-007"),
        ("", None, "EDIT-007"),
        ("I2", None, "EDIT-007"),
        ("Ja", 1, "EDIT-007"),
        ("i", None, "EDIT-008"),
        ("Ja", 9, "EDIT-005"),
    ],
)
def test_words_to_split_before_must_be_found_once(words: str, number: int | None, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        turns.place_before(talk(), words, number)
    assert code_of(error) == code


def test_a_turn_is_joined_with_the_next() -> None:
    source = talk()
    assert told(source, turns.join(source, 2))[1:] == [("I2", None, "Oppfølgingen tok tid.\nI1: Ja.")]


@pytest.mark.parametrize(("number", "code"), [(3, "EDIT-009"), (4, "EDIT-005"), (0, "EDIT-005"), (-1, "EDIT-005")])
def test_a_turn_without_a_next_one_is_not_joined(number: int, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        turns.join(talk(), number)
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("name", "found"),
    [("i2", ("I2", "p2")), ("p2", ("I2", "p2")), ("p3", ("Informant 3", "p3")), ("Kari Nes", ("Informant 3", "p3"))],
)
def test_a_speaker_is_known_by_label_id_or_name_and_never_shown_by_name(name: str, found: tuple[str, str]) -> None:
    source = talk(I1="p1", I2="p2")
    people = {"p1": "Informant 1", "p2": "Informant 2", "p3": "Informant 3"}
    assert turns.speaker_of(source, name, {"Kari Nes": "p3"}, people) == found


def test_nobody_is_given_a_turn_by_a_name_that_nobody_has() -> None:
    with pytest.raises(EvaluationError) as error:
        turns.speaker_of(talk(), "Ola", {}, {"p1": ""})
    assert code_of(error) == "EDIT-010"


def test_participants_and_questions_stay_with_their_turns() -> None:
    source = talk(I1="p1", I2="p2")
    asked = Source(
        "gruppe",
        TEXT,
        turns=tuple(Turn(t.start, t.end, t.speaker, None, None, t.participant, "q1") for t in source.turns),
    )
    new = TEXT.replace("tok tid", "tok lang tid")
    kept = carried(asked, talk(new).turns, align(TEXT, new))
    assert [(turn.participant, turn.question, was) for turn, was in kept] == [
        ("p1", "q1", 0),
        ("p2", "q1", 1),
        ("p1", "q1", 2),
    ]


def test_a_corrected_label_gives_the_turn_to_whom_it_names() -> None:
    new = TEXT.replace("I1: Ja", "I2: Ja")
    assert reread(talk(I1="p1", I2="p2"), new)[2] == ("I2", "p2", "Ja.")


def test_a_turn_given_to_another_by_hand_stays_with_them() -> None:
    source = talk(I1="p1", I2="p2")
    kept = turns.give(source, 3, "I2", "p2")
    given = Source("gruppe", TEXT, turns=tuple(turn for turn, _ in kept))
    assert reread(given, TEXT.replace("satset", "satser"), I1="p1", I2="p2")[2] == ("I2", "p2", "Ja.")


def test_a_turn_split_by_hand_stays_split_while_its_words_stand() -> None:
    source = talk()
    split = Source("gruppe", TEXT, turns=tuple(turn for turn, _ in turns.split(source, 15)))
    assert [words for _, _, words in reread(split, TEXT.replace("tid", "lang tid"))][:2] == ["Vi satset.", "Det gikk."]


def test_turns_joined_by_hand_stay_joined_while_their_words_stand() -> None:
    source = talk()
    joined = Source("gruppe", TEXT, turns=tuple(turn for turn, _ in turns.join(source, 2)))
    assert reread(joined, TEXT.replace("satset", "satser"))[1:] == [("I2", None, "Oppfølgingen tok tid.\nI1: Ja.")]


def test_a_label_put_in_makes_two_turns_of_one() -> None:
    new = TEXT.replace(" Det gikk", "\nI3: Det gikk")
    assert reread(talk(I1="p1"), new)[:2] == [("I1", "p1", "Vi satset."), ("I3", None, "Det gikk.")]


def test_turns_of_a_text_that_is_not_read_anew_follow_its_words() -> None:
    new = TEXT.replace("I2: Oppfølgingen tok tid.\n", "").replace("Ja.", "Ja, absolutt. Det gjorde den.")
    kept = followed(talk(), align(TEXT, new))
    assert told(talk(), kept, new) == [
        ("I1", None, "Vi satset. Det gikk."),
        ("I1", None, "Ja, absolutt. Det gjorde den."),
    ]
    assert [was for _, was in kept] == [0, 2]
