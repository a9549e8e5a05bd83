"""A whole `codeBook`: the document, the study, and the variables in their groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from lxml import etree

from instruments.exchange.ddi.elements import LANGUAGE, element, worded
from instruments.exchange.ddi.variable import Described, id_of, var_of
from instruments.model import Instrument, Question, QuestionType, Section, Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GROUPS: dict[QuestionType, str] = {"grid": "grid", "multi": "multipleResp"}


def codebook(instrument: Instrument, variables: Sequence[Described]) -> bytes:
    """The codebook as XML; the same bytes for the same instrument. `variables` may bear what data say of them."""
    root = element(
        "codeBook",
        [_document(instrument), _study(instrument), _data(instrument, variables)],
        version="2.5",
    )
    root.set(LANGUAGE, instrument.original)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _document(instrument: Instrument) -> Element:
    software = element("software", text="Underveis", version=version("underveis"))
    return element("docDscr", [element("citation", [_titles(instrument), element("prodStmt", [software])])])


def _study(instrument: Instrument) -> Element:
    citation = [_titles(instrument)]
    if instrument.version:
        citation.append(element("verStmt", [element("version", text=instrument.version)]))
    parts = [element("citation", citation)]
    if instrument.intro:
        parts.append(element("stdyInfo", worded("abstract", instrument.intro)))
    collected = element("dataColl", [element("resInstru", text=instrument.kind)])
    return element("stdyDscr", [*parts, element("method", [collected])])


def _titles(instrument: Instrument) -> Element:
    """The title in the original language; in the others, parallel titles."""
    titles = {each.get(LANGUAGE): each for each in worded("parTitl", instrument.title)}
    first = element("titl", text=instrument.title.text(instrument.original))
    others = [each for language, each in titles.items() if language not in (None, instrument.original)]
    return element("titlStmt", [first, *others, element("IDNo", text=instrument.id)])


def _data(instrument: Instrument, variables: Sequence[Described]) -> Element:
    return element("dataDscr", [*groups_of(instrument), *map(var_of, variables)])


def groups_of(instrument: Instrument, present: Collection[str] | None = None) -> list[Element]:
    """The sections, and each question that fills several variables. present: the variables there are, if not all."""
    spelled = None if present is None else {name.casefold(): name for name in present}
    return [each for section in instrument.sections for each in _groups(instrument, section, spelled)]


def _groups(instrument: Instrument, section: Section, spelled: Mapping[str, str] | None) -> Iterator[Element]:
    asked = [each for each in section.questions if each.is_asked]
    told = [section.intro, *(each.text for each in section.questions if not each.is_asked)]
    names = _there([name for each in asked for name in instrument.columns(each)], spelled)
    if names or spelled is None:
        yield _group(f"S_{section.id}", "section", section.title, names, told)
    for each in asked:
        columns = _there(instrument.columns(each), spelled)
        if each.type in GROUPS and (columns or spelled is None):
            yield _several(each, columns)


def _there(names: Sequence[str], spelled: Mapping[str, str] | None) -> list[str]:
    """As data spell them, those that are in them."""
    folded = [name.casefold() for name in names]
    return list(names) if spelled is None else [spelled[name] for name in folded if name in spelled]


def _several(question: Question, columns: Sequence[str]) -> Element:
    return _group(f"G_{question.variable}", GROUPS[question.type], question.text, columns, [question.help])


def _group(id_: str, kind: str, label: Wording, names: Sequence[str], told: Sequence[Wording]) -> Element:
    parts = [*worded("labl", label), *(each for text in told if text for each in worded("txt", text))]
    members = {"var": " ".join(map(id_of, names))} if names else {}
    return element("varGrp", parts, ID=id_, type=kind, **members)
