"""A text put right in a real browser, with the mouse and with the keyboard alone; and edges that are dragged."""

from __future__ import annotations

import pytest

from coding.manual import add_by_hand, coding_of
from evaluation.app.web.doors import Alone
from evaluation.codes import edit_code
from evaluation.editing import correct_words
from evaluation.model import Indicator, Participant, People
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import TALK, talked
from tests.evaluation.app.web.workbench.test_reading_and_coding import coded, mark, press, saved
from tests.sharing import copy_of


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    return talked(tmp_path_factory.mktemp("samtale"))


@pytest.fixture
def talk(prepared, tmp_path):
    return open_study(copy_of(prepared, tmp_path / "studie")).seen_by("ida")


@pytest.fixture
def page(talk, served, window):
    door = Alone("ida")
    base = served(talk, door)
    opened = window()
    opened.goto(f"{base}/enter/{door.token}")
    opened.wait_for_url(f"{base}/")
    opened.goto(f"{base}/workbench?source=samtale")
    opened.wait_for_selector("#workbench .row")
    opened.focus("#workbench .pane")
    return opened


@pytest.fixture
def other(page):
    """A second window of the same person, which hears of nothing but what it is answered."""
    found = page.context.new_page()
    found.set_default_timeout(40_000)
    found.route("**/workbench/news*", lambda route: route.abort())
    found.goto(page.url)
    found.wait_for_selector("#workbench .row")
    found.focus("#workbench .pane")
    return found


def text(study):
    return study.source("samtale").text


def told(page, words):
    page.wait_for_selector(f"#workbench .notice >> text={words}")


def put(study, words, now):
    source = study.source("samtale")
    start = source.text.index(words)
    return correct_words(study, source, start, start + len(words), now)


def test_a_word_is_put_right_with_the_keyboard_alone_and_taken_back(page, talk):
    add_by_hand(talk, coding_of(talk, "samtale", "tiltak", words="Leiaren"))
    page.wait_for_selector("#workbench .bracket", state="attached")
    press(page, "j", "Shift+ArrowRight", "e")  # to the coding, and its word
    page.wait_for_selector("dialog.mend")
    page.keyboard.press("Control+a")
    page.keyboard.type("Læraren")
    page.wait_for_selector("dialog .effect >> text=«Leiaren» → «Læraren»")
    page.keyboard.press("Control+Enter")
    told(page, "Rettet. Z angrer.")
    assert coded(talk) == [("Læraren", "tiltak")]
    assert page.evaluate("document.activeElement.className") == "pane"
    press(page, "z")
    page.wait_for_selector("#workbench .words >> text=Leiaren ringde")
    assert text(talk) == TALK
    press(page, "Shift+Z")
    page.wait_for_selector("#workbench .words >> text=Læraren ringde")
    assert page.complaints == []


def test_what_cannot_follow_is_shown_before_and_after(page, talk):
    add_by_hand(talk, coding_of(talk, "samtale", "tiltak", words="om vaktene"))
    page.wait_for_selector("#workbench .bracket", state="attached")
    mark(page, ", bl.a. om vaktene")
    page.click("#workbench .dock >> text=Rett")
    page.fill("dialog textarea", "")
    page.keyboard.press("Control+Enter")  # at once: it is shown first all the same
    page.wait_for_selector("dialog .effect .lost >> text=«om vaktene»")
    assert text(talk) == TALK
    page.click("dialog >> text=Rett likevel")
    told(page, "«om vaktene»")
    assert coded(talk) == []
    page.click("#workbench [aria-label='Angre']")
    page.wait_for_selector("#workbench .bracket", state="attached")
    assert (text(talk), coded(talk)) == (TALK, [("om vaktene", "tiltak")])


def test_a_turn_is_split_named_and_joined_with_the_keyboard_alone(page, talk):
    press(page, "ArrowDown", "d")
    told(page, "Ytringen er delt.")
    press(page, "v")
    page.wait_for_selector("dialog select")
    page.keyboard.press("End")  # «Et annet navn …», which asks for it
    page.wait_for_selector("#speaker-name:focus")
    page.keyboard.type("Ola")
    page.keyboard.press("Enter")
    told(page, "Nå er det Ola som snakker.")
    assert [each.speaker for each in talk.source("samtale").turns] == ["Ida", "Ola", "Kari", "Ida"]
    press(page, "g")
    page.wait_for_selector("dialog >> text=Ta bort «Kari:»")
    page.keyboard.press("Enter")
    told(page, "Ytringene er slått sammen.")
    assert "hos oss. Ho tykte" in text(talk)
    press(page, "z", "z", "z")
    page.wait_for_function("document.querySelectorAll('#workbench .row.turn').length === 3")
    page.wait_for_selector("#workbench .state[data-state=saved]")
    assert text(talk) == TALK
    assert page.complaints == []


