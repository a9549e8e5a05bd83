"""The codebook as a document: its tree, every code with what it means and how much it is used, and an index."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.codes.history import Event, code_history
from evaluation.language import Language, enumerate_words, phrase
from evaluation.model import Code, Codebook, Localised
from evaluation.model.code_tree import active, branch, children
from evaluation.numbers import write_count, write_date, write_number
from evaluation.study import Study
from reports.code_names import with_labels
from reports.facts import Facts
from reports.markdown import division, escaped, paragraphs, rows_table
from reports.parts.telling import Telling

NAME = "codebook"
TEXTS = ("definition", "include", "exclude", "example")
DEEPEST = 3  # the last level of headings that is numbered
INDEX = (40, 24, 18, 18)
_LAST = str.maketrans("æøåäö", "\ue000\ue001\ue002\ue000\ue001")  # after z, as the alphabet has them


@dataclass(frozen=True)
class Book:
    """The codes that are in use, with marks to refer to them by, and how often each is coded."""

    study: Study
    facts: Facts
    codes: Codebook
    marks: Mapping[str, str]
    counts: Counter[str]
    texts: Mapping[str, int]  # code → in how many texts it is found

    @property
    def language(self) -> Language:
        return self.facts.language

    @property
    def under(self) -> Mapping[str | None, list[Code]]:
        return children(self.codes)

    def say(self, key: str, **values: object) -> str:
        return phrase(f"codebook_report.{key}", self.language, **values)

    def label(self, code: Code) -> str:
        return escaped(code.label.text(self.language) or code.name)

    def total(self, code: Code) -> int:
        """Codings of it and of all under it."""
        return sum(self.counts[each] for each in branch(self.codes, code.name))


def values(telling: Telling) -> dict[str, Any]:
    own = telling.study.codebook.title.text(telling.language) or telling.study.evaluation.told(telling.language).title
    return {"title": phrase("codebook_report.title", telling.language), "subtitle": own}


def texts(telling: Telling) -> dict[str, str]:
    book = book_of(telling.study, telling.facts)
    return {
        "codebook-about": about(book),
        "codebook-tree": "\n".join(_branches(book, None, 0)) + "\n",
        "codebook-codes": paragraphs(part for code in book.under.get(None, ()) for part in _code(book, code, 2)),
        "codebook-index": index(book),
    }


def book_of(study: Study, facts: Facts) -> Book:
    codes = active(facts.codebook)
    coded = facts.codings
    found = coded.groupby("code")["source"].nunique()
    per_text = {str(code): int(number) for code, number in found.items()}
    return Book(study, facts, codes, _marks(codes), Counter(map(str, coded["code"])), per_text)


def _marks(codes: Codebook) -> dict[str, str]:
    taken: dict[str, str] = {}
    for number, each in enumerate(codes, 1):
        plain = re.sub(r"[^a-z0-9]+", "-", each.name.lower()).strip("-")
        mark = f"sec-code-{plain}"
        taken[each.name] = mark if plain and mark not in taken.values() else f"{mark}-{number}"
    return taken


def about(book: Book) -> str:
    codings, language = sum(book.counts.values()), book.language
    top = len(book.under.get(None, ()))
    told = [book.say("about.codes", n=len(book.codes), count=_begun(len(book.codes), language))]
    if top < len(book.codes):
        told.append(book.say("about.tree", n=top, top=write_count(top, language)))
    if codings:
        told.append(book.say("about.codings", n=codings, count=write_number(codings, language=language)))
    unused = [book.label(each) for each in book.codes if not book.total(each)]
    if unused and codings:
        told.append(book.say("about.unused", n=len(unused), names=enumerate_words(unused, language)))
    archived = sum(each.archived for each in book.facts.codebook)
    if archived:
        told.append(book.say("about.archived", n=archived, count=_begun(archived, language)))
    return paragraphs([" ".join(told)])


def _begun(count: int, language: Language) -> str:
    told = write_count(count, language)
    return told[:1].upper() + told[1:]


def _branches(book: Book, parent: str | None, depth: int) -> Iterator[str]:
    """The tree as a list in lists, each code leading to its own place."""
    for code in book.under.get(parent, ()):
        count = book.say("codings", n=book.total(code), count=write_number(book.total(code), language=book.language))
        yield f"{'    ' * depth}- [{book.label(code)}](#{book.marks[code.name]}) ({count})"
        yield from _branches(book, code.name, depth + 1)


def _code(book: Book, code: Code, level: int) -> Iterator[str]:
    """A code under a heading of its own, and after it those beneath it."""
    yield f"{'#' * min(level, DEEPEST)} {book.label(code)} {{#{book.marks[code.name]}}}"
    yield division("pointer", _facts(book, code)).strip()
    for field in TEXTS:
        if text := getattr(code, field).text(book.language):
            told = with_labels(text, book.codes, book.language, book.marks)
            yield f"**{phrase(f'report.code.{field}', book.language)}:** {told}"
    words = getattr(code.indicators, book.language) or code.indicators.nb
    if words:
        listed = ", ".join(f"`{each}`" for each in words)
        yield f"**{phrase('report.code.indicators', book.language)}:** {listed}"
    if changes := list(_changes(book, code)):
        yield f"**{book.say('history')}:**"
        yield "\n".join(f"- {each}" for each in changes)
    for each in book.under.get(code.name, ()):
        yield from _code(book, each, level + 1)


def _facts(book: Book, code: Code) -> str:
    """What it is called in the data, where it stands, how often it is used: one line."""
    own, total = book.counts[code.name], book.total(code)
    told = [f"`{code.name}`"]
    if parents := [each for each in (code.parent, *code.parents) if each and each in book.codes]:
        first, last = "“”" if book.language == "en" else "«»"
        named = [f"{first}{book.label(book.codes.code(each))}{last}" for each in parents]
        told.append(book.say("under", parents=enumerate_words(named, book.language)))
    told.append(book.say("codings", n=own, count=write_number(own, language=book.language)))
    if own:
        texts_ = book.texts.get(code.name, 0)
        told[-1] += f" {book.say('in_texts', n=texts_, count=write_count(texts_, book.language))}"
    if total != own:
        told.append(book.say("with_under", n=total, count=write_number(total, language=book.language)))
    told.append(book.say("version", version=code.version))
    return " · ".join(told)


def _changes(book: Book, code: Code) -> Iterator[str]:
    """Each change of what the code means after it was made, with what it said before."""
    for event in code_history(book.study, code.name):
        for field, (before, after) in event.meant.items():
            if (event.version or 1) > 1:
                yield _change(book, event, field, before, after)


def _change(book: Book, event: Event, field: str, before: Any, after: Any) -> str:
    day = dt.datetime.fromisoformat(event.at).astimezone().date() if event.at else None
    when = f", {write_date(day, book.language)}" if day else ""
    head = book.say("changed.head", version=event.version, when=when)
    name = phrase(f"report.code.{field}", book.language)
    old, new = (_said(each, book.language) for each in (before, after))
    if field == "indicators" or not old:
        return f"{head}: {book.say('changed.new' if not old else 'changed.other', field=name, new=new)}"
    return f"{head}: {book.say('changed.both', field=name, old=old, new=new or '–')}"


def _said(stored: Any, language: Language) -> str:
    """A text as the store keeps it, in the report's language; of words looked for, all of them."""
    if isinstance(stored, dict) and any(isinstance(each, list) for each in stored.values()):
        return ", ".join(f"`{word}`" for words in stored.values() for word in words or ())
    try:
        told = Localised.model_validate(stored).text(language) if stored else ""
    except ValueError:
        told = str(stored)
    return escaped(" ".join(told.split()).rstrip("."))


def index(book: Book) -> str:
    """Every code by its label in the order of the alphabet."""
    ordered: Sequence[Code] = sorted(book.codes, key=lambda each: _sorting(book.label(each)))
    heads = [book.say(f"head.{each}") for each in ("label", "name", "place", "count")]
    rows = [
        [
            [book.label(each)],
            [f"`{each.name}`"],
            [f"@{book.marks[each.name]}"],
            [write_number(book.counts[each.name], language=book.language)],
        ]
        for each in ordered
    ]
    return paragraphs([rows_table(heads, rows, book.say("caption.index"), "tbl-index", INDEX, right=1)])


def _sorting(label: str) -> str:
    return label.casefold().translate(_LAST)
