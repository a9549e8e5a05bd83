"""The workbench of a study of its own, asked without a network or in a real browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from evaluation.app.accounts import passwords
from evaluation.app.accounts.keeping import add_account, list_accounts, role_named
from evaluation.app.web.application import application, bare_application, guarded_application
from evaluation.app.web.doors import Alone, Door
from evaluation.app.web.passes import cookie_name, sealed
from evaluation.app.web.running import Server
from evaluation.app.web.team_door import team_door
from evaluation.study import Study, open_study
from tests.databases import moved_in
from tests.sharing import copy_of

HERE = "http://127.0.0.1:8340"


@pytest.fixture
def sample(demo: Path, tmp_path: Path) -> Study:
    """A copy of the sample study."""
    return moved_in(copy_of(demo, tmp_path / "demo"))


@pytest.fixture
def study(sample: Study) -> Study:
    return sample


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
def stop(served: Callable[[Study, Door], str]) -> Callable[[], None]:
    """`stop()`: tell every server to stop, and wait until it has."""

    def stopped() -> None:
        for server, thread, _ in served.running:  # type: ignore[attr-defined]
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()

    return stopped


@pytest.fixture
def served() -> Iterator[Callable[[Study, Door], str]]:
    """`served(study, door)`: a server that listens at a real port; gives its address."""
    running = []

    def started(study: Study, door: Door) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        app = bare_application(replace(study, store=study.store.pooled()), door=door)
        config = uvicorn.Config(guarded_application(app), log_config=None, access_log=False, ws="none")
        server = Server(config, app.state.serving.feed)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread, listening))
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    started.running = running  # type: ignore[attr-defined]
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
        page.set_default_timeout(40_000)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for each in contexts:
        each.close()


@pytest.fixture(scope="session")
def _quick_hashes() -> Iterator[None]:
    """Hashes that cost next to nothing: what they cost is the library's to test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


PASSWORD = "fire ulike ord her"
NAMES = {"owner": "eva", "coder": "kari", "reader": "lars", "commissioner": "olav"}


@pytest.fixture(scope="session")
def team_folder(demo: Path, _quick_hashes: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with an account in each role. For copying."""
    folder = copy_of(demo, tmp_path_factory.mktemp("team") / "studie")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("UNDERVEIS_DATABASE", raising=False)
        study = open_study(folder, speak=False)
        for role, name in NAMES.items():
            add_account(study, name, role_named(role), password=PASSWORD)
    return folder


@pytest.fixture
def team_study(team_folder: Path, tmp_path: Path) -> Study:
    return moved_in(copy_of(team_folder, tmp_path / "team"))


@pytest.fixture
def signed_in(team_study: Study) -> Iterator[Callable[[str], TestClient]]:
    """`signed_in("coder")`: the browser of whoever has the account in that role."""
    door = team_door(team_study)
    bare = bare_application(team_study, door=door)
    bare.state.serving.feed.close()  # asked without a network, a stream would never end
    app = guarded_application(bare)
    opened = []

    def entered(role: str) -> TestClient:
        client = TestClient(app, HERE, raise_server_exceptions=False)
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        opened.append(client)
        if role in NAMES:
            [account] = [each for each in list_accounts(team_study) if each.role == role]
            pass_ = door.begin(account, None)
            client.cookies.set(cookie_name(team_study.folder, secure=False), sealed(door.key, pass_))
        return client

    yield entered
    for each in opened:
        each.close()
