"""Hostile archives are refused or mended with a message; nothing is written outside the study, nothing is fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coding.exchange import archive
from coding.exchange.formats import qdpx
from coding.exchange.importing import import_file
from evaluation.errors import EvaluationError
from evaluation.study import Study
from tests.coding.exchange.examples import (
    CODES,
    HELP,
    TALK,
    USERS,
    everything,
    files_in,
    guid,
    lot,
    packed,
    project,
    read,
    selection,
    source,
    words,
)

New = Callable[[str], Study]
TEXT = "Ada: Jeg fikk hjelp.\n"


def refused(path: Path) -> str:
    with pytest.raises(EvaluationError) as error:
        qdpx.read(path)
    [problem] = error.value.problems
    assert problem.what() and problem.remedy()
    return problem.code


@pytest.mark.parametrize(
    "name", ["../../ute.txt", "/etc/ute.txt", "sources/../../ute.txt", "C:/ute.txt", "..\\ute.txt"]
)
def test_a_part_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(packed(tmp_path / "a.qdpx", project(""), {name: b"x"})) == "EXCHANGE-005"


@pytest.mark.parametrize("content", [b"", b"PK", b"ikke en zip", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.qdpx").write_bytes(content)
    assert refused(tmp_path / "a.qdpx") == "EXCHANGE-002"


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.qdpx") == "SOURCE-001"
    (tmp_path / "b.qdpx").mkdir()
    assert refused(tmp_path / "b.qdpx") == "SOURCE-002"


def test_an_archive_without_a_project_is_refused(tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.qdpx", "x", name="notat.txt")) == "EXCHANGE-003"


def test_a_part_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.qdpx", project("") + " " * (20 << 20))
    assert bomb.stat().st_size < 100_000
    assert refused(bomb) == "EXCHANGE-004"


def test_a_medium_that_swells_is_refused(new_study: New, tmp_path: Path) -> None:
    inside = f'<Sources><AudioSource guid="{TALK}" name="lyd" path="internal://lyd.wav"/></Sources>'
    file = packed(tmp_path / "a.qdpx", project(inside), {"sources/lyd.wav": b"\0" * (20 << 20)})
    study = new_study("a")
    with pytest.raises(EvaluationError) as error:
        import_file(study, file)
    assert error.value.problems[0].code == "EXCHANGE-004"
    assert files_in(study) == set()


def test_a_part_that_lies_about_its_size_is_not_read_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PROJECT_LIMIT", 300)
    assert refused(packed(tmp_path / "a.qdpx", project("") + " " * 500)) == "EXCHANGE-004"


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path / "a.qdpx", project(""))
    content = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    file.write_bytes(content)
    assert refused(file) == "SOURCE-012"


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY c SYSTEM "http://127.0.0.1:9/hemmelig">',
        '<!ENTITY % c SYSTEM "http://127.0.0.1:9/a.dtd"> %c;',
    ],
)
def test_xml_with_entities_of_its_own_is_not_read(tmp_path: Path, entities: str) -> None:
    xml = f"<!DOCTYPE Project [{entities}]>" + project("<Description>&c;</Description>").partition("?>")[2]
    assert refused(packed(tmp_path / "a.qdpx", xml)) == "SOURCE-013"


@pytest.mark.parametrize("path", ["absolute:///etc/hostname", "relative://../../../etc/hostname", "/etc/hostname"])
def test_nothing_outside_the_archive_is_read(tmp_path: Path, path: str) -> None:
    found = read(tmp_path, project(source("", path=path)))
    assert found.texts == ()
    assert [each.code for each in found.problems] == ["EXCHANGE-007"]


def test_names_with_control_characters_are_cleaned(new_study: New, tmp_path: Path) -> None:
    xml = project(source(selection(14, 19), called='name="&#9;sam&#10;tale&#x85;"', path="internal://a&#9;b.txt"))
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", xml, {"sources/a\tb.txt": TEXT}))
    [kept] = study.list_sources()
    assert kept.name.isprintable()
    assert files_in(study) == {"a_b.txt"}
    assert all(each.isprintable() for each in files_in(study))


def test_a_name_that_would_leave_the_folder_stays_in_it(new_study: New, tmp_path: Path) -> None:
    xml = project(source("", called='name="../../ute"'))
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", xml, {"sources/samtale.txt": TEXT}))
    assert files_in(study) == {"samtale.txt"}
    assert not (tmp_path.parent / "ute").exists()


def test_a_code_inside_itself_is_told_and_gets_a_guid_of_its_own(new_study: New, tmp_path: Path) -> None:
    circle = f'<Code guid="{HELP}" name="a" isCodable="true">' * 30 + "</Code>" * 30
    xml = project("", before=f"<CodeBook><Codes>{circle}</Codes></CodeBook>")
    study = new_study("a")
    done = import_file(study, packed(tmp_path / "a.qdpx", xml))
    assert len({code.name for code in study.codebook}) == 30
    assert "CODEBOOK-035" in [each.code for each in done.problems]


def test_a_tree_deeper_than_any_is_refused(tmp_path: Path) -> None:
    deep = "".join(f'<Code guid="{guid(1, each)}" name="{each}" isCodable="true">' for each in range(2000))
    xml = project("", before=f"<CodeBook><Codes>{deep}{'</Code>' * 2000}</Codes></CodeBook>")
    assert refused(packed(tmp_path / "a.qdpx", xml)) == "EXCHANGE-002"


def test_a_hundred_thousand_selections_of_nothing_are_taken_in_their_stride(tmp_path: Path) -> None:
    inside = "".join(
        f'<PlainTextSelection guid="{guid(4, number)}" startPosition="0" endPosition="3"/>' for number in range(20_000)
    )
    found = read(tmp_path, project(source(inside)), {"sources/samtale.txt": TEXT})
    assert lot(found.losses)["selection", "kept", "kept-apart"] == 20_000


def test_one_guid_for_everything_is_mended(new_study: New, tmp_path: Path) -> None:
    xml = project(source(selection(5, 8) + selection(14, 19, number=2)))
    for each in (TALK, guid(4, 1), guid(4, 2), guid(5, 1), guid(5, 2)):
        xml = xml.replace(f'guid="{each}"', f'guid="{HELP}"')
    study = new_study("a")
    import_file(study, packed(tmp_path / "a.qdpx", xml, {"sources/samtale.txt": TEXT}))
    assert len(study.codings()) == 2


def test_a_refused_project_leaves_the_study_as_it_was(new_study: New, tmp_path: Path) -> None:
    study = new_study("a")
    before = everything(study)
    for number, xml in enumerate(("", "<a/>", project("")[:-5])):
        with pytest.raises(EvaluationError):
            import_file(study, packed(tmp_path / f"{number}.qdpx", xml))
    assert (everything(study), study.log()) == (before, [])


def test_a_text_in_no_known_encoding_is_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, project(source("")), {"sources/samtale.txt": b"\x00\x01\x02\xff\xfe\x00" * 9})
    assert [each.severity for each in found.problems] == ["warning", "warning"]


def test_two_parts_of_one_name_are_no_trap(tmp_path: Path) -> None:
    file = packed(
        tmp_path / "a.qdpx", project(source(selection(14, 19)), before=USERS + CODES), {"sources/samtale.txt": TEXT}
    )
    with zipfile.ZipFile(file, "a") as archive_, pytest.warns(UserWarning, match="Duplicate"):
        archive_.writestr("sources/samtale.txt", TEXT)
    assert words(qdpx.read(file)) == ["hjelp"]
