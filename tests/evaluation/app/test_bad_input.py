"""What cannot be used is refused with one clear message, and the study is as it was."""

import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from evaluation.app.cli.main import main
from evaluation.language import Language, entry

THEMES = "themes: [{id: forebygging, label: Forebygging, code: forebygging}]\n"
SETTINGS = "title: Halvvegs\nlanguages: [%s]\n" + THEMES
CODES = "name: k\ncodes: [{name: forebygging, indicators: {nb: [løft*]}}]\n"
PEOPLE = "participants: [{id: p1, pseudonym: Informant 1, speakers: [I1]}]\n"


def empty(folder: Path) -> None:
    (folder / "inn.txt").write_bytes(b"")


def directory(folder: Path) -> None:
    (folder / "inn.txt").mkdir()


def picture_pdf(folder: Path) -> None:
    page = pypdf.PdfWriter()
    page.add_blank_page(200, 200)
    page.write(folder / "inn.pdf")


def broken_docx(folder: Path) -> None:
    docx.Document().save(str(folder / "inn.docx"))
    whole = (folder / "inn.docx").read_bytes()
    (folder / "inn.docx").write_bytes(whole[: len(whole) // 2])


def false_utf8(folder: Path) -> None:
    (folder / "inn.html").write_bytes(b'<meta charset="utf-8"><p>L\xf8ft</p>')


def unknown_suffix(folder: Path) -> None:
    (folder / "inn.xyz").write_text("I1: Vi løfter.", encoding="utf-8")


def in_twice(folder: Path) -> None:
    (folder / "inn.txt").write_bytes((folder / "sources" / "samtale.txt").read_bytes())


def same_name(folder: Path) -> None:
    (folder / "annen").mkdir()
    (folder / "annen" / "samtale.txt").write_text("I1: Noe helt annet.", encoding="utf-8")


def write(name: str, text: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return prepare


def nothing(_folder: Path) -> None:
    pass


def no_codebook_codes(folder: Path) -> None:
    file = folder / "evaluation.yaml"
    file.write_text(file.read_text("utf-8").replace("code: forebygging", "code: forebyging"), encoding="utf-8")


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a missing file": (nothing, "add {}/inn.txt", "SOURCE-001"),
    "a directory": (directory, "add {}/inn.txt", "SOURCE-002"),
    "a file of unknown kind": (unknown_suffix, "add {}/inn.xyz", "SOURCE-004"),
    "an empty file": (empty, "add {}/inn.txt", "SOURCE-005"),
    "a PDF without text": (picture_pdf, "add {}/inn.pdf", "SOURCE-011"),
    "a broken Word file": (broken_docx, "add {}/inn.docx", "SOURCE-010"),
    "not the UTF-8 it says": (false_utf8, "add {}/inn.html", "SOURCE-008"),
    "a text that is in already": (in_twice, "add {}/inn.txt", "STUDY-009"),
    "a name that is taken": (same_name, "add {}/annen/samtale.txt", "STUDY-008"),
    "an unknown session": (write("inn.txt", "I1: Ja."), "add {}/inn.txt --session fg9", "STUDY-007"),
    "an unknown kind of source": (write("inn.txt", "I1: Ja."), "add {}/inn.txt --as bilde", "CLI-003"),
    "one name for two files": (nothing, "add {0}/a.txt {0}/b.txt --name c", "CLI-002"),
    "a tab in YAML": (write("k.yaml", "name: k\n\tcodes: []\n"), "codebook import {}/k.yaml", "YAML-004"),
    "a key twice in YAML": (write("k.yaml", "name: k\nname: l\n"), "codebook import {}/k.yaml", "YAML-006"),
    "a missing codebook": (nothing, "codebook import {}/k.yaml", "YAML-001"),
    "an unknown scheme": (nothing, "codebook import ia-avtale", "CODE-007"),
    "a tab in the people": (write("p.yaml", "participants:\n\t- {id: p2}\n"), "people import {}/p.yaml", "YAML-004"),
    "a label that is somebody else's": (
        write("p.yaml", "participants: [{id: p2, speakers: [A]}, {id: p3, speakers: [A]}]"),
        "people import {}/p.yaml",
        "PEOPLE-009",
    ),
    "a theme that points to no code": (no_codebook_codes, "code apply", "STUDY-003"),
    "an unknown source to code": (nothing, "code apply --source samtalen", "STUDY-004"),
    "an unknown unit": (nothing, "code apply --unit avsnitt", "CLI-003"),
    "a faulty search": (nothing, "find ~3", "RULE-002"),
    "a round of that name": (nothing, "code round open 1", "ROUND-003"),
    "a blind round of one": (nothing, "code round open r1 --coder ida", "ROUND-004"),
    "an unknown round to close": (nothing, "code round close r1", "ROUND-001"),
    "a look at an unknown round": (nothing, "code round reveal r1 --reason x", "ROUND-001"),
    "nobody to compare": (nothing, "code compare", "CONSENSUS-001"),
    "an unknown round to compare": (nothing, "code compare --round r1", "ROUND-001"),
    "an unknown source to compare": (nothing, "code compare --source samtalen", "STUDY-004"),
    "an unknown kind of disagreement": (nothing, "code compare --kind ord", "CLI-003"),
    "no decision": (nothing, "code resolve 1 --reason x", "CONSENSUS-012"),
    "two decisions": (nothing, "code resolve 1 --both --neither --reason x", "CONSENSUS-012"),
    "a decision without a reason": (nothing, "code resolve 1 --both", "CONSENSUS-010"),
    "nothing to agree on": (nothing, "code consensus take", "CONSENSUS-001"),
    "nothing to undo": (nothing, "undo 99", "STORE-009"),
    "an export where no folder is": (nothing, "codebook export {}/finnes/ikke.yaml", "CLI-013"),
    "a backup that is there": (write("kopi.zip", "x"), "backup {}/kopi.zip", "STORE-015"),
    "an unknown template": (nothing, "report draft --template roman", "REPORT-003"),
    "an update without a draft": (nothing, "report update", "REPORT-001"),
    "an unknown format": (nothing, "report render --to papir", "ENGINE-021"),
    "an unknown engine": (nothing, "report render --engine lo", "ENGINE-017"),
    "a study where one is": (nothing, "init {}", "STUDY-011"),
}


@pytest.fixture(params=["nb", "nn", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Language], Path]:
    """A study with one person, one talk and one code, led in a language; made once for each."""
    made = tmp_path_factory.mktemp("begun")

    def make(language: Language) -> Path:
        study = made / language
        if not study.exists():
            study.mkdir()
            for name, text in (("evaluation.yaml", SETTINGS % language), ("koder.yaml", CODES), ("folk.yaml", PEOPLE)):
                (study / name).write_text(text, encoding="utf-8")
            (made / "samtale.txt").write_text("I1: Vi løfter tungt hver dag.\n", encoding="utf-8")
            lines = (["people", "import", "folk.yaml"], ["add", "../samtale.txt"], ["codebook", "import", "koder.yaml"])
            for *line, file in lines:
                assert main([*line, str(study / file), "--study", str(study)]) == 0
        return study

    return make


@pytest.fixture
def folder(begun: Callable[[Language], Path], tmp_path: Path, language: Language) -> Path:
    (tmp_path / "samtale.txt").write_text("I1: Vi løfter tungt hver dag.\n", encoding="utf-8")
    return Path(shutil.copytree(begun(language), tmp_path / "studie"))


def dump(study: Path) -> list[str]:
    with closing(sqlite3.connect(study / "study.sqlite")) as connection:
        return list(connection.iterdump())


def says(words: str, code: str, language: Language) -> bool:
    """Whether the words hold the catalogue's sentence for the code."""
    template = str(entry(f"{code.partition('-')[0].lower()}.{code}.what")[language])
    return re.search(re.sub(r"\\\{\w+\\\}", ".*", re.escape(template)), words) is not None


@pytest.mark.parametrize("case", CASES)
def test_one_message_and_the_study_as_it_was(
    run: Callable[..., Any], folder: Path, language: Language, case: str
) -> None:
    prepare, line, code = CASES[case]
    prepare(folder)
    before = dump(folder), sorted(folder.glob("sources/*"))
    done = run(*(word.format(folder) for word in line.split()), "--study", folder)
    assert (done.status, done.out, done.err.count(f"[{code}]"), done.err.count("[")) == (1, "", 1, 1)
    assert says(done.err, code, "nb" if line.startswith("init") else language)  # where no study is open yet, the user's
    assert (dump(folder), sorted(folder.glob("sources/*"))) == before


def test_an_unknown_speaker_is_let_in_with_a_warning(run: Callable[..., Any], folder: Path, language: Language) -> None:
    (folder / "ny.txt").write_text("Kari: Vi løfter.\n\nI1: Ja.\n", encoding="utf-8")
    done = run("add", folder / "ny.txt", "--study", folder)
    assert (done.status, done.err.count("[TRANSCRIPT-003]"), says(done.err, "TRANSCRIPT-003", language)) == (0, 1, True)


def test_a_store_another_program_holds_is_left_alone(
    run: Callable[..., Any], folder: Path, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluation.store.database.PATIENCE", 0.05)
    before = dump(folder)
    (folder / "ny.txt").write_text("I1: Noe nytt.\n", encoding="utf-8")
    with closing(sqlite3.connect(folder / "study.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("add", folder / "ny.txt", "--study", folder)
        listed = run("sources", "--json", "--study", folder)
    assert (done.status, done.err.count("[STORE-002]"), says(done.err, "STORE-002", language)) == (1, 1, True)
    assert ([each["name"] for each in listed.json], dump(folder)) == (["samtale"], before)


FULL = """
import resource, sys
from evaluation.app.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="files cannot be kept small here")
@pytest.mark.parametrize("language", ["nn"], indirect=True)
def test_where_there_is_no_room_the_study_is_as_it_was(folder: Path, tmp_path: Path, language: Language) -> None:
    # A file that may not grow fails as a full disk does, wherever in the import it happens.
    (tmp_path / "lang.txt").write_text("I1: Vi løfter tungt hver dag.\n\n" * 20_000, encoding="utf-8")
    before = dump(folder)
    limit = str((folder / "study.sqlite").stat().st_size + 60_000)
    line = [sys.executable, "-c", FULL, limit, "add", str(tmp_path / "lang.txt"), "--study", str(folder)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("[STORE-003]")) == (1, 1)
    assert (says(done.stderr, "STORE-003", language), dump(folder)) == (True, before)


def test_a_broken_store_is_not_read_as_if_it_were_whole(run: Callable[..., Any], folder: Path) -> None:
    for file in folder.glob("study.sqlite-*"):
        file.unlink()
    (folder / "study.sqlite").write_bytes(b"ikke en database " * 100)
    done = run("sources", "--study", folder)
    assert (done.status, done.err.count("[STORE-005]")) == (1, 1)


def test_settings_that_are_wrong_are_told_line_by_line(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "evaluation.yaml").write_text("titel: T\nlanguages: [nb, sv]\n", encoding="utf-8")
    done = run("status", "--study", tmp_path)
    assert (done.status, sorted(re.findall(r"\[([A-Z]+-\d+)\]", done.err))) == (
        1,
        ["FILE-001", "FILE-002", "FILE-003"],
    )


def test_outside_a_study_one_is_told_where_to_go(run: Callable[..., Any], tmp_path: Path) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    assert run("status", "--study", outside, "--json").error["code"] == "STUDY-010"


def test_a_demo_is_not_built_over_what_is_there(run: Callable[..., Any], folder: Path) -> None:
    before = dump(folder)
    assert (run("demo", folder, "--json").error["code"], dump(folder)) == ("STUDY-011", before)


def test_a_bug_keeps_its_traceback(run: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.study.Study.list_sources", lambda _self: int("x"))
    with pytest.raises(ValueError, match="invalid literal"):
        run("sources", "--study", folder)
