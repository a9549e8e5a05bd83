"""What a coder does on the page, without the page: nothing is overwritten, and all can be taken back."""

from __future__ import annotations

import pytest

from coding.manual import add_by_hand, coding_of
from coding.workbench.acts import (
    Mark,
    change_words,
    code_words,
    handle_of,
    new_code,
    remove_mark,
    rewrite_memo,
    write_memo,
)
from coding.workbench.news import news_of
from coding.workbench.reading import reading_of
from coding.workbench.steps import bring_back, steps_of, take_back
from coding.workbench.told import Named, named
from evaluation.editing.text import change_text
from evaluation.errors import EvaluationError
from evaluation.memos import list_memos
from evaluation.rounds import open_round
from evaluation.store.feed import last_change


def now(study):
    with study.store.reading() as connection:
        return last_change(connection)


def place(study, words):
    """Where words stand, in UTF-16 units."""
    text = study.source("samtale").text
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return start, start + len(words.encode("utf-16-le")) // 2


def mark(study, words, code="tiltak", note=""):
    return Mark(*place(study, words), code, note)


def said(study):
    text = study.source("samtale").text
    return [(text[each.start : each.end], each.code, each.note) for each in study.codings()]


def refused(call):
    with pytest.raises(EvaluationError) as raised:
        call()
    return raised.value.problems[0].code


def test_words_with_an_emoji_are_coded_whole(talk):
    code_words(talk, "samtale", mark(talk, "møter 👍 hos"))
    assert said(talk) == [("møter 👍 hos", "tiltak", "")]


def test_the_same_asked_twice_is_done_once(talk):
    asked = mark(talk, "Nei.")
    first = code_words(talk, "samtale", asked)
    assert code_words(talk, "samtale", asked) == first
    wider = mark(talk, "Ida: Nei.")
    for _ in range(2):
        change_words(talk, first, asked, wider)
    for _ in range(2):
        remove_mark(talk, first, wider)
    assert said(talk) == []
    assert [each.act for each in talk.log()][-3:] == ["code.add", "code.change", "code.remove"]


def test_a_memo_or_a_code_asked_for_twice_is_there_once(talk):
    words = place(talk, "Nei.")
    first = write_memo(talk, " Se her ", on="source", on_id="samtale", place=words)
    assert write_memo(talk, " Se her ", on="source", on_id="samtale", place=words) == first
    others = [
        write_memo(talk, "Se her", on="source", on_id="samtale"),
        write_memo(talk.seen_by("jonas"), "Se her", on="source", on_id="samtale", place=words),
    ]
    assert [each.id for each in list_memos(talk)] == [first, *others]
    asked = Named(source="samtale", since=0, label=" Møter  på kveldstid ")
    assert [named(talk, asked) for _ in range(2)] == [{"made": "moter-pa-kveldstid"}] * 2
    with pytest.raises(EvaluationError):
        named(talk, asked.model_copy(update={"parent": "tiltak"}))  # another code, whose short name is taken
    with pytest.raises(EvaluationError):
        named(talk.seen_by("jonas"), asked)  # somebody else's: that it is there is told
    assert [each.act for each in talk.log()][-4:] == ["memo.add"] * 3 + ["codebook.create"]


def test_what_another_window_changed_is_not_overwritten(talk):
    seen = mark(talk, "Nei.")
    id_ = code_words(talk, "samtale", seen)
    change_words(talk, id_, seen, mark(talk, "Nei.", note="usikker"))
    assert refused(lambda: change_words(talk, id_, seen, mark(talk, "Nei.", "oppfolging"))) == "CODING-011"
    assert refused(lambda: remove_mark(talk, id_, seen)) == "CODING-011"
    assert said(talk) == [("Nei.", "tiltak", "usikker")]


def test_others_codings_are_left_alone(talk):
    jonas = talk.seen_by("jonas")
    id_ = add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="Nei.")).coding.id
    asked = mark(talk, "Nei.")
    assert refused(lambda: remove_mark(talk, id_, asked)) == "CODING-012"
    assert refused(lambda: change_words(talk, id_, asked, mark(talk, "Nei.", "oppfolging"))) == "CODING-012"


