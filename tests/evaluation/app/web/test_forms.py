from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.app.web.guards import LARGEST
from evaluation.app.web.guessing import MOST
from evaluation.errors import fail
from evaluation.store import responses
from instruments.form.opening import close_form
from tests.evaluation.app.web.conftest import Browser


def stored(study):
    with study.store.reading() as connection:
        return responses.read_responses(connection)


def test_a_respondent_begins_saves_hands_in_and_comes_back(browser, study):
    begun = browser.begin()
    assert begun.save({"plan": 2, "utsagn": {"u1": 3}}).json()["revision"] == 1
    assert begun.submit({"plan": 2, "utsagn": {"u1": 3}, "ord": "Takk"}, 1).json()["revision"] == 2
    told = browser.get("/state").json()
    assert (told["state"], told["answers"]) == ("submitted", {"plan": 2, "utsagn": {"u1": 3}, "ord": "Takk"})
    assert [each.name for each in study.list_sources()] == ["medlemmer-1"]


def test_an_open_link_leads_each_to_an_address_of_their_own(client, link, study):
    one, other = Browser(client, link).begin(), Browser(client, link).begin()
    assert one.token != other.token
    one.save({"plan": 1})
    assert other.get("/state").json()["answers"] == {}


def test_two_windows_get_to_see_each_other(browser):
    begun = browser.begin()
    begun.save({"plan": 1})
    late = begun.save({"plan": 2})
    assert (late.status_code, late.json()) == (409, {"revision": 1, "answers": {"plan": 1}})


def test_faults_come_all_at_once_in_the_language_asked_for(browser):
    told = browser.begin().save({"plan": 7, "x": 1}, **{"accept-language": "nn-NO,nn;q=0.9"})
    assert told.status_code == 422
    assert [each["code"] for each in told.json()["problems"]] == ["ANSWER-001", "ANSWER-002"]
    assert "ikkje noko spørsmål" in told.json()["error"]["what"]


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b'{"revision": "1", "answers": {}}', b'{"revision": 0, "answers": [], "x": 1}',
     b'{"revision": -1, "answers": {}}', b'{"revision": 0, "answers": {}, "language": "de"}', b"[" * 200_000,
     b'{"revision": 0, "answers": {"ord": "\\ud800"}}', b"\xff\xfe"],
)  # fmt: skip
def test_what_has_no_shape_is_refused_and_nothing_is_saved(browser, study, body):
    begun = browser.begin()
    headers = {**begun.headers, "content-type": "application/json"}
    told = begun.client.put(f"/f/{begun.token}/answers", content=body, headers=headers)
    assert 400 <= told.status_code < 500
    assert "error" in told.json()
    assert stored(study)[0].revision == 0


def test_ten_megabytes_are_refused(browser, study):
    begun = browser.begin()
    told = begun.save({"ord": "a" * 10_000_000})
    assert (told.status_code, told.json()["error"]["code"]) == (413, "WEB-002")
    assert stored(study)[0].revision == 0


