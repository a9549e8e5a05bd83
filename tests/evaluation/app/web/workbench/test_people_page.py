"""The register in the browser: kept by owners, with names for nobody else, and never written over unseen."""

from __future__ import annotations

import re

import pytest

from evaluation.editing.people import find_consent, find_person, keep_consent
from evaluation.editing.sessions import find_session
from evaluation.model import Consent

NAME = "Ragnhild Ternebø"  # the real name of p1 in the sample study
PERSON, SESSION, ORGANISATION = "/people/person?id=p1", "/people/session?id=fg1", "/people/organisation?id=hotell"


def fields(page, action, number=0):
    """What a form on a page would send as it stands."""
    form = re.findall(rf'<form method="post" action="{action}"[^>]*>(.*?)</form>', page, re.S)[number]
    told = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            told[name[1]] = value[1] if value else ""
    for name, area in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.S):
        told[name] = area
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', options) or re.search(r'value="([^"]*)"', options)
        told[name] = chosen[1]
    return told


def send(client, page, action, number=0, **changed):
    told = {**fields(page, action, number), **changed}
    return client.post(action, data={key: each for key, each in told.items() if each is not None})


def test_what_is_shown_and_saved_as_it_stands_changes_nothing(client, study):
    before, log = study.people(names=True), study.log()
    for path, actions in (
        (PERSON, ("/people/person", "/people/consent")),
        (ORGANISATION, ("/people/organisation",)),
        (SESSION, ("/people/session", "/people/attendance")),
    ):
        page = client.get(path).text
        for action in actions:
            assert send(client, page, action).status_code == 200, action
    assert (study.people(names=True), study.log()) == (before, log)


def test_a_person_is_changed_by_who_is_let_in(client, study):
    page = client.get(PERSON).text
    told = send(client, page, "/people/person", role="sjef", organisation="hotell", speakers="I1\nLeder")
    assert "Lagret." in told.text
    person = find_person(study.people(names=True), "p1")
    assert (person.role, person.organisation, person.speakers, person.name) == ("sjef", "hotell", ("I1", "Leder"), NAME)
    assert [(each.act, each.who) for each in study.log()][-1] == ("people.change", "ida")


def test_somebody_new_gets_the_next_id_and_an_id_in_use_is_told(client, study):
    page = client.get("/people/person").text
    told = send(client, page, "/people/person", id="p1", name="Emil Roth", pseudonym="Ny")
    assert (told.status_code, "«p1» er alt i bruk" in told.text, 'value="Emil Roth"' in told.text) == (422, True, True)
    free = fields(page, "/people/person")["id"]
    assert send(client, told.text, "/people/person", id=free).status_code == 200
    assert find_person(study.people(names=True), free).name == "Emil Roth"


@pytest.mark.parametrize("field", ["organisation", "speakers", "pseudonym", "affiliation"])
def test_what_does_not_fit_stands_in_the_form_with_why(client, study, field):
    wrong = {"organisation": "ukjent", "speakers": "I2", "pseudonym": "Ragnhild", "affiliation": "gjest"}[field]
    before = study.people(names=True)
    told = send(client, client.get(PERSON).text, "/people/person", role="sjef", **{field: wrong})
    assert (told.status_code, 'role="alert"' in told.text, 'value="sjef"' in told.text) == (422, True, True)
    assert study.people(names=True) == before


@pytest.mark.usefixtures("either_database")
def test_two_who_change_the_same_both_see_it_and_the_second_may_insist(client, study):
    first, second = client.get(PERSON).text, client.get(PERSON).text
    send(client, first, "/people/person", role="sjef")
    told = send(client, second, "/people/person", role="rektor")
    assert (told.status_code, find_person(study.people(), "p1").role) == (422, "sjef")
    assert "<td>sjef</td><td>rektor</td>" in told.text
    assert send(client, told.text, "/people/person").status_code == 200
    assert find_person(study.people(), "p1").role == "rektor"


def test_a_clash_is_still_one_where_something_else_was_wrong_first(client, study):
    page = client.get(PERSON).text
    wrong = send(client, page, "/people/person", role="rektor", pseudonym="Ragnhild")
    send(client, page, "/people/person", role="sjef")
    told = send(client, wrong.text, "/people/person", pseudonym="Informant 1")
    assert (told.status_code, find_person(study.people(), "p1").role) == (422, "sjef")


def test_consent_is_recorded_withdrawn_and_not_withdrawn_over_what_was_not_seen(client, study):
    page = client.get(PERSON).text
    send(client, page, "/people/consent", quoting=None, kept_until="2030-12-31")
    consent = find_consent(study.people(), "p1")
    assert (consent.quoting, str(consent.kept_until), consent.withdrawn) == (False, "2030-12-31", None)
    assert send(client, page, "/people/consent/withdraw").status_code == 422
    assert send(client, client.get(PERSON).text, "/people/consent/withdraw").status_code == 200
    assert find_consent(study.people(), "p1").withdrawn is not None
    assert "Samtykket er trukket" in client.get(PERSON).text


