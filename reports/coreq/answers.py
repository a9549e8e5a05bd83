"""What the study itself answers of the checklist, by the numbers of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from coding.saturation import new_codes
from evaluation.language import enumerate_words, phrase
from evaluation.memos import list_memos
from evaluation.model import Participant, Session
from evaluation.model.people import SessionKind
from evaluation.numbers import write_count, write_number
from evaluation.study import Study
from reports.facts import Facts
from reports.markdown import escaped
from reports.method import fallen_away

SPOKEN: tuple[SessionKind, ...] = ("focus-group", "interview", "telephone", "video")
ON_SESSIONS = ("session", "source", "turn", "participant")
ENOUGH = 3  # sessions; of fewer, the order in which codes appear says nothing


@dataclass(frozen=True)
class Asked:
    """A study and its facts, with what several items are answered from."""

    study: Study
    facts: Facts

    def say(self, key: str, **values: object) -> str:
        return phrase(f"methods.coreq.{key}", self.facts.language, **values)

    def counted(self, key: str, n: int, **values: object) -> str:
        """A phrase on a number of things, which begins a sentence."""
        told = self.say(key, n=n, count=write_count(n, self.facts.language), **values)
        return told[:1].upper() + told[1:]

    @property
    def held(self) -> tuple[Session, ...]:
        """Sessions somebody took part in, in order of date."""
        there = [each for each in self.facts.people.sessions if any(_came(row.status) for row in each.attendance)]
        return tuple(sorted(there, key=lambda each: (str(each.date or "9999"), each.id)))

    @property
    def spoken(self) -> tuple[Session, ...]:
        return tuple(each for each in self.held if each.kind in SPOKEN)

    def attended(self, session: Session) -> list[Participant]:
        """The informants who came."""
        there = {row.participant for row in session.attendance if _came(row.status)}
        return [each for each in self.facts.informants if each.id in there]


def answers_of(study: Study, facts: Facts) -> dict[int, str]:
    """Number of the item → the answer as Markdown; what the study does not know is not there."""
    asked = Asked(study, facts)
    told = ((number, answer(asked)) for number, answer in ANSWERS.items())
    return {number: text for number, text in told if text}


def _came(status: str) -> bool:
    return status == "attended"


def _interviewers(asked: Asked) -> str:
    parts = asked.facts.participations
    led = {each.id for part in parts for each in part.moderators}
    helped = {each.id for part in parts for each in part.assistants}
    told = [asked.counted("led", len(led))] if led else []
    told += [asked.counted("helped", len(helped))] if helped else []
    by = asked.facts.evaluation.evaluator.name
    return " ".join([*told, *([asked.say("by", evaluator=escaped(by))] if by and told else [])])


def _sample(asked: Asked) -> str:
    sample = asked.facts.evaluation.sample
    note = sample.note.text(asked.facts.language)
    return " ".join(filter(None, (phrase(f"report.sample.{sample.chosen_by}", asked.facts.language), escaped(note))))


def _size(asked: Asked) -> str:
    there = {each.id: each for session in asked.held for each in asked.attended(session)}
    organisations = {each.organisation for each in there.values() if each.organisation}
    if not there:
        return ""
    told = asked.counted("size", len(there))
    if len(organisations) < 2:
        return told
    of = write_count(len(organisations), asked.facts.language)
    return f"{told} {asked.say('organisations', count=of)}"


def _absent(asked: Asked) -> str:
    if not any(part.invited for part in asked.facts.participations):
        return ""
    told = [escaped(each) for part in asked.facts.participations for each in fallen_away(part, asked.facts.language)]
    return " ".join(told) or asked.say("all_came")


def _setting(asked: Asked) -> str:
    kinds = Counter(each.kind for each in asked.held)
    if not kinds:
        return ""
    named = [_numbered(phrase(f"report.kind.{kind}", asked.facts.language), number) for kind, number in kinds.items()]
    ids = {each.id for each in asked.facts.informants}
    rows = [row for each in asked.held for row in each.attendance if row.participant in ids and _came(row.status)]
    modes = Counter(row.mode for row in rows if row.mode)
    ways = [_numbered(phrase(f"report.mode.{mode}", asked.facts.language), n) for mode, n in modes.items()]
    told = [asked.say("kinds", kinds=enumerate_words(named, asked.facts.language))]
    return " ".join(told + ([asked.say("modes", modes=enumerate_words(ways, asked.facts.language))] if ways else []))


def _numbered(word: str, number: int) -> str:
    return f"{word} ({number})"


def _others(asked: Asked) -> str:
    there = {each.id for part in asked.facts.participations for each in part.observers}
    if there:
        return asked.counted("observers", len(there))
    return asked.say("no_observers") if asked.spoken else ""


def _people(asked: Asked) -> str:
    return asked.say("people") if asked.facts.informants else ""


def _guide(asked: Asked) -> str:
    guide = asked.facts.guide
    if guide is None:
        return ""
    count = write_number(sum(1 for _ in guide.questions()), language=asked.facts.language)
    return asked.say("guide", title=escaped(guide.title.text(asked.facts.language)), count=count)


def _repeated(asked: Asked) -> str:
    again = [each for each in asked.held if each.follows]
    if again:
        who = {person.id for each in again for person in asked.attended(each)}
        return asked.counted("again", len(who))
    return asked.say("once") if asked.held else ""


def _recorded(asked: Asked) -> str:
    if not asked.spoken:
        return ""
    recorded = sum(each.recorded for each in asked.spoken)
    of = write_count(len(asked.spoken), asked.facts.language)
    return asked.counted("recorded" if recorded else "unrecorded", recorded, of=of)


def _notes(asked: Asked) -> str:
    found = [each for each in list_memos(asked.study) if each.on in ON_SESSIONS and each.kind != "personal"]
    return asked.counted("notes", len(found)) if found else ""


def _duration(asked: Asked) -> str:
    told = "; ".join(_lasted(asked))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _lasted(asked: Asked) -> Iterator[str]:
    for each in asked.spoken:
        if minutes := minutes_of(each):
            kind = phrase(f"report.kind.{each.kind}", asked.facts.language)
            yield f"{kind} {phrase('report.minutes', asked.facts.language, n=minutes)}"


def minutes_of(session: Session) -> int:
    """How many minutes it lasted; 0 where that is not known."""
    if not session.start or not session.end:
        return 0
    start, end = (int(each[:2]) * 60 + int(each[3:]) for each in (session.start, session.end))
    return end - start if end >= start else end - start + 24 * 60


def _saturation(asked: Asked) -> str:
    coded = asked.facts.codings
    order = [each.id for each in asked.held if each.id in set(coded["session"])]
    if len(order) < ENOUGH:
        return ""
    steps = new_codes(coded, order)
    last = int(steps.loc[steps["new"] > 0, "position"].max())
    later = len(order) - last
    total = write_count(int(steps["total"].max()), asked.facts.language)
    if not later:
        return asked.say("still_new", sessions=write_count(len(order), asked.facts.language))
    return asked.say("nothing_new", n=last, total=total, count=write_count(last, asked.facts.language))


def _coders(asked: Asked) -> str:
    by_hand = {each.coder for each in asked.study.codings() if each.origin != "rule" and each.coder}
    by_rule = int((asked.facts.codings["origin"] == "rule").sum())
    told = [asked.counted("coders", len(by_hand))] if by_hand else []
    if by_rule:
        told.append(asked.say("by_rule", count=write_number(by_rule, language=asked.facts.language), n=by_rule))
    return " ".join(told)


def _tree(asked: Asked) -> str:
    codes = [each for each in asked.facts.codebook if not each.archived]
    if not codes:
        return ""
    at_top = sum(each.parent is None for each in codes)
    top = write_count(at_top, asked.facts.language)
    return asked.counted("flat" if at_top == len(codes) else "tree", len(codes), top=top)


def _themes(asked: Asked) -> str:
    about = asked.facts.evaluation
    return phrase(f"report.commission.themes.{about.themes_from}", asked.facts.language) if about.themes else ""


def _software(asked: Asked) -> str:
    return asked.say("software", version=version("underveis"))


def _quoted(asked: Asked) -> str:
    if not asked.facts.quotable or asked.facts.codings.empty:
        return ""
    return asked.say(f"quoted.{asked.facts.evaluation.people.attribution}")


def _major(asked: Asked) -> str:
    count = len(asked.facts.evaluation.themes)
    return asked.counted("major", count) if count else ""


ANSWERS: Mapping[int, Callable[[Asked], str]] = {
    1: _interviewers,
    10: _sample,
    12: _size,
    13: _absent,
    14: _setting,
    15: _others,
    16: _people,
    17: _guide,
    18: _repeated,
    19: _recorded,
    20: _notes,
    21: _duration,
    22: _saturation,
    24: _coders,
    25: _tree,
    26: _themes,
    27: _software,
    29: _quoted,
    31: _major,
}
