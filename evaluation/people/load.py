"""Reading who takes part from a file, and holding it against itself and what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.errors import Problem, problem, raise_any
from evaluation.model import Attendance, Consent, People
from evaluation.settings.nearness import nearest
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import Place, YamlFile, load


def read_people(path: Path, known: People | None = None) -> People:
    """The people in a YAML file. `known` holds those who are in the study already and may be referred to.

    Raises one error with every fault: form, unknown references, ids used twice.
    """
    file = load(path)
    people = validate(file, People)
    raise_any(_faults(file, people, known or People()))
    return people


def _faults(file: YamlFile, people: People, known: People) -> list[Problem]:
    return [
        *_doubled(file, people),
        *_repeated(file, people),
        *_shared_labels(file, people),
        *_dangling(file, people, known),
        *_circles(file, people, known),
    ]


def _doubled(file: YamlFile, people: People) -> Iterator[Problem]:
    for kind in ("organisations", "participants", "sessions"):
        ids = [each.id for each in getattr(people, kind)]
        counted = Counter(ids)
        for number, id_ in enumerate(ids):
            if counted[id_] > 1 and ids.index(id_) != number:
                yield problem("PEOPLE-001", file=file.path, line=file.line((kind, number, "id")), id=id_)


def _repeated(file: YamlFile, people: People) -> Iterator[Problem]:
    """Participants with two consents, or with two parts in one session."""
    lists: list[tuple[str, Place, Sequence[Consent | Attendance]]] = [("consents", ("consents",), people.consents)]
    for number, session in enumerate(people.sessions):
        lists.append((session.id, ("sessions", number, "attendance"), session.attendance))
    for place, start, rows in lists:
        ids = [row.participant for row in rows]
        for number, id_ in enumerate(ids):
            if id_ in ids[:number]:
                yield problem("PEOPLE-008", file=file.path, line=file.line((*start, number)), id=id_, place=place)


def _shared_labels(file: YamlFile, people: People) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, participant in enumerate(people.participants):
        for label in participant.speakers:
            bearer = first.setdefault(" ".join(label.casefold().split()), participant.id)
            if bearer != participant.id:
                line = file.line(("participants", number, "speakers"))
                yield problem("PEOPLE-009", file=file.path, line=line, label=label, first=bearer, id=participant.id)


def _circles(file: YamlFile, people: People, known: People) -> Iterator[Problem]:
    """Sessions that follow themselves in the end, counting those that the study has already; each circle once."""
    follows = {session.id: session.follows for side in (known, people) for session in side.sessions}
    told: set[str] = set()
    for number, session in enumerate(people.sessions):
        circle = way_back(session.id, follows)
        if circle and not told & set(circle):
            told |= set(circle)
            line = file.line(("sessions", number, "follows"))
            yield problem("PEOPLE-007", file=file.path, line=line, ids=", ".join(circle))


def way_back(start: str, follows: Mapping[str, str | None]) -> list[str]:
    """The sessions passed from `start` until it comes up again; empty where it does not."""
    passed = [start]
    following = follows.get(start)
    while following is not None and following not in passed:
        passed.append(following)
        following = follows.get(following)
    return passed if following == start else []


def _dangling(file: YamlFile, people: People, known: People) -> Iterator[Problem]:
    there = {
        kind: sorted({each.id for side in (people, known) for each in getattr(side, kind)})
        for kind in ("organisations", "participants", "sessions")
    }
    for kind, id_, place in _references(people):
        if id_ and id_ not in there[kind]:
            suggestion = ", ".join(nearest(id_, there[kind]) or there[kind][:8])
            code = {"organisations": "PEOPLE-002", "participants": "PEOPLE-003", "sessions": "PEOPLE-004"}[kind]
            yield problem(code, file=file.path, line=file.line(place), id=id_, known=suggestion)


def _references(people: People) -> Iterable[tuple[str, str | None, Place]]:
    for number, participant in enumerate(people.participants):
        yield "organisations", participant.organisation, ("participants", number, "organisation")
    for number, consent in enumerate(people.consents):
        yield "participants", consent.participant, ("consents", number, "participant")
    for number, session in enumerate(people.sessions):
        yield "sessions", session.follows, ("sessions", number, "follows")
        for row, attendance in enumerate(session.attendance):
            place: Place = ("sessions", number, "attendance", row)
            yield "participants", attendance.participant, (*place, "participant")
            yield "sessions", attendance.followed_up_by, (*place, "followed_up_by")
