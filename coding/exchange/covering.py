"""Names and words that must not leave a study, covered in its texts without moving what stands off from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coding.exchange.guids import handle_of, made_guid
from evaluation.model import Code, Codebook, Localised, Memo, Organisation, People, Source, Turn
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.privacy.names import names_of

COVER = "▒"
TEXTS = ("label", "definition", "include", "exclude", "example")
Span = tuple[int, int]


@dataclass(frozen=True)
class Covering:
    """names: what finds the names the study knows, None where it knows none. gone: who has withdrawn their consent;
    silenced: the sessions that only such a person spoke in."""

    names: re.Pattern[str] | None
    gone: frozenset[str]
    silenced: frozenset[str]

    def text(self, text: str) -> tuple[str, int]:
        """The text with each name covered, of the same length; and how many there were."""
        if self.names is None:
            return text, 0
        spans = [found.span() for found in self.names.finditer(re.sub(r"\s", " ", text))]
        return covered(text, spans), len(spans)

    def words(self, text: str) -> str:
        return self.text(text)[0]

    def memo(self, memo: Memo) -> Memo:
        return replace(memo, title=self.words(memo.title), text=self.words(memo.text))

    def codebook(self, codebook: Codebook) -> Codebook:
        """The codebook without names in what it says of its codes."""
        if self.names is None:
            return codebook
        return codebook.model_copy(update={"codes": tuple(self._code(code) for code in codebook)})

    def _code(self, code: Code) -> Code:
        said = {field: getattr(code, field) for field in TEXTS}
        told = {
            field: Localised(**{key: self.words(text) for key, text in each.as_dict().items()})
            for field, each in said.items()
        }
        return code.model_copy(update={field: each for field, each in told.items() if each != said[field]})

    def withheld(self, source: Source) -> list[Span]:
        """What people said in a source who have withdrawn their consent."""
        if not source.turns and source.session in self.silenced:
            return [(0, len(source.text))]
        return [(turn.start, turn.end) for turn in source.turns if turn.participant in self.gone]

    def source(self, source: Source) -> tuple[Source, int]:
        """The source without names and without what is withheld; and how many names there were."""
        text, count = self.text(covered(source.text, self.withheld(source)))
        return replace(source, text=text, turns=tuple(self._turn(turn) for turn in source.turns)), count

    def _turn(self, turn: Turn) -> Turn:
        return replace(turn, speaker=self.words(turn.speaker))


def covering(people: People) -> Covering:
    """people: with their names."""
    gone = withdrawn(people)
    silenced = {session for session, sole in sole_informants(people).items() if sole in gone}
    persons = any(each.name or each.contact or each.speakers for each in people.participants)
    known = persons or any(each.name for each in people.organisations)
    return Covering(names_of(people) if known else None, gone, frozenset(silenced))


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text with these stretches covered; white space stays, so that lines and words do."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        begin = max(start, at)
        if begin < end:
            parts += (text[at:begin], re.sub(r"\S", COVER, text[begin:end]))
            at = end
    return "".join((*parts, text[at:]))


def is_cover_of(shown: str, text: str) -> bool:
    """Whether one text is the other with nothing but words covered."""
    if shown == text or len(shown) != len(text) or COVER not in shown:
        return shown == text
    return all(sign in (own, COVER) for sign, own in zip(shown, text, strict=True))


def overlapping(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(start < last and first < end for first, last in spans)


def shown(people: People, seen: Mapping[str, frozenset[str]], policy: frozenset[str]) -> People:
    """People as far as the people policy lets a reader see them.

    seen: what another study's policy let be seen of those who came from there, by id: what has been told may be told.
    Where a reader may know the sector alone, the organisations of a sector become one.
    """
    known = {each.id: each for each in people.organisations}
    told: dict[str, Organisation] = {}
    participants = []
    for each in people.participants:
        sees = seen.get(each.id, policy)
        found = _seen_organisation(known.get(each.organisation or ""), sees, seen)
        told |= {found.id: found} if found else {}
        role = each.role if "role" in sees else ""
        participants.append(each.model_copy(update={"role": role, "organisation": found.id if found else None}))
    return people.model_copy(update={"participants": tuple(participants), "organisations": tuple(told.values())})


def _seen_organisation(
    organisation: Organisation | None, sees: frozenset[str], seen: Mapping[str, frozenset[str]]
) -> Organisation | None:
    if organisation is None:
        return None
    if "organisation" in sees:
        return organisation
    if "sector" not in sees or not organisation.sector:
        return None
    if organisation.id in seen:
        return organisation
    id_ = handle_of(made_guid("sector", organisation.sector))
    return Organisation(id=f"s{id_[:16]}", sector=organisation.sector)
