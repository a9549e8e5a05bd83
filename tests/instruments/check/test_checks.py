"""Every fault of an instrument is found at once, with its line; hints are told apart from faults."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.model import Localised, Session, Theme
from instruments.check import check
from instruments.check.surroundings import Surroundings, Use
from instruments.load import InstrumentFile, read_instrument, read_instrument_file

FORM = """\
id: skjema
kind: questionnaire
languages: [nb, nn]
title: {nb: Skjemaet, nn: Skjemaet på nynorsk}
minutes: 20
roles: {leder: Leder, tillitsvalgt: Tillitsvalgt}
scales:
  enighet:
    codes: {1: Uenig, 2: Verken eller, 3: Enig}
    missing: {9: Vet ikke}
    positive: [3]
    neutral: [2]
sections:
  - id: a
    title: {nb: Del A, nn: Del A her}
    minutes: 15
    themes: [forebygging]
    questions:
      - {id: a-1, type: scale, scale: enighet, audience: [leder], text: {nb: Vi forebygger godt., nn: Vi førebyggjer.}}
      - {id: a-2, type: single, choices: {1: Ja, 2: Nei}, text: {nb: Har dere plan?, nn: Har de plan?}}
      - {id: a-3, type: open, text: {nb: Hvorfor ikke?, nn: Kvifor ikkje?}, show_if: a-2 = 2}
