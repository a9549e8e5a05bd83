"""The report's tables: who took part, which texts there are, how often each theme is coded."""

from collections.abc import Callable

import pytest

from evaluation.model.dataset import OpenAnswers
from evaluation.model.evaluation import Attribution
from evaluation.numbers import NO_BREAK
from evaluation.study import Study
from instruments.responses.keeping import import_dataset
from reports.facts import gather
from reports.tables.codings import codings_table
from reports.tables.people import people_table
from reports.tables.sources import sources_table

TITLE = "title: Halvveis i avtalen"


def rows(table: str) -> list[list[str]]:
    """The cells as they are read, with ordinary spaces for those that hold a line together."""
    lines = [line.replace(NO_BREAK, " ").replace("\\.", ".") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in (lines[0], *lines[2:])]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("organisation", [["Informant", "Virksomhet", "Bransje", "Ansatte", "Deltok"], ["Virksomhet A", "helse", ""]]),
        ("sector", [["Informant", "Bransje", "Deltok"], ["helse"]]),
        ("role", [["Informant", "Rolle", "Deltok"], [""]]),
        ("none", [["Informant", "Deltok"], []]),
    ],
)
def test_the_policy_says_what_is_seen_of_people(
    told: Callable[..., Study], people: str, policy: Attribution, expected: list[list[str]]
) -> None:
    study = told(people, settings={TITLE: f"{TITLE}\npeople: {{attribution: {policy}}}"})
    heads, first, _ = rows(people_table(gather(study, "nb")))
    assert [heads, first] == [expected[0], ["Informant 1", *expected[1], "Fokusgruppe: til stede"]]


@pytest.mark.parametrize(
    ("kind", "row", "how"),
    [
        ("focus-group", "mode: video", "Fokusgruppe: på video"),
        ("focus-group", "to: '11:10', left_because: Tog", "Fokusgruppe: til stede til kl. 11:10"),
        ("focus-group", "status: declined", "Fokusgruppe: kunne ikke delta"),
        ("focus-group", "status: no-response", "Fokusgruppe: invitert, svarte ikke"),
        ("written-answer", "mode: written", "Skriftlig svar"),
        ("written-answer", "mode: e-mail", "Skriftlig svar: på e-post"),
        ("telephone", "status: attended", "Telefonintervju"),
        ("interview", "mode: telephone", "Intervju: på telefon"),
    ],
)
def test_how_somebody_took_part(told: Callable[..., Study], kind: str, row: str, how: str) -> None:
    people = f"""\
    participants: [{{id: p1, pseudonym: Informant 1}}]
    sessions: [{{id: s, kind: {kind}, attendance: [{{participant: p1, {row}}}]}}]
    """
    assert rows(people_table(gather(told(people, talk=None), "nb")))[1][-1] == how


@pytest.mark.parametrize(
    ("size", "told_as"), [(3, "under 50"), (50, "50–249"), (249, "50–249"), (250, "250 eller flere")]
)
def test_an_organisations_size_is_a_class(told: Callable[..., Study], size: int, told_as: str) -> None:
    people = f"""\
    organisations: [{{id: o, pseudonym: A, size: {size}}}]
    participants: [{{id: p1, organisation: o}}]
    """
    study = told(people, talk=None, settings={TITLE: f"{TITLE}\npeople: {{attribution: organisation}}"})
    assert rows(people_table(gather(study, "nb")))[1] == ["Informant 1", "A", "", told_as, ""]


def test_texts_stand_by_date_and_bear_no_file_names(told: Callable[..., Study], people: str) -> None:
    study = told(people, session="fg1")
    [_, row] = rows(sources_table(gather(study, "nb")))
    assert row[:3] == ["Fokusgruppe", "22. april 2026", "5"]


def test_short_cells_stay_on_one_line(told: Callable[..., Study], people: str) -> None:
    facts = gather(told(people, session="fg1"), "nb")
    assert f"| Informant{NO_BREAK}1 |" in people_table(facts)
    assert f"| 22\\.{NO_BREAK}april 2026 |" in sources_table(facts)


def test_a_text_of_no_session_is_told_by_its_kind(told: Callable[..., Study]) -> None:
    assert rows(sources_table(gather(told(), "nb")))[1][:2] == ["Utskrift", ""]


def test_every_theme_has_its_count(told: Callable[..., Study], people: str) -> None:
    study = told(people, session="fg1")
    assert rows(codings_table(gather(study, "nb"))) == [["Tema", "Kodinger"], ["Forebygging", "2"], ["Oppfølging", "2"]]


def test_open_answers_of_a_survey_are_one_row(told: Callable[..., Study], people: str) -> None:
    study = told(people)
    (study.folder / "svar.csv").write_text("id;ord\n1;Vi savner mer hjelp.\n2;Alt er greit slik.\n", encoding="utf-8")
    import_dataset(study, study.folder / "svar.csv", spoken=OpenAnswers(("ord",)))
    found = [row for row in rows(sources_table(gather(study, "nb"))) if row[0].startswith("Åpne svar")]
    assert found == [["Åpne svar fra 2 respondenter", "", "2", "8"]]
