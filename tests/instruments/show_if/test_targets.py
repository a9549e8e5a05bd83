"""Our own evaluator, XPath by way of pyxform, and SurveyJS in Node show the same questions for the same answers."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from evaluation.errors import EvaluationError
from instruments.model import Instrument
from instruments.show_if.evaluate import evaluate
from instruments.show_if.parser import parse
from instruments.show_if.routing import routing_of, shown
from instruments.show_if.subjects import Subject, Subjects
from instruments.show_if.targets import compile_to, dialects
from tests.instruments.show_if.vectors import ALWAYS, NAMES, VECTORS

Answers = dict[str, Any]


@pytest.mark.parametrize(("answers", "expected"), VECTORS, ids=NAMES)
def test_our_own_evaluator_shows_what_it_should(form: Instrument, answers: Answers, expected: set[str]) -> None:
    assert set(shown(routing_of(form), answers)) == ALWAYS | expected


# XPath: the form as pyxform makes it, its binds evaluated in the order of the form.


def selected(_: Any, nodes: list[Any], value: str) -> bool:
    return value in _text(nodes).split()


def count_selected(_: Any, nodes: list[Any]) -> float:
    return float(len(_text(nodes).split()))


def _text(nodes: list[Any]) -> str:
    return (nodes[0].text or "") if nodes else ""


XFORMS = {(None, "selected"): selected, (None, "count-selected"): count_selected}


@pytest.fixture
def xform(form: Instrument) -> Mapping[str, str]:
    """The questions of the form as pyxform makes them, in order, each with its `relevant`."""
    convert = pytest.importorskip("pyxform.xls2xform").convert
    made = convert(xlsform=_xlsform(form), validate=False).xform
    binds = [each for each in etree.fromstring(made.encode()).iter("{*}bind") if "/meta/" not in each.get("nodeset")]
    return {each.get("nodeset").rsplit("/", 1)[-1]: each.get("relevant") or "true()" for each in binds}


def _xlsform(form: Instrument) -> dict[str, list[dict[str, Any]]]:
    """Each question as one row, a grid as one for each of its rows, under their variables."""
    routing = routing_of(form)
    survey, choices = [], {}
    for step in routing.steps:
        question = step.placed.question
        codes = {**form.codes_of(question), **form.missing_of(question)}
        if codes:
            choices[question.variable] = codes
        kind = {"single": "select_one", "scale": "select_one", "grid": "select_one", "multi": "select_multiple"}
        plain = {"number": "decimal", "date": "date"}.get(question.type, "text")
        named = f"{kind[question.type]} {question.variable}" if question.type in kind else plain
        relevant = compile_to("xlsform", step.condition, routing.subjects) if step.condition else ""
        for name in question.rows or (question.variable,):
            survey.append({"type": named, "name": name, "label": name, "relevant": relevant})
    listed = [
        {"list_name": name, "name": str(code), "label": text.text()}
        for name, codes in choices.items()
        for code, text in codes.items()
    ]
    return {"survey": survey, "choices": listed, "settings": [{"form_id": "skjema", "form_title": "Skjema"}]}


@pytest.mark.parametrize(("answers", "expected"), VECTORS, ids=NAMES)
def test_xpath_from_pyxform_shows_the_same(
    form: Instrument, xform: Mapping[str, str], answers: Answers, expected: set[str]
) -> None:
    root = etree.Element("data")
    for name in xform:
        etree.SubElement(root, name).text = _as_xml(answers.get(name))
    found = set()
    for name, relevant in xform.items():
        node = root.find(name)
        if node.xpath(re.sub(r"/skjema/|/data/", "/data/", relevant), extensions=XFORMS):
            found.add(name)
        else:
            node.text = ""
    wanted = ALWAYS | expected
    assert found == {name for each in form.questions() if each.id in wanted for name in each.rows or (each.variable,)}


def _as_xml(answer: Any) -> str:
    return " ".join(map(str, answer)) if isinstance(answer, list) else "" if answer is None else str(answer)


# SurveyJS in Node.


IN_NODE = """
const { Model } = require("survey-core");
const { form, vectors } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = vectors.map((answers) => {
  const model = new Model(form);
  model.clearInvisibleValues = "onHidden";
  for (const question of model.getAllQuestions()) {
    if (question.isVisible && question.name in answers) question.value = answers[question.name];
  }
  return model.getAllQuestions().filter((each) => each.isVisible).map((each) => each.name);
});
console.log(JSON.stringify(told));
"""


def _surveyjs(form: Instrument) -> dict[str, Any]:
    routing = routing_of(form)
    kinds = {"single": "radiogroup", "scale": "radiogroup", "multi": "checkbox", "grid": "matrix"}
    elements = []
    for step in routing.steps:
        question = step.placed.question
        codes = [{"value": code} for code in (*form.codes_of(question), *form.missing_of(question))]
        told: Answers = {"type": kinds.get(question.type, "text"), "name": question.variable}
        told |= {"rows": list(question.rows), "columns": codes} if question.rows else {"choices": codes}
        if question.type in ("number", "date"):
            told["inputType"] = question.type
        if step.condition:
            told["visibleIf"] = compile_to("surveyjs", step.condition, routing.subjects)
        elements.append(told)
    return {"pages": [{"name": "p", "elements": elements}]}


def test_surveyjs_shows_the_same(form: Instrument, survey_core: Path) -> None:
    asked = json.dumps({"form": _surveyjs(form), "vectors": [_in_matrices(form, answers) for answers, _ in VECTORS]})
    environment = {**os.environ, "NODE_PATH": str(survey_core)}
    done = subprocess.run(
        ["node", "-e", IN_NODE], input=asked, capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    by_variable = {each.variable: each.id for each in form.questions()}
    told = [{by_variable[name] for name in names} for names in json.loads(done.stdout.splitlines()[-1])]
    assert dict(zip(NAMES, told, strict=True)) == {
        name: ALWAYS | expected for name, (_, expected) in zip(NAMES, VECTORS, strict=True)
    }


def _in_matrices(form: Instrument, answers: Answers) -> Answers:
    """SurveyJS keeps the rows of a matrix within its answer."""
    rows = {row: each.variable for each in form.questions() for row in each.rows}
    found: Answers = {name: value for name, value in answers.items() if name not in rows}
    for name, value in answers.items():
        if name in rows:
            found.setdefault(rows[name], {})[name] = value
    return found


# The three-valued logic comes to the same as the two-valued one it is written in.

SUBJECTS = Subjects(
    {
        "k": Subject("k", "k", "code", 0, (1, 2, 3), (9,)),
        "f": Subject("f", "f", "codes", 1, (1, 2, 3), (9,)),
        "t": Subject("t", "t", "number", 2, (), (99,)),
        "d": Subject("d", "d", "date", 3),
        "o": Subject("o", "o", "words", 4),
    },
    frozenset(),
)


def statements() -> Iterator[st.SearchStrategy[str]]:
    sign = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    code = st.sampled_from(["1", "2", "3", "9"])
    day = st.sampled_from(["2020-01-01", "2021-12-31"])
    listed = st.lists(code, min_size=1, max_size=3).map(", ".join)
    yield st.builds("k {} {}".format, sign, code)
    yield st.builds("{} in [{}]".format, st.sampled_from("kf"), listed)
    yield st.builds("{} not in [{}]".format, st.sampled_from("kf"), listed)
    yield st.builds("count(f) {} {}".format, sign, st.sampled_from("0123"))
    yield st.builds("t {} {}".format, sign, st.sampled_from(["0", "5", "99"]))
    yield st.builds("d {} {}".format, sign, day)
    yield st.builds("answered({})".format, st.sampled_from("kftdo"))


CONDITIONS = st.recursive(
    st.one_of(*statements()),
    lambda inner: st.one_of(
        st.builds("not ({})".format, inner),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "k": st.sampled_from([1, 2, 3, 9]),
        "f": st.lists(st.sampled_from([1, 2, 3, 9]), unique=True, min_size=1),
        "t": st.sampled_from([0, 4.5, 5, 99]),
        "d": st.sampled_from(["2019-06-01", "2020-01-01", "2022-01-01"]),
        "o": st.just("Ja"),
    },
)


@settings(max_examples=400, deadline=None)
@given(text=CONDITIONS, answers=ANSWERS)
def test_what_is_written_in_xpath_is_true_exactly_when_the_condition_is(text: str, answers: Answers) -> None:
    condition = parse(text)
    root = etree.Element("data")
    for name in SUBJECTS.by_word:
        etree.SubElement(root, name).text = _as_xml(answers.get(name))
    written = re.sub(r"\$\{(\w+)\}", r"/data/\1", compile_to("xlsform", condition, SUBJECTS))
    assert bool(root.xpath(written, extensions=XFORMS)) is (evaluate(condition, answers, SUBJECTS) is True)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "k >= 2 and not answered(o)",
            {
                "surveyjs": "({k} = 2 or {k} = 3) and {o} empty",
                "xlsform": "(${k} = '2' or ${k} = '3') and ${o} = ''",
                "limesurvey": '(k.NAOK == "2" or k.NAOK == "3") and is_empty(o.NAOK)',
                "redcap": "([k] = '2' or [k] = '3') and [o] = ''",
            },
        ),
        (
            "f not in [1]",
            {
                "surveyjs": "{f} notempty and {f} notcontains 1",
                "xlsform": "${f} != '' and not(selected(${f}, '1'))",
                "limesurvey": 'count(f_1.NAOK, f_2.NAOK, f_3.NAOK, f_9.NAOK) > 0 and f_1.NAOK != "Y"',
                "redcap": "sum([f(1)], [f(2)], [f(3)], [f(9)]) > 0 and [f(1)] = '0'",
            },
        ),
        (
            "count(f) < 2",
            {
                "surveyjs": "{f} empty or "
                "(iif({f} contains 1, 1, 0) + iif({f} contains 2, 1, 0) + iif({f} contains 3, 1, 0)) < 2",
                "xlsform": "${f} = '' or count-selected(${f}) - number(selected(${f}, '9')) < 2",
                "limesurvey": "count(f_1.NAOK, f_2.NAOK, f_3.NAOK, f_9.NAOK) == 0 or "
                "count(f_1.NAOK, f_2.NAOK, f_3.NAOK) < 2",
                "redcap": "sum([f(1)], [f(2)], [f(3)], [f(9)]) = 0 or sum([f(1)], [f(2)], [f(3)]) < 2",
            },
        ),
        (
            "d <= 2020-01-01 and t > 5",
            {
                "surveyjs": "{d} notempty and {d} <= '2020-01-01' and {t} notempty and {t} != 99 and {t} > 5",
                "xlsform": "${d} != '' and number(translate(${d}, '-', '')) <= 20200101"
                " and ${t} != '' and ${t} != 99 and ${t} > 5",
                "limesurvey": '!is_empty(d.NAOK) and d.NAOK <= "2020-01-01"'
                " and !is_empty(t.NAOK) and t.NAOK != 99 and t.NAOK > 5",
                "redcap": '[d] <> \'\' and datediff("2020-01-01", [d], "d", "ymd", true) <= 0'
                " and [t] <> '' and [t] <> 99 and [t] > 5",
            },
        ),
        ("k > 3", {"surveyjs": "1 = 2", "xlsform": "false()", "limesurvey": "0", "redcap": "1 = 2"}),
    ],
)
def test_each_target_has_its_own_words(text: str, written: dict[str, str]) -> None:
    assert {each: compile_to(each, parse(text), SUBJECTS) for each in sorted(dialects())} == dict(
        sorted(written.items())
    )


def test_an_unknown_target_is_named_with_those_there_are() -> None:
    with pytest.raises(EvaluationError) as error:
        compile_to("xlsfrom", parse("k = 1"), SUBJECTS)
    assert [(each.code, each.values["known"]) for each in error.value.problems] == [("ROUTE-015", "xlsform")]
