"""LimeSurvey's tab-separated structure (.txt): every language after the other, the rows in the same order."""

from __future__ import annotations

import csv
import html
import io
import zlib
from collections.abc import Iterator, Mapping

from evaluation.errors import Problem, problem
from evaluation.language import Language
from instruments.exchange.outside_names import Renaming, fitted, told_renamed
from instruments.exchange.shape import OURS, ExchangeFormat, Exported, lost
from instruments.model import Instrument, Placed, Question, Wording
from instruments.show_if.routing import routing_of
from instruments.show_if.subjects import Subject
from instruments.show_if.targets.limesurvey import LONGEST, code_of
from instruments.translations import languages_of

PROGRAM = "LimeSurvey"
TYPES: Mapping[str, str] = {
    "open": "T",
    "text": "S",
    "number": "N",
    "date": "D",
    "information": "X",
    "single": "L",
    "scale": "L",
    "multi": "M",
    "grid": "F",
    "rank": "R",
}
COLUMNS = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "encrypted", "other", "default", "same_default", "same_script",
    "date_format", "exclude_all_others", "max_num_value_n", "min_num_value_n",
)  # fmt: skip
HIGHEST = 99_999  # an answer's code has five signs at the most
Row = dict[str, str]


def write(instrument: Instrument) -> Exported:
    form = _Form(instrument)
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, restval="", delimiter="\t", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(form.rows())
    return Exported(target.getvalue().encode("utf-8-sig"), tuple(form.problems()))


def names_by_variable(instrument: Instrument) -> dict[str, str]:
    """What the variables of a questionnaire, and the rows of its grids, are called there."""
    return dict(_Form(instrument).names)


def answers_by_code(instrument: Instrument) -> dict[str, dict[int, str]]:
    """By variable, what each code of its question is called there."""
    form = _Form(instrument)
    return {
        each.variable: {
            code: str(form.codes.get(each.variable, {}).get(code, code))
            for code in (*instrument.codes_of(each), *instrument.missing_of(each))
        }
        for each in instrument.questions()
    }


