"""`underveis serve` as it is started, asked and stopped."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from evaluation.app.cli.commands import forms
from evaluation.app.web.running import Address
from instruments.form.opening import invite
from instruments.form.tokens import new_token

PATIENCE = 60  # seconds
SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def started(study, link, free_port):
    port = free_port()
    command = [sys.executable, "-c", SERVE, "serve", "--study", str(study.folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        told = [server.stdout.readline(), server.stdout.readline()]
        yield server, port, "".join(told)
        server.kill()


def asked(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, headers)
        found = connection.getresponse()
        return found.status, found.read()
    finally:
        connection.close()


def test_it_says_where_listens_here_only_and_logs_no_token(study, started):
    server, port, told = started
    [invited] = invite(study, "medlemmer", number=1)
    assert f"http://127.0.0.1:{port}/f/" in told
    assert asked(port, "GET", f"/f/{invited.token}/state")[0] == 200
    assert asked(port, "GET", f"/f/{new_token()}")[0] == 404
    assert asked(port, "GET", "/f/%0d%0aSet-Cookie:%20a=b")[0] == 404
    # Refused before it is read: nothing but the length it claims was sent.
    assert asked(port, "PUT", f"/f/{invited.token}/answers", **{"content-length": "10000000"})[0] == 413
    server.send_signal(signal.SIGINT)
    assert server.wait(15) in (0, 130, -signal.SIGINT)
    left = server.stdout.read() + server.stderr.read()
    assert invited.token not in left
    assert "Traceback" not in left


def test_what_is_asked_of_the_workbench_stands_in_no_log(study, started):
    server, port, told = started
    token = re.search(r"/enter/(\S+)", told)[1]
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/enter/{token}")
        answer = connection.getresponse()
        cookie = answer.getheader("set-cookie").split(";")[0]
        answer.read()
    sent = {"cookie": cookie, "accept": "text/html", "content-type": "application/json"}
    mark = {"start": 0, "end": 9, "code": "Flaggermuskode", "note": "Flaggermusnotat"}
    coding = json.dumps({"source": "Flaggermuskilde", "since": 0, "mark": mark})
    assert asked(port, "GET", "/find?query=Flaggermusord", **sent)[0] == 200
    assert asked(port, "GET", "/workbench/text?source=Flaggermuskilde", **sent)[0] == 404
    assert asked(port, "POST", "/workbench/codings", coding, **sent)[0] == 403
    assert asked(port, "POST", "/workbench/codings", '{"Flaggermusfelt', **sent)[0] == 422
    with closing(sqlite3.connect(study.folder / "study.sqlite")) as store:
        store.execute("ALTER TABLE change RENAME TO gone")
    assert asked(port, "GET", "/workbench/text?source=Flaggermuskilde", **sent)[0] >= 404
    assert asked(port, "GET", "/log?who=Flaggermusnavn", **sent)[0] >= 500
    server.send_signal(signal.SIGINT)
    server.wait(15)
    left = server.stdout.read() + server.stderr.read()
    assert " ERROR " in left  # the fault is told of, and nothing of what was asked
    assert [each for each in (token, cookie.split("=", 1)[1], "Flaggermus") if each in left] == []


def test_a_port_that_is_taken_is_named(study, run, link):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--study", study.folder, "--port", taken.getsockname()[1], "--json")
    assert (done.status, done.error["code"]) == (1, "WEB-010")


@pytest.mark.parametrize("address", ["skjema.example.no", "https://a.example/under", "ftp://a.example", "https://"])
def test_an_address_from_outside_is_a_scheme_and_a_name(study, run, address):
    done = run("serve", "--study", study.folder, "--public-url", address, "--json")
    assert (done.status, done.error["code"]) == (1, "WEB-011")


def test_a_form_that_is_not_there_is_not_served(study, run, link):
    assert run("serve", "medlemer", "--study", study.folder, "--json").error["code"] == "ANSWER-021"


def test_one_file_is_of_one_form(study, run, tmp_path):
    done = run("serve", "a", "b", "--static", tmp_path / "a.html", "--study", study.folder, "--json")
    assert (done.status, done.error["code"]) == (1, "WEB-009")


def test_addresses_that_are_handed_out_are_those_that_are_served():
    assert Address().base == forms.BASE


def test_what_is_withdrawn_while_the_server_runs_stands_in_no_file(study, started):
    _, port, _ = started
    [invited] = invite(study, "medlemmer", number=1)
    own = f"/f/{invited.token}"
    key = json.loads(asked(port, "GET", f"{own}/state")[1])["csrf"]
    headers = {"content-type": "application/json", "x-underveis-form": key}
    asked(port, "POST", f"{own}/begin", json.dumps({"consent": True}), **headers)
    content = json.dumps({"revision": 0, "answers": {"plan": 1, "ord": "Flaggermusvinge"}})
    assert asked(port, "POST", f"{own}/submit", content, **headers)[0] == 200
    assert holding(study.folder, b"Flaggermusvinge")
    assert asked(port, "POST", f"{own}/withdraw", json.dumps({"confirm": True}), **headers)[0] == 204
    assert holding(study.folder, b"Flaggermusvinge") == []


def holding(folder, words):
    return [file.name for file in folder.rglob("*") if file.is_file() and words in file.read_bytes()]


def test_the_workbench_is_opened_once_by_the_address_that_is_printed(started):
    _, port, told = started
    [path] = re.findall(rf"http://127\.0\.0\.1:{port}(/enter/\S+)", told)
    assert asked(port, "GET", path)[0] == 200
    assert asked(port, "GET", path)[0] == 403
    assert asked(port, "GET", "/")[0] == 401


@pytest.mark.parametrize("outside", [["--host", "0.0.0.0"], ["--public-url", "https://kode.example.no"]])
def test_others_reach_no_workbench_without_accounts(study, run, outside):
    done = run("serve", *outside, "--study", study.folder, "--json")
    assert (done.status, done.error["code"]) == (1, "WEB-012")
