"""Who said the words of a coding, where and when, as far as a project tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from coding.exchange.project import Project, Text
from evaluation.model import Coding, Organisation, Participant, Session, Turn
from evaluation.model.code_tree import place_of
from evaluation.people.participation import sole_informants

WHO = ("speaker", "role", "organisation", "sector", "session", "kind", "date", "question")
COLUMNS = (
    "source", "start", "end", "text", "code", "path", "label", "coder", "round", "origin", "certainty", "note", "at",
    *WHO,
)  # fmt: skip
Cell = str | int | None


class Telling:
    """A project asked for rows. `variables` are the columns its sources and cases add, GUID → heading."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.texts: Mapping[str, Text] = {text.source.name: text for text in project.texts}
        people = project.people
        self._participants: Mapping[str, Participant] = {each.id: each for each in people.participants}
        self._organisations: Mapping[str, Organisation] = {each.id: each for each in people.organisations}
        self._sessions: Mapping[str, Session] = {each.id: each for each in people.sessions}
        self._sole = sole_informants(people)

    @cached_property
    def variables(self) -> Mapping[str, str]:
        """The variables that say anything of a source, with headings no two of which are alike."""
        used = {guid for text in self.project.texts for guid in text.values}
        found: dict[str, str] = {}
        taken = set(COLUMNS)
        for variable in self.project.variables:
            if variable.guid in used:
                heading, number = variable.name, 1
                while heading in taken:
                    number += 1
                    heading = f"{variable.name} {number}"
                taken.add(heading)
                found[variable.guid] = heading
        return found

    def rows(self) -> list[dict[str, Cell]]:
        """One for each coding, in the project's order."""
        return [self._row(each.coding, each.at) for each in self.project.codings]

    def _row(self, coding: Coding, at: str) -> dict[str, Cell]:
        text = self.texts[coding.source]
        values = {heading: text.values.get(guid, "") for guid, heading in self.variables.items()}
        return {
            "source": coding.source,
            "start": coding.start,
            "end": coding.end,
            "text": text.source.text[coding.start : coding.end],
            "code": coding.code,
            "path": self._paths[coding.code],
            "label": self._labels[coding.code],
            "coder": coding.coder,
            "round": coding.round,
            "origin": coding.origin,
            "certainty": coding.certainty,
            "note": coding.note,
            "at": at,
            **self._who(text, coding.start),
            **values,
        }

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return {code.name: place_of(self.project.codebook, code.name) for code in self.project.codebook}

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {code.name: code.label.text() for code in self.project.codebook}

    def speaker(self, source: str, place: int) -> str:
        """The id of whoever speaks at a place of a source; empty where nobody does, or nobody known."""
        text = self.texts[source]
        turn = _turn_at(text, place)
        if turn is not None:
            return turn.participant or ""
        return "" if text.source.turns else self._sole.get(text.source.session or "", "")

    def _who(self, text: Text, place: int) -> dict[str, Cell]:
        turn = _turn_at(text, place)
        person = self._participants.get(self.speaker(text.source.name, place))
        organisation = self._organisations.get(person.organisation or "") if person else None
        session = self._sessions.get(text.source.session or "")
        label = turn.speaker if turn else ""
        return {
            "speaker": person.pseudonym if person else label,
            "role": person.role if person else "",
            "organisation": organisation.pseudonym if organisation else "",
            "sector": organisation.sector if organisation else "",
            "session": text.source.session or "",
            "kind": session.kind if session else "",
            "date": str(session.date or "") if session else "",
            "question": (turn.question or "") if turn else "",
        }


def _turn_at(text: Text, place: int) -> Turn | None:
    turns = text.source.turns
    at = bisect_right(turns, place, key=lambda turn: turn.start) - 1
    return turns[at] if at >= 0 and place < turns[at].end else None
