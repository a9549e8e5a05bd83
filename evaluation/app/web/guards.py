"""What stands before every request and after every answer: limits, and the headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LARGEST = 1_000_000  # bytes of a request: many times what the longest form can hold
LARGER = {  # where whole documents are sent
    "/codebook/import": 25_000_000,
    "/codebook/import/take": 25_000_000,
    "/privacy/pseudonymise": 100_000_000,
    "/privacy/pseudonymise/key": 100_000_000,
    "/privacy/restore": 100_000_000,
    "/report/comments": 25_000_000,
    "/rounds/import": 100_000_000,
    "/sources/add": 100_000_000,
}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(HTTPException):
    """The request's body goes on past what any form can hold."""

    def __init__(self) -> None:
        super().__init__(413)


def guarded(app: App, *, secure: bool) -> App:
    """`app` behind the guards; `secure`: it is reached over HTTPS, and browsers should never try without."""
    headers = {**HEADERS, **({"strict-transport-security": "max-age=31536000"} if secure else {})}

    async def serve(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_missing(message["headers"], headers)]
            await send(message)

        await app(scope, _limited(scope, receive), answer)

    return serve


def _limited(scope: MutableMapping[str, Any], receive: Receive) -> Receive:
    taken, largest = 0, LARGER.get(scope["path"], LARGEST)
    told = dict(scope["headers"]).get(b"content-length", b"0")

    async def some() -> Message:
        nonlocal taken
        if told.isdigit() and int(told) > largest:
            raise TooLarge()
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            raise TooLarge()
        return message

    return some


def _missing(there: list[tuple[bytes, bytes]], headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in there}
    return [(name.encode(), value.encode()) for name, value in headers.items() if name.encode() not in names]
