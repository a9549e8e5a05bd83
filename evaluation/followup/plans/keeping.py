"""Plans kept in the study: brought in, and brought up to date from a file; each version one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from evaluation.errors import Problem, fail, problem
from evaluation.followup.plans.compare import Comparison, compare, notes
from evaluation.followup.plans.matching import Matching, Pair, match
from evaluation.followup.plans.read import ReadPlan
from evaluation.model.plans import Plan, PlanTask, StatusUpdate, TaskStatus
from evaluation.numbers import write_date
from evaluation.settings.nearness import near
from evaluation.store import plans as stored
from evaluation.store.act import Act
from evaluation.study import Study

TOLD = ("section", "prepares", "decides", "deadline", "status", "remark", "goals")  # by a column each


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """A plan as it was kept, and what was changed in it. `is_new`: the study did not have it."""

    plan: Plan
    comparison: Comparison
    problems: tuple[Problem, ...]
    is_new: bool


def list_plans(study: Study) -> list[Plan]:
    with study.store.reading() as connection:
        return stored.read_plans(connection)


def plan_of(study: Study, name: str | None = None, *, history: bool = True, status: Sequence[TaskStatus] = ()) -> Plan:
    """The plan of this name, or the only one; with the tasks that stand as asked, or all.

    Raises PLAN-021 where there is none of the name, PLAN-024 where there are several, PLAN-036 where there is none yet.
    """
    with study.store.reading() as connection:
        names = stored.plan_names(connection)
        wanted = _wanted(names, name)
        return stored.read_plans(connection, [wanted], history=history, status=status)[0]


def last_version_before(study: Study, plan: Plan) -> dt.date:
    """The day of the version before the last one; of the only one there is."""
    with study.store.reading() as connection:
        days = sorted({each.at for each in stored.read_versions(connection) if each.plan == plan.name})
    return days[-2] if len(days) > 1 else days[0] if days else plan.updated or dt.date.today()


def task_of(plan: Plan, number: str) -> PlanTask:
    """The task of this number. Raises PLAN-022 with the nearest numbers and titles."""
    for task in plan.tasks:
        if task.number == number.strip():
            return task
    known = [each.number for each in plan.tasks]
    titled = {each.title: each.number for each in plan.tasks}
    told = near(number, [*known, *titled], most=8)
    raise fail("PLAN-022", number=number, plan=plan.name, known=told)


def import_plan(study: Study, read: ReadPlan, *, name: str | None = None, at: dt.date | None = None) -> ImportedPlan:
    """Take a plan in, or bring the one there up to date, as one act; the file becomes a source.

    name: which plan it is, needed where the study has several. at: the day it holds from, else what the file says,
    else today; a file that bears no later day than what is known already is dated today, and that is told. A task the
    file no longer holds stays, as gone from that day.
    """
    before = _before(study, read, name)
    day, dated = _day(before, read, at)
    if before and before.updated and day < before.updated:
        raise fail("PLAN-034", file=read.file, date=write_date(day), last=write_date(before.updated), plan=before.name)
    matching = match(before.tasks if before else (), read.plan.tasks)
    kept = _renewed(before, read, matching, Signed(study.who, day), name)
    comparison = compare(before or Plan(""), kept, _rematched(before, kept))
    source = replace(read.source, name=_free_name(study, read.source.name, day))
    study.add(
        source,
        act="plan.import",
        beside=lambda act: _write(act, kept, before, source.name, day),
        plan=kept.name,
        tasks=len(kept.tasks),
    )
    told = (*read.problems, *notes(matching, kept, read.file), *(dated if comparison.changes else ()))
    return ImportedPlan(plan_of(study, kept.name), comparison, told, before is None)


def compare_file(study: Study, read: ReadPlan, *, name: str | None = None) -> tuple[Comparison, tuple[Problem, ...]]:
    """What importing a file would change; nothing is written."""
    before = _before(study, read, name)
    matching = match(before.tasks if before else (), read.plan.tasks)
    signed = Signed(study.who, read.plan.updated or dt.date.today())
    kept = _renewed(before, read, matching, signed, name)
    return compare(before or Plan(""), kept, _rematched(before, kept)), tuple(notes(matching, kept, read.file))


@dataclass(frozen=True, slots=True)
class Signed:
    """Who says it, and from which day it holds."""

    who: str
    at: dt.date


def _day(before: Plan | None, read: ReadPlan, at: dt.date | None) -> tuple[dt.date, tuple[Problem, ...]]:
    """The day a file holds from: people often leave the day of the version before standing in it."""
    told, today = read.plan.updated, dt.date.today()
    if at or told is None:
        return at or today, ()
    stale = before is not None and before.updated is not None and before.updated <= told <= (before.last_said or told)
    if not stale:
        return told, ()
    date = write_date(told)
    return today, (problem("PLAN-041", file=read.file, severity="warning", date=date, today=write_date(today)),)


def _wanted(names: Sequence[str], name: str | None) -> str:
    if name is None and len(names) == 1:
        return names[0]
    if name in names and name is not None:
        return name
    if not names:
        raise fail("PLAN-036")
    raise fail("PLAN-024" if name is None else "PLAN-021", name=name or "", known=near(name or "", names))


def _before(study: Study, read: ReadPlan, name: str | None) -> Plan | None:
    """The plan that a file is an update of: the one named, else the only one there is."""
    with study.store.reading() as connection:
        names = stored.plan_names(connection)
        wanted = name or (names[0] if len(names) == 1 else read.plan.name if read.plan.name in names else None)
        if wanted is None and names:
            raise fail("PLAN-024", file=read.file, name="", known=", ".join(names))
        found = stored.read_plans(connection, [wanted]) if wanted in names else []
    return found[0] if found else None


def _renewed(before: Plan | None, found: ReadPlan, matching: Matching, signed: Signed, name: str | None) -> Plan:
    """The plan as it stands once the file is in: its tasks in the file's order, those that are gone at the end."""
    read = found.plan
    old = {id(pair.after): pair.before for pair in matching.pairs}
    tasks = [_task(old.get(id(task)), task, found.columns, signed) for task in read.tasks]
    gone = [task if task.gone else _gone(task, signed) for task in matching.gone]
    sections = dict.fromkeys((*read.sections, *(before.sections if before else ())))
    known = {each.title: each for each in reversed(tuple(sections))}
    used = dict.fromkeys(each.section for each in (*tasks, *gone) if each.section)
    return Plan(
        before.name if before else name or read.name,
        read.title or (before.title if before else ""),
        signed.at,
        tuple(known[title] for title in used if title in known),
        tuple(numbered(grouped((*tasks, *gone)))),
        before.id if before else None,
    )


