"""`survey_core` is the folder that holds SurveyJS, where Node can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PINNED = "2.5.38"


@pytest.fixture(scope="session")
def survey_core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds survey-core: NODE_PATH's, or one that npm fills."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    for folder in map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep))):
        if (folder / "survey-core").is_dir():
            return folder
    folder = tmp_path_factory.mktemp("npm")
    line = ["npm", "install", "--silent", "--no-audit", "--no-fund", f"survey-core@{PINNED}"]
    done = subprocess.run(line, cwd=folder, capture_output=True, timeout=120, check=False)
    if done.returncode:
        pytest.skip(f"survey-core {PINNED} cannot be had from npm here")
    return folder / "node_modules"
