"""Speakers are found in the ways people write them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from coding.transcripts import parse, read
from evaluation.model import Source
from evaluation.sources.formats.plain import read as plain


def parsed(text: str) -> Source:
    return parse(plain(text.encode(), "fg1.txt"))


def spoken(source: Source) -> list[tuple[str, str]]:
    return [(turn.speaker, source.words_of(turn)) for turn in source.turns]


FORMS = [
    ("Moderator: ", "Moderator", None),
    ("I1: ", "I1", None),
    ("i1: ", "i1", None),
    ("I: ", "I", None),
    ("Jo: ", "Jo", None),
    ("Moderator Anne: ", "Moderator Anne", None),
    ("SPEAKER_00: ", "SPEAKER_00", None),
    ("Informant 3 (renhold): ", "Informant 3 (renhold)", None),
    ("Deltakar A: ", "Deltakar A", None),
    ("Kari Nordmann: ", "Kari Nordmann", None),
    ("Kari Nordmann (NHO): ", "Kari Nordmann (NHO)", None),
    ("KARI: ", "KARI", None),
    ("- Kari: ", "Kari", None),
    ("– Kari: ", "Kari", None),
    ("Kari:\t", "Kari", None),
    ("Kari\t", "Kari", None),
    ("Kari:\n", "Kari", None),
    ("[Kari]: ", "Kari", None),
    ("[00:12:05] Kari: ", "Kari", 725.0),
    ("[00:12:05] Informant 3 (renhold): ", "Informant 3 (renhold)", 725.0),
    ("(12:05) Kari: ", "Kari", 725.0),
    ("00:12:05 Kari: ", "Kari", 725.0),
    ("00:12:05.5 Kari: ", "Kari", 725.5),
    ("Kari [00:12:05]: ", "Kari", 725.0),
    ("Kari (12:05):\n", "Kari", 725.0),
    ("Kari Nordmann   0:12\n", "Kari Nordmann", 12.0),
    ("Kari Nordmann\t00:12:05\n", "Kari Nordmann", 725.0),
    ("00:00:03 Kari\n", "Kari", 3.0),
    ("[00:00:03] Kari Nordmann\n", "Kari Nordmann", 3.0),
    ("**Kari** ", "Kari", None),
    ("**Kari:** ", "Kari", None),
    ("**Kari**: ", "Kari", None),
    ("__Kari:__ ", "Kari", None),
    ("**[00:12:05] Kari:** ", "Kari", 725.0),
    ("00:12:05\tKari\t", "Kari", 725.0),
]


@pytest.mark.parametrize(("label", "speaker", "time"), FORMS)
def test_a_speaker_is_read_with_the_time(label: str, speaker: str, time: float | None) -> None:
    text = f"{label}Det gikk bra.\n\n{label}Så sluttet jeg.\n\n{label}Nå er det over.\n"
    found = [(turn.speaker, turn.start_time) for turn in parsed(text).turns]
    assert found == [(speaker, time)] * 3


@pytest.mark.parametrize(("label", "speaker", "time"), FORMS)
def test_the_words_come_without_the_label(label: str, speaker: str, time: float | None) -> None:
    source = parsed(f"{label}Det gikk bra.\n\n{label}Så sluttet jeg.\n\n{label}Nå er det over.\n")
    assert [words for _, words in spoken(source)] == ["Det gikk bra.", "Så sluttet jeg.", "Nå er det over."]


def test_the_stored_text_keeps_the_labels() -> None:
    text = "Moderator: Hei.\nKari: Hallo.\n"
    assert parsed(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Det er tre ting: tid, penger og folk.",
        "Klokka 10:30 kom hun.",
        "Klokka var 10:30",
        "Merk: dette ble sagt etterpå.",
        "NB: husk dette.",
        "Og da sa hun: nå er det nok.",
        "https://www.idebanken.org: der står det.",
        "Tiltak: opplæring.",
        "Resultatet ble slik: bedre.",
        "Forholdet var 3: 1.",
        "Sånn er det:",
        "Spørsmålet er da: hva nå?",
        "For eksempel: kurs.",
        "Konklusjon: vi fortsetter.",
    ],
)
def test_a_false_label_is_kept_as_text(line: str) -> None:
    source = parsed(f"Moderator: Fortell.\nKari: Ja.\n{line}\nModerator: Takk.\nKari: Selv takk.\n")
    assert spoken(source)[1] == ("Kari", f"Ja.\n{line}")


def test_a_lone_word_that_is_also_an_ordinary_word_is_no_speaker() -> None:
    source = parsed("Moderator: Hva er barnehage?\nKari: Ja.\nBarnehage: det er viktig.\nModerator: Takk.\n")
    assert source.speakers == ("Moderator", "Kari")


def test_a_lone_name_within_a_wrapped_sentence_is_no_speaker() -> None:
    source = parsed(
        "Moderator: Hva sa de?\nKari: Det var mye som ble sagt der og da av\n"
        "Ola Moen: ingenting.\nModerator: Takk.\nKari: Ja."
    )
    assert source.speakers == ("Moderator", "Kari")


def test_a_lone_name_where_a_turn_may_begin_is_a_speaker() -> None:
    source = parsed("Moderator: Hei.\nKari: Hei.\nOla Moen: Hei.\nModerator: Takk.\nKari: Ja.")
    assert source.speakers == ("Moderator", "Kari", "Ola Moen")


def test_two_names_make_a_conversation() -> None:
    assert spoken(parsed("Kari: Hei.\nOla: Hallo.")) == [("Kari", "Hei."), ("Ola", "Hallo.")]


def test_a_turn_may_have_several_lines() -> None:
    source = parsed("Kari: Først.\n\nSå mer.\nOg mer.\nOla: Ja.\n")
    assert spoken(source) == [("Kari", "Først.\n\nSå mer.\nOg mer."), ("Ola", "Ja.")]


@pytest.mark.parametrize(
    "aside", ["(Pause 10 minutter)", "(Informant 2 går)", "[latter]", "((ler))", "*(pause)*", "---", "[00:20:00]"]
)
def test_what_is_not_speech_is_in_no_turn(aside: str) -> None:
    source = parsed(f"Kari: Før.\n{aside}\nEtter.\nOla: Ja.\nKari: Ja.")
    assert spoken(source)[:2] == [("Kari", "Før."), ("Kari", "Etter.")]


def test_a_time_on_its_own_line_is_the_time_of_what_follows() -> None:
    assert parsed("Kari: Før.\n[00:20:00]\nEtter.\nOla: Ja.").turns[1].start_time == 1200.0


def test_brackets_within_a_turn_are_kept() -> None:
    assert spoken(parsed("Kari: Ja (ler) det var det.\nOla: (ler)"))[0] == ("Kari", "Ja (ler) det var det.")


def test_windows_newlines_do_no_harm() -> None:
    assert spoken(parsed("Kari: Hei.\r\nOla: Hallo.\r\n")) == [("Kari", "Hei."), ("Ola", "Hallo.")]


def test_a_turn_knows_its_line() -> None:
    assert [turn.line for turn in parsed("Tittel\n\nKari: Hei.\n\nOla: Hallo.").turns] == [3, 5]


def test_bold_names_in_word_are_speakers(tmp_path: Path) -> None:
    document = docx.Document()
    for name, words in [("Kari", "Vi prøvde."), ("Ola", "Ikke vi."), ("Kari", "Jo."), ("Ola", "Nei.")]:
        written = document.add_paragraph()
        written.add_run(name).bold = True
        written.add_run(f" {words}")
    document.save(str(tmp_path / "fg.docx"))
    assert spoken(read(tmp_path / "fg.docx"))[:2] == [("Kari", "Vi prøvde."), ("Ola", "Ikke vi.")]


def test_bold_words_in_word_are_no_speakers(tmp_path: Path) -> None:
    document = docx.Document()
    for name in ("Kari: ", "Ola: ", "Kari: "):
        document.add_paragraph(f"{name}Ja.")
        written = document.add_paragraph()
        written.add_run("Absolutt aldri mer").bold = True
        written.add_run(" sa de.")
    document.save(str(tmp_path / "fg.docx"))
    assert read(tmp_path / "fg.docx").speakers == ("Kari", "Ola")


def test_a_teams_transcript_in_word_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("Kari Nordmann   0:03\nHei på deg.", "Ola Nordmann   0:09\nHallo."):
        document.add_paragraph(line)
    document.save(str(tmp_path / "fg.docx"))
    source = read(tmp_path / "fg.docx")
    assert [(*pair, turn.start_time) for pair, turn in zip(spoken(source), source.turns, strict=True)] == [
        ("Kari Nordmann", "Hei på deg.", 3.0),
        ("Ola Nordmann", "Hallo.", 9.0),
    ]


def test_a_table_with_a_column_of_names_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for name, words in [
        ("Taler", "Tekst"),
        ("Kari", "Hei."),
        ("Ola", "Hallo."),
        ("Kari", "Ja."),
        ("Ola", "Ja."),
        ("Kari", "Nei."),
        ("Ola", "Å."),
    ]:
        for cell, text in zip(table.add_row().cells, (name, words), strict=True):
            cell.text = text
    document.save(str(tmp_path / "fg.docx"))
    assert spoken(read(tmp_path / "fg.docx"))[-2:] == [("Kari", "Nei."), ("Ola", "Å.")]


VTT = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v Kari>Hei på</v>

00:00:02.000 --> 00:00:03.000
<v Kari>deg.</v>

00:00:04.000 --> 00:00:05.000
<v Ola>Hallo.</v>
"""


