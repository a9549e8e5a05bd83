"""`underveis minutes`: reads minutes, keeps them as meetings, and follows up what was decided."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.errors import Problem
    from evaluation.followup.meetings.confirming import Confirmation
    from evaluation.followup.meetings.keeping import Kept
    from evaluation.model.meetings import ActionStatus, Doubt
    from evaluation.study import Study

ORDER = 47
STATUSES: tuple[ActionStatus, ...] = ("not-started", "under-way", "done", "dropped")
READ_POINT = keys("what owner due deadline certain places")
POINT = keys("id meeting what owner due status certain")
DOUBT = keys("id meeting code what remedy line on on_id part state")
READ_ITEM = keys(
    "number title presentation discussion conclusion deferred deferred_because items line places",
    action_points=[READ_POINT],
)
ITEM = keys(
    "id number title presentation discussion conclusion deferred deferred_because comes_from items",
    action_points=[POINT],
)
THERE = keys("participant name organisation item capacity")
READ_THERE = keys("name organisation item capacity note line places")
SHAPES = {
    "minutes read": keys(
        "group date start end place title number next language places",
        present=[READ_THERE],
        absent=[READ_THERE],
        items=[READ_ITEM],
        action_points=[READ_POINT],
        appendices=[keys("title party start end line points")],
        unsure=[keys("code what remedy line on part start")],
    ),
    "minutes import": [keys("meeting sources items action_points doubts")],
    "minutes list": [keys("id group date start end place state items action_points open unsure source session")],
    "minutes show": keys(
        "id group date start end place next state source session",
        present=[THERE],
        absent=[THERE],
        items=[ITEM],
        action_points=[POINT],
        unsure=[DOUBT],
    ),
    "minutes confirm": [DOUBT],
    "minutes actions": [POINT],
    "minutes action": {**POINT, "history": [keys("status at who remark owner due")], "problems": [PROBLEM]},
}
FileToRead = Annotated[Path, typer.Argument(metavar="file", help="minutes.cli.file")]
Meeting = Annotated[str, typer.Argument(metavar="meeting", help="minutes.cli.meeting")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("minutes.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (read, import_, list_, show, confirm, actions, action):
        name = function.__name__.rstrip("_")
        group.command(name, cls=Command, help=phrase(f"minutes.cli.{name}"))(function)
    app.add_typer(group, name="minutes")


def read(file: FileToRead) -> None:
    from evaluation.app.cli.minutes_view import show_minutes
    from evaluation.followup.minutes.plain import as_plain
    from evaluation.followup.minutes.reading import minutes_of
    from evaluation.sources.read import extract

    extracted = extract(file)
    told = as_plain(minutes_of(extracted, _known_parties()), str(file))
    if chosen.as_json:
        show_json(told)
        return
    show_minutes(told)
    show_problems(extracted.problems)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="files", help="minutes.cli.file")],
    name: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.name")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.session")] = None,
) -> None:
    kept = keep(opened(), files, name=name, session=session)
    if chosen.as_json:
        rows = [{key: value for key, value in asdict(each).items() if key != "problems"} for each in kept]
        show_json(rows)
        return
    tell_kept(kept)


def keep(study: Study, files: list[Path], *, name: str | None, session: str | None) -> list[Kept]:
    """Take files of minutes in, for `add --as minutes` too."""
    from evaluation.followup.meetings.keeping import keep_minutes

    if name and len(files) > 1:
        raise fail("CLI-002")
    return keep_minutes(study, files, name=name, session=session)


def tell_kept(kept: list[Kept]) -> None:
    for each in kept:
        values = {"items": each.items, "actions": each.action_points, "sources": len(each.sources)}
        print(phrase("minutes.said.kept", None, name=each.meeting, **values))
        if each.doubts:
            print(phrase("minutes.said.doubts", None, n=each.doubts, name=each.meeting))
        show_problems(each.problems)


def list_() -> None:
    from evaluation.app.minutes import list_meetings

    rows = list_meetings(opened())
    if chosen.as_json:
        show_json(rows)
        return
    if not rows:
        print(phrase("minutes.said.none"))
        return
    columns = ("meeting", "date", "state", "items", "open", "unsure")
    cells = [
        [
            each["id"],
            each["date"],
            phrase(f"minutes.state.{each['state']}"),
            each["items"],
            each["open"],
            each["unsure"],
        ]
        for each in rows
    ]
    show_table([phrase(f"minutes.column.{name}") for name in columns], cells)


def show(
    meeting: Meeting, *, names: Annotated[bool, typer.Option("--names", help="minutes.cli.names")] = False
) -> None:
    from evaluation.app.cli.minutes_view import show_minutes
    from evaluation.app.minutes import whole_meeting

    told = whole_meeting(opened(), meeting, names=names)
    if chosen.as_json:
        show_json(told)
    else:
        show_minutes(told)


def confirm(
    meeting: Meeting,
    accept: Annotated[list[int] | None, typer.Option(metavar="number", help="minutes.cli.accept")] = None,
    refuse: Annotated[list[int] | None, typer.Option(metavar="number", help="minutes.cli.refuse")] = None,
    correct: Annotated[list[str] | None, typer.Option(metavar="text", help="minutes.cli.correct")] = None,
    *,
    accept_all: Annotated[bool, typer.Option("--accept-all", help="minutes.cli.accept_all")] = False,
) -> None:
    from evaluation.app.cli.minutes_view import show_unsure
    from evaluation.app.minutes import doubt_row
    from evaluation.followup.meetings import confirming

    study = opened()
    answers = _answers(accept or [], refuse or [], correct or [])
    left = confirming.unsure_of(study, meeting)
    if accept_all:
        told = {each.doubt for each in answers}
        answers += [confirming.Confirmation(each.id or 0, "accept") for each in left if each.id not in told]
    if not answers and sys.stdin.isatty() and not chosen.as_json:
        answers = _asked(left)
    if answers:
        left = confirming.confirm(study, meeting, answers)
    rows = [doubt_row(each) for each in left]
    if chosen.as_json:
        show_json(rows)
    else:
        show_unsure(rows)


def actions(
    meeting: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.of_meeting")] = None,
    owner: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.owner")] = None,
    due_before: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.due_before")] = None,
    *,
    only_open: Annotated[bool, typer.Option("--open", help="minutes.cli.open")] = False,
) -> None:
    from evaluation.app.cli.commands.forms import day_of
    from evaluation.app.minutes import due_shown, point_row
    from evaluation.followup.meetings.action_points import list_action_points
    from evaluation.followup.meetings.confirming import find_meeting

    study = opened()
    if meeting is not None:
        find_meeting(study, meeting)
    found = list_action_points(study, meeting=meeting, owner=owner, due_before=day_of(due_before), open_only=only_open)
    people = study.people()
    rows = [point_row(each, people) for each in found]
    if chosen.as_json:
        show_json(rows)
        return
    if not rows:
        print(phrase("minutes.said.no_actions"))
        return
    cells = [
        [each["id"], each["what"], each["owner"], due_shown(each["due"]), phrase(f"minutes.status.{each['status']}")]
        for each in rows
    ]
    columns = ("id", "what", "owner", "due", "status")
    show_table([phrase(f"minutes.column.{name}") for name in columns], cells)


def action(
    number: Annotated[int, typer.Argument(metavar="number", help="minutes.cli.number")],
    status: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.status")] = None,
    due: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.due")] = None,
    owner: Annotated[str | None, typer.Option(metavar="text", help="minutes.cli.new_owner")] = None,
    remark: Annotated[str, typer.Option(metavar="text", help="minutes.cli.remark")] = "",
) -> None:
    from evaluation.app.minutes import point_with_history
    from evaluation.followup.meetings.action_points import find_action_point
    from evaluation.followup.meetings.changing import PointChange, change_point

    study = opened()
    wanted = PointChange(choose("status", status, STATUSES) if status else None, due, owner, remark)
    problems: tuple[Problem, ...] = ()
    found = find_action_point(study, number)
    if wanted != PointChange():
        found, problems = change_point(study, number, wanted)
    told = point_with_history(study, found)
    if chosen.as_json:
        show_json({**told, "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    _show_point(told)


def _show_point(told: dict[str, Any]) -> None:
    from evaluation.app.cli.output import local_time
    from evaluation.app.minutes import due_shown, moved_shown

    print(told["what"])
    owed = (told["owner"], due_shown(told["due"]))
    status = phrase(f"minutes.status.{told['status']}")
    print(", ".join(filter(None, (phrase("minutes.said.status", number=told["id"], status=status), *owed))))
    for each in told["history"]:
        given = phrase(f"minutes.status.{each['status']}") if each["status"] else ""
        words = (local_time(each["at"]), given, *moved_shown(each), each["who"], each["remark"])
        print("   " + ", ".join(filter(None, words)))


def _known_parties() -> Any:
    """The parties of the study one stands in; where there is none, those known to all."""
    from evaluation.errors import EvaluationError
    from evaluation.followup.parties import parties_of

    try:
        return parties_of(opened().people(names=True))
    except EvaluationError:
        if chosen.study is not None:
            raise
        return None


def _answers(accept: list[int], refuse: list[int], correct: list[str]) -> list[Confirmation]:
    from evaluation.followup.meetings.confirming import Confirmation

    found = [Confirmation(number, "accept") for number in accept]
    found += [Confirmation(number, "refuse") for number in refuse]
    for each in correct:
        number, sign, value = each.partition("=")
        if not sign or not number.strip().isdecimal():
            raise fail("MINUTES-026", value=each)
        found.append(Confirmation(int(number), "correct", value.strip()))
    return found


def _asked(left: list[Doubt]) -> list[Confirmation]:
    """What a person at a terminal answers to each; whatever else they type leaves it open."""
    from evaluation.followup.meetings.confirming import Confirmation, told_of

    accept, correct, refuse, _ = tuple(phrase("minutes.said.keys"))
    found: list[Confirmation] = []
    for each in left:
        told = told_of(each)
        print(f"\n{each.id}. {told.what()} {told.remedy()}")
        answer = input(phrase("minutes.said.ask")).strip().lower()[:1]
        if answer == accept:
            found.append(Confirmation(each.id or 0, "accept"))
        elif answer == refuse:
            found.append(Confirmation(each.id or 0, "refuse"))
        elif answer == correct:
            found.append(Confirmation(each.id or 0, "correct", input(phrase("minutes.said.instead")).strip()))
    return found
