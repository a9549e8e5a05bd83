"""Codings as W3C Web Annotations in JSON-LD (Web Annotation Data Model, W3C Recommendation of 23 February 2017).

Places are told twice, as the model advises: by position, which counts code points of the text in NFC with line breaks
as single characters, and by the words themselves with those around them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coding.exchange.guids import made_guid
from coding.exchange.left_out import left_out
from coding.exchange.losses import Loss
from coding.exchange.project import Coded, Project, Text
from evaluation.language import LANGUAGES
from evaluation.model import Code
from evaluation.model.guid import guids

SUFFIXES = (".jsonld",)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Told = dict[str, Any]
AROUND = 32  # characters before and after that tell the same words in other places apart


def write(project: Project, path: Path) -> tuple[Loss, ...]:
    """One collection of annotations: codings first, then the memos that stand on texts."""
    text = json.dumps(collection(project), ensure_ascii=False, indent=1)
    path.write_bytes(text.encode("utf-8", "replace") + b"\n")
    plain = ("1", "manual", None)
    more = sum((each.coding.round, each.coding.origin, each.coding.certainty) != plain for each in project.codings)
    names = _texts(project)
    placed = sum(each.memo.on == "source" and each.memo.on_id in names for each in project.notes)
    lost = len(project.notes) - placed
    losses = left_out(project, ("coding", "code"), {"coding": (more, "rounds-left")}, without=("source", "note"))
    told = (
        Loss("source", "changed", len(project.texts), "pointed-at"),
        Loss("note", "kept", placed),
        Loss("note", "dropped", lost, "no-place"),
    )
    return (*losses, *(each for each in told if each.count))


def collection(project: Project) -> Told:
    texts = _texts(project)
    sources = {name: _source(text) for name, text in texts.items()}
    items = [*_codings(project, texts, sources), *_memos(project, texts, sources)]
    own = _urn(made_guid("annotations", project.name, *(item["id"] for item in items)))
    return {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": project.name,
        "total": len(items),
        "generator": {"id": "urn:underveis", "type": "Software", "name": "Underveis"},
        "first": {"id": f"{own}#1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _texts(project: Project) -> Mapping[str, Text]:
    return {text.source.name: text for text in project.texts}


def _codings(project: Project, texts: Mapping[str, Text], sources: Mapping[str, Told]) -> Iterator[Told]:
    codes = {code.name: code for code in project.codebook}
    known = guids(project.codebook)
    for each in project.codings:
        coding = each.coding
        text, source = texts[coding.source], sources[coding.source]
        body = [_tag(codes[coding.code], known[coding.code])]
        if coding.note:
            body.append({"type": "TextualBody", "purpose": "commenting", "value": coding.note, "format": "text/plain"})
        yield {
            "id": _urn(each.guid or _guid(each, source)),
            "type": "Annotation",
            "motivation": "tagging",
            **_made(coding.coder, each.at),
            "body": body,
            "target": _target(text, source, coding.start, coding.end),
        }


def _guid(each: Coded, source: Told) -> str:
    coding = each.coding
    told = (coding.start, coding.end, coding.code, coding.coder, coding.round, coding.origin, coding.note)
    return made_guid("annotation", source["id"], *told)


def _tag(code: Code, guid: str) -> Told:
    """The code as a tag: its label where it has one in a single wording, else its name."""
    labels = code.label.as_dict()
    language = next((each for each in LANGUAGES if each in labels), None)
    tag: Told = {"type": "TextualBody", "purpose": "tagging", "value": code.name, "format": "text/plain"}
    if language and len(set(labels.values())) > 1:
        tag |= {"value": labels[language], "language": language}
    elif labels:
        tag["value"] = next(iter(labels.values()))
    return {**tag, "id": _urn(guid), "label": code.name}


def _memos(project: Project, texts: Mapping[str, Text], sources: Mapping[str, Told]) -> Iterator[Told]:
    for each in project.notes:
        memo = each.memo
        text = texts.get(memo.on_id)
        if memo.on != "source" or text is None:
            continue
        words = "\n\n".join(filter(None, (memo.title, memo.text)))
        placed = memo.start is not None and memo.end is not None
        source = sources[memo.on_id]
        target = _target(text, source, memo.start or 0, memo.end or 0) if placed else source
        yield {
            "id": _urn(
                each.guid or made_guid("annotation", source["id"], memo.start, memo.end, words, memo.author, memo.at)
            ),
            "type": "Annotation",
            "motivation": "commenting",
            **_made(memo.author, memo.at),
            "body": {"type": "TextualBody", "value": words, "format": "text/plain"},
            "target": target,
        }


def _made(by: str, at: str) -> Told:
    # The model wants a moment with its zone; one without it is left out.
    zoned = at.endswith("Z") or at[-6:-5] in ("+", "-")
    creator = {"creator": {"id": _urn(made_guid("user", by)), "type": "Person", "nickname": by}} if by else {}
    return {**creator, **({"created": at} if zoned else {})}


def _target(text: Text, source: Told, start: int, end: int) -> Told:
    words = text.source.text
    quote = {"type": "TextQuoteSelector", "exact": words[start:end]}
    quote |= {"prefix": words[max(start - AROUND, 0) : start], "suffix": words[end : end + AROUND]}
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }


def _source(text: Text) -> Told:
    source = text.source
    digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    told = {"id": _urn(text.guid or made_guid("source", source.name, digest)), "type": "Text", "format": "text/plain"}
    return {**told, "label": source.name, **({"language": source.language} if source.language else {})}


def _urn(guid: str) -> str:
    return f"urn:uuid:{guid}"
