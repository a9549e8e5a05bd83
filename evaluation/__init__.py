"""What is evaluated, who takes part and what was decided. `evaluation.open_study("study")` is the way in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluation.study import Study, open_study

__all__ = ["Study", "open_study"]

ROOMS = ("coding", "instruments", "reports")


def hidden_rooms(home: Path) -> dict[str, str]:
    """Rooms that something else of the same name hides, and the file that does."""
    found = {room: find_spec(room) for room in ROOMS}
    places = {room: str(spec.origin) if spec else "" for room, spec in found.items()}
    return {room: place for room, place in places.items() if Path(place) != home / room / "__init__.py"}


def _check_rooms() -> None:
    hidden = hidden_rooms(Path(__file__).parents[1])
    if hidden:
        listed = "; ".join(f"{room}: {place or '?'}" for room, place in hidden.items())
        raise ImportError(f"Underveis cannot start, for other files hide its rooms ({listed}). Rename or move them.")


def __getattr__(name: str) -> Any:
    # open_study draws in the database: only whoever asks for it waits for it.
    if name in __all__:
        from evaluation import study

        return getattr(study, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_check_rooms()
