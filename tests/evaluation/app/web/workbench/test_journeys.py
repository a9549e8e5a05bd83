"""What a researcher does in the workbench, point by point, on the sample study: once with the mouse, once without it.

The keyboard's hand never points: it comes to everything by Tab, from the top of the page over «Hopp til innholdet».
"""

from __future__ import annotations

from importlib import import_module

import pytest

from coding.framework.writing import cell_of
from evaluation.followup.meetings.action_points import list_action_points
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.changing import add_task
from evaluation.followup.plans.keeping import plan_of
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import PlanTask
from tests.evaluation.app.web.workbench.hands import Keyboard, Mouse, at_source, hand, went_to
from tests.evaluation.app.web.workbench.test_reading_and_coding import mark, saved
from tests.evaluation.followup.meetings.conftest import MINUTES

__all__ = ["hand"]

HERE = "tests.evaluation.app.web.workbench"
# The points of the workbench, and who walks them. Where one test is run by both hands, it stands in both places.
WALKED = {
    "1 read and code": {
        "mouse": [
            "test_journeys.test_a_text_is_read_and_coded",
            "test_reading_and_coding.test_with_the_mouse_overlapping_codings_are_all_there_to_be_reached",
        ],
        "keyboard": [
            "test_journeys.test_a_text_is_read_and_coded",
            "test_reading_and_coding.test_with_the_keyboard_alone",
            "test_reading_and_coding.test_a_coding_is_moved_renamed_noted_and_taken_away",
            "test_reading_and_coding.test_what_a_code_means_is_one_key_away",
        ],
    },
    "2 codebook": {
        "mouse": [
            "test_journeys.test_a_code_is_given_another_meaning",
            "test_reading_and_coding.test_a_code_is_dragged_under_another",
            "test_codebook_import_page.test_a_codebook_is_taken",
        ],
        "keyboard": [
            "test_journeys.test_a_code_is_given_another_meaning",
            "test_codebook_import_page.test_a_codebook_is_taken",
        ],
    },
    "3 retrieve": {
        "mouse": ["test_journeys.test_a_passage_is_found_again_and_read_in_its_place"],
        "keyboard": ["test_journeys.test_a_passage_is_found_again_and_read_in_its_place"],
    },
    "4 framework matrix": {
        "mouse": ["test_journeys.test_a_cell_of_the_framework_is_written"],
        "keyboard": ["test_journeys.test_a_cell_of_the_framework_is_written"],
    },
    "5 suggestions": {
        "mouse": ["test_journeys.test_suggestions_are_accepted_and_refused"],
        "keyboard": [
            "test_journeys.test_suggestions_are_accepted_and_refused",
            "test_reading_and_coding.test_suggestions_are_settled_with_one_key_each",
        ],
    },
    "6 compare": {
        "mouse": ["test_compare_browser.test_with_the_mouse"],
        "keyboard": ["test_compare_browser.test_by_keyboard_alone"],
    },
    "7 correct the text": {
        "mouse": [
            "test_correcting_in_browser.test_all_turns_of_a_speaker_are_given_to_a_participant_with_the_mouse",
            "test_correcting_in_browser.test_the_edges_of_a_coding_are_dragged",
        ],
        "keyboard": [
            "test_correcting_in_browser.test_a_word_is_put_right_with_the_keyboard_alone_and_taken_back",
            "test_correcting_in_browser.test_a_turn_is_split_named_and_joined_with_the_keyboard_alone",
        ],
    },
    "8 overview": {
        "mouse": [
            "test_journeys.test_a_number_leads_to_the_words_behind_it",
            "test_journeys.test_what_is_overdue_is_mended_where_it_stands",
            "test_journeys.test_somebody_new_takes_part_and_takes_their_consent_back",
        ],
        "keyboard": [
            "test_journeys.test_a_number_leads_to_the_words_behind_it",
            "test_journeys.test_what_is_overdue_is_mended_where_it_stands",
            "test_journeys.test_somebody_new_takes_part_and_takes_their_consent_back",
            "test_browser.test_by_keyboard_alone",
        ],
    },
    "9 findings and report": {
        "mouse": [
            "test_findings_page.test_a_finding_is_dragged_to_another_place",
            "test_journeys.test_a_report_is_drafted_renewed_and_made",
        ],
        "keyboard": [
            "test_findings_page.test_by_keyboard_alone_a_finding_is_moved_opened_and_changed",
            "test_journeys.test_a_report_is_drafted_renewed_and_made",
        ],
    },
    "10 in Jupyter": {
        "mouse": ["NOTEBOOK.test_a_pane_is_worked_in_from_cell_to_cell"],
        "keyboard": [
            "NOTEBOOK.test_a_pane_is_worked_in_from_cell_to_cell",
            "NOTEBOOK.test_a_pane_is_worked_in_from_cell_to_cell",
        ],
    },
    "11 names out of the texts": {
        "mouse": ["test_privacy_names_page.test_names_are_found_settled_replaced_and_brought_back"],
        "keyboard": ["test_privacy_names_page.test_names_are_found_settled_replaced_and_brought_back"],
    },
}
MODULES = {"NOTEBOOK": "tests.coding.workbench.test_notebook_pane"}