def test_a_session_is_made_and_people_come_and_go(client, study):
    page = client.get("/people/session").text
    told = send(client, page, "/people/session", id="fg9", title="Ny gruppe", date="2026-11-27", start="09:00")
    told = send(client, told.text, "/people/attendance", participant="p3", mode="telephone", left_because_nb="Møte.")
    [row] = find_session(study.people(), "fg9").attendance
    assert (row.participant, row.mode, row.left_because.nb) == ("p3", "telephone", "Møte.")
    send(client, told.text, "/people/attendance/remove")
    assert find_session(study.people(), "fg9").attendance == ()


@pytest.mark.parametrize("path", ["/people/person?id=p999", "/people/session?id=x", "/people/organisation?id=x"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("either_database")
def test_an_act_is_taken_back_and_brought_back(client, study):
    before = study.people(names=True)
    saved = send(client, client.get(ORGANISATION).text, "/people/organisation", size="12", sector="reiseliv")
    after = study.people(names=True)
    undone = send(client, saved.text, "/people/undo")
    assert study.people(names=True) == before != after
    send(client, undone.text, "/people/redo")
    assert study.people(names=True) == after


FILE = "participants:\n  - {id: p1, role: rektor}\n  - {id: p77, name: Emil Roth}\n"


def upload(client, page, content):
    told = fields(page, "/people/import")
    told.pop("file")
    return client.post("/people/import", data=told, files={"file": ("../../people.yaml", content)})


def test_a_file_is_read_in_unless_the_register_is_another_by_now(client, study):
    page = client.get("/people").text
    keep_consent(study, Consent(participant="p2"))
    told = upload(client, page, FILE)
    assert (told.status_code, "p77" in str(study.people())) == (422, False)
    assert upload(client, told.text, FILE).status_code == 200
    assert (find_person(study.people(), "p1").role, find_person(study.people(names=True), "p77").name) == (
        "rektor",
        "Emil Roth",
    )


def test_what_is_wrong_with_a_file_is_told_by_line_and_nothing_of_where_it_lay(client, study):
    before = study.people()
    told = upload(client, client.get("/people").text, FILE.replace("id: p77", "organisation: ukjent, id: p77"))
    assert (told.status_code, "people.yaml:3" in told.text, "/tmp" in told.text) == (422, True, False)
    assert study.people() == before


@pytest.mark.parametrize("role", ["coder", "reader", "commissioner"])
def test_a_name_is_for_owners_alone(signed_in, team_study, role):
    assert NAME in signed_in("owner").get(PERSON).text
    client, names = signed_in(role), [each.name for each in team_study.people(names=True).participants if each.name]
    assert len(names) > 5
    for path in ("/people", PERSON, SESSION, ORGANISATION, "/due", "/log", "/report", "/findings", "/"):
        told = client.get(path)
        assert (path, [each for each in names if each in told.text]) == (path, [])
        assert told.status_code == 200 or role == "commissioner" or path in (PERSON, SESSION, ORGANISATION)
    assert 'action="/people' not in client.get("/people").text
    assert [client.get(path).status_code for path in (PERSON, SESSION, ORGANISATION)] == [403] * 3


def test_the_list_shows_owners_no_name_either(signed_in):
    assert NAME not in signed_in("owner").get("/people").text


def test_what_is_missing_leads_to_where_it_is_mended(signed_in, team_study):
    keep_consent(team_study, Consent(participant="p1", withdrawn="2026-01-05"))
    owner, coder = signed_in("owner"), signed_in("coder")
    for path in ("/", "/report", "/due"):
        assert 'href="/people/person?id=p1#consent"' in owner.get(path).text, path
    for path in ("/", "/report"):
        told = coder.get(path).text
        assert 'href="/people#person-p1"' in told
        assert "/people/person" not in told
    assert 'id="person-p1"' in coder.get("/people").text


def test_a_text_is_added_to_its_session_and_taken_back(client, study):
    page = client.get("/sources/add").text
    told = {key: each for key, each in fields(page, "/sources/add").items() if key != "files"}
    sent = {"files": ("Samtale 2.txt", "I1: Da begynte vi.\n\nI2: Nei.\n")}
    added = client.post("/sources/add", data={**told, "session": "fg1"}, files=sent)
    assert 'href="/workbench?source=Samtale+2"' in added.text
    [source] = [each for each in study.sources() if "Samtale" in each.name]
    assert (source.session, [each.participant for each in source.turns]) == ("fg1", ["p1", "p2"])
    assert (study.folder / "sources" / "Samtale 2.txt").is_file()
    again = client.post("/sources/add", data=told, files=sent)
    assert (again.status_code, "/tmp" in again.text) == (422, False)
    send(client, client.get("/sources").text, "/sources/undo")
    assert [each.name for each in study.list_sources() if "Samtale" in each.name] == []
