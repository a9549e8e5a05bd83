"""Subtitles and speech recognition give labelled lines with their times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.sources.extract import Extract
from evaluation.sources.formats import extract


def read(folder: Path, name: str, content: str) -> Extract:
    (folder / name).write_text(content, encoding="utf-8")
    return extract(folder / name)


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        ("00:01.000 --> 00:02.000\n<v Kari>Hei</v>", "Kari: Hei"),
        ("00:01.000 --> 00:02.000\n<v.loud Kari Nordmann>Hei", "Kari Nordmann: Hei"),
        ("00:01.000 --> 00:02.000\n<v Kari>Hei</v> <v Ola>Hallo</v>", "Kari: Hei\nOla: Hallo"),
        ("00:01.000 --> 00:02.000\n<v Kari>Hei\nog velkommen</v>", "Kari: Hei\nog velkommen"),
        ("00:01.000 --> 00:02.000\n5 < 6 og <3 &amp; <i>ja</i>", "5 < 6 og <3 & ja"),
        ("00:01.000 --> 00:02.000 align:start position:10%\nHei", "Hei"),
        ("3f2a-11/7-0\n00:01.000 --> 00:02.000\nHei", "Hei"),
        ("NOTE ikke med\nheller ikke dette\n\n00:01.000 --> 00:02.000\nHei", "Hei"),
        ("STYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nHei", "Hei"),
        ("01:00:01.000 --> 01:00:02.000\nHei <00:01.500>på deg", "Hei på deg"),
        ("00:01.000 --> 00:02.000\nKari Li: Hei\n\n00:03.000 --> 00:04.000\nKari Li: du", "Kari Li: Hei\ndu"),
        ("00:01.000 --> 00:02.000\nNOTE som ord", "NOTE som ord"),
    ],
)
def test_vtt_keeps_what_is_said(tmp_path: Path, cues: str, text: str) -> None:
    assert read(tmp_path, "a.vtt", f"WEBVTT - opptak\nKind: captions\n\n{cues}\n").text == text


def test_vtt_gives_speaker_time_and_line(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "a.vtt", "WEBVTT\n\n01:00:01.500 --> 01:00:02.000\n<v Kari>Hei\n").lines
    assert (line.speaker, line.start_time, line.end_time, line.number) == ("Kari", 3601.5, 3602.0, 4)


SRT = "1\n00:00:01,000 --> 00:00:02,500\nHei på deg\n\n2\n00:00:03,000 --> 00:00:04,000\n1994 var et godt år\n42\n"


def test_srt_leaves_out_numbers_of_cues_and_no_others(tmp_path: Path) -> None:
    assert read(tmp_path, "a.srt", SRT).text == "Hei på deg\n1994 var et godt år\n42"


def test_srt_has_times(tmp_path: Path) -> None:
    line = read(tmp_path, "a.srt", SRT).lines[0]
    assert (line.start_time, line.end_time) == (1.0, 2.5)


def test_srt_without_blank_lines_between_cues_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a.srt", SRT.replace("\n\n", "\n")).text == "Hei på deg\n1994 var et godt år\n42"


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        ({"segments": [{"start": 1, "end": 2.5, "text": " Hei"}]}, [("Hei", "", 1.0, 2.5)]),
        (
            {"segments": [{"start": 1, "end": 2, "text": "Hei", "speaker": "SPEAKER_00"}]},
            [("SPEAKER_00: Hei", "SPEAKER_00", 1.0, 2.0)],
        ),
        ({"transcription": [{"offsets": {"from": 1500, "to": 2000}, "text": " Hei"}]}, [("Hei", "", 1.5, 2.0)]),
        ({"chunks": [{"timestamp": [1.0, None], "text": "Hei"}]}, [("Hei", "", 1.0, None)]),
        ([{"start": 0, "end": 1, "text": "Hei"}], [("Hei", "", 0.0, 1.0)]),
    ],
    ids=["openai-whisper", "whisperX", "whisper.cpp", "chunks", "bare list"],
)
def test_every_whisper_is_read(tmp_path: Path, document: object, lines: list[object]) -> None:
    read_lines = read(tmp_path, "a.json", json.dumps(document)).lines
    assert [(line.text, line.speaker, line.start_time, line.end_time) for line in read_lines] == lines


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("a.json", '{"segments": [\n{"text"', "SOURCE-010", 2),
        ("a.json", '{"name": "x"}', "SOURCE-014", None),
        ("a.json", "[" * 100_000, "SOURCE-010", None),
        ("a.vtt", "WEBVTT\n\nbare tekst", "SOURCE-010", None),
        ("a.srt", "bare tekst", "SOURCE-010", None),
    ],
    ids=["cut short", "other json", "nested", "vtt without cues", "srt without cues"],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, name: str, content: str, code: str, line: int | None) -> None:
    with pytest.raises(EvaluationError) as error:
        read(tmp_path, name, content)
    assert [(each.code, each.line) for each in error.value.problems] == [(code, line)]
