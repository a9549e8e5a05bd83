"""Every module stands on a floor, and the way in draws in no other room."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import evaluation

ROOT = Path(evaluation.__file__).parents[1]
ROOMS = ("coding", "evaluation", "instruments", "reports")


def floors() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = settings["tool"]["importlinter"]["contracts"]
    return [room.strip() for layer in contract["layers"] for room in layer.replace(":", "|").split("|")]


def modules() -> list[str]:
    files = [path.relative_to(ROOT).with_suffix("") for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [".".join(file.parts).removesuffix(".__init__") for file in files]


def test_every_module_stands_on_a_floor() -> None:
    known = floors()
    on_none = [
        module
        for module in modules()
        if module != "evaluation" and not any(module == floor or module.startswith(f"{floor}.") for floor in known)
    ]
    assert on_none == []


def test_every_floor_has_a_module() -> None:
    there = modules()
    assert [floor for floor in floors() if floor not in there] == []


def test_importing_evaluation_draws_in_no_other_room_and_nothing_heavy() -> None:
    heavy = ("coding", "instruments", "reports", "pandas", "nltk", "matplotlib", "sqlalchemy", "typst", "pypandoc")
    program = f"import evaluation, sys; print(*[name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_opening_a_study_draws_in_no_other_room_and_nothing_heavy() -> None:
    heavy = ("coding", "instruments", "reports", "pandas", "nltk", "matplotlib", "typst", "pypandoc", "lxml", "alembic")
    program = f"import evaluation.study, sys; print(*[name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
