"""What is read back: the codings with who said them, and words with what stands around them."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from coding.retrieval import (
    CODING_COLUMNS,
    FOUND_COLUMNS,
    as_records,
    codings_table,
    find_words,
    orders,
    select,
    turn_at,
)
from coding.rules.search import search
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Source, Turn
from evaluation.people.load import read_people
from evaluation.study import Study

TALK = "Ragnhild: Vi løfter tungt. Vi savner tid.\n\nOdd: Hos oss løfter roboten.\n"
TURNS = (Turn(10, 41, "Ragnhild"), Turn(48, 71, "I2"))

PEOPLE = """\
organisations:
  - {id: sykehjem, name: Ternholmen omsorgssenter, pseudonym: Virksomhet A, sector: helse}
participants:
  - {id: p1, organisation: sykehjem, name: Ragnhild Ternebø, pseudonym: Informant 1, role: leder, speakers: [Ragnhild]}
  - {id: p2, name: Odd Skarvang, pseudonym: Informant 2, speakers: [I2]}
consents:
  - {participant: p1, quoting: true}
  - {participant: p2, quoting: true%s}
sessions:
  - {id: fg1, kind: focus-group, attendance: [{participant: p1}, {participant: p2}]}
"""


@pytest.fixture
def begun(study: Study, write: Callable[[str, str], Path]) -> Callable[..., Study]:
    """A study of one talk; `withdrawn` takes back what Informant 2 agreed to."""

    def make(*codings: Coding, withdrawn: bool = False) -> Study:
        file = write("people.yaml", PEOPLE % (", withdrawn: 2026-05-01" if withdrawn else ""))
        study.add_people(read_people(file))
        study.add(Source("fg", TALK, "transcript", TURNS, "nb"), session="fg1")
        study.import_codebook(
            Codebook(
                name="k",
                codes=(Code(name="forebygging"), Code(name="utstyr", parent="forebygging"), Code(name="annet")),
            )
        )
        study.add(codings)
        return study

    return make


def test_a_coding_tells_who_said_it(begun: Callable[..., Study]) -> None:
    [row] = as_records(codings_table(begun(Coding("fg", 10, 26, "forebygging", "Kari"))))
    told = {key: row[key] for key in ("text", "speaker", "organisation", "sector", "role", "session", "kind", "theme")}
    assert told == {
        "text": "Vi løfter tungt.",
        "speaker": "Informant 1",
        "organisation": "Virksomhet A",
        "sector": "helse",
        "role": "leder",
        "session": "fg1",
        "kind": "focus-group",
        "theme": "forebygging",
    }


@pytest.mark.parametrize(
    ("code", "theme"), [("forebygging", "forebygging"), ("utstyr", "forebygging"), ("annet", None)]
)
def test_a_code_under_a_themes_code_is_of_that_theme(begun: Callable[..., Study], code: str, theme: str | None) -> None:
    [row] = as_records(codings_table(begun(Coding("fg", 10, 26, code))))
    assert row["theme"] == theme


def test_no_codings_is_a_table_with_all_its_columns(begun: Callable[..., Study]) -> None:
    assert list(codings_table(begun()).columns) == list(CODING_COLUMNS)


def test_nothing_found_is_a_table_with_all_its_columns(begun: Callable[..., Study]) -> None:
    assert list(find_words(begun(), "månelanding").columns) == list(FOUND_COLUMNS)


@pytest.mark.usefixtures("either_database")
def test_codings_that_reach_into_words_taken_back_are_left_out(begun: Callable[..., Study]) -> None:
    mine, theirs, both = (Coding("fg", *span, "annet") for span in ((10, 26), (48, 71), (27, 60)))
    assert list(codings_table(begun(mine, theirs, both, withdrawn=True))["start"]) == [10]


def test_words_taken_back_are_not_found(begun: Callable[..., Study]) -> None:
    assert list(find_words(begun(withdrawn=True), "løfter")["speaker"]) == ["Informant 1"]


def test_a_text_without_turns_goes_with_the_one_who_gave_it(begun: Callable[..., Study], study: Study) -> None:
    begun(withdrawn=True)
    people = study.people()
    alone = people.sessions[0].model_copy(update={"id": "alene", "attendance": people.sessions[0].attendance[1:]})
    study.add_people(people.model_copy(update={"sessions": (alone,)}))
    study.add(Source("brev", "Roboten løfter.", "document", language="nb"), session="alene")
    assert set(find_words(study, "løfter")["source"]) == {"fg"}


def test_around_a_find_stand_words_of_the_same_turn_alone(begun: Callable[..., Study]) -> None:
    rows = as_records(find_words(begun(), "løfter", context=60))
    assert [(row["before"], row["text"], row["after"]) for row in rows] == [
        ("Vi", "løfter", "tungt. Vi savner tid."),
        ("Hos oss", "løfter", "roboten."),
    ]


def test_a_find_knows_the_codes_at_its_place(begun: Callable[..., Study]) -> None:
    found = find_words(begun(Coding("fg", 10, 26, "annet"), Coding("fg", 27, 41, "utstyr")), "tungt")
    assert list(found["codes"]) == [["annet"]]


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("løft*", "Vi løfter (løfter) sammen.", ["løfter"]),
        ("vi ~3 sammen", "Vi løfter. Hele dagen sammen.", []),
        ("vi ~3 sammen", "Vi [ler] løfter sammen.", ["Vi [ler] løfter sammen"]),
    ],
)
def test_a_search_stays_within_what_is_said_in_one_sentence(query: str, text: str, places: list[str]) -> None:
    source = Source("s", text, "transcript", (Turn(0, len(text), "A"),), "nb")
    assert [text[start:end] for start, end in search(query, source)] == places


@pytest.mark.parametrize(("offset", "speaker"), [(0, "A"), (4, "A"), (5, None), (6, "B"), (9, "B"), (10, None)])
def test_a_place_lies_in_one_turn_or_none(offset: int, speaker: str | None) -> None:
    source = Source("s", "x" * 12, turns=(Turn(0, 5, "A"), Turn(6, 10, "B")))
    turn = turn_at(source, offset)
    assert (turn.speaker if turn else None) == speaker


def test_a_value_nobody_has_names_the_nearest() -> None:
    with pytest.raises(EvaluationError) as error:
        select(pd.DataFrame({"session": ["skriftlig", "fokus"]}), session="skriftleg")
    assert [(each.code, each.values["known"]) for each in error.value.problems] == [("FIND-001", "skriftlig")]


def test_a_value_that_exists_but_never_occurs_selects_nothing() -> None:
    assert select(pd.DataFrame({"code": ["a"]}), {"code": ["a", "b"]}, code="b").empty


def test_an_unknown_code_is_refused_among_finds_too() -> None:
    with pytest.raises(EvaluationError):
        select(pd.DataFrame({"codes": [["a"], []]}), code="b")


def test_orders_are_those_of_the_study(begun: Callable[..., Study]) -> None:
    found = orders(begun())
    assert (found["code"], found["theme"]) == (["forebygging", "utstyr", "annet"], ["forebygging", "oppfolging"])
