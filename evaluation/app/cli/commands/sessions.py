"""`underveis sessions`: the occasions on which data were collected, and who took part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_rows
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group, wrong
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Session

ORDER = 37
SESSION = keys("id kind title date start end place instrument recorded transcribed follows attended absent")
ATTENDANCE = keys("participant status mode from to left_because followed_up_by")
SHAPES = {
    "sessions": [SESSION],
    "sessions list": [SESSION],
    "sessions add": SESSION,
    "sessions change": SESSION,
    "sessions attend": [ATTENDANCE],
    "sessions leave": SESSION,
}
COLUMNS = ("id", "kind", "date", "start", "end", "follows", "attended")
Id = Annotated[str, typer.Argument(metavar="text", help="people.cli.session_id")]
Who = Annotated[list[str], typer.Argument(metavar="text", help="people.cli.who")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="text", help="people.cli.kind")]
Title = Annotated[str | None, typer.Option("--title", metavar="text", help="people.cli.title")]
Day = Annotated[str | None, typer.Option("--date", metavar="text", help="people.cli.date")]
Start = Annotated[str | None, typer.Option("--start", metavar="text", help="people.cli.start")]
End = Annotated[str | None, typer.Option("--end", metavar="text", help="people.cli.end")]
Place = Annotated[str | None, typer.Option("--place", metavar="text", help="people.cli.place")]
Guide = Annotated[str | None, typer.Option("--instrument", metavar="text", help="people.cli.instrument")]
Follows = Annotated[str | None, typer.Option("--follows", metavar="text", help="people.cli.follows")]
Recorded = Annotated[bool | None, typer.Option("--recorded/--not-recorded", help="people.cli.recorded")]
Transcribed = Annotated[bool | None, typer.Option("--transcribed/--not-transcribed", help="people.cli.transcribed")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("people.cli.sessions"), invoke_without_command=True,
                        rich_markup_mode=None)  # fmt: skip
    group.callback()(sessions)
    group.command("list", cls=Command, help=phrase("cli.sessions.help"))(list_sessions)
    for name, command in (("add", add), ("change", change), ("attend", attend), ("leave", leave)):
        group.command(name, cls=Command, help=phrase(f"people.cli.session_{name}"))(command)
    app.add_typer(group, name="sessions")


def sessions(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_sessions()


def list_sessions() -> None:
    show_rows([_row(each) for each in opened().people().sessions], COLUMNS)


def add(
    id_: Id,
    kind: Annotated[str, typer.Option("--kind", metavar="text", help="people.cli.kind")],
    *,
    title: Title = None,
    date: Day = None,
    start: Start = None,
    end: End = None,
    place: Place = None,
    instrument: Guide = None,
    recorded: Recorded = None,
    transcribed: Transcribed = None,
    follows: Follows = None,
) -> None:
    from evaluation.editing.sessions import add_session
    from evaluation.model import Session
    from evaluation.people.making import made

    given = _given(kind=kind, title=title, date=date, start=start, end=end, place=place, instrument=instrument,
                   recorded=recorded, transcribed=transcribed, follows=follows)  # fmt: skip
    _tell("people.session_added", _row(add_session(opened(), made(Session, {"id": id_, **given}))), id=id_)


def change(
    id_: Id,
    *,
    kind: Kind = None,
    title: Title = None,
    date: Day = None,
    start: Start = None,
    end: End = None,
    place: Place = None,
    instrument: Guide = None,
    recorded: Recorded = None,
    transcribed: Transcribed = None,
    follows: Follows = None,
) -> None:
    from evaluation.editing.people import stamp_of
    from evaluation.editing.sessions import change_session, find_session, occasion
    from evaluation.model import Session
    from evaluation.people.making import made

    given = _given(kind=kind, title=title, date=date, start=start, end=end, place=place, instrument=instrument,
                   recorded=recorded, transcribed=transcribed, follows=follows)  # fmt: skip
    if not given:
        raise wrong(None, "CLI-010", command="underveis sessions change")
    study = opened()
    before = find_session(study.people(), id_)
    after = made(Session, {**before.model_dump(), **given})
    _tell("people.session_changed", _row(change_session(study, after, was=stamp_of(occasion(before)))), id=id_)


def attend(
    id_: Id,
    people: Who,
    *,
    status: Annotated[str | None, typer.Option("--status", metavar="text", help="people.cli.status")] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="text", help="people.cli.mode")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="text", help="people.cli.from")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="text", help="people.cli.to")] = None,
    left_because: Annotated[str | None, typer.Option("--left-because", metavar="text", help="people.cli.left")] = None,
    followed_up_by: Annotated[
        str | None, typer.Option("--followed-up-by", metavar="text", help="people.cli.followed_up_by")
    ] = None,
) -> None:
    from evaluation.editing.sessions import attend as attended
    from evaluation.editing.sessions import find_attendance, find_session
    from evaluation.model import Attendance
    from evaluation.people.making import made

    given = _given(status=status, mode=mode, from_=start, to=end, left_because=left_because,
                   followed_up_by=followed_up_by)  # fmt: skip
    study = opened()
    before = find_session(study.people(), id_)
    there = {each: find_attendance(before, each) for each in dict.fromkeys(people)}
    rows = [made(Attendance, {**(was.model_dump() if was else {"participant": each}), **given})
            for each, was in there.items()]  # fmt: skip
    after = attended(study, id_, rows)
    told = [each.model_dump(mode="json", by_alias=True) for each in after.attendance if each.participant in there]
    _tell("people.attended", told, id=id_, who=", ".join(there))


def leave(id_: Id, people: Who) -> None:
    from evaluation.editing.sessions import leave as left

    _tell("people.left", _row(left(opened(), id_, people)), id=id_, who=", ".join(people))


def _given(**options: Any) -> dict[str, Any]:
    return {key: value for key, value in options.items() if value is not None}


def _row(each: Session) -> dict[str, Any]:
    came = [row.participant for row in each.attendance if row.status == "attended"]
    absent = [row.participant for row in each.attendance if row.status != "attended"]
    return {**each.model_dump(mode="json", exclude={"attendance"}), "attended": came, "absent": absent}


def _tell(key: str, content: Any, **values: object) -> None:
    if chosen.as_json:
        show_json(content)
    else:
        print(phrase(key, None, **values))