class _Form:
    """Writes one instrument; `names` are what its variables are called there, `codes` what its answers are."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.languages = languages_of(instrument) or (instrument.original,)
        questions = list(instrument.questions())
        self.names = fitted((name for each in questions for name in (each.variable, *each.rows)), code_of, LONGEST)
        self.codes = {each.variable: codes for each in questions if (codes := self.recoded(each))}
        routing = routing_of(instrument)
        renaming = Renaming("limesurvey", routing.subjects, self.names, self.codes, self.first_rank)
        self.conditions = {
            written.place[:-1]: renaming.compiled(written.condition)
            for written in routing.written()
            if written.condition is not None
        }

    def problems(self) -> Iterator[Problem]:
        yield from lost(self.instrument, PROGRAM, OURS)
        others = (each for each in self.instrument.questions() if each.type != "multi")
        number = sum(bool(self.instrument.missing_of(each)) for each in others)
        if number:
            yield problem("FORM-002", severity="note", n=number, part="missing", program=PROGRAM)
        yield from told_renamed(self.names, PROGRAM)
        for variable, codes in self.codes.items():
            listed = ", ".join(f"{code} → {made}" for code, made in codes.items())
            yield problem("FORM-051", severity="warning", name=variable, program=PROGRAM, codes=listed)

    def recoded(self, question: Question) -> dict[int, int]:
        """Codes below nought or of more than five digits get the highest free ones."""
        known = [*self.instrument.codes_of(question), *self.instrument.missing_of(question)]
        free = (each for each in range(HIGHEST, 0, -1) if each not in known)
        return {code: next(free) for code in known if not 0 <= code <= HIGHEST}

    def first_rank(self, subject: Subject) -> tuple[Subject, ...]:
        """A ranking is answered when its first place is."""
        question = next(each for each in self.instrument.questions() if each.id == subject.question)
        first = Subject("1", subject.question, "words", subject.position, grid=self.names[subject.variable])
        return (first,) if question.type == "rank" else ()

    def rows(self) -> Iterator[Row]:
        yield from self.settings()
        for language in self.languages:
            yield from self.told(language)
        for language in self.languages:
            yield from self.content(language)

    def settings(self) -> Iterator[Row]:
        others = " ".join(self.languages[1:])
        number = str(100_000 + zlib.crc32(self.instrument.id.encode()) % 900_000)
        values = {"sid": number, "language": self.languages[0], "additional_languages": others, "format": "G"}
        for name, value in values.items():
            if value:
                yield {"class": "S", "name": name, "text": value}

    def told(self, language: Language) -> Iterator[Row]:
        about = self.instrument
        yield {"class": "SL", "name": "surveyls_title", "text": _plain(about.title, language), "language": language}
        for name, wording in {"surveyls_welcometext": about.intro, "surveyls_endtext": about.closing}.items():
            if wording:
                yield {"class": "SL", "name": name, "text": _markup(wording, language), "language": language}

    def content(self, language: Language) -> Iterator[Row]:
        placed = list(self.instrument.placed())
        number = 0
        for row, section in enumerate(self.instrument.sections):
            group = {"id": str(row + 1), "class": "G", "type/scale": str(row + 1), "language": language}
            about = {"name": _plain(section.title, language), "text": _markup(section.intro, language)}
            yield group | about | {"relevance": self.conditions.get(("sections", row), "1")}
            for each in placed:
                if each.place[1] == row:
                    number += 1
                    yield from self.question(each, number, language)

    def question(self, placed: Placed, number: int, language: Language) -> Iterator[Row]:
        question = placed.question
        yield {
            "id": str(number),
            "class": "Q",
            "type/scale": TYPES[question.type],
            "name": self.names[question.variable],
            "relevance": self.conditions.get(placed.place, "1"),
            "text": _markup(question.text, language),
            "help": _markup(question.help, language),
            "language": language,
            "mandatory": "Y" if question.required else "N",
            "other": "N",
            **(self.attributes(question) if language == self.languages[0] else {}),
        }
        own = self.codes.get(question.variable, {})
        coded = {**self.instrument.codes_of(question), **self.instrument.missing_of(question)}
        codes = {str(own.get(code, code)): label for code, label in coded.items()} if question.is_coded else {}
        rows = {self.names[name]: label for name, label in question.rows.items()}
        within = {"related_id": str(number), "type/scale": "0", "language": language}
        for name, label in (codes if question.type == "multi" else rows).items():
            yield within | {"class": "SQ", "name": name, "relevance": "1", "text": _markup(label, language)}
        for name, label in ({} if question.type == "multi" else codes).items():
            yield within | {"class": "A", "name": name, "text": _markup(label, language)}

    def attributes(self, question: Question) -> Row:
        if question.type == "multi":
            own = self.codes.get(question.variable, {})
            none = ";".join(str(own.get(code, code)) for code in self.instrument.missing_of(question))
            return {"exclude_all_others": none}
        if question.type == "date":
            return {"date_format": "yyyy-mm-dd"}
        limits = {"min_num_value_n": question.minimum, "max_num_value_n": question.maximum}
        return {name: f"{value:.15g}" for name, value in limits.items() if value is not None}


def _plain(wording: Wording, language: Language) -> str:
    return " ".join(wording.text(language).split())


def _markup(wording: Wording, language: Language) -> str:
    """Text where LimeSurvey takes HTML, and expressions in braces: none of its signs is either."""
    if not wording:
        return ""
    told = html.escape(wording.text(language).strip(), quote=False).replace("{", "&#123;").replace("}", "&#125;")
    return "<br />".join(" ".join(line.split()) for line in told.split("\n"))


FORMAT = ExchangeFormat("limesurvey", ".txt", write)
