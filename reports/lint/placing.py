"""Where faults stand: every place of one, and the text without what is only shown as code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evaluation.errors import Problem
from reports.engines.source import Assembled, fence_after

CODE = re.compile(r"`[^`\n]*`|<!--.*?-->", re.DOTALL)
# How a fault of each code is written, with the name it tells.
WRITTEN = {
    "ENGINE-007": r"@{name}(?![\w-])",
    "ENGINE-008": r"\]\(#{name}\)",
    "ENGINE-010": r"#{name}(?![\w-])",
    "ENGINE-011": r"\]\({name}[) ]",
    "ENGINE-012": r"!\[\]\({name}\)(?!\{{[^}}]*fig-alt)",
    "ENGINE-013": r"\]\({name}[) ]",
    "ENGINE-058": r"@{name}(?![\w-])",
}


def plain(source: Assembled) -> str:
    """The text, as long as it was, with blanks for code and comments."""
    lines, fence = [], ""
    for line in source.lines:
        before, fence = fence, fence_after(fence, line.text)
        lines.append(" " * len(line.text) if before or fence else line.text)
    text = "".join(f"{line}\n" for line in lines)
    return CODE.sub(lambda each: re.sub(r"[^\n]", " ", each[0]), text)


def everywhere(problems: Iterable[Problem], source: Assembled) -> Iterator[Problem]:
    """Each fault at every place where it stands, where an engine tells the first of them."""
    text = plain(source)
    for each in problems:
        written = WRITTEN.get(each.code)
        pattern = written.format(name=re.escape(str(each.values["name"]))) if written else ""
        places = [source.at(found.start()) for found in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []
        if not places:
            yield each
        yield from (replace(each, file=line.file, line=line.number) for line in places)
