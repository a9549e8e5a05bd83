"""Sources and forms: what has been collected, and what is yet to come."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coding.applying import CODER as RULE
from evaluation.app.collecting import is_open
from evaluation.app.rounds import told_report
from evaluation.app.web.admission import Reader, seen_by
from evaluation.app.web.faults import REFUSALS
from evaluation.app.web.navigation import Link
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.registering import last_steps
from instruments.form.opening import list_forms, pending
from instruments.form.reporting import delivered, list_rounds

LINK = Link(40, "/sources", "page.collected.link", "reader", ("/people", "/forms", "/rounds", "/privacy"))
ADDING = ("source.add",)  # the acts that are taken back here, each by whoever did it
ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/sources")
def sources(request: Request, visitor: Reader) -> Response:
    """The texts, and how many codings each coder has in them."""
    study = seen_by(request, visitor)
    counts = Counter((each.source, each.coder) for each in study.codings())
    return show(
        request,
        "sources.html",
        sources=study.list_sources(),
        coders=sorted({coder for _, coder in counts}),
        counts=counts,
        rule=RULE,
        problems=(),
        saved=request.query_params.get("saved") == "yes",
        steps=last_steps(study, ADDING) if visitor.may("coder") else [],
    )


@ROUTER.get("/forms")
def forms(request: Request, visitor: Reader) -> Response:
    study = seen_by(request, visitor)
    organisations = {each.id: each.shown or each.id for each in study.people().organisations}
    listed = [(each, pending(study, each.form.name)) for each in list_forms(study)]
    rounds = [(each, [told_report(each, one) for one in delivered(study, each.name)]) for each in list_rounds(study)]
    return show(request, "forms.html", forms=listed, rounds=rounds, organisations=organisations, is_open=is_open)
