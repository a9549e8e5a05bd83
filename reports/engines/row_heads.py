"""Tells a PDF which cells head their rows: Typst tags the heads of columns only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

ELEMENT = re.compile(rb"\A(\d+) 0 obj\s*<</Type/StructElem/S/(\w+)")
KIDS = re.compile(rb"/K(?:\[([^\]]*)\]|\s*(\d+) 0 R)")
REFERENCE = re.compile(rb"(\d+) 0 R")
ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
TAIL = re.compile(rb"trailer\s*(<<.*>>)\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of a PDF that has a plain table of them, as Typst writes it."""

    start: bytes
    numbered: Mapping[int, bytes]
    trailer: bytes

    def written(self) -> bytes:
        """The file again, its table of objects in line with where they stand."""
        parts, at, places = [self.start], len(self.start), {}
        for number, content in self.numbered.items():
            places[number] = at
            parts.append(content)
            at += len(content)
        size = max(places) + 1
        rows = [b"0000000000 65535 f\r\n"]
        rows += [b"%010d 00000 n\r\n" % places.get(number, 0) for number in range(1, size)]
        table = b"xref\n0 %d\n%b" % (size, b"".join(rows))
        return b"".join([*parts, table, b"trailer\n", self.trailer, b"\nstartxref\n%d\n%%%%EOF" % at])


def with_row_heads(pdf: bytes, counts: Sequence[int]) -> bytes:
    """The same file, in which the first `count` cells of each row of its tables are heads (`TH`, of scope `Row`).

    counts: of each table in reading order. A file without such tables comes back as it is.
    """
    objects = _objects(pdf) if any(counts) else None
    if objects is None:
        return pdf
    elements = {number: content for number, content in objects.numbered.items() if ELEMENT.match(content)}
    tables = [number for number in _in_order(objects, elements) if _kind(elements[number]) == b"Table"]
    changed = dict(objects.numbered)
    for table, count in zip(tables, counts, strict=False):
        for cell in _heads(elements, table, count):
            changed[cell] = _as_head(elements[cell])
    return Objects(objects.start, changed, objects.trailer).written()


def _objects(pdf: bytes) -> Objects | None:
    tail = TAIL.search(pdf)
    if tail is None or pdf[int(tail[2]) : int(tail[2]) + 4] != b"xref":
        return None
    table = int(tail[2])
    rows = ENTRY.findall(pdf[table : tail.start()])
    places = {int(place): number for number, (place, _, kind) in enumerate(rows) if kind == b"n"}
    order = sorted(places)
    ends = [*order[1:], table]
    numbered = {places[begin]: pdf[begin:end] for begin, end in zip(order, ends, strict=True)}
    return Objects(pdf[: order[0]], numbered, tail[1])


def _kind(element: bytes) -> bytes:
    match = ELEMENT.match(element)
    return match[2] if match else b""


def _kids(content: bytes) -> list[int]:
    match = KIDS.search(content)
    if match is None:
        return []
    return [int(each) for each in REFERENCE.findall(match[1])] if match[1] is not None else [int(match[2])]


def _in_order(objects: Objects, elements: Mapping[int, bytes]) -> Iterator[int]:
    """Every element of the structure, as it is read."""
    root = next((each for each in objects.numbered.values() if b"/Type/StructTreeRoot" in each[:60]), b"")
    waiting = list(reversed(_kids(root)))
    while waiting:
        number = waiting.pop()
        if number in elements:
            yield number
            waiting += reversed(_kids(elements[number]))


def _heads(elements: Mapping[int, bytes], table: int, count: int) -> Iterator[int]:
    for group in _kids(elements[table]):
        if _kind(elements.get(group, b"")) in (b"TBody", b"TR"):
            rows = [group] if _kind(elements[group]) == b"TR" else _kids(elements[group])
            for row in rows:
                cells = _kids(elements[row])[:count] if row in elements else []
                yield from (cell for cell in cells if _kind(elements.get(cell, b"")) == b"TD")


def _as_head(cell: bytes) -> bytes:
    cell = cell.replace(b"/S/TD", b"/S/TH", 1)
    if b"<</O/Table" in cell:
        return cell.replace(b"<</O/Table", b"<</O/Table/Scope/Row", 1)
    if b"/A[" in cell:
        return cell.replace(b"/A[", b"/A[<</O/Table/Scope/Row>>", 1)
    return cell.replace(b"/S/TH", b"/S/TH/A[<</O/Table/Scope/Row>>]", 1)
