"""Findings in the browser: put in order by mouse and by keyboard, sent quotes to, and never overwritten."""

from __future__ import annotations

import re

import pytest

from evaluation.app.web.admission import PROOF
from evaluation.app.web.doors import Alone
from evaluation.editing.text import change_text
from evaluation.errors import problem
from evaluation.store.texts import text_version
from reports.findings.keeping import add_finding, find_finding, list_findings, publish_findings
from reports.findings.resting import chosen_quotes
from reports.findings.standing import Standings

WORDS = "Vi har hatt tre på to år."


@pytest.fixture
def write(client):
    """`write("/findings/move", id=1, by=1)`: a form of our own page sent; gives the page that follows."""
    proof = re.search(r'name="proof" content="([0-9a-f]*)"', client.get("/findings").text)[1]
    return lambda path, **sent: client.post(path, data={PROOF: proof, **sent})


def statements(study, theme):
    return [each.statement.text("nb") for each in list_findings(study, theme=theme)]


def written(finding, **other):
    """The form of a finding as its page has it."""
    texts = {f"statement_{name}": text for name, text in finding.statement.as_dict().items()}
    return {"id": finding.id, "was": finding.stamp, "theme": finding.theme, "state": finding.state, **texts, **other}


def place(study, words=WORDS, source="fokusgruppe"):
    start = study.source(source).text.index(words)
    return {"source": source, "start": start, "end": start + len(words)}


def test_the_page_tells_each_theme_with_its_findings_and_what_they_rest_on(client):
    page = client.get("/findings").text
    assert "Tilrettelegging fungerer best når den har en avtalt sluttdato" in page
    assert "Ja, sluttdato. Det er det viktigaste ordet i heile oppfølginga." in page
    assert page.count('<span class="tag warning">taler imot</span>') == 7


def test_buttons_move_a_finding_and_make_it_public(study, write):
    first, second = statements(study, "forenkling")
    moved = list_findings(study, theme="forenkling")[1]
    write("/findings/move", id=moved.id, by=-1)
    assert statements(study, "forenkling") == [second, first]
    write("/findings/publish", id=moved.id, public="false")
    assert find_finding(study, moved.id).public is False


def test_what_is_written_is_kept_with_recommendations_and_addressees(study, write):
    finding = list_findings(study, theme="utenforskap")[0]
    advice = {"advice_id": 0, "advice_nb": "Gi noen ansvaret.", "to_nb": "lederne; Nav"}
    write("/findings/save", **written(finding, statement_nb="De trenger én som følger opp.", **advice))
    kept = find_finding(study, finding.id)
    assert kept.statement.nb == "De trenger én som følger opp."
    assert [[who.nb for who in each.addressees] for each in kept.recommendations] == [["lederne", "Nav"]]


def test_a_text_that_lacks_a_language_leaves_its_field_empty(study, write, client):
    write("/send", to="new", theme="generelt", statement="Det skiftes for ofte.", **place(study))
    [made] = [each for each in list_findings(study) if each.statement.nb == "Det skiftes for ofte."]
    page = client.get(f"/findings/{made.id}").text
    assert re.findall(r"<textarea[^>]*>\n?([^<]*)</textarea>", page)[1:] == [""] * 8
    assert "None" not in page


def test_two_who_edit_the_same_finding_see_both_and_nothing_is_overwritten(study, write):
    seen = list_findings(study, theme="utenforskap")[0]
    write("/findings/save", **written(seen, statement_nb="Slik den ene skrev det."))
    page = write("/findings/save", **written(seen, statement_nb="Slik den andre skrev det."))
    assert page.status_code == 422
    assert "Slik den ene skrev det." in page.text
    assert "Slik den andre skrev det." in page.text
    assert find_finding(study, seen.id).statement.nb == "Slik den ene skrev det."
    stamp = re.search(r'name="was" value="([0-9a-f]+)"', page.text)[1]
    write("/findings/save", **written(seen, was=stamp, statement_nb="Begge deler."))
    assert find_finding(study, seen.id).statement.nb == "Begge deler."


def test_words_are_sent_to_a_finding_to_a_new_one_and_to_the_report(study, write, client):
    assert "Virksomhet A, helse" in client.get("/send", params=place(study)).text
    there = list_findings(study, theme="relevans")[0]
    write("/send", to=there.id, counter="true", **place(study))
    assert find_finding(study, there.id).evidence[-1].counter is True
    write("/send", to="new", theme="generelt", statement="Det skiftes for ofte.", **place(study))
    assert statements(study, "generelt")[-1] == "Det skiftes for ofte."
    other = list_findings(study, theme="forenkling")[0]
    write("/send", to="there", finding=other.id, **place(study))
    assert len(find_finding(study, other.id).evidence) == len(other.evidence) + 1


