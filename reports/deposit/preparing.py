"""Datasets as they leave the study: without open answers, without what points to one person, with names taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coding.masking import masked
from evaluation.language import Language
from evaluation.privacy.names import mentions, names_of
from evaluation.sources.received import kept_version
from evaluation.store.forms import read_forms
from evaluation.study import Study
from instruments.describing import Summary, describe
from instruments.load import FOLDER
from instruments.model import Instrument
from instruments.responses.dataset import Dataset
from instruments.responses.form_answers import OF_RESPONDENT, as_told, form_dataset
from instruments.responses.keeping import list_datasets, open_dataset
from instruments.responses.meaning import Variable
from instruments.responses.outgoing import with_pseudonyms
from instruments.used import Version, kept_instrument, versions_used
from reports.deposit.identifying import (
    has_identifiers,
    has_telling_name,
    mentioning,
    rare_rows,
    sorts_people,
    without_identifiers,
)
from reports.deposit.meaning import explained
from reports.deposit.shape import LeftOut, Prepared, Printed, Reason, Terms

OPEN = ("open", "text")


@dataclass(frozen=True, slots=True)
class _Policy:
    """What holds for every dataset: whose names go, how small a group may be, and what the depositor decides."""

    names: re.Pattern[str]
    told: Callable[[Dataset], Dataset]
    least: int
    language: Language
    terms: Terms


def prepared(study: Study, terms: Terms) -> list[Prepared]:
    """Every dataset of the study, and the answers to every form that somebody handed in."""
    least, language = study.evaluation.people.few, study.evaluation.language
    weights = terms.weights or tuple(each.weight for each in study.evaluation.surveys if each.weight)
    policy = _Policy(real_names(study), _told(study), least, language, replace(terms, weights=weights))
    return [_prepared(name, dataset, instrument, policy) for name, dataset, instrument in _datasets(study)]


def _told(study: Study) -> Callable[[Dataset], Dataset]:
    """What puts pseudonyms for all else that tells of the study's people: initials, misspelled names and the like."""
    return lambda dataset: with_pseudonyms(study, dataset)[0]


def real_names(study: Study) -> re.Pattern[str]:
    """What finds the people and organisations the study knows, but for those who sign its report."""
    people = study.people(names=True)
    authors = study.evaluation.evaluator.authors
    others = tuple(each for each in people.participants if each.name not in authors)
    return names_of(people.model_copy(update={"participants": others}))


def printed(study: Study, names: re.Pattern[str]) -> list[Printed]:
    """The versions of guides and questionnaires that were used."""
    return [_printed(study.folder / FOLDER, each, names) for each in versions_used(study)]


def _printed(folder: Path, version: Version, names: re.Pattern[str]) -> Printed:
    """The whole file is looked through, its comments too: it goes along as it is."""
    file = kept_version(folder, version.name, version.sha256)
    named = version.instrument is not None and mentions(file.read_text("utf-8"), names)
    return Printed(version.name, version.sha256, version.instrument, named)


def _datasets(study: Study) -> Iterator[tuple[str, Dataset, Instrument | None]]:
    kept = list_datasets(study)
    for each in kept:
        name, sha256 = each.instrument, each.instrument_sha256
        asked = kept_instrument(study.folder, name, sha256) if name and sha256 else None
        yield each.name, open_dataset(study, each.name), asked
    taken = {each.name for each in kept}
    with study.store.reading() as connection:
        forms = read_forms(connection)
    for form in forms:
        dataset = form_dataset(study, form.name)
        if len(dataset):
            name = f"form-{form.name}" if form.name in taken else form.name
            told, _ = as_told(dataset, study.evaluation.people.attribution)
            yield name, told, kept_instrument(study.folder, form.instrument, form.sha256)


def _prepared(name: str, received: Dataset, instrument: Instrument | None, policy: _Policy) -> Prepared:
    dataset = explained(received, instrument, policy.language)
    summaries = {each.variable.name: each for each in describe(dataset)}
    types = {each.id: each.type for each in instrument.questions()} if instrument else {}
    opens = {each.name for each in dataset.meaning if _is_open(each, summaries[each.name], types)}
    left = [found for each in dataset.meaning if (found := _left(dataset, each, opens, policy))]
    gone = {each.variable for each in left}
    kept = dataset.select([each for each in dataset.names if each not in gone])
    kept, count = _masked(kept, opens, policy)
    weight = next((each for each in policy.terms.weights if each in kept.names), "")
    background = tuple(_background(kept, weight))
    return Prepared(
        name, _without_notes(kept, policy.names), tuple(describe(kept, weight=weight or None)), tuple(left), instrument,
        weight, count, background, rare_rows(kept, background, policy.least),
    )  # fmt: skip


def _is_open(variable: Variable, summary: Summary, types: Mapping[str, str]) -> bool:
    """Words of people's own: what an open question asks for, and texts that do not come again."""
    if variable.kind != "text" or variable.name in OF_RESPONDENT:
        return False
    return types.get(variable.question) in OPEN or not summary.levels


def _left(dataset: Dataset, variable: Variable, opens: set[str], policy: _Policy) -> LeftOut | None:
    reason = _reason(dataset, variable, opens, policy)
    return LeftOut(variable.name, reason) if reason else None


def _reason(dataset: Dataset, variable: Variable, opens: set[str], policy: _Policy) -> Reason | None:
    if variable.name in policy.terms.without:
        return "asked"
    is_open = variable.name in opens
    if is_open and not policy.terms.open_answers:
        return "open"
    if not is_open and (has_telling_name(variable) or has_identifiers(dataset.column(variable.name), variable)):
        return "identifier"
    if not is_open and mentioning(dataset, variable, lambda text: mentions(text, policy.names)):
        return "names"
    return None


def _masked(dataset: Dataset, opens: set[str], policy: _Policy) -> tuple[Dataset, int]:
    """Open answers that are to go along, without names, addresses and numbers; and how many had one."""
    before = {name: dataset.column(name) for name in dataset.names if name in opens}
    for name, texts in before.items():
        made = texts.map(lambda text: without_identifiers(masked(text, policy.names)), na_action="ignore")
        dataset = dataset.with_variable(dataset.variable(name), made.astype("str"))
    dataset = policy.told(dataset) if before else dataset
    return dataset, sum(int((dataset.column(name) != texts).sum()) for name, texts in before.items())


def _without_notes(dataset: Dataset, names: re.Pattern[str]) -> Dataset:
    """What is said of the file as a whole, where it mentions nobody."""
    meaning = dataset.meaning
    notes = tuple(each for each in meaning.notes if not mentions(each, names))
    label = "" if mentions(meaning.label, names) else meaning.label
    return replace(dataset, meaning=replace(meaning, notes=notes, label=label))


def _background(dataset: Dataset, weight: str) -> Iterable[str]:
    """What tells people apart and answers no question: how they were drawn, and what is known of them beforehand."""
    for each in dataset.meaning:
        if not each.question and each.name != weight and sorts_people(dataset.column(each.name)):
            yield each.name