def grouped(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """The tasks section by section, in the order the sections come; those without one first."""
    order = {title: at for at, title in enumerate(dict.fromkeys(each.section for each in tasks))}
    return sorted(tasks, key=lambda each: order[each.section] if each.section else -1)


def _task(old: PlanTask | None, new: PlanTask, columns: frozenset[str], signed: Signed) -> PlanTask:
    """The task as the file has it, under the number and id it is known by; a new entry where it stands otherwise.

    What the file has no column for stays as it was.
    """
    kept = tuple(old.history) if old else ()
    known = {_key(each) for each in kept}
    past = [each for each in new.history if _key(each) not in known]
    history = sorted((*kept, *past), key=lambda each: each.at)
    untold = {name: getattr(old, name) for name in TOLD if old and name not in columns}
    task = replace(new, number=new.number or (old.number if old else ""), id=old.id if old else None, **untold)
    stands = entry_of(task, replace(signed, at=max([signed.at, *(each.at for each in history)])))
    if not history or not _says_the_same(history[-1], stands):
        history.append(stands)
    return replace(task, history=tuple(history))


def _gone(task: PlanTask, signed: Signed) -> PlanTask:
    gone = replace(task, gone=signed.at)
    return replace(gone, history=(*task.history, entry_of(gone, signed)))


def entry_of(task: PlanTask, signed: Signed) -> StatusUpdate:
    return StatusUpdate(
        signed.at, signed.who, task.status, task.deadline, task.remark, task.gone is not None, kept=_now()
    )


def _says_the_same(one: StatusUpdate, other: StatusUpdate) -> bool:
    return (one.status, one.deadline, one.remark, one.gone) == (other.status, other.deadline, other.remark, other.gone)


def _key(entry: StatusUpdate) -> tuple[object, ...]:
    return (entry.at, entry.who, entry.status, entry.deadline, entry.remark, entry.gone)


def numbered(tasks: Sequence[PlanTask]) -> Iterable[PlanTask]:
    """Every task with a number of its own: that of its section and its place there, where it has none yet."""
    taken = {task.number for task in tasks}
    sections = {title: at for at, title in enumerate(dict.fromkeys(task.section for task in tasks), 1)}
    one = len(sections) == 1
    last: dict[str, int] = {}
    seen: set[str] = set()
    for task in tasks:
        if task.number and task.number not in seen:
            seen.add(task.number)
            yield task
            continue
        number = ""
        while not number or number in taken:
            last[task.section] = last.get(task.section, 0) + 1
            number = str(last[task.section]) if one else f"{sections[task.section]}.{last[task.section]}"
        taken.add(number)
        yield replace(task, number=number)


def _rematched(before: Plan | None, kept: Plan) -> Matching:
    """Each task as it is kept beside what it was."""
    old = {task.id: task for task in before.tasks} if before else {}
    pairs = tuple(Pair(old[task.id], task, "number") for task in kept.tasks if task.id in old)
    return Matching(pairs, tuple(task for task in kept.tasks if task.id not in old), ())


def _write(act: Act, plan: Plan, before: Plan | None, source: str, day: dt.date) -> None:
    id_ = stored.write_plan(act, plan)
    placed = list(enumerate(plan.tasks))
    old = {task.id: task for task in before.tasks} if before else {}
    stored.edit_tasks(act, [(at, task) for at, task in placed if task.id is not None])
    stored.add_tasks(act, id_, [(at, task) for at, task in placed if task.id is None])
    entries = (
        (task.id, entry)
        for task in plan.tasks
        if task.id is not None
        for entry in task.history
        if entry not in old[task.id].history
    )
    stored.add_updates(act, [(number, entry) for number, entry in entries if number is not None])
    stored.add_version(act, id_, source, day, _now())


def _free_name(study: Study, name: str, day: dt.date) -> str:
    taken = {each.name for each in study.list_sources()}
    tries = [name, f"{name}-{day.isoformat()}", *(f"{name}-{day.isoformat()}-{number}" for number in range(2, 1000))]
    return next(each for each in tries if each not in taken)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