def test_all_turns_of_a_speaker_are_given_to_a_participant_with_the_mouse(page, talk):
    talk.add_people(People(participants=(Participant(id="p1", pseudonym="Informant 1", role="leder"),)))
    page.click("#workbench .who b >> text=Ida")
    page.select_option("dialog select", label="Informant 1 · leder")
    page.click("dialog >> text=alle 2 ytringene til «Ida»")
    page.click("dialog .button.primary")
    page.wait_for_selector("#workbench .who >> text=Informant 1")
    assert [each.participant for each in talk.source("samtale").turns] == ["p1", None, "p1"]


def test_a_name_goes_everywhere_but_where_one_says_no(page, talk):
    put(talk, "Nei.", "Nei, Karis bil og Kari.")
    page.wait_for_selector("#workbench .words >> text=Karis bil")
    mark(page, "Kari")
    press(page, "x")
    page.fill("#name-now", "Informant 2")
    page.wait_for_selector("dialog >> text=Bytter ut 3 steder")
    page.uncheck("#place-2")
    page.click("dialog .button.primary")
    told(page, "Navnet er byttet ut 2 steder.")
    assert text(talk).endswith("Ida: Nei, Informant 2s bil og Kari.\n")
    press(page, "z")
    page.wait_for_selector("#workbench .words >> text=Karis bil og Kari.")


def test_a_code_given_in_the_old_text_lands_on_the_words_that_were_marked(page, other, talk):
    put(talk, "Da begynte vi", "Da vi for lenge siden begynte")
    press(other, "Alt+ArrowDown", "Alt+ArrowDown", "1")  # «Nei.», where it no longer stands
    saved(other)
    other.wait_for_selector("#workbench .words >> text=for lenge siden")
    assert [words for words, _ in coded(talk)] == ["Nei."]


def test_a_code_given_to_words_that_are_others_is_refused_and_said_so(other, talk):
    put(talk, "Nei.", "Jo.")
    press(other, "Alt+ArrowDown", "Alt+ArrowDown", "1")
    other.wait_for_selector("text=ordene er ikke lenger de samme")
    other.wait_for_selector("#workbench .words >> text=Jo.")
    assert coded(talk) == []
    assert other.locator("#workbench .bracket").count() == 0


def test_two_who_correct_the_same_turn_see_each_others_words(page, talk):
    press(page, "Alt+ArrowDown", "e")
    page.wait_for_selector("dialog textarea")
    page.fill("dialog textarea", "Ho trudde ikkje det.")
    put(talk.seen_by("kari"), "Leiaren", "Læraren")
    page.wait_for_selector("dialog .clash >> text=kari har rettet disse ordene mens du skrev")
    page.wait_for_selector("dialog .clash >> text=Læraren ringde")
    assert page.input_value("dialog textarea") == "Ho trudde ikkje det."
    page.click("dialog >> text=Skriv mine ord i stedet")
    page.wait_for_selector("#workbench .words >> text=Ho trudde ikkje det.")
    assert "Læraren" not in text(talk)


def test_who_has_not_heard_of_a_correction_overwrites_nothing(other, talk):
    press(other, "Alt+ArrowDown", "e")
    put(talk.seen_by("kari"), "Leiaren", "Læraren")
    other.fill("dialog textarea", "Ho trudde ikkje det.")
    other.keyboard.press("Control+Enter")
    other.wait_for_selector("dialog >> text=Læraren ringde")
    assert "Læraren ringde" in text(talk)
    other.click("dialog >> text=Behold det som står")
    other.wait_for_selector("#workbench .words >> text=Læraren ringde")


def test_one_stays_where_one_was_when_somebody_corrects_what_stands_before(page, talk):
    press(page, "Alt+ArrowDown", "Alt+ArrowDown")
    put(talk.seen_by("kari"), "Da begynte vi", "Da vi for lenge siden begynte")
    told(page, "kari har rettet teksten.")
    press(page, "1")
    saved(page)
    assert [words for words, _ in coded(talk)] == ["Nei."]


def handle(page, side):
    box = page.locator(f"#workbench .handle.{side}").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def word(page, words):
    return page.evaluate(
        """words => {
          for (const row of document.querySelectorAll('#workbench .words')) {
            const at = row.textContent.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(row.firstChild, at); range.setEnd(row.firstChild, at + words.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.top + box.height / 2, box.right];
          }
        }""",
        words,
    )


