"""Runs pandoc, a separate program, and says its faults in one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pypandoc

from evaluation.errors import fail

PATIENCE = 300


@cache
def program() -> str:
    return str(pypandoc.get_pandoc_path())


def version() -> str | None:
    return str(pypandoc.get_pandoc_version())


@dataclass(frozen=True, slots=True)
class Pandoc:
    """pandoc standing in a folder, at one moment, whose outputs come back as bytes."""

    folder: Path
    when: datetime

    def convert(self, source: bytes, *options: str) -> bytes:
        """Raises ENGINE-014 with pandoc's own words, ENGINE-025 when it does not come to an end."""
        command = (program(), "--output=-", *options)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(self.when.timestamp())), "LC_ALL": "C.UTF-8"}
        try:
            done = subprocess.run(  # noqa: S603  the program is the one we ship, the options are ours
                command,
                input=source,
                capture_output=True,
                cwd=self.folder,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise fail("ENGINE-025", file="report.qmd", seconds=PATIENCE) from error
        except OSError as error:
            raise fail("ENGINE-026", program="pandoc", reason=error.strerror or str(error)) from error
        if done.returncode:
            raise fail("ENGINE-014", file="report.qmd", reason=_first_words(done.stderr, self.folder))
        return done.stdout


def _first_words(stderr: bytes, folder: Path) -> str:
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("[WARNING]")] or lines or ["?"]
    return " ".join(told[:3]).replace(f"{folder}/", "")[:400]


def row_heads_in(node: object) -> Iterator[int]:
    """For each table of a pandoc document: how many columns head its rows."""
    if isinstance(node, dict):
        if node.get("t") == "Table":
            yield max((body[1] for body in node["c"][4]), default=0)
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from row_heads_in(child)


def options_of(pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Metadata as command-line options, which win over what the document says."""
    return tuple(f"--metadata={name}={value}" for name, value in pairs)
