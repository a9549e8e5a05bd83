"""Two browsers code the same text at the same time: in an open round all is seen at once, in a blind one nothing is."""

from __future__ import annotations

import json
import re

import pytest

from evaluation.app.accounts.keeping import add_account
from evaluation.app.web import feed
from evaluation.app.web.team_door import team_door
from evaluation.model import Coding
from evaluation.rounds import close_round, list_rounds, open_round
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import PASSWORD
from tests.evaluation.app.web.workbench.talk import TALK, talked

# Page → how often it names the other coder while a blind round is open: who takes part in it is no secret.
NAMED = {
    "/overview?rows=code&cols=coder": 0,
    "/sources": 0,
    "/find?code=oppfolging": 0,
    "/codebook": 0,
    "/compare": 1,
    "/compare/agreement": 0,
    "/compare/places": 0,
    "/compare/places?round=r1": 0,
    "/compare/decisions": 0,
}
LISTEN = """() => {
  window.heard = [];
  const source = new EventSource("/events");
  source.addEventListener("change", (event) => window.heard.push(event.data));
  return new Promise((open) => { source.onopen = () => open(true); });
}"""


@pytest.fixture
def two(tmp_path, served, window, monkeypatch, _quick_hashes):
    """The study, and the windows of ida and jonas, each signed in with an account of their own."""
    monkeypatch.setattr(feed, "PAUSE", 0.05)
    study = open_study(talked(tmp_path), speak=False)
    for name, role in (("eva", "owner"), ("ida", "coder"), ("jonas", "coder")):
        add_account(study, name, role, password=PASSWORD)
    base = served(study, team_door(study))

    def signed_in(name):
        page = window()
        page.goto(base)
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(f".who >> text={name}")
        return page

    return study, base, signed_in


def read(page, base):
    page.goto(f"{base}/workbench?source=samtale")
    page.wait_for_selector("#workbench .row")
    page.evaluate(LISTEN)
    page.focus("#workbench .pane")


def code_sentence(page, steps, key="1"):
    """Go so many sentences on and code that one."""
    page.focus("#workbench .pane")
    page.keyboard.press("Home")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    page.wait_for_selector("#workbench .state[data-state=saved]")


def coders_shown(page):
    """Whose codings the reading page has, and how many of each."""
    page.evaluate("document.querySelector('#workbench .layers').open = true")
    told = page.locator("#workbench .layers li").all_inner_texts()
    found = [re.match(r"(\w+).*?(\d+)\s*$", each, re.S) for each in told]
    return {each[1]: int(each[2]) for each in found if each}


def wait_for(page, coder, count):
    page.wait_for_function(
        """([coder, count]) => [...document.querySelectorAll("#workbench .layers li")].some(
          (each) => each.textContent.startsWith(coder) && each.textContent.trim().endsWith(String(count)))""",
        arg=[coder, count],
    )


def heard(page):
    return [json.loads(each) for each in page.evaluate("window.heard")]


def test_in_an_open_round_each_sees_the_others_codings_at_once_and_none_is_lost(two):
    study, base, signed_in = two
    open_round(study.seen_by("eva"), "r1", coders=("ida", "jonas"), blind=False)
    ida, jonas = signed_in("ida"), signed_in("jonas")
    for page in (ida, jonas):
        read(page, base)
    for steps in range(3):
        code_sentence(ida, steps)
        code_sentence(jonas, steps, "2")
    for page in (ida, jonas):
        wait_for(page, "ida", 3)
        wait_for(page, "jonas", 3)
        assert coders_shown(page) == {"ida": 3, "jonas": 3}
    codings = study.codings()
    assert sorted((each.coder, each.round) for each in codings) == [("ida", "r1")] * 3 + [("jonas", "r1")] * 3
    assert {each["who"] for each in heard(ida)} == {"ida", "jonas"}
    assert ida.complaints == jonas.complaints == []


