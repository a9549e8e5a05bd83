"""Every act is one transaction with one change row, in either database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import inspect, text

from evaluation.doctor import examine
from evaluation.errors import EvaluationError
from evaluation.model import Coding, Consent, Localised, Organisation, Participant, People, Session
from evaluation.store import people, schema, sources
from evaluation.store.act import from_ranges
from evaluation.store.bulk import LATE
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, captured, coding, rows, talk

Fill = Callable[[Study], Study]


def test_each_act_leaves_one_change_with_who_and_what(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    found = [(change.id, change.who, change.act) for change in any_study.log()]
    assert found == [
        (1, "Test", "people.import"),
        (2, "Test", "source.add"),
        (3, "Test", "codebook.import"),
        (4, "Test", "code.add"),
    ]


def test_a_source_comes_back_as_it_was_added(any_study: Study) -> None:
    source = replace(talk(text="Ragnhild: Blåbær 🫐 og \u00a0mer.\nÅse: Ja.\n"), sha256="ab", format="txt")
    any_study.add(source)
    assert any_study.source("gruppe") == source


def test_turns_are_tied_to_those_who_bear_their_labels(any_study: Study, filled: Fill) -> None:
    turns = filled(any_study).source("gruppe").turns
    assert [turn.participant for turn in turns] == ["p1", "p2", "m1"]


def test_a_codebook_comes_back_as_it_was_imported(any_study: Study) -> None:
    any_study.import_codebook(CODEBOOK)
    assert any_study.codebook == CODEBOOK


def test_codings_come_back_in_order_of_place(any_study: Study, filled: Fill) -> None:
    found = filled(any_study).codings()
    assert found == [coding("forebygging", "forebygging"), coding("Oppfølgingen", "oppfolging")]


def test_people_come_back_in_order_of_number(any_study: Study) -> None:
    ids = [f"p{number}" for number in (10, 9, 2, 1, 11)]
    any_study.add_people(People(participants=tuple(Participant(id=id_) for id_ in ids)))
    assert [each.id for each in any_study.people().participants] == ["p1", "p2", "p9", "p10", "p11"]


def test_a_change_keeps_the_row_before_and_after(any_study: Study) -> None:
    any_study.import_codebook(CODEBOOK)
    first, *others = CODEBOOK.codes
    renamed = first.model_copy(update={"label": Localised(nb="Virkemidler")})
    any_study.import_codebook(CODEBOOK.model_copy(update={"codes": (renamed, *others)}))
    change = rows(any_study.store)["change"][1]
    labels = [side["code"]["1"]["content"]["label"]["nb"] for side in (change["before"], change["after"]["rows"])]  # type: ignore[index]
    assert labels == ["Tiltak", "Virkemidler"]
    assert list(change["before"]) == ["code"]  # type: ignore[call-overload]


def test_a_change_names_the_new_rows_as_ranges(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    change = rows(any_study.store)["change"][1]
    assert change["after"]["inserted"] == {"source": [[1, 1]], "turn": [[1, 3]]}  # type: ignore[index]


@pytest.mark.parametrize(
    "again",
    [
        lambda study: study.import_people(study.folder / "people.yaml"),
        lambda study: study.import_codebook(CODEBOOK),
        lambda study: study.import_codebook(CODEBOOK.model_copy(update={"codes": CODEBOOK.codes[:1]})),
        lambda study: study.add([coding("forebygging", "forebygging")]),
        lambda study: study.replace_codings(study.codings(), study.codings()),
        lambda study: study.add([]),
        lambda study: study.add_people(study.people()),
    ],
    ids=["people", "codebook", "part-of-codebook", "codings", "replace", "nothing", "people-without-names"],
)
def test_the_same_once_more_changes_nothing(any_study: Study, filled: Fill, again: Callable[[Study], object]) -> None:
    filled(any_study)
    before = rows(any_study.store)
    again(any_study)
    assert rows(any_study.store) == before


def test_a_smaller_codebook_imported_twice_leaves_one_change(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    new = CODEBOOK.codes[0].model_copy(update={"name": "ny"})
    smaller = CODEBOOK.model_copy(update={"codes": (new, CODEBOOK.codes[0])})
    any_study.import_codebook(smaller)
    any_study.import_codebook(smaller)
    assert [change.act for change in any_study.log()].count("codebook.import") == 2
    assert [code.name for code in any_study.codebook] == ["ny", "tiltak", "forebygging", "oppfolging"]


def test_names_given_once_stay_when_a_file_does_not_repeat_them(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.add_people(People(participants=(Participant(id="p1", role="leder", speakers=("R",)),)))
    found = any_study.people(names=True).participants[1]
    assert (found.id, found.name, found.speakers) == ("p1", "Ragnhild Ternebø", ("R",))


def test_a_name_given_as_empty_is_erased(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.add_people(People(participants=(Participant(id="p1", name="", contact="", speakers=()),)))
    assert any_study.people(names=True).participants[1].name == ""


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (talk("en"), "STUDY-008"),
        (replace(talk("tre"), sha256="x"), "STUDY-009"),
        (replace(talk("tre"), session="fg9"), "STUDY-007"),
        (coding("tok", "finnes-ikke"), "STUDY-005"),
        (coding("tok", "tiltak", source="finnes-ikke"), "STUDY-004"),
    ],
    ids=["same-name", "same-content", "unknown-session", "unknown-code", "unknown-source"],
)
def test_an_import_whose_last_part_fails_leaves_everything_as_it_was(
    any_study: Study, filled: Fill, last: object, code: str
) -> None:
    filled(any_study)
    before = rows(any_study.store)
    with pytest.raises(EvaluationError) as error:
        any_study.add([replace(talk("en"), sha256="x"), talk("to"), last])  # type: ignore[list-item]
    assert [each.code for each in error.value.problems] == [code]
    assert rows(any_study.store) == before


def test_sources_and_codings_of_them_are_one_act(any_study: Study, filled: Fill) -> None:
    filled(any_study)
    any_study.add([coding("tok", "tiltak", source="ny"), talk("ny")])
    assert [change.act for change in any_study.log()][4:] == ["source.add"]
    any_study.undo()
    assert len(any_study.codings()) == 2


def test_sessions_that_follow_each_other_in_a_circle_are_refused(any_study: Study) -> None:
    circle = (Session(id="a", kind="interview", follows="b"), Session(id="b", kind="interview", follows="a"))
    with pytest.raises(EvaluationError) as error:
        any_study.add_people(People(sessions=circle))
    assert error.value.problems[0].code == "PEOPLE-007"
    assert any_study.people() == People()


def test_ids_are_never_used_again(any_study: Study) -> None:
    any_study.add(talk("a"))
    any_study.undo()
    any_study.add(talk("b"))
    assert [each.id for each in any_study.list_sources()] == [2]
    assert from_ranges(rows(any_study.store)["change"][2]["after"]["inserted"]["turn"]) == [4, 5, 6]  # type: ignore[index]


def test_an_act_that_undoes_itself_on_the_way_leaves_no_change(any_study: Study) -> None:
    any_study.add_people(People(organisations=(Organisation(id="o", size=1),)))
    with any_study.store.act("test", "Test") as act:
        act.update(schema.organisation, "o", {"size": 2})
        act.update(schema.organisation, "o", {"size": 1})
        [id_] = act.insert(schema.codebook, [{"id": "x", "title": {}, "version": ""}])
        act.delete(schema.codebook, [id_])
    assert [change.act for change in any_study.log()] == ["people.import"]


def test_an_error_in_an_act_takes_everything_back(any_study: Study) -> None:
    with pytest.raises(ZeroDivisionError), any_study.store.act("test", "Test") as act:
        people.write_people(act, People(participants=(Participant(id="p1"),), consents=(Consent(participant="p1"),)))
        raise ZeroDivisionError
    assert not any(captured(any_study.store).values())


def test_sqlite_writes_ahead_and_keeps_references(study: Study) -> None:
    with study.store.reading() as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "synchronous")]
    assert found == ["wal", 1, 2]


def test_a_reading_sees_one_moment(any_study: Study) -> None:
    with any_study.store.reading() as connection:
        before = sources.list_sources(connection)
        any_study.add(talk())
        assert sources.list_sources(connection) == before


def test_the_doctor_examines_either_database(any_study: Study, filled: Fill) -> None:
    assert [each.code for each in examine(filled(any_study))] == ["PEOPLE-005"]


def test_a_large_table_keeps_its_indexes_when_most_of_it_is_new(any_study: Study, filled: Fill) -> None:
    study = filled(any_study)
    with study.store.reading() as connection:
        before = sorted(map(str, inspect(connection).get_indexes("coding")))
    there = study.codings()
    study.add([Coding("gruppe", 0, 5, "forebygging", f"k{number}") for number in range(LATE)])
    with study.store.reading() as connection:
        assert sorted(map(str, inspect(connection).get_indexes("coding"))) == before
    assert len(study.codings()) == LATE + len(there)
    study.undo()
    assert study.codings() == there


def test_a_pooled_store_sees_what_others_wrote_between_its_acts(any_study: Study) -> None:
    pooled = replace(any_study, store=any_study.store.pooled())
    for number in range(3):
        any_study.add(replace(talk(), name=f"samtale-{number}", sha256=str(number)))
        assert len(pooled.list_sources()) == number + 1
    pooled.add_people(People(organisations=(Organisation(id="ny", pseudonym="Ny"),)))
    assert [each.id for each in any_study.people().organisations] == ["ny"]
    pooled.store.engine.dispose()
