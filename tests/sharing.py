"""What several tests need and is slow to make: made once in a test run, by whichever of its processes comes first."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

UNSET = ("UNDERVEIS_DATABASE", "UNDERVEIS_LANG")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills; the other processes wait for it. For reading only: copy it to change it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / f"shared-{name}", shared / f"shared-{name}.done"
    try:
        (shared / f"shared-{name}.begun").touch(exist_ok=False)
    except FileExistsError:
        while not done.exists():
            time.sleep(0.1)
    else:
        try:
            make(folder)
        finally:
            done.touch()
    return folder


def sample_study(factory: pytest.TempPathFactory, *, follow_up: bool) -> Path:
    """The sample study, coded and its report drafted, not rendered; with what was followed up, or without.

    Each process has a copy of its own, so that nobody copies what another process has open.
    """
    with pytest.MonkeyPatch.context() as environment:
        for name in UNSET:
            environment.delenv(name, raising=False)
        name = "followed-up" if follow_up else "sample"
        built = once(factory, name, lambda folder: _built(folder / "study", follow_up)) / "study"
    return copy_of(built, factory.mktemp(name) / "study")


def copy_of(study: Path, folder: Path, *without: str) -> Path:
    """A copy of a study, whoever has it open, `without` what these patterns match."""
    shutil.copytree(study, folder, ignore=shutil.ignore_patterns("study.sqlite*", *without))
    with (
        closing(sqlite3.connect(study / "study.sqlite")) as here,
        closing(sqlite3.connect(folder / "study.sqlite")) as to,
    ):
        here.backup(to)
    return folder


def _built(folder: Path, follow_up: bool) -> None:
    from evaluation.app.demo.build import build_demo

    folder.parent.mkdir()
    build_demo(folder, to=(), follow_up=follow_up)
