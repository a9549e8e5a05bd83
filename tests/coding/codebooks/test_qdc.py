"""Codebooks come from other QDA programs and go to them, by the standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from coding.codebook import import_codebook, read_codebook, write_codebook
from coding.codebooks.formats.qdc import as_element
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Localised
from tests.coding.codebooks.examples import codebooks

SHARED = Path(__file__).parents[4] / "shared" / "qda"
SCHEMA = SHARED / "refi-qda-standard" / "Codebook.xsd"
ONE, TWO = "5215cc69-b628-4e02-afb9-9beeaee55808", "d7aa29da-519b-4946-9b90-253b6db8fd0a"


def qdc(folder: Path, codes: str, sets: str = "", namespace: str = "urn:QDA-XML:codebook:1.0") -> Path:
    path = folder / "bok.qdc"
    path.write_text(f'<CodeBook xmlns="{namespace}"><Codes>{codes}</Codes>{sets}</CodeBook>', encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(each.code, dict(each.values)) for each in import_codebook(path).problems]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the standard's schema is not here")
@settings(max_examples=40, deadline=None)
@given(codebook=codebooks(least=1))
def test_what_we_write_is_valid(codebook: Codebook) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(etree.tostring(as_element(codebook))))


@pytest.mark.parametrize("version", ["1.0", "0:4", "1:0"])
def test_every_namespace_is_read(tmp_path: Path, version: str) -> None:
    codes = f'<Code guid="{{{ONE.upper()}}}" name="Å" isCodable="true"><Description>Hva.</Description></Code>'
    [code] = read_codebook(qdc(tmp_path, codes, namespace=f"urn:QDA-XML:codebook:{version}"))
    assert (code.name, code.guid, code.definition) == ("Å", ONE, Localised.model_validate("Hva."))


def test_codes_of_the_same_name_get_their_parents_name(tmp_path: Path) -> None:
    codes = """<Code guid="" name="Leder"><Code name="Annet"/></Code><Code name="Lege"><Code name="Annet"/></Code>
      <Code name="Annet"/>"""
    path = qdc(tmp_path, codes)
    found = read_codebook(path)
    assert [code.name for code in found] == ["Leder", "Annet (Leder)", "Lege", "Annet (Lege)", "Annet"]
    assert found.code("Annet (Leder)").label.text("nb") == "Annet"
    assert [(code, values["name"]) for code, values in told(path)] == [
        ("CODEBOOK-028", "Annet (Leder)"),
        ("CODEBOOK-028", "Annet (Lege)"),
    ]


@pytest.mark.parametrize(
    ("code", "name", "note"),
    [
        ('<Code guid="5215cc69-b628-4e02-afb9-9beeaee55808"/>', "kode-5215cc69", "CODEBOOK-029"),
        ('<Code name="Arbeid / fritid"/>', "Arbeid–fritid", "CODEBOOK-031"),
        ('<Code name="A" color="255,0,0"/>', "A", "CODEBOOK-027"),
        ('<Code name="A" isCodable="false"/>', "A", "CODEBOOK-032"),
    ],
)
def test_what_ours_cannot_hold_is_told(tmp_path: Path, code: str, name: str, note: str) -> None:
    path = qdc(tmp_path, code)
    assert [each.name for each in read_codebook(path)] == [name]
    assert [code for code, _ in told(path)] == [note]


@pytest.mark.parametrize(("written", "colour"), [("#0f0", "#00ff00"), ("#FF0072B2", "#0072B2"), ("0072B2", "#0072B2")])
def test_colours_are_read_as_programs_write_them(tmp_path: Path, written: str, colour: str) -> None:
    assert read_codebook(qdc(tmp_path, f'<Code name="A" color="{written}"/>')).code("A").colour == colour


def test_a_set_becomes_a_code_its_members_stand_under_as_well(tmp_path: Path) -> None:
    codes = f'<Code guid="{ONE}" name="A"/><Code guid="{TWO}" name="B"/>'
    sets = f'<Sets><Set name="Gruppe"><Description>Sammen</Description><MemberCode guid="{{{TWO}}}"/></Set></Sets>'
    path = qdc(tmp_path, codes, sets)
    found = read_codebook(path)
    assert [(code.name, code.parents) for code in found] == [("A", ()), ("B", ("Gruppe",)), ("Gruppe", ())]
    assert [code for code, _ in told(path)] == ["CODEBOOK-030"]


def test_a_guid_used_twice_is_told(tmp_path: Path) -> None:
    path = qdc(tmp_path, f'<Code guid="{ONE}" name="A"/><Code guid="{ONE}" name="B"/>')
    assert [(code, values["name"]) for code, values in told(path)] == [("CODEBOOK-035", "B")]


def test_a_definition_changed_in_another_program_is_the_new_one(tmp_path: Path) -> None:
    code = Code(name="a", definition=Localised(nb="Gammel.", en="Old."), include=Localised(nb="Med."))
    write_codebook(Codebook(name="x", codes=(code,)), tmp_path / "x.qdc")
    text = (tmp_path / "x.qdc").read_text("utf-8").replace("<Description>Gammel.", "<Description>Ny.")
    (tmp_path / "x.qdc").write_text(text, encoding="utf-8")
    found = read_codebook(tmp_path / "x.qdc").code("a")
    assert (found.definition, found.include) == (Localised(nb="Ny.", en="Old."), Localised(nb="Med."))


def test_a_code_renamed_in_another_program_keeps_its_children_and_sets(tmp_path: Path) -> None:
    codes = (Code(name="a"), Code(name="b", parent="a"), Code(name="c", parents=("a",)))
    write_codebook(Codebook(name="x", codes=codes), tmp_path / "x.qdc")
    text = (tmp_path / "x.qdc").read_text("utf-8").replace('name="a"', 'name="ny"', 1)
    (tmp_path / "x.qdc").write_text(text, encoding="utf-8")
    found = read_codebook(tmp_path / "x.qdc")
    assert (found.code("b").parent, found.code("c").parents) == ("ny", ("ny",))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<Project/>", "CODEBOOK-033"),
        (b"<CodeBook", "SOURCE-010"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CodeBook>&a;</CodeBook>', "SOURCE-013"),
    ],
)
def test_what_is_no_codebook_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x.qdc").write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        read_codebook(tmp_path / "x.qdc")
    assert error.value.problems[0].code == code


def test_an_empty_codebook_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        write_codebook(Codebook(name="x"), tmp_path / "x.qdc")
    assert error.value.problems[0].code == "CODEBOOK-034"
