"""Alone on one's own machine: an address that opens once, and nothing for anybody else."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.app.web.passes import cookie_name
from tests.evaluation.app.web.workbench.conftest import HERE


def proof_of(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/").text)[1]


def test_the_address_opens_the_study(client, study):
    told = client.get("/")
    assert told.status_code == 200
    assert study.evaluation.title in told.text


def test_it_opens_once(client, door):
    again = client.get(f"/enter/{door.token}")
    assert (again.status_code, "PAGE-003" in again.text) == (403, True)


def test_a_wrong_one_opens_nothing_and_leaves_the_right_one_as_it_is(stranger, door):
    assert stranger.get("/enter/noe-annet").status_code == 403
    assert stranger.get(f"/enter/{door.token}").status_code == 200


def test_whoever_has_not_come_in_sees_nothing_of_the_study(stranger, study):
    told = stranger.get("/")
    assert (told.status_code, "PAGE-002" in told.text) == (401, True)
    assert study.evaluation.title not in told.text


def test_the_cookie_is_out_of_reach_of_programs_and_of_other_pages(stranger, door):
    told = stranger.get(f"/enter/{door.token}").headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert "secure" not in told


def test_a_pass_that_we_did_not_seal_is_none(client, study):
    name = cookie_name(study.folder, secure=False)
    pass_, mark = client.cookies[name].split(".")
    client.cookies.clear()
    client.cookies.set(name, f"{pass_}.{mark[:-1]}{'0' if mark[-1] != '0' else '1'}")
    assert client.get("/").status_code == 401


def test_whoever_goes_out_must_be_let_in_again(client):
    kept = dict(client.cookies)
    assert client.post("/leave", data={"proof": proof_of(client)}, follow_redirects=False).status_code == 303
    client.cookies.update(kept)
    assert client.get("/").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8340", "[::2]", "", "a b"])
def test_another_name_that_leads_here_gets_nothing(client, host):
    assert client.get("/", headers={"host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:8340", "127.0.0.1", "[::1]:8340"])
def test_the_machines_own_names_do(client, host):
    assert client.get("/", headers={"host": host}).status_code in (200, 401)  # 401: cookies belong to the name


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
@pytest.mark.parametrize("path", ["/leave", "/look"])
def test_a_change_from_another_page_is_refused(client, headers, path):
    told = client.post(path, data={"proof": proof_of(client)}, headers=headers, follow_redirects=False)
    assert (told.status_code, "PAGE-004" in told.text) == (403, True)


@pytest.mark.parametrize("proof", ["", "0" * 64, "æ\ud800"])
def test_a_change_without_its_proof_is_refused(client, proof):
    content = f"proof={proof}".encode("utf-8", "surrogatepass")
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/leave", content=content, headers=headers, follow_redirects=False).status_code == 403
    assert client.get("/").status_code == 200


def test_the_proof_may_come_in_a_header(client):
    headers = {"x-underveis-proof": proof_of(client)}
    assert client.post("/leave", headers=headers, follow_redirects=False).status_code == 303


def test_pages_run_and_show_our_own_files_only(client):
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(("language", "words"), [("nb", "Forsiden"), ("nn", "Framsida"), ("en", "Start")])
def test_the_language_is_the_one_chosen(client, language, words):
    client.post("/look", data={"language": language, "back": "/"}, follow_redirects=False)
    told = client.get("/").text
    assert f'<html lang="{language}"' in told
    assert f">{words}</a>" in told


def test_faults_are_told_in_it_too(client):
    client.post("/look", data={"language": "nn", "theme": "dark"}, follow_redirects=False)
    told = client.get("/ingen-slik-side")
    assert (told.status_code, "Denne sida finst ikkje." in told.text) == (404, True)
    assert 'data-theme="dark"' in told.text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "", "a\r\nb"])
def test_one_is_sent_back_to_our_own_pages_only(client, back):
    told = client.post("/look", data={"theme": "dark", "back": back}, follow_redirects=False)
    assert (told.status_code, told.headers["location"]) == (303, "/")


def test_without_a_door_there_are_forms_only(study):
    with TestClient(application(study), HERE) as client:
        assert {client.get(path).status_code for path in ("/enter/x", "/leave", "/assets/workbench.css")} == {404}
