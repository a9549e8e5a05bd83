"""All that a code says, written into one description that people can read and we read back.

The definition stands first, as plain text. What a plain text cannot hold follows below a line `[underveis]`, as YAML:
    What the code covers.

    [underveis]
    label: {nb: …, nn: …, en: …}
    include: …
Whoever changes the plain text in another program has changed the definition, in the language `definition_in`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coding.codebooks.text import as_yaml, folded
from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES
from evaluation.model import Code
from evaluation.settings.yaml_file import parse

MARK = "[underveis]"
OF_XML = frozenset({"name", "parent", "guid", "colour"})  # what a .qdc file has places for
TEXTS = ("label", "definition", "include", "exclude", "example")


def described(content: Mapping[str, Any], text: str = "") -> str:
    """A text with further content below it."""
    return "\n".join((*([text, ""] if text else []), MARK, as_yaml(dict(content)))) if content else text


def description_of(code: Code) -> str:
    content = code.model_dump(mode="json", exclude_defaults=True, exclude=set(OF_XML))
    content = {key: folded(value) if key in TEXTS else value for key, value in content.items()}
    said = content.get("definition", {})
    shown = next((each for each in LANGUAGES if isinstance(said, dict) and said.get(each)), None)
    text = said if isinstance(said, str) else said.get(shown or "", "")
    if content.keys() <= {"definition"} and isinstance(said, str) and MARK not in said:
        return said
    return described({**content, "definition_in": shown} if shown else content, text)


def read_description(text: str) -> tuple[str, dict[str, Any] | None]:
    """The plain text, and the content below it; None where there is none that can be read."""
    above, mark, below = f"\n{text}".rpartition(f"\n{MARK}\n")
    if not mark:
        return text, None
    try:
        content = parse(below, Path("description")).content
    except EvaluationError:
        return text, None
    return (above.removeprefix("\n"), content) if isinstance(content, dict) else (text, None)


def content_of(text: str) -> dict[str, Any]:
    """What a description says of its code, as a code is written in YAML."""
    plain, content = read_description(text)
    if content is None:
        return {"definition": plain.strip()} if plain.strip() else {}
    shown = content.pop("definition_in", None)
    said = content.get("definition", {})
    kept = said.get(shown, "") if isinstance(said, dict) else said
    if plain.strip() != str(kept).strip() and plain.strip():
        content["definition"] = {**said, shown or "nb": plain.strip()} if isinstance(said, dict) else plain.strip()
    return content
