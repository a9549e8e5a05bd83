"""A plan of 20,000 tasks and 60,000 statuses listed, filtered and asked what is due, beside bare rows in sqlite3."""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from measuring import figure, tell, timed

from evaluation.followup.plans.keeping import plan_of
from evaluation.followup.plans.listing import Wanted, behind, due_tasks, find_tasks
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import OPEN, STATUSES, Plan, PlanTask, StatusUpdate
from evaluation.store.plans import add_tasks, write_plan
from evaluation.study import DATABASE, Study, open_study

AT, TIMES = dt.date(2013, 1, 15), 7
PARTIES = tuple(f"Organisasjon {number}" for number in range(40))
CODES = ("2012-06-30", "2013-H1", "2013-06", "running", "twice", "soon", "2012-Q4", "2013-09-24")
ROWS = "SELECT number, title, section, prepares, decides, deadline, status, remark FROM plan_task WHERE status = ?"


def main() -> None:
    number = 500 if "--small" in sys.argv else 20_000
    with tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = filled(Path(folder), number)

        def listed() -> list[PlanTask]:
            tasks = plan_of(study, history=False, status=("under-way",)).tasks
            return find_tasks(tasks, Wanted(("under-way",), party="organisasjon 7"), AT)

        def asked() -> object:
            tasks = plan_of(study, history=False, status=OPEN).tasks
            return due_tasks(tasks, AT, dt.date(2013, 6, 30)), behind(tasks, AT)

        def bare() -> list[Any]:
            with closing(sqlite3.connect(study.folder / DATABASE)) as connection:
                return connection.execute(ROWS, ("under-way",)).fetchall()

        listing, asking, peer = (_middle(work) for work in (listed, asked, bare))
        assert len(listed()) == sum(_is_wanted(each) for each in made(number))
    name = f"{number:,} tasks, listed by status and party"
    first = figure(name, limit=0.3, ours=listing, peer=peer, unit="s", peer_is="the rows of one status in sqlite3")
    second = figure("what is due and who is behind", limit=0.3, ours=asking, peer=None, unit="s")
    tell(first | {"reached": first["reached"] and second["reached"], "parts": [second]})


def filled(folder: Path, number: int) -> Study:
    (folder / "evaluation.yaml").write_text("title: Stor plan\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(folder)
    with study.store.act("plan.import", "bench") as act:
        id_ = write_plan(act, Plan("stor"))
        add_tasks(act, id_, list(enumerate(made(number))))
    return study


def made(number: int) -> list[PlanTask]:
    """Tasks with three statuses each, the same on every machine."""
    return [_task(at) for at in range(number)]


def _task(at: int) -> PlanTask:
    deadline, status = deadline_of(CODES[at % len(CODES)]), STATUSES[at % 3]
    days = (dt.date(2011, 1, 1), dt.date(2011, 7, 1), dt.date(2012, 1, 1))
    history = tuple(StatusUpdate(day, "bench", status, deadline) for day in days)
    owners = PARTIES[at % 40], PARTIES[at * 7 % 40]
    return PlanTask(f"Følge opp tiltak {at} i planen", str(at), f"Del {at % 12}", *owners, deadline, status,
                    "Drøftet i gruppen", history=history)  # fmt: skip


def _is_wanted(task: PlanTask) -> bool:
    return task.status == "under-way" and "organisasjon 7" in f"{task.prepares}\n{task.decides}".casefold()


def _middle(work: Callable[[], object]) -> float:
    work()
    return median(timed(work)[1] for _ in range(TIMES))


if __name__ == "__main__":
    main()
