"""Text and tables as the Markdown that Quarto and pandoc read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What Markdown reads as markup, and what pandoc would make prettier: straight quotes, runs of hyphens and full stops.
_SPECIAL = re.compile(r"""([\\`*_{}\[\]<>#$^~|@&'"]|-(?=-)|\.(?=\.))""")
_SPACES = re.compile(r"[ \t\r\n]+")  # no-break spaces stay
_ORDINAL = re.compile(r"^(\d+)\\?\. ")
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
    """A pipe table in a cross-referenced division; the last `right` columns hold numbers."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    # Where the text does not fit on one line, pandoc shares the width out as the hyphens stand here.
    wide = [min(max(map(len, column)), WIDEST) + 2 for column in zip(headings, *cells, strict=True)]
    rule = [
        f"{'-' * width}:" if number >= len(wide) - right else f":{'-' * width}" for number, width in enumerate(wide)
    ]
    body = "\n".join(map(_row, [headings, rule, *cells]))
    return f"::: {{#{id_}}}\n\n{body}\n\n{caption}\n\n:::\n"


def figure(name: str, caption: str, alternative: str) -> str:
    told = alternative.replace("\\", "\\\\").replace('"', '\\"')
    return f'![{escaped(caption)}](figures/{name}){{#fig-{name} fig-alt="{told}"}}\n'


def division(name: str, content: str) -> str:
    return f"::: {{.{name}}}\n\n{content.strip()}\n\n:::\n"


def quote(words: str, attribution: str) -> str:
    """A quote with the line that tells whose it is."""
    inner = words.replace("«", "‘").replace("»", "’")
    return f"::: {{.quote-evidence}}\n\n«{escaped(inner)}»\n\n[{escaped(attribution)}]{{.attribution}}\n\n:::\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    # A cell that begins «22. april» is no list: Typst would take it for one, were the space an ordinary one.
    return _ORDINAL.sub("\\1.\u00a0", escaped(_SPACES.sub(" ", text).strip(" ")))
