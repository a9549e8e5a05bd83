"""A project on its way into a study: what each of its things has become there so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coding.exchange.files import Received
from coding.exchange.identities import Identities
from coding.exchange.losses import Loss, Outcome
from coding.exchange.project import Project
from evaluation.errors import Problem
from evaluation.language import Language
from evaluation.sources.alignment import Alignment
from evaluation.store.act import Act

# What an importer told of elements that may come to another lot in the study.
RETOLD = ("", "code-changed", "renamed", "file-missing", "text-missing", "note-empty", "type-unknown")


@dataclass(frozen=True, slots=True)
class Landed:
    """The source of the study that a text of the project has become; `alignment` where their words differ."""

    name: str
    id: int
    alignment: Alignment | None = None


@dataclass
class Arrival:
    """guids: GUID in the project → in the study, where they differ. The maps go from the project's names and GUIDs."""

    act: Act
    project: Project
    received: Received
    identities: Identities
    guids: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    sources: dict[str, Landed] = field(default_factory=dict)
    codings: dict[str, int] = field(default_factory=dict)
    language: Language = "nb"
    participants: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    values: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)  # kind, row, variable → value
    lot: list[Loss] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self, element: str, outcome: Outcome, reason: str, *, count: int = 1, examples: Sequence[str] = ()
    ) -> None:
        """Say that some of what the importer kept came to another lot in this study."""
        if count:
            self.lot.append(Loss(element, outcome, count, reason, tuple(examples[:3])))

    def coder(self, name: str) -> str:
        return self.users.get(name, name)


def in_the_end(project: Project, later: Sequence[Loss]) -> list[Loss]:
    """What the importer told, less what came to another lot afterwards, and that."""
    told = list(project.losses)
    for element, count in _counts(project).items():
        if not any(each.element == element and each.outcome == "kept" and not each.reason for each in told):
            here = [each for each in told if each.element == element and each.outcome != "dropped"]
            apart = element not in ("coding", "selection")
            changed = sum(each.count for each in here if apart or each.outcome == "changed")
            told.append(Loss(element, "kept", max(count - changed, 0)))
    for each in later:
        told = _less(told, each)
    return [*told, *later]


def _less(told: Sequence[Loss], other: Loss) -> list[Loss]:
    """The kept elements of this kind, less as many as the other row tells of; then the changed ones."""
    left = other.count
    found: list[Loss] = []
    for each in sorted(told, key=lambda each: each.reason != ""):
        mine = each.element == other.element and each.reason in RETOLD
        taken = min(left, each.count) if mine else 0
        left -= taken
        found.append(replace(each, count=each.count - taken))
    return found


def _counts(project: Project) -> dict[str, int]:
    counts = {
        "user": len(project.users),
        "code": len(project.codebook),
        "source": sum(not text.medium for text in project.texts),
        "transcript": sum(bool(text.medium) for text in project.texts),
        "coding": len(project.codings),
        "note": len(project.notes),
        "variable": len(project.variables),
        "case": len(project.cases),
    }
    kinds = Counter([*(each.kind for each in project.media), *(each.kind for each in project.relations)])
    counts |= {kind: count for kind, count in kinds.items() if kind != "text"}
    return {element: count for element, count in counts.items() if count}
