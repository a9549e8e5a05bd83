"""What holds for every format there is: found by its suffix, the same each time, people protected, losses told."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from coding.codebook import import_codebook
from coding.exchange.beside import read_for
from coding.exchange.discover import built_in, exporter, importer, known_suffixes
from coding.exchange.exporting import export_file
from coding.exchange.importing import import_file
from coding.exchange.project import Project
from coding.exchange.report import rows
from evaluation.language import LANGUAGES
from evaluation.model import Coding, Source, Turn
from evaluation.study import Study, open_study
from tests.coding.exchange.foreign_examples import qualcoder, rqda, taguette
from tests.coding.exchange.projects import plain
from tests.coding.exchange.reading import codes_of

TEXT = (
    "Ragnhild: Vi fikk tid til å forebygge 🙂, sa Odd Terje Skarvang.\n"
    "I2: Jeg vil ikke være med lenger.\n"
    "Ragnhild: Takk."
)
WRITTEN = sorted(built_in("write"))
BOTH = sorted(set(built_in("write")) & set(built_in("read")))
FOREIGN: dict[str, Callable[[Path], Path]] = {
    ".qda": lambda folder: qualcoder(folder / "a.qda"),
    ".rqda": lambda folder: rqda(folder / "a.rqda"),
    ".sqlite3": lambda folder: taguette(folder / "a.sqlite3"),
}


@pytest.fixture
def coded_study(study: Study, write: Callable[[str, str], Path]) -> Study:
    """Two speakers, the second of whom has taken their consent back."""
    people = Path(study.folder, "people.yaml").read_text("utf-8")
    people = people.replace("{participant: p2, recording: true, quoting: true}",
                            "{participant: p2, recording: true, quoting: true, withdrawn: 2026-05-01}")  # fmt: skip
    write("study/people.yaml", people)
    study.import_people(study.folder / "people.yaml")
    study.import_codebook(import_codebook(write("bok.yaml", CODES)).codebook)
    turns = (Turn(10, 64, "Ragnhild"), Turn(69, 99, "I2"), Turn(110, 115, "Ragnhild"))
    study.add(Source("fg1", TEXT, turns=turns, language="nb"), session="fg1")
    study.add(
        [
            Coding("fg1", 18, 42, "forebygging", coder="Kari", note="tydelig"),
            Coding("fg1", 26, 64, "oppfolging", coder="Ola"),
            Coding("fg1", 69, 80, "oppfolging", coder="Ola"),
        ]
    )
    return study


CODES = """\
name: bok
codes:
  - {name: tiltak}
  - {name: forebygging, parent: tiltak, label: Forebygging, definition: Før noen blir syk, colour: "#0072B2"}
  - {name: oppfolging, label: Oppfølging}
