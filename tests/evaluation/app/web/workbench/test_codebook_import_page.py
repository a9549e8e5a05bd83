"""A codebook from a file or a scheme in the browser: seen first, then taken, and never over what nobody has seen."""

from __future__ import annotations

import html
import re

import pytest

from coding.codebook import read_codebook, write_codebook
from coding.codebooks.coming import coming
from evaluation.app.web.doors import Alone
from evaluation.app.web.look import LANGUAGE, THEME
from evaluation.codes import edit_code
from evaluation.model import Code, Codebook, Localised
from evaluation.study import open_study
from tests.evaluation.app.web.page.test_barriers import axe
from tests.evaluation.app.web.workbench.hands import HANDS, went_to
from tests.evaluation.app.web.workbench.talk import talked
from tests.evaluation.app.web.workbench.test_workbench_barriers import barriers, too_wide

__all__ = ["axe"]

FILES = (".yaml", ".csv", ".xlsx", ".qdc")


@pytest.fixture
def study(tmp_path):
    return open_study(talked(tmp_path)).seen_by("ida")


def said(**words):
    return Localised(**words)


@pytest.fixture
def other(study):
    """A codebook in which one code means something else and two are new, one with words on several lines."""
    changed = study.codebook.code("tiltak").model_copy(update={"definition": said(nb="Det som ble gjort.\nOg «hvor».")})
    fresh = (Code(name="hinder", label=said(nb="Hindre & stengsler")), Code(name="sprak", parent="hinder"))
    return Codebook(name="annen", codes=(changed, *fresh))


