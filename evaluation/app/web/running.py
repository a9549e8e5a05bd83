"""Running the server until it is stopped."""

from __future__ import annotations

import logging
import re
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

import uvicorn

from evaluation.app.accounts.keeping import has_accounts
from evaluation.app.addresses import HOST, PORT
from evaluation.app.web.application import bare_application, guarded_application
from evaluation.app.web.doors import Alone, Door
from evaluation.app.web.feed import Feed
from evaluation.app.web.team_door import team_door
from evaluation.errors import fail, reason_of
from evaluation.study import Study

_OUTSIDE = re.compile(r"https?://[^/?#@\s]+/?")
KEEP_ALIVE = 20  # seconds
LAST = 10  # seconds that requests under way get when the server is told to stop
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TURN = 0.0005  # seconds a thread has while others wait: a request waits for its turn after each word with the database
MOST_AT_ONCE = 2_000  # connections; more are answered with 503


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and what its addresses are outside, where a proxy stands before it."""

    host: str = HOST
    port: int = PORT
    public: str = ""
    proxies: str = ""

    @property
    def base(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public.rstrip("/") or f"http://{host}:{self.port}"

    def checked(self) -> Address:
        """Itself; raises WEB-011 for an address from outside that is not a scheme and a name."""
        if self.public and not _OUTSIDE.fullmatch(self.public):
            raise fail("WEB-011", value=self.public)
        return self


def door_for(study: Study, address: Address) -> Door:
    """The way into the workbench. Raises WEB-012 where others could reach it and nobody has an account."""
    if has_accounts(study):
        return team_door(replace(study, store=replace(study.store.pooled(), reader=None)))
    if address.public or address.host not in LOOPBACK:
        raise fail("WEB-012")
    return Alone(study.who)


def listen(address: Address) -> socket.socket:
    """The socket the server takes requests at. Raises WEB-010 where it is not to be had."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=1024)
    except OSError as error:
        raise fail("WEB-010", port=address.port, reason=reason_of(error)) from error


def run(
    study: Study, address: Address, listening: socket.socket, forms: Iterable[str] = (), door: Door | None = None
) -> None:
    """Serve the study until the process is told to stop. Requests that are under way are finished first.

    There is no log of requests: their addresses hold the tokens.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("uvicorn.error").addFilter(_without_words)
    sys.setswitchinterval(TURN)
    pooled = replace(study, store=study.store.pooled())
    app = bare_application(pooled, public=address.public, forms=forms, door=door)
    config = uvicorn.Config(
        guarded_application(app),
        access_log=False,
        server_header=False,
        proxy_headers=bool(address.proxies),
        forwarded_allow_ips=address.proxies or None,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LAST,
        limit_concurrency=MOST_AT_ONCE,
        log_level="warning",
        log_config=None,
    )
    Server(config, app.state.serving.feed).run(sockets=[listening])


class Server(uvicorn.Server):
    """One that lets those who follow the live view go when it stops: they would never leave by themselves."""

    def __init__(self, config: uvicorn.Config, feed: Feed) -> None:
        super().__init__(config)
        self._feed = feed

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._feed.close()
        await super().shutdown(sockets)


def _without_words(record: logging.LogRecord) -> bool:
    """Faults are logged with their number in `faults`; what uvicorn adds may hold a respondent's words."""
    record.exc_info = None
    return True