def test_a_quote_chosen_for_the_report_is_shown_and_can_be_taken_back(study, write):
    page = write("/send", to="report", theme="mangler", **place(study))
    [kept] = chosen_quotes(study)
    assert kept.theme == "mangler"
    assert "Det kommer først under temaet neste gang rapporten lages." in page.text
    assert "Sitater valgt til rapporten" in write("/findings/move", id=list_findings(study)[0].id, by=0).text
    assert "Sitater valgt til rapporten" not in write("/findings/mark", evidence=kept.id, act="remove").text
    assert chosen_quotes(study) == []


def test_whoever_has_a_report_without_findings_is_told_so(study, client):
    report = study.folder / "report" / "report.qmd"
    told = "Rapporten dere har, viser ikke funnene."
    assert told not in client.get("/findings").text
    report.write_text("# Sammendrag\n", "utf-8")
    assert told in client.get("/findings").text
    report.write_text("{{< include _generated/findings-list.qmd >}}\n", "utf-8")
    assert told not in client.get("/findings").text


def test_words_that_were_corrected_meanwhile_are_shown_before_they_are_sent(study, write, client):
    seen = {**place(study), "version": text_version(study.source("fokusgruppe").text)}
    text = study.source("fokusgruppe").text
    change_text(study, "fokusgruppe", "Innledning. " + text.replace(WORDS, "Vi har hatt fire på to år."))
    page = write("/send", to="new", theme="generelt", statement="Det skiftes for ofte.", **seen)
    assert page.status_code == 422
    assert "er rettet etter at siden din leste den" in page.text
    assert "Vi har hatt fire på to år." in page.text
    assert "Det skiftes for ofte." in page.text
    assert "Det skiftes for ofte." not in statements(study, "generelt")
    again = {name: re.search(rf'name="{name}" value="([^"]*)"', page.text)[1] for name in seen}
    write("/send", to="report", theme="mangler", **again)
    [chosen] = chosen_quotes(study)
    assert study.source("fokusgruppe").text[chosen.start : chosen.end] == "Vi har hatt fire på to år."


def test_words_that_have_only_moved_are_sent_from_where_they_stand(study, write):
    text = study.source("fokusgruppe").text
    seen = {**place(study), "version": text_version(text)}
    change_text(study, "fokusgruppe", "Innledning. " + text)
    write("/send", to="report", theme="mangler", **seen)
    [chosen] = chosen_quotes(study)
    assert study.source("fokusgruppe").text[chosen.start : chosen.end] == WORDS


def test_a_new_finding_without_a_sentence_is_refused_and_the_words_are_still_there(study, write):
    page = write("/send", to="new", theme="generelt", **place(study))
    assert page.status_code == 422
    assert WORDS in page.text


def test_evidence_is_marked_confirmed_and_taken_away(study, write):
    finding = list_findings(study, theme="generelt")[0]
    write("/findings/mark", id=finding.id, evidence=finding.evidence[0].id, act="counter")
    assert find_finding(study, finding.id).evidence[0].counter is True
    write("/findings/mark", id=finding.id, evidence=finding.evidence[0].id, act="remove")
    assert len(find_finding(study, finding.id).evidence) == len(finding.evidence) - 1
    write("/findings/evidence", id=finding.id, survey="medlemmer/utbytte")
    [added] = find_finding(study, finding.id).evidence[-1:]
    assert Standings(study, "nb").of([added])[0].status == "same"


def test_a_commissioner_sees_public_findings_and_nothing_of_the_others(team_study, signed_in):
    hidden, *_ = list_findings(team_study, theme="utenforskap")
    page = signed_in("commissioner").get("/findings").text
    assert "Kontaktpersonen er det virksomhetene verdsetter mest" in page
    assert hidden.statement.nb not in page
    assert "Ordningen er ikke fast for alle." not in page  # a note is for those who work on it
    publish_findings(team_study, [hidden.id])
    assert hidden.statement.nb in signed_in("commissioner").get("/findings").text


def test_a_commissioner_may_not_open_a_finding_and_a_reader_may_not_change_it(signed_in):
    assert signed_in("commissioner").get("/findings/1").status_code == 403
    assert "<button" in signed_in("coder").get("/findings/1").text
    assert 'action="/findings/save"' not in signed_in("reader").get("/findings/1").text


