"""A code with some of what it says changed, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coding.codebooks.text import as_hex, folded
from coding.indicators import faults
from evaluation.errors import fail, raise_any
from evaluation.language import LANGUAGES, Language
from evaluation.model import Code, Localised


def edited(
    code: Code,
    language: Language,
    texts: Mapping[str, str | None],
    *,
    colour: str | None = None,
    add: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> Code:
    """The code with these texts and indicators in a language; None among the texts means unchanged.

    A text that was the same in all languages changes in all of them. Raises for a faulty indicator or colour.
    """
    changed: dict[str, object] = {
        field: said(getattr(code, field), text, language) for field, text in texts.items() if text is not None
    }
    if colour is not None:
        changed["colour"] = _colour(colour)
    if add or drop:
        listed = _indicators(code, language, add, drop)
        changed["indicators"] = code.indicators.model_copy(update={language: listed})
    return code.model_copy(update=changed)


def said(before: Localised, text: str, language: Language) -> Localised:
    """The text said anew in a language; one that was plain stays plain."""
    wanted = text.strip() or None
    plain = not before or isinstance(folded(before.as_dict()), str)
    return before.model_copy(update=dict.fromkeys(LANGUAGES if plain else (language,), wanted))


def _colour(written: str) -> str | None:
    found = as_hex(written) if written else None
    if written and found is None:
        raise fail("CODEBOOK-013", colour=written)
    return found


def _indicators(code: Code, language: Language, add: Sequence[str], drop: Sequence[str]) -> tuple[str, ...]:
    raise_any(fault for each in add for fault in faults(each, of=code.name))
    there = getattr(code.indicators, language)
    for each in drop:
        if each not in there:
            raise fail("CODEBOOK-014", indicator=each, name=code.name, known=", ".join(there) or "–")
    return tuple(dict.fromkeys(each for each in (*there, *add) if each not in drop))
