"""LimeSurvey's tab-separated structure (.txt), whose groups become sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, Severity, fail, problem
from evaluation.language import Language
from instruments.exchange.importing import Draft, Importer
from instruments.exchange.localised import KNOWN, clean, has_script, without_markup
from instruments.exchange.naming import Names
from instruments.exchange.rows import Row, heading_of, number_in, read_rows
from instruments.exchange.rules import counted, translated

Found = dict[str, Any]
COLUMNS = {
    "class": "class!", "type/scale": "type!", "name": "name!", "relevance": "relevance", "text": "text!",
    "help": "help", "language": "language!", "mandatory": "mandatory", "other": "other",
    "exclude all others": "excluding", "max num value n": "max", "min num value n": "min",
}  # fmt: skip
TYPES: Mapping[str, str] = {
    "L": "single", "!": "single", "O": "single", "5": "scale", "G": "single", "Y": "single", "M": "multi", "P": "multi",
    "F": "grid", "H": "grid", "A": "grid", "B": "grid", "C": "grid", "E": "grid", "R": "rank", "N": "number",
    "D": "date", "T": "open", "U": "open", "S": "text", "X": "information",
}  # fmt: skip
PARTED = {"K": "number", "Q": "text"}  # one question for each part
FIXED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Y": (("Y", "Ja"), ("N", "Nei")),
    "G": (("F", "Kvinne"), ("M", "Mann")),
    "C": (("Y", "Ja"), ("U", "Usikker"), ("N", "Nei")),
    "E": (("I", "Øker"), ("S", "Likt"), ("D", "Minker")),
    "5": tuple((str(code), str(code)) for code in range(1, 6)),
    "A": tuple((str(code), str(code)) for code in range(1, 6)),
    "B": tuple((str(code), str(code)) for code in range(1, 11)),
}
SIGNS = {"==": "=", "eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
JOINED = {r"&&": " and ", r"\|\|": " or ", r"!(?=\s*[(\x00])": " not ", r"\bnot\s*\(": "not (", r"\s+": " "}
NAME = r"(?P<name>[A-Za-z]\w*)(?:\.(?:NAOK|value|code))?"
SIGN = r"(?P<sign>==|!=|<=|>=|=|<|>|\b(?:eq|ne|lt|le|gt|ge)\b)"
VALUE = r"(?:(?P<quote>['\"])(?P<quoted>[^'\"]*)(?P=quote)|(?P<bare>-?\d+(?:\.\d+)?))"


@dataclass
class Asked:
    """A question with its parts: sub-questions and answers, each by its name, with its words by language."""

    row: Row
    texts: dict[Language, Row] = field(default_factory=dict)
    parts: dict[str, dict[Language, Row]] = field(default_factory=dict)
    answers: dict[str, dict[Language, Row]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.row["type"].strip()


@dataclass
class Group:
    row: Row
    texts: dict[Language, Row] = field(default_factory=dict)
    questions: dict[str, Asked] = field(default_factory=dict)


def read(path: Path) -> Draft:
    rows, problems = read_rows(path, "\t", COLUMNS)
    return _Reading(path, rows, problems).draft()


class _Reading:
    def __init__(self, path: Path, rows: list[Row], problems: list[Problem]) -> None:
        self.path, self.problems, self.names = path, problems, Names()
        self.settings = {row["name"]: row["text"].strip() for row in rows if row["class"] == "S"}
        self.languages = self.known_languages(rows)
        self.about: dict[str, dict[Language, str]] = {}
        self.groups: list[Group] = []
        self.gather(rows)
        self.named: dict[str, tuple[str, str]] = {}  # what is written there → variable, and code or nothing
        self.codes: dict[str, dict[str, int]] = {}
        self.variables: dict[tuple[str, str], str] = {}
        for asked in self.asked():
            self.learn(asked)

    def known_languages(self, rows: list[Row]) -> list[Language]:
        told = [self.settings.get("language", ""), *self.settings.get("additional_languages", "").split()]
        there = list(dict.fromkeys(each for each in (*told, *(row["language"] for row in rows)) if each))
        for each in (name for name in there if name.lower() not in KNOWN):
            self.problems.append(problem("FORM-022", file=self.path, severity="warning", language=each[:40]))
        known = list(dict.fromkeys(KNOWN[each.lower()] for each in there if each.lower() in KNOWN))
        if not known:
            raise fail("FORM-064", file=self.path, languages=", ".join(there)[:80] or "–")
        return known

    def gather(self, rows: list[Row]) -> None:
        """Put the rows of all languages together: groups by their number, questions and their parts by name."""
        number: dict[Language, int] = {}
        last: dict[Language, Asked] = {}
        for row in rows:
            language = KNOWN.get(row["language"].lower()) or (self.languages[0] if not row["language"] else None)
            kind = row["class"].strip().upper()
            if kind == "S" or language is None:
                continue
            if kind == "SL":
                self.about.setdefault(row["name"], {})[language] = row["text"]
            elif kind == "G":
                self.group(row, language, number)
            elif kind == "Q" and self.groups:
                group = self.groups[min(number.get(language, 1), len(self.groups)) - 1]
                asked = group.questions.setdefault(row["name"], Asked(row))
                asked.texts[language] = row
                last[language] = asked
            elif kind in ("SQ", "A") and language in last:
                parts = last[language].parts if kind == "SQ" else last[language].answers
                if row["type"].strip() in ("", "0"):
                    parts.setdefault(row["name"], {})[language] = row
                else:
                    self.tell("FORM-026", row, "warning", name=last[language].row["name"], part="scale", value="1")
            elif kind not in ("AS", "QTA", "QTALS", "QTAM", "C"):
                self.tell("FORM-063", row, "warning")

    def group(self, row: Row, language: Language, number: dict[Language, int]) -> None:
        number[language] = number.get(language, 0) + 1
        if number[language] > len(self.groups):
            self.groups.append(Group(row))
        self.groups[number[language] - 1].texts[language] = row

    def asked(self) -> Iterator[Asked]:
        for group in self.groups:
            yield from group.questions.values()

    def learn(self, asked: Asked) -> None:
        """The variables of a question, and what conditions call them and their answers."""
        name = asked.row["name"]
        variable = self.names.variable(name)
        self.variables[name, ""] = variable
        self.named[name] = (variable, "")
        parts = list(asked.parts)
        values = (
            parts if asked.kind in ("M", "P") else [*asked.answers] or [value for value, _ in FIXED.get(asked.kind, ())]
        )
        whole = all(re.fullmatch(r"-?\d{1,9}", value) for value in values)
        codes = {value: int(value) if whole else number for number, value in enumerate(values, 1)}
        self.codes[name] = codes
        for part in parts:
            own = variable
            if asked.kind not in ("M", "P"):
                own = self.names.variable(f"{variable}_{part}" if re.fullmatch(r"(?i)sq\d+|\d+", part) else part)
                self.codes[f"{name}_{part}"] = codes
            self.variables[name, part] = own
            self.named[f"{name}_{part}"] = (own, str(codes[part]) if part in codes and own == variable else "")

    def draft(self) -> Draft:
        content: Found = {"id": Names().id(self.path.stem, "skjema"), "kind": "questionnaire"}
        content["languages"] = list(self.languages)
        content["title"] = self.words(self.about.get("surveyls_title", {})) or self.path.stem
        told = {"intro": "surveyls_welcometext", "closing": "surveyls_endtext"}
        content |= {name: text for name, key in told.items() if (text := self.words(self.about.get(key, {})))}
        if description := self.words(self.about.get("surveyls_description", {})):
            content.setdefault("intro", description)
        sections = [self.section(group) for group in self.groups]
        return Draft(content | {"sections": sections}, tuple(self.problems))

    def section(self, group: Group) -> Found:
        titles = {language: row["name"] for language, row in group.texts.items()}
        title = self.words(titles) or "–"
        found: Found = {"id": self.names.id(next(iter(titles.values()), ""), "del"), "title": title}
        if intro := self.words({language: row["text"] for language, row in group.texts.items()}):
            found["intro"] = intro
        found |= self.shown(group.row)
        return found | {"questions": [each for asked in group.questions.values() for each in self.question(asked)]}

    def question(self, asked: Asked) -> Iterator[Found]:
        row, kind = asked.row, asked.kind
        text = self.words({language: each["text"] for language, each in asked.texts.items()}, row)
        common = self.shown(row) | ({"required": True} if row["mandatory"].strip().upper() in ("Y", "S") else {})
        if help_ := self.words({language: each["help"] for language, each in asked.texts.items()}, row):
            common["help"] = help_
        if kind in PARTED:
            for part, texts in asked.parts.items():
                variable = self.variables[row["name"], part]
                own = self.words({language: each["text"] for language, each in texts.items()}, row) or part
                yield {"id": self.names.id(variable), "variable": variable, "type": PARTED[kind], "text": own, **common}
            return
        if kind not in TYPES:
            self.tell("FORM-025", row, "warning", name=row["name"], type=kind[:40])
            return
        variable = self.variables[row["name"], ""]
        if variable != row["name"]:
            self.tell("FORM-024", row, "warning", name=row["name"][:60], variable=variable)
        found: Found = {
            "id": self.names.id(variable),
            "variable": variable,
            "type": TYPES[kind],
            "text": text or variable,
        }
        yield found | common | self.answers(asked)

    def answers(self, asked: Asked) -> Found:
        row, type_ = asked.row, TYPES[asked.kind]
        if type_ == "number":
            limits = {"minimum": number_in(row["min"]), "maximum": number_in(row["max"])}
            return {key: value for key, value in limits.items() if value is not None}
        if type_ not in ("single", "multi", "scale", "grid", "rank"):
            return {}
        codes = self.codes[row["name"]]
        offered = asked.parts if asked.kind in ("M", "P") else asked.answers
        fixed = dict(FIXED.get(asked.kind, ()))
        labels = {codes[value]: self.label(offered.get(value, {}), row) or fixed.get(value, value) for value in codes}
        none = {codes[each] for each in row["excluding"].split(";") if each in codes}
        if row["other"].strip().upper() == "Y":
            labels[max(labels, default=0) + 1] = {"nb": "Annet", "nn": "Anna", "en": "Other"}
            self.tell("FORM-026", row, "warning", name=row["name"], part="other", value="Y")
        if asked.kind in ("O", "P"):
            self.tell("FORM-026", row, "warning", name=row["name"], part="comment", value="Y")
        if not labels:
            self.tell("FORM-027", row, "warning", name=row["name"])
        found: Found = {"choices": {code: label for code, label in labels.items() if code not in none}}
        if none:
            found["missing"] = {code: label for code, label in labels.items() if code in none}
        if type_ == "grid":
            rows = {
                self.variables[row["name"], part]: self.label(texts, row) or part for part, texts in asked.parts.items()
            }
            found["rows"] = rows
        return found

    def label(self, texts: Mapping[Language, Row], row: Row) -> str | dict[Language, str]:
        return self.words({language: each["text"] for language, each in texts.items()}, row)

    def words(self, texts: Mapping[Language, str], row: Row | None = None) -> str | dict[Language, str]:
        """Texts that are HTML there, by language; plain where all are alike."""
        if row is not None and any(has_script(text) for text in texts.values()):
            self.tell("FORM-029", row, "warning")
        told = {each: without_markup(clean(texts[each])) for each in self.languages if each in texts}
        found = {each: text for each, text in told.items() if text}
        alike = len(set(found.values())) == 1 and len(found) == len(self.languages)
        return next(iter(found.values())) if alike else found or ""

    def shown(self, row: Row) -> Found:
        relevance = row["relevance"].strip()
        if relevance in ("", "1"):
            return {}
        condition = self.condition(relevance.removeprefix("{").removesuffix("}"))
        if condition is None:
            self.tell("FORM-028", row, "warning", value=relevance[:200])
            return {}
        return {"show_if": condition}

    def condition(self, relevance: str) -> str | None:
        ticks = re.compile(rf"count\((?P<list>[^()]*)\)\s*{SIGN}\s*(?P<bare>\d+)")
        empty = re.compile(rf"(?P<not>!\s*)?is_empty\(\s*{NAME}\s*\)")
        rules = ((ticks, self.ticks), (empty, self.empty), (re.compile(rf"\b{NAME}\s*{SIGN}\s*{VALUE}"), self.compared))
        return translated(relevance, rules, JOINED)

    def ticks(self, found: re.Match[str]) -> str | None:
        named = [self.named.get(each.strip().split(".")[0], ("", "")) for each in found["list"].split(",")]
        if not all(code for _, code in named):
            return None
        offered = next((codes.values() for name, codes in self.codes.items() if self.named[name][0] == named[0][0]), ())
        sign = SIGNS.get(found["sign"], found["sign"])
        return counted((name for name, _ in named), (int(code) for _, code in named), offered, sign, found["bare"])

    def empty(self, found: re.Match[str]) -> str | None:
        variable, code = self.named.get(found["name"], ("", ""))
        if not variable:
            return None
        if code:
            return f"{variable} in [{code}]" if found["not"] else f"not ({variable} in [{code}])"
        ranked = found["name"].endswith("_1") and found["name"] not in self.named
        return None if ranked else f"answered({variable})" if found["not"] else f"not answered({variable})"

    def compared(self, found: re.Match[str]) -> str | None:
        variable, code = self.named.get(found["name"], ("", ""))
        sign = SIGNS.get(found["sign"].lower(), found["sign"])
        if not variable:
            return None
        value = found["bare"] if found["bare"] is not None else found["quoted"]
        if code:
            chosen = (value == "Y") == (sign == "=")
            is_in = f"{variable} in [{code}]"
            return None if sign not in ("=", "!=") or value not in ("Y", "") else is_in if chosen else f"not ({is_in})"
        if value == "":
            return {"=": f"not answered({variable})", "!=": f"answered({variable})"}.get(sign)
        return f"{variable} {sign} {self.codes.get(found['name'], {}).get(value, value)}"

    def tell(self, code: str, row: Row, severity: Severity, **values: object) -> None:
        place = {"place": row["name"][:60] or str(row.line)}
        self.problems.append(problem(code, file=self.path, line=row.line, severity=severity, **place, **values))


IMPORTER = Importer((".txt",), read, lambda path: "type/scale" in heading_of(path) and "\t" in heading_of(path))