def test_one_takes_back_ones_own_acts_only_and_may_bring_them_back(talk):
    jonas = talk.seen_by("jonas")
    code_words(talk, "samtale", mark(talk, "Nei."))
    code_words(jonas, "samtale", mark(talk, "begynte vi"))
    own = steps_of(talk)
    take_back(talk, own["undo"])
    take_back(talk, own["undo"])  # asked again, where the answer was lost
    assert said(talk) == [("begynte vi", "tiltak", "")]
    assert steps_of(talk) == {"undo": None, "redo": own["undo"]}
    bring_back(talk, own["undo"])
    assert len(said(talk)) == 2
    take_back(talk, own["undo"])
    code_words(talk, "samtale", mark(talk, "Ho tykte"))
    assert steps_of(talk)["redo"] is None  # something new was done


def test_what_was_added_to_the_study_is_not_taken_back_on_the_page(talk):
    assert steps_of(talk.seen_by("root")) == {"undo": None, "redo": None}


def test_nobody_takes_back_what_another_did_or_what_was_added_to_the_study(talk):
    jonas = talk.seen_by("jonas")
    code_words(jonas, "samtale", mark(talk, "Nei."))
    for change in (steps_of(jonas)["undo"], 1, 9999):
        assert refused(lambda change=change: take_back(talk, change)) == "CODING-014"
    assert len(talk.codings()) == 1


def test_an_act_that_later_ones_rest_on_stays(talk):
    id_ = code_words(talk, "samtale", mark(talk, "Nei."))
    first = steps_of(talk)["undo"]
    change_words(talk, id_, mark(talk, "Nei."), mark(talk, "Nei.", "oppfolging"))
    assert refused(lambda: take_back(talk, first)) == "CODING-014"


def test_news_tells_what_others_did_and_took_away(talk):
    jonas, before = talk.seen_by("jonas"), now(talk)
    id_ = code_words(jonas, "samtale", mark(talk, "Nei."))
    write_memo(jonas, "Se her", on="source", on_id="samtale", place=place(talk, "begynte vi"))
    told = news_of(talk, "samtale", before)
    assert [each["id"] for each in told["codings"]] == [id_]
    assert [each["text"] for each in told["memos"]] == ["Se her"]
    assert (told["revision"], told["text"], told["gone"]) == (now(talk), False, [])
    before = now(talk)
    remove_mark(jonas, id_, mark(talk, "Nei."))
    assert news_of(talk, "samtale", before)["gone"] == [id_]
    assert news_of(talk, "notat", before)["gone"] == []


def test_news_of_a_blind_round_tells_nothing_of_others(talk):
    jonas = talk.seen_by("jonas")
    open_round(talk, "blind", coders=["ida", "jonas"])
    before = now(talk)
    id_ = code_words(jonas, "samtale", mark(talk, "Nei."))
    remove_mark(jonas, id_, mark(talk, "Nei."))
    code_words(jonas, "samtale", mark(talk, "begynte vi"))
    told = news_of(talk, "samtale", before)
    assert (told["codings"], told["gone"]) == ([], [])


def test_a_text_that_was_corrected_is_to_be_read_anew(talk):
    before = now(talk)
    change_text(talk, "samtale", talk.source("samtale").text.replace("begynte", "begynner"))
    assert news_of(talk, "samtale", before)["text"] is True


def test_a_code_is_named_by_its_label(talk):
    assert new_code(talk, " Møter  på kveldstid ", parent=None, language="nb") == "moter-pa-kveldstid"
    assert talk.codebook.code("moter-pa-kveldstid").label.nb == "Møter på kveldstid"
    assert refused(lambda: handle_of("?!")) == "CODEBOOK-003"


def test_a_memo_somebody_else_rewrote_is_not_overwritten(talk):
    id_ = write_memo(talk, "Først", on="source", on_id="samtale", place=place(talk, "møter 👍 hos"))
    [memo] = reading_of(talk, "samtale")["memos"]
    assert (memo["start"], memo["end"]) == place(talk, "møter 👍 hos")
    rewrite_memo(talk, id_, "Først", "Så")
    assert refused(lambda: rewrite_memo(talk, id_, "Først", "Annet")) == "MEMO-020"
    assert refused(lambda: rewrite_memo(talk.seen_by("jonas"), id_, "Så", "")) == "MEMO-021"
    rewrite_memo(talk, id_, "Så", "")
    assert list_memos(talk) == []
