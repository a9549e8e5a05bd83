"""The comments of a Word document: what each says, who wrote it when, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from coding.exchange.foreign.rows import moment
from evaluation.memos import tidy
from evaluation.sources.formats.docx import Beside, beside, lines_under
from evaluation.sources.package import attribute, local, part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Comment:
    """`answers` is the id of the comment it replies to; `resolved` whether somebody marked it as done."""

    id: str
    words: str
    author: str = ""
    at: str = ""
    answers: str = ""
    resolved: bool = False


def comments_in(archive: ZipFile, file: str) -> list[Comment]:
    """The comments in the order of the document's list of them."""
    root = part(archive, "word/comments.xml", file)
    if root is None:
        return []
    threads = _threads(part(archive, "word/commentsExtended.xml", file))
    listed = [each for each in root if isinstance(each.tag, str) and local(each) == "comment"]
    document = beside(archive, file)
    by_paragraph = {paragraph: attribute(each, "id") or "" for each in listed for paragraph in _paragraphs(each)}
    return [_comment(each, document, threads, by_paragraph) for each in listed]


def _comment(
    element: Element,
    document: Beside,
    threads: Mapping[str, tuple[str, bool]],
    by_paragraph: Mapping[str, str],
) -> Comment:
    told = [threads[each] for each in _paragraphs(element) if each in threads]
    id_ = attribute(element, "id") or ""
    answers = next((by_paragraph.get(parent, "") for parent, _ in told if parent), "")
    return Comment(
        id_,
        tidy("\n".join(line.text for line in lines_under(element, document))),
        " ".join(tidy(attribute(element, "author") or "").split()),
        moment({"date": attribute(element, "date")}, "date"),
        answers if answers != id_ else "",
        any(done for _, done in told),
    )


def _paragraphs(comment: Element) -> list[str]:
    found = (attribute(each, "paraId") for each in comment.iter("{*}p"))
    return [each for each in found if each]


def _threads(root: Element | None) -> dict[str, tuple[str, bool]]:
    """The id of a comment's last paragraph → that of the comment it answers, and whether it is resolved."""
    found: dict[str, tuple[str, bool]] = {}
    for each in root if root is not None else ():
        done = (attribute(each, "done") or "0").lower() in ("1", "true", "on")
        found[attribute(each, "paraId") or ""] = (attribute(each, "paraIdParent") or "", done)
    return found
