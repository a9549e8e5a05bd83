"""Names in answers that are kept in parts are told with pseudonyms too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.model import Participant, People
from evaluation.study import open_study
from instruments.responses.files import read_dataset
from instruments.responses.keeping import import_dataset
from instruments.responses.parquet import write_parquet


def test_a_table_of_answers_in_parts_tells_no_name(run: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(folder)
    study.add_people(People(participants=(Participant(id="p1", name="Synnøve Tveitane", pseudonym="Informant 1"),)))
    (tmp_path / "svar.csv").write_text("id;hvorfor;vekt\n1;Spør Synnøve Tveitane;1\n2;Vet ikke;2\n", encoding="utf-8")
    write_parquet(read_dataset(tmp_path / "svar.csv"), tmp_path / "svar.parquet")
    import_dataset(study, tmp_path / "svar.parquet")
    done = run("survey", "table", "svar", "hvorfor", "--weight", "vekt", "--threshold", "0", "--study", folder)
    assert (done.status, done.err) == (0, "")
    assert "Spør Informant 1" in done.out
    assert "Tveitane" not in done.out
