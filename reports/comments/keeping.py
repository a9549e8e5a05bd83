"""The comments on a study's report: read from a copy, kept, listed at their places, and dealt with."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.errors import fail, problem, raise_any
from evaluation.memos import tidy
from evaluation.model import Comment
from evaluation.model.report import CommentStatus
from evaluation.store.report import put_comments, read_comments
from evaluation.study import Study
from reports.comments.placing import Found, Spot, find_spot, spots_of
from reports.comments.word import Marked, Remark, marked_in, read_word
from reports.files import FOLDER, report_folder

MOST = 2000  # remarks of one copy
LONGEST = 20_000  # letters of one remark that are kept


@dataclass(frozen=True)
class Placed:
    """A comment, and where it belongs now."""

    comment: Comment
    found: Found

    def as_dict(self) -> dict[str, Any]:
        kept = {key: value for key, value in asdict(self.comment).items() if key != "key"}
        place = {"file": self.found.file, "line": self.found.line, "certainty": self.found.certainty}
        return {**kept, **place, "paragraph": self.found.beginning}


def take_comments(study: Study, file: Path, *, folder: str = FOLDER) -> list[Placed]:
    """Read the comments and changes of a Word file and keep those that are new; one act.

    Returns all of the file, placed in the report that stands in the folder. One that was kept before stays as it was
    dealt with. Raises NARRATIVE-010 for what cannot be read, NARRATIVE-011 where nothing is marked in it.
    """
    return _taken(study, read_word(file), file.name, report_folder(study, folder))


def take_sent(study: Study, content: bytes, name: str, *, folder: str = FOLDER) -> list[Placed]:
    """The same of a file that was sent."""
    return _taken(study, marked_in(content, name), name, report_folder(study, folder))


def list_comments(study: Study, *, status: CommentStatus | None = None, folder: str = FOLDER) -> list[Placed]:
    """What is kept, at the places where it belongs now."""
    place = report_folder(study, folder)
    with study.store.reading() as connection:
        kept = [each for each in read_comments(connection) if status in (None, each.status)]
    return _placed(kept, spots_of(place))


def settle(study: Study, ids: Sequence[int], status: CommentStatus, note: str = "") -> list[Comment]:
    """Say what was done about comments; one act. Raises NARRATIVE-012 for an id that none has."""
    with study.store.reading() as connection:
        known = {each.id: each for each in read_comments(connection)}
    raise_any(problem("NARRATIVE-012", id=id_, known=_some(known)) for id_ in dict.fromkeys(ids) if id_ not in known)
    at = datetime.now(UTC).isoformat(timespec="seconds") if status != "open" else ""
    said = [
        replace(known[id_], status=status, note=tidy(note), who=study.who if at else "", decided_at=at)
        for id_ in dict.fromkeys(ids)
    ]
    with study.store.act(f"report.comment.{status}", study.who, n=len(said)) as act:
        put_comments(act, said)
    return said


def _some(known: dict[int | None, Comment]) -> str:
    return ", ".join(map(str, list(known)[:8])) or "–"


def _taken(study: Study, marked: Marked, name: str, place: Path) -> list[Placed]:
    if not marked.remarks:
        raise fail("NARRATIVE-011", file=name)
    if len(marked.remarks) > MOST:
        raise fail("NARRATIVE-013", file=name, n=len(marked.remarks), most=MOST)
    spots = spots_of(place)
    found = [*_comments(marked, name)]
    with study.store.act("report.comments", study.who, file=name, n=len(found)) as act:
        there = {each.key: each for each in read_comments(act.connection)}
        put_comments(act, [_as_kept(each, there.get(each.key)) for each in found])
    with study.store.reading() as connection:
        ids = {each.key: each for each in read_comments(connection)}
    return _placed([ids[each.key] for each in found], spots)


def _as_kept(comment: Comment, before: Comment | None) -> Comment:
    """A comment as it came, with what was done about it when it came before."""
    if before is None:
        return comment
    return replace(
        comment, status=before.status, note=before.note, who=before.who, decided_at=before.decided_at, id=before.id
    )


def _comments(marked: Marked, document: str) -> Iterator[Comment]:
    seen: Counter[str] = Counter()
    for each in marked.remarks:
        key = _key(each)
        seen[key] += 1
        passage = marked.passages[each.passage] if marked.passages else None
        yield Comment(
            key=key if seen[key] == 1 else f"{key}-{seen[key]}",
            kind=each.kind,
            author=tidy(each.author)[:200],
            at=tidy(each.at)[:40],
            text=tidy(each.text)[:LONGEST],
            quoted=tidy(_moved_to(each, marked) if each.kind == "move" else each.quoted)[:LONGEST],
            around=tidy(passage.text)[:LONGEST] if passage else "",
            place=passage.place if passage else "body",
            replies=tuple(replace(reply, text=tidy(reply.text)[:LONGEST]) for reply in each.replies[:200]),
            resolved=each.resolved,
            document=tidy(document)[:200],
        )


def _moved_to(remark: Remark, marked: Marked) -> str:
    """The words it stands after now."""
    before = [each.text.strip() for each in marked.passages[: (remark.to or 0) + 1] if each.text.strip()]
    return before[-1][:120] if remark.to is not None and before else ""


def _key(remark: Remark) -> str:
    """The same for the same remark, whichever program saved the copy last: seconds and line breaks may differ."""
    told = (remark.kind, remark.author.strip(), remark.at[:16], " ".join(remark.text.split()))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _placed(comments: Sequence[Comment], spots: Sequence[Spot]) -> list[Placed]:
    found: list[Placed] = []
    after, document = 0, ""
    for each in comments:
        after = after if each.document == document else 0
        document = each.document
        quoted = "" if each.kind == "move" else (each.quoted or each.text)
        place, after = find_spot(each.around, quoted, spots, after)
        found.append(Placed(each, place))
    return found
