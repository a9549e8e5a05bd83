"""The two hands that walk through the workbench: one points, the other never does."""

from __future__ import annotations

import pytest

from evaluation.app.web.doors import Alone


class Mouse:
    """Clicks on what is to be pressed and on what is to be written in."""

    def __init__(self, page):
        self.page = page

    def press(self, selector):
        self.page.click(selector)

    def write(self, selector, text):
        self.page.click(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, selector):
        self.press(selector)

    def choose(self, selector, label):
        self.page.click(selector)
        self.page.select_option(selector, label=label)  # the list that opens is the browser's, not the page's


class Keyboard:
    """Tab until it is there; then Enter, letters and arrows."""

    def __init__(self, page):
        self.page = page

    def reach(self, selector):
        at = "selector => Boolean(document.activeElement?.matches(selector))"
        if self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press("Tab")  # «Hopp til innholdet»
            # An address that leads to a place in the page lets Tab begin there.
            inside = (
                "selector => Boolean(document.activeElement.matches('.skip') && "
                "document.querySelector('main')?.querySelector(selector))"
            )
            if self.page.evaluate(inside, selector):
                self.page.keyboard.press("Enter")
        for _ in range(300):
            if self.page.evaluate(at, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {selector}")

    def press(self, selector):
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector, text):
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, selector):
        self.reach(selector)
        self.page.keyboard.press("Space")

    def choose(self, selector, label):
        self.reach(selector)
        self.page.keyboard.type(label)


HANDS = {"mouse": Mouse, "keyboard": Keyboard}


@pytest.fixture(params=HANDS)
def hand(request, study, served, window):
    """A hand on the first page of the sample study."""
    door = Alone("vera")
    base = served(study, door)
    page = window()
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    return HANDS[request.param](page)


def went_to(hand, path):
    """By the links at the top of the page."""
    hand.press(f".tabs a[href='{path}']")
    hand.page.wait_for_url(lambda address: address.split("?")[0].endswith(path))


def at_source(hand, name):
    went_to(hand, "/workbench")
    hand.page.wait_for_selector("#workbench .row")
    chosen = f"#workbench .source:has-text('{name}')"
    if isinstance(hand, Mouse):
        hand.press(f"{chosen} >> nth=0")
    else:
        hand.page.wait_for_selector("#workbench .pane:focus")  # the keys work at once
        hand.page.keyboard.press("Shift+F6")  # to the source that is open, the first
        hand.page.wait_for_selector("#workbench .source:focus")
        while hand.page.evaluate("document.activeElement.querySelector('.name')?.textContent") != name:
            hand.page.keyboard.press("Tab")
        hand.page.keyboard.press("Enter")
    hand.page.wait_for_selector(f"#workbench .title >> text='{name}'")
    hand.page.wait_for_selector("#workbench .pane:focus")
