"""`underveis serve` opens a browser for whoever sits at a terminal, and for nobody else.

The server runs at a real terminal (a pty); BROWSER names a program that writes down the address it is given.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
import urllib.request

import pytest

from evaluation.app.browser import has_browser

SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"
SCREEN = {"DISPLAY": ":0"}


@pytest.fixture
def served(study, free_port, tmp_path):
    """`served(*options, **environment)`: what is printed at a terminal, and the file the browser writes."""
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.new && mv {opened}.new {opened}\n', encoding="utf-8")
    browser.chmod(0o755)
    own = {key: value for key, value in os.environ.items() if key not in ("CI", "SSH_CONNECTION", "SSH_TTY")}
    running = []

    def started(*options, **environment):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-c", SERVE, "serve", "--study", str(study.folder), "--port", str(free_port())]
        env = {**own, "BROWSER": str(browser), "COLUMNS": "300", **environment}
        running.append((subprocess.Popen([*command, *options], stdout=theirs, stderr=theirs, env=env), ours))
        os.close(theirs)
        told = b""
        while b"/enter/" not in told or not told.rstrip(b" ").endswith(b"\n"):
            told += os.read(ours, 4096)
        return told.decode(), opened

    yield started
    for server, terminal in running:
        server.kill()
        server.wait()
        os.close(terminal)


def test_the_browser_is_given_the_address_that_is_printed(served):
    told, opened = served()
    end = time.monotonic() + 20
    while not opened.exists():
        assert time.monotonic() < end, "no browser was opened"
        time.sleep(0.02)
    assert opened.read_text(encoding="utf-8") == re.search(r"http://127\.0\.0\.1:\d+/enter/[\w-]+", told)[0]


@pytest.mark.parametrize(("options", "environment"), [(["--no-browser"], {}), ([], {"CI": "true"})])
def test_where_none_is_wanted_the_address_is_printed_and_no_browser_opened(served, options, environment):
    told, opened = served(*options, **environment)
    address = re.search(r"http://127\.0\.0\.1:\d+/enter/[\w-]+", told)[0]
    assert urllib.request.urlopen(address).status == 200  # the server answers after a browser would have been opened
    time.sleep(0.3)
    assert not opened.exists()


@pytest.mark.parametrize(
    ("terminal", "environment", "platform", "expected"),
    [
        (True, SCREEN, "linux", True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        (True, {}, "linux", False),
        (True, {}, "darwin", True),
        (True, {}, "win32", True),
        (False, SCREEN, "linux", False),
        (True, {**SCREEN, "CI": "true"}, "linux", False),
        (True, {**SCREEN, "SSH_CONNECTION": "10.0.0.1"}, "linux", False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sits(terminal, environment, platform, expected):
    assert has_browser(terminal=terminal, environment=environment, platform=platform) is expected
