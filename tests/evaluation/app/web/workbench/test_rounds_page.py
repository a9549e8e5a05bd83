"""Reports of a round in the browser: read in by chapter, asked about where unsure, put into one report."""

from __future__ import annotations

import re
import time

import pytest
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.model.form import ReportingRound
from instruments.form.reporting import delivered, open_round, period_of
from tests.databases import moved_in
from tests.evaluation.app.test_forms_command import written
from tests.evaluation.app.test_party_reports_command import JOINT
from tests.evaluation.app.web.workbench.conftest import HERE

PAGE = "/rounds/round?name=h1"
STRANGER = JOINT.replace("Part B", "Part Ukjent")


@pytest.fixture
def study(tmp_path):
    found = moved_in(written(tmp_path / "studie"))
    start, end = period_of("2026-H1")
    open_round(found, ReportingRound("h1", "rapport", "", start, end, None, ("lo", "nho", "ks")))
    return found


@pytest.fixture
def browser(study):
    door = Alone("ida")
    with TestClient(application(study, door=door), HERE) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        yield client


def proof(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get(PAGE).text)[1]


def send(client, text, called="samlet.md", **told):
    return client.post(
        "/rounds/import",
        files={"file": (called, text.encode())},
        data={"proof": proof(client), "name": "h1", **told},
    )


def there(study):
    return [(each.party, each.source) for each in delivered(study, "h1") if each.source]


def test_each_chapter_becomes_a_report_and_can_be_taken_back(study, browser):
    answer = send(browser, JOINT)
    assert there(study) == [("lo", "h1-lo"), ("nho", "h1-nho")]
    assert "Angre" in answer.text
    [change] = re.findall(r'name="change" value="(\d+)"', answer.text)
    browser.post("/log/undo", data={"proof": proof(browser), "change": change, "back": PAGE})
    assert there(study) == []


def test_a_chapter_that_cannot_be_placed_is_asked_about_and_nothing_is_read_in(study, browser):
    answer = send(browser, STRANGER)
    assert (answer.status_code, there(study)) == (422, [])
    assert "underveis " not in answer.text.split("<main", 1)[1]
    [line] = re.findall(r'<option value="(\d+)=nho">', answer.text.split("Part Ukjent")[-1])
    assert send(browser, STRANGER, chapter=["", f"{line}=nho"]).status_code == 200
    assert there(study) == [("lo", "h1-lo"), ("nho", "h1-nho")]


def test_a_chapter_can_be_left_out(study, browser):
    [line] = re.findall(r'<option value="(\d+)=-">', send(browser, STRANGER).text.split("Part Ukjent")[-1])
    assert send(browser, STRANGER, chapter=[f"{line}=-"]).status_code == 200
    assert there(study) == [("lo", "h1-lo")]


def test_a_whole_file_may_be_one_party_s(study, browser):
    send(browser, "## Viktigste erfaring?\n\nVi holdt 9 kurs.\n", party="ks", date="2026-07-02")
    assert there(study) == [("ks", "h1-ks")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rapport.exe", {}),
        ("../rapport.md", {}),
        ("rapport.md", {"name": "finnes-ikke"}),
        ("rapport.md", {"date": "en dag"}),
        ("rapport.md", {"party": "ukjent"}),
        ("rapport.md", {"chapter": ["999=lo"]}),
        ("rapport.md", {"chapter": ["lo"]}),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(study, browser, name, told):
    log = study.log()
    answer = send(browser, JOINT, name, **told)
    assert answer.status_code in (404, 422)
    assert "underveis-" not in answer.text.split("<main", 1)[1]  # where it lay while it was read
    assert (study.log(), there(study)) == (log, [])


def test_the_figures_stand_in_their_words_by_party(study, browser):
    send(browser, JOINT)
    page = browser.get("/rounds/figures?name=h1").text
    assert "Vi holdt 12 kurs." in page
    assert "Vi holdt 12 kurs." not in browser.get("/rounds/figures?name=h1&party=nho").text
    [address] = re.findall(r'href="(/workbench\?source=h1-lo[^"]*)"', page)
    assert browser.get(address.replace("&amp;", "&")).status_code == 200


def test_the_reports_are_put_into_one_and_the_page_leads_to_it(study, browser):
    send(browser, JOINT)
    answer = browser.post("/rounds/compile", data={"proof": proof(browser), "name": "h1", "to": ["html"]})
    assert "lager rapporten" in answer.text.casefold() or "/rounds/compiled/html" in answer.text
    until = time.monotonic() + 120
    while "/rounds/compiled/html" not in browser.get(PAGE).text and time.monotonic() < until:
        time.sleep(0.5)
    told = browser.get("/rounds/compiled/html?name=h1")
    assert "Vi holdt 12 kurs" in told.text
    assert "sandbox" in told.headers["content-security-policy"]
    assert browser.get("/rounds/compiled/pdf?name=h1").status_code == 404
    assert browser.get("/rounds/compiled/html?name=../report").status_code == 404
    assert 'id="progress"' not in browser.get("/report").text


def test_a_round_that_nothing_has_come_to_says_so(study, browser):
    browser.post("/rounds/compile", data={"proof": proof(browser), "name": "h1", "to": ["html"]})
    until = time.monotonic() + 60
    while 'role="alert"' not in (page := browser.get(PAGE).text) and time.monotonic() < until:
        time.sleep(0.2)
    assert "har ingen rapporter ennå" in page
    assert there(study) == []
