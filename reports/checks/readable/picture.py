"""Pictures: the words in their metadata."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from reports.checks.readable.passage import Passage

_WORDS = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")


def picture_passages(content: bytes) -> Iterator[Passage]:
    """Texts a program wrote into the picture, and whatever else in its bytes looks like words."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            for name, value in picture.info.items():
                yield Passage(
                    f"metadata {name}", value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                )
            for tag, value in picture.getexif().items():
                yield Passage(
                    f"EXIF {tag}", value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                )
    except (UnidentifiedImageError, OSError, ValueError):
        yield from raw_passages(content)


def raw_passages(content: bytes) -> Iterator[Passage]:
    """Runs of letters in bytes of an unknown kind, one byte a letter or two."""
    yield Passage("bytes", content.decode("utf-8", "ignore"))
    yield Passage("bytes", "\n".join(found[0].decode("latin-1") for found in _WORDS.finditer(content)))
    yield Passage("bytes", "\n".join(found[0].decode("utf-16-le") for found in _WIDE.finditer(content)))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
