"""What a format reads out of a file: its lines, with what the file says about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from evaluation.errors import Problem
from evaluation.language import Language
from evaluation.model import OffsetMap


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` is its line or paragraph in the original; times are seconds.

    `bold` counts the leading characters in bold type, `heading` is the heading's level (0: none), `item` that of a list
    whose numbers or bullets are not in the text (1 and on; bullets 11 and on). A format that
    knows who speaks gives `speaker`; where the words follow a written label, the text begins `<speaker>: `.
    """

    text: str
    number: int | None = None
    start_time: float | None = None
    end_time: float | None = None
    speaker: str = ""
    bold: int = 0
    heading: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of a file. `offsets` leads from the joined text back to the decoded original of a plain text."""

    lines: tuple[Line, ...]
    file: str = ""
    format: str = ""
    encoding: str = ""
    language: Language | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    offsets: OffsetMap = field(default_factory=OffsetMap)
    sha256: str = ""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table row of a document; `open` when the next one continues it."""

    text: str
    bold: int = 0
    heading: int = 0
    open: bool = False
    item: int = 0


def leading_bold(pieces: Iterable[tuple[str, bool]]) -> tuple[str, int]:
    """The joined text of (text, is bold) pieces, with how many leading characters are bold."""
    texts: list[str] = []
    bold, still = 0, True
    for text, is_bold in pieces:
        still = still and (is_bold or not text.strip())
        bold += len(text) if still and (is_bold or bold) else 0
        texts.append(text)
    return "".join(texts), bold


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each open one joined with those that continue it."""
    waiting: Block | None = None
    for block in blocks:
        whole = block if waiting is None else replace(waiting, text=waiting.text + block.text, open=block.open)
        waiting = whole if whole.open else None
        if not whole.open:
            yield whole
    if waiting is not None:
        yield waiting


def lines_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Number the blocks from 1; line breaks inside one give several lines of the same number."""
    return tuple(line for number, block in enumerate(joined(blocks), 1) for line in _split(block, number))


def _split(block: Block, number: int) -> Iterator[Line]:
    bold = block.bold
    for text in block.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        yield Line(text, number, bold=min(bold, len(text)), heading=block.heading, item=block.item)
        bold = max(bold - len(text) - 1, 0)
