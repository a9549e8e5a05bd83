"""What is told: findings, figures and the report. `reports.render(study)` makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.render import render

__all__ = ["render"]


def __getattr__(name: str) -> Any:
    # Rendering draws in pandas and matplotlib: only whoever asks for it waits for it.
    if name == "render":
        from reports.render import render

        return render
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
