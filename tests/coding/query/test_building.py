"""A query made by choosing says what was chosen, and can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.query.building import RELATIONS, Chosen, query_of
from coding.query.tokens import tokens


@pytest.mark.parametrize(
    ("chosen", "query"),
    [
        (Chosen(), ""),
        (Chosen("tiltak"), "tiltak"),
        (Chosen(words="  møte* "), '"møte*"'),
        (Chosen("tiltak", "NEAR/turn", words="møte*"), 'tiltak NEAR/turn "møte*"'),
        (Chosen("tiltak", "AND NOT", "seniorer"), "tiltak AND NOT seniorer"),
        (Chosen("tiltak", "NEAR/turn", "seniorer", "møte*"), 'tiltak NEAR/turn (seniorer AND "møte*")'),
        (Chosen(other="seniorer", relation="AND NOT"), "seniorer"),
        (Chosen(where={"sector": "helse"}), "WHERE sector = [helse]"),
        (
            Chosen("tiltak", where={"coder": "ida", "speaker": "Informant [1]"}),
            'tiltak WHERE speaker = "Informant [1]" AND coder = [ida]',
        ),
        (Chosen("uten mellomrom"), "[uten mellomrom]"),
        (Chosen("NOT"), "[NOT]"),
        (Chosen(words='sa "nei" til «ja»'), '"sa nei til ja"'),
    ],
)
def test_what_is_chosen_is_what_is_asked(chosen, query):
    assert query_of(chosen) == query


@given(st.sampled_from(RELATIONS), st.text(alphabet='aå"«»[]( *', max_size=8), st.text(alphabet='bø"[]= ', max_size=6))
def test_whatever_is_written_in_the_fields_can_be_read(relation, words, value):
    chosen = Chosen("tiltak", relation, "seniorer", words, {"sector": value} if not {'"', "]"} <= set(value) else {})
    assert tokens(query_of(chosen))[-1].kind == "end"
