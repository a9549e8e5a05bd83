"""What a browser carries to be known again: a random pass, sealed so that only this study's server can make one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

BYTES = 24  # 192 random bits


def new_pass() -> str:
    return secrets.token_urlsafe(BYTES)


def sealed(key: bytes, pass_: str) -> str:
    """The pass as it stands in a cookie."""
    return f"{pass_}.{_mark(key, 'pass', pass_)}"


def unsealed(key: bytes, cookie: str) -> str | None:
    """The pass in a cookie; None for one we did not make."""
    pass_, _, mark = cookie.partition(".")
    return pass_ if hmac.compare_digest(mark.encode(), _mark(key, "pass", pass_).encode()) else None


def proof(key: bytes, pass_: str) -> str:
    """What only a page that was made for this pass can show: it comes along with every change."""
    return _mark(key, "proof", pass_)


def cookie_name(folder: Path, *, secure: bool) -> str:
    """One for each study: browsers share cookies between the ports of a machine."""
    own = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"__Host-underveis-{own}" if secure else f"underveis-{own}"


def _mark(key: bytes, purpose: str, pass_: str) -> str:
    told = f"{purpose}:{pass_}".encode("utf-8", "surrogatepass")
    return hmac.new(key, told, hashlib.sha256).hexdigest()
