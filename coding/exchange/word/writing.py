"""A project written as a Word document: its texts in full, each coding as a comment by its coder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from coding.codebooks.text import writable
from coding.exchange.packing import packed
from coding.exchange.project import Coded, Project, Text
from coding.exchange.word import parts
from coding.exchange.word.besides import line_of
from coding.exchange.word.document import BOOKMARK, END, PROPERTIES
from evaluation.language import Language
from evaluation.model import Coding

Ends = dict[int, list[str]]
_SIGN = "\ufffd"  # stands for one that no document can hold, so that the others stay where they are


def document_of(project: Project, language: Language) -> bytes:
    numbered = list(enumerate(sorted(project.codings, key=_order)))
    of_source: dict[str, list[tuple[int, Coding]]] = defaultdict(list)
    for number, coded in numbered:
        of_source[coded.coding.source].append((number, coded.coding))
    texts = list(enumerate(project.texts, 1))
    names = {f"{BOOKMARK}{number}": text.source.name for number, text in texts}
    bodies = [_text(number, text, of_source[text.source.name], len(numbered) + 2 * number) for number, text in texts]
    return packed(
        {
            "[Content_Types].xml": parts.CONTENT_TYPES,
            "_rels/.rels": parts.RELATIONS,
            "docProps/core.xml": parts.core(project.name, language),
            PROPERTIES: parts.properties(names),
            "word/document.xml": parts.document("".join(bodies)),
            "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONS,
            "word/styles.xml": parts.styles(language),
            "word/settings.xml": parts.SETTINGS,
            "word/comments.xml": parts.comments(_comment(number, each, language) for number, each in numbered),
        }
    )


def _text(number: int, text: Text, codings: Sequence[tuple[int, Coding]], mark: int) -> str:
    """A heading, and the text between two bookmarks by which it is known when it comes back.

    mark: the first one's number. No comment has the same, and neither spans any words: else LibreOffice loses them.
    """
    source = text.source
    cuts = Cuts(labels=frozenset(turn.start for turn in source.turns if turn.speaker))
    cuts.starts[0].append(parts.bookmark(f"{BOOKMARK}{number}", mark))
    for id_, coding in codings:
        cuts.starts[coding.start].append(f'<w:commentRangeStart w:id="{id_}"/>')
        cuts.ends[coding.end].append(f'<w:commentRangeEnd w:id="{id_}"/>{parts.reference(id_)}')
    cuts.ends[len(source.text)].append(parts.bookmark(f"{BOOKMARK}{number}{END}", mark + 1))
    return f"{parts.heading(source.name)}{''.join(_paragraphs(source.text, cuts))}"


@dataclass
class Cuts:
    """What begins and what ends at a place; `labels` are the places after which a speaker's words begin."""

    labels: frozenset[int]
    starts: Ends = field(default_factory=lambda: defaultdict(list))
    ends: Ends = field(default_factory=lambda: defaultdict(list))

    def at(self, place: int) -> str:
        return "".join((*self.ends.get(place, ()), *self.starts.get(place, ())))


def _paragraphs(text: str, cuts: Cuts) -> Iterator[str]:
    """Each line as a paragraph; what begins or ends within it is put where it stands."""
    places = sorted({*cuts.starts, *cuts.ends, *cuts.labels})
    begin = at = 0
    for line in text.split("\n"):
        end = begin + len(line)
        first = at
        while at < len(places) and places[at] <= end:
            at += 1
        yield f"<w:p>{''.join(_pieces(text, (begin, end), places[first:at], cuts))}</w:p>"
        begin = end + 1


def _pieces(text: str, line: tuple[int, int], places: Sequence[int], cuts: Cuts) -> Iterator[str]:
    label = next((place for place in places if place in cuts.labels), line[0])
    before = line[0]
    for place in places:
        yield parts.run(_written(text[before:place]), bold=place <= label)
        yield cuts.at(place)
        before = place
    yield parts.run(_written(text[before : line[1]]))


def _written(words: str) -> str:
    return "".join(sign if writable(sign) and sign != "\r" else _SIGN for sign in words) if words else ""


def _order(coded: Coded) -> tuple[object, ...]:
    coding = coded.coding
    return (coding.source, coding.start, -coding.end, coding.code, coding.coder, coding.round, coding.note)


def _comment(number: int, coded: Coded, language: Language) -> str:
    """The code, what is noted, and what there is to say besides."""
    coding = coded.coding
    besides = line_of(coding, language)
    lines = [coding.code, *(coding.note.split("\n") if coding.note else ()), *([besides] if besides else ())]
    paragraphs = "".join(parts.comment_paragraph(escape(writable(line)), first=not at) for at, line in enumerate(lines))
    author = quoteattr(writable(coding.coder))
    initials = quoteattr(writable("".join(part[:1] for part in coding.coder.split())[:9]))
    at = f" w:date={quoteattr(writable(coded.at))}" if coded.at else ""
    return f'<w:comment w:id="{number}" w:author={author}{at} w:initials={initials}>{paragraphs}</w:comment>'
