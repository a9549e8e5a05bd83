"""Each kind of bad file has one message of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
import typst

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES
from evaluation.sources.formats import extract, read_source

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


def refused(path: Path) -> str:
    with pytest.raises(EvaluationError) as error:
        extract(path)
    (problem,) = error.value.problems
    assert all(problem.sentence(language) for language in LANGUAGES)
    return problem.code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt") == "SOURCE-001"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "SOURCE-002"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hei")
    (tmp_path / "a.txt").chmod(0)
    assert refused(tmp_path / "a.txt") == "SOURCE-003"


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.doc"])
def test_an_unknown_suffix_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Hei")
    assert refused(tmp_path / name) == "SOURCE-004"


def test_an_unknown_suffix_is_told_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("Hei")
    with pytest.raises(EvaluationError, match=r"\.docx .*\.odt .*\.pdf .*\.txt"):
        extract(tmp_path / "a.xyz")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert refused(tmp_path / "a.txt") == "SOURCE-005"


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    assert refused(tmp_path / "a.docx") == "SOURCE-005"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.pdf"])
def test_what_is_not_of_its_format_is_broken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("bare tekst")
    assert refused(tmp_path / name) == "SOURCE-010"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_word_document_cut_short_is_broken(tmp_path: Path, kept: float) -> None:
    docx.Document().save(str(tmp_path / "whole.docx"))
    content = (tmp_path / "whole.docx").read_bytes()
    (tmp_path / "a.docx").write_bytes(content[: int(len(content) * kept)])
    assert refused(tmp_path / "a.docx") == "SOURCE-010"


@pytest.mark.parametrize("name", ["a.rtf", "a.pdf"])
def test_a_document_cut_short_is_not_half_read(tmp_path: Path, name: str) -> None:
    whole = {"a.rtf": rb"{\rtf1\ansi Vi begynner her. Vi slutter her.}", "a.pdf": typst.compile(b"Vi begynner her.")}[
        name
    ]
    (tmp_path / name).write_bytes(whole[:-9])
    assert refused(tmp_path / name) == "SOURCE-010"


def test_an_old_word_document_with_a_new_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    assert refused(tmp_path / "a.docx") == "SOURCE-016"


def test_a_locked_word_document_is_told(tmp_path: Path) -> None:
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.docx").write_bytes(locked)
    assert refused(tmp_path / "a.docx") == "SOURCE-012"


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text("Hei")
    assert extract(tmp_path / "A.TXT").format == "txt"


def test_a_source_bears_name_hash_and_language(tmp_path: Path) -> None:
    content = "Jeg vet ikke hva de sier på øya, men noen kommer.".encode("cp1252")
    (tmp_path / "fg1.txt").write_bytes(content)
    source = read_source(tmp_path / "fg1.txt", kind="answers")
    told = source.name, source.kind, source.sha256, source.language, source.encoding
    assert told == ("fg1", "answers", hashlib.sha256(content).hexdigest(), "nb", "cp1252")


def test_reading_a_text_imports_no_other_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hei")
    program = (
        "import sys; from evaluation.sources.formats import extract; extract(sys.argv[1]); "
        "sys.exit(' '.join({'lxml', 'pypdf', 'striprtf', 'evaluation.sources.formats.docx'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.txt")], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert ran.stderr.strip() == ""


@pytest.mark.skipif(not SEEDS, reason="the real texts are not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_real_texts_are_kept_to_the_letter(path: Path) -> None:
    source = read_source(path)
    original = path.read_bytes().decode("utf-8")
    assert original[source.offsets.original(0) : source.offsets.original(len(source.text))] == source.text