"""


def module_of(suffix: str, way: Any) -> ModuleType:
    return import_module(built_in(way)[suffix])


def test_the_formats_there_are() -> None:
    read, written = set(known_suffixes("read")), set(known_suffixes("write"))
    assert read >= {".csv", ".docx", ".qda", ".qdpx", ".rqda", ".sqlite3", ".xlsx", ".zip"}
    assert written >= {".csv", ".docx", ".html", ".jsonld", ".qdpx", ".respondents.csv", ".sav", ".xlsx"}


@pytest.mark.parametrize("suffix", sorted({*built_in("read"), *built_in("write")}))
def test_every_format_says_what_it_is_in_one_sentence(suffix: str) -> None:
    module = module_of(suffix, "read" if suffix in built_in("read") else "write")
    assert suffix in module.SUFFIXES
    assert (module.__doc__ or "").strip().split("\n\n")[0].endswith(".")


def test_both_suffixes_tell_a_format_where_there_is_one_of_that_name() -> None:
    assert exporter(Path("a.respondents.csv")).SUFFIXES == (".respondents.csv",)
    assert ".csv" in exporter(Path("a.b.csv")).SUFFIXES
    assert ".csv" in importer(Path("a.respondents.csv")).SUFFIXES


@pytest.mark.parametrize("suffix", WRITTEN)
def test_an_export_is_the_same_each_time_names_nobody_and_quotes_nobody_who_has_withdrawn(
    coded_study: Study, tmp_path: Path, suffix: str
) -> None:
    losses = export_file(coded_study, tmp_path / f"a{suffix}").losses
    content = (tmp_path / f"a{suffix}").read_bytes()
    export_file(open_study(coded_study.folder), tmp_path / f"b{suffix}")
    assert (tmp_path / f"b{suffix}").read_bytes() == content
    everything = b"".join(_unpacked(tmp_path / f"a{suffix}")).decode("utf-8", "replace")
    assert [name for name in ("Ragnhild", "Ternebø", "Skarvang", "ternholmen", "Pallvik") if name in everything] == []
    assert "ikke være med" not in everything
    assert [losses_ for language in LANGUAGES for losses_ in rows(losses, language) if not all(losses_[:3])] == []


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_folder_that_is_not_there_is_told(coded_study: Study, tmp_path: Path, suffix: str) -> None:
    assert codes_of(export_file, coded_study, tmp_path / "none" / f"a{suffix}") == ["STORE-007"]


def _unpacked(file: Path) -> list[bytes]:
    import zipfile

    if not zipfile.is_zipfile(file):
        return [file.read_bytes()]
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("suffix", BOTH)
def test_what_goes_out_comes_back_to_the_same_study_and_adds_nothing(
    coded_study: Study, tmp_path: Path, suffix: str
) -> None:
    before = coded_study.codings()
    export_file(coded_study, tmp_path / f"a{suffix}")
    import_file(coded_study, tmp_path / f"a{suffix}")
    assert coded_study.codings() == before
    assert len(coded_study.list_sources()) == 1
    assert [code.name for code in coded_study.codebook] == ["tiltak", "forebygging", "oppfolging"]


@pytest.mark.parametrize("suffix", BOTH)
def test_what_was_taken_away_comes_back_where_it_was(coded_study: Study, tmp_path: Path, suffix: str) -> None:
    export_file(coded_study, tmp_path / f"a{suffix}")
    shown = [each for each in coded_study.codings() if each.start != 69]
    coded_study.replace_codings(coded_study.codings(), [])
    import_file(coded_study, tmp_path / f"a{suffix}")
    there = [(each.source, each.start, each.end, each.code, each.coder, each.note) for each in coded_study.codings()]
    assert there == [(each.source, each.start, each.end, each.code, each.coder, each.note) for each in shown]


@pytest.mark.parametrize("suffix", sorted(FOREIGN))
def test_a_project_of_another_program_comes_in_whole_and_twice_is_once(
    study: Study, tmp_path: Path, suffix: str
) -> None:
    file = FOREIGN[suffix](tmp_path)
    done = import_file(study, file)
    first = study.codings()
    assert len(first) >= 3
    assert all(all(row[:3]) for language in LANGUAGES for row in rows(done.losses, language))
    import_file(study, file)
    assert study.codings() == first
    study.undo()
    study.undo()
    assert (study.codings(), study.list_sources()) == ([], [])


@pytest.mark.parametrize("suffix", sorted(FOREIGN))
@pytest.mark.parametrize("target", BOTH)
def test_from_one_program_to_another_the_codings_stay_on_their_words(
    study: Study, tmp_path: Path, suffix: str, target: str
) -> None:
    import_file(study, FOREIGN[suffix](tmp_path))
    export_file(study, tmp_path / f"b{target}")
    there = {(each.source, each.start, each.end, each.code) for each in study.codings()}
    back = {row[:4] for row in plain(read_for(study, tmp_path / f"b{target}"))}
    assert back == there


def test_an_importer_told_nothing_of_a_study_reads_a_project(tmp_path: Path) -> None:
    assert isinstance(importer(tmp_path / "a.rqda").read(rqda(tmp_path / "a.rqda")), Project)
