"""Studies to bring projects into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.study import Study, open_study


@pytest.fixture
def new_study(tmp_path: Path) -> Callable[[str], Study]:
    """An empty study in a folder of this name."""

    def made(name: str) -> Study:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "evaluation.yaml").write_text("title: Prøvestudie\nlanguages: [nb]\n", encoding="utf-8")
        return open_study(folder)

    return made
