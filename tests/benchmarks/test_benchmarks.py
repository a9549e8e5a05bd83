"""Every benchmark prints one line of JSON with its figure, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sharing import once

FOLDER = Path(__file__).parents[2] / "benchmarks"
KEYS = {"figure", "target", "ours", "peer", "unit", "ratio", "reached", "machine"}
ENDINGS = ("_time.py", "_at_size.py", "_quality.py", "import_transcripts.py")
SCRIPTS = sorted(file.name for file in FOLDER.glob("*.py") if file.name.endswith(ENDINGS))


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the benchmarks keep their compiled modules, so that not each compiles every library anew."""
    return once(tmp_path_factory, "modules", Path.mkdir)


def short(name: str, temporary: Path, modules: Path) -> list[dict[str, Any]]:
    """The lines that the short form of a benchmark prints."""
    done = subprocess.run(
        [sys.executable, str(FOLDER / name), "--small"],
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPYCACHEPREFIX": str(modules)},
        cwd=temporary,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_benchmark_tells_one_figure_and_cleans_up(name: str, tmp_path: Path, modules: Path) -> None:
    [told] = short(name, tmp_path, modules)
    left = [each.name for each in tmp_path.iterdir()]
    assert (KEYS - set(told), set(told["machine"]), left) == (set(), {"cores", "python"}, [])


def test_the_same_number_makes_the_same_conversation() -> None:
    program = "from made import *; import sys; sys.stdout.write(as_text(conversation(3, 400, 20)))"
    runs = [
        subprocess.run([sys.executable, "-c", program], cwd=FOLDER, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert runs[0].startswith(b"[00:00:00] Moderator: ")


def test_every_benchmark_is_told_of_in_the_readme() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in SCRIPTS if name not in told] == []
