"""Sessions and who took part in them, each changed in one act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.editing.people import found, taken, unchanged
from evaluation.errors import Problem, problem, raise_any
from evaluation.model import Attendance, People, Session
from evaluation.people.load import way_back
from evaluation.settings.nearness import near
from evaluation.store import people as stored
from evaluation.study import Study


def find_session(people: People, id_: str) -> Session:
    """Raises PEOPLE-048 where there is no such session."""
    return found(people.sessions, id_, "PEOPLE-048")


def find_attendance(session: Session, participant: str) -> Attendance | None:
    return next((each for each in session.attendance if each.participant == participant), None)


def occasion(session: Session) -> Session:
    """The session without who took part: what is changed, and stamped, by itself."""
    return session.model_copy(update={"attendance": ()})


def add_session(study: Study, session: Session) -> Session:
    """Write a new session, with who took part.

    Raises PEOPLE-045 where the id is taken, PEOPLE-046 or PEOPLE-048 for somebody or a session unknown.
    """
    with study.store.act("session.add", study.who, id=session.id) as act:
        there = stored.read_people(act.connection)
        raise_any((*taken(session.id, there.sessions), *_faults(session, there)))
        raise_any(_unknown(session.attendance, there))
        stored.write_people(act, People(sessions=(session,)))
    return session


def change_session(study: Study, session: Session, *, was: str | None = None) -> Session:
    """Put this in place of the session with its id; who took part is left.

    was: the stamp of its `occasion` as its editor saw it; EDIT-070 where somebody else has changed it since. Raises
    PEOPLE-007 for sessions that follow each other in a circle.
    """
    with study.store.act("session.change", study.who, id=session.id) as act:
        there = stored.read_people(act.connection)
        unchanged(occasion(find_session(there, session.id)), was, session.id)
        raise_any(_faults(session, there))
        stored.write_people(act, People(sessions=(occasion(session),)))
    return session


def attend(
    study: Study, id_: str, attendance: Sequence[Attendance], *, was: Mapping[str, str] | None = None
) -> Session:
    """Say how participants took part in a session, in place of what was said of them before.

    was: participant → the stamp of what was seen, empty for one who was not there; EDIT-070 where it is another by now.
    """
    with study.store.act("session.attend", study.who, id=id_, n=len(attendance)) as act:
        there = stored.read_people(act.connection)
        session = find_session(there, id_)
        for each in attendance if was is not None else ():
            unchanged(find_attendance(session, each.participant), (was or {}).get(each.participant), each.participant)
        raise_any(_unknown(attendance, there))
        stored.write_people(act, People(sessions=(session.model_copy(update={"attendance": tuple(attendance)}),)))
        return find_session(stored.read_people(act.connection), id_)


def leave(study: Study, id_: str, participants: Sequence[str], *, was: Mapping[str, str] | None = None) -> Session:
    """Take participants off a session; what they said stays theirs. Raises PEOPLE-052 for one who is not there."""
    with study.store.act("session.leave", study.who, id=id_, n=len(participants)) as act:
        session = find_session(stored.read_people(act.connection), id_)
        there = [each.participant for each in session.attendance]
        raise_any(problem("PEOPLE-052", id=each, session=id_, known=near(each, there))
                  for each in participants if each not in there)  # fmt: skip
        for each in participants if was is not None else ():
            unchanged(find_attendance(session, each), (was or {}).get(each), each)
        stored.remove_attendance(act, id_, participants)
        return find_session(stored.read_people(act.connection), id_)


def _faults(session: Session, there: People) -> Iterator[Problem]:
    known = [each.id for each in there.sessions]
    if session.follows and session.follows not in {*known, session.id}:
        yield problem("PEOPLE-048", id=session.follows, known=near(session.follows, known))
    follows = {**{each.id: each.follows for each in there.sessions}, session.id: session.follows}
    if circle := way_back(session.id, follows):
        yield problem("PEOPLE-007", ids=", ".join(circle))


def _unknown(attendance: Iterable[Attendance], there: People) -> Iterator[Problem]:
    people, sessions = [each.id for each in there.participants], [each.id for each in there.sessions]
    for each in attendance:
        if each.participant not in people:
            yield problem("PEOPLE-046", id=each.participant, known=near(each.participant, people))
        if each.followed_up_by and each.followed_up_by not in sessions:
            yield problem("PEOPLE-048", id=each.followed_up_by, known=near(each.followed_up_by, sessions))
