"""What it means: transcripts, codebooks, codings and what is read out of them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

ROOMS = (
    "transcripts", "rules", "schemes", "retrieval", "matrices", "query", "cooccurrence", "sequences", "speakers",
    "saturation", "portraits", "words", "framework", "suggest", "merging", "manual", "workbench",
)  # fmt: skip


def __getattr__(name: str) -> ModuleType:
    # `import coding` alone costs nothing; `coding.rules` is there when somebody asks for it.
    if name in ROOMS:
        return import_module(f"coding.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
