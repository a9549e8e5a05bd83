"""Web pages and HTML exports: each block element is a line, scripts and styles are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from evaluation.language import Language
from evaluation.sources.encoding import decode
from evaluation.sources.extract import Block, Extract, leading_bold, lines_of
from evaluation.sources.normalise import normalise

SUFFIXES = (".html", ".htm")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLOCKS = frozenset(
    """
    address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul option details
    summary caption
    """.split()  # noqa: SIM905
)
_LEFT_OUT = frozenset(["script", "style", "template", "noscript", "head", "title", "svg"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANGUAGES: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table", "tbody", "thead", "tfoot"})
# White space round a line break or a cell's edge is not shown; nor is a break at the end of a cell.
_BREAK = re.compile(r"[ \n]*(\t) *\n* *| *(\n) *")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(content: bytes, file: str) -> Extract:
    declared = _DECLARED.search(content[:4096])
    decoded = decode(content, file, declared[1].decode("ascii", "replace") if declared else None)
    text, _ = normalise(decoded.text)
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    return Extract(
        lines_of(page.blocks), file, encoding=decoded.encoding, language=page.language, problems=decoded.problems
    )


class _Page(HTMLParser):
    """Gathers the blocks of a page while the parser goes through it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.language: Language | None = None
        self._pieces: list[tuple[str, bool]] = []
        self._silent = self._bold = self._preformatted = self._heading = self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = _LANGUAGES.get((dict(attrs).get("lang") or "")[:2].lower())
        self._part(tag)
        self._open_or_close(tag, 1)
        self._heading = _HEADINGS.get(tag, self._heading)
        if tag == "br":
            self._pieces.append(("\n", self._bold > 0))
        elif tag in _CELLS and any(text.strip() for text, _ in self._pieces):
            self._pieces.append(("\t", False))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LEFT_OUT and tag not in ("b", "strong", "pre"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self._open_or_close(tag, -1)
        self._heading = 0 if tag in _HEADINGS else self._heading

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append((data if self._preformatted else _SPACE.sub(" ", data), self._bold > 0))

    def end_block(self) -> None:
        """Close the block that is open, unless it is blank."""
        while self._pieces and not self._pieces[0][0].strip():
            del self._pieces[0]
        text, bold = leading_bold(self._pieces)
        self._pieces = []
        if text.strip():
            stripped = text if self._preformatted else _BREAK.sub(r"\1\2", text.lstrip(" "))
            self.blocks.append(Block(stripped.rstrip(), bold, self._heading))

    def _part(self, tag: str) -> None:
        """Begin a new block; inside a cell a new line only, so that a row stays together."""
        if tag in _BLOCKS and not (self._cells and tag not in _ROWS):
            self.end_block()
        elif tag in _BLOCKS and self._pieces and self._pieces[-1][0].strip():
            self._pieces.append(("\n", False))

    def _open_or_close(self, tag: str, step: int) -> None:
        """Follow how deep the parser is in silent, bold and preformatted elements; stray end tags do no harm."""
        self._silent = max(self._silent + step * (tag in _LEFT_OUT), 0)
        self._bold = max(self._bold + step * (tag in ("b", "strong", "th")), 0)
        self._cells = 0 if tag in _ROWS else max(self._cells + step * (tag in _CELLS), 0)
        self._preformatted = max(self._preformatted + step * (tag == "pre"), 0)
