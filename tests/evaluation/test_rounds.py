"""Rounds of coding: what each coder sees while one is blind and open, and which acts it takes to see more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Select, func, select

from coding.manual import add_by_hand, change_by_hand, coding_of, remove_by_hand
from coding.merging import merge_codings
from evaluation.backup import back_up
from evaluation.codes import merge_codes, split_code
from evaluation.editing import change_text
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo, list_memos
from evaluation.model import Code, Coding, Memo
from evaluation.rounds import close_round, find_round, list_rounds, open_round, progress, reveal_round, round_of
from evaluation.store import schema
from evaluation.store.coding_queries import (
    coding_rows,
    find_codings,
    has_coding_value,
    places_and_codes,
    read_coding_values,
)
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, TALK, coding, talk

CODERS = ("ida", "jonas")
CODES = ("tiltak", "forebygging", "oppfolging")


@pytest.fixture
def ida(study: Study) -> Study:
    study.add(talk())
    study.import_codebook(CODEBOOK)
    open_round(study.seen_by("ida"), "r1", coders=CODERS)
    return study.seen_by("ida")


@pytest.fixture
def jonas(ida: Study) -> Study:
    """Jonas, who has made one coding with a memo on it."""
    he = ida.seen_by("jonas")
    he.add(mine(he, "tok tid", "oppfolging", note="hemmelig"))
    add_memo(he, Memo("Usikker på denne.", on="coding", on_id=str(he.codings()[0].id)))
    return he


def mine(study: Study, words: str, code: str, note: str = "") -> Coding:
    return coding(words, code, coder=study.who, round="r1", note=note)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(EvaluationError) as error:
        act()
    [problem] = error.value.problems
    return problem.code


def test_nobody_sees_what_another_codes_in_an_open_blind_round(ida: Study, jonas: Study) -> None:
    assert (ida.codings(), list_memos(ida)) == ([], [])
    assert [each.note for each in jonas.codings()] == ["hemmelig"]


def test_somebody_who_takes_no_part_sees_nothing_of_it_either(ida: Study, jonas: Study) -> None:
    assert ida.seen_by("leder").codings() == []


def test_all_see_all_when_the_round_is_closed(ida: Study, jonas: Study) -> None:
    close_round(ida, "r1")
    assert [each.coder for each in ida.codings()] == ["jonas"]
    assert len(list_memos(ida)) == 1


def test_what_is_coded_outside_the_round_is_seen_by_all(ida: Study) -> None:
    ida.seen_by("jonas").add(coding("tok tid", "oppfolging", coder="jonas"))
    assert [each.coder for each in ida.codings()] == ["jonas"]


def test_a_round_that_is_not_blind_hides_nothing(ida: Study) -> None:
    close_round(ida, "r1")
    open_round(ida, "r2", coders=CODERS, blind=False)
    ida.seen_by("jonas").add(coding("tok tid", "oppfolging", coder="jonas", round="r2"))
    assert len(ida.codings()) == 1


def test_to_see_more_takes_an_act_with_a_reason_that_the_log_keeps(ida: Study, jonas: Study) -> None:
    assert refused(lambda: reveal_round(ida, "r1", "  ")) == "ROUND-010"
    reveal_round(ida, "r1", "Jonas er sykmeldt.")
    assert len(ida.codings()) == 1
    assert [(each.who, each.reason) for each in find_round(ida, "r1").revealed] == [("ida", "Jonas er sykmeldt.")]
    last = ida.log()[-1]
    assert (last.act, last.who, last.details["reason"]) == ("round.reveal", "ida", "Jonas er sykmeldt.")
    assert ida.seen_by("leder").codings() == []


def test_one_who_sees_all_already_need_not_ask(ida: Study) -> None:
    reveal_round(ida, "r1", "Prøve.")
    assert refused(lambda: reveal_round(ida, "r1", "Igjen.")) == "ROUND-009"


def test_the_numbers_of_codings_are_told_to_all(ida: Study, jonas: Study) -> None:
    assert [each.codings for each in progress(ida)] == [{"ida": 0, "jonas": 1}]


def test_the_log_tells_that_somebody_coded_and_not_what(ida: Study, jonas: Study) -> None:
    told = [(each.act, each.details) for each in ida.log() if each.who == "jonas"]
    assert told == [("code.add", {"n": 1}), ("memo.add", {"kind": "theory", "on": "coding"})]


def test_opening_a_round_is_not_undone_while_there_are_codings_in_it(ida: Study, jonas: Study) -> None:
    opened = next(each.id for each in ida.log() if each.act == "round.open")
    assert refused(lambda: ida.undo(opened)) == "STORE-012"
    assert ida.codings() == []


def test_to_undo_the_closing_hides_the_codings_again(ida: Study, jonas: Study) -> None:
    close_round(ida, "r1")
    ida.undo()
    assert ida.codings() == []


@pytest.mark.parametrize("there", [True, False])
def test_nobody_codes_for_another_in_it_not_even_to_try_what_is_there(ida: Study, jonas: Study, there: bool) -> None:
    guess = coding("tok tid" if there else "Hvorfor", "oppfolging", coder="jonas", round="r1", note="hemmelig")
    assert refused(lambda: ida.add(guess)) == "ROUND-007"


def test_only_those_named_code_in_it(ida: Study) -> None:
    assert refused(lambda: ida.seen_by("kari").add(mine(ida.seen_by("kari"), "tok tid", "tiltak"))) == "ROUND-006"


def test_anybody_codes_in_a_round_that_names_nobody(ida: Study) -> None:
    open_round(ida, "alle")
    kari = ida.seen_by("kari")
    kari.add(coding("tok tid", "tiltak", coder="kari", round="alle"))
    assert len(kari.codings()) == 1


def test_nothing_is_added_changed_or_removed_in_a_closed_round(ida: Study, jonas: Study) -> None:
    close_round(ida, "r1")
    [there] = jonas.codings()
    assert refused(lambda: jonas.add(mine(jonas, "Hvorfor", "tiltak"))) == "ROUND-005"
    assert refused(lambda: remove_by_hand(jonas, [there.id or 0])) == "ROUND-005"
    assert refused(lambda: change_by_hand(jonas, there)) == "ROUND-005"


def test_what_a_closed_round_has_already_may_be_read_in_again(ida: Study, jonas: Study) -> None:
    close_round(ida, "r1")
    jonas.add(jonas.codings())
    assert len(jonas.codings()) == 1


def test_a_coding_made_by_hand_belongs_to_the_open_round(ida: Study) -> None:
    assert add_by_hand(ida, coding_of(ida, "gruppe", "tiltak", words="tok tid")).coding.round == "r1"
    assert round_of(ida.seen_by("kari")) == "1"


def test_with_two_open_rounds_the_coder_says_which(ida: Study) -> None:
    open_round(ida, "r2", coders=CODERS)
    assert refused(lambda: coding_of(ida, "gruppe", "tiltak", words="tok tid")) == "ROUND-008"


@pytest.mark.parametrize(
    ("name", "coders", "code"),
    [
        ("", CODERS, "ROUND-003"),
        (" 1 ", CODERS, "ROUND-003"),
        ("consensus", CODERS, "ROUND-003"),
        ("r1", CODERS, "ROUND-002"),
        ("gammel", CODERS, "ROUND-002"),
        ("r2", ["ida", " ida "], "ROUND-004"),
    ],
)
def test_a_round_that_cannot_be_is_refused(ida: Study, name: str, coders: Sequence[str], code: str) -> None:
    ida.add(coding("tok tid", "tiltak", coder="ida", round="gammel"))
    assert refused(lambda: open_round(ida, name, coders=coders)) == code
    assert [each.name for each in list_rounds(ida)] == ["r1"]


def test_an_unknown_round_is_told_with_the_nearest(ida: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        close_round(ida, "r11")
    assert (error.value.problems[0].code, error.value.problems[0].values["known"]) == ("ROUND-001", "r1")


def test_a_round_is_closed_once(ida: Study) -> None:
    close_round(ida, "r1")
    assert refused(lambda: close_round(ida, "r1")) == "ROUND-005"


def test_ids_of_hidden_codings_lead_nowhere(ida: Study, jonas: Study) -> None:
    [hidden] = jonas.codings()
    id_ = hidden.id or 0
    assert refused(lambda: remove_by_hand(ida, [id_])) == "CODING-006"
    assert refused(lambda: add_memo(ida, Memo("?", on="coding", on_id=str(id_)))) == "MEMO-001"
    assert refused(lambda: split_code(ida, "oppfolging", Code(name="ny"), [id_])) == "CODEBOOK-007"


def test_merging_codes_moves_hidden_codings_and_does_not_count_them(ida: Study, jonas: Study) -> None:
    assert merge_codes(ida, ["oppfolging"], "tiltak").moved == 0
    assert [each.code for each in jonas.codings()] == ["tiltak"]


def test_merging_codings_leaves_hidden_ones_alone(ida: Study, jonas: Study) -> None:
    jonas.add(mine(jonas, "Oppfølgingen tok tid", "oppfolging"))
    assert merge_codings(ida) == []
    assert len(jonas.codings()) == 2


def test_a_changed_text_moves_hidden_codings_and_does_not_tell_of_them(ida: Study, jonas: Study) -> None:
    changed = change_text(ida, "gruppe", TALK.replace("Vi satset", "Vi har satset"))
    assert changed.codings == ()
    [moved] = jonas.codings()
    assert jonas.source("gruppe").text[moved.start : moved.end] == "tok tid"


def test_a_text_in_which_hidden_words_are_lost_tells_nothing_of_it(ida: Study, jonas: Study) -> None:
    changed = change_text(ida, "gruppe", TALK.replace(" tok tid", ""))
    assert (changed.codings, changed.similarity.spans, changed.problems) == ((), 1.0, ())


def test_a_backup_is_whole(ida: Study, jonas: Study, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(back_up(ida.folder, tmp_path / "kopi.zip", store=ida.store)) as archive:
        archive.extract("study.sqlite", tmp_path)
    with sqlite3.connect(tmp_path / "study.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM coding").fetchone() == (1,)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(some.sampled_from(["ida", "jonas", "kari"]), some.integers(0, 40), some.sampled_from(CODES)),
        max_size=12,
        unique=True,
    )
)
def test_every_way_to_read_codings_gives_ones_own_and_no_others(ida: Study, made: list[tuple[str, int, str]]) -> None:
    name = f"runde {len(list_rounds(ida))}"
    open_round(ida, name)
    for coder in sorted({who for who, _, _ in made}):
        own = [Coding("gruppe", at, at + 9, code, coder, name) for who, at, code in made if who == coder]
        ida.seen_by(coder).add(own)
    expected = sum(who == "ida" for who, _, _ in made)
    coders = ["ida"] if expected else []
    with ida.store.reading() as connection:
        in_round = Select[tuple[int]](func.count(schema.coding.c.id)).where(schema.coding.c.round == name)
        nested = select(func.count()).select_from(select(schema.coding).where(schema.coding.c.round == name).subquery())
        assert connection.scalar(in_round) == connection.scalar(nested) == expected
        assert read_coding_values(connection, "coder") == coders
        assert has_coding_value(connection, "coder", "jonas") is False
        for rows in (find_codings(connection, None), find_codings(connection, CODES), places_and_codes(connection)):
            assert len(rows) == expected
        _, told = coding_rows(connection, ["coder"])
        assert set(told["coder"]) == set(coders)
    assert {each.coder for each in ida.codings()} == set(coders)
    for each in (ida, ida.seen_by("jonas"), ida.seen_by("kari")):
        remove_by_hand(each, [found.id or 0 for found in each.codings()])
