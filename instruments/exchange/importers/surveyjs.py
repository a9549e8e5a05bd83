"""SurveyJS: a form as JSON, whose pages become sections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, Severity, fail, problem
from evaluation.language import LANGUAGES, Language
from instruments.exchange.importing import Draft, Importer
from instruments.exchange.localised import (
    KNOWN,
    has_script,
    language_of_default,
    languages_in,
    without_markup,
    wording_of,
)
from instruments.exchange.naming import Names
from instruments.exchange.offered import Offered, offered_of
from instruments.exchange.visible import condition_of, counted

Json = Mapping[str, Any]
Found = dict[str, Any]

TYPES: Mapping[str, str] = {
    "comment": "open",
    "text": "text",
    "radiogroup": "single",
    "dropdown": "single",
    "buttongroup": "single",
    "boolean": "single",
    "checkbox": "multi",
    "tagbox": "multi",
    "rating": "scale",
    "matrix": "grid",
    "ranking": "rank",
    "html": "information",
}
INPUTS = {"number": "number", "range": "number", "date": "date"}
DEEPEST = 20  # panels within panels
# What says when and how a question is asked, and has no place here. How it looks needs no word.
UNHELD = tuple(
    """
    requiredIf enableIf setValueIf setValueExpression resetValueIf validators defaultValue defaultValueExpression
    choicesByUrl choicesFromQuestion choicesVisibleIf choicesEnableIf rowsVisibleIf columnsVisibleIf correctAnswer
    maxSelectedChoices minSelectedChoices minValueExpression maxValueExpression isAllRowRequired eachRowRequired
    eachRowUnique readOnly visible commentText maxLength mask maskType
    """.split()  # noqa: SIM905
)
UNHELD_OF_FORM = tuple(
    """
    triggers calculatedValues navigateToUrl navigateToUrlOnCondition completedHtmlOnCondition quizMode timeLimit
    maxTimeToFinish completedBeforeHtml
    """.split()  # noqa: SIM905
)


def read(path: Path) -> Draft:
    return _Reading(path, _form(path)).draft()


def _form(path: Path) -> Json:
    try:
        form = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise fail("FORM-020", file=path, line=line) from error
    parts = ("pages", "elements", "questions")
    if not isinstance(form, dict) or not any(isinstance(form.get(each), list) for each in parts):
        raise fail("FORM-021", file=path)
    return form


class _Reading:
    """Goes through the form twice: first for names and codes, which conditions lean on."""

    def __init__(self, path: Path, form: Json) -> None:
        self.path = path
        self.form = form
        self.default: Language = language_of_default(form)
        self.problems: list[Problem] = []
        self.names = Names()
        self.named: dict[str, str] = {}
        self.answers: dict[str, dict[str, int]] = {}
        self.variables: dict[str, str] = {}
        self.offers: dict[str, Offered] = {}
        self.counted: dict[str, set[str]] = {}
        self.placed = [(page, where, [*self.questions(page, where, ())]) for page, where in self.pages()]

    def draft(self) -> Draft:
        for page, _, questions in self.placed:
            for expression in (*self.written(page), *(each for *_, shown in questions for each in shown)):
                self.counted |= counted(expression)
        for _, _, questions in self.placed:
            for question, where, _ in questions:
                self.learn(question, where)
        sections = [self.section(*each) for each in self.placed]
        title = self.text(self.form.get("title")) or self.path.stem
        self.tell_unheld(self.form, "", UNHELD_OF_FORM)
        content: Found = {"id": Names().id(self.path.stem, "skjema"), "kind": "questionnaire"}
        if languages := self.languages():
            content["languages"] = languages
        content["title"] = title
        told = {
            "intro": self.text(self.form.get("description")),
            "closing": self.markup(self.form.get("completedHtml"), "completedHtml"),
        }
        return Draft(
            content | {key: text for key, text in told.items() if text} | {"sections": sections}, tuple(self.problems)
        )

    def languages(self) -> list[Language]:
        """Those of the texts, that of the default first; others than ours are told once."""
        others = list(dict.fromkeys(languages_in(self.form)))
        for each in others:
            if each.lower() not in KNOWN:
                self.problems.append(problem("FORM-022", file=self.path, severity="warning", language=each[:40]))
        ours = {KNOWN[each.lower()] for each in others if each.lower() in KNOWN}
        return [self.default, *(each for each in LANGUAGES if each in ours - {self.default})] if ours else []

    def pages(self) -> Iterator[tuple[Json, str]]:
        pages = self.form.get("pages")
        listed = pages if isinstance(pages, list) else [self.form]
        for number, page in enumerate(listed):
            where = f"pages[{number}]" if isinstance(pages, list) else ""
            if isinstance(page, dict):
                yield page, where
            else:
                self.tell("FORM-023", where, "warning")

    def questions(
        self, within: Json, where: str, shown: tuple[str, ...]
    ) -> Iterator[tuple[Json, str, tuple[str, ...]]]:
        """The questions under a page or panel, with the conditions of the panels they stand in."""
        for part in ("elements", "questions"):
            elements = within.get(part, [])
            if not isinstance(elements, list):
                self.tell("FORM-023", f"{where}.{part}".lstrip("."), "warning")
                continue
            for number, element in enumerate(elements):
                place = f"{where}.{part}[{number}]".lstrip(".")
                if not isinstance(element, dict) or place.count("elements[") > DEEPEST:
                    self.tell("FORM-023", place, "warning")
                elif element.get("type") == "panel":
                    self.tell_panel(element, place)
                    yield from self.questions(element, place, (*shown, *self.written(element)))
                else:
                    yield element, place, (*shown, *self.written(element))

    def written(self, element: Json) -> tuple[str, ...]:
        condition = element.get("visibleIf")
        return (condition,) if isinstance(condition, str) and condition.strip() else ()

    def learn(self, question: Json, where: str) -> None:
        """The question's variable, and the codes of its answers."""
        name = str(question.get("name") or "")
        variable = self.names.variable(name)
        self.variables[where] = variable
        if name and variable != name:
            self.tell("FORM-024", where, "warning", name=name[:60], variable=variable)
        self.named.setdefault(name, variable)
        offers = offered_of(question, self.text).counting(self.counted.get(name))
        self.offers[where] = offers
        self.answers.setdefault(name, dict(offers.values))
        for value, _ in _rows(question):
            row = self.names.variable(value)
            self.variables[f"{where}.{value}"] = row
            self.named[f"{name}.{value}"] = row

    def section(self, page: Json, where: str, questions: list[tuple[Json, str, tuple[str, ...]]]) -> Found:
        name = str(page.get("name") or "")
        found: Found = {"id": self.names.id(name, "del"), "title": self.text(page.get("title")) or name or "–"}
        if where == "":
            found = {"id": self.names.id("del"), "title": self.text(self.form.get("title")) or self.path.stem}
        elif intro := self.text(page.get("description")):
            found["intro"] = intro
        if where:
            found |= self.shown(self.written(page), where)
            self.tell_unheld(page, where, UNHELD)
        return found | {"questions": [each for one in questions for each in self.question(*one)]}

    def question(self, element: Json, where: str, shown: tuple[str, ...]) -> Iterator[Found]:
        kind = str(element.get("type"))
        variable = self.variables[where]
        if kind not in TYPES:
            self.tell("FORM-025", where, "warning", name=variable, type=kind[:40])
            return
        input_ = str(element.get("inputType") or "text")
        type_ = INPUTS.get(input_, "text") if kind == "text" else TYPES[kind]
        if kind == "text" and input_ not in (*INPUTS, "text"):
            self.tell("FORM-026", where, "note", name=variable, part="inputType", value=input_[:40])
        found: Found = {"id": self.names.id(variable), "variable": variable, "type": type_}
        words = self.markup(element.get("html"), f"{where}.html") if kind == "html" else self.text(element.get("title"))
        found["text"] = words or str(element.get("name") or "–")
        if help_ := self.text(element.get("description")):
            found["help"] = help_
        if element.get("isRequired") is True:
            found["required"] = True
        self.tell_unheld(element, where, UNHELD)
        yield found | self.answered(element, where, type_) | self.shown(shown, where)

    def answered(self, element: Json, where: str, type_: str) -> Found:
        if type_ == "number":
            limits = {"minimum": element.get("min"), "maximum": element.get("max")}
            return {
                key: value
                for key, value in limits.items()
                if isinstance(value, int | float) and not isinstance(value, bool)
            }
        if type_ not in ("single", "multi", "scale", "grid", "rank"):
            return {}
        offers = self.offers[where]
        for part in offers.told:
            self.tell("FORM-026", where, "warning", name=self.variables[where], part=part, value="true")
        if not offers.codes:
            self.tell("FORM-027", where, "warning", name=self.variables[where])
        found: Found = {"choices": offers.codes} | ({"missing": offers.missing} if offers.missing else {})
        if type_ == "grid":
            found["rows"] = {
                self.variables[f"{where}.{value}"]: self.text(label) or value for value, label in _rows(element)
            }
        return found

    def shown(self, written: tuple[str, ...], where: str) -> Found:
        conditions = [condition_of(each, self.answers, self.named) for each in written]
        for expression, condition in zip(written, conditions, strict=True):
            if condition is None:
                self.tell("FORM-028", f"{where}.visibleIf", "warning", value=expression[:200])
        held = [each for each in conditions if each]
        if not held:
            return {}
        return {"show_if": held[0] if len(held) == 1 else " and ".join(f"({each})" for each in held)}

    def text(self, value: object) -> str | dict[Language, str]:
        return wording_of(value, self.default)

    def markup(self, value: object, where: str) -> str | dict[Language, str]:
        """The words of a text that is HTML there; script in it is told, and runs nowhere."""
        texts = list(value.values()) if isinstance(value, dict) else [value]
        if any(isinstance(each, str) and has_script(each) for each in texts):
            self.tell("FORM-029", where, "warning")
        told = self.text(value)
        if isinstance(told, str):
            return without_markup(told)
        return {language: without_markup(text) for language, text in told.items()}

    def tell_panel(self, panel: Json, where: str) -> None:
        for part in ("title", "description"):
            if words := self.text(panel.get(part)):
                shown = words if isinstance(words, str) else next(iter(words.values()))
                self.tell(
                    "FORM-026", where, "note", name=str(panel.get("name") or "panel")[:60], part=part, value=shown[:200]
                )
        self.tell_unheld(panel, where, UNHELD)

    def tell_unheld(self, element: Json, where: str, parts: tuple[str, ...]) -> None:
        for part in parts:
            value = element.get(part)
            if value not in (None, False, "", []) and not (part == "visible" and value is True):
                written = json.dumps(value, ensure_ascii=False)[:200]
                self.tell(
                    "FORM-026", where, "warning", name=str(element.get("name") or "")[:60], part=part, value=written
                )
        if element.get("visible") is False:
            name = str(element.get("name") or "")[:60]
            self.tell("FORM-026", where, "warning", name=name, part="visible", value="false")

    def tell(self, code: str, where: str, severity: Severity, **values: object) -> None:
        found = Problem(code, str(self.path), None, {"place": where or "/", **values}, severity)
        self.problems.append(found)


def _rows(question: Json) -> list[tuple[str, object]]:
    """The rows of a grid: their values, and their texts."""
    rows = question.get("rows") if question.get("type") == "matrix" else None
    found: dict[str, object] = {}
    for each in rows if isinstance(rows, list) else []:
        value, label = (each.get("value"), each.get("text")) if isinstance(each, dict) else (each, each)
        if isinstance(value, str | int | float):
            found.setdefault(str(value), label or str(value))
    return list(found.items())


IMPORTER = Importer((".json",), read)
