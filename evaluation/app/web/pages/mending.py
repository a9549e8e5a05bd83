"""Where in the workbench a fault is mended: the page of the person, organisation, session or finding it is about."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from evaluation.app.web.visitor import Visitor
from evaluation.errors import Problem

CONSENTS = ("PEOPLE-005", "PEOPLE-006")
SESSIONS = {"STUDY-015": "name", "STUDY-019": "session"}  # which of a problem's values is the session
NAMES = ("REPORT-021", "REPORT-026")
REGISTER = "/people"


def mended_at(found: Problem, visitor: Visitor | None) -> str:
    """The address where this is mended by who looks, empty where no page does it.

    Those who may not change the register are led to the row that shows what is wrong.
    """
    told = found.values
    if found.code in CONSENTS:
        return _page("person", str(told["id"]), visitor, "consent")
    if found.code in SESSIONS:
        return _page("session", str(told[SESSIONS[found.code]]), visitor)
    if found.code in NAMES:
        return _named(told.get("of"), visitor)
    if found.code == "REPORT-025" and told.get("id"):
        return _page("organisation", str(told["id"]), visitor)
    return f"{REGISTER}#people" if found.code in ("REPORT-023", "REPORT-024", "REPORT-025") else ""


def kept_at(item: str, visitor: Visitor | None) -> str:
    """The same of what may not be kept any longer: `person:p1`, `names`, `source:samtale`."""
    kind, _, name = item.partition(":")
    if kind == "person":
        return _page("person", name, visitor, "consent")
    return {"names": f"{REGISTER}#people", "source": "/sources", "form": "/forms"}.get(kind, "")


def _named(of: object, visitor: Visitor | None) -> str:
    """Whose name it is, where it is one's alone (`participant:p1`)."""
    bearers = [str(each) for each in of] if isinstance(of, Iterable) and not isinstance(of, str) else []
    if len(bearers) != 1 or ":" not in bearers[0]:
        return f"{REGISTER}#people" if bearers else ""
    kind, name = bearers[0].split(":", 1)
    return _page("person" if kind == "participant" else kind, name, visitor)


def _page(kind: str, id_: str, visitor: Visitor | None, part: str = "") -> str:
    if visitor is None or not visitor.may("owner"):
        return f"{REGISTER}#{kind}-{id_}"
    return f"{REGISTER}/{kind}?{urlencode({'id': id_})}" + (f"#{part}" if part else "")
