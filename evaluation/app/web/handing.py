"""Handing a file over: what was made for whoever asks, to be kept on their own machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fastapi.responses import Response

from evaluation.app.web.faults import NO_STORE

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


class Handed(Response):
    """A file that is saved and not shown. A route that answers with it declares it as its `response_class`."""


def handed(content: bytes, name: str) -> Handed:
    """These bytes as a file of this name; its end tells what it is."""
    told = f"attachment; filename*=utf-8''{quote(name, safe='')}"
    kind = TYPES.get(Path(name).suffix, "application/octet-stream")
    return Handed(content, media_type=kind, headers={**NO_STORE, "content-disposition": told})


def made(write: Callable[[Path], Iterable[Path]], name: str) -> Handed:
    """What `write` makes in an empty folder: the file itself, or several packed together as `NAME.zip`."""
    with TemporaryDirectory(prefix="underveis-") as folder:
        files = list(write(Path(folder)))
        if len(files) == 1:
            return handed(files[0].read_bytes(), files[0].name)
        return handed(packed(files), f"{name}.zip")


def packed(files: Iterable[Path]) -> bytes:
    """Files in one zip file, by their names."""
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.write(each, each.name)
    return packet.getvalue()
