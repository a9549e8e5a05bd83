"""Minutes taken into a study in one act: sources, meeting, people, agenda, action points and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from evaluation.errors import Problem, fail
from evaluation.followup.meetings.delegates import Delegates, delegates_of
from evaluation.followup.meetings.next_meeting import settle_next_meetings, taken_up
from evaluation.followup.meetings.splitting import Split, handle, split_sources
from evaluation.followup.minutes.reading import minutes_of
from evaluation.followup.parties import parties_of
from evaluation.model import People, Session
from evaluation.model.meetings import ActionPoint, AgendaItem, Doubt, Meeting
from evaluation.model.minutes import Minutes, Unsure
from evaluation.people.unnaming import unnaming
from evaluation.sources.read import extract, source_of
from evaluation.sources.received import receive
from evaluation.store import doubts, meetings, people, sources
from evaluation.store.act import Act
from evaluation.store.action_points import add_action_points, read_action_points
from evaluation.store.attributes import set_attribute
from evaluation.study import Study

Unnamed = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting that was taken in, the names of its sources, and how much a person has to confirm."""

    meeting: str
    sources: tuple[str, ...]
    items: int
    action_points: int
    doubts: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """Minutes that were read and are not in the study yet."""

    minutes: Minutes
    split: tuple[Split, ...]
    problems: tuple[Problem, ...]


def prepare(study: Study, path: Path, name: str | None = None) -> Prepared:
    """Read a file of minutes with the parties that the study knows."""
    extracted = extract(path)
    register = study.people(names=True)
    parties = parties_of(register)
    minutes = minutes_of(extracted, parties)
    source = source_of(extracted, "minutes", name)
    delegates = delegates_of((), register, parties, study.evaluation.language)
    split = split_sources(source, minutes, delegates.party_shown)
    return Prepared(minutes, tuple(split), extracted.problems)


def keep_minutes(
    study: Study, paths: Sequence[Path], *, name: str | None = None, session: str | None = None
) -> list[Kept]:
    """Take files of minutes in, all in one act or none. Raises MINUTES-020 for a meeting that is there already.

    name: what the source shall be called; session: the session it belongs to, else one is made for each meeting.
    """
    prepared = [prepare(study, path, name) for path in paths]
    if session is not None:
        study._know_session(session)
    with study.store.act("minutes.add", study.who, n=len(prepared)) as act:
        kept = [_keep(study, act, each, session) for each in prepared]
        act.details["names"] = [each.meeting for each in kept]
    return kept


def _keep(study: Study, act: Act, prepared: Prepared, session: str | None) -> Kept:
    minutes = prepared.minutes
    register = people.read_people(act.connection, names=True)
    delegates = delegates_of(minutes.people, register, parties_of(register), study.evaluation.language)
    _refuse_double(act, minutes, prepared.split[0].source.file)
    name = _free_name(act, minutes)
    there = session or _session(act, name, minutes)
    people.write_people(act, People(participants=delegates.new))
    ids = _write_sources(study, act, prepared.split, there, delegates)
    meeting = _meeting(study, minutes, delegates, name, prepared.split[0].source.name, there)
    agenda = taken_up(meetings.deferred_items(act.connection), meeting.agenda)
    meeting_id = meetings.add_meeting(act, replace(meeting, agenda=agenda))
    unnamed = unnaming(delegates.everyone(), delegates.register.organisations)
    points = [_point(each, delegates, unnamed) for each in minutes.action_points]
    add_action_points(act, meeting_id, [(None, each) for each in points], ids[0])
    settle_next_meetings(act, minutes.group)
    kept = doubts.add_doubts(act, meeting_id, _doubts(act, name, minutes, unnamed))
    number = len(read_action_points(act.connection, meetings=[name]))
    listed = tuple(each.source.name for each in prepared.split)
    return Kept(name, listed, sum(1 for _ in minutes.walk()), number, len(kept), prepared.problems)


def _refuse_double(act: Act, minutes: Minutes, file: str) -> None:
    for each in meetings.read_meetings(act.connection):
        if (
            minutes.date
            and each.date == minutes.date
            and each.state == "held"
            and each.group.casefold() == minutes.group.casefold()
        ):
            raise fail("MINUTES-020", file=file, name=each.name)


