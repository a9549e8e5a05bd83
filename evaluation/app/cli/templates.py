"""The report templates as the command line lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any

from evaluation.app.cli.output import as_json, window_width
from evaluation.language import phrase
from reports.needs import Standing, need_label

INDENT = "   "
_WIDEST = 100


def as_row(standing: Standing) -> dict[str, Any]:
    holds = standing.holds
    return {
        "name": standing.name,
        "title": standing.title,
        "about": standing.about,
        "choice": standing.choice,
        "ready": standing.is_ready,
        "needs": [{"any_of": list(each), "held": any(holds[one] for one in each)} for each in standing.needs],
        "takes": [{"what": each, "held": holds[each]} for each in standing.takes],
        "missing": [as_json(each) for each in standing.missing],
    }


def show_templates(listed: Iterable[Standing]) -> None:
    print("\n\n".join("\n".join(_block(each)) for each in listed))


def _block(standing: Standing) -> Iterable[str]:
    state = phrase(f"template.list.{'ready' if standing.is_ready else 'lacking'}")
    yield f"{standing.name} – {standing.title} ({state})"
    yield _wrapped(standing.about)
    if standing.needs:
        needs = ", ".join(_either(each, standing) for each in standing.needs)
        yield _wrapped(f"{phrase('template.list.needs')}: {needs}")
    others = [each for each in standing.takes if all(each not in one for one in standing.needs)]
    if others:
        yield _wrapped(f"{phrase('template.list.takes')}: {', '.join(_one(each, standing) for each in others)}")
    if standing.choice:
        yield _wrapped(f"{phrase('template.list.choice')}: {phrase(f'template.choice.{standing.choice}')}")
    for each in standing.missing:
        yield _wrapped(f"→ {each.sentence()}")


def _either(alternatives: Sequence[str], standing: Standing) -> str:
    """The alternatives the study has; where it has none, all of them, as missing."""
    held = [each for each in alternatives if standing.holds[each]]
    word = f" {phrase('template.list.or')} "
    labels = word.join(need_label(each) for each in held or alternatives)
    return labels if held else f"{labels} ({phrase('template.list.missing')})"


def _one(need: str, standing: Standing) -> str:
    label = need_label(need)
    return label if standing.holds[need] else f"{label} ({phrase('template.list.missing')})"


def _wrapped(text: str) -> str:
    width = min(window_width(), _WIDEST)
    return fill(text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)
