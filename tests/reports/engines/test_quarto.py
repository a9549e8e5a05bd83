"""The Quarto engine, held to its command by a small script that plays Quarto."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from reports.engines.quarto import command, render, version

ACTOR = """#!{python}
import json, os, pathlib, sys
words = sys.argv[1:]
if words == ["--version"]:
    print("{version}")
    sys.exit(0)
told = {{"words": words, "folder": os.getcwd(), "epoch": os.environ.get("SOURCE_DATE_EPOCH"),
        "files": sorted(path.name for path in pathlib.Path(".").iterdir())}}
pathlib.Path({log!r}).write_text(json.dumps(told))
if {fails}:
    sys.stderr.write("\\x1b[31mERROR: YAML is wrong at " + os.getcwd() + "/report.qmd\\x1b[39m\\n")
    sys.exit(1)
pathlib.Path(words[words.index("--output") + 1]).write_text("made by quarto")
"""


def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str = "1.9.12", *, fails: bool = False) -> Path:
    """Put a `quarto` on the path; returns where it tells what it was asked."""
    stage = tmp_path / "bin"
    stage.mkdir()
    log = tmp_path / "asked.json"
    actor = stage / "quarto"
    python = shutil.which("python3")
    actor.write_text(ACTOR.format(python=python, version=version, log=str(log), fails=fails))
    actor.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stage}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return log


def codes(folder: Path) -> list[str]:
    with pytest.raises(EvaluationError) as error:
        render(folder, ["html"])
    assert all(each.sentence() for each in error.value.problems)
    return [each.code for each in error.value.problems]


@pytest.mark.parametrize(
    ("format_", "to"), [("html", "underveis-html"), ("docx", "underveis-docx"), ("pdf", "underveis-typst")]
)
def test_the_command_asks_for_our_format_and_runs_no_code(format_: str, to: str) -> None:
    words = command("quarto", format_, "nn")  # type: ignore[arg-type]
    assert words[:5] == ("quarto", "render", "report.qmd", "--to", to)
    assert words[5:] == ("--output", f"report.{format_}", "--no-execute", "--metadata", "lang:nn")


def test_the_finished_file_is_brought_back(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, tmp_path)
    assert render(report_folder, ["html"]) == (report_folder / "report.html",)
    assert (report_folder / "report.html").read_text() == "made by quarto"


def test_quarto_works_in_a_copy_with_the_extension_and_the_date(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = play(monkeypatch, tmp_path)
    render(report_folder, ["html"])
    told = json.loads(log.read_text())
    assert told["folder"] != str(report_folder)
    assert {"_extensions", "_generated", "figures", "report.qmd"} <= set(told["files"])
    assert told["epoch"] == "1782864000"


@pytest.mark.parametrize(
    ("told", "expected"),
    [("1.8.27", ["ENGINE-019"]), ("0.9", ["ENGINE-019"]), ("no version", ["ENGINE-019"])],
)
def test_an_old_quarto_is_refused(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, expected: list[str]
) -> None:
    play(monkeypatch, tmp_path, told)
    assert codes(report_folder) == expected


@pytest.mark.parametrize("told", ["1.9.0", "1.10.1", "2.0.0", "99.9.9"])
def test_a_new_quarto_is_taken(report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    play(monkeypatch, tmp_path, told)
    assert version() == told
    assert render(report_folder, ["html"])


def test_quartos_fault_is_told_without_colours_or_folders_and_the_old_file_stays(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (report_folder / "report.html").write_text("gammel")
    play(monkeypatch, tmp_path, fails=True)
    with pytest.raises(EvaluationError) as error:
        render(report_folder, ["html"])
    assert error.value.problems[0].code == "ENGINE-020"
    assert error.value.problems[0].values["reason"] == "ERROR: YAML is wrong at report.qmd"
    assert (report_folder / "report.html").read_text() == "gammel"


def test_a_profile_is_handed_on_and_names_the_file(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = play(monkeypatch, tmp_path)
    (report_folder / "_quarto-public.yml").write_text("lang: nb\n", encoding="utf-8")
    assert render(report_folder, ["html"], profiles=["public"]) == (report_folder / "report-public.html",)
    assert json.loads(log.read_text())["words"][-2:] == ["--profile", "public"]


def test_a_shortcode_that_only_quarto_knows_is_left_to_it(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, tmp_path)
    text = (report_folder / "report.qmd").read_text(encoding="utf-8")
    (report_folder / "report.qmd").write_text(f"{text}\n{{{{< video film.mp4 >}}}}\n", encoding="utf-8")
    assert render(report_folder, ["html"])


def test_without_quarto_the_message_says_what_to_do(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert codes(report_folder) == ["ENGINE-018"]
    assert version() is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
@pytest.mark.parametrize("format_", ["html", "docx", "pdf"])
def test_the_real_quarto_renders_the_report(report_folder: Path, format_: str) -> None:
    (made,) = render(report_folder, [format_])  # type: ignore[list-item]
    assert made.stat().st_size > 10_000
