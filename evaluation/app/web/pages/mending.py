"""Where in the workbench a fault is mended: the page that does it, or that shows what is wrong to those who may not."""

from __future__ import annotations

from urllib.parse import urlencode

from evaluation.app.web.visitor import Visitor
from evaluation.errors import Problem
from evaluation.model.account import Role

CONSENTS = ("PEOPLE-005", "PEOPLE-006")
SESSIONS = {"STUDY-015": "name", "STUDY-019": "session"}  # which of a problem's values is the session
STANDING = ("REPORT-021", "REPORT-024", "REPORT-026", "REPORT-027")  # of words that stand in the texts
FINDING = "finding-"  # what the place of a fault in a finding begins with
REGISTER = "/people"
BEGUN: dict[str, tuple[Role, str, str]] = {  # who may begin it, where, and where others see that it is not begun
    "STUDY-006": ("coder", "/codebook", "/codebook"),
    "STUDY-014": ("coder", "/sources/add", "/sources"),
    "STUDY-024": ("owner", "/people/person", REGISTER),
    "STUDY-025": ("coder", "/sources/add", "/sources"),
    "STUDY-026": ("coder", "/codebook", "/codebook"),
    "STUDY-027": ("coder", "/workbench", "/sources"),
    "STUDY-028": ("coder", "/report", "/report"),
}


def mended_at(found: Problem, visitor: Visitor | None) -> str:
    """The address where this is mended by who looks, empty where no page does it.

    Those who may not change the register are led to the row that shows what is wrong.
    """
    if found.file.startswith(FINDING):
        return f"/findings/{found.file.removeprefix(FINDING)}"
    if found.code in BEGUN:
        role, begun, seen = BEGUN[found.code]
        return begun if visitor and visitor.may(role) else seen
    if found.code in STANDING:
        return f"/find?{urlencode({'words': str(found.values['words']).split(', ')[0]})}#found"
    return _in_register(found, visitor)


def _in_register(found: Problem, visitor: Visitor | None) -> str:
    told = found.values
    if found.code in CONSENTS:
        return _page("person", str(told["id"]), visitor, "consent")
    if found.code in SESSIONS:
        return _page("session", str(told[SESSIONS[found.code]]), visitor)
    if found.code == "REPORT-025" and told.get("id"):
        return _page("organisation", str(told["id"]), visitor)
    return f"{REGISTER}#people" if found.code in ("REPORT-023", "REPORT-025") else ""


def kept_at(item: str, visitor: Visitor | None) -> str:
    """The same of what may not be kept any longer: `person:p1`, `names`, `source:samtale`."""
    kind, _, name = item.partition(":")
    if kind == "person":
        return _page("person", name, visitor, "consent")
    return {"names": f"{REGISTER}#people", "source": "/sources", "form": "/forms"}.get(kind, "")


def _page(kind: str, id_: str, visitor: Visitor | None, part: str = "") -> str:
    if visitor is None or not visitor.may("owner"):
        return f"{REGISTER}#{kind}-{id_}"
    return f"{REGISTER}/{kind}?{urlencode({'id': id_})}" + (f"#{part}" if part else "")
