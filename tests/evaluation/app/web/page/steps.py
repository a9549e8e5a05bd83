"""What one does in the form, in every browser test."""

from __future__ import annotations

NETWORK = "**/answers"
YES = ".survey label >> text=Ja"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, script, limit=25):
    """Tabs on until what has the focus fits; whoever has no mouse does the same."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const it = document.activeElement; return {script}; }})()"):
            return
    raise AssertionError(f"the keyboard never comes to {script}")


def lose(page):
    """From now on nothing that is saved comes through."""
    page.route(NETWORK, lambda route: route.abort())


def consent(page):
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector(".survey .sd-question")


def agree(page, address):
    page.goto(address)
    consent(page)
