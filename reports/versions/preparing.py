"""A copy of the report folder as one version is made from it: its front page, and the marks of the draft."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import EvaluationError, Problem
from evaluation.language import Language, phrase
from reports.files import REPORT, write_whole
from reports.living.difference import Difference
from reports.living.paragraphs import DIVISION, POINT
from reports.living.standing import Standing
from reports.markdown import escaped

LEFT_BEHIND = shutil.ignore_patterns(
    "accessibility*.html", "report*.html", "report*.docx", "report*.odt", "report*.pdf", "history.json", ".*"
)
_FRONT = re.compile(r"\A---[ \t]*\n")


@dataclass(frozen=True)
class Copy:
    """A copied folder. added: file → after which lines of the original a line was put in, once for each."""

    folder: Path
    added: Mapping[str, tuple[int, ...]]

    def told_of_original(self, error: EvaluationError) -> EvaluationError:
        """The same faults, at the lines of the researcher's own file."""
        return EvaluationError(*(self._placed(each) for each in error.problems))

    def _placed(self, each: Problem) -> Problem:
        if each.line is None or each.file not in self.added:
            return each
        line = each.line
        for at, after in enumerate(sorted(self.added[each.file])):
            if after + at + 1 <= each.line:
                line = each.line - at - 1
        return Problem(each.code, each.file, line, each.values, each.severity)


def copied(
    folder: Path, scratch: Path, about: Mapping[str, object], stale: Sequence[Standing], language: Language
) -> Copy:
    """Copy the folder. about: what the front page tells of the version. stale: paragraphs to be marked.

    The researcher's own files stay as they are: marks are put in the copy.
    """
    copy = Path(shutil.copytree(folder, scratch / "report", ignore=LEFT_BEHIND))
    added: dict[str, list[int]] = {}
    for file in dict.fromkeys([REPORT, *(each.paragraph.file for each in stale)]):
        lines = (copy / file).read_text(encoding="utf-8-sig").splitlines()
        marks = [each for each in stale if each.paragraph.file == file]
        text, added[file] = _marked(lines, marks, language)
        if file == REPORT:
            text, before = _fronted(text, about)
            added[file] = [*before, *added[file]]
        write_whole(copy / file, text.encode())
    return Copy(copy, {file: tuple(found) for file, found in added.items()})


def _fronted(text: str, about: Mapping[str, object]) -> tuple[str, list[int]]:
    """With the version in its front matter; and the lines after which lines were put in."""
    line = f"report-version: {json.dumps(about, ensure_ascii=False)}\n"
    if _FRONT.match(text):
        return _FRONT.sub(lambda found: found[0] + line, text, count=1), [1]
    return f"---\n{line}---\n\n{text}", [0, 0, 0, 0]


def _marked(lines: Sequence[str], stale: Sequence[Standing], language: Language) -> tuple[str, list[int]]:
    """A note after the block in which each of the paragraphs stands; of a list, after the whole of it."""
    notes: dict[int, list[str]] = {}
    for each in stale:
        notes.setdefault(_end(lines, each.paragraph.last), []).append(_note(each, language))
    made: list[str] = []
    added: list[int] = []
    for number, line in enumerate(lines, 1):
        made.append(line)
        for note in notes.get(number, []):
            put = ["", *note.splitlines(), ""]
            made += put
            added += [number] * len(put)
    return "\n".join(made) + "\n", added


def _end(lines: Sequence[str], last: int) -> int:
    """The last line of the block: a list goes on where another point follows, also after an empty line."""
    at = last
    while at < len(lines):
        line = lines[at]
        following = next((each for each in lines[at:] if each.strip()), "")
        goes_on = POINT.match(following) if not line.strip() else not DIVISION.match(line)
        if not goes_on or (not POINT.match(lines[last - 1]) and not line.strip()):
            break
        at += 1
    return at


def _note(each: Standing, language: Language) -> str:
    """What a reader of the draft is told beside a paragraph that nobody has read again."""
    told = "; ".join(_short(found, language) for found in each.changed[:3])
    title = phrase("narrative.mark.title", language)
    words = phrase("narrative.mark.words", language, words=escaped(each.paragraph.beginning), told=escaped(told))
    return f'::: {{.callout-warning .narrative-mark title="{title}"}}\n{words}\n:::'


def _short(difference: Difference, language: Language) -> str:
    name = difference.label or difference.id
    if difference.kind == "quotes":
        name = phrase("narrative.quotes.of", language, theme=difference.label)
    if difference.kind != "quotes" and difference.verdict == "changed" and difference.parts:
        first = difference.parts[0]
        part = f" {first.name}" if first.name and not first.name.isdecimal() else ""
        return f"{name}{':' if part else ''}{part} {first.before or '–'} → {first.after or '–'}"
    return f"{name}: {phrase(f'narrative.verdict.{difference.verdict}', language)}"
