"""A translation is marked with what it was made from, and the file is otherwise as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from instruments.load import read_instrument_file
from instruments.marking import mark_file
from instruments.model import fingerprint
from instruments.translations import stale, texts_of

GUIDE = """\
# En kommentar som skal stå.
id: guide
kind: guide
languages: [nb, nn]
title: {nb: Samtaleguide, nn: Samtaleguide for gruppa }   # og en til
sections:
  - id: a
    title: Apning
    questions:
      - id: a-1
        text:
          nb: Hva gjør dere?
          nn: "Kva gjer de?"
        probes:
          - nb: |
              Hva ellers?
            nn: |
              Kva elles?
      - {id: a-2, text: {nb: Hvorfor?, nn: Kvifor?, of: bbbbbbbb}}
"""
Write = Callable[[str, str], Path]


def stale_places(path: Path) -> list[str]:
    instrument = read_instrument_file(path).instrument
    return [".".join(map(str, place)) for place, each in texts_of(instrument) if [*stale(each, ("nb", "nn"), "nb")]]


def test_the_marks_are_put_in_and_nothing_else_is_changed(write: Write) -> None:
    file = write("g.yaml", GUIDE)
    assert mark_file(read_instrument_file(file)) == 4
    assert (
        file.read_text("utf-8")
        == f"""\
# En kommentar som skal stå.
id: guide
kind: guide
languages: [nb, nn]
title: {{nb: Samtaleguide, nn: Samtaleguide for gruppa, of: {fingerprint("Samtaleguide")}}}   # og en til
sections:
  - id: a
    title: Apning
    questions:
      - id: a-1
        text:
          nb: Hva gjør dere?
          nn: "Kva gjer de?"
          of: {fingerprint("Hva gjør dere?")}
        probes:
          - of: {fingerprint("Hva ellers?")}
            nb: |
              Hva ellers?
            nn: |
              Kva elles?
      - {{id: a-2, text: {{nb: Hvorfor?, nn: Kvifor?, of: {fingerprint("Hvorfor?")}}}}}
"""
    )


def test_marking_twice_changes_nothing_the_second_time(write: Write) -> None:
    file = write("g.yaml", GUIDE)
    mark_file(read_instrument_file(file))
    before = file.read_bytes()
    assert (mark_file(read_instrument_file(file)), file.read_bytes()) == (0, before)


def test_a_translation_is_stale_once_its_original_changes_and_fresh_when_looked_over(write: Write) -> None:
    file = write("g.yaml", GUIDE)
    mark_file(read_instrument_file(file))
    assert stale_places(file) == []
    file.write_text(file.read_text("utf-8").replace("nb: Hva gjør dere?", "nb: Hva gjorde dere?"), encoding="utf-8")
    assert stale_places(file) == ["sections.0.questions.0.text"]
    assert mark_file(read_instrument_file(file)) == 1
    assert stale_places(file) == []


def test_only_some_questions_may_be_marked(write: Write) -> None:
    file = write("g.yaml", GUIDE)
    assert mark_file(read_instrument_file(file), within=["a-2"]) == 1


def test_a_language_may_be_marked_for_itself(write: Write) -> None:
    text = "id: g\nkind: guide\nlanguages: [nb, nn, en]\ntitle: {nb: Tittel, nn: Tittel på nynorsk, en: Title}\n"
    file = write("g.yaml", text)
    assert mark_file(read_instrument_file(file), languages=["nn"]) == 1
    assert f"of: {{nn: {fingerprint('Tittel')}}}" in file.read_text("utf-8")
    assert mark_file(read_instrument_file(file), languages=["en"]) == 1
    assert f", of: {fingerprint('Tittel')}}}" in file.read_text("utf-8")


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_endings_stay(tmp_path: Path, ending: str) -> None:
    file = tmp_path / "g.yaml"
    file.write_bytes(GUIDE.replace("\n", ending).encode())
    mark_file(read_instrument_file(file))
    assert file.read_bytes().count(ending.encode()) >= GUIDE.count("\n")
    assert mark_file(read_instrument_file(file)) == 0
