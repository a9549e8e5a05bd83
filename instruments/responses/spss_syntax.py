"""Multiple-response sets as SPSS syntax, to be run once on the file it stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from instruments.responses.meaning import Meaning, ResponseSet


def syntax_of_sets(meaning: Meaning) -> str:
    return "* Encoding: UTF-8.\nMRSETS\n" + "\n".join(_lines(meaning)) + ".\n"


def _lines(meaning: Meaning) -> Iterator[str]:
    for each in meaning.sets:
        kind = "MDGROUP" if each.is_dichotomy else "MCGROUP"
        label = f" LABEL={_quoted(each.label)}" if each.label else ""
        yield f"  /{kind} NAME=${each.name.lstrip('$')}{label} VARIABLES={' '.join(each.variables)}{_counted(each)}"


def _counted(each: ResponseSet) -> str:
    if each.counted is None:
        return ""
    value = _quoted(each.counted) if isinstance(each.counted, str) else f"{each.counted:g}"
    return f" VALUE={value}"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
