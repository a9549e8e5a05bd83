"""The reference estimates made with R's survey and psych, and the designs they are made with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from instruments.statistics.design import Design, design_of

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "survey"
needs_reference = pytest.mark.skipif(not (FOLDER / "reference.json").is_file(), reason="the references are not here")
DESIGNS: dict[str, dict[str, str]] = {
    "apisrs": {"weight": "pw", "population": "fpc"},
    "apistrat": {"weight": "pw", "strata": "stype", "population": "fpc"},
    "apiclus1": {"weight": "pw", "clusters": "dnum", "population": "fpc"},
    "apistrat_nofpc": {"weight": "pw", "strata": "stype"},
}


def near(expected: Any) -> Any:
    return pytest.approx(expected, rel=1e-6, abs=1e-6)


@cache
def expected(name: str = "reference") -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def schools(name: str) -> tuple[pd.DataFrame, Design]:
    frame = pd.read_csv(FOLDER / "api" / f"{name.split('_', maxsplit=1)[0]}.csv")
    return frame, design_of(frame, **DESIGNS[name])  # type: ignore[arg-type]


@cache
def waves() -> dict[int, tuple[pd.DataFrame, Design]]:
    """Each wave with its answers (8 and 9 are none), and the design whose domain is those who answered."""
    frame = pd.read_csv(FOLDER / "synt" / "midtveis_synt.csv")
    items = [f"q1_{number}" for number in range(1, 6)]
    frame[items] = frame[items].mask(frame[items].isin([8, 9]))
    return {wave: _wave(frame[frame["bolge"] == wave]) for wave in (1, 2)}


def _wave(frame: pd.DataFrame) -> tuple[pd.DataFrame, Design]:
    invited = design_of(frame, weight="vekt", strata=["sektor", "storrelse"], population="N_stratum")
    return frame, invited


def agrees(frame: pd.DataFrame) -> pd.Series[float]:
    """Who agrees with the first statement: 1 or 0, NaN without an answer."""
    return (frame["q1_1"] >= 4).astype(float).where(frame["q1_1"].notna())
