"""Cases and variables; links, sets and graphs, which are kept and written back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from coding.exchange.guids import guid_of
from coding.exchange.project import Case, Relation, RelationKind, Variable, VariableType
from coding.exchange.qde import places
from coding.exchange.qde.reading import Reading, called, child, children, pointing, text_under, without_empty
from evaluation.memos import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TYPES: tuple[VariableType, ...] = get_args(VariableType)
KINDS: dict[str, tuple[str, RelationKind]] = {
    "Links": ("Link", "link"),
    "Sets": ("Set", "set"),
    "Graphs": ("Graph", "graph"),
}
MEMBERS = {"MemberCode": "codes", "MemberSource": "sources", "MemberNote": "notes"}
OF_LINK = ("direction", "color")
OF_VERTEX = ("name", "firstX", "firstY", "secondX", "secondY", "shape", "color")
OF_EDGE = ("name", "color", "direction", "lineStyle")


def read_variables(reading: Reading, element: Element | None) -> list[Variable]:
    found = []
    for each in children(element, "Variable"):
        kind = next((kind for kind in TYPES if kind == each.get("typeOfVariable")), None)
        name = called(each, "variabel")
        reading.tell("variable", "kept" if kind else "changed", "" if kind else "type-unknown", example=name)
        found.append(Variable(name, reading.own_guid(each), kind or "Text", tidy(text_under(each, "Description"))))
    return found


def read_cases(reading: Reading, element: Element | None) -> list[Case]:
    found = []
    for each in children(element, "Case"):
        guid = reading.own_guid(each)
        name = called(each) or f"enhet-{guid[:8]}"
        reading.tell("case", "kept", example=name)
        case = Case(
            name,
            guid,
            tidy(text_under(each, "Description")),
            places.values(reading, each),
            tuple(pointing(each, "CodeRef")),
            tuple(pointing(each, "SourceRef")),
            tuple(pointing(each, "SelectionRef")),
        )
        found.append(case)
    return found


def read_relations(reading: Reading, root: Element) -> list[Relation]:
    found = []
    for group, (name, kind) in KINDS.items():
        for each in children(child(root, group), name):
            relation = Relation(
                kind, called(each), reading.own_guid(each), without_empty(_content(reading, each, kind))
            )
            reading.tell(kind, "kept", "kept-apart", example=relation.name)
            found.append(relation)
    return found


def _content(reading: Reading, element: Element, kind: RelationKind) -> dict[str, Any]:
    if kind == "link":
        ends = {"from": guid_of(element.get("originGUID")), "to": guid_of(element.get("targetGUID"))}
        return {**ends, **_attributes(element, OF_LINK), "notes": pointing(element, "NoteRef")}
    if kind == "set":
        members = {key: pointing(element, name) for name, key in MEMBERS.items()}
        return {"description": tidy(text_under(element, "Description")), **members}
    vertices = [_vertex(reading, each) for each in children(element, "Vertex")]
    return {"vertices": vertices, "edges": [_edge(reading, each) for each in children(element, "Edge")]}


def _vertex(reading: Reading, element: Element) -> dict[str, Any]:
    stands_for = guid_of(element.get("representedGUID"))
    own = {"guid": reading.own_guid(element), "for": stands_for}
    return without_empty({**own, **_attributes(element, OF_VERTEX)})


def _edge(reading: Reading, element: Element) -> dict[str, Any]:
    ends = {key: guid_of(element.get(name)) for key, name in (("from", "sourceVertex"), ("to", "targetVertex"))}
    own = {"guid": reading.own_guid(element), "for": guid_of(element.get("representedGUID"))}
    return without_empty({**own, **ends, **_attributes(element, OF_EDGE)})


def _attributes(element: Element, names: tuple[str, ...]) -> dict[str, str]:
    return {name: tidy(element.get(name) or "")[:200] for name in names if element.get(name)}