def test_ten_megabytes_in_pieces_are_refused_too(browser):
    begun = browser.begin()
    headers = {**begun.headers, "content-type": "application/json"}
    pieces = (b"a" * 100_000 for _ in range(LARGEST // 100_000 + 5))
    told = begun.client.put(f"/f/{begun.token}/answers", content=pieces, headers=headers)
    assert told.status_code == 413


def test_script_and_sql_come_back_as_they_were_written(browser):
    begun = browser.begin()
    words = "<script>alert(1)</script> '; DROP TABLE response; -- ${x} {{x}}"
    begun.save({"ord": words})
    told = begun.get("/state")
    assert told.json()["answers"] == {"ord": words}
    assert told.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-underveis-form": ""},
        {"x-underveis-form": "a" * 64},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
def test_what_another_page_sends_is_refused(browser, study, headers):
    begun = browser.begin()
    body = json.dumps({"revision": 0, "answers": {"plan": 1}})
    sent = {**begun.headers, "content-type": "application/json", **headers}
    told = begun.client.put(f"/f/{begun.token}/answers", content=body, headers=sent)
    assert told.status_code in (403, 422)
    assert stored(study)[0].revision == 0


@pytest.mark.parametrize("token", ["x", "a" * 22, "a" * 5000, "..%2f..%2fevaluation.yaml", "%00", "%ff"])
def test_a_wrong_token_opens_nothing_whatever_is_wrong_with_it(client, link, token):
    told = [client.get(f"/f/{token}{what}") for what in ("", "/state")]
    assert {(each.status_code, each.json()["error"]["code"]) for each in told} == {(404, "WEB-001")}


def test_whoever_guesses_has_to_wait_and_whoever_knows_has_not(client, browser):
    answers = [client.get(f"/f/{number:022d}/state").status_code for number in range(MOST + 2)]
    assert answers[-1] == 429
    assert client.get(f"/f/{'b' * 22}/state").headers["retry-after"].isdigit()
    assert browser.get("/state").status_code == 200


@pytest.mark.parametrize("path", ["/f", "/f/", "/forms", "/openapi.json", "/docs", "/static/../../../pyproject.toml"])
def test_nothing_is_listed(client, path):
    assert client.get(path).status_code in (404, 307, 405)


def test_the_front_door_tells_nothing_of_the_study(client, study):
    told = client.get("/")
    assert told.status_code == 200
    assert study.evaluation.title not in told.text


def test_every_answer_keeps_the_page_to_itself(client, browser):
    for told in (client.get("/"), browser.get("/state"), client.get("/f/x")):
        policy = told.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert (told.headers["x-content-type-options"], told.headers["referrer-policy"]) == ("nosniff", "no-referrer")
        assert told.headers["cache-control"] == "no-store"


def test_a_closed_form_is_gone(browser, study):
    begun = browser.begin()
    headers = begun.headers
    close_form(study, "medlemmer")
    told = begun.client.put(f"/f/{begun.token}/answers", json={"revision": 0, "answers": {}}, headers=headers)
    assert (told.status_code, told.json()["error"]["code"]) == (410, "ANSWER-011")


def test_withdrawing_must_be_meant(browser, study):
    begun = browser.begin()
    begun.save({"plan": 1})
    assert begun.send("POST", "/withdraw", {"confirm": False}).status_code == 403
    assert begun.send("POST", "/withdraw", {"confirm": True}).status_code == 204
    assert (stored(study)[0].state, stored(study)[0].answers) == ("withdrawn", {})


def test_a_fault_of_ours_tells_its_number_and_nothing_more(browser, study, monkeypatch):
    monkeypatch.setattr("evaluation.app.web.routes.forms.page_of", lambda *_: 1 / 0)
    told = browser.get("/state")
    assert (told.status_code, told.json()["error"]["code"]) == (500, "WEB-006")
    assert "ZeroDivision" not in told.text


def test_the_page_and_its_program_are_there(client, browser):
    page = browser.get()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    program = re.search(r'src="(/static/form-[0-9a-f]+\.js)"', page.text)
    assert program
    assert "immutable" in client.get(program[1]).headers["cache-control"]


def test_a_person_with_a_wrong_address_reads_so_in_three_languages(client):
    told = client.get("/f/feil", headers={"accept": "text/html,*/*"})
    assert (told.status_code, told.headers["cache-control"]) == (404, "no-store")
    assert [f'lang="{each}"' in told.text for each in ("nb", "nn", "en")] == [True] * 3


@pytest.mark.parametrize("path", ["/static/..%2f..%2f..%2fpyproject.toml", "/static/%2e%2e/form/page.py", "/static/"])
def test_no_file_outside_of_the_bundle_is_handed_out(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", ["nb\r\nset-cookie: a=b", "de", "", "\x00", "nn" * 5000])
def test_a_strange_language_changes_no_header(client, language):
    told = client.get("/f/feil", headers={"accept-language": language.encode()})
    assert told.status_code == 404
    assert "set-cookie" not in told.headers


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_a_number_that_is_none_is_refused(browser, number):
    begun = browser.begin()
    body = f'{{"revision": 0, "answers": {{"ansatte": {number}}}}}'
    headers = {**begun.headers, "content-type": "application/json"}
    told = begun.client.put(f"/f/{begun.token}/answers", content=body, headers=headers)
    assert told.status_code == 422


@pytest.mark.parametrize(
    "origin", ["http://testserver", "https://testserver", "null", "http://testserver.evil.example"]
)
def test_only_the_own_origin_may_change_anything(browser, origin):
    status = browser.begin().save({"plan": 1}, origin=origin).status_code
    assert status == (200 if origin == "http://testserver" else 403)


def test_behind_a_proxy_the_address_from_outside_is_the_own_origin(study, link):
    with TestClient(application(study, public="https://skjema.example.no/")) as client:
        begun = Browser(client, link)
        told = begun.send("POST", "/begin", {"consent": True}, origin="https://skjema.example.no")
        assert told.status_code == 200
        assert "max-age" in told.headers["strict-transport-security"]
        assert begun.send("POST", "/begin", {"consent": True}, origin="http://testserver").status_code == 403


def test_only_the_forms_that_are_offered_open(study, link):
    with TestClient(application(study, forms=["annet"])) as client:
        assert client.get(f"/f/{link}/state").json()["error"]["code"] == "WEB-001"


def test_a_store_that_is_taken_is_told_without_its_place(client, browser, study, monkeypatch):
    begun = browser.begin()
    headers = begun.headers

    def locked(*_args, **_values):
        raise fail("STORE-002", file=study.folder / "study.sqlite")

    monkeypatch.setattr("evaluation.app.web.routes.forms.save", locked)
    told = client.put(f"/f/{begun.token}/answers", json={"revision": 0, "answers": {}}, headers=headers)
    assert (told.status_code, told.json()["error"]["code"], told.headers["retry-after"]) == (503, "WEB-007", "5")
    assert "sqlite" not in told.text


def test_a_fault_is_logged_with_its_number_and_no_words_of_a_respondent(browser, monkeypatch, caplog):
    words = "Ragnhild sa noe hemmelig"

    def broken(*_args):
        raise ValueError(words)

    monkeypatch.setattr("evaluation.app.web.routes.forms.page_of", broken)
    told = browser.get("/state").json()["error"]["what"]
    [record] = [each for each in caplog.records if each.name == "underveis.web"]
    assert record.args[0] in told
    assert "hemmelig" not in record.getMessage()
    assert browser.token not in record.getMessage()


def test_a_respondent_who_has_withdrawn_changes_nothing_more(browser):
    begun = browser.begin()
    begun.send("POST", "/withdraw", {"confirm": True})
    assert begun.save({"plan": 1}).status_code == 410
    assert begun.get("/state").json()["state"] == "withdrawn"


def test_nobody_begins_without_having_agreed(browser, study):
    told = browser.send("POST", "/begin", {"consent": False})
    assert (told.status_code, told.json()["error"]["code"], stored(study)) == (403, "ANSWER-012", [])


def test_windows_that_save_at_once_leave_one_winner(browser):
    begun = browser.begin()
    headers = begun.headers

    def saved(number):
        content = {"revision": 0, "answers": {"ord": f"Vindu {number}"}}
        return begun.client.put(f"/f/{begun.token}/answers", json=content, headers=headers)

    with ThreadPoolExecutor(8) as windows:
        told = list(windows.map(saved, range(8)))
    assert sorted(each.status_code for each in told) == [200] + [409] * 7
    there = begun.get("/state").json()["answers"]
    assert all(each.json()["answers"] == there for each in told if each.status_code == 409)
