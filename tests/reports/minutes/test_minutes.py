"""Minutes set as documents: with names for those who were there, without for all."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, Language
from evaluation.model import Organisation, Participant, People
from evaluation.model.deadline import deadline_of
from evaluation.model.evaluation import Attribution
from evaluation.model.meetings import ActionPoint, AgendaItem, Meeting, MeetingAttendance, Owner
from reports.minutes.record import Record, Shown, record_of
from reports.minutes.setting import FORMATS, html, write_minutes

NAMES = ("Ragnhild", "Ternebø", "Odd Terje", "Skarvang")
PEOPLE = People(
    organisations=(Organisation(id="lo", name="Landslaget", pseudonym="LO", sector="arbeidstakere"),),
    participants=(
        Participant(id="p1", organisation="lo", name="Ragnhild Ternebø", pseudonym="Deltaker 1"),
        Participant(id="p2", name="Odd Terje Skarvang", pseudonym="Deltaker 2"),
    ),
)
MEETING = Meeting(
    *("m1", "Kontaktutvalget"),
    date=dt.date(2012, 4, 17),
    start="14:00",
    end="16:00",
    place="Storgata 1",
    attendance=(
        MeetingAttendance("p1", "lo"),
        MeetingAttendance("p2", None, "NHO", items=("2",)),
        MeetingAttendance("p2", None, "KS", "absent"),
    ),
    agenda=(
        AgendaItem(
            *("Brev til «partene» & <alle>", "1", "Deltaker 1 la fram saken.", "Deltaker 2 var uenig."),
            "Ragnhild Ternebø sender brevet.",
            action_points=(
                ActionPoint("Deltaker 1 sender brevet", (Owner(participant="p1"),), deadline_of("next-meeting")),
                ActionPoint("Svare", (Owner("NHO"),), deadline_of("2012-06-01")),
            ),
        ),
        AgendaItem("Eventuelt", "2", items=(AgendaItem("Noe nytt", deferred="next-meeting"),)),
    ),
)


def record(*, public: bool, policy: Attribution = "organisation", language: Language = "nb") -> Record:
    return record_of(MEETING, Shown(PEOPLE, language, public, policy))


def words(name: str, made: bytes) -> str:
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            return " ".join(re.sub(r"<[^>]+>", " ", archive.read(each).decode()) for each in archive.namelist()
                            if each.endswith(".xml"))  # fmt: skip
    if name == "pdf":
        from pypdf import PdfReader

        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return made.decode()


@pytest.mark.parametrize("policy", ["organisation", "sector", "role", "none"])
def test_no_name_stands_in_the_public_form(policy: Attribution) -> None:
    told = words("html", html(record(public=True, policy=policy)))
    assert [name for name in NAMES if name in told] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_public_form_is_without_names_in_every_format(name: str) -> None:
    told = words(name, FORMATS[name](record(public=True)))
    assert ([each for each in NAMES if each in told], "Kontaktutvalget" in told) == ([], True)


@pytest.mark.parametrize("name", FORMATS)
def test_the_internal_form_has_names_in_every_format(name: str) -> None:
    assert "Ragnhild Ternebø" in words(name, FORMATS[name](record(public=False)))


def test_pseudonyms_are_put_back_into_names_inside() -> None:
    assert record(public=False).items[0].parts[0][1] == "Ragnhild Ternebø la fram saken."


def test_discussions_stay_inside() -> None:
    labels = [[label for label, _ in record(public=public).items[0].parts] for public in (False, True)]
    assert labels == [["Bakgrunn", "Drøfting", "Konklusjon"], ["Konklusjon"]]


def test_the_policy_says_how_much_is_told_of_who_came() -> None:
    found = {policy: record(public=True, policy=policy).people for policy in ("organisation", "sector", "none")}  # type: ignore[arg-type]
    assert {policy: told[0][1] for policy, told in found.items()} == {
        "organisation": ("LO", "NHO"),
        "sector": ("arbeidstakere", "1 deltaker"),
        "none": ("2 deltakere",),
    }


def test_who_stayed_away_is_not_told_in_public() -> None:
    assert [label for label, _ in record(public=True).people] == ["Til stede"]


def test_a_person_who_owes_something_is_told_as_their_party() -> None:
    assert record(public=True).items[0].actions == (
        ("LO sender brevet", "LO", "neste møte"),
        ("Svare", "NHO", "1.\u00a0juni 2012"),
    )


def test_somebody_who_was_there_for_one_item_is_told_so() -> None:
    assert record(public=False).people[0][1][1] == "Odd Terje Skarvang (NHO), sak 2"


def test_an_item_that_was_put_off_says_so() -> None:
    assert record(public=True).items[1].items[0].deferred == "Saken kommer opp igjen."


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_page_is_taken_for_markup(language: Language) -> None:
    assert "&lt;alle&gt;" in html(record(public=False, language=language)).decode()


def test_the_same_minutes_give_the_same_bytes() -> None:
    assert all(made(record(public=True)) == made(record(public=True)) for made in FORMATS.values())


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        write_minutes(record(public=True), tmp_path, "m1", ["html", "odt"])
    assert (error.value.problems[0].code, list(tmp_path.iterdir())) == ("AGENDA-004", [])
