"""How the data were collected, told in sentences made from the study's people and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.language import Language, current, enumerate_words, phrase
from evaluation.model import People, Session
from evaluation.numbers import write_count, write_date
from evaluation.people.participation import FollowUp, Participation, Supplement, consented


def collection(part: Participation, people: People, language: Language | None = None) -> list[str]:
    """One sentence for each thing that happened: who was invited, came, left, was followed up, sat in, consented."""
    chosen = language or current()
    told = (
        _invited(part, chosen),
        _attended(part, chosen),
        *_left(part, chosen),
        *_absent(part, chosen),
        *(_supplement(each, chosen) for each in part.supplements),
        *_observers(part, chosen),
        *_recorded(part, people, chosen),
    )
    return [sentence[:1].upper() + sentence[1:] for sentence in told if sentence]


def _say(key: str, language: Language, count: int, **values: object) -> str:
    return phrase(f"report.{key}", language, n=count, count=write_count(count, language), **values)


def when(session: Session | None, language: Language, *, clock: bool = False) -> str:
    if session is None or session.date is None:
        return ""
    date = write_date(session.date, language)
    if clock and session.start and session.end:
        return phrase("report.when.clock", language, date=date, start=session.start, end=session.end)
    return phrase("report.when.date", language, date=date)


def _invited(part: Participation, language: Language) -> str:
    count = _organisations(part.invited)
    if not count:
        return ""
    key = "invited.focus-group" if part.session.kind == "focus-group" else "invited.other"
    kind = phrase(f"report.kind.{part.session.kind}", language)
    return _say(key, language, count, kind=kind, when=when(part.session, language, clock=True))


def _organisations(participants: Sequence[object]) -> int:
    """How many organisations they come from; somebody without one counts alone."""
    found = {getattr(each, "organisation", None) or getattr(each, "id", each) for each in participants}
    return len(found)


def _attended(part: Participation, language: Language) -> str:
    invited, attended = _organisations(part.invited), _organisations(part.attended)
    if not invited or (invited == attended == 1):
        return ""
    key = "all" if attended == invited else "some" if attended else "none"
    sentences = [_say(f"attended.{key}", language, attended)]
    if video := part.modes.get("video", 0):
        sentences.append(_capital(_say("attended.video", language, video)))
    return " ".join(_capital(each) for each in sentences)


def _left(part: Participation, language: Language) -> Iterator[str]:
    if not part.left_early:
        return
    details = [_capital(_one_left(each, language)) for each in part.left_early]
    yield _say("left.all", language, len(details), details=". ".join(details))


def _one_left(each: FollowUp, language: Language) -> str:
    reason = each.attendance.left_because.text(language) if each.attendance.left_because else ""
    time = each.attendance.to
    followed = each.session is not None and each.answered
    return phrase(
        f"report.left.detail_{'followed' if followed else 'alone'}",
        language,
        who=each.participant.pseudonym or each.participant.id,
        at=phrase("report.left.at", language, time=time) if time else "",
        why=reason[:1].lower() + reason[1:],
        how=_how(each, language),
        when=when(each.session, language),
    )


def _how(each: FollowUp, language: Language) -> str:
    rows = each.session.attendance if each.session else ()
    mode = next((row.mode for row in rows if row.participant == each.participant.id and row.mode), None)
    return phrase(f"report.mode.{mode}", language) if mode else ""


def _absent(part: Participation, language: Language) -> Iterator[str]:
    asked = [each for each in part.absent if each.session is not None]
    alone = [each for each in part.absent if each.session is None]
    if asked:
        answered = _answered(sum(each.answered for each in asked), len(asked), language)
        yield _say("absent.asked", language, len(asked), answered=answered)
    if alone:
        yield _say("absent.alone", language, len(alone))


def _answered(count: int, of: int, language: Language) -> str:
    if count == of:
        key = {1: "one", 2: "both"}.get(of, "all")
        return phrase(f"report.answered.{key}", language)
    return _say(f"answered.{'some' if count else 'none'}", language, count)


def _supplement(each: Supplement, language: Language) -> str:
    answered = write_count(each.answered, language)
    return _say(f"supplement.{'some' if each.answered else 'none'}", language, each.invited, answered=answered)


def _observers(part: Participation, language: Language) -> Iterator[str]:
    if part.observers:
        yield _say("observers", language, len(part.observers))


def _recorded(part: Participation, people: People, language: Language) -> Iterator[str]:
    if not part.session.recorded or not part.attended:
        return
    given, of = consented(people, part.attended, "recording"), len(part.attended)
    if given < of:
        yield _say("recorded.some", language, given, of=write_count(of, language))
        return
    yield phrase(f"report.recorded.{'all_transcribed' if part.session.transcribed else 'all'}", language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def themes_listed(labels: Sequence[str], language: Language) -> str:
    return enumerate_words([label[:1].lower() + label[1:] for label in labels], language)
