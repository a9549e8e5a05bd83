"""Which findings a version of the report tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from evaluation.model.finding import Finding

Version = Literal["draft", "commissioner", "public"]
VERSIONS: tuple[Version, ...] = get_args(Version)


def findings_for(version: Version, findings: Iterable[Finding]) -> list[Finding]:
    """A draft tells them all, the commissioner's version those that are agreed or public, a public one the public."""
    if version == "draft":
        return list(findings)
    return [each for each in findings if each.public or (version == "commissioner" and each.state == "agreed")]
