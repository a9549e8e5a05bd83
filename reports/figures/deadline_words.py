"""What the figure of meetings and deadlines shows, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from evaluation.followup.deadlines import write_deadline
from evaluation.followup.occasions import KINDS, Occasion
from evaluation.language import Language, enumerate_words, phrase
from evaluation.model.deadline import deadline_of
from evaluation.numbers import write_date
from reports.figures.lettering import one_line
from reports.figures.wording import quote

NAMED = 3  # titles that are told one by one


def alternative(found: Sequence[Occasion], language: Language, at: dt.date | None) -> str:
    """How many of what and when, how they fall on the half-years, what is done, and what is overdue."""
    ordered = sorted(found, key=lambda each: each.date)
    counted = Counter(each.kind for each in found)
    kinds = enumerate_words(
        [phrase(f"plan.deadlines.count.{kind}", language, n=counted[kind], count=counted[kind])
         for kind in KINDS if counted[kind]],
        language,
    )  # fmt: skip
    span = {"first": write_date(ordered[0].date, language), "last": write_date(ordered[-1].date, language)}
    told = [phrase("plan.deadlines.alternative", language, kinds=kinds, **span), _by_half(ordered, language)]
    done = sum(each.state == "done" for each in found)
    told += [phrase("plan.deadlines.done_count", language, n=done, count=done)] if done else []
    late = [each for each in ordered if at is not None and each.is_overdue(at)]
    return " ".join(part for part in (*told, _late(late, language)) if part)


def _by_half(ordered: Sequence[Occasion], language: Language) -> str:
    halves = Counter((each.date.year, 1 if each.date.month < 7 else 2) for each in ordered)
    parts = [
        phrase(
            "plan.deadlines.in_half", language, half=write_deadline(deadline_of(f"{year}-H{part}"), language), count=n
        )
        for (year, part), n in sorted(halves.items())
    ]
    return f"{phrase('plan.deadlines.by_half', language)} {enumerate_words(parts, language)}."


def _late(late: Sequence[Occasion], language: Language) -> str:
    if not late:
        return ""
    if len(late) > NAMED:
        return phrase("plan.deadlines.late", language, n=len(late), count=len(late))
    names = enumerate_words([quote(one_line(each.title), language) for each in late], language)
    return phrase("plan.deadlines.late_named", language, names=names)
