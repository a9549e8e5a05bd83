"""Projects come in and go out from the command line, with a report that fits the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import shapes
from tests.coding.exchange.examples import packed, project, selection, source

TEXT = "Ada: Jeg fikk hjelp.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    missing = "".join(
        f'<PictureSource guid="{number:08x}-0000-4000-8000-000000000000" name="b{number}" path="b{number}.png"/>'
        for number in range(1, 7)
    )
    xml = project(source(selection(14, 19)).replace("</Sources>", missing + "</Sources>"))
    return packed(tmp_path / "a.qdpx", xml, {"sources/samtale.txt": TEXT})


def test_an_import_tells_what_became_of_each_element(run: Callable[..., Any], copied: Path, file: Path) -> None:
    done = run("exchange", "import", file, "--study", copied, "--json")
    assert done.status == 0, done.err
    told = done.json
    assert {(each["element"], each["outcome"]): each["count"] for each in told["losses"]} == {
        ("user", "kept"): 2,
        ("code", "kept"): 2,
        ("source", "kept"): 1,
        ("coding", "kept"): 1,
        ("picture", "changed"): 6,
    }
    shape = shapes()["exchange import"]
    assert (set(told), set(told["frame"]), set(told["losses"][0])) == (
        set(shape),
        set(shape["frame"]),
        set(shape["losses"][0]),
    )
    assert (told["name"], told["frame"]["frame"], len(told["problems"])) == ("Prøve", "codepoint", 6)


def test_an_import_is_shown_as_a_table_and_says_the_same_thing_a_few_times_only(
    run: Callable[..., Any], copied: Path, file: Path
) -> None:
    done = run("exchange", "import", file, "--study", copied)
    assert "Koding" in done.out
    assert "Bilde" in done.out
    assert done.err.count("EXCHANGE-007") == 3
    assert "3 til av samme slag" in done.out


def test_a_project_makes_a_study_of_its_own(run: Callable[..., Any], tmp_path: Path, file: Path) -> None:
    assert run("exchange", "import", file, "--new", tmp_path / "ny").status == 0
    assert (tmp_path / "ny" / "evaluation.yaml").is_file()
    assert "samtale" in run("sources", "--study", tmp_path / "ny").out


def test_a_project_that_cannot_be_read_makes_no_study(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.qdpx").write_bytes(b"ikke noe")
    done = run("exchange", "import", tmp_path / "a.qdpx", "--new", tmp_path / "ny", "--json")
    assert (done.status, done.error["code"]) == (1, "EXCHANGE-002")
    assert not (tmp_path / "ny").exists()


@pytest.mark.parametrize(("name", "code"), [("a.xyz", "EXCHANGE-001"), ("a.qdpx", "SOURCE-001")])
def test_a_file_of_no_known_kind_and_one_that_is_not_there_are_refused(
    run: Callable[..., Any], copied: Path, tmp_path: Path, name: str, code: str
) -> None:
    done = run("exchange", "import", tmp_path / name, "--study", copied, "--json")
    assert (done.status, done.error["code"]) == (1, code)


def test_a_way_of_counting_that_is_none_is_refused(run: Callable[..., Any], copied: Path, file: Path) -> None:
    done = run("exchange", "import", file, "--frame", "utf7", "--study", copied, "--json")
    assert (done.status, done.error["code"]) == (1, "EXCHANGE-006")


def test_an_export_is_written_and_told(run: Callable[..., Any], copied: Path, tmp_path: Path) -> None:
    done = run("exchange", "export", tmp_path / "ut.qdpx", "--study", copied)
    assert (done.status, (tmp_path / "ut.qdpx").is_file()) == (0, True)
    assert "ut.qdpx" in done.out


def test_a_study_with_nothing_in_it_has_nothing_to_export(run: Callable[..., Any], tmp_path: Path) -> None:
    run("init", tmp_path / "ny")
    done = run("exchange", "export", tmp_path / "ut.qdpx", "--study", tmp_path / "ny", "--json")
    assert (done.status, done.error["code"]) == (1, "EXCHANGE-011")
    assert not (tmp_path / "ut.qdpx").exists()
