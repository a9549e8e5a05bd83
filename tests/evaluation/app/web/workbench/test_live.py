"""The live view: what others do comes at once, once, and only to those who may see it."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import time

import pytest

from coding.manual import remove_by_hand
from evaluation.app.accounts.keeping import add_account, give_role, remove_account
from evaluation.app.web import feed, presence
from evaluation.app.web.doors import Alone
from evaluation.app.web.passes import cookie_name, sealed
from evaluation.app.web.routes import events
from evaluation.app.web.team_door import Team, team_door
from evaluation.memos import add_memo
from evaluation.model import Coding, Memo
from evaluation.rounds import close_round, open_round
from tests.evaluation.app.web.workbench.conftest import PASSWORD


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(feed, "PAUSE", 0.02)


class Listener:
    """A browser that follows: what it has heard, in the order it came."""

    def __init__(self, address, cookie, path="/events", **headers):
        host = address.removeprefix("http://")
        self.connection = http.client.HTTPConnection(host, timeout=8)
        self.connection.request("GET", path, headers={"cookie": cookie, "accept": "text/event-stream", **headers})
        self.answer = self.connection.getresponse()
        while self.answer.status == 200 and not self.answer.readline().startswith(b":"):
            pass  # from here on nothing is missed

    def close(self):
        self.answer.close()
        self.connection.close()

    def next(self):
        """The next event's id, name and content; None once the stream has ended."""
        told = {}
        while line := self.answer.readline().decode():
            name, _, value = line.strip().partition(": ")
            told[name] = value
            if not line.strip() and "data" in told:
                return int(told["id"]), told["event"], json.loads(told["data"])
        return None


def cookie_of(study, door, pass_):
    return f"{cookie_name(study.folder, secure=False)}={sealed(door.key, pass_)}"


@pytest.fixture
def listen():
    """`listen(address, cookie)`: a listener, closed when the test is over."""
    listeners = []

    def opened(*arguments, **headers):
        listeners.append(Listener(*arguments, **headers))
        return listeners[-1]

    yield opened
    for each in listeners:
        each.close()


@pytest.fixture
def alone(study, served, listen):
    """`alone("/events")`: a listener who is ida."""
    door = Alone("ida")
    pass_, address = door.enter(door.token), served(study, door)
    return lambda path="/events", **headers: listen(address, cookie_of(study, door, pass_), path, **headers)


def coding(who, start=7501, round_="1"):
    return Coding("fokusgruppe", start, start + 20, "seniorer", who, round_)


def test_what_another_program_does_is_heard(study, alone):
    listener = alone()
    assert listener.answer.headers["content-type"].startswith("text/event-stream")
    study.seen_by("per").add([coding("per")])
    number, name, told = listener.next()
    assert (name, told["who"], told["act"], told["sources"]) == ("change", "per", "code.add", ["fokusgruppe"])
    assert (number, told["id"]) == (study.log()[-1].id,) * 2
    assert told["touched"] == {"coding": [max(each.id for each in study.codings())]}


def test_a_coding_is_told_along_with_the_act_and_so_is_that_it_is_gone(study, alone):
    listener, last, per = alone(), study.log()[-1].id, study.seen_by("per")
    per.add([coding("per")])
    made = max(each.id for each in study.codings())
    told = listener.next()[2]
    [one] = told["news"]["codings"]
    assert told["previous"] == last
    assert (one["id"], one["start"], one["end"], one["code"], one["coder"]) == (made, 7501, 7521, "seniorer", "per")
    remove_by_hand(per, [made])
    told = listener.next()[2]
    assert (told["previous"], told["news"]) == (last + 1, {"codings": [], "gone": [made]})


def test_what_is_more_than_a_few_codings_is_to_be_asked_for(study, alone, monkeypatch):
    monkeypatch.setattr(feed, "FEW", 1)
    listener, per = alone(), study.seen_by("per")
    per.add([coding("per"), coding("per", 7531)])
    add_memo(per, Memo("Om dette.", on="source", on_id="fokusgruppe"))
    per.undo()
    assert [listener.next()[2]["news"] for _ in range(3)] == [None] * 3


