"""Old interview guides: headings become sections, what is asked under them questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from evaluation.errors import Problem, problem
from evaluation.sources.formats import extract
from evaluation.sources.tongue import guess_language
from instruments.exchange.importing import Draft, Importer
from instruments.exchange.naming import Names, handle_of
from instruments.exchange.paragraphs import BULLETED, LETTERED, Paragraph, minutes_in, paragraphs_of

Found = dict[str, Any]

OPENS = re.compile(r"(innledning|innleiing|introduksjon|velkommen|opning|åpning|introduction|welcome)\b", re.IGNORECASE)
CLOSES = re.compile(r"(avslutning|avslutting|avrunding|closing|wrap[- ]?up|til slutt|finally)\b", re.IGNORECASE)
PROBES = re.compile(
    r"(stikkord|oppfølging\w*|oppfølgjing\w*|hjelpespørsmål|probes?|prompts?|follow[- ]?ups?( questions)?)\s*(:|$)",
    re.IGNORECASE,
)
LISTENS = re.compile(r"(lytte? etter|sjå etter|se etter|listen for)\s*(:|$)", re.IGNORECASE)
LASTS = re.compile(r"(varighet|varigheit|lengd|tid|duration|length)\s*:", re.IGNORECASE)
TELLS = re.compile(r"(fortell|beskriv|skildr|forklar|gi |gje |nevn|nemn|tell |describe|explain|give )", re.IGNORECASE)


def read(path: Path) -> Draft:
    source = extract(path)
    return _Reading(path, paragraphs_of(source.lines), source.text).draft()


class _Reading:
    """Goes through the paragraphs once; what fits nowhere is told with its number."""

    def __init__(self, path: Path, paragraphs: list[Paragraph], text: str) -> None:
        self.path = path
        self.paragraphs = paragraphs
        self.language = guess_language(text) or "nb"
        self.names = Names()
        self.problems: list[Problem] = []
        self.sections: list[Found] = []
        self.intro: list[str] = []
        self.minutes: int | None = None
        self.title = path.stem
        self.asked: Paragraph | None = None
        self.within = ""  # the list of the last question that bullets go to: probes or listen_for

    def draft(self) -> Draft:
        begun = self.begin()
        for number in range(begun, len(self.paragraphs)):
            following = self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None
            self.take(self.paragraphs[number], following)
        closing: list[str] = []
        kept = []
        for section in self.sections:
            place = None if section["questions"] else self.outside(section, closing)
            if place is None:
                kept.append(self.finished(section))
            else:
                place.extend(section["intro"])
                self.tell_title(section)
        content: Found = {"id": handle_of(self.path.stem) or "guide", "kind": "guide", "languages": [self.language]}
        content["title"] = self.worded(self.title)
        texts = {"intro": self.intro, "closing": closing}
        content |= {key: self.worded("\n\n".join(lines)) for key, lines in texts.items() if lines}
        content |= {"minutes": self.minutes} if self.minutes else {}
        return Draft(content | {"sections": kept}, tuple(self.problems))

    def outside(self, section: Found, closing: list[str]) -> list[str] | None:
        """Where the words of a section without questions go: before all sections, after them, or nowhere else."""
        if OPENS.match(section["title"]):
            return self.intro
        return closing if CLOSES.match(section["title"]) and section["intro"] else None

    def begin(self) -> int:
        """Take the title, if the first paragraph is one, and tell where the rest begins."""
        if not self.paragraphs:
            return 0
        first, *rest = self.paragraphs
        marked = [each for each in rest if each.leads or each.depth or each.asks]
        named = re.search(r"guide|intervju|interview", first.text, re.IGNORECASE) and not first.asks
        if not ((first.leads and marked and marked[0].leads) or (named and not first.depth)):
            return 0
        self.title, self.minutes = minutes_in(first.text)
        return 1

    def take(self, one: Paragraph, following: Paragraph | None) -> None:
        if one.heading and one.asks and self.sections:
            self.ask(one)
        elif self.is_section(one, following):
            self.open(one)
        elif self.is_lead(one):
            return
        elif LASTS.match(one.text) and minutes_in(one.text)[1]:
            self.minutes = minutes_in(one.text)[1]
        elif self.belongs_below(one):
            self.questions()[-1].setdefault(self.within or "probes", []).append(one.text)
        elif one.asks or one.depth or TELLS.match(one.text):
            self.ask(one)
        else:
            self.tell(one)

    def is_section(self, one: Paragraph, following: Paragraph | None) -> bool:
        if one.leads:
            return not PROBES.match(one.text) and not LISTENS.match(one.text)
        if one.asks or one.depth not in (0, 1) or TELLS.match(one.text) or len(one.text) > 100:
            return False
        if OPENS.fullmatch(minutes_in(one.text)[0]) or CLOSES.fullmatch(minutes_in(one.text)[0]):
            return True
        timed = minutes_in(one.text)[1] is not None and not LASTS.match(one.text)
        return one.depth == 1 and (timed or bool(following and following.asks and 1 < following.depth < BULLETED))

    def is_lead(self, one: Paragraph) -> bool:
        """«Stikkord: tid, penger»: what stands on the line is taken at once, bullets below it follow."""
        for part, pattern in (("probes", PROBES), ("listen_for", LISTENS)):
            found = pattern.match(one.text)
            if found and self.asked:
                self.within = part
                rest = one.text[found.end() :].strip()
                told = [rest] if one.asks else re.split(r"\s*[,;]\s*", rest.rstrip("."))
                self.questions()[-1].setdefault(part, []).extend(each for each in told if each)
                return True
        return False

    def belongs_below(self, one: Paragraph) -> bool:
        if self.asked is None or not one.depth:
            return False
        if self.asked.depth == 0:
            return one.depth >= LETTERED
        return one.depth > self.asked.depth or (bool(self.within) and one.depth >= BULLETED)

    def open(self, one: Paragraph) -> None:
        title, minutes = minutes_in(one.text)
        self.asked, self.within = None, ""
        about: Found = {"id": self.names.id(title[:24], "del"), "title": title or one.text}
        about |= {"minutes": minutes} if minutes else {}
        self.sections.append({**about, "line": one.number, "intro": [], "questions": []})

    def ask(self, one: Paragraph) -> None:
        if not self.sections:
            self.open(Paragraph(self.title, one.number))
        section = self.sections[-1]
        self.asked, self.within = one, ""
        id_ = self.names.id(f"{section['id'][:26]}-{len(section['questions']) + 1}")
        section["questions"].append({"id": id_, "text": one.text})

    def questions(self) -> list[Found]:
        found: list[Found] = self.sections[-1]["questions"]
        return found

    def tell(self, one: Paragraph) -> None:
        """Words before all sections or questions introduce them; others have no place, and are told."""
        if not self.sections:
            self.intro.append(one.text)
        elif self.asked is None:
            self.sections[-1]["intro"].append(one.text)
        else:
            found = problem("FORM-040", file=self.path, line=one.number, severity="warning", text=one.text[:300])
            self.problems.append(found)

    def tell_title(self, section: Found) -> None:
        """The minutes of what became an introduction or a close have no place of their own."""
        if minutes := section.get("minutes"):
            text = f"{section['title']} ({minutes} min)"
            line = section["line"]
            self.problems.append(problem("FORM-040", file=self.path, line=line, severity="note", text=text))

    def finished(self, section: Found) -> Found:
        told = {"title": self.worded(section["title"])}
        if section["intro"]:
            told["intro"] = self.worded("\n\n".join(section["intro"]))
        questions = []
        for question in section["questions"]:
            lists = {
                part: [*map(self.worded, question[part])] for part in ("probes", "listen_for") if question.get(part)
            }
            questions.append({"id": question["id"], "text": self.worded(question["text"]), **lists})
        about: Found = {key: section[key] for key in ("id", "minutes") if key in section}
        return {**about, **told, "questions": questions}

    def worded(self, text: str) -> dict[str, str]:
        return {self.language: text}


IMPORTER = Importer((".docx", ".odt", ".txt", ".md"), read)
