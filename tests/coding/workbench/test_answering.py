"""What the kernel answers a pane: the same acts as the page's, faults in its language, and nothing of other kinds."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from coding.workbench import pane
from coding.workbench.answering import ACTS, LOOKS, answer
from coding.workbench.guide import questions_in
from coding.workbench.told_correcting import CORRECTIONS, PREVIEWS
from evaluation.app.web.routes import correcting, workbench
from evaluation.errors import EvaluationError
from instruments.load import instruments_in

MARK = {"start": 0, "end": 2, "code": "tiltak"}


def ask(study, method, path, language="nb", **content):
    return answer(study, {"id": "1", "method": method, "path": path, "content": content}, language)


def told(study, method, path, **content):
    return ask(study, method, path, source="samtale", since=0, **content)


def test_a_pane_can_ask_for_what_the_page_can_ask_for(talk):
    routes = (*workbench.ROUTER.routes, *correcting.ROUTER.routes)
    asked = {(next(iter(each.methods)), each.path.removeprefix("/workbench")) for each in routes}
    looks = {("GET", f"/{each}") for each in LOOKS}
    acts = {
        (method, f"/{path}".replace("codings/", "codings/{id_}/").replace("memos/", "memos/{id_}/").rstrip("/"))
        for method, path in ACTS
    }
    corrections = {("POST", f"/{path}") for path in (*PREVIEWS, *CORRECTIONS)}
    assert asked - {("GET", "")} == looks | acts | corrections


def test_words_are_coded_changed_and_removed_as_on_the_page(talk):
    made = told(talk, "POST", "codings", mark=MARK)["body"]["made"]
    now = {**MARK, "end": 10, "note": "sagt først"}
    assert told(talk, "PUT", f"codings/{made}", was=MARK, now=now)["status"] == 200
    assert [(each.end, each.note, each.coder) for each in talk.codings()] == [(10, "sagt først", "ida")]
    assert told(talk, "POST", f"codings/{made}/remove", was=now)["body"]["gone"] == [made]
    assert talk.codings() == []


def test_a_text_is_put_right_as_on_the_page_and_the_words_are_seen_first(talk):
    text = ask(talk, "GET", "text", source="samtale")["body"]
    start = text["text"].index("små.")
    words = {"version": text["version"], "start": start, "end": start + 4, "words": "store."}
    assert told(talk, "POST", "words/preview", **words)["body"]["changed"]
    assert "små." in talk.source("samtale").text
    done = told(talk, "POST", "words", **words)["body"]
    assert (done["did"]["changed"], "store." in talk.source("samtale").text) == (True, True)
    told(talk, "POST", "undo", change=done["undo"])
    assert "små." in talk.source("samtale").text


def test_what_somebody_else_has_put_right_is_not_overwritten(talk):
    text = ask(talk, "GET", "text", source="samtale")["body"]
    start = text["text"].index("små.")
    words = {"version": text["version"], "start": start, "end": start + 4}
    told(talk, "POST", "words", **words, words="store.")
    found = told(talk, "POST", "words", **words, words="lange.")
    assert (found["status"], found["body"]["error"]["code"]) == (422, "CORRECT-002")
    assert "store." in talk.source("samtale").text


def test_what_somebody_has_changed_meanwhile_is_not_overwritten(talk):
    made = told(talk, "POST", "codings", mark=MARK)["body"]["made"]
    found = told(talk, "PUT", f"codings/{made}", was={**MARK, "end": 5}, now={**MARK, "end": 9})
    assert (found["status"], found["body"]["error"]["code"]) == (422, "CODING-011")


def test_an_act_can_be_taken_back_and_brought_back(talk):
    step = told(talk, "POST", "codings", mark=MARK)["body"]["undo"]
    told(talk, "POST", "undo", change=step)
    assert talk.codings() == []
    told(talk, "POST", "redo", change=told(talk, "GET", "news")["body"]["redo"])
    assert len(talk.codings()) == 1


@pytest.mark.parametrize(
    "message",
    [
        None,
        "GET text",
        {"id": "1", "method": "DELETE", "path": "codings", "content": {}},
        {"id": "1", "method": "GET", "path": "../secrets", "content": {}},
        {"id": "1", "method": "POST", "path": "codings/1", "content": {"source": "samtale", "since": 0}},
        {"id": "1", "method": "POST", "path": "codings", "content": {"source": "samtale", "since": 0, "mark": {}}},
        {"id": "1", "method": "POST", "path": "undo", "content": {"source": "samtale", "since": 0, "change": "1"}},
    ],
)
def test_what_is_misshapen_is_refused_and_does_nothing(talk, message):
    before = len(talk.log())
    found = answer(talk, message, "nb")
    assert (found["status"], found["body"]["error"]["code"], len(talk.log())) == (422, "PANE-002", before)


@pytest.mark.parametrize(("language", "words"), [("nb", "ingen kilde"), ("nn", "inga kjelde"), ("en", "no source")])
def test_faults_are_told_in_the_language_of_the_pane(talk, language, words):
    error = ask(talk, "GET", "text", language, source="borte")["body"]["error"]
    assert error["code"] == "STUDY-004"
    assert words in f"{error['what']} {error['remedy']}".lower()


def test_every_answer_can_be_sent_as_it_is(talk):
    for look in LOOKS:
        assert json.dumps(ask(talk, "GET", look, source="samtale")["body"])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_questions_above_the_answers_are_those_of_the_guides(demo, language):
    asked = (each for found in instruments_in(demo).values() for each in found.questions())
    expected = {each.id: each.text.text(language) for each in asked}
    found = questions_in(demo, language)
    assert expected
    assert {each: found[each] for each in expected} == expected


def test_the_workbench_is_imported_without_the_widget_until_a_pane_is_asked_for():
    code = "import sys, coding.workbench, coding.workbench.acts; sys.exit('anywidget' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_widget_it_is_told_what_to_install(talk, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(EvaluationError) as found:
        pane(talk, "samtale")
    assert [each.code for each in found.value.problems] == ["PANE-001"]
    assert "underveis[jupyter]" in found.value.problems[0].remedy("nb")


@pytest.mark.parametrize(
    ("asked", "code"), [({"source": "borte"}, "STUDY-004"), ({"source": "samtale", "language": "sv"}, "PANE-003")]
)
def test_an_unknown_source_or_language_is_named_at_once(talk, asked, code):
    with pytest.raises(EvaluationError) as found:
        pane(talk, **asked)
    assert [each.code for each in found.value.problems] == [code]
