"""Action plans written as files: tables to work on, and the table that such plans are handed round as."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model.plans import Plan
from reports.files import write_whole
from reports.plans.formats.shape import PlanFormat

GROUP = "underveis.plans"


def write_plan(plan: Plan, path: Path, language: Language) -> None:
    """Write a plan in the format of the file's suffix. Raises PLAN-037 where there is none."""
    known = known_formats()
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in known:
        raise fail("PLAN-037", file=path, suffix=suffix or path.name, known=", ".join(sorted(known)))
    write_whole(path, known[suffix].write(plan, language))


@cache
def known_formats() -> dict[str, PlanFormat]:
    """Suffix → format: the files of the folder `formats`, and what installed packages offer."""
    folder = import_module(f"{__name__}.formats")
    names = (each.name for each in iter_modules(folder.__path__) if each.name != "shape")
    ours = (import_module(f"{folder.__name__}.{name}").FORMAT for name in names)
    found = (*(point.load() for point in entry_points(group=GROUP)), *ours)
    return {suffix: each for each in found for suffix in each.suffixes}
