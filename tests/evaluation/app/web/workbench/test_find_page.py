"""What was coded is found again, by choosing or by typing, and leads back to its place in the text."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from coding.manual import add_by_hand, coding_of
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.rounds import open_round
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import talked

pytestmark = pytest.mark.usefixtures("either_database")


@pytest.fixture
def talk(tmp_path):
    study = open_study(talked(tmp_path)).seen_by("ida")
    add_by_hand(study, coding_of(study, "samtale", "tiltak", words="Det ble færre møter 👍 hos oss."))
    return study


@pytest.fixture
def asked(talk):
    door = Alone("ida")
    with TestClient(application(talk, door=door), HERE, raise_server_exceptions=False) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        yield lambda **fields: client.get("/find", params=fields)


def quotes(page):
    return [re.sub("<[^>]+>", "", each).strip() for each in re.findall(r"<mark>(.*?)</mark>", page.text, re.S)]


def test_a_coded_passage_is_found_by_choosing_its_code(asked, talk):
    page = asked(code="tiltak")
    assert quotes(page) == ["Det ble færre møter 👍 hos oss."]
    place = talk.codings()[0].start
    assert f"/workbench?source=samtale&amp;at={place}" in page.text.replace("&at", "&amp;at")


def test_what_is_chosen_is_shown_as_a_query_that_finds_the_same(asked):
    page = asked(code="tiltak", relation="NEAR/turn", words="små")
    assert "tiltak NEAR/turn &#34;små&#34;" in page.text
    assert quotes(page) == quotes(asked(query='tiltak NEAR/turn "små"')) != []


def test_a_faulty_query_is_told_with_its_remedy(asked):
    page = asked(query="tiltk AND")
    assert page.status_code == 200
    assert quotes(page) == []
    assert 'class="error"' in page.text


def test_others_codings_of_a_blind_round_are_not_found(asked, talk):
    jonas = talk.seen_by("jonas")
    open_round(talk, "blind", coders=["ida", "jonas"])
    add_by_hand(jonas, coding_of(jonas, "samtale", "oppfolging", words="Nei."))
    assert quotes(asked(code="oppfolging")) == []
    assert "jonas" not in asked().text


def test_markup_in_what_is_asked_stays_text(asked):
    page = asked(words="<script>alert(1)</script>")
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("fields", [{"relation": "XOR"}, {"page": "0"}, {"query": "x" * 2001}])
def test_fields_of_another_shape_are_refused(asked, fields):
    assert asked(**fields).status_code == 422
