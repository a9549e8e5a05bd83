"""The live view: what others do, told to each browser as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from evaluation.app.web.admission import Reader, pass_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.feed import Behind, Feed
from evaluation.app.web.serving import serving_of
from evaluation.app.web.visitor import Visitor
from evaluation.store.feed import Happening, Touched

ROUTER = APIRouter(responses=REFUSALS)
HEADERS = {**NO_STORE, "x-accel-buffering": "no"}  # a proxy must not gather them up
AGAIN = "retry: 2000\n\n"  # milliseconds until a browser that was cut off comes back
REMEMBERED = 200  # events
SILENCE = ": \n\n"
SHOWN = 200  # ids that are told one by one
LARGEST_ID = 2**53


@ROUTER.get("/events", response_class=StreamingResponse)
def events(
    request: Request,
    visitor: Reader,
    after: Annotated[int | None, Query(ge=0, le=LARGEST_ID)] = None,
    last_event_id: Annotated[str, Header()] = "",
) -> StreamingResponse:
    """Changes after the one of this id; a browser that comes back tells by Last-Event-ID where it was."""
    known = last_event_id.isascii() and last_event_id.isdigit() and int(last_event_id) <= LARGEST_ID
    start = int(last_event_id) if known else after
    told = _stream(request, serving_of(request).feed, visitor, start)
    return StreamingResponse(told, media_type="text/event-stream", headers=HEADERS)


async def _stream(request: Request, feed: Feed, visitor: Visitor, after: int | None) -> AsyncIterator[str]:
    """Ends as soon as the visitor is let in no more, or in another role: before anything more is told."""
    presence, pass_ = serving_of(request).presence, pass_of(request)
    if presence is None or pass_ is None:
        return
    yield AGAIN
    with presence.following(pass_):
        async for each in feed.follow(visitor.coder, after):
            holder = await presence.holder(pass_)
            if holder is None or (holder.coder, holder.role) != (visitor.coder, visitor.role):
                return
            yield "".join(_event(told, feed.along(told)) for told in each) or SILENCE


@lru_cache(REMEMBERED)
def _event(told: Happening | Behind, along: str) -> str:
    """Made once for all who are told the same."""
    if isinstance(told, Behind):
        return f"id: {told.latest}\nevent: behind\ndata: {{}}\n\n"
    content = {**_content(told), "news": json.loads(along) if along else None}
    return f"id: {told.id}\nevent: change\ndata: {json.dumps(content, ensure_ascii=False)}\n\n"


def _content(told: Happening) -> dict[str, Any]:
    """`touched`: ids by table; null where there are many. `sources`: the texts in which something changed.

    `previous`: the id of the change before it, null for whom something is hidden from.
    """
    ids: dict[str, list[Any] | None] = {}
    for each in told.touched:
        ids[each.table] = _joined(ids.get(each.table, []), each)
    sources = sorted({name for each in told.touched for name in each.sources})
    about = {"id": told.id, "at": told.at, "who": told.who, "act": told.act, "previous": told.previous}
    return {**about, "sources": sources, "touched": ids}


def _joined(ids: list[Any] | None, touched: Touched) -> list[Any] | None:
    return None if ids is None or len(ids) + len(touched.ids) > SHOWN else [*ids, *touched.ids]
