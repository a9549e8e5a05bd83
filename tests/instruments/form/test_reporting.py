from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.model.form import ReportingRound
from evaluation.people.load import read_people
from evaluation.store import responses
from instruments.form.answer_file import hand_in, prepare, prepare_all
from instruments.form.answering import begin, seat_of, submit, withdraw
from instruments.form.opening import Terms, close_form, invite, open_form, pending
from instruments.form.reporting import awaited, delivered, find_round, open_round, period_of

PARTIES = ("lo", "nho", "ks", "virke", "staten")
KEY = "Zm9yc3RlLXN2YXJmaWw0Mw"
ANSWERS = {"plan": 2, "hvorfor": "Vi rakk det ikke før sommeren.", "utsagn": {"u1": 3, "u2": 1}}


@pytest.fixture
def asked(study, tmp_path):
    """A study whose five parties are asked to report, by a form with invitations."""
    file = tmp_path / "parter.yaml"
    rows = "".join(f"  - {{id: {each}, pseudonym: Part {each}}}\n" for each in PARTIES)
    file.write_text(f"organisations:\n{rows}", encoding="utf-8")
    study.add_people(read_people(file, study.people()))
    half = period_of("2026-H1")
    open_round(study, ReportingRound("h1", "skjema", "", *half, dt.date(2026, 8, 15), PARTIES))
    open_form(study, "rapport", instrument="skjema", session="bolge-1", terms=Terms(round="h1"))
    return study


def answered(study, token, answers):
    begun = begin(study, seat_of(study, token), language="nb", consent=True)
    return submit(study, begun.seat, answers, revision=begun.seat.response.revision, language="nb")


def answer_file(study, folder: Path, name="svar", **changes) -> Path:
    from evaluation.sources.received import sha256_of

    told = {
        "underveis": "answers", "version": 1, "form": "rapport", "instrument": "skjema",
        "sha256": sha256_of(study.folder / "instruments" / "skjema.yaml"), "language": "nb",
        "consented_at": "2026-08-01T09:00:00+00:00", "submitted_at": "2026-08-01T09:20:00+00:00",
        "respondent": "Sekretariatet", "key": KEY, "answers": ANSWERS, **changes,
    }  # fmt: skip
    file = folder / f"{name}.underveis.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    return file


def codes_of(call, *arguments, **options):
    with pytest.raises(EvaluationError) as raised:
        call(*arguments, **options)
    return [each.code for each in raised.value.problems]


def stored(study):
    with study.store.reading() as connection:
        return responses.read_responses(connection, form="rapport")


def test_a_round_gathers_what_came_by_browser_by_file_and_on_paper(asked, tmp_path):
    browser = invite(asked, "rapport", organisations=["lo", "nho", "ks"])
    [paper] = invite(asked, "rapport", organisations=["virke"], channel="paper")
    invite(asked, "rapport", organisations=["staten"])
    for each in (*browser, paper):
        answered(asked, each.token, {"plan": 1})
    hand_in(asked, prepare(asked, answer_file(asked, tmp_path), organisation="staten"))
    rows = delivered(asked, "h1")
    assert [(each.party, each.response.channel, each.state) for each in rows if each.response] == [
        ("lo", "browser", "submitted"),
        ("nho", "browser", "submitted"),
        ("ks", "browser", "submitted"),
        ("virke", "paper", "submitted"),
        ("staten", "static", "submitted"),
    ]
    assert pending(asked, "rapport") == []
    assert awaited(rows) == []


def test_a_party_that_has_sent_nothing_is_awaited(asked):
    [invited] = invite(asked, "rapport", organisations=["lo"])
    answered(asked, invited.token, {"plan": 1})
    assert awaited(delivered(asked, "h1")) == ["nho", "ks", "virke", "staten"]


def test_a_round_tells_what_is_unanswered_but_not_what_was_hidden(asked):
    [invited] = invite(asked, "rapport", organisations=["lo"])
    answered(asked, invited.token, {"plan": 1, "ord": "Nei.", "ansatte": 4, "dato": "2026-05-05"})
    assert delivered(asked, "h1")[0].missing == ("tiltak", "utsagn")


@pytest.mark.parametrize("told", ["2026", "2026-H3", "2026-06-30..2026-01-01", "..", "2026-02-30..2026-03-01"])
def test_a_period_that_is_none_is_refused(told):
    assert codes_of(period_of, told) == ["FORMS-010"]


def test_periods_are_half_years_or_two_days():
    assert period_of("2026-H2") == period_of("2026-07-01..2026-12-31") == (dt.date(2026, 7, 1), dt.date(2026, 12, 31))


def test_a_round_with_several_faults_tells_them_all(asked):
    found = ReportingRound("h1", "skjma", parties=("loo",))
    assert codes_of(open_round, asked, found) == ["FORMS-011", "INSTRUMENT-082", "ANSWER-023"]


def test_an_unknown_round_names_the_nearest(asked):
    assert codes_of(find_round, asked, "h2") == ["ANSWER-026"]


def test_the_words_of_an_answer_file_become_a_source_of_its_language(asked, tmp_path):
    [taken] = hand_in(asked, prepare(asked, answer_file(asked, tmp_path)))
    source = asked.source(taken.response.source)
    assert [(source.words_of(each), each.question) for each in source.turns] == [(ANSWERS["hvorfor"], "hvorfor")]
    assert source.kind == "answers"


