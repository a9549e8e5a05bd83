"""The form as one file: offline, kept in the browser, and with an answer file that says what was answered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from instruments.form.static_form import write_static

INFORMATION = {"controller": {"nb": "Fagrådet </script><b>"}, "purpose": {"nb": "Å vurdere avtalen."}}


@pytest.fixture
def file(tmp_path: Path, instrument) -> Path:
    written = tmp_path / "skjema.html"
    written.write_bytes(write_static(instrument, INFORMATION, ("nb", "nn", "en"), form="runde", sha256="ab12"))
    return written


def test_the_same_form_is_the_same_bytes(file, instrument):
    again = write_static(instrument, INFORMATION, ("nb", "nn", "en"), form="runde", sha256="ab12")
    assert file.read_bytes() == again


def test_no_text_of_the_study_ends_a_script(file):
    written = file.read_text(encoding="utf-8")
    assert len(re.findall("</script", written)) == 2
    assert "Fagrådet </script>" not in written


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
    told = {"underveis": "answers", "version": 1, "form": "runde", "instrument": "medlemmer", "sha256": "ab12"}
    assert told.items() <= found.items()
    assert found["answers"] == {"plan": 2, "hvorfor": "Vi har ikke tid."}
    assert (found["respondent"], found["language"]) == ("Byggfagforeningen", "nb")
    assert re.fullmatch("[0-9a-f]{32}", found["key"])
    assert found["consented_at"] < found["submitted_at"]
    assert set(asked) <= {"file", "data", "blob"}
    assert page.complaints == []
