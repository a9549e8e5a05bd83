"""The list that goes with a deposit: what is done, what somebody has to look at, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from evaluation.language import Language
from evaluation.model import Evaluation
from instruments.describing import Summary
from instruments.translations import languages_of
from reports.deposit.identifying import is_record_number
from reports.deposit.shape import LANGUAGES, Check, Prepared, Printed, Terms

Of = tuple[str, str]  # a dataset, and a variable of it
SHOWN = 12  # names in one point
LONGEST_NAME = 32  # characters of a variable's, at the Norwegian archive


def checks(
    evaluation: Evaluation, datasets: Sequence[Prepared], instruments: Sequence[Printed], terms: Terms
) -> tuple[Check, ...]:
    """The points in the order of the list: the files, what describes them, what protects people."""
    return (
        *_files(datasets),
        *_instruments(instruments),
        *_description(evaluation),
        *_people(evaluation, datasets, terms),
    )


def _files(datasets: Sequence[Prepared]) -> Iterator[Check]:
    yield Check("data", "done" if datasets else "missing", {"count": len(datasets)})
    if not datasets:
        return
    yield _listed("names", _of(datasets, lambda each: len(each.variable.name) > LONGEST_NAME))
    yield _listed("labels", _of(datasets, lambda each: not each.variable.label))
    yield _listed("codes", _of(datasets, _has_bare_codes))
    defined = _of(datasets, lambda each: bool(each.variable.missing))
    yield Check("undefined", "done" if defined else "look", {"count": len(defined)})
    unasked = [each.name for each in datasets if each.instrument is None]
    yield Check("unasked", "look" if unasked else "done", {"names": _names(unasked)})
    if any(not each.weight for each in datasets):
        yield Check("weights", "look", {"names": _names(each.name for each in datasets if not each.weight)})
    else:
        yield Check("weights", "done", {"names": _names(f"{each.name}: {each.weight}" for each in datasets)})


def _instruments(instruments: Sequence[Printed]) -> Iterator[Check]:
    there = [each for each in instruments if each.instrument and not each.named]
    for kind in ("questionnaire", "guide"):
        own = [each for each in there if each.instrument and (each.instrument.kind == "guide") == (kind == "guide")]
        yield Check(f"{kind}s", "done" if own else "missing", {"names": _names(each.name for each in own)})
    lost = [each.stem for each in instruments if each.instrument is None]
    if lost:
        yield Check("lost", "missing", {"names": _names(lost)})
    named = [each.stem for each in instruments if each.named]
    if named:
        yield Check("named", "missing", {"names": _names(named)})
    for language in LANGUAGES:
        lacking = [each.name for each in there if each.instrument and not _speaks(each, language)]
        yield Check(f"language_{language}", "look" if lacking else "done", {"names": _names(lacking)})


def _speaks(printed: Printed, language: Language) -> bool:
    found = languages_of(printed.instrument) if printed.instrument else ()
    near = {"nb": {"nb", "nn"}, "en": {"en"}}[language]
    return not found or bool(near.intersection(found))


def _description(evaluation: Evaluation) -> Iterator[Check]:
    yield Check("population", "done" if evaluation.sample.note else "missing")
    period = evaluation.period
    yield Check("period", "done" if period.from_ and period.to else "missing")
    yield Check("limits", "done" if evaluation.limits else "missing")
    makers = evaluation.evaluator
    yield Check("makers", "done" if makers.name and makers.authors else "missing")
    lacking = evaluation.information.missing
    yield Check("consent", "missing" if lacking else "done", {"names": ", ".join(lacking)})
    yield Check("contact", "done" if evaluation.information.contact else "missing")


def _people(evaluation: Evaluation, datasets: Sequence[Prepared], terms: Terms) -> Iterator[Check]:
    opens = [(each.name, name) for each in datasets for name in each.left_for("open")]
    masked = sum(each.masked for each in datasets)
    if terms.open_answers:
        yield Check("open", "look", {"count": masked})
    else:
        yield Check("open", "done", {"names": _grouped(opens)})
    left = [(each.name, name) for each in datasets for name in each.left_for("identifier", "names")]
    yield Check("identifiers", "look" if left else "done", {"names": _grouped(left)})
    records = [(each.name, name) for each in datasets for name in _records(each)]
    yield _listed("records", records)
    yield _listed("moments", _of(datasets, lambda each: each.variable.kind in ("datetime", "time")))
    least = evaluation.people.few
    small = [(each.name, told) for each in datasets for told in _small(each, least)]
    yield Check("small", "look" if small else "done", {"names": _grouped(small), "least": least})
    rare = [each for each in datasets if each.rare]
    for each in rare:
        values = {"name": each.name, "count": each.rare, "rows": len(each.dataset), "least": least}
        yield Check("rare", "look", {**values, "names": _names(each.background)})
    if datasets and not rare:
        yield Check("rare", "done", {"least": least})


def _has_bare_codes(summary: Summary) -> bool:
    """Codes that occur without a label, where others have one."""
    variable = summary.variable
    coded = bool(variable.labels) and variable.measure != "scale"
    return coded and any(each.value is not None and not each.label for each in summary.levels)


def _records(prepared: Prepared) -> list[str]:
    dataset = prepared.dataset
    return [each.name for each in dataset.meaning if is_record_number(dataset.column(each.name), each)]


def _small(prepared: Prepared, least: int) -> Iterator[str]:
    """Categories of background that few are in: `bransje = Reiseliv (3)`."""
    for summary in prepared.summaries:
        sorting = summary.variable.measure == "nominal" or summary.variable.name in prepared.background
        if sorting or summary.variable.kind == "text":
            few = [each for each in summary.levels if 0 < each.n < least and not each.missing]
            yield from (f"{summary.variable.name} = {each.label or each.value} ({each.n})" for each in few)


def _of(datasets: Sequence[Prepared], holds: Callable[[Summary], bool]) -> list[Of]:
    return [(each.name, summary.variable.name) for each in datasets for summary in each.summaries if holds(summary)]


def _listed(id_: str, found: Sequence[Of]) -> Check:
    return Check(id_, "look" if found else "done", {"names": _grouped(found)})


def _grouped(found: Sequence[Of]) -> str:
    """`medlemmer (id, bolge); utvalg (id)`"""
    names = dict.fromkeys(name for name, _ in found)
    within = {name: [each for of, each in found if of == name] for name in names}
    return "; ".join(f"{name} ({_names(each)})" for name, each in within.items()) or "–"


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" … ({len(listed)})" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more or "–"
