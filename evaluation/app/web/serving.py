"""What a running server holds: the study, the lock that writers take in turn, and who has been guessing."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from evaluation.app.web.guessing import Guesses
from evaluation.study import Study


@dataclass
class Serving:
    """`public` is the address from outside where it is another, `forms` those offered, where not all are.

    `writing` lets one save after another to the store: nobody waits for luck.
    """

    study: Study
    public: str = ""
    forms: frozenset[str] = frozenset()
    writing: Lock = field(default_factory=Lock)
    guesses: Guesses = field(default_factory=Guesses)

    def offers(self, form: str) -> bool:
        return not self.forms or form in self.forms
