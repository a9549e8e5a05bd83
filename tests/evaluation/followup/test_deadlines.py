"""Deadlines as people write them."""

import datetime as dt

import pytest

from evaluation.followup.deadlines import find_deadlines, parse_deadline, read_deadline, write_deadline
from evaluation.language import LANGUAGES
from evaluation.model.deadline import DATED, KINDS, Deadline, deadline_of

WRITTEN = {
    "25/5-10": "2010-05-25",
    "1.7.11": "2011-07-01",
    "01.07.2011": "2011-07-01",
    "2013-02-26": "2013-02-26",
    "16.november 2012": "2012-11-16",
    "16.\u00a0november\u00a02012": "2012-11-16",
    "26 February 2013": "2013-02-26",
    "June 1st, 2013": "2013-06-01",
    "senest innen 1/1-11": "2011-01-01",
    "september 2011": "2011-09",
    "sept. 2011": "2011-09",
    "1. halvår 2013": "2013-H1",
    "andre halvår 2012": "2012-H2",
    "first half of 2013": "2013-H1",
    "H2 2013": "2013-H2",
    "2013-H2": "2013-H2",
    "4. kvartal 2011": "2011-Q4",
    "Q3 2012": "2012-Q3",
    "uke 23 2013": "2013-W23",
    "høsten 2010": "2010-S3",
    "hausten 2010": "2010-S3",
    "i løpet av 2011": "2011",
    "2013": "2013",
    "Løpende": "running",
    "løpande": "running",
    "ongoing": "running",
    "Snarest mulig": "soon",
    "snarast råd": "soon",
    "så snart det lar seg gjøre": "soon",
    "as soon as possible": "soon",
    "to ganger i året": "twice",
    "to gonger i året": "twice",
    "halvårlig": "twice",
    "twice a year": "twice",
    "hvert kvartal": "quarterly",
    "til neste møte": "next-meeting",
    "next meeting": "next-meeting",
    "": "none",
    "–": "none",
}


@pytest.mark.parametrize(("text", "code"), WRITTEN.items())
def test_a_deadline_is_read(text: str, code: str) -> None:
    assert parse_deadline(text) == deadline_of(code)


def test_words_that_say_more_are_kept() -> None:
    assert parse_deadline("Tas i bruk\n1/7-11") == deadline_of("2011-07-01", "Tas i bruk 1/7-11")


def test_of_several_dates_the_latest_counts_and_that_is_told() -> None:
    found, told = read_deadline("Settes i gang innen 1/7-11, ferdig innen 1/6-13")
    assert (found.code, [each.code for each in told]) == ("2013-06-01", ["DEADLINE-002"])


def test_a_date_weighs_more_than_a_recurrence() -> None:
    assert parse_deadline("Halvårlig, neste 26/2-13").code == "2013-02-26"


def test_a_date_weighs_more_than_a_bare_year() -> None:
    assert parse_deadline("Lagt fram med budsjettet 2014: 26/2-13").code == "2013-02-26"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("når tiden er inne", "DEADLINE-001"),
        ("31/2-13", "DEADLINE-003"),
        ("3. halvår 2013", "DEADLINE-003"),
        ("uke 60 2013", "DEADLINE-003"),
        ("1. juni", "DEADLINE-004"),
        ("24/9", "DEADLINE-004"),
    ],
)
def test_what_is_not_understood_is_kept_and_told(text: str, code: str) -> None:
    found, told = read_deadline(text, file="plan.xlsx", place="Ark1!E4")
    assert (found, [each.code for each in told]) == (Deadline("unknown", words=text), [code])


def test_a_date_without_a_year_is_the_next_one_from_a_day() -> None:
    assert parse_deadline("1. mars", since=dt.date(2012, 4, 17)).code == "2013-03-01"


def test_deadlines_are_found_in_a_sentence() -> None:
    text = "Departementet sjekker dette til neste møte og sender brev innen 1. juni 2012."
    assert [text[each.start : each.end] for each in find_deadlines(text)] == ["neste møte", "1. juni 2012"]


def test_ordinary_words_are_no_deadlines() -> None:
    assert (
        find_deadlines("The parties may march on; partene tar 3 saker, jf. punkt 2.1, kl. 14.00–16, og marsjordren.")
        == []
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [
        *("2013-02-26", "2013-W23", "2013-02", "2013-Q1", "2013-Q4", "2013-H1", "2013-H2"),
        *("2013-S1", "2013-S2", "2013-S3", "2013"),
        *(kind for kind in KINDS if kind not in (*DATED, "unknown")),
    ],
)
def test_what_is_written_is_read_again_as_the_same(code: str, language: str) -> None:
    assert parse_deadline(write_deadline(deadline_of(code), language)) == deadline_of(code)  # type: ignore[arg-type]


def test_every_message_stands_in_three_languages() -> None:
    _, told = read_deadline("1. juni", place="B2")
    assert all("1. juni" in told[0].what(language) for language in LANGUAGES)
