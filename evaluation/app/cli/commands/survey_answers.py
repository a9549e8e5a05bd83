"""`underveis survey answers`: open answers as sources that can be coded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from evaluation.model.dataset import OpenAnswers
    from instruments.responses.dataset import Dataset
    from instruments.responses.writing_answers import Taken

ORDER = 57  # after the group `survey`, to which this belongs
TAKEN = "variables attributes respondent added changed same gone codings"
SHAPES = {"survey answers": keys(TAKEN)}
Open = Annotated[list[str] | None, typer.Option("--open", metavar="text", help="survey.cli.open")]
Attributes = Annotated[list[str] | None, typer.Option("--attribute", metavar="text", help="survey.cli.attribute")]
Respondent = Annotated[str | None, typer.Option("--respondent", metavar="text", help="survey.cli.respondent")]
Force = Annotated[bool, typer.Option("--force", help="survey.cli.force")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "survey")
    group.command("answers", cls=Command, help=phrase("survey.cli.answers"))(answers)


def answers(
    name: Annotated[str, typer.Argument(metavar="text", help="survey.cli.kept")],
    *,
    open_: Open = None,
    attributes: Attributes = None,
    respondent: Respondent = None,
    force: Force = False,
) -> None:
    from instruments.responses.taking_answers import take_answers

    taken = take_answers(opened(), name, wanted(open_, attributes, respondent), force=force)
    if chosen.as_json:
        show_json(as_plain(taken))
    else:
        show_taken(taken)


def wanted(open_: Sequence[str] | None, attributes: Sequence[str] | None, respondent: str | None) -> OpenAnswers:
    from evaluation.model.dataset import OpenAnswers

    return OpenAnswers(tuple(dict.fromkeys(open_ or ())), tuple(dict.fromkeys(attributes or ())), respondent or "")


def as_plain(taken: Taken) -> dict[str, Any]:
    spoken = taken.spoken
    told = {"variables": list(spoken.variables), "attributes": list(spoken.attributes), "respondent": spoken.respondent}
    return told | {key: getattr(taken, key) for key in TAKEN.split() if key not in told}


def show_taken(taken: Taken) -> None:
    """What became of the open answers, and what can be done with them."""
    spoken = taken.spoken
    count, names = write_number(taken.respondents), ", ".join(spoken.variables)
    print(phrase("survey.done.spoken", respondents=count, variables=names, n=taken.respondents))
    moved = {key: write_number(getattr(taken, key)) for key in ("added", "changed", "same", "gone")}
    if taken.added != taken.respondents or taken.gone:
        print(phrase("survey.done.moved", **moved))
    if taken.codings:
        print(phrase("survey.done.uncoded", codings=write_number(taken.codings), n=taken.codings))
    key = "respondent" if spoken.respondent else "by_row"
    print(phrase(f"survey.done.{key}", respondent=spoken.respondent))
    if spoken.attributes:
        print(phrase("survey.done.attributes", attributes=", ".join(spoken.attributes)))


def tell_open(dataset: Dataset, name: str) -> None:
    """That there are open answers that could be coded."""
    from instruments.responses.open_answers import open_variables

    found = open_variables(dataset)
    if found:
        print(phrase("survey.done.could", names=", ".join(found), name=name))
