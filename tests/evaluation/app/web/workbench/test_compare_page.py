"""Comparing in the browser, asked without a network: rounds, figures, the list, deciding, and what nobody may learn."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from coding.consensus.comparing import compare_study
from coding.consensus.resolving import Decision, decisions, resolve
from evaluation.app.web.application import application, bare_application
from evaluation.app.web.doors import Alone
from evaluation.model import Coding
from evaluation.rounds import close_round, list_rounds, open_round, reveal_round
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import TALK, talked

SMALL, PHONED, NO = "begynte vi i det små", "Leiaren ringde kvar veke", "Nei."


def coded(study, who, words, code, round_="r1", note=""):
    start = TALK.index(words)
    study.seen_by(who).add([Coding("samtale", start, start + len(words), code, who, round_, note=note)])


@pytest.fixture
def talk(tmp_path):
    """Two places in dispute and one agreed on, in a blind round that is still open."""
    study = open_study(talked(tmp_path)).seen_by("ida")
    open_round(study, "r1", coders=("ida", "jonas"))
    coded(study, "ida", SMALL, "tiltak")
    coded(study, "jonas", SMALL, "oppfolging", note="uklart <b>")
    coded(study, "ida", PHONED, "tiltak")
    coded(study, "ida", NO, "tiltak")
    coded(study, "jonas", NO, "tiltak")
    return study


@pytest.fixture
def closed(talk):
    close_round(talk, "r1")
    return talk


def browser(study, who):
    door = Alone(who)
    client = TestClient(application(study, door=door), HERE, raise_server_exceptions=False)
    client.headers.update({"accept": "text/html", "accept-language": "nb"})
    client.get(f"/enter/{door.token}")
    return client


@pytest.fixture
def ida(talk):
    return browser(talk, "ida")


def proof(client):
    return re.search(r'name="proof" content="(\w+)"', client.get("/compare").text)[1]


def place_of(study, words):
    return next(each for each in compare_study(study).found.disagreements if each.start == TALK.index(words)).id


def sent(client, path, **fields):
    return client.post(path, data={"proof": proof(client), **fields}, follow_redirects=False)


def decide(client, id_, **fields):
    page = client.get(f"/compare/places/{id_}?state=all").text
    was = re.search(r'name="was" value="([^"]+)"', page)[1]
    return sent(client, f"/compare/places/{id_}", **{"was": was, "reason": "Derfor.", **fields})


def step(client, way):
    page = client.get("/compare/places").text
    return re.search(rf'action="/compare/{way}".*?name="change" value="(\d+)"', page, re.S)[1]


def words_of(page):
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page.text)))


# Rounds


def test_an_owner_opens_and_closes_a_round_and_all_see_who_takes_part(ida, talk):
    assert (
        sent(ida, "/compare/rounds/open", name="r2", coder=["ida"], others="Kari, jonas", seen="true").status_code
        == 303
    )
    assert [(each.name, each.coders, each.blind) for each in list_rounds(talk)][1:] == [
        ("r2", ("ida", "Kari", "jonas"), False)
    ]
    sent(ida, "/compare/rounds/close", name="r2")
    assert not list_rounds(talk)[1].is_open
    assert "ida, Kari og jonas" in words_of(ida.get("/compare"))


def test_a_round_that_cannot_be_opened_comes_back_as_it_was_filled(ida, talk):
    told = sent(ida, "/compare/rounds/open", name="r1", others="kari, per")
    assert (told.status_code, 'value="kari, per"' in told.text, 'value="r1"' in told.text) == (422, True, True)
    assert len(list_rounds(talk)) == 1


def test_a_look_into_a_blind_round_wants_a_reason(ida, talk):
    assert sent(ida, "/compare/rounds/reveal", name="r1", reason=" ").status_code == 422
    sent(ida, "/compare/rounds/reveal", name="r1", reason="Sykdom.")
    assert [each.reason for each in list_rounds(talk)[0].revealed] == ["Sykdom."]
    assert "jonas 2" in words_of(ida.get("/compare"))


# Blind


@pytest.mark.parametrize(
    "path",
    ["/compare", "/compare/agreement?round=r1", "/compare/places?round=r1", "/compare/places/2", "/compare/decisions"],
)
def test_two_studies_that_differ_in_what_others_code_in_a_blind_round_look_the_same(ida, talk, path):
    def told():
        return re.sub(r'data-after="\d+"', "", ida.get(path).text)

    before = told()
    coded(talk, "jonas", "Leiaren ringde", "oppfolging")
    coded(talk, "jonas", PHONED, "tiltak")
    assert told() == before


def test_in_an_open_blind_round_one_sees_how_much_one_has_coded_oneself_and_no_more(ida):
    page = words_of(ida.get("/compare"))
    assert "ida 3" in page
    assert "jonas 2" not in page
    assert "andres vises når runden lukkes" in page


def test_nothing_is_decided_on_what_others_may_not_see(talk):
    reveal_round(talk, "r1", "Må se.")
    ida = browser(talk, "ida")
    told = decide(ida, compare_study(talk).open[0].id, choice="both")
    assert (told.status_code, "r1" in told.text, decisions(talk)) == (422, True, [])


# The list and the figures


def test_the_list_shows_the_words_who_gave_them_what_and_leads_to_the_text(ida, closed):
    page = ida.get("/compare/places")
    assert re.findall(r"<mark>(.*?)</mark>", page.text)[:2] == [SMALL, PHONED] or SMALL in page.text
    assert f"/workbench?source=samtale&amp;at={TALK.index(SMALL)}" in page.text.replace("&at", "&amp;at")
    assert "uklart &lt;b&gt;" in page.text
    assert "2 steder" in words_of(page)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("code=oppfolging", 1),
        ("kind=presence", 1),
        ("kind=boundary", 0),
        ("state=settled", 1),
        ("state=open", 1),
        ("state=all&order=text", 2),
        ("source=samtale&state=all", 2),
        ("state=all&page=2", 2),
    ],
)
def test_the_list_is_filtered(ida, closed, query, count):
    resolve(closed, place_of(closed, SMALL), Decision("both", reason="Begge."))
    if query in ("code=oppfolging",):
        query += "&state=all"
    assert re.search(rf'id="found">{count} sted', ida.get(f"/compare/places?{query}").text)


def test_a_code_nobody_used_is_told_with_those_that_were(ida, closed):
    told = ida.get("/compare/places?code=forebygging")
    assert (told.status_code, "tiltak" in told.text) == (422, True)


@pytest.mark.parametrize("unit", ["character", "token", "sentence", "turn", "question", "source"])
def test_every_measure_is_shown_in_every_unit_with_the_reason_where_there_is_none(ida, closed, unit):
    page = ida.get(f"/compare/agreement?measure=all&unit={unit}&resamples=20")
    assert page.status_code == 200
    assert page.text.count("<abbr") == 13
    assert "Der det ikke er noe tall" in words_of(page)


def test_the_figures_are_those_of_the_command_line(ida, closed):
    from coding.comparison import Wanted, agree
    from evaluation.app.agreement_told import value_and_interval
    from evaluation.language import use

    page = words_of(ida.get("/compare/agreement?measure=cohen-kappa&unit=turn&coder=ida&coder=jonas&round=r1&seed=3"))
    from coding.agreement import Drawn

    use("nb")
    told = agree(closed, Wanted("turn", ("ida", "jonas"), ("r1",)), ["cohen-kappa"], Drawn(1000, 3))
    assert all(part in page for each in told for part in value_and_interval(each.figure) if each.figure.defined)


def test_pictures_are_drawn_with_what_they_show_in_words(ida, closed):
    page = ida.get("/compare/agreement?unit=turn&resamples=20").text
    found = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert [re.search(r"pictures/(\w+)", src)[1] for src, _ in found] == ["agreement", "confusion", "difference"]
    for src, _ in found:
        assert b"<svg" in ida.get(unescape(src)).content


@pytest.mark.parametrize(
    "query",
    ["coder=ingen", "round=ingen", "source=ingen", "code=ingen", "where=sector+%3D", "measure=ingen", "coder=ida"],
)
def test_what_cannot_be_reckoned_is_told_and_the_choices_stay(ida, closed, query):
    page = ida.get(f"/compare/agreement?{query}")
    assert (page.status_code, 'role="alert"' in page.text, 'name="unit"' in page.text) == (422, True, True)


# Deciding


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"choice": "coder:ida"}, [("tiltak", SMALL)]),
        ({"choice": "coder:jonas"}, [("oppfolging", SMALL)]),
        ({"choice": "both"}, [("oppfolging", SMALL), ("tiltak", SMALL)]),
        ({"choice": "neither"}, []),
        (
            {"choice": "new", "new": ["tiltak", ""], "start": TALK.index("det små"), "end": TALK.index(" Det ble")},
            [("tiltak", "det små.")],
        ),
        ({"choice": "new", "new": ["tiltak", "oppfolging"]}, [("oppfolging", SMALL), ("tiltak", SMALL)]),
    ],
)
def test_a_place_is_decided_in_every_way_and_the_next_one_comes(ida, closed, fields, stands):
    first, second = place_of(closed, SMALL), place_of(closed, PHONED)
    done = decide(ida, first, **fields)
    assert (done.status_code, done.headers["location"]) == (303, f"/compare/places/{second}?done={first}")
    made = [each for each in closed.codings() if each.round == "consensus"]
    assert sorted((each.code, TALK[each.start : each.end]) for each in made) == stands
    assert [(each.reason, each.who) for each in decisions(closed)] == [("Derfor.", "ida")]


def test_after_the_last_one_the_list_says_that_all_is_decided(ida, closed):
    decide(ida, place_of(closed, SMALL), choice="both")
    done = decide(ida, place_of(closed, PHONED), choice="neither")
    assert done.headers["location"].startswith("/compare/places?")
    assert "Alt er avgjort." in words_of(ida.get(done.headers["location"]))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"choice": "both", "reason": " "},
        {"choice": "new"},
        {"choice": "coder:per"},
        {"choice": "new", "new": "ingen"},
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was_filled(ida, closed, fields):
    told = decide(ida, place_of(closed, SMALL), **{"reason": "Min grunn.", **fields})
    assert (told.status_code, decisions(closed)) == (422, [])
    assert 'value="Min grunn."' in told.text or fields.get("reason") == " "


def test_a_decision_is_taken_back_and_brought_back(ida, closed):
    first = place_of(closed, SMALL)
    decide(ida, first, choice="both")
    change = re.search(r'action="/compare/undo".*?name="change" value="(\d+)"', ida.get("/compare/places").text, re.S)[
        1
    ]
    back = sent(ida, "/compare/undo", change=change, place=first)
    assert back.headers["location"] == f"/compare/places/{first}?done=undone"
    assert decisions(closed) == []
    sent(ida, "/compare/redo", change=step(ida, "redo"), place=first)
    assert [each.choice for each in decisions(closed)] == ["both"]


def test_nobody_takes_back_what_another_decided(ida, closed):
    resolve(closed.seen_by("jonas"), place_of(closed, SMALL), Decision("both", reason="Begge."))
    told = sent(ida, "/compare/undo", change=closed.log()[-1].id, place=0)
    assert (told.status_code, [each.choice for each in decisions(closed)]) == (422, ["both"])


def test_what_all_agree_on_is_taken_over(ida, closed):
    assert "1 sted som alle kodet likt" in words_of(ida.get("/compare"))
    sent(ida, "/compare/take")
    assert [TALK[each.start : each.end] for each in closed.codings() if each.round == "consensus"] == [NO]
    assert "er tatt over" in words_of(ida.get("/compare"))


# Two at once


def test_where_somebody_has_decided_meanwhile_both_are_told_and_nothing_is_overwritten(closed):
    door = Alone("ida")
    app = bare_application(closed, door=door)
    ida = TestClient(app, HERE)
    ida.headers.update({"accept": "text/html", "accept-language": "nb"})
    ida.get(f"/enter/{door.token}")
    first = place_of(closed, SMALL)
    shown = re.search(r'name="was" value="([^"]+)"', ida.get(f"/compare/places/{first}").text)[1]
    resolve(closed.seen_by("jonas"), first, Decision("coder", "jonas", reason="Fordi det følges opp."))
    told = sent(ida, f"/compare/places/{first}", was=shown, choice="coder:ida", reason="Det er et tiltak.")
    assert told.status_code == 422
    assert "jonas har avgjort dette stedet imens, med grunnen: «Fordi det følges opp.»" in words_of(told)
    assert re.search(r'value="coder:ida"[^>]* checked', told.text)
    assert 'value="Det er et tiltak."' in told.text
    assert [(each.who, each.accepted) for each in decisions(closed)] == [("jonas", "jonas")]
    [clash] = app.state.serving.clashes.told_to("jonas")
    assert (clash.who, clash.accepted, clash.reason) == ("ida", "ida", "Det er et tiltak.")
    again = re.search(r'name="was" value="([^"]+)"', told.text)[1]
    sent(ida, f"/compare/places/{first}", was=again, choice="coder:ida", reason="Det er et tiltak.")
    assert [(each.who, each.replaced_by) for each in decisions(closed)] == [("jonas", 2), ("ida", None)]


def test_a_coding_that_has_come_into_dispute_since_is_looked_at_first(ida, talk):
    close_round(talk, "r1")
    open_round(talk, "r3", blind=False)
    coded(talk, "ida", NO, "tiltak", "r3")
    coded(talk, "jonas", SMALL, "tiltak", "r3")
    place = next(iter(compare_study(talk, wanted("r3")).open)).id
    shown = re.search(r'name="was" value="([^"]+)"', ida.get(f"/compare/places/{place}?round=r3").text)[1]
    start = TALK.index("vi i det små")
    talk.seen_by("ida").add([Coding("samtale", start, start + 12, "oppfolging", "ida", "r3")])
    found = next(each.id for each in compare_study(talk, wanted("r3")).open if each.start == TALK.index(SMALL))
    told = sent(ida, f"/compare/places/{found}", was=shown, choice="both", reason="Begge.", round="r3")
    assert (told.status_code, decisions(talk)) == (422, [])


def wanted(*rounds):
    from coding.consensus.comparing import Wanted

    return Wanted(rounds=rounds)


def test_the_program_of_a_page_hears_what_has_become_of_its_place(ida, closed):
    first = place_of(closed, SMALL)
    before = ida.get(f"/compare/places/{first}/now").json()
    resolve(closed.seen_by("jonas"), first, Decision("both", reason="Begge."))
    after = ida.get(f"/compare/places/{first}/now").json()
    assert (before["left"], after["left"], after["who"], after["reason"]) == (2, 1, "jonas", "Begge.")
    assert before["mark"] != after["mark"]


def test_markup_in_what_was_written_stays_text(ida, closed):
    script = "<script>alert(1)</script>\"'>"
    decide(ida, place_of(closed, SMALL), choice="both", reason=script)
    for path in (
        f"/compare/places/{place_of(closed, SMALL)}?state=all",
        "/compare/decisions",
        "/compare/places?state=all",
    ):
        assert "<script>alert" not in ida.get(path).text


def test_words_somebody_took_back_stand_in_no_surroundings(sample):
    from coding.workbench.differing import differing

    comparison = compare_study(sample)
    shown = differing(sample, comparison, comparison.found.disagreements)
    gone = {each.participant for each in sample.people().consents if each.withdrawn}
    turns = [turn for turn in sample.source("fokusgruppe").turns if turn.participant in gone]
    assert not [word for each in shown for word in each.words for turn in turns if turn.start <= word.start < turn.end]
