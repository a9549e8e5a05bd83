"""One variable of data as a `var`: its labels, question, values and categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from instruments.exchange.ddi.elements import element, worded
from instruments.model import Codes, Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NOTHING = Wording()
Representation = Literal["text", "numeric", "code", "datetime"]
Nature = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question behind a variable. `after` and `leads_to` are conditions by the questions they name or lie on."""

    id: str
    text: Wording
    before: Wording = NOTHING
    instructions: tuple[Wording, ...] = ()
    after: Mapping[str, str] = field(default_factory=dict)
    leads_to: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Described:
    """A variable as an archive is told of it.

    `counts` are how many gave each code, missing ones too; `statistics` are by the names DDI has for them (mean, stdev,
    min, max, vald, invd). Both are empty where there is only a questionnaire.
    """

    name: str
    label: Wording
    representation: Representation
    nature: Nature | None = None
    asked: Asked | None = None
    codes: Codes = field(default_factory=dict)
    missing: Codes = field(default_factory=dict)
    limits: tuple[float | None, float | None] = (None, None)
    concepts: tuple[str, ...] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    statistics: Mapping[str, str] = field(default_factory=dict)


def id_of(variable: str) -> str:
    return f"V_{variable}"


def var_of(described: Described) -> Element:
    """The `var`, its parts in the order that the schema asks for."""
    attributes = {"ID": id_of(described.name), "name": described.name}
    attributes["intrvl"] = "contin" if described.representation == "numeric" else "discrete"
    if described.nature:
        attributes["nature"] = described.nature
    attributes["representationType"] = described.representation
    return element("var", _parts(described), **attributes)


def _parts(described: Described) -> Iterator[Element]:
    yield from worded("labl", described.label)
    if described.asked:
        yield _question(described.asked)
    yield from _valid(described)
    if described.missing:
        yield element("invalrng", [element("item", (), VALUE=str(code)) for code in described.missing])
    for name, value in described.statistics.items():
        yield element("sumStat", text=value, type=name)
    for code, label in described.codes.items():
        yield _category(code, label, described, missing=False)
    for code, label in described.missing.items():
        yield _category(code, label, described, missing=True)
    for concept in described.concepts:
        yield element("concept", text=concept)
    character = described.representation in ("text", "datetime")
    category = {"category": "date"} if described.representation == "datetime" else {}
    yield element("varFormat", type="character" if character else "numeric", **category)


def _question(asked: Asked) -> Element:
    parts = [*worded("preQTxt", asked.before), *worded("qstnLit", asked.text)]
    parts += [element("forward", text=condition, qstn=to) for to, condition in asked.leads_to.items()]
    parts += [element("backward", text=condition, qstn=of) for of, condition in asked.after.items()]
    parts += [each for instruction in asked.instructions for each in worded("ivuInstr", instruction)]
    return element("qstn", parts, ID=asked.id)


def _valid(described: Described) -> Iterator[Element]:
    if described.codes:
        yield element("valrng", [element("item", (), VALUE=str(code)) for code in described.codes])
    limits = zip(("min", "max"), described.limits, strict=True)
    within = {name: f"{value:g}" for name, value in limits if value is not None}
    if within:
        yield element("valrng", [element("range", **within)])


def _category(code: int, label: Wording, described: Described, *, missing: bool) -> Element:
    parts = [element("catValu", text=str(code)), *worded("labl", label)]
    if code in described.counts:
        parts.append(element("catStat", text=str(described.counts[code]), type="freq"))
    return element("catgry", parts, **({"missing": "Y"} if missing else {}))
