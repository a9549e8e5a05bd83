"""A server of a small study, asked without a network."""

from __future__ import annotations

import socket
import threading
import time

import pytest
import uvicorn
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.study import open_study
from instruments.form.opening import invite
from tests.instruments.form import conftest as small
from tests.sharing import copy_of


class Browser:
    """Asks as our own page does."""

    def __init__(self, client, token):
        self.client, self.token = client, token

    def get(self, what=""):
        return self.client.get(f"/f/{self.token}{what}")

    @property
    def headers(self):
        return {"x-underveis-form": self.get("/state").json()["csrf"], "accept-language": "nb"}

    def send(self, method, what, content, **headers):
        return self.client.request(method, f"/f/{self.token}{what}", json=content, headers={**self.headers, **headers})

    def begin(self):
        told = self.send("POST", "/begin", {"consent": True, "language": "nb"})
        return Browser(self.client, told.json()["token"] or self.token)

    def save(self, answers, revision=0, **headers):
        return self.send("PUT", "/answers", {"revision": revision, "answers": answers}, **headers)

    def submit(self, answers, revision=0):
        return self.send("POST", "/submit", {"revision": revision, "answers": answers})


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A study with an open form, and the token of its link. Made once, for copies."""
    found = small.made(tmp_path_factory.mktemp("studie"))
    return found.folder, small.opened(found)


@pytest.fixture
def study(prepared, tmp_path):
    return open_study(copy_of(prepared[0], tmp_path / "studie"))


@pytest.fixture
def link(prepared):
    return prepared[1]


@pytest.fixture
def client(study):
    with TestClient(application(study), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def browser(client, study, link):
    """A respondent who was invited."""
    [invited] = invite(study, "medlemmer", number=1)
    return Browser(client, invited.token)


@pytest.fixture
def free_port():
    """Gives a port that nobody listens on."""

    def found():
        with socket.create_server(("127.0.0.1", 0)) as free:
            return free.getsockname()[1]

    return found


@pytest.fixture
def served():
    """`served(study)`: a server of the study that listens at a real port; gives its address."""
    running = []

    def started(study):
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(study), log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread, listening))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield started
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(10)
        listening.close()
