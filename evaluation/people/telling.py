"""People as a report in another language tells of them."""

from __future__ import annotations

from evaluation.language import Language
from evaluation.model import Evaluation, People


def told_people(people: People, evaluation: Evaluation, language: Language) -> People:
    """The same people, with their pseudonyms, sectors and roles in the words the study has for them."""

    def said(text: str) -> str:
        return evaluation.said(text, language)

    if not evaluation.words:
        return people
    return people.model_copy(
        update={
            "organisations": tuple(
                each.model_copy(update={"pseudonym": said(each.pseudonym), "sector": said(each.sector)})
                for each in people.organisations
            ),
            "participants": tuple(
                each.model_copy(update={"pseudonym": said(each.pseudonym), "role": said(each.role)})
                for each in people.participants
            ),
        }
    )
