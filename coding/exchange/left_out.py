"""What a format has no place for, counted for the loss report of an export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from coding.exchange.losses import Loss
from coding.exchange.project import Project


def left_out(
    project: Project,
    kept: Collection[str],
    changed: Mapping[str, tuple[int, str]] | None = None,
    *,
    without: Collection[str] = (),
) -> tuple[Loss, ...]:
    """A row for each element there is: those named are kept, all others have no place in the file.

    changed: how many of a kept element say more than the format can, and why. without: elements told elsewhere.
    """
    found: list[Loss] = []
    for element, count in _counts(project).items():
        less, reason = (changed or {}).get(element, (0, ""))
        if element in without:
            continue
        if element not in kept:
            found.append(Loss(element, "dropped", count, "no-place"))
        else:
            found += [Loss(element, "kept", count - less), Loss(element, "changed", less, reason)]
    return tuple(each for each in found if each.count)


def _counts(project: Project) -> dict[str, int]:
    others: Counter[str] = Counter([*(each.kind for each in project.media), *(each.kind for each in project.relations)])
    return {
        "source": len(project.texts),
        "code": len(project.codebook),
        "coding": len(project.codings),
        "note": len(project.notes),
        "selection": len(project.passages),
        "variable": len(project.variables),
        "case": len(project.cases),
        "person": len(project.people.participants) + len(project.people.organisations),
        **others,
    }
