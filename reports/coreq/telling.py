"""The checklist as a report tells it: the answers by domain, and what is still to be answered, with where to do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.language import phrase
from evaluation.numbers import write_count
from evaluation.study import Study
from reports.coreq.answers import answers_of
from reports.coreq.items import Domain, Item, checklist
from reports.facts import Facts
from reports.markdown import escaped, paragraphs, rows_table

WIDTHS = (30, 70)
FILE = "evaluation.yaml"
# How to answer is told to the one who writes, and not to the public.
HIDDEN = '::: {{.content-hidden when-profile="public"}}\n\n{}\n\n:::'


def coreq_text(study: Study, facts: Facts) -> str:
    """A table for each domain, then the list of what nobody has answered yet."""
    known = answers_of(study, facts)
    said = {number: text.text(facts.language) for number, text in facts.evaluation.coreq.items()}
    answered = sum(bool(known.get(each.number) or said.get(each.number)) for each in checklist())
    count = write_count(answered, facts.language)
    told = [phrase("methods.coreq.about", facts.language), phrase("methods.coreq.count", facts.language, count=count)]
    parts = [" ".join(told)]
    for number, domain in enumerate(checklist().domains, 1):
        parts += [f"## {domain.title.text(facts.language)} {{#sec-coreq-{number}}}"]
        parts += [_table(number, domain, known, said, facts)]
    return paragraphs([*parts, *_left(known, said, facts)])


def _table(number: int, domain: Domain, known: Mapping[int, str], said: Mapping[int, str], facts: Facts) -> str:
    heads = [phrase(f"methods.coreq.head.{each}", facts.language) for each in ("item", "answer")]
    rows = []
    for each in domain.items:
        told = [known.get(each.number, ""), escaped(" ".join(said.get(each.number, "").split()))]
        unanswered = f"*{phrase('methods.coreq.unanswered', facts.language)}*"
        label = f"{each.number}. {escaped(each.label.text(facts.language))}"
        rows.append([[label], [one for one in told if one] or [unanswered]])
    caption = phrase("methods.coreq.caption", facts.language, domain=domain.title.text(facts.language))
    return rows_table(heads, rows, caption, f"tbl-coreq-{number}", WIDTHS)


def _left(known: Mapping[int, str], said: Mapping[int, str], facts: Facts) -> Iterator[str]:
    """The items to be answered, each with the place it is answered in."""
    open_ = [each for each in checklist() if not said.get(each.number) and (each.rest or not known.get(each.number))]
    if not open_:
        return
    yield f"## {phrase('methods.coreq.left.title', facts.language)} {{#sec-coreq-left}}"
    yield HIDDEN.format(phrase("methods.coreq.left.how", facts.language))
    yield "\n".join(f"- {_line(each, known, facts)}" for each in open_)


def _line(item: Item, known: Mapping[int, str], facts: Facts) -> str:
    rest = item.rest.text(facts.language) if known.get(item.number) else ""
    label = f"**{item.number}. {escaped(item.label.text(facts.language))}**"
    asks = phrase("methods.coreq.left.rest", facts.language, rest=escaped(rest)) if rest else escaped(
        item.asks.text(facts.language)
    )  # fmt: skip
    place = f"`coreq: {item.number}`"
    if item.where and not rest:
        place = phrase("methods.coreq.left.or", facts.language, where=f"`{item.where}`", place=place)
    return f"{label}: {asks} ({place})"
