"""Files that are broken in any way are read or refused, without a traceback; and what is read lies within its texts."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.exchange.formats import csv, docx, rqda, taguette, xlsx
from coding.exchange.formats import qualcoder as qualcoder_format
from coding.exchange.importing import import_file
from coding.exchange.project import Project
from evaluation.errors import EvaluationError
from evaluation.study import Study
from tests.coding.exchange import foreign_examples as examples
from tests.coding.exchange.projects import project

# UNDERVEIS_FUZZ=2000 in the environment fuzzes for as many inputs a format.
INPUTS = int(os.environ.get("UNDERVEIS_FUZZ", "25"))
many = settings(
    max_examples=INPUTS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
VALUES = st.one_of(
    st.none(),
    st.integers(-5, 400),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.binary(max_size=12),
    st.sampled_from(["/images/../../x", "'; DROP TABLE coding; --", "a\x00b", "\u202e", "=1+1", "1e9", "", " ", "99"]),
)
KNOWN = Project(codebook=project().codebook, texts=project().texts)


def read_or_refused(read: Callable[..., Project], *arguments: Any) -> None:
    try:
        found = read(*arguments)
    except EvaluationError:
        return
    lengths = {text.source.name: len(text.source.text) for text in found.texts}
    codes = {code.name for code in found.codebook}
    assert len(lengths) == len(found.texts)
    for each in found.codings:
        coding = each.coding
        assert 0 <= coding.start < coding.end <= lengths[coding.source]
        assert coding.code in codes
    for passage in found.passages:
        assert 0 <= passage.start < passage.end <= lengths[passage.source]
    for note in found.notes:
        assert note.memo.on != "source" or note.memo.on_id in lengths


def broken_rows(data: st.DataObject, rows: examples.Rows) -> examples.Rows:
    """The rows of a project with some of their values others, and some rows twice."""
    found: dict[str, list[dict[str, Any]]] = {table: [dict(row) for row in listed] for table, listed in rows.items()}
    places = [
        (table, number, column)
        for table, listed in found.items()
        for number, row in enumerate(listed)
        for column in row
    ]
    for table, number, column in data.draw(st.lists(st.sampled_from(places), max_size=6)):
        found[table][number][column] = data.draw(VALUES)
    for table in data.draw(st.lists(st.sampled_from(sorted(found)), max_size=2)):
        found[table] = [*found[table], *found[table]] if data.draw(st.booleans()) else []
    return found


def loose(schema: tuple[str, ...]) -> tuple[str, ...]:
    """The same tables, in which anything may stand anywhere."""
    found = []
    for statement in schema:
        if table := re.match(r"create table (\w+) \((.*)\)$", statement, re.IGNORECASE):
            columns = re.findall(r"(\w+) (?:integer|text|real|varchar|datetime)", table[2], re.IGNORECASE)
            found.append(f"CREATE TABLE {table[1]} ({', '.join(columns)})")
    return tuple(found)


@many
@given(data=st.data())
def test_qualcoder(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("qda")
    later = [each for statements in examples.QUALCODER_LATER.values() for each in statements]
    schema = (*loose(examples.QUALCODER_V1), *(each for each in later if each.startswith("ALTER")))
    examples.written(folder / "data.qda", schema, broken_rows(data, examples.QUALCODER_ROWS))
    read_or_refused(qualcoder_format.read, folder)


@many
@given(data=st.data())
def test_rqda(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("rqda") / "a.rqda"
    examples.written(file, loose(examples.RQDA_SCHEMA), broken_rows(data, examples.RQDA_ROWS))
    read_or_refused(rqda.read, file)


@many
@given(data=st.data())
def test_taguette(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("taguette") / "a.sqlite3"
    examples.written(file, loose(examples.TAGUETTE_SCHEMA), broken_rows(data, examples.TAGUETTE_ROWS))
    read_or_refused(taguette.read, file)


def damaged(content: bytes, seed: int) -> bytes:
    """Bytes changed, cut out, doubled or cut off at places that chance finds."""
    numbers = random.Random(seed)
    found = bytearray(content)
    for _ in range(numbers.randint(1, 8)):
        at = numbers.randrange(max(len(found), 1))
        match numbers.randrange(4):
            case 0:
                found[at : at + 1] = bytes([numbers.randrange(256)])
            case 1:
                del found[at : at + numbers.randint(1, 40)]
            case 2:
                found[at:at] = found[at : at + numbers.randint(1, 40)]
            case _ if numbers.random() < 0.2:
                del found[at:]
    return bytes(found)


def packed_again(content: bytes, seed: int) -> bytes:
    """A zip file with one of its parts damaged and the rest whole, so that the damage is not stopped at the door."""
    numbers = random.Random(seed)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        hurt = numbers.choice(names)
        for name in names:
            new.writestr(name, damaged(old.read(name), seed) if name == hurt else old.read(name))
    return target.getvalue()


WHOLE: dict[str, tuple[Callable[..., Project], Callable[[Path], None], tuple[Any, ...]]] = {
    ".csv": (csv.read_beside, lambda file: void(csv.write(project(), file)), (KNOWN,)),
    ".xlsx": (xlsx.read_beside, lambda file: void(xlsx.write(project(), file)), (KNOWN,)),
    ".docx": (docx.read_beside, lambda file: void(docx.write(project(), file)), (KNOWN,)),
    ".rqda": (rqda.read, lambda file: void(examples.rqda(file)), ()),
    ".sqlite3": (taguette.read, lambda file: void(examples.taguette(file)), ()),
}


def void(_: object) -> None:
    return


@pytest.mark.parametrize("suffix", sorted(WHOLE))
def test_bytes_changed_by_chance(tmp_path: Path, suffix: str) -> None:
    read, write, more = WHOLE[suffix]
    whole = tmp_path / f"whole{suffix}"
    write(whole)
    content = whole.read_bytes()
    for seed in range(INPUTS):
        file = tmp_path / f"a{suffix}"
        file.write_bytes(damaged(content, seed))
        read_or_refused(read, file, *more)
        if zipfile.is_zipfile(whole):
            file.write_bytes(packed_again(content, seed))
            read_or_refused(read, file, *more)


@many
@given(rows=st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=6), mark=st.sampled_from(";,\t|"))
def test_any_table(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str) -> None:
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    head = mark.join(("source", "start", "end", "text", "code", "path"))
    lines = (mark.join(row) for row in rows)
    file.write_bytes("\n".join([head, *lines]).encode("utf-8", "surrogatepass"))
    read_or_refused(csv.read_beside, file, KNOWN)


@pytest.mark.parametrize("suffix", sorted(WHOLE))
def test_a_file_that_is_refused_leaves_the_study_as_it_was(study: Study, tmp_path: Path, suffix: str) -> None:
    before = (study.list_sources(), study.codings(), study.log())
    for content in (b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x01" * 200):
        (tmp_path / f"a{suffix}").write_bytes(content)
        with pytest.raises(EvaluationError):
            import_file(study, tmp_path / f"a{suffix}")
    assert (study.list_sources(), study.codings(), study.log()) == before
