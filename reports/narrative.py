"""What the researcher writes, where it is known when the report is drafted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import load

_values = ConfigDict(frozen=True, extra="forbid")


class ThemeNarrative(BaseModel):
    """One theme: what was asked, what was told, and the bullet points of the summary; all Markdown."""

    model_config = _values
    asked: str = ""
    text: str = ""
    points: tuple[str, ...] = ()


class Narrative(BaseModel):
    """The shape of `narrative.yaml`: the main picture, and each theme by its id."""

    model_config = _values
    foreword: str = ""
    themes: Mapping[str, ThemeNarrative] = {}


def read_narrative(path: Path) -> Narrative:
    return validate(load(path), Narrative)
