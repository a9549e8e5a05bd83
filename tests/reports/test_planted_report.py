"""What is planted in names, codes, memos, findings and transcripts is read as text in a report, in every format."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from zipfile import ZipFile

import pikepdf
import pytest

from evaluation.memos import add_memo
from evaluation.model import Code, Codebook, Coding, Localised, Memo, Source, Turn
from evaluation.model.finding import Finding
from evaluation.study import open_study
from reports.draft import draft_report
from reports.findings.keeping import add_finding, publish_findings
from reports.render import render_report

PLANTED = (
    "</title><script>alert(1)</script> <img src=/planted onerror=alert(2)> ![b](/planted.png) [l](javascript:alert) "
    "`<b>x</b>`{=html} {{< include /planted.qmd >}} <!-- gone --> #eval(planted) \\input{planted} ${7*7}"
)
YAML = PLANTED.replace("'", "''")
EVALUATION = f"""
title: Vanlig tittel
languages: [nb]
themes: [{{id: a, code: k, label: '{YAML}'}}]
"""
PEOPLE = f"""
organisations: [{{id: o, name: Fabrikken, pseudonym: '{YAML}', sector: '{YAML}'}}]
participants: [{{id: p, organisation: o, name: Kari Nord, pseudonym: '{YAML}', speakers: [I1], role: '{YAML}'}}]
sessions: [{{id: s, kind: interview, date: 2026-03-04, title: '{YAML}', attendance: [{{participant: p}}]}}]
"""


@pytest.fixture
def planted(tmp_path):
    for name, content in (("evaluation.yaml", EVALUATION), ("people.yaml", PEOPLE)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    study = open_study(tmp_path)
    study.import_people(tmp_path / "people.yaml")
    text = f"I1: {PLANTED} sa de, og det var viktig for dem alle.\n"
    turn = Turn(4, len(text) - 1, "I1", participant="p")
    study.add(Source(name="samtale", kind="transcript", text=text, turns=(turn,)), session="s")
    fields = dict.fromkeys(("label", "definition", "include", "exclude", "example"), Localised(nb=PLANTED))
    study.import_codebook(Codebook(name="b", title=Localised(nb=PLANTED), codes=(Code(name="k", **fields),)))
    study.add([Coding("samtale", 4, len(text) - 1, "k", note=PLANTED)])
    add_memo(study, Memo(PLANTED, title=PLANTED, on="code", on_id="k"))
    found = add_finding(study, Finding("a", Localised(nb=PLANTED)))
    publish_findings(study, [found.id])
    draft_report(study)
    return study


class Markup(HTMLParser):
    """What a page would run or fetch of what was planted."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inside, self.text = [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        for name, value in attributes:
            if name.startswith("on") or re.match(r"javascript:|/planted", value or ""):
                self.found.append((tag, name, value))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style"):
            self.found += ["script"] * ("alert(1)" in data)
        else:
            self.text.append(data)


def test_what_is_planted_is_text_and_nothing_else(planted):
    files = {each.suffix: each for each in render_report(planted, to=["html", "docx", "odt", "pdf"])}
    page = Markup(files[".html"].read_text(encoding="utf-8"))
    assert page.found == []
    assert "<script>alert(1)</script>" in "".join(page.text)
    for suffix, content in ((".docx", "word/document.xml"), (".odt", "content.xml")):
        with ZipFile(files[suffix]) as packed:
            names = packed.namelist()
            links = "".join(packed.read(each).decode() for each in names if each.endswith((".rels", "content.xml")))
            assert "&lt;script&gt;alert(1)" in re.sub(r"</?(w|text):[^>]*>", "", packed.read(content).decode())
        assert not re.findall(r'(?:Target|href)="[^"]*(?:planted|javascript)[^"]*"', links)
        assert [each for each in names if "planted" in each] == []
    with pikepdf.open(files[".pdf"]) as pdf:
        actions = [str(each.get("/A", {}).get("/S", "")) + str(each.get("/A", {}).get("/URI", ""))
                   for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]  # fmt: skip
    assert [each for each in actions if re.search("JavaScript|Launch|planted|javascript", each)] == []
