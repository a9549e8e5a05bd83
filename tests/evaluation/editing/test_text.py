"""A text that is coded already is changed in one act, with all that stands off from it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from evaluation.app.editing import change_by_file
from evaluation.app.importing import import_files
from evaluation.doctor import examine
from evaluation.editing import change_text, give_turn, join_turns, preview_change, split_turn
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, list_memos
from evaluation.model import Code, Codebook, Coding, Memo
from evaluation.store import schema
from evaluation.study import Study, open_study

TALK = "I1: Vi satset på forebygging.\nI2: Oppfølgingen tok tid hos oss.\nModerator: Hvorfor gjorde den det?\n"
CODEBOOK = Codebook(name="avtalen", codes=(Code(name="forebygging"), Code(name="oppfolging")))


def coding(words: str, code: str = "oppfolging", coder: str = "Ane", text: str = TALK, **values: str) -> Coding:
    start = text.index(words)
    return Coding("gruppe", start, start + len(words), code, coder, **values)  # type: ignore[arg-type]


@pytest.fixture
def talk(study: Study, tmp_path: Path) -> Study:
    """People, a transcript with its file, and codings by two coders."""
    study.import_people(study.folder / "people.yaml")
    file = tmp_path / "gruppe.txt"
    file.write_text(TALK, encoding="utf-8")
    import_files(study, [file], session="fg1")
    study.import_codebook(CODEBOOK)
    study.add(
        [coding("satset på forebygging", "forebygging"), coding("tok tid"), coding("Hvorfor", coder="Bo", round="2")]
    )
    return study


def quotes(study: Study) -> dict[str, str]:
    text = study.source("gruppe").text
    return {each.coder + each.code: text[each.start : each.end] for each in study.codings()}


def captured(study: Study) -> list[object]:
    tables = (schema.source, schema.turn, schema.coding, schema.memo)
    with study.store.reading() as connection:
        return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(table.c.id))]


def code_of(error: pytest.ExceptionInfo[EvaluationError]) -> str:
    return error.value.problems[0].code


NEW = TALK.replace("Vi satset", "Vi har alltid satset").replace("tok tid", "tok lang tid")


def test_codings_of_all_coders_and_rounds_move_with_their_words(talk: Study) -> None:
    change_text(talk, "gruppe", NEW)
    assert quotes(talk) == {
        "Aneforebygging": "satset på forebygging",
        "Aneoppfolging": "tok lang tid",
        "Booppfolging": "Hvorfor",
    }


def test_turns_move_with_their_words(talk: Study) -> None:
    change_text(talk, "gruppe", NEW)
    source = talk.source("gruppe")
    assert [(turn.participant, source.words_of(turn)) for turn in source.turns] == [
        ("p1", "Vi har alltid satset på forebygging."),
        ("p2", "Oppfølgingen tok lang tid hos oss."),
        ("m1", "Hvorfor gjorde den det?"),
    ]


def test_a_memo_on_words_moves_with_them(talk: Study) -> None:
    start = TALK.index("tok tid")
    add_memo(talk, Memo("Hvor lang?", on="source", on_id="gruppe", start=start, end=start + 7))
    change_text(talk, "gruppe", NEW)
    [memo] = list_memos(talk)
    assert NEW[memo.start : memo.end] == "tok lang tid"


@pytest.mark.usefixtures("either_database")
def test_what_is_lost_is_listed_with_its_words_and_gone(talk: Study) -> None:
    changed = change_text(talk, "gruppe", TALK.replace("I2: Oppfølgingen tok tid hos oss.\n", ""))
    assert [(each.words, each.coding.coder) for each in changed.lost] == [("tok tid", "Ane")]
    assert [number for number, _ in changed.lost_turns] == [2]
    assert {each.code for each in changed.problems} == {"EDIT-004", "EDIT-014"}
    assert "Aneoppfolging" not in quotes(talk)


@pytest.mark.usefixtures("either_database")
def test_an_undo_brings_everything_back_byte_for_byte(talk: Study) -> None:
    before = captured(talk)
    change_text(talk, "gruppe", TALK.replace("Oppfølgingen tok tid", "Den tok sin tid"), force=True)
    assert captured(talk) != before
    talk.undo()
    assert captured(talk) == before


def test_it_is_one_act(talk: Study) -> None:
    before = len(talk.log())
    change_text(talk, "gruppe", NEW)
    assert [each.act for each in talk.log()[before:]] == ["source.edit"]


def test_the_same_text_leaves_no_trace(talk: Study) -> None:
    before = len(talk.log())
    change_text(talk, "gruppe", TALK)
    assert len(talk.log()) == before


def test_a_preview_writes_nothing(talk: Study) -> None:
    before = captured(talk)
    assert preview_change(talk, "gruppe", NEW).after.text == NEW
    assert captured(talk) == before


@pytest.mark.usefixtures("either_database")
def test_codings_that_have_become_the_same_are_one_and_keep_their_memos(talk: Study) -> None:
    talk.add([coding("tok tid hos")])
    longer = next(each for each in talk.codings() if each.end - each.start == len("tok tid hos"))
    add_memo(talk, Memo("Se her.", on="coding", on_id=str(longer.id)))
    changed = change_text(talk, "gruppe", TALK.replace(" tid hos", ""))
    assert sorted(each.status for each in changed.codings) == ["double", "edited", "moved", "same"]
    [kept] = [each for each in talk.codings() if each.coder == "Ane" and each.code == "oppfolging"]
    assert [memo.on_id for memo in list_memos(talk)] == [str(kept.id)]


# What is refused


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_text_is_refused(talk: Study, text: str) -> None:
    with pytest.raises(EvaluationError) as error:
        change_text(talk, "gruppe", text)
    assert code_of(error) == "EDIT-001"


def test_an_unrelated_text_is_refused_and_nothing_is_written(talk: Study) -> None:
    before = captured(talk)
    with pytest.raises(EvaluationError) as error:
        change_text(talk, "gruppe", "Et referat fra et helt annet sted, med andre ord.")
    assert code_of(error) == "EDIT-002"
    assert error.value.problems[0].values["lost"] == 3
    assert captured(talk) == before


def test_an_unrelated_text_is_put_in_by_force(talk: Study) -> None:
    changed = change_text(talk, "gruppe", "Et referat fra et helt annet sted, med andre ord.", force=True)
    assert len(changed.lost) == 3
    assert talk.codings() == []


def test_a_text_that_keeps_too_few_of_the_coded_words_is_refused(talk: Study) -> None:
    cut = re.sub("satset på forebygging|tok tid|Hvorfor", "noe", TALK)
    with pytest.raises(EvaluationError) as error:
        change_text(talk, "gruppe", cut)
    assert code_of(error) == "EDIT-002"


def test_an_unknown_source_is_refused(talk: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        change_text(talk, "grupa", NEW)
    assert code_of(error) == "STUDY-004"


def test_a_correction_of_a_text_that_somebody_else_has_corrected_is_refused(talk: Study) -> None:
    colleague = open_study(talk.folder)
    read = colleague.source("gruppe").text
    change_text(talk, "gruppe", NEW)
    with pytest.raises(EvaluationError) as error:
        change_text(colleague, "gruppe", read.replace("oss", "dem"), was=read)
    assert code_of(error) == "EDIT-003"
    assert colleague.source("gruppe").text == NEW


# From files


def test_a_corrected_file_takes_the_place_of_the_first_which_is_kept(talk: Study, tmp_path: Path) -> None:
    file = tmp_path / "rettet.txt"
    file.write_text(NEW, encoding="utf-8")
    change_by_file(talk, "gruppe", file, act="source.replace")
    source = talk.source("gruppe")
    assert (source.name, source.file, source.session) == ("gruppe", "rettet.txt", "fg1")
    assert sorted(each.name for each in (talk.folder / "sources").iterdir()) == ["gruppe.txt", "rettet.txt"]
    talk.undo()
    assert talk.source("gruppe").file == "gruppe.txt"
    assert [each.code for each in examine(talk) if each.code == "STUDY-014"] == []


def test_a_corrected_label_gives_the_turn_to_whom_it_names(talk: Study, tmp_path: Path) -> None:
    file = tmp_path / "rettet.txt"
    file.write_text(TALK.replace("I2:", "I1:"), encoding="utf-8")
    change_by_file(talk, "gruppe", file)
    assert [turn.participant for turn in talk.source("gruppe").turns] == ["p1", "p1", "m1"]


def test_a_windows_file_with_the_same_words_changes_no_coding(talk: Study, tmp_path: Path) -> None:
    file = tmp_path / "windows.txt"
    file.write_bytes(TALK.replace("\n", "\r\n").encode("cp1252"))
    changed = change_by_file(talk, "gruppe", file)
    assert [each.status for each in changed.codings] == ["same", "same", "same"]


# What an undo must not break


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("later", ["coding", "memo", "turn"])
def test_a_text_is_not_taken_back_from_under_what_was_made_on_it(talk: Study, later: str) -> None:
    change_text(talk, "gruppe", NEW)
    change = talk.log()[-1].id
    if later == "coding":
        talk.add([coding("lang tid", text=NEW)])
    elif later == "memo":
        add_memo(talk, Memo("Hm.", on="source", on_id="gruppe", start=3, end=6))
    else:
        give_turn(talk, talk.source("gruppe"), 3, "p1")
    with pytest.raises(EvaluationError) as error:
        talk.undo(change)
    assert code_of(error) == "STORE-012"


def test_codings_that_were_taken_away_do_not_come_back_into_another_text(talk: Study) -> None:
    talk.replace_codings(talk.codings(), [])
    change = talk.log()[-1].id
    change_text(talk, "gruppe", NEW)
    with pytest.raises(EvaluationError) as error:
        talk.undo(change)
    assert code_of(error) == "STORE-012"


# Turns


@pytest.mark.usefixtures("either_database")
def test_turns_are_split_joined_and_given_each_in_one_act_and_codings_stay(talk: Study) -> None:
    before, codings = captured(talk), talk.codings()
    split_turn(talk, talk.source("gruppe"), TALK.index("tok"))
    join_turns(talk, talk.source("gruppe"), 1)
    give_turn(talk, talk.source("gruppe"), 2, "p1")
    source = talk.source("gruppe")
    assert [(turn.participant, source.words_of(turn)) for turn in source.turns] == [
        ("p1", "Vi satset på forebygging.\nI2: Oppfølgingen"),
        ("p1", "tok tid hos oss."),
        ("m1", "Hvorfor gjorde den det?"),
    ]
    assert talk.codings() == codings
    for _ in range(3):
        talk.undo()
    assert captured(talk) == before


def test_a_join_over_a_label_is_told_of(talk: Study) -> None:
    assert [each.code for each in join_turns(talk, talk.source("gruppe"), 1).problems] == ["EDIT-011"]


def test_turns_that_somebody_else_has_changed_are_not_changed_unseen(talk: Study) -> None:
    read = talk.source("gruppe")
    join_turns(open_study(talk.folder), read, 1)
    with pytest.raises(EvaluationError) as error:
        give_turn(talk, read, 3, "p1")
    assert code_of(error) == "EDIT-003"


@pytest.mark.usefixtures("either_database")
def test_two_thousand_codings_move_with_three_hundred_edits_and_come_back(study: Study) -> None:
    from evaluation.model import Source

    chance = random.Random(7)
    words = "vi avtale sykefravær leder møte skift hos oss lenge ikke tiltak bra kanskje over natta vikar".split()  # noqa: SIM905
    text = "\n".join(" ".join(chance.choices(words, k=12)) + "." for _ in range(700))
    study.add(Source("gruppe", text))
    study.import_codebook(CODEBOOK)
    starts = chance.sample(range(len(text) - 200), 2_000)
    study.add([Coding("gruppe", at, at + chance.randint(5, 200), "forebygging", "Ane") for at in starts])
    before = captured(study)
    new = text
    for at in sorted(chance.sample(range(len(text)), 300), reverse=True):
        new = new[:at] + chance.choice(("", "x", " så ")) + new[at + chance.choice((0, 1, 9)) :]
    changed = change_text(study, "gruppe", new)
    there = {each.id: new[each.start : each.end] for each in study.codings()}
    assert all(there[move.coding.id] == move.now for move in changed.codings if move.status not in ("lost", "double"))
    assert all(move.now == move.words for move in changed.codings if move.status in ("same", "moved"))
    study.undo()
    assert captured(study) == before
