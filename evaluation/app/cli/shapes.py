"""How commands tell what they give with --json: the keys that stay; a list of one shows what each of its rows holds.

A command's module has `SHAPES`: the command's name → its shape. They stand in `docs/commands.md`, and tests hold the
commands to them.
"""

from __future__ import annotations

from typing import Any


def keys(names: str, **within: Any) -> dict[str, Any]:
    """An object with these keys; `within` has the shapes of those that hold objects or lists of them."""
    return {**dict.fromkeys(names.split()), **within}


PROBLEM = keys("code severity what where remedy")
SPEAKER = "speaker participant organisation sector role session kind question"
# What the people policy of evaluation.yaml may take away from a row.
HIDDEN = ("organisation", "sector", "role")


def written(shape: Any) -> str:
    """A shape as one reads it: `[{id, source, …}]`."""
    if isinstance(shape, list):
        return f"[{written(shape[0])}]"
    inner = (key if value is None else f"{key}: {written(value)}" for key, value in shape.items())
    return "{" + ", ".join(inner) + "}"
