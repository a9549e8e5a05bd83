"""Which paragraphs rest on evidence that has changed since they were written, and has not been confirmed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from evaluation.model import Confirmation
from reports.living.difference import Difference, of_rests
from reports.living.evidence import Evidence, Told, remembered_parts
from reports.living.history import History, Known
from reports.living.paragraphs import Paragraph
from reports.living.recognising import Recognised, recognise
from reports.living.speaking import Rests, rests_on, stands_beside, state_of

ID = 6  # letters of a paragraph's id


@dataclass(frozen=True)
class Standing:
    """One paragraph: since when it stands as it does, what it speaks of, and what of that is otherwise now."""

    id: str
    paragraph: Paragraph
    written: str
    rests: Rests
    changed: tuple[Difference, ...] = ()
    confirmed: Confirmation | None = None

    @property
    def is_stale(self) -> bool:
        return bool(self.changed)

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "file": self.paragraph.file,
            "line": self.paragraph.first,
            "end": self.paragraph.last,
            "text": self.paragraph.text,
            "written": self.written,
            "speaks_of": [{"of": key, "how": how} for key, (how, _) in self.rests.items()],
            "stale": self.is_stale,
            "changed": [each.as_dict() for each in self.changed],
            "confirmed": asdict(self.confirmed) if self.confirmed else None,
        }


def standings(
    there: Sequence[Paragraph], history: History, told: Told, confirmations: Iterable[Confirmation]
) -> list[Standing]:
    """Every paragraph as it stands towards what the data say now; a new or rewritten one counts as written now."""
    said = {each.paragraph: each for each in confirmations}
    taken = {each.id for each in history.paragraphs}
    return [_standing(each, history, told, said, taken) for each in recognise(there, history.paragraphs)]


def remember(
    there: Sequence[Paragraph], history: History, told: Told, confirmations: Iterable[Confirmation]
) -> History:
    """The history with the paragraphs that stand there, new ones as written on what the data say now.

    What a paragraph rested on stays as it was when it was written; what is drawn in beside it since it was moved is
    added. Of one that is gone only its fingerprint is kept, so that it is known should it come back.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    taken = {each.id for each in history.paragraphs}
    found = [_known(each, told, taken, now) for each in recognise(there, history.paragraphs)]
    there_ids = {each.id for each in found}
    gone = [
        Known(each.id, each.fingerprint, "", each.written, each.rests, each.draws)
        for each in history.paragraphs
        if each.id not in there_ids
    ]
    kept = (*found, *gone)
    states = {state for each in kept for _, state in each.rests.values()}
    states |= {state for each in confirmations for _, state in each.rests.values()}
    fresh = {each.state: remembered_parts(each) for each in told.values() if each.kind != "number"}
    pool = {state: parts for state, parts in {**fresh, **history.parts}.items() if state in states and parts}
    return History(kept, pool, history.editions)


def _standing(
    each: Recognised, history: History, told: Told, said: Mapping[str, Confirmation], taken: set[str]
) -> Standing:
    known = each.known
    if known is None or each.verdict in ("new", "rewritten"):
        id_ = known.id if known else _free_id(each.paragraph, taken)
        return Standing(id_, each.paragraph, "", rests_on(each.paragraph, told))
    confirmed = said.get(known.id)
    if confirmed is not None and confirmed.at < known.written:
        confirmed = None
    rests = confirmed.rests if confirmed else known.rests
    moved = each.paragraph.draws != known.draws
    extra = [] if moved else [key for key in _beside(each.paragraph, told) if key not in rests]
    gone_beside = {key for key, (how, _) in rests.items() if moved and how == "beside"}
    kept = {key: value for key, value in rests.items() if key not in gone_beside}
    changed = of_rests(kept, told, {**_parts(told), **history.parts}, extra)
    return Standing(known.id, each.paragraph, known.written, rests, changed, confirmed)


def _parts(told: Mapping[str, Evidence]) -> dict[str, dict[str, str]]:
    return {each.state: remembered_parts(each) for each in told.values() if each.kind != "number"}


def _beside(paragraph: Paragraph, told: Told) -> list[str]:
    return [each.id for each in told.values() if stands_beside(each, paragraph, told)]


def _known(each: Recognised, told: Told, taken: set[str], now: str) -> Known:
    paragraph, known = each.paragraph, each.known
    if known is None or each.verdict in ("new", "rewritten"):
        id_ = known.id if known else _free_id(paragraph, taken)
        rests = rests_on(paragraph, told)
        return Known(id_, paragraph.fingerprint, paragraph.text, now, rests, paragraph.draws)
    rests = known.rests
    if paragraph.draws != known.draws:  # it stands elsewhere now, or other things are drawn in beside it
        elsewhere = {key: value for key, value in rests.items() if value[0] != "beside"}
        fresh = {key: ("beside", state_of(key, told) or "") for key in _beside(paragraph, told)}
        rests = {**fresh, **{key: rests[key] for key in fresh if key in rests}, **elsewhere}
    return Known(known.id, paragraph.fingerprint, paragraph.text, known.written, rests, paragraph.draws)


def _free_id(paragraph: Paragraph, taken: set[str]) -> str:
    """The first letters of its fingerprint, or the next ones where another has these."""
    for at in range(len(paragraph.fingerprint) - ID):
        found = paragraph.fingerprint[at : at + ID]
        if found not in taken:
            taken.add(found)
            return found
    found = f"{paragraph.fingerprint}-{len(taken)}"
    taken.add(found)
    return found


def states_now(rests: Rests, told: Told) -> dict[str, tuple[str, str]]:
    """The same keys with what the data say now; what is gone is left out."""
    return {key: (how, state) for key, (how, _) in rests.items() if (state := state_of(key, told)) is not None}
