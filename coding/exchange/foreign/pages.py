"""The text of a page of HTML, laid out in lines, with the way from places counted in its bare words.

Taguette counts UTF-8 bytes of all the page's text nodes, the blanks between its tags too, as a browser has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate

_BLOCKS = frozenset("p br h1 h2 h3 h4 h5 h6 ul ol li div table tr blockquote pre hr section article".split())  # noqa: SIM905
_BLANK = " \t\n\r\f\ufeff"
_MARKED = re.compile(r"<!\[[^>]*>?")  # a comment to every browser
_LEFT_OUT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """`text` in lines; `places[n]`: where the bare words' character n stands in it; `bytes[n]`: the bytes before it."""

    text: str
    places: tuple[int, ...]
    bytes: tuple[int, ...]


def page(html: str) -> Page:
    """Runs of blanks are one, a block begins a line, and nothing stands at the ends."""
    parser = _Words()
    parser.feed(_MARKED.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))
    parser.close()
    bare = "".join(parser.pieces)
    widths = (len(sign.encode("utf-8", "surrogatepass")) for sign in bare)
    text, places = _laid_out(bare, parser.breaks)
    return Page(text, tuple(places), tuple(accumulate(widths, initial=0)))


def _laid_out(bare: str, breaks: set[int]) -> tuple[str, list[int]]:
    signs: list[str] = []
    places: list[int] = []
    waiting = ""
    for number, sign in enumerate(bare):
        if number in breaks:
            waiting = "\n"
        if sign in _BLANK:
            waiting = waiting or " "
            places.append(len(signs))
            continue
        if waiting and signs:
            signs.append(waiting)
        waiting = ""
        places.append(len(signs))
        signs.append(_LEFT_OUT.sub("\ufffd", sign))
    return "".join(signs), [*places, len(signs)]


class _Words(HTMLParser):
    """Gathers the text nodes, and between which characters a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.breaks: set[int] = set()
        self._length = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.breaks.add(self._length)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks.add(self._length)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        self._length += len(data)
