"""What is new in a version since the one before it, and what is remembered of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.language import Language, phrase
from evaluation.numbers import write_number
from reports.engines.reading import text_of
from reports.files import content_of
from reports.living.evidence import KINDS, Told
from reports.living.history import Edition, History
from reports.living.paragraphs import paragraphs_of
from reports.living.speaking import label_of
from reports.living.standing import Standing
from reports.manifest import NAME as MANIFEST

NUMBERS = 4  # numbers that are told one by one
OWN = (".qmd", ".yml", ".bib", ".csl")


def last_edition(history: History, version: str) -> Edition | None:
    """The version as it was made last."""
    return next((each for each in reversed(history.editions) if each.version == version), None)


def next_edition(folder: Path, history: History, version: str, told: Told, standing: Sequence[Standing]) -> Edition:
    """The version as it would be made now: the same number where nothing is another than it was."""
    last, hash_ = last_edition(history, version), hash_of(folder)
    number = 1 if last is None else last.number + (last.hash != hash_)
    states = {each.id: each.state for each in told.values()}
    words = tuple(f"{each.id}:{each.paragraph.fingerprint}" for each in standing)
    return Edition(version, number, "", hash_, (), told=states, paragraphs=words)


def hash_of(folder: Path) -> str:
    """Of all that a version is made from: what is generated, and every file of the researcher's own."""
    seen = [content_of(folder / MANIFEST) or b""]
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.suffix in OWN and path.is_file() and not inside.parts[0].startswith(("_generated", "_ext", ".")):
            seen.append(inside.as_posix().encode() + b"\0" + (content_of(path) or b""))
    return hashlib.sha256(b"\0".join(seen)).hexdigest()[:16]


def before_this(history: History, edition: Edition) -> Edition | None:
    """The one to compare with: the last of this version that has another number."""
    listed = [each for each in history.editions if each.version == edition.version and each.number < edition.number]
    return listed[-1] if listed else None


def changes_since(last: Edition, now: Edition, told: Told, language: Language) -> tuple[str, ...]:
    """What a reader of the version before is told: numbers one by one, the rest counted."""
    return (*_numbers(last, now, told, language), *_things(last, now, told, language), *_text(last, now, language))


def kept(history: History, edition: Edition) -> History:
    """The history with this version in it; one made again from the same files takes the place of what it was."""
    again = [each for each in history.editions if (each.version, each.number) != (edition.version, edition.number)]
    same = [each for each in history.editions if (each.version, each.number) == (edition.version, edition.number)]
    files = tuple(dict.fromkeys([*(name for each in same for name in each.files), *edition.files]))
    return replace(history, editions=(*again, replace(edition, files=files)))


def _numbers(last: Edition, now: Edition, told: Told, language: Language) -> Iterator[str]:
    changed = [
        (label_of(told[id_]), last.told[id_], state)
        for id_, state in now.told.items()
        if told[id_].kind == "number" and id_ in last.told and last.told[id_] != state
    ]
    for label, before, after in changed[:NUMBERS]:
        yield phrase("narrative.since.number", language, label=label, before=before, after=after)
    if len(changed) > NUMBERS:
        yield phrase("narrative.since.more_numbers", language, n=len(changed) - NUMBERS)


def _things(last: Edition, now: Edition, told: Told, language: Language) -> Iterator[str]:
    """`Figurer: 2 endret, 1 ny`."""
    counts: Mapping[str, Counter[str]] = {kind: Counter() for kind in KINDS if kind != "number"}
    for id_ in dict.fromkeys([*last.told, *now.told]):
        kind = _kind_of(id_)
        if kind in counts and last.told.get(id_) != now.told.get(id_):
            verdict = "new" if id_ not in last.told else "gone" if id_ not in now.told else "changed"
            counts[kind][verdict] += 1
    for kind, found in counts.items():
        if found:
            listed = [
                phrase(f"narrative.since.{verdict}", language, n=n, count=_count(n, language))
                for verdict, n in found.items()
            ]
            yield f"{phrase(f'narrative.since.kind.{kind}', language)}: {', '.join(listed)}"


def _text(last: Edition, now: Edition, language: Language) -> Iterator[str]:
    before, after = _fingerprints(last), _fingerprints(now)
    counts = {
        "changed": sum(id_ in before and before[id_] != words for id_, words in after.items()),
        "new": sum(id_ not in before for id_ in after),
        "gone": sum(id_ not in after for id_ in before),
    }
    listed = [
        phrase(f"narrative.since.{verdict}", language, n=n, count=_count(n, language))
        for verdict, n in counts.items()
        if n
    ]
    if listed:
        yield f"{phrase('narrative.since.kind.narrative', language)}: {', '.join(listed)}"


def _fingerprints(edition: Edition) -> dict[str, str]:
    pairs = (each.partition(":") for each in edition.paragraphs)
    return {id_: words for id_, _, words in pairs}


def _count(n: int, language: Language) -> str:
    return write_number(n, language=language)


def _kind_of(id_: str) -> str:
    return {"fig": "figure", "tbl": "table", "quotes": "quotes", "text": "text"}.get(id_.partition(":")[0], "number")


def unfilled(folder: Path) -> list[tuple[str, int]]:
    """Places in the researcher's own text that are still to be filled in: file and line."""
    found: list[tuple[str, int]] = []
    for file in sorted({each.file for each in paragraphs_of(folder)} | {"report.qmd"}):
        lines = text_of(folder, Path(file)).splitlines()
        found += [
            (file, at)
            for at, line in enumerate(lines, 1)
            if line.lstrip().startswith(":::") and "narrative-place" in line
        ]
    return found