def proof(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/codebook/import").text)[1]


def send(client, book, path):
    write_codebook(book, path)
    return client.post(
        "/codebook/import", data={"proof": proof(client)}, files={"file": (path.name, path.read_bytes())}
    )


def take(client, page):
    fields = dict(re.findall(r'<input type="hidden" name="(codebook|was)" value="([^"]*)">', page))
    told = {name: html.unescape(value) for name, value in fields.items()}
    return client.post("/codebook/import/take", data={"proof": proof(client), **told})


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("suffix", FILES)
def test_a_file_is_shown_first_and_then_taken(study, client, other, tmp_path, suffix):
    log, before = study.log(), study.codebook
    page = send(client, other, tmp_path / f"annen{suffix}")
    assert page.status_code == 200
    for each in ("2 nye koder", "Én kode blir annerledes", "Hindre &amp; stengsler", "<ins>Det som ble gjort."):
        assert each in page.text, each
    assert (study.log(), study.codebook) == (log, before)
    done = take(client, page.text)
    assert (done.status_code, 'role="status"' in done.text) == (200, True)
    read = read_codebook(tmp_path / f"annen{suffix}")
    for code in other:
        assert study.codebook.code(code.name).definition == read.code(code.name).definition
    assert study.codebook.code("sprak").parent == "hinder"
    assert [each.name for each in before if each.name not in study.codebook] == []
    assert (study.log()[-1].act, study.log()[-1].who) == ("codebook.import", "ida")


def test_a_scheme_that_comes_along_is_taken(study, client):
    page = client.post("/codebook/import", data={"proof": proof(client), "scheme": "swot"})
    assert take(client, page.text).status_code == 200
    assert len(study.codebook) > 4


def test_nothing_is_written_over_what_was_changed_after_it_was_shown(study, client, other, tmp_path):
    page = send(client, other, tmp_path / "annen.yaml").text
    edit_code(study, study.codebook.code("tiltak").model_copy(update={"exclude": said(nb="Planer")}))
    told = take(client, page)
    assert (told.status_code, "Ingenting er hentet" in told.text, "<del>Planer</del>" in told.text) == (422, True, True)
    assert "hinder" not in study.codebook
    assert take(client, told.text).status_code == 200
    assert "hinder" in study.codebook


@pytest.mark.parametrize(
    ("name", "content", "told_of"),
    [
        ("bok.docx", b"", "docx"),
        ("bok.yaml", b"name: [", "bok.yaml"),
        ("bok.xlsx", b"no workbook", "bok.xlsx"),
        ("bok.qdc", b"<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook/>", "bok.qdc"),
        ("../../evaluation.yaml", b"name: x", "evaluation.yaml"),
    ],
)
def test_what_is_no_codebook_is_told_by_its_name_and_nothing_comes(study, client, name, content, told_of):
    log = study.log()
    answer = client.post("/codebook/import", data={"proof": proof(client)}, files={"file": (name, content)})
    main = answer.text.split("<main")[1]
    assert (answer.status_code, told_of in main, "underveis-" in main) == (422, True, False)
    assert study.log() == log


@pytest.mark.parametrize("codebook", ["", "{}", "[1]", '{"name": "x", "codes": [{"name": "a", "parent": "a"}]}'])
def test_what_no_page_has_shown_is_not_taken(study, client, codebook):
    log = study.log()
    answer = client.post("/codebook/import/take", data={"proof": proof(client), "codebook": codebook, "was": ""})
    assert (answer.status_code, study.log()) == (422, log)


def test_there_is_nothing_to_take_where_all_is_so_already(study, client, tmp_path):
    page = send(client, study.codebook, tmp_path / "samme.yaml")
    assert ("Alt er som i kodeboken" in page.text, "/codebook/import/take" in page.text) == (True, False)


def test_nothing_chosen_says_so(study, client):
    answer = client.post("/codebook/import", data={"proof": proof(client)})
    assert (answer.status_code, "Velg en fil" in answer.text) == (422, True)


def test_only_owners_come_there(signed_in):
    assert 'href="/codebook/import"' not in signed_in("coder").get("/codebook").text
    assert signed_in("coder").get("/codebook/import").status_code == 403
    assert signed_in("owner").get("/codebook/import").status_code == 200


def test_what_a_field_says_in_one_language_is_told_in_that_one_alone():
    old = Codebook(name="k", codes=(Code(name="a", definition=said(nb="Før", nn="Før", en="Before")),))
    new = Codebook(
        name="k", codes=(Code(name="a", definition=said(nb="Før", nn="Etter", en="Before"), colour="#117733"),)
    )
    [(_, told)] = coming(old, new).changed
    assert [(each.field, each.language, each.before, each.after) for each in told] == [
        ("definition", "nn", "Før", "Etter"),
        ("colour", "", "", "#117733"),
    ]
    assert coming(old, old).same == 1


@pytest.mark.parametrize("kind", HANDS)
def test_a_codebook_is_taken(study, other, kind, served, window, tmp_path):
    write_codebook(other, tmp_path / "annen.csv")
    door = Alone("vera")
    base = served(study, door)
    page = window()
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    hand = HANDS[kind](page)
    went_to(hand, "/codebook")
    hand.press("main a[href='/codebook/import']")
    page.wait_for_selector("#file")
    page.set_input_files("#file", tmp_path / "annen.csv")  # the window that opens is the browser's, not the page's
    hand.press("form[action='/codebook/import'] button")
    page.wait_for_selector("h2#new")
    hand.press("form[action='/codebook/import/take'] button")
    page.wait_for_selector("main [role=status]")
    assert study.codebook.code("tiltak").definition.nb == "Det som ble gjort.\nOg «hvor»."
    hand.press("main a.button[href='/codebook']")
    page.wait_for_selector("[data-code=hinder]")
    assert page.complaints == []


@pytest.mark.parametrize(("language", "theme"), [("nb", "light"), ("nb", "dark"), ("en", "light"), ("en", "dark")])
def test_what_would_come_has_no_barrier(study, other, served, window, axe, tmp_path, language, theme):
    write_codebook(other, tmp_path / "annen.yaml")
    door = Alone("vera")
    base = served(study, door)
    page = window(bypass_csp=True)
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    chosen = ((LANGUAGE, language), (THEME, theme))
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
    page.goto(f"{base}/codebook/import")
    found = barriers(page, axe, "choose")
    page.set_input_files("#file", tmp_path / "annen.yaml")
    for view, after in (("ahead", "h2#new"), ("done", "main [role=status]")):
        page.click("main form.card button")
        page.wait_for_selector(after)
        for width in (320, 390, 1280):
            found += too_wide(page, width, view)
        found += barriers(page, axe, view)
    assert found == []
