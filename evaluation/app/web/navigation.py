"""What the navigation of the workbench leads to: each file of routes may offer a link."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.model.account import Role


@dataclass(frozen=True, slots=True)
class Link:
    """`words`: the key of its phrase; `role`: whom it is shown to. A file of routes declares it as `LINK`."""

    order: int
    path: str
    words: str
    role: Role
    beside: tuple[str, ...] = ()  # other pages that stand under it

    def leads_to(self, path: str) -> bool:
        """Whether a page stands under this link."""
        own = [each for each in (self.path, *self.beside) if each != "/"]
        return path == self.path or any(path == each or path.startswith(f"{each}/") for each in own)
