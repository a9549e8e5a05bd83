"""Names of codes in the codebook's own texts, told by their labels: a reader of the report knows no other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evaluation.language import Language
from evaluation.model import Codebook
from reports.markdown import escaped

_BRACKETS = re.compile(r"\(([^()]+)\)")


def with_labels(text: str, codes: Codebook, language: Language, marks: Mapping[str, str] | None = None) -> str:
    """The text as Markdown; where nothing but names of codes stands in brackets, their labels stand there instead.

    marks: name of a code → the mark of its place in the report, which its label then leads to.
    """

    def labelled(name: str) -> str:
        label = escaped(codes.code(name).label.text(language) or name)
        return f"[{label}](#{marks[name]})" if marks and name in marks else label

    def told(found: re.Match[str]) -> str:
        names = [each.strip().replace("\\", "") for each in found[1].split(",")]
        return f"({', '.join(map(labelled, names))})" if all(each in codes for each in names) else found[0]

    return _BRACKETS.sub(told, escaped(" ".join(text.split())))
