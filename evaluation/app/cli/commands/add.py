"""`underveis add`: brings files into the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, count, show_json, show_problems, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from evaluation.study import Study

ORDER = 40
SHAPES = {"add": keys("added", problems=[PROBLEM])}  # of answer files: the numbers of the responses


def register(app: typer.Typer) -> None:
    app.command("add", cls=Command, help=phrase("cli.add.help"))(add)


def add(
    files: Annotated[list[Path], typer.Argument(help="cli.add.files", metavar="files")],
    kind: Annotated[str, typer.Option("--as", metavar="text", help="cli.add.kind")] = "transcript",
    session: Annotated[str | None, typer.Option(metavar="text", help="cli.add.session")] = None,
    name: Annotated[str | None, typer.Option(metavar="text", help="cli.add.name")] = None,
    organisation: Annotated[str | None, typer.Option(metavar="text", help="forms.cli.answers_of")] = None,
    participant: Annotated[str | None, typer.Option(metavar="text", help="forms.cli.answers_by")] = None,
) -> None:
    from evaluation.app.importing import import_files
    from instruments.form.answer_file import is_answer_file

    study = opened()
    if any(map(is_answer_file, files)):
        if kind != "answers" or not all(map(is_answer_file, files)):
            raise fail("FORMS-018", file=next(filter(is_answer_file, files)))
        if name:
            raise fail("FORMS-019", name=name)
        _hand_in(study, files, session=session, organisation=organisation, participant=participant)
        return
    if organisation or participant:
        raise fail("FORMS-021", name=organisation or participant)
    if kind == "minutes":
        _add_minutes(study, files, name=name, session=session)
        return
    done = import_files(study, files, kind=kind, session=session, name=name)
    if chosen.as_json:
        show_json(
            {"added": [each.name for each in done.sources], "problems": [as_json(each) for each in done.problems]}
        )
        return
    for source in done.sources:
        turns = count("turns", len(source.turns))
        tell("add.done", name=source.name, turns=turns, characters=write_number(len(source.text)))
    show_problems(done.problems)


def _add_minutes(study: Study, files: list[Path], *, name: str | None, session: str | None) -> None:
    """Minutes with the meeting they are of; each appendix is a source of its own."""
    from evaluation.app.cli.commands.minutes import keep, tell_kept

    kept = keep(study, files, name=name, session=session)
    if chosen.as_json:
        problems = [as_json(problem) for each in kept for problem in each.problems]
        show_json({"added": [name for each in kept for name in each.sources], "problems": problems})
        return
    tell_kept(kept)


def _hand_in(study: Study, files: list[Path], **who: str | None) -> None:
    """Take answer files in as responses; when one of them has faults, none."""
    from instruments.form.answer_file import hand_in, prepare_all

    done = hand_in(study, *prepare_all(study, files, **who))
    if chosen.as_json:
        show_json({"added": [each.response.id for each in done], "problems": []})
        return
    for file, each in zip(files, done, strict=True):
        values = {"number": each.response.id, "respondent": each.respondent or "–"}
        print(phrase(f"forms.taken.{each.outcome}", file=file, **values))
