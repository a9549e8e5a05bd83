"""A merge of ten thousand codings is one act, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.codes import merge_codes
from evaluation.model import Code, Codebook, Coding, Source
from evaluation.study import open_study
from tests.evaluation.store.examples import captured

CODINGS = 10_000
TEXT = "Vi løfter tungt. " * 700


@pytest.mark.usefixtures("either_database")
def test_a_merge_of_ten_thousand_codings_is_undone_to_the_last_row(study_folder: Path) -> None:
    study = open_study(study_folder)
    study.import_codebook(Codebook(name="k", codes=(Code(name="tiltak"), Code(name="forebygging"))))
    study.add(Source("samtale", TEXT, "document", (), "nb"))
    study.add([Coding("samtale", at, at + 5, ("tiltak", "forebygging")[at % 2], "Ida") for at in range(CODINGS)])
    before = captured(study.store)
    merge_codes(study, ["tiltak"], "forebygging")
    assert {each.code for each in study.codings()} == {"forebygging"}
    study.undo()
    assert captured(study.store) == before
    study.undo(redo=True)
    assert len(study.codings()) == CODINGS
