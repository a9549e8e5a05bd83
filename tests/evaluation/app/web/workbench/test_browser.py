"""The workbench in a real browser: keyboard alone, light and dark, two people, and no barrier."""

from __future__ import annotations

import pytest

from evaluation.app.web.doors import Alone
from evaluation.app.web.team_door import team_door
from evaluation.model import Coding
from tests.evaluation.app.web.page.test_barriers import axe
from tests.evaluation.app.web.workbench.conftest import PASSWORD
from tests.evaluation.app.web.workbench.test_pages import hostile

__all__ = ["axe", "hostile"]

RULES = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes[0].html)"


@pytest.fixture
def opened(study, served, window):
    """`opened()`: a window in which the workbench is open, and where it is served."""
    door = Alone("ida")
    base = served(study, door)

    def entered(**options):
        page = window(**options)
        page.goto(f"{base}/enter/{door.token}")
        page.wait_for_url(f"{base}/")
        return page, base

    return entered


def test_the_printed_address_leads_to_the_study(opened, study):
    page, _ = opened()
    assert page.inner_text("h1") == study.evaluation.title
    assert page.complaints == []


def test_by_keyboard_alone(opened):
    page, base = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.focus("[popovertarget=look]")
    page.keyboard.press("Enter")
    assert page.is_visible("#look")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=nn]")
    page.focus("[popovertarget=look]")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.is_visible("#look")
    page.focus(".tabs a[href='/overview']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/overview")
    page.focus(".heat td a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote")
    assert page.complaints == []


def test_dark_is_kept_and_the_device_decides_where_nothing_was_chosen(opened):
    page, _ = opened(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("[popovertarget=look]")
    page.click("button[value=light]")
    page.wait_for_selector("html[data-theme=light]")
    assert page.evaluate(ground) != dark
    page.reload()
    assert page.evaluate(ground) != dark


def test_a_page_says_that_somebody_else_has_changed_the_study(opened, study):
    page, _ = opened()
    study.seen_by("per").add([Coding("fokusgruppe", 7501, 7522, "seniorer", "per")])
    page.wait_for_selector("text=Studien er endret")
    before = page.inner_text(".figures li:last-child .figure")
    page.click("text=Vis på nytt")
    page.wait_for_function(f"document.querySelector('.figures li:last-child .figure').innerText !== '{before}'")
    assert page.is_hidden(".fresh")


def test_all_tabs_share_one_connection_and_each_hears(opened, study):
    page, base = opened()
    others = [page.context.new_page() for _ in range(7)]
    for each in others:
        each.goto(base)
    study.seen_by("per").add([Coding("fokusgruppe", 7501, 7522, "seniorer", "per")])
    for each in (page, *others):
        each.wait_for_selector("text=Studien er endret", timeout=8000)
    page.close()  # the one that held the connection
    others[0].goto(base)
    study.seen_by("per").add([Coding("fokusgruppe", 7531, 7542, "seniorer", "per")])
    others[0].wait_for_selector("text=Studien er endret", timeout=8000)


def test_two_people_sign_in_and_one_is_signed_out(team_study, served, window):
    base = served(team_study, team_door(team_study))
    kari, eva = window(), window()
    for page, name in ((kari, "kari"), (eva, "eva")):
        page.goto(base)
        page.fill("#name", name)
        page.fill("#password", "feil passord her" if name == "kari" else PASSWORD)
        page.keyboard.press("Enter")
    kari.wait_for_selector("[role=alert] >> text=Navnet eller passordet er feil.")
    assert kari.input_value("#name") == "kari"
    kari.fill("#password", PASSWORD)
    kari.keyboard.press("Enter")
    kari.wait_for_selector(".who >> text=kari")
    assert kari.is_hidden(".tabs >> text=Teamet")
    eva.click(".tabs >> text=Teamet")
    eva.click("[aria-label='Logg ut kari overalt']")
    eva.wait_for_selector("text=ble logget ut av en eier")
    kari.click(".tabs >> text=Oversikt")
    kari.wait_for_selector("#password")
    assert eva.complaints == []


def test_the_choice_of_looks_has_no_barrier(opened, axe):
    page, _ = opened(bypass_csp=True)
    page.click("[popovertarget=look]")
    page.evaluate(f"{axe};0")
    assert page.evaluate(RULES) == []


def test_no_page_of_those_who_sign_in_has_a_barrier(team_study, served, window, axe):
    from evaluation.app.accounts.keeping import add_account

    base = served(team_study, team_door(team_study))
    invited = add_account(team_study, "ny", "coder")
    page, found = window(bypass_csp=True, color_scheme="dark", viewport={"width": 390, "height": 800}), []

    def look(what):
        page.evaluate(f"{axe};0")
        found.extend(f"{what}: {rule}" for rule in page.evaluate(RULES))

    page.goto(f"{base}/invitation/{invited.token}")
    look("invitation")
    for field in ("#password", "#again"):
        page.fill(field, PASSWORD if field == "#password" else "noe helt annet")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    look("a wrong password")
    page.goto(f"{base}/sign-in")
    look("sign in")
    page.fill("#name", "eva")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 >> text=IA-avtalen")
    for path in ("/team", "/password"):
        page.goto(base + path)
        look(path)
    assert found == []


def test_at_twice_the_size_nothing_is_out_of_reach(opened):
    page, base = opened(viewport={"width": 640, "height": 450})  # 1280 × 900 at 200 %
    page.click(".menu-button")
    page.click(".menu a[href='/minutes']")
    page.wait_for_url(f"{base}/minutes")


def test_no_name_runs_as_a_program(hostile, served, window):
    door = Alone("ida")
    base = served(hostile, door)
    page, said = window(), []
    page.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
    for path in (f"/enter/{door.token}", "/overview", "/overview/together", "/sources", "/people", "/log"):
        page.goto(base + path, wait_until="load")
    page.goto(base + "/overview")
    page.click(".heat td a >> nth=0")
    page.wait_for_selector("blockquote")
    assert (said, page.complaints) == ([], [])
