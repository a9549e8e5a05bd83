"""What is evaluated, for whom, by whom and on which themes: the shape of `evaluation.yaml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.language import Language
from evaluation.model.localised import Localised
from evaluation.model.people import Handle
from evaluation.model.survey import Survey

Attribution = Literal["organisation", "sector", "role", "none"]
Party = Literal["commissioner", "evaluator", "jointly", "self-selected"]
USUAL_K = 5
_values = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Period(BaseModel):
    model_config = _values
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None


class Agreement(Period):
    name: str = ""
    short: str = ""


class Commissioner(BaseModel):
    model_config = _values
    name: str = ""


class Evaluator(Commissioner):
    authors: tuple[str, ...] = ()


class Sample(BaseModel):
    """Who chose those who were invited, and how."""

    model_config = _values
    chosen_by: Party = "commissioner"
    note: Localised = Localised()


class Theme(BaseModel):
    """What the commissioner wants to know; `code` names the code that stands for it."""

    model_config = _values
    id: Handle
    label: Localised
    code: str
    questions: tuple[Localised, ...] = ()


class PeoplePolicy(BaseModel):
    """How much a reader may learn of who said what.

    k: what fewer people than so many share is not told; None where nobody has decided, which `report check` says.
    """

    model_config = _values
    attribution: Attribution = "sector"
    k: int | None = Field(default=None, ge=1, le=50)

    @property
    def few(self) -> int:
        """What is few, also where nobody has decided."""
        return USUAL_K if self.k is None else self.k


class Information(BaseModel):
    """What those who answer a form are told before they agree to: who is responsible, what for, and for how long."""

    model_config = _values
    controller: str = ""
    contact: str = ""
    purpose: Localised = Localised()
    legal_basis: Localised = Localised()
    kept_until: dt.date | None = None
    how_to_withdraw: Localised = Localised()

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which nobody can agree to anything."""
        return tuple(name for name in ("controller", "purpose", "legal_basis", "kept_until") if not getattr(self, name))


class Retention(BaseModel):
    """Until when what can be led back to people may be kept; None where nobody has decided.

    names: names, contacts and labels of people. files: what was received, in `sources/`. texts: what people said in
    interviews and the like. answers: what was answered in forms. withdrawn: days that may pass before what somebody
    said who has withdrawn must be gone.
    """

    model_config = _values
    names: dt.date | None = None
    files: dt.date | None = None
    texts: dt.date | None = None
    answers: dt.date | None = None
    withdrawn: int = Field(default=30, ge=0, le=3650)


class Evaluation(BaseModel):
    """`coreq`: what the researchers answer to items of the checklist, by their numbers; see `reports/coreq`.

    words: what the study's own names and values are called in other languages: titles, sectors, roles, pseudonyms.
    """

    model_config = _values
    title: str
    subtitle: str = ""
    agreement: Agreement = Agreement()
    commissioner: Commissioner = Commissioner()
    evaluator: Evaluator = Evaluator()
    period: Period = Period()
    languages: tuple[Language, ...] = Field(default=("nb",), min_length=1)
    sample: Sample = Sample()
    themes_from: Party = "commissioner"
    limits: Localised = Localised()
    themes: tuple[Theme, ...] = ()
    people: PeoplePolicy = PeoplePolicy()
    information: Information = Information()
    retention: Retention = Retention()
    surveys: tuple[Survey, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()  # codes that contradict each other
    coreq: Mapping[Annotated[int, Field(ge=1, le=32)], Localised] = {}
    words: Mapping[str, Localised] = {}
    database: str | None = None

    @property
    def language(self) -> Language:
        """The language the study is led in: the first of its languages."""
        return self.languages[0]

    def said(self, text: str, language: Language) -> str:
        """A name or a value of the study in this language, as it stands where `words` has no other for it."""
        found = self.words.get(text)
        return (getattr(found, language) if found else None) or text

    def told(self, language: Language) -> Evaluation:
        """The same, with its titles and the agreement's names in this language."""
        names = {name: self.said(getattr(self.agreement, name), language) for name in ("name", "short")}
        titles = {name: self.said(getattr(self, name), language) for name in ("title", "subtitle")}
        return self.model_copy(update={**titles, "agreement": self.agreement.model_copy(update=names)})

    def theme_of(self, code: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.code == code), None)
