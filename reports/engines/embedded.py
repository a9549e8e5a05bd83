"""The engine every installation has: pandoc and Typst, reading the same folder and filter as Quarto."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from evaluation.language import Language
from reports.engines import EXTENSION, Engine, Format, known_formats
from reports.engines.document import Report, read
from reports.engines.images import images_in, with_images
from reports.engines.odt import Shown, finished
from reports.engines.output import put
from reports.engines.pandoc import options_of, row_heads_in, version
from reports.engines.profiles import made_name
from reports.engines.row_heads import with_row_heads
from reports.engines.typeset import pdf_of
from reports.engines.word import REGIONS, settled


def render(
    folder: Path, formats: Sequence[Format], *, language: Language | None = None, profiles: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write `report.html`, `report.docx`, `report.odt` and `report.pdf` in the folder, as asked for; under the profile
    `public` they are called `report-public.html` and so on.

    Raises EvaluationError (ENGINE-…) with every fault of the text at once; then no file has been touched.
    """
    wanted = known_formats(formats)
    folder = Path(folder).resolve()
    report = read(folder, wanted, language=language, profiles=profiles)
    with ThreadPoolExecutor(max_workers=max(len(wanted), 1)) as pool:
        made = dict(zip(wanted, pool.map(lambda each: WRITERS[each](report), wanted), strict=True))
    return put(folder, made, made_name(report.profiles))


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
    options = ("--to=html5", "--standalone", "--embed-resources", "--mathml", template, *_toc(report, "html"))
    return _written(report, "html", report.language, *options)


def docx(report: Report) -> bytes:
    reference = f"--reference-doc={EXTENSION / 'reference.docx'}"
    made = _written(report, "docx", REGIONS[report.language], "--to=docx", reference)
    heads = list(row_heads_in(report.documents["docx"]["blocks"]))
    return settled(made, REGIONS[report.language], report.when, heads)


def odt(report: Report) -> bytes:
    reference = f"--reference-doc={EXTENSION / 'reference.odt'}"
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
