"""How the data were collected: who was asked, who came, who left, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluation.model import Attendance, Participant, People, Session


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A participant whose part in a session went on in another one; `answered` tells whether it did."""

    participant: Participant
    attendance: Attendance
    session: Session | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Participation:
    """One session that follows no other, with all that grew out of it. Informants only, but for the last three."""

    session: Session
    invited: tuple[Participant, ...]
    attended: tuple[Participant, ...]
    modes: Mapping[str, int]
    left_early: tuple[FollowUp, ...]
    absent: tuple[FollowUp, ...]
    supplements: tuple[Supplement, ...]
    observers: tuple[Participant, ...]
    moderators: tuple[Participant, ...]
    assistants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Supplement:
    """A later chance to add comments."""

    session: Session
    invited: int
    answered: int


def participations(people: People) -> tuple[Participation, ...]:
    """One for each session that follows no other, in order of date; meetings known by their minutes alone are none."""
    first = [each for each in people.sessions if each.follows is None and (each.kind != "meeting" or each.attendance)]
    ordered = sorted(first, key=lambda session: (str(session.date or "9999"), session.id))
    return tuple(_participation(session, people) for session in ordered)


def consented(people: People, participants: Iterable[Participant], to: str) -> int:
    """How many of them agreed `to` recording or quoting and have not withdrawn."""
    given = {each.participant for each in people.consents if getattr(each, to) and each.withdrawn is None}
    return sum(participant.id in given for participant in participants)


def withdrawn(people: People) -> frozenset[str]:
    """Ids of the participants who took their consent back: nothing of theirs is used."""
    return frozenset(each.participant for each in people.consents if each.withdrawn is not None)


def sole_informants(people: People) -> dict[str, str]:
    """Session → participant, for the sessions in which one informant alone took part: what is said there is theirs."""
    informants = {each.id for each in people.participants if each.affiliation == "informant"}
    present = {
        session.id: [row.participant for row in session.attendance if row.status == "attended"]
        for session in people.sessions
    }
    found = {id_: [each for each in those if each in informants] for id_, those in present.items()}
    return {id_: those[0] for id_, those in found.items() if len(those) == 1}


def _participation(session: Session, people: People) -> Participation:
    known = {participant.id: participant for participant in people.participants}
    rows = [(known[row.participant], row) for row in session.attendance]
    informants = [(person, row) for person, row in rows if person.affiliation == "informant"]
    attended = [(person, row) for person, row in informants if row.status == "attended"]
    follow_ups = [_follow_up(person, row, people) for person, row in informants]
    return Participation(
        session=session,
        invited=tuple(person for person, _ in informants),
        attended=tuple(person for person, _ in attended),
        modes=Counter(row.mode or "" for _, row in attended),
        left_early=tuple(each for each in follow_ups if each.attendance.left_because),
        absent=tuple(each for each in follow_ups if each.attendance.status != "attended"),
        supplements=_supplements(session, people),
        **{
            f"{affiliation}s": tuple(person for person, _ in rows if person.affiliation == affiliation)
            for affiliation in ("observer", "moderator", "assistant")
        },
    )


def _follow_up(person: Participant, row: Attendance, people: People) -> FollowUp:
    session = next((each for each in people.sessions if each.id == row.followed_up_by), None)
    rows = session.attendance if session else ()
    answered = any(each.participant == person.id and each.status == "attended" for each in rows)
    return FollowUp(person, row, session, answered)


def _supplements(session: Session, people: People) -> tuple[Supplement, ...]:
    later = [each for each in people.sessions if each.follows == session.id and each.kind == "supplement"]
    return tuple(
        Supplement(each, len(each.attendance), sum(row.status == "attended" for row in each.attendance))
        for each in later
    )
