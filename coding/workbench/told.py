"""What a page tells that was done, as it must look, and the act each is: one door's as the other's."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from coding.workbench.acts import (
    Mark,
    change_words,
    code_called,
    code_words,
    new_code,
    remove_mark,
    rewrite_memo,
    write_memo,
)
from coding.workbench.steps import bring_back, take_back
from coding.workbench.suggesting import Offer, accept_offer, refuse_offer
from evaluation.language import Language
from evaluation.study import Study

MOST_WORDS = 20_000  # characters of a memo or a note
Place = Annotated[int, Field(ge=0, le=1_000_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Written = Annotated[str, Field(max_length=MOST_WORDS)]
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Made = dict[str, Any]  # `made`: what came of it, where something did


class Told(BaseModel):
    """What every act says besides: the source that is open, and the last change its page has heard of.

    version: that of the text its places were read in, which the page always tells; else they are of the text as it is.
    """

    model_config = ConfigDict(extra="forbid", strict=True)
    source: Name
    since: Place
    version: Version | None = None


class Marked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    start: Place
    end: Place
    code: Name
    note: Written = ""
    certainty: Annotated[int, Field(ge=0, le=100)] | None = None

    @property
    def mark(self) -> Mark:
        return Mark(self.start, self.end, self.code, self.note, self.certainty)


class Coded(Told):
    mark: Marked


class Changed(Told):
    was: Marked
    now: Marked


class Removed(Told):
    was: Marked


class Named(Told):
    label: Annotated[str, Field(min_length=1, max_length=200)]
    parent: Name | None = None
    language: Language = "nb"


class Noted(Told):
    text: Written
    on: Literal["source", "coding"]
    on_id: Name
    start: Place | None = None
    end: Place | None = None


class Renoted(Told):
    was: Written
    text: Written


class Offered(Told):
    start: Place
    end: Place
    code: Name
    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    model: Annotated[str, Field(max_length=40, pattern=r"^[0-9a-z.-]*$")] = ""
    indicator: Annotated[str, Field(max_length=500)] = ""

    @property
    def offer(self) -> Offer:
        return Offer(self.start, self.end, self.code, self.score, self.model, self.indicator)


class Step(Told):
    change: Place


def coded(study: Study, told: Coded) -> Made:
    return {"made": code_words(study, told.source, told.mark.mark, told.version)}


def changed(study: Study, told: Changed, id_: int) -> Made:
    change_words(study, id_, told.was.mark, told.now.mark, told.version)
    return {}


def removed(study: Study, told: Removed, id_: int) -> Made:
    remove_mark(study, id_, told.was.mark, told.version)
    return {}


def named(study: Study, told: Named) -> Made:
    there = code_called(study, told.label, parent=told.parent, language=told.language)
    return {"made": there or new_code(study, told.label, parent=told.parent, language=told.language)}


def noted(study: Study, told: Noted) -> Made:
    place = (told.start, told.end) if told.start is not None and told.end is not None else None
    return {"made": write_memo(study, told.text, on=told.on, on_id=told.on_id, place=place, version=told.version)}


def renoted(study: Study, told: Renoted, id_: int) -> Made:
    rewrite_memo(study, id_, told.was, told.text)
    return {}


def accepted(study: Study, told: Offered) -> Made:
    accept_offer(study, told.source, told.offer, told.version)
    return {}


def refused(study: Study, told: Offered) -> Made:
    refuse_offer(study, told.source, told.offer, told.version)
    return {}


def undone(study: Study, told: Step) -> Made:
    take_back(study, told.change)
    return {}


def redone(study: Study, told: Step) -> Made:
    bring_back(study, told.change)
    return {}
