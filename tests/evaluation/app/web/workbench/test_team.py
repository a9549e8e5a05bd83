"""A team that signs in: by invitation and password, for as long as it is let, and never by another's pass."""

from __future__ import annotations

import re
import stat
import zipfile

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from evaluation.app.accounts import keeping, passwords
from evaluation.app.accounts.signing_in import seen_lately
from evaluation.app.web.admission import HEADER
from evaluation.app.web.application import application
from evaluation.app.web.passes import cookie_name
from evaluation.app.web.running import Address, door_for
from evaluation.app.web.team_door import MOST_FOR_ONE, Team, team_door
from evaluation.backup import back_up
from evaluation.errors import EvaluationError
from evaluation.store import schema
from evaluation.study import SEAL
from tests.evaluation.app.web.workbench.conftest import HERE, PASSWORD


@pytest.fixture
def client(signed_in):
    """A browser that has not signed in."""
    return signed_in("stranger")


def sign_in(client, name="kari", password=PASSWORD, **more):
    return client.post("/sign-in", data={"name": name, "password": password, **more}, follow_redirects=False)


def proof_of(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/password").text)[1]


def code_of(answer):
    return re.search(r"[A-Z]+-\d{3}", answer.text)[0]


@pytest.mark.usefixtures("either_database")
def test_a_page_leads_to_signing_in_and_that_leads_back(client):
    asked = client.get("/team", follow_redirects=False)
    assert asked.headers["location"] == "/sign-in?back=%2Fteam"
    told = sign_in(client, "eva", back="/team")
    assert (told.status_code, told.headers["location"]) == (303, "/team")
    assert client.get("/team", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [("kari", "feil passord her"), ("ingen", PASSWORD), ("", ""), ("kari", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(client, name, password):
    told = sign_in(client, name, password)
    assert (told.status_code, "Navnet eller passordet er feil." in told.text) == (403, True)
    assert "set-cookie" not in told.headers


def test_capitals_in_the_name_and_two_spellings_of_a_letter_make_no_difference(team_study, client):
    keeping.renew_password(team_study, "kari", "blåbær på Ås i går")
    assert sign_in(client, " Kari", "bla\u030aba\u0308r".replace("a\u0308", "æ") + " på Ås i går").status_code == 303


def test_many_wrong_passwords_for_one_account_are_stopped_and_others_are_not(client, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda password, kept: password == PASSWORD and bool(kept))
    ways = ("kari", " kari", "KARI\u2003", "Kari")
    tried = [(ways[number % 4], f"feil {number}") for number in range(MOST_FOR_ONE + 1)]
    answers = [sign_in(client, *each).status_code for each in tried]
    assert answers == [403] * MOST_FOR_ONE + [429]
    assert sign_in(client, "kari").status_code == 429
    assert sign_in(client, "lars").status_code == 303


def test_many_wrong_passwords_from_one_place_are_stopped(client, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda *_: False)
    assert [sign_in(client, f"navn{number}").status_code for number in range(31)][-1] == 429


def test_right_passwords_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda password, kept: bool(kept))
    assert {sign_in(client, "kari").status_code for _ in range(35)} == {303}


def test_signing_in_makes_a_new_pass_and_ends_the_old(client, team_study):
    sign_in(client)
    name = cookie_name(team_study.folder, secure=False)
    first = client.cookies[name]
    sign_in(client, "lars")
    assert client.cookies[name] != first
    client.cookies.clear()
    client.cookies.set(name, first)
    assert client.get("/password", follow_redirects=False).status_code == 303


def test_a_pass_that_was_set_beforehand_is_not_taken_up(client, team_study):
    name = cookie_name(team_study.folder, secure=False)
    client.cookies.set(name, "fixed.mark", domain="127.0.0.1")
    told = sign_in(client)
    assert "fixed" not in told.headers["set-cookie"]


@pytest.mark.usefixtures("either_database")
def test_signing_out_ends_it_on_the_server(client, team_study):
    sign_in(client)
    kept = dict(client.cookies)
    client.post("/leave", data={"proof": proof_of(client)})
    client.cookies.update(kept)
    assert client.get("/password", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("moved", ["IDLE", "LASTING"])
def test_a_visit_comes_to_an_end(client, monkeypatch, moved):
    monkeypatch.setattr(f"evaluation.app.accounts.signing_in.{moved}", -keeping.INVITED_FOR)
    sign_in(client)
    assert client.get("/password", follow_redirects=False).status_code == 303


@pytest.mark.usefixtures("either_database")
def test_an_owner_ends_others_visits(signed_in):
    coder, owner = signed_in("coder"), signed_in("owner")
    assert owner.post("/team/kari/end", data={"proof": proof_of(owner)}, follow_redirects=False).status_code == 303
    assert coder.get("/password", follow_redirects=False).status_code == 303
    assert owner.get("/team").status_code == 200


@pytest.mark.usefixtures("either_database")
def test_a_role_that_is_taken_away_is_gone_at_once(signed_in, team_study):
    owner = signed_in("owner")
    keeping.add_account(team_study, "eier2", "owner")
    keeping.give_role(team_study, "eva", "reader")
    assert code_of(owner.get("/team")) == "PAGE-005"


@pytest.mark.usefixtures("either_database")
def test_one_who_is_invited_chooses_a_password_once(client, team_study):
    made = keeping.add_account(team_study, "ny", "coder")
    page = f"/invitation/{made.token}"
    assert client.get(page).status_code == 200
    assert client.post(page, data={"password": PASSWORD, "again": "noe annet"}).status_code == 422
    assert client.post(page, data={"password": "kort", "again": "kort"}).status_code == 422
    told = client.post(page, data={"password": PASSWORD, "again": PASSWORD}, follow_redirects=False)
    assert told.status_code == 303
    assert client.get("/password", follow_redirects=False).status_code == 200
    assert code_of(client.get(page)) == "TEAM-011"


@pytest.mark.parametrize("password", ["kort", "aaaaaaaaaaaaaaaa", "kari" * 3, "x" * 1025])
def test_a_password_that_is_easy_to_guess_is_refused(team_study, password):
    with pytest.raises(EvaluationError) as error:
        keeping.renew_password(team_study, "kari", password)
    assert error.value.problems[0].code == "TEAM-007"


def test_an_invitation_that_is_too_old_opens_nothing(client, team_study, monkeypatch):
    monkeypatch.setattr(keeping, "INVITED_FOR", -keeping.INVITED_FOR)
    made = keeping.add_account(team_study, "ny", "coder")
    assert code_of(client.get(f"/invitation/{made.token}")) == "TEAM-011"


@pytest.mark.usefixtures("either_database")
def test_who_changes_the_password_stays_and_is_out_everywhere_else(signed_in):
    here, there = signed_in("coder"), signed_in("coder")
    told = {
        "proof": proof_of(here),
        "current": "feil",
        "password": "et helt nytt passord",
        "again": "et helt nytt passord",
    }
    assert here.post("/password", data=told).status_code == 403
    assert here.post("/password", data={**told, "current": PASSWORD}).status_code == 200
    assert here.get("/password", follow_redirects=False).status_code == 200
    assert there.get("/password", follow_redirects=False).status_code == 303


def test_what_is_remembered_of_signing_in_holds_no_name_that_is_none(client, team_study):
    sign_in(client, "MittHemmeligePassord")
    sign_in(client, "kari", "feil")
    sign_in(client)
    _, tried = seen_lately(team_study)
    assert [(each.name, each.outcome) for each in tried[:3]] == [("kari", "in"), ("kari", "refused"), ("", "refused")]


def test_the_log_names_accounts_and_tells_no_password(team_study):
    keeping.renew_password(team_study, "kari", "et helt nytt passord")
    [*_, last] = team_study.log()
    assert (last.act, last.details) == ("account.password", {"name": "kari"})
    with team_study.store.reading() as connection:
        rows = connection.execute(select(schema.change)).all()
    assert not [row for row in rows if "argon2" in str(row)]


def test_no_undo_brings_back_an_account(team_study):
    change = keeping_change(team_study)
    with pytest.raises(EvaluationError) as error:
        team_study.undo(change)
    assert error.value.problems[0].code == "STORE-017"
    assert not team_study.undo().act.startswith("account.")


def keeping_change(study):
    keeping.remove_account(study, "lars")
    return study.log()[-1].id


def test_the_seal_is_ours_alone_and_in_no_backup(team_study, tmp_path):
    team_door(team_study)
    assert stat.S_IMODE((team_study.folder / SEAL).stat().st_mode) == 0o600
    with zipfile.ZipFile(back_up(team_study.folder, tmp_path / "b.zip", store=team_study.store)) as archive:
        assert SEAL not in archive.namelist()
        assert "study.sqlite" in archive.namelist()


@pytest.mark.parametrize("content", ["", "abcd", "ikke en nøkkel"])
def test_a_seal_that_is_none_is_named(team_study, content):
    (team_study.folder / SEAL).write_text(content)
    with pytest.raises(EvaluationError) as error:
        team_door(team_study)
    assert error.value.problems[0].code == "TEAM-013"


def test_a_study_with_accounts_is_opened_by_name_and_one_without_stays_here(team_study, study):
    assert isinstance(door_for(team_study, Address("0.0.0.0")), Team)
    with pytest.raises(EvaluationError) as error:
        door_for(study, Address("0.0.0.0"))
    assert error.value.problems[0].code == "WEB-012"


def test_behind_https_the_cookie_never_goes_without(team_study):
    app = application(team_study, door=team_door(team_study), public="https://kode.example.no")
    with TestClient(app, "https://kode.example.no") as client:
        cookie = sign_in(client).headers["set-cookie"]
        assert cookie.startswith("__Host-underveis-")
        assert "secure" in cookie.lower()
        assert client.get("/password", headers={"host": "annet.example.no"}).status_code == 421


def test_accounts_work_on_either_database(any_study):
    keeping.add_account(any_study, "eva", "owner", password=PASSWORD)
    keeping.add_account(any_study, "kari", "coder", coder="k1")
    door = team_door(any_study)
    with TestClient(application(any_study, door=door), HERE) as client:
        assert sign_in(client, "eva").status_code == 303
        assert client.get("/team").status_code == 200
    keeping.give_role(any_study, "kari", "owner")
    keeping.remove_account(any_study, "eva")
    assert [(each.name, each.coder) for each in keeping.list_accounts(any_study)] == [("kari", "k1")]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda study: keeping.add_account(study, "Æ ø", "coder"), "TEAM-001"),
        (lambda study: keeping.add_account(study, "../eva", "coder"), "TEAM-001"),
        (lambda study: keeping.add_account(study, "kari", "coder"), "TEAM-002"),
        (lambda study: keeping.add_account(study, "ny", "coder", coder="kari"), "TEAM-003"),
        (lambda study: keeping.remove_account(study, "karl"), "TEAM-004"),
        (lambda study: keeping.remove_account(study, "eva"), "TEAM-005"),
        (lambda study: keeping.give_role(study, "eva", "coder"), "TEAM-005"),
        (lambda study: keeping.role_named("sjef"), "TEAM-006"),
    ],
)
def test_what_cannot_be_is_refused(team_study, act, code):
    with pytest.raises(EvaluationError) as error:
        act(team_study)
    assert error.value.problems[0].code == code


def test_readers_may_not_correct_and_only_owners_learn_whose_a_name_is(signed_in, team_study):
    name = next(each for each in team_study.people(names=True).participants if each.name and each.pseudonym)
    told = {"source": "fokusgruppe", "since": 0, "words": name.name, "instead": ""}
    found = {}
    for role in ("reader", "coder", "owner"):
        client = signed_in(role)
        page = client.get("/workbench").text
        client.headers[HEADER] = page.split('data-proof="')[1].split('"')[0]
        answer = client.post("/workbench/names/preview", json=told, headers={"accept": "application/json"})
        found[role] = (answer.status_code, answer.json().get("instead"))
    assert found == {"reader": (403, None), "coder": (200, ""), "owner": (200, name.pseudonym)}
