"""What a running server holds: the study, the lock that writers take in turn, and who has been guessing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from evaluation.app.web.guessing import Guesses
from evaluation.study import Study

BUNDLE = Path(__file__).parents[3] / "instruments" / "form" / "static"


@dataclass
class Serving:
    """`writing` lets one save after another to the store, in the order they came: nobody waits for luck."""

    study: Study
    writing: Lock = field(default_factory=Lock)
    guesses: Guesses = field(default_factory=Guesses)
