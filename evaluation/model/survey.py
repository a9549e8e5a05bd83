"""What a report shows of a survey: how it was drawn, whom it compares, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from evaluation.model.localised import Localised
from evaluation.model.people import Handle

SurveyFigureKind = Literal["likert", "stacked", "bars", "grouped", "dots", "waves"]
LonelyStratum = Literal["error", "adjust", "remove", "average"]
Changed = Literal["wording", "scale", "routing"]
Codes = tuple[int, ...]


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


# One name, or a list of them.
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
_values = ConfigDict(frozen=True, extra="forbid")


class SurveyFigure(BaseModel):
    """One figure: questions by variable or id. Without a kind it follows from the questions and what is compared.

    `by` is a variable, or the survey's own `wave`. `theme` is taken from the questionnaire where none is named.
    """

    model_config = _values
    questions: Names = Field(min_length=1)
    id: Handle | None = None
    kind: SurveyFigureKind | None = None
    by: str | None = None
    theme: str | None = None
    title: Localised = Localised()
    note: Localised = Localised()


class SurveyFrame(BaseModel):
    """Everyone who was drawn, and what became of them.

    `dataset` is empty where they stand in the survey's own. `answered` and `complete` are values of `outcome`.
    """

    model_config = _values
    outcome: str
    answered: tuple[int | str, ...] = Field(min_length=1)
    complete: tuple[int | str, ...] = ()
    dataset: str = ""
    by: Names = ()


class Respondent(BaseModel):
    """The variable that tells whose a row is, by the id of `people.yaml`."""

    model_config = _values
    organisation: str = ""
    participant: str = ""


class QuoteChoice(BaseModel):
    """Quotes of a theme from those alone who gave these answers: variable → codes."""

    model_config = _values
    theme: str
    answered: Mapping[str, Codes] = Field(min_length=1)


class Survey(BaseModel):
    """A dataset in the report. Without figures, the questionnaire's closed questions are shown.

    `wave` is the variable that tells one round from the next; figures are of the last, and trends of all. `where` says
    who answered, the others still tell how the sample was drawn. `positive` and `neutral` hold for questions whose
    scale does not say so; `changed` says what is not as it was in the wave before.
    """

    model_config = _values
    dataset: str
    title: Localised = Localised()
    intro: Localised = Localised()
    weight: str | None = None
    strata: Names = ()
    clusters: Names = ()
    population: Names = ()
    lonely: LonelyStratum = "error"
    where: Mapping[str, float] = {}
    wave: str | None = None
    by: Names = ()
    labels: Mapping[str, Localised] = {}
    frame: SurveyFrame | None = None
    positive: Mapping[str, Codes] = {}
    neutral: Mapping[str, Codes] = {}
    changed: Mapping[str, Changed] = {}
    threshold: int = Field(default=5, ge=0)
    figures: tuple[SurveyFigure, ...] = ()
    respondent: Respondent = Respondent()
    quotes: tuple[QuoteChoice, ...] = ()
