"""How fast 200 long transcripts are coded by rule, beside one regular expression of the same indicators."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from made import as_text, conversation
from measuring import figure, tell, timed

from coding import rules, schemes, transcripts
from evaluation.model import Codebook, Source
from evaluation.sources.extract import Extract, Line

LIMIT = 20.0
SCHEME = "ia-agreement"


def main() -> None:
    number, words = (4, 1_000) if "--small" in sys.argv else (200, 12_000)
    codebook = schemes.load(SCHEME)
    sources = [_source(each, words) for each in range(number)]
    total = sum(len(source.text.split()) for source in sources)
    found: list[int] = []
    wall, cpu = timed(lambda: found.extend(len(rules.apply(codebook, source)) for source in sources))
    pattern = _alternation(codebook)
    matched: list[int] = []
    peer, _ = timed(lambda: matched.extend(sum(1 for _ in pattern.finditer(source.text)) for source in sources))
    told = figure(f"code {number} × {words} words by rule", limit=LIMIT, ours=wall, peer=peer, unit="s")
    peer_is = "one compiled alternation of the indicators' literal beginnings: no stems, gaps, exclusions or sentences"
    tell(
        told
        | {"peer_is": peer_is, "words_per_second": round(total / wall), "cpu_s": round(cpu, 3), "codes": len(codebook)}
        | {"words": total, "codings": sum(found), "peer_matches": sum(matched)}
    )


def _source(number: int, words: int) -> Source:
    lines = as_text(conversation(number, words)).split("\n")
    extracted = Extract(tuple(Line(line, at) for at, line in enumerate(lines, 1)), f"samtale-{number:03d}.txt")
    return transcripts.parse(extracted)


def _alternation(codebook: Codebook) -> re.Pattern[str]:
    beginnings = sorted(set(_beginnings(codebook)), key=lambda each: (-len(each), each))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, beginnings))})", re.IGNORECASE)


def _beginnings(codebook: Codebook) -> Iterator[str]:
    """Each indicator up to its first wildcard or gap."""
    for code in codebook:
        for written in (*code.indicators.nb, *code.indicators.nn):
            beginning = re.split(r"[*~<]", written.lstrip("!*"))[0].strip()
            if beginning:
                yield beginning


if __name__ == "__main__":
    main()
