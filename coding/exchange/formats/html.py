"""Coded texts as one page for a browser."""

from __future__ import annotations

from pathlib import Path

from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Project
from coding.exchange.web.page import page
from evaluation.language import current

SUFFIXES = (".html", ".htm")


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    path.write_bytes(page(project, current()).encode("utf-8", "replace"))
    plain = ("1", "manual", None)
    more = sum((each.coding.round, each.coding.origin, each.coding.certainty) != plain for each in project.codings)
    return left_out(project, ("source", "code", "coding"), {"coding": (more, "rounds-left")})
