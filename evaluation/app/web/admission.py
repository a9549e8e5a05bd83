"""Who may ask for what: the one place where roles are held to, for every route of the server.

A route says whom it is for by one of `needs(role)`, `ANYONE` and `PUBLIC`; one that says nothing is never served.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from evaluation.app.web.doors import Holder
from evaluation.app.web.faults import Refused
from evaluation.app.web.look import language_of
from evaluation.app.web.passes import cookie_name, proof, unsealed
from evaluation.app.web.serving import Serving, serving_of
from evaluation.app.web.visitor import Visitor
from evaluation.errors import problem
from evaluation.model.account import Role
from evaluation.study import Study

SAFE = ("GET", "HEAD", "OPTIONS")
PROOF = "proof"  # the field of a form, and the header of a request, that a change is proved by
HEADER = f"x-underveis-{PROOF}"
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Declared:
    """What a route says of whom it is for."""

    role: Role | None = None


class Public(Declared):
    """Whoever comes, from wherever; the route guards itself."""

    def __call__(self) -> None: ...


class Anyone(Declared):
    """Whoever comes; changes must come from a page of ours."""

    def __call__(self, request: Request) -> Visitor | None:
        serving = serving_of(request)
        _own_name(request, serving)
        if request.method not in SAFE:
            _own_page(request, serving)
        return _known(request, serving)


async def proof_sent(request: Request) -> str:
    """What came along to prove that our own page sent it: a header, or a field of the form."""
    if request.method in SAFE or HEADER in request.headers:
        return request.headers.get(HEADER, "")
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    field = (await request.form()).get(PROOF, "")
    return field if isinstance(field, str) else ""


class Needs(Declared):
    """Those in `role`, and in the roles that have all that it has."""

    def __call__(self, request: Request, sent: Annotated[str, Depends(proof_sent)]) -> Visitor:
        serving = serving_of(request)
        _own_name(request, serving)
        visitor = _known(request, serving)
        if visitor is None:
            raise Refused(problem("PAGE-010" if serving.door and serving.door.by_name else "PAGE-002"))
        if request.method not in SAFE:
            _own_page(request, serving)
            if not hmac.compare_digest(sent.encode("utf-8", "surrogatepass"), proof_for(request).encode()):
                raise Refused(problem("PAGE-004"))
        if self.role is None or not visitor.may(self.role):
            raise Refused(problem("PAGE-005"))
        return visitor


class Follows(Needs):
    """The same for what is asked over and over by who follows the live view: they are known as that knows them."""

    async def __call__(self, request: Request) -> Visitor:  # type: ignore[override]  # FastAPI waits for it
        serving = serving_of(request)
        pass_ = _pass_sent(request, serving)
        holder = serving.presence.known(pass_) if serving.presence and pass_ else None
        if pass_ is None or holder is None:
            return await to_thread.run_sync(Needs(self.role), request, "")
        _own_name(request, serving)
        visitor = _let_in(request, pass_, holder)
        if self.role is None or not visitor.may(self.role):
            raise Refused(problem("PAGE-005"))
        return visitor


PUBLIC = Depends(Public())
ANYONE = Depends(Anyone())


def needs(role: Role) -> Any:
    """`Annotated[Visitor, needs("reader")]`, or a router's `dependencies=[needs("reader")]`."""
    return Depends(Needs(role))


Commissioner = Annotated[Visitor, needs("commissioner")]
Reader = Annotated[Visitor, needs("reader")]
Follower = Annotated[Visitor, Depends(Follows("reader"))]
Coder = Annotated[Visitor, needs("coder")]
Owner = Annotated[Visitor, needs("owner")]


def seen_by(request: Request, visitor: Visitor) -> Study:
    """The study as the visitor may see it; what is done to it bears the name of their coder."""
    return serving_of(request).study.seen_by(visitor.coder)


def visitor_of(request: Request) -> Visitor | None:
    """The visitor, once the route has let them in."""
    found = getattr(request.state, "visitor", None)
    return found if isinstance(found, Visitor) else None


def pass_of(request: Request) -> str | None:
    """The pass that the visitor was known by."""
    return getattr(request.state, "pass_", None)


def proof_for(request: Request) -> str:
    """What this visitor's pages must show with every change."""
    door, pass_ = serving_of(request).door, pass_of(request)
    return proof(door.key, pass_) if door and pass_ else ""


def declared(route: APIRoute) -> frozenset[Declared]:
    """What a route says of whom it is for, itself or by its router."""
    return frozenset(_declared(route.dependant))


def undeclared(router: APIRouter) -> list[str]:
    """Paths of the router's routes that do not say whom they are for, or say more than one thing."""
    return [
        getattr(each, "path", str(each))
        for each in router.routes
        if not isinstance(each, APIRoute) or len(declared(each)) != 1
    ]


def _declared(dependant: Dependant) -> list[Declared]:
    below = [found for each in dependant.dependencies for found in _declared(each)]
    return [*below, dependant.call] if isinstance(dependant.call, Declared) else below


def _known(request: Request, serving: Serving) -> Visitor | None:
    pass_ = _pass_sent(request, serving)
    holder = serving.door.holder(pass_) if serving.door and pass_ else None
    return _let_in(request, pass_, holder) if pass_ and holder else None


def _pass_sent(request: Request, serving: Serving) -> str | None:
    cookie = request.cookies.get(cookie_name(serving.study.folder, secure=serving.secure), "")
    return unsealed(serving.door.key, cookie) if serving.door and cookie else None


def _let_in(request: Request, pass_: str, holder: Holder) -> Visitor:
    visitor = Visitor(holder.account, holder.coder, holder.role, language_of(request))
    request.state.pass_, request.state.visitor = pass_, visitor
    return visitor


def _own_name(request: Request, serving: Serving) -> None:
    """Refuse to be called by another's name: a page elsewhere may have its name lead to this machine."""
    if serving.door is None:
        raise Refused(problem("PAGE-001"))
    known = {*HERE, serving.public_host} if serving.public_host else {*HERE}
    if (serving.public_host or not serving.door.by_name) and _name_asked_for(request) not in known:
        raise Refused(problem("PAGE-006"))


def _name_asked_for(request: Request) -> str | None:
    """The host in the request's own words, not what is made of words that make no sense."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        return None


def _own_page(request: Request, serving: Serving) -> None:
    own = (serving.public, f"{request.url.scheme}://{request.headers.get('host', '')}")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refused(problem("PAGE-004"))
    if request.headers.get("origin", own[1]) not in own:
        raise Refused(problem("PAGE-004"))
