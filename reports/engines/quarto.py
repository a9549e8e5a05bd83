"""The engine for those who have Quarto: it renders a copy of the folder and brings the finished files back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.errors import fail, raise_any
from evaluation.language import Language
from reports.engines import EXTENSION, FORMATS, STATEMENT, Engine, Format, known_formats
from reports.engines.document import told_in
from reports.engines.embedded import statement_page
from reports.engines.output import put, unwritable
from reports.engines.profiles import made_name, statement_name
from reports.engines.word import REGIONS, settled

OLDEST = (1, 9)
PATIENCE = 900
# Shortcodes that Quarto may know better than we: of its own, of an extension, or of its metadata.
QUARTOS_OWN = ("ENGINE-006", "ENGINE-051", "ENGINE-052", "ENGINE-053")
QUARTO_FORMATS: Mapping[Format, str] = {
    "html": "underveis-html",
    "docx": "underveis-docx",
    "odt": "underveis-odt",
    "pdf": "underveis-typst",
}
LEFT_BEHIND = shutil.ignore_patterns(*(f"report*.{each}" for each in FORMATS), "report_files", ".quarto", ".report*")


def render(
    folder: Path, formats: Sequence[Format], *, language: Language | None = None, profiles: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write the same files as the embedded engine, with Quarto 1.9 or newer.

    Raises EvaluationError (ENGINE-018 … 020) where Quarto is absent, too old or stops.
    """
    wanted = known_formats(formats)
    folder = Path(folder).resolve()
    program = _program()
    if not (folder / "report.qmd").is_file():
        raise fail("ENGINE-001", file=folder / "report.qmd")
    about = told_in(folder, language, profiles)
    raise_any(each for each in about.source.problems if each.code not in QUARTOS_OWN)
    chosen, when = about.language, about.when
    with unwritable(folder), tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        copy = _copied(folder, Path(scratch))
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(when.timestamp()))}
        words = {each: command(program, each, chosen, about.profiles) for each in wanted}
        if (folder / STATEMENT).is_file() and "html" in wanted:
            words["html"] = (*words["html"], "--metadata", f"statement:{statement_name(about.profiles)}")
        made = {each: _rendered(words[each], copy, each, environment) for each in wanted}
    if "docx" in made:
        made["docx"] = settled(made["docx"], REGIONS[chosen], when)
    name = made_name(about.profiles)
    page = statement_page(folder, chosen, about.profiles) if "html" in made else {}
    return put(folder, {**{f"{name}.{each}": content for each, content in made.items()}, **page})[: len(made)]


def command(program: str, format_: Format, language: Language, profiles: Sequence[str] = ()) -> tuple[str, ...]:
    """What is run in the copied folder; nothing in the text is executed."""
    options = ("--to", QUARTO_FORMATS[format_], "--output", f"report.{format_}", "--no-execute")
    chosen = ("--profile", ",".join(profiles)) if profiles else ()
    return (program, "render", "report.qmd", *options, "--metadata", f"lang:{language}", *chosen)


def version() -> str | None:
    """The version of the `quarto` on the path, or None."""
    program = shutil.which("quarto")
    return _told_version(program) if program else None


def _program() -> str:
    program = shutil.which("quarto")
    wanted = ".".join(map(str, OLDEST))
    if program is None:
        raise fail("ENGINE-018", wanted=wanted)
    told = _told_version(program)
    if _numbers(told) < OLDEST:
        raise fail("ENGINE-019", version=told, wanted=wanted)
    return program


def _told_version(program: str) -> str:
    return _run((program, "--version"), Path.cwd(), os.environ).stdout.decode("utf-8", "replace").strip()


def _numbers(version: str) -> tuple[int, ...]:
    """`99.9.9`, the version of a Quarto built from source, counts as new."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])


def _copied(folder: Path, scratch: Path) -> Path:
    copy = Path(shutil.copytree(folder, scratch / "report", ignore=LEFT_BEHIND))
    extension = copy / "_extensions" / "underveis"
    if not extension.is_dir():
        shutil.copytree(EXTENSION, extension)
    return copy


def _rendered(words: Sequence[str], folder: Path, format_: Format, environment: Mapping[str, str]) -> bytes:
    done = _run(words, folder, environment)
    made = folder / f"report.{format_}"
    if done.returncode or not made.is_file():
        raise fail("ENGINE-020", file="report.qmd", reason=_reason(done.stderr, folder))
    return made.read_bytes()


def _run(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  the program stands on the user's path, the options are ours
            words, cwd=folder, env=dict(environment), capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise fail("ENGINE-025", file="report.qmd", seconds=PATIENCE) from error
    except OSError as error:
        raise fail("ENGINE-026", program="quarto", reason=error.strerror or str(error)) from error


def _reason(stderr: bytes, folder: Path) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", stderr.decode("utf-8", "replace"))
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()] or lines[-2:] or ["?"]
    return " ".join(errors[:2]).replace(f"{folder}/", "")[:400]


ENGINE = Engine("quarto", render, version)