"""
THEMES = (Theme(id="forebygging", label=Localised(nb="Forebygging"), code="forebygging"),)
Write = Callable[[str, str], Path]
Told = list[tuple[str, int | None, str]]


def read(write: Write, text: str, name: str = "skjema.yaml") -> InstrumentFile:
    return read_instrument_file(write(name, text))


def told(file: InstrumentFile, around: Surroundings | None = None) -> Told:
    """What is found, but for the note on translations that were never marked."""
    found = check([file], around or Surroundings(files=(file,), themes=THEMES))
    return [(each.code, each.line, each.severity) for each in found if each.code != "INSTRUMENT-032"]


def test_a_good_form_has_no_faults(write: Write) -> None:
    assert told(read(write, FORM)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: a-2,", "id: a-1,", ("INSTRUMENT-001", 20, "error")),
        ("type: single, choices: {1: Ja, 2: Nei}", "type: single", ("INSTRUMENT-010", 20, "error")),
        ("type: single,", "type: single, scale: enighet,", ("INSTRUMENT-011", 20, "error")),
        ("missing: {9: Vet ikke}", "missing: {3: Vet ikke}", ("INSTRUMENT-012", 10, "error")),
        ("missing: {9: Vet ikke}", "missing: {6: A, 7: B, 8: C, 9: D}", ("INSTRUMENT-013", 10, "error")),
        ("2: Nei}", "2: Nei}, missing: {2: Vil ikke}", ("INSTRUMENT-012", 20, "error")),
        ("positive: [3]", "positive: [4]", ("INSTRUMENT-014", 11, "error")),
        ("type: scale, scale", "type: grid, scale", ("INSTRUMENT-015", 19, "error")),
        ("type: open,", "type: open, scale: enighet,", ("INSTRUMENT-016", 21, "warning")),
        ("type: open,", "type: open, rows: {r_1: Rad},", ("INSTRUMENT-016", 21, "warning")),
        ("type: open,", "type: open, maximum: 3,", ("INSTRUMENT-016", 21, "warning")),
        ("themes: [forebygging]", "themes: [forebyging]", ("INSTRUMENT-020", 17, "error")),
        ("audience: [leder]", "audience: [leiar]", ("INSTRUMENT-021", 19, "error")),
        ("audience: [leder]", "parallel: skjema/a-9", ("INSTRUMENT-022", 19, "error")),
        ("audience: [leder]", "parallel: guide/a-9", ("INSTRUMENT-025", 19, "note")),
        ("audience: [leder]", "parallel: focus-group-guide/a-9", ("INSTRUMENT-022", 19, "error")),
        ("    themes: [forebygging]\n", "", ("INSTRUMENT-024", 19, "warning")),
        ("nn: Kvifor ikkje?", "en: Why not?", ("INSTRUMENT-030", 21, "warning")),
        ("{nb: Hvorfor ikke?, nn: Kvifor ikkje?}", "Hvorfor ikke det?", ("INSTRUMENT-030", 21, "warning")),
        ("nn: Kvifor ikkje?", "nn: Kvifor ikkje?, of: bbbbbbbb", ("INSTRUMENT-031", 21, "warning")),
        ("minutes: 15", "minutes: 25", ("INSTRUMENT-040", 5, "warning")),
        ("a-2 = 2", "a-2 = 3", ("ROUTE-009", 21, "error")),
        ("a-2 = 2", "a-2 ≥ 2", ("ROUTE-002", 21, "error")),
        ("a-2 = 2", "a-2 =", ("ROUTE-001", 21, "error")),
        ("a-2 = 2", "count a-2", ("ROUTE-001", 21, "error")),
        ("a-2 = 2", "a-2 = 2 and a-2 = 1", ("ROUTE-014", 21, "error")),
        ("nb: Vi forebygger godt.", "nb: Vi forebygger og følger opp.", ("INSTRUMENT-050", 19, "note")),
        ("nb: Har dere plan?", "nb: Synes dere ikke det er bra?", ("INSTRUMENT-051", 20, "note")),
    ],
)
def test_each_fault_is_found(write: Write, old: str, new: str, expected: tuple[str, int, str]) -> None:
    assert expected in told(read(write, FORM.replace(old, new, 1)))


def test_all_faults_are_found_at_once(write: Write) -> None:
    broken = FORM.replace("[3]", "[4]").replace("a-2 = 2", "a-2 = 3").replace("minutes: 15", "minutes: 25")
    assert [code for code, _, _ in told(read(write, broken))] == ["INSTRUMENT-040", "INSTRUMENT-014", "ROUTE-009"]


def test_every_message_can_be_said_in_every_language(write: Write) -> None:
    broken = FORM.replace("[3]", "[4]").replace("a-2 = 2", "a-2 =").replace("minutes: 15", "minutes: 25")
    file = read(write, broken.replace("audience: [leder]", "audience: [leiar]").replace("nn: Kvifor", "en: Kvifor"))
    found = check([file], Surroundings(files=(file,), themes=THEMES))
    assert all(each.sentence(language) for each in found for language in ("nb", "nn", "en"))


def test_outside_a_study_no_theme_is_unknown(write: Write) -> None:
    assert told(read(write, FORM.replace("[forebygging]", "[annet]")), Surroundings()) == []


def test_themes_left_empty_on_purpose_are_let_be(write: Write) -> None:
    assert told(read(write, FORM.replace("themes: [forebygging]", "themes: []")), Surroundings()) == []


def test_a_theme_that_nobody_is_asked_about_is_told_at_its_line(write: Write) -> None:
    file = read(write, FORM)
    themes = (*THEMES, Theme(id="seniorer", label=Localised(nb="Seniorer"), code="seniorer"))
    around = Surroundings((file,), themes, "evaluation.yaml", {"seniorer": 7})
    assert told(file, around) == [("INSTRUMENT-023", 7, "warning")]


def test_translations_never_marked_are_counted_once(write: Write) -> None:
    file = read(write, FORM)
    [note] = check([file], Surroundings(themes=THEMES))
    assert (note.code, note.severity, note.values["n"]) == ("INSTRUMENT-032", "note", 5)


@pytest.mark.parametrize(("end", "expected"), [("10:19", ["INSTRUMENT-041"]), ("10:20", []), ("00:30", []), (None, [])])
def test_a_session_too_short_for_its_instrument_is_told(write: Write, end: str | None, expected: list[str]) -> None:
    file = read(write, FORM)
    session = Session(id="s1", kind="survey-wave", instrument="skjema", start="10:00", end=end)
    around = Surroundings((file,), THEMES, sessions=(session, replace_follows(session)))
    assert [code for code, _, _ in told(file, around)] == expected


def replace_follows(session: Session) -> Session:
    """A follow-up of a minute: it takes what was left."""
    return session.model_copy(update={"id": "s2", "end": "10:01", "follows": "s1"})


def test_a_scale_without_middle_is_told_where_another_has_one(write: Write) -> None:
    other = FORM.replace("id: skjema", "id: annet").replace("3: Enig}", "3: Enig, 4: Helt enig}")
    files = (read(write, FORM), read(write, other.replace("    neutral: [2]\n", ""), "annet.yaml"))
    found = check(files, Surroundings(files, THEMES))
    assert [(each.code, each.line, each.severity, each.values["other"]) for each in found[2:]] == [
        ("INSTRUMENT-060", 8, "note", "enighet (skjema)")
    ]


def test_a_scale_for_facts_needs_no_middle(write: Write) -> None:
    other = FORM.replace("id: skjema", "id: annet").replace("3: Enig}", "3: Enig, 4: Helt enig}")
    single = other.replace("    neutral: [2]\n", "").replace("type: scale,", "type: single,")
    files = (read(write, FORM), read(write, single, "annet.yaml"))
    assert [each.code for each in check(files, Surroundings(files, THEMES))] == ["INSTRUMENT-032", "INSTRUMENT-032"]


# Against the versions that answers were collected with.


def against(write: Write, was: str, now: str = FORM, *, name: str = "skjema") -> Told:
    used = Use(name, "a" * 64, 3, read_instrument(write("was.yaml", was)))
    file = read(write, now)
    return told(file, Surroundings((file,), THEMES, used=(used,)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nb: Har dere plan?", "nb: Hvor mange er dere?", [("INSTRUMENT-071", 20, "error")]),
        ("nb: Har dere plan?", "nb: Har dere  plan ?", [("INSTRUMENT-072", 20, "note")]),
        ("nb: Har dere plan?", "nb: Har dere\u00a0plan?", []),
        ("type: single,", "type: multi,", [("INSTRUMENT-073", 20, "error")]),
        ("{1: Ja, 2: Nei}", "{1: Nei, 2: Ja}", [("INSTRUMENT-074", 20, "error")] * 1),
        ("2: Nei}", "2: Nei, 3: Vet ikke}", [("INSTRUMENT-074", 20, "error")]),
        ("id: a-3,", "id: a-4,", [("INSTRUMENT-070", None, "note")]),
        ("nn: Har de plan?", "nn: Har de ein plan?", [("INSTRUMENT-072", 20, "note")]),
        ("{1: Ja, 2: Nei}", "{1: Ja}", [("INSTRUMENT-076", 20, "note")]),
        ("show_if: a-2 = 2", "show_if: a-2 = 1", [("INSTRUMENT-078", 21, "note")]),
        ("audience: [leder],", "", [("INSTRUMENT-078", 19, "note")]),
        ("positive: [3]", "positive: [2, 3]", [("INSTRUMENT-079", 19, "note")]),
    ],
)
def test_what_no_longer_means_the_same_is_told(write: Write, old: str, new: str, expected: Told) -> None:
    assert against(write, FORM.replace(old, new, 1)) == expected


def test_other_instruments_versions_are_no_matter(write: Write) -> None:
    assert against(write, FORM.replace("nb: Har dere plan?", "nb: Noe helt annet"), name="annet") == []


def test_a_version_without_a_copy_is_a_note(write: Write) -> None:
    file = read(write, FORM)
    around = Surroundings((file,), THEMES, used=(Use("skjema", "b" * 64, 2, None),))
    assert told(file, around) == [("INSTRUMENT-075", None, "note")]


def test_the_same_change_against_two_versions_is_told_once(write: Write) -> None:
    was = read_instrument(write("was.yaml", FORM.replace("nb: Har dere plan?", "nb: Hvor mange er dere?")))
    file = read(write, FORM)
    used = Use("skjema", "a" * 64, 3, was)
    around = Surroundings((file,), THEMES, used=(used, replace(used, sha256="c" * 64)))
    assert [code for code, _, _ in told(file, around)] == ["INSTRUMENT-071"]
