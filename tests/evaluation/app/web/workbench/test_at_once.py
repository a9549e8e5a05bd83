"""Several on the same text at the same moment, by two servers of one study: nothing is lost, doubled or overwritten."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from fastapi.testclient import TestClient

from coding.manual import add_by_hand, coding_of
from evaluation.app.accounts.keeping import add_account, list_accounts
from evaluation.app.web.admission import HEADER
from evaluation.app.web.application import bare_application, guarded_application
from evaluation.app.web.passes import cookie_name, proof, sealed
from evaluation.app.web.team_door import team_door
from evaluation.memos import add_memo, list_memos
from evaluation.model import Memo
from evaluation.store.health import complaints
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE, PASSWORD
from tests.evaluation.app.web.workbench.talk import talked

pytestmark = pytest.mark.usefixtures("either_database", "_quick_hashes")
CODERS = ("ida", "kari", "lars", "olav")
ROUNDS = 12  # of everybody at once
PLACES = [(start, start + length) for start in (5, 9, 14) for length in (6, 20)]


@pytest.fixture
def talk(tmp_path):
    study = open_study(talked(tmp_path))
    add_account(study, "eva", "owner", password=PASSWORD)
    return study


class Coder:
    """A browser that has signed in at one of two servers."""

    def __init__(self, app, study, door, account):
        self.client = TestClient(app, HERE, raise_server_exceptions=False)
        pass_ = door.begin(account, None)
        self.client.cookies.set(cookie_name(study.folder, secure=False), sealed(door.key, pass_))
        self.client.headers[HEADER] = proof(door.key, pass_)

    def send(self, method, what, **content):
        told = {"source": "samtale", "since": 0, **content}
        return self.client.request(method, f"/workbench/{what}", json=told)


@pytest.fixture
def coders(talk):
    """Half of them at one server, half at another, as two processes would be."""
    found, servers = {}, []
    for _ in range(2):
        pooled = replace(open_study(talk.folder), store=talk.store.pooled())
        door = team_door(pooled)
        bare = bare_application(pooled, door=door)
        bare.state.serving.feed.close()
        bare.openapi()  # what FastAPI makes when first asked for is not made by several at once
        servers.append((guarded_application(bare), pooled, door))
    for n, name in enumerate(CODERS):
        account = add_account(talk, name, "coder", password=PASSWORD).account
        found[name] = Coder(*servers[n % 2], account)
    yield found
    for each in found.values():
        each.client.close()
    for _, study, _ in servers:
        study.store.engine.dispose()


def at_once(*acts):
    """Do all of these at the same moment; returns their answers."""
    ready = Barrier(len(acts))

    def one(act):
        ready.wait(20)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_what_everybody_codes_at_once_is_there_once(coders, talk):
    chance, wanted = random.Random(4), set()
    for _ in range(ROUNDS):
        acts = []
        for name, each in coders.items():
            start, end = chance.choice(PLACES)
            code = chance.choice(("tiltak", "oppfolging"))
            wanted.add((name, start, end, code))
            mark = {"start": start, "end": end, "code": code}
            acts += [lambda e=each, m=mark: e.send("POST", "codings", mark=m)] * 2  # each is sent twice, too
        assert {told.status_code for told in at_once(*acts)} == {200}
    found = Counter((each.coder, each.start, each.end, each.code) for each in talk.codings())
    assert found == Counter(wanted)
    assert sum(each.act == "code.add" for each in talk.log()) == len(wanted)
    with talk.store.reading() as connection:
        assert complaints(connection) == []


def test_of_two_who_change_the_same_coding_one_is_told(coders, talk):
    """The same account in two browsers, at two servers: neither change disappears without a word."""
    own = talk.seen_by("ida")
    here, other = coders["ida"], coders["kari"]
    account = next(each for each in list_accounts(talk) if each.name == "ida")
    there = Coder(other.client.app, talk, team_door(talk), account)
    for n in range(ROUNDS):
        made = add_by_hand(own, coding_of(own, "samtale", "tiltak", start=5, end=12 + n)).coding
        was = {"start": 5, "end": 12 + n, "code": "tiltak"}
        answers = at_once(
            lambda m=made, w=was: here.send("PUT", f"codings/{m.id}", was=w, now={**w, "note": "her"}),
            lambda m=made, w=was: there.send("PUT", f"codings/{m.id}", was=w, now={**w, "note": "der"}),
        )
        kept = next(each for each in talk.codings() if each.id == made.id)
        won = [told.status_code == 200 for told in answers]
        assert sorted(won) == [False, True], [told.text for told in answers]
        assert kept.note == ("her" if won[0] else "der")
        assert answers[won.index(False)].json()["error"]["code"] == "CODING-011"


def test_of_two_who_rewrite_the_same_memo_one_is_told(coders, talk):
    own = talk.seen_by("ida")
    account = next(each for each in list_accounts(talk) if each.name == "ida")
    here, there = coders["ida"], Coder(coders["kari"].client.app, talk, team_door(talk), account)
    for n in range(ROUNDS):
        made = add_memo(own, Memo(f"Utkast {n}", on="source", on_id="samtale"))
        answers = at_once(
            lambda m=made: here.send("PUT", f"memos/{m.id}", was=m.text, text=f"{m.text}, her"),
            lambda m=made: there.send("PUT", f"memos/{m.id}", was=m.text, text=""),
        )
        won = [told.status_code == 200 for told in answers]
        assert sorted(won) == [False, True], [told.text for told in answers]
        kept = [each.text for each in list_memos(talk) if each.id == made.id]
        assert kept == ([f"{made.text}, her"] if won[0] else [])


def test_of_two_who_make_the_same_code_one_is_told(coders, talk):
    for n in range(ROUNDS):
        told = at_once(*(lambda e=each, n=n: e.send("POST", "codes", label=f"Kode {n}") for each in coders.values()))
        assert sorted(each.status_code for each in told) == [200, 422, 422, 422]
    assert len({each.name for each in talk.codebook}) == len(list(talk.codebook)) == 2 + ROUNDS


def test_one_act_is_undone_once(coders, talk):
    own = talk.seen_by("ida")
    account = next(each for each in list_accounts(talk) if each.name == "ida")
    here, there = coders["ida"], Coder(coders["kari"].client.app, talk, team_door(talk), account)
    for n in range(ROUNDS):
        add_by_hand(own, coding_of(own, "samtale", "tiltak", start=5, end=12 + n))
        change = talk.log()[-1].id
        told = at_once(*(lambda e=each, c=change: e.send("POST", "undo", change=c) for each in (here, there)))
        assert {each.status_code for each in told} == {200}
        assert [each.undoes for each in talk.log() if each.id > change] == [change]
    assert talk.codings() == []