def test_a_second_file_of_the_same_key_takes_the_place_of_the_first(asked, tmp_path):
    [first] = hand_in(asked, prepare(asked, answer_file(asked, tmp_path)))
    [again] = hand_in(asked, prepare(asked, answer_file(asked, tmp_path, answers={"plan": 1})))
    assert (first.outcome, again.outcome, first.response.id) == ("added", "replaced", again.response.id)
    assert [dict(each.answers) for each in stored(asked)] == [{"plan": 1}]


def test_the_same_file_twice_changes_nothing(asked, tmp_path):
    file = answer_file(asked, tmp_path)
    hand_in(asked, prepare(asked, file))
    before = len(asked.log())
    assert hand_in(asked, prepare(asked, file))[0].outcome == "unchanged"
    assert len(asked.log()) == before


def test_a_file_of_one_who_has_answered_in_the_browser_is_refused(asked, tmp_path):
    [invited] = invite(asked, "rapport", organisations=["lo"])
    answered(asked, invited.token, {"plan": 1})
    assert codes_of(prepare, asked, answer_file(asked, tmp_path), organisation="lo") == ["FORMS-009"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"underveis": "svar"}, "FORMS-003"),
        ({"version": 2}, "FORMS-004"),
        ({"version": True}, "FORMS-004"),
        ({"answers": [1]}, "FORMS-005"),
        ({"key": "kort"}, "FORMS-005"),
        ({"sha256": "../../etc"}, "FORMS-005"),
        ({"consented_at": "i går"}, "FORMS-005"),
        ({"language": "sv"}, "FORMS-005"),
        ({"instrument": "../evaluation"}, "FORMS-006"),
        ({"form": "ukjent"}, "FORMS-006"),
        ({"sha256": "0" * 64}, "FORMS-008"),
        ({"answers": {"plan": 7}}, "ANSWER-002"),
        ({"answers": {"plan": 1, "finnes-ikke": 1}}, "ANSWER-001"),
        ({"answers": {"plan": "1"}}, "ANSWER-002"),
        ({"answers": {}}, "ANSWER-008"),
    ],
)
def test_a_file_that_cannot_be_true_is_refused_and_nothing_is_kept(asked, tmp_path, changes, code):
    assert codes_of(prepare, asked, answer_file(asked, tmp_path, **changes)) == [code]
    assert stored(asked) == []


@pytest.mark.parametrize("content", [b"[" * 200_000, b"{", b"\xff\xfe", b'{"underveis": NaN}', b'{"a": 1, "a": 2}'])
def test_a_file_that_is_no_json_is_refused(asked, tmp_path, content):
    file = tmp_path / "svar.underveis.json"
    file.write_bytes(content)
    assert codes_of(prepare, asked, file) == ["FORMS-001"]


def test_a_file_of_over_ten_megabytes_is_refused_unread(asked, tmp_path):
    file = tmp_path / "svar.underveis.json"
    file.write_bytes(b" " * 10_000_001)
    assert codes_of(prepare, asked, file) == ["FORMS-002"]


def test_answer_files_are_taken_in_all_or_none(asked, tmp_path):
    one = prepare(asked, answer_file(asked, tmp_path, "en", key="a" * 32))
    other = prepare(asked, answer_file(asked, tmp_path, "to", key="b" * 32))
    hand_in(asked, other)
    withdraw(asked, replace(other.seat, response=stored(asked)[0]))
    before = len(asked.log())
    assert codes_of(hand_in, asked, one, other) == ["ANSWER-013"]
    assert ([each.state for each in stored(asked)], asked.sources(), len(asked.log())) == (["withdrawn"], [], before)


@pytest.mark.parametrize("key", [KEY, "b" * 32])
def test_two_files_of_one_respondent_in_one_call_are_refused(asked, tmp_path, key):
    files = [answer_file(asked, tmp_path, "en"), answer_file(asked, tmp_path, "to", key=key, answers={"plan": 1})]
    assert codes_of(prepare_all, asked, files, organisation="lo") == ["FORMS-017"]
    assert stored(asked) == []


def test_a_closed_form_takes_no_file_in_the_place_of_another_but_knows_one_it_has(asked, tmp_path):
    hand_in(asked, prepare(asked, answer_file(asked, tmp_path)))
    close_form(asked, "rapport")
    assert hand_in(asked, prepare(asked, answer_file(asked, tmp_path)))[0].outcome == "unchanged"
    assert codes_of(prepare, asked, answer_file(asked, tmp_path, answers={"plan": 1})) == ["ANSWER-011"]
    assert [each.revision for each in stored(asked)] == [1]


def test_a_file_that_replaces_another_tells_of_its_own_version_of_the_questions(asked, tmp_path):
    hand_in(asked, prepare(asked, answer_file(asked, tmp_path)))
    instrument = asked.folder / "instruments" / "skjema.yaml"
    instrument.write_text(instrument.read_text("utf-8").replace("Noe mer?", "Er det noe mer?"), encoding="utf-8")
    file = answer_file(asked, tmp_path, answers={"plan": 1, "ord": "Ja."})
    hand_in(asked, prepare(asked, file))
    assert [each.sha256 for each in stored(asked)] == [json.loads(file.read_text("utf-8"))["sha256"]]
    assert "Er det noe mer?" in asked.sources()[0].text
