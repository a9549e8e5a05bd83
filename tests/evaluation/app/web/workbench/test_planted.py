"""Script planted wherever a person may write anything never runs, though no policy forbids it here."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Error

from evaluation.app.web.doors import Alone
from evaluation.errors import EvaluationError
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.memos import add_memo
from evaluation.model import Code, Codebook, Coding, Localised, Memo, Source, Turn
from evaluation.rounds import close_round, open_round
from evaluation.study import open_study
from instruments.form.opening import Terms, invite, open_form
from reports.draft import draft_report
from reports.render import render_report

PLANTED = "</title></textarea><script>alert(1)</script>\"'><img src=/planted onerror=alert(2)>${alert(3)}{{7*7}}"
ELSEWHERE = ("/leave", "/static", "/assets", "/workbench/static")
MOST = 150  # pages that are gone through
YAML = PLANTED.replace("'", "''")
EVALUATION = f"""
title: '{YAML}'
languages: [nb]
commissioner: {{name: '{YAML}'}}
evaluator: {{name: '{YAML}'}}
information: {{controller: '{YAML}', purpose: '{YAML}', legal_basis: '{YAML}', kept_until: 2030-01-01}}
themes:
  - {{id: a, code: k, label: '{YAML}'}}
"""
PEOPLE = f"""
organisations:
  - {{id: o, name: '{YAML}', pseudonym: '{YAML}', sector: '{YAML}'}}
participants:
  - {{id: p, organisation: o, name: '{YAML}', pseudonym: '{YAML}', speakers: [I1]}}
sessions:
  - {{id: s, kind: interview, date: 2026-03-04, title: '{YAML}', attendance: [{{participant: p}}]}}
  - {{id: bolge, kind: survey-wave, title: '{YAML}'}}
"""
QUESTIONNAIRE = f"""
id: skjema
kind: questionnaire
languages: [nb]
title: {{nb: '{YAML}'}}
scales:
  enighet: {{codes: {{1: '{YAML}', 2: Enig}}}}
sections:
  - id: alt
    title: {{nb: '{YAML}'}}
    questions:
      - {{id: plan, type: single, text: {{nb: '{YAML}'}}, choices: {{1: '{YAML}', 2: Nei}}}}
      - {{id: utsagn, type: grid, scale: enighet, text: {{nb: '{YAML}'}}, rows: {{u1: '{YAML}', u2: Så}}}}
      - {{id: ord, text: {{nb: '{YAML}'}}}}
"""
MINUTES = f"""\
Referat fra møte i Kontaktutvalget 17. april 2023

Dato: 18. april 2023
Til stede: {PLANTED} (Fagforbundet Vest), Emil Roth

Sak 1 Godkjenning av {PLANTED}
Konklusjon: {PLANTED}.

