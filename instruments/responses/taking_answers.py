"""Open answers of a dataset that the study holds taken in as sources, and a newer file put in a dataset's place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.errors import fail
from evaluation.model.dataset import OpenAnswers, with_spoken
from evaluation.sources.received import sha256_of
from evaluation.store import datasets
from evaluation.study import Study
from instruments.responses.keeping import Imported, find_dataset, open_dataset, prepared, received
from instruments.responses.open_answers import settled
from instruments.responses.outgoing import as_kept
from instruments.responses.writing_answers import Taken, write_answers


@dataclass(frozen=True)
class Replaced:
    """What a newer file did: how it is kept now, how many rows there were, the variables that are gone and the new."""

    imported: Imported
    before: int
    lost: tuple[str, ...]
    new: tuple[str, ...]


def take_answers(study: Study, name: str, chosen: OpenAnswers, *, force: bool = False) -> Taken:
    """Make the open answers of a dataset sources, one for each respondent who wrote something, in one act.

    Where they are sources already they are brought in line: what is not chosen anew stays as it was, words that are the
    same keep their codings, and respondents who wrote none of it are taken away. Raises DATASET-090 where there is
    nothing in words, DATASET-093 where respondents would go and not `force`.
    """
    kept, dataset = find_dataset(study, name), as_kept(study, open_dataset(study, name))
    wanted = settled(dataset, _with_earlier(chosen, kept.spoken))
    with study.store.act("dataset.answers", study.who, name=name) as act:
        taken = write_answers(act, kept, dataset, wanted, study.evaluation.language, force=force)
        datasets.rewrite_dataset(act, replace(kept, meaning=with_spoken(kept.meaning, wanted)))
        act.details["n"] = taken.respondents
    return taken


def replace_dataset(
    study: Study, name: str, file: Path, *, questionnaire: Path | None = None, force: bool = False
) -> Replaced:
    """Put a newer file in the place of a dataset's, in one act: its name, session and questionnaire stay.

    Open answers that are sources follow: codings stay on words that are the same. Raises DATASET-018 for the same file
    again, and DATASET-093 where answers are gone, unless `force`.
    """
    old = find_dataset(study, name)
    if not file.is_file():
        raise fail("DATASET-002", file=file)
    if sha256_of(file) == old.sha256:
        raise fail("DATASET-018", file=file, name=name)
    own = study.folder / "instruments" / f"{old.instrument}.yaml" if old.instrument else None
    found = prepared(study, file, name, questionnaire or own, old.session)
    spoken = settled(found.dataset, old.spoken) if old.spoken else None
    said = as_kept(study, found.dataset) if spoken else found.dataset
    kept = replace(found.kept, id=old.id, meaning=with_spoken(found.kept.meaning, spoken))
    taken = None
    with received(study, file) as (place, digest), study.store.act("dataset.replace", study.who, name=name) as act:
        kept = replace(kept, file=place, sha256=digest)
        act.details["n"] = kept.rows
        datasets.rewrite_dataset(act, kept)
        if spoken:
            taken = write_answers(act, kept, said, spoken, study.evaluation.language, force=force)
    before = [each["name"] for each in old.meaning["variables"]]
    lost = tuple(each for each in before if each not in found.dataset.names)
    new = tuple(each for each in found.dataset.names if each not in before)
    return Replaced(replace(found, kept=kept, taken=taken), old.rows, lost, new)


def _with_earlier(chosen: OpenAnswers, earlier: OpenAnswers | None) -> OpenAnswers:
    if earlier is None:
        return chosen
    return OpenAnswers(
        chosen.variables or earlier.variables,
        chosen.attributes or earlier.attributes,
        chosen.respondent or earlier.respondent,
    )
