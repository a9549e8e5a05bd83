"""What a figure, a table or a quote rests on, line by line in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evaluation.app.cli.output import show_table
from evaluation.language import current, enumerate_words, phrase
from evaluation.numbers import write_date, write_number

if TYPE_CHECKING:
    from reports.origins import Explained, Origin

SIMPLE = ("what", "theme")
DESIGN = ("by", "weight", "strata", "clusters", "population")
DATA = ("file", "sha256", "imported", "questionnaire")


def show_listed(origins: Sequence[Origin]) -> None:
    """Every id with what it is."""
    headings = [phrase(f"chapter.explain.column.{each}") for each in ("id", "caption")]
    show_table(headings, [[each.id, _short(each.caption)] for each in origins])


def show_explained(found: Explained) -> None:
    origin = found.origin
    print(origin.id)
    for key, value in _lines(origin):
        if value:
            print(f"  {phrase(f'chapter.explain.line.{key}')}: {value}")
    if origin.details.get("shown") is False:
        print(phrase("chapter.explain.not_shown"))
    if found.stale:
        print(phrase("chapter.explain.stale"))


def _lines(origin: Origin) -> Iterator[tuple[str, str]]:
    details = origin.details
    if origin.kind == "quote":
        yield from _of_quote(details)
        return
    yield "caption", origin.caption
    if origin.kind == "follow-up":
        yield from _of_follow_up(details)
        return
    if origin.kind == "finding":
        yield from _of_finding(details)
        return
    if origin.kind == "material":
        yield from _of_material(details)
        return
    if origin.kind == "survey-figure":
        yield from ((key, str(details[key])) for key in SIMPLE)
        for question, base in _with_bases(details):
            yield from _asked(question)
            yield "base", base
        yield "wave", _plain(details["waves"])
    else:
        yield "outcome", str(details["outcome"])
        yield "answered", _plain(details["answered"])
    yield from ((key, _plain(details.get(key, ""))) for key in DESIGN)
    yield "where", ", ".join(f"{name} = {value:g}" for name, value in details["where"].items())
    yield from _counted(details)
    yield from _of_data(details["data"])


def _of_follow_up(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "date", write_date(details["date"]) if details["date"] else ""
    yield "words", phrase("figure.quoted", name=" ".join(details["words"].split())) if details["words"] else ""
    yield "source", details["source"] or ""


def _of_finding(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "theme", str(details["theme"])
    for each in details["evidence"]:
        marks = [phrase(f"finding.kind.{each['kind']}"), each["attribution"], each["key"], each["source"]]
        marks += [phrase("finding.counter") if each["counter"] else ""]
        marks += ["" if each["status"] == "same" else phrase(f"finding.status.{each['status']}")]
        told = ", ".join(mark for mark in marks if mark)
        yield "evidence", f"[{each['id']}] {each['words']} ({told})"


def _of_material(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "what", phrase(f"finding.basis.{details['basis']}", n=details["n"], count=write_number(details["n"]))
    yield "theme", str(details["theme"])
    yield "code", ", ".join(details.get("codes", ()))
    for each in details.get("texts", ()):
        yield "source", f"{each['source'] or each['sha256']} ({write_number(each['n'])})"
    yield "command", str(details["command"])


def _of_quote(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "words", phrase("figure.quoted", name=details["words"])
    yield "attribution", str(details["attribution"])
    yield "source", str(details["source"])
    yield "place", phrase("chapter.explain.place", **{key: details[key] for key in ("start", "end", "coding")})
    yield from ((key, str(details[key])) for key in ("code", "origin", "question", "theme", "sha256"))


def _asked(question: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    words = question["wording"].get(current()) or question["label"]
    asked = question["asked"].get(current(), "")
    if asked and asked != words:
        words = f"{asked} {words}"
    named = question["variable"] if not question["question"] else f"{question['variable']}, {question['question']}"
    yield "question", f"{words} ({named})"
    yield "answers", "; ".join(f"{code} {label}" for code, label in question["answers"].items())
    yield "positive", ", ".join(question["positive"])
    yield "condition", question["condition"]


def _with_bases(details: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each question with its base; with one for each wave where there are several."""
    for question in details["questions"]:
        own = [_base(each) for each in details["base"] if each["variable"] == question["variable"]]
        yield question, " · ".join(own)


def _base(base: Mapping[str, Any]) -> str:
    if base.get("hidden"):
        return phrase("chapter.explain.base_hidden")
    told = {"n": write_number(base["n"]), "asked": write_number(base["asked"])}
    weighted, wave = base["n_weighted"], f"{base['wave']}: " if base["wave"] else ""
    if weighted is None or abs(weighted - base["n"]) < 1e-9:
        return wave + phrase("chapter.explain.base_plain", **told)
    return wave + phrase("chapter.explain.base", weighted=write_number(weighted, 1), **told)


def _counted(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "method", str(details.get("method", ""))
    for key in ("hidden", "thin"):
        if details.get(key):
            yield key, write_number(details[key])


def _of_data(kept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rows = "" if kept["rows"] is None else f" ({write_number(kept['rows'])})"
    yield "dataset", f"{kept['dataset']}{rows}"
    yield "file", str(kept["file"]) or phrase("chapter.explain.form")
    yield from ((key, str(kept[key])) for key in DATA[1:])


def _plain(value: Any) -> str:
    return enumerate_words(map(str, value)) if isinstance(value, list) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87] + "…"
