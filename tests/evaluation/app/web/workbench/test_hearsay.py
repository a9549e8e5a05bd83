"""What has happened to a text is found out once for all who ask at the same time, and by nobody who may not know."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from threading import Event, Lock

import pytest
from sqlalchemy import event

from coding.workbench import acts
from coding.workbench.acts import Mark
from evaluation.app.web import feed
from evaluation.app.web.doors import Alone
from evaluation.app.web.feed import Feed
from evaluation.app.web.hearsay import Hearsay
from evaluation.app.web.presence import Presence
from evaluation.rounds import open_round
from evaluation.store.feed import last_change
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(feed, "PAUSE", 0.01)


@pytest.fixture
def talk(tmp_path):
    return open_study(talked(tmp_path))


def in_a_loop(asked):
    """What `asked` returns; in a thread of its own, since a browser that another test opened has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asked())).result()


def revision(study):
    with study.store.reading() as connection:
        return last_change(connection)


def heard(study, since, readers):
    """What readers are told who ask at the same time, once the feed has told of the last change; and the statements."""
    sent = []

    async def asked():
        watching = Feed(study.store)
        async with aclosing(watching.follow("ida")) as told:
            await anext(told)
            event.listen(study.store.engine, "before_cursor_execute", lambda *each: sent.append(each[2]))
            hearsay = Hearsay(watching)
            return await asyncio.gather(*(hearsay.news(study.seen_by(each), "samtale", since) for each in readers))

    return in_a_loop(asked), [each for each in sent if "FROM change" in each and "before" in each]


def test_many_who_ask_at_once_are_told_the_same_by_one_look(talk):
    since = revision(talk)
    made = acts.code_words(talk.seen_by("kari"), "samtale", Mark(0, 5, "tiltak"))
    told, looks = heard(talk, since, ["ola", "per", "kari"])
    assert [[each["id"] for each in one["codings"]] for one in told] == [[made]] * 3
    assert len(looks) == 1
    assert [one.get("undo") for one in told] == [None, None, revision(talk)]


def test_in_a_blind_round_everybody_is_told_their_own(talk):
    open_round(talk, "blindt", coders=("ola", "kari"))
    since = revision(talk)
    made = acts.code_words(talk.seen_by("kari"), "samtale", Mark(0, 5, "tiltak"))
    told, _ = heard(talk, since, ["kari", "ola"])
    assert [[each["id"] for each in one["codings"]] for one in told] == [[made], []]


def test_who_has_left_is_known_no_more(talk):
    door = Alone("ida")
    pass_, presence = door.enter(door.token), Presence(door)

    async def asked():
        with presence.following(pass_):
            await presence.holder(pass_)
            before = presence.known(pass_)
            presence.forget(pass_)
            return before.coder, presence.known(pass_)

    assert in_a_loop(asked) == ("ida", None)


def test_what_happens_while_two_come_at_once_is_told_to_both(talk, monkeypatch):
    since, happened, looks, read = revision(talk), Event(), Lock(), Feed._read

    def slow(watching, after):
        """Somebody codes right after the first look, and a second one comes in later."""
        if looks.acquire(blocking=False):
            found = read(watching, after)
            acts.code_words(talk.seen_by("kari"), "samtale", Mark(0, 5, "tiltak"))
            happened.set()
            return found
        happened.wait()
        time.sleep(0.1)
        return read(watching, after)

    monkeypatch.setattr(Feed, "_read", slow)

    async def heard_by(watching):
        async with aclosing(watching.follow("ida", since)) as told, asyncio.timeout(10):
            return await anext(found async for some in told if (found := [each.id for each in some]))

    async def asked():
        watching = Feed(talk.store)
        return await asyncio.gather(heard_by(watching), heard_by(watching))

    assert in_a_loop(asked) == [[revision(talk)]] * 2
