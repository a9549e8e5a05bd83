"""What columns and statuses of plans are called, in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from evaluation.model.plans import TaskStatus
from evaluation.settings.nearness import nearest

# The column of a plan's table → what it is called, folded.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("nr", "nummer", "tiltak nr", "oppgave nr", "oppgåve nr", "no", "number", "id", "#", "num"),
    "section": (
        *("del", "område", "innsatsområde", "hovedområde", "hovudområde", "kapittel", "tema", "bolk"),
        *("section", "area", "part", "chapter"),
    ),
    "aim": ("mål for delen", "overordnet mål", "overordna mål", "formål", "føremål", "aim", "section aim", "purpose"),
    "task": (
        *("oppgave", "oppgaver", "oppgåve", "oppgåver", "tiltak", "aktivitet", "aktiviteter", "aktivitetar"),
        *("task", "tasks", "action", "actions", "measure", "measures", "activity", "activities", "title"),
        *("hva", "kva", "what"),
    ),
    "prepares": (
        *(
            "ansvar for å forberede",
            "ansvar for å førebu",
            "forbereder",
            "førebur",
            "forberedes av",
            "vert førebudd av",
        ),
        *("ansvarlig for forberedelse", "ansvarleg for førebuing", "forberede", "førebu"),
        *("responsible for preparing", "prepares", "prepared by", "who prepares"),
    ),
    "decides": (
        *("ansvar for å beslutte/gjennomføre", "ansvar for å vedta/gjennomføre", "ansvar for å avgjere/gjennomføre"),
        *("ansvar for å beslutte", "ansvar for å gjennomføre", "beslutter/gjennomfører", "vedtar/gjennomfører"),
        *("vedtek/gjennomfører", "avgjer/gjennomfører", "beslutte/gjennomføre", "gjennomfører", "beslutter"),
        *("ansvarlig", "ansvarleg", "ansvar", "ansvarlige", "ansvarlege", "eier", "eigar", "utføres av"),
        *("responsible for deciding/carrying out", "decides/carries out", "decides or carries out", "carries out"),
        *("responsible", "owner", "owners", "decides", "responsibility"),
    ),
    "deadline": (
        *("frist/tidsplan", "frist", "frister", "fristar", "tidsfrist", "tidsplan", "tidspunkt", "når"),
        *("deadline", "deadline/schedule", "due", "due date", "when", "schedule", "timeline"),
    ),
    "status": ("status", "framdrift", "fremdrift", "status/framdrift", "tilstand", "progress", "state", "stage"),
    "remark": (
        *("merknad", "merknader", "kommentar", "kommentarer", "kommentarar", "notat", "anmerkning"),
        *("remark", "remarks", "comment", "comments", "note", "notes"),
    ),
    "goals": ("delmål", "delmål (1–3)", "sub-goal", "sub-goals", "subgoal", "subgoals", "goals"),
    "gone": ("ute av planen siden", "ute av planen sidan", "out of the plan since", "gone"),
    "history": ("historikk", "historie", "tidligere statuser", "tidlegare statusar", "history"),
    "at": ("dato", "date", "at"),
    "who": ("hvem", "kven", "who", "meldt av", "meld av", "signert", "signed"),
}
STATUS_WORDS: Mapping[TaskStatus, tuple[str, ...]] = {
    "not-started": (
        *("ikke startet", "ikke påbegynt", "ikke begynt", "ikke igangsatt", "ikke i gang", "ikke satt i gang"),
        *("ikkje starta", "ikkje påbyrja", "ikkje byrja", "ikkje sett i gang", "ikkje i gang", "gjenstår", "står att"),
        *("planlagt", "ny", "ikke gjennomført", "ikkje gjennomført", "venter", "ventar", "avventer", "avventar"),
        *("not started", "not begun", "planned", "pending", "to do", "not-started", "new"),
    ),
    "under-way": (
        *("under arbeid", "i gang", "igang", "igangsatt", "satt i gang", "prosess igangsatt", "påbegynt", "startet"),
        *("pågår", "løpende", "i prosess", "delvis gjennomført", "delvis ferdig", "i rute", "forsinket", "i arbeid"),
        *("sett i gang", "igangsett", "prosess igangsett", "påbyrja", "starta", "går føre seg", "løpande", "forseinka"),
        *("delvis gjennomført", "under way", "underway", "under-way", "in progress", "ongoing", "started", "begun"),
        *("partly done", "partially done", "on track", "delayed", "active"),
    ),
    "done": (
        *("gjennomført", "ferdig", "ferdigstilt", "fullført", "utført", "avsluttet", "levert", "lukket", "oppfylt"),
        *("fullførd", "utførd", "avslutta", "ferdigstilt", "lukka", "gjort", "vedtatt", "vedteke", "iverksatt"),
        *(
            "iverksett",
            "done",
            "completed",
            "complete",
            "finished",
            "carried out",
            "implemented",
            "delivered",
            "closed",
        ),
    ),
    "dropped": (
        *("droppet", "utgått", "utgår", "bortfalt", "frafalt", "faller bort", "ikke aktuelt", "ikke aktuell", "avlyst"),
        *("henlagt", "skrinlagt", "stanset", "droppa", "gått ut", "går ut", "fell bort", "ikkje aktuelt", "avlyst"),
        *(
            "skrinlagd",
            "stansa",
            "dropped",
            "cancelled",
            "canceled",
            "withdrawn",
            "abandoned",
            "not relevant",
            "stopped",
        ),
    ),
}
_FOLDED = {"‐": "-", "‑": "-", "–": "-", "\u00ad": "", "\u00a0": " "}


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """The statuses a cell names, in the order they stand, and whether it says more than that."""

    statuses: tuple[TaskStatus, ...]
    says_more: bool


def folded(text: str) -> str:
    """A heading or status as it is compared: small letters, one kind of hyphen, no signs at the ends."""
    for sign, plain in _FOLDED.items():
        text = text.replace(sign, plain)
    joined = re.sub(r"\s*/\s*", "/", " ".join(text.casefold().split()))
    return joined.strip(" .:*-")


def column_of(heading: str) -> str | None:
    """The column a heading stands for; words in brackets after it do not count."""
    told = folded(heading)
    return _columns().get(told) or _columns().get(folded(re.sub(r"\(.*\)", "", told)))


def known_columns() -> tuple[str, ...]:
    return tuple(_columns())


def statuses_in(text: str) -> FoundStatus:
    """Every status a cell names; the longest words first, so that `ikke startet` is not `startet`."""
    told = folded(text)
    if exact := _statuses().get(told):
        return FoundStatus((exact,), says_more=False)
    found = sorted((each.start(), _statuses()[each[0]]) for each in _status_pattern().finditer(told))
    return FoundStatus(tuple(dict.fromkeys(status for _, status in found)), says_more=True)


def nearest_status(text: str) -> str:
    """The status words most like what was written."""
    return ", ".join(nearest(folded(text), list(_statuses()), cutoff=60)) or ", ".join(
        words[0] for words in STATUS_WORDS.values()
    )


@cache
def _columns() -> dict[str, str]:
    return {folded(name): column for column, names in COLUMNS.items() for name in names}


@cache
def _statuses() -> dict[str, TaskStatus]:
    return {folded(name): status for status, names in STATUS_WORDS.items() for name in names}


@cache
def _status_pattern() -> re.Pattern[str]:
    longest = sorted((each for each in _statuses() if len(each) > 3), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
