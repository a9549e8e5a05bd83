"""Where coders differ: the list of the places, and each of them to be decided, one after the other."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import Field

from coding.consensus.comparing import Comparison, compare_study
from coding.consensus.listing import Sought, places_of
from coding.consensus.marks import mark_of
from coding.consensus.places import Disagreement
from coding.consensus.resolving import Decision, New, decisions, find_place, resolve
from coding.retrieval import labels
from coding.workbench.differing import Differing, differing
from coding.workbench.steps import steps_of
from coding.workbench.tree import codebook_of, colours_of
from evaluation.app.web.admission import Coder, Reader, seen_by
from evaluation.app.web.clashes import Clash
from evaluation.app.web.comparing import Name, Names, Places, choices_of, comparison_of, told
from evaluation.app.web.faults import NO_STORE, REFUSALS
from evaluation.app.web.pages.rendering import show
from evaluation.app.web.routes.compare import OWN
from evaluation.app.web.serving import serving_of
from evaluation.errors import EvaluationError, Problem, fail
from evaluation.model import Adjudication, Codebook, Coding
from evaluation.model.round import Choice, DisagreementKind
from evaluation.study import Study

ROUTER = APIRouter(prefix="/compare/places", responses=REFUSALS)
AT_ONCE, CONTEXT = 20, 15
KINDS: tuple[DisagreementKind, ...] = ("code", "boundary", "presence")
REASONS = 8  # of one's own that are offered again
CODER = "coder:"  # begins the choice that takes what one coder has
# What whoever decides may mend on the page; anything else is told on a page of its own.
MENDED = ("CODING-003", "CODING-007", "COMPARE-", "CONSENSUS-007", "CONSENSUS-008", "CONSENSUS-009", "CONSENSUS-010")
Id = Annotated[int, Path(ge=0, le=2**53)]
Edge = Annotated[int | None, Field(ge=0, le=1_000_000_000)]


class Decided(Places):
    """What somebody decides, and the mark of the place as they saw it."""

    choice: Name = ""
    reason: Annotated[str, Field(max_length=5_000)] = ""
    new: Names = Field(default_factory=list)
    start: Edge = None
    end: Edge = None
    was: Annotated[str, Field(max_length=200)] = ""

    @property
    def decision(self) -> Decision:
        """Raises COMPARE-004 where nothing was chosen."""
        ways: dict[str, Choice] = {"both": "both", "neither": "neither", "new": "new"}
        if self.choice.startswith(CODER):
            return Decision("coder", self.choice.removeprefix(CODER), (), self.reason)
        if self.choice not in ways:
            raise fail("COMPARE-004")
        codes = dict.fromkeys(each for each in self.new if each) if self.choice == "new" else ()
        return Decision(ways[self.choice], "", tuple(New(code, self.start, self.end) for code in codes), self.reason)

    @property
    def places(self) -> Places:
        return Places(**self.model_dump(include=Places.fields()))


@ROUTER.get("")
def listed(request: Request, visitor: Reader, asked: Annotated[Places, Query()]) -> Response:
    return _list(request, visitor, asked)


@ROUTER.get("/{id_}")
def place(
    request: Request,
    visitor: Reader,
    id_: Id,
    asked: Annotated[Places, Query()],
) -> Response:
    return _place(request, visitor, id_, asked)


@ROUTER.get("/{id_}/now")
def now(request: Request, visitor: Reader, id_: Id, asked: Annotated[Places, Query()]) -> JSONResponse:
    """What has become of a place since it was shown, for the program of its page."""
    study = seen_by(request, visitor)
    comparison = compare_study(study, asked.wanted)
    found = find_place(comparison, id_)
    standing = comparison.decision(found)
    about = {"who": standing.who, "reason": standing.reason} if standing else {"who": "", "reason": ""}
    told_ = {"mark": mark_of(found, _standing(comparison, found)), "left": len(comparison.open), **about}
    return JSONResponse(told_, headers=NO_STORE)


@ROUTER.post("/{id_}")
def decide(request: Request, visitor: Coder, id_: Id, sent: Annotated[Decided, Form()]) -> Response:
    """Decide, and go on to the next one; where that cannot be, what was chosen comes back and nothing is done."""
    study, serving = seen_by(request, visitor), serving_of(request)
    try:
        decision = sent.decision
        with serving.writing:
            done = resolve(study, id_, decision, sent.wanted, was=sent.was or None)
    except EvaluationError as error:
        if not all(each.code.startswith(MENDED) for each in told(error)):
            raise
        if any(each.code == "COMPARE-001" for each in error.problems):
            _tell_the_first(request, visitor, id_, sent)
        return _place(request, visitor, id_, sent.places, sent=sent, problems=error.problems)
    found = _after(done.comparison, sent.sought, done.place.id)  # it is never this one, whatever was decided
    address = sent.places.query(done=id_)
    return _to(f"/compare/places/{found}?{address}" if found is not None else f"/compare/places?{address}")


def _tell_the_first(request: Request, visitor: Coder, id_: int, sent: Decided) -> None:
    """Let those who had decided there know that somebody wanted otherwise."""
    comparison = compare_study(seen_by(request, visitor), sent.wanted)
    found, decision = find_place(comparison, id_), sent.decision
    clash = Clash(found.id, found.source, visitor.coder, decision.choice, decision.accepted, decision.reason)
    serving_of(request).clashes.tell([each.who for each in _standing(comparison, found)], clash)


def _list(request: Request, visitor: Reader, asked: Places, problems: tuple[Problem, ...] = ()) -> Response:
    study = seen_by(request, visitor)
    comparison, why = comparison_of(study, asked)
    try:
        found = places_of(comparison, asked.sought) if comparison else []
    except EvaluationError as error:
        found, why = [], told(error)
    shown = found[(asked.page - 1) * AT_ONCE : asked.page * AT_ONCE]
    return show(
        request,
        "compare_places.html",
        422 if problems or (why and asked.pairs()) else 200,
        asked=asked,
        comparison=comparison,
        problems=(*problems, *why),
        count=len(found),
        left=len(comparison.open) if comparison else 0,
        first=found[0].id if found else None,
        places=differing(study, comparison, shown, CONTEXT) if comparison else [],
        pages=max(1, -(-len(found) // AT_ONCE)),
        kinds=KINDS,
        may=choices_of(study),
        done=_done(request, comparison),
        **_around(request, study, visitor),
    )


def _place(
    request: Request,
    visitor: Reader,
    id_: int,
    asked: Places,
    *,
    sent: Decided | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    study = seen_by(request, visitor)
    comparison, _ = comparison_of(study, asked)
    if comparison is None:
        return _list(request, visitor, asked)
    try:
        found, listed_ = find_place(comparison, id_), places_of(comparison, asked.sought)
    except EvaluationError as error:
        return _list(request, visitor, asked, problems=told(error))
    serving_of(request).clashes.seen(visitor.coder, found.id)
    [shown] = differing(study, comparison, [found])
    standing = comparison.decision(found)
    ids = [each.id for each in listed_]
    return show(
        request,
        "compare_place.html",
        422 if problems else 200,
        asked=asked,
        comparison=comparison,
        problems=problems,
        place=shown,
        mark=mark_of(found, _standing(comparison, found)),
        standing=standing,
        made=_made(study, standing),
        history=[each for each in decisions(study) if each.replaced_by and found.ids & set(each.codings)],
        at=ids.index(found.id) + 1 if found.id in ids else None,
        count=len(ids),
        left=len(comparison.open),
        total=len(comparison.found.disagreements),
        before=_after(comparison, asked.sought, found.id, backwards=True),
        after_place=_after(comparison, asked.sought, found.id),
        sent=sent or _as_it_stands(standing),
        edges=_edges(shown, found, sent),
        reasons=_reasons(study),
        may_decide=visitor.may("coder"),
        done=_done(request, comparison),
        **_around(request, study, visitor),
    )


def _around(request: Request, study: Study, visitor: Reader) -> dict[str, Any]:
    """What both pages tell besides: codes, what may be taken back, and what others wanted."""
    book = study.codebook if study.has_codebook() else Codebook(name="codebook")
    return {
        "codes": codebook_of(study, visitor.language),
        "names": labels(study, visitor.language),
        "colours": colours_of(book),
        "steps": steps_of(study, OWN) if visitor.may("coder") else {"undo": None, "redo": None},
        "clashes": serving_of(request).clashes.told_to(visitor.coder),
    }


def _after(comparison: Comparison, sought: Sought, id_: int, *, backwards: bool = False) -> int | None:
    """The next place sought after this one, or before it, from the other end where there is none; None for no other."""
    whole = places_of(comparison, Sought(sought.codes, sought.kinds, "all", sought.order))
    wanted = {each.id for each in places_of(comparison, sought)}
    ids = [each.id for each in whole]
    at = ids.index(id_) if id_ in ids else -1
    round_ = [*ids[at + 1 :], *ids[: max(at, 0)]]
    return next((each for each in (reversed(round_) if backwards else round_) if each in wanted), None)


def _standing(comparison: Comparison, found: Disagreement) -> list[Adjudication]:
    """The decisions in force on any coding of a place."""
    return [each for each in comparison.adjudications if each.replaced_by is None and found.ids & set(each.codings)]


def _made(study: Study, standing: Adjudication | None) -> list[Coding]:
    ids = set(standing.made) if standing else set()
    return [each for each in study.codings() if each.id in ids] if ids else []


def _as_it_stands(standing: Adjudication | None) -> Decided:
    """The form as it is filled at first: with what stands decided, where something does."""
    if standing is None:
        return Decided()
    choice = f"{CODER}{standing.accepted}" if standing.choice == "coder" else standing.choice
    return Decided(choice=choice, reason=standing.reason)


def _edges(shown: Differing, found: Disagreement, sent: Decided | None) -> tuple[int, int]:
    """Where the words of a new coding begin and end: at the place's own edges, until somebody says otherwise."""
    inside = [each for each in shown.words if each.inside]
    start, end = (inside[0].start, inside[-1].end) if inside else (found.start, found.end)
    if sent is None or sent.start is None or sent.end is None:
        return start, end
    return sent.start, sent.end


def _reasons(study: Study) -> list[str]:
    own = (each.reason for each in reversed(decisions(study)) if each.who == study.who)
    return list(dict.fromkeys(own))[:REASONS]


def _done(request: Request, comparison: Comparison | None) -> dict[str, Any] | None:
    """What was done just before, as the address tells it: the place that was decided, or an act taken back."""
    told_ = request.query_params.get("done", "")
    if told_ in ("undone", "redone"):
        return {"what": told_}
    known = {id_: each for each in comparison.found.disagreements for id_ in each.ids} if comparison else {}
    found = known.get(int(told_)) if told_.isascii() and told_.isdecimal() and len(told_) < 16 else None
    standing = comparison.decision(found) if comparison and found else None
    return {"what": "decided", "place": found.id, "standing": standing} if found and standing else None


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, headers=NO_STORE)
