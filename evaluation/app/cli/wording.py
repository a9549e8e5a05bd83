"""The command line's own words in the language spoken: usage, headings, and what is wrong with a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from evaluation.errors import EvaluationError, Problem, problem
from evaluation.language import phrase
from evaluation.settings.nearness import nearest

if TYPE_CHECKING:
    import typer


def group_named(app: typer.Typer, name: str) -> typer.Typer:
    """The group of commands of this name, which a file before has registered: where others belong to it too."""
    return next(each.typer_instance for each in app.registered_groups if each.name == name and each.typer_instance)


class WrongUsage(EvaluationError):
    """A line that no command understands; `usage` is how the command is written."""

    def __init__(self, fault: Problem, usage: str = "") -> None:
        super().__init__(fault)
        self.usage = usage


class Command(TyperCommand):
    """One command. Its parameters' `help` and `metavar` are keys of the catalogue, read when it is built."""

    allow_extra_args = True  # what is left over is refused below, in the language spoken

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _translate(self.params)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise wrong(ctx, "CLI-008", value=" ".join(rest))
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)


class Group(TyperGroup):
    """Commands under one name, in the order they were registered in (a root's order is its context's `obj`)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _translate(self.params)

    def list_commands(self, ctx: Any) -> list[str]:
        names = list(super().list_commands(ctx))
        order = ctx.obj if isinstance(ctx.obj, list) and ctx.parent is None else names
        return sorted(names, key=order.index)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            near = ", ".join(nearest(args[0], list(self.commands), cutoff=60) or self.list_commands(ctx))
            raise wrong(ctx, "CLI-004", value=args[0], known=near)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)
        rows = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        _write_section(formatter, "commands", rows)
        self.format_epilog(ctx, formatter)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [*usage_pieces(self, ctx), phrase("cli.usage.command")]


def wrong(
    ctx: Any, code: str, *, value: str = "", known: str = "", reason: str = "", command: str = "underveis"
) -> WrongUsage:
    path = ctx.command_path if ctx else command
    fault = problem(code, file=path, command=path, value=value, known=known, reason=reason)
    return WrongUsage(fault, ctx.get_usage() if ctx else "")


def translated(error: Any) -> WrongUsage:
    """What the parser complains of, known by the name of its class: the parser may be Typer's own or Click's."""
    context = getattr(error, "ctx", None)
    param = getattr(error, "param", None)
    name = named(param) if param is not None else getattr(error, "option_name", "")
    code = {
        "NoSuchOption": "CLI-005",
        "BadOptionUsage": "CLI-006",
        "MissingParameter": "CLI-007",
        "BadParameter": "CLI-009",
        "NoArgsIsHelpError": "CLI-010",
    }.get(type(error).__name__, "CLI-011")
    reason = _expected(param) if code == "CLI-009" else error.format_message()
    return wrong(context, code, value=name, reason=reason)


def _expected(param: Any) -> str:
    """What kind of value a parameter takes: `a whole number from 1`."""
    described = getattr(param, "type_descriptor", None)
    kind = described.annotation if described else getattr(param, "type", None)
    name = str(getattr(kind, "__name__", None) or getattr(kind, "name", kind))
    number = "whole" if "int" in name else "decimal" if "float" in name else ""
    limits = param if described else kind
    low, high = getattr(limits, "min", None), getattr(limits, "max", None)
    reach = "" if low is None else "_from" if high is None else "_between"
    return phrase(f"cli.expected.{number}{reach}", low=low, high=high) if number else phrase("cli.expected.other")


def named(param: Any) -> str:
    """A parameter as it is written on the line."""
    written = max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name.upper()
    return str(written)


def usage_pieces(command: Any, ctx: Any) -> list[str]:
    """`[OPTIONS]` and the arguments; in brackets those that may be left out."""
    arguments = (each for each in command.get_params(ctx) if each.param_type_name == "argument")
    return [phrase("cli.usage.options"), *(named(each) if each.required else f"[{named(each)}]" for each in arguments)]


def rows_of(command: Any, ctx: Any, kind: str) -> Iterator[tuple[str, str]]:
    """The parameters of a kind (argument, option): how each is written, and what it means."""
    for param in command.get_params(ctx):
        if param.param_type_name == kind:
            words = phrase("cli.usage.help") if param.name == "help" else str(param.help or "")
            yield _written(param), words + _default(param)


def _written(param: Any) -> str:
    if param.param_type_name == "argument":
        return named(param)
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar}"


def _default(param: Any) -> str:
    if param.default in (None, "") or param.required or getattr(param, "is_flag", False) or param.name == "help":
        return ""
    return f" {phrase('cli.usage.default', value=param.default)}"


def _translate(params: Any) -> None:
    for param in params:
        if getattr(param, "help", None):
            param.help = phrase(param.help)
        if param.metavar:
            param.metavar = phrase(f"cli.metavar.{param.metavar}")


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = command.collect_usage_pieces(ctx) if isinstance(command, Group) else usage_pieces(command, ctx)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{phrase('cli.usage.usage')}: ")


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:
    _write_usage(command, ctx, formatter)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    _write_section(formatter, "arguments", list(rows_of(command, ctx, "argument")))
    _write_section(formatter, "options", list(rows_of(command, ctx, "option")))


def _write_section(formatter: Any, name: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(phrase(f"cli.usage.{name}_heading")):
            formatter.write_dl(rows)
