"""What a study holds of one person: their right of access."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.errors import fail, reason_of
from evaluation.language import Language
from evaluation.model import Coding, Source
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.retention.letter import letter
from evaluation.settings.nearness import near
from evaluation.store.free_texts import read_free_texts
from evaluation.store.memos import read_memos
from evaluation.store.responses import read_responses
from evaluation.study import Study

JSON, HTML = "person.json", "person.html"


def held(study: Study, participant: str) -> dict[str, Any]:
    """Everything the study holds of a participant, as plain values.

    Who they are, what they agreed to, where they took part, what they said and how it was coded, what they answered,
    what was noted about them, and where others name them.

    Of what others said about them the places alone are told: those words are others' data too, for a person to weigh.
    Raises RETENTION-001 for somebody who is not there.
    """
    people = study.people(names=True)
    chosen = next((each for each in people.participants if each.id == participant), None)
    if chosen is None:
        raise fail(
            "RETENTION-001", item=participant, known=near(participant, [each.id for each in people.participants])
        )
    organisation = next((each for each in people.organisations if each.id == chosen.organisation), None)
    consent = next((each for each in people.consents if each.participant == participant), None)
    sessions = [(each, part) for each in people.sessions for part in each.attendance if part.participant == participant]
    sources = study.sources()
    return {
        "person": {**chosen.model_dump(mode="json"), "organisation": organisation.name if organisation else None},
        "study": {"title": study.evaluation.title, **study.evaluation.information.model_dump(mode="json")},
        "consent": consent.model_dump(mode="json", exclude={"participant"}) if consent else None,
        "sessions": [
            {**session.model_dump(mode="json", include={"id", "kind", "title", "date"}),
             **part.model_dump(mode="json", exclude={"participant"})}
            for session, part in sessions
        ],
        "said": list(_said(study, sources, participant)),
        "answers": _answers(study, participant),
        "memos": _memos(study, participant),
        "named_in": list(_named_in(study, sources, participant)),
    }  # fmt: skip


def export_person(study: Study, participant: str, folder: Path, language: Language) -> list[Path]:
    """Write what is held of a person into a new folder, for programs (JSON) and for reading (HTML); only its owner may
    read them. Raises RETENTION-003 for a folder that is there already or cannot be written."""
    told = held(study, participant)
    try:
        folder.mkdir(parents=True, mode=0o700)
        return [
            _written(folder / JSON, json.dumps(told, ensure_ascii=False, indent=2) + "\n"),
            _written(folder / HTML, letter(told, language)),
        ]
    except OSError as error:
        raise fail("RETENTION-003", file=folder, reason=reason_of(error)) from error


def _written(file: Path, text: str) -> Path:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    return file


def _said(study: Study, sources: list[Source], participant: str) -> Iterator[dict[str, Any]]:
    """Each turn of theirs, with the codes that others gave the words."""
    by_source: dict[str, list[Coding]] = {}
    for coding in study.codings():
        by_source.setdefault(coding.source, []).append(coding)
    for source in sources:
        for turn in (each for each in source.turns if each.participant == participant):
            over = [each for each in by_source.get(source.name, ()) if each.start < turn.end and turn.start < each.end]
            yield {
                "source": source.name,
                "session": source.session,
                "time": turn.start_time,
                "question": turn.question,
                "text": source.text[turn.start : turn.end],
                "codes": sorted({each.code for each in over}),
            }


def _answers(study: Study, participant: str) -> list[dict[str, Any]]:
    with study.store.reading() as connection:
        found = [each for each in read_responses(connection) if each.participant == participant]
    return [{"form": each.form, "submitted_at": each.submitted_at, "answers": dict(each.answers)} for each in found]


def _memos(study: Study, participant: str) -> list[dict[str, Any]]:
    with study.store.reading() as connection:
        found = [each for each in read_memos(connection) if (each.on, each.on_id) == ("participant", participant)]
    return [{"title": each.title, "text": each.text, "author": each.author, "at": each.at} for each in found]


def _named_in(study: Study, sources: list[Source], participant: str) -> Iterator[dict[str, Any]]:
    register = register_of(study.people(names=True))
    with study.store.reading() as connection:
        written = [(each.place, each.text) for each in read_free_texts(connection)]
    for place, text in [*((each.name, each.text) for each in sources), *written]:
        finds = [each for each in scan(text, register) if f"participant:{participant}" in each.of]
        lines = sorted({text.count("\n", 0, each.start) + 1 for each in finds if each.certainty != "possible"})
        if lines:
            yield {"place": place, "lines": lines}
