"""axe-core, which finds what stands in the way of those who do not see, hear or click as others do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import instruments.form

SOURCES = Path(instruments.form.__file__).parent / "browser"


def axe_source() -> str:
    """Its script, installed beside the form's own; a test is skipped where that cannot be done."""
    found = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
    if not found.exists() and shutil.which("npm") is not None:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=SOURCES, check=False, timeout=120)
    if not found.exists():
        pytest.skip("axe-core could not be installed")
    return found.read_text(encoding="utf-8")
