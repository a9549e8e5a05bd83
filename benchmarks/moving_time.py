"""How fast 2,000 codings follow 300 edits in a long transcript, beside difflib on the words."""

from __future__ import annotations

import random
import sys
from difflib import SequenceMatcher

from made import as_text, conversation
from measuring import figure, tell, timed

from evaluation.sources.moving import Moved, move

LIMIT = 1.0
CODINGS = 2_000
EDITS = 300


def main() -> None:
    words, peer_words = (2_000, 500) if "--small" in sys.argv else (8_000, 8_000)
    old = as_text(conversation(1, words))
    chance = random.Random(1)
    new = _edited(old, chance)
    spans = [(at, min(len(old), at + chance.randint(5, 300))) for at in chance.choices(range(len(old) - 5), k=CODINGS)]
    found: list[Moved] = []
    wall, cpu = timed(lambda: found.append(move(old, new, spans)))
    short_old, short_new = old.split()[:peer_words], new.split()[:peer_words]
    peer, _ = timed(lambda: SequenceMatcher(None, short_old, short_new, autojunk=False).get_opcodes())
    exact = sum(each.is_exact for each in found[0].moves)
    tell(
        figure(
            f"move {CODINGS} codings along {EDITS} edits in {len(old)} characters",
            limit=LIMIT,
            ours=wall,
            peer=peer,
            unit="s",
        )
        | {"peer_is": f"difflib.SequenceMatcher on the first {peer_words} words: the difference alone"}
        | {
            "cpu_s": round(cpu, 3),
            "exact": exact,
            "lost": len(found[0].lost),
            "kept": round(found[0].similarity.text, 3),
        }
    )


def _edited(text: str, chance: random.Random) -> str:
    """The text with a few letters or words put in, taken out or replaced, in as many places as there are edits."""
    words = text.split()
    for at in sorted(chance.sample(range(len(text)), EDITS), reverse=True):
        put_in = " ".join(chance.choices(words, k=chance.choice((0, 1, 4))))
        text = text[:at] + put_in + text[at + chance.choice((0, 2, 12)) :]
    return text


if __name__ == "__main__":
    main()
