"""Names in what people wrote beside the sources: memos, notes, summaries, definitions, minutes, answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, edit_memo, list_memos
from evaluation.model import Code, Codebook, Coding, Localised, Memo, Organisation, Participant, People, Source
from evaluation.privacy.pseudonymise import plan, pseudonymise, restore
from evaluation.privacy.review import decide, trace
from evaluation.store.free_texts import PARTS, read_free_texts
from evaluation.study import Study

PHRASE = "fire tilfeldige ord her"
TEXT = "Vi har det travelt her."


@pytest.fixture
def noted(study: Study) -> Study:
    example = Localised(nb="Bjørn Haugen sa at det gikk fort.")
    study.import_codebook(Codebook(name="kb", codes=(Code(name="travelt", example=example),)))
    study.add_people(
        People(
            organisations=(Organisation(id="a", name="Ternskjær Renhold AS", pseudonym="Virksomhet A"),),
            participants=(
                Participant(id="p1", organisation="a", name="Bjørn Haugen", pseudonym="Informant 1"),
                Participant(id="p2", organisation="a", name="Kari Solbakken", pseudonym="Informant 2"),
            ),
        )
    )
    study.add(Source("samtale", TEXT, "transcript"))
    study.add(Coding(source="samtale", start=0, end=6, code="travelt", coder="eva", note="Kari Solbakkens ord"))
    add_memo(study, Memo(text="Spør Bjørn Haugen ved Ternskjær Renhold AS.", title="Til Kari Solbakken", on="study"))
    return study


def words(study: Study) -> dict[tuple[str, object], str]:
    with study.store.reading() as connection:
        return {(each.kind, each.path[-1]): each.text for each in read_free_texts(connection)}


def everything(study: Study) -> str:
    with study.store.reading() as connection:
        names = [part.table.name for part in PARTS] + ["change", "source"]
        return " ".join(str(connection.execute(sql(f"SELECT * FROM {name}")).all()) for name in names)


def test_memos_notes_and_definitions_are_scanned(noted: Study) -> None:
    found = {(each.source.split(":")[0], each.find.text) for each in trace(noted) if each.find.of}
    assert found == {
        ("memo", "Bjørn Haugen"),
        ("memo", "Ternskjær Renhold AS"),
        ("memo", "Kari Solbakken"),
        ("coding", "Kari Solbakkens"),
        ("code", "Bjørn Haugen"),
        ("code-version", "Bjørn Haugen"),
    }


def test_they_get_pseudonyms(noted: Study, tmp_path: Path) -> None:
    pseudonymise(noted, tmp_path / "key", PHRASE)
    told = words(noted)
    assert told["memo", "title"] == "Til Informant 2"
    assert told["memo", "text"] == "Spør Informant 1 ved Virksomhet A."
    assert told["coding", "note"] == "Informant 2s ord"
    assert told["code", "nb"] == told["code-version", "nb"] == "Informant 1 sa at det gikk fort."


def test_the_log_holds_their_old_words_no_more(noted: Study, tmp_path: Path) -> None:
    memo = list_memos(noted)[0]
    edit_memo(noted, replace(memo, text="Bjørn Haugen svarte."))
    pseudonymise(noted, tmp_path / "key", PHRASE)
    told = everything(noted)
    for word in ("Bjørn", "Bj\\u00f8rn", "Solbakken", "Ternskj"):
        assert word not in told
    for file in noted.folder.rglob("*.sqlite*"):
        assert b"Solbakkens" not in file.read_bytes()


def test_an_earlier_edit_is_undone_into_pseudonyms(noted: Study, tmp_path: Path) -> None:
    memo = list_memos(noted)[0]
    edit_memo(noted, replace(memo, title="", text="Ikke spurt."))
    edited = noted.log()[-1].id
    pseudonymise(noted, tmp_path / "key", PHRASE)
    noted.undo(edited)
    assert list_memos(noted)[0].text == "Spør Informant 1 ved Virksomhet A."


def test_the_key_brings_the_words_back(noted: Study, tmp_path: Path) -> None:
    before = words(noted)
    pseudonymise(noted, tmp_path / "key", PHRASE)
    assert restore(noted, tmp_path / "key", PHRASE) == (6, 0)
    assert words(noted) == before


def test_one_memo_alone(noted: Study, tmp_path: Path) -> None:
    place = f"memo:{list_memos(noted)[0].id}"
    assert {each.source for each in plan(noted, [place]).gone} == {place}
    pseudonymise(noted, tmp_path / "key", PHRASE, [place])
    assert words(noted)["memo", "title"] == "Til Informant 2"
    assert words(noted)["coding", "note"] == "Kari Solbakkens ord"


def test_what_may_stand_stands_in_memos_too(noted: Study, tmp_path: Path) -> None:
    decide(noted, ["Ternskjær Renhold AS"], accepted=False)
    pseudonymise(noted, tmp_path / "key", PHRASE)
    assert words(noted)["memo", "text"] == "Spør Informant 1 ved Ternskjær Renhold AS."


def test_the_act_itself_cannot_be_undone(noted: Study, tmp_path: Path) -> None:
    pseudonymise(noted, tmp_path / "key", PHRASE)
    with pytest.raises(EvaluationError) as refused:
        noted.undo()
    assert refused.value.problems[0].code == "STORE-018"
