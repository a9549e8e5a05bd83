"""Real names taken out of what is shown to others."""

from __future__ import annotations

import re
from collections.abc import Callable

from evaluation.privacy.names import names_of
from evaluation.study import Study

MASK = "[…]"


def masking(study: Study) -> Callable[[str], str]:
    """What puts MASK in place of every name of a person or an organisation that the study knows."""
    names = names_of(study.people(names=True))
    return lambda text: masked(text, names)


def masked(text: str, names: re.Pattern[str]) -> str:
    """The text without the names; one that is broken over two lines is found too."""
    plain = re.sub(r"\s", " ", text)
    found = list(names.finditer(plain))
    for each in reversed(found):
        text = text[: each.start()] + MASK + text[each.end() :]
    return text
