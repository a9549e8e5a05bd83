"""The reference of all commands, `docs/commands.md`; `python -m evaluation.app.cli.reference FILE` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path
from typing import Any

import typer

from evaluation import language
from evaluation.app.cli.main import application, command_modules
from evaluation.app.cli.shapes import HIDDEN, written
from evaluation.app.cli.wording import rows_of

HEAD = f"""\
# Commands

This page is written by `python -m evaluation.app.cli.reference docs/commands.md`; a test sees to it that it is up to
date.

With every command, anywhere on the line:

| option | |
|---|---|
| `--study DIR` | the study's folder; else the folder you stand in, or the nearest above it |
| `--lang nb\\|nn\\|en` | the language of messages; else the study's own |
| `--json` | one object or one list on standard output, with the keys shown below (more may follow; these stay) |

Exit status: 0 done; 1 a fault in what was given, or a check that found something; 2 wrong usage. With `--json` every
failure is `{{"error": {{code, severity, what, where, remedy}}}}` on standard error, with `"more": […]` where there are
several faults. In lists of what people said, the people policy in `evaluation.yaml` may take away
{", ".join(f"`{each}`" for each in HIDDEN[:-1])} and `{HIDDEN[-1]}`.
"""


def reference() -> str:
    """All commands in English, in the order a study is made in."""
    return copy_context().run(_told)


def shapes() -> dict[str, Any]:
    """What each command gives with --json, by the command's name."""
    return {name: shape for module in command_modules() for name, shape in getattr(module, "SHAPES", {}).items()}


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Each command that does something: its name, the command and a context to read it in."""
    root = typer.main.get_command(application())
    context = typer.Context(root, info_name="underveis", obj=root.context_settings["obj"])
    yield from _within(root, context, "")


def _within(group: Any, context: Any, above: str) -> Iterator[tuple[str, Any, Any]]:
    for name in group.list_commands(context):
        command, path = group.commands[name], f"{above} {name}".strip()
        inner = typer.Context(command, info_name=name, parent=context)
        if not hasattr(command, "commands"):
            yield path, command, inner
            continue
        if command.invoke_without_command:
            yield path, command, inner
        yield from _within(command, inner, path)


def _told() -> str:
    language.use("en")
    known = shapes()
    return "\n".join([HEAD, *(_section(*each, known.get(each[0])) for each in commands())])


def _section(path: str, command: Any, context: Any, shape: Any) -> str:
    usage = context.get_usage().removeprefix("Usage: ")
    rows = [*rows_of(command, context, "argument"), *rows_of(command, context, "option")]
    listed = [f"| `{_cell(name)}` | {_cell(meaning)} |" for name, meaning in rows if "--help" not in name]
    table = ["| | |", "|---|---|", *listed, ""] if listed else []
    shown = [f"`--json`: `{written(shape)}`", ""] if shape else []
    return "\n".join(
        [f"## {path}", "", command.help or "", "", "```", " ".join(usage.split()), "```", "", *table, *shown]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")
