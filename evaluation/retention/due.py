"""What must be deleted, by when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from evaluation.model import Consent
from evaluation.retention.files import backups, made_at
from evaluation.store.responses import read_responses
from evaluation.store.sources import list_sources
from evaluation.study import Study

Reason = Literal["policy", "promise", "withdrawn", "deleted"]
PUBLIC = ("meeting",)  # kinds of sessions whose texts are no interviews
ACT = "privacy.delete"


@dataclass(frozen=True, slots=True)
class Due:
    """What must be deleted: `names`, `files`, `person:p1`, `source:fg1`, `form:sporsmal` or `backup:FILE`.

    until: the last day on which it may be kept. because: the study's policy, what the person was promised, their
    withdrawal, or that it holds what has been deleted since.
    """

    id: str
    until: dt.date
    because: Reason
    n: int = 1

    def is_due(self, on: dt.date) -> bool:
        return self.until < on


def due(study: Study, on: dt.date) -> list[Due]:
    """What may not be kept any longer on this day, the longest overdue first."""
    return [each for each in kept(study) if each.is_due(on)]


def kept(study: Study) -> list[Due]:
    """All that has a day after which it may not be kept, by day; what is gone already is not listed."""
    found = (*_names(study), *_files(study), *_texts(study), *_answers(study), *_people(study), *_backups(study))
    return sorted(found, key=lambda each: (each.until, each.id))


def _names(study: Study) -> Iterator[Due]:
    until, people = study.evaluation.retention.names, study.people(names=True)
    named = [each for each in people.participants if each.name or each.contact or each.speakers]
    hidden = [each for each in people.organisations if (each.name or each.also) and not each.open]
    if until and (named or hidden):
        yield Due("names", until, "policy", len(named) + len(hidden))


def _files(study: Study) -> Iterator[Due]:
    until, folder = study.evaluation.retention.files, study.folder / "sources"
    there = [each for each in folder.iterdir() if each.is_file()] if folder.is_dir() else []
    if until and there:
        yield Due("files", until, "policy", len(there))


def _texts(study: Study) -> Iterator[Due]:
    until = study.evaluation.retention.texts
    if not until:
        return
    private = {each.id for each in study.people().sessions if each.kind not in PUBLIC}
    with study.store.reading() as connection:
        sources = list_sources(connection)
    yield from (Due(f"source:{each.name}", until, "policy") for each in sources if each.session in private)


def _answers(study: Study) -> Iterator[Due]:
    until = study.evaluation.retention.answers or study.evaluation.information.kept_until
    if not until:
        return
    with study.store.reading() as connection:
        there = [each.form for each in read_responses(connection) if each.answers and each.form]
    yield from (Due(f"form:{name}", until, "policy", there.count(name)) for name in dict.fromkeys(there))


def _people(study: Study) -> Iterator[Due]:
    days = dt.timedelta(days=study.evaluation.retention.withdrawn)
    for consent in study.people().consents:
        if (until := _until(consent, days)) is not None:
            withdrawn = consent.withdrawn is not None and until == consent.withdrawn + days
            yield Due(f"person:{consent.participant}", until, "withdrawn" if withdrawn else "promise")


def _until(consent: Consent, days: dt.timedelta) -> dt.date | None:
    found = [consent.kept_until] if consent.kept_until else []
    if consent.withdrawn:
        found.append(consent.withdrawn + days)
    return min(found, default=None)


def _backups(study: Study) -> Iterator[Due]:
    """Backups from before something was deleted still hold it."""
    acts = (each for each in study.log() if each.act == ACT)
    deleted = [dt.datetime.fromisoformat(each.details.get("moment", each.at)) for each in acts]
    last = max(deleted, default=None)
    for file in backups(study.folder) if last else ():
        if last and made_at(file) <= last:
            yield Due(f"backup:{file.name}", last.date() - dt.timedelta(days=1), "deleted")
