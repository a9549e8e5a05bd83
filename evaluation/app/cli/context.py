"""What holds for every command: --study, --lang and --json, wherever they stand on the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation import language
from evaluation.errors import fail

if TYPE_CHECKING:
    from evaluation.study import Study


@dataclass
class Chosen:
    study: Path | None = None
    language: language.Language | None = None
    as_json: bool = False


chosen = Chosen()


def take(arguments: Sequence[str]) -> list[str]:
    """Remember the options that every command has, and return the other arguments."""
    chosen.study, chosen.language, chosen.as_json = None, None, False
    rest: list[str] = []
    chosen.as_json = "--json" in arguments[: arguments.index("--") if "--" in arguments else None]
    waiting = iter(arguments)
    for word in waiting:
        name, _, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
        elif word == "--json":
            continue
        elif name in ("--study", "--lang"):
            _remember(name, value or next(waiting, ""))
        elif word == "--version" and not rest:  # after a command it is that command's own
            rest = ["version"]
        else:
            rest.append(word)
    return rest


def _remember(name: str, value: str) -> None:
    from evaluation.app.cli.wording import wrong

    if not value:
        raise wrong(None, "CLI-012", value=name)
    if name == "--study":
        chosen.study = Path(value)
        return
    if not language.is_language(value):
        raise fail("CLI-001", value=value)
    chosen.language = value  # type: ignore[assignment]
    language.use(value)  # type: ignore[arg-type]


def underveis_version() -> str:
    return version("underveis")


def opened() -> Study:
    """The study the command is about; messages come in its language unless --lang says otherwise."""
    from evaluation.study import open_study

    return open_study(chosen.study or Path(), speak=chosen.language is None)


def shown_language(study: Study) -> language.Language:
    return chosen.language or study.evaluation.language
