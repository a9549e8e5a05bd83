"""Reading who takes part from a file, and holding it against itself and what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.errors import Problem, problem, raise_any
from evaluation.model import People
from evaluation.settings.validation import nearest, validate
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
    return [*_doubled(file, people), *_dangling(file, people, known)]


def _doubled(file: YamlFile, people: People) -> Iterator[Problem]:
    for kind in ("organisations", "participants", "sessions"):
        ids = [each.id for each in getattr(people, kind)]
        counted = Counter(ids)
        for number, id_ in enumerate(ids):
            if counted[id_] > 1 and ids.index(id_) != number:
                yield problem("PEOPLE-001", file=file.path, line=file.line((kind, number, "id")), id=id_)


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
