"""Who asks the questions in a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NAMED = re.compile(
    r"(?:moderator|ordstyrer|ordstyrar|intervjuer|intervjuar|interviewer|fasilitator|facilitator|forsker|forskar"
    r"|mod|int|m)(?:en)?[\s_.-]*\d{0,2}(?:\s*\(.*\))?"
    r"|(?:moderator|ordstyrer|ordstyrar|intervjuer|intervjuar|interviewer|fasilitator|facilitator)\s.+",
    re.IGNORECASE,
)
_ASKS_OFTEN = 0.4


def moderators(spoken: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The labels, in (label, words) pairs, that are a moderator's: by name, else the one who asks most.

    Without a name that says it, it is the speaker with the largest share of turns with a question mark, if that is
    at least 40 per cent.
    """
    turns = Counter(label for label, _ in spoken if label)
    named = frozenset(label for label in turns if _NAMED.fullmatch(label))
    if named:
        return named
    asking = Counter(label for label, words in spoken if label and "?" in words)
    shares = {label: asking[label] / count for label, count in turns.items()}
    best = max(shares, key=lambda label: shares[label], default="")
    return frozenset({best}) if best and shares[best] >= _ASKS_OFTEN else frozenset()