def test_in_a_blind_round_neither_learns_anything_until_it_is_closed_and_then_both_see_all(two):
    study, base, signed_in = two
    open_round(study.seen_by("eva"), "r1", coders=("ida", "jonas"))
    ida, jonas = signed_in("ida"), signed_in("jonas")
    for page in (ida, jonas):
        read(page, base)
    code_sentence(ida, 0)
    code_sentence(jonas, 0, "2")
    code_sentence(jonas, 2, "2")
    assert len(study.seen_by("jonas").codings()) == 2
    ida.wait_for_timeout(300)  # several looks of the live view at the store
    assert (coders_shown(ida), coders_shown(jonas)) == ({"ida": 1}, {"jonas": 2})
    assert ({each["who"] for each in heard(ida)}, {each["who"] for each in heard(jonas)}) == ({"ida"}, {"jonas"})
    for path, least in NAMED.items():
        assert counts_of("jonas", answered(ida, base + path)) == least, path
    suggested = ida.request.get(f"{base}/workbench/suggestions?source=samtale").text()
    assert "jonas" not in suggested
    text = ida.request.get(f"{base}/workbench/text?source=samtale").json()
    overview = ida.request.get(f"{base}/workbench/overview").json()
    assert [each["coder"] for each in text["codings"]] == ["ida"]
    assert "jonas" not in json.dumps([overview["sessions"], overview["codes"]])
    assert sum(each["codings"] for each in overview["codes"]) == 1

    eva = signed_in("eva")
    eva.goto(f"{base}/compare")
    assert "jonas 2" not in eva.inner_text("main")
    eva.click("summary >> text=Lukk runden")
    eva.click("text=Lukk «r1»")
    eva.wait_for_selector("text=jonas 2")
    assert not list_rounds(study)[0].is_open
    for page in (ida, jonas):
        wait_for(page, "ida", 1)
        wait_for(page, "jonas", 2)
        page.goto(f"{base}/compare/places?state=all")
        assert page.locator(".differences > li").count() == 2
    assert ida.complaints == jonas.complaints == []


def answered(page, address):
    return page.request.get(address, headers={"accept": "text/html"}).text()


def counts_of(name, html):
    """How often somebody is named in what a page tells."""
    main = html.split("<main", 1)[1]
    return len(re.findall(rf"\b{name}\b", main))


def test_a_conflicting_edit_is_shown_to_both_and_nothing_is_overwritten(two, monkeypatch):
    monkeypatch.setattr("evaluation.app.web.feed.PAUSE", 60)  # jonas acts before he hears of it
    study, base, signed_in = two
    study.add(Coding("samtale", TALK.index("Da"), TALK.index(" Det ble"), "tiltak", "rule", "1", "rule"))
    ida, jonas = signed_in("ida"), signed_in("jonas")
    for page in (ida, jonas):
        read(page, base)
    jonas.route("**/workbench/news*", lambda route: route.abort())
    for page in (ida, jonas):
        page.keyboard.press("Home")
        page.keyboard.press("j")
    ida.keyboard.press(",")
    ida.wait_for_selector("#workbench .state[data-state=saved]")
    wait_for(ida, "ida", 1)
    before = study.codings()
    jonas.keyboard.press("Delete")
    jonas.wait_for_selector("text=Kodingen er gjort av ida. Andres kodinger står urørt.")
    wait_for(jonas, "ida", 1)
    assert study.codings() == before
    assert [(each.coder, TALK[each.start : each.end]) for each in before] == [("ida", "Da begynte vi i det små")]


def test_two_who_decide_the_same_place_are_both_told(two):
    study, base, signed_in = two
    open_round(study.seen_by("eva"), "r1", coders=("ida", "jonas"))
    ida, jonas = signed_in("ida"), signed_in("jonas")
    for page, key in ((ida, "1"), (jonas, "2")):
        read(page, base)
        code_sentence(page, 0, key)
    close_round(study.seen_by("eva"), "r1")
    for page in (ida, jonas):
        page.goto(f"{base}/compare")
        page.click("text=Avgjør den første")
        page.wait_for_selector("[data-compare]")
    ida.keyboard.press("1")
    ida.fill("#reason", "Det er et tiltak.")
    jonas.keyboard.press("2")
    jonas.keyboard.type("Det følges opp.")
    jonas.keyboard.press("Enter")
    jonas.wait_for_selector("text=Alt er avgjort.")
    ida.wait_for_selector("text=jonas har nettopp avgjort dette stedet: «Det følges opp.»")
    ida.focus("#reason")
    ida.keyboard.press("Enter")
    ida.wait_for_selector("[role=alert] >> text=jonas har avgjort dette stedet imens")
    assert ida.input_value("#reason") == "Det er et tiltak."
    assert [each.coder for each in study.codings() if each.round == "consensus"] == ["jonas"]
    jonas.goto(f"{base}/compare")
    assert "ida ville også avgjøre et sted du nettopp hadde avgjort" in jonas.inner_text(".clash")
