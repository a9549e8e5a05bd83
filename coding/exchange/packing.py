"""Parts packed into a zip file that is the same, byte for byte, whenever the parts are."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can hold


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """The parts in the order given."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def repacked(made: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive without the moments it was packed at, some of its parts replaced."""
    with zipfile.ZipFile(BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, **(replaced or {})})