def test_cues_of_one_speaker_are_one_turn(tmp_path: Path) -> None:
    (tmp_path / "fg.vtt").write_text(VTT)
    assert spoken(read(tmp_path / "fg.vtt")) == [("Kari", "Hei på\ndeg."), ("Ola", "Hallo.")]


def test_a_turn_of_cues_lasts_from_the_first_to_the_last(tmp_path: Path) -> None:
    (tmp_path / "fg.vtt").write_text(VTT)
    assert [(turn.start_time, turn.end_time) for turn in read(tmp_path / "fg.vtt").turns] == [(1.0, 3.0), (4.0, 5.0)]


def test_a_cue_without_a_voice_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "fg.vtt").write_text(VTT.replace("<v Ola>Hallo.</v>", "Hallo."))
    assert spoken(read(tmp_path / "fg.vtt")) == [("Kari", "Hei på\ndeg."), ("", "Hallo.")]


def test_cues_without_speakers_are_parted_by_silence(tmp_path: Path) -> None:
    cues = "00:01.000 --> 00:02.000\nEn\n\n00:02.500 --> 00:03.000\nto\n\n00:09.000 --> 00:10.000\ntre\n"
    (tmp_path / "fg.vtt").write_text(f"WEBVTT\n\n{cues}")
    assert spoken(read(tmp_path / "fg.vtt")) == [("", "En\nto"), ("", "tre")]


