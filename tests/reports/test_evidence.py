"""The quotes under a theme: whose, which words, and which never."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coding.applying import apply_rules
from evaluation.model import Source, Turn
from evaluation.study import Study, open_study
from reports.evidence import EACH, LONG, SHORT, Quote, quotes
from reports.facts import Facts, gather

LONG_TURN = " ".join(f"Det er nummer {n} av mange ting vi kan si om arbeidet." for n in range(1, 12))


@pytest.fixture(scope="module")
def facts(demo: Path) -> Facts:
    return gather(open_study(demo, speak=False), "nb")


@pytest.fixture(scope="module")
def chosen(facts: Facts) -> list[Quote]:
    return [each for theme in quotes(facts).values() for each in theme]


def test_there_are_quotes_for_every_theme_of_the_sample(facts: Facts) -> None:
    assert all(quotes(facts).values())


def test_words_are_those_of_the_source(facts: Facts, chosen: list[Quote]) -> None:
    texts = {source.name: source.text for source in facts.sources}
    assert [each for each in chosen if " ".join(texts[each.source][each.start : each.end].split()) != each.words] == []


def test_a_quote_holds_something_of_the_coding_it_is_shown_for(facts: Facts, chosen: list[Quote]) -> None:
    codings = facts.codings.set_index("id")
    rows = [(each, codings.loc[each.coding]) for each in chosen]
    assert all(
        row["source"] == each.source
        and each.start < row["end"]
        and row["start"] < each.end
        and row["theme"] == each.theme
        for each, row in rows
    )


def test_no_words_are_quoted_twice(chosen: list[Quote]) -> None:
    doubled = [
        (one, other)
        for number, one in enumerate(chosen)
        for other in chosen[:number]
        if one.words == other.words or (one.source == other.source and one.start < other.end and other.start < one.end)
    ]
    assert doubled == []


def test_nobody_is_quoted_more_often_than_each_may_be(chosen: list[Quote]) -> None:
    counted = {(each.theme, each.participant) for each in chosen}
    assert max(sum((each.theme, each.participant) == key for each in chosen) for key in counted) <= EACH


def test_quotes_are_as_long_as_a_reader_bears(chosen: list[Quote]) -> None:
    assert all(SHORT <= len(each.words.split()) <= LONG + 20 for each in chosen)


def test_the_same_study_gives_the_same_quotes(demo: Path, chosen: list[Quote]) -> None:
    again = quotes(gather(open_study(demo, speak=False), "nb"))
    assert [each for theme in again.values() for each in theme] == chosen


def shown(study: Study) -> list[tuple[str, str]]:
    facts = gather(study, "nb")
    return [(each.participant, each.words) for theme in quotes(facts).values() for each in theme]


@pytest.mark.parametrize(
    ("old", "new", "speakers"),
    [
        ("", "", {"p1", "p2"}),
        ("{participant: p2, recording: true, quoting: true}", "{participant: p2, recording: true}", {"p1"}),
        (
            "{participant: p2, recording: true, quoting: true}",
            "{participant: p2, quoting: true, withdrawn: 2026-05-01}",
            {"p1"},
        ),
    ],
)
def test_those_are_quoted_who_let_themselves_be(
    told: Callable[..., Study], people: str, old: str, new: str, speakers: set[str]
) -> None:
    assert {who for who, _ in shown(told(people.replace(old, new), session="fg1"))} == speakers


@pytest.mark.parametrize(
    "name", ["Ragnhild", "ragnhilds", "Skarvang", "Odd", "Pallvik Logistikk", "Pallvik", "Ternholmens"]
)
def test_a_quote_that_names_somebody_is_left_out(told: Callable[..., Study], people: str, name: str) -> None:
    talk = f"I2: Hos oss sa {name} at utstyret svikter når det er travelt, og da løfter folk alene likevel.\n\n" * 1
    assert shown(told(people, talk=talk, session="fg1")) == []


def test_the_same_words_in_two_texts_are_quoted_once(told: Callable[..., Study], people: str) -> None:
    study = told(people, talk=None)
    words = "Hos oss er det utstyret som svikter når det er travelt, og da løfter folk alene likevel."
    study.add([Source(name, words, "answers", (Turn(0, len(words), "I2"),), "nb") for name in ("brev", "kopi")])
    apply_rules(study)
    assert len(shown(study)) == 1


def test_of_a_long_turn_some_sentences_are_quoted(told: Callable[..., Study], people: str) -> None:
    [(_, words)] = shown(told(people, talk=f"I2: {LONG_TURN} Utstyret svikter. {LONG_TURN}\n", session="fg1"))
    assert ("Utstyret svikter." in words, len(words.split()) <= LONG) == (True, True)
