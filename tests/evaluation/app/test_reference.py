"""The reference of commands says what the commands say."""

from pathlib import Path

import pytest

from evaluation.app.cli.reference import commands, reference

PAGE = Path(__file__).parents[3] / "docs" / "commands.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("name", [name for name, _, _ in commands()])
def test_every_command_has_its_section(name: str) -> None:
    assert f"## {name}\n" in PAGE.read_text(encoding="utf-8")
