"""The sample's two coders: a closed blind round, and some of their disagreements settled."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from coding.consensus.comparing import Wanted
from coding.consensus.resolving import Decision, New, resolve, take_over
from evaluation.memos import add_memo
from evaluation.model import Coding, Memo, Source
from evaluation.rounds import close_round, open_round
from evaluation.study import Study

ROUND = "dobbeltkoding"
CODERS = ("ida", "jonas")
SOURCE = "fokusgruppe"
MEMO = "Er kontaktpersonen alltid generelt? Jeg har brukt mangler der de savner den samme personen."


def add_double_coding(study: Study, sample: Path) -> None:
    """Let both code the focus group without seeing each other, close the round and settle what `decisions.csv` says."""
    first, second = (study.seen_by(coder) for coder in CODERS)
    open_round(first, ROUND, coders=CODERS)
    for each in (first, second):
        each.add(codings_of(each.source(SOURCE), sample / "codings.csv", each.who))
    close_round(first, ROUND)
    _write_memo(second)
    take_over(first, Wanted(rounds=(ROUND,)))
    for id_, decision in _decisions(study, sample / "decisions.csv"):
        resolve(first, id_, decision, Wanted(rounds=(ROUND,)))


def codings_of(source: Source, file: Path, coder: str) -> list[Coding]:
    """One coder's codings: each row tells by which words it begins, and which words after them it ends with."""
    return [
        Coding(source.name, *place_of(source.text, row), row["code"], coder=coder, round=ROUND, note=row["note"])
        for row in rows(file)
        if coder in row["coders"].split()
    ]


def place_of(text: str, row: dict[str, str]) -> tuple[int, int]:
    start = text.index(row["from"])
    return start, text.index(row["to"], start) + len(row["to"])


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def _write_memo(study: Study) -> None:
    [coding] = [each for each in study.codings() if each.coder == study.who and each.note.startswith("savner")]
    add_memo(study, Memo(MEMO, kind="method", on="coding", on_id=str(coding.id)))


def _decisions(study: Study, file: Path) -> Iterator[tuple[int, Decision]]:
    text = study.source(SOURCE).text
    ids = {(each.start, each.code): each.id for each in study.codings() if each.round == ROUND}
    for row in rows(file):
        id_ = ids[text.index(row["from"]), row["code"]]
        new = (New(row["new"]),) if row["new"] else ()
        yield id_ or 0, Decision(row["choice"], row["accepted"], new, row["reason"])  # type: ignore[arg-type]
