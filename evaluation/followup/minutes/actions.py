"""Action points: who owes what by when, under a heading of their own, in lists, tables and running text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.followup.minutes import words
from evaluation.followup.minutes.bodies import Block
from evaluation.followup.minutes.deferral import deferral_in
from evaluation.followup.minutes.duedates import Owed, owed_by
from evaluation.followup.minutes.owners import Owned, OwnersKnown
from evaluation.followup.minutes.rows import Page
from evaluation.followup.minutes.sentences import sentences_in
from evaluation.model.meetings import NO_DEADLINE, ActionPoint, Owner, Place

_THAT = re.compile(
    r"(?:(?:it\s+was|the\s+\w+(?:\s+\w+)?)\s+(?:agreed|decided|resolved)\s+that|agreed\s+that|det\s+(?:ble"
    r"|vart|blei)\s+(?:besluttet|bestemt|vedtatt|vedteke|avtalt|enighet\s+om)\s+at"
    r"|\w+\s+(?:var|er)\s+(?:enige?|samde?)\s+om\s+at|enighet\s+om\s+at|deretter|videre|vidare|i\s+tillegg"
    r"|samtidig|også|then|in\s+addition|furthermore)\s*,?\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ber|bad|bed|bes|anmod(?:er|et)|oppfordr(?:er|et)|utfordr(?:er|et)|asks|asked|requests|requested"
    r"|invites|invited|instructed|tasked)\s+(?:om\s+at\s+)?",
    re.IGNORECASE,
)
_ADVERB = r"(?:(?:også|òg|deretter|så|da|snarest|derfor|difor|samtidig|igjen|ikke|ikkje|also|then)\s+)?"
_MODAL = re.compile(
    rf"\s+{_ADVERB}(?:skal|vil|bør|må|will|shall|should|must|would|is\s+to|are\s+to|to|agreed\s+to"
    rf"|undertook\s+to|undertakes\s+to|bes\s+(?:om\s+)?å|blir\s+bedt\s+om\s+å|vart\s+beden?\s+om\s+å"
    rf"|ble\s+bedt\s+om\s+å"
    r"|får\s+i\s+(?:oppgave|oppgåve|oppdrag)\s+å|fikk\s+i\s+oppgave\s+å|fekk\s+i\s+oppgåve\s+å"
    r"|påtar\s+seg\s+å|påtok\s+seg\s+å|tek\s+på\s+seg\s+å|tok\s+på\s+seg\s+å|tar\s+på\s+seg\s+å"
    r"|t(?:ar|ek|ok)\s+ansvar(?:et)?\s+for\s+å|har\s+ansvar(?:et)?\s+for\s+å"
    r"|takes\s+responsibility\s+for)\s+(?P<verb>[\w-]+)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    rf"\s+{_ADVERB}(?P<verb>[a-zæøå]+r|legg|skriv|tek|kjem|gjer|gjev|held|syt|les|finn|går|får|bed|melder)\s+(?=\S)"
)
_STATES = re.compile(
    r"(?:er|var|har|hadde|mener|meiner|ønsker|ønskjer|støtter|opplever|påpeker|peker|understreker|håper"
    r"|vonar|viser|orienterer|ber|konstaterer|forutsetter|registrerer|ser|står|takker|takkar|slutter"
    r"|sluttar|godkjenner|vedtar"
    r"|anbefaler|tilrår|rår|nedsetter|oppnevner|blir|vert|synes|tror|trur|kjenner|bør|skal|må|kan|vil|får"
    r"|erfarer|får|år|for|per|etter|under|over|eller|men|der|når|om)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:send|sjekk|undersøk|lag|utarbeid|kall|innkall|kontakt|følg|oppdater|legg|oversend|sirkuler|avklar"
    r"|bestill|inviter|meld|del|skriv|rapporter"
    r"|overset|organiser|arranger|førebu|forbered|koordiner|purr|publiser|ordn|skaff|hent|snakk|bed|syt"
    r"|sørg|kom|kjem|tar|tek|sett|gir|gjev|finn)(?:er|ar|r)?$"
)
_TO_NOTE = re.compile(r"\btil\s+(?:orientering|etterretning|vitende)|\btas\s+t\.o\.|\bseg\s+til\b", re.IGNORECASE)
_BEING = re.compile(r"(?:være|vere|bli|verte|ha|be|have|become)", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b[a-zæøå]{3,}(?:es|ast)\b|\b(?:legges|sendes|blir|vert|skal)\b|\b(?:will|to)\s+be\s+\w+ed\b", re.IGNORECASE
)
_LEADING = re.compile(r"\s*(?::|[–—-](?=\s))\s*")
_TRAILING = re.compile(r"\((?P<told>[^()]+)\)\s*\.?\s*$")


@dataclass(frozen=True)
class Deciding:
    """What is known of the meeting when its action points are read."""

    page: Page
    owners: OwnersKnown
    date: dt.date | None = None
    next_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An action point and what of it is in doubt: MINUTES-009 no owner, -010 perhaps none, -018 a pronoun."""

    point: ActionPoint
    start: int
    end: int
    doubts: tuple[str, ...] = ()


