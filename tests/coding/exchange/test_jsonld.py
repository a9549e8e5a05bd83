"""Codings as web annotations, after the W3C's model: what each MUST have it has, in the terms of its context."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coding.exchange.formats.jsonld import CONTEXT, write
from tests.coding.exchange.projects import FIRST, project

# The terms of http://www.w3.org/ns/anno.jsonld that we use.
TERMS = {
    "@context", "id", "type", "label", "total", "generator", "first", "startIndex", "items", "motivation", "creator",
    "created", "body", "target", "source", "selector", "start", "end", "exact", "prefix", "suffix", "purpose", "value",
    "format", "language", "nickname", "name",
}  # fmt: skip
TYPES = {
    "AnnotationCollection", "AnnotationPage", "Annotation", "TextualBody", "SpecificResource", "TextPositionSelector",
    "TextQuoteSelector", "Text", "Person", "Software",
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Any]:
    write(project(), tmp_path / "ut.jsonld")
    found: dict[str, Any] = json.loads((tmp_path / "ut.jsonld").read_text("utf-8"))
    return found


def everything(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
        for each in content.values():
            yield from everything(each)
    for each in content if isinstance(content, list) else ():
        yield from everything(each)


def test_every_key_and_type_is_a_term_of_the_context(written: dict[str, Any]) -> None:
    assert written["@context"] == CONTEXT
    assert {key for each in everything(written) for key in each} <= TERMS
    assert {each["type"] for each in everything(written)} <= TYPES


def test_a_collection_holds_its_annotations_on_a_page(written: dict[str, Any]) -> None:
    assert (written["type"], written["total"]) == ("AnnotationCollection", 8)
    page = written["first"]
    assert (page["type"], page["startIndex"], len(page["items"])) == ("AnnotationPage", 0, 8)
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == 8
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)


def test_a_coding_is_placed_by_position_and_by_its_words(written: dict[str, Any]) -> None:
    first = written["first"]["items"][0]
    position, quote = first["target"]["selector"]
    assert FIRST[position["start"] : position["end"]] == quote["exact"] == "tid til å forebygge 🙂"
    assert FIRST[: position["start"]].endswith(quote["prefix"])
    assert FIRST[position["end"] :].startswith(quote["suffix"])
    assert first["target"]["source"]["id"] == "urn:uuid:11111111-1111-1111-1111-111111111111"
    assert (first["motivation"], first["creator"]["nickname"]) == ("tagging", "Kari")


def test_a_code_is_a_tag_and_a_note_a_comment(written: dict[str, Any]) -> None:
    tag, note = written["first"]["items"][0]["body"]
    assert (tag["purpose"], tag["value"], tag["label"]) == ("tagging", "forebygging", "forebygging")
    assert (note["purpose"], note["value"]) == ("commenting", "tydelig\n=2+2")
    fourth = written["first"]["items"][3]["body"][0]
    assert (fourth["value"], fourth["language"]) == ("Tiltak", "nb")


def test_memos_on_texts_come_along_and_others_are_told(written: dict[str, Any], tmp_path: Path) -> None:
    placed, whole = written["first"]["items"][-2:]
    assert placed["target"]["selector"][1]["exact"] == "sier"
    assert (whole["target"]["type"], whole["body"]["value"]) == ("Text", "Brev\n\nOm hele brevet")
    losses = {(e.element, e.outcome, e.count, e.reason) for e in write(project(), tmp_path / "b.jsonld")}
    assert losses >= {
        ("note", "kept", 2, ""),
        ("note", "dropped", 1, "no-place"),
        ("source", "changed", 2, "pointed-at"),
    }


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    write(project(), tmp_path / "a.jsonld")
    write(project(), tmp_path / "b.jsonld")
    assert (tmp_path / "a.jsonld").read_bytes() == (tmp_path / "b.jsonld").read_bytes()
