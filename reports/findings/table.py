"""Findings as a table: a row for each finding, and beneath it one for each thing it rests on or recommends."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from coding.spreadsheet import csv_text
from evaluation.errors import fail, raise_any, reason_of
from evaluation.errors import problem as fault
from evaluation.language import LANGUAGES
from evaluation.settings.yaml_file import Place, YamlFile

ROWS = ("finding", "evidence", "recommendation")
TEXTS = ("statement", "detail")
COLUMNS = (
    "row", "id", "theme", *(f"{name}.{language}" for name in TEXTS for language in LANGUAGES), "state", "public",
    "source", "start", "end", "quote", "coding", "survey", "follow-up", "counter", "note",
    *(f"to.{language}" for language in LANGUAGES),
)  # fmt: skip
NUMBERS, TRUTHS = ("id", "start", "end", "coding"), ("public", "counter")
OF_EVIDENCE = ("source", "start", "end", "quote", "coding", "survey", "follow-up", "counter", "note")
BETWEEN = " | "  # between several addressees of one recommendation
YES = ("true", "1", "ja", "yes", "x")


def table_of(findings: Iterable[Mapping[str, Any]]) -> str:
    """As Norwegian spreadsheets read it: semicolons. findings: as the YAML file has them."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for each in findings:
        writer.writerow(_cells({"row": "finding", **_flat(each)}))
        writer.writerows(_cells({"row": "evidence", **one}) for one in each.get("evidence", ()))
        writer.writerows(_cells(_advice(one)) for one in each.get("recommendations", ()))
    return out.getvalue()


def read_table(path: Path) -> YamlFile:
    """The table as the YAML file would hold it, with the line each thing stands on.

    Raises YAML-001 to 003 where it cannot be read, FINDING-018 for columns and FINDING-019 for rows nobody knows.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise fail("YAML-001", file=path) from error
    except UnicodeDecodeError as error:
        raise fail("YAML-002", file=path, line=1) from error
    except OSError as error:
        raise fail("YAML-003", file=path, reason=reason_of(error)) from error
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    strange = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if strange or "row" not in (reader.fieldnames or ()):
        raise fail("FINDING-018", file=path, line=1, names=", ".join(map(str, strange)) or "row",
                   known=", ".join(COLUMNS))  # fmt: skip
    return _nested(((reader.line_num, row) for row in reader), path)


def _nested(rows: Iterable[tuple[int, dict[str, str | None]]], path: Path) -> YamlFile:
    findings: list[dict[str, Any]] = []
    lines: dict[Place, int] = {(): 1, ("findings",): 1}
    wrong = []
    for line, row in rows:
        kind = (row.get("row") or "").strip().lower()
        own = {name: value.strip() for name, value in row.items() if isinstance(value, str) and value.strip()}
        if kind == "finding":
            lines[("findings", len(findings))] = line
            findings.append(_finding(own))
        elif kind in ROWS and findings:
            under = "evidence" if kind == "evidence" else "recommendations"
            listed = findings[-1].setdefault(under, [])
            lines[("findings", len(findings) - 1, under, len(listed))] = line
            listed.append(_evidence(own) if kind == "evidence" else _recommendation(own))
        elif own:
            wrong.append(fault("FINDING-019", file=path, line=line, value=kind, known=", ".join(ROWS)))
    raise_any(wrong)
    return YamlFile(path, {"findings": findings}, lines)


def _flat(finding: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: finding[name] for name in ("id", "theme", "state", "public")}
    return own | {key: text for name in TEXTS for key, text in _by_language(name, finding.get(name, {}))}


def _advice(advice: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"row": "recommendation", **dict(_by_language("statement", advice["text"]))}
    for who in advice["to"]:
        for key, text in _by_language("to", who):
            told[key] = f"{told[key]}{BETWEEN}{text}" if key in told else text
    return told


def _by_language(name: str, text: str | Mapping[str, str]) -> Iterator[tuple[str, str]]:
    listed = dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else text
    return ((f"{name}.{language}", str(words)) for language, words in listed.items())


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: csv_text(value) if isinstance(value, str) else _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _finding(own: Mapping[str, str]) -> dict[str, Any]:
    told = {name: _value(name, own[name]) for name in ("id", "theme", "state", "public") if name in own}
    return told | {name: text for name in TEXTS if (text := _text(name, own))}


def _evidence(own: Mapping[str, str]) -> dict[str, Any]:
    return {name: _value(name, own[name]) for name in OF_EVIDENCE if name in own}


def _recommendation(own: Mapping[str, str]) -> dict[str, Any]:
    parts = {language: own[f"to.{language}"].split(BETWEEN) for language in LANGUAGES if f"to.{language}" in own}
    count = max(map(len, parts.values()), default=0)
    to = [{language: names[at] for language, names in parts.items() if at < len(names)} for at in range(count)]
    return {"text": _text("statement", own), "to": to}


def _text(name: str, own: Mapping[str, str]) -> dict[str, str]:
    return {language: _unguarded(own[f"{name}.{language}"]) for language in LANGUAGES if f"{name}.{language}" in own}


def _value(name: str, text: str) -> Any:
    if name in NUMBERS and text.isdecimal():
        return int(text)
    return text.lower() in YES if name in TRUTHS else _unguarded(text)


def _unguarded(text: str) -> str:
    """Without the mark that keeps a spreadsheet from taking words for a formula."""
    return text[1:] if text[:1] == "'" and csv_text(text[1:]) == text else text
