"""Holds the documents against the code: links, lengths, the glossary and the sizes of modules."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("evaluation", "instruments", "coding", "reports")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")
LONGEST_MODULE, LONGEST_ARCHITECTURE = 400, 80


def main() -> int:
    found = [*missing_documents(), *broken_links(), *long_files(), *undefined_nouns()]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def missing_documents() -> Iterator[str]:
    yield from (f"{name}: missing" for name in DOCUMENTS if not (ROOT / name).is_file())


def markdown() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("benchmarks/*.md"))]


def broken_links() -> Iterator[str]:
    for file in markdown():
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (file.parent / target).exists():
                yield f"{file.relative_to(ROOT)}: the link to {target} leads nowhere"


def long_files() -> Iterator[str]:
    for room in (*ROOMS, "tests", "benchmarks"):
        for file in sorted((ROOT / room).rglob("*.py")):
            if (length := _lines(file)) > LONGEST_MODULE:
                yield f"{file.relative_to(ROOT)}: {length} lines, over {LONGEST_MODULE}"
    if (length := _lines(ROOT / "ARCHITECTURE.md")) > LONGEST_ARCHITECTURE:
        yield f"ARCHITECTURE.md: {length} lines, over {LONGEST_ARCHITECTURE}"


def undefined_nouns() -> Iterator[str]:
    """Every noun of the model has its line in the glossary."""
    sys.path.insert(0, str(ROOT))
    from evaluation import model

    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    for noun in model.__all__:
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", noun).lower()
        if f"**{spaced}**" not in glossary.lower():
            yield f"GLOSSARY.md: no line for {noun}"


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    sys.exit(main())
