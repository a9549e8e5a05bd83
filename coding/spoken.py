"""What was said in a study, one row a turn, with who said it: the table that the analyses of talk and words take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from coding.applying import is_interviewer
from coding.retrieval import shown_name
from coding.text.sentences import sentences
from evaluation.language import Language, phrase
from evaluation.model import People, Source, Turn
from evaluation.people.participation import sole_informants, withdrawn
from evaluation.study import Study

WHO = ("speaker", "participant", "affiliation", "role", "organisation", "sector")
TURN_COLUMNS = ("source", "turn", "start", "end", *WHO, "session", "kind", "question", "language", "words", "text")


def turns_table(study: Study) -> pd.DataFrame:
    """All turns, one row each, in the order they came; a text that nobody speaks in is one row without speaker.

    Columns: TURN_COLUMNS. `turn` counts from 0 in each source; offsets are code points, [start, end). Speakers have
    their pseudonyms, those unknown to the study a number. Nothing said by somebody who has withdrawn their consent is
    in it.
    """
    people = study.people()
    rows = [row for source in study.sources() for row in _rows(source, people, study.evaluation.language)]
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS))


def collection_order(study: Study) -> list[str]:
    """The study's sessions in the order in which the data were collected; those without a date last."""
    ordered = sorted(study.people().sessions, key=lambda each: (str(each.date or "9999"), str(each.start or "")))
    return [each.id for each in ordered]


def informants(study: Study) -> list[str]:
    """The pseudonyms of those who answered or were asked to, but for those who have withdrawn."""
    people = study.people()
    gone = withdrawn(people)
    return [shown_name(each) for each in people.participants if each.affiliation == "informant" and each.id not in gone]


def sentences_table(turns: pd.DataFrame) -> pd.DataFrame:
    """The sentences of the turns: `source`, `start`, `end`."""
    rows = [
        (source, start + sentence.start, start + sentence.end)
        for source, start, text, language in zip(
            turns["source"], turns["start"], turns["text"], turns["language"], strict=True
        )
        for sentence in sentences(text, language=language)
    ]
    return pd.DataFrame(rows, columns=["source", "start", "end"])


def _rows(source: Source, people: People, language: Language) -> Iterator[dict[str, Any]]:
    gone = withdrawn(people)
    if not source.turns and sole_informants(people).get(source.session or "") in gone:
        return
    numbers = _numbers(source)
    kinds = {each.id: each.kind for each in people.sessions}
    for number, turn in enumerate(source.turns or (Turn(0, len(source.text)),)):
        if turn.participant in gone:
            continue
        text = source.words_of(turn)
        yield {
            **(_who(turn, people, numbers) if source.turns else {}),
            **{"source": source.name, "turn": number, "start": turn.start, "end": turn.end, "text": text},
            **{"session": source.session, "kind": kinds.get(source.session or ""), "question": turn.question},
            **{"language": source.language or language, "words": len(text.split())},
        }


def _numbers(source: Source) -> dict[str, int]:
    """Labels may be names: those of unknown speakers are shown as numbers."""
    labels = (turn.speaker for turn in source.turns if turn.participant is None and not is_interviewer(turn))
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def _who(turn: Turn, people: People, numbers: Mapping[str, int]) -> dict[str, Any]:
    person = next((each for each in people.participants if each.id == turn.participant), None)
    if person is None:
        if is_interviewer(turn):
            return {"speaker": turn.speaker.strip(), "affiliation": "moderator"}
        return {"speaker": phrase("analysis.unknown_speaker", n=numbers[turn.speaker]), "affiliation": None}
    organisation = next((each for each in people.organisations if each.id == person.organisation), None)
    return {
        "speaker": shown_name(person),
        "participant": person.id,
        "affiliation": person.affiliation,
        "role": person.role,
        "organisation": (organisation.shown or organisation.id) if organisation else None,
        "sector": organisation.sector if organisation else None,
    }
