"""Every page there is and every dialog of the workbench: nothing found by axe-core, nothing wider than its window.

The pages are taken from the routes that answer with a page. One that is asked for by something (a name, a place) is
found by the links of the others, as a person finds it; a new page that nothing leads to is named as not seen.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import get_type_hints
from urllib.parse import urlsplit

import pytest
from fastapi.responses import Response

from coding.manual import add_by_hand, coding_of
from evaluation.app.accounts.keeping import add_account, list_accounts
from evaluation.app.demo.follow_up import add_follow_up
from evaluation.app.web.application import served as files_of_routes
from evaluation.app.web.doors import Alone
from evaluation.app.web.look import LANGUAGE, THEME
from evaluation.app.web.passes import cookie_name, sealed
from evaluation.app.web.team_door import team_door
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.model import Participant, People
from evaluation.study import open_study
from instruments.form.opening import Terms, open_form
from tests.evaluation.app.web.page.test_barriers import axe
from tests.evaluation.app.web.workbench.conftest import NAMES
from tests.evaluation.app.web.workbench.talk import talked
from tests.evaluation.app.web.workbench.test_minutes import UNSURE
from tests.evaluation.app.web.workbench.test_pages import written_session

__all__ = ["axe"]

FOUND = """async () => (await axe.run({resultTypes: ['violations'], preload: false}))
  .violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 200))"""
LINKED = "all => all.map(each => each.getAttribute('href').split('#')[0])"
# Wide and narrow are each seen light and dark, one of them in each language: colours do not follow the words.
SCHEMES = {"nb": {1280: "light", 390: "dark"}, "en": {1280: "dark", 390: "light"}}
WIDTHS = (1280, 640, 390, 320)  # 640: 1280 at 200 %; 320: 1280 at 400 %
ELSEWHERE = {"/enter/{token}": "leads on at once to the first page"}


def pages():
    """The routes that answer with a page, as the programs of pages are asked for JSON, files and streams."""
    for _, module in files_of_routes(workbench=True):
        for route in module.ROUTER.routes:
            plain = get_type_hints(route.endpoint).get("return") is Response and "GET" in route.methods
            empty = route.status_code == 204 or isinstance(route.response_class, type)
            if plain and not empty and route.path not in ELSEWHERE:
                yield route.path, re.compile(route.path_regex.pattern)


def route_of(routes, address):
    return next((each for each, pattern in routes.items() if pattern.match(urlsplit(address).path)), "")


@pytest.fixture
def full(team_study, tmp_path):
    """A study with something on every page; the token of an open form, and of an invitation."""
    add_follow_up(team_study, files("evaluation.app.demo") / "sample" / "followup")
    (tmp_path / "referat.txt").write_text(UNSURE.replace("<script>alert(1)</script>", "referatet"), encoding="utf-8")
    keep_minutes(team_study, [tmp_path / "referat.txt"])
    team_study.import_people(written_session(team_study.folder))
    form = open_form(team_study, "svar", instrument="fokusgruppe", session="bolge", terms=Terms(link=True))
    return team_study, form.token, add_account(team_study, "ny", "coder").token


@pytest.fixture
def owner(full, served, window):
    """The browser of an owner who is signed in, and where the study is served."""
    study = full[0]
    door = team_door(study)
    base = served(study, door)
    page = window(bypass_csp=True)
    [account] = [each for each in list_accounts(study) if each.name == NAMES["owner"]]
    pass_ = sealed(door.key, door.begin(account, None))
    page.context.add_cookies([{"name": cookie_name(study.folder, secure=False), "value": pass_, "url": base}])
    return page, base


def barriers(page, axe, view):
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"{axe};0")
    return [f"{view}: {rule}" for rule in page.evaluate(FOUND)]


def too_wide(page, width, view):
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function(f"innerWidth === {width}")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{view}: wider than {width}"] if wide else []


def walked(page, axe, view, schemes):
    found = []
    for width in WIDTHS:
        found += too_wide(page, width, view)
        if width in schemes:
            page.emulate_media(color_scheme=schemes[width])
            found += barriers(page, axe, f"{view} at {width}, {schemes[width]}")
    return found


@pytest.mark.parametrize("language", SCHEMES)
def test_no_page_has_a_barrier(full, owner, axe, language):
    page, base = owner
    page.context.add_cookies([{"name": LANGUAGE, "value": language, "url": base}])
    routes, found, seen, done = dict(pages()), [], set(), set()
    waiting = [path for path in routes if "{" not in path]
    waiting += ["/workbench?source=epost", "/find?code=forebygging", "/ingen-slik-side"]
    waiting += ["/privacy/delete?item=person:p1", "/privacy/names?source=&at_least=possible"]
    waiting += [f"/f/{full[1]}", f"/invitation/{full[2]}"]
    while waiting:
        address = waiting.pop(0)
        done.add(address)
        told = page.goto(base + address)
        if told.status != 200 and address != "/ingen-slik-side":
            continue  # asked for by something: a link will say by what
        if address.startswith("/workbench"):
            page.wait_for_selector("#workbench .row")
        found += walked(page, axe, address, SCHEMES[language])
        seen.add(route_of(routes, address))
        for link in page.eval_on_selector_all("main a[href^='/']", LINKED):
            route = route_of(routes, link)
            coming = {route_of(routes, each) for each in waiting if each not in routes}
            several = route.startswith("/overview/") and link not in done | {*waiting}
            if route and (route not in seen | coming or several):
                waiting.append(link)
    assert sorted(each for each in routes if each not in seen) == []
    assert found == []


@pytest.mark.parametrize(("language", "theme", "width"), [("nb", "light", 1280), ("en", "dark", 390)])
def test_no_view_has_a_barrier(tmp_path, served, window, axe, language, theme, width):
    study = open_study(talked(tmp_path)).seen_by("ida")
    door = Alone("ida")
    base = served(study, door)
    page = window(viewport={"width": width, "height": 800}, bypass_csp=True)
    chosen = ((LANGUAGE, language), (THEME, theme))
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/workbench?source=samtale")
    page.wait_for_selector("#workbench .row")
    page.focus("#workbench .pane")
    page.keyboard.press("1")
    page.wait_for_selector("#workbench .state[data-state=saved]")
    found = barriers(page, axe, "text")
    for key, view in (("Enter", "palette"), ("i", "meaning"), ("n", "note"), ("?", "keys")):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        found += barriers(page, axe, view)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    page.focus("#workbench .layers summary")
    page.keyboard.press("Enter")
    found += barriers(page, axe, "coders")
    if width < 896:
        for name in ("sources", "codes"):
            page.click(f"#workbench [data-pane={name}]")
            found += barriers(page, axe, name)
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_way_to_correct_has_a_barrier(tmp_path, served, window, axe, theme):
    study = open_study(talked(tmp_path)).seen_by("ida")
    study.add_people(People(participants=(Participant(id="p1", role="leder"),)))
    add_by_hand(study, coding_of(study, "samtale", "tiltak", words="små."))
    door = Alone("ida")
    base = served(study, door)
    page = window(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    found = []
    for language, width in (("nb", 1280), ("en", 390)):
        page.set_viewport_size({"width": width, "height": 800})
        chosen = ((LANGUAGE, language), (THEME, theme))
        page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
        page.goto(f"{base}/workbench?source=samtale")
        page.wait_for_selector("#workbench .bracket", state="attached")
        page.focus("#workbench .pane")
        for key, field in (("e", "textarea"), ("g", ".effect:not(:empty)"), ("v", "select"), ("x", "#name-now")):
            page.keyboard.press(key)
            page.wait_for_selector(f"dialog {field}")
            if key in "ex":
                page.fill(f"dialog {field}", "Da begynte det.")
                page.wait_for_selector("dialog .effect:not(:empty)")
            found += barriers(page, axe, f"{language} {key}")
            page.keyboard.press("Escape")
            page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_selector("#workbench .standing select")
        found += barriers(page, axe, f"{language} certainty")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("d")
        page.wait_for_selector("#workbench .notice > div")
        found += barriers(page, axe, f"{language} notice")
        page.keyboard.press("z")
        page.wait_for_selector("#workbench .notice > div", state="detached")
    assert found == []
