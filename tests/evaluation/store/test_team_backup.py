"""A study whose store is a team's database comes along in a backup as a file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.backup import back_up
from evaluation.study import Study, open_study
from tests.evaluation.store.examples import rows


def test_the_rows_of_either_database_are_in_the_backup(
    any_study: Study, filled: Callable[[Study], Study], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(any_study)
    with zipfile.ZipFile(back_up(any_study.folder, store=any_study.store)) as archive:
        archive.extractall(tmp_path / "restored")
    monkeypatch.delenv("UNDERVEIS_DATABASE", raising=False)
    restored = open_study(tmp_path / "restored")
    assert rows(restored.store) == rows(any_study.store)
    restored.undo()
    restored.undo(redo=True)
    assert len(restored.codings()) == 2
