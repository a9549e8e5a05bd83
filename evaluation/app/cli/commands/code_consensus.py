"""`underveis code compare`, `resolve` and `consensus`: where coders differ, and what they come to agree on."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, local_time, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group, group_named
from evaluation.errors import fail
from evaluation.language import enumerate_words, phrase
from evaluation.numbers import write_number, write_percent

if TYPE_CHECKING:
    from coding.consensus.comparing import Comparison, Wanted
    from coding.consensus.listing import Listed, Said
    from coding.consensus.resolving import Decision, Resolved
    from evaluation.model import Adjudication
    from evaluation.study import Study

ORDER = 73  # after the group `code`, to which these belong
DECISION = "id source kind choice codings made accepted reason who at replaced_by"
SAID = keys("id coder code start end text note memos")
SHAPES = {
    "code compare": keys(
        "coders rounds sources agreed taken open",
        places=[keys("id source start end text kind codes overlap decided", said=[SAID])],
        problems=[PROBLEM],
    ),
    "code resolve": {**keys(DECISION), **keys("replaced"), "written": [keys("id source start end code coder round")]},
    "code consensus take": keys("new agreed"),
    "code consensus list": [keys(DECISION)],
}
SHOWN = 20  # places on a screen; --json gives all
LONGEST = 300  # characters of a place's words on a screen

Coder = Annotated[list[str] | None, typer.Option(metavar="text", help="consensus.cli.coder")]
Rounds = Annotated[list[str] | None, typer.Option("--round", metavar="text", help="consensus.cli.round")]
Source = Annotated[list[str] | None, typer.Option(metavar="text", help="consensus.cli.source")]


def register(app: typer.Typer) -> None:
    code = group_named(app, "code")
    code.command("compare", cls=Command, help=phrase("consensus.cli.compare"))(compare)
    code.command("resolve", cls=Command, help=phrase("consensus.cli.resolve"))(resolve)
    group = typer.Typer(cls=Group, help=phrase("consensus.cli.group"), no_args_is_help=True, rich_markup_mode=None)
    group.command("take", cls=Command, help=phrase("consensus.cli.take"))(take)
    group.command("list", cls=Command, help=phrase("consensus.cli.list"))(list_)
    code.add_typer(group, name="consensus")


def compare(
    coder: Coder = None,
    round_: Rounds = None,
    source: Source = None,
    code: Annotated[list[str] | None, typer.Option(metavar="text", help="consensus.cli.code")] = None,
    kind: Annotated[str | None, typer.Option(metavar="text", help="consensus.cli.kind")] = None,
    *,
    only_open: Annotated[bool, typer.Option("--open", help="consensus.cli.open")] = False,
) -> None:
    from coding.consensus.comparing import compare_study
    from coding.consensus.listing import listed
    from evaluation.model.round import DisagreementKind

    study = opened()
    kinds = (choose("kind", kind, get_args(DisagreementKind)),) if kind else ()
    comparison = compare_study(study, _wanted(coder, round_, source))
    places = listed(study, comparison, codes=code or (), kinds=kinds, only_open=only_open)
    if chosen.as_json:
        problems = [as_json(each) for each in comparison.problems]
        show_json({**_counts(study, comparison), "places": [each.as_dict() for each in places], "problems": problems})
        return
    _tell(study, comparison)
    for each in places[:SHOWN]:
        _show(each)
    if len(places) > SHOWN:
        print(phrase("consensus.more", None, n=len(places) - SHOWN))
    show_problems(comparison.problems)


def resolve(
    id_: Annotated[int, typer.Argument(metavar="number", help="consensus.cli.id")],
    accept: Annotated[str | None, typer.Option(metavar="text", help="consensus.cli.accept")] = None,
    *,
    both: Annotated[bool, typer.Option("--both", help="consensus.cli.both")] = False,
    neither: Annotated[bool, typer.Option("--neither", help="consensus.cli.neither")] = False,
    code: Annotated[list[str] | None, typer.Option(metavar="text", help="consensus.cli.new")] = None,
    start: Annotated[int | None, typer.Option("--from", metavar="number", help="consensus.cli.from")] = None,
    end: Annotated[int | None, typer.Option("--to", metavar="number", help="consensus.cli.to")] = None,
    reason: Annotated[str, typer.Option(metavar="text", help="consensus.cli.reason")] = "",
    coder: Coder = None,
    round_: Rounds = None,
    source: Source = None,
) -> None:
    from coding.consensus import resolving

    study = opened()
    new = tuple(resolving.New(name, start, end) for name in code or ())
    decision = _decision(accept=accept, both=both, neither=neither, new=new, reason=reason)
    done = resolving.resolve(study, id_, decision, _wanted(coder, round_, source))
    if chosen.as_json:
        show_json(_told(done))
        return
    words = [f"{each.code} {each.start}–{each.end}" for each in done.made]
    key = "consensus.resolved" if words else "consensus.resolved_nothing"
    print(phrase(key, None, id=id_, codings=enumerate_words(words)))
    if done.replaced:
        print(
            phrase("consensus.replaced", None, who=enumerate_words(dict.fromkeys(each.who for each in done.replaced)))
        )


def take(coder: Coder = None, round_: Rounds = None, source: Source = None) -> None:
    from coding.consensus.comparing import compare_study
    from coding.consensus.resolving import take_over

    study, wanted = opened(), _wanted(coder, round_, source)
    new = take_over(study, wanted)
    agreed = len(compare_study(study, wanted).found.agreed)
    if chosen.as_json:
        show_json({"new": new, "agreed": agreed})
    else:
        print(phrase("consensus.taken", None, n=new, agreed=agreed))


def list_() -> None:
    from coding.consensus.resolving import decisions

    found = decisions(opened())
    if chosen.as_json:
        show_json([asdict(each) for each in found])
    elif not found:
        tell("nothing")
    else:
        headings = ("id", "source", "choice", "reason", "who", "at", "replaced_by")
        show_table([phrase(f"consensus.column.{each}") for each in headings], [_row(each) for each in found])


def _wanted(coder: list[str] | None, rounds: list[str] | None, source: list[str] | None) -> Wanted:
    from coding.consensus.comparing import Wanted

    return Wanted(tuple(coder or ()), tuple(rounds or ()), tuple(source or ()))


def _decision(*, accept: str | None, both: bool, neither: bool, new: tuple[Any, ...], reason: str) -> Decision:
    from coding.consensus.resolving import Decision

    ways = {"coder": accept is not None, "both": both, "neither": neither, "new": bool(new)}
    chosen_ = [way for way, is_wanted in ways.items() if is_wanted]
    if len(chosen_) != 1:
        raise fail("CONSENSUS-012", n=len(chosen_))
    return Decision(chosen_[0], accept or "", new, reason)  # type: ignore[arg-type]


def _told(done: Resolved) -> dict[str, Any]:
    written = [
        {key: getattr(each, key) for key in ("id", "source", "start", "end", "code", "coder", "round")}
        for each in done.made
    ]
    return {**asdict(done.adjudication), "replaced": [each.id for each in done.replaced], "written": written}


def _counts(study: Study, comparison: Comparison) -> dict[str, Any]:
    from coding.consensus.listing import counts_of

    counts = counts_of(study, comparison)
    return {
        "coders": list(comparison.coders),
        "rounds": list(comparison.rounds),
        "sources": list(comparison.texts),
        **{key: counts[key] for key in ("agreed", "taken", "open")},
    }


def _tell(study: Study, comparison: Comparison) -> None:
    counts = _counts(study, comparison)
    found = len(comparison.found.disagreements)
    who, where = enumerate_words(comparison.coders), enumerate_words(comparison.texts)
    rounds = enumerate_words(comparison.rounds) or "–"
    print(phrase("consensus.compared", None, who=who, where=where, rounds=rounds))
    told = {key: write_number(counts[key]) for key in ("agreed", "taken", "open")}
    print(
        phrase(
            "consensus.counted", None, **told, found=write_number(found), decided=write_number(found - counts["open"])
        )
    )


def _show(place: Listed) -> None:
    kind = phrase(f"consensus.kind.{place.kind}")
    share = phrase("consensus.overlap", None, share=write_percent(place.overlap, 0))
    print(f"\n{place.id}  {place.source} {place.start}–{place.end} · {kind} · {share}")
    print(f"    «{shorten(place.text, LONGEST, placeholder=' …')}»")
    for each in place.said:
        print(f"    {_line(place, each)}")
    if place.decided:
        print(f"    {phrase('consensus.decided', None, what=_choice(place.decided), **_who(place.decided))}")


def _line(place: Listed, said: Said) -> str:
    """`ida: seniorer «…» (merknad)`; the words where they are not those of the whole place."""
    words = f" «{shorten(said.text, 120, placeholder=' …')}»" if said.text != place.text else ""
    told = [each for each in (said.note, *said.memos) if each]
    return f"{said.coder}: {said.code}{words}{''.join(f' [{each}]' for each in told)}"


def _who(decided: dict[str, Any]) -> dict[str, str]:
    return {"who": decided["who"], "reason": decided["reason"]}


def _choice(decided: dict[str, Any]) -> str:
    return phrase(f"consensus.choice.{decided['choice']}", None, coder=decided["accepted"])


def _row(found: Adjudication) -> list[Any]:
    choice = _choice({"choice": found.choice, "accepted": found.accepted})
    return [found.id, found.source, choice, found.reason, found.who, local_time(found.at), found.replaced_by]
