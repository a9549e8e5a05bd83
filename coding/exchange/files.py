"""The files of a project brought into the study's `sources/`, or taken away again when the import fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZipFile

from coding.exchange.project import Attached
from evaluation.errors import fail
from evaluation.sources.package import BROKEN_ZIP
from evaluation.sources.received import receive_stream


@dataclass
class Received:
    """`folder` is where files are kept; `new` are those that this import put there."""

    folder: Path
    new: list[Path] = field(default_factory=list)

    def keep(self, attached: Attached) -> tuple[str, str]:
        """Keep a file; returns its name there and its hash. Raises EXCHANGE-002 when it is damaged."""
        try:
            with stream_of(attached) as content:
                place, digest, is_new = receive_stream(content, attached.name, self.folder)
        except OSError as error:
            raise fail("STORE-003", file=self.folder) from error
        except BROKEN_ZIP:
            raise fail("EXCHANGE-002", file=attached.place) from None
        if is_new:
            self.new.append(place)
        return place.name, digest


@contextmanager
def receiving(folder: Path) -> Iterator[Received]:
    """Files kept within are taken away again when anything fails."""
    received = Received(folder)
    try:
        yield received
    except BaseException:
        for place in received.new:
            place.unlink(missing_ok=True)
        raise


@contextmanager
def stream_of(attached: Attached) -> Iterator[BinaryIO]:
    if not attached.member:
        with attached.place.open("rb") as content:
            yield content
        return
    with ZipFile(attached.place) as archive, archive.open(attached.member) as part:
        yield cast(BinaryIO, part)
