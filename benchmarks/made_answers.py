"""Invented survey answers and a codebook to code them with: the same for the same seed, on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate, product

import numpy as np

from evaluation.model import Code, Codebook, Indicator

SEED = 1847
CODES, INDICATORS = 80, 15
WORDS_OF_AN_ANSWER = (3, 34)
DISTINCT = 60_000
AT_ONCE = 20_000
ONSETS = """
    b bl br d dr f fl fr g gr h j k kl kr kv l m n p pl pr r s sk skr sl sm sn sp st str sv t tr v
    """.split()  # noqa: SIM905
VOWELS = "a e i o u y æ ø å ei au øy".split()  # noqa: SIM905
CODAS = "b d g k l ld lg ll lt m mp n nd ng nk nn r rd rk rm rn rt s sk st t v".split()  # noqa: SIM905
ENDINGS = ("", "", "en", "er", "ene", "et", "ing", "inger", "ingen", "s", "lig", "elig", "te", "het")
# What stands after a word, and how often: typing and typesetting bring hyphens, dashes and blanks of every kind.
AFTER = {
    " ": 800,
    ", ": 60,
    ". ": 90,
    "! ": 8,
    "? ": 8,
    " – ": 6,
    "  ": 6,
    "\u00a0": 5,
    "\n": 5,
    "\u2010": 3,
    "-": 3,
    "’ ": 3,
    "/": 3,
}


def words(chance: random.Random) -> list[str]:
    """Distinct words, commonest first: short ones, long ones and compounds, each stem in several forms."""
    syllables = [onset + vowel for onset, vowel in product(ONSETS, VOWELS)]
    found = dict.fromkeys(chance.sample(syllables, 150))
    while len(found) < DISTINCT:
        stem = "".join(chance.choices(syllables, k=chance.choice((0, 0, 1, 1, 1, 2)))) + _last(chance)
        found.update(dict.fromkeys(stem + ending for ending in chance.sample(ENDINGS, 4)))
    return list(found)[:DISTINCT]


def _last(chance: random.Random) -> str:
    return chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)


def answers(number: int, seed: int = SEED) -> Iterator[str]:
    """So many answers of 141 letters on the average; a word's frequency falls with its rank, as in every language."""
    chance, known = np.random.default_rng(seed), np.array(words(random.Random(seed)), object)
    signs = np.repeat(np.array(list(AFTER), object), list(AFTER.values()))
    cumulative = np.array(list(accumulate(1 / (rank + 2.7) for rank in range(len(known)))))
    for first in range(0, number, AT_ONCE):
        lengths = chance.integers(*WORDS_OF_AN_ANSWER, min(AT_ONCE, number - first))
        total = int(lengths.sum())
        drawn = known[np.searchsorted(cumulative, chance.random(total) * cumulative[-1])]
        parts = (drawn + signs[chance.integers(0, len(signs), total)]).tolist()
        stops = np.cumsum(lengths).tolist()
        for start, stop in zip([0, *stops], stops, strict=False):
            answer = "".join(parts[start:stop])
            yield answer[:1].upper() + answer[1:].rstrip(" \n\u00a0") + "."


def codebook(seed: int = SEED) -> Codebook:
    """Eighty codes with fifteen indicators each: five words, five beginnings, five phrases."""
    chance, known = random.Random(seed + 1), words(random.Random(seed))
    codes = [
        Code(name=f"kode-{each:02d}", indicators=Indicator(nb=tuple(_indicators(chance, known))))
        for each in range(CODES)
    ]
    return Codebook(name="made", codes=tuple(codes))


def _indicators(chance: random.Random, known: list[str]) -> Iterator[str]:
    rare, common = known[200:20_000], known[:400]
    for _ in range(INDICATORS // 3):
        yield chance.choice(rare)
        yield chance.choice([word for word in chance.sample(rare, 9) if len(word) > 5] or rare)[:7].rstrip("-") + "*"
        yield f"{chance.choice(common)} {chance.choice(common)}"
