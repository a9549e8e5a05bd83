"""What a study knows of its cases and sources from other programs, as attributes: variables, and which case it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import numpy as np

from coding.query.attributes import ALIASES, Attribute, Type, Value, attributes
from coding.query.corpus import Corpus
from coding.query.segments import Places, Segments
from evaluation.store import exchange
from evaluation.study import Study

CASE = "case"
# What is known of people, and may be known of a survey's respondents by variables of their own.
SHARED = ("role", "organisation", "sector", "size")
TYPES: Mapping[str, Type] = {"Integer": "number", "Float": "number", "Date": "date"}


def case_attributes(corpus: Corpus) -> dict[str, Attribute]:
    """Name → attribute. A variable is written in small letters, with an underscore for each blank in its name.

    A stretch has the value of the selection it begins in, if that belongs to a case, else that of its source: the
    source's own, or that of the first case it belongs to.
    """
    told = _told(corpus)
    return {name: _attribute(type_, of_sources, of_places) for name, (type_, of_sources, of_places) in told.items()}


def attribute_of(corpus: Corpus, name: str) -> Attribute | None:
    """An attribute by its own name: one of every study's, or one that variables say.

    What a survey's respondents say of themselves, as `sektor`, stands beside what is known of people. None for none.
    """
    own = attributes().get(name)
    if own is not None and name not in SHARED:
        return own
    told = case_attributes(corpus)
    if own is None:
        return told.get(name)
    beside = [each for key, each in told.items() if ALIASES.get(key, key) == name and each.type == own.type]
    return _beside(own, beside[0]) if beside else own


def variable_names(study: Study) -> list[str]:
    """What variables are called in queries and matrices."""
    with study.store.reading() as connection:
        return list(dict.fromkeys(name_of(row["name"]) for row in exchange.read_kept(connection, "variable")))


def _beside(one: Attribute, other: Attribute) -> Attribute:
    """The values of one, and of the other where it has none."""

    def numbers(corpus: Corpus, found: Segments) -> Places:
        first, second = one.numbers(corpus, found), other.numbers(corpus, found)
        return np.where((first < 0) & (second >= 0), second + len(one.values(corpus)), first)

    return Attribute(one.type, lambda corpus: [*one.values(corpus), *other.values(corpus)], numbers)


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
