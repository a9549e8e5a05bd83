"""A study with the short conversation, to code without a browser."""

from __future__ import annotations

import pytest

from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked


@pytest.fixture
def talk(tmp_path):
    return open_study(talked(tmp_path)).seen_by("ida")
