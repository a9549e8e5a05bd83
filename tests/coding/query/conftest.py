"""A study of two talks, made from short rows: who says what, under which question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from evaluation.model import Code, Codebook, Coding, Source, Turn
from evaluation.study import Study

CODEBOOK = Codebook(
    name="k",
    codes=(
        Code(name="forebygging"),
        Code(name="utstyr", parent="forebygging"),
        Code(name="seniorer"),
        Code(name="annet ord", parent="seniorer", parents=("forebygging",)),
    ),
)


def talk(name: str, *said: tuple[str, str, str | None], kind: str = "transcript") -> Source:
    """Rows of speaker, words and question."""
    text, turns = "", []
    for speaker, words, question in said:
        text += f"{speaker}: "
        turns.append(Turn(len(text), len(text) + len(words), speaker, question=question))
        text += f"{words}\n\n"
    return Source(name, text, kind, tuple(turns), "nb", sha256=name)  # type: ignore[arg-type]


FIRST = talk(
    "fg1",
    ("I1", "Vi løfter tungt. Vi savner tid til samarbeid med de tillitsvalgte.", "q1"),
    ("I2", "Hos oss løfter roboten. Samarbeidet er godt, og fraværet lavt.", "q1"),
    ("I1", "Det er vanskelig.", "q2"),
    ("I2", "Seniorene løfter ikke. Vi forebygger.", "q1"),
)
SECOND = talk("fg2", ("I2", "Tillitsvalgte møter vi hver uke. Tid har vi.", "q1"), ("I1", "Vi løfter.", None))


@pytest.fixture
def asked(study: Study) -> Iterator[Callable[..., Study]]:
    """The study with its people, the two talks and these codings."""

    def make(*codings: Coding) -> Study:
        study.import_people(study.folder / "people.yaml")
        study.import_codebook(CODEBOOK)
        study.add([FIRST, SECOND, *codings], session="fg1")
        return study

    yield make
    study.store.engine.dispose()


def coding(words: str, code: str, coder: str = "ida", source: Source = FIRST, **more: object) -> Coding:
    """Words of a source coded."""
    start = source.text.index(words)
    return Coding(source.name, start, start + len(words), code, coder, **more)  # type: ignore[arg-type]
