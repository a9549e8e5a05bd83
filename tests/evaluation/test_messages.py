"""Every code that is raised has its words in three languages, every word is used, and every value is passed."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

import pytest

from evaluation.language import LANGUAGES, MESSAGES

ROOT = MESSAGES.parents[1]
ROOMS = ("evaluation", "instruments", "coding", "reports")
CODE = re.compile(r"[A-Z]{2,}-\d{3}")
RAISING = {"problem", "fail", "Problem"}
GIVEN_ANYWAY = {"file", "line"}
CATALOGUES = sorted(path.stem for path in MESSAGES.glob("*.toml"))


@dataclass(frozen=True)
class Place:
    """One call that raises a problem: the codes it may stand for, the values it passes."""

    where: str
    codes: frozenset[str]
    passed: frozenset[str]
    open: bool  # some values come from a `**mapping`


IN_LUA = re.compile(r'"([A-Z]+-\d{3})"')


@cache
def catalogue(name: str) -> dict[str, Any]:
    return tomllib.loads((MESSAGES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def trees() -> dict[str, ast.Module]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


@cache
def codes_used() -> dict[str, str]:
    """Each code that stands in the source, with a file it stands in. The report's Lua filter complains too."""
    filters = sorted((ROOT / "reports").rglob("*.lua"))
    told = {code: file.name for file in filters for code in IN_LUA.findall(file.read_text(encoding="utf-8"))}
    return told | {
        node.value: file
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def codes_of(name: str) -> list[str]:
    return [key for key in catalogue(name) if CODE.fullmatch(key)]


def prefixed(name: str) -> Iterator[tuple[str, str]]:
    return ((code, file) for code, file in codes_used().items() if code.split("-")[0].lower() == name)


def placeholders(words: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(words) if name}


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """The tables that hold words, each with its dotted key."""
    if any(isinstance(value, str) for value in table.values()):
        yield path, table
        return
    for key, value in table.items():
        yield from leaves(value, f"{path}.{key}" if path else key)


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def constants(node: ast.AST) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def places_in(file: str, tree: ast.Module) -> Iterator[Place]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and called(node) in RAISING]
        named = {
            id(call): {code for code in constants(call.args[0]) if CODE.fullmatch(code)} for call in calls if call.args
        }
        said = set().union(*named.values()) if named else set()
        # A call that gets its code from a variable may stand for any code that the function holds beside.
        beside = {code for code in constants(function) if CODE.fullmatch(code)} - said
        for call in calls:
            keywords = {keyword.arg for keyword in call.keywords}
            codes = named.get(id(call)) or beside
            passed = frozenset(each for each in keywords if each)
            yield Place(f"{file}:{call.lineno}", frozenset(codes), passed, None in keywords)


def needed(code: str) -> set[str]:
    table = catalogue(code.split("-", maxsplit=1)[0].lower()).get(code, {})
    words = (text for part in ("what", "remedy", "page") for text in table.get(part, {}).values())
    return set().union(*(placeholders(text) for text in words)) - GIVEN_ANYWAY


@pytest.mark.parametrize("name", sorted({code.split("-")[0].lower() for code in codes_used()} | set(CATALOGUES)))
def test_every_code_that_is_used_has_its_words(name: str) -> None:
    known = codes_of(name) if name in CATALOGUES else []
    assert {code: file for code, file in prefixed(name) if code not in known} == {}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_code_that_has_words_is_used(name: str) -> None:
    used = dict(prefixed(name))
    assert [code for code in codes_of(name) if code not in used] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_says_what_and_how_to_mend_it(name: str) -> None:
    assert [code for code in codes_of(name) if set(catalogue(name)[code]) - {"page"} != {"what", "remedy"}] == []


# What no page does yet: to let words stand in a report that are no name.
ONLY_BY_COMMAND = ("REPORT-021",)


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_is_told_on_a_page_sends_nobody_to_a_command(name: str) -> None:
    told = {code: catalogue(name)[code].get("page", {}).values() for code in codes_of(name)}
    sent = {code for code, words in told.items() if any("underveis " in each or " --" in each for each in words)}
    assert sent - {*ONLY_BY_COMMAND} == set()


@pytest.mark.parametrize("name", CATALOGUES)
def test_all_words_are_there_in_the_three_languages(name: str) -> None:
    missing = {
        key: [language for language in LANGUAGES if not words.get(language, "").strip()]
        for key, words in leaves(catalogue(name))
    }
    assert {key: languages for key, languages in missing.items() if languages} == {}


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_three_languages_take_the_same_values(name: str) -> None:
    taken = {
        key: {language: placeholders(words[language]) for language in LANGUAGES if language in words}
        for key, words in leaves(catalogue(name))
    }
    different = {key: values for key, values in taken.items() if len({frozenset(each) for each in values.values()}) > 1}
    assert different == {}


@pytest.mark.parametrize("room", ROOMS)
def test_every_value_a_message_takes_is_passed_where_it_is_raised(room: str) -> None:
    places = [place for file, tree in trees().items() if file.startswith(f"{room}/") for place in places_in(file, tree)]
    lacking = {
        (place.where, code): needed(code) - place.passed
        for place in places
        if not place.open
        for code in place.codes
        if needed(code) - place.passed
    }
    assert lacking == {}


@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_that_is_said_has_its_words(room: str) -> None:
    lacking = []
    for file, tree in trees().items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == "phrase"):
            key = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            if file.startswith(f"{room}/") and key and key not in phrases():
                lacking.append(f"{file}:{call.lineno} {key}")
    assert lacking == []


@cache
def phrases() -> frozenset[str]:
    return frozenset(f"{name}.{key}" for name in CATALOGUES for key, _ in leaves(catalogue(name)))
