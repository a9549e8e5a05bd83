"""A codebook as a table: one code a row, one column for each field and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coding.codebooks.content import codebook_of
from coding.codebooks.discover import Imported
from coding.codebooks.text import as_hex
from evaluation.errors import Problem, fail, problem
from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook, Localised
from evaluation.settings.yaml_file import Place, YamlFile

TEXTS = ("label", "definition", "include", "exclude", "example")
CODE_COLUMNS = (
    "name",
    "parent",
    "parents",
    *(f"{text}_{language}" for text in TEXTS for language in LANGUAGES),
    "colour",
    *(f"indicators_{language}" for language in LANGUAGES),
    "archived",
    "version",
    "guid",
)
# What the codebook itself says stands in the first row only.
OWN_COLUMNS = ("codebook_name", *(f"codebook_title_{language}" for language in LANGUAGES), "codebook_version")
COLUMNS = (*CODE_COLUMNS, *OWN_COLUMNS)
TRUE = ("1", "true", "yes", "ja", "x", "sann")
# What people call the columns in tables of their own.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("navn", "namn", "kode", "code", "kodenavn", "kodenamn"),
    "parent": ("overkode", "forelder", "overordnet", "overordna", "hovedkode", "hovudkode"),
    "parents": ("overkoder", "overkodar", "further parents"),
    "label": ("betegnelse", "nemning", "tittel", "title", "etikett"),
    "definition": ("definisjon", "beskrivelse", "beskriving", "skildring", "description"),
    "include": ("inkluder", "inkluderer", "inklusjon", "inclusion"),
    "exclude": ("ekskluder", "ekskluderer", "eksklusjon", "exclusion"),
    "example": ("eksempel", "døme"),
    "colour": ("farge", "color"),
    "indicators": ("indikatorer", "indikatorar", "indicator", "stikkord", "keywords"),
    "archived": ("arkivert",),
    "version": ("versjon",),
}
_CANONICAL = {other: column for column, others in OTHER_NAMES.items() for other in others}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line it stands on, and its cells by column."""

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)


def rows_of(codebook: Codebook) -> Iterator[list[str]]:
    """The table, headings first, as texts."""
    yield list(COLUMNS)
    own = {"codebook_name": codebook.name, "codebook_version": codebook.version}
    own |= {f"codebook_title_{language}": text for language, text in codebook.title.as_dict().items()}
    for code in codebook:
        cells = {**_cells(code), **own}
        yield [cells.get(column, "") for column in COLUMNS]
        own = {}
    if own:
        yield [own.get(column, "") for column in COLUMNS]


def _cells(code: Code) -> dict[str, str]:
    texts = {f"{part}_{language}": text for part in TEXTS for language, text in getattr(code, part).as_dict().items()}
    indicators = {f"indicators_{each}": as_cell(getattr(code.indicators, each)) for each in LANGUAGES}
    return {
        **texts,
        **indicators,
        "name": code.name,
        "parent": code.parent or "",
        "parents": as_cell(code.parents),
        "colour": code.colour or "",
        "archived": "1" if code.archived else "",
        "version": str(code.version) if code.version != 1 else "",
        "guid": code.guid or "",
    }


def as_cell(listed: Sequence[str]) -> str:
    """A list, one a line. A single entry with a semicolon gets a line end, so that it is not taken for several."""
    end = "\n" if len(listed) == 1 and ";" in listed[0] else ""
    return "\n".join(listed) + end


def as_list(cell: str) -> list[str]:
    """What stands on lines of its own, else between semicolons."""
    parts = cell.split("\n") if "\n" in cell else cell.split(";")
    return [part.strip() for part in parts if part.strip()]


def column_of(heading: str) -> str | None:
    """The column a heading stands for: `Definisjon (nb)`, `definition_nb`, `Kode`; None where that cannot be told."""
    words = " ".join(re.sub(r"[\s_()\-/:]+", " ", heading).split()).lower()
    whole = words.replace(" ", "_")
    if whole in COLUMNS:
        return whole
    language = words.rpartition(" ")[2]
    stem = words[: -len(language)].strip() if language in LANGUAGES else words
    name = _CANONICAL.get(stem, stem)
    if name not in (*TEXTS, "indicators"):
        return name if name in COLUMNS and stem == words else None
    return f"{name}_{language}" if stem != words else name


def imported(path: Path, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Imported:
    """The codebook that a table holds. Raises one error with every fault and its row."""
    columns = [column_of(each) if each.strip() else None for each in headings]
    if "name" not in columns:
        raise fail("CODEBOOK-021", file=path, line=1, found=", ".join(filter(str.strip, headings)) or "–")
    unknown = [each for each, column in zip(headings, columns, strict=True) if each.strip() and column is None]
    read = [Row(line, _named(columns, cells)) for line, cells in rows]
    problems = [problem("CODEBOOK-022", file=path, line=1, severity="note", column=each) for each in unknown]
    codes = [row for row in read if any(row.cells.get(each, "").strip() for each in columns if each and _of_code(each))]
    entries = [_entry(row, path, problems) for row in codes]
    lines: dict[Place, int] = {("codes", number): row.line for number, row in enumerate(codes)}
    content = {**_own(read, path), "codes": entries}
    return Imported(codebook_of(YamlFile(path, content, lines)), tuple(problems))


def _of_code(column: str) -> bool:
    return column not in OWN_COLUMNS


def _named(columns: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    """Cell by column; where two columns are the same, the first that says something."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell and not found.get(column):
            found[column] = cell
    return found


def _own(rows: Sequence[Row], path: Path) -> dict[str, Any]:
    cells = rows[0].cells if rows else {}
    title = {each: cells[key] for each in LANGUAGES if cells.get(key := f"codebook_title_{each}")}
    own = {"name": cells.get("codebook_name") or path.stem, "title": title, "version": cells.get("codebook_version")}
    return {key: value for key, value in own.items() if value}


def _entry(row: Row, path: Path, problems: list[Problem]) -> dict[str, Any]:
    """A row as a code is written in YAML."""
    cells = row.cells
    content: dict[str, Any] = {key: cells[key].strip() for key in ("name", "parent", "version") if cells.get(key)}
    content["guid"] = (cells.get("guid") or "").strip().strip("{}").lower()
    content["parents"] = as_list(cells.get("parents", ""))
    content["archived"] = cells.get("archived", "").strip().lower() in TRUE
    content |= {part: found for part in TEXTS if (found := _text(cells, part))}
    content["indicators"] = {each: words for each in LANGUAGES if (words := _indicators(cells, each))}
    if colour := cells.get("colour", "").strip():
        content["colour"] = as_hex(colour)
        if content["colour"] is None:
            name = content.get("name", "")
            problems.append(
                problem("CODEBOOK-027", file=path, line=row.line, severity="note", colour=colour, name=name)
            )
    return {key: value for key, value in content.items() if value or key == "name"}


def _text(cells: Mapping[str, str], part: str) -> dict[str, str]:
    """A column without a language serves in every language that has none of its own."""
    plain = Localised.model_validate(cells.get(part, "")).as_dict()
    return plain | {each: text for each in LANGUAGES if (text := cells.get(f"{part}_{each}"))}


def _indicators(cells: Mapping[str, str], language: str) -> list[str]:
    """A column without a language holds bokmål, which nynorsk is looked for together with."""
    plain = as_list(cells.get("indicators", "")) if language == "nb" else []
    return [*plain, *as_list(cells.get(f"indicators_{language}", ""))]
