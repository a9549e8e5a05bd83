"""Whether finished files hold what their readers do not see: comments, tracked changes, hidden text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.errors import Problem, problem

# In Word: comments, words put in, taken out or moved, and words nobody sees. In OpenDocument: the same by other names.
_MARKS = re.compile(
    rb"<w:(?:comment|ins|del|moveFrom|moveTo|rPrChange|pPrChange|tblPrChange|sectPrChange|cellIns|cellDel)[ >]"
    rb"|<w:(?:vanish|specVanish)(?:\s+w:val=\"(?:1|true|on)\")?\s*/>|<office:annotation[ >]|<text:tracked-changes[ >]"
    rb"|<text:hidden-(?:text|paragraph)[ >]|text:display=\"none\""
)
_COMMENT = re.compile(r"<!--(?!\[)\s*\S.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<[^>]*(?:\shidden(?=[\s>=])|style=\"[^\"]*display:\s*none)[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def hidden_in(files: Iterable[Path]) -> Iterator[Problem]:
    """A problem for each file that says more than it shows."""
    for file in files:
        found = (
            _in_package(file) if file.suffix in (".docx", ".odt") else _in_page(file) if file.suffix == ".html" else ""
        )
        if found:
            yield problem("NARRATIVE-022", file=file, words=found)


def _in_package(file: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as package:
        for name in package.namelist():
            if name.endswith(".xml") and (found := _MARKS.search(package.read(name))):
                return f"{name}: {found[0].decode('ascii', 'replace').strip('< >')}"
    return ""


def _in_page(file: Path) -> str:
    text = _STYLE.sub("", file.read_text(encoding="utf-8", errors="replace"))
    found = _COMMENT.search(text) or _UNSEEN.search(text)
    return " ".join(found[0].split())[:80] if found else ""
