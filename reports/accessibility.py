"""The accessibility statement of a report: what it was made to meet, what was checked, what is known to fail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import Problem
from evaluation.language import Language, phrase
from evaluation.model.evaluation import Evaluation
from evaluation.study import Study
from reports.engines import FORMATS, STATEMENT
from reports.engines.document import examined, told_in
from reports.engines.images import images_in
from reports.files import content_of, write_whole
from reports.lint import found_in
from reports.markdown import bullets, escaped, paragraphs

# What a fault found by `report lint` keeps a reader from; the others stop the report from being made at all.
BARRIERS = {
    "ENGINE-012": "image",
    "LINT-001": "table",
    "LINT-003": "image",
    "LINT-004": "link",
    "LINT-005": "caption",
    "LINT-006": "heading",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the report holds that a check can count. `formulas`: written as signs, and read aloud as signs."""

    images: int
    described: int
    tables: int
    headed: int
    headings: int
    formulas: int


def write_statement(study: Study, folder: Path, language: Language, profiles: Sequence[str] = ()) -> Path:
    """Write the statement for the report in this folder; returns its file, from which the engine makes a page."""
    about = told_in(folder, language, profiles)
    documents, faults = examined(about, FORMATS)
    found, barriers = counted(documents["html"]["blocks"]), tuple(found_in(about, documents, faults))
    title, date = (str(about.declared.get(each) or "") for each in ("title", "date"))
    text = statement(study.evaluation, language, found, barriers, title=title, date=date)
    file = folder / STATEMENT
    if content_of(file) != text.encode():
        write_whole(file, text.encode())
    return file


def statement(
    evaluation: Evaluation,
    language: Language,
    found: Counted,
    faults: Sequence[Problem],
    *,
    title: str = "",
    date: str = "",
) -> str:
    """The statement as a text of its own, with its front matter. title: the report's, if not that of the study."""

    def say(key: str, **values: object) -> str:
        return phrase(f"accessibility.{key}", language, **values)

    title = title or evaluation.told(language).title
    lines = ["---", f"title: {json.dumps(say('title'), ensure_ascii=False)}"]
    lines += [f"subtitle: {json.dumps(title, ensure_ascii=False)}", f"lang: {language}"]
    lines += [f"date: {json.dumps(date, ensure_ascii=False)}"] if date else []
    lines += ["toc: false", "number-sections: false", "---", ""]
    sections = [
        ("meets", paragraphs([say("meets.text"), say("meets.formats")])),
        ("checked", paragraphs([say("checked.text")]) + "\n" + bullets(_checked(say, found))),
        ("unchecked", paragraphs([say("unchecked.text")]) + "\n" + bullets(say(f"unchecked.{each}") for each in "abc")),
        ("known", paragraphs([say("known.text")]) + "\n" + bullets(_known(say, found, faults))),
        ("contact", paragraphs(_contact(say, evaluation))),
    ]
    body = "\n".join(f"# {say(f'{name}.title')} {{#{name}}}\n\n{text}" for name, text in sections)
    return "\n".join(lines) + "\n" + body


def counted(blocks: Any) -> Counted:
    """Count what the report shows, in a pandoc document."""
    images, kinds = list(images_in(blocks)), Counter(kind for kind, _ in _elements(blocks))
    headed = sum(kind == "Table" and bool(content[3][1]) for kind, content in _elements(blocks))
    described = sum(each.described for each in images)
    return Counted(len(images), described, kinds["Table"], headed, kinds["Header"], kinds["Math"])


def _elements(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        if "t" in node:
            yield node["t"], node.get("c")
        node = node.get("c")
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)


def _checked(say: Any, found: Counted) -> Iterator[str]:
    yield say("checked.headings", count=found.headings)
    yield say("checked.images", count=found.described, of=found.images)
    yield say("checked.tables", count=found.headed, of=found.tables)
    for each in ("links", "outside", "pdf", "html"):
        yield say(f"checked.{each}")


def _known(say: Any, found: Counted, faults: Sequence[Problem]) -> Iterator[str]:
    """The report's own barriers first; then those that every report of ours has."""
    kinds = Counter(BARRIERS[each.code] for each in faults if each.code in BARRIERS)
    for kind, count in sorted(kinds.items()):
        yield say(f"known.{kind}", n=count)
    if found.formulas:
        yield say("known.formula", n=found.formulas)
    for each in ("language", "office", "figures"):
        yield say(f"known.{each}")


def _contact(say: Any, evaluation: Evaluation) -> Iterator[str]:
    made_by, for_whom = evaluation.evaluator.name, evaluation.commissioner.name
    if made_by:
        yield say("contact.made_by", name=escaped(made_by))
    if for_whom:
        yield say("contact.for_whom", name=escaped(for_whom))
    contact = evaluation.information.contact
    yield say("contact.write", contact=escaped(contact)) if contact else say("contact.unknown")
