"""A framework matrix that comes back from a workbook: all of it or nothing, and a list of what became different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coding.framework.matrix import Cell, Framework, Named
from coding.framework.reading import CASES, COLUMNS, framework_of
from coding.framework.sheet import Entry, Exported, Heading, Sheet, read_workbook
from coding.framework.workbook import case_key, fingerprint, shown
from coding.framework.writing import LONGEST, looked_at, put, units
from evaluation.errors import Problem, problem, raise_any
from evaluation.model import Summary
from evaluation.model.memo import CaseKind
from evaluation.settings.nearness import nearest
from evaluation.store.summaries import CODE
from evaluation.study import Study

Action = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that the workbook makes different."""

    cell: Cell
    text: str
    place: str

    @property
    def action(self) -> Action:
        if not self.text:
            return "removed"
        return "changed" if self.cell.text else "added"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became different, and what deserves a look."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry whose case and theme are known."""

    entry: Entry
    cell: Cell
    exported: Exported | None


def salt_of(study: Study) -> str:
    """Something of the study's own that it tells nobody."""
    return next((f"{each.at} {each.who}" for each in study.log()), "")


def import_framework(study: Study, path: Path, *, kind: CaseKind | None = None, overwrite: bool = False) -> Imported:
    """Take over the summaries that were changed in a workbook, in one act; raises with every fault and changes nothing.

    Rows and columns may have been moved or removed; what is not in the file stays as it is, an emptied cell takes its
    summary away. A summary written in the file rests on the quotes as they were when the file was made. A cell that was
    changed both in the file and in the study is refused, unless `overwrite`.
    """
    sheet = read_workbook(path)
    whole = _whole(study, sheet, kind)
    keys = {case_key(salt_of(study), whole.kind, case.id): case for case in whole.cases}
    placed, faults = _placed(sheet, whole, keys, path)
    changes = [change for each in placed for change in _change(each)]
    conflicts = () if overwrite else tuple(_conflicts(placed, path))
    raise_any((*sheet.problems, *faults, *conflicts, *_too_long(changes, path)))
    exported = {(each.cell.case.id, each.cell.theme.id): each.exported for each in placed}
    _write(study, whole.kind, changes, exported)
    looked = (found for each in changes for found in looked_at(study, each.cell, each.text))
    return Imported(tuple(changes), (*sheet.problems, *faults, *looked))


def _whole(study: Study, sheet: Sheet, kind: CaseKind | None) -> Framework:
    """The study's matrix of the kind the file has: said by its hidden sheet, else told from its headings."""
    told = next((each.kind for each in sheet.exported), None)
    cases: CaseKind = kind or CASES[CASES.index(told) if told in CASES else 0]
    if sheet.exported:
        by_code = any(each.theme.startswith(CODE) for each in sheet.exported)
        return framework_of(study, cases=cases, columns="code" if by_code else "theme")
    labels = {each.theme.label for each in sheet.entries}
    found = {columns: framework_of(study, cases=cases, columns=columns) for columns in COLUMNS}
    return max(found.values(), key=lambda whole: len(labels & {each.label for each in whole.themes}))


def _placed(
    sheet: Sheet, whole: Framework, keys: Mapping[str, Named], path: Path
) -> tuple[list[_Placed], tuple[Problem, ...]]:
    before = {(each.case_key, each.theme): each for each in sheet.exported}
    key_of = {case.id: key for key, case in keys.items()}
    themes = {each.id: each for each in whole.themes}
    cases = _Known(keys, {each.case_key: each.case for each in sheet.exported}, "FRAMEWORK-001")
    columns = _Known(themes, {each.theme: each.label for each in sheet.exported}, "FRAMEWORK-002")
    faults = [*cases.faults(sheet.entries, "case", path), *columns.faults(sheet.entries, "theme", path)]
    placed = []
    for entry in sheet.entries:
        case, theme = cases.find(entry.case), columns.find(entry.theme)
        if case and theme:
            cell = whole.cell(case.id, theme.id)
            placed.append(_Placed(entry, cell, before.get((key_of[case.id], theme.id))))
    return placed, (*faults, *_doubled(placed, path))


