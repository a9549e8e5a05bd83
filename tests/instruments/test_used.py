from __future__ import annotations

from instruments.form.answering import begin, seat_of, submit, withdraw
from instruments.used import versions_used
from tests.instruments.form.conftest import link, study

__all__ = ["link", "study"]


def answered(study, link):
    begun = begin(study, seat_of(study, link), language="nb", consent=True)
    seat = seat_of(study, begun.token)
    submit(study, seat, {"plan": 1}, revision=0, language="nb")
    return begun.token


def test_answers_to_a_form_tell_which_version_was_used_as_sources_do(study, link):
    answered(study, link)
    [version] = versions_used(study)
    assert (version.name, version.sessions, version.sources, version.responses) == ("skjema", ("bolge-1",), (), 1)
    assert version.instrument is not None


def test_what_was_begun_or_withdrawn_is_no_use(study, link):
    begin(study, seat_of(study, link), language="nb", consent=True)
    token = answered(study, link)
    withdraw(study, seat_of(study, token))
    assert versions_used(study) == ()
