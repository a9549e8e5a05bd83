"""How the data were collected, told in sentences made from the study's people and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.language import Language, current, phrase
from evaluation.model import Participant, People, Session
from evaluation.numbers import write_count, write_date
from evaluation.people.participation import FollowUp, Participation, Supplement, consented

WRITTEN = ("e-mail", "written")


def collection(part: Participation, people: People, language: Language | None = None) -> list[str]:
    """One sentence for each thing that happened: who was invited, came, left, was followed up, sat in, consented."""
    chosen = language or current()
    told = (
        *_invited(part, chosen),
        *_attended(part, chosen),
        *_left(part, chosen),
        *_absent(part, chosen),
        *(_supplement(each, len(part.invited), chosen) for each in part.supplements if each.invited),
        *_observers(part, chosen),
        *_recorded(part, people, chosen),
    )
    return [_capital(sentence) for sentence in told]


def fallen_away(part: Participation, language: Language) -> list[str]:
    """A sentence for each way in which somebody who was invited did not take part, or not to the end."""
    return [_capital(sentence) for sentence in (*_left(part, language), *_absent(part, language))]


def _say(key: str, language: Language, n: int, **values: object) -> str:
    return phrase(f"report.{key}", language, **{"count": write_count(n, language), **values, "n": n})


def _say_units(key: str, unit: str, language: Language, n: int, **values: object) -> str:
    """Of so many organisations or people."""
    named = phrase(f"report.unit.{unit}", language, n=n)
    count = phrase(f"report.one.{unit}", language) if n == 1 else write_count(n, language)
    return _say(key, language, n, unit=named, count=count, **values)


def when(session: Session | None, language: Language, *, clock: bool = False) -> str:
    if session is None or session.date is None:
        return ""
    date = write_date(session.date, language)
    if clock and session.start and session.end:
        return phrase("report.when.clock", language, date=date, start=session.start, end=session.end)
    return phrase("report.when.date", language, date=date)


def _unit(invited: Sequence[Participant]) -> str:
    """Organisations are told of where each sent one person; else it is people who are counted."""
    theirs = [each.organisation for each in invited]
    return "organisation" if all(theirs) and len(set(theirs)) == len(theirs) else "person"


def _invited(part: Participation, language: Language) -> Iterator[str]:
    if part.invited:
        key = "invited.focus-group" if part.session.kind == "focus-group" else "invited.other"
        kind = phrase(f"report.kind.{part.session.kind}", language)
        time = when(part.session, language, clock=True)
        yield _say_units(key, _unit(part.invited), language, len(part.invited), kind=kind, when=time)


def _attended(part: Participation, language: Language) -> Iterator[str]:
    invited, attended = len(part.invited), len(part.attended)
    if invited > 1:
        yield _say(f"attended.{'all' if attended == invited else 'some' if attended else 'none'}", language, attended)
    video = part.modes.get("video", 0) if part.session.kind != "video" else 0
    if video:
        yield _say("attended.video_all" if video == attended else "attended.video", language, video)


def _left(part: Participation, language: Language) -> Iterator[str]:
    if part.left_early:
        details = " ".join(_capital(_one_left(each, language)) for each in part.left_early)
        yield _say("left.all", language, len(part.left_early), details=details)


def _one_left(each: FollowUp, language: Language) -> str:
    reason = each.attendance.left_because.text(language) if each.attendance.left_because else ""
    time = each.attendance.to
    followed = each.session is not None and each.answered
    return phrase(
        f"report.left.detail_{'followed' if followed else 'alone'}",
        language,
        who=each.participant.pseudonym or each.participant.id,
        at=phrase("report.left.at", language, time=time) if time else "",
        why=f" ({_small(reason.strip().rstrip('.'))})" if reason.strip() else "",
        how=_how(each, language),
        when=when(each.session, language),
    )


def _how(each: FollowUp, language: Language) -> str:
    mode = _mode(each)
    return f" {phrase(f'report.mode.{mode}', language)}" if mode else ""


def _mode(each: FollowUp) -> str | None:
    rows = each.session.attendance if each.session else ()
    return next((row.mode for row in rows if row.participant == each.participant.id and row.mode), None)


def _absent(part: Participation, language: Language) -> Iterator[str]:
    unit = _unit(part.invited)
    asked = [each for each in part.absent if each.session is not None]
    alone = [each for each in part.absent if each.session is None]
    if asked:
        key = "absent.written" if all(_answers_in_writing(each) for each in asked) else "absent.asked"
        yield _say_units(key, unit, language, len(asked), answered=_answered(asked, unit, language))
    for key, statuses in (("alone", ("declined",)), ("silent", ("no-response",))):
        count = sum(each.attendance.status in statuses for each in alone)
        if count:
            yield _say_units(f"absent.{key}", unit, language, count)


def _answers_in_writing(each: FollowUp) -> bool:
    return each.session is not None and (each.session.kind == "written-answer" or _mode(each) in WRITTEN)


def _answered(asked: Sequence[FollowUp], unit: str, language: Language) -> str:
    count, of = sum(each.answered for each in asked), len(asked)
    if of == 1:
        return phrase(f"report.answered.{'one' if count else 'not'}.{unit}", language)
    if count == of:
        return phrase(f"report.answered.{'both' if of == 2 else 'all'}", language)
    return _say(f"answered.{'some' if count else 'none'}", language, count)


def _supplement(each: Supplement, of: int, language: Language) -> str:
    key = "one" if each.invited == 1 else "all" if each.invited == of else "some"
    invited = write_count(each.invited, language)
    return _say(f"supplement.{key}", language, each.answered, invited=invited)


def _observers(part: Participation, language: Language) -> Iterator[str]:
    if part.observers:
        yield _say("observers", language, len(part.observers))


def _recorded(part: Participation, people: People, language: Language) -> Iterator[str]:
    if not part.session.recorded or not part.attended:
        return
    given, of = consented(people, part.attended, "recording"), len(part.attended)
    key = f"recorded.{'all' if given == of else 'some'}{'_transcribed' if part.session.transcribed else ''}"
    yield _say(key, language, of, given=write_count(given, language), of=write_count(of, language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """As it stands inside a sentence; a word such as NAV keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
