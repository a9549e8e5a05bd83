"""Memos written for others: as a document or a table, people by pseudonym, names taken out."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coding.masking import masking
from coding.memos_withheld import withheld_of
from coding.sheets import lay_out, set_heights
from coding.spreadsheet import csv_text, write_text
from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.memos import KINDS, list_memos
from evaluation.model import Memo, People
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.store.memos import GONE
from evaluation.study import Study

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, str]
COLUMNS = ("id", "kind", "on", "quote", "title", "text", "author", "at")
WIDTHS = (6, 12, 30, 50, 30, 80, 16, 18)
# What would be a heading, a list or a quotation at the beginning of a line, or a mark anywhere.
_MARKED = re.compile(r"([\\`*_\[\]<>])|^([#>+-]|\d+[.)])(?=\s|#|$)", re.MULTILINE)


def memo_rows(study: Study, language: Language, *, personal: bool = False) -> list[Row]:
    """The memos as a reader may see them, with COLUMNS. Personal ones only when asked for.

    Memos on a participant who has withdrawn, or on words such a person said, are left out.
    """
    told = _Told(study, language)
    listed = [each for each in list_memos(study) if personal or each.kind != "personal"]
    return [told.row(memo) for memo in listed if not told.withheld.holds(memo)]


def write_memos(rows: Sequence[Row], path: Path, language: Language) -> None:
    """Write them as Markdown, a workbook or CSV, as the file's ending says. Raises MEMO-007 for any other ending."""
    writers: dict[str, Callable[[Sequence[Row], Path, Language], None]] = {
        ".md": _write_markdown,
        ".xlsx": _write_workbook,
        ".csv": _write_csv,
    }
    if path.suffix.lower() not in writers:
        raise fail("MEMO-007", file=path, suffix=path.suffix, known=", ".join(writers))
    writers[path.suffix.lower()](rows, path, language)


class _Told:
    """What may be told of memos: looks up pseudonyms, words and who has withdrawn."""

    def __init__(self, study: Study, language: Language) -> None:
        people = with_pseudonyms(study.people(), language)
        self.language = language
        self.mask = masking(study)
        self.withheld = withheld_of(study, people)
        self.sources = self.withheld.sources
        self.pseudonyms = pseudonyms(people)

    def row(self, memo: Memo) -> Row:
        return {
            "id": str(memo.id),
            "kind": phrase(f"memo.kind.{memo.kind}", self.language),
            "on": self.mask(target_label(memo, self.language, self.pseudonyms)),
            "quote": self.mask(self._quote(memo)),
            "title": self.mask(memo.title),
            "text": self.mask(memo.text),
            "author": memo.author,
            "at": memo.at,
        }

    def _quote(self, memo: Memo) -> str:
        name, start, end = self.withheld.words(memo)
        return " ".join(self.sources[name].text[start:end].split()) if name in self.sources else ""


def target_label(memo: Memo, language: Language | None = None, names: dict[str, str] | None = None) -> str:
    """What a memo stands on, in words; `names` are the pseudonyms of people and organisations."""
    if memo.on_id.startswith(GONE):
        return phrase("memo.target.gone", language)
    kind = "words" if memo.start is not None else memo.on
    name = (names or {}).get(memo.on_id, memo.on_id) if memo.on in ("participant", "organisation") else memo.on_id
    return phrase(f"memo.target.{kind}", language, name=name, start=memo.start, end=memo.end)


def pseudonyms(people: People) -> dict[str, str]:
    """Ids of people and organisations → what a reader sees."""
    return {each.id: each.pseudonym for each in people.participants} | {
        each.id: each.pseudonym for each in people.organisations
    }


def _write_markdown(rows: Sequence[Row], path: Path, language: Language) -> None:
    parts = [f"# {phrase('memo.heading', language)}"]
    for kind in (phrase(f"memo.kind.{each}", language) for each in KINDS):
        of_kind = [row for row in rows if row["kind"] == kind]
        if of_kind:
            parts += [f"## {kind[:1].upper()}{kind[1:]}", *(_section(row) for row in of_kind)]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _section(row: Row) -> str:
    signed = ", ".join(part for part in (row["on"], row["author"], row["at"][:10]) if part)
    lines = [f"### {row['id']}. {_plain(row['title'] or row['on'])}", f"*{_plain(signed)}*"]
    lines += [f"> {_plain(row['quote'])}"] if row["quote"] else []
    return "\n\n".join([*lines, _plain(row["text"])]).rstrip()


def _plain(text: str) -> str:
    """The text as it is, whatever signs of Markdown it holds."""
    return _MARKED.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2][:-1]}\\{found[2][-1]}", text)


def _write_csv(rows: Sequence[Row], path: Path, language: Language) -> None:
    """As Norwegian spreadsheets read it: semicolons, and a mark that says UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([phrase(f"memo.column.{name}", language) for name in COLUMNS])
        writer.writerows([csv_text(row[name]) for name in COLUMNS] for row in rows)


def _write_workbook(rows: Sequence[Row], path: Path, language: Language) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Underveis"
    sheet = book.worksheets[0]
    sheet.title = phrase("memo.heading", language)
    headings = {name: phrase(f"memo.column.{name}", language) for name in COLUMNS}
    for number, row in enumerate([headings, *rows], 1):
        for column, name in enumerate(COLUMNS, 1):
            write_text(sheet, number, column, row[name])
    _lay_out(sheet)
    book.save(path)


def _lay_out(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    lay_out(sheet, WIDTHS)
    set_heights(sheet, WIDTHS)
