"""The tables of a file read as a plan: headings, sections, tasks and their history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluation.errors import Problem, fail, problem
from evaluation.followup.deadlines import find_deadlines
from evaluation.followup.plans.cells import Told, task_of, update_of
from evaluation.followup.plans.rows import Cell, Row, Sheet, Sheets
from evaluation.followup.plans.words import column_of, folded
from evaluation.language import enumerate_words, phrase
from evaluation.model.plans import PlanSection, PlanTask, StatusUpdate

LONGEST_AIM = 300  # characters; a longer line before a table is no aim
WANTED = ("deadline", "status")
OWNERS = ("prepares", "decides")
NO_SECTION = PlanSection("")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tables of a file say; `places` are line and cell of each task, `columns` those there are."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[PlanSection, ...]
    tasks: tuple[PlanTask, ...]
    places: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]
    columns: frozenset[str] = frozenset()


@dataclass
class _Table:
    """The columns of the table being read, and the section its rows belong to."""

    columns: dict[int, str] = field(default_factory=dict)
    width: int = 0
    is_past: bool = False
    section: PlanSection = NO_SECTION
    fresh: bool = False  # a section that holds no task yet


@dataclass
class _Found:
    """What has been read so far."""

    told: Told
    lead: list[str] = field(default_factory=list)
    tasks: list[PlanTask] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    sections: dict[str, PlanSection] = field(default_factory=dict)
    past: dict[str, list[StatusUpdate]] = field(default_factory=dict)
    past_places: dict[str, tuple[Cell, int]] = field(default_factory=dict)
    headed: bool = False
    columns: set[str] = field(default_factory=set)


def read_sheets(found: Sheets, file: str) -> Reading:
    """Raises PLAN-001 where there is no table with a column of tasks; every other fault is among the problems."""
    so_far = _Found(Told(file))
    with_tasks = [sheet for sheet in found.sheets if any(map(_is_heading, sheet.rows))]
    for sheet in found.sheets:
        _read_sheet(sheet, so_far, named=len(with_tasks) > 1 and sheet in with_tasks)
    if not so_far.headed:
        raise fail("PLAN-001", file=file, found=_first_words(found))
    tasks = _with_past(so_far)
    _refuse_doubles(so_far)
    used = [each.section for each in tasks]
    sections = tuple(each for title, each in so_far.sections.items() if title in used)
    title = so_far.lead[0] if so_far.lead else ""
    return Reading(
        title,
        tuple(so_far.lead),
        sections,
        tuple(tasks),
        tuple(so_far.places),
        tuple(so_far.told.problems),
        frozenset(so_far.columns | ({"section"} if sections else set())),
    )


def _read_sheet(sheet: Sheet, found: _Found, *, named: bool) -> None:
    table = _Table(section=PlanSection(sheet.title if named else ""))
    waiting: list[Row] = []  # lines since the last row of a table
    for row in sheet.rows:
        if not any(row.texts):
            continue
        if row.alone or not (table.columns or _is_heading(row) or _is_past_heading(row)):
            waiting.append(row)
            continue
        if _is_heading(row) or _is_past_heading(row):
            _take_lead(waiting, table, found)
            _take_heading(row, table, found)
        elif table.is_past:
            _take_past(row, table, found)
        elif waiting and len(row.cells) != table.width:
            found.told.say("PLAN-032", row.cells[0], row.line, "warning")
            continue
        else:
            _take_lead(waiting, table, found)
            _take_row(row, table, found)
        waiting = []


def _is_heading(row: Row) -> bool:
    columns = {column_of(text) for text in row.texts} - {None}
    return not row.alone and "task" in columns and len(columns) > 1 and not _is_past_heading(row)


def _is_past_heading(row: Row) -> bool:
    columns = {column_of(text) for text in row.texts}
    return not row.alone and {"at", "who", "number"} <= columns and "task" not in columns


def _take_lead(waiting: Sequence[Row], table: _Table, found: _Found) -> None:
    """Lines before a table: what the plan is called, and the section that the table holds."""
    texts = [row.cells[0].text or next(filter(None, row.texts)) for row in waiting]
    first = not found.headed
    headings = [at for at, row in enumerate(waiting) if row.heading]
    if first:
        found.lead += texts
        headings = headings[1:] if headings[:1] == [0] or len(headings) > 1 else headings
    at = headings[-1] if headings else _set_apart(waiting) if first else 0
    if at is None or not waiting:
        return
    aims = [each for each in texts[at + 1 :] if len(each) <= LONGEST_AIM]
    _open_section(PlanSection(texts[at], aims[0] if len(aims) == 1 else ""), table, found)
    if first:
        del found.lead[at:]


def _set_apart(waiting: Sequence[Row]) -> int | None:
    """Where the one or two lines begin that stand right above the first table, apart from what the plan is called."""
    at = len(waiting) - 1
    while at > 0 and waiting[at].line - waiting[at - 1].line == 1:
        at -= 1
    dated = any(each.deadline.kind == "day" for row in waiting[at:] for each in find_deadlines(" ".join(row.texts)))
    return at if at > 0 and len(waiting) - at <= 2 and not dated and not waiting[at].alone else None


def _take_heading(row: Row, table: _Table, found: _Found) -> None:
    table.columns, table.width, table.is_past = {}, len(row.cells), _is_past_heading(row)
    seen: Counter[str] = Counter()
    named = [column_of(cell.text) for cell in row.cells]
    for at, (cell, name) in enumerate(zip(row.cells, named, strict=True)):
        column = name if table.is_past else _meant(name, named)
        if column and not seen[column]:
            table.columns[at] = column
            seen[column] += 1
        elif column and not cell.filled:
            found.told.say("PLAN-031", cell, row.line)
        elif cell.text and not cell.filled:
            found.told.say("PLAN-017", cell, row.line, "warning")
    if table.is_past:
        return
    found.headed = True
    found.columns |= set(table.columns.values())
    missing = [each for each in WANTED if each not in seen]
    missing += ["decides"] if not seen.keys() & set(OWNERS) else []
    if missing:
        names = enumerate_words(f"«{phrase(f'plan.column.{each}')}»" for each in missing)
        found.told.say("PLAN-002", row.cells[0], row.line, "warning", missing=names)


def _meant(column: str | None, all_of_them: Sequence[str | None]) -> str | None:
    """«Hvem» and «Dato» in a table of tasks are the responsible and the deadline, where no other column is."""
    meant = {"who": "decides", "at": "deadline"}.get(column or "", column)
    return None if meant != column and meant in all_of_them else meant


def _take_row(row: Row, table: _Table, found: _Found) -> None:
    only = row.only
    if only and len(row.cells) > 1 and table.columns.get(0) in ("task", "number", "section"):
        _take_section(only.text, table, found)
        return
    cells = {column: row.cells[at] for at, column in table.columns.items() if at < len(row.cells)}
    task = cells.get("task", Cell())
    if not any(cell.text for cell in cells.values()):
        return
    if not task.text:
        first = next(cell for cell in cells.values() if cell.text)
        found.told.say("PLAN-007", replace(task, text=first.text, place=task.place or first.place), row.line)
        return
    if task.filled:
        found.told.say("PLAN-008", task, row.line)
        return
    section = _section_of(cells, table, found)
    table.fresh = False
    found.tasks.append(task_of(cells, row.line, section, found.told))
    found.places.append((row.line, task.place))


def _section_of(cells: Mapping[str, Cell], table: _Table, found: _Found) -> str:
    title = " ".join(cells["section"].text.split()) if "section" in cells else ""
    if title:
        aim = " ".join(cells.get("aim", Cell()).text.split())
        _open_section(PlanSection(title, aim), table, found)
    elif table.section.title:
        _open_section(table.section, table, found)
    return table.section.title


def _take_section(text: str, table: _Table, found: _Found) -> None:
    """A row that says one thing opens a section; a second one right beneath it says what the section is for."""
    told = " ".join(text.split())
    if table.fresh and table.section.title and not table.section.aim:
        _open_section(replace(table.section, aim=told), table, found)
    else:
        _open_section(PlanSection(told), table, found)
    table.fresh = True


def _open_section(section: PlanSection, table: _Table, found: _Found) -> None:
    known = found.sections.get(section.title)
    table.section = section if section.aim or known is None else known
    found.sections[section.title] = table.section


def _take_past(row: Row, table: _Table, found: _Found) -> None:
    cells = {column: row.cells[at] for at, column in table.columns.items() if at < len(row.cells)}
    if not any(cell.text for cell in cells.values()):
        return
    number = cells["number"].text.strip().rstrip(".")
    entry = update_of(cells, row.line, found.told)
    if entry:
        found.past.setdefault(number, []).append(entry)
        found.past_places.setdefault(number, (cells["number"], row.line))


def _with_past(found: _Found) -> list[PlanTask]:
    """The tasks with what the table of history says of them. PLAN-016 for a number that no task has."""
    numbers = {task.number for task in found.tasks}
    for number, (cell, line) in found.past_places.items():
        if number not in numbers:
            found.told.say("PLAN-016", cell, line)
    return [
        replace(task, history=(*task.history, *found.past.get(task.number, ()))) if task.number else task
        for task in found.tasks
    ]


def _refuse_doubles(found: _Found) -> None:
    """Two tasks of one number, or of one title in one section."""
    numbers: dict[str, str] = {}
    titles: dict[tuple[str, str], str] = {}
    for task, (line, place) in zip(found.tasks, found.places, strict=True):
        told = {"file": found.told.file, "line": line, "place": place, "title": task.title, "number": task.number}
        key = (task.section, folded(task.title))
        if task.number and task.number in numbers:
            found.told.problems.append(problem("PLAN-005", **told, first=numbers[task.number]))  # type: ignore[arg-type]
        elif key in titles:
            found.told.problems.append(problem("PLAN-006", **told, first=titles[key]))  # type: ignore[arg-type]
        numbers.setdefault(task.number, place)
        titles.setdefault(key, place)


def _first_words(found: Sheets) -> str:
    rows: Iterable[Row] = (row for sheet in found.sheets for row in sheet.rows if any(row.texts))
    first = next(iter(rows), None)
    return ", ".join(filter(None, first.texts))[:200] if first else "–"
