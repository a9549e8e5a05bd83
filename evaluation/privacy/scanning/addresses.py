"""Whose name an e-mail address is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.spelling import folded

_AT = re.compile(r"\s?(?:@|\(at\)|\[at\])", re.IGNORECASE)
_PIECE = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑]")
SHORTEST = 4  # letters of names put together: kvik
SHORTEST_WHOLE = 8  # letters of a whole name written as one word
SHORTEST_FIRST = 6  # letters of a double first name written as one word: Oddarne
LONGEST_INITIALS = 3  # letters: k.a.solbakken, kas@


def whose(register: Register, address: str) -> tuple[str, ...]:
    """Those of the register whose names an address is made of: kari@, kari.nordmann@, k.nordmann@, knordmann@.

    A name alone or names put together tell whose it is; initials only beside one.
    """
    pieces = [folded(each) for each in _PIECE.findall(_AT.split(address)[0])]
    made = register.once("addresses", lambda: _together(register))
    found = [_named(register, piece, made) for piece in pieces]
    if not any(found):
        return ()
    common = set.intersection(*filter(None, found))
    left = [piece for piece, who in zip(pieces, found, strict=True) if not who]
    return tuple(sorted(who for who in common if all(_initials(register, who, piece) for piece in left)))


def together(register: Register, word: str) -> tuple[str, ...]:
    """Those whose whole name is written as one word: KariNordmann, as files and accounts are called."""
    whole = register.once("whole names as words", lambda: _whole(register))
    return tuple(sorted(whole.get(folded(word), ())))


def _whole(register: Register) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for who, words in register.people.items():
        bare = ["".join(_HYPHEN.split(word)) for word in words]
        if len(bare) > 1:
            for each in ("".join(bare), bare[0] + bare[-1], bare[-1] + bare[0], *_pairs(bare)):
                if len(each) >= SHORTEST_WHOLE:
                    found.setdefault(folded(each), set()).add(who)
            if len(bare[0] + bare[1]) >= SHORTEST_FIRST and len(bare) > 2:
                found.setdefault(folded(bare[0] + bare[1]), set()).add(who)
    return found


def _pairs(words: list[str]) -> Iterator[str]:
    return (one + other for one, other in pairwise(words))


def _named(register: Register, piece: str, made: dict[str, set[str]]) -> set[str]:
    if len(piece) < 2:
        return set()
    exact = {part.who for part in register.exactly(piece)} | made.get(piece, set())
    return exact or {part.who for part in register.nearly(piece, shortest=5)}


def _initials(register: Register, who: str, piece: str) -> bool:
    """Whether the letters begin words of the name, in their order."""
    words = iter(_words(register, who))
    return len(piece) <= LONGEST_INITIALS and all(any(word.startswith(letter) for word in words) for letter in piece)


def _words(register: Register, who: str) -> list[str]:
    return [folded(piece) for word in register.people.get(who, ()) for piece in _HYPHEN.split(word) if piece]


def _together(register: Register) -> dict[str, set[str]]:
    """Names put together, folded → who has them."""
    found: dict[str, set[str]] = {}
    for who, words in register.people.items():
        if len(words) > 1:
            for each in _made(words):
                if len(each) >= SHORTEST:
                    found.setdefault(folded(each), set()).add(who)
    return found


def _made(words: tuple[str, ...]) -> Iterator[str]:
    """karinordmann, nordmannkari, karianne, knordmann, karin, kanordmann, and karnor as large firms have it."""
    first, last = ("".join(_HYPHEN.split(word)) for word in (words[0], words[-1]))
    initials = "".join(piece[:1] for word in words[:-1] for piece in _HYPHEN.split(word))
    middle = "".join(words[:-1])
    yield from (first + last, last + first, middle, middle + last, first[0] + last, last + first[0], first + last[0])
    yield from (initials + last, last + initials, first[:2] + last[:3], first[:3] + last[:3])
