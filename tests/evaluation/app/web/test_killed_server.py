"""A server that is killed in the middle of saving keeps every answer that it confirmed."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.store import responses
from evaluation.store.health import complaints
from evaluation.study import open_study
from instruments.form.opening import invite
from instruments.form.tokens import digest_of

KILLS, SAVERS = 4, 12
SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"


class Saver(threading.Thread):
    """Saves one number after another, each with its own name, until the server is gone."""

    def __init__(self, port, token):
        super().__init__()
        self.port, self.token = port, token
        self.confirmed = self.sent = ""
        self.count = 0

    def run(self):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
                self.answer(connection)
        except (OSError, http.client.HTTPException):
            return

    def answer(self, connection):
        state = self.ask(connection, "GET", "/state")
        key = state["csrf"]
        revision = state["revision"]
        if state["state"] == "new":
            self.ask(connection, "POST", "/begin", {"consent": True, "language": "nb"}, key)
        self.confirmed = self.sent = state["answers"].get("ord", "")
        while True:
            self.sent = f"{self.token[:6]} {revision + 1}"
            content = {"revision": revision, "answers": {"ord": self.sent}}
            revision = self.ask(connection, "PUT", "/answers", content, key)["revision"]
            self.confirmed = self.sent
            self.count += 1

    def ask(self, connection, method, what, content=None, key=""):
        headers = {"content-type": "application/json", "x-underveis-form": key}
        connection.request(method, f"/f/{self.token}{what}", json.dumps(content) if content else None, headers)
        answered = connection.getresponse()
        told = json.loads(answered.read())
        assert answered.status == 200, told
        return told


@pytest.mark.slow
def test_what_was_confirmed_is_there_after_each_kill(study, link, free_port):
    tokens = [each.token for each in invite(study, "medlemmer", number=SAVERS)]
    moments = random.Random(1905)
    counts = []
    for _ in range(KILLS):
        savers = killed_while_saving(study.folder, free_port(), tokens, moments.uniform(0.2, 0.6))
        again = open_study(study.folder)
        with again.store.reading() as connection:
            assert complaints(connection) == []
            there = {each.digest: each.answers.get("ord", "") for each in responses.read_responses(connection)}
        for saver in savers:
            # What was under way may have come through without its answer: nothing older, and nobody else's words.
            assert there.get(digest_of(saver.token), "") in (saver.confirmed, saver.sent)
        counts.append(sum(saver.count for saver in savers))
    assert min(counts) > 0, "no save was confirmed before the kill"


def killed_while_saving(folder: Path, port: int, tokens: list[str], seconds: float) -> list[Saver]:
    command = [sys.executable, "-c", SERVE, "serve", "--study", str(folder), "--port", str(port)]
    savers = [Saver(port, token) for token in tokens]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        while "Ctrl+C" not in server.stdout.readline():
            assert server.poll() is None
        for saver in savers:
            saver.start()
        deadline = time.monotonic() + 20
        while not all(saver.count for saver in savers) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(seconds)
        os.kill(server.pid, signal.SIGKILL)
    for saver in savers:
        saver.join(15)
        assert not saver.is_alive()
    return savers
