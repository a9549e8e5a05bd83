"""A browser, and the application as `underveis serve` runs it, for a study of its own."""

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
from starlette.responses import Response as Unreached

from evaluation.app.web.application import application
from evaluation.model.form import Response
from evaluation.study import Study, open_study
from instruments.form.answering import seat_of
from instruments.form.opening import Terms, invite, open_form

EVALUATION = """
title: Prøve
languages: [nb, nn, en]
information:
  controller: Fagrådet for prøver
  contact: post@fagraadet.example
  purpose: {nb: Å vurdere avtalen., nn: Å vurdere avtalen., en: To evaluate the agreement.}
  legal_basis: {nb: Samtykke, nn: Samtykke, en: Consent}
  kept_until: 2028-12-31
"""
PARTIES = ("lo", "nho", "ks", "virke", "staten")
PEOPLE = "sessions: [{id: bolge-1, kind: survey-wave}]\norganisations:\n" + "".join(
    f"  - {{id: {each}, pseudonym: Part {each}}}\n" for each in PARTIES
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = tmp_path / "studie"
    (folder / "instruments").mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    shutil.copy(Path(__file__).parent / "medlemmer.yaml", folder / "instruments")
    found = open_study(folder)
    found.import_people(folder / "people.yaml")
    return found


@pytest.fixture
def cut() -> threading.Event:
    """Set while nothing reaches the application, what a page sends as it is closed included."""
    return threading.Event()


@pytest.fixture
def base(study: Study, cut: threading.Event) -> Iterator[str]:
    """Where the study is served, in a thread of this process."""
    served = application(replace(study, store=study.store.pooled()))

    async def line(scope: Any, receive: Any, send: Any) -> None:
        lost = cut.is_set() and scope["type"] == "http"
        await (Unreached(status_code=503) if lost else served)(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(line, log_config=None, access_log=False, ws="none"))
    listening = socket.create_server(("127.0.0.1", 0))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    while not server.started and running.is_alive():
        time.sleep(0.005)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join(10)
    listening.close()


@pytest.fixture
def link(study: Study) -> str:
    """The token of the form's open link."""
    opened = open_form(study, "medlemmer", instrument="medlemmer", session="bolge-1", terms=Terms(link=True))
    assert opened.token
    return opened.token


class Desk:
    """One who was invited: where they answer, and what the study keeps of it."""

    def __init__(self, study: Study, base: str, token: str) -> None:
        self.study, self.token = study, token
        self.address = f"{base}/f/{token}"

    @property
    def response(self) -> Response:
        seat = seat_of(self.study, self.token)
        assert seat
        assert seat.response
        return seat.response

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.response.answers)


@pytest.fixture
def desk(study: Study, base: str, link: str) -> Desk:
    [invited] = invite(study, "medlemmer", number=1)
    return Desk(study, base, invited.token)


@pytest.fixture
def window(chromium: Any) -> Iterator[Callable[[], Any]]:
    """`window()`: one more window of the same browser, which notes what its console complains of."""
    size = {"width": 1280, "height": 900}
    context = chromium.new_context(viewport=size, locale="nb-NO", accept_downloads=True, reduced_motion="reduce")

    def opened() -> Any:
        page = context.new_page()
        page.set_default_timeout(40_000)  # a browser beside other work takes its time
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    context.close()


@pytest.fixture
def page(window: Callable[[], Any]) -> Any:
    return window()
