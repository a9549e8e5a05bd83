"""Forms and what came in are kept as all else in a study is: examined by the doctor, and in every backup."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from evaluation.backup import back_up
from evaluation.doctor import examine
from evaluation.model.form import ReportingRound
from evaluation.study import Study, open_study
from instruments.form.answering import seat_of
from instruments.form.opening import Terms, invite, open_form
from instruments.form.reporting import awaited, delivered, open_round
from tests.evaluation.store.examples import rows
from tests.instruments.form.test_answering import begun, submitted

TABLES = ("reporting_round", "form", "invitation", "response")


def reported(study: Study) -> tuple[str, str]:
    """One party has reported and the other has not; returns their tokens."""
    open_round(study, ReportingRound("h1", "skjema", parties=("buss", "barnehage")))
    open_form(study, "rapport", instrument="skjema", session="bolge-1", terms=Terms(round="h1"))
    one, other = invite(study, "rapport", organisations=["buss", "barnehage"])
    submitted(study, begun(study, one.token), {"plan": 1, "ord": "Blåbær på tur."})
    return one.token, other.token


def faults(study: Study) -> list[str]:
    return [each.code for each in examine(study) if each.severity == "error"]


@pytest.mark.usefixtures("either_database")
def test_a_backup_answers_as_the_study_does(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = reported(study)
    with zipfile.ZipFile(back_up(study.folder, store=study.store)) as archive:
        archive.extractall(tmp_path / "restored")
    monkeypatch.delenv("UNDERVEIS_DATABASE", raising=False)
    restored = open_study(tmp_path / "restored")
    there = rows(restored.store)
    assert there == rows(study.store)
    assert all(there[name] for name in TABLES)
    assert [each.state for each in (seat_of(restored, token) for token in (one, other)) if each] == [
        "submitted",
        "new",
    ]
    assert awaited(delivered(restored, "h1")) == ["barnehage"]
    assert faults(restored) == []


def test_the_doctor_misses_a_version_that_was_answered(study: Study) -> None:
    reported(study)
    [file] = (study.folder / "instruments" / "versions").glob("skjema-*.yaml")
    file.write_text(file.read_text("utf-8").replace("Når?", "Hvor?"), encoding="utf-8")
    assert faults(study) == ["STUDY-022"]
    file.unlink()
    assert faults(study) == ["STUDY-021"]


def test_the_doctor_has_nothing_against_forms_that_are_whole(study: Study) -> None:
    reported(study)
    assert faults(study) == []
