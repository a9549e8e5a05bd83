"""Users, codes, texts and codings of a project taken into a study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from coding.exchange.arrival import Arrival, Landed
from coding.exchange.covering import is_cover_of
from coding.exchange.guids import made_guid
from coding.exchange.identities import coding_guid, source_guids, user_guids
from coding.exchange.matching import match_codes
from coding.exchange.project import Coded, Text
from coding.exchange.renaming import free_name
from evaluation.errors import problem
from evaluation.model import Coding
from evaluation.model.guid import guids
from evaluation.sources.alignment import align
from evaluation.sources.moving import moved
from evaluation.store import codes, exchange, sources
from evaluation.store.code_acts import codebook_of, write_codes
from evaluation.store.exchange import KnownAs

Span = tuple[int, int]


def take_users(arrival: Arrival) -> None:
    """Users are the same by GUID, else by name."""
    coders = {each.coder for each in codes.read_codings(arrival.act.connection)}
    there = {guid: name for name, guid in user_guids(arrival.identities, coders).items()}
    names = set(there.values())
    known = []
    for user in arrival.project.users:
        guid = user.guid or made_guid("user", user.name)
        name = there.get(guid, user.name)
        arrival.users[user.name] = name
        if guid not in there and user.name in names:
            arrival.guids[guid] = user_guids(arrival.identities, [user.name])[user.name]
            arrival.tell("user", "kept", "same-name", examples=(user.name,))
        elif guid not in there:
            known.append(KnownAs("user", name, guid, content={"id": user.id} if user.id else {}))
    exchange.add_known(arrival.act, known)


def take_codes(arrival: Arrival) -> None:
    new = arrival.project.codebook
    there = codes.read_codebook(arrival.act.connection)
    if there is None:
        arrival.codes = {code.name: code.name for code in new}
        if new.codes:
            codes.write_codebook(arrival.act, new)
        return
    matched = match_codes(codebook_of(arrival.act), new)
    arrival.codes = matched.names
    arrival.guids |= matched.guids
    arrival.tell("code", "kept", "same-code", count=len(matched.same), examples=matched.same)
    arrival.tell("code", "changed", "name-taken", count=len(matched.renamed), examples=matched.renamed)
    if len(matched.codebook) > len(there):
        write_codes(arrival.act, matched.codebook)


def take_texts(arrival: Arrival) -> None:
    """Texts are the same by GUID, else by what the file or the text is to the letter; all others are added."""
    connection = arrival.act.connection
    there = sources.read_sources(connection)
    by_guid = {guid: each for each, guid in zip(there, source_guids(arrival.identities, there).values(), strict=True)}
    aliases = exchange.guids_of(connection, "source")
    by_id = {str(each.id): each for each in there}
    by_guid |= {guid: by_id[row] for guid, row in aliases.items() if row in by_id}
    by_text = {each.text: each for each in reversed(there)} | {
        each.sha256: each for each in reversed(there) if each.sha256
    }
    taken = {each.name for each in there}
    known_guid = {each.name: guid for guid, each in by_guid.items()}
    known: list[KnownAs] = []
    for text in arrival.project.texts:
        source = text.source
        guid = text.guid or made_guid("source", source.name, source.sha256 or source.text)
        same = by_guid.get(guid) or by_text.get(source.sha256) or by_text.get(source.text)
        if same is not None and same.id is not None:
            alignment = None if is_cover_of(source.text, same.text) else align(source.text, same.text)
            arrival.sources[source.name] = Landed(same.name, same.id, alignment)
            arrival.guids |= {guid: known_guid[same.name]} if known_guid[same.name] != guid else {}
            arrival.tell("source", "kept", "same-source", examples=(same.name,))
            continue
        landed = _added(arrival, text, taken)
        arrival.sources[source.name] = landed
        known.append(KnownAs("source", str(landed.id), guid, text.created, text.medium, _beside(arrival, text)))
    exchange.add_known(arrival.act, known)


def _added(arrival: Arrival, text: Text, taken: set[str]) -> Landed:
    name = free_name(text.source.name, taken)
    if name != text.source.name:
        arrival.tell("source", "changed", "name-taken", examples=(name,))
    file, digest = arrival.received.keep(text.file) if text.file else ("", text.source.sha256)
    turns = tuple(
        replace(turn, participant=arrival.participants.get(turn.participant or "")) for turn in text.source.turns
    )
    session = arrival.sessions.get(text.source.session or "")
    source = replace(text.source, name=name, file=file, sha256=digest, turns=turns, session=session)
    arrival.problems += source.problems
    return Landed(name, sources.write_source(arrival.act, source))


def _beside(arrival: Arrival, text: Text) -> dict[str, str]:
    told = {
        "description": text.description,
        "by": arrival.coder(text.by),
        "modified": text.modified,
        "modified_by": arrival.coder(text.modified_by),
        "rich": arrival.received.keep(text.rich)[0] if text.rich else "",
    }
    return {key: value for key, value in told.items() if value}


def take_codings(arrival: Arrival) -> None:
    """Codings that are there already are not doubled; those whose words the study's text has not are told."""
    connection = arrival.act.connection
    there = exchange.guids_of(connection, "coding")
    wanted: dict[Coding, Coded] = {}
    places = _places(arrival)
    doubled = 0
    gone: list[str] = []
    for each in arrival.project.codings:
        if each.guid and each.guid in there:
            arrival.codings[each.guid] = int(there[each.guid])
            doubled += 1
            continue
        coding = _landed(arrival, each.coding, places)
        if coding is None:
            gone.append(each.coding.code)
        elif coding in wanted:
            doubled += 1
            arrival.guids[each.guid] = wanted[coding].guid
        else:
            wanted[coding] = each
    new = codes.add_new_codings(arrival.act, list(wanted))
    _know(arrival, wanted, new)
    arrival.tell("coding", "kept", "same-coding", count=doubled + len(wanted) - len(new))
    arrival.tell("coding", "dropped", "words-gone", count=len(gone), examples=gone)
    if gone:
        arrival.problems.append(problem("EXCHANGE-010", severity="warning", n=len(gone)))


