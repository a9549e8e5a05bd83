"""Text and tables as the Markdown that Quarto and pandoc read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

from evaluation.language import Language

# What Markdown reads as markup, and what pandoc would make prettier: straight quotes, runs of hyphens and full stops.
_SPECIAL = re.compile(r"""([\\`*_{}\[\]<>#$^~|@&'"]|-(?=-)|\.(?=\.))""")
_SPACES = re.compile(r"[ \t\r\n]+")  # no-break spaces stay
_ORDINAL = re.compile(r"^(\d+)\\?\. ")
_INNER = str.maketrans("«»“”", "‘’‘’")  # quotation marks within a quote
WIDEST = 40  # characters; a column asks for no more
_LIST_START = re.compile(r"^(\s*)(\d+[.)]|[-+])(?=\s)", re.MULTILINE)


def escaped(text: str) -> str:
    """Somebody's words, so that none of their signs is taken for markup."""
    safe = _SPECIAL.sub(r"\\\1", text)
    return _LIST_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", safe)


def paragraphs(sentences: Iterable[str]) -> str:
    return "\n\n".join(sentence for sentence in sentences if sentence) + "\n"


def bullets(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], caption: str, id_: str, right: int = 0) -> str:
    """A pipe table in a cross-referenced division, its first column heading the rows; the last `right` hold numbers."""
    cells, heads = [[_cell(cell) for cell in row] for row in rows], [*map(_cell, headings)]
    # Where the text does not fit on one line, pandoc shares the width out as the hyphens stand here.
    wide = [min(max(map(len, column)), WIDEST) + 2 for column in zip(heads, *cells, strict=True)]
    rule = [
        f"{'-' * width}:" if number >= len(wide) - right else f":{'-' * width}" for number, width in enumerate(wide)
    ]
    body = "\n".join(map(_row, [heads, rule, *cells]))
    return f"::: {{#{id_} .row-headers}}\n\n{body}\n\n{caption}\n\n:::\n"


def paragraphs_table(
    headings: Sequence[str], rows: Iterable[Sequence[Sequence[str]]], caption: str, id_: str, widths: Sequence[int]
) -> str:
    """A grid table in a cross-referenced division: each cell holds paragraphs. widths: of the columns, in characters;
    a longer word widens its column."""
    return rows_table(headings, [[[*map(escaped, cell)] for cell in row] for row in rows], caption, id_, widths)


def rows_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Sequence[str]]],
    caption: str,
    id_: str,
    widths: Sequence[int],
    *,
    right: int = 0,
) -> str:
    """The same of cells that are Markdown already; the last `right` columns hold numbers."""
    listed = [[[*map(_tidied, cell)] for cell in row] for row in rows]
    cells = [[[_cell(each)] for each in headings], *listed]
    widths = [
        max([least, *(len(word) for row in cells for text in row[at] for word in text.split(" "))])
        for at, least in enumerate(widths)
    ]

    def rule(sign: str, right: int = 0) -> str:
        ends = [":" if at >= len(widths) - right else sign for at in range(len(widths))]
        return f"+{'+'.join(sign * (width + 1) + end for width, end in zip(widths, ends, strict=True))}+"

    body = [rule("-"), *_grid_row(cells[0], widths), rule("=", right)]
    for row in listed:
        body += [*_grid_row(row, widths), rule("-")]
    shares = ",".join(str(round(100 * width / sum(widths))) for width in widths)
    opening = f'::: {{#{id_} .row-headers tbl-colwidths="[{shares}]"}}'
    return "\n".join([opening, "", *body, "", caption, "", ":::", ""])


def _grid_row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    columns = [_grid_lines(paragraphs, width) for paragraphs, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*columns, fillvalue="")
    return [f"| {' | '.join(text.ljust(width) for text, width in zip(line, widths, strict=True))} |" for line in lines]


def _grid_lines(paragraphs: Sequence[str], width: int) -> list[str]:
    """Each paragraph in lines no longer than the column, an empty line between two."""
    found: list[str] = []
    for each in paragraphs:
        found += [""] if found else []
        found += wrap(each, width, break_long_words=True, break_on_hyphens=False) or [""]
    return found


def figure(name: str, caption: str, alternative: str) -> str:
    told = re.sub(r'[\\"{]', r"\\\g<0>", alternative)  # the engines look for {{< … >}} in it too
    return f'![{escaped(caption)}](figures/{name}){{#fig-{name} fig-alt="{told}"}}\n'


def division(name: str, content: str) -> str:
    return f"::: {{.{name}}}\n\n{content.strip()}\n\n:::\n"


def quote(words: str, attribution: str, language: Language) -> str:
    """A quote with the line that tells whose it is."""
    inner = words.translate(_INNER)
    said = f"“{escaped(inner)}”" if language == "en" else f"«{escaped(inner)}»"
    return f"::: {{.quote-evidence}}\n\n{said}\n\n[{escaped(attribution)}]{{.attribution}}\n\n:::\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return _tidied(escaped(text))


def _tidied(text: str) -> str:
    # A cell that begins «22. april» is no list: Typst would take it for one, were the space an ordinary one.
    return _ORDINAL.sub("\\1.\u00a0", _SPACES.sub(" ", text).strip(" "))
