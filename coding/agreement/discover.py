"""The measures there are, found by name without importing any but those asked for."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from coding.agreement.ratings import Matrix
from coding.agreement.weights import Weights
from evaluation.errors import fail
from evaluation.settings.nearness import nearest

GROUP = "underveis.agreement_measures"
FOLDER = Path(__file__).parent / "measures"
ALL = "all"
Cut = Literal["code", "whole", "layers", "relevant", "domains", "value"]
_DECLARATION = re.compile(r"^NAME\b[^=\n]*=\s*(\"[^\"\n]*\")", re.MULTILINE)


class Measure(Protocol):
    """A module that knows one measure: 1 − observed ÷ expected disagreement. A plugin's entry point bears its NAME.

    SYMBOL: what it is called where there is little room. TAKES: `ratings` of units, or a `continuum` that coders cut
    themselves. WEIGHTS: those it knows, the plain one first. BY_CODER: whether it matters who gave which rating.
    BY_CHANCE: whether it is corrected for chance, and so not defined where only one value occurs.
    """

    NAME: str
    SYMBOL: str
    TAKES: Literal["ratings", "continuum"]
    WEIGHTS: tuple[str, ...]
    BY_CODER: bool
    BY_CHANCE: bool

    def statistics(self, laid_out: Any, weights: Weights, /) -> Matrix:
        """Numbers that may be summed over units: patterns × numbers, or blocks × numbers of a continuum."""

    def disagreements(self, sums: Matrix, laid_out: Any, weights: Weights, /) -> tuple[Matrix, Matrix]:
        """Observed and expected disagreement for each row of sums: one row for each time units were drawn."""


class ContinuumMeasure(Measure, Protocol):
    """A measure of text that coders cut themselves.

    CUT: how the line is laid out for it: for each `code` alone; as a `whole`; the `layers` of all codes; what is
    `relevant` at all; in `domains`; for each `value` beside the others. MEETING: whether only places count where
    coders' units meet.
    """

    CUT: tuple[Cut, ...]
    MEETING: bool


@cache
def built_in() -> dict[str, str]:
    """Name → module, read from what each file in the folder declares."""
    found = {}
    for file in sorted(FOLDER.glob("*.py")):
        if declaration := _DECLARATION.search(file.read_text(encoding="utf-8")):
            found[str(ast.literal_eval(declaration[1]))] = f"{__package__}.measures.{file.stem}"
    return found


@cache
def plugins() -> dict[str, EntryPoint]:
    return {each.name: each for each in entry_points(group=GROUP)}


def measure_names() -> tuple[str, ...]:
    return tuple(sorted({*built_in(), *plugins()}))


def measure(name: str) -> Measure:
    """The module that knows this measure. Raises AGREEMENT-001, with the nearest, when there is none."""
    if module := built_in().get(name):
        return cast(Measure, import_module(module))
    if plugin := plugins().get(name):
        return cast(Measure, plugin.load())
    raise fail("AGREEMENT-001", value=name, known=", ".join(_near(name)))


def _near(name: str) -> list[str]:
    """The measures somebody may have meant; one word of a name is enough."""
    known = [*measure_names(), ALL]
    words = sorted({word for each in known for word in each.split("-")})
    [meant] = nearest(name.lower(), words, count=1) or [""]
    alike = [each for each in known if meant in each.split("-")]
    whole = [] if meant == name.lower() else nearest(name, known, count=1, cutoff=80)
    return whole or alike or known
