"""The shape of a template's `needs.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.model.localised import Localised

Choice = Literal["round", "meetings", "period"]
Need = Literal[
    "themes", "people", "transcripts", "codebook", "codings", "survey",
    "meetings", "plan", "round", "counties", "findings",
]  # fmt: skip


class Declaration(BaseModel):
    """A template as it declares itself.

    needs: what the study must hold before a draft; of several in one entry, `meetings | plan`, one is enough.
    takes: what the report tells of where the study holds it. choice: what the one who drafts may choose it to be of.
    parts: what is made for it, by the names of `reports/parts`; `study` is all that `reports/update` tells itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Localised
    about: Localised
    needs: tuple[str, ...] = ()
    takes: tuple[Need, ...] = ()
    choice: Choice | None = None
    parts: tuple[str, ...] = Field(default=("study",), min_length=1)

    @property
    def alternatives(self) -> tuple[tuple[str, ...], ...]:
        """The needs, each with what may stand in its place."""
        return tuple(tuple(one.strip() for one in each.split("|")) for each in self.needs)
