"""`underveis status`: what the study holds, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.language import enumerate_words, phrase
from evaluation.numbers import write_date, write_number

ORDER = 30
OCCASION = keys("kind date title owners")
LISTED = 8  # of what is overdue or due; all of it is in `plan due`
NAMED = 3  # parties furthest behind
SHAPES = {
    "status": keys(
        "collection",
        study=keys("folder title commissioner evaluator languages"),
        counts=keys("organisations participants sessions sources turns words themes codes codings"),
        forms=[keys("name open closes invited submitted pending")],
        rounds=[keys("name deadline awaited")],
        following=keys("at by next_meeting", overdue=[OCCASION], due=[OCCASION], behind=[keys("party overdue")]),
        datasets=[keys("name respondents variables questionnaire matched unmatched file weights spoken")],
        missing=[PROBLEM],
    )
}


def register(app: typer.Typer) -> None:
    app.command("status", cls=Command, help=phrase("cli.status.help"))(status)


def status() -> None:
    import sys

    from evaluation.app.lacking import lacking
    from evaluation.app.status import overview
    from evaluation.doctor import examine

    study = opened()
    found = overview(study)
    missing = (*examine(study), *lacking(study))
    if chosen.as_json:
        show_json({**found, "missing": [as_json(each) for each in missing]})
        return
    language = shown_language(study)
    print(f"{study.evaluation.title}\n")
    show_table(["", ""], [(phrase(f"cli.status.{key}", language), value) for key, value in found["counts"].items()])
    if found["collection"]:
        print("", *found["collection"], sep="\n")
    _show_collecting(found, {each.id: each.shown for each in study.people().organisations})
    _show_following(found["following"])
    _show_datasets(found["datasets"])
    print()
    tell("status.missing" if missing else "status.complete")
    show_problems(missing, sys.stdout)


def _show_collecting(found: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """What is out for answers, a line for each form and round."""
    lines = [phrase("forms.status.form", **_form_words(each)) for each in found["forms"]]
    for each in found["rounds"]:
        awaited = [names.get(party) or party for party in each["awaited"]]
        values = {"deadline": _day(each["deadline"]), "awaited": enumerate_words(awaited) if awaited else "–"}
        lines.append(phrase("forms.status.round", name=each["name"], **values))
    if lines:
        print("", *lines, sep="\n")


def _show_following(found: Mapping[str, Any]) -> None:
    """What is due to whom; nothing where a study follows no agreement up."""
    coming, parties = found["next_meeting"], found["behind"][:NAMED]
    lines = []
    if coming:
        lines.append(
            phrase("plan.following.next_meeting", None, date=write_date(coming["date"]), title=coming["title"])
        )
    for key in ("overdue", "due"):
        lines += _listed(key, found[key], found["by"])
    if parties:
        named = (phrase("plan.following.party", None, party=each["party"], n=each["overdue"]) for each in parties)
        lines.append(phrase("plan.following.behind", None, parties=enumerate_words(named)))
    if lines:
        print("", *lines, sep="\n")


def _listed(key: str, rows: Sequence[Mapping[str, Any]], by: dt.date) -> list[str]:
    if not rows:
        return []
    told = [f"  {write_date(each['date'])}  {_owed(each)}" for each in rows[:LISTED]]
    more = len(rows) - LISTED
    rest = [f"  {phrase('plan.following.more', None, n=more)}"] if more > 0 else []
    return [phrase(f"plan.following.{key}", None, n=len(rows), date=write_date(by)), *told, *rest]


def _owed(found: Mapping[str, Any]) -> str:
    return f"{found['title']} – {found['owners']}" if found["owners"] else str(found["title"])


def _day(date: dt.date | None) -> str:
    return write_date(date) if date else "–"


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
