"""The parts of a follow-up report that the study tells: an overview, and one part for each sub-goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coding.schemes import load
from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import NO_BREAK, write_count, write_date
from reports.following.evidence import shown_key
from reports.following.gathering import KINDS, Entry, FollowUp, What
from reports.following.goals import GOALS, SCHEME
from reports.markdown import escaped, paragraphs, table

COLUMNS: dict[What, tuple[str, ...]] = {
    "decided": ("day", "title", "words", "key"),
    "done": ("day", "who", "title", "key"),
    "delayed": ("day", "who", "title", "key"),
    "reported": ("who", "title", "key"),
}
# What the columns are called, where that differs from one table to the next.
HEADS = {
    ("delayed", "day"): "due",
    ("reported", "title"): "words",
    ("decided", "title"): "matter",
}


def follow_up_files(found: FollowUp) -> dict[str, str]:
    """Name of the generated file → its Markdown; goal 0 is what is about none of them."""
    parts = {f"follow-up-goal-{goal}": goal_part(found, goal) for goal in (*GOALS, 0)}
    return {"follow-up-overview": overview(found), **parts}


def goal_label(goal: int, language: Language) -> str:
    code = list(load(SCHEME))[goal - 1]
    return code.label.text(language) or code.name


def overview(found: FollowUp) -> str:
    """The period, how much of each kind there is for each sub-goal, and who has not reported."""
    say = _sayer(found.language)
    told = [_period(found), say("meetings", n=found.meetings, count=write_count(found.meetings, found.language))]
    heads = [say("table.goal"), *(say(f"table.{kind}") for kind in KINDS)]
    rows = [
        [
            goal_label(goal, found.language) if goal else say("goal.none"),
            *(str(len(found.of(kind, goal))) for kind in KINDS),
        ]
        for goal in (*GOALS, 0)
    ]
    return paragraphs([
        " ".join(each for each in told if each),
        say("overview.pointer"),
        table(heads, rows, say("caption.overview"), "tbl-follow-up", right=len(KINDS)),
        *(_awaited(found, number) for number in range(len(found.rounds))),
        say("evidence"),
    ])  # fmt: skip


def goal_part(found: FollowUp, goal: int) -> str:
    """What was decided, done, delayed and reported about a sub-goal, each a table; what there is nothing of is said."""
    parts: list[str] = []
    for kind in KINDS:
        entries = found.of(kind, goal)
        if kind == "reported" and not goal:
            continue
        parts.append(f"## {phrase(f'following.title.{kind}', found.language)} {{#sec-goal-{goal}-{kind}}}")
        parts.append(
            _table(found, kind, goal, entries) if entries else phrase(f"following.none.{kind}", found.language)
        )
    return paragraphs(parts)


def _table(found: FollowUp, kind: What, goal: int, entries: Sequence[Entry]) -> str:
    say = _sayer(found.language)
    heads = [say(f"table.{HEADS.get((kind, column), column)}") for column in COLUMNS[kind]]
    rows = [[_cell(found, each, column) for column in COLUMNS[kind]] for each in entries]
    caption = f"{say(f'title.{kind}')}: {escaped(_about(goal, found.language))}"
    return table(heads, rows, caption, f"tbl-goal-{goal}-{kind}")


def _about(goal: int, language: Language) -> str:
    return goal_label(goal, language) if goal else phrase("following.goal.none", language)


def _cell(found: FollowUp, entry: Entry, column: str) -> str:
    if column == "day":
        return write_date(entry.day, found.language).replace(" ", NO_BREAK) if entry.day else "–"
    if column == "key":
        return shown_key(entry.key, found.language)
    if column == "title" and entry.what in ("done", "delayed") and entry.words:
        return f"{entry.title} ({entry.words})"
    return str(getattr(entry, column)) or "–"


def _awaited(found: FollowUp, number: int) -> str:
    facts = found.rounds[number]
    name = escaped(facts.evaluation.said(facts.round.title, found.language) or facts.round.name)
    names = [escaped(each.name) for each in facts.awaited]
    if not names:
        return phrase("following.round.all", found.language, name=name)
    told = enumerate_words(names, found.language)
    return phrase("following.round.awaited", found.language, n=len(names), name=name, names=told)


def _period(found: FollowUp) -> str:
    start, end = (write_date(each, found.language) if each else "" for each in found.period)
    key = "both" if start and end else "from" if start else "to" if end else "all"
    return phrase(f"following.period.{key}", found.language, start=start, end=end)


def _sayer(language: Language) -> Callable[..., str]:
    return lambda key, **values: phrase(f"following.{key}", language, **values)
