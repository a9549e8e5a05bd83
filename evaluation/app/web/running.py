"""Running the server until it is stopped."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import uvicorn

from evaluation.app.web.application import application
from evaluation.study import Study

KEEP_ALIVE = 20  # seconds


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and what its addresses are outside, where a proxy stands before it."""

    host: str = "127.0.0.1"
    port: int = 8340
    public: str = ""
    proxies: str = ""

    @property
    def base(self) -> str:
        return self.public.rstrip("/") or f"http://{self.host}:{self.port}"


def run(study: Study, address: Address) -> None:
    """Serve the study until the process is told to stop. Requests that are under way are finished first.

    There is no log of requests: their addresses hold the tokens.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    uvicorn.run(
        application(study, secure=address.public.startswith("https://")),
        host=address.host,
        port=address.port,
        access_log=False,
        server_header=False,
        proxy_headers=bool(address.proxies),
        forwarded_allow_ips=address.proxies or None,
        timeout_keep_alive=KEEP_ALIVE,
        log_level="warning",
    )
