"""What a page tells is to be put right in a text, as it must look, and what each does: one door's as the other's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from coding.workbench import correcting
from coding.workbench.correcting import Seen
from coding.workbench.told import Name, Place, Told, Version, Written
from evaluation.language import Language
from evaluation.study import Study

Short = Annotated[str, Field(max_length=200)]
Did = dict[str, Any]


class Read(Told):
    """What is put right was read in this version of the text."""

    version: Version


class Rewritten(Read):
    start: Place
    end: Place
    words: Written


class Turn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    start: Place
    end: Place
    speaker: Short = ""
    participant: Name | None = None

    @property
    def seen(self) -> Seen:
        return Seen(self.start, self.end, self.speaker, self.participant)


class Split(Read):
    turn: Turn
    at: Place


class Joined(Read):
    turn: Turn
    clean: bool = False


class Given(Read):
    turn: Turn
    to: Annotated[str, Field(min_length=1, max_length=200)]
    everywhere: bool = False


class Renamed(Told):
    words: Short
    instead: Short
    agreed: Annotated[str, Field(max_length=16)] = ""
    left: Annotated[list[Place], Field(default_factory=list, max_length=correcting.SHOWN)]
    language: Language = "nb"


def rewrite(study: Study, told: Rewritten, *, dry_run: bool = False) -> Did:
    return correcting.rewrite(study, told.source, told.version, (told.start, told.end), told.words, dry_run=dry_run)


def split(study: Study, told: Split) -> Did:
    correcting.split(study, told.source, told.version, told.turn.seen, told.at)
    return {}


def join(study: Study, told: Joined, *, dry_run: bool = False) -> Did:
    return correcting.join(study, told.source, told.version, told.turn.seen, clean=told.clean, dry_run=dry_run)


def give(study: Study, told: Given) -> Did:
    correcting.give(study, told.source, told.version, told.turn.seen, told.to, everywhere=told.everywhere)
    return {}


def names(study: Study, told: Renamed, *, suggest: bool = True) -> Did:
    """Where a name stands. suggest: whom it belongs to may be told, as to the owner of the study."""
    return correcting.name_places(study, told.words, told.instead, language=told.language, suggest=suggest)


def rename(study: Study, told: Renamed) -> Did:
    return {"n": correcting.put_name(study, told.words, told.instead, agreed=told.agreed, left=frozenset(told.left))}


# What a correction would do, and what it does; by the path it is asked for at.
PREVIEWS: Mapping[str, tuple[type[Told], Callable[..., Did]]] = {
    "words/preview": (Rewritten, lambda study, told: rewrite(study, told, dry_run=True)),
    "turns/join/preview": (Joined, lambda study, told: join(study, told, dry_run=True)),
    "names/preview": (Renamed, names),
}
CORRECTIONS: Mapping[str, tuple[type[Told], Callable[..., Did]]] = {
    "words": (Rewritten, rewrite),
    "turns/split": (Split, split),
    "turns/join": (Joined, join),
    "turns/give": (Given, give),
    "names": (Renamed, rename),
}
