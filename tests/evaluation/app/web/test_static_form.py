from __future__ import annotations

import json
import re

import pytest

from evaluation.app.static_form import static_form
from evaluation.errors import EvaluationError
from evaluation.sources.received import sha256_of

EMBEDDED = re.compile(r'<script type="application/json" id="underveis-form">(.*?)</script>', re.S)


@pytest.mark.parametrize("name", ["medlemmer", "skjema"])
def test_a_form_and_an_instrument_become_one_file(study, link, name):
    page = static_form(study, name).decode()
    told = json.loads(EMBEDDED.search(page)[1])
    file = study.folder / "instruments" / "skjema.yaml"
    assert (told["form"], told["sha256"]) == (name, sha256_of(file))
    assert told["information"]["controller"]["nn"] == "Instituttet"
    assert told["information"]["kept_until"]["en"] == "2027-06-30"
    assert not re.search(r'(src|href)="(/|http)', page)


def test_a_form_keeps_the_version_it_was_opened_with(study, link):
    file = study.folder / "instruments" / "skjema.yaml"
    before = sha256_of(file)
    file.write_text(file.read_text("utf-8").replace("Noe mer?", "Noe annet?"), encoding="utf-8")
    told = json.loads(EMBEDDED.search(static_form(study, "medlemmer").decode())[1])
    assert (told["sha256"], "Noe mer?" in json.dumps(told)) == (before, True)


def test_a_name_that_nothing_has_is_refused_with_the_nearest(study, link):
    with pytest.raises(EvaluationError) as refused:
        static_form(study, "medlemer")
    assert refused.value.problems[0].code == "ANSWER-021"
    assert "medlemmer" in str(refused.value)


def test_those_who_answer_must_be_told_enough(study, link):
    file = study.folder / "evaluation.yaml"
    file.write_text("title: Prøve\n", encoding="utf-8")
    from evaluation.study import open_study

    with pytest.raises(EvaluationError) as refused:
        static_form(open_study(study.folder), "medlemmer")
    assert refused.value.problems[0].code == "ANSWER-020"
