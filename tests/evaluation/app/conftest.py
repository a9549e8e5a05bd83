"""`run` types a line at the command line; `copied` is a sample study that may be changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.main import main
from tests.sharing import copy_of


@dataclass(frozen=True)
class Done:
    """What a line came to: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The one error of a failure with --json."""
        content = json.loads(self.err)
        assert list(content) == ["error"]
        return dict(content["error"])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """`run("status", "--json")`; messages are in bokmål unless the study or the line says otherwise."""
    monkeypatch.setenv("UNDERVEIS_LANG", "nb")

    def typed(*words: object) -> Done:
        capsys.readouterr()
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return typed


@pytest.fixture
def copied(demo: Path, tmp_path: Path) -> Path:
    return copy_of(demo, tmp_path / "studie")
