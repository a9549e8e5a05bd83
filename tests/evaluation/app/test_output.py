"""What people read on the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.language import Language


@pytest.fixture
def small(run: Callable[..., Any], tmp_path: Path) -> Callable[[Language], Path]:
    """A study of one text with one turn, in a language."""

    def make(language: Language) -> Path:
        (tmp_path / "evaluation.yaml").write_text(f"title: T\nlanguages: [{language}]\n", encoding="utf-8")
        (tmp_path / "ny.txt").write_text("I1: Vi løfter.\n", encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("language", "line"),
    [("nb", "ny: 1 ytring, 15 tegn.\n"), ("nn", "ny: 1 ytring, 15 teikn.\n"), ("en", "ny: 1 turn, 15 characters.\n")],
)
def test_one_is_told_as_one(
    run: Callable[..., Any], small: Callable[[Language], Path], language: Language, line: str
) -> None:
    folder = small(language)
    assert run("add", folder / "ny.txt", "--study", folder).out == line


@pytest.mark.parametrize("command", [["sources"], ["people"], ["sessions"], ["log"], ["find", "ord"], ["code", "list"]])
def test_an_empty_list_says_so(run: Callable[..., Any], small: Callable[[Language], Path], command: list[str]) -> None:
    assert run(*command, "--study", small("nb")).out == "Ingenting å vise.\n"


@pytest.mark.parametrize("command", [["sources"], ["people"], ["sessions"], ["log"], ["find", "ord"], ["code", "list"]])
def test_an_empty_list_is_an_empty_list_to_programs(
    run: Callable[..., Any], small: Callable[[Language], Path], command: list[str]
) -> None:
    assert run(*command, "--json", "--study", small("nb")).json == []


def test_an_empty_matrix_says_so_too(run: Callable[..., Any], small: Callable[[Language], Path]) -> None:
    assert run("matrix", "--study", small("nb")).out == "Ingenting å vise.\n"


@pytest.mark.parametrize("of", ["codings", "speakers", "sources", "words"])
@pytest.mark.parametrize("rows", ["theme", "code", "question", "organisation", "kind", "role", "speaker", "source"])
def test_any_two_attributes_can_be_crossed(run: Callable[..., Any], demo: Path, rows: str, of: str) -> None:
    for cols in ("organisation", "sector", "session", "coder", rows):
        done = run("matrix", "--rows", rows, "--cols", cols, "--of", of, "--json", "--study", demo)
        assert (done.status, len(done.json["values"])) == (0, len(done.json["rows"]))


def test_a_table_has_no_empty_lines_around_it(run: Callable[..., Any], demo: Path) -> None:
    lines = run("sources", "--study", demo).out.splitlines()
    assert all(line.strip() for line in lines)


def test_more_codings_than_fit_are_counted(run: Callable[..., Any], demo: Path) -> None:
    out = run("code", "list", "--study", demo).out
    assert out.splitlines()[-1].startswith("… og ")


def test_a_session_without_codings_lists_nothing(run: Callable[..., Any], demo: Path) -> None:
    assert run("code", "list", "--session", "tillegg", "--json", "--study", demo).json == []


def test_undo_and_redo_say_what_they_did(run: Callable[..., Any], copied: Path) -> None:
    undone, redone = run("undo", "--study", copied), run("undo", "--redo", "--study", copied)
    assert (undone.out, redone.out) == (
        "Angret endring 33: leste inn funn.\n",
        "Gjort om igjen: leste inn funn.\n",
    )


def test_a_backup_is_where_it_says(run: Callable[..., Any], copied: Path) -> None:
    assert Path(run("backup", "--json", "--study", copied).json["backup"]).is_file()


def test_a_codebook_comes_back_as_it_went_out(run: Callable[..., Any], copied: Path, tmp_path: Path) -> None:
    before = run("codebook", "list", "--json", "--study", copied).json
    run("codebook", "export", tmp_path / "koder.yaml", "--study", copied)
    run("codebook", "import", tmp_path / "koder.yaml", "--study", copied)
    assert run("codebook", "list", "--json", "--study", copied).json == before


def test_codes_without_definition_are_found(run: Callable[..., Any], small: Callable[[Language], Path]) -> None:
    folder = small("nb")
    (folder / "k.yaml").write_text("name: k\ncodes: [{name: a}]\n", encoding="utf-8")
    run("codebook", "import", folder / "k.yaml", "--study", folder)
    done = run("codebook", "check", "--json", "--study", folder)
    assert (done.status, [each["code"] for each in done.json]) == (1, ["CODE-004"])
