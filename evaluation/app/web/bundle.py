"""The programs of the form's page and of the workbench, in files whose names change with what is in them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUNDLE = Path(__file__).parents[3] / "instruments" / "form" / "static"
PAGE = BUNDLE / "index.html"
WORKBENCH = Path(__file__).parents[3] / "coding" / "workbench" / "static"
WORKBENCH_AT = "/workbench/static"
_HASHED = re.compile(r"-[0-9a-f]{12}\.(js|css)$")


class Bundle(StaticFiles):
    """Files of the bundle; browsers may keep those whose addresses bear a hash."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        hashed = _HASHED.search(path) or scope.get("query_string")
        kept = "public, max-age=31536000, immutable" if hashed else "no-cache"
        found.headers["cache-control"] = kept
        return found


@cache
def workbench_bundle() -> dict[str, str]:
    """`js` and `css`: where a browser finds the workbench."""
    names = json.loads((WORKBENCH / "manifest.json").read_text(encoding="utf-8"))
    return {kind: f"{WORKBENCH_AT}/{name}" for kind, name in names.items()}
