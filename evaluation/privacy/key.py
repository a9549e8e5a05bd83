"""The key: what stood where a pseudonym stands now, in one encrypted file that is kept apart from the study."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import fail, reason_of
from evaluation.privacy.replacing import Swap

VERSION = 1
SHORTEST = 12  # characters of a passphrase
LARGEST = 1 << 30  # bytes of a key file
# Scrypt's cost: about a tenth of a second and 64 MB for each guess (RFC 7914).
_COST = {"n": 1 << 16, "r": 8, "p": 1}


@dataclass(frozen=True)
class Entry:
    """One text as it was pseudonymised once: its new words, the swaps in it, and the labels speakers bore.

    source: its name, or the place of what somebody wrote (`memo:3`), where `path` tells which of its words.
    """

    source: str
    text: str
    swaps: tuple[Swap, ...]
    speakers: Mapping[str, str]  # new label → old label
    path: tuple[str | int, ...] = ()


def read_key(file: Path, passphrase: str) -> list[Entry]:
    """What the key holds, the oldest first.

    Raises PRIVACY-004 for a file that cannot be read, PRIVACY-005 for one that is no key, PRIVACY-006 for a wrong
    passphrase or a file that was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    box = _box(file)
    try:
        salt, nonce, sealed = (base64.b64decode(box[name], validate=True) for name in ("salt", "nonce", "sealed"))
        derived = _derived(passphrase, salt)
        opened = AESGCM(derived).decrypt(nonce, sealed, b"underveis key 1")
        return [_entry(each) for each in json.loads(opened)]
    except InvalidTag as error:
        raise fail("PRIVACY-006", file=file) from error
    except (KeyError, TypeError, ValueError) as error:
        raise fail("PRIVACY-005", file=file) from error


def write_key(file: Path, passphrase: str, entries: list[Entry]) -> None:
    """Write the key whole, or leave the old one as it is; only its owner may read it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    content = json.dumps([_row(each) for each in entries], ensure_ascii=False).encode()
    sealed = AESGCM(_derived(passphrase, salt)).encrypt(nonce, content, b"underveis key 1")
    told = {
        name: base64.b64encode(value).decode() for name, value in (("salt", salt), ("nonce", nonce), ("sealed", sealed))
    }
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump({"underveis": "key", "version": VERSION, **told}, out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise fail("PRIVACY-004", file=file, reason=reason_of(error)) from error


def _box(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST:
            raise fail("PRIVACY-005", file=file)
        box = json.loads(file.read_bytes())
    except OSError as error:
        raise fail("PRIVACY-004", file=file, reason=reason_of(error)) from error
    except ValueError as error:
        raise fail("PRIVACY-005", file=file) from error
    if not isinstance(box, dict) or box.get("underveis") != "key" or box.get("version") != VERSION:
        raise fail("PRIVACY-005", file=file)
    return box


def _derived(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, **_COST).derive(passphrase.encode())


def _row(entry: Entry) -> dict[str, Any]:
    swaps = [[each.start, each.end, each.was] for each in entry.swaps]
    told = {"source": entry.source, "text": entry.text, "swaps": swaps, "speakers": dict(entry.speakers)}
    return told | ({"path": list(entry.path)} if entry.path else {})


def _entry(row: dict[str, Any]) -> Entry:
    swaps = tuple(Swap(int(start), int(end), str(was)) for start, end, was in row["swaps"])
    path = tuple(each if isinstance(each, int) else str(each) for each in row.get("path", ()))
    speakers = {str(new): str(old) for new, old in row["speakers"].items()}
    return Entry(str(row["source"]), str(row["text"]), swaps, speakers, path)
