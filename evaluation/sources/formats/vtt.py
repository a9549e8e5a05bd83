"""WebVTT: subtitles with voices, as Teams, Zoom and Whisper write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from evaluation.errors import fail
from evaluation.sources.cues import Cue, cues_in, lines_of_cues, with_labels_lifted
from evaluation.sources.encoding import decode
from evaluation.sources.extract import Extract
from evaluation.sources.normalise import normalise

SUFFIXES = (".vtt",)
_COMMENTS = ("WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")
_VOICE = re.compile(r"<(/?)v(?:\.[^\s>]*)?(?:[ \t]+([^>]*))?>")
# Only the standard's own tags: a lone `<` is something said.
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang)(?:[.\s][^>]*)?>|<(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}>")


def read(content: bytes, file: str) -> Extract:
    decoded = decode(content, file)
    text, _ = normalise(decoded.text)
    cues = tuple(_spoken(cues_in(text.split("\n"), comments=_COMMENTS)))
    if not cues:
        raise fail("SOURCE-010", file=file)
    lines = lines_of_cues(with_labels_lifted(cues))
    return Extract(lines, file, encoding=decoded.encoding, problems=decoded.problems)


def _spoken(cues: Iterator[Cue]) -> Iterator[Cue]:
    """The cues cut where another voice begins. A voice lasts until its end tag, at most to the end of its cue."""
    timing, voice = None, ""
    for cue in cues:
        if timing != (cue.start, cue.end):
            timing, voice = (cue.start, cue.end), ""
        at = 0
        for match in _VOICE.finditer(cue.text):
            yield _part(cue, cue.text[at : match.start()], voice)
            at, voice = match.end(), "" if match[1] else (match[2] or "")
        yield _part(cue, cue.text[at:], voice)


def _part(cue: Cue, text: str, voice: str) -> Cue:
    return replace(cue, text=unescape(_TAG.sub("", text)), speaker=" ".join(unescape(voice).split()))
