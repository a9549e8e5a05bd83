"""A project comes into a study whole, in one act that can be taken back, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coding.exchange.importing import import_file
from evaluation.codes import merge_codes, rename_code
from evaluation.errors import EvaluationError
from evaluation.memos import list_memos
from evaluation.model import Code, Codebook, Source
from evaluation.study import Study
from tests.coding.exchange.examples import (
    ADA,
    CODES,
    HELP,
    TALK,
    TRUST,
    USERS,
    everything,
    files_in,
    guid,
    lot,
    packed,
    project,
    selection,
    source,
)

New = Callable[[str], Study]
TEXT = "Ada: Jeg fikk hjelp.\nBo: Det var fint.\n"
FILES: dict[str, str | bytes] = {"sources/samtale.txt": TEXT}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return packed(
        tmp_path / "a.qdpx", project(source(selection(14, 19) + selection(5, 8, number=2, code=TRUST))), FILES
    )


def test_a_project_fills_an_empty_study(new_study: New, file: Path) -> None:
    study = new_study("a")
    done = import_file(study, file)
    [kept] = study.sources()
    assert [kept.text[each.start : each.end] for each in study.codings()] == ["Jeg", "hjelp"]
    assert {code.name: code.guid for code in study.codebook} == {"hjelp": HELP, "tillit": TRUST}
    assert (study.folder / "sources" / kept.file).read_text(encoding="utf-8") == TEXT
    assert lot(done.losses)["coding", "kept", ""] == 2


def test_the_report_is_a_memo_in_the_language_of_the_study(new_study: New, file: Path) -> None:
    study = new_study("a")
    done = import_file(study, file)
    [memo] = list_memos(study)
    assert (memo.id, memo.kind, memo.title) == (done.memo, "method", "Utveksling: a.qdpx")
    assert "Koding: 2 beholdt" in memo.text


def test_undo_takes_everything_back_and_redo_brings_it_again(new_study: New, file: Path) -> None:
    study = new_study("a")
    before = everything(study)
    import_file(study, file)
    after = everything(study)
    study.undo()
    assert everything(study) == before
    study.undo(redo=True)
    assert everything(study) == after


def test_importing_twice_doubles_nothing(new_study: New, file: Path) -> None:
    study = new_study("a")
    import_file(study, file)
    counts = (len(study.codings()), len(study.codebook), len(study.list_sources()))
    done = import_file(study, file)
    assert (len(study.codings()), len(study.codebook), len(study.list_sources())) == counts
    assert {(key[0], key[2]) for key in lot(done.losses)} == {
        ("user", ""),
        ("code", "same-code"),
        ("source", "same-source"),
        ("coding", "same-coding"),
    }


def test_codes_are_the_same_by_path_and_never_by_bare_name(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    codes = (Code(name="arbeid"), Code(name="hjelp", parent="arbeid"), Code(name="tillit"))
    study.import_codebook(Codebook(name="egen", codes=codes))
    done = import_file(study, packed(tmp_path / "a.qdpx", project(source(selection(14, 19))), FILES))
    assert [code.name for code in study.codebook] == ["arbeid", "hjelp", "tillit", "hjelp 2"]
    assert study.codebook.code("hjelp 2").label.text("nb") == "hjelp"
    assert [each.code for each in study.codings()] == ["hjelp 2"]
    told = lot(done.losses)
    assert (told["code", "kept", "same-code"], told["code", "changed", "name-taken"]) == (1, 1)


def test_a_code_that_was_renamed_is_known_by_its_guid(new_study: New, file: Path) -> None:
    study = new_study("a")
    import_file(study, file)
    rename_code(study, "hjelp", "støtte")
    import_file(study, file)
    assert [code.name for code in study.codebook] == ["støtte", "tillit"]


def test_a_source_is_known_by_its_text_and_codings_move_to_what_it_says_now(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    first = packed(tmp_path / "a.qdpx", project(source("")), FILES)
    import_file(study, first)
    from evaluation.editing import change_text

    change_text(study, "samtale", TEXT.replace("Jeg fikk", "Jeg fikk virkelig god"))
    done = import_file(
        study, packed(tmp_path / "b.qdpx", project(source(selection(14, 19) + selection(5, 8, number=2))), FILES)
    )
    [kept] = study.sources()
    assert [kept.text[each.start : each.end] for each in study.codings()] == ["Jeg", "hjelp"]
    assert lot(done.losses)["coding", "kept", ""] == 2


def test_codings_whose_words_are_gone_are_told(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", project(source("")), FILES))
    from evaluation.editing import change_text

    change_text(study, "samtale", TEXT.replace("Jeg fikk hjelp.", "Ingenting."), force=True)
    done = import_file(study, packed(tmp_path / "b.qdpx", project(source(selection(10, 19))), FILES))
    assert study.codings() == []
    assert lot(done.losses)["coding", "dropped", "words-gone"] == 1
    assert "EXCHANGE-010" in [each.code for each in done.problems]


def test_a_source_of_the_same_name_but_other_words_gets_another_name(new_study: New, file: Path) -> None:
    study = new_study("a")
    study.add(Source("samtale", "Noe helt annet."))
    done = import_file(study, file)
    assert [each.name for each in study.list_sources()] == ["samtale", "samtale 2"]
    assert lot(done.losses)["source", "changed", "name-taken"] == 1


def test_a_coder_of_the_same_name_is_the_same(new_study: New, file: Path) -> None:
    study = new_study("a")
    study.import_codebook(Codebook(name="egen", codes=(Code(name="tillit"),)))
    study.add(Source("notat", "Noe annet."))
    from evaluation.model import Coding

    study.add(Coding("notat", 0, 3, "tillit", "Ada"))
    done = import_file(study, file)
    assert {each.coder for each in study.codings()} == {"Ada"}
    assert lot(done.losses)["user", "kept", "same-name"] == 1


def test_the_same_coding_twice_in_a_file_becomes_one_and_is_told(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    twice = selection(14, 19) + selection(14, 19, number=2)
    done = import_file(study, packed(tmp_path / "a.qdpx", project(source(twice)), FILES))
    assert len(study.codings()) == 1
    assert lot(done.losses)["coding", "kept", "same-coding"] == 1


def test_nothing_is_left_behind_when_a_medium_is_damaged(new_study: New, tmp_path: Path) -> None:
    picture = f'<PictureSource guid="{guid(8, 1)}" name="b.png" path="internal://b.png"/></Sources>'
    xml = project(source(selection(14, 19)).replace("</Sources>", picture))
    file = packed(tmp_path / "a.qdpx", xml, {**FILES, "sources/b.png": b"innhold" * 50})
    content = bytearray(file.read_bytes())
    at = content.index(b"sources/b.png") + len(b"sources/b.png") + 2
    content[at] ^= 0xFF
    file.write_bytes(content)
    study = new_study("a")
    before = everything(study)
    with pytest.raises(EvaluationError) as error:
        import_file(study, file)
    assert [each.code for each in error.value.problems] == ["EXCHANGE-002"]
    assert (everything(study), files_in(study), study.log()) == (before, set(), [])


def test_references_follow_codes_that_are_merged(new_study: New, tmp_path: Path) -> None:
    from coding.exchange.exporting import export_file
    from tests.coding.exchange.examples import xml_of

    inside = f'<Sets><Set guid="{guid(8, 1)}" name="sammen"><MemberCode targetGUID="{HELP}"/></Set></Sets>'
    picture = (
        f'<Sources><PictureSource guid="{TALK}" name="tavle"><Coding guid="{guid(5, 1)}" creatingUser="{ADA}">'
        f'<CodeRef targetGUID="{HELP}"/></Coding></PictureSource></Sources>'
    )
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", project(picture + inside)))
    rename_code(study, "hjelp", "støtte")
    merge_codes(study, ["støtte"], "tillit")
    rename_code(study, "tillit", "trygghet")
    export_file(study, tmp_path / "b.qdpx")
    xml = xml_of(tmp_path / "b.qdpx")
    assert xml.count(f'<MemberCode targetGUID="{TRUST}"/>') == xml.count(f'<CodeRef targetGUID="{TRUST}"/>') == 1
    assert HELP not in xml


def test_a_study_without_a_codebook_takes_the_project_as_it_is(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", project("", before=USERS + CODES)))
    assert [code.colour for code in study.codebook] == ["#112233", None]


def test_selections_follow_a_text_that_is_corrected(new_study: New, tmp_path: Path) -> None:
    from coding.exchange.exporting import project_of
    from evaluation.editing import change_text

    bare = f'<PlainTextSelection guid="{guid(4, 1)}" name="merket" startPosition="14" endPosition="19"/>'
    gone = f'<PlainTextSelection guid="{guid(4, 2)}" name="borte" startPosition="25" endPosition="38"/>'
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", project(source(bare + gone)), FILES))
    change_text(study, "samtale", "Ada: Nå vet jeg at jeg fikk hjelp.\nBo: Ja.\n", force=True)
    text = study.source("samtale").text
    [moved, emptied] = project_of(study).passages
    assert text[moved.start : moved.end] == "hjelp"
    assert emptied.start == emptied.end
    study.undo()
    assert [(each.start, each.end) for each in project_of(study).passages] == [(14, 19), (25, 38)]


def test_the_files_of_media_are_at_home_in_the_study(new_study: New, tmp_path: Path) -> None:
    from evaluation.doctor import examine

    picture = f'<PictureSource guid="{guid(8, 1)}" name="b.png" path="internal://b.png"/></Sources>'
    xml = project(source("").replace("</Sources>", picture))
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", xml, {**FILES, "sources/b.png": b"bilde"}))
    assert files_in(study) == {"samtale.txt", "b.png"}
    assert "STUDY-014" not in [each.code for each in examine(study)]
