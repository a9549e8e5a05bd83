"""Tables as Markdown, which Quarto, pandoc and most notebooks read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.language import phrase
from reports.markdown import escaped
from reports.survey_tables.laid_out import Laid

SUFFIX = ".md"


def write(tables: Sequence[Laid], file: Path, source: str) -> None:
    parts = [phrase("survey.table.source", tables[0].language, source=escaped(source))] if tables else []
    file.write_text("\n\n".join([*(as_markdown(each) for each in tables), *parts]) + "\n", encoding="utf-8")


def as_markdown(laid: Laid) -> str:
    """One table: its question as a heading, and what stands under it as paragraphs."""
    above = [f"## {escaped(laid.title)}", *([_by(laid)] if laid.by else [])]
    return "\n\n".join([*above, "\n".join(_lines(laid)), *map(escaped, laid.notes())])


def _by(laid: Laid) -> str:
    return escaped(phrase("survey.table.by", laid.language, by=laid.by))


def _lines(laid: Laid) -> Iterator[str]:
    headings = [phrase("survey.table.answer", laid.language), *map(laid.heading, laid.groups)]
    yield _line(headings)
    yield _line([":--", *["--:"] * len(laid.groups)], plain=True)
    for label in laid.labels:
        yield _line([label, *(" ".join(filter(None, laid.cell(label, each))) for each in laid.groups)])
    yield _line([phrase("survey.table.base", laid.language), *laid.bases()])
    if laid.is_weighted:
        yield _line([phrase("survey.table.base_weighted", laid.language), *laid.bases(weighted=True)])


def _line(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(_cell, cells))} |"


def _cell(text: str) -> str:
    return " ".join(escaped(text).split(" ")).replace("\n", " ")