def test_who_comes_back_hears_what_was_missed_and_nothing_twice(study, alone):
    last = study.log()[-1].id
    for start in (7501, 7531, 7561):
        study.seen_by("per").add([coding("per", start)])
    missed = alone("/events", **{"last-event-id": str(last + 1)})
    assert [missed.next()[0] for _ in range(2)] == [last + 2, last + 3]
    study.undo()
    assert missed.next()[2]["act"] == "undo"
    shown = alone(f"/events?after={last + 3}")
    assert shown.next()[0] == last + 4


def test_who_was_away_for_too_long_is_told_to_read_anew(study, alone, monkeypatch):
    monkeypatch.setattr(feed, "KEPT", 1)
    monkeypatch.setattr(feed, "FURTHEST", 1)
    [number, name, _] = alone("/events?after=0").next()
    assert (number, name) == (study.log()[-1].id, "behind")


def test_those_who_come_back_to_a_server_that_began_anew_are_told_from_one_look_at_the_log(study, alone, monkeypatch):
    last = study.log()[-1].id
    for start in (0, 100, 200):
        study.add([coding("per", start)])
    looks, read = [], feed.Feed._read_before
    monkeypatch.setattr(feed.Feed, "_read_before", lambda self, *ids: looks.append(ids) or read(self, *ids))
    back = [alone("/events", **{"last-event-id": str(last + missed)}) for missed in (0, 1, 2)]
    told = [[each.next()[0] for _ in range(3 - missed)] for missed, each in enumerate(back)]
    assert told == [[last + 1, last + 2, last + 3], [last + 2, last + 3], [last + 3]]
    assert len(looks) == 1


def test_where_many_follow_they_are_told_one_after_the_other_and_each_of_everything(study, alone, monkeypatch):
    monkeypatch.setattr(feed, "MANY", 1)
    waits, sleep = [], feed.asyncio.sleep
    monkeypatch.setattr(feed.asyncio, "sleep", lambda seconds: waits.append(seconds) or sleep(seconds))
    listeners = [alone() for _ in range(3)]
    study.add([coding("per")])
    last = study.log()[-1].id
    assert [each.next()[0] for each in listeners] == [last] * 3
    study.add([coding("per", 100)])
    assert [each.next()[0] for each in listeners] == [last + 1] * 3
    turns = [feed.SPREAD * feed.PAUSE * len(listeners) * n / len(listeners) for n in range(len(listeners))]
    assert {round(each, 6) for each in turns} <= {round(each, 6) for each in waits}


def test_a_change_of_very_much_tells_no_single_ids(study, alone, monkeypatch):
    monkeypatch.setattr(events, "SHOWN", 1)
    listener = alone()
    study.add([coding("per"), coding("per", 7531)])
    assert listener.next()[2]["touched"] == {"coding": None}


def test_in_an_open_blind_round_nobody_hears_of_others_codings(study, alone):
    open_round(study, "blind", coders=("ida", "per"))
    listener, per, ida = alone(), study.seen_by("per"), study.seen_by("ida")
    per.add([coding("per", round_="blind")])
    [own] = [each for each in per.codings() if each.round == "blind"]
    add_memo(per, Memo("Om denne.", on="coding", on_id=str(own.id)))
    per.undo()
    per.undo()
    per.add([coding("per", 7561, round_="blind")])
    ida.add([coding("ida", round_="blind")])
    assert listener.next()[2]["who"] == "ida"
    close_round(study, "blind")
    assert listener.next()[2]["act"] == "round.close"
    per.add([coding("per", 7591)])
    assert listener.next()[2]["who"] == "per"


def test_while_a_blind_round_is_open_no_coding_is_told_along_also_none_from_before(study, alone):
    listener, last = alone(), study.log()[-1].id
    study.seen_by("per").add([coding("per")])
    assert listener.next()[2]["news"]["codings"]
    open_round(study, "blind", coders=("ida", "per"))
    assert listener.next()[2]["act"] == "round.open"
    study.seen_by("ida").add([coding("ida", round_="blind")])
    assert listener.next()[2]["news"] is None
    again = alone("/events", **{"last-event-id": str(last)})
    told = [again.next()[2] for _ in range(3)]
    assert [(each["act"], each["news"], each["previous"]) for each in told] == [
        ("code.add", None, None),
        ("round.open", None, None),
        ("code.add", None, None),
    ]


