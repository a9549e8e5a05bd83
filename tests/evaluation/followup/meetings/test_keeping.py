"""Minutes come into a study in one act, with names nowhere but in the register of people."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from evaluation.editing import change_text
from evaluation.errors import EvaluationError
from evaluation.followup.meetings.action_points import list_action_points
from evaluation.followup.meetings.confirming import find_meeting
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.model import Coding
from evaluation.store import meetings
from evaluation.store.exchange import read_kept
from evaluation.study import Study
from tests.evaluation.followup.meetings.conftest import MINUTES

NAMES = ("Astrid", "Vangen", "Emil", "Roth", "Kari", "Bø", "Vest kommune")
NAME = "kontaktutvalget-2023-04-17"


def test_minutes_and_each_partys_part_are_sources_of_their_own(followed: Study, minutes: Path) -> None:
    [kept] = keep_minutes(followed, [minutes])
    assert kept.sources == ("referat", "referat-fagforbundet-vest", "referat-virksomhet-a")
    assert followed.source("referat").text == MINUTES[: MINUTES.index("Vedlegg")].rstrip()
    assert followed.source("referat-virksomhet-a").text.endswith("Har tolv lærlinger.")
    assert {each.kind for each in followed.list_sources()} == {"minutes", "party-report"}


def test_a_part_of_a_file_leads_back_to_where_it_stood(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    source = followed.source("referat-virksomhet-a")
    assert MINUTES[source.offsets.original(0) :].startswith("Vest kommune:\n• Har tolv")


def test_the_party_of_a_source_is_an_attribute_by_the_registers_pseudonym(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    with followed.store.reading() as connection:
        assert {each["value"] for each in read_kept(connection, "attribute_value")} == {
            "Fagforbundet Vest",
            "Virksomhet A",
        }


def test_organisations_of_the_register_stand_by_their_ids(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    found = find_meeting(followed, NAME)
    assert [(each.organisation, each.party) for each in found.attendance] == [
        (None, "Fagforbundet Vest"),
        ("vest", ""),
        (None, ""),
    ]
    [first, _] = found.agenda[1].action_points
    assert [(each.organisation, each.text) for each in first.owners] == [("vest", "")]


def test_names_stand_in_the_register_and_in_the_text_alone(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    with sqlite3.connect(followed.folder / "study.sqlite") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in set(tables) - {"identity", "source"}:
            told = json.dumps(connection.execute(f"SELECT * FROM {table}").fetchall(), ensure_ascii=False)
            assert [name for name in NAMES if name in told] == [], table
    assert {each.name for each in followed.people(names=True).participants} == {
        "Astrid Vangen",
        "Emil Roth",
        "Kari Bø",
    }


def test_who_was_there_before_is_known_again(followed: Study, minutes: Path, later: Path) -> None:
    keep_minutes(followed, [minutes])
    keep_minutes(followed, [later])
    assert len(followed.people().participants) == 3


def test_one_act_takes_all_in_and_undo_takes_all_back(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    followed.undo()
    assert (followed.list_sources(), followed.people().participants, followed.people().sessions) == ([], (), ())
    with followed.store.reading() as connection:
        assert meetings.read_meetings(connection) == []


def test_the_same_meeting_is_refused(followed: Study, minutes: Path, tmp_path: Path) -> None:
    keep_minutes(followed, [minutes])
    again = tmp_path / "igjen.txt"
    again.write_text(MINUTES + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        keep_minutes(followed, [again])
    assert error.value.problems[0].code == "MINUTES-020"


def test_the_next_meeting_gives_action_points_their_day(followed: Study, minutes: Path, later: Path) -> None:
    keep_minutes(followed, [minutes])
    assert [str(each.due) for each in list_action_points(followed)] == ["2023-05-01", "None"]
    keep_minutes(followed, [later])
    assert [str(each.due) for each in list_action_points(followed)] == ["2023-05-01", "2023-06-12"]


def test_a_deferred_item_is_taken_up_by_the_one_of_its_title(followed: Study, minutes: Path, later: Path) -> None:
    keep_minutes(followed, [minutes])
    with followed.store.reading() as connection:
        assert [each.title for _, each in meetings.deferred_items(connection)] == ["Lærlinger"]
    keep_minutes(followed, [later])
    with followed.store.reading() as connection:
        assert meetings.deferred_items(connection) == []


def test_conclusions_follow_a_correction_of_their_text(followed: Study, minutes: Path) -> None:
    keep_minutes(followed, [minutes])
    text = followed.source("referat").text
    change_text(
        followed, "referat", text.replace("Referat fra", "Endelig referat fra").replace("godkjennes", "ble godkjent")
    )
    item = find_meeting(followed, NAME).agenda[0]
    place = item.place("conclusion")
    assert item.conclusion == "Referatet ble godkjent."
    assert place and followed.source("referat").text[place.start : place.end] == "Referatet ble godkjent."


def test_minutes_can_be_coded_like_any_source(followed: Study, minutes: Path) -> None:
    from tests.evaluation.store.examples import CODEBOOK

    keep_minutes(followed, [minutes])
    followed.import_codebook(CODEBOOK)
    followed.add(Coding("referat-virksomhet-a", 15, 30, "forebygging", "Test"))
    assert len(followed.codings()) == 1
