"""The program of the form's page, in files whose names change with what is in them."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUNDLE = Path(__file__).parents[3] / "instruments" / "form" / "static"
PAGE = BUNDLE / "index.html"
_HASHED = re.compile(r"-[0-9a-f]{12}\.(js|css)$")


class Bundle(StaticFiles):
    """Files of the bundle; browsers may keep those whose addresses bear a hash."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        hashed = _HASHED.search(path) or scope.get("query_string")
        kept = "public, max-age=31536000, immutable" if hashed else "no-cache"
        found.headers["cache-control"] = kept
        return found
