"""The appendix put together: each section gathers what it tells of from the study, and is left out where that is none.

A section is a file in this folder that declares NAME and ORDER and has three functions: `gather(study)`, which gives
what it tells of or None; `write(content, facts, figure)`, its text as Markdown with a heading of its own, in which
`figure(name)` is the paragraph and the picture of that name; and `figures(content, facts)`, its pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple, Protocol, cast

from evaluation.study import Study
from reports.facts import Facts
from reports.illustrations import Illustration

Shown = Callable[[str], str]


class Section(Protocol):
    NAME: str
    ORDER: int

    def gather(self, study: Study, /) -> Any: ...
    def write(self, content: Any, facts: Facts, figure: Shown, /) -> str: ...
    def figures(self, content: Any, facts: Facts, /) -> Iterator[Illustration]: ...


class Part(NamedTuple):
    section: Section
    content: Any


@cache
def sections() -> tuple[Section, ...]:
    """In the order they stand."""
    names = [each.name for each in iter_modules([str(Path(__file__).parent)]) if each.name != "discover"]
    found = [cast(Section, import_module(f"{__package__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda each: (each.ORDER, each.NAME)))


def appendix_of(study: Study) -> list[Part]:
    """The sections the study has something for."""
    gathered = ((each, each.gather(study)) for each in sections())
    return [Part(section, content) for section, content in gathered if content is not None]


def appendix_figures(parts: Sequence[Part], facts: Facts) -> Iterator[Illustration]:
    for section, content in parts:
        yield from section.figures(content, facts)


def appendix_text(parts: Sequence[Part], facts: Facts, figure: Shown) -> str:
    """All sections after each other; a line break where there is none."""
    return "\n".join(section.write(content, facts, figure) for section, content in parts) or "\n"
