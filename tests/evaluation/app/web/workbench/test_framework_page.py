"""The framework matrix in the browser: a summary in each cell beside its quotes, and nothing overwritten."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from coding.framework.writing import cell_of, write_cell
from coding.manual import remove_by_hand
from coding.retrieval import codings_table
from evaluation.app.web.admission import PROOF
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from tests.evaluation.app.web.workbench.conftest import HERE

CELL = {"case": "p1", "theme": "forebygging", "cases": "participant"}

pytestmark = pytest.mark.usefixtures("either_database")


@pytest.fixture
def own(study):
    door = Alone("ida")
    with TestClient(application(study, door=door), HERE, raise_server_exceptions=False) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        proof = client.get("/framework").text.split('name="proof" content="')[1].split('"')[0]
        client.write = lambda **sent: client.post("/framework/cell", data={PROOF: proof, **CELL, **sent})
        yield client


def test_a_summary_is_written_beside_its_quotes_and_shown_in_the_matrix(own, study):
    page = own.write(text="Ser på rommet før noen blir syke.").text
    assert "Ser på rommet før noen blir syke." in page
    assert "Lagret." in page
    assert "<blockquote>" in page
    assert "Ser på rommet før noen blir syke." in own.get("/framework").text
    written = cell_of(study, "p1", "forebygging")
    assert (written.text, written.summary.author) == ("Ser på rommet før noen blir syke.", "ida")


def test_a_cell_whose_quotes_changed_since_says_so(own, study):
    own.write(text="Kort sagt.")
    table = codings_table(study)
    theirs = table[(table["participant"] == "p1") & (table["code"] == "forebygging")]
    remove_by_hand(study, [int(theirs["id"].iloc[0])])
    assert "er endret siden sammendraget ble skrevet" in own.get("/framework/cell", params=CELL).text
    assert "andre sitater nå" in own.get("/framework").text


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(own, study):
    write_cell(study.seen_by("jonas"), "p1", "forebygging", "Skrevet av Jonas", kind="participant")
    told = own.write(text="Skrevet av Ida", was="")
    assert told.status_code == 422
    assert "Skrevet av Ida" in told.text
    assert "Skrevet av Jonas" in told.text
    assert cell_of(study, "p1", "forebygging").text == "Skrevet av Jonas"


@pytest.mark.parametrize("query", [{"themes": "code"}, {"cases": "organisation"}, {"cases": "session"}])
def test_cases_and_columns_may_be_chosen(own, query):
    page = own.get("/framework", params=query)
    assert page.status_code == 200
    first = page.text.split('href="/framework/cell?')[1].split('"')[0].replace("&amp;", "&")
    assert own.get(f"/framework/cell?{first}").status_code == 200


def test_a_cell_there_is_not_is_told(own):
    assert own.get("/framework/cell", params={**CELL, "case": "p99"}).status_code == 422
    assert own.write(case="p99").status_code == 422
