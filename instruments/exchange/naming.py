"""What is called anything elsewhere gets ids and variables as instruments have them, each once."""

from __future__ import annotations

import re
import unicodedata

from instruments.model.question import LONGEST, variable_of

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss"})


def handle_of(text: str, longest: int = LONGEST) -> str:
    """`Arbeidsmiljø og HMS` is `arbeidsmiljo-og-hms`; what has no letter is empty."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:longest].strip("-")


class Names:
    """Gives ids and variables that nothing else in the draft has; upper and lower case alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def id(self, wished: str, otherwise: str = "q") -> str:
        return self._free(handle_of(wished) or otherwise, "-")

    def variable(self, wished: str) -> str:
        legal = re.fullmatch(r"[A-Za-z](?:[A-Za-z0-9_]{0,30}[A-Za-z0-9])?", wished)
        return self._free(wished if legal else variable_of(handle_of(wished) or "q"), "_")

    def _free(self, wished: str, joint: str) -> str:
        name, number = wished, 2
        while f"{joint}{name.lower()}" in self._taken:
            end = f"{joint}{number}"
            name, number = f"{wished[: LONGEST - len(end)]}{end}", number + 1
        self._taken.add(f"{joint}{name.lower()}")
        return name