def test_signed_out_is_cut_off(team_study, served, listen, monkeypatch):
    monkeypatch.setattr(feed, "HEARTBEAT", 0.05)
    door = team_door(team_study)
    account = add_account(team_study, "ny", "reader", password=PASSWORD).account
    pass_ = door.begin(account, None)
    listener = listen(served(team_study, door), cookie_of(team_study, door, pass_))
    remove_account(team_study, "ny")
    assert listener.next() is None


def test_accounts_are_nobody_elses_business(team_study, alone, study):
    listener = alone()
    add_account(study, "eva", "owner")
    study.add([coding("per")])
    assert listener.next()[2]["act"] == "code.add"


@pytest.mark.parametrize("after", ["-1", "x", "1e9", "9" * 30])
def test_what_is_no_change_is_refused(alone, after):
    assert alone(f"/events?after={after}").answer.status == 422


def test_many_listeners_cost_one_watch(study, alone, monkeypatch):
    looks = []
    read = feed.Feed._read
    monkeypatch.setattr(feed.Feed, "_read", lambda self, after: looks.append(after) or read(self, after))
    listeners = [alone() for _ in range(20)]
    study.seen_by("per").add([coding("per")])
    assert {each.next()[2]["who"] for each in listeners} == {"per"}
    for each in listeners:
        each.close()
    time.sleep(0.3)
    seen = len(looks)
    time.sleep(0.2)
    assert len(looks) <= seen + 1  # nobody follows, nothing is watched


def test_the_server_stops_while_some_follow(alone, stop):
    listener, started = alone(), time.monotonic()
    stop()
    assert listener.next() is None
    assert time.monotonic() - started < 3


def test_it_works_on_either_database(any_study, served, listen):
    door = Alone("ida")
    cookie = cookie_of(any_study, door, door.enter(door.token))
    listener = listen(served(any_study, door), cookie)
    any_study.import_people(any_study.folder / "people.yaml")
    assert listener.next()[2]["touched"]["organisation"] == ["sykehjem", "lager"]


@pytest.mark.parametrize("how", ["leave", "remove", "role"])
def test_who_is_let_in_no_more_hears_nothing_however_much_happens(team_study, served, listen, monkeypatch, how):
    monkeypatch.setattr(presence, "FRESH", 0.0)
    door = team_door(team_study)
    account = add_account(team_study, "ny", "coder", password=PASSWORD).account
    pass_ = door.begin(account, None)
    listener = listen(served(team_study, door), cookie_of(team_study, door, pass_))
    per = team_study.seen_by("per")
    per.add([coding("per")])
    assert listener.next()[2]["who"] == "per"
    end = {
        "leave": lambda: door.leave(pass_),
        "remove": lambda: remove_account(team_study, "ny"),
        "role": lambda: give_role(team_study, "ny", "reader"),
    }
    end[how]()
    per.add([coding("per", 7531)])
    assert listener.next() is None


def test_all_who_follow_are_asked_after_together(team_study, served, listen, monkeypatch):
    asked = []
    holders = Team.holders
    monkeypatch.setattr(Team, "holders", lambda self, passes: asked.append(len(passes)) or holders(self, passes))
    door = team_door(team_study)
    account = add_account(team_study, "ny", "coder", password=PASSWORD).account
    address = served(team_study, door)
    listeners = [listen(address, cookie_of(team_study, door, door.begin(account, None))) for _ in range(12)]
    monkeypatch.setattr(presence, "FRESH", 60.0)
    before = len(asked)
    for start in (7501, 7531, 7561):
        team_study.seen_by("per").add([coding("per", start)])
        assert {each.next()[2]["who"] for each in listeners} == {"per"}
    assert len(asked) - before <= 1
    assert asked[-1] == 12


def test_listening_alone_keeps_no_visit_alive(team_study, served, listen, monkeypatch):
    monkeypatch.setattr(feed, "HEARTBEAT", 0.05)
    monkeypatch.setattr(presence, "FRESH", 0.0)
    door = team_door(team_study)
    account = add_account(team_study, "ny", "coder", password=PASSWORD).account
    listener = listen(served(team_study, door), cookie_of(team_study, door, door.begin(account, None)))
    monkeypatch.setattr("evaluation.app.accounts.signing_in.IDLE", -dt.timedelta(minutes=1))
    assert listener.next() is None
