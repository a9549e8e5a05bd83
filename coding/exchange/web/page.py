"""A project as a page: its codes, and its texts with every coding marked and told beside its paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from coding.codebooks.text import writable
from coding.exchange.project import Coded, Project, Text
from coding.exchange.web.lanes import Group, Run, groups, laned, runs
from evaluation.language import Language, enumerate_words, phrase
from evaluation.model import Code
from evaluation.numbers import write_number

CSS = Path(__file__).with_name("page.css")
# Ten colours that are told apart on white, also by those who see fewer; a code's own goes before.
COLOURS = (
    "#0072b2", "#c24e00", "#00785a", "#a8327d", "#6b5b00", "#5b3fa0", "#9c2b2b", "#2f4b7c", "#4d6b1f", "#7a4a2b",
)  # fmt: skip
STRIPE, BETWEEN, MOST_LANES = 3, 2, 6  # pixels; lanes under the words


@dataclass(frozen=True)
class Look:
    """How the codes are called and coloured."""

    language: Language
    labels: Mapping[str, str]
    colours: Mapping[str, str]


def page(project: Project, language: Language) -> str:
    codes = list(project.codebook)
    look = Look(
        language,
        {code.name: code.label.text(language) or code.name for code in codes},
        {code.name: code.colour or COLOURS[number % len(COLOURS)] for number, code in enumerate(codes)},
    )
    title = _clean(project.name) or phrase("foreign.page.texts", language)
    body = "\n".join([_header(project, title, look), _codes(project, codes, look), *_texts(project, look)])
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{CSS.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _header(project: Project, title: str, look: Look) -> str:
    said = look.language
    count = phrase(
        "foreign.page.count",
        said,
        texts=_counted("texts", len(project.texts), said),
        codings=_counted("codings", len(project.codings), said),
    )
    links = "".join(
        f'<li><a href="#t{number}">{_clean(text.source.name)}</a></li>' for number, text in enumerate(project.texts, 1)
    )
    return (
        f'<a class="skip" href="#texts">{phrase("foreign.page.skip", said)}</a>\n<header>\n<h1>{title}</h1>\n'
        f"<p>{count}</p>\n<p>{phrase('foreign.page.how', said)}</p>\n</header>\n"
        f'<nav aria-label="{phrase("foreign.page.texts", said)}"><ul>{links}</ul></nav>\n<main id="texts">'
    )


def _counted(noun: str, number: int, language: Language) -> str:
    return phrase(f"foreign.page.{noun}-counted", language, n=number, count=write_number(number, language=language))


def _codes(project: Project, codes: Sequence[Code], look: Look) -> str:
    counts = Counter(each.coding.code for each in project.codings)
    used = [code for code in codes if counts[code.name]]
    code, number = (phrase(f"foreign.page.{name}", look.language) for name in ("code", "number"))
    heads = f'<th scope="col">{code}</th><th scope="col" class="number">{number}</th>'
    rows = "\n".join(
        f'<tr><th scope="row">{_swatch(look.colours[code.name])}{_clean(look.labels[code.name])}'
        f"{_meaning(code, look.language)}</th>"
        f'<td class="number">{write_number(counts[code.name], language=look.language)}</td></tr>'
        for code in used
    )
    return (
        f'<section aria-labelledby="codes">\n<h2 id="codes">{phrase("foreign.page.codes", look.language)}</h2>\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>"
    )


def _meaning(code: Code, language: Language) -> str:
    words = _clean(code.definition.text(language))
    return f'<span class="meaning">{words}</span>' if words else ""


def _texts(project: Project, look: Look) -> Iterator[str]:
    of_source: dict[str, list[Coded]] = defaultdict(list)
    for each in project.codings:
        of_source[each.coding.source].append(each)
    first = 1
    for number, text in enumerate(project.texts, 1):
        listed = groups(of_source[text.source.name], first)
        first += len(listed)
        language = f' lang="{text.source.language}"' if text.source.language else ""
        rows = "\n".join(_rows(text, listed, look))
        heading = f'<h2 id="t{number}">{_clean(text.source.name)}</h2>'
        yield f'<article aria-labelledby="t{number}"{language}>\n{heading}\n{rows}\n</article>'


def _rows(text: Text, listed: Sequence[Group], look: Look) -> Iterator[str]:
    """Each line that says something as a row: its words, and the codings in it."""
    words = text.source.text
    labels = [turn.start for turn in text.source.turns if turn.speaker]
    open_: list[tuple[int, Group]] = []
    waiting = laned(listed)
    at = label = begin = 0
    for line in words.split("\n"):
        end = begin + len(line)
        while at < len(waiting) and waiting[at][1].start < end:
            open_.append(waiting[at])
            at += 1
        here = [each for each in open_ if each[1].end > begin]
        open_ = here
        cuts = []
        while label < len(labels) and labels[label] <= end:
            cuts.append(labels[label])
            label += 1
        if line.strip():
            yield _row(words, runs(begin, end, here, cuts), here, (begin, end, cuts[0] if cuts else begin), look)
        begin = end + 1


def _row(
    words: str, cut: Iterator[Run], here: Sequence[tuple[int, Group]], line: tuple[int, int, int], look: Look
) -> str:
    begin, end, label = line
    said = "".join(_marked(words, run, look, is_label=run.end <= label) for run in cut)
    lanes = min(max((lane for lane, _ in here), default=-1) + 1, MOST_LANES)
    height = f' style="line-height:{1.6 + lanes * 0.34:.2f}"' if lanes else ""
    beside = "".join(_coding(group, begin, end, look) for _, group in here)
    name = phrase("foreign.page.codings", look.language)
    told = f'<ul class="codings" lang="{look.language}" aria-label="{name}">{beside}</ul>' if here else ""
    return f'<div class="row"><p{height}>{said}</p>{told}</div>'


def _marked(words: str, run: Run, look: Look, *, is_label: bool) -> str:
    text = _clean(words[run.start : run.end])
    if is_label:
        text = f"<b>{text}</b>"
    if not run.here:
        return text
    numbers = "".join(_number(group, look) for _, group in run.here if group.start == run.start)
    return f'<mark style="{_stripes(run, look)}">{numbers}{text}</mark>'


def _number(group: Group, look: Look) -> str:
    told = phrase("foreign.page.begins", look.language, number=group.number)
    colour = look.colours[group.code]
    return f'<sup><a href="#k{group.number}" aria-label="{told}" style="color:{_dark(colour)}">{group.number}</a></sup>'


def _stripes(run: Run, look: Look) -> str:
    """A stripe for each coding, in its lane under the words."""
    shown = [(lane, look.colours[group.code]) for lane, group in run.here if lane < MOST_LANES]
    step = STRIPE + BETWEEN
    images = ",".join(f"linear-gradient({colour},{colour})" for _, colour in shown)
    lowest = max((lane for lane, _ in shown), default=0)
    places = ",".join(f"0 calc(100% - {(lowest - lane) * step}px)" for lane, _ in shown)
    size = f"background-size:100% {STRIPE}px;background-position:{places};padding-bottom:{(lowest + 1) * step}px"
    return f"background-image:{images or 'none'};{size}"


def _coding(group: Group, begin: int, end: int, look: Look) -> str:
    """A coding told beside a paragraph: in full where it begins, by its number in those it goes on into."""
    label = f"{_swatch(look.colours[group.code])}<b>{group.number}</b> {_clean(look.labels[group.code])}"
    if group.start < begin:
        return f'<li><a href="#k{group.number}">{label}</a></li>'
    by = _by(group, look.language)
    goes = f' <span class="on">→ {phrase("foreign.page.goes", look.language)}</span>' if group.end > end + 1 else ""
    notes = "".join(f'<span class="note">{_clean(note)}</span>' for note in group.notes)
    coders = f' <span class="by">{_clean(by)}</span>' if by else ""
    return f'<li id="k{group.number}">{label}{coders}{goes}{notes}</li>'


def _by(group: Group, language: Language) -> str:
    """Who coded, and whether a rule did."""
    people = (
        [phrase("foreign.page.by", language, coder=enumerate_words(group.coders, language))] if group.coders else []
    )
    return ", ".join([*people, *([phrase("foreign.page.rule", language)] if group.by_rule else [])])


def _swatch(colour: str) -> str:
    return f'<span class="swatch" style="background:{colour}" aria-hidden="true"></span>'


def _dark(colour: str) -> str:
    """The colour, darkened until small figures in it can be read on white (4.5 to 1)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    while _light(red, green, blue) > 0.18:
        red, green, blue = (int(part * 0.9) for part in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _light(*parts: int) -> float:
    """Relative luminance (WCAG 2.1)."""
    linear = [(part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4) for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _clean(words: str) -> str:
    return escape(writable(words))
