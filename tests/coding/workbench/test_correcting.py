"""A text put right from the page: everything follows, nobody's words are overwritten, no code lands on wrong words."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from coding.manual import add_by_hand, coding_of
from coding.workbench.acts import Mark, change_words, code_words, remove_mark, write_memo
from coding.workbench.correcting import Seen, give, join, name_places, put_name, rewrite, speakers_of, split
from coding.workbench.reading import reading_of
from coding.workbench.steps import bring_back, steps_of, take_back
from coding.workbench.suggesting import Offer, refuse_offer
from evaluation.errors import EvaluationError
from evaluation.memos import list_memos
from evaluation.model import Consent, Organisation, Participant, People, Source, Turn
from evaluation.privacy.pseudonymise import pseudonymise
from evaluation.rounds import open_round
from evaluation.store.texts import text_version
from tests.evaluation.app.web.workbench.talk import BOOK, TALK


def place(study, words):
    text = study.source("samtale").text
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return start, start + len(words.encode("utf-16-le")) // 2


def version(study):
    return text_version(study.source("samtale").text)


def corrected(study, words, now, *, dry_run=False):
    return rewrite(study, "samtale", version(study), place(study, words), now, dry_run=dry_run)


def coded(study):
    text = study.source("samtale").text
    return [(text[each.start : each.end], each.code) for each in study.codings()]


def read_turns(text):
    found = re.finditer(r"(\w+): (.+)", text)
    return tuple(Turn(each.start(2), each.end(2), each[1]) for each in found)


def turns(study):
    source = study.source("samtale")
    return [(each.speaker, source.words_of(each)) for each in source.turns]


def turn(study, number):
    found = [each for each in reading_of(study, "samtale")["blocks"] if each["kind"] == "turn"][number]
    return Seen(found["start"], found["end"], found["speaker"], found["participant"])


def refused(call):
    with pytest.raises(EvaluationError) as raised:
        call()
    return raised.value.problems[0].code


def test_a_word_misheard_is_put_right_and_its_coding_follows(talk):
    code_words(talk, "samtale", Mark(*place(talk, "Leiaren"), "tiltak"))
    code_words(talk, "samtale", Mark(*place(talk, "Nei."), "tiltak"))
    told = corrected(talk, "Leiaren", "Læraren")
    assert [(each["status"], each["was"], each["now"]) for each in told["codings"]] == [
        ("edited", "Leiaren", "Læraren")
    ]
    assert coded(talk) == [("Læraren", "tiltak"), ("Nei.", "tiltak")]
    assert turns(talk)[1] == ("Kari", "Ho tykte ikkje det. Læraren ringde kvar veke, bl.a. om vaktene.")


def test_what_cannot_follow_is_told_before_and_after(talk):
    code_words(talk, "samtale", Mark(*place(talk, "bl.a. om vaktene"), "tiltak"))
    write_memo(talk, "Se her", on="source", on_id="samtale", place=place(talk, "om vaktene"))
    refuse_offer(talk, "samtale", Offer(*place(talk, "vaktene"), "oppfolging"))
    before = corrected(talk, ", bl.a. om vaktene", "", dry_run=True)
    assert [(each["status"], each["was"]) for each in before["codings"]] == [("lost", "bl.a. om vaktene")]
    assert (before["memos"], before["refusals"]) == (1, 1)
    assert talk.source("samtale").text == TALK
    assert corrected(talk, ", bl.a. om vaktene", "") == before
    assert coded(talk) == []
    assert list_memos(talk)[0].start is None


def test_it_is_taken_back_and_brought_back_with_one_key(talk):
    code_words(talk, "samtale", Mark(*place(talk, "om vaktene"), "tiltak"))
    corrected(talk, "om vaktene", "")
    change = steps_of(talk)["undo"]
    take_back(talk, change)
    assert (talk.source("samtale").text, coded(talk)) == (TALK, [("om vaktene", "tiltak")])
    bring_back(talk, change)
    assert "vaktene" not in talk.source("samtale").text


def test_a_code_sent_for_the_old_text_lands_on_the_same_words(talk):
    old, asked = version(talk), Mark(*place(talk, "Nei."), "tiltak")
    corrected(talk, "Da begynte vi", "Da vi for lenge siden begynte 👍")
    code_words(talk, "samtale", asked, old)
    assert coded(talk) == [("Nei.", "tiltak")]


def test_a_code_sent_for_words_that_are_others_is_refused(talk):
    old = version(talk)
    asked = [Mark(*place(talk, words), "tiltak") for words in ("Leiaren", "Leiaren ringde", "det. Leiaren")]
    corrected(talk, "Leiaren", "Leiarane")
    for each in asked:
        assert refused(lambda each=each: code_words(talk, "samtale", each, old)) == "CORRECT-001"
    assert refused(lambda: code_words(talk, "samtale", asked[0], "0" * 16)) == "CORRECT-001"
    assert coded(talk) == []


def test_a_change_and_a_removal_find_the_coding_where_it_went(talk):
    old, was = version(talk), Mark(*place(talk, "Leiaren ringde"), "tiltak")
    id_ = code_words(talk, "samtale", was)
    corrected(talk, "Da begynte vi", "Så tok vi til")
    corrected(talk, "ringde", "ringte")
    change_words(talk, id_, was, Mark(was.start, was.end, "oppfolging"), old)
    assert coded(talk) == [("Leiaren ringte", "oppfolging")]
    remove_mark(talk, id_, Mark(was.start, was.end, "oppfolging"), old)
    assert coded(talk) == []


def test_two_who_correct_the_same_words_overwrite_nothing(talk):
    old, spot = version(talk), place(talk, "Leiaren ringde")
    rewrite(talk.seen_by("kari"), "samtale", old, spot, "Læraren ringde", dry_run=False)
    assert refused(lambda: rewrite(talk, "samtale", old, spot, "Sjefen ringde", dry_run=False)) == "CORRECT-002"
    assert "Læraren ringde" in talk.source("samtale").text
    rewrite(talk, "samtale", old, place(talk, "Da begynte"), "Da byrja", dry_run=False)  # other words are free
    assert turns(talk)[0][1].startswith("Da byrja vi")


def test_who_lost_the_answer_may_ask_twice(talk):
    old, spot, first = version(talk), place(talk, "Leiaren"), turn(talk, 0)
    rewrite(talk, "samtale", old, spot, "Læraren", dry_run=False)
    assert rewrite(talk, "samtale", old, spot, "Læraren", dry_run=False) == {"changed": False}
    at = place(talk, "Det ble")[0]
    for _ in range(2):
        split(talk, "samtale", version(talk), first, at)
    assert [each.act for each in talk.log()][-2:] == ["source.correct", "turn.split"]


def test_words_over_the_edge_of_a_turn_and_whole_turns_are_refused(talk):
    assert refused(lambda: corrected(talk, "hos oss.\n\nKari: Ho", "x")) == "EDIT-064"
    assert refused(lambda: corrected(talk, "Nei.", " \x00")) == "EDIT-065"
    assert refused(lambda: rewrite(talk, "samtale", version(talk), (9999, 9999), "x", dry_run=False)) == "EDIT-064"


def test_a_turn_is_split_given_and_joined_again(talk):
    code_words(talk, "samtale", Mark(*place(talk, "hos oss"), "tiltak"))
    split(talk, "samtale", version(talk), turn(talk, 0), place(talk, "Det ble")[0])
    give(talk, "samtale", version(talk), turn(talk, 1), "Ola", everywhere=False)
    assert [each for each, _ in turns(talk)] == ["Ida", "Ola", "Kari", "Ida"]
    join(talk, "samtale", version(talk), turn(talk, 0), clean=False, dry_run=False)
    assert turns(talk)[0] == ("Ida", "Da begynte vi i det små. Det ble færre møter 👍 hos oss.")
    assert coded(talk) == [("hos oss", "tiltak")]


def test_turns_joined_lose_the_label_between_them(talk):
    code_words(talk, "samtale", Mark(*place(talk, "Kari"), "tiltak"))
    code_words(talk, "samtale", Mark(*place(talk, "Nei."), "tiltak"))
    asked = ("samtale", version(talk), turn(talk, 0))
    assert join(talk, *asked, clean=True, dry_run=True)["codings"][0]["was"] == "Kari"
    join(talk, *asked, clean=True, dry_run=False)
    assert [who for who, _ in turns(talk)] == ["Ida", "Ida"]
    assert "hos oss. Ho tykte" in turns(talk)[0][1]
    assert coded(talk) == [("Nei.", "tiltak")]


def test_all_turns_of_a_label_are_given_to_a_participant(talk):
    talk.add_people(People(participants=(Participant(id="p1", pseudonym="Informant 1", name="Ida Ås"),)))
    assert [(each["id"], each["name"]) for each in speakers_of(talk, "samtale", "nb")] == [("p1", "Informant 1")]
    seen_, read = turn(talk, 0), version(talk)
    for _ in range(2):
        give(talk, "samtale", read, seen_, "p1", everywhere=True)
    assert [(each.speaker, each.participant) for each in talk.source("samtale").turns] == [
        ("Informant 1", "p1"),
        ("Kari", None),
        ("Informant 1", "p1"),
    ]


def test_a_turn_somebody_else_has_changed_is_left_alone(talk):
    seen_, old = turn(talk, 0), version(talk)
    give(talk.seen_by("kari"), "samtale", old, seen_, "Ola", everywhere=False)
    assert refused(lambda: give(talk, "samtale", old, seen_, "Per", everywhere=False)) == "CORRECT-003"
    assert refused(lambda: join(talk, "samtale", old, seen_, clean=False, dry_run=False)) == "CORRECT-003"


def test_words_taken_back_do_not_come_back_by_being_given_to_another(talk):
    people = People(
        participants=(Participant(id="p1"),), consents=(Consent(participant="p1", withdrawn=dt.date(2026, 1, 1)),)
    )
    talk.add_people(people)
    give(talk, "samtale", version(talk), turn(talk, 1), "p1", everywhere=False)
    now = version(talk)
    away = turn(talk, 1)
    for call in (
        lambda: give(talk, "samtale", now, away, "Ola", everywhere=False),
        lambda: give(talk, "samtale", now, away, "Ola", everywhere=True),
        lambda: join(talk, "samtale", now, away, clean=False, dry_run=False),
        lambda: join(talk, "samtale", now, turn(talk, 0), clean=True, dry_run=True),
        lambda: split(talk, "samtale", now, away, place(talk, "Leiaren")[0]),
        lambda: corrected(talk, "Leiaren", "Læraren"),
    ):
        assert refused(call) == "CODING-013"
    places = name_places(talk, "Leiaren", "Sjefen", language="nb", suggest=False)["places"]
    assert [(each["before"], each["after"]) for each in places] == [("", "")]


def test_a_name_goes_from_all_texts_in_all_its_forms(talk):
    rewrite(
        talk, "samtale", version(talk), place(talk, "Nei."), "Nei, spør Kari Ås. Karis bil, ikke Karin.", dry_run=False
    )
    code_words(talk, "samtale", Mark(*place(talk, "Karis"), "tiltak"))
    found = name_places(talk, "Kari", "Informant 2", language="nb", suggest=False)
    assert [(each["was"], each["now"]) for each in found["places"]] == [
        ("Kari", "Informant 2"),
        ("Kari", "Informant 2"),
        ("Karis", "Informant 2s"),
    ]
    assert put_name(talk, "Kari", "Informant 2", agreed=found["agreed"], left=()) == 3
    assert turns(talk)[1][0] == "Informant 2"
    assert turns(talk)[2][1] == "Nei, spør Informant 2 Ås. Informant 2s bil, ikke Karin."
    assert coded(talk) == [("Informant 2s", "tiltak")]
    take_back(talk, steps_of(talk)["undo"])
    assert turns(talk)[1][0] == "Kari"


def test_places_left_out_stay_and_a_list_that_is_old_is_refused(talk):
    found = name_places(talk, "det", "noe", language="nb", suggest=False)
    rewrite(talk, "samtale", version(talk), place(talk, "Nei."), "Det, nei.", dry_run=False)
    stale = found["agreed"]
    assert refused(lambda: put_name(talk, "det", "noe", agreed=stale, left=())) == "CORRECT-004"
    found = name_places(talk, "det", "noe", language="nb", suggest=False)
    put_name(talk, "det", "noe", agreed=found["agreed"], left=range(1, found["n"]))
    assert turns(talk)[0][1].startswith("Da begynte vi i noe små. Det ble")
    assert refused(lambda: name_places(talk, "?!", "x", language="nb", suggest=False)) == "CORRECT-005"


def test_only_who_may_learn_of_names_is_told_whose_it_is(talk):
    who = Participant(id="p1", pseudonym="Informant 7", name="Kari Ås")
    talk.add_people(People(participants=(who,), organisations=(Organisation(id="a", name="Ås AS"),)))
    assert name_places(talk, "Kari Ås", "", language="nb", suggest=True)["instead"] == "Informant 7"
    assert name_places(talk, "Kari Ås", "", language="nb", suggest=False)["instead"] == ""


def test_in_a_blind_round_nothing_is_told_of_others_codings(talk):
    jonas = talk.seen_by("jonas")
    open_round(talk, "blind", coders=["ida", "jonas"])
    add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="om vaktene"))
    assert corrected(talk, "om vaktene", "", dry_run=True)["codings"] == []
    assert corrected(talk, "vaktene", "vektene")["codings"] == []
    assert coded(jonas) == [("om vektene", "tiltak")]


def test_what_cannot_be_taken_back_says_why(talk):
    code_words(talk, "samtale", Mark(*place(talk, "Nei."), "tiltak"))
    own = steps_of(talk)["undo"]
    corrected(talk.seen_by("kari"), "Leiaren", "Lærarane")
    assert refused(lambda: take_back(talk, own)) == "CORRECT-007"
    corrected(talk, "Lærarane", "Sjefen")
    own = steps_of(talk)["undo"]
    code_words(talk.seen_by("kari"), "samtale", Mark(*place(talk, "Sjefen"), "tiltak"))
    assert refused(lambda: take_back(talk, own)) == "CORRECT-008"


def test_what_was_corrected_before_the_names_went_is_not_taken_back(talk, tmp_path_factory):
    talk.add_people(People(participants=(Participant(id="p1", pseudonym="Informant 7", name="Kari Ås"),)))
    corrected(talk, "Leiaren", "Læraren")
    own = steps_of(talk)["undo"]
    pseudonymise(talk, tmp_path_factory.mktemp("keys") / "key", "fire tilfeldige ord her")
    assert refused(lambda: take_back(talk, own)) == "CORRECT-009"


def test_it_works_on_either_database(any_study):
    study = any_study.seen_by("ida")
    study.add(Source("samtale", TALK, turns=read_turns(TALK)))
    study.import_codebook(BOOK)
    old, asked = version(study), Mark(*place(study, "Nei."), "tiltak")
    code_words(study, "samtale", Mark(*place(study, "Leiaren"), "tiltak"))
    corrected(study, "Leiaren", "Sjefen sjølv")
    code_words(study, "samtale", asked, old)
    assert coded(study) == [("Sjefen sjølv", "tiltak"), ("Nei.", "tiltak")]
    found = name_places(study, "Kari", "Informant 2", language="nb", suggest=False)
    put_name(study, "Kari", "Informant 2", agreed=found["agreed"], left=())
    take_back(study, steps_of(study)["undo"])
    split(study, "samtale", version(study), turn(study, 0), place(study, "Det ble")[0])
    assert [who for who, _ in turns(study)] == ["Ida", "Ida", "Kari", "Ida"]
