"""A text is read once, and again when somebody else is known."""

from __future__ import annotations

import pytest

from evaluation.model import Participant, People
from evaluation.privacy.scanning import remembering
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.remembering import scanned

TEXT = "Ved siden av satt Grethe Ulvestad."


def known(*names: str):
    return register_of(People(participants=tuple(Participant(id=f"p{n}", name=each) for n, each in enumerate(names))))


@pytest.fixture
def read(monkeypatch):
    """The texts that were read."""
    texts, scan = [], remembering.scan

    def counted(text, register, *, k):
        texts.append(text)
        return scan(text, register, k=k)

    monkeypatch.setattr(remembering, "_MEMORY", remembering._Memory())
    monkeypatch.setattr(remembering, "scan", counted)
    return texts


def test_the_same_text_is_read_once(read):
    assert scanned(TEXT, known("Grethe Ulvestad")) == scanned(TEXT, known("Grethe Ulvestad"))
    assert read == [TEXT]


def test_it_is_read_anew_for_other_people_and_another_k(read):
    [found] = scanned(TEXT, known("Grethe Ulvestad"))
    assert found.of == ("participant:p0",)
    assert all(not each.of for each in scanned(TEXT, known("Else Myhre")))
    scanned(TEXT, known("Else Myhre"), k=3)
    assert len(read) == 3
