"""Whether the line under a quote fits so few that it tells who spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.errors import Problem, Severity, problem
from evaluation.language import Language
from evaluation.model import People
from evaluation.model.evaluation import PeoplePolicy
from evaluation.privacy.attribution import SEEN, attribution
from reports.checks.readable import Read, standing


def rare_lines(read: Read, people: People, policy: PeoplePolicy, language: Language) -> Iterator[Problem]:
    """A problem for each file with the attributions that stand there and that fewer than k informants share.

    people: with the pseudonyms that are shown. Only a warning where the study has not decided on k.
    """
    places = {each.id: each for each in people.organisations}
    informants = [each for each in people.participants if each.affiliation == "informant"]
    lines = Counter(
        attribution(each, places.get(each.organisation or ""), policy.attribution, language) for each in informants
    )
    severity: Severity = "warning" if policy.k is None else "error"
    found: dict[Path, list[str]] = {}
    for line, count in sorted(lines.items()):
        if count < policy.few and (file := standing(line, read)):
            found.setdefault(file, []).append(f"«{line}» ({count})")
    for file, told in found.items():
        yield problem("REPORT-023", file=file, severity=severity, lines=", ".join(told), k=policy.few)


def hidden_organisations(read: Read, people: People, policy: PeoplePolicy) -> Iterator[Problem]:
    """A problem for each organisation whose pseudonym stands in the files though the policy hides it."""
    if "organisation" in SEEN[policy.attribution]:
        return
    for each in people.organisations:
        if each.pseudonym and not each.open and (file := standing(each.pseudonym, read)):
            yield problem("REPORT-025", file=file, name=each.pseudonym, id=each.id, policy=policy.attribution)
