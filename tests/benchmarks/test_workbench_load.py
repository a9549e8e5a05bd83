"""Coders at once while the server is killed: nothing that was confirmed is lost, and nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "workbench_load.py"
NONE = ("lost", "lost_by_kill", "doubled", "unasked", "changes_amiss", "unheard", "refused")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_doubled_though_the_server_is_killed(database, request, tmp_path):
    url = request.getfixturevalue("team_database") if database == "postgresql" else ""
    command = [sys.executable, str(SCRIPT), "--small", "--database", database, *(["--url", url] if url else [])]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert {name: told[name] for name in NONE} == dict.fromkeys(NONE, 0)
    assert told["kills"] == 1
    assert told["sent"] == told["confirmed"] > told["coders"]
