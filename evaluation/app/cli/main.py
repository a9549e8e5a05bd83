"""The command `underveis`: finds the commands, runs one, says what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextvars import copy_context
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import typer

from evaluation.app.cli import context
from evaluation.app.cli.output import show_error
from evaluation.app.cli.wording import Group, WrongUsage, translated
from evaluation.errors import EvaluationError
from evaluation.language import phrase

WRONG_USAGE = 2
STOPPED = 130


def run() -> None:
    """The entry point: the arguments of this process."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status: 0 done, 1 a fault in what was given, 2 wrong usage."""
    # The language a study is led in is spoken for this one command.
    return copy_context().run(_status, arguments)


def _status(arguments: Sequence[str]) -> int:
    try:
        return _run(arguments)
    except WrongUsage as error:
        return _show_usage(error)
    except EvaluationError as error:
        show_error(error)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _run(arguments: Sequence[str]) -> int:
    try:
        rest = context.take(arguments)
        # Where a command ends early, its exit status comes back as the value.
        status = application()(args=rest, prog_name="underveis", standalone_mode=False)
    except typer.Abort:
        return STOPPED
    except Exception as error:
        # Wrong usage knows how to show itself; anything else is a bug, or said already, and goes on as it is.
        if not hasattr(error, "show"):
            raise
        if type(error).__name__ == "NoArgsIsHelpError" and not context.chosen.as_json:
            error.show()
            return WRONG_USAGE
        raise translated(error) from error
    return status if isinstance(status, int) else 0


def _show_usage(error: WrongUsage) -> int:
    if error.usage and not context.chosen.as_json:
        print(error.usage, file=sys.stderr)
    show_error(error)
    return WRONG_USAGE


def application() -> typer.Typer:
    """All commands, in the order a study is made in."""
    order: list[str] = []
    app = typer.Typer(
        cls=Group,
        help=phrase("cli.help"),
        epilog=phrase("cli.everywhere"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "obj": order},
    )
    app.callback()(_root)
    for module in command_modules():
        module.register(app)
        groups, commands = app.registered_groups, app.registered_commands
        names = [str(name) for name in (*(each.name for each in groups), *(each.name for each in commands))]
        order += [name for name in names if name not in order]
    return app


def command_modules() -> list[Any]:
    """The modules of the folder `commands`, by their `ORDER`; each has `register` and `SHAPES`."""
    folder = import_module("evaluation.app.cli.commands")
    modules = [import_module(f"{folder.__name__}.{each.name}") for each in iter_modules(folder.__path__)]
    return sorted(modules, key=lambda module: (module.ORDER, module.__name__))


def _root() -> None:
    pass
