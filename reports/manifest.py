"""What was generated last time: each file's hash, and what each figure was drawn from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from reports.files import GENERATED, sha256

NAME = f"{GENERATED}/manifest.json"


@dataclass(frozen=True)
class Drawn:
    """A figure's words, a hash of all it was drawn from, and the numbers in it by their names (`row · column`)."""

    key: str
    caption: str
    alternative: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """`files`: path in the report folder → SHA-256 of its content."""

    files: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Drawn] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def is_untouched(self, folder: Path, path: str) -> bool:
        """Whether the file is there, as we wrote it."""
        file = folder / path
        return file.is_file() and sha256(file.read_bytes()) == self.files.get(path)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a report folder; an empty one where there is none or it cannot be read."""
    try:
        return TypeAdapter(Manifest).validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return Manifest()
