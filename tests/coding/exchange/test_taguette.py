"""A Taguette project comes along with its highlights on the very words, though it counts them in bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.exchange.foreign.pages import page
from coding.exchange.formats.taguette import _begin, _end, read
from coding.exchange.project import Project
from tests.coding.exchange.foreign_examples import TAGUETTE_ROWS, TAGUETTE_WORDS, bytes_of, taguette, written
from tests.coding.exchange.reading import coded, codes_of, paths, told

# Other work on the machine is no fault of ours.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read(taguette(tmp_path_factory.mktemp("taguette") / "halvveis.sqlite3"))


def highlighted(file: Path, **place: Any) -> Project:
    highlight = {"id": 1, "document_id": 1, "snippet": "", **place}
    rows = {**TAGUETTE_ROWS, "highlights": [highlight], "highlight_tags": [{"highlight_id": 1, "tag_id": 1}]}
    return read(taguette(file, rows))


def test_a_page_is_laid_out_in_lines(project: Project) -> None:
    [text] = project.texts
    assert text.source.text == (
        "Intervju & notater\nÅse: Vi fikk tid til å forebygge 🙂 <endelig>.\nBlåmandag er fortsatt en dag.\nÉn\nTo"
    )
    assert (text.source.name, text.created) == ("Intervju", "2026-04-22T08:00:00")


def test_highlights_stand_on_their_words(project: Project) -> None:
    assert coded(project) == [
        ("tid til å forebygge 🙂", "tiltak.forebygging", "kari"),
        ("🙂 <endelig>.\nBlåmandag", "tiltak", "ola"),
        ("🙂 <endelig>.\nBlåmandag", "fravær", "ola"),
    ]
    assert project.codings[0].at == "2026-04-23T09:00:00"


def test_a_highlight_without_a_tag_is_a_passage(project: Project) -> None:
    [passage] = project.passages
    assert project.texts[0].source.text[passage.start : passage.end] == "Én\nTo"


def test_tags_stand_under_their_parents(project: Project) -> None:
    assert paths(project) == ["tiltak", "tiltak / tiltak.forebygging", "tiltak / fravær"]
    assert project.codebook.code("tiltak").definition.nb == "Det som gjøres"


def test_descriptions_are_memos(project: Project) -> None:
    assert (project.name, project.description) == ("Halvveis", "En studie av avtalen")
    assert [(each.memo.on_id, each.memo.text) for each in project.notes] == [("Intervju", "Godt opptak")]


def test_every_element_is_told(project: Project) -> None:
    assert told(project) == {
        ("code", "kept", 3, ""),
        ("source", "kept", 1, ""),
        ("source", "dropped", 1, "text-none"),
        ("coding", "kept", 3, ""),
        ("selection", "kept", 1, ""),
        ("note", "kept", 1, ""),
    }


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (bytes_of("Åse:  Vi"), "Åse: Vi"),
        (bytes_of(" Vi "), " Vi "),
        (bytes_of("\nÅse"), "\nÅse"),
        (bytes_of("en dag.\nÉn"), "en dag.\nÉn"),
        ({"start_offset": 0, "end_offset": len(TAGUETTE_WORDS.encode())}, None),
    ],
)
def test_blanks_of_the_page_move_no_word(tmp_path: Path, place: dict[str, int], words: str | None) -> None:
    project = highlighted(tmp_path / "a.sqlite3", **place)
    assert [each for each, *_ in coded(project)] == [words or project.texts[0].source.text]


@pytest.mark.parametrize("place", [{"start_offset": 5, "end_offset": 9000}, {"start_offset": -4, "end_offset": 3}])
def test_bytes_beyond_the_text_are_told(tmp_path: Path, place: dict[str, int]) -> None:
    project = highlighted(tmp_path / "a.sqlite3", **place)
    assert ("coding", "dropped", 1, "place-outside") in told(project)


def test_words_that_stand_elsewhere_are_found_by_the_snippet(tmp_path: Path) -> None:
    project = highlighted(tmp_path / "a.sqlite3", start_offset=1, end_offset=9, snippet="<p><em>fortsatt</em> en</p>")
    assert [words for words, *_ in coded(project)] == ["fortsatt en"]
    assert ("coding", "changed", 1, "found-again") in told(project)


def test_several_projects_in_a_file_are_refused_by_name(tmp_path: Path) -> None:
    more = [*TAGUETTE_ROWS["projects"], {"id": 2, "name": "Annet", "description": ""}]
    assert codes_of(read, taguette(tmp_path / "a.sqlite3", {**TAGUETTE_ROWS, "projects": more})) == ["FOREIGN-013"]


def test_another_database_and_another_way_of_counting_are_refused(tmp_path: Path) -> None:
    assert codes_of(read, written(tmp_path / "a.sqlite3", ("create table tags (id)",), {})) == ["FOREIGN-010"]
    assert codes_of(read, taguette(tmp_path / "b.sqlite3"), "utf16") == ["FOREIGN-014"]


def test_a_log_of_nonsense_names_nobody(tmp_path: Path) -> None:
    commands = [{"id": n, "user_login": "x", "payload": each} for n, each in enumerate(("[1]", "{", "[" * 9999, "{}"))]
    project = read(taguette(tmp_path / "a.sqlite3", {**TAGUETTE_ROWS, "commands": commands}))
    assert project.users == ()


BROKEN = ("<![foo", "<![CDATA[x]]>y", "<!x", "<?", "<p", "&#x110000;&#0;", "<!-- a", "\ufeffa", "</")


@calm
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "Å", "🙂", " ", "\n", "ord", "<br>", "&amp;", "<b>", "</b>"]), max_size=30)
)
def test_every_sign_of_a_page_keeps_its_place(pieces: list[str]) -> None:
    read_ = page("".join(pieces))
    bare = "".join("&" if each == "&amp;" else each for each in pieces if not each.startswith("<"))
    counted = 0
    for sign in bare:
        width = len(sign.encode())
        if not sign.isspace():
            assert read_.text[_begin(read_, counted) : _end(read_, counted + width)] == sign
        counted += width


@pytest.mark.parametrize("html", BROKEN)
def test_a_broken_page_is_a_page(html: str) -> None:
    read_ = page(html)
    assert len(read_.places) == len(read_.bytes)
