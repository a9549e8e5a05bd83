"""The minutes of a real meeting, held against what was found in them by reading."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evaluation.followup.minutes.reading import read_minutes
from evaluation.model.meetings import ActionPoint, AgendaItem
from evaluation.model.minutes import Minutes

HERE = Path(__file__).parent
GOLDEN = tomllib.loads((HERE / "golden_2012.toml").read_text(encoding="utf-8"))
SEEDS = HERE.parents[3].parent / "shared" / "seeds"


@cache
def real() -> Minutes:
    same = (
        file for file in SEEDS.glob("000_*.txt") if hashlib.sha256(file.read_bytes()).hexdigest() == GOLDEN["sha256"]
    )
    file = next(same, None)
    if file is None:
        pytest.skip("the minutes are not beside the repository")
    return read_minutes(file)


def test_group_date_and_hours() -> None:
    found = real()
    assert {key: str(getattr(found, key)) for key in ("group", "date", "start", "end", "language")} == {
        key: GOLDEN[key] for key in ("group", "date", "start", "end", "language")
    }


def test_everyone_present_is_named_with_the_right_organisation() -> None:
    assert [[each.name, each.organisation] for each in real().present] == GOLDEN["present"]
    assert [[each.name, each.organisation] for each in real().absent] == GOLDEN["absent"]


def test_seven_items_and_two_below_the_seventh_stand_where_they_were_found() -> None:
    assert [place_of(each, "title") for each in real().walk()] == [each["title"] for each in GOLDEN["items"]]
    assert [each.number for each in real().walk()] == [each["number"] for each in GOLDEN["items"]]
    assert len(real().items) == 7
    assert [len(each.items) for each in real().items] == [0, 0, 0, 0, 0, 0, 2]


def test_every_conclusion_rests_on_its_words() -> None:
    wanted = [each.get("conclusion") for each in GOLDEN["items"]]
    assert [whole_of(each, "conclusion") for each in real().walk()] == wanted


def test_action_points_have_their_owners_deadlines_and_words() -> None:
    found = [[told(point) for point in each.action_points] for each in real().walk()]
    assert found == [[dict(each) for each in item.get("actions", ())] for item in GOLDEN["items"]]


def test_items_that_come_up_again_are_known() -> None:
    assert [each.deferred for each in real().walk()] == [each.get("deferred", "") for each in GOLDEN["items"]]


def test_the_appendix_is_parted_by_party_with_the_points_of_each() -> None:
    found = {each.party: [[point.start, point.end] for point in each.points] for each in real().appendices}
    assert found == GOLDEN["appendices"]


def test_nothing_but_the_point_without_an_owner_is_in_doubt() -> None:
    assert [each.code for each in real().unsure] == ["MINUTES-009"]


def place_of(item: AgendaItem, part: str) -> list[int] | None:
    place = item.place(part)
    return [place.start, place.end] if place else None


def whole_of(item: AgendaItem, part: str) -> list[int] | None:
    places = [each for each in item.places if each.part == part]
    return [places[0].start, places[-1].end] if places else None


def told(point: ActionPoint) -> dict[str, Any]:
    [what] = [each for each in point.places if each.part == "what"]
    owner = ", ".join(each.text for each in point.owners)
    return {"owner": owner, "due": point.deadline.code, "what": [what.start, what.end]}
