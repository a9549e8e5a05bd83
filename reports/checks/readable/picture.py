"""Pictures: the words in their metadata."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

from reports.checks.readable.passage import Passage
from reports.checks.readable.plain import decoded

_WORDS = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WITHIN = (0x8769, 0x8825, 0xA005)  # parts of EXIF within it: what the camera said, the place, how it fits others
_PNG_ENDS = b"IEND\xaeB`\x82"
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")


def picture_passages(content: bytes) -> Iterator[Passage]:
    """Texts a program wrote into the picture, and whatever else in its bytes looks like words."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            for name, value in picture.info.items():
                yield from _told(f"metadata {name}", value)
            exif = picture.getexif()
            for part in (exif, *(exif.get_ifd(each) for each in _WITHIN)):
                for tag, value in part.items():
                    yield from _told(f"EXIF {tag}", value)
        _, _, after = content.partition(_PNG_ENDS)
        yield from raw_passages(after) if after else ()
    except (UnidentifiedImageError, OSError, ValueError):
        yield from raw_passages(content)


def raw_passages(content: bytes) -> Iterator[Passage]:
    """Runs of letters in bytes of an unknown kind, one byte a letter or two."""
    yield Passage("bytes", content.decode("utf-8", "ignore"))
    yield Passage("bytes", "\n".join(found[0].decode("latin-1") for found in _WORDS.finditer(content)))
    yield Passage("bytes", "\n".join(found[0].decode("utf-16-le") for found in _WIDE.finditer(content)))


def _told(place: str, value: object) -> Iterator[Passage]:
    """A value in words, however many it is made of; bytes as one byte a letter or two."""
    if isinstance(value, bytes):
        yield Passage(place, decoded(value))
        if b"\x00" in value:
            yield from (Passage(place, each.text) for each in raw_passages(value))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _told(place, each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _told(place, each)
    else:
        yield Passage(place, str(value))
