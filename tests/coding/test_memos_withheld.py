"""Memos on what somebody said who has withdrawn: they are told by nothing, and others are."""

import json
from collections.abc import Callable

import pytest

from coding.memos_withheld import withheld_of
from evaluation.app.cli.main import main
from evaluation.memos import add_memo, list_memos
from evaluation.model import Memo, Source, Turn
from evaluation.study import Study
from tests.coding.framework.conftest import TALK, told, withdraw

__all__ = ["told", "withdraw"]
SAID = TALK.index("Roboten løfter.")


@pytest.fixture
def noted(told: Study) -> Study:
    """Memos on Informant 1 and on Informant 2, in as many ways as a memo stands on somebody."""
    spans = ((4, 20), (SAID, SAID + 8), (SAID - 2, SAID + 3), (None, None))
    for start, end in spans:
        add_memo(told, Memo(f"Ord {start}", on="source", on_id="fg", start=start, end=end))
    for on, id_ in (("coding", "1"), ("coding", "3"), ("turn", "fg:1"), ("turn", "fg:2"), ("code", "utstyr")):
        add_memo(told, Memo(f"{on} {id_}", on=on, on_id=id_))  # type: ignore[arg-type]
    for on, id_ in (("participant", "ragnhild"), ("participant", "odd"), ("session", "fg1"), ("study", "")):
        add_memo(told, Memo(f"{on} {id_}", on=on, on_id=id_))  # type: ignore[arg-type]
    return told


def withheld_in(study: Study) -> list[str]:
    withheld = withheld_of(study)
    return [each.text for each in list_memos(study) if withheld.holds(each)]


def test_all_are_told_while_nobody_has_withdrawn(noted: Study) -> None:
    assert withheld_in(noted) == []


def test_those_on_the_one_who_withdrew_and_on_their_words_are_withheld(
    noted: Study, withdraw: Callable[[], None]
) -> None:
    withdraw()
    inside, across = f"Ord {SAID}", f"Ord {SAID - 2}"
    assert set(withheld_in(noted)) == {inside, across, "coding 3", "turn fg:2", "participant odd"}


def test_a_session_that_only_they_spoke_in_is_withheld_whole(told: Study, withdraw: Callable[[], None]) -> None:
    from evaluation.model import Attendance, People, Session

    told.add_people(
        People(sessions=(Session(id="tlf", kind="telephone", attendance=(Attendance(participant="odd"),)),))
    )
    told.add(Source("tlf", "I2: Ja.\nNoe uten navn.\n", "transcript", (Turn(4, 7, "I2"),), "nb"), session="tlf")
    add_memo(told, Memo("uten navn", on="source", on_id="tlf", start=8, end=11))
    add_memo(told, Memo("økta", on="session", on_id="tlf"))
    assert withheld_in(told) == []
    withdraw()
    assert withheld_in(told) == ["uten navn", "økta"]


@pytest.mark.parametrize("line", ["memo show 1", "memo edit 1 --kind method"])
def test_a_withheld_memo_is_refused_and_not_told(
    told: Study, withdraw: Callable[[], None], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_memo(told, Memo("Roboten hans.", on="participant", on_id="odd"))
    assert main(["--study", str(told.folder), "--json", *line.split()]) == 0
    withdraw()
    capsys.readouterr()
    assert main(["--study", str(told.folder), "--json", *line.split()]) == 1
    printed = capsys.readouterr()
    assert "PRIVACY-030" in printed.err
    assert "Roboten" not in printed.out + printed.err


def test_what_is_removed_is_not_told_again(
    told: Study, withdraw: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    add_memo(told, Memo("Roboten hans.", title="Om roboten", on="participant", on_id="odd"))
    withdraw()
    assert main(["--study", str(told.folder), "--json", "memo", "remove", "1"]) == 0
    [gone] = json.loads(capsys.readouterr().out)
    assert (gone["id"], gone["on"], gone["on_id"]) == (1, "participant", "odd")
    assert not {"text", "title"} & gone.keys()
    assert list_memos(told) == []
