"""The JSON of speech recognition: openai-whisper, whisperX, whisper.cpp and the chunks of NB-Whisper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.sources.cues import Cue, lines_of_cues, with_labels_lifted
from evaluation.sources.encoding import decode
from evaluation.sources.extract import Extract
from evaluation.sources.normalise import normalise

SUFFIXES = (".json",)
_LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("no", "nb", "norwegian", "bokmål"), "nb"),
    **dict.fromkeys(("nn", "nynorsk"), "nn"),
    **dict.fromkeys(("en", "english"), "en"),
}


def read(content: bytes, file: str) -> Extract:
    decoded = decode(content, file)
    text, _ = normalise(decoded.text)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise fail("SOURCE-010", file=file, line=error.lineno) from None
    except RecursionError:
        raise fail("SOURCE-010", file=file) from None
    cues = tuple(_cues(_segments(document)))
    if not cues:
        raise fail("SOURCE-014", file=file)
    lines = lines_of_cues(with_labels_lifted(cues))
    return Extract(lines, file, encoding=decoded.encoding, language=_language(document), problems=decoded.problems)


def _segments(document: Any) -> list[Any]:
    if isinstance(document, dict):
        document = next((document[key] for key in ("segments", "transcription", "chunks") if key in document), None)
    return document if isinstance(document, list) else []


def _cues(segments: list[Any]) -> Iterator[Cue]:
    for number, segment in enumerate(segments, 1):
        if isinstance(segment, dict) and isinstance(segment.get("text"), str):
            start, end = _times(segment)
            yield Cue(segment["text"], number, start, end, str(segment.get("speaker") or "").strip())


def _times(segment: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Seconds; whisper.cpp counts milliseconds in `offsets`, a chunk has a pair in `timestamp`."""
    offsets, pair = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, dict):
        return _number(offsets.get("from"), 1000), _number(offsets.get("to"), 1000)
    if isinstance(pair, list) and len(pair) == 2:
        return _number(pair[0]), _number(pair[1])
    return _number(segment.get("start")), _number(segment.get("end"))


def _number(value: object, divisor: int = 1) -> float | None:
    return round(value / divisor, 3) if isinstance(value, int | float) else None


def _language(document: Any) -> Language | None:
    """What the file says, except that Whisper's `no` is either Norwegian: then the words decide."""
    if not isinstance(document, dict):
        return None
    result = document.get("result")
    said = document.get("language") or (result.get("language") if isinstance(result, dict) else None)
    return None if said in ("no", "norwegian") else _LANGUAGES.get(str(said).lower())
