"""`--quotes ROW COLUMN`: every analysis leads from a cell back to its words, in one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coding.quotes import QUOTE_COLUMNS

Run = Callable[..., Any]


def rows_of(content: Any) -> list[dict[str, Any]]:
    return content["rows"] if isinstance(content, dict) else content


def value(rows: list[dict[str, Any]], column: str, **wanted: str) -> Any:
    [row] = [each for each in rows if all(each[name] == value for name, value in wanted.items())]
    return row[column]


# The line of an analysis; the cell; where the cell's count stands in the analysis' JSON.
COUNTED: list[tuple[str, tuple[str, str], str, dict[str, str]]] = [
    ("cooccur", ("forebygging", "relevans"), "count", {"code_a": "forebygging", "code_b": "relevans"}),
    ("cooccur --by chars:200", ("oppfolging", "forenkling"), "count", {"code_a": "forenkling", "code_b": "oppfolging"}),
    ("cooccur --by sentence", ("forenkling", "oppfolging"), "count", {"code_a": "forenkling", "code_b": "oppfolging"}),
    ("cooccur --by turn --per-coder", ("generelt", "relevans"), "count", {"code_a": "generelt", "code_b": "relevans"}),
    ("code sequences", ("relevans", "forebygging"), "count", {"code_a": "relevans", "code_b": "forebygging"}),
    (
        "code sequences --by turn --within 3",
        ("mangler", "mangler"),
        "count",
        {"code_a": "mangler", "code_b": "mangler"},
    ),
    ("saturation", ("tlf1", "codings"), "codings", {"unit": "tlf1"}),
    ("saturation", ("tlf1", "codes"), "codes", {"unit": "tlf1"}),
    ("saturation", ("fg1", "new"), "new", {"unit": "fg1"}),
    ("saturation", ("skriftlig2", "total"), "total", {"unit": "skriftlig2"}),
    ("speakers", ("Observatør 1", "turns"), "turns", {"speaker": "Observatør 1"}),
    ("words", ("folk", "count"), "count", {"word": "folk"}),
    ("words --lemma", ("avtale", "count"), "count", {"word": "avtale"}),
    ("words --by sector", ("folk", "helse"), "helse", {"word": "folk"}),
    ("words --by sector --keyness helse", ("folk", "count"), "count", {"word": "folk"}),
    ("words --by sector --keyness helse", ("folk", "reference"), "reference", {"word": "folk"}),
    ("words collocations", ("halvt", "år"), "count", {"word_a": "halvt", "word_b": "år"}),
    ("words collocations --window 4", ("halvt", "år"), "count", {"word_a": "halvt", "word_b": "år"}),
]


@pytest.mark.parametrize(("line", "cell", "column", "wanted"), COUNTED)
def test_there_are_as_many_quotes_as_the_cell_counts(
    run: Run, demo: Path, line: str, cell: tuple[str, str], column: str, wanted: dict[str, str]
) -> None:
    words = [*line.split(), "--json", "--study", demo]
    counted = value(rows_of(run(*words).json), column, **wanted)
    assert counted > 0
    assert len(run(*words, "--quotes", *cell).json) == counted


@pytest.mark.parametrize("of", ["theme", "code", "speaker", "question", "coder"])
def test_a_matrix_gives_its_quotes_whatever_is_crossed(run: Run, demo: Path, of: str) -> None:
    words = ["matrix", "--rows", of, "--cols", "session", "--json", "--study", demo]
    table = run(*words).json
    cells = [
        (row, values[table["columns"].index("tlf1")])
        for row, values in zip(table["rows"], table["values"], strict=True)
    ]
    row, counted = max(cells, key=lambda each: each[1])
    assert len(run(*words, "--quotes", row, "tlf1").json) == counted > 0


def test_who_follows_whom_leads_to_what_was_said(run: Run, demo: Path) -> None:
    words = ["speakers", "--following", "--json", "--study", demo]
    table = run(*words).json
    counted = table["values"][table["rows"].index("Moderator")][table["columns"].index("Informant 2")]
    quotes = run(*words, "--quotes", "Moderator", "Informant 2").json
    assert (len(quotes), {each["speaker"] for each in quotes}) == (counted, {"Moderator"})


def test_silence_leads_to_the_answers_on_the_theme(run: Run, demo: Path) -> None:
    quotes = run("speakers", "--silent", "--quotes", "seniorer", "Informant 2", "--json", "--study", demo).json
    assert {(each["speaker"], each["question"].split("-")[0]) for each in quotes} == {("Informant 2", "seniorer")}


@pytest.mark.parametrize(("counted", "number"), [("codings", 7), ("share", 7), ("first", 1), ("last", 1)])
def test_a_portrait_leads_to_the_codings(run: Run, demo: Path, counted: str, number: int) -> None:
    quotes = run("portrait", "telefon", "--quotes", "ia-arbeid", counted, "--json", "--study", demo).json
    assert [len(each["ids"]) for each in quotes] == [1] * number


def test_cases_with_two_codes_lead_to_all_they_say_on_both(run: Run, demo: Path) -> None:
    quotes = run("cooccur", "--by", "case", "--quotes", "seniorer", "relevans", "--json", "--study", demo).json
    listed = run("codebook", "list", "--json", "--study", demo).json
    assert len({id_ for each in quotes for id_ in each["ids"]}) == sum(
        each["codings"] for each in listed if each["name"] in ("seniorer", "relevans")
    )


def test_the_keys_are_those_of_find_and_the_ids_of_the_codings(run: Run, demo: Path) -> None:
    [first, *_] = run("matrix", "--quotes", "seniorer", "Virksomhet A", "--json", "--study", demo).json
    assert [*first] == [each for each in QUOTE_COLUMNS if each != "role"]  # the policy of the sample hides the role


def test_the_cell_is_named_as_it_is_shown(run: Run, demo: Path) -> None:
    shown = run("matrix", "--quotes", "Seniors", "Virksomhet A", "--lang", "en", "--json", "--study", demo).json
    assert {code for row in shown for code in row["codes"]} == {"seniorer"}


def test_a_column_is_named_as_it_is_shown(run: Run, demo: Path) -> None:
    assert len(run("saturation", "--quotes", "fg1", "Nye", "--json", "--study", demo).json) == 9


def test_what_is_apart_has_a_mark_between(run: Run, demo: Path) -> None:
    quotes = run("cooccur", "--by", "chars:200", "--quotes", "forenkling", "oppfolging", "--json", "--study", demo).json
    assert any(" / " in each["text"] for each in quotes)


def test_quotes_are_read_as_hits_are(run: Run, demo: Path) -> None:
    out = run("portrait", "telefon", "--quotes", "ia-arbeid", "first", "--study", demo).out
    assert out.startswith("telefon\n  588–685  Informant 4")


@pytest.mark.parametrize(
    ("line", "near"),
    [
        (["matrix", "--quotes", "senior", "Virksomhet A"], "seniorer"),
        (["matrix", "--quotes", "seniorer", "Virksomhet"], "Virksomhet A"),
        (["cooccur", "--quotes", "seniorer", "relevant"], "relevans"),
        (["cooccur", "--by", "turn", "--quotes", "seniorene", "relevans"], "seniorer"),
        (["code", "sequences", "--quotes", "seniorer", "relevant"], "relevans"),
        (["saturation", "--quotes", "fg2", "new"], "fg1"),
        (["saturation", "--quotes", "fg1", "news"], "new"),
        (["portrait", "telefon", "--quotes", "ia-arbeit", "first"], "ia-arbeid"),
        (["speakers", "--quotes", "Observatør", "turns"], "Observatør 1"),
        (["speakers", "--following", "--quotes", "Informant 1", "Assistenten"], "Assistent"),
        (["words", "--quotes", "folkk", "count"], "folk"),
        (["words", "--by", "sector", "--quotes", "folk", "hels"], "helse"),
        (["words", "--by", "sector", "--keyness", "hels", "--quotes", "folk", "count"], "helse"),
        (["words", "collocations", "--quotes", "halvt", "årr"], "år"),
    ],
)
def test_a_cell_that_is_not_there_names_the_nearest(run: Run, demo: Path, line: list[str], near: str) -> None:
    done = run(*line, "--json", "--study", demo)
    assert (done.status, done.error["code"]) == (1, "FIND-001")
    assert near in done.error["remedy"]
