"""One reading of the report folder: assembled, parsed, numbered and checked, ready for every writer."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.errors import EvaluationError, Problem, fail, problem, raise_any
from evaluation.language import Language
from reports.engines import EXTENSION, STATEMENT, Format
from reports.engines.front import front_matter, language_of, moment, read_mapping, told, variables
from reports.engines.images import image_problems, images_in
from reports.engines.literature import literature_problems, sources_of
from reports.engines.output import unwritable
from reports.engines.pandoc import Pandoc, options_of
from reports.engines.profiles import active_profiles, laid_over, project_of
from reports.engines.reading import text_of
from reports.engines.refused import refused
from reports.engines.source import SHORTCODE, Assembled, assemble

# What a project file says that is Quarto's own business, or is read elsewhere.
NOT_TOLD = ("project", "format", "profile", "language", "execute", "filters", "shortcodes", "brand", "website", "book")
DEPENDS_ON_FORMAT = re.compile(r"(?:when|unless)-format\s*=")
FORMAT_NAMES: Mapping[Format, tuple[str, ...]] = {
    "html": ("html", "underveis-html"),
    "docx": ("docx", "underveis-docx"),
    "odt": ("odt", "underveis-odt"),
    "pdf": ("pdf", "typst", "underveis-typst"),
}
MARKS = {"ENGINE-007": "@", "ENGINE-008": "](#", "ENGINE-028": "", "ENGINE-029": "# ", "ENGINE-058": "@"}
FILTERS = ("conditions.lua", "underveis.lua", "layout.lua", "crossref.lua")


@dataclass(frozen=True, slots=True)
class Report:
    """The document with its numbers as each format shows it: one for all, where the text asks for no difference."""

    folder: Path
    language: Language
    when: datetime
    profiles: tuple[str, ...]
    documents: Mapping[Format, Any]
    leads_to_statement: bool = False

    @property
    def pandoc(self) -> Pandoc:
        return Pandoc(self.folder, self.when)


@dataclass(frozen=True, slots=True)
class Told:
    """What the folder says before pandoc has read it."""

    folder: Path
    source: Assembled
    front: Mapping[str, Any]
    project: Mapping[str, Any]
    profiles: tuple[str, ...]
    language: Language

    @property
    def when(self) -> datetime:
        return moment(self.front.get("date", self.project.get("date")), os.environ)

    @property
    def declared(self) -> dict[str, Any]:
        return laid_over(self.project, self.front)


def read(
    folder: Path,
    formats: Sequence[Format],
    *,
    language: Language | None = None,
    profiles: Sequence[str] = (),
    entry: str = "report.qmd",
) -> Report:
    """The report, ready to be written in these formats; raises with all that is wrong with its text."""
    about = told_in(folder, language, profiles, entry)
    documents, found = examined(about, formats)
    raise_any(found)
    leads = entry != STATEMENT and (folder / STATEMENT).is_file()
    return Report(folder, about.language, about.when, about.profiles, documents, leads)


def told_in(
    folder: Path, language: Language | None = None, asked: Sequence[str] = (), entry: str = "report.qmd"
) -> Told:
    """Raises ENGINE-001 where there is no report, ENGINE-009 where its metadata cannot be read."""
    if not (folder / entry).is_file():
        raise fail("ENGINE-001", file=folder / entry)
    values = variables(folder)
    profiles = active_profiles(folder, asked, assemble(folder, values, entry=entry).text)
    project = project_of(folder, profiles)
    values_told = told(laid_over(_shown(project), _early_front(folder, values)))
    source = assemble(folder, values, values_told, entry)
    front = front_matter(source.text)
    return Told(folder, source, front, project, profiles, language_of(front, project, language))


def _early_front(folder: Path, values: Mapping[str, str]) -> dict[str, Any]:
    """The front matter as `{{< meta … >}}` needs it; what is wrong with it is told when the whole text is read."""
    if not (folder / "report.qmd").is_file():
        return {}
    text = text_of(folder, Path("report.qmd"))
    filled = SHORTCODE.sub(lambda each: values.get(each[2].strip("\"'"), "") if each[1] == "var" else "", text)
    try:
        return front_matter(filled)
    except EvaluationError:
        return {}


def examined(about: Told, formats: Sequence[Format]) -> tuple[dict[Format, Any], tuple[Problem, ...]]:
    """The document of each format, and everything that is wrong with the text."""
    lacking = tuple(literature_problems(about.folder, about.declared, about.source))
    found = [*about.source.problems, *refused(about.source, about.declared), *lacking]
    documents: dict[Format, Any] = {}
    for group in _alike(about, tuple(formats)):
        document = _parsed(about, group[0], cites=not lacking)
        found += _told_by_filter(document, about.source)
        found += image_problems(about.folder, list(images_in(document["blocks"])), group, about.source)
        documents |= dict.fromkeys(group, document)
    return documents, tuple(each for at, each in enumerate(found) if each not in found[:at])


def _alike(about: Told, formats: tuple[Format, ...]) -> Iterator[tuple[Format, ...]]:
    """The formats that may share one reading: all of them, unless the text asks for a difference."""
    if DEPENDS_ON_FORMAT.search(about.source.text) or any(_options(about, each) for each in formats):
        yield from ((each,) for each in formats)
    elif formats:
        yield formats


def _options(about: Told, format_: Format) -> dict[str, Any]:
    """What the project and the report say for this format alone."""
    declared = about.declared.get("format")
    named = declared if isinstance(declared, Mapping) else {}
    found: dict[str, Any] = {}
    for name in FORMAT_NAMES[format_]:
        if isinstance(named.get(name), Mapping):
            found = laid_over(found, named[name])
    return _shown(found)


def _shown(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in metadata.items() if key not in NOT_TOLD}


@cache
def common() -> dict[str, Any]:
    """What the Quarto extension says for every format; read here too, so that the words are the same."""
    declared: dict[str, Any] = read_mapping(EXTENSION / "_extension.yml")["contributes"]["formats"]["common"]
    return {key: value for key, value in declared.items() if key not in {"filters", "crossref"}}


def _metadata(about: Told, format_: Format, *, cites: bool) -> dict[str, Any]:
    words = {code: dict(texts) for code, texts in common()["language"].items()}
    for own in (about.project.get("language"), about.front.get("language")):
        if isinstance(own, dict):
            words[about.language] |= {key: value for key, value in own.items() if isinstance(value, str)}
            words[about.language] |= own.get(about.language, {})
    asked: dict[str, Any] = {"format": format_, "profiles": list(about.profiles), "options": _options(about, format_)}
    if not cites:
        asked["uncited"] = True
    ours = {f"underveis-{key}": value for key, value in asked.items()}
    return {**common(), **_shown(about.project), **ours, "language": words, "lang": about.language}


def _parsed(about: Told, format_: Format, *, cites: bool) -> Any:
    filters = [f"--lua-filter={EXTENSION / name}" for name in FILTERS]
    if cites and sources_of(about.declared):
        filters.append("--citeproc")
    lang = options_of((("lang", about.language),))
    with unwritable(about.folder), tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        defaults = Path(scratch) / "metadata.json"
        defaults.write_text(json.dumps(_metadata(about, format_, cites=cites), default=str), encoding="utf-8")
        text = about.source.text.encode()
        options = ("--from=markdown", "--to=json", f"--metadata-file={defaults}", *lang, *filters)
        made = Pandoc(about.folder, about.when).convert(text, *options)
    return json.loads(made)


def _told_by_filter(document: Any, source: Assembled) -> Iterator[Problem]:
    listed = document["meta"].pop("underveis-problems", {"c": []})["c"]
    pairs = dict.fromkeys((each["c"]["code"]["c"], each["c"]["value"]["c"]) for each in listed)
    return (_placed(code, name, source) for code, name in pairs)


def _placed(code: str, name: str, source: Assembled) -> Problem:
    mark = MARKS.get(code, "#")
    file, line = source.place_of(f"{mark}{name}", f"{mark}{name[:1].upper()}{name[1:]}", name)
    return problem(code, file=file, line=line, name=name)
