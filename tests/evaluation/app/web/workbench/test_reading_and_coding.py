"""A text read and coded in a real browser, with the mouse and with the keyboard alone."""

from __future__ import annotations

import pytest

from coding.manual import add_by_hand, coding_of, remove_by_hand
from evaluation.app.web.doors import Alone
from evaluation.codes import create_code, edit_code
from evaluation.memos import add_memo
from evaluation.model import Code, Indicator, Memo, Source
from evaluation.rounds import open_round
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked
from tests.sharing import copy_of

LAST = "#workbench .standing .codings > li.active"


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
    opened.wait_for_selector("#workbench .pane:focus .row")  # the keys work as soon as the text is there
    return opened


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def saved(page):
    page.wait_for_selector("#workbench .state[data-state=saved]")


def coded(study, coder="ida"):
    text = study.source("samtale").text
    return [(text[each.start : each.end], each.code) for each in study.codings() if each.coder == coder]


def mark(page, words):
    """Marks words as the mouse does: from where they begin to where they end."""
    box = page.evaluate(
        """words => {
          for (const row of document.querySelectorAll('#workbench .words')) {
            const at = row.textContent.indexOf(words);
            if (at < 0) continue;
            row.scrollIntoView({ block: 'center' });
            const range = document.createRange();
            range.setStart(row.firstChild, at); range.setEnd(row.firstChild, at + words.length);
            const rects = range.getClientRects(), first = rects[0], last = rects[rects.length - 1];
            return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
          }
        }""",
        words,
    )
    page.mouse.move(box[0] + 0.5, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[3], steps=4)
    page.mouse.move(box[2], box[3])
    page.mouse.up()


def test_with_the_keyboard_alone(page, talk):
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("oppf")
    press(page, "Enter")  # the second sentence, with the code that was found
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    page.keyboard.type("Nye møter")
    press(page, "Enter")  # two words, with a code there was not
    page.wait_for_selector("#workbench .tree >> text=Nye møter")
    press(page, "Alt+ArrowDown", "Shift+1")  # the next turn whole, with the code just used
    saved(page)
    assert coded(talk) == [
        ("Det ble", "nye-moter"),
        ("Det ble færre møter 👍 hos oss.", "oppfolging"),
        ("Ho tykte ikkje det. Leiaren ringde kvar veke, bl.a. om vaktene.", "nye-moter"),
    ]
    press(page, "z", "z")
    saved(page)
    assert [code for _, code in coded(talk)] == ["oppfolging"]
    page.wait_for_selector("#workbench .source[aria-current] .count >> text=/^1/")
    press(page, "m")
    page.keyboard.type("Hvem sier dette?")
    press(page, "Control+Enter")
    page.wait_for_selector("#workbench .line .pen[title='Notat: Hvem sier dette?']")
    page.wait_for_selector("#workbench .standing > h2 + .memos >> text=Hvem sier dette?")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.complaints == []


def test_a_coding_is_moved_renamed_noted_and_taken_away(page, talk):
    press(page, "1")
    saved(page)
    first = coded(talk)[0][1]
    press(page, ",", ",", "Shift+.")
    saved(page)
    assert coded(talk) == [("begynte vi i det", first)]
    press(page, "r")
    page.keyboard.type("tiltak")
    press(page, "Enter", "n")
    page.keyboard.type("Se på dette igjen")
    press(page, "Control+Enter")
    saved(page)
    [kept] = [each for each in talk.codings() if each.coder == "ida"]
    assert (kept.code, kept.note) == ("tiltak", "Se på dette igjen")
    press(page, "Delete")
    saved(page)
    assert coded(talk) == []
    press(page, "z", "z", "z", "z", "z", "z", "z")
    saved(page)
    assert coded(talk) == []
    press(page, "Shift+Z")
    saved(page)
    page.wait_for_selector(LAST)
    assert coded(talk) == [("Da begynte vi i det små.", first)]


