"""The live view: what others do, told to each browser as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from evaluation.app.web.admission import Reader, pass_of
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.feed import Behind, Feed
from evaluation.app.web.serving import serving_of
from evaluation.store.feed import Happening, Touched

ROUTER = APIRouter(responses=REFUSALS)
HEADERS = {**NO_STORE, "x-accel-buffering": "no"}  # a proxy must not gather them up
AGAIN = "retry: 2000\n\n"  # milliseconds until a browser that was cut off comes back
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
    told = _stream(request, serving_of(request).feed, visitor.coder, start)
    return StreamingResponse(told, media_type="text/event-stream", headers=HEADERS)


async def _stream(request: Request, feed: Feed, reader: str, after: int | None) -> AsyncIterator[str]:
    yield AGAIN
    async for each in feed.follow(reader, after):
        if each is not None:
            yield _event(each)
            continue
        yield SILENCE
        if not await to_thread.run_sync(_is_in, request):
            return


def _is_in(request: Request) -> bool:
    """Whether the visitor still is: a role may be taken away while they listen."""
    door, pass_ = serving_of(request).door, pass_of(request)
    holder = door.holder(pass_) if door and pass_ else None
    before = request.state.visitor
    return holder is not None and (holder.coder, holder.role) == (before.coder, before.role)


def _event(told: Happening | Behind) -> str:
    if isinstance(told, Behind):
        return f"id: {told.latest}\nevent: behind\ndata: {{}}\n\n"
    return f"id: {told.id}\nevent: change\ndata: {json.dumps(_content(told), ensure_ascii=False)}\n\n"


def _content(told: Happening) -> dict[str, Any]:
    """`touched`: ids by table; null where there are many. `sources`: the texts in which something changed."""
    ids: dict[str, list[Any] | None] = {}
    for each in told.touched:
        ids[each.table] = _joined(ids.get(each.table, []), each)
    sources = sorted({name for each in told.touched for name in each.sources})
    return {"id": told.id, "at": told.at, "who": told.who, "act": told.act, "sources": sources, "touched": ids}


def _joined(ids: list[Any] | None, touched: Touched) -> list[Any] | None:
    return None if ids is None or len(ids) + len(touched.ids) > SHOWN else [*ids, *touched.ids]
