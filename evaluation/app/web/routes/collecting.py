"""Sources, people, sessions and forms: what has been collected, and what is yet to come."""

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
from evaluation.privacy.attribution import hidden
from instruments.form.opening import list_forms, pending
from instruments.form.reporting import delivered, list_rounds

LINK = Link(40, "/sources", "page.collected.link", "reader", ("/people", "/forms", "/rounds"))
ROUTER = APIRouter(responses=REFUSALS)


@ROUTER.get("/sources")
def sources(request: Request, visitor: Reader) -> Response:
    """The texts, and how many codings each coder has in them."""
    study = seen_by(request, visitor)
    listed = study.list_sources()
    counts = Counter((each.source, each.coder) for each in study.codings())
    coders = sorted({coder for _, coder in counts})
    return show(request, "sources.html", sources=listed, coders=coders, counts=counts, rule=RULE)


@ROUTER.get("/people")
def people(request: Request, visitor: Reader) -> Response:
    """Pseudonyms only, and of each person no more than the people policy lets a reader see."""
    study = seen_by(request, visitor)
    found = study.people()
    return show(
        request,
        "people.html",
        people=found,
        organisations={each.id: each for each in found.organisations},
        consents={each.participant: each for each in found.consents},
        pseudonyms={each.id: each.pseudonym or each.id for each in found.participants},
        hidden=hidden(study.evaluation.people.attribution),
    )


@ROUTER.get("/forms")
def forms(request: Request, visitor: Reader) -> Response:
    study = seen_by(request, visitor)
    organisations = {each.id: each.shown or each.id for each in study.people().organisations}
    listed = [(each, pending(study, each.form.name)) for each in list_forms(study)]
    rounds = [(each, [told_report(each, one) for one in delivered(study, each.name)]) for each in list_rounds(study)]
    return show(request, "forms.html", forms=listed, rounds=rounds, organisations=organisations, is_open=is_open)
