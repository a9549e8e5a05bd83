"""A project written as XML, valid against the standard's schema: code points over `\\n`, the end excluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coding.codebooks.formats.qdc import as_element
from coding.exchange.guids import guid_of
from coding.exchange.project import Case, Project, Relation
from coding.exchange.qde.elements import NAMESPACE, add, describe, made, refer
from coding.exchange.qde.gathering import Writing
from coding.exchange.qde.writing_media import write_inside, write_sources
from evaluation.sources.package import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEMBERS = (("MemberCode", "codes"), ("MemberSource", "sources"), ("MemberNote", "notes"))


def as_xml(writing: Writing) -> bytes:
    """The project's XML. What goes with it, `writing` has gathered."""
    from lxml import etree

    project = writing.project
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("name", " ".join(project.name.split()))
    root.set("origin", project.origin)
    _users(root, project)
    _codes(root, writing)
    _variables(root, project)
    _cases(root, writing)
    write_sources(root, writing)
    _notes(root, writing)
    _relations(root, project.relations)
    describe(root, project.description)
    refer(root, "NoteRef", writing.on.get("", ()))
    etree.indent(root)
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml + b"\n"


def _users(root: Element, project: Project) -> None:
    if project.users:
        users = add(root, "Users")
        for each in project.users:
            add(users, "User", {"guid": each.guid, "name": each.name, "id": each.id})


def _codes(root: Element, writing: Writing) -> None:
    """The codes as a codebook file has them; a project has no room for the codebook's own sets."""
    if not writing.project.codebook.codes:
        return
    book = as_element(writing.project.codebook, NAMESPACE)
    book.attrib.clear()
    for child in list(book):
        if local(child) != "Codes":
            book.remove(child)
    root.append(book)
    for each in book.iter(f"{{{NAMESPACE}}}Code"):
        at = 1 if len(each) and local(each[0]) == "Description" else 0
        for step, note in enumerate(writing.on.get(each.get("guid") or "", ())):
            reference = add(each, "NoteRef", {"targetGUID": note})
            each.insert(at + step, reference)


def _variables(root: Element, project: Project) -> None:
    if project.variables:
        variables = add(root, "Variables")
        for each in project.variables:
            element = add(variables, "Variable", {"guid": each.guid, "name": each.name, "typeOfVariable": each.type})
            element.set("name", each.name)
            describe(element, each.description)


def _cases(root: Element, writing: Writing) -> None:
    if writing.project.cases:
        cases = add(root, "Cases")
        for each in writing.project.cases:
            _case(cases, each, writing)


def _case(parent: Element, case: Case, writing: Writing) -> None:
    element = add(parent, "Case", {"guid": case.guid, "name": case.name})
    describe(element, case.description)
    refer(element, "CodeRef", case.codes)
    writing.values(element, case.values)
    refer(element, "SourceRef", case.sources)
    refer(element, "SelectionRef", case.selections)


def _notes(root: Element, writing: Writing) -> None:
    listed = [*writing.project.notes, *writing.notes]
    if not listed:
        return
    notes = add(root, "Notes")
    for each in listed:
        memo, content = each.memo, each.content
        told = {**content, "by": memo.author, "created": memo.at}
        name = {"guid": each.guid, "name": memo.title}
        element = add(notes, "Note", {**name, **made(told, writing.users)})
        describe(element, content.get("description"))
        add(element, "PlainTextContent", text=memo.text)
        write_inside(element, content, writing)


def _relations(root: Element, relations: Iterable[Relation]) -> None:
    for kind, name, write in (("link", "Links", _link), ("set", "Sets", _set), ("graph", "Graphs", _graph)):
        listed = [each for each in relations if each.kind == kind]
        if listed:
            group = add(root, name)
            for each in listed:
                write(group, each)


def _link(parent: Element, link: Relation) -> None:
    content = link.content
    ends = {"originGUID": guid_of(str(content.get("from", ""))), "targetGUID": guid_of(str(content.get("to", "")))}
    told = {key: content.get(key) for key in ("direction", "color")}
    element = add(parent, "Link", {"guid": link.guid, "name": link.name, **told, **ends})
    refer(element, "NoteRef", _listed(content, "notes"))


def _set(parent: Element, group: Relation) -> None:
    element = add(parent, "Set", {"guid": group.guid})
    element.set("name", group.name)
    describe(element, group.content.get("description"))
    for name, key in MEMBERS:
        refer(element, name, _listed(group.content, key))


def _graph(parent: Element, graph: Relation) -> None:
    element = add(parent, "Graph", {"guid": graph.guid, "name": graph.name})
    for each in _listed(graph.content, "vertices"):
        vertex = add(element, "Vertex", {"guid": each["guid"], "representedGUID": each.get("for"), **_rest(each)})
        for key in ("firstX", "firstY"):
            vertex.set(key, vertex.get(key) or "0")
    for each in _listed(graph.content, "edges"):
        if each.get("from") and each.get("to"):
            ends = {"sourceVertex": each["from"], "targetVertex": each["to"]}
            add(element, "Edge", {"guid": each["guid"], "representedGUID": each.get("for"), **_rest(each), **ends})


def _rest(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in ("guid", "for", "from", "to")}


def _listed(content: Mapping[str, Any], key: str) -> list[Any]:
    found = content.get(key)
    return list(found) if isinstance(found, list | tuple) else []
