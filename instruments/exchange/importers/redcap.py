"""REDCap's data dictionary (.csv), whose section headers become sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, Severity, problem
from instruments.exchange.formats.redcap import CLOSING, INTRO, MISSING, SECTION_INTRO
from instruments.exchange.importing import Draft, Importer
from instruments.exchange.localised import clean, has_script, without_markup
from instruments.exchange.naming import Names
from instruments.exchange.rows import Row, heading_of, number_in, read_rows
from instruments.exchange.rules import counted, translated

Found = dict[str, Any]
COLUMNS = {
    "variable": "name!", "field name": "name!", "form name": "form", "section header": "header",
    "field type": "type!", "field label": "label!", "choices": "choices", "select choices": "choices",
    "field note": "note", "text validation type": "kind", "text validation min": "min", "text validation max": "max",
    "branching logic": "shown", "required field": "required", "matrix group": "matrix", "matrix ranking": "ranking",
    "field annotation": "annotation",
}  # fmt: skip
TYPES: Mapping[str, str] = {
    "text": "text", "notes": "open", "radio": "single", "dropdown": "single", "yesno": "single", "truefalse": "single",
    "checkbox": "multi", "descriptive": "information", "slider": "number",
}  # fmt: skip
FIXED = {"yesno": {1: "Ja", 0: "Nei"}, "truefalse": {1: "Sant", 0: "Usant"}}
NUMBERS = ("number", "integer")
JOINED = {r"\bnot\s*\(": "not (", r"\s+": " "}
SIGNS = {"<>": "!="}
FIELD = r"\[(?P<name>\w+)(?:\((?P<code>-?\d+)\))?\]"
SIGN = r"(?P<sign><=|>=|<>|!=|=|<|>)"
VALUE = r"(?P<quote>['\"]?)(?P<value>-?[\w.]*)(?P=quote)"


def read(path: Path) -> Draft:
    rows, problems = read_rows(path, ",", COLUMNS)
    return _Reading(path, rows, problems).draft()


class _Reading:
    """Goes through the rows twice: first for the answers, which conditions lean on."""

    def __init__(self, path: Path, rows: list[Row], problems: list[Problem]) -> None:
        self.path, self.problems, self.names = path, problems, Names()
        self.rows = [row for row in rows if self.is_usable(row)]
        self.renamed: dict[str, str] = {}
        self.codes: dict[str, dict[str, int]] = {}
        for row in self.rows:
            self.renamed.setdefault(row["name"].lower(), self.names.variable(row["name"]))
            self.codes.setdefault(row["name"].lower(), self.codes_of(row))
        self.told = {"intro": "", "closing": ""}

    def is_usable(self, row: Row) -> bool:
        if row["name"].strip() and row["type"].strip():
            return True
        self.tell("FORM-063", row, "warning")
        return False

    def draft(self) -> Draft:
        sections: list[Found] = []
        form = None
        rows = [row for row in self.rows if not self.is_record(row)]
        for matrix, run in groupby(self.bundled(rows), key=lambda pair: pair[0]):
            listed = [row for _, row in run]
            first = listed[0]
            if first["header"] or not sections or (first["form"] != form and form is not None):
                title = without_markup(clean(first["header"])) or first["form"] or self.path.stem
                sections.append({"id": self.names.id(title, "del"), "title": title, "questions": []})
            form = first["form"]
            questions = (
                self.matrix(listed) if matrix else [each for row in listed for each in self.question(row, sections)]
            )
            sections[-1]["questions"] += questions
        kept = [each for each in sections if each["questions"] or each.get("intro")]
        title = self.path.stem
        content: Found = {"id": Names().id(self.path.stem, "skjema"), "kind": "questionnaire", "title": title}
        content |= {name: text for name, text in self.told.items() if text}
        return Draft(content | {"sections": kept}, tuple(self.problems))

    def bundled(self, rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
        """Each row with the group it is drawn in: those of a matrix, and the text that leads it."""
        groups = {row["matrix"] for row in rows if row["matrix"] and row["type"].strip().lower() == "radio"}
        for number, row in enumerate(rows):
            follows = rows[number + 1]["matrix"] if number + 1 < len(rows) else ""
            leads = row["type"].strip().lower() == "descriptive" and row["name"] == follows and follows in groups
            yield (row["name"] if leads else row["matrix"] if row["matrix"] in groups else ""), row

    def is_record(self, row: Row) -> bool:
        return row is self.rows[0] and row["name"].lower() in ("record_id", "study_id", "participant_id")

    def question(self, row: Row, sections: list[Found]) -> Iterator[Found]:
        kind, annotation = row["type"].strip().lower(), row["annotation"].strip()
        text = self.text(row)
        if kind == "descriptive" and annotation in (INTRO, CLOSING):
            self.told["intro" if annotation == INTRO else "closing"] = text
            return
        if kind == "descriptive" and annotation == SECTION_INTRO:
            sections[-1]["intro"] = text
            return
        if kind not in TYPES:
            self.tell("FORM-025", row, "warning", name=row["name"], type=kind[:40])
            return
        yield self.asked(row, self.type_of(row), text) | self.answers(row) | self.shown(row)

    def asked(self, row: Row, type_: str, text: str) -> Found:
        variable = self.renamed[row["name"].lower()]
        if variable.lower() != row["name"].lower():
            self.tell("FORM-024", row, "warning", name=row["name"][:60], variable=variable)
        found: Found = {"id": self.names.id(variable), "variable": variable, "type": type_, "text": text or variable}
        if note := without_markup(clean(row["note"])):
            found["help"] = note
        if row["required"].strip().lower() in ("y", "yes", "1"):
            found["required"] = True
        return found

    def type_of(self, row: Row) -> str:
        kind, checked = row["type"].strip().lower(), row["kind"].strip().lower()
        if kind != "text" or not checked:
            return TYPES[kind]
        if checked.startswith(NUMBERS):
            return "number"
        if checked.startswith("date_"):
            return "date"
        self.tell("FORM-026", row, "note", name=row["name"], part="validation", value=checked[:40])
        return "text"

    def answers(self, row: Row) -> Found:
        type_ = self.type_of(row) if row["kind"] else TYPES[row["type"].strip().lower()]
        if type_ == "number":
            limits = {"minimum": number_in(row["min"]), "maximum": number_in(row["max"])}
            return {key: value for key, value in limits.items() if value is not None} | self.missing(row, {})
        if type_ not in ("single", "multi"):
            return {}
        choices = {self.codes[row["name"].lower()][value]: label for value, label in self.listed(row)}
        if not choices:
            self.tell("FORM-027", row, "warning", name=row["name"])
        missing = self.missing(row, choices).get("missing", {})
        kept = {code: label for code, label in choices.items() if code not in missing}
        return {"choices": kept} | ({"missing": missing} if missing else {})

    def missing(self, row: Row, choices: Mapping[int, str]) -> Found:
        """The answers that are none, as our own export tells them in the annotation."""
        annotation = row["annotation"]
        if not annotation.startswith(MISSING):
            if annotation.strip() and not annotation.startswith("code: "):
                self.tell("FORM-026", row, "note", name=row["name"], part="annotation", value=annotation[:200])
            return {}
        found: dict[int, str] = {}
        for part in annotation.removeprefix(MISSING).split(" @")[0].split(", "):
            code, _, label = part.partition(" = ")
            if re.fullmatch(r"-?\d+", code.strip()):
                found[int(code)] = label or choices.get(int(code), code)
        return {"missing": found} if found else {}

    def matrix(self, rows: list[Row]) -> list[Found]:
        """A grid, or a ranking where each place is given once; the text that leads it is the question's own."""
        leads = rows[0]["type"].strip().lower() == "descriptive"
        head, parts = rows[0], rows[1:] if leads else rows
        text = self.text(head) if leads else without_markup(clean(head["header"])) or head["matrix"]
        name = self.renamed[head["name"].lower()] if leads else self.names.variable(head["matrix"])
        found: Found = {"id": self.names.id(name), "variable": name, "text": text}
        if leads and (note := without_markup(clean(head["note"]))):
            found["help"] = note
        if all(row["required"].strip().lower() in ("y", "yes", "1") for row in parts):
            found["required"] = True
        if any(row["ranking"].strip().lower() == "y" for row in parts):
            coded = [re.fullmatch(r"code: (-?\d+)", row["annotation"].strip()) for row in parts]
            codes = [int(each[1]) if each else number for number, each in enumerate(coded, 1)]
            choices = dict(zip(codes, (self.text(row) for row in parts), strict=True))
            return [found | {"type": "rank", "choices": choices} | self.shown(head)]
        labels = {self.renamed[row["name"].lower()]: self.text(row) for row in parts}
        return [found | {"type": "grid", "rows": labels} | self.answers(parts[0]) | self.shown(head)]

    def codes_of(self, row: Row) -> dict[str, int]:
        values = [value for value, _ in self.listed(row)]
        whole = all(re.fullmatch(r"-?\d{1,9}", value) for value in values)
        return {value: int(value) if whole else number for number, value in enumerate(values, 1)}

    def listed(self, row: Row) -> Iterator[tuple[str, str]]:
        kind = row["type"].strip().lower()
        if kind in FIXED:
            yield from ((str(code), label) for code, label in FIXED[kind].items())
            return
        if kind not in ("radio", "dropdown", "checkbox"):
            return
        for part in row["choices"].split("|"):
            value, comma, label = part.strip().partition(",")
            if comma and value.strip():
                yield value.strip(), without_markup(clean(label)) or value.strip()
            elif part.strip():
                self.tell("FORM-026", row, "warning", name=row["name"], part="choices", value=part.strip()[:80])

    def shown(self, row: Row) -> Found:
        logic = row["shown"].strip()
        if not logic:
            return {}
        condition = self.condition(logic)
        if condition is None:
            self.tell("FORM-028", row, "warning", value=logic[:200])
            return {}
        return {"show_if": condition}

    def condition(self, logic: str) -> str | None:
        ticks = re.compile(rf"sum\((?P<list>[^()]*(?:\(-?\d+\)[^()]*)*)\)\s*{SIGN}\s*(?P<value>\d+)")
        days = re.compile(
            rf"datediff\(\s*\"(?P<value>\d{{4}}-\d\d-\d\d)\"\s*,\s*\[(?P<name>\w+)\][^()]*\)\s*{SIGN}\s*0"
        )
        rules = ((ticks, self.ticks), (days, self.day), (re.compile(rf"{FIELD}\s*{SIGN}\s*{VALUE}"), self.compared))
        return translated(logic, rules, JOINED)

    def ticks(self, found: re.Match[str]) -> str | None:
        fields = re.findall(r"\[(\w+)\((-?\d+)\)\]", found["list"])
        names = [self.renamed.get(name.lower(), "") for name, _ in fields]
        offered = self.codes.get(fields[0][0].lower(), {}).values() if fields else ()
        sign = SIGNS.get(found["sign"], found["sign"])
        return counted(names, (int(code) for _, code in fields), offered, sign, found["value"])

    def day(self, found: re.Match[str]) -> str | None:
        name = self.renamed.get(found["name"].lower())
        return f"{name} {SIGNS.get(found['sign'], found['sign'])} {found['value']}" if name else None

    def compared(self, found: re.Match[str]) -> str | None:
        name, sign = self.renamed.get(found["name"].lower()), SIGNS.get(found["sign"], found["sign"])
        if name is None:
            return None
        if found["code"]:
            is_in, chosen = f"{name} in [{found['code']}]", (found["value"] == "1") == (sign == "=")
            return None if found["value"] not in ("0", "1") else is_in if chosen else f"not ({is_in})"
        if found["value"] == "":
            return {"=": f"not answered({name})", "!=": f"answered({name})"}.get(sign)
        value = self.codes[found["name"].lower()].get(found["value"], found["value"])
        return f"{name} {sign} {value}"

    def text(self, row: Row) -> str:
        if has_script(row["label"]):
            self.tell("FORM-029", row, "warning")
        return without_markup(clean(row["label"]))

    def tell(self, code: str, row: Row, severity: Severity, **values: object) -> None:
        place = {"place": row["name"][:60] or str(row.line)}
        self.problems.append(problem(code, file=self.path, line=row.line, severity=severity, **place, **values))


IMPORTER = Importer((".csv",), read, lambda path: "field type" in heading_of(path).replace("_", " "))
