"""The reference of commands says what the commands say."""

from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest
import typer

from evaluation import language
from evaluation.app.cli.main import application
from evaluation.app.cli.reference import commands, reference

PAGE = Path(__file__).parents[3] / "docs" / "commands.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("name", [name for name, _, _ in commands()])
def test_every_command_has_its_section(name: str) -> None:
    assert f"## {name}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_all_helps_are_whole_sentences_alike(spoken: language.Language) -> None:
    """Of every command and every group: a capital letter first, a full stop last."""

    def unlike() -> list[str]:
        language.use(spoken)
        return [f"{path}: {told}" for path, told in helps() if not (told[:1].isupper() and told.endswith("."))]

    assert copy_context().run(unlike) == []


def helps() -> Iterator[tuple[str, str]]:
    def within(group: Any, above: str) -> Iterator[tuple[str, str]]:
        for name, command in group.commands.items():
            path = f"{above} {name}".strip()
            yield path, (command.help or "").strip()
            if hasattr(command, "commands"):
                yield from within(command, path)

    yield from within(typer.main.get_command(application()), "")