@pytest.mark.parametrize("point", WALKED)
def test_who_walks_a_point_is_there(point):
    assert set(WALKED[point]) == {"mouse", "keyboard"}
    for name in (each for walks in WALKED[point].values() for each in walks):
        module, test = name.split(".")
        assert hasattr(import_module(MODULES.get(module, f"{HERE}.{module}")), test), name


def by_vera(study):
    return [each for each in study.codings() if each.coder == "vera"]


def test_a_text_is_read_and_coded(hand, study):
    at_source(hand, "epost")
    page = hand.page
    if isinstance(hand, Mouse):
        words = page.locator("#workbench .words").nth(1).inner_text()[:12].strip()
        mark(page, words)
        hand.press("#workbench .leaf[data-code=forebygging]")
    else:
        for key in ("ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
            page.keyboard.press(key)
        page.keyboard.type("forebygg")
        page.keyboard.press("Enter")
    page.wait_for_selector("#workbench .standing .codings > li.active >> text=Forebyggende arbeid")
    saved(page)
    [made] = by_vera(study)
    assert (made.source, made.code, made.end - made.start > 3) == ("epost", "forebygging", True)
    if isinstance(hand, Mouse):
        hand.press("#workbench [aria-label=Angre]")
    else:
        page.keyboard.press("z")
    page.wait_for_selector("#workbench [role=log] >> text=Endret tilbake.", state="attached")
    saved(page)
    assert by_vera(study) == []
    assert page.complaints == []


def test_a_code_is_given_another_meaning(hand, study):
    went_to(hand, "/codebook")
    hand.press("a[href='/codebook/code?name=forebygging']")
    hand.page.wait_for_selector("#definition_nb")
    hand.write("#definition_nb", "Alt som gjøres før noen blir syke.")
    hand.press("form[action='/codebook/edit'] button")
    hand.page.wait_for_selector(".tag.warning")  # codings made before are marked for another look
    code = study.codebook.code("forebygging")
    assert (code.definition.nb, code.version) == ("Alt som gjøres før noen blir syke.", 2)
    assert hand.page.complaints == []


def test_a_passage_is_found_again_and_read_in_its_place(hand):
    went_to(hand, "/find")
    hand.choose("#code", "Forebyggende arbeid")
    hand.write("#words", "lager*")
    hand.press("form[role=search] button >> nth=0" if isinstance(hand, Mouse) else "form.card button")
    hand.page.wait_for_selector(".quotes blockquote")
    quote = hand.page.inner_text(".quotes mark >> nth=0")
    hand.press(".quotes li:first-child a")
    hand.page.wait_for_selector("#workbench .row.here")
    assert quote[:20] in hand.page.inner_text("#workbench .row.here")
    assert hand.page.complaints == []


def test_a_cell_of_the_framework_is_written(hand, study):
    went_to(hand, "/framework")
    hand.press("tbody tr:first-child td:nth-of-type(1) a")
    hand.page.wait_for_selector("#text")
    hand.write("#text", "Sier lite om dette.")
    hand.press("form[action='/framework/cell'] button")
    hand.page.wait_for_selector("p.note[role=status]")
    asked = hand.page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    case = asked.get("case") or hand.page.input_value("[name=case]")
    theme = asked.get("theme") or hand.page.input_value("[name=theme]")
    assert cell_of(study.seen_by("vera"), case, theme).text == "Sier lite om dette."
    assert hand.page.complaints == []


def test_suggestions_are_accepted_and_refused(hand, study):
    at_source(hand, "epost")
    page = hand.page
    if isinstance(hand, Mouse):
        hand.press("#workbench .toggle")
    else:
        page.keyboard.press("Shift+J")
    page.wait_for_selector("#workbench .toggle[aria-pressed=true][aria-busy=false]", timeout=30_000)
    page.focus("#workbench .pane") if isinstance(hand, Mouse) else None
    page.keyboard.press("Shift+J")  # where the first one is, which no pointing tells
    page.wait_for_selector("#workbench .offers .first")
    if isinstance(hand, Mouse):
        hand.press("#workbench .offers .first .accept")
        saved(page)
        page.wait_for_selector("#workbench .offers .first")
        hand.press("#workbench .offers .first .refuse")
    else:
        page.keyboard.press("+")
        saved(page)
        page.wait_for_selector("#workbench .offers .first")
        page.keyboard.press("-")
    saved(page)
    [made] = by_vera(study)
    assert made.origin == "suggestion"
    assert page.complaints == []


def test_a_number_leads_to_the_words_behind_it(hand):
    went_to(hand, "/overview")
    hand.press(".heat tbody tr:first-child td a" if isinstance(hand, Keyboard) else ".heat td a >> nth=0")
    hand.page.wait_for_selector("blockquote")
    hand.press("blockquote + p a" if isinstance(hand, Keyboard) else "blockquote + p a >> nth=0")
    hand.page.wait_for_selector("#workbench .row.here")
    assert hand.page.complaints == []


@pytest.fixture
def owing(study, tmp_path):
    """The study with a task that is overdue, and minutes with action points."""
    (tmp_path / "referat.txt").write_text(MINUTES, encoding="utf-8")
    keep_minutes(study, [tmp_path / "referat.txt"])
    add_task(study, None, PlanTask("Lage veileder", decides="LO", deadline=deadline_of("2020-H1")))
    return study


def test_what_is_overdue_is_mended_where_it_stands(owing, hand, study):
    first = " >> nth=0" if isinstance(hand, Mouse) else ""
    went_to(hand, "/minutes")
    hand.press(".inner a[href='/due']")
    hand.page.wait_for_selector("#overdue")
    hand.press(f"#overdue + div a[href^='/plan/tasks/']{first}")
    hand.page.wait_for_selector("#deadline")
    before = hand.page.input_value("#deadline")
    hand.write("#deadline", "1. mars 2031")
    hand.write("#remark", "Utsatt etter møtet.")
    hand.press(f"form.card button{first}")
    hand.page.wait_for_selector(".note.done")
    assert "2031-03-01" in {each.deadline.code for each in plan_of(study).tasks}
    assert "Utsatt etter møtet." in hand.page.inner_text("#history ~ ol")
    hand.press(".note.done button")
    hand.page.wait_for_selector(".note.done", state="detached")
    assert hand.page.input_value("#deadline") == before
    went_to(hand, "/minutes")
    hand.press(".inner a[href='/actions']")
    hand.page.wait_for_selector("#which")
    hand.press(f"tbody a[href^='/actions/']{first}")
    hand.page.wait_for_selector("#status")
    hand.press("button[value=done]")
    hand.page.wait_for_selector(".note.done")
    assert "done" in {each.status for each in list_action_points(study)}
    assert hand.page.complaints == []


def test_somebody_new_takes_part_and_takes_their_consent_back(hand, study):
    page = hand.page
    went_to(hand, "/sources")
    hand.press("main a[href='/people']")
    page.wait_for_selector("h2#people")
    hand.press("main a[href='/people/person']")
    page.wait_for_selector("#id")
    hand.write("#id", "p50")
    hand.write("#pseudonym", "Informant 50")
    hand.choose("#organisation", "Virksomhet E")
    hand.write("#name", "Solveig Nesbakk")
    hand.press("form[action='/people/person'] button")
    page.wait_for_selector("#consent")
    hand.tick("[name=quoting]")
    hand.press("form[action='/people/consent'] button")
    page.wait_for_selector("form[action='/people/consent/withdraw']")
    hand.press("form[action='/people/consent/withdraw'] button")
    page.wait_for_selector(".note.danger")
    went_to(hand, "/sources")
    hand.press("main a[href='/people']")
    page.wait_for_selector("h2#people")
    hand.press("main a[href='/people/session?id=fg1']")
    page.wait_for_selector("#new-participant")
    hand.choose("#new-participant", "Informant 50")
    hand.choose("#new-mode", "på video")
    hand.press("#add-part button")
    page.wait_for_selector("#part-p50")
    hand.press("form[action='/people/undo'] button")  # taken off again, as if it had not been
    page.wait_for_selector("form[action='/people/redo']")
    people = study.people(names=True)
    person, [consent] = people.participants[-1], [each for each in people.consents if each.participant == "p50"]
    assert (person.id, person.name, person.organisation) == ("p50", "Solveig Nesbakk", "hotell")
    assert (consent.quoting, consent.withdrawn is not None) == (True, True)
    assert "p50" not in {row.participant for each in people.sessions for row in each.attendance}
    assert page.complaints == []


def test_a_report_is_drafted_renewed_and_made(hand, study):
    (study.folder / "report" / "report.qmd").unlink()
    page = hand.page
    went_to(hand, "/report")
    hand.choose("#template", "Fokusgrupper og intervjuer")
    hand.press("form[action='/report/draft'] button")
    page.wait_for_selector("form[action='/report/update'] button")
    hand.press("form[action='/report/update'] button")
    page.wait_for_selector("[role=status]")
    for name in ("docx", "pdf"):
        box = f"[name=to][value={name}]"
        hand.tick(box)
    hand.press("form[action='/report/render'] button")
    page.wait_for_selector("a[href='/report/files/html']", timeout=60_000)
    assert page.is_visible("#checks")
    with page.context.expect_page() as opened:
        hand.press("a[href='/report/files/html']")
    opened.value.wait_for_load_state()
    assert study.evaluation.title in opened.value.inner_text("body")
