"""The codebook in the browser: every field in every language, and whatever may be done to a code."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from coding.manual import add_by_hand, coding_of
from coding.workbench.code_fields import fields_of, mark_of
from evaluation.app.web.admission import PROOF
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.codes import code_history, outdated_codings
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import talked

pytestmark = pytest.mark.usefixtures("either_database")


@pytest.fixture
def talk(tmp_path):
    study = open_study(talked(tmp_path)).seen_by("ida")
    add_by_hand(study, coding_of(study, "samtale", "tiltak", words="begynte vi"))
    add_by_hand(study, coding_of(study, "samtale", "tiltak", words="Nei."))
    return study


class Desk:
    def __init__(self, client, study):
        self.client, self.study = client, study
        page = client.get("/codebook").text
        self.proof = page.split('name="proof" content="')[1].split('"')[0]

    def page(self, name):
        return self.client.get("/codebook/code", params={"name": name})

    def send(self, what, /, **fields):
        return self.client.post(f"/codebook/{what}", data={PROOF: self.proof, **fields}, follow_redirects=False)

    def edit(self, name, was=None, **fields):
        code = self.study.codebook.code(name)
        filled = {**fields_of(code), "own_colour": "yes", **fields}
        return self.send("edit", name=name, was=was or mark_of(code), **filled)


@pytest.fixture
def desk(talk):
    door = Alone("ida")
    with TestClient(application(talk, door=door), HERE, raise_server_exceptions=False) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        yield Desk(client, talk)


def test_every_field_is_edited_in_every_language(desk, talk):
    told = desk.edit(
        "tiltak",
        definition_nn="Det ein gjer.",
        include_en="Plans",
        label_nb="Tiltakene",
        indicators_nb="tiltak*\nplan*",
    )
    assert told.status_code == 303
    code = talk.codebook.code("tiltak")
    assert (code.definition.nn, code.include.en, code.label.nb) == ("Det ein gjer.", "Plans", "Tiltakene")
    assert (code.indicators.nb, code.colour, code.definition.nb) == (
        ("tiltak*", "plan*"),
        "#117733",
        "Det som er gjort.",
    )


def test_what_was_coded_before_the_meaning_changed_is_marked_for_another_look(desk, talk):
    desk.edit("tiltak", definition_nb="Noe annet.")
    page = desk.page("tiltak").text
    assert "2 kodinger ble gjort da koden betydde noe annet" in page
    assert "Det som er gjort. → Noe annet." in page
    first = outdated_codings(talk)[0].id
    desk.send("split", name="tiltak", what="approve", coding=str(first))
    assert [each.id == first for each in outdated_codings(talk)] == [False]


def test_what_somebody_else_changed_is_not_overwritten_and_what_was_written_is_kept(desk, talk):
    was = mark_of(talk.codebook.code("tiltak"))
    desk.edit("tiltak", exclude_nb="Planer")
    told = desk.edit("tiltak", was=was, exclude_nb="Noe jeg skrev lenge på")
    assert told.status_code == 422
    assert "Noe jeg skrev lenge på" in told.text
    assert "endret av noen andre" in told.text
    assert talk.codebook.code("tiltak").exclude.nb == "Planer"


@pytest.mark.parametrize(("field", "value"), [("indicators_nb", "*"), ("colour", "rød")])
def test_faulty_fields_come_back_with_what_is_wrong(desk, talk, field, value):
    told = desk.edit("tiltak", **{field: value})
    assert told.status_code == 422
    assert f">\n{value}" in told.text or f'"{value}"' in told.text
    assert talk.codebook.code("tiltak").version == 1


def test_codes_are_made_moved_renamed_merged_split_and_archived(desk, talk):
    desk.send("new", label="Ro på natta", under="tiltak")
    desk.send("move", name="ro-pa-natta", under="oppfolging")
    desk.send("rename", name="ro-pa-natta", new="ro")
    assert talk.codebook.path("ro") == "tiltak / oppfolging / ro"
    second = talk.codings()[1].id
    desk.send("split", name="tiltak", what="split", new="avslag", coding=str(second))
    assert [each.code for each in talk.codings()] == ["tiltak", "avslag"]
    desk.send("merge", name="avslag", into="ro", indicators="yes")
    assert [each.code for each in talk.codings()] == ["tiltak", "ro"]
    desk.send("archive", name="ro", away="yes")
    assert talk.codebook.code("ro").archived
    assert "Lagt bort" in desk.client.get("/codebook").text
    acts = [each.act.removeprefix("codebook.") for each in code_history(talk, "ro")]
    assert acts == ["create", "move", "rename", "merge", "archive"]


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("new", {"label": "Tiltak"}),
        ("move", {"name": "tiltak", "under": "oppfolging"}),
        ("merge", {"name": "tiltak", "into": "oppfolging"}),
        ("rename", {"name": "tiltak", "new": "a/b"}),
        ("split", {"name": "tiltak", "what": "split", "new": "x"}),
    ],
)
def test_what_cannot_be_done_is_told_and_not_done(desk, talk, what, fields):
    before = talk.codebook
    told = desk.send(what, **fields)
    assert told.status_code == 422
    assert talk.codebook == before


def test_without_proof_nothing_is_changed(desk, talk):
    desk.proof = "x"
    assert desk.send("archive", name="tiltak", away="yes").status_code == 403
    assert not talk.codebook.code("tiltak").archived


def test_markup_in_a_code_stays_text(desk):
    desk.edit("tiltak", definition_nb="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in desk.page("tiltak").text + desk.client.get("/codebook").text


def test_a_code_there_is_not_is_told_with_the_nearest(desk):
    told = desk.page("tiltk")
    assert told.status_code == 422
    assert "tiltak" in told.text
