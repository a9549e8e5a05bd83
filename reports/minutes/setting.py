"""Minutes set as HTML, Word and PDF."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from evaluation.errors import fail
from reports.engines import EXTENSION
from reports.engines.front import UNDATED
from reports.engines.pandoc import Pandoc, options_of
from reports.engines.typeset import pdf_of
from reports.engines.word import REGIONS, settled
from reports.files import write_whole
from reports.minutes.record import Record, RecordItem

TEMPLATE = Path(__file__).with_name("minutes.typ")
STYLE = """
body { font: 1rem/1.5 Georgia, serif; color: #1d2733; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { color: #1b4a66; line-height: 1.25; }
.form { color: #4d5b66; }
dt { font-weight: bold; } dd { margin: 0 0 .4rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { border: 1px solid #8a97a1; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: #eef3f6; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
"""


def write_minutes(record: Record, folder: Path, name: str, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write `NAME.FORMAT` in the folder for each format. Raises AGENDA-004; nothing is written before all are made."""
    for each in formats:
        if each not in FORMATS:
            raise fail("AGENDA-004", suffix=each, known=", ".join(FORMATS))
    made = {folder / f"{name}.{each}": FORMATS[each](record) for each in dict.fromkeys(formats)}
    for path, content in made.items():
        write_whole(path, content)
    return tuple(made)


def html(record: Record) -> bytes:
    """One page that stands alone."""
    head = f'<meta charset="utf-8"><title>{escape(record.title)}</title><style>{STYLE}</style>'
    width = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    title = f'<h1>{escape(record.title)}</h1><p class="form">{escape(record.form)}</p>'
    body = f"<main>{title}{''.join(_body(record))}</main>"
    return (
        f'<!doctype html><html lang="{record.language}"><head>{head}{width}</head><body>{body}</body></html>'.encode()
    )


def docx(record: Record) -> bytes:
    region = REGIONS[record.language]
    told = (("lang", region), ("title", record.title), ("subtitle", record.form))
    options = (f"--reference-doc={EXTENSION / 'reference.docx'}", *options_of(told))
    page = f"<html><body>{''.join(_body(record, level=1))}</body></html>"
    with tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        made = Pandoc(Path(scratch), UNDATED).convert(page.encode(), "--from=html", "--to=docx", *options)
    return settled(made, region, UNDATED)


def pdf(record: Record) -> bytes:
    """The record goes to the template as data, so that nothing in it is taken for markup."""
    told = json.dumps(asdict(record), ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    source = f'#let record = json(bytes("{told}"))\n{TEMPLATE.read_text(encoding="utf-8")}'
    return pdf_of(source.encode(), TEMPLATE.parent, UNDATED)


FORMATS: Mapping[str, Callable[[Record], bytes]] = {"docx": docx, "pdf": pdf, "html": html}


def _body(record: Record, level: int = 2) -> Iterator[str]:
    facts = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in record.facts)
    people = "".join(f"<dt>{escape(key)}</dt><dd>{escape(', '.join(told))}</dd>" for key, told in record.people)
    yield f"<dl>{facts}{people}</dl>"
    for item in record.items:
        yield from _item(item, record, level)


def _item(item: RecordItem, record: Record, level: int) -> Iterator[str]:
    number = f"{item.number}. " if item.number.isdigit() else f"{item.number} " if item.number else ""
    yield f"<h{level}>{escape(number + item.title)}</h{level}>"
    for label, text in item.parts:
        yield f"<p><strong>{escape(label)}:</strong> {'<br>'.join(map(escape, text.splitlines()))}</p>"
    if item.deferred:
        yield f"<p><em>{escape(item.deferred)}</em></p>"
    if item.actions:
        yield _actions(item, record)
    for each in item.items:
        yield from _item(each, record, level + 1)


def _actions(item: RecordItem, record: Record) -> str:
    heads = "".join(f'<th scope="col">{escape(record.words[key])}</th>' for key in ("what", "who", "by"))
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in item.actions)
    widths = '<colgroup><col style="width:56%"><col style="width:24%"><col style="width:20%"></colgroup>'
    caption = f"<caption>{escape(record.words['action'])}</caption>"
    return f"<table>{caption}{widths}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
