"""What is doubtful in a transcript is told at once, with its line, and the import still happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.transcripts import parse, read
from evaluation.errors import Problem
from evaluation.language import LANGUAGES
from evaluation.model import Source
from evaluation.sources.formats.plain import read as plain

SEEDS = sorted((Path(__file__).parents[4] / "shared" / "seeds").glob("*.txt"))


def parsed(text: str) -> Source:
    return parse(plain(text.encode(), "fg1.txt"))


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int | None]]:
    assert all(each.sentence(language) for each in problems for language in LANGUAGES)
    return [(each.code, each.line) for each in problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Kari: A.\nOla: B.\nKari: C.\nOla: D.\n", []),
        ("Kari: A.\nOla: B.\nKari: C.\nOla: D.\nModerater: E.\n", [("TRANSCRIPT-001", 5)]),
        ("Moderator: A.\nKari: B.\nModerator: C.\nKari: D.\nModerater: E.", [("TRANSCRIPT-001", 5)]),
        ("Kari: A.\nOla:\n\nKari: C.\nOla: D.\n", [("TRANSCRIPT-002", 2)]),
        ("[00:10] Kari: A.\n[00:09] Ola: B.\n[00:11] Kari: C.\n[00:12] Ola: D.", [("TRANSCRIPT-004", 2)]),
        ("Fokusgruppe i mars.\nKari: A.\nOla: B.\nKari: C.\nOla: D.", [("TRANSCRIPT-005", 1)]),
        ("# Fokusgruppe\n\nKari: A.\nOla: B.\nKari: C.\nOla: D.", []),
        ("Bare et notat om møtet.", [("TRANSCRIPT-006", None)]),
        (
            "Tittel\nKari:\n[00:10] Ola: B.\n[00:05] Kari: C.\nOla: D.\nOla Moen: E.",
            [("TRANSCRIPT-005", 1), ("TRANSCRIPT-002", 2), ("TRANSCRIPT-004", 4), ("TRANSCRIPT-001", 6)],
        ),
    ],
    ids=["clean", "unknown role", "misspelt", "empty", "backwards", "preamble", "heading", "no speakers", "all"],
)
def test_each_doubt_is_told_with_its_line(text: str, problems: list[tuple[str, int | None]]) -> None:
    assert told(parsed(text).problems) == problems


def test_nothing_doubtful_is_an_error() -> None:
    source = parsed("Tittel\nKari:\n[00:10] Ola: B.\n[00:05] Kari: C.\nOla: D.\nOla Moen: E.")
    assert {each.severity for each in source.problems} == {"note", "warning"}


def test_the_shortcut_survives_the_import_of_its_module() -> None:
    import coding.transcripts.transcript
    from coding import transcripts

    assert transcripts.read is coding.transcripts.transcript.read


@pytest.mark.skipif(not SEEDS, reason="the real texts are not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_real_texts_lose_no_word_outside_headings_and_asides(path: Path) -> None:
    source = read(path)
    assert source.text == path.read_bytes().decode("utf-8")
    assert sum(turn.end - turn.start for turn in source.turns) > 0.85 * len(source.text.strip())