def _know(arrival: Arrival, wanted: Mapping[Coding, Coded], new: Mapping[Coding, int]) -> None:
    """Remember what the new codings came as."""
    sources_known = exchange.guids_of(arrival.act.connection, "source")
    source_guid = {row: guid for guid, row in sources_known.items()}
    ids = {landed.name: str(landed.id) for landed in arrival.sources.values()}
    book = codes.read_codebook(arrival.act.connection)
    code_guid = guids(book) if book is not None else {}
    known = []
    for coding, id_ in new.items():
        came = wanted[coding]
        guid = came.guid or coding_guid(
            coding, source_guid.get(ids[coding.source], coding.source), code_guid[coding.code]
        )
        arrival.codings[guid] = id_
        within = arrival.guids.get(came.within, came.within)
        known.append(KnownAs("coding", str(id_), guid, came.at, within))
    exchange.add_known(arrival.act, known)
    again = {coding: came for coding, came in wanted.items() if coding not in new and came.guid}
    if again:
        ids_there = {
            each: each.id for each in codes.read_codings(arrival.act.connection, {each.source for each in again})
        }
        arrival.codings |= {came.guid: there for coding, came in again.items() if (there := ids_there.get(coding))}


def _landed(arrival: Arrival, coding: Coding, places: Mapping[tuple[str, Span], Span | None]) -> Coding | None:
    landed = arrival.sources[coding.source]
    place: Span | None = (coding.start, coding.end)
    if landed.alignment is not None:
        place = places[coding.source, (coding.start, coding.end)]
    if place is None:
        return None
    return replace(
        coding,
        source=landed.name,
        start=place[0],
        end=place[1],
        code=arrival.codes[coding.code],
        coder=arrival.coder(coding.coder),
    )


def _places(arrival: Arrival) -> dict[tuple[str, Span], Span | None]:
    """Where the coded words of texts that differ stand in the study's."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for each in arrival.project.codings:
        if arrival.sources[each.coding.source].alignment is not None:
            spans[each.coding.source].append((each.coding.start, each.coding.end))
    found: dict[tuple[str, Span], Span | None] = {}
    for source, listed in spans.items():
        alignment = arrival.sources[source].alignment
        assert alignment is not None
        for span, move in zip(listed, moved(alignment, listed).moves, strict=True):
            found[source, span] = move.place
    return found


def place_in(landed: Landed, span: Span) -> Span | None:
    """Where a stretch of the project's text stands in the study's."""
    return span if landed.alignment is None else moved(landed.alignment, [span]).moves[0].place
