"""The command line speaks the language asked for, in every word."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import commands
from evaluation.language import Language

NAMES = [name for name, _, _ in commands()]
# Words that only one of the languages has, and that the parser has of itself.
FOREIGN: dict[Language, str] = {
    "nb": r"\b(Usage|Options|Commands|Arguments|Show|and|the|Error|Missing|Try|default|ikkje|kva|frå|ein|eit|vert)\b",
    "nn": r"\b(Usage|Options|Commands|Arguments|Show|and|the|Error|Missing|Try|default|ikke|hva|fra|et|hvem)\b",
    "en": r"[æøåÆØÅ]|\b(og|eller|som|til|ikke|ikkje)\b",
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_in_the_language_asked_for(run: Callable[..., Any], name: str, language: Language) -> None:
    done = run(*name.split(), "--help", "--lang", language)
    assert (done.status, re.findall(FOREIGN[language], _without_english(done.out))) == (0, [])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "line", [["xyzzy"], ["add"], ["log", "--last", "x"], ["find", "a", "b"], ["code", "list", "--x"]]
)
def test_wrong_usage_is_said_in_the_language_asked_for(
    run: Callable[..., Any], line: list[str], language: Language
) -> None:
    done = run(*line, "--lang", language)
    assert (done.status, done.out, re.findall(FOREIGN[language], _without_english(done.err))) == (2, "", [])


def _without_english(text: str) -> str:
    """Names of commands and of values one may write are English in all languages."""
    return re.sub(r"party-\s*report|focus-group|--as\b|underveis [a-z ]*", "", text)


def test_commands_stand_in_the_order_a_study_is_made(run: Callable[..., Any]) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").out, re.MULTILINE)
    expected = ["init", "people", "add", "codebook", "code", "find", "matrix", "report", "undo"]
    assert [name for name in listed if name in expected] == expected


def test_a_misspelled_command_names_the_nearest(run: Callable[..., Any]) -> None:
    assert "codebook?" in run("kodebook").err


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_messages_come_in_the_studys_language_unless_the_line_says_otherwise(
    run: Callable[..., Any], tmp_path: Path, language: Language
) -> None:
    (tmp_path / "evaluation.yaml").write_text(f"title: T\nlanguages: [{language}]\n", encoding="utf-8")
    said = {"nb": "ingen kodebok", "nn": "inga kodebok", "en": "no codebook"}
    assert said[language] in run("codebook", "list", "--study", tmp_path).err
    assert said["en"] in run("codebook", "list", "--study", tmp_path, "--lang", "en").err


@pytest.mark.parametrize(
    "line",
    [
        ["--study", "{demo}", "code", "list", "--json"],
        ["code", "--study={demo}", "--json", "list"],
        ["--json", "code", "list", "--study", "{demo}"],
    ],
)
def test_what_every_command_has_may_stand_anywhere(run: Callable[..., Any], demo: Path, line: list[str]) -> None:
    done = run(*(word.format(demo=demo) for word in line))
    assert (done.status, len(done.json) > 100) == (0, True)


def test_a_study_is_found_from_a_folder_within_it(
    run: Callable[..., Any], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo / "report" / "figures")
    assert run("sources", "--json").json[0]["name"] == "fokusgruppe"
