"""XLSForm: a workbook with the sheets survey, choices and settings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, Severity, fail, problem
from evaluation.language import Language
from instruments.exchange.importing import Draft, Importer
from instruments.exchange.relevant import condition_of
from instruments.exchange.workbook import SheetRow, read_sheets

TYPES: Mapping[str, str] = {
    "text": "text",
    "string": "text",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "note": "information",
    "select_one": "single",
    "select_multiple": "multi",
    "rank": "rank",
}
SILENT = frozenset({"start", "end", "today", "deviceid", "username", "audit", "simserial", "phonenumber"})
BOUNDS = re.compile(r"\(?\s*\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)(?:\s+and\s+\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?))?\s*\)?")
NAMED: Mapping[str, Language] = {
    "nb": "nb",
    "nn": "nn",
    "en": "en",
    "norsk": "nb",
    "bokmål": "nb",
    "norwegian": "nb",
    "no": "nb",
    "nynorsk": "nn",
    "english": "en",
    "engelsk": "en",
}
Codes = dict[str, int]  # the names of choices → the codes they get


def read(path: Path) -> Draft:
    sheets = read_sheets(path)
    if not sheets.get("survey"):
        raise fail("FORM-005", file=path)
    return _Reading(path, sheets).draft()


class _Reading:
    """Goes through the survey once; groups at the top become sections."""

    def __init__(self, path: Path, sheets: Mapping[str, list[SheetRow]]) -> None:
        self.path = path
        self.survey = sheets["survey"]
        self.settings = next(iter(sheets.get("settings", [])), SheetRow(1, {}))
        self.problems: list[Problem] = []
        self.lists: dict[str, list[SheetRow]] = {}
        for row in sheets.get("choices", []):
            self.lists.setdefault(row.get("list_name") or row.get("list name"), []).append(row)
        self.codes = {name: _codes(rows) for name, rows in self.lists.items()}
        self.answers = {row.get("name"): self.codes.get(_listed(row), {}) for row in self.survey}
        self.used = Counter(_listed(row) for row in self.survey)
        self.languages: dict[Language, None] = {}
        self.done: list[dict[str, Any]] = []
        self.within_grid: dict[str, Any] | None = None
        self.depth = 0

    def draft(self) -> Draft:
        sections = self.sections()
        title = self.settings.get("form_title") or self.path.stem
        shared = {name: self.scale(name) for name in self.lists if self.used[name] > 1}
        content: dict[str, Any] = {
            "id": _handle(self.settings.get("form_id") or self.path.stem),
            "kind": "questionnaire",
        }
        content |= {"languages": list(self.languages)} if self.languages else {}
        content |= {"title": title} | ({"scales": shared} if shared else {}) | {"sections": sections}
        return Draft(content, tuple(self.problems))

    def sections(self) -> list[dict[str, Any]]:
        for row in self.survey:
            kind = row.get("type").lower().replace(" group", "_group").replace(" repeat", "_repeat").split(" ")[0]
            if kind in ("begin_group", "begin_repeat"):
                self.begin(row, kind)
            elif kind in ("end_group", "end_repeat"):
                self.end()
            elif self.within_grid is not None:
                self.within_grid["rows"][row.get("name")] = self.text(row, "label")
                self.within_grid["scale"] = _listed(row)
            else:
                self.questions().extend(self.question(row, kind))
        return self.done

    def begin(self, row: SheetRow, kind: str) -> None:
        """Groups at the top are sections; a group within one is a grid, or is taken apart."""
        if kind == "begin_repeat":
            self.tell("FORM-006", row, "warning", type=kind)
        self.depth += 1
        if self.depth == 1:
            self.done.append(self.section(row))
        elif self.is_grid(row):
            self.within_grid = self.grid(row)
            self.questions().append(self.within_grid)
        elif row.get("relevant"):
            self.tell("FORM-007", row, "warning", part="relevant", value=row.get("relevant"))

    def end(self) -> None:
        self.within_grid = None
        self.depth = max(self.depth - 1, 0)

    def questions(self) -> list[dict[str, Any]]:
        """Those of the section that is open; what stands outside all groups gets sections of its own."""
        if self.depth == 0 and (not self.done or not self.done[-1]["id"].startswith("del-")):
            title = self.settings.get("form_title") or self.path.stem
            self.done.append({"id": f"del-{len(self.done) + 1}", "title": title, "questions": []})
        found: list[dict[str, Any]] = self.done[-1]["questions"]
        return found

    def section(self, row: SheetRow) -> dict[str, Any]:
        about = {"id": _handle(row.get("name")), "title": self.text(row, "label") or row.get("name")}
        return {**about, **self.shown(row), "questions": []}

    def is_grid(self, group: SheetRow) -> bool:
        """A group on one page whose questions all have the same answers; its list becomes a scale."""
        inside = self.survey[self.survey.index(group) + 1 :]
        until = next((number for number, row in enumerate(inside) if row.get("type").startswith("end")), len(inside))
        lists = {_listed(row) if row.get("type").startswith("select_one") else "" for row in inside[:until]}
        if "field-list" not in group.get("appearance") or len(lists) != 1 or "" in lists:
            return False
        self.used[lists.pop()] += 1
        return True

    def grid(self, row: SheetRow) -> dict[str, Any]:
        about = {"id": _handle(row.get("name")), "variable": row.get("name"), "type": "grid"}
        return {**about, "text": self.text(row, "label") or row.get("name"), **self.shown(row), "rows": {}}

    def question(self, row: SheetRow, kind: str) -> Iterator[dict[str, Any]]:
        if kind in SILENT or not kind:
            return
        if kind not in TYPES:
            self.tell("FORM-006", row, "warning", type=kind)
            return
        type_ = "open" if kind == "text" and "multiline" in row.get("appearance") else TYPES[kind]
        found: dict[str, Any] = {"id": _handle(row.get("name")), "variable": row.get("name"), "type": type_}
        found["text"] = self.text(row, "label") or row.get("name")
        if row.get("hint") or any(each.startswith("hint::") for each in row.cells):
            found["help"] = self.text(row, "hint")
        if row.get("required").lower() in ("yes", "true", "true()", "1"):
            found["required"] = True
        yield found | self.listed(row, type_) | self.bounds(row, type_) | self.shown(row)

    def listed(self, row: SheetRow, type_: str) -> dict[str, Any]:
        name = _listed(row)
        if type_ not in ("single", "multi", "rank"):
            return {}
        if self.used[name] > 1:
            return {"scale": name}
        scale = self.scale(name)
        return {"choices": scale["codes"], **({"missing": scale["missing"]} if "missing" in scale else {})}

    def scale(self, name: str) -> dict[str, Any]:
        rows = self.lists.get(name, [])
        told = {self.codes[name][row.get("name")]: (row, self.text(row, "label") or row.get("name")) for row in rows}
        missing = {code: text for code, (row, text) in told.items() if row.get("missing")}
        codes = {code: text for code, (_, text) in told.items() if code not in missing}
        return {"codes": codes, **({"missing": missing} if missing else {})}

    def bounds(self, row: SheetRow, type_: str) -> dict[str, Any]:
        constraint = row.get("constraint")
        if not constraint:
            return {}
        match = BOUNDS.match(constraint)
        if type_ != "number" or match is None:
            self.tell("FORM-007", row, "warning", part="constraint", value=constraint)
            return {}
        pairs = ((match[1], match[2]), (match[3], match[4]))
        return {("minimum" if sign == ">=" else "maximum"): _number(value) for sign, value in pairs if sign}

    def shown(self, row: SheetRow) -> dict[str, str]:
        relevant = row.get("relevant")
        if not relevant:
            return {}
        condition = condition_of(relevant, self.answers)
        if condition is None:
            self.tell("FORM-007", row, "warning", part="relevant", value=relevant)
            return {}
        return {"show_if": condition}

    def text(self, row: SheetRow, part: str) -> Any:
        """A plain text, or one in each language; a language that is not ours is told once and left out."""
        found: dict[Language, str] = {}
        for name, cell in row.cells.items():
            if name.startswith(f"{part}::"):
                language = _language(name.split("::", 1)[1])
                if language is None:
                    self.tell_once(name.split("::", 1)[1])
                else:
                    found[language] = cell
        self.languages |= dict.fromkeys(found)
        return found or row.get(part)

    def tell_once(self, language: str) -> None:
        if not any(each.code == "FORM-008" and each.values["language"] == language for each in self.problems):
            self.problems.append(problem("FORM-008", file=self.path, severity="warning", language=language))

    def tell(self, code: str, row: SheetRow, severity: Severity, **values: object) -> None:
        self.problems.append(
            problem(code, file=self.path, line=row.line, severity=severity, name=row.get("name"), **values)
        )


def _listed(row: SheetRow) -> str:
    kind, _, rest = row.get("type").partition(" ")
    return rest.split(" ")[0] if kind.lower() in ("select_one", "select_multiple", "rank") else ""


def _codes(rows: list[SheetRow]) -> Codes:
    """Whole numbers stay; where any name is none, all are numbered as they stand."""
    names = [row.get("name") for row in rows]
    whole = all(re.fullmatch(r"-?\d{1,9}", name) for name in names)
    return {name: int(name) if whole else number for number, name in enumerate(names, 1)}


def _language(named: str) -> Language | None:
    words = re.findall(r"\w+", named.lower())
    for word in reversed(words):
        if word in NAMED:
            return NAMED[word]
    return None


def _handle(name: str) -> str:
    return re.sub(r"[^a-z0-9_.-]+", "-", name.lower()).strip("-._")[:32] or "x"


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


IMPORTER = Importer((".xlsx",), read)
