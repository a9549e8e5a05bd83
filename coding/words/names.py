"""The words of texts that name somebody the study knows, to be hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coding.text.tokens import WORD


def naming(texts: Iterable[str], names: re.Pattern[str]) -> frozenset[str]:
    """The distinct words of the texts, as they are written, in which a name stands.

    names: as `evaluation.privacy.names.names_of` gives it.
    """
    words = {word for text in texts for word in WORD.findall(text)}
    return frozenset(word for word in words if names.search(word))
