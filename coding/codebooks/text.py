"""Texts of a codebook on their way to and from a file: YAML, colours, texts that are the same in every language."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from evaluation.language import LANGUAGES

# What neither XML nor a workbook can hold, and no text means anything by.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEX = re.compile(r"#?(?P<alpha>[0-9A-Fa-f]{2})?(?P<six>[0-9A-Fa-f]{6})|#(?P<three>[0-9A-Fa-f]{3})")


def as_yaml(content: Any) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump(content, text)
    return text.getvalue()


def writable(text: str) -> str:
    """The text without the control characters that XML forbids."""
    return _UNWRITABLE.sub("", text)


def as_hex(colour: str) -> str | None:
    """`#RRGGBB` for a colour written so, or as `#RGB`, `#AARRGGBB` or without the #; None for anything else."""
    found = _HEX.fullmatch(colour.strip())
    if found is None:
        return None
    short = found["three"]
    return f"#{''.join(sign * 2 for sign in short)}" if short else f"#{found['six']}"


def folded(content: dict[str, str]) -> dict[str, str] | str:
    """A plain text where all languages say the same, which is read as the same again; else as it is."""
    texts = set(content.values())
    if len(content) == len(LANGUAGES) and len(texts) == 1 and (text := texts.pop()) == text.strip():
        return text
    return content
