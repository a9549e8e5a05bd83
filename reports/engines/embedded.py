"""The engine every installation has: pandoc and Typst, reading the same folder and filter as Quarto."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.language import Language
from reports.engines import EXTENSION, Engine, Format, known_formats
from reports.engines.front import front_matter, language_of, moment, read_mapping, variables
from reports.engines.images import image_problems, images_in, with_images
from reports.engines.output import put, unwritable
from reports.engines.pandoc import Pandoc, options_of, version
from reports.engines.source import Assembled, assemble
from reports.engines.typeset import pdf_of
from reports.engines.word import REGIONS, settled

PROJECT_KEYS = ("toc", "toc-depth", "number-sections", "number-depth", "language", "commissioner", "evaluator")


@dataclass(frozen=True, slots=True)
class Report:
    """One reading of the folder: the document with its numbers, ready for every writer."""

    folder: Path
    language: Language
    when: datetime
    document: Any

    @property
    def pandoc(self) -> Pandoc:
        return Pandoc(self.folder, self.when)


def render(folder: Path, formats: Sequence[Format], *, language: Language | None = None) -> tuple[Path, ...]:
    """Write `report.html`, `report.docx` and `report.pdf` in the folder, as asked for.

    Raises EvaluationError (ENGINE-…) with every fault of the text at once; then no file has been touched.
    """
    wanted = known_formats(formats)
    folder = Path(folder).resolve()
    report = read(folder, wanted, language)
    with ThreadPoolExecutor(max_workers=max(len(wanted), 1)) as pool:
        made = dict(zip(wanted, pool.map(lambda each: WRITERS[each](report), wanted), strict=True))
    return put(folder, made)


def read(folder: Path, formats: tuple[Format, ...], language: Language | None = None) -> Report:
    """Assemble, parse, number and check the report; raises with all that is wrong."""
    if not (folder / "report.qmd").is_file():
        raise fail("ENGINE-001", file=folder / "report.qmd")
    source = assemble(folder, variables(folder))
    front, project = front_matter(source.text), read_mapping(folder / "_quarto.yml")
    chosen = language_of(front, project, language)
    when = moment(front.get("date"), os.environ)
    document = _parsed(folder, source, {**_metadata(project, front, chosen), "lang": chosen}, when)
    images = list(images_in(document["blocks"]))
    found = (*source.problems, *_told_by_filter(document, source), *image_problems(folder, images, formats, source))
    raise_any(found)
    return Report(folder, chosen, when, document)


@cache
def common() -> dict[str, Any]:
    """What the Quarto extension says for every format; read here too, so that the words are the same."""
    declared: dict[str, Any] = read_mapping(EXTENSION / "_extension.yml")["contributes"]["formats"]["common"]
    return {key: value for key, value in declared.items() if key not in {"filters", "crossref"}}


def _metadata(project: dict[str, Any], front: dict[str, Any], language: Language) -> dict[str, Any]:
    chosen = {key: project[key] for key in PROJECT_KEYS if key in project and key != "language"}
    words = {code: dict(texts) for code, texts in common()["language"].items()}
    for own in (project.get("language"), front.get("language")):
        if isinstance(own, dict):
            words[language] |= {key: value for key, value in own.items() if isinstance(value, str)}
            words[language] |= own.get(language, {})
    return {**common(), **chosen, "language": words}


def _parsed(folder: Path, source: Assembled, metadata: dict[str, Any], when: datetime) -> Any:
    filters = (f"--lua-filter={EXTENSION / name}" for name in ("underveis.lua", "crossref.lua"))
    lang = options_of((("lang", metadata["lang"]),))
    with unwritable(folder), tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        defaults = Path(scratch) / "metadata.json"
        defaults.write_text(json.dumps(metadata), encoding="utf-8")
        made = Pandoc(folder, when).convert(
            source.text.encode(), "--from=markdown", "--to=json", f"--metadata-file={defaults}", *lang, *filters
        )
    return json.loads(made)


def _told_by_filter(document: Any, source: Assembled) -> tuple[Problem, ...]:
    told = document["meta"].pop("underveis-problems", {"c": []})["c"]
    pairs = dict.fromkeys((each["c"]["code"]["c"], each["c"]["value"]["c"]) for each in told)
    return tuple(_placed(code, name, source) for code, name in pairs)


def _placed(code: str, name: str, source: Assembled) -> Problem:
    mark = {"ENGINE-007": "@", "ENGINE-008": "](#", "ENGINE-028": "", "ENGINE-029": "# "}.get(code, "#")
    file, line = source.place_of(f"{mark}{name}", f"{mark}{name[:1].upper()}{name[1:]}", name)
    return problem(code, file=file, line=line, name=name)


def _written(report: Report, format_: Format, lang: str, *options: str) -> bytes:
    document = with_images(report.document, report.folder, format_)
    metadata = options_of((("lang", lang),))
    lua = f"--lua-filter={EXTENSION / 'underveis.lua'}"
    source = json.dumps(document).encode()
    return report.pandoc.convert(source, "--from=json", "--wrap=none", lua, *metadata, *options)


def _toc(report: Report) -> tuple[str, ...]:
    if report.document["meta"].get("toc", {}).get("c") is False:
        return ()
    depth = report.document["meta"].get("toc-depth", {}).get("c", 2)
    return ("--toc", f"--toc-depth={int(_plain(depth)) + 1}")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "".join(each.get("c", "") for each in value)


def html(report: Report) -> bytes:
    template = f"--template={EXTENSION / 'report.html'}"
    options = ("--to=html5", "--standalone", "--embed-resources", "--mathml", template, *_toc(report))
    return _written(report, "html", report.language, *options)


def docx(report: Report) -> bytes:
    reference = f"--reference-doc={EXTENSION / 'reference.docx'}"
    made = _written(report, "docx", REGIONS[report.language], "--to=docx", reference)
    return settled(made, REGIONS[report.language], report.when)


def pdf(report: Report) -> bytes:
    template = f"--template={EXTENSION / 'report.typ'}"
    source = _written(report, "pdf", report.language, "--to=typst-citations", "--standalone", template)
    return pdf_of(source, report.folder, report.when)


WRITERS = {"html": html, "docx": docx, "pdf": pdf}
ENGINE = Engine("embedded", render, version)
