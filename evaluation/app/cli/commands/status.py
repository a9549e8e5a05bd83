"""`underveis status`: what the study holds, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.language import phrase
from evaluation.numbers import write_number

ORDER = 30
SHAPES = {
    "status": keys(
        "collection",
        study=keys("folder title commissioner evaluator languages"),
        counts=keys("organisations participants sessions sources turns words themes codes codings"),
        forms=[keys("name open closes invited submitted pending")],
        rounds=[keys("name deadline awaited")],
        datasets=[keys("name respondents variables questionnaire matched unmatched file weights spoken")],
        missing=[PROBLEM],
    )
}


def register(app: typer.Typer) -> None:
    app.command("status", cls=Command, help=phrase("cli.status.help"))(status)


def status() -> None:
    import sys

    from evaluation.app.status import overview
    from evaluation.doctor import examine

    study = opened()
    found = overview(study)
    missing = examine(study)
    if chosen.as_json:
        show_json({**found, "missing": [as_json(each) for each in missing]})
        return
    language = shown_language(study)
    print(f"{study.evaluation.title}\n")
    show_table(["", ""], [(phrase(f"cli.status.{key}", language), value) for key, value in found["counts"].items()])
    if found["collection"]:
        print("", *found["collection"], sep="\n")
    _show_collecting(found)
    _show_datasets(found["datasets"])
    print()
    tell("status.missing" if missing else "status.complete")
    show_problems(missing, sys.stdout)


def _show_collecting(found: Mapping[str, Any]) -> None:
    """What is out for answers, a line for each form and round."""
    lines = [phrase("forms.status.form", **_form_words(each)) for each in found["forms"]]
    for each in found["rounds"]:
        values = {"deadline": each["deadline"] or "–", "awaited": ", ".join(each["awaited"]) or "–"}
        lines.append(phrase("forms.status.round", name=each["name"], **values))
    if lines:
        print("", *lines, sep="\n")


def _form_words(form: Mapping[str, Any]) -> dict[str, Any]:
    return {**form, "state": phrase(f"forms.state.{'open' if form['open'] else 'closed'}")}


def _show_datasets(datasets: Iterable[Mapping[str, Any]]) -> None:
    """A line for each: how many answered, what is known of the variables, and what is amiss."""
    lines = [" ".join(_told_of(each)) for each in datasets]
    if lines:
        print("", *lines, sep="\n")


def _told_of(dataset: Mapping[str, Any]) -> Iterator[str]:
    counts = {key: write_number(dataset[key]) for key in ("respondents", "variables", "matched", "spoken")}
    yield phrase("survey.status.dataset", name=dataset["name"], n=dataset["respondents"], **counts)
    if dataset["questionnaire"]:
        yield phrase("survey.status.matched", questionnaire=dataset["questionnaire"], **counts)
    if dataset["spoken"]:
        yield phrase("survey.status.spoken", n=dataset["spoken"], **counts)
    for name, fault in dataset["weights"].items():
        yield phrase(f"survey.status.weight_{'amiss' if fault else 'good'}", weight=name, fault=fault)
    if dataset["file"] != "ok":
        yield phrase(f"survey.status.file_{dataset['file']}")
