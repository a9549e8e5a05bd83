"""An XLSForm's `relevant` as a condition of ours, where it can be one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from instruments.show_if.faults import Unreadable
from instruments.show_if.parser import parse

NAME = r"\$\{\s*(?P<name>\w+)\s*\}"
QUOTED = r"(?P<quote>['\"])(?P<value>[^'\"]*)(?P=quote)"
EMPTY = r"(?:''|\"\")"
SIGN = r"(?P<sign>>=|<=|!=|=|<|>)"
# What is written, and what we write; the first that fits. Counts are less those that are none, as ours are.
WRITTEN = {
    rf"count-selected\(\s*{NAME}\s*\)(?:\s*-\s*number\(selected\([^()]*\)\))*": "count({name})",
    rf"selected\(\s*{NAME}\s*,\s*{QUOTED}\s*\)": "{name} in [{code}]",
    rf"string-length\(\s*{NAME}\s*\)\s*>\s*0": "answered({name})",
    rf"{NAME}\s*!=\s*{EMPTY}": "answered({name})",
    rf"{NAME}\s*=\s*{EMPTY}": "not answered({name})",
    rf"number\(translate\(\s*{NAME}\s*,\s*'-'\s*,\s*''\s*\)\)\s*{SIGN}\s*(?P<day>\d{{8}})": "{name} {sign} {day}",
    rf"{NAME}\s*{SIGN}\s*date\(\s*['\"](?P<date>\d{{4}}-\d\d-\d\d)['\"]\s*\)": "{name} {sign} {date}",
    rf"{NAME}\s*(?P<sign>=|!=)\s*{QUOTED}": "{name} {sign} {code}",
    NAME: "{name}",
}
RULES = tuple((re.compile(pattern), words) for pattern, words in WRITTEN.items())


def condition_of(relevant: str, answers: Mapping[str, Mapping[str, int]]) -> str | None:
    """Our condition for an XPath expression, or None where it says what ours cannot.

    answers: by question, the codes its choices have got. Comparisons with an empty answer, on which XPath and our logic
    differ, come out as ours: unanswered is unknown.
    """
    text = relevant.replace("\n", " ")
    for pattern, words in RULES:
        text = pattern.sub(lambda found, words=words: _filled(found, words, answers), text)  # type: ignore[misc]
    text = re.sub(r"\bnot\(", "not (", re.sub(r"\s+", " ", text)).strip()
    try:
        parse(text)
    except Unreadable:
        return None
    return text


def _filled(found: re.Match[str], words: str, answers: Mapping[str, Mapping[str, int]]) -> str:
    parts = {name: value or "" for name, value in found.groupdict().items()}
    value, day = parts.get("value", ""), parts.get("day", "")
    code = answers.get(parts["name"], {}).get(value, f"'{value}'")
    return words.format(**{**parts, "code": code, "day": f"{day[:4]}-{day[4:6]}-{day[6:]}"})
