"""What the guides of a study ask, as the page shows it above the answers; read off whatever files there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.language import LANGUAGES, Language
from evaluation.settings.yaml_file import load

FOLDER = "instruments"


def questions_in(folder: Path, language: Language) -> dict[str, str]:
    """Id → what was asked, in the language or else the first there is. Raises for a file that is no YAML."""
    files = sorted((folder / FOLDER).glob("*.yaml"))
    return dict(asked for file in files for asked in _asked(load(file).content, language))


def _asked(node: Any, language: Language) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        text = node.get("text")
        if isinstance(node.get("id"), str) and isinstance(text, dict):
            said = next((text[each] for each in (language, *LANGUAGES) if text.get(each)), None)
            if said:
                yield node["id"], str(said)
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _asked(each, language)
