"""What a report folder tells from the data, thing by thing: numbers, figures, tables, quotes and texts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import EvaluationError
from reports.engines.front import variables_in
from reports.files import GENERATED, content_of
from reports.living.numerals import value_of
from reports.manifest import Drawn, read_manifest
from reports.origins import NAME as ORIGINS
from reports.origins import Origin

Kind = Literal["number", "figure", "table", "quotes", "text"]
KINDS: tuple[Kind, ...] = ("number", "figure", "table", "quotes", "text")
VARIABLES = "_variables.yml"
SPACES = re.compile(r"\s+")
_FIGURE = re.compile(r"^!\[.*\]\(figures/[^)]*\)\{#fig-[^\n]*\}\s*$", re.MULTILINE)
_TABLE = re.compile(r"^:::+ \{#tbl-([\w-]+)[^\n]*\}\n(.*?)^:::+\s*$", re.MULTILINE | re.DOTALL)
_QUOTES = re.compile(r"^:::+ \{\.(?:quote-evidence|asked)\}\n.*?^:::+\s*$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"\{#(fig|tbl)-([\w-]+)")
_FENCE = re.compile(r"^:::.*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_RULE = re.compile(r"^[\s|:+=-]+$")


@dataclass(frozen=True)
class Evidence:
    """One thing the data say. parts: what each part of it is called → what it says; a single one is called nothing.

    files: the generated files that show it, by their names without suffix.
    """

    id: str
    kind: Kind
    label: str
    parts: Mapping[str, str]
    files: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def state(self) -> str:
        """What it says, in a few letters: the number itself, or a hash of all the parts."""
        return self.parts[""] if self.kind == "number" else hashed(self.parts)


Told = Mapping[str, Evidence]


def hashed(parts: Mapping[str, str]) -> str:
    return "~" + hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def remembered_parts(evidence: Evidence) -> dict[str, str]:
    """What may be kept of its parts for later: numbers, and that a quote was there; nothing that somebody said."""
    if evidence.kind == "quotes":
        return {name: hashed({"": words}) for name, words in evidence.parts.items()}
    if evidence.kind in ("figure", "table") and evidence.id != "tbl:people":
        return {name: value for name, value in evidence.parts.items() if len(value) <= 16 and value_of(value)}
    return {}


def in_folder(folder: Path, themes: Mapping[str, str]) -> dict[str, Evidence]:
    """What the report folder tells as it stands. themes: id → label."""
    paths = [*sorted((folder / GENERATED).glob("*.qmd")), folder / ORIGINS, folder / VARIABLES]
    found = {path.relative_to(folder).as_posix(): content_of(path) for path in paths}
    return told_in({path: each for path, each in found.items() if each}, read_manifest(folder).figures, themes)


def told_in(
    files: Mapping[str, bytes | None], drawn: Mapping[str, Drawn], themes: Mapping[str, str]
) -> dict[str, Evidence]:
    """What files of a report folder tell: path → content."""
    texts = {path: content.decode("utf-8", "replace") for path, content in files.items() if content and _reads(path)}
    generated = {
        Path(path).stem: text for path, text in texts.items() if path.endswith(".qmd") and "by-hand" not in path
    }
    shown = _shown_in(generated)
    listed = [
        *_numbers(texts.get(VARIABLES, ""), themes),
        *_figures(drawn, shown),
        *_tables(generated, shown),
        *_quotes(texts.get(ORIGINS, ""), themes),
        *_texts(generated),
    ]
    return {each.id: each for each in listed}


def _reads(path: str) -> bool:
    return path in (VARIABLES, ORIGINS) or (path.startswith(f"{GENERATED}/") and path.endswith(".qmd"))


def _shown_in(generated: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """`fig:heatmap` → the files it is shown in."""
    found: dict[str, set[str]] = {}
    for name, text in generated.items():
        for kind, id_ in _SHOWN.findall(text):
            found.setdefault(f"{kind}:{id_}", set()).add(name)
    return {id_: frozenset(names) for id_, names in found.items()}


def _numbers(text: str, themes: Mapping[str, str]) -> Iterator[Evidence]:
    with suppress(EvaluationError):  # somebody's own lines, which are put aside when it is renewed
        yield from _variables(text, themes)


def _variables(text: str, themes: Mapping[str, str]) -> Iterator[Evidence]:
    for name, value in variables_in(text, VARIABLES).items():
        label = themes.get(name.removeprefix("themes."), "") if name.startswith("themes.") else ""
        yield Evidence(f"var:{name}", "number", label, {"": value})


def _figures(drawn: Mapping[str, Drawn], shown: Mapping[str, frozenset[str]]) -> Iterator[Evidence]:
    for name, each in drawn.items():
        parts = dict(each.values) or {"": each.alternative}
        yield Evidence(f"fig:{name}", "figure", each.caption, parts, shown.get(f"fig:{name}", frozenset()))


def figures_as_now(before: Told, drawn: Mapping[str, Drawn], last: Mapping[str, Drawn]) -> dict[str, Evidence]:
    """Figures whose numbers were not kept when they were drawn, with those of today where the data are the same."""
    alike = {name: each for name, each in drawn.items() if name in last and last[name].key == each.key}
    bare = {name: each for name, each in alike.items() if not last[name].values and each.values}
    shown = {f"fig:{name}": before[f"fig:{name}"].files for name in bare if f"fig:{name}" in before}
    return {each.id: each for each in _figures(bare, shown)}


def _tables(generated: Mapping[str, str], shown: Mapping[str, frozenset[str]]) -> Iterator[Evidence]:
    for text in generated.values():
        for id_, body in _TABLE.findall(text):
            lines = [line for line in body.splitlines() if line.strip()]
            rows = [line for line in lines if line.lstrip().startswith(("|", "+"))]
            caption = _plain(" ".join(line for line in lines if line not in rows))
            yield Evidence(f"tbl:{id_}", "table", caption, _cells(rows), shown.get(f"tbl:{id_}", frozenset()))


def _cells(lines: list[str]) -> dict[str, str]:
    """`row · column` → what the cell says; a table whose cells go over several lines is taken as one text."""
    rows = [[_plain(cell) for cell in line.strip().strip("|").split(" | ")] for line in lines if not _RULE.match(line)]
    if not rows:
        return {}
    if any(line.lstrip().startswith("+") for line in lines) or any(len(row) != len(rows[0]) for row in rows):
        return {"": " ".join(" ".join(row).strip() for row in rows)}
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for row in rows[1:]:
        seen[row[0]] = seen.get(row[0], 0) + 1
        name = row[0] if seen[row[0]] == 1 else f"{row[0]} ({seen[row[0]]})"
        found |= {f"{name} · {heading}": cell for heading, cell in zip(rows[0][1:], row[1:], strict=True)} or {name: ""}
    return found


def _quotes(text: str, themes: Mapping[str, str]) -> Iterator[Evidence]:
    """The quotes of each theme, by the ids of their codings."""
    found: dict[str, dict[str, str]] = {}
    for each in _origins(text):
        if each.kind == "quote":
            details = each.details
            found.setdefault(details["theme"], {})[str(details["coding"])] = details["words"]
    for theme, parts in found.items():
        label = themes.get(theme, theme)
        yield Evidence(f"quotes:{theme}", "quotes", label, parts, frozenset({f"theme-{theme}-quotes"}))


def _origins(text: str) -> Sequence[Origin]:
    try:
        return TypeAdapter(tuple[Origin, ...]).validate_json(text) if text else ()
    except ValidationError:
        return ()


def _texts(generated: Mapping[str, str]) -> Iterator[Evidence]:
    for name, text in generated.items():
        left = _FENCE.sub("", _QUOTES.sub("", _TABLE.sub("", _FIGURE.sub("", text))))
        plain = _plain(left)
        if plain:
            yield Evidence(f"text:{name}", "text", f"{GENERATED}/{name}.qmd", {"": plain}, frozenset({name}))


def _plain(text: str) -> str:
    return SPACES.sub(" ", _ESCAPE.sub("", text).replace("**", "")).strip()
