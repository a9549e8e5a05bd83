"""Every format gives back what was put in, and every real file is read and comes back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding import schemes
from coding.codebook import import_codebook, read_codebook, write_codebook
from coding.codebooks.discover import known_suffixes
from evaluation.errors import EvaluationError
from evaluation.model import Codebook
from tests.coding.codebooks.examples import codebooks

SHARED = Path(__file__).parents[4] / "shared" / "qda"
REAL = sorted(SHARED.glob("*.qdc"))


@pytest.mark.parametrize("suffix", known_suffixes())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.data())
def test_what_is_written_is_read_again(suffix: str, content: st.DataObject) -> None:
    codebook = content.draw(codebooks(least=1 if suffix == ".qdc" else 0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bok{suffix}"
        write_codebook(codebook, path)
        assert import_codebook(path).problems == ()
        assert read_codebook(path) == codebook


@pytest.mark.parametrize("suffix", known_suffixes())
@pytest.mark.parametrize("name", schemes.names())
def test_every_scheme_travels_in_every_format(tmp_path: Path, name: str, suffix: str) -> None:
    write_codebook(schemes.load(name), tmp_path / f"bok{suffix}")
    assert read_codebook(tmp_path / f"bok{suffix}") == schemes.load(name)


@pytest.mark.parametrize("suffix", known_suffixes())
@pytest.mark.parametrize("real", REAL, ids=lambda path: path.name)
def test_a_real_codebook_travels_in_every_format(tmp_path: Path, real: Path, suffix: str) -> None:
    codebook = read_codebook(real)
    write_codebook(codebook, tmp_path / f"bok{suffix}")
    assert read_codebook(tmp_path / f"bok{suffix}") == codebook


@pytest.mark.parametrize("suffix", known_suffixes())
def test_a_file_that_is_not_there_is_told(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(EvaluationError) as error:
        read_codebook(tmp_path / f"ingen{suffix}")
    assert [each.code for each in error.value.problems] == ["YAML-001"]


@pytest.mark.parametrize("suffix", known_suffixes())
def test_a_file_of_nothing_but_noise_is_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"støy{suffix}"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(EvaluationError):
        read_codebook(path)


def test_an_unknown_ending_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        write_codebook(Codebook(name="x"), tmp_path / "bok.docx")
    [problem] = error.value.problems
    assert (problem.code, problem.values["known"]) == ("CODEBOOK-020", ".csv .qdc .tsv .xlsx .yaml .yml")
