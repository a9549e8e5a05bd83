"""The workbench of a study of its own, asked without a network or in a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone, Door
from evaluation.study import Study, open_study

HERE = "http://127.0.0.1:8340"


@pytest.fixture
def study(demo: Path, tmp_path: Path) -> Study:
    """A copy of the sample study."""
    return open_study(shutil.copytree(demo, tmp_path / "studie"))


@pytest.fixture
def door() -> Alone:
    return Alone("ida")


@pytest.fixture
def stranger(study: Study, door: Door) -> Iterator[TestClient]:
    """One who has not come in."""
    with TestClient(application(study, door=door), HERE, raise_server_exceptions=False) as found:
        found.headers["accept"] = "text/html"
        found.headers["accept-language"] = "nb"
        yield found


@pytest.fixture
def client(stranger: TestClient, door: Alone) -> TestClient:
    """The one who is alone on their machine, let in."""
    assert stranger.get(f"/enter/{door.token}").status_code == 200
    return stranger


@pytest.fixture
def served() -> Iterator[Callable[[Study, Door], str]]:
    """`served(study, door)`: a server that listens at a real port; gives its address."""
    running = []

    def started(study: Study, door: Door) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        app = application(replace(study, store=study.store.pooled()), door=door)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread, listening))
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield started
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[..., Any]]:
    """`window()`: a window of a browser of its own, which notes what its console complains of."""
    contexts = []

    def opened(**options: Any) -> Any:
        chosen = {"viewport": {"width": 1280, "height": 900}, "locale": "nb-NO", "reduced_motion": "reduce"}
        contexts.append(chromium.new_context(**{**chosen, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(8000)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for each in contexts:
        each.close()
