"""Two people who work in one study at the same moment: neither loses anything."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.store.health import complaints
from evaluation.study import Study, open_study
from tests.evaluation.store import two_writers

TIMES = 15


def start(folder: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", two_writers.__name__, str(folder), name, str(TIMES)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    _, errors = process.communicate("go\n", timeout=120)
    return errors


@pytest.mark.usefixtures("either_database")
def test_two_programs_that_write_at_once_take_turns(study_folder: Path, filled: Callable[[Study], Study]) -> None:
    study = filled(open_study(study_folder))
    before = len(study.log())
    programs = [start(study_folder, name) for name in ("Ida", "Kari")]
    for each in programs:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    assert [finish(each) for each in programs] == ["", ""]
    codings = [each for each in study.codings() if each.coder in ("Ida", "Kari")]
    assert Counter(each.coder for each in codings) == {"Ida": TIMES, "Kari": TIMES}
    assert len({each.id for each in codings}) == 2 * TIMES
    assert len(study.log()) - before == 2 * TIMES
    with study.store.reading() as connection:
        assert complaints(connection) == []


def test_a_new_study_can_be_opened_by_two_at_once(study_folder: Path) -> None:
    programs = [start(study_folder, name) for name in ("Ida", "Kari")]
    told = [each.communicate("", timeout=120) for each in programs]
    assert [out for out, _ in told] == ["ready\n", "ready\n"]
