from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.model.people import Session
from reports.figures import timeline
from reports.figures.milestones import KINDS
from reports.figures.timeline import MARKS, Milestone

APRIL = dt.date(2026, 4, 22)
PERIOD = (dt.date(2026, 2, 2), dt.date(2026, 6, 20))
SESSIONS = [
    Milestone(dt.date(2026, 5, 20), "Invitasjon til å sende tilleggskommentarer", "supplement"),
    Milestone(APRIL, "Fokusgruppe", "focus-group"),
    Milestone(dt.date(2026, 4, 28), "Skriftlig svar fra barnehagene", "written-answer"),
    Milestone(dt.date(2026, 4, 29), "Telefonintervju etter fokusgruppen", "telephone"),
]


SHORT = ["juli", "aug.", "sep.", "okt.", "nov.", "des."]


def labels(drawing, texts):
    return [text.get_text() for text, _ in texts(drawing)]


def loose(text: str) -> str:
    """The text with spaces that may break, as it reads."""
    return text.replace("\u00a0", " ")


def test_sessions_stand_in_the_order_they_came(texts):
    shown = labels(timeline.draw(SESSIONS[:3], language="nb"), texts)
    assert [each.split(",")[0] for each in shown if "," in each][:2] == [
        "Fokusgruppe",
        "Skriftlig svar fra barnehagene",
    ]


def test_several_on_the_same_day_are_stacked(texts, collisions):
    drawing = timeline.draw([Milestone(APRIL, f"Intervju {at}", "interview") for at in range(5)], language="nb")
    boxes = [box for text, box in texts(drawing) if text.get_text().startswith("Intervju ")]
    assert len({round(box.x0) for box in boxes}) == 1
    assert collisions(drawing) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("days", [0, 1, 9, 40])
def test_no_label_overlaps_another_or_leaves_the_sheet(language, days, collisions, outside):
    long = " med en særlig lang forklaring på hva som ble gjort, og hvorfor det ble gjort akkurat da"
    sessions = [
        Milestone(APRIL + dt.timedelta(days=days * at), f"Nummer {at}{long * (at % 3)}", kind)
        for at, kind in enumerate(KINDS * 2)
    ]
    drawing = timeline.draw(sessions, language=language, period=PERIOD)
    assert (collisions(drawing), outside(drawing)) == ([], [])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.dates(dt.date(2023, 1, 1), dt.date(2029, 12, 31)), st.text("abø -", max_size=80)), min_size=1)
)
def test_any_dates_and_labels_can_be_drawn(rows):
    sessions = [Milestone(date, label, "interview") for date, label in rows]
    assert timeline.draw(sessions, language="nb", period=PERIOD).alternative.startswith("Tidslinje: ")


def test_each_kind_has_its_own_mark():
    assert set(MARKS) == set(KINDS)
    assert len({shape for shape, _ in MARKS.values()}) == len(KINDS)


def test_every_kind_of_session_in_the_model_has_a_mark():
    kinds = Session.model_json_schema()["properties"]["kind"]["enum"]
    assert set(kinds) <= set(MARKS)


def test_an_unknown_kind_is_shown_as_another():
    words = timeline.draw([Milestone(APRIL, "Befaring", "site-visit")], language="nb").alternative
    assert loose(words) == "Tidslinje: 1 annen hendelse 22. april 2026."


@pytest.mark.parametrize(
    ("last", "language", "months"),
    [
        (dt.date(2026, 6, 1), "nb", ["april", "mai", "juni"]),
        (dt.date(2026, 6, 1), "en", ["April", "May", "June"]),
        (dt.date(2027, 4, 1), "nn", ["apr.", "mai", "juni", *SHORT, "jan.", "feb.", "mars", "apr."]),
        (dt.date(2029, 4, 1), "nb", ["juli", "jan.", "juli", "jan.", "juli", "jan."]),
    ],
)
def test_months_are_named_as_far_as_there_is_room(last, language, months, texts):
    sessions = [Milestone(APRIL, "A", "interview"), Milestone(last, "B", "interview")]
    shown = labels(timeline.draw(sessions, language=language), texts)
    assert [each for each in shown if each in months] == months


def test_the_year_is_given_when_there_are_several(texts):
    sessions = [Milestone(APRIL, "A", "interview"), Milestone(dt.date(2027, 1, 8), "B", "interview")]
    assert "B, 8.\u00a0januar\u00a02027" in labels(timeline.draw(sessions, language="nb"), texts)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (PERIOD, "Evalueringsperioden: 2. februar til 20. juni 2026"),
        ((PERIOD[0], None), "Evalueringsperioden: fra 2. februar 2026"),
        ((None, PERIOD[1]), "Evalueringsperioden: til 20. juni 2026"),
    ],
)
def test_the_period_is_a_band_that_is_explained(period, words, texts):
    drawing = timeline.draw(SESSIONS, language="nb", period=period)
    assert loose(labels(drawing, texts)[-1]) == words
    assert loose(drawing.alternative).endswith(f"{words}.")


def test_no_sessions_give_a_drawing_that_says_so():
    assert timeline.draw([], language="en", period=PERIOD).alternative == "No data collection has been dated yet."


@pytest.mark.parametrize(
    ("sessions", "language", "words"),
    [
        (
            SESSIONS,
            "nb",
            "Tidslinje: 1 fokusgruppe, 1 telefonintervju, 1 skriftlig svar og 1 tilleggsrunde fra 22. april til "
            "20. mai 2026. Først kom «Fokusgruppe», sist «Invitasjon til å sende tilleggskommentarer».",
        ),
        (
            [*SESSIONS[1:3], Milestone(APRIL, " ", "interview")],
            "nb",
            "Tidslinje: 1 fokusgruppe, 1 intervju og 1 skriftlig svar fra 22. april til 28. april 2026.",
        ),
        (SESSIONS[1:2], "nn", "Tidslinje: 1 fokusgruppe 22. april 2026."),
        ([SESSIONS[1]] * 2, "en", "Timeline: 2 focus groups on 22 April 2026."),
        (
            [SESSIONS[1], Milestone(dt.date(2027, 1, 8), "Møte", "meeting")],
            "en",
            "Timeline: 1 focus group and 1 meeting from 22 April 2026 to 8 January 2027. First came “Fokusgruppe”, "
            "last “Møte”.",
        ),
    ],
)
def test_the_alternative_text_says_what_happened(sessions, language, words):
    assert loose(timeline.draw(sessions, language=language).alternative) == words
