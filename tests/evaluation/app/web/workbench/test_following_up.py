"""Action points, the plan, forms and rounds in the browser: changed by hand, taken back, and lost by neither of two."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.followup.meetings.action_points import find_action_point
from evaluation.followup.meetings.changing import PointChange, change_point, history_of
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.changing import TaskUpdate, add_task, update_task
from evaluation.followup.plans.keeping import plan_of
from evaluation.model.deadline import deadline_of
from evaluation.model.plans import PlanTask
from instruments.form.answering import begin, seat_of, submit
from instruments.form.opening import find_form, list_forms, pending
from instruments.form.reporting import find_round
from tests.databases import moved_in
from tests.evaluation.app.test_forms_command import written
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.followup.meetings.conftest import MINUTES

POINT = "/actions/2"  # Emil Roth sends a draft by 1 May 2023
FORM = "/forms/form?name=svar"


@pytest.fixture
def study(tmp_path):
    folder = written(tmp_path / "studie")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    found = moved_in(folder)
    keep_minutes(found, [folder / "referat.txt"])
    add_task(found, None, PlanTask("Lage veileder", section="Arbeid", decides="LO", deadline=deadline_of("2020-H1")))
    return found


@pytest.fixture
def browser(study):
    door = Alone("ida")
    with TestClient(application(study, door=door), HERE) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        client.proof = re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/log").text)[1]
        yield client


def plain(text):
    return re.sub(r"\s+", " ", text)


def fields(page):
    """What stands in the fields of a page that says how something stands."""
    found = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea id="(\w+)"[^>]*>\n([^<]*)</textarea>', page))
    chosen = re.search(r'<select id="status".*?value="([\w-]+)" selected', page, re.S)
    return {name: html.unescape(told) for name, told in found.items()} | ({"status": chosen[1]} if chosen else {})


def sent(browser, address, **told):
    return browser.post(address, data={"proof": browser.proof, **told})


def said(browser, address, **told):
    """The page filled in as it stands but for what is told, and sent."""
    return sent(browser, address, **{**fields(browser.get(address).text), **told})


def answer(study, token):
    seat = begin(study, seat_of(study, token), language="nb", consent=True).seat
    submit(study, seat, {"erfaring": "Vi lærte mye."}, revision=0, language="nb")


def taken_back(browser, page):
    return sent(browser, "/log/undo", change=re.search(r'name="change" value="(\d+)"', page.text)[1], back="/due")


def task_of_plan(study):
    [task] = plan_of(study).tasks
    return f"/plan/tasks/{task.id}", task


def test_an_action_point_is_moved_given_to_another_and_done(study, browser):
    page = said(browser, POINT, deadline="1. juni 2031", owner="Part A", status="under-way", remark="Utsatt.")
    point = find_action_point(study, 2)
    assert (point.deadline.code, point.owners[0].organisation, point.status) == ("2031-06-01", "lo", "under-way")
    told = plain(page.text)
    assert all(each in told for each in ("Frist: 1. mai 2023 → 1. juni 2031", "→ Part A", "Utsatt.", "Lagret."))
    assert history_of(study, 2)[0].who == "ida"
    assert taken_back(browser, page).url.path == "/due"
    assert (find_action_point(study, 2).deadline.code, history_of(study, 2)) == ("2023-05-01", [])


@pytest.mark.parametrize("address", [POINT, "task"])
def test_a_page_that_is_sent_as_it_was_shown_changes_nothing(study, browser, address):
    before = study.log()
    page = said(browser, task_of_plan(study)[0] if address == "task" else address)
    assert ("Det står som før" in page.text, study.log()) == (True, before)


@pytest.mark.usefixtures("either_database")
def test_of_two_who_change_an_action_point_both_are_shown_and_nothing_is_overwritten(study, browser):
    shown = fields(browser.get(POINT).text)
    change_point(study.seen_by("kari"), 2, PointChange(deadline="1. juli 2031", remark="Avtalt."))
    page = sent(browser, POINT, **{**shown, "deadline": "1. august 2031", "remark": "Nei."})
    assert (page.status_code, find_action_point(study, 2).deadline.code) == (422, "2031-07-01")
    assert "PLAN-060" not in page.text
    assert "1. juli 2031" in plain(page.text.split('id="theirs"')[1])
    mine = fields(page.text)
    assert (plain(mine["deadline"]), mine["remark"]) == ("1. august 2031", "Nei.")
    assert sent(browser, POINT, **mine).status_code == 200
    assert find_action_point(study, 2).deadline.code == "2031-08-01"


def test_the_list_is_narrowed_by_owner_day_and_status(study, browser):
    assert "Emil" not in browser.get("/actions").text
    assert "sender ut" not in browser.get("/actions?owner=Part A").text
    assert "sender ut" in browser.get("/actions?which=late&before=2.5.2023").text
    change_point(study, 2, PointChange("done"))
    assert ["sender ut" in browser.get(f"/actions?which={each}").text for each in ("open", "all")] == [False, True]
    assert "er ingen dato" in browser.get("/actions?before=snart").text


def test_a_task_is_added_moved_and_done_and_what_has_changed_is_told(study, browser):
    made = sent(browser, "/plan/new", title="Holde kurs", section="Arbeid", decides="Part B", deadline="2031")
    address = made.url.path
    assert "Lagret." in made.text
    page = said(browser, address, deadline="1. halvår 2032", prepares="Part C", status="done")
    assert "Ansvar for å forberede: – → Part C" in plain(page.text)
    task = plan_of(study).tasks[-1]
    assert (task.number, task.deadline.code, task.prepares, task.status) == ("2", "2032-H1", "Part C", "done")
    assert "Holde kurs" in browser.get("/plan/changes?since=1.1.2020").text
    assert "Holde kurs" not in browser.get("/plan?status=open").text


@pytest.mark.usefixtures("either_database")
def test_of_two_who_change_a_task_both_are_shown_and_nothing_is_overwritten(study, browser):
    address, _ = task_of_plan(study)
    shown = fields(browser.get(address).text)
    update_task(study.seen_by("kari"), plan_of(study), "1", TaskUpdate("done"))
    page = sent(browser, address, **{**shown, "decides": "NHO"})
    assert (page.status_code, task_of_plan(study)[1].decides) == (422, "LO")
    assert "gjennomført" in page.text.split('id="theirs"')[1].split("</section>")[0]
    assert fields(page.text)["decides"] == "NHO"


@pytest.mark.parametrize(
    ("told", "code"),
    [({"title": " "}, "har ingen ord"), ({"number": "1"}, "er brukt"), ({"deadline": "31.6.2031"}, "31.6")],
)
def test_a_task_that_cannot_be_comes_back_as_it_was_written(study, browser, told, code):
    page = sent(browser, "/plan/new", **{"title": "Holde kurs", "decides": "Part B", **told})
    assert (page.status_code, len(plan_of(study).tasks), fields(page.text)["decides"]) == (422, 1, "Part B")
    assert code in page.text


def test_what_is_overdue_leads_to_where_it_is_mended(study, browser):
    page = browser.get("/due").text
    for address in (POINT, task_of_plan(study)[0]):
        assert f'href="{address}"' in page
        assert 'id="deadline"' in browser.get(address).text


def test_only_what_one_did_oneself_is_taken_back(study, browser):
    change_point(study.seen_by("kari"), 2, PointChange("done"))
    number = study.log()[-1].id
    assert sent(browser, "/log/undo", change=number).status_code == 403
    assert find_action_point(study, 2).status == "done"


def test_a_round_is_opened_and_a_form_for_it_sent_out_followed_and_closed(study, browser):
    page = sent(browser, "/rounds/new", name="h1", instrument="rapport", period="2026-H1", deadline="1.9.2026",
                party=["lo", "nho"])  # fmt: skip
    assert (find_round(study, "h1").parties, "Part A og Part B" in page.text) == (("lo", "nho"), True)
    assert sent(browser, "/forms/new", name="svar", round="h1", new_session="svar").url.path == "/forms/form"
    made = sent(browser, "/forms/invite", name="svar", everyone="true", base="https://svar.example/")
    tokens = re.findall(r"https://svar\.example/f/([\w-]+)", made.text)
    assert [seat_of(study, each).invitation.organisation for each in tokens] == ["lo", "nho"]
    assert not [each for each in tokens if each in browser.get(FORM).text]
    answer(study, tokens[0])
    assert [each.organisation for each in pending(study, "svar")] == ["nho"]
    waiting = browser.get(FORM).text.split('id="waiting"')[1].split("</table>")[0]
    assert ("Part A" in waiting, "Part B" in waiting) == (False, True)
    sent(browser, "/forms/stand", name="svar", act="close", was=was(browser))
    assert find_form(study, "svar").closed_by == "ida"


def was(browser):
    return re.search(r'name="was" value="(\w+)"', browser.get(FORM).text)[1]


@pytest.fixture
def opened(study, browser):
    sent(browser, "/forms/new", name="svar", instrument="rapport", new_session="svar")
    return browser


@pytest.mark.usefixtures("either_database")
def test_of_two_who_close_and_open_a_form_the_second_is_told(study, opened):
    shown = was(opened)
    sent(opened, "/forms/stand", name="svar", act="close", was=shown)
    told = sent(opened, "/forms/stand", name="svar", act="reopen", was=shown, closes="1.1.2031")
    assert (told.status_code, find_form(study, "svar").closed_at is None) == (422, False)
    sent(opened, "/forms/stand", name="svar", act="reopen", was=was(opened), closes="1.1.2031")
    assert str(find_form(study, "svar").closes) == "2031-01-01"


def test_an_address_that_is_lost_is_made_anew_and_an_answer_is_deleted_for_good_only_when_sure(study, opened):
    [token] = re.findall(r"/f/([\w-]+)", sent(opened, "/forms/invite", name="svar", number="1", file="true").text)
    [asked] = pending(study, "svar")
    [new] = re.findall(r"/f/([\w-]+)", sent(opened, "/forms/renew", name="svar", invitation=asked.id).text)
    assert (seat_of(study, token), seat_of(study, new) is None) == (None, False)
    answer(study, new)
    number = re.search(r'name="response" value="(\d+)"', opened.get(FORM).text)[1]
    assert sent(opened, "/forms/withdraw", name="svar", response=number).status_code == 422
    sent(opened, "/forms/withdraw", name="svar", response=number, sure="true")
    assert list_forms(study)[0].withdrawn == 1


def test_a_form_that_cannot_be_opened_says_why_and_keeps_what_was_written(study, browser):
    page = sent(browser, "/forms/new", name="Svar her", instrument="../people", new_session="x")
    assert (page.status_code, list_forms(study), fields(page.text)["name"]) == (422, [], "Svar her")
    assert sent(browser, "/rounds/new", name="h1", instrument="rapport", period="våren").status_code == 422
