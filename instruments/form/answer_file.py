"""Answer files, which the form that works offline gives: read as strictly as anything from outside, and handed in."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from evaluation.errors import EvaluationError, Problem, fail, problem, raise_any, reason_of
from evaluation.language import Language, is_language
from evaluation.memos import now
from evaluation.model.form import Answer, Form, Invitation, Response
from evaluation.settings.nearness import near
from evaluation.sources.received import keep_version, kept_version, sha256_of
from evaluation.store import forms, responses
from evaluation.store.act import within
from evaluation.study import Study
from instruments.form.answering import RESPONDENT, Seat, hand_over
from instruments.form.opening import list_forms
from instruments.form.tokens import digest_of
from instruments.form.validation import check
from instruments.form.wire import from_form
from instruments.load import FOLDER, read_instrument
from instruments.model import Instrument

SUFFIX = ".underveis.json"
MOST = 10_000_000  # bytes
VERSION = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_TEXTS = ("form", "instrument", "sha256", "language", "consented_at", "submitted_at", "key")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file says. `respondent` is who filled it in, as they wrote it: it is told, and not kept."""

    path: Path
    form: str
    instrument: str
    sha256: str
    language: Language
    consented_at: str
    key: str
    respondent: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that holds, with all it takes to hand it in."""

    file: AnswerFile
    seat: Seat
    answers: Mapping[str, Answer]
    organisation: str | None = None
    participant: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """`outcome`: `added`, `replaced` (an earlier file of the same respondent) or `unchanged`."""

    response: Response
    respondent: str
    outcome: str


def is_answer_file(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIX)


def read_answer_file(path: Path) -> AnswerFile:
    """What an answer file says. Raises FORMS-001 to FORMS-004 for what is none, or is too large or too new."""
    try:
        if path.stat().st_size > MOST:
            raise fail("FORMS-002", file=path)
        told = json.loads(path.read_bytes(), object_pairs_hook=_once, parse_constant=_refuse)
    except OSError as error:
        raise fail("FORMS-001", file=path, reason=reason_of(error)) from error
    except (ValueError, RecursionError) as error:
        raise fail("FORMS-001", file=path, reason=str(error)[:80]) from error
    if not isinstance(told, dict) or told.get("underveis") != "answers":
        raise fail("FORMS-003", file=path)
    if told.get("version") != VERSION or isinstance(told.get("version"), bool):
        raise fail("FORMS-004", file=path, version=str(told.get("version"))[:20])
    wrong = _wrong(told)
    if wrong:
        raise fail("FORMS-005", file=path, fields=", ".join(wrong))
    kept = ("form", "instrument", "sha256", "language", "consented_at", "key", "answers")
    return AnswerFile(path, respondent=str(told.get("respondent") or "")[:200], **{name: told[name] for name in kept})


def prepare(
    study: Study,
    path: Path,
    *,
    session: str | None = None,
    organisation: str | None = None,
    participant: str | None = None,
) -> Ready:
    """Hold a file against the study: its form, version, respondent and answers. Raises one error with every fault."""
    file = read_answer_file(path)
    form = _form_of(study, file, session)
    instrument = _version_of(study, file, form)
    digest = digest_of(file.key)
    with study.store.reading() as connection:
        there = responses.find_response(connection, digest)
    _refuse_other_respondent(file, there, organisation, participant)
    checked = check(instrument, from_form(instrument, file.answers), complete=True)
    raise_any(replace(each, file=f"{path}: {each.file}") for each in checked.problems)
    organisation = _organisation(study, organisation, participant)
    invitation = None if there else _invitation(study, file, form, organisation, participant)
    seat = Seat(form, instrument, file.sha256, digest, invitation, there)
    if not seat.is_open and not (there and _says_the_same(there, checked.answers)):
        raise fail("ANSWER-011", file=path, name=form.name)
    return Ready(file, seat, checked.answers, organisation, participant)


def hand_in(study: Study, *ready: Ready) -> list[Taken]:
    """Keep what the files say, in the place of what earlier files of the same respondents said: all of them or none."""
    with study.store.writing() as connection:
        return [_taken(connection, each) for each in ready]


def _taken(connection: Connection, ready: Ready) -> Taken:
    there = responses.find_response(connection, ready.seat.digest)
    if there is not None and _says_the_same(there, ready.answers):
        return Taken(there, ready.file.respondent, "unchanged")
    _refuse_other_respondent(ready.file, there, ready.organisation, ready.participant)
    begun = there or _begun(connection, ready)
    seat = replace(ready.seat, response=begun)
    hand_over(connection, seat, ready.answers, revision=begun.revision, language=ready.file.language)
    kept = responses.find_response(connection, seat.digest)
    if kept is None:
        raise LookupError(seat.digest)
    resumed = there is not None and there.state == "submitted"
    return Taken(kept, ready.file.respondent, "replaced" if resumed else "added")


def _says_the_same(there: Response, answers: Mapping[str, Answer]) -> bool:
    return there.state == "submitted" and dict(there.answers) == dict(answers)


def _begun(connection: Connection, ready: Ready) -> Response:
    seat, file = ready.seat, ready.file
    invitation = seat.invitation.id if seat.invitation else None
    response = Response(
        seat.form.session, seat.form.instrument, seat.sha256, "static", seat.digest, form=seat.form.name,
        invitation=invitation, organisation=ready.organisation, participant=ready.participant, language=file.language,
        consented_at=file.consented_at, started_at=now(), saved_at=now(),
    )  # fmt: skip
    with within(connection, "response.begin", RESPONDENT, form=seat.form.name) as act:
        kept = responses.add_response(act, response)
        act.details["response"] = kept.id
    return kept


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _wrong(told: Mapping[str, Any]) -> list[str]:
    """The fields that are missing or of another shape."""
    wrong = [name for name in _TEXTS if not isinstance(told.get(name), str)]
    shapes = {"sha256": _HASH, "key": _KEY}
    wrong += [name for name, shape in shapes.items() if name not in wrong and not shape.fullmatch(told[name])]
    wrong += [name for name in ("consented_at", "submitted_at") if name not in wrong and not _is_moment(told[name])]
    if "language" not in wrong and not is_language(told["language"]):
        wrong.append("language")
    if not isinstance(told.get("answers"), dict):
        wrong.append("answers")
    return wrong


def _is_moment(text: str) -> bool:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _form_of(study: Study, file: AnswerFile, session: str | None) -> Form:
    """The form that a file names, or the one of its instrument that is open under the session."""
    there = [each.form for each in list_forms(study)]
    named = [each for each in there if each.name == file.form and each.instrument == file.instrument]
    under = [each for each in there if each.session == session and each.instrument == file.instrument]
    found = named[:1] or under[:1]
    if not found:
        raise fail("FORMS-006", file=file.path, name=file.form, known=near(file.form, [each.name for each in there]))
    if session is not None and found[0].session != session:
        raise fail("FORMS-007", file=file.path, name=file.form, session=found[0].session)
    return found[0]


def _version_of(study: Study, file: AnswerFile, form: Form) -> Instrument:
    """The instrument as the respondent had it. Raises FORMS-008 where the study never had such a one."""
    folder = study.folder / FOLDER
    kept = kept_version(folder, form.instrument, file.sha256)
    now_there = folder / f"{form.instrument}.yaml"
    if not kept.is_file() and now_there.is_file() and sha256_of(now_there) == file.sha256:
        keep_version(now_there)
    if not kept.is_file() or sha256_of(kept) != file.sha256:
        raise fail("FORMS-008", file=file.path, name=form.instrument)
    return read_instrument(kept)


def _organisation(study: Study, organisation: str | None, participant: str | None) -> str | None:
    people = study.people()
    known = (
        (organisation, [each.id for each in people.organisations]),
        (participant, [each.id for each in people.participants]),
    )
    for name, those in known:
        if name is not None and name not in those:
            raise fail("ANSWER-023", name=name, known=near(name, those))
    own = next((each.organisation for each in people.participants if each.id == participant), None)
    return organisation or own


def _invitation(
    study: Study, file: AnswerFile, form: Form, organisation: str | None, participant: str | None
) -> Invitation | None:
    """The invitation this is the answer to. Raises FORMS-009 where it has been answered already."""
    if organisation is None:
        return None
    with study.store.reading() as connection:
        asked = [
            each
            for each in forms.read_invitations(connection, form.name)
            if (each.organisation, each.participant) == (organisation, participant) and not each.revoked_at
        ]
        answered = responses.response_to(connection, asked[0].id or 0) if asked else None
    if answered and answered.state != "withdrawn":
        raise fail("FORMS-009", file=file.path, name=participant or organisation, response=answered.id)
    return asked[0] if asked and not answered else None


def _refuse_other_respondent(
    file: AnswerFile, there: Response | None, organisation: str | None, participant: str | None
) -> None:
    """A file that comes again is the same respondent's, and one that was withdrawn does not come back."""
    if there is None:
        return
    if there.withdrawn_at:
        raise fail("ANSWER-013", file=file.path)
    if (organisation or there.organisation) != there.organisation or (participant or there.participant) != (
        there.participant
    ):
        raise fail("FORMS-012", file=file.path, name=there.participant or there.organisation or "–")


def prepare_all(study: Study, paths: list[Path], **who: str | None) -> list[Ready]:
    """All files ready, or one error with the faults of every one of them."""
    ready: list[Ready] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            ready.append(prepare(study, path, **who))
        except EvaluationError as error:
            problems += error.problems
    raise_any([*problems, *_of_one_respondent(ready)])
    return ready


def _of_one_respondent(ready: list[Ready]) -> Iterator[Problem]:
    """A fault for each file that speaks for the same respondent as one before it: only one of them can be meant."""
    first: dict[object, Path] = {}
    for each in ready:
        who = (each.seat.form.name, each.organisation, each.participant)
        is_named = each.seat.response is None and each.organisation is not None
        for key in (each.file.key, who) if is_named else (each.file.key,):
            if key in first:
                yield problem("FORMS-017", file=each.file.path, other=first[key])
                break
            first[key] = each.file.path
