"""Bytes become text without garbling a letter, or are refused."""

from __future__ import annotations

import pytest

from evaluation.errors import EvaluationError
from evaluation.sources.encoding import decode

WORDS = "Kari: Vi går på møte – «blåbærsyltetøy», ÆØÅ.\nOla: Ja, nærværet er høyt.\n"


def refused(content: bytes, declared: str | None = None) -> tuple[str, int | None]:
    with pytest.raises(EvaluationError) as error:
        decode(content, "intervju.txt", declared)
    (problem,) = error.value.problems
    return problem.code, problem.line


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode("utf-8"), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8"),
        (WORDS.encode("cp1252"), "cp1252"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_usual_encoding_is_told_apart(content: bytes, encoding: str) -> None:
    decoded = decode(content, "intervju.txt")
    assert (decoded.text.lstrip("\ufeff"), decoded.encoding) == (WORDS, encoding)


@pytest.mark.parametrize("words", ["å", "På", "«BLÅ» er fint", "Ja – nei", "Pris: 5 €"])
def test_short_cp1252_is_not_taken_for_damaged_utf8(words: str) -> None:
    assert decode(words.encode("cp1252"), "a.txt").text == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_three_letters_is_recognised(encoding: str) -> None:
    assert decode("æøå".encode(encoding), "a.txt").text == "æøå"


def test_reading_as_cp1252_is_told() -> None:
    assert [each.code for each in decode(WORDS.encode("cp1252"), "a.txt").problems] == ["SOURCE-009"]


def test_reading_as_utf8_is_nothing_to_tell() -> None:
    assert decode(WORDS.encode(), "a.txt").problems == ()


def test_utf8_with_a_stray_byte_is_refused_at_its_line() -> None:
    assert refused("Først går det bra.\n".encode() + b"S\xe5 ikke.\n") == ("SOURCE-008", 2)


def test_a_stray_byte_counts_lines_whatever_ends_them() -> None:
    assert refused("å\r\nå\rå\n".encode() + b"\xe5 x") == ("SOURCE-008", 4)


def test_a_byte_order_mark_is_a_claim() -> None:
    assert refused(b"\xef\xbb\xbfHei\nS\xe5") == ("SOURCE-008", 2)


def test_a_declaration_is_a_claim() -> None:
    assert refused(b"Hei\nS\xe5", declared="UTF-8") == ("SOURCE-008", 2)


def test_utf8_cut_off_in_a_letter_is_refused() -> None:
    assert refused("På møte om få".encode()[:-1]) == ("SOURCE-008", 1)


def test_a_mixture_of_two_encodings_is_refused() -> None:
    assert refused("Så ".encode() + "mange ør på øya, æ".encode("cp1252")) == ("SOURCE-008", 1)


def test_a_declared_latin_1_is_read_as_cp1252_without_a_note() -> None:
    decoded = decode("Så – «ja»".encode("cp1252"), "a.html", declared="ISO-8859-1")
    assert (decoded.text, decoded.problems) == ("Så – «ja»", ())


@pytest.mark.parametrize("declared", ["klingon", "utf-16"])
def test_an_impossible_declaration_is_no_claim(declared: str) -> None:
    assert decode("Så".encode("cp1252"), "a.html", declared=declared).text == "Så"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0",
        bytes(range(256)) * 4,
        b"PK\x03\x04\x14\0\x06\0\x08\0",
        b"tekst\0med en null i",
        "Vi så på blåbær i går".encode("cp865"),
        "Vi så på blåbær i går".encode("mac-roman"),
    ],
    ids=["png", "all bytes", "zip", "a zero", "dos", "mac"],
)
def test_what_is_no_known_text_is_refused(content: bytes) -> None:
    assert refused(content)[0] == "SOURCE-007"


def test_utf16_cut_off_in_a_letter_is_refused() -> None:
    assert refused("Hei på deg".encode("utf-16-le")[:-1])[0] == "SOURCE-008"