def test_with_the_mouse_overlapping_codings_are_all_there_to_be_reached(page, talk):
    mark(page, "færre møter 👍 hos")
    page.click("#workbench .tree >> text=Tiltak")
    mark(page, "møter 👍")
    page.click("#workbench .tree >> text=Oppfølging")
    saved(page)
    assert coded(talk) == [("færre møter 👍 hos", "tiltak"), ("møter 👍", "oppfolging")]
    page.wait_for_selector("#workbench .chip >> text=Tiltak")
    assert page.locator("#workbench .bracket").count() == 2
    page.click("#workbench .chip >> text=Tiltak")
    page.wait_for_selector(f"{LAST} >> text=færre møter")
    mark(page, "Det ble færre")
    page.click("#workbench .standing >> text=Flytt til det merkede")
    saved(page)
    assert coded(talk)[0] == ("Det ble færre", "tiltak")
    page.click("#workbench .standing >> text=Fjern")
    saved(page)
    page.click("#workbench [aria-label='Angre']")
    saved(page)
    assert len(coded(talk)) == 2


def test_what_a_code_means_is_one_key_away(page):
    press(page, "1", "i")
    page.wait_for_selector("dialog dt >> text=Betyr")
    press(page, "Escape", "?")
    page.wait_for_selector("dialog h2 >> text=Taster")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.className") == "pane"


def test_a_lost_network_loses_nothing_and_is_told_of(page, talk):
    page.route("**/workbench/codings", lambda route: route.abort())
    press(page, "1", "ArrowDown", "2")
    page.wait_for_selector("text=Ikke lagret: 2 endringer venter på nettet")
    assert coded(talk) == []
    page.reload()  # the browser asks; the test says yes
    page.wait_for_selector("#workbench .row")
    page.wait_for_selector("#workbench .bracket >> nth=1", state="attached")
    page.unroute("**/workbench/codings")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert len(coded(talk)) == 2


def test_a_network_that_never_answers_is_told_of_too(page, talk):
    page.evaluate("AbortSignal.timeout = (timeout => () => timeout.call(AbortSignal, 300))(AbortSignal.timeout)")
    page.route("**/workbench/codings", lambda _route: None)
    press(page, "1")
    page.wait_for_selector("text=Ikke lagret: én endring venter på nettet")
    page.unroute("**/workbench/codings")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert len(coded(talk)) == 1


def test_what_a_colleague_codes_is_seen_at_once(page, talk):
    jonas = talk.seen_by("jonas")
    add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="begynte vi"))
    page.wait_for_selector("#workbench .bracket", state="attached")


def test_what_is_told_along_is_not_asked_for_and_what_came_before_is_not_forgotten(page, talk):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/workbench/news" in request.url else None)
    jonas = talk.seen_by("jonas")
    made = add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="begynte vi")).coding
    page.wait_for_selector(f"#workbench .bracket[data-id='{made.id}']", state="attached")
    page.wait_for_timeout(400)  # one that has just begun to follow may ask once
    asked.clear()
    remove_by_hand(jonas, [made.id])
    page.wait_for_selector(f"#workbench .bracket[data-id='{made.id}']", state="detached")
    assert asked == []
    add_memo(jonas, Memo("Les dette.", on="source", on_id="samtale", start=0, end=5))
    add_by_hand(jonas, coding_of(jonas, "samtale", "oppfolging", words="begynte vi"))
    page.wait_for_selector("#workbench .bracket", state="attached")
    page.wait_for_selector("#workbench .line .pen", state="attached")
    assert asked


def test_two_windows_see_each_other_and_overwrite_nothing(page, talk):
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#workbench .row")
    press(page, "1")
    saved(page)
    other.wait_for_selector("#workbench .bracket", state="attached")
    other.route("**/workbench/news*", lambda route: route.abort())  # it hears of nothing from here on
    other.focus("#workbench .pane")
    press(page, ",")
    saved(page)
    before = coded(talk)
    press(other, "j", "Delete")
    other.wait_for_selector("text=endret eller fjernet av noen andre")
    assert coded(talk) == before


