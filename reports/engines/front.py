"""What the report says of itself: its front matter, its project file and its variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from evaluation.errors import fail
from evaluation.language import Language, current, is_language
from reports.engines.reading import text_of

MONTHS = {
    **dict(
        zip(
            ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"),
            range(1, 13),
            strict=True,
        )
    ),
    **{"may": 5, "oct": 10, "dec": 12},
}
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def front_matter(text: str, file: str = "report.qmd") -> dict[str, Any]:
    """The mapping between the first two lines of three hyphens; empty where there is none."""
    match = re.match(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL)
    return _mapping(match[1], file, first_line=1) if match else {}


def read_mapping(path: Path) -> dict[str, Any]:
    """A YAML file of the report folder; empty where there is none."""
    return _mapping(text_of(path.parent, Path(path.name)), path.name) if path.is_file() else {}


def _mapping(text: str, file: str, first_line: int = 0) -> dict[str, Any]:
    try:
        loaded = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 + first_line if mark else None
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise fail("ENGINE-009", file=file, line=line, reason=reason) from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise fail("ENGINE-009", file=file, line=first_line + 1, reason=type(loaded).__name__)
    return loaded


def variables(folder: Path) -> dict[str, str]:
    """`_variables.yml` with dotted names, as text: `{"sessions.n": "12"}`."""
    return dict(_dotted("", read_mapping(folder / "_variables.yml")))


def variables_in(text: str, file: str) -> dict[str, str]:
    """The same of a text that holds such a mapping."""
    return dict(_dotted("", _mapping(text, file)))


def told(values: Mapping[str, Any]) -> dict[str, str]:
    """What `{{< meta … >}}` can ask for, with dotted names; the members of a list are counted from 1."""
    return dict(_dotted("", values))


def _dotted(above: str, node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _dotted(f"{above}.{key}" if above else str(key), value)
    elif isinstance(node, list):
        yield from _dotted(above, dict(enumerate(node, start=1)))
    elif isinstance(node, bool):
        yield above, str(node).lower()
    elif node is not None:
        yield above, str(node)


def language_of(front: Mapping[str, Any], project: Mapping[str, Any], asked: Language | None) -> Language:
    """The language asked for, else the report's `lang`, else the project's, else the user's own."""
    for value in (asked, front.get("lang"), project.get("lang")):
        short = str(value or "").lower()[:2].replace("no", "nb")
        if is_language(short):
            return short  # type: ignore[return-value]
    return current()


def moment(date: object, environment: Mapping[str, str]) -> datetime:
    """The one time the files carry: SOURCE_DATE_EPOCH, else the report's own date, never the clock's."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    words = str(date or "").lower()
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    if year is None:
        return UNDATED
    iso = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", words)
    named = re.search(rf"\b({'|'.join(MONTHS)})", words)
    month = MONTHS[named[1]] if named else int(iso[2]) if iso else 1
    day = re.search(r"\b([12]?\d|3[01])\b(?!\d)", words.replace(year[0], ""))
    return _nearest_day(int(year[0]), month, int(iso[3]) if iso else int(day[1]) if day else 1)


def _nearest_day(year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return datetime(year, 1, 1, tzinfo=UTC)
