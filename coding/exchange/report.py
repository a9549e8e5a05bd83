"""The loss report in words: what was kept, changed and dropped, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coding.exchange.losses import Loss
from evaluation.language import Language, phrase
from evaluation.numbers import write_number, write_percent

Row = tuple[str, str, str, str]


def rows(losses: Iterable[Loss], language: Language) -> list[Row]:
    """Element, outcome, count and reason of each row, as a table shows them."""
    return [
        (
            phrase(f"exchange.element.{each.element}", language),
            phrase(f"exchange.outcome.{each.outcome}", language),
            write_number(each.count, language=language),
            reason(each, language),
        )
        for each in losses
    ]


def reason(loss: Loss, language: Language) -> str:
    """Why, with what some of them are called."""
    told = phrase(f"exchange.reason.{loss.reason}", language) if loss.reason else ""
    if loss.outcome == "kept" and not loss.reason:
        return told
    examples = ", ".join(f"«{each}»" for each in loss.examples if each)
    return f"{told} ({examples})" if told and examples else told or examples


def as_text(losses: Iterable[Loss], language: Language) -> str:
    """The report as lines of a memo."""
    return "\n".join(
        f"- {element}: {count} {outcome.lower()}{f': {why}' if why else ''}"
        for element, outcome, count, why in rows(losses, language)
    )


def shown_frame(frame: Mapping[str, Any], language: Language) -> str:
    """How offsets were taken, in a sentence; empty where there was nothing to find out."""
    if not frame or not frame.get("selections"):
        return ""
    key = "given" if frame.get("given") else "found"
    told = {name: write_percent(float(frame.get(name, 1)), 1, language) for name in ("certainty", "fitting")}
    count = write_number(int(frame["selections"]), language=language)
    ways = [phrase(f"exchange.counted.{way}", language) for way in str(frame["frame"]).split("+")]
    return phrase(f"exchange.frame.{key}", language, frame=", ".join(ways), selections=count, **told)
