"""A list of answers with their codes, used by as many questions as like."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from instruments.model.wording import Wording


class Scale(BaseModel):
    """`codes` from one end to the other; `missing` are answers that are none, such as «don't know».

    `positive` names the codes at the good end, `neutral` those in the middle: charts are centred on them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    codes: Mapping[int, Wording]
    missing: Mapping[int, Wording] = {}
    positive: tuple[int, ...] = ()
    neutral: tuple[int, ...] = ()
