"""What the figures and tables that are drawn from the study's own material rest on, by their ids."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reports.coded import Sum
from reports.facts import Facts
from reports.origins import Origin

# What a figure or table is made of. `study`: all of it, where nothing narrower is known.
Basis = Literal["sessions", "turns", "codings", "sources", "participants", "instruments", "rounds", "findings",
                "follow-up", "codebook", "study"]  # fmt: skip
BY_NAME: Mapping[str, Basis] = {
    "timeline": "sessions",
    "talk": "turns",
    "heatmap": "codings",
    "codings": "codings",
    "sources": "sources",
    "people": "participants",
    "agreement": "rounds",
    "confusion": "rounds",
    "recommendations": "findings",
    "index": "codebook",
}
BY_START: Mapping[str, Basis] = {
    "theme-": "codings",
    "asked-": "instruments",
    "difference-": "rounds",
    "follow-up": "follow-up",
    "goal-": "follow-up",
    "followed-": "follow-up",
    "meetings": "follow-up",
    "actions": "follow-up",
    "overview": "follow-up",
    "recurring": "follow-up",
    "changes": "follow-up",
    "figures": "follow-up",
    "counties": "follow-up",
    "funds": "follow-up",
    "effects": "follow-up",
    "survey-joint": "codings",
}
Counted = tuple[int, str]  # how many it rests on, and their hash
_TABLE = re.compile(r"::: \{#tbl-([\w-]+)[^}]*\}\n(.*?)\n:::", re.DOTALL)
_RULE = re.compile(r"\+(-+\+)+")  # beneath each row of a grid table, and above its head
_FIGURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\([^)]*\)\{#fig-([\w-]+)")


def material_origins(texts: Mapping[str, str], facts: Facts, known: Collection[str] = ()) -> Iterator[Origin]:
    """One for each figure and table of the generated texts that has no origin among those known."""
    for id_, caption in captions(texts).items():
        if id_ not in known:
            basis = basis_of(id_)
            yield Origin(id_, "material", caption, {"basis": basis, "theme": _theme(id_, facts), **_rests(id_, facts)})


@dataclass(frozen=True)
class Tabled:
    """A table of a generated text: its caption, how many rows it has, and what it says as a hash."""

    caption: str
    rows: int
    digest: str


def part_origins(parts: Mapping[str, str]) -> Iterator[Origin]:
    """One for each table that a part of the template tells."""
    for id_, told in tables_of(parts).items():
        if is_of_part(id_):
            basis = basis_of(id_)
            rests = {"n": told.rows, "digest": told.digest, "command": _COMMANDS[basis]}
            yield Origin(id_, "material", told.caption, {"basis": basis, "theme": "", **rests})


def is_of_part(id_: str) -> bool:
    return basis_of(id_) in ("follow-up", "codebook")


def tables_of(texts: Mapping[str, str]) -> dict[str, Tabled]:
    """The tables of generated texts by their ids, without `tbl-`."""
    found: dict[str, Tabled] = {}
    for text in texts.values():
        for id_, body in _TABLE.findall(text):
            rows = sum(bool(_RULE.fullmatch(each)) for each in body.splitlines()) - 1 if "+=" in body else _piped(body)
            found.setdefault(id_, Tabled(_plain(body.strip().rpartition("\n")[2]), rows, _hash([body])))
    return found


def _piped(body: str) -> int:
    """The rows of a pipe table, but for its head and the rule beneath that."""
    return sum(each.startswith("|") for each in body.splitlines()) - 2


def captions(texts: Mapping[str, str]) -> dict[str, str]:
    """The id of each figure and table, without `fig-` or `tbl-`, and its caption."""
    found: dict[str, str] = {}
    for text in texts.values():
        for caption, id_ in _FIGURE.findall(text):
            found.setdefault(id_, _plain(caption))
        for id_, body in _TABLE.findall(text):
            found.setdefault(id_, _plain(body.strip().rpartition("\n")[2]))
    return found


def basis_of(id_: str) -> Basis:
    started: Basis = next((basis for start, basis in BY_START.items() if id_.startswith(start)), "study")
    return BY_NAME.get(id_, started)


def digest_of(id_: str, facts: Facts) -> str:
    """What it rests on as it is now, as a hash: another one means that the figure or table is out of date."""
    return str(_rests(id_, facts)["digest"])


def _rests(id_: str, facts: Facts) -> dict[str, Any]:
    """How many there are of what it rests on, and where they stand: texts by the hash of their file."""
    number, digest = _SUMS[basis_of(id_)](id_, facts)
    told = {"n": number, "digest": digest, "command": _command(id_, facts)}
    if basis_of(id_) != "codings":
        return told
    coded = _codings(id_, facts)
    hashes = {each.name: each.sha256 for each in facts.sources}
    texts = [{"sha256": hashes.get(name, ""), "n": count} for name, count in sorted(coded.texts.items())]
    return {**told, "texts": texts, "codes": list(coded.codes)}


def _command(id_: str, facts: Facts) -> str:
    """What shows all that it rests on."""
    theme = next((each for each in facts.evaluation.themes if each.id == _theme(id_, facts)), None)
    if theme is not None and theme.code:
        return f"underveis code list --code {theme.code}"
    return _COMMANDS[basis_of(id_)]


_COMMANDS: Mapping[Basis, str] = {
    "sessions": "underveis sessions",
    "turns": "underveis sources",
    "codings": "underveis code list",
    "sources": "underveis sources",
    "participants": "underveis people",
    "instruments": "underveis instrument show",
    "rounds": "underveis code compare",
    "findings": "underveis finding list",
    "follow-up": "underveis minutes list",
    "codebook": "underveis codebook list",
    "study": "underveis status",
}


def _theme(id_: str, facts: Facts) -> str:
    named = id_.removeprefix("theme-")
    return named if id_.startswith("theme-") and named in {each.id for each in facts.evaluation.themes} else ""


def _codings(id_: str, facts: Facts) -> Sum:
    return facts.coded.of(_theme(id_, facts))


def _coded(id_: str, facts: Facts) -> Counted:
    found = _codings(id_, facts)
    return found.n, found.digest


def _sessions(_: str, facts: Facts) -> Counted:
    return _listed([each.model_dump(mode="json") for each in facts.people.sessions])


def _turns(_: str, facts: Facts) -> Counted:
    return _listed([[source.name, turn.start, turn.end, turn.participant] for source, turn in facts.spoken()])


def _sources(_: str, facts: Facts) -> Counted:
    return _listed([[each.name, each.sha256, each.kind, each.session, len(each.text)] for each in facts.sources])


def _participants(_: str, facts: Facts) -> Counted:
    return _listed([each.model_dump(mode="json") for each in facts.informants])


def _instruments(_: str, facts: Facts) -> Counted:
    return _listed([[each.name, each.sha256] for each in facts.versions] or sorted(facts.instruments))


def _findings(_: str, facts: Facts) -> Counted:
    return _listed([[each.id, each.stamp] for each in facts.findings])


def _whole(id_: str, facts: Facts) -> Counted:
    parts = [summed(id_, facts) for summed in (_sources, _coded, _participants)]
    return sum(number for number, _ in parts), _hash([digest for _, digest in parts])


_SUMS: Mapping[Basis, Callable[[str, Facts], Counted]] = {
    "sessions": _sessions,
    "turns": _turns,
    "codings": _coded,
    "sources": _sources,
    "participants": _participants,
    "instruments": _instruments,
    "rounds": _coded,
    "findings": _findings,
    "follow-up": _whole,
    "codebook": _whole,
    "study": _whole,
}


def _listed(found: list[Any]) -> Counted:
    return len(found), _hash(found)


def _hash(listed: list[Any]) -> str:
    return hashlib.sha256(json.dumps(listed, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def _plain(caption: str) -> str:
    return re.sub(r"\\(.)", r"\1", caption)