def _free_name(act: Act, minutes: Minutes) -> str:
    """`kontaktutvalget-2023-04-17`: the group and the day, as an id that no meeting or session has."""
    day = minutes.date.isoformat() if minutes.date else ""
    stem = handle(minutes.group, 20) or "mote"
    wanted = f"{stem}-{day}".strip("-")
    taken = {each.name for each in meetings.read_meetings(act.connection)}
    taken |= {each.id for each in people.read_people(act.connection).sessions}
    return next(each for each in (wanted, *(f"{wanted[:29]}-{number}" for number in range(2, 99))) if each not in taken)


def _session(act: Act, name: str, minutes: Minutes) -> str:
    title = minutes.group[:1].upper() + minutes.group[1:]
    made = Session(
        id=name, kind="meeting", title=title, date=minutes.date, start=minutes.start, end=minutes.end,
        place=minutes.place,
    )  # fmt: skip
    people.write_people(act, People(sessions=(made,)))
    return name


def _write_sources(study: Study, act: Act, split: Iterable[Split], session: str, delegates: Delegates) -> list[int]:
    """The ids of the sources; each bears its session, and its party as an attribute."""
    taken = {each.name: each.sha256 for each in sources.list_sources(act.connection)}
    ids: list[int] = []
    for each in split:
        if each.source.name in taken:
            raise fail("STUDY-008", file=each.source.file, name=each.source.name)
        if not ids and each.source.sha256 in taken.values():
            same = next(name for name, digest in taken.items() if digest == each.source.sha256)
            raise fail("STUDY-009", file=each.source.file, name=same)
        file = receive(each.source, study.folder / "sources")
        ids.append(sources.write_source(act, replace(each.source, session=session, file=file)))
        if each.party:
            set_attribute(act, "party", "source", ids[-1], delegates.party_shown(each.party))
    return ids


def _meeting(study: Study, minutes: Minutes, delegates: Delegates, name: str, source: str, session: str) -> Meeting:
    unnamed = unnaming(delegates.everyone(), delegates.register.organisations)
    return Meeting(
        name,
        group=minutes.group,
        title=unnamed(minutes.title),
        number=minutes.number,
        date=minutes.date,
        start=minutes.start,
        end=minutes.end,
        place=minutes.place,
        next_date=minutes.next_date,
        language=minutes.language,
        source=source,
        session=session,
        agenda=tuple(_item(each, delegates, unnamed) for each in minutes.items),
        attendance=tuple(delegates.attendance(each) for each in minutes.people),
        places=minutes.places,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=study.who,
    )


def _item(item: AgendaItem, delegates: Delegates, unnamed: Unnamed) -> AgendaItem:
    return replace(
        item,
        title=unnamed(item.title),
        presentation=unnamed(item.presentation),
        discussion=unnamed(item.discussion),
        conclusion=unnamed(item.conclusion),
        action_points=tuple(_point(each, delegates, unnamed) for each in item.action_points),
        items=tuple(_item(each, delegates, unnamed) for each in item.items),
    )


def _point(point: ActionPoint, delegates: Delegates, unnamed: Unnamed) -> ActionPoint:
    owners = tuple(owner for each in point.owners for owner in delegates.owners(each))
    return replace(point, what=unnamed(point.what), owners=owners)


def _doubts(act: Act, name: str, minutes: Minutes, unnamed: Unnamed) -> list[Doubt]:
    """What is in doubt, each tied to the row it is about by where its words begin."""
    found = meetings.find_meeting(act.connection, name)
    if found is None:
        raise LookupError(name)
    rows: dict[tuple[str, int], int | None] = {}
    for each in found.walk():
        rows |= {("agenda_item", place.start): each.id for place in each.places if place.part == "title"}
    for point in read_action_points(act.connection, meetings=[name], places=True):
        rows |= {("action_point", place.start): point.id for place in point.places if place.part == "what"}
    for there in found.attendance:
        rows |= {("meeting_attendance", place.start): there.id for place in there.places}
    return [_doubt(each, rows, unnamed) for each in minutes.unsure]


def _doubt(unsure: Unsure, rows: dict[tuple[str, int], int | None], unnamed: Unnamed) -> Doubt:
    on_id = rows.get((unsure.on, unsure.at)) if unsure.at is not None else None
    values = {key: unnamed(value) for key, value in unsure.values.items()}
    return Doubt(unsure.code, unsure.on, on_id, unsure.part, unsure.line, values)
