"""The engine every installation has: pandoc and Typst, reading the same folder and filter as Quarto."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from evaluation.language import Language
from reports.engines import EXTENSION, STATEMENT, Engine, Format, known_formats
from reports.engines.document import Report, read
from reports.engines.images import images_in, with_images
from reports.engines.odt import Shown, finished
from reports.engines.output import put
from reports.engines.pandoc import options_of, row_heads_in, version
from reports.engines.profiles import made_name, statement_name
from reports.engines.row_heads import with_row_heads
from reports.engines.typeset import pdf_of
from reports.engines.word import REGIONS, settled


def render(
    folder: Path, formats: Sequence[Format], *, language: Language | None = None, profiles: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write `report.html`, `report.docx`, `report.odt` and `report.pdf` in the folder, as asked for; under the profile
    `public` they are called `report-public.html` and so on. Beside the web page stands its accessibility statement.

    Raises EvaluationError (ENGINE-…) with every fault of the text at once; then no file has been touched.
    """
    wanted = known_formats(formats)
    folder = Path(folder).resolve()
    report = read(folder, wanted, language=language, profiles=profiles)
    with ThreadPoolExecutor(max_workers=max(len(wanted), 1)) as pool:
        made = dict(zip(wanted, pool.map(lambda each: WRITERS[each](report), wanted), strict=True))
    name = made_name(report.profiles)
    page = statement_page(folder, report.language, report.profiles) if "html" in wanted else {}
    return put(folder, {**{f"{name}.{each}": content for each, content in made.items()}, **page})[: len(made)]


def statement_page(folder: Path, language: Language, profiles: Sequence[str] = ()) -> dict[str, bytes]:
    """The accessibility statement as a page beside the report, by its name; nothing where there is none."""
    if not (folder / STATEMENT).is_file():
        return {}
    report = read(folder, ("html",), language=language, profiles=profiles, entry=STATEMENT)
    return {statement_name(profiles): html(report)}


def _written(report: Report, format_: Format, lang: str, *options: str) -> bytes:
    document = with_images(report.documents[format_], report.folder, format_)
    metadata = options_of((("lang", lang),))
    lua = f"--lua-filter={EXTENSION / 'underveis.lua'}"
    source = json.dumps(document).encode()
    return report.pandoc.convert(source, "--from=json", "--wrap=none", lua, *metadata, *options)


def _toc(report: Report, format_: Format) -> tuple[str, ...]:
    meta = report.documents[format_]["meta"]
    if meta.get("toc", {}).get("c") is False:
        return ()
    depth = meta.get("toc-depth", {}).get("c", 2)
    return ("--toc", f"--toc-depth={int(_plain(depth)) + 1}")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "".join(each.get("c", "") for each in value)


def html(report: Report) -> bytes:
    template = f"--template={EXTENSION / 'report.html'}"
    leads = options_of((("statement", statement_name(report.profiles)),)) if report.leads_to_statement else ()
    options = ("--to=html5", "--standalone", "--embed-resources", "--mathml", template, *leads, *_toc(report, "html"))
    return _written(report, "html", report.language, *options)


def _reference(report: Report, format_: Format) -> str:
    """The document whose styles are taken: one of a few pages has its own."""
    short = report.documents[format_]["meta"].get("underveis-short", {}).get("c") is True
    return f"--reference-doc={EXTENSION / ('reference-short' if short else 'reference')}.{format_}"


def docx(report: Report) -> bytes:
    reference = _reference(report, "docx")
    made = _written(report, "docx", REGIONS[report.language], "--to=docx", reference)
    heads = list(row_heads_in(report.documents["docx"]["blocks"]))
    return settled(made, REGIONS[report.language], report.when, heads)


def odt(report: Report) -> bytes:
    reference = _reference(report, "odt")
    made = _written(report, "odt", REGIONS[report.language], "--to=odt", reference)
    blocks = report.documents["odt"]["blocks"]
    shown = Shown([each.words for each in images_in(blocks)], list(row_heads_in(blocks)))
    return finished(made, REGIONS[report.language], report.when, shown)


def pdf(report: Report) -> bytes:
    template = f"--template={EXTENSION / 'report.typ'}"
    source = _written(report, "pdf", report.language, "--to=typst-citations-smart", "--standalone", template)
    made = pdf_of(source, report.folder, report.when)
    return with_row_heads(made, list(row_heads_in(report.documents["pdf"]["blocks"])))


WRITERS = {"html": html, "docx": docx, "odt": odt, "pdf": pdf}
ENGINE = Engine("embedded", render, version)
