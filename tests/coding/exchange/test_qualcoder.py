"""A QualCoder project comes along whole, from every version of its database, and what does not is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coding.exchange.formats.qualcoder import read
from coding.exchange.project import Attached, Project
from tests.coding.exchange.foreign_examples import LETTER, PLAIN, QUALCODER_ROWS, qualcoder, stretch, written
from tests.coding.exchange.reading import coded, codes_of, paths, told

CODED = [
    ("tid til å forebygge 🙂", "forebygging", "kari"),
    ("lederen spør hver uke", "Ledelse–oppfølging", "ola"),
    ("vernerunden virker", "forebygging", "kari"),
    ("oppfølging 👩‍🔧 av vikarene", "Ledelse–oppfølging", "kari"),
]


def with_rows(folder: Path, version: int = 10, **tables: list[dict[str, Any]]) -> Project:
    return read(qualcoder(folder, version, {**QUALCODER_ROWS, **tables}))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = qualcoder(tmp_path_factory.mktemp("qda") / "Halvveis.qda", 16)
    (folder / "images" / "tavle.jpg").write_bytes(b"jpg")
    return read(folder)


@pytest.mark.parametrize("version", [1, 5, 10, 16])
def test_every_version_of_the_database_gives_its_codings(tmp_path: Path, version: int) -> None:
    assert coded(read(qualcoder(tmp_path / "a.qda", version))) == CODED


def test_codes_stand_under_their_categories(project: Project) -> None:
    assert paths(project) == [
        "Tiltak",
        "Tiltak / Tidlig innsats",
        "Tiltak / Tidlig innsats / forebygging",
        "Ledelse–oppfølging",
        "rus",
    ]
    code = project.codebook.code("forebygging")
    assert (code.colour, code.definition.nb) == ("#F5A623", "Før noen blir syk")
    assert project.codebook.code("Ledelse–oppfølging").label.nb == "Ledelse / oppfølging"


def test_codes_under_codes_stand_there(tmp_path: Path) -> None:
    codes = [{"cid": 1, "name": "støtte"}, {"cid": 2, "name": "leder", "supercid": 1, "catid": 1}]
    assert "støtte / leder" in paths(with_rows(tmp_path / "a.qda", 16, code_name=codes))


def test_memos_notes_and_times_come_along(project: Project) -> None:
    first, second, *_ = project.codings
    assert (first.coding.note, first.at) == ("tydelig", "2026-04-23T09:00:00")
    assert second.coding.note == "(Merket som viktig.)"
    memos = [each.memo for each in project.notes]
    words = [(each.on, each.on_id, each.text, each.author) for each in memos]
    assert words == [
        ("source", "intervju-åse.txt", "Godt lydopptak", "kari"),
        ("source", "brev.txt", "Spør om dette", "kari"),
        ("study", "", "Første runde er ferdig.", "kari"),
    ]
    assert LETTER[slice(memos[1].start, memos[1].end)] == "Én ting"
    assert project.description == "Halvveis i avtalen"
    assert [user.name for user in project.users] == ["kari", "ola"]


def test_cases_have_their_attributes_texts_and_passages(project: Project) -> None:
    names = {each.guid: each.name for each in project.variables}
    first, second = project.cases
    assert {names[guid]: value for guid, value in first.values.items()} == {"sektor": "helse", "ansatte": "120"}
    assert first.sources == (project.texts[0].guid,)
    [passage] = project.passages
    assert second.selections == (passage.guid,)
    assert (passage.source, passage.start, passage.end) == ("brev.txt", 0, 28)
    assert second.sources == (project.media[0].guid,)
    assert {names[guid]: value for guid, value in project.texts[1].values.items()} == {"kanal": "e-post"}


def test_media_are_kept_with_what_is_coded_in_them(project: Project) -> None:
    picture, recording = project.media
    assert picture.file == Attached("tavle.jpg", picture.file.place if picture.file else Path())
    assert picture.content["selections"][0]["place"] == {"firstX": 10, "firstY": 20, "secondX": 40, "secondY": 60}  # type: ignore[index]
    assert recording.content["selections"][0]["place"] == {"begin": 1000, "end": 4500}  # type: ignore[index]
    assert project.texts[0].medium == recording.guid
    assert recording.file is None
    assert "FOREIGN-012" in [each.code for each in project.problems]


def test_every_element_is_told(project: Project) -> None:
    assert told(project) == {
        ("code", "kept", 5, ""),
        ("coding", "kept", 3, ""),
        ("coding", "kept", 2, "kept-apart"),
        ("coding", "changed", 1, "important-noted"),
        ("picture", "kept", 1, "kept-apart"),
        ("audio", "changed", 1, "file-missing"),
        ("source", "kept", 1, ""),
        ("transcript", "kept", 1, ""),
        ("source", "dropped", 1, "text-none"),
        ("note", "kept", 3, ""),
        ("value", "kept", 3, ""),
        ("variable", "kept", 3, ""),
        ("case", "kept", 2, ""),
        ("selection", "kept", 1, ""),
        ("query", "dropped", 1, "no-place"),
    }


def test_areas_of_a_pdf_are_kept_beside_its_text(tmp_path: Path) -> None:
    source = {"id": 9, "name": "rapport.pdf", "fulltext": "Sammendrag\fKapittel", "mediapath": "/docs/rapport.pdf"}
    area = {"imid": 1, "id": 9, "x1": 1, "y1": 2, "width": 3, "height": 4, "cid": 1, "pdf_page": 2}
    project = with_rows(tmp_path / "a.qda", 10, source=[source], code_image=[area], code_text=[], code_av=[])
    [medium], [text] = project.media, project.texts
    assert (medium.kind, text.medium, text.source.text) == ("pdf", medium.guid, "Sammendrag\nKapittel")
    assert medium.content["selections"][0]["place"]["page"] == 2  # type: ignore[index]


def test_the_file_a_text_was_read_from_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "a.qda"
    source = {"id": 1, "name": "brev.docx", "fulltext": "Kjære", "mediapath": "/docs/brev.docx"}
    qualcoder(folder, 10, {**QUALCODER_ROWS, "source": [source], "code_text": []})
    (folder / "documents" / "brev.docx").write_bytes(b"docx")
    assert read(folder).texts[0].file == Attached("brev.docx", folder / "documents" / "brev.docx")


def test_a_zipped_folder_is_the_same_project(tmp_path: Path, project: Project) -> None:
    folder = qualcoder(tmp_path / "zip" / "Halvveis.qda", 16) if (tmp_path / "zip").mkdir() is None else tmp_path
    (folder / "images" / "tavle.jpg").write_bytes(b"jpg")
    packed = Path(shutil.make_archive(str(tmp_path / "Halvveis"), "zip", tmp_path / "zip"))
    found = read(packed)
    assert coded(found) == CODED
    assert found.name == "Halvveis"
    assert found.media[0].file == Attached("tavle.jpg", packed, "Halvveis.qda/images/tavle.jpg")
    assert coded(read(packed.rename(tmp_path / "b.qda"))) == CODED


def test_the_database_itself_may_be_named(tmp_path: Path) -> None:
    assert coded(read(qualcoder(tmp_path / "a.qda") / "data.qda")) == CODED


@pytest.mark.parametrize(
    ("text", "crlf", "utf16"),
    [(PLAIN.replace("\n", "\r\n"), 2, False), (PLAIN.replace("\n", "\r\n"), 1, False), (PLAIN, 1, True)],
    ids=["line breaks counted twice", "line breaks counted once", "UTF-16"],
)
def test_the_words_remembered_tell_how_places_are_counted(tmp_path: Path, text: str, crlf: int, utf16: bool) -> None:
    def counted(words: str) -> dict[str, Any]:
        before = PLAIN[: PLAIN.index(words)].replace("\n", "\r\n" if crlf == 2 else "\n")
        width = (lambda part: len(part.encode("utf-16-le")) // 2) if utf16 else len
        return {"pos0": width(before), "pos1": width(before) + width(words), "seltext": words}

    words = ["lederen spør hver uke", "Blåmandag", "fraværet går ned", "og lederen"]
    codings = [{"cid": 1, "fid": 1, "owner": "kari", **counted(each)} for each in words]
    project = with_rows(tmp_path / "a.qda", source=[{"id": 1, "name": "a", "fulltext": text}], code_text=codings)
    assert [each for each, _, _ in coded(project)] == words
    assert ("coding", "kept", 4, "") in told(project)


def test_words_that_stand_elsewhere_than_the_file_says_are_found_again(tmp_path: Path) -> None:
    wrong = {"pos0": 3, "pos1": 9, "seltext": "Blåmandag"}
    outside = {"pos0": 5000, "pos1": 5010, "seltext": "tid til å forebygge"}
    twice = {"pos0": 100, "pos1": 103, "seltext": "Åse:"}
    gone = {"pos0": 0, "pos1": 10, "seltext": "noe som ikke står i teksten lenger"}
    lost = {"pos0": 9000, "pos1": 9010, "seltext": "noe som ikke står i teksten lenger"}
    listed = [{"cid": 1, "fid": 1, "owner": "k", **each} for each in (wrong, outside, twice, gone, lost)]
    right = [
        {"cid": 2, "fid": 1, "owner": "k", **stretch(PLAIN, each)} for each in ("avtalen betydd", "hver uke", "dere")
    ]
    project = with_rows(tmp_path / "a.qda", code_text=[*right, *listed], code_av=[], code_image=[])
    assert [words for words, *_ in coded(project)][3:] == ["Blåmandag", "tid til å forebygge", "Åse:", PLAIN[:10]]
    assert {each for each in told(project) if each[0] == "coding"} == {
        ("coding", "kept", 3, ""),
        ("coding", "changed", 2, "found-again"),
        ("coding", "changed", 1, "found-nearest"),
        ("coding", "changed", 1, "words-differ"),
        ("coding", "dropped", 1, "place-outside"),
    }


def test_what_points_to_nothing_is_told_and_left_out(tmp_path: Path) -> None:
    codings = [
        {"cid": 99, "fid": 1, **stretch(PLAIN, "dere"), "owner": "a"},
        {"cid": 1, "fid": 99, **stretch(PLAIN, "dere"), "owner": "b"},
        {"cid": 1, "fid": 1, "pos0": None, "pos1": "x", "seltext": "dere", "owner": "c"},
        {"cid": 1, "fid": 1, **stretch(PLAIN, "dere"), "owner": "d"},
        {"cid": 1, "fid": 1, "pos0": 2, "pos1": 6, "seltext": "dere", "owner": "d"},
    ]
    areas = [{"imid": 1, "id": 3, "x1": 1, "cid": 1}, {"imid": 2, "id": 3, "x1": 1, "cid": 77}]
    attributes = [
        {"name": "", "attr_type": "case", "value": "x", "id": 1},
        {"name": "sektor", "attr_type": "case", "value": "x", "id": None},
        {"name": "sektor", "attr_type": "case", "value": "helse", "id": 1},
        {"name": "sektor", "attr_type": "case", "value": "renhold", "id": 1},
    ]
    tables = {"code_text": codings, "code_image": areas, "attribute": attributes, "code_av": []}
    project = with_rows(tmp_path / "a.qda", 1, **tables, cases=[{"caseid": 1, "name": ""}], case_text=[])
    assert coded(project) == [("dere", "forebygging", "d")]
    assert [each.name for each in project.cases] == ["case-1"]
    assert told(project) >= {
        ("coding", "dropped", 2, "code-gone"),
        ("coding", "dropped", 1, "source-gone"),
        ("coding", "dropped", 1, "twice"),
        ("coding", "dropped", 2, "place-none"),
        ("value", "dropped", 2, "variable-gone"),
        ("value", "dropped", 1, "value-twice"),
    }


def test_names_alike_and_numbers_used_twice_are_told_apart(tmp_path: Path) -> None:
    folder = qualcoder(tmp_path / "a.qda", 1, {})
    (folder / "data.qda").unlink()
    schema = (
        "CREATE TABLE source (id, name, fulltext)",
        "CREATE TABLE code_name (cid, name, catid)",
        "CREATE TABLE code_cat (catid, name, supercatid)",
        "CREATE TABLE code_text (cid, fid, pos0, pos1)",
    )
    rows = {
        "source": [
            {"id": 1, "name": "a", "fulltext": "En"},
            {"id": 2, "name": "a", "fulltext": "To"},
            {"id": 1, "fulltext": "x"},
        ],
        "code_name": [{"cid": 1, "name": "Tiltak"}, {"cid": 1, "name": "to ganger"}, {"cid": 2, "name": "\0"}],
        "code_cat": [{"catid": 1, "name": "Tiltak"}],
    }
    written(folder / "data.qda", schema, rows)
    project = read(folder)
    assert [text.source.name for text in project.texts] == ["a", "a 2"]
    assert len({code.name for code in project.codebook}) == len(project.codebook) == 3
    assert told(project) >= {("source", "dropped", 1, "number-twice"), ("code", "dropped", 1, "number-twice")}


def test_categories_in_a_circle_are_put_at_the_top(tmp_path: Path) -> None:
    circle = [{"catid": number, "name": f"c{number}", "supercatid": number % 3 + 1} for number in (1, 2, 3)]
    lost = [{"catid": 4, "name": "c4", "supercatid": 4}, {"catid": 5, "name": "c5", "supercatid": 77}]
    project = with_rows(tmp_path / "a.qda", code_cat=[*circle, *lost], code_name=[], code_text=[])
    assert [code.name for code in project.codebook if code.parent is None] == ["c1", "c4", "c5"]
    assert told(project) >= {("code", "changed", 1, "circle"), ("code", "changed", 2, "parent-gone")}


def test_a_thousand_levels_are_cut(tmp_path: Path) -> None:
    deep = [{"catid": number, "name": f"c{number}", "supercatid": number + 1} for number in range(1, 1001)]
    project = with_rows(tmp_path / "a.qda", code_cat=deep, code_name=[], code_text=[])
    assert len(project.codebook) == 1000
    assert any(element == "code" and reason == "too-deep" for element, _, _, reason in told(project))


def test_media_outside_the_project_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.jpg").write_bytes(b"x")
    folder = tmp_path / "a.qda"
    paths_ = ("/images/../../hemmelig.jpg", "images:/etc/passwd", "/images/lenke.jpg")
    sources = [{"id": number, "name": f"b{number}", "mediapath": path} for number, path in enumerate(paths_)]
    qualcoder(folder, 5, {**QUALCODER_ROWS, "source": sources, "code_text": []})
    (folder / "images" / "lenke.jpg").symlink_to(tmp_path / "hemmelig.jpg")
    assert [each.file for each in read(folder).media] == [None, None, None]


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "a.qda", ("CREATE TABLE notes (id)",), {})
    assert codes_of(read, file) == ["FOREIGN-010"]


def test_an_archive_without_a_project_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text("x")
    packed = Path(shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path / "b"))
    assert codes_of(read, packed) == ["FOREIGN-011"]
    assert codes_of(read, tmp_path / "b") == ["FOREIGN-003"]
    assert codes_of(read, tmp_path / "none.qda") == ["FOREIGN-003"]


def test_the_way_of_counting_can_be_given(tmp_path: Path) -> None:
    folder = qualcoder(tmp_path / "a.qda")
    assert read(folder, "codepoint").frame["given"] is True
    assert codes_of(read, folder, "bytes") == ["EXCHANGE-006"]