def actions_in(deciding: Deciding, blocks: Sequence[Block]) -> list[Found]:
    """The action points of an item, in the order they stand."""
    found: list[Found] = []
    for block in blocks:
        if block.kind in ("owner", "due"):
            _attach(deciding, block, found, blocks)
        elif block.kind == "action":
            found += _told(deciding, block)
        else:
            found += _decided(deciding, block)
    return found


def actions_of_table(deciding: Deciding, first: int, last: int) -> list[Found]:
    """The action points of tables in rows [first, last) that have a column for who, or for when."""
    page = deciding.page
    found: list[Found] = []
    columns: dict[str, int] = {}
    for row in page.rows[first:last]:
        if not page.is_table(row):
            columns = columns if row.is_noise and not row.is_blank else {}
            continue
        cells = page.cells(row)
        named = _columns(page, cells)
        if "what" in named and len(named) > 1:
            columns = named
        elif columns and not row.is_noise and columns["what"] < len(cells):
            found.append(_of_cells(deciding, cells, columns))
    return found


_COLUMNS = {
    "what": re.compile(
        r"hva|kva|tiltak|oppgaver?|oppgåver?|aksjon(?:spunkt)?|actions?|what|tasks?|oppfølging(?:spunkt)?|sak"
        r"|gjøremål|beskrivelse|description",
        re.IGNORECASE,
    ),
    "owner": re.compile(r"ansvar(?:lig|leg)?|hvem|kven|owner|responsible|who|lead|eier", re.IGNORECASE),
    "due": re.compile(r"(?:tids)?frist|når|deadline|due(?: date)?|when|innen|dato|date", re.IGNORECASE),
}


