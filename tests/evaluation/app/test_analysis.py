"""The commands that analyse: their keys, their pictures, and studies with little in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import shapes
from evaluation.model import Participant, People, Source, Turn
from evaluation.study import Study

SEED = next(iter((Path(__file__).parents[4] / "shared" / "seeds").glob("004*.txt")), None)
LINES = {
    "cooccur": ["cooccur"],
    "words": ["words"],
    "words kwic": ["words", "kwic", "avtale*"],
    "words collocations": ["words", "collocations"],
    "speakers": ["speakers"],
    "saturation": ["saturation", "--orders", "20"],
    "portrait": ["portrait", "fokusgruppe"],
}
DRAWN = [*(each for each in LINES if each != "words kwic"), "words keyness"]


def of_rows(shape: Any) -> set[str]:
    return set(shape[0] if isinstance(shape, list) else shape)


@pytest.mark.parametrize("command", LINES)
def test_keys_are_those_of_the_documents(run: Callable[..., Any], demo: Path, command: str) -> None:
    told = run(*LINES[command], "--json", "--study", demo).json
    found = set(told[0] if isinstance(told, list) else told)
    # The sample's people policy takes the role away.
    assert found == of_rows(shapes()[command]) - ({"role"} if command == "words kwic" else set())


@pytest.mark.parametrize("command", DRAWN)
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_each_draws_a_picture(run: Callable[..., Any], demo: Path, tmp_path: Path, command: str, ending: str) -> None:
    words = LINES.get(command, ["words", "--by", "sector", "--keyness", "lager"])
    file = tmp_path / f"bilde{ending}"
    done = run(*words, "--picture", file, "--study", demo)
    assert (done.status, file.read_bytes()[:5] in (b"\x89PNG\r", b"<?xml")) == (0, True)


@pytest.mark.parametrize("way", ["overlap", "sentence", "turn", "case", "chars:200"])
def test_codes_stand_together_in_several_ways(run: Callable[..., Any], demo: Path, way: str) -> None:
    assert len(run("cooccur", "--by", way, "--json", "--study", demo).json) > 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["cooccur", "--by", "chars:"], "ANALYSIS-002"),
        (["cooccur", "--by", "avsnitt"], "ANALYSIS-002"),
        (["cooccur", "--coefficient", "phi"], "CLI-003"),
        (["words", "--picture", "bilde.bmp"], "ANALYSIS-003"),
        (["words", "--by", "navn"], "ANALYSIS-004"),
        (["words", "--keyness", "lager"], "ANALYSIS-005"),
        (["words", "--by", "sector", "--keyness", "lagr"], "FIND-001"),
        (["portrait", "fokusgruppa"], "STUDY-004"),
        (["speakers", "--source", "fokusgruppa"], "STUDY-004"),
    ],
)
def test_what_cannot_be_done_is_said(run: Callable[..., Any], demo: Path, line: list[str], code: str) -> None:
    done = run(*line, "--json", "--study", demo)
    assert (done.status, done.error["code"]) == (1, code)


def test_who_is_silent_is_listed_for_each_theme(run: Callable[..., Any], study: Study, study_folder: Path) -> None:
    study.add_people(People(participants=(Participant(id="p1", pseudonym="Informant 1"),)))
    told = run("speakers", "--silent", "--json", "--study", study_folder).json
    assert told == [{"theme": each, "speaker": "Informant 1"} for each in ("forebygging", "oppfolging")]


@pytest.mark.parametrize("line", [["words", "--least", "1"], ["words", "kwic", "ringte"], ["words", "collocations"]])
def test_names_the_study_knows_are_not_shown(
    run: Callable[..., Any], study: Study, study_folder: Path, line: list[str]
) -> None:
    study.add_people(People(participants=(Participant(id="p1", name="Ragnhild Ternebø", pseudonym="Informant 1"),)))
    text = "Ragnhild Ternebø ringte. " * 3
    study.add(Source("samtale", text, "transcript", (Turn(0, len(text), "I1", participant="p1"),)))
    done = run(*line, "--json", "--study", study_folder)
    assert (done.status, "ragnhild" in done.out.lower(), "ternebø" in done.out.lower()) == (0, False, False)


def test_an_unknown_speakers_label_is_not_shown(run: Callable[..., Any], study: Study, study_folder: Path) -> None:
    study.add(Source("samtale", "Ja visst.", "transcript", (Turn(0, 9, "Ragnhild"),)))
    [row] = run("speakers", "--json", "--study", study_folder).json
    assert (row["speaker"], row["words"]) == ("Taler 1", 2)


@pytest.mark.skipif(SEED is None, reason="the shared examples are not here")
@pytest.mark.parametrize("words", LINES.values(), ids=LINES)
def test_a_study_of_one_document_without_codes_is_fine(
    run: Callable[..., Any], study_folder: Path, tmp_path: Path, words: list[str]
) -> None:
    run("add", SEED, "--as", "document", "--name", "fokusgruppe", "--study", study_folder)
    picture = ["--picture", tmp_path / "bilde.png"] if "kwic" not in words else []
    done = run(*words, *picture, "--study", study_folder)
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_words_in_context_stand_under_one_another_within_the_window(
    run: Callable[..., Any], demo: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("words", "kwic", "avtalen", "--study", demo).out.splitlines()
    shown = [line for line in lines if line.startswith(" ")]
    assert len({line.lower().index("avtalen", 24) for line in shown if "avtalen" in line[24:].lower()}) <= 2
    assert max(map(len, shown)) <= width
