"""The routes of the workbench: whom they let in, what they refuse, and what they never tell."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from evaluation.app.web.admission import HEADER, Declared
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.app.web.routes import workbench
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import talked

MARK = {"start": 5, "end": 29, "code": "tiltak"}
CODED = {"source": "samtale", "since": 0, "mark": MARK}


@pytest.fixture
def talk(tmp_path):
    return open_study(talked(tmp_path))


@pytest.fixture
def own(talk):
    """One who is let in, and the proof their pages show."""
    door = Alone("ida")
    with TestClient(application(talk, door=door), HERE, raise_server_exceptions=False) as client:
        client.get(f"/enter/{door.token}", headers={"accept": "text/html"})
        page = client.get("/workbench", headers={"accept": "text/html"}).text
        client.headers[HEADER] = page.split('data-proof="')[1].split('"')[0]
        yield client


def test_the_page_loads_its_program_and_nothing_from_outside(own):
    page = own.get("/workbench", headers={"accept": "text/html"})
    files = [part.split('"')[0] for part in page.text.split("/workbench/static/")[1:]]
    assert sorted(each.rsplit(".", 1)[1] for each in files) == ["css", "js"]
    told = [own.get(f"/workbench/static/{each}") for each in files]
    assert {each.headers["cache-control"] for each in told} == {"public, max-age=31536000, immutable"}
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.usefixtures("either_database")
def test_a_coding_is_made_changed_and_taken_back(own, talk):
    made = own.post("/workbench/codings", json=CODED).json()
    assert [each["coder"] for each in made["codings"]] == ["ida"]
    told = {"source": "samtale", "since": made["revision"]}
    changed = own.put(f"/workbench/codings/{made['made']}", json={**told, "was": MARK, "now": {**MARK, "end": 20}})
    assert [each["end"] for each in changed.json()["codings"]] == [20]
    again = own.put(f"/workbench/codings/{made['made']}", json={**told, "was": MARK, "now": {**MARK, "end": 10}})
    assert (again.status_code, again.json()["error"]["code"]) == (422, "CODING-011")
    own.post("/workbench/undo", json={**told, "change": changed.json()["undo"]})
    assert [each.end for each in talk.codings()] == [29]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/workbench"),
        ("GET", "/workbench/overview"),
        ("GET", "/workbench/text?source=samtale"),
        ("GET", "/workbench/sentences?source=samtale"),
        ("GET", "/workbench/news?source=samtale&since=0"),
        ("GET", "/workbench/codebook"),
        ("POST", "/workbench/codings"),
    ],
)
def test_a_stranger_is_told_nothing(talk, method, path):
    with TestClient(application(talk, door=Alone("ida")), HERE, raise_server_exceptions=False) as stranger:
        told = stranger.request(method, path, json=CODED if method == "POST" else None)
    assert told.status_code == 401
    assert "begynte" not in told.text


def test_where_only_forms_are_served_there_is_no_workbench(talk):
    with TestClient(application(talk), HERE, raise_server_exceptions=False) as respondent:
        assert respondent.get("/workbench/overview").status_code == 404


def test_a_change_without_proof_is_refused(own, talk):
    del own.headers[HEADER]
    assert own.post("/workbench/codings", json=CODED).status_code == 403
    assert talk.codings() == []


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({**CODED, "mark": {**MARK, "end": 1_000_000}}, "CODING-003"),
        ({**CODED, "mark": {**MARK, "end": 5}}, "CODING-003"),
        ({**CODED, "mark": {**MARK, "code": "tiltk"}}, "CODING-007"),
        ({**CODED, "source": "samtal"}, "STUDY-004"),
        ({**CODED, "mark": {**MARK, "start": "5"}}, "PAGE-009"),
        ({**CODED, "coder": "jonas"}, "PAGE-009"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_done(own, talk, told, code):
    answer = own.post("/workbench/codings", json=told)
    assert (answer.json()["error"]["code"], talk.codings()) == (code, [])
    assert answer.status_code in (404, 422)


def test_readers_read_and_coders_code():
    for route in workbench.ROUTER.routes:
        roles = {each.call.role for each in route.dependant.dependencies if isinstance(each.call, Declared)}
        reads = route.methods == {"GET"} and not route.path.endswith("/suggestions")
        assert roles == ({"reader"} if reads else {"coder"}), route.path
