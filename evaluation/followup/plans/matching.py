"""Which task of an updated plan is which of the plan before: by number, else by title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.followup.plans.words import folded
from evaluation.model.plans import PlanTask

SAME = 90.0  # how like each other two titles are that are taken for one, of 100
LIKE = 72.0  # from here on it is told that one resembles another
OTHER = 55.0  # below this, the same number does not make it the same task where the title says otherwise
MatchedBy = Literal["number", "title", "near"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A task before and after. by: what it was known by; likeness: of the titles, 0 to 100."""

    before: PlanTask
    after: PlanTask
    by: MatchedBy
    likeness: float = 100.0


@dataclass(frozen=True, slots=True)
class Matching:
    """`resembling`: new tasks with the one gone whose title is most like theirs."""

    pairs: tuple[Pair, ...]
    new: tuple[PlanTask, ...]
    gone: tuple[PlanTask, ...]
    resembling: tuple[tuple[PlanTask, PlanTask], ...] = ()


def match(before: Sequence[PlanTask], after: Sequence[PlanTask]) -> Matching:
    """A number with a like title first, then the same title, the same number alone, and titles nearly the same."""
    left, right = list(before), list(after)
    pairs: list[Pair] = []
    titles = {folded(each.title) for each in before}

    def take(by: MatchedBy, found: Iterable[tuple[PlanTask, PlanTask]]) -> None:
        for old, new in found:
            if any(each is old for each in left) and any(each is new for each in right):
                pairs.append(Pair(old, new, by, likeness(old, new)))
                _remove(left, old)
                _remove(right, new)

    take("number", _alike(left, right, lambda each: each.number, agrees=lambda a, b: likeness(a, b) >= OTHER))
    take("title", _alike(left, right, lambda each: f"{folded(each.section)}\n{folded(each.title)}"))
    take("title", _alike(left, right, lambda each: folded(each.title)))
    unknown = [each for each in right if folded(each.title) not in titles]
    take("number", _alike(left, unknown, lambda each: each.number))
    take("near", _near(left, right, SAME))
    resembling = tuple((new, old) for old, new in _near(left, right, LIKE))
    order = {id(each): at for at, each in enumerate(after)}
    pairs.sort(key=lambda each: order[id(each.after)])
    return Matching(tuple(pairs), tuple(right), tuple(left), resembling)


def likeness(one: PlanTask, other: PlanTask) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.token_sort_ratio(folded(one.title), folded(other.title)))


def _alike(
    before: Sequence[PlanTask],
    after: Sequence[PlanTask],
    key: Callable[[PlanTask], str],
    *,
    agrees: Callable[[PlanTask, PlanTask], bool] = lambda _one, _other: True,
) -> list[tuple[PlanTask, PlanTask]]:
    known: dict[str, PlanTask] = {}
    for each in before:
        known.setdefault(key(each), each)
    found = ((known.get(key(each)), each) for each in after if key(each))
    return [(old, new) for old, new in found if old is not None and agrees(old, new)]


def _near(before: Sequence[PlanTask], after: Sequence[PlanTask], least: float) -> list[tuple[PlanTask, PlanTask]]:
    """Pairs whose titles are at least so like each other, the most alike first; each task in one pair only."""
    from rapidfuzz import fuzz, process

    titles = [folded(each.title) for each in before]
    scored = [
        (score, at, new)
        for new in after
        for _, score, at in process.extract(
            folded(new.title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=3
        )
    ]
    found: list[tuple[PlanTask, PlanTask]] = []
    taken: set[int] = set()
    for _, at, new in sorted(scored, key=lambda each: -each[0]):
        if at not in taken and id(new) not in taken:
            taken |= {at, id(new)}
            found.append((before[at], new))
    return found


def _remove(tasks: list[PlanTask], task: PlanTask) -> None:
    del tasks[next(at for at, each in enumerate(tasks) if each is task)]
