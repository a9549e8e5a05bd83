"""Deciding where coders differ in a real browser: with mouse, by keyboard alone, without programs, and no barrier."""

from __future__ import annotations

import pytest

from coding.consensus.comparing import compare_study
from coding.consensus.listing import Sought, places_of
from coding.consensus.resolving import Decision, decisions, resolve
from evaluation.app.web.doors import Alone
from evaluation.rounds import list_rounds
from tests.evaluation.app.web.workbench.test_workbench_barriers import axe, barriers

__all__ = ["axe"]


@pytest.fixture
def opened(study, served, window):
    """`opened()`: a window of ida's, and where the sample study is served."""
    door = Alone("ida")
    base = served(study, door)

    def entered(**options):
        page = window(**options)
        page.goto(f"{base}/enter/{door.token}")
        page.wait_for_url(f"{base}/")
        page.goto(f"{base}/compare")
        return page, base

    return entered


def order(study):
    """The places that are not decided, as the list has them."""
    return [each.id for each in places_of(compare_study(study), Sought(state="open"))]


def at(page, id_):
    page.wait_for_url(f"**/compare/places/{id_}?*")
    page.wait_for_selector("[data-compare]")


def test_with_the_mouse(opened, study):
    page, _ = opened()
    first, second, third = order(study)[:3]
    page.click("text=Avgjør den første")
    page.wait_for_url(f"**/compare/places/{first}")
    page.click("text=Som jonas")
    page.fill("#reason", "Det er et ønske.")
    page.click("text=Lagre og gå videre")
    at(page, second)
    assert page.inner_text(".note.done span").strip().endswith("Lagret: som jonas.")
    words = page.locator(".passage .in")
    expected = [words.nth(n).inner_text().strip() for n in (0, 1)]
    start, end = words.nth(0).bounding_box(), words.nth(1).bounding_box()
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_selector(".passage .mine")
    assert page.is_checked("input[value=new]")
    page.select_option("#new-1", "forenkling")
    page.fill("#reason", "Bare de to ordene.")
    page.click("text=Lagre og gå videre")
    at(page, third)
    [made] = [each for each in study.codings() if each.id in decisions(study)[-1].made]
    text = study.source(made.source).text
    assert (made.code, text[made.start : made.end].split()) == ("forenkling", expected)
    assert [(each.choice, each.who) for each in decisions(study)[-2:]] == [("coder", "ida"), ("new", "ida")]
    page.click(".note.done >> text=Angre min siste")
    at(page, second)
    assert [each.choice for each in decisions(study)][-1] == "coder"
    assert page.complaints == []


def test_by_keyboard_alone(opened, study):
    page, _ = opened()
    first, second, third = order(study)[:3]
    page.focus("text=Avgjør den første")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/compare/places/{first}")
    page.wait_for_load_state()
    page.keyboard.press("j")
    at(page, second)
    page.keyboard.press("k")
    at(page, first)
    page.keyboard.press("b")
    page.keyboard.type("Begge deler er sagt.")
    page.keyboard.press("Enter")
    at(page, second)
    page.keyboard.press("o")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    before = page.input_value("#end"), page.input_value("#start")
    for key in (".", "."):
        page.keyboard.press(key)
    page.keyboard.press("Shift+,")
    after = page.input_value("#end"), page.input_value("#start")
    assert int(after[0]) > int(before[0])
    assert int(after[1]) < int(before[1])
    page.keyboard.press("o")
    page.keyboard.press("Escape")
    page.focus("#reason")
    page.keyboard.type("Litt mer av svaret.")
    page.keyboard.press("Enter")
    at(page, third)
    last = decisions(study)[-1]
    [made] = [each for each in study.codings() if each.id in last.made]
    assert (last.choice, str(made.end), str(made.start)) == ("new", *after)
    page.keyboard.press("z")
    at(page, second)
    assert [each.choice for each in decisions(study)][-1] == "both"
    page.keyboard.press("Shift+Z")
    page.wait_for_selector("text=Gjort om igjen.")
    assert [each.choice for each in decisions(study)][-1] == "new"
    assert page.complaints == []


def test_without_programs(opened, study):
    page, _ = opened(java_script_enabled=False)
    first, second = order(study)[:2]
    page.click("text=Avgjør den første")
    page.check("input[value=neither]")
    page.fill("#reason", "Ikke sagt om avtalen.")
    page.click("text=Lagre og gå videre")
    page.wait_for_url(f"**/compare/places/{second}?*")
    assert (decisions(study)[-1].choice, first in decisions(study)[-1].codings) == ("neither", True)
    page.goto(page.url.split("/compare")[0] + "/compare")
    page.click("text=Åpne en runde")
    page.fill("#round-name", "runde2")
    page.click("button >> text=Åpne runden")
    page.click("summary >> text=Lukk runden")
    page.click("text=Lukk «runde2»")
    page.wait_for_selector("h3 >> text=runde2")
    assert [each.is_open for each in list_rounds(study)] == [False, False]


def test_a_page_hears_at_once_that_somebody_else_has_decided(opened, study):
    page, base = opened()
    first = order(study)[0]
    page.goto(f"{base}/compare/places/{first}")
    page.wait_for_selector("[data-compare]")
    left = int(page.get_attribute("[data-compare]", "data-left"))
    resolve(study.seen_by("jonas"), first, Decision("both", reason="Begge."))
    page.wait_for_selector("text=jonas har nettopp avgjort dette stedet: «Begge.»")
    assert page.inner_text(".way .left label").startswith(f"{left - 1} igjen")


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("nb", "light", 1280), ("nb", "dark", 390), ("en", "light", 390), ("en", "dark", 1280)],
)
def test_no_view_has_a_barrier(opened, study, axe, language, theme, width):
    page, base = opened(viewport={"width": width, "height": 900}, bypass_csp=True)
    chosen = (("underveis-language", language), ("underveis-theme", theme))
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
    decided = decisions(study)[0].codings[0]
    found = []
    for path in ("", "/agreement?measure=all&resamples=20", "/places?state=all", f"/places/{decided}", "/decisions"):
        page.goto(f"{base}/compare{path}")
        for each in page.query_selector_all("main details"):
            each.evaluate("each => { each.open = true }")
        found += barriers(page, axe, path)
    page.goto(f"{base}/compare/places/{order(study)[0]}")
    page.keyboard.press("o")
    found += barriers(page, axe, "something else")
    page.fill("#reason", "")
    page.click("form[data-decide] button")
    page.wait_for_selector("[role=alert]")
    found += barriers(page, axe, "refused")
    assert found == []
