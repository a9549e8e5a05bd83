"""Conditions in the words of other programs; each target is one file, found by its `DIALECT`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from evaluation.errors import fail
from evaluation.settings.nearness import nearest
from instruments.show_if.dialect import Dialect, write
from instruments.show_if.normal import certainly
from instruments.show_if.subjects import Subjects
from instruments.show_if.tree import Condition

GROUP = "underveis.routing"


@cache
def dialects() -> dict[str, Dialect]:
    """The dialects by name: the files of this folder, and what an installed package offers."""
    ours = (import_module(f"{__name__}.{each.name}").DIALECT for each in iter_modules(__path__))
    others = (point.load() for point in entry_points(group=GROUP))
    return {each.name: each for each in (*others, *ours)}


def compile_to(target: str, condition: Condition, subjects: Subjects) -> str:
    """The condition as the target writes it. It lets the same answers through as our own `evaluate`."""
    found = dialects().get(target)
    if found is None:
        known = list(dialects())
        raise fail("ROUTE-015", name=target, known=", ".join(nearest(target, known, cutoff=50) or known))
    return write(certainly(condition, subjects), found)
