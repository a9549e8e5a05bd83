"""What the page of a form needs to know, ready for JSON."""

from __future__ import annotations

import json
from typing import Any

from evaluation.study import Study
from instruments.exchange import export
from instruments.form.answering import Seat
from instruments.form.wire import to_form
from instruments.translations import languages_of


def page_of(study: Study, seat: Seat) -> dict[str, Any]:
    """The form with its questions in all languages, what its holder answered so far, and what they must know first."""
    response, invitation = seat.response, seat.invitation
    languages = list(languages_of(seat.instrument)) or [seat.instrument.original]
    return {
        "form": seat.form.name,
        "title": seat.instrument.title.as_dict(),
        "kind": seat.instrument.kind,
        "languages": languages,
        "language": (response.language if response else None) or languages[0],
        "state": seat.state,
        "link": seat.invitation is None and response is None,
        "channel": invitation.channel if invitation else response.channel if response else "browser",
        "revision": response.revision if response else 0,
        "submitted_at": response.submitted_at if response else None,
        "answers": to_form(seat.instrument, response.answers) if response else {},
        "survey": json.loads(export(seat.instrument, "surveyjs").content),
        "information": information_of(study),
        "closes": seat.form.closes.isoformat() if seat.form.closes else None,
    }


def information_of(study: Study) -> dict[str, Any]:
    """What those who answer are told before they agree; texts by language."""
    told = study.evaluation.information
    return {
        "controller": told.controller,
        "contact": told.contact,
        "purpose": told.purpose.as_dict(),
        "legal_basis": told.legal_basis.as_dict(),
        "kept_until": told.kept_until.isoformat() if told.kept_until else None,
        "how_to_withdraw": told.how_to_withdraw.as_dict(),
    }
