"""What a running server holds: the study, the door to its workbench, the lock that writers take in turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request

from evaluation.app.web.clashes import Clashes
from evaluation.app.web.doors import Door
from evaluation.app.web.feed import Feed
from evaluation.app.web.gallery import Gallery
from evaluation.app.web.guessing import Guesses
from evaluation.app.web.hearsay import Hearsay
from evaluation.app.web.presence import Presence
from evaluation.app.web.press import Press
from evaluation.study import Study

if TYPE_CHECKING:
    from evaluation.app.web.navigation import Link


@dataclass
class Serving:
    """`public` is the address from outside where it is another, `forms` those offered, where not all are.

    `door`: the way into the workbench; None where only forms are served. `writing` lets one save after another to the
    store: nobody waits for luck.
    """

    study: Study
    public: str = ""
    forms: frozenset[str] = frozenset()
    door: Door | None = None
    links: tuple[Link, ...] = ()
    writing: Lock = field(default_factory=Lock)
    guesses: Guesses = field(default_factory=Guesses)
    gallery: Gallery = field(default_factory=Gallery)
    clashes: Clashes = field(default_factory=Clashes)
    feed: Feed = field(init=False)
    hearsay: Hearsay = field(init=False)
    presence: Presence | None = field(init=False)
    press: Press = field(init=False)

    def __post_init__(self) -> None:
        self.press = Press(self.gallery.drawing)
        self.feed = Feed(self.study.store)
        self.hearsay = Hearsay(self.feed)
        self.presence = Presence(self.door) if self.door else None

    def offers(self, form: str) -> bool:
        return not self.forms or form in self.forms

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody makes the report or writes to the study."""
        with self.gallery.drawing, self.writing:
            yield

    @property
    def secure(self) -> bool:
        return self.public.startswith("https://")

    @property
    def public_host(self) -> str | None:
        return urlsplit(self.public).hostname


def serving_of(request: Request) -> Serving:
    found = request.app.state.serving
    if not isinstance(found, Serving):
        raise TypeError(found)
    return found
