"""Opening an address in the browser of whoever sits at the machine, where somebody does."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Mapping

UNATTENDED = ("CI", "SSH_CONNECTION", "SSH_TTY")  # a machine that builds, or one that is worked on from elsewhere
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def has_browser(*, terminal: bool, environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a person sits there with a screen: at a terminal, not in CI, and not over SSH."""
    if not terminal or any(environment.get(each) for each in UNATTENDED):
        return False
    return platform in ("darwin", "win32") or any(environment.get(each) for each in SCREENS)


def open_in_browser(address: str) -> None:
    """Ask the browser to show it, and go on at once: some browsers come back when they are closed, some never."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
