"""How fast 200 transcripts are scanned for what tells who somebody is, beside one expression of the names."""

from __future__ import annotations

import random
import sys

from made import as_text, conversation
from measuring import figure, tell, timed

from evaluation.model import Organisation, Participant, People
from evaluation.privacy.names import names_of
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan

LIMIT = 60.0
FIRST = "Gunnvor Stian Dorota Hanne Jørn Ingelin Mads Elise Torbjørg Synnøve Bjørn Åse Kari-Anne Eivind Solveig".split()  # noqa: SIM905
LAST = "Ternebø Kvitnesdal Myrhaugen Skarvang Eikjestøl Vikastrand Ulvedalen Fjærestrand Rognvåg Brimholt".split()  # noqa: SIM905
PLANTED = 40  # names in each text


def main() -> None:
    texts, words = (10, 2_000) if "--small" in sys.argv else (200, 10_000)
    chance = random.Random(1)
    people = _people(chance)
    read = [_with_names(as_text(conversation(number, words)), people, chance) for number in range(texts)]
    register, names = register_of(people), names_of(people)
    found: list[int] = []
    wall, cpu = timed(lambda: found.extend(len(scan(each, register)) for each in read))
    peer, _ = timed(lambda: [sum(1 for _ in names.finditer(each)) for each in read])
    megabytes = round(sum(map(len, read)) / 1e6, 1)
    tell(
        figure(f"scan {texts} transcripts of {words} words", limit=LIMIT, ours=wall, peer=peer, unit="s")
        | {"peer_is": "one regular expression of the names: no initials, misspellings, numbers, strangers"}
        | {"cpu_s": round(cpu, 3), "megabytes": megabytes, "planted": texts * PLANTED, "finds": sum(found)}
    )


def _people(chance: random.Random) -> People:
    named = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(40)]
    organisations = [Organisation(id=f"o{n}", name=f"{last[:-2]}heim Drift AS") for n, last in enumerate(LAST)]
    participants = [Participant(id=f"p{number}", name=name) for number, name in enumerate(named)]
    return People(organisations=tuple(organisations), participants=tuple(participants))


def _with_names(text: str, people: People, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(PLANTED):
        name = chance.choice(people.participants).name
        words.insert(chance.randrange(len(words)), chance.choice((name, name.split()[0], f"{name.split()[-1]}s")))
    return " ".join(words)


if __name__ == "__main__":
    main()
