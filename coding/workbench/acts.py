"""What a coder does on the page. Each is an act of the command line; places are counted in UTF-16 units.

version: that of the text the places were read in. Where it is another by now, what is meant is done to the same words,
wherever they stand; CORRECT-001 is raised where they are not the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coding.manual import add_by_hand, change_by_hand, coding_of, coding_with, remove_by_hand
from coding.workbench.placing import Placing, placing_of
from coding.workbench.reading import refuse_taken_back
from evaluation.codes import create_code
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.memos import add_memo, edit_memo, list_memos, memo, remove_memos, tidy
from evaluation.model import Code, Coding, Localised, Memo
from evaluation.store.changes import read_change
from evaluation.store.codes import read_codings
from evaluation.store.undo import own_latest
from evaluation.study import Study

_LATIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words marked on the page, and what they are said to be about."""

    start: int
    end: int
    code: str
    note: str = ""
    certainty: int | None = None


def code_words(study: Study, source: str, mark: Mark, version: str | None = None) -> int | None:
    """Code marked words; returns the coding's id, which is the old one where they were coded so already."""
    placing = placing_of(study, source, version)
    place = placing.span(mark.start, mark.end)
    refuse_taken_back(study, placing.source, place.start, place.end)
    coding = coding_of(study, source, mark.code, start=place.start, end=place.end, note=mark.note)
    return add_by_hand(study, replace(coding, certainty=mark.certainty), text=placing.source.text).coding.id


def change_words(study: Study, id_: int, was: Mark, now: Mark, version: str | None = None) -> None:
    """Give a coding other words, another code or note. Raises CODING-011 where it is not as it `was` any more.

    One that is already as asked stays so: whoever lost the answer may ask twice.
    """
    before = _own(study, id_)
    placing = placing_of(study, before.source, version)
    seen = _marked(before, was, placing, follow=True)
    wanted = _marked(before, now, placing, follow=(now.start, now.end) == (was.start, was.end))
    if before == wanted and before.certainty == wanted.certainty:
        return
    refuse_taken_back(study, placing.source, wanted.start, wanted.end)
    change_by_hand(study, wanted, was=seen, text=placing.source.text)


def remove_mark(study: Study, id_: int, was: Mark, version: str | None = None) -> None:
    """Take a coding away. Raises CODING-011 where it is not as it `was`; one that is gone stays so."""
    with study.store.reading() as connection:
        if not read_codings(connection, ids=[id_]):
            return
    before = _own(study, id_)
    placing = placing_of(study, before.source, version)
    remove_by_hand(study, [id_], was=[_marked(before, was, placing, follow=True)])


def new_code(study: Study, label: str, *, parent: str | None, language: Language) -> str:
    """Add a code while coding; returns its name, made from the label. Raises where there is one of that name."""
    words = " ".join(label.split())
    code = Code(name=handle_of(words), parent=parent or None, label=Localised(**{language: words}))
    return create_code(study, code).name


def code_called(study: Study, label: str, *, parent: str | None, language: Language) -> str | None:
    """The name of the code that the asker made last, if it was this one: whoever lost the answer may ask twice."""
    with study.store.reading() as connection:
        last, _ = own_latest(connection, study.who, ("codebook.create",))
        made = read_change(connection, last).details.get("name") if last else None
    words = " ".join(label.split())
    found = (each for each in study.codebook if each.name == made and each.parent == (parent or None))
    return next((each.name for each in found if each.label.text(language) == words), None)


def handle_of(label: str) -> str:
    """The short name of a code: `Møter på kveldstid` becomes `moter-pa-kveldstid`."""
    found = "-".join(re.findall(r"[^\W_]+", label.lower().translate(_LATIN)))
    if not found:
        raise fail("CODEBOOK-003", name=label)
    return found


def write_memo(
    study: Study,
    text: str,
    *,
    on: str,
    on_id: str,
    place: tuple[int, int] | None = None,
    version: str | None = None,
) -> int | None:
    """Write a memo on a source, on words of it or on a coding; returns its id.

    The same by the same author in the same place is written once: whoever lost the answer may ask twice.
    """
    written = Memo(text, on=on, on_id=on_id)  # type: ignore[arg-type]
    if place is not None:
        span = placing_of(study, on_id, version).span(*place)
        written = replace(written, start=span.start, end=span.end)
    own = list_memos(study, author=study.who, on=written.on, on_id=on_id)
    same = (each.id for each in own if replace(written, text=tidy(text), author=each.author, at=each.at) == each)
    return next(same, None) or add_memo(study, written).id


def rewrite_memo(study: Study, id_: int, was: str, text: str) -> None:
    """Change an own memo's text, or remove it where nothing is left.

    Raises MEMO-020 where it is not as it `was` any more, MEMO-021 for a memo of somebody else.
    """
    there = memo(study, id_)
    if there.author != study.who:
        raise fail("MEMO-021", author=there.author)
    if there.text == text:
        return
    if there.text != was:
        raise fail("MEMO-020", id=id_)
    if text.strip():
        edit_memo(study, replace(there, text=text), was=was)
    else:
        remove_memos(study, [id_], was=was)


def _own(study: Study, id_: int) -> Coding:
    """The coding, if it is the asker's to change: made by them, or by rule."""
    found = coding_with(study, id_)
    if found.origin != "rule" and found.coder != study.who:
        raise fail("CODING-012", coder=found.coder)
    return found


def _marked(coding: Coding, mark: Mark, placing: Placing, *, follow: bool) -> Coding:
    """The coding as it is marked; `follow`: on its words as they are now, though they were corrected."""
    place = (placing.followed if follow else placing.span)(mark.start, mark.end)
    return replace(coding, start=place.start, end=place.end, code=mark.code, note=mark.note, certainty=mark.certainty)
