"""A dataset as a `codeBook`: the study, the file with its fingerprint, and each variable with what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from lxml import etree

from evaluation.language import Language
from instruments.exchange.ddi.codebook import groups_of
from instruments.exchange.ddi.elements import LANGUAGE, element, worded
from instruments.exchange.ddi.variable import NOTHING, Described, var_of
from instruments.model import Instrument, Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HASH = "SHA256"


@dataclass(frozen=True, slots=True)
class About:
    """What an archive is told of a study. Dates are as ISO has them; what is empty is left out.

    covers: the time the study is about; collected: when data were collected. universe: whom it is about.
    """

    id: str
    title: Wording
    language: Language
    abstract: Wording = NOTHING
    authors: tuple[str, ...] = ()
    producer: str = ""
    funder: str = ""
    covers: tuple[str, str] = ("", "")
    collected: tuple[str, str] = ("", "")
    universe: Wording = NOTHING
    sampling: Wording = NOTHING
    limits: Wording = NOTHING


@dataclass(frozen=True, slots=True)
class DataFile:
    """The file the variables stand in. `weight` tells of its weights, if it has any."""

    id: str
    name: str
    sha256: str
    rows: int
    variables: int
    kind: str
    content: Wording
    weight: Wording = NOTHING


def data_codebook(
    about: About, file: DataFile, variables: Sequence[Described], instrument: Instrument | None = None
) -> bytes:
    """The codebook as XML; the same bytes for the same study and data."""
    names = {each.name for each in variables}
    groups = groups_of(instrument, names) if instrument else ()
    parts = [_document(about), _study(about, file, instrument), _file(file)]
    root = element("codeBook", [*parts, element("dataDscr", [*groups, *map(var_of, variables)])], version="2.5")
    root.set(LANGUAGE, about.language)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _document(about: About) -> Element:
    software = element("software", text="Underveis", version=version("underveis"))
    return element("docDscr", [element("citation", [_titles(about), element("prodStmt", [software])])])


def _titles(about: About) -> Element:
    first = element("titl", text=about.title.text(about.language))
    first.set(LANGUAGE, about.language)
    others = () if about.title.plain else worded("parTitl", about.title)
    return element(
        "titlStmt", [first, *(each for each in others if each.text != first.text), element("IDNo", text=about.id)]
    )


def _study(about: About, file: DataFile, instrument: Instrument | None) -> Element:
    citation = [_titles(about)]
    if about.authors:
        citation.append(element("rspStmt", [element("AuthEnty", text=each) for each in about.authors]))
    if about.producer or about.funder:
        makers = [("producer", about.producer), ("fundAg", about.funder)]
        citation.append(element("prodStmt", [element(name, text=told) for name, told in makers if told]))
    parts = [element("citation", citation), *_information(about)]
    method = list(_collection(about, file, instrument))
    if method or about.limits:
        parts.append(element("method", [*([element("dataColl", method)] if method else []), *_notes(about.limits)]))
    return element("stdyDscr", parts)


def _information(about: About) -> Iterator[Element]:
    summary = [*_dates("timePrd", about.covers), *_dates("collDate", about.collected)]
    if about.universe:
        summary += worded("universe", about.universe)
    parts = worded("abstract", about.abstract) if about.abstract else []
    if summary:
        parts.append(element("sumDscr", summary))
    if parts:
        yield element("stdyInfo", parts)


def _collection(about: About, file: DataFile, instrument: Instrument | None) -> Iterator[Element]:
    yield from worded("sampProc", about.sampling) if about.sampling else ()
    if instrument:
        yield from worded("resInstru", instrument.title)
    yield from worded("weight", file.weight) if file.weight else ()


def _notes(wording: Wording) -> list[Element]:
    return worded("notes", wording) if wording else []


def _dates(name: str, ends: tuple[str, str]) -> Iterable[Element]:
    told = zip(("start", "end"), ends, strict=True)
    return (element(name, text=date, event=event, date=date) for event, date in told if date)


def _file(file: DataFile) -> Element:
    fingerprint = [element("digitalFingerprintValue", text=file.sha256), element("algorithmSpecification", text=HASH)]
    size = [element("caseQnty", text=str(file.rows)), element("varQnty", text=str(file.variables))]
    parts = [
        element("fileName", text=file.name),
        element("dataFingerprint", fingerprint, type="dataFile"),
        *worded("fileCont", file.content)[:1],  # there may be one of it
        element("dimensns", size),
        element("fileType", text=file.kind, charset="UTF-8"),
    ]
    return element("fileDscr", [element("fileTxt", parts)], ID=file.id)
