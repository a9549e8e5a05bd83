"""Whatever is done to a codebook in any order, undone in reverse, every row is what it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.codes import (
    Place,
    archive_codes,
    create_code,
    edit_code,
    merge_codes,
    move_code,
    relate_code,
    rename_code,
    split_code,
    unarchive_codes,
)
from evaluation.errors import EvaluationError
from evaluation.model import Code, Indicator, Localised
from evaluation.model.code_tree import below
from evaluation.store.health import complaints
from evaluation.study import Study
from tests.evaluation.codes.examples import CODEBOOK, coded, on
from tests.evaluation.store.examples import captured

Step = Callable[[Study], object]
names = st.sampled_from([*(code.name for code in CODEBOOK), "ny", "nyere"])
words = st.sampled_from(["", "a", "b"])
places = st.builds(Place, under=st.none() | names) | st.builds(Place, before=names) | st.builds(Place, after=names)
CODINGS = [
    on(text, code, note=note)
    for text, code, note in [
        ("Vi satset", "forebygging", ""),
        ("Vi satset", "oppfolging", "x"),
        ("Vi satset", "lege", "y"),
        ("Lederen ringte", "leder", ""),
        ("Lederen ringte", "roller", ""),
    ]
]


def edited(name: str, text: str) -> Step:
    def step(study: Study) -> object:
        said = {"definition": Localised(nb=text), "indicators": Indicator(nb=(text,) if text else ())}
        return edit_code(
            study, study.codebook.code(name).model_copy(update=said) if name in study.codebook else Code(name=name)
        )

    return step


def split(name: str, new: str, count: int) -> Step:
    def step(study: Study) -> object:
        ids = [each.id or 0 for each in study.codings() if each.code == name][:count]
        return split_code(study, name, Code(name=new), ids)

    return step


steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda name, place: lambda study: create_code(study, Code(name=name), place), names, places),
    st.builds(lambda old, new: lambda study: rename_code(study, old, new), names, names),
    st.builds(lambda name, place: lambda study: move_code(study, name, place), names, places),
    st.builds(lambda name, parent: lambda study: relate_code(study, name, also=[parent]), names, names),
    st.builds(lambda name, parent: lambda study: relate_code(study, name, no_longer=[parent]), names, names),
    st.builds(
        lambda gone, into, indicators: lambda study: merge_codes(study, gone, into, indicators=indicators),
        st.lists(names, min_size=1, max_size=2, unique=True),
        names,
        st.booleans(),
    ),
    st.builds(lambda name: lambda study: archive_codes(study, [name]), names),
    st.builds(lambda name: lambda study: unarchive_codes(study, [name]), names),
    st.builds(edited, names, words),
    st.builds(split, names, names, st.integers(1, 2)),
)


@settings(max_examples=40, deadline=None)
@given(sequence=st.lists(steps, min_size=1, max_size=8))
def test_any_sequence_undone_in_reverse_restores_every_row(sequence: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = coded(Path(folder), *CODINGS)
        done, states = len(study.log()), [captured(study.store)]
        for step in sequence:
            take(step, study, states)
        assert len(study.log()) == done + len(states) - 1
        for state in reversed(states[:-1]):
            study.undo()
            assert captured(study.store) == state


def take(step: Step, study: Study, states: list[dict[str, list[dict[str, object]]]]) -> None:
    """Take a step; one that is refused or changes nothing leaves every row as it was."""
    try:
        step(study)
    except EvaluationError:
        assert captured(study.store) == states[-1]
        return
    holds(study)
    if captured(study.store) != states[-1]:
        states.append(captured(study.store))


def holds(study: Study) -> None:
    """Parents come before their children, no code stands under itself, and every reference leads somewhere."""
    codebook = study.codebook
    seen: set[str] = set()
    for code in codebook:
        assert code.parent is None or code.parent in seen
        assert code.parent not in code.parents
        assert code.name not in below(codebook, code.name)
        seen.add(code.name)
    assert {each.code for each in study.codings()} <= seen
    with study.store.reading() as connection:
        assert complaints(connection) == []