def _columns(page: Page, cells: Sequence[tuple[int, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.fullmatch(page.words(*cell).rstrip(":")):
                found[name] = number
                break
    return found


def _of_cells(deciding: Deciding, cells: Sequence[tuple[int, int]], columns: dict[str, int]) -> Found:
    told = {name: cells[at] for name, at in columns.items() if at < len(cells)}
    start, end = _trim(deciding.page, *told["what"])
    owned = Owned(*_trim(deciding.page, *told["owner"]), "named") if "owner" in told else None
    due = owed_by(deciding.page.text, *told["due"], deciding.date, anyhow=True) if "due" in told else None
    return _made(deciding, start, end, owned, due)


# Under a heading of their own


def _told(deciding: Deciding, block: Block) -> Iterator[Found]:
    """A block that is said to be an action point: one, or one for each sentence that begins with an owner."""
    page = deciding.page
    parts = [(block.start, block.end)] if block.is_point else _by_owner(deciding, block)
    for start, end in parts:
        if words.NO_ITEMS.fullmatch(page.words(start, end)):
            continue
        yield _whole(deciding, start, end)


def _by_owner(deciding: Deciding, block: Block) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for start, end in sentences_in(deciding.page.text, block.start, block.end):
        anew = not parts or _owned(deciding, start, end) is not None
        if anew and not words.LABELLED_WITHIN.match(deciding.page.text[start:end]):
            parts.append((start, end))
        elif parts:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _whole(deciding: Deciding, start: int, end: int) -> Found:
    """An action point in so many words, with the owner and the deadline that are told in it."""
    text = deciding.page.text
    owned, due, stop = _labelled(deciding, start, end)
    trailing = _TRAILING.search(text[start:end])
    if trailing and owned is None:
        inside = (start + trailing.start("told"), start + trailing.end("told"))
        parts = re.split(r"[,;]", text[slice(*inside)])
        if deciding.owners.all_of(text, inside[0], inside[0] + len(parts[0])):
            owned = Owned(inside[0], inside[0] + len(parts[0].rstrip()), "named")
            stop = min(stop, start + trailing.start())
            due = due or owed_by(text, inside[0] + len(parts[0]), inside[1], deciding.date, anyhow=True)
    leading = deciding.owners.at(text, start, end)
    begin = start
    if leading and owned is None:
        owned = leading
        sign = _LEADING.match(text, leading.end, end)
        begin = sign.end() if sign else start
    owned = owned or _asked(deciding, start, end)
    due = due or owed_by(text, start, stop, deciding.date)
    return _made(deciding, begin, stop, owned, due)


def _labelled(deciding: Deciding, start: int, end: int) -> tuple[Owned | None, Owed | None, int]:
    """What stands behind «ansvarlig:» and «frist:» within; and where what is owed ends before them."""
    text, owned, due, stop = deciding.page.text, None, None, end
    for match in words.LABELLED_WITHIN.finditer(text[start:end]):
        label = (match["label"] or match["bare"]).lower()
        place = (start + match.start("rest"), start + match.end("rest"))
        if label.startswith(("ansvar", "resp", "owner")):
            owned = owned or Owned(*_trim(deciding.page, *place), "named")
        else:
            due = due or owed_by(text, *place, deciding.date, anyhow=True)
        stop = min(stop, start + match.start())
    return owned, due, start + len(text[start:stop].rstrip(" \n–—-,(;"))


# In running text


def _decided(deciding: Deciding, block: Block) -> Iterator[Found]:
    """What is decided in a conclusion, in a list, or told in running text."""
    page = deciding.page
    parts = sentences_in(page.text, block.start, block.end)
    waiting: Found | None = None
    for start, end in parts:
        if waiting and words.LABELLED_WITHIN.match(page.text[start:end]):
            waiting = _completed(deciding, waiting, start, end)
            continue
        if waiting:
            yield waiting
        waiting = _sentence(deciding, block, start, end)
    if waiting:
        yield waiting


def _sentence(deciding: Deciding, block: Block, start: int, end: int) -> Found | None:
    text = deciding.page.text
    if words.NEXT_MEETING.match(text, start, end):
        return None
    if deferral_in(text[start:end]) or (_TO_NOTE.search(text, start, end) and not _ASKED.search(text, start, end)):
        asked = _asked(deciding, start, end)
        return _made(deciding, start, end, asked, owed_by(text, start, end, deciding.date)) if asked else None
    labelled, due, stop = _labelled(deciding, start, end)
    due = due or owed_by(text, start, stop, deciding.date)
    if labelled:
        return _made(deciding, start, stop, labelled, due)
    is_decision = block.kind == "conclusion" or block.is_point or bool(words.CONCLUDING.search(text, start, end))
    owned = _owned(deciding, start, end)
    if owned is None:
        return _put_to_somebody(deciding, block, (start, end), due) if is_decision or due else None
    if owned.kind == "body" and due is None:
        return None
    sure = is_decision or due is not None
    is_meant = sure or (block.kind == "text" and _is_meant(deciding, start, end))
    return _made(deciding, start, end, owned, due, sure=sure) if is_meant else None


def _put_to_somebody(deciding: Deciding, block: Block, place: tuple[int, int], due: Owed | None) -> Found | None:
    """A sentence that begins with nobody: it may ask somebody, or say what is to be done by when, and not by whom."""
    asked = _asked(deciding, *place)
    if asked:
        return _made(deciding, *place, asked, due)
    is_decision = block.kind == "conclusion" or block.is_point
    passive = due and is_decision and _PASSIVE.search(deciding.page.text, *place)
    return _made(deciding, *place, None, due, sure=block.is_point) if passive else None


def _owned(deciding: Deciding, start: int, end: int) -> Owned | None:
    """The owner that a sentence begins with, if it goes on with what is to be done."""
    text = deciding.page.text
    lead = _THAT.match(text, start, end)
    begin = lead.end() if lead else start
    found = deciding.owners.at(text, begin, end)
    if found is None:
        return None
    modal = _MODAL.match(text, found.end, end)
    if modal:
        return None if _BEING.fullmatch(modal["verb"]) else found
    present = _PRESENT.match(text, found.end, end)
    return found if present and not _STATES.fullmatch(present["verb"]) else None


def _is_meant(deciding: Deciding, start: int, end: int) -> bool:
    """Whether running text may tell of something that is owed: somebody shall do it, or does what one does then."""
    found = deciding.owners.at(deciding.page.text, start, end)
    if found is None:
        return False
    present = _PRESENT.match(deciding.page.text, found.end, end)
    does = present is not None and _DOES.match(present["verb"]) is not None
    return does or _MODAL.match(deciding.page.text, found.end, end) is not None


def _asked(deciding: Deciding, start: int, end: int) -> Owned | None:
    """Whom a decision asks to do something: «Rådet ber Arbeidstilsynet komme tilbake»."""
    for match in _ASKED.finditer(deciding.page.text, start, end):
        found = deciding.owners.at(deciding.page.text, match.end(), end)
        if found is not None:
            return found
    return None


# Owners and deadlines on rows of their own


def _attach(deciding: Deciding, block: Block, found: list[Found], blocks: Sequence[Block]) -> None:
    """Give the last action point the owner or the deadline on a row of its own; else make one of the conclusion."""
    if not found:
        before = [each for each in blocks if each.start < block.start and each.kind not in ("owner", "due")]
        concluded = [each for each in before if each.kind == "conclusion"] or before[-1:]
        if not concluded:
            return
        sentences = sentences_in(deciding.page.text, concluded[0].start, concluded[-1].end)
        start = concluded[0].start if concluded[0].kind == "conclusion" else sentences[-1][0]
        found.append(_made(deciding, start, concluded[-1].end, None, None))
    last = found[-1]
    if block.kind == "owner":
        owned = Owned(block.start, block.end, "named")
        found[-1] = _with_owner(deciding, last, owned)
    else:
        due = owed_by(deciding.page.text, block.start, block.end, deciding.date, anyhow=True)
        found[-1] = _with_due(deciding, last, due) if due else last


def _completed(deciding: Deciding, found: Found, start: int, end: int) -> Found:
    owned, due, _ = _labelled(deciding, start, end)
    found = _with_owner(deciding, found, owned) if owned else found
    return _with_due(deciding, found, due) if due else found


def _with_owner(deciding: Deciding, found: Found, owned: Owned) -> Found:
    start, end = _trim(deciding.page, owned.start, owned.end)
    owner = Owner(deciding.page.words(start, end).rstrip("."))
    kept = tuple(each for each in found.point.places if each.part != "owner")
    point = replace(found.point, owners=(owner,), places=(*kept, Place("owner", start, end)))
    return _surer(replace(found, point=point), "MINUTES-009", "MINUTES-010", "MINUTES-018")


def _with_due(deciding: Deciding, found: Found, due: Owed) -> Found:
    kept = tuple(each for each in found.point.places if each.part != "due")
    places = (*kept, Place("due", due.start, due.end))
    point = replace(found.point, deadline=due.deadline, due=_day(deciding, due), places=places)
    return _surer(replace(found, point=point), "MINUTES-010")


def _surer(found: Found, *settled: str) -> Found:
    """Without the doubts that are settled by what was told besides."""
    doubts = tuple(each for each in found.doubts if each not in settled)
    return replace(found, point=replace(found.point, certain=not doubts), doubts=doubts)


def _made(
    deciding: Deciding, start: int, end: int, owned: Owned | None, due: Owed | None, *, sure: bool = True
) -> Found:
    page = deciding.page
    start, end = _trim(page, start, end)
    doubts = [] if owned else ["MINUTES-009"]
    doubts += ["MINUTES-018"] if owned and owned.kind == "pronoun" else []
    doubts += [] if sure else ["MINUTES-010"]
    doubts += ["MINUTES-013"] if due and due.lacks_year else []
    places = [Place("what", start, end)]
    owners: tuple[Owner, ...] = ()
    if owned:
        owners = (Owner(_owner_words(page, owned)),)
        places.append(Place("owner", owned.start, owned.end))
    if due:
        places.append(Place("due", due.start, due.end))
    point = ActionPoint(
        page.words(start, end),
        owners,
        due.deadline if due else NO_DEADLINE,
        _day(deciding, due),
        certain=not doubts,
        places=tuple(places),
    )
    return Found(point, start, end, tuple(doubts))


def _owner_words(page: Page, owned: Owned) -> str:
    """The owners as they are written; one alone without its article."""
    told = page.words(owned.start, owned.end).strip(" .")
    return re.sub(r"^[Tt]he (?=[A-Z])", "", told) if " and " not in told else told


def _day(deciding: Deciding, due: Owed | None) -> dt.date | None:
    return due.deadline.last_day(deciding.date, next_meeting=deciding.next_date) if due else None


def _trim(page: Page, start: int, end: int) -> tuple[int, int]:
    found = page.text[start:end]
    return start + len(found) - len(found.lstrip(" \n•")), start + len(found.rstrip())
