"""A browser, and a server that keeps one form in memory and speaks to the page as the real one does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from instruments.exchange.formats import surveyjs
from instruments.form.static_form import STATIC
from instruments.model import Instrument

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FORM = (Path(__file__).parent / "medlemmer.yaml").read_text(encoding="utf-8")
INFORMATION = {
    "controller": {"nb": "Fagrådet for prøver", "nn": "Fagrådet for prøver", "en": "The council of samples"},
    "contact": {"nb": "post@fagraadet.example", "nn": "post@fagraadet.example", "en": "post@fagraadet.example"},
    "purpose": {"nb": "Å vurdere avtalen.", "nn": "Å vurdere avtalen.", "en": "To evaluate the agreement."},
    "legal_basis": {"nb": "Samtykke", "nn": "Samtykke", "en": "Consent"},
    "kept_until": {"nb": "2028-12-31", "nn": "2028-12-31", "en": "2028-12-31"},
}


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    return Instrument.model_validate(YAML(typ="safe").load(FORM))


class Desk:
    """One form of one respondent, as the server would hold it."""

    def __init__(self, instrument: Instrument) -> None:
        self.survey = json.loads(surveyjs.write(instrument).content)
        self.title = {each: instrument.title.text(each) for each in ("nb", "nn", "en")}
        self.state, self.revision, self.language, self.channel = "new", 0, "nb", "browser"
        self.answers: dict[str, Any] = {}
        self.link, self.down = False, False

    def page(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in ("state", "revision", "answers", "language", "channel", "link")}
        told = {"form": "medlemmer", "title": self.title, "languages": ["nb", "nn", "en"], "survey": self.survey}
        return {**told, **own, "information": INFORMATION, "closes": None, "csrf": "k"}

    def take(self, what: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.down:
            return 503, {}
        if what == "begin":
            self.state = "draft"
            return 200, {"revision": 0, **({"token": "personal"} if self.link else {})}
        if what == "withdraw":
            self.state, self.answers = "withdrawn", {}
            return 204, {}
        if body["revision"] != self.revision:
            return 409, {"revision": self.revision, "answers": self.answers}
        self.revision, self.answers, self.language = self.revision + 1, body["answers"], body["language"]
        if what == "submit":
            self.state = "submitted"
        return 200, {
            "revision": self.revision,
            "saved_at": "2026-11-26T12:00:00Z",
            "submitted_at": "2026-11-26T12:00:00Z",
        }


def _answerer(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Answerer(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Says nothing."""

        def reply(self, status: int, content: bytes, kind: str) -> None:
            self.send_response(status)
            told = {"Content-Type": kind, "Content-Length": str(len(content)), "Content-Security-Policy": POLICY}
            for name, value in told.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 204:
                self.wfile.write(content)

        def do_GET(self) -> None:
            if self.path.endswith("/state"):
                self.reply(200, json.dumps(desk.page()).encode(), "application/json")
            elif self.path.startswith("/static/"):
                kind = "text/css" if self.path.endswith("css") else "text/javascript; charset=utf-8"
                self.reply(200, (STATIC / Path(self.path).name).read_bytes(), kind)
            else:
                self.reply(200, (STATIC / "index.html").read_bytes(), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            allowed = self.headers["X-Underveis-Form"] == "k"
            status, told = desk.take(self.path.rsplit("/", 1)[1], body) if allowed else (403, {})
            self.reply(status, json.dumps(told).encode(), "application/json")

        def do_PUT(self) -> None:
            self.do_POST()

    return Answerer


@pytest.fixture
def desk(instrument: Instrument) -> Desk:
    return Desk(instrument)


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answerer(desk))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/f/prove"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(chromium: Any) -> Any:
    return chromium


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(5000)
    opened.complaints = []
    opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()
