"""What a study knows of its cases and sources from other programs, as attributes: variables, and which case it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import numpy as np

from coding.query.attributes import Attribute, Type, Value
from coding.query.corpus import Corpus
from coding.query.segments import Places, Segments
from evaluation.store import exchange

CASE = "case"
TYPES: Mapping[str, Type] = {"Integer": "number", "Float": "number", "Date": "date"}


def case_attributes(corpus: Corpus) -> dict[str, Attribute]:
    """Name → attribute. A variable is written in small letters, with an underscore for each blank in its name.

    A stretch has the value of the selection it begins in, if that belongs to a case, else that of its source: the
    source's own, or that of the first case it belongs to.
    """
    told = _told(corpus)
    return {name: _attribute(type_, of_sources, of_places) for name, (type_, of_sources, of_places) in told.items()}


Told = tuple[Type, dict[int, str], list[tuple[int, int, int, str]]]  # source → value; source, start, end, value


def _told(corpus: Corpus) -> dict[str, Told]:
    with corpus.study.store.reading() as connection:
        variables = {row["id"]: row for row in exchange.read_kept(connection, "variable")}
        values = exchange.read_kept(connection, "attribute_value")
        cases = exchange.read_kept(connection, "study_case")
        sources = exchange.guids_of(connection, "source") if cases else {}
        places = (
            exchange.selection_places(connection) if any(each["content"].get("selections") for each in cases) else {}
        )
    found: dict[str, Told] = {CASE: ("text", {}, [])} if cases else {}
    for row in variables.values():
        found.setdefault(name_of(row["name"]), (TYPES.get(row["type"], "text"), {}, []))
    for row in values:
        if row["on_kind"] == "source":
            found[name_of(variables[row["variable"]]["name"])][1][int(row["on_id"])] = row["value"]
    of_cases = {(row["on_id"], row["variable"]): row["value"] for row in values if row["on_kind"] == "case"}
    for case in cases:
        said = {CASE: case["name"]}
        said |= {
            name_of(row["name"]): of_cases[str(case["id"]), id_]
            for id_, row in variables.items()
            if (str(case["id"]), id_) in of_cases
        }
        for name, value in said.items():
            for guid in (each for each in case["content"].get("sources", ()) if each in sources):
                found[name][1].setdefault(int(sources[guid]), value)
            found[name][2].extend(
                (*places[guid], value) for guid in case["content"].get("selections", ()) if guid in places
            )
    return found


def name_of(variable: str) -> str:
    """How a variable is written in a query."""
    return re.sub(r"\W+", "_", variable.casefold()).strip("_") or "_"


def _attribute(type_: Type, of_sources: Mapping[int, str], of_places: list[tuple[int, int, int, str]]) -> Attribute:
    values = list(dict.fromkeys([*of_sources.values(), *(value for *_, value in of_places)]))
    numbers = {value: number for number, value in enumerate(values)}
    listed: list[Value] = [(value,) for value in values]
    return Attribute(type_, lambda _: listed, partial(_numbers, numbers, of_sources, of_places))


def _numbers(
    numbers: Mapping[str, int],
    of_sources: Mapping[int, str],
    of_places: list[tuple[int, int, int, str]],
    corpus: Corpus,
    found: Segments,
) -> Places:
    of_each = np.array([numbers.get(of_sources.get(each.id, ""), -1) for each in corpus.sources] or [-1], np.int64)
    told = of_each.take(corpus.source_of(found.start)) if len(found) else np.empty(0, np.int64)
    for source, start, end, value in of_places:
        if source in corpus.numbers:
            base = int(corpus.bases[corpus.numbers[source]])
            told[(found.start >= base + start) & (found.start < base + end)] = numbers[value]
    return told