@dataclass(frozen=True)
class _Known:
    """The rows or columns there are: by key as they are now, and what each key was called in the file."""

    now: Mapping[str, Named]
    then: Mapping[str, str]
    unknown: str

    def find(self, heading: Heading) -> Named | None:
        """By its label, for that is what people move and sort by; its key tells apart those of the same label."""
        keys = self._called(heading.label) if heading.label else [heading.key][: heading.key in self.now]
        if heading.key in keys:
            return self.now[heading.key]
        return self.now[keys[0]] if len(keys) == 1 else None

    def faults(self, entries: Sequence[Entry], side: Literal["case", "theme"], path: Path) -> Iterable[Problem]:
        """An unknown heading is a fault where a text would be lost by it."""
        headings: dict[Heading, bool] = {}
        for entry in entries:
            heading = entry.case if side == "case" else entry.theme
            headings[heading] = headings.get(heading, False) or bool(entry.text)
        for heading, written in headings.items():
            if self.find(heading) is None:
                known = [each.label for each in self.now.values()]
                near = ", ".join(nearest(heading.label, known) or known[:8]) or "–"
                severity: Literal["error", "warning"] = "error" if written else "warning"
                file = f"{path} {heading.place}"
                yield problem(self.unknown, file=file, severity=severity, value=heading.label, known=near)

    def _called(self, label: str) -> list[str]:
        then = [key for key, name in self.then.items() if name == label and key in self.now]
        now = [key for key, each in self.now.items() if label in (each.label, each.id, each.id.removeprefix(CODE))]
        return then or now


def _doubled(placed: Iterable[_Placed], path: Path) -> Iterable[Problem]:
    """Two cells of the file that are the same cell of the matrix."""
    first: dict[tuple[str, str], str] = {}
    for each in placed:
        here = (each.cell.case.id, each.cell.theme.id)
        if here in first:
            case, theme = _names(each.cell)
            place = each.entry.place
            yield problem("FRAMEWORK-013", file=path, place=place, first=first[here], case=case, theme=theme)
        first.setdefault(here, each.entry.place)


def _change(placed: _Placed) -> Iterable[Change]:
    """The change this entry makes, if it was touched in the file and is another than the study's."""
    text = placed.entry.text
    if not _touched(placed) or text == shown(placed.cell.text):
        return
    yield Change(placed.cell, text, placed.entry.place)


def _touched(placed: _Placed) -> bool:
    return placed.exported is None or fingerprint(placed.entry.text) != placed.exported.text


def _conflicts(placed: Iterable[_Placed], path: Path) -> Iterable[Problem]:
    """Cells that somebody changed in the study after the file was made, and somebody in the file."""
    for each in placed:
        now = fingerprint(shown(each.cell.text))
        if each.exported and each.exported.text != now and list(_change(each)):
            case, theme = _names(each.cell)
            yield problem("FRAMEWORK-014", file=path, place=each.entry.place, case=case, theme=theme)


def _too_long(changes: Iterable[Change], path: Path) -> Iterable[Problem]:
    for each in changes:
        if units(each.text) > LONGEST:
            yield problem("FRAMEWORK-004", file=path, place=each.place, length=units(each.text), longest=LONGEST)


def _names(cell: Cell) -> tuple[str, str]:
    return cell.case.label, cell.theme.label


def _write(
    study: Study, kind: CaseKind, changes: Sequence[Change], exported: Mapping[tuple[str, str], Exported | None]
) -> None:
    with study.store.act("framework.import", study.who, n=len(changes)) as act:
        for change in changes:
            cell = change.cell
            then = exported[cell.case.id, cell.theme.id]
            quotes, evidence = (then.quotes, then.evidence) if then else (cell.quotes, cell.evidence)
            put(act, Summary(kind, cell.case.id, cell.theme.id, change.text, quotes, evidence))