def test_others_codings_are_seen_but_not_changed_and_in_a_blind_round_not_seen(page, talk, served, window):
    jonas = talk.seen_by("jonas")
    add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="begynte vi"))
    open_round(talk, "blind", coders=["ida", "jonas"])
    add_by_hand(jonas, coding_of(jonas, "samtale", "oppfolging", words="i det små"))
    page.reload()
    page.wait_for_selector("#workbench .bracket", state="attached")
    assert page.locator("#workbench .bracket").count() == 1
    page.focus("#workbench .pane")
    press(page, "j", "Delete")
    page.wait_for_selector("text=Gjort av jonas; bare den som kodet, kan endre den.")
    assert len(jonas.codings()) == 2


def test_suggestions_are_settled_with_one_key_each(page, talk):
    words = Indicator(nb=("møte*", "leiar*"), nn=("møte*", "leiar*"))
    edit_code(talk, talk.codebook.code("tiltak").model_copy(update={"indicators": words}))
    page.click("#workbench .toggle")
    page.wait_for_selector("text=2 forslag igjen i teksten")
    page.focus("#workbench .pane")
    press(page, "Shift+J")
    page.wait_for_selector("#workbench .offers >> text=regel: møte*")
    press(page, "+")
    page.wait_for_selector("text=1 forslag igjen i teksten")
    press(page, "-")
    page.wait_for_selector("text=Ingen flere forslag")
    saved(page)
    assert coded(talk) == [("Det ble færre møter 👍 hos oss.", "tiltak")]
    assert [each.act for each in talk.log()][-2:] == ["code.suggest", "suggest.refuse"]


def test_a_code_is_dragged_under_another(page, talk):
    create_code(talk, Code(name="ro"))
    page.goto(page.url.split("/workbench")[0] + "/codebook")
    page.drag_and_drop("[data-code=ro]", "[data-code=oppfolging]")
    page.wait_for_selector("[data-code=ro].depth-2")
    assert talk.codebook.code("ro").parent == "oppfolging"


def test_back_leads_to_the_source_before(page):
    page.click("#workbench .source >> text=notat")
    page.wait_for_selector(".title >> text=notat")
    page.go_back()
    page.wait_for_selector(".title >> text=samtale")
    assert page.locator("#workbench .words").first.text_content().startswith("Da begynte vi")


def test_script_in_names_and_texts_is_only_ever_text(page, talk):
    create_code(talk, Code(name="<img src=x onerror=alert(1)>"))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.reload()
    page.wait_for_selector("#workbench .tree >> text=<img")
    assert page.locator("#workbench img").count() == 0


COLOURED = """words => [...CSS.highlights].some(([name, layer]) => name.includes('-code-') && [...layer].some(
  range => range.startContainer.data.slice(range.startOffset, range.endOffset) === words))"""


def test_words_are_coloured_where_one_reads_and_all_of_them_on_paper(talk, served, window):
    lines = [f"Moderator: Dette er linje nummer {n} i en lang samtale om turnus." for n in range(400)]
    text = "\n\n".join(lines)
    talk.add(Source("lang", text))
    for words in ("linje nummer 1 i", "linje nummer 390 i"):
        add_by_hand(talk, coding_of(talk, "lang", "tiltak", words=words))
    door = Alone("ida")
    base = served(talk, door)
    page = window()
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/workbench?source=lang")
    page.wait_for_function(COLOURED, arg="linje nummer 1 i")
    assert not page.evaluate(COLOURED, "linje nummer 390 i")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(COLOURED, "linje nummer 1 i") and page.evaluate(COLOURED, "linje nummer 390 i")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate(COLOURED, "linje nummer 390 i")
    page.focus("#workbench .pane")
    press(page, "k")  # the coding before the first: the last
    page.wait_for_function(COLOURED, arg="linje nummer 390 i")
    page.wait_for_function(f"!({COLOURED})('linje nummer 1 i')")
