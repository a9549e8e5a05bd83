"""SubRip subtitles."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from evaluation.errors import fail
from evaluation.sources.cues import cues_in, lines_of_cues, with_labels_lifted
from evaluation.sources.encoding import decode
from evaluation.sources.extract import Extract
from evaluation.sources.normalise import normalise

SUFFIXES = (".srt",)
_TAG = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^>]*)?>|\{\\an?\d\}", re.IGNORECASE)


def read(content: bytes, file: str) -> Extract:
    decoded = decode(content, file)
    text, _ = normalise(decoded.text)
    cues = tuple(replace(cue, text=unescape(_TAG.sub("", cue.text))) for cue in cues_in(text.split("\n")))
    if not cues:
        raise fail("SOURCE-010", file=file)
    lines = lines_of_cues(with_labels_lifted(cues))
    return Extract(lines, file, encoding=decoded.encoding, problems=decoded.problems)
