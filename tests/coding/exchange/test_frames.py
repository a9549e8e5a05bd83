"""Offsets land on the words they were made on, whatever way the program counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.exchange.frames import Foreign, Frame, Selected, all_frames, find_frame, frame_named, placed
from evaluation.errors import EvaluationError
from evaluation.sources.normalise import normalise
from tests.coding.exchange.examples import project, read, selection, source, words

TEXT = (
    "Ada: Vi fikk hjelp 🙂 av naboen.\nBo: Det var fint 👍 å høre.\nAda: Ja, det hjalp 🎉 oss mye.\n"
    "Bo: Da ble det lettere å spørre.\nAda: Tillit 🤝 tar tid.\n"
)


def counted(original: str, at: int, frame: Frame) -> int:
    """What a program that counts like this calls the place before original[at]."""
    before = original[:at]
    mark = before.startswith("\ufeff")
    body = before[1:] if mark else before
    units = len(body.encode("utf-16-le")) // 2 if frame.utf16 else len(body)
    pairs, breaks = body.count("\r\n"), body.count("\n")
    return units + (breaks - pairs if frame.crlf else -pairs) + int(mark and frame.bom)


def made(original: str, frame: Frame) -> tuple[Foreign, list[Selected], list[str]]:
    """Each third word of a text as a selection counted this way."""
    text, offsets = normalise(original)
    found = list(re.finditer(r"\w+", original))[::3]
    spots = [(counted(original, each.start(), frame), counted(original, each.end(), frame)) for each in found]
    selected = [Selected(0, start, end - int(frame.last)) for start, end in spots]
    return Foreign(original, offsets, len(text)), selected, [each[0] for each in found]


@pytest.mark.parametrize("frame", list(all_frames()), ids=str)
@pytest.mark.parametrize("original", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT.replace("\n", "\r\n")])
def test_a_way_of_counting_is_found_by_the_words_it_does_not_cut(frame: Frame, original: str) -> None:
    foreign, selected, said = made(original, frame)
    found = find_frame([foreign], selected)
    places = placed([foreign], selected, found.frame).tolist()
    text = normalise(original)[0]
    assert [text[start:end] for start, end in places] == said
    assert found.certainty > 0.99


def test_ways_that_place_everything_alike_are_one() -> None:
    foreign, selected, _ = made("Bare ett ord", Frame())
    found = find_frame([foreign], selected)
    assert (found.frame, found.alternatives, found.fitting) == (Frame(), 1, 1.0)


def test_where_nothing_is_selected_there_is_nothing_to_find_out() -> None:
    found = find_frame([], [])
    assert (found.frame, found.certainty, found.selections) == (Frame(), 1.0, 0)


def test_names_that_are_the_words_decide_where_the_ends_do_not() -> None:
    original = "a b c d e f g h\n" * 12
    text, offsets = normalise(original)
    spots = list(range(48, 160, 16))
    crlf = Frame(crlf=True)
    selected = [Selected(0, counted(text, at, crlf), counted(text, at + 7, crlf), text[at : at + 7]) for at in spots]
    unnamed = [Selected(0, each.start, each.end) for each in selected]
    foreign = Foreign(original, offsets, len(text))
    assert find_frame([foreign], selected).frame == crlf
    assert find_frame([foreign], selected).certainty > find_frame([foreign], unnamed).certainty


@pytest.mark.parametrize("written", ["utf16+crlf", "codepoint", "utf16 + bom + crlf + last", "CODEPOINT+last"])
def test_a_frame_can_be_named(written: str) -> None:
    assert str(frame_named(written)) == written.replace(" ", "").lower()


@pytest.mark.parametrize("written", ["", "utf8", "utf16+codepoint", "utf16+lf"])
def test_a_frame_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(EvaluationError) as error:
        frame_named(written)
    assert error.value.problems[0].code == "EXCHANGE-006"


def test_nvivo_for_windows_counts_utf16_over_crlf_without_the_mark(tmp_path: Path) -> None:
    frame = Frame(utf16=True, crlf=True)
    original = "\ufeff" + TEXT.replace("\n", "\r\n") * 12
    _, selected, said = made(original, frame)
    inside = "".join(selection(each.start, each.end, number=number) for number, each in enumerate(selected))
    read_ = read(tmp_path, project(source(inside)), {"Sources/samtale.txt": original.encode("utf-8")})
    assert words(read_) == said
    assert read_.frame["frame"] == "utf16+crlf"


def test_a_frame_that_is_given_is_taken(tmp_path: Path) -> None:
    xml, files = project(source(selection(4, 9))), {"sources/samtale.txt": "🙂🙂 hjelp!"}
    assert words(read(tmp_path, xml, files, frame="utf16")) == [" hjel"]
    assert words(read(tmp_path, xml, files, frame="codepoint")) == ["jelp!"]
    told = read(tmp_path, xml, files, frame="utf16").frame
    assert (told["frame"], told["given"]) == ("utf16", True)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abæ 🙂\n\r", min_size=1, max_size=60), st.sampled_from(list(all_frames())), st.data())
def test_any_stretch_comes_back_to_where_it_was(text: str, frame: Frame, drawn: st.DataObject) -> None:
    original = text.replace("\r", "\r\n")
    stored, offsets = normalise(original)
    spots = [at for at in range(len(original) + 1) if original[max(at - 1, 0) : at + 1] != "\r\n"]
    start, end = sorted((drawn.draw(st.sampled_from(spots)), drawn.draw(st.sampled_from(spots))))
    selected = Selected(0, counted(original, start, frame), counted(original, end, frame) - int(frame.last))
    [[first, last]] = placed([Foreign(original, offsets, len(stored))], [selected], frame).tolist()
    assert stored[first:last] == original[start:end].replace("\r\n", "\n")
