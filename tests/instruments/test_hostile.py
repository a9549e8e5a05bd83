"""However a file is broken, the user is told what is wrong with it, and what is let through can be exported."""

import random
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES
from instruments.check import check
from instruments.check.surroundings import Surroundings
from instruments.check.usable import read_usable
from instruments.exchange import export, known_formats
from instruments.load import read_instrument_file
from tests.instruments.show_if.vectors import FORM

STRAY = (
    "show_if: rolle in [1",
    "show_if: true",
    "type: grid",
    "scale: finnes-ikke",
    "missing: {1: A}",
    "of: 3",
    "minutes: 9999999",
    "themes: [a]",
    "choices: {}",
    "rows: {a: B}",
    "- ",
    ": null",
    "variable: to",
    "text: ''",
    "minimum: -1e400",
)
SIGNS = "{}[]:,'\"#&*!|>%@ -1aø"


def broken(seed: int) -> str:
    """The form with one to four lines gone, doubled, replaced, or with a stray sign."""
    chance = random.Random(seed)
    lines = FORM.split("\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        line = lines[place]
        indent = " " * (len(line) - len(line.lstrip()))
        at = chance.randrange(len(line) + 1)
        lines[place : place + 1] = chance.choice(
            ([], [line, line], [indent + chance.choice(STRAY)], [line[:at] + chance.choice(SIGNS) + line[at + 1 :]])
        )
    return "\n".join(lines)


@pytest.mark.parametrize("start", range(0, 120, 40))
def test_a_broken_file_gives_messages_never_a_crash(tmp_path: Path, start: int) -> None:
    file = tmp_path / "skjema.yaml"
    for seed in range(start, start + 40):
        file.write_text(broken(seed), encoding="utf-8")
        try:
            found = read_instrument_file(file)
            told = check([found], Surroundings(files=(found,)))
            assert all(each.sentence(language) for each in told for language in LANGUAGES)
            for format_ in known_formats():
                assert export(read_usable(file), format_).content
        except EvaluationError as error:
            assert all(each.remedy(language) for each in error.problems for language in LANGUAGES)
