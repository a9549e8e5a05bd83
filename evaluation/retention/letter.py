"""What is held of a person, as a page that can be read and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.language import Language, phrase
from evaluation.numbers import write_date

PAGE = Path(__file__).with_name("letter.html")
OF_STUDY = ("controller", "contact", "purpose", "legal_basis", "kept_until", "how_to_withdraw")


def letter(told: Mapping[str, Any], language: Language) -> str:
    """The page in one language; it needs nothing but itself."""

    def t(key: str, **values: object) -> str:
        return phrase(f"retention.{key}", language, **values)

    def shown(value: Any) -> str:
        if isinstance(value, bool):
            return t("access.yes" if value else "access.no")
        if isinstance(value, Mapping):
            return str(value.get(language) or next((each for each in value.values() if each), ""))
        if isinstance(value, list | tuple):
            return ", ".join(map(shown, value))
        return _date(str(value), language)

    rows = [(name, told["study"].get(name)) for name in OF_STUDY]
    kept = [(name, value) for name, value in rows if not isinstance(value, Mapping) or any(value.values())]
    ways = {"t": t, "shown": shown, "shown_date": lambda value: _date(value, language)}
    return str(_template().render(**told, **ways, language=language, study_rows=kept))


def _date(value: str, language: Language) -> str:
    """A day as it is written in the language; anything else as it is."""
    try:
        return write_date(dt.date.fromisoformat(value), language)
    except ValueError:
        return value


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        PAGE.read_text(encoding="utf-8")
    )