def test_the_edges_of_a_coding_are_dragged(page, talk):
    mark(page, "færre møter")
    press(page, "1")
    saved(page)
    page.wait_for_selector("#workbench .handle.end")
    left, middle, right = word(page, "hos oss.")
    page.mouse.move(*handle(page, "end"))
    page.mouse.down()
    page.mouse.move(right - 2, middle, steps=5)
    page.mouse.up()
    saved(page)
    assert [words for words, _ in coded(talk)] == ["færre møter 👍 hos oss"]
    left, middle, _ = word(page, "Det ble færre")
    page.mouse.move(*handle(page, "start"))
    page.mouse.down()
    page.mouse.move(left + 1, middle, steps=5)
    page.mouse.up()
    saved(page)
    assert [words for words, _ in coded(talk)] == ["Det ble færre møter 👍 hos oss"]
    page.mouse.move(*handle(page, "end"))
    page.mouse.down()
    page.mouse.move(left + 20, middle, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert [words for words, _ in coded(talk)] == ["Det ble færre møter 👍 hos oss"]
    assert page.complaints == []


def test_the_edges_are_dragged_with_a_finger(talk, served, window):
    door = Alone("ida")
    base = served(talk, door)
    add_by_hand(talk, coding_of(talk, "samtale", "tiltak", words="begynte vi"))
    page = window(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/workbench?source=samtale")
    page.wait_for_selector("#workbench .row")
    page.focus("#workbench .pane")
    press(page, "j")
    page.wait_for_selector("#workbench .handle.end")
    x, y = handle(page, "end")
    _, middle, right = word(page, "i det små")
    session = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [(x, y + 8)]),
        ("touchMove", [((x + right) / 2, middle + 8)]),
        ("touchMove", [(right - 1, middle + 8)]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})
    saved(page)
    assert [words for words, _ in coded(talk)] == ["begynte vi i det små"]


def test_how_sure_one_is_is_shown_and_set(page, talk):
    press(page, "1", "c", "c")
    saved(page)
    page.wait_for_selector("#workbench .standing .by >> text=75 % sikker")
    page.select_option("#workbench .standing select", label="25 % sikker")
    saved(page)
    assert [each.certainty for each in talk.codings()] == [25]
    press(page, "z")
    saved(page)
    page.wait_for_selector("#workbench .standing .by >> text=75 % sikker")


def test_whoever_is_choosing_a_code_meanwhile_codes_the_words_they_saw_or_none(page, talk):
    press(page, "Alt+ArrowDown", "Alt+ArrowDown", "Enter")
    page.wait_for_selector("dialog.palette")
    put(talk.seen_by("kari"), "Da begynte vi", "Da vi for lenge siden begynte")
    page.wait_for_selector("#workbench .words >> text=for lenge siden", state="attached")
    page.keyboard.type("tiltak")
    press(page, "Enter")
    saved(page)
    assert [words for words, _ in coded(talk)] == ["Nei."]
    press(page, "Enter")
    page.wait_for_selector("dialog.palette")
    put(talk.seen_by("kari"), "Nei.", "Jo.")
    page.wait_for_selector("#workbench .words >> text=Jo.", state="attached")
    page.keyboard.type("oppf")
    press(page, "Enter")
    page.wait_for_selector("#workbench .state >> text=Noen andre har rettet disse ordene")
    assert [code for _, code in coded(talk)] == ["tiltak"]


def test_a_name_here_only_stays_the_words_that_were_meant(page, talk):
    mark(page, "Leiaren")
    press(page, "x")
    page.wait_for_selector("dialog #name-now")
    put(talk.seen_by("kari"), "Da begynte vi", "Da vi for lenge siden begynte")
    page.wait_for_selector("#workbench .words >> text=for lenge siden", state="attached")
    page.check("#name-here")
    page.fill("#name-now", "Sjefen")
    page.wait_for_selector("dialog >> text=«Leiaren» → «Sjefen»")
    page.click("dialog .button.primary")
    told(page, "Rettet.")
    assert "det. Sjefen ringde" in text(talk)


def test_suggestions_are_made_anew_for_a_text_that_was_corrected(page, talk):
    words = Indicator(nb=("leiar*",), nn=("leiar*",))
    edit_code(talk, talk.codebook.code("tiltak").model_copy(update={"indicators": words}))
    page.click("#workbench .toggle")
    page.wait_for_selector("text=1 forslag igjen i teksten")
    put(talk.seen_by("kari"), "Da begynte vi", "Da vi for lenge siden begynte")
    told(page, "kari har rettet teksten.")
    page.wait_for_selector("text=1 forslag igjen i teksten")
    page.focus("#workbench .pane")
    press(page, "Shift+J", "+")
    page.wait_for_selector("text=Ingen flere forslag")
    saved(page)
    assert [words for words, _ in coded(talk)] == ["Leiaren ringde kvar veke, bl.a. om vaktene."]
