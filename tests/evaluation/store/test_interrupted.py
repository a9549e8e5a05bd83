"""A program that is killed in the middle of an import leaves whole acts only."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from evaluation.doctor import examine
from evaluation.store import schema
from evaluation.store.act import from_ranges
from evaluation.store.health import complaints
from evaluation.study import Study, open_study
from tests.evaluation.store import interrupted
from tests.evaluation.store.examples import talk

KILLS = 50


@pytest.fixture
def importer(study_folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "inbox").mkdir()
    command = [sys.executable, "-m", interrupted.__name__, str(study_folder), str(tmp_path / "inbox")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


def kill_after(importer: subprocess.Popen[str], seconds: float) -> None:
    assert importer.stdin is not None
    assert importer.stdout is not None
    importer.stdin.write("go\n")
    importer.stdin.flush()
    child = int(importer.stdout.readline())
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    stat = Path(f"/proc/{child}/stat")
    while stat.exists() and stat.read_text().split()[2] != "Z":
        time.sleep(0.001)


def assert_whole(study: Study) -> None:
    """Only whole acts: pages and references, the turns of each source, the rows of each change, the counters."""
    with study.store.reading() as connection:
        assert complaints(connection) == []
        counted = select(schema.turn.c.source, func.count()).group_by(schema.turn.c.source)
        turns = dict(connection.execute(counted).all())
        assert turns == dict.fromkeys(connection.scalars(select(schema.source.c.id)), interrupted.TURNS)
        made: dict[str, list[int]] = {"source": [], "turn": [], "change": []}
        for id_, after in connection.execute(select(schema.change.c.id, schema.change.c.after)):
            made["change"].append(id_)
            for table, ranges in after["inserted"].items():
                made[table] += from_ranges(ranges)
        for name, ids in made.items():
            assert ids == list(connection.scalars(select(schema.metadata.tables[name].c.id).order_by("id")))
            last = select(schema.counter.c.last).where(schema.counter.c.name == name)
            assert (connection.scalar(last) or 0) == max(ids, default=0)
    assert len(made["source"]) == interrupted.AT_ONCE * len(made["change"])


def assert_files_whole(study: Study) -> None:
    """Every received file that is not marked as a part is the file that was sent."""
    folder = study.folder / "sources"
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.suffix != ".part":
            assert file.read_bytes() == interrupted.received(file.stem)


@pytest.mark.slow
def test_fifty_kills_leave_whole_acts_and_a_store_to_go_on_with(
    study_folder: Path, importer: subprocess.Popen[str]
) -> None:
    moments = random.Random(1814)
    longest = 0.3  # seconds; follows the machine, so that about half of the kills come after an act
    reached: list[int] = []
    for _ in range(KILLS):
        kill_after(importer, moments.uniform(0.0, longest))
        study = open_study(study_folder)
        assert_whole(study)
        assert_files_whole(study)
        done = len(study.log())
        longest = min(longest * (1.15 if done == (reached or [0])[-1] else 0.9), 5.0)
        reached.append(done)
    acts_each_time = [after - before for before, after in zip([0, *reached], reached, strict=False)]
    assert min(acts_each_time) == 0, "no kill came before the first act was done"
    assert max(acts_each_time) > 0, "no kill came after an act"
    study.add(talk())
    assert len(study.list_sources()) == 1 + reached[-1] * interrupted.AT_ONCE
    study.undo(1)
    assert len(study.list_sources()) == 1 + (reached[-1] - 1) * interrupted.AT_ONCE


def test_what_a_killed_import_left_half_written_is_named(study: Study) -> None:
    folder = study.folder / "sources"
    folder.mkdir()
    (folder / ".intervju.txt.part").write_text("Så sa h", encoding="utf-8")
    assert [(each.code, each.values["name"]) for each in examine(study)] == [("STUDY-014", ".intervju.txt.part")]


def test_the_next_import_of_the_file_clears_what_was_half_written(study: Study, tmp_path: Path) -> None:
    origin = tmp_path / "intervju.txt"
    origin.write_text("Så sa hen noe.", encoding="utf-8")
    folder = study.folder / "sources"
    folder.mkdir()
    (folder / ".intervju.txt.part").write_text("Så sa h", encoding="utf-8")
    from evaluation.sources.read import read_source

    study.add(read_source(origin))
    assert [file.name for file in folder.iterdir()] == ["intervju.txt"]
    assert examine(study) == ()
