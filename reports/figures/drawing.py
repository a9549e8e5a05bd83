"""A finished figure, and its bytes in the three formats a report needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["svg", "png", "pdf"]
DOTS_PER_INCH = 200


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with the words that stand under it (`caption`) and in its place (`alternative`)."""

    name: str
    figure: Figure
    caption: str
    alternative: str


def _metadata(drawing: Drawing) -> dict[Format, dict[str, Any]]:
    """What the files say of themselves; None takes away the dates and versions matplotlib would write."""
    return {
        "svg": {"Title": drawing.caption, "Description": drawing.alternative, "Creator": None, "Date": None},
        "png": {"Title": drawing.caption, "Description": drawing.alternative, "Software": None},
        "pdf": {
            "Title": drawing.caption,
            "Subject": drawing.alternative,
            "Creator": None,
            "Producer": None,
            "CreationDate": None,
        },
    }


def render_bytes(drawing: Drawing, formats: Sequence[str] = get_args(Format)) -> dict[str, bytes]:
    """The figure as `svg`, `png` and `pdf`: the same bytes whenever the data and matplotlib are the same."""
    from reports.figures.style import settled

    rendered: dict[str, bytes] = {}
    with settled():
        for format_, metadata in _metadata(drawing).items():
            if format_ not in formats:
                continue
            stream = BytesIO()
            drawing.figure.savefig(stream, format=format_, dpi=DOTS_PER_INCH, metadata=metadata)
            rendered[format_] = stream.getvalue()
    return rendered


def save(drawing: Drawing, folder: Path) -> tuple[Path, ...]:
    """Write `<name>.svg`, `<name>.png` and `<name>.pdf` in the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for format_, content in render_bytes(drawing).items():
        path = folder / f"{drawing.name}.{format_}"
        path.write_bytes(content)
        written.append(path)
    return tuple(written)
