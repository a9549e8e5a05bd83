"""What followed from an agreement in a period, by its sub-goals."""

from __future__ import annotations

from typing import Any

from reports.following.telling import FOLLOW_UP, follow_up_texts, follow_up_values
from reports.parts.telling import Telling

NAME = FOLLOW_UP


def values(telling: Telling) -> dict[str, Any]:
    return follow_up_values(telling.study, telling.language, telling.of, telling.file)


def texts(telling: Telling) -> dict[str, str]:
    return follow_up_texts(telling.study, telling.language, telling.of, telling.file)
