"""Names out of the texts, and back with the key."""

from pathlib import Path

import pytest
from sqlalchemy import text as sql

from coding.query.result import run
from evaluation.editing import change_text
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Organisation, Participant, People, Source, Turn
from evaluation.privacy.becoming import becoming
from evaluation.privacy.key import read_key
from evaluation.privacy.pseudonymise import make_key, plan, pseudonymise, restore
from evaluation.privacy.review import decide, trace
from evaluation.rounds import open_round
from evaluation.study import Study

PHRASE = "fire tilfeldige ord her"
TEXT = "Bjørn: Ved Ternskjær Renhold er det travelt.\nKari: Bjørns idé var god. 🙂 Ring Olsen på Hamar.\n"


@pytest.fixture
def named(study: Study) -> Study:
    study.import_codebook(Codebook(name="kb", codes=(Code(name="ide"),)))
    study.add_people(
        People(
            organisations=(Organisation(id="a", name="Ternskjær Renhold AS", pseudonym="Virksomhet A"),),
            participants=(
                Participant(id="p1", organisation="a", name="Bjørn Haugen", pseudonym="Informant 1"),
                Participant(id="p2", organisation="a", name="Kari Solbakken", pseudonym="Informant 2"),
            ),
        )
    )
    first, second = TEXT.index("Ved"), TEXT.index("Bjørns")
    turns = (
        Turn(first, TEXT.index("\nKari"), "Bjørn", participant="p1"),
        Turn(second, len(TEXT) - 1, "Kari", participant="p2"),
    )
    study.add(Source("samtale", TEXT, "transcript", turns))
    return study


def code(study: Study, words: str) -> None:
    start = TEXT.index(words)
    name = study.codebook.codes[0].name
    study.add(Coding(source="samtale", start=start, end=start + len(words), code=name, coder="eva"))


def test_names_are_replaced_and_codings_follow(named: Study, tmp_path: Path) -> None:
    code(named, "idé var god")
    code(named, "Bjørns idé")
    done = pseudonymise(named, tmp_path / "key.json", PHRASE)
    source = named.source("samtale")
    assert source.text == (
        "Informant 1: Ved Virksomhet A er det travelt.\n"
        "Informant 2: Informant 1s idé var god. 🙂 Ring Olsen på Hamar.\n"
    )
    assert [source.text[each.start : each.end] for each in named.codings()] == ["Informant 1s idé", "idé var god"]
    assert source.speakers == ("Informant 1", "Informant 2")
    assert {each.find.text for each in done.left} == {"Olsen", "Hamar"}


def test_a_coding_on_a_name_alone_is_on_its_pseudonym_and_on_the_name_again(named: Study, tmp_path: Path) -> None:
    code(named, "Bjørns")
    for expected in ("Informant 1s", "Bjørns"):
        if expected == "Bjørns":
            restore(named, tmp_path / "key.json", PHRASE)
        else:
            pseudonymise(named, tmp_path / "key.json", PHRASE)
        [coding] = named.codings()
        assert named.source("samtale").text[coding.start : coding.end] == expected


def test_the_old_words_are_nowhere_in_the_store(named: Study, tmp_path: Path) -> None:
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    with named.store.reading() as connection:
        for table in ("source", "turn", "change"):
            rows = str(connection.execute(sql(f"SELECT * FROM {table}")).all())
            assert "travelt" in rows or table != "source"
            assert "Bjørns" not in rows and "Bj\\u00f8rns" not in rows


def test_no_file_of_the_study_holds_the_old_words(named: Study, tmp_path: Path) -> None:
    change_text(named, "samtale", TEXT.replace("god", "veldig god"))
    assert run(named, '"Bjørns"').hits
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    assert not run(named, '"Bjørns"').hits
    for file in named.folder.rglob("*"):
        if file.is_file():
            assert "Bjørns".encode() not in file.read_bytes(), file


def test_the_key_brings_them_back(named: Study, tmp_path: Path) -> None:
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    assert restore(named, tmp_path / "key.json", PHRASE) == (4, 0)
    assert named.source("samtale").text == TEXT
    assert named.source("samtale").speakers == ("Bjørn", "Kari")


