"""Renewing what the data say: generated text, figures and numbers; never the researcher's own words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from evaluation.language import Language, is_language
from evaluation.settings.yaml_file import parse
from evaluation.study import Study
from reports.evidence import quotes
from reports.facts import Facts, gather
from reports.files import FIGURES, GENERATED, REPORT, sha256, write_whole
from reports.illustrations import Illustration, illustrations
from reports.manifest import NAME, Drawn, Manifest, read_manifest
from reports.markdown import figure, paragraphs
from reports.project import project_files
from reports.sections import SECTIONS, theme_evidence, theme_questions

FORMATS = ("png", "svg")


@dataclass
class Changes:
    """Paths in the report folder. `mended`: copies of files that somebody had changed by hand."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.as_dict().values())

    def as_dict(self) -> dict[str, list[str]]:
        return asdict(self)


def update_report(study: Study) -> Changes:
    """Bring `_generated/`, `figures/`, `_variables.yml` and the extension in line with the study.

    The same data give the same bytes, and a file that would not change is not written. A generated file that was
    changed by hand is put aside first. Raises REPORT-001 when there is no report.qmd.
    """
    folder = study.folder / "report"
    facts = gather(study, report_language(folder, study))
    last = read_manifest(folder)
    figures, drawn = _figures(facts, folder, last)
    files = {**_texts(facts), **_fragments(facts, drawn), **figures, **project_files(facts)}
    hashes = {path: sha256(content) if content is not None else last.files[path] for path, content in files.items()}
    changes = _written(folder, files, last)
    changes.removed = _removed(folder, set(last.files) - set(files))
    write_whole(folder / NAME, Manifest(hashes, drawn).as_bytes())
    return changes


def report_language(folder: Path, study: Study) -> Language:
    """The language the report was drafted in: `lang` in its front matter, else the study's own."""
    file = folder / REPORT
    if not file.is_file():
        raise fail("REPORT-001", file=file)
    lang = front_matter(file).get("lang", "")
    return lang if is_language(lang) else study.evaluation.language


def front_matter(file: Path) -> dict[str, Any]:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in lines[1:]:
        return {}
    content = parse("\n".join(["", *lines[1 : lines.index("---", 1)]]), file).content
    return content if isinstance(content, dict) else {}


def _texts(facts: Facts) -> dict[str, bytes | None]:
    told = {name: write(facts) for name, write in SECTIONS.items()}
    chosen = quotes(facts)
    for theme in facts.evaluation.themes:
        told[f"theme-{theme.id}-questions"] = theme_questions(facts, theme)
        told[f"theme-{theme.id}-quotes"] = theme_evidence(facts, theme, chosen[theme.id])
    return {f"{GENERATED}/{name}.qmd": text.encode() for name, text in told.items()}


def _figures(facts: Facts, folder: Path, last: Manifest) -> tuple[dict[str, bytes | None], dict[str, Drawn]]:
    """The figures' files (None: as they are) and words; drawn anew only where their data changed."""
    files: dict[str, bytes | None] = {}
    drawn: dict[str, Drawn] = {}
    for each in illustrations(facts):
        paths = [f"{FIGURES}/{each.name}.{format_}" for format_ in FORMATS]
        known = last.figures.get(each.name)
        if known and known.key == each.key and all(last.is_untouched(folder, path) for path in paths):
            files |= dict.fromkeys(paths)
            drawn[each.name] = known
        else:
            made, drawn[each.name] = _drawn(each)
            files |= made
    return files, drawn


def _drawn(illustration: Illustration) -> tuple[dict[str, bytes], Drawn]:
    from reports.figures.drawing import render_bytes

    drawing = illustration.draw()
    made = {
        f"{FIGURES}/{illustration.name}.{format_}": made for format_, made in render_bytes(drawing, FORMATS).items()
    }
    return made, Drawn(illustration.key, drawing.caption, drawing.alternative)


def _fragments(facts: Facts, drawn: dict[str, Drawn]) -> dict[str, bytes | None]:
    """One file for each figure the report may include; an empty one where there is nothing to show."""
    pointers = {each.name: each.pointer for each in illustrations(facts)}
    names = ["timeline", "talk", "heatmap", *(f"theme-{theme.id}" for theme in facts.evaluation.themes)]
    return {f"{GENERATED}/figure-{name}.qmd": _fragment(name, pointers, drawn).encode() for name in names}


def _fragment(name: str, pointers: dict[str, str], drawn: dict[str, Drawn]) -> str:
    if name not in drawn:
        return "\n"
    shown = figure(name, drawn[name].caption, drawn[name].alternative)
    return shown if name == "timeline" else paragraphs([pointers[name], shown])


def _written(folder: Path, files: dict[str, bytes | None], last: Manifest) -> Changes:
    changes = Changes()
    for path, content in files.items():
        file = folder / path
        there = file.read_bytes() if file.is_file() else None
        if content is None or content == there:
            continue
        if there is not None and path in last.files and sha256(there) != last.files[path]:
            changes.mended.append(_put_aside(file, there))
        (changes.changed if there is not None else changes.new).append(path)
        write_whole(file, content)
    return changes


def _put_aside(file: Path, content: bytes) -> str:
    """Keep what somebody wrote in a generated file, beside it."""
    copy = file.with_name(f"{file.stem}.by-hand-{sha256(content)[:8]}{file.suffix}")
    write_whole(copy, content)
    return copy.name


def _removed(folder: Path, paths: set[str]) -> list[str]:
    gone = sorted(path for path in paths if (folder / path).is_file())
    for path in gone:
        (folder / path).unlink()
    return gone
