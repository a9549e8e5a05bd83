"""What stands in the templates: every phrase has its words, and no program or style stands in a page itself."""

from __future__ import annotations

import re

import pytest

from evaluation.app.web.pages.rendering import TEMPLATES
from evaluation.language import entry

FILES = sorted(TEMPLATES.glob("*.html"))


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_every_phrase_has_its_words(file):
    for key in re.findall(r"""phrase\(["']([\w.]+)["'][,)]""", file.read_text(encoding="utf-8")):
        assert set(entry(key)) >= {"nb", "nn", "en"}, key


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_what_the_policy_forbids_is_not_there(file):
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)|\|\s*safe", text) == []
