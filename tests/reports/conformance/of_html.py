"""What an HTML report tells, by either engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

from tests.reports.conformance.told import Table, Told, letters, sorted_paragraphs

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What is read elsewhere, or is no part of the text.
APART = "//nav | //main//section[@id='footnotes'] | //*[@class='footnote-ref'] | //script | //style"
LEAVES = ("p", "li", "dt", "dd", "summary", "pre", "div", "figcaption", "blockquote")


def harvest(file: Path) -> Told:
    page: Any = html.fromstring(file.read_bytes())
    main = page.xpath("//main")[0]
    notes = [letters(_without(each, "footnote-back")) for each in page.xpath("//section[@id='footnotes']//li")]
    for each in page.xpath(APART):
        _drop(each)
    found = list(main.iter(*HEADINGS))
    top = min((int(each.tag[1]) for each in found), default=1)
    told = Told(
        title=page.xpath("string(//title)").strip(),
        language=page.get("lang")[:2],
        chapters=tuple((int(each.tag[1]) - top + 1, letters(each.text_content())) for each in found),
        captions=sorted_paragraphs(
            each.text_content() for each in main.xpath(".//caption | .//figcaption[not(@class='attribution')]")
        ),
        alternatives=tuple(" ".join(each.split()) for each in main.xpath(".//img/@alt")),
        tables=tuple(_table(each) for each in main.iter("table")),
        references=tuple(letters(each.text_content()) for each in main.xpath(".//a[starts-with(@href, '#')]")),
        notes=tuple(notes),
        paragraphs=(),
    )
    for each in [*found, *main.xpath(".//table | .//figcaption[not(@class='attribution')]")]:
        _drop(each)
    return Told(**{**vars(told), "paragraphs": sorted_paragraphs(_leaves(main))})


def _table(node: Any) -> Table:
    rows = tuple(tuple(letters(each.text_content()) for each in row.xpath("./th | ./td")) for row in node.iter("tr"))
    heads = [len(row.xpath("./th[@scope='row']")) for row in node.xpath("./tbody/tr")]
    return Table(rows, len(node.xpath("./thead/tr")), min(heads, default=0))


def _leaves(main: Any) -> list[str]:
    """The text of each innermost block; loose text beside blocks counts by itself."""
    texts = []
    for block in [main, *main.iter(*LEAVES)]:
        texts.append(_own_text(block))
    return texts


def _own_text(block: Any) -> str:
    parts = [block.text or ""]
    for child in block:
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        if child.tag not in (*LEAVES, "ul", "ol", "dl", "figure", "section", "details", "aside"):
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return "".join(parts)


def _without(node: Any, class_: str) -> str:
    for each in node.xpath(f".//*[@class='{class_}']"):
        _drop(each)
    return str(node.text_content())


def _drop(node: Any) -> None:
    """Take the element away, and leave the text after it where it is."""
    if node.getparent() is not None:
        node.drop_tree()
