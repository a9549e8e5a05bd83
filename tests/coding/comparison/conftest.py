"""A study of two talks: one that two people have coded and that is only read, or one made for a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evaluation.study import Study, open_study
from tests.coding.comparison.rows import BOTH
from tests.coding.query.conftest import CODEBOOK, FIRST, SECOND, asked
from tests.conftest import EVALUATION, PEOPLE

__all__ = ["asked"]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The talks with the codings of BOTH; for reading only."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    study = open_study(folder, speak=False)
    study.import_people(folder / "people.yaml")
    study.import_codebook(CODEBOOK)
    study.add([FIRST, SECOND, *BOTH], session="fg1")
    yield study
    study.store.engine.dispose()
