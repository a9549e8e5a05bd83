"""What came from other programs: from where, how its offsets were taken, and what was changed or lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coding.exchange.losses import Loss
from coding.exchange.report import rows, shown_frame
from evaluation.language import Language, phrase
from evaluation.numbers import write_date
from evaluation.store.exchange import read_kept
from evaluation.study import Study
from reports.facts import Facts
from reports.illustrations import Illustration
from reports.markdown import escaped, paragraphs, table

NAME = "exchange"
ORDER = 20
COLUMNS = ("element", "outcome", "reason", "count")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One project that was brought into the study."""

    name: str
    file: str
    origin: str
    date: dt.date
    frame: dict[str, Any]
    losses: tuple[Loss, ...]


def gather(study: Study) -> tuple[Arrived, ...] | None:
    """The imports that stand, the first one first; None where there are none."""
    with study.store.reading() as connection:
        found = tuple(_arrived(row) for row in read_kept(connection, "exchange"))
    return found or None


def write(found: Sequence[Arrived], facts: Facts, figure: Callable[[str], str]) -> str:
    language = facts.language
    heading = f"## {phrase('exchange.appendix.heading', language)} {{#sec-{NAME} .unnumbered}}"
    parts = (part for number, each in enumerate(found, 1) for part in _told(each, number, language))
    return paragraphs([heading, phrase("exchange.appendix.intro", language), *parts])


def figures(found: Sequence[Arrived], facts: Facts) -> Iterator[Illustration]:
    return iter(())


def _told(each: Arrived, number: int, language: Language) -> tuple[str, ...]:
    """One import: a sentence and its table. What single things are called may tell who took part, and is left out."""
    date, origin = write_date(each.date, language), escaped(each.origin or "–")
    came = phrase("exchange.appendix.came", language, name=escaped(each.name), origin=origin, date=date)
    nameless = [Loss(loss.element, loss.outcome, loss.count, loss.reason) for loss in each.losses]
    told = [(escaped(what), outcome, escaped(why), count) for what, outcome, count, why in rows(nameless, language)]
    headings = [phrase(f"exchange.column.{column}", language) for column in COLUMNS]
    caption = phrase("exchange.appendix.caption", language, name=escaped(each.name))
    shown = table(headings, told, caption, f"tbl-exchange-{number}", right=1).strip()
    return " ".join(filter(None, (came, escaped(shown_frame(each.frame, language))))), shown


def _arrived(row: dict[str, Any]) -> Arrived:
    losses = tuple(Loss(each["element"], each["outcome"], each["count"], each["reason"]) for each in row["losses"])
    name = row["name"] or row["file"]
    date = dt.datetime.fromisoformat(row["at"]).date()
    return Arrived(name, row["file"], row["origin"], date, row["frame"], losses)
