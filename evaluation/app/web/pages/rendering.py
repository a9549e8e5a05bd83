"""A page of the workbench, made from a template for the one who asks."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation.app.cli.output import local_time
from evaluation.app.differences import in_short
from evaluation.app.minutes import due_shown
from evaluation.app.web.admission import PROOF, proof_for, visitor_of
from evaluation.app.web.guards import HEADERS, POLICY
from evaluation.app.web.look import THEMES, language_of, theme_of
from evaluation.app.web.pages.assets import address_of
from evaluation.app.web.pages.mending import kept_at, mended_at
from evaluation.app.web.serving import Serving, serving_of
from evaluation.language import LANGUAGES, Language, enumerate_words, phrase, use
from evaluation.model.localised import NEIGHBOURS
from evaluation.model.round import CONSENSUS
from evaluation.numbers import write_date, write_number, write_percent
from evaluation.store.feed import last_change

TEMPLATES = Path(__file__).parent / "templates"
READING = "/workbench"  # where a text is read
OWN = {
    **HEADERS,
    # Forms of our pages are sent to ourselves, and browsers say where from.
    "content-security-policy": POLICY.replace("form-action 'none'", "form-action 'self'"),
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}


@cache
def templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_told,
    )
    made.globals.update(phrase=phrase, asset=address_of, languages=LANGUAGES, themes=THEMES, proof_field=PROOF)
    made.filters.update(day=_day, due=due_shown)
    made.filters.update(
        number=write_number, percent=write_percent, date=write_date, time=local_time, listed=enumerate_words
    )
    made.filters["moment"] = _moment
    made.filters["spoken"] = _spoken
    made.filters.update(in_short=in_short, round_name=_round_name)
    made.filters.update(mended_at=mended_at, kept_at=kept_at)
    return made


def _told(value: object) -> object:
    """Nothing where there is nothing: a text that lacks a language leaves its field empty."""
    return "" if value is None else value


def _spoken(kept: object, language: Language) -> str:
    """What a field of a code said, as it is kept: a text in some languages, or indicators."""
    if not isinstance(kept, dict):
        return ""
    words = (kept.get(each) for each in NEIGHBOURS[language])
    found = next((each for each in words if each), "")
    return ", ".join(map(str, found)) if isinstance(found, list | tuple) else str(found)


def _round_name(name: str) -> str:
    """A round as it is told; that of the consensus has its name in each language."""
    return phrase("cli.value.consensus") if name == CONSENSUS else name


def _moment(iso: str) -> str:
    """A moment in local time, as one writes it."""
    at = dt.datetime.fromisoformat(iso).astimezone()
    return f"{write_date(at.date())}, {at:%H:%M}".replace(" ", "\u00a0")


def _day(iso: str) -> str:
    return write_date(dt.date.fromisoformat(iso))


def show(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """The page of a template in `templates/`, which extends `layout.html`; `values` are what it tells."""
    serving, visitor, language = serving_of(request), visitor_of(request), language_of(request)
    use(language)
    live = bool(visitor and visitor.may("reader"))
    links = [each for each in serving.links if visitor and visitor.may(each.role)]
    around = {
        "visitor": visitor,
        "language": language,
        "theme": theme_of(request),
        "proof": proof_for(request),
        "study_title": serving.study.evaluation.title if visitor else "",
        "links": links,
        "path": request.url.path,
        "here": next((each.path for each in reversed(links) if each.leads_to(request.url.path)), None),
        "reads": any(each.path == READING for each in links),
        "after": _last_change(serving) if live else None,
        "signs_in": bool(serving.door and serving.door.by_name),
    }
    text = templates().get_template(template).render({**around, **values})
    return HTMLResponse(text, status, headers=OWN)


def _last_change(serving: Serving) -> int:
    with serving.study.store.reading() as connection:
        return last_change(connection)