def test_a_moderator_in_bold_may_go_on_in_another_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    more = "Og så lurer jeg på om dere har gjort noe av dette før, og hvordan det gikk."
    for text in ("Moderator: Velkommen.", more):
        document.add_paragraph().add_run(text).bold = True
    document.add_paragraph("Kari: Ja.")
    document.save(str(tmp_path / "fg.docx"))
    assert spoken(read(tmp_path / "fg.docx"))[0] == ("Moderator", f"Velkommen.\n{more}")


NYNORSK = """Fokusgruppe 2, 14. mars

Til stades: Moderator, Informant 1 og Informant 2

[00:00:05] Moderator: Velkomne! Vi skal snakke om avtalen.
[00:00:20] Informant 1 (reinhald): Eg veit ikkje kva ho seier. Det er to grunnar:
for lite tid, og for få folk.
(Informant 2 kjem)
[00:01:02] Informant 2 (leiing): Nei: det stemmer ikkje. Klokka 10:30 møttest vi.
Merk: dette er viktig.
[00:02:00] Moderator: Takk.
[00:02:04] Informant 1 (reinhald): [ler] Sjølv takk.
[00:02:09] Informant 2 (leiing): Ja, takk.
"""


def test_a_whole_transcript_is_read() -> None:
    source = parsed(NYNORSK)
    found = [(turn.start_time, *pair) for turn, pair in zip(source.turns, spoken(source), strict=True)]
    assert (source.language, found) == (
        "nn",
        [
            (5.0, "Moderator", "Velkomne! Vi skal snakke om avtalen."),
            (
                20.0,
                "Informant 1 (reinhald)",
                "Eg veit ikkje kva ho seier. Det er to grunnar:\nfor lite tid, og for få folk.",
            ),
            (
                62.0,
                "Informant 2 (leiing)",
                "Nei: det stemmer ikkje. Klokka 10:30 møttest vi.\nMerk: dette er viktig.",
            ),
            (120.0, "Moderator", "Takk."),
            (124.0, "Informant 1 (reinhald)", "[ler] Sjølv takk."),
            (129.0, "Informant 2 (leiing)", "Ja, takk."),
        ],
    )
