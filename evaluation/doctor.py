"""What does not hold together in a study, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.errors import EvaluationError, Problem, problem
from evaluation.model import People, Session, Source
from evaluation.model.dataset import KeptDataset
from evaluation.people.participation import withdrawn
from evaluation.settings.evaluation_file import themes_without_code
from evaluation.sources.received import kept_version, sha256_of
from evaluation.store.datasets import former_datasets, read_datasets
from evaluation.store.erasing import ERASED
from evaluation.store.exchange import kept_files
from evaluation.store.forms import read_forms
from evaluation.store.health import complaints
from evaluation.store.responses import read_responses
from evaluation.store.texts import former_files
from evaluation.study import Study


def examine(study: Study) -> tuple[Problem, ...]:
    """Everything at once: errors for what is broken, warnings for what is missing. Writes nothing."""
    broken = tuple(_database(study))
    if broken:  # what an unsound database says about the rest is not to be trusted
        return broken
    people, sources = study.people(), study.sources()
    return (
        *_files(study.folder / "sources", sources, _former_files(study) | {each.file for each in _kept(study)}),
        *_datasets(study),
        *_themes(study),
        *_speakers(sources, people),
        *_consents(sources, people),
        *_sessions(study, people, sources),
        *_versions(study),
    )


def _database(study: Study) -> Iterator[Problem]:
    try:
        with study.store.reading() as connection:
            found = complaints(connection)
    except EvaluationError as error:
        yield from error.problems
        return
    for reason in found:
        yield problem("STUDY-016", file=study.store.place, reason=reason)


def _former_files(study: Study) -> frozenset[str]:
    with study.store.reading() as connection:
        return former_files(connection) | former_datasets(connection) | kept_files(connection)


def _datasets(study: Study) -> Iterator[Problem]:
    """What became of the files that datasets were read from: unlike texts, their values are nowhere else."""
    for each in _kept(study):
        file = study.folder / "sources" / each.file
        if not file.is_file() or sha256_of(file) != each.sha256:
            yield problem("DATASET-016", file=file, name=each.name)


def _kept(study: Study) -> list[KeptDataset]:
    with study.store.reading() as connection:
        return read_datasets(connection)


def _files(folder: Path, sources: Iterable[Source], former: frozenset[str]) -> Iterator[Problem]:
    used = {source.file: source.sha256 for source in sources if source.file}
    for name, sha256 in used.items():
        if not (folder / name).is_file():
            yield problem("STUDY-012", file=folder / name, name=name)
        elif sha256 and sha256_of(folder / name) != sha256:
            yield problem("STUDY-013", file=folder / name, name=name)
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in there:
        if file.name not in {*used, *former} and (file.suffix == ".part" or not file.name.startswith(".")):
            yield problem("STUDY-014", file=file, severity="warning", name=file.name)


def _themes(study: Study) -> Iterator[Problem]:
    if not study.has_codebook():
        return
    yield from themes_without_code(study.settings, study.evaluation, study.codebook)
    codebook = study.codebook
    used = {coding.code for coding in study.codings()}
    covered = {above for name in used for above in codebook.path(name).split(" / ")}
    for number, theme in enumerate(study.evaluation.themes):
        if theme.code in codebook and theme.code not in covered:
            line = study.settings.line(("themes", number))
            values = {"theme": theme.id, "name": theme.code}
            yield problem("STUDY-017", file=study.settings.path, line=line, severity="warning", **values)


def _speakers(sources: Iterable[Source], people: People) -> Iterator[Problem]:
    if not people.participants:
        return
    for source in sources:
        unknown = dict.fromkeys(turn.speaker for turn in source.turns if turn.speaker and turn.participant is None)
        for speaker in unknown:
            yield problem("STUDY-018", severity="warning", speaker=speaker, name=source.name)


def _consents(sources: Iterable[Source], people: People) -> Iterator[Problem]:
    given = {consent.participant for consent in people.consents}
    for participant in people.participants:
        known = participant.id in given or participant.id.startswith(ERASED)
        if not known and participant.affiliation != "delegate":
            yield problem("PEOPLE-005", severity="warning", id=participant.id)
    speaking = {turn.participant for source in sources for turn in source.turns}
    dates = {consent.participant: consent.withdrawn for consent in people.consents}
    for id_ in sorted(withdrawn(people) & speaking):
        yield problem("PEOPLE-006", id=id_, date=dates[id_])


def _sessions(study: Study, people: People, sources: Iterable[Source]) -> Iterator[Problem]:
    served = {source.session for source in sources}
    for session in people.sessions:
        if session.transcribed and session.id not in served:
            yield problem("STUDY-015", severity="warning", name=session.id)
        yield from _guide(study, session)


def _versions(study: Study) -> Iterator[Problem]:
    """Forms, responses and datasets whose questions, as they were asked, are gone or no longer what they were."""
    with study.store.reading() as connection:
        asked = [(each.instrument, each.sha256, each.name) for each in read_forms(connection)]
        asked += [(each.instrument, each.sha256, each.form or "") for each in read_responses(connection)]
    asked += [(each.instrument, each.instrument_sha256, each.name) for each in _kept(study)
              if each.instrument and each.instrument_sha256]  # fmt: skip
    for instrument, sha256, form in dict.fromkeys(asked):
        file = kept_version(study.folder / "instruments", instrument, sha256)
        if not file.is_file():
            yield problem("STUDY-021", file=file, name=instrument, form=form)
        elif sha256_of(file) != sha256:
            yield problem("STUDY-022", file=file, name=instrument, form=form)


def _guide(study: Study, session: Session) -> Iterator[Problem]:
    if session.instrument is None:
        return
    file = study.folder / "instruments" / f"{session.instrument}.yaml"
    if not file.is_file():
        yield problem("STUDY-019", file=file, severity="warning", name=session.instrument, session=session.id)
