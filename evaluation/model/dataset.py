"""A file of survey answers that a study keeps: where it lies, and what its values mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SPOKEN = "spoken"  # under this key of the meaning stands which open answers are sources


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """Which of a dataset's open answers are sources, what is said of each respondent, and what tells them apart.

    respondent: the variable; empty where they are told apart by the row they stand in.
    """

    variables: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class KeptDataset:
    """The values stay in `file`, as it was received; `meaning` is what was read of them, as plain JSON.

    instrument and instrument_sha256: the questionnaire the variables were matched to, and what it was then.
    """

    name: str
    file: str
    sha256: str
    format: str
    rows: int
    meaning: Mapping[str, Any]
    session: str | None = None
    instrument: str | None = None
    instrument_sha256: str | None = None
    at: str = ""
    id: int | None = field(default=None, compare=False)

    @property
    def spoken(self) -> OpenAnswers | None:
        """The open answers that are sources; None where none are."""
        told = self.meaning.get(SPOKEN)
        if told is None:
            return None
        return OpenAnswers(tuple(told["variables"]), tuple(told["attributes"]), told["respondent"])


def with_spoken(meaning: Mapping[str, Any], spoken: OpenAnswers | None) -> dict[str, Any]:
    """The meaning with what is said of open answers."""
    plain = {key: value for key, value in meaning.items() if key != SPOKEN}
    if spoken is None:
        return plain
    told = {"variables": list(spoken.variables), "attributes": list(spoken.attributes)}
    return {**plain, SPOKEN: {**told, "respondent": spoken.respondent}}
