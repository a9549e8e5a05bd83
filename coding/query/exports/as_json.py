"""Hits as JSON: a list with the keys that `underveis find --json` shows."""

from __future__ import annotations

import json
from pathlib import Path

from coding.query.exports.listing import Listing
from coding.retrieval import as_records

SUFFIX = ".json"


def write(listing: Listing, file: Path) -> None:
    rows = as_records(listing.table)
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
