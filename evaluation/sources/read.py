"""A file of any known format read into an extract, or into a source."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path

from evaluation.errors import fail
from evaluation.model import Source
from evaluation.model.source import SourceKind
from evaluation.sources.discover import format_of
from evaluation.sources.extract import Extract, Line
from evaluation.sources.package import LIMIT
from evaluation.sources.tongue import guess_language


def extract(path: Path | str) -> Extract:
    """The lines of a file, composed (NFC), with its hash. Every fault of the file is a SOURCE code."""
    path = Path(path)
    content = _content(path)
    read = format_of(path).read(content, str(path))
    text = read.text
    if not text.strip():
        raise fail("SOURCE-005", file=path)
    return replace(
        read,
        lines=read.lines if unicodedata.is_normalized("NFC", text) else tuple(map(_composed, read.lines)),
        file=str(path),
        format=path.suffix.lower().lstrip("."),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def read_source(path: Path | str, kind: SourceKind = "document", name: str | None = None) -> Source:
    """A file as a source without turns. `name` is the file's own, less its suffix, if not given."""
    return source_of(extract(path), kind, name)


def source_of(extracted: Extract, kind: SourceKind = "document", name: str | None = None) -> Source:
    text = extracted.text
    return Source(
        name=name if name is not None else unicodedata.normalize("NFC", Path(extracted.file).stem),
        text=text,
        kind=kind,
        language=extracted.language or guess_language(text),
        file=extracted.file,
        sha256=extracted.sha256,
        format=extracted.format,
        encoding=extracted.encoding,
        offsets=extracted.offsets,
        problems=extracted.problems,
    )


def _content(path: Path) -> bytes:
    """The bytes of a file whose suffix is known and whose size is bearable."""
    if path.is_dir():
        raise fail("SOURCE-002", file=path)
    if not path.exists():
        raise fail("SOURCE-001", file=path)
    format_of(path)
    try:
        if path.stat().st_size > LIMIT:
            raise fail("SOURCE-006", file=path, megabytes=LIMIT >> 20)
        content = path.read_bytes()
    except OSError:
        raise fail("SOURCE-003", file=path) from None
    if not content.strip():
        raise fail("SOURCE-005", file=path)
    return content


def _composed(line: Line) -> Line:
    def composed(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    return replace(
        line, text=composed(line.text), bold=len(composed(line.text[: line.bold])), speaker=composed(line.speaker)
    )
