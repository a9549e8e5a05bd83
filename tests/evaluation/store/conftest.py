"""What is put in the stores of the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, coding, talk


@pytest.fixture
def filled() -> Callable[[Study], Study]:
    """Four acts: people, a source, a codebook, two codings."""

    def fill(study: Study) -> Study:
        study.import_people(study.folder / "people.yaml")
        study.add(talk(), session="fg1")
        study.import_codebook(CODEBOOK)
        study.add([coding("forebygging", "forebygging"), coding("Oppfølgingen", "oppfolging")])
        return study

    return fill
