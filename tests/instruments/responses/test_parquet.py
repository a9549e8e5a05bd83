"""Parquet keeps what values mean, and its row groups can be gone through by Dask with the same results."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coding.rules.bulk import matches
from coding.rules.in_parts import matches_in_parts
from evaluation.clusters import connected
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Indicator
from instruments.describing import describe
from instruments.responses import parquet
from instruments.responses.codebook import beside
from instruments.responses.dataset import Dataset
from instruments.responses.files import read_dataset, write_dataset
from instruments.responses.meaning import Meaning, MissingRange, Variable, as_plain
from instruments.responses.parquet import open_parquet
from instruments.tabulating import Plan, tabulate
from instruments.tabulating_parts import tabulate_parts
from tests.instruments.test_tabulating_parts import assert_alike

pyarrow: Any = pytest.importorskip("pyarrow")
SYNT = Path(__file__).parents[3].parent / "shared" / "survey" / "synt" / "midtveis_synt.sav"


@pytest.fixture
def written(answers: Dataset, tmp_path: Path) -> Path:
    return write_dataset(answers, tmp_path / "svar.parquet")[0]


def codes_of(raised: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in raised.value.problems]


def test_everything_that_is_meant_comes_back(answers: Dataset, written: Path) -> None:
    meaning = replace(answers.meaning, format="parquet")
    assert read_dataset(written).meaning == meaning


def test_letters_that_mark_missing_answers_come_back(tmp_path: Path) -> None:
    variable = Variable("x", missing=(MissingRange("a", "a"),))
    first = Dataset(pd.DataFrame({"x": pd.Series([1.0, "a", np.nan], dtype=object)}), Meaning((variable,)))
    again = read_dataset(write_dataset(first, tmp_path / "x.parquet")[0])
    assert again.column("x").tolist()[:2] == [1.0, "a"]
    assert again.is_missing("x").tolist() == [False, True, False]


def test_a_file_of_another_program_is_read_by_its_types(tmp_path: Path) -> None:
    columns = {
        "n": pyarrow.array([1, None]), "ja": pyarrow.array([True, False]), "ord": pyarrow.array(["a", "b"]),
        "dag": pyarrow.array([20000, 20001], pyarrow.date32()),
        "naar": pyarrow.array([0, 1], pyarrow.timestamp("ns", tz="Europe/Oslo")),
    }  # fmt: skip
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "annet.parquet")
    found = read_dataset(tmp_path / "annet.parquet")
    assert [each.kind for each in found.meaning] == ["number", "number", "text", "date", "datetime"]
    assert found.column("ja").tolist() == [1.0, 0.0]


def test_a_codebook_beside_it_explains_it(answers: Dataset, tmp_path: Path) -> None:
    table = pyarrow.table({"id": [1.0], "enig": [2.0]})
    pyarrow.parquet.write_table(table, tmp_path / "x.parquet")
    meaning = answers.meaning.select(["id", "enig"])
    told = json.dumps({"version": 1, **as_plain(meaning)})
    beside(tmp_path / "x.parquet").write_text(told, encoding="utf-8")
    assert read_dataset(tmp_path / "x.parquet").variable("enig").labels == answers.variable("enig").labels


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({"a": [[1, 2]]}, "DATASET-066"),
        ({"a": [{"b": 1}]}, "DATASET-066"),
    ],
)
def test_columns_that_hold_more_than_one_answer_are_told(tmp_path: Path, table: dict[str, Any], code: str) -> None:
    pyarrow.parquet.write_table(pyarrow.table(table), tmp_path / "x.parquet")
    with pytest.raises(EvaluationError) as raised:
        read_dataset(tmp_path / "x.parquet")
    assert codes_of(raised) == [code]


def test_a_file_whose_columns_were_renamed_is_told(written: Path) -> None:
    table = pyarrow.parquet.read_table(written)
    renamed = table.rename_columns(["nummer", *table.column_names[1:]]).replace_schema_metadata(table.schema.metadata)
    pyarrow.parquet.write_table(renamed, written)
    with pytest.raises(EvaluationError) as raised:
        open_parquet(written)
    assert codes_of(raised) == ["DATASET-063"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The reference survey in row groups of a hundred, and as a folder of two files."""
    if not SYNT.is_file():
        pytest.skip("the shared examples are not here")
    folder = tmp_path_factory.mktemp("p") / "svar.parquet"
    folder.mkdir()
    whole = read_dataset(SYNT)
    half = np.arange(len(whole)) < len(whole) // 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROWS", 100)
        for number, rows in enumerate((half, ~half)):
            write_dataset(whole.filter(rows), folder / f"del-{number}.parquet")
    yield folder


PLAN = Plan(weight="vekt", strata=("sektor", "storrelse"))
RULES = Codebook(
    name="prøve",
    codes=tuple(
        Code(name=name, indicators=Indicator(nb=words))
        for name, words in (("tid", ("tid*", "mer")), ("hjelp", ("hjelp*", "oppfølging*", "bra")))
    ),
)


def test_row_groups_are_gone_through_one_by_one(large: Path) -> None:
    whole, stored = read_dataset(SYNT), open_parquet(large)
    assert len(stored.parts.reads) > 4
    assert_alike(
        tabulate_parts(stored, ["q1_1"], by="sektor", plan=PLAN).tables,
        tabulate(whole, ["q1_1"], by="sektor", plan=PLAN).tables,
    )


def test_a_cluster_of_two_workers_finds_the_same(large: Path) -> None:
    pytest.importorskip("distributed")
    whole, stored = read_dataset(SYNT), open_parquet(large, "dask")
    texts = [name for name in whole.names if whole.variable(name).kind == "text"]
    with connected(workers=2):
        tables = tabulate_parts(stored, ["q1_1", "q3"], by="sektor", plan=PLAN).tables
        described = describe(stored)
        coded = matches_in_parts(RULES, stored.parts, texts[-1])
    assert_alike(tables, tabulate(whole, ["q1_1", "q3"], by="sektor", plan=PLAN).tables)
    for mine, theirs in zip(described, describe(whole), strict=True):
        assert (mine.valid, mine.missing, mine.empty, mine.levels) == (
            theirs.valid, theirs.missing, theirs.empty, theirs.levels
        )  # fmt: skip
        assert mine.spread.mean == pytest.approx(theirs.spread.mean, rel=1e-9)
        assert mine.spread.squares == pytest.approx(theirs.spread.squares, rel=1e-9)
    alone = matches(RULES, whole.column(texts[-1]))
    assert coded.astype(str).to_numpy().tolist() == alone.astype(str).to_numpy().tolist()
