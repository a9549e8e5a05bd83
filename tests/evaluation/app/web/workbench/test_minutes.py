"""Minutes in the browser: what is unsure stands beside its words until somebody has said what is right."""

from __future__ import annotations

import re

import pytest

from evaluation.followup.meetings.action_points import list_action_points
from evaluation.followup.meetings.confirming import unsure_of
from evaluation.followup.meetings.keeping import keep_minutes

UNSURE = """\
Referat fra møte i Kontaktutvalget 17. april 2023

Dato: 18. april 2023
Til stede: Astrid Vangen (Fagforbundet Vest), Emil Roth

Sak 1 Godkjenning av <script>alert(1)</script>
Konklusjon: Godkjent.

Sak 1 Kommunikasjon
Emil Roth skal snakke med pressen.
Oppfølging: Lage en plan.
"""
NAME = "kontaktutvalget-2023-04-17"
PAGE = f"/minutes/{NAME}"

pytestmark = pytest.mark.usefixtures("either_database")


@pytest.fixture
def kept(study, tmp_path):
    file = tmp_path / "referat.txt"
    file.write_text(UNSURE, encoding="utf-8")
    keep_minutes(study, [file])
    return study


def answer(client, doubt, said, **more):
    proof = re.search(r'name="proof" content="([0-9a-f]{64})"', client.get(PAGE).text)[1]
    told = {"proof": proof, "doubt": doubt, "answer": said, **more}
    return client.post(f"{PAGE}/confirm", data=told, follow_redirects=False)


def numbered(study, code):
    [found] = [each for each in unsure_of(study, NAME) if each.code == code]
    return found.id


def test_each_doubt_stands_beside_its_words(kept, client):
    assert f'href="{PAGE}"' in client.get("/minutes").text
    told = client.get(PAGE).text
    assert told.count('class="card" id="doubt-') == len(unsure_of(kept, NAME))
    assert "<blockquote>Oppfølging: Lage en plan.</blockquote>" in told
    assert "<script>alert" not in told


def test_it_is_accepted_corrected_or_taken_away(kept, client):
    assert answer(client, numbered(kept, "MINUTES-009"), "correct", value="Fagforbundet Vest").status_code == 303
    assert answer(client, numbered(kept, "MINUTES-010"), "refuse").status_code == 303
    points = list_action_points(kept)
    assert [(each.what, each.certain) for each in points] == [("Lage en plan.", True)]
    assert "Fagforbundet Vest" in client.get(PAGE).text
    assert kept.log()[-1].who == "ida"


def test_all_of_it_is_accepted_at_once(kept, client):
    proof = re.search(r'name="proof" content="([0-9a-f]{64})"', client.get(PAGE).text)[1]
    *shown, last = [each.id for each in unsure_of(kept, NAME)]
    client.post(f"{PAGE}/confirm-all", data={"proof": proof, "doubt": shown})
    assert [each.id for each in unsure_of(kept, NAME)] == [last]  # it was not on the page that said so
    page = client.post(f"{PAGE}/confirm-all", data={"proof": proof, "doubt": [last]}).text
    assert unsure_of(kept, NAME) == []
    change = re.search(r'name="change" value="(\d+)"', page)[1]
    client.post("/log/undo", data={"proof": proof, "change": change})
    assert [each.id for each in unsure_of(kept, NAME)] == [last]


@pytest.mark.parametrize(("said", "value", "status"), [("correct", "", 422), ("ingenting", "", 422)])
def test_an_answer_that_is_none_changes_nothing(kept, client, said, value, status):
    before = len(unsure_of(kept, NAME))
    assert answer(client, numbered(kept, "MINUTES-002"), said, value=value).status_code == status
    assert len(unsure_of(kept, NAME)) == before


def test_a_meeting_that_is_not_there(client):
    assert client.get("/minutes/ingen").status_code == 404


def test_a_reader_only_reads(signed_in, team_study, tmp_path):
    file = tmp_path / "referat.txt"
    file.write_text(UNSURE, encoding="utf-8")
    keep_minutes(team_study, [file])
    reader = signed_in("reader")
    told = reader.get(PAGE).text
    assert "Lage en plan" in told
    assert 'name="answer"' not in told
    assert "Emil Roth" not in told
    assert answer(reader, 1, "accept").status_code == 403
    point = reader.get(re.search(r'href="(/actions/\d+)"', told)[1]).text
    assert ("Historikk" in point, 'name="remark"' in point) == (True, False)
