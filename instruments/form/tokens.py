"""The secrets that respondents answer by; only their hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

BYTES = 16  # 128 bits
LONGEST = 64
_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """128 random bits, as they stand in an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token. A token is as random as its hash is long, so that no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_token(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def same(digest: str, token: str) -> bool:
    """Compared in the same time whether or not they differ, and wherever they do."""
    return hmac.compare_digest(digest, digest_of(token))
