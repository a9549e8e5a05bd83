"""Names to show where a study has given none: numbers for people, letters for organisations, names of open ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from evaluation.language import Language, phrase
from evaluation.model import People
from evaluation.study import Study


def with_pseudonyms(people: People, language: Language) -> People:
    """The same people, each with a pseudonym that nobody else has: ids may be made of names and are never shown."""
    participants = people.participants
    numbers = _free("report.pseudonym.participant", (each.pseudonym for each in participants), language)
    organisations = people.organisations
    letters = _free("report.pseudonym.organisation", (each.pseudonym for each in organisations), language)
    return people.model_copy(
        update={
            "participants": tuple(
                each if each.pseudonym else each.model_copy(update={"pseudonym": next(numbers)})
                for each in participants
            ),
            "organisations": tuple(
                each if each.pseudonym else each.model_copy(update={"pseudonym": each.shown or next(letters)})
                for each in organisations
            ),
        }
    )


def pseudonyms_of(study: Study, language: Language) -> dict[str, str]:
    """`participant:p1` and `organisation:a` → the name that is shown."""
    people = with_pseudonyms(study.people(), language)
    participants = {f"participant:{each.id}": each.pseudonym for each in people.participants}
    return participants | {f"organisation:{each.id}": each.pseudonym for each in people.organisations}


def _free(key: str, taken: Iterable[str], language: Language) -> Iterator[str]:
    used = set(taken)
    names = (phrase(key, language, number=number, letter=_letter(number)) for number in count(1))
    return (name for name in names if name not in used)


def _letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    before, last = divmod(number - 1, 26)
    return (_letter(before) if before else "") + chr(ord("A") + last)
