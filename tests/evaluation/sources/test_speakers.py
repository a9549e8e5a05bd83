from coding.transcripts import parse
from evaluation.model import Source
from evaluation.sources.formats.plain import read as plain
from evaluation.sources.speakers import assign, unknown_speakers


def parsed(text: str) -> Source:
    return parse(plain(text.encode(), "fg1.txt"))


def told(problems):
    return [(each.code, each.line) for each in problems]


KNOWN = {"Moderator": "mod", "Informant 1": "p1", "Kari Nordmann": "p2"}


def test_unknown_speakers_are_told_where_they_first_speak() -> None:
    source = parsed("Moderator: A.\nKari Normann: B.\nModerator: C.\nKari Normann: D.")
    assert told(unknown_speakers(source, KNOWN)) == [("TRANSCRIPT-003", 2)]


def test_the_nearest_known_speaker_is_suggested() -> None:
    source = parsed("Moderator: A.\nKari Normann: B.\nModerator: C.\nKari Normann: D.")
    assert unknown_speakers(source, KNOWN)[0].values["nearest"] == "«Kari Nordmann»"


def test_known_speakers_differ_in_case_and_spaces_only() -> None:
    assert unknown_speakers(parsed("MODERATOR: A.\ninformant1: B.\nInformant  1: C."), KNOWN) == ()


def test_turns_get_their_participants() -> None:
    source = assign(parsed("MODERATOR: A.\ninformant1: B.\nOla Moen: C."), KNOWN)
    assert [turn.participant for turn in source.turns] == ["mod", "p1", None]


def test_words_without_a_label_belong_to_the_only_one_they_can_belong_to() -> None:
    source = assign(parsed("## Hva er enklere nå?\n\nSkjemaene er kortere.\n"), {}, sole="p6")
    assert {turn.participant for turn in source.turns} == {"p6"}
