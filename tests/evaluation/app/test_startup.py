"""Whoever only asks for help does not wait for what help does not need."""

import subprocess
import sys

HEAVY = ("pydantic", "sqlalchemy", "pandas", "numpy", "matplotlib", "nltk", "lxml", "rich.console")


def test_help_draws_in_nothing_heavy() -> None:
    asked = "import sys; from evaluation.app.cli.main import main; main(['--help'])"
    told = f"{asked}; print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
