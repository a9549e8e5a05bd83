"""Creates, renames, moves, edits, merges, splits and archives codes of a study."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.codes import changes
from evaluation.errors import Problem, fail, problem
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import Place
from evaluation.store import code_acts
from evaluation.store.code_rows import PLACED
from evaluation.study import Study

TOP = Place()


@dataclass(frozen=True, slots=True)
class Merged:
    """moved: codings that came over; doubled: codings that `into` had already, and that are now one with its own."""

    moved: int
    doubled: int
    problems: tuple[Problem, ...] = ()


def create_code(study: Study, code: Code, place: Place | None = None) -> Code:
    """Add a code, by default last under its parent. Returns it as it stands in the codebook."""
    at = place or Place(under=code.parent)
    return _change(study, "create", lambda book: changes.created(book, code, at), name=code.name).code(
        code.name.strip()
    )


def rename_code(study: Study, old: str, new: str) -> tuple[Problem, ...]:
    """Give a code another name: its codings and the codes under it come along. Tells of themes that point to it."""
    wanted = new.strip()
    _change(study, "rename", lambda book: changes.renamed(book, old, new), renamed={wanted: old}, name=old, to=wanted)
    return _left_behind(study, [old], wanted)


def move_code(study: Study, name: str, place: Place = TOP) -> None:
    """Put a code, with all under it, elsewhere: under another parent, or beside a sibling."""
    where = {"under": place.under, "before": place.before, "after": place.after}
    _change(study, "move", lambda book: changes.moved(book, name, place), name=name, where=where)


def relate_code(study: Study, name: str, *, also: Sequence[str] = (), no_longer: Sequence[str] = ()) -> None:
    """Let a code belong under further parents too, or no longer under some of them."""
    _change(
        study,
        "move",
        lambda book: changes.related(book, name, also=also, no_longer=no_longer),
        name=name,
        also=list(also),
        no_longer=list(no_longer),
    )


def edit_code(study: Study, code: Code) -> int | None:
    """Let the code of this name say what `code` says; returns its version if what it means became another.

    Its name, place, parents and version are not touched.
    """

    def edited(book: Codebook) -> Codebook:
        kept = {name: getattr(changes.find(book, code.name), name) for name in PLACED}
        return changes.replaced(book, code.model_copy(update=kept))

    before = changes.find(study.codebook, code.name).version
    after = _change(study, "edit", edited, name=code.name).code(code.name).version
    return after if after != before else None


def merge_codes(study: Study, names: Sequence[str], into: str, *, indicators: bool = False) -> Merged:
    """Merge codes into another, which gets their codings and the codes under them and keeps its own definition.

    What the merged codes said stands in the history of `into`. Identical codings are not doubled. Codings that come
    over count as made under another code, until somebody approves them.
    """
    listed = list(dict.fromkeys(names))
    with study.store.act("codebook.merge", study.who, into=into) as act:
        book = code_acts.codebook_of(act)
        wanted = changes.merged(book, listed, into, indicators=indicators)
        moved, doubled = code_acts.hand_over(act, listed, into)
        act.details["merged"] = [_told(book.code(name)) for name in listed]
        code_acts.write_codes(act, wanted)
        act.details.setdefault("codes", {}).setdefault(str(code_acts.id_of(act, into)), {"fields": [], "version": None})
    return Merged(moved, doubled, _left_behind(study, listed, into))


def split_code(study: Study, name: str, new: Code, codings: Iterable[int], place: Place | None = None) -> int:
    """Move some of a code's codings (their ids) to a new code beside it; returns how many."""
    ids = sorted(set(codings))
    if not ids:
        raise fail("CODEBOOK-006", name=name)
    with study.store.act("codebook.split", study.who, name=name, to=new.name, n=len(ids)) as act:
        book = code_acts.codebook_of(act)
        changes.find(book, name)
        code_acts.write_codes(act, changes.created(book, new, place or Place(after=name)))
        code_acts.move_codings(act, ids, name, new.name)
        act.details["codes"][str(code_acts.id_of(act, name))] = {"fields": [], "version": None}
    return len(ids)


def archive_codes(study: Study, names: Sequence[str]) -> tuple[Problem, ...]:
    """Put codes away, with all under them: not offered for coding nor used by rules, but found as before."""
    listed = list(names)
    _change(study, "archive", lambda book: changes.archived(book, listed, away=True), names=listed)
    return _left_behind(study, listed, "", "CODEBOOK-010")


def unarchive_codes(study: Study, names: Sequence[str]) -> None:
    """Take codes out again, with all under them and those they stand under."""
    listed = list(names)
    _change(study, "unarchive", lambda book: changes.archived(book, listed, away=False), names=listed)


def _change(
    study: Study,
    verb: str,
    change: Callable[[Codebook], Codebook],
    *,
    renamed: Mapping[str, str] | None = None,
    **details: Any,
) -> Codebook:
    """Change the codebook in one act; returns it as it is then."""
    with study.store.act(f"codebook.{verb}", study.who, **details) as act:
        before = code_acts.codebook_of(act)
        after = change(before)
        if after != before:
            code_acts.write_codes(act, after, renamed if after != before else None)
        return code_acts.codebook_of(act)


def _told(code: Code) -> dict[str, Any]:
    return code.model_dump(mode="json", exclude_defaults=True)


def _left_behind(study: Study, names: Sequence[str], now: str, rule: str = "CODEBOOK-009") -> tuple[Problem, ...]:
    """A warning for each theme in evaluation.yaml that points to a code under the name it had."""
    return tuple(
        problem(
            rule,
            file=study.settings.path,
            line=study.settings.line(("themes", number, "code")),
            severity="warning",
            theme=theme.id,
            name=theme.code,
            now=now,
        )
        for number, theme in enumerate(study.evaluation.themes)
        if theme.code in names and theme.code != now
    )
