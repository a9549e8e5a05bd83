"""Bringing generated files in line with what they should hold, without losing what somebody changed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from reports.files import content_of, remove, sha256, write_whole
from reports.manifest import NAME, Drawn, Manifest


@dataclass
class Changes:
    """Paths in the report folder. `mended`: what was kept of generated files that somebody had changed by hand."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.as_dict().values())

    def as_dict(self) -> dict[str, list[str]]:
        return asdict(self)


def renew(folder: Path, files: dict[str, bytes | None], drawn: Mapping[str, Drawn], last: Manifest) -> Changes:
    """Write what differs (None: as it is), remove what is no longer made, and keep a manifest of it all."""
    hashes = {path: sha256(content) if content is not None else last.files[path] for path, content in files.items()}
    changes = _written(folder, files, last)
    _remove(folder, set(last.files) - set(files), last, changes)
    manifest = Manifest(hashes, dict(drawn))
    if manifest != last:
        write_whole(folder / NAME, manifest.as_bytes())
    return changes


def _written(folder: Path, files: dict[str, bytes | None], last: Manifest) -> Changes:
    changes = Changes()
    for path, content in files.items():
        there = content_of(folder / path)
        if content is None or content == there:
            continue
        if there is not None:
            _keep(folder, path, there, last, changes)
        (changes.changed if there is not None else changes.new).append(path)
        write_whole(folder / path, content)
    return changes


def _keep(folder: Path, path: str, there: bytes, last: Manifest, changes: Changes) -> None:
    """Put aside, in the same folder, what is not as we wrote it last."""
    if sha256(there) != last.files.get(path):
        file = folder / path
        copy = file.with_name(f"{file.stem}.by-hand-{sha256(there)[:8]}{file.suffix}")
        write_whole(copy, there)
        changes.mended.append(copy.relative_to(folder).as_posix())


def _remove(folder: Path, paths: set[str], last: Manifest, changes: Changes) -> None:
    for path in sorted(paths):
        there = content_of(folder / path)
        if there is not None:
            _keep(folder, path, there, last, changes)
            remove(folder / path)
            changes.removed.append(path)
