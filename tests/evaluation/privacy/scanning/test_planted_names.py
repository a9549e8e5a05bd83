"""How many planted names are found, in texts written by somebody who had not seen the rules."""

import csv
import io
from pathlib import Path

import pytest

from evaluation.model import People
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.settings.yaml_file import load

# The rules were mended after the first set had been read (recall 0.85, precision 0.99 then, every letter counted). The
# second was read for the first time with those rules (recall 0.978, precision 0.976), and they were mended once more.
# An address counts as found where it is told whose it is. Where the addresses are in `traces.csv` alone, what is told
# of one counts neither as right nor as wrong.
KINDS = ("person", "organisation", "e-mail")
SETS = sorted(Path(__file__).parents[1].glob("held_out*"))


def found(text: str, people: People) -> list[Find]:
    finds = scan(text, register_of(people))
    return [each for each in finds if each.of and each.kind in KINDS and each.certainty != "possible"]


def spans(file: Path) -> dict[str, list[tuple[int, int]]]:
    """The places of a CSV, or only those of e-mail addresses where it tells kinds, by file."""
    found: dict[str, list[tuple[int, int]]] = {}
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")), delimiter=";") if file.exists() else ()
    for each in rows:
        if "mail" in each.get("kind", "mail"):
            found.setdefault(each["file"], []).append((int(each["start"]), int(each["end"])))
    return found


def within(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in places)


@pytest.mark.parametrize("folder", SETS, ids=[each.name for each in SETS])
def test_recall_and_precision(folder: Path) -> None:
    people = People.model_validate(load(folder / "people.yaml").content)
    gold, addresses = spans(folder / "gold.csv"), spans(folder / "traces.csv")
    hits = told = right = 0
    for file in sorted(folder.glob("*.txt")):
        planted = gold.get(file.name, [])
        finds = [(each.start, each.end) for each in found(file.read_text(encoding="utf-8"), people)]
        hits += sum(within(*place, finds) for place in planted)
        good = sum(within(*place, planted) for place in finds)
        right += good
        told += good + sum(not within(*place, planted + addresses.get(file.name, [])) for place in finds)
    assert hits / sum(map(len, gold.values())) >= 0.98
    assert right / told >= 0.9
