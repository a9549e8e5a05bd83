"""One variable of data as a `var`: its labels, question, values and categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from instruments.exchange.ddi.elements import element, worded
from instruments.model import Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NOTHING = Wording()
Value = int | float | str
Labelled = Mapping[Any, Wording]  # by Value; a mapping's keys would not take the codes of an instrument
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

    `counts` are how many gave each code, missing ones too, and `weighted` the sums of their weights; `statistics` are
    by the names DDI has for them (mean, stdev, min, max, vald, invd). All are empty where there is only a
    questionnaire. `universe`: whom it is about. `weighted_by` names the weights, `is_weight` is true of those
    themselves; `file` is the id of the file it stands in.
    """

    name: str
    label: Wording
    representation: Representation
    nature: Nature | None = None
    asked: Asked | None = None
    codes: Labelled = field(default_factory=dict)
    missing: Labelled = field(default_factory=dict)
    limits: tuple[float | None, float | None] = (None, None)
    concepts: tuple[str, ...] = ()
    counts: Mapping[Value, int] = field(default_factory=dict)
    statistics: Mapping[str, str] = field(default_factory=dict)
    weighted: Mapping[Value, float] = field(default_factory=dict)
    missing_ranges: tuple[tuple[float, float], ...] = ()
    universe: Wording = NOTHING
    weighted_by: str = ""
    is_weight: bool = False
    file: str = ""


def id_of(variable: str) -> str:
    """XML's ids have no place for the signs that SPSS takes in names."""
    return "V_" + re.sub(r"[^\w.-]", lambda sign: f"_{ord(sign[0]):x}_", variable)


def var_of(described: Described) -> Element:
    """The `var`, its parts in the order that the schema asks for."""
    attributes = {"ID": id_of(described.name), "name": described.name}
    attributes["intrvl"] = "contin" if described.representation == "numeric" else "discrete"
    if described.nature:
        attributes["nature"] = described.nature
    attributes["representationType"] = described.representation
    if described.file:
        attributes["files"] = described.file
    if described.is_weight:
        attributes["wgt"] = "wgt"
    if described.weighted_by:
        attributes["wgt-var"] = id_of(described.weighted_by)
    return element("var", _parts(described), **attributes)


def _parts(described: Described) -> Iterator[Element]:
    yield from worded("labl", described.label)
    if described.asked:
        yield _question(described.asked)
    yield from _valid(described)
    invalid = [element("item", (), VALUE=written(code)) for code in described.missing]
    invalid += [element("range", **_ends(*each)) for each in described.missing_ranges]
    if invalid:
        yield element("invalrng", invalid)
    yield from worded("universe", described.universe) if described.universe else ()
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
        yield element("valrng", [element("item", (), VALUE=written(code)) for code in described.codes])
    within = _ends(*described.limits)
    if within:
        yield element("valrng", [element("range", **within)])


def _ends(low: float | None, high: float | None) -> dict[str, str]:
    ends = {"min": low, "max": high}
    return {name: written(value) for name, value in ends.items() if value is not None and isfinite(value)}


def written(code: Value) -> str:
    """A code as data have it: 4.0 is `4`."""
    return f"{code:.15g}" if isinstance(code, float) else str(code)


def _category(code: Value, label: Wording, described: Described, *, missing: bool) -> Element:
    parts = [element("catValu", text=written(code)), *worded("labl", label)]
    if code in described.counts:
        parts.append(element("catStat", text=str(described.counts[code]), type="freq"))
    if code in described.weighted:
        parts.append(element("catStat", text=f"{described.weighted[code]:.4f}", type="freq", wgtd="wgtd"))
    return element("catgry", parts, **({"missing": "Y"} if missing else {}))