def test_script_in_a_finding_never_runs(study, client):
    from evaluation.model import Localised
    from evaluation.model.finding import Finding

    add_finding(study, Finding("generelt", Localised(nb="<script>alert(1)</script>")))
    page = client.get("/findings").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_report_page_tells_what_is_wrong_with_the_argument_and_leads_there(study, write, client):
    from evaluation.model import Localised
    from evaluation.model.finding import Finding

    bare = add_finding(study, Finding("generelt", Localised(nb="Alle er enige."), public=True))
    page = client.get("/report/check").text
    assert "Funnet hviler ikke på noe: «Alle er enige.»" in page
    assert f'href="/findings/{bare.id}"' in page


def test_what_stands_in_the_way_is_said_once_and_leads_to_where_it_is_mended(client, monkeypatch):
    found = [
        *(problem("REPORT-027", file=file, severity="note", words="per, li") for file in ("report.html", "report.pdf")),
        problem("REPORT-025", file="report.html", name="Informant 1", policy="organisation"),
    ]
    monkeypatch.setattr("evaluation.app.web.routes.report.check_report", lambda _study: found)
    page = client.get("/report/check").text
    assert page.count("per, li") == 1
    assert 'href="/find?words=per#found"' in page
    assert 'href="/people#people"' in page


@pytest.fixture
def page(study, served, window):
    door = Alone("ida")
    base = served(study, door)
    opened = window()
    opened.goto(f"{base}/enter/{door.token}")
    opened.wait_for_url(f"{base}/")
    opened.goto(f"{base}/findings")
    opened.base = base
    return opened


def test_a_finding_is_dragged_to_another_place(page, study):
    first, second = statements(study, "forenkling")
    ids = [each.id for each in list_findings(study, theme="forenkling")]
    page.set_viewport_size({"width": 1280, "height": 2600})
    one, other = (page.locator(f"#finding-{id_} > p").first.bounding_box() for id_ in ids)
    page.mouse.move(other["x"] + 20, other["y"] + 8)
    page.mouse.down()
    page.mouse.move(one["x"] + 20, one["y"] + 8, steps=12)
    page.mouse.up()
    page.wait_for_url("**/findings#finding-*")
    page.wait_for_load_state()
    assert statements(study, "forenkling") == [second, first]
    assert page.complaints == []


def test_by_keyboard_alone_a_finding_is_moved_opened_and_changed(page, study):
    finding = list_findings(study, theme="forenkling")[0]
    page.focus(f"#finding-{finding.id} form:nth-of-type(2) button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/findings#finding-{finding.id}")
    assert [each.id for each in list_findings(study, theme="forenkling")][1] == finding.id
    page.wait_for_selector(f"#finding-{finding.id}:target")  # the browser has gone there: it moves the focus once more
    page.press(f"#finding-{finding.id} h3 a", "Enter")
    page.wait_for_url(f"**/findings/{finding.id}")
    page.focus("#statement-nb")
    page.keyboard.press("Control+A")
    page.keyboard.type("Skjemaene tar like lang tid.")
    page.keyboard.press("Tab")
    page.focus("#write p.actions button")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=yes")
    assert find_finding(study, finding.id).statement.nb == "Skjemaene tar like lang tid."
    page.focus("#find-figures")
    page.keyboard.type("kontaktperson")
    assert 0 < page.locator("#choose-figures label:visible").count() < page.locator("#choose-figures label").count()
    for key in ("Tab", "Space", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**saved=yes#evidence", timeout=60_000)  # every figure of the surveys is counted anew
    [added] = find_finding(study, finding.id).evidence[-1:]
    assert added.kind == "survey"
    assert page.complaints == []


def test_from_the_text_what_is_marked_is_sent_to_the_report(page, study):
    where = place(study)
    page.goto(f"{page.base}/workbench?source=fokusgruppe&at={where['start']}")
    page.wait_for_selector("#workbench .row")
    page.focus("#workbench .pane")
    page.keyboard.press("s")
    page.click("#workbench .dock a.act, #workbench .standing a.act")
    page.wait_for_url("**/send?source=fokusgruppe*")
    page.focus("#theme")
    page.select_option("#theme", "mangler")
    page.click("main form p.actions button")
    page.wait_for_url("**/findings?chosen=*#theme-mangler")
    [kept] = chosen_quotes(study)
    text = study.source("fokusgruppe").text[kept.start : kept.end]
    assert WORDS in text or text in study.source("fokusgruppe").text
    assert page.complaints == []
