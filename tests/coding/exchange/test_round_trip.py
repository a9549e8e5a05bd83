"""What is written comes back as the same study, to the byte, and is valid for every other program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from coding.exchange.exporting import export_file
from coding.exchange.importing import import_file
from evaluation.memos import add_memo, list_memos
from evaluation.model import Code, Codebook, Coding, Localised, Memo, Source
from evaluation.study import Study, open_study
from tests.coding.exchange.examples import (
    SCHEMA,
    SHARED,
    lot,
    needs_shared,
    packed,
    parts,
    project,
    selection,
    source,
    xml_of,
)
from tests.coding.exchange.structure import faults_of
from tests.sharing import copy_of

New = Callable[[str], Study]


def told(study: Study) -> dict[str, object]:
    """What a study says, without the ids it says it by."""
    codings = study.codings()
    sources = study.sources()
    return {
        "codes": study.codebook,
        "codings": sorted(str((replace(each, id=None), each.certainty, each.code_version)) for each in codings),
        "texts": [(each.name, each.text, each.kind, each.language, each.session) for each in sources],
        "turns": [
            [(turn.start, turn.end, turn.speaker, turn.start_time, turn.question) for turn in each.turns]
            for each in sources
        ],
        "memos": [
            (memo.kind, memo.on, memo.title, memo.text, memo.at, memo.start)
            for memo in list_memos(study)
            if memo.kind != "method"
        ],
        "people": [
            (each.pseudonym, each.affiliation)
            for each in sorted(study.people().participants, key=lambda each: each.pseudonym)
        ],
        "sessions": [(each.id, each.kind, each.date, len(each.attendance)) for each in study.people().sessions],
    }


def filled(study: Study) -> Study:
    """A study with something of everything."""
    codes = (
        Code(
            name="forebygging", label=Localised(nb="Forebygging", nn="Førebygging", en="Prevention"), colour="#0072B2"
        ),
        Code(name="tilrettelegging", parent="forebygging", definition=Localised(nb="Det som gjøres.")),
        Code(name="seniorer", parents=("forebygging",)),
        Code(name="gammel", archived=True),
    )
    study.import_codebook(Codebook(name="egen", title=Localised(nb="Vår kodebok"), codes=codes))
    study.add([Source("samtale", "Vi fikk hjelp 🙂 av naboen.\nDet var fint.\n"), Source("notat", "", kind="document")])
    study.add(
        [
            Coding("samtale", 0, 14, "forebygging", "ida", certainty=70, note="Sikker?"),
            Coding("samtale", 0, 14, "seniorer", "per", round="2"),
            Coding("samtale", 8, 13, "tilrettelegging", "rule", origin="rule", note="hjelp*"),
            Coding("samtale", 28, 40, "gammel", "ida", origin="suggestion"),
        ]
    )
    first = study.codings()[0]
    add_memo(study, Memo("På studien.", kind="question", author="ida"))
    add_memo(study, Memo("På ord.", kind="theory", on="source", on_id="samtale", start=28, end=31, author="per"))
    add_memo(study, Memo("På koding.", kind="personal", on="coding", on_id=str(first.id), author="per"))
    add_memo(study, Memo("På kode.", kind="case", title="Hm", on="code", on_id="seniorer", author="per"))
    return study


def test_our_own_file_gives_the_same_study_and_then_the_same_bytes(new_study: New, tmp_path: Path) -> None:
    first, second = filled(new_study("a")), new_study("b")
    export_file(first, tmp_path / "1.qdpx", personal=True)
    import_file(second, tmp_path / "1.qdpx")
    export_file(second, tmp_path / "2.qdpx", personal=True)
    assert told(second) == told(first)
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()


def test_personal_memos_stay_unless_they_are_asked_for(new_study: New, tmp_path: Path) -> None:
    done = export_file(filled(new_study("a")), tmp_path / "1.qdpx")
    assert "På koding." not in xml_of(tmp_path / "1.qdpx")
    assert lot(done.losses)["note", "dropped", "personal"] == 1


def test_times_of_codings_travel(new_study: New, tmp_path: Path) -> None:
    first = filled(new_study("a"))
    [at] = {each.at for each in first.log() if each.act == "code.add"}
    export_file(first, tmp_path / "1.qdpx")
    assert xml_of(tmp_path / "1.qdpx").count(f'creationDateTime="{at}"') >= 4


def test_the_sample_study_comes_back_as_it_was(demo: Path, new_study: New, tmp_path: Path) -> None:
    study = open_study(copy_of(demo, tmp_path / "demo"))
    export_file(study, tmp_path / "1.qdpx")
    second = new_study("b")
    import_file(second, tmp_path / "1.qdpx")
    export_file(second, tmp_path / "2.qdpx")
    assert told(second) == told(study)
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()


def test_importing_our_own_file_into_the_study_it_came_from_changes_nothing(new_study: New, tmp_path: Path) -> None:
    study = filled(new_study("a"))
    export_file(study, tmp_path / "1.qdpx")
    before = told(study)
    done = import_file(study, tmp_path / "1.qdpx")
    assert told(study) == before
    assert {outcome for _, outcome, _ in lot(done.losses)} == {"kept"}


def test_no_name_leaves_and_words_taken_back_stay(studied: Study, tmp_path: Path) -> None:
    export_file(studied, tmp_path / "1.qdpx")
    content = b"".join(parts(tmp_path / "1.qdpx").values()).decode()
    for name in ("Ragnhild", "Ternebø", "Skarvang", "ternholmen", "Ternholmen", "Pallvik", "Fjærestrand"):
        assert name not in content
    assert "Informant 2" in content


@pytest.fixture
def studied(new_study: New) -> Study:
    """A study whose text mentions people by name, one of whom has withdrawn."""
    from tests.conftest import PEOPLE

    study = new_study("c")
    withdrawn = PEOPLE.replace(
        "- {participant: p2, recording: true, quoting: true}", "- {participant: p2, withdrawn: 2026-05-01}"
    )
    (study.folder / "people.yaml").write_text(withdrawn, encoding="utf-8")
    study.import_people(study.folder / "people.yaml")
    example = Localised(nb="Som da Ragnhild sa det.")
    study.import_codebook(Codebook(name="egen", codes=(Code(name="hjelp", example=example),)))
    from evaluation.model import Turn

    text = "Ragnhild: Odd Terje Skarvang hjalp meg.\nI2: Hemmelig sak.\n"
    turns = (Turn(10, 39, "Ragnhild", participant="p1"), Turn(44, 57, "I2", participant="p2"))
    study.add(Source("samtale Ragnhild", text, "transcript", turns, session="fg1"))
    study.add([Coding("samtale Ragnhild", 10, 38, "hjelp", "ida"), Coding("samtale Ragnhild", 44, 57, "hjelp", "ida")])
    add_memo(study, Memo("Hm.", on="turn", on_id="samtale Ragnhild:1", author="ida"))
    add_memo(study, Memo("Ragnhild sa dette.", on="participant", on_id="p1", author="ida"))
    return study


def test_names_and_words_taken_back_are_covered_in_place(studied: Study, tmp_path: Path) -> None:
    done = export_file(studied, tmp_path / "1.qdpx")
    [text] = [content.decode() for name, content in parts(tmp_path / "1.qdpx").items() if name.endswith(".txt")]
    assert len(text) == len(studied.source("samtale Ragnhild").text)
    assert "Hemmelig" not in text
    assert "hjalp meg" in text
    told_ = lot(done.losses)
    assert (told_["source", "changed", "covered"], told_["coding", "dropped", "withdrawn"]) == (1, 1)
    assert [each.code for each in done.problems] == ["EXCHANGE-012"]


def test_the_covered_study_comes_back_and_goes_out_the_same(studied: Study, new_study: New, tmp_path: Path) -> None:
    export_file(studied, tmp_path / "1.qdpx")
    second = new_study("b")
    import_file(second, tmp_path / "1.qdpx")
    export_file(second, tmp_path / "2.qdpx")
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()
    [memo] = [each for each in list_memos(second) if each.on == "participant"]
    assert memo.on_id in [each.id for each in second.people().participants]


def test_what_is_written_has_the_structure_of_the_standard(new_study: New, tmp_path: Path) -> None:
    export_file(filled(new_study("a")), tmp_path / "1.qdpx")
    assert faults_of(parts(tmp_path / "1.qdpx")["project.qde"]) == []
    assert not any(content.startswith(b"\xef\xbb\xbf") for content in parts(tmp_path / "1.qdpx").values())


@needs_shared
def test_what_is_written_is_valid(new_study: New, studied: Study, tmp_path: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for number, study in enumerate((filled(new_study("a")), studied)):
        export_file(study, tmp_path / f"{number}.qdpx")
        schema.assertValid(etree.fromstring(parts(tmp_path / f"{number}.qdpx")["project.qde"]))


@needs_shared
@pytest.mark.parametrize("name", ["qc_demo", "qc_nvivo_project", "skyloom_TestProject", "ponte_target-atlas-project"])
def test_a_real_file_goes_out_valid_and_comes_back_the_same(name: str, new_study: New, tmp_path: Path) -> None:
    from lxml import etree

    first, second = new_study("a"), new_study("b")
    import_file(first, SHARED / f"{name}.qdpx")
    export_file(first, tmp_path / "1.qdpx")
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(etree.fromstring(parts(tmp_path / "1.qdpx")["project.qde"]))
    import_file(second, tmp_path / "1.qdpx")
    export_file(second, tmp_path / "2.qdpx")
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()


@needs_shared
@pytest.mark.parametrize(
    ("name", "codes", "codings"),
    [
        ("qc_demo", 262, 205),
        ("qc_nvivo_project", 262, 0),
        ("skyloom_TestProject", 14, 0),
        ("ponte_target-atlas-project", 3, 0),
    ],
)
def test_real_files_keep_all_their_codes_and_codings(name: str, codes: int, codings: int, new_study: New) -> None:
    study = new_study("a")
    import_file(study, SHARED / f"{name}.qdpx")
    assert (len({code.name for code in study.codebook}), len(study.codings())) == (codes, codings)
    texts = {each.name: each.text for each in study.sources()}
    for each in study.codings():
        text = texts[each.source]
        assert each.start == 0 or text[each.start - 1] == "\n"
        assert "\n" in (text[each.end - 1], text[each.end : each.end + 1])


@needs_shared
def test_a_real_project_without_anything_in_it_is_taken(new_study: New) -> None:
    study = new_study("a")
    done = import_file(study, SHARED / "ponte_blank-atlas-project.qdpx")
    assert lot(done.losses) == {("user", "kept", ""): 2}


def test_pictures_recordings_and_links_go_out_as_they_came(new_study: New, tmp_path: Path) -> None:
    from tests.coding.exchange.examples import ADA, HELP, TALK, guid

    coding = f'<Coding guid="{guid(5, 7)}" creatingUser="{ADA}"><CodeRef targetGUID="{HELP}"/></Coding>'
    media = (
        f'<AudioSource guid="{guid(8, 1)}" name="lyd.m4a" path="internal://lyd.m4a">'
        f'<Transcript guid="{guid(8, 2)}" name="utskrift" plainTextPath="internal://samtale.txt">'
        f'<SyncPoint guid="{guid(8, 3)}" position="0" timeStamp="0"/>'
        f'<SyncPoint guid="{guid(8, 4)}" position="9" timeStamp="900"/>'
        f'<TranscriptSelection guid="{guid(8, 5)}" fromSyncPoint="{guid(8, 3)}" toSyncPoint="{guid(8, 4)}">{coding}'
        "</TranscriptSelection></Transcript>"
        f'<AudioSelection guid="{guid(8, 6)}" begin="10" end="2000"/></AudioSource>'
        f'<PDFSource guid="{guid(8, 7)}" name="a.pdf" path="internal://a.pdf">'
        f'<PDFSelection guid="{guid(8, 8)}" page="1" firstX="1" firstY="2" secondX="3" secondY="4"/></PDFSource>'
    )
    rest = (
        f'<Links><Link guid="{guid(9, 1)}" name="l" direction="OneWay" color="#000000" originGUID="{TALK}" '
        f'targetGUID="{guid(8, 6)}"/></Links>'
        f'<Graphs><Graph guid="{guid(9, 2)}" name="g"><Vertex guid="{guid(9, 3)}" representedGUID="{HELP}" firstX="1" '
        f'firstY="2" shape="Oval"/></Graph></Graphs>'
    )
    xml = project(source(selection(0, 3)).replace("</Sources>", media + "</Sources>") + rest)
    files = {"sources/samtale.txt": "Ada snakker her.", "sources/lyd.m4a": b"lyd", "sources/a.pdf": b"%PDF-1.4"}
    first, second = new_study("a"), new_study("b")
    import_file(first, packed(tmp_path / "0.qdpx", xml, files))
    export_file(first, tmp_path / "1.qdpx")
    out = xml_of(tmp_path / "1.qdpx")
    for kept in (guid(8, 3), guid(8, 5), guid(8, 6), guid(8, 8), guid(9, 1), guid(9, 3), guid(5, 7)):
        assert f'guid="{kept}"' in out
    with ZipFile(tmp_path / "1.qdpx") as archive:
        assert archive.read(f"sources/{guid(8, 1)}.m4a") == b"lyd"
    assert faults_of(out.encode()) == []
    import_file(second, tmp_path / "1.qdpx")
    export_file(second, tmp_path / "2.qdpx")
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()


def test_a_damaged_file_of_our_own_is_read_as_any_other(new_study: New, tmp_path: Path) -> None:
    export_file(filled(new_study("a")), tmp_path / "1.qdpx")
    kept = parts(tmp_path / "1.qdpx")
    files: dict[str, str | bytes] = {
        **{name: each for name, each in kept.items() if name != "project.qde"},
        "underveis.json": b'{"version": "x"}',
    }
    study = new_study("b")
    done = import_file(study, packed(tmp_path / "2.qdpx", kept["project.qde"], files))
    assert "EXCHANGE-013" in [each.code for each in done.problems]
    assert len(study.codings()) == 4