Sak 1 Kommunikasjon
Emil Roth skal snakke med {PLANTED}.
Oppfølging: Lage {PLANTED}.
"""


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "studie"
    for name, content in (
        ("evaluation.yaml", EVALUATION),
        ("people.yaml", PEOPLE),
        ("instruments/skjema.yaml", QUESTIONNAIRE),
        ("referat.txt", MINUTES),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    found = open_study(folder).seen_by(PLANTED)
    found.import_people(folder / "people.yaml")
    text = f"I1: {PLANTED} sa de.\n\nI1: {PLANTED} igjen.\n"
    turns = tuple(Turn(text.index(each), text.index(each) + len(PLANTED), "I1", participant="p") for each in (PLANTED,))
    found.add(Source(name=PLANTED, kind="transcript", text=text, turns=turns), session="s")
    found.add(Source(name="notat", text=f"{PLANTED}. Enda en setning."))
    fields = dict.fromkeys(("label", "definition", "include", "exclude", "example"), Localised(nb=PLANTED))
    found.import_codebook(
        Codebook(name="b", title=Localised(nb=PLANTED), codes=(Code(name="k", **fields), Code(name="l", **fields)))
    )
    open_round(found, "runde", coders=(PLANTED, "ida"), blind=False)
    found.add([Coding(PLANTED, 4, 60, code, PLANTED, "runde", note=PLANTED) for code in ("k", "l")])
    close_round(found, "runde")
    for on, id_ in (("source", PLANTED), ("code", "k"), ("coding", str(found.codings()[0].id))):
        add_memo(found, Memo(PLANTED, title=PLANTED, on=on, on_id=id_))
    keep_minutes(found, [folder / "referat.txt"])
    open_form(found, "svar", instrument="skjema", session="bolge", terms=Terms(link=True))
    draft_report(found)
    return found


class Watched:
    """A page whose planted scripts would be noticed: by a box that opens, or by a picture that is asked for."""

    def __init__(self, page):
        self.page, self.ran, self.at = page, [], ""
        page.on("dialog", self._opened)
        page.on("request", lambda sent: self._asked(sent.url))

    def _opened(self, box):
        self.ran.append((self.at, box.message))
        box.dismiss()

    def _asked(self, url):
        if "/planted" in urlsplit(url).path:
            self.ran.append((self.at, "picture"))

    def go(self, address):
        """The answer; None where it is a file to be kept."""
        self.at = address
        try:
            return self.page.goto(address)
        except Error as error:
            if "Download is starting" not in error.message:
                raise
            return None

    def links(self, base):
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        inside = (urldefrag(each)[0] for each in found if each.startswith(f"{base}/"))
        return [each for each in inside if not urlsplit(each).path.startswith(ELSEWHERE)]


@pytest.fixture
def watched(window):
    return Watched(window(bypass_csp=True, accept_downloads=True))


def test_the_watch_notices_what_runs(study, watched, served):
    base = served(study, Alone("ida"))
    watched.go(f"{base}/sign-in")
    watched.page.set_content(f"<title>{PLANTED}")
    watched.page.wait_for_timeout(300)
    assert {what for _, what in watched.ran} >= {"1", "picture"}


def test_nothing_planted_runs_on_any_page(study, watched, served):
    door = Alone("ida")
    base = served(study, door)
    watched.go(f"{base}/enter/{door.token}")
    watched.page.wait_for_url(f"{base}/")
    waiting, seen = [f"{base}/"], set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen or "/report/files/" in address or "/pictures/" in address:
            continue
        seen.add(address)
        told = watched.go(address)
        if told is None:
            continue
        assert told.status < 500, address
        waiting += watched.links(base)
    paths = {urlsplit(each).path for each in seen}
    wanted = (
        "/",
        "/overview",
        "/sources",
        "/people",
        "/minutes",
        "/log",
        "/report",
        "/workbench",
        "/codebook",
        "/find",
    )
    assert set(wanted) - paths == set()
    assert any(each.startswith("/minutes/") for each in paths)
    assert any(each == "/quotes" for each in paths)
    assert watched.ran == []


def test_nothing_planted_runs_in_the_workbench(study, watched, served):
    door = Alone("ida")
    base = served(study, door)
    watched.go(f"{base}/enter/{door.token}")
    watched.page.wait_for_url(f"{base}/")
    watched.go(f"{base}/workbench")
    for name in (PLANTED, "notat"):
        watched.page.get_by_text(name).first.click()
        if name == "notat":  # it is open once its name stands above the text
            watched.page.locator("#workbench .title", has_text=name).wait_for()
        watched.page.wait_for_selector("#workbench .row")
        watched.page.focus("#workbench .pane")
        watched.page.keyboard.press("1")
        watched.page.wait_for_selector("#workbench .standing .coding")
        watched.page.wait_for_selector("#workbench .state[data-state=saved]")
        for key in ("Enter", "i", "n", "?"):
            watched.page.keyboard.press(key)
            watched.page.wait_for_selector("dialog[open]")
            watched.page.keyboard.press("Escape")
            watched.page.wait_for_selector("dialog", state="detached")
    study.seen_by(PLANTED).add([Coding("notat", 0, 40, "l", PLANTED, note=PLANTED)])  # comes by the live feed
    watched.page.wait_for_timeout(1000)
    assert watched.ran == []


def test_nothing_planted_runs_in_a_form(study, watched, served):
    [invited] = invite(study, "svar", number=1)
    base = served(study, Alone("ida"))
    watched.go(f"{base}/f/{invited.token}")
    for _ in range(6):
        watched.page.wait_for_timeout(150)
        for box in watched.page.query_selector_all("input[type=checkbox]:not(:checked)"):
            box.check(force=True)
        buttons = [each for each in watched.page.query_selector_all("main button, form button") if each.is_visible()]
        if not buttons:
            break
        buttons[-1].click(force=True)
    assert watched.ran == []


def test_a_report_whose_title_or_author_is_planted_is_refused(study):
    """What could run in a report is named with its line, and no report is made."""
    with pytest.raises(EvaluationError) as error:
        render_report(study, to=["html"])
    assert {each.code for each in error.value.problems} == {"ENGINE-028"}
    assert not list((study.folder / "report").glob("*.html"))
