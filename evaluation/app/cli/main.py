"""The command `underveis`: finds the commands, runs one, says what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import typer

from evaluation.app.cli import context
from evaluation.app.cli.output import show_error
from evaluation.errors import EvaluationError
from evaluation.language import phrase

WRONG_USAGE = 2


def run() -> None:
    """The entry point: the arguments of this process."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status: 0 done, 1 a fault in what was given, 2 wrong usage."""
    try:
        rest = context.take(arguments)
        application()(args=rest, prog_name="underveis", standalone_mode=False)
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.Abort:
        return 130
    except EvaluationError as error:
        show_error(error)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        # Wrong usage knows how to show itself; anything else is a bug and keeps its traceback.
        if not hasattr(error, "show"):
            raise
        error.show()
        return int(getattr(error, "exit_code", WRONG_USAGE))
    return 0


def application() -> typer.Typer:
    """All commands, in the order a study is made in."""
    app = typer.Typer(
        help=phrase("cli.help"),
        epilog=phrase("cli.everywhere"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    folder = import_module("evaluation.app.cli.commands")
    modules = [import_module(f"{folder.__name__}.{each.name}") for each in iter_modules(folder.__path__)]
    for module in sorted(modules, key=lambda module: module.ORDER):
        module.register(app)
    return app


def _root() -> None:
    pass
