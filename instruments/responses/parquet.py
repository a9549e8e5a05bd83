"""Answers in Parquet files: what they mean stands in the file, and their row groups are the parts they come in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.errors import fail
from evaluation.partitions import Engine, Parts
from instruments.responses.codebook import beside, read_codebook
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Kind, Meaning, Variable, as_plain, from_plain
from instruments.responses.stored import Stored

KEY = b"underveis"
MARKS = "underveis marks "  # before the name of a variable: the letters that mark missing answers among its numbers
ROWS = 100_000  # in a row group


def open_parquet(path: Path, engine: Engine = "pandas") -> Stored:
    """The answers in a file, or in all files of a folder, without reading their values.

    Raises DATASET-001 where a file is damaged, DATASET-063 where what it says of its variables is of others,
    DATASET-066 for a column that holds no single values, PARTS-002 without pyarrow.
    """
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise fail("DATASET-002", file=path)
    opened = [(file, _opened(file)) for file in files]
    schema = opened[0][1].schema_arrow
    meaning = _meaning(path, schema)
    kinds = tuple((each.name, each.kind) for each in meaning.variables)
    marked = frozenset(name.removeprefix(MARKS) for name in schema.names if name.startswith(MARKS))
    reads = tuple(RowGroup(str(file), number, kinds, marked)
                  for file, found in opened for number in range(found.num_row_groups))  # fmt: skip
    rows = sum(found.metadata.num_rows for _, found in opened)
    return Stored(Parts(reads, engine), meaning, rows, str(path))


def read_parquet(path: Path) -> Dataset:
    """All of it in memory. Raises DATASET-003 where there is no room."""
    stored = open_parquet(path)
    return stored.whole(stored.names)


def write_parquet(dataset: Dataset, path: Path) -> Sequence[Path]:
    """The values column by column, marks of missing numbers beside them, and the meaning in the file's metadata."""
    pyarrow, parquet = _libraries()
    columns = dict(_columns(dataset))
    told = json.dumps(as_plain(dataset.meaning), ensure_ascii=False).encode()
    table = pyarrow.table(columns).replace_schema_metadata({KEY: told})
    parquet.write_table(table, path, row_group_size=ROWS, compression="zstd")
    return [path]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One part of a file."""

    file: str
    number: int
    kinds: tuple[tuple[str, Kind], ...]
    marked: frozenset[str]

    def __call__(self, columns: Sequence[str]) -> pd.DataFrame:
        kinds = dict(self.kinds)
        beside_them = [MARKS + name for name in columns if name in self.marked]
        try:
            found = _opened(Path(self.file)).read_row_group(self.number, columns=[*columns, *beside_them])
        except (OSError, ValueError) as error:
            raise fail("DATASET-001", file=self.file, format="parquet", reason=str(error)) from error
        made = {name: _column(found, name, kinds[name]) for name in columns}
        return pd.DataFrame(made, index=range(found.num_rows))


def _columns(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    pyarrow, _ = _libraries()
    for each in dataset.meaning.variables:
        column = dataset.column(each.name)
        if each.kind == "text":
            yield each.name, pyarrow.array(column.astype(object), type=pyarrow.string(), from_pandas=True)
        elif each.kind == "number" and column.dtype == object:
            marks = column.map(lambda value: value if isinstance(value, str) else None)
            numbers = pd.to_numeric(column, errors="coerce").astype(float)
            yield each.name, pyarrow.array(numbers, from_pandas=True)
            yield MARKS + each.name, pyarrow.array(marks.astype(object), type=pyarrow.string(), from_pandas=True)
        else:
            yield each.name, pyarrow.array(column, from_pandas=True)


def _column(table: Any, name: str, kind: Kind) -> pd.Series:
    column = table.column(name)
    if kind == "text":
        return pd.Series(column.cast("string").to_pylist(), dtype="str")
    if kind != "number":
        return pd.Series(column.cast(_moment(kind), safe=False).to_pandas())
    numbers = pd.Series(column.cast("float64", safe=False).to_pandas(), dtype="float64")
    if MARKS + name not in table.column_names:
        return numbers
    marks = pd.Series(table.column(MARKS + name).to_pylist(), dtype=object)
    return numbers.astype(object).mask(marks.notna(), marks) if marks.notna().any() else numbers


def _moment(kind: Kind) -> Any:
    """How dates and times are kept: without a zone, which pandas' other columns have none of."""
    pyarrow, _ = _libraries()
    return pyarrow.duration("us") if kind == "time" else pyarrow.timestamp("s" if kind == "date" else "us")


def _meaning(path: Path, schema: Any) -> Meaning:
    names = tuple(name for name in schema.names if not name.startswith(MARKS))
    told = (schema.metadata or {}).get(KEY)
    codebook = beside(path)
    if told is None and not codebook.is_file():
        return Meaning(tuple(Variable(name, kind=_kind(path, schema, name)) for name in names), format="parquet")
    try:
        meaning = from_plain(json.loads(told)) if told is not None else read_codebook(codebook)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise fail("DATASET-064", file=path) from error
    if meaning.names != names:
        strange = sorted(set(names) ^ set(meaning.names)) or list(names)
        raise fail("DATASET-063", file=path if told is not None else codebook, names=", ".join(strange[:8]))
    return replace(meaning, format="parquet")


def _kind(path: Path, schema: Any, name: str) -> Kind:
    """What a column that nobody has described holds."""
    pyarrow, _ = _libraries()
    types, found = pyarrow.types, schema.field(name).type
    if types.is_dictionary(found):
        found = found.value_type
    tests: list[tuple[Kind, bool]] = [
        ("number", types.is_integer(found) or types.is_floating(found) or types.is_boolean(found)),
        ("number", types.is_decimal(found) or types.is_null(found)),
        ("text", types.is_string(found) or types.is_large_string(found) or types.is_string_view(found)),
        ("date", types.is_date(found)),
        ("datetime", types.is_timestamp(found)),
        ("time", types.is_duration(found)),
    ]
    for kind, holds in tests:
        if holds:
            return kind
    raise fail("DATASET-066", file=path, name=name, type=found)


def _opened(file: Path) -> Any:
    _, parquet = _libraries()
    try:
        return parquet.ParquetFile(file)
    except (ValueError, OSError) as error:
        if not file.is_file():
            raise fail("DATASET-002", file=file) from error
        raise fail("DATASET-001", file=file, format="parquet", reason=str(error).strip(" .")) from error


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise fail("PARTS-002") from error
    return pyarrow, parquet
