"""Minutes of ten pages read, 1,000 meetings and 20,000 action points listed; beside the same rows as bare tuples."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring import figure, tell, timed

from evaluation.app.minutes import list_meetings
from evaluation.followup.meetings.action_points import list_action_points
from evaluation.followup.minutes.reading import read_minutes
from evaluation.model.deadline import Deadline
from evaluation.model.meetings import ActionPoint, AgendaItem, Meeting, Owner
from evaluation.store import meetings
from evaluation.study import Study, open_study

LIMIT, LIMIT_READING = 0.3, 1.0  # seconds
POINTS, REPEATS = 20, 5
PARTIES = ("Havnesambandet", "Fjordforbundet", "Kystdirektoratet", "Arbeidsgiverlaget Kyst")


def main() -> None:
    number, items = (50, 4) if "--small" in sys.argv else (1_000, 40)
    with TemporaryDirectory(prefix="underveis-") as folder:
        pages = _pages(Path(folder), items)
        study = _filled(Path(folder), number)
        reading, listing = _cpu(lambda: read_minutes(pages)), _cpu(lambda: list_action_points(study))
        chosen, shown = _cpu(lambda: _chosen(study)), _cpu(lambda: list_meetings(study))
        peer = _cpu(lambda: _tuples(study))
        words = len(pages.read_text(encoding="utf-8").split())
    told = figure(
        f"{number * POINTS} action points listed", limit=LIMIT, ours=listing, peer=peer, unit="s", words=words
    )
    told |= {"filtered_s": chosen, "meetings_listed_s": shown, "reading_s": reading, "reading_limit_s": LIMIT_READING}
    tell(told | {"peer_is": "the same rows of SQLite as tuples", "time": "CPU"})


def _pages(folder: Path, items: int) -> Path:
    """Minutes of some 4,000 words: each item has a presentation, a discussion, a conclusion and an action point."""
    head = "Referat fra møte i Oppfølgingsgruppen for Kystavtalen 12. mars 2019 kl. 10.00–12.00\n\nTil stede: "
    people = ", ".join(f"Person Nummer{each} ({PARTIES[at % 4]})" for at, each in enumerate("abcdefghijklmnopqrst"))
    said = "Havnesambandet orienterte om framdriften i prosjektet, som er fire uker forsinket.\n"
    discussed = "Fjordforbundet pekte på at bemanningen er for lav om natten. " * 7
    concluded = "Konklusjon: Tas til etterretning. Kystdirektoratet sender oppdatert plan innen 1. april 2019.\n"
    told = (f"\n\n{at}. Sak om noe viktig\n\n{said}{discussed}\n\n{concluded}" for at in range(1, items + 1))
    file = folder / "referat.txt"
    file.write_text(head + people + "".join(told), encoding="utf-8")
    return file


def _filled(folder: Path, number: int) -> Study:
    (folder / "evaluation.yaml").write_text("title: Prøve\n", encoding="utf-8")
    study = open_study(folder)
    with study.store.act("minutes.add", "Test", n=number) as act:
        for each in range(number):
            points = tuple(_point(each, at) for at in range(POINTS))
            agenda = (AgendaItem("Sak", "1", conclusion="Vedtatt.", action_points=points),)
            meetings.add_meeting(act, Meeting(f"mote-{each}", "Gruppen", agenda=agenda))
    return study


def _point(number: int, at: int) -> ActionPoint:
    day = Deadline("day", 2000 + number % 25, 1 + at % 12, 1 + number % 28)
    status = "done" if at % 3 else "not-started"
    return ActionPoint(f"Sende brev {number}.{at}", (Owner(PARTIES[at % 4]),), day, day.last_day(), status)


def _chosen(study: Study) -> object:
    return list_action_points(study, owner=PARTIES[0], due_before=dt.date(2015, 1, 1), open_only=True)


def _tuples(study: Study) -> list[tuple[object, ...]]:
    with study.store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM action_point ORDER BY id")]


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU, the median of some runs after one that is not counted."""
    work()
    return round(median(timed(work)[1] for _ in range(REPEATS)), 3)


if __name__ == "__main__":
    main()