def test_the_key_is_read_by_nobody_else(named: Study, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    pseudonymise(named, key, PHRASE)
    assert key.stat().st_mode & 0o077 == 0
    assert "Bjørn".encode() not in key.read_bytes()
    with pytest.raises(EvaluationError) as wrong:
        read_key(key, "en helt annen setning")
    assert wrong.value.problems[0].code == "PRIVACY-006"


def test_a_key_made_beforehand_holds_what_goes_and_changes_nothing_itself(named: Study, tmp_path: Path) -> None:
    log = named.log()
    make_key(named, tmp_path / "key.json", PHRASE)
    assert (named.log(), named.source("samtale").text) == (log, TEXT)
    before = (tmp_path / "key.json").read_bytes()
    pseudonymise(named, tmp_path / "key.json", PHRASE, held=True)
    assert (tmp_path / "key.json").read_bytes() == before
    assert "Informant 1s" in named.source("samtale").text
    restore(named, tmp_path / "key.json", PHRASE)
    assert named.source("samtale").text == TEXT


def test_a_key_made_in_a_blind_round_holds_what_others_wrote_too(named: Study, tmp_path: Path) -> None:
    start = TEXT.index("god")
    open_round(named, "blind", coders=["eva", "jonas"])
    jonas = named.seen_by("jonas")
    jonas.add(Coding("samtale", start, start + 3, "ide", "jonas", round="blind", note="Som Kari Solbakken sa."))
    eva = named.seen_by("eva")
    assert not eva.codings()
    make_key(eva, tmp_path / "key.json", PHRASE)
    pseudonymise(eva, tmp_path / "key.json", PHRASE, held=True)
    assert [each.note for each in jonas.codings()] == ["Som Informant 2 sa."]


def test_a_key_that_lacks_any_of_it_lets_nothing_go(named: Study, tmp_path: Path) -> None:
    make_key(named, tmp_path / "key.json", PHRASE)
    decide(named, ["Olsen"], accepted=True)
    with pytest.raises(EvaluationError) as refused:
        pseudonymise(named, tmp_path / "key.json", PHRASE, held=True)
    assert refused.value.problems[0].code == "PRIVACY-011"
    assert named.source("samtale").text == TEXT


def test_no_key_is_made_where_nothing_would_go(named: Study, tmp_path: Path) -> None:
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    assert make_key(named, tmp_path / "other.json", PHRASE).key is None
    assert not (tmp_path / "other.json").exists()


def test_what_is_told_beforehand_is_what_then_stands_there(named: Study, tmp_path: Path) -> None:
    planned = plan(named, likely=True)
    told = becoming(named, planned.gone)
    pseudonymise(named, tmp_path / "key.json", PHRASE, likely=True)
    [entry] = read_key(tmp_path / "key.json", PHRASE)
    assert told == [entry.text[swap.start : swap.end] for swap in entry.swaps]


def test_an_act_from_before_cannot_be_undone_into_names(named: Study, tmp_path: Path) -> None:
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    with pytest.raises(EvaluationError) as refused:
        named.undo()
    assert refused.value.problems[0].code == "STORE-018"


def test_what_a_person_refused_stays(named: Study, tmp_path: Path) -> None:
    decide(named, ["Ternskjær Renhold"], accepted=False)
    decide(named, ["Olsen"], accepted=True)
    pseudonymise(named, tmp_path / "key.json", PHRASE)
    assert "Ternskjær Renhold" in named.source("samtale").text
    assert "Ring [navn] på Hamar" in named.source("samtale").text


def test_a_second_time_adds_to_the_key(named: Study, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    pseudonymise(named, key, PHRASE)
    decide(named, ["Hamar"], accepted=True)
    pseudonymise(named, key, PHRASE)
    assert "Hamar" not in named.source("samtale").text
    restore(named, key, PHRASE)
    assert named.source("samtale").text == TEXT


@pytest.mark.parametrize(
    ("place", "phrase", "code"), [("study/key", PHRASE, "PRIVACY-002"), ("key", "kort", "PRIVACY-003")]
)
def test_a_key_in_the_study_or_a_short_phrase_is_refused(
    named: Study, tmp_path: Path, place: str, phrase: str, code: str
) -> None:
    key = named.folder / "key" if place.startswith("study") else tmp_path / "key"
    with pytest.raises(EvaluationError) as refused:
        pseudonymise(named, key, phrase)
    assert refused.value.problems[0].code == code
    assert named.source("samtale").text == TEXT


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\xff", b'{"underveis": "key", "version": 1, "salt": 4}'])
def test_a_broken_key_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(EvaluationError) as broken:
        read_key(tmp_path / "key", PHRASE)
    assert broken.value.problems[0].code == "PRIVACY-005"


def test_no_key_no_change(named: Study, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as refused:
        pseudonymise(named, tmp_path / "missing" / "key", PHRASE)
    assert refused.value.problems[0].code == "PRIVACY-004"
    assert named.source("samtale").text == TEXT


def test_words_that_are_no_find_are_told(named: Study) -> None:
    with pytest.raises(EvaluationError) as refused:
        decide(named, ["Grytvik"], accepted=True)
    assert refused.value.problems[0].code == "PRIVACY-001"


def test_a_verdict_holds_no_name(named: Study) -> None:
    decide(named, ["Olsen"], accepted=True)
    with named.store.reading() as connection:
        assert "Olsen" not in str(connection.execute(sql("SELECT * FROM verdict")).all())
    assert [each.find.text for each in trace(named) if each.said == "accepted"] == ["Olsen"]


def test_nothing_is_written_by_a_plan(named: Study) -> None:
    before = len(named.log())
    assert plan(named).gone
    assert len(named.log()) == before
