"""Whom each route is for: every one says so, and is held to it."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter

from evaluation.app.web.admission import ANYONE, Needs, declared, needs, undeclared
from evaluation.app.web.application import bare_application, served
from evaluation.app.web.doors import Alone
from evaluation.model.account import ROLES

UPLOADS = {
    "/codebook/import": "file",
    "/people/import": "file",
    "/privacy/pseudonymise": "key",
    "/privacy/pseudonymise/key": "old",
    "/privacy/restore": "key",
    "/report/comments": "document",
    "/rounds/import": "file",
    "/sources/add": "files",
}  # and the field that holds the file


def every_route():
    return [route for module in dict(served(workbench=True)).values() for route in module.ROUTER.routes]


def test_every_route_says_whom_it_is_for():
    assert {
        name: undeclared(module.ROUTER) for name, module in served(workbench=True) if undeclared(module.ROUTER)
    } == {}


def test_only_these_are_open_to_those_who_have_not_come_in():
    free = {each.path for each in every_route() if not isinstance(next(iter(declared(each))), Needs)}
    assert {path for path in free if not path.startswith("/f/")} == {
        *("/enter/{token}", "/look", "/sign-in", "/invitation/{token}")
    }


@pytest.mark.parametrize("said", [[], [needs("reader"), needs("owner")], [needs("reader"), ANYONE]])
def test_a_route_that_says_nothing_or_two_things_is_found(said):
    router = APIRouter()

    @router.get("/x", dependencies=said)
    def x() -> None: ...

    assert undeclared(router) == ["/x"]


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_each_role_gets_what_is_for_it_and_nothing_else(signed_in, role, monkeypatch):
    """Every route is asked for by everybody; a change comes with its proof, so that the role alone decides."""
    monkeypatch.setattr("evaluation.app.web.press.Press.start", lambda *_: True)
    monkeypatch.setattr("evaluation.app.web.press.Press.start_round", lambda *_: True)
    client = signed_in(role)
    client.headers["accept"] = "application/json"
    page = client.get("/password", headers={"accept": "text/html"})
    proof = re.search(r'name="proof" content="([0-9a-f]*)"', page.text)[1]
    wrong = []
    for route in every_route():
        [said] = declared(route)
        if not isinstance(said, Needs) or route.path == "/leave":
            continue
        allowed = role != "stranger" and ROLES.index(role) >= ROLES.index(said.role)
        path = re.sub(r"{\w+(:\w+)?}", "1", route.path)
        for method in route.methods:
            with client.stream(method, path, headers={"x-underveis-proof": proof}) as told:
                refused = told.status_code in (401, 403) and b"PAGE-0" in told.read()
            if refused == allowed or told.status_code >= 500:
                wrong.append((method, route.path, said.role, told.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-underveis-proof": "0" * 64},
        {"x-underveis-proof": "RIGHT", "origin": "https://evil.example"},
        {"x-underveis-proof": "RIGHT", "sec-fetch-site": "same-site"},
        {"content-type": "text/plain"},
    ],
    ids=["without", "wrong", "elsewhere", "beside", "plain"],
)
def test_no_change_whatever_is_taken_without_its_proof_or_from_another_page(signed_in, team_study, headers):
    client = signed_in("owner")
    page = client.get("/password", headers={"accept": "text/html"}).text
    right = re.search(r'name="proof" content="([0-9a-f]*)"', page)[1]
    sent = {key: value.replace("RIGHT", right) for key, value in headers.items()}
    before, taken, asked = team_study.log(), [], 0
    for route in every_route():
        if not isinstance(next(iter(declared(route))), Needs):
            continue
        for method in route.methods - {"GET", "HEAD"}:
            path, asked = re.sub(r"{\w+(:\w+)?}", "1", route.path), asked + 1
            content = f'{{"proof": "{right}"}}'  # in a body that is no form it counts for nothing
            told = client.request(method, path, content=content, headers={"accept": "application/json", **sent})
            if (told.status_code, "PAGE-004" in told.text) != (403, True):
                taken.append((method, route.path, told.status_code))
    assert taken == []
    assert asked > 20
    assert team_study.log() == before


def test_these_routes_take_a_file(team_study):
    """Whoever adds one that does holds its size, its kind and the path in its name to limits, and tries them below."""
    app = bare_application(team_study, door=Alone("ida"))
    told = [
        (path, kind)
        for path, each in app.openapi()["paths"].items()
        for asked in each.values()
        for kind in asked.get("requestBody", {}).get("content", {})
    ]
    plain = ("application/json", "application/x-www-form-urlencoded")
    assert sorted(path for path, kind in told if kind not in plain) == sorted(UPLOADS)


@pytest.mark.parametrize("path", UPLOADS)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rapport.docx", b"PK\x03\x04" + b"0" * 25_000_001),
        ("rapport.docx", b"no Word file at all"),
        ("rapport.html", b"<script>alert(1)</script>"),
        ("../../evaluation.yaml", b"title: Tatt over"),
        ("/etc/rapport.docx", b""),
    ],
    ids=["large", "broken", "page", "path", "empty"],
)
def test_what_is_no_such_file_is_refused_and_nothing_is_written(signed_in, team_study, path, name, content):
    client = signed_in("owner")
    page = client.get("/password", headers={"accept": "text/html"}).text
    proof = re.search(r'name="proof" content="([0-9a-f]*)"', page)[1]
    before = {file: file.read_bytes() for file in team_study.folder.rglob("*.yaml")}
    log = team_study.log()
    told = client.post(
        path,
        files={UPLOADS[path]: (name, content)},
        headers={"x-underveis-proof": proof, "accept": "application/json"},
    )
    assert 400 <= told.status_code < 500
    assert told.json()["error"]["remedy"]
    assert {file: file.read_bytes() for file in team_study.folder.rglob("*.yaml")} == before
    assert team_study.log() == log


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("samtale.txt", b"I: " + b"ja " * 34_000_000, 413),
        ("samtale.docx", b"no Word file at all", 422),
        ("samtale.exe", b"MZ", 422),
        ("../../evaluation.txt", b"Tatt over", 422),
        ("..\\evaluation.txt", b"Tatt over", 422),
        ("epost.txt", b"Det heter som en annen.", 422),
        ("tom.txt", b"", 422),
    ],
    ids=["large", "broken", "kind", "path", "other path", "double", "empty"],
)
def test_a_text_that_cannot_be_added_is_refused_and_nothing_is_written(signed_in, team_study, name, content, status):
    client = signed_in("coder")
    page = client.get("/sources/add").text
    proof = re.search(r'name="proof" content="([0-9a-f]*)"', page)[1]
    before = {file: file.read_bytes() for file in team_study.folder.rglob("*") if file.suffix in (".yaml", ".txt")}
    log = team_study.log()
    told = client.post("/sources/add", files={"files": (name, content)}, headers={"x-underveis-proof": proof})
    assert told.status_code == status
    assert "underveis-" not in told.text.split("<main", 1)[-1]  # where it lay while it was read
    assert {file: file.read_bytes() for file in before} == before
    assert team_study.log() == log
