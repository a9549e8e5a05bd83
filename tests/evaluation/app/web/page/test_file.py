"""The form as one file in a real browser: offline, kept there, with an answer file that says what was answered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation.app.static_form import static_form


@pytest.fixture
def file(tmp_path, study, link) -> Path:
    written = tmp_path / "skjema.html"
    written.write_bytes(static_form(study, "medlemmer"))
    return written


def test_filled_in_offline_it_gives_its_answer_file(page, file):
    asked = []
    page.on("request", lambda request: asked.append(request.url.split(":")[0]))
    page.goto(file.as_uri())
    page.fill("#respondent", "Byggfagforeningen")
    page.check("#consent")
    page.click("button[type=submit]")
    page.click(".survey label >> text=Nei")
    page.fill(".survey textarea", "Vi har ikke tid.")
    page.wait_for_selector("text=Lagret i denne nettleseren kl.")
    page.reload()
    page.wait_for_selector("text=Du fortsetter der du slapp")
    assert page.input_value(".survey textarea") == "Vi har ikke tid."
    page.click("text=Neste")
    page.click(".buttons >> text=Se over svarene")
    page.click("text=Send inn svarene")
    with page.expect_download() as loaded:
        page.click("button >> text=Last ned svarfilen")
    found = json.loads(Path(loaded.value.path()).read_text(encoding="utf-8"))
    told = {"underveis": "answers", "version": 1, "form": "medlemmer", "instrument": "medlemmer"}
    assert told.items() <= found.items()
    assert found["answers"] == {"plan": 2, "hvorfor": "Vi har ikke tid."}
    assert (found["respondent"], found["language"]) == ("Byggfagforeningen", "nb")
    assert re.fullmatch("[0-9a-f]{32}", found["key"])
    assert found["consented_at"] < found["submitted_at"]
    assert set(asked) <= {"file", "data", "blob"}
    assert page.complaints == []
