from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Codebook, Coding
from evaluation.model.evaluation import Information
from evaluation.store import forms, responses
from instruments.form.answering import Conflict, Seat, begin, save, seat_of, submit, withdraw
from instruments.form.opening import close_form, find_form, invite, list_forms, open_form, pending, renew, update_form
from instruments.form.page import page_of

SECRET = "Kålrabistappefabrikken"


def code_of(call, *arguments, **options):
    with pytest.raises(EvaluationError) as raised:
        call(*arguments, **options)
    return [each.code for each in raised.value.problems]


def begun(study, token) -> Seat:
    seat = seat_of(study, token)
    assert seat is not None
    made = begin(study, seat, language="nb", consent=True)
    found = seat_of(study, made.token or token)
    assert found is not None
    return found


def stored(study, form="medlemmer"):
    with study.store.reading() as connection:
        return responses.read_responses(connection, form=form)


def submitted(study, seat, answers, revision=0):
    return submit(study, seat, answers, revision=revision, language="nb")


def test_nobody_begins_without_consent(study, link):
    assert code_of(begin, study, seat_of(study, link), language="nb", consent=False) == ["ANSWER-012"]
    assert stored(study) == []


def test_an_open_link_gives_each_their_own_token(study, link):
    one, other = (begin(study, seat_of(study, link), language="nb", consent=True) for _ in range(2))
    assert len({one.token, other.token, link}) == 3
    assert len(stored(study)) == 2


def test_no_token_is_kept(study, link):
    made = begin(study, seat_of(study, link), language="nb", consent=True)
    study.store.wipe()
    content = (study.folder / "study.sqlite").read_bytes()
    assert link.encode() not in content
    assert made.token.encode() not in content


@pytest.mark.parametrize("token", ["", "x", "a" * 22, "a" * 100_000, "../../etc", "\ud800"])
def test_what_is_no_token_opens_nothing(study, link, token):
    assert seat_of(study, token) is None


def test_answers_are_saved_on_the_way_and_found_again(study, link):
    seat = begun(study, link)
    saved = save(study, seat, {"plan": 2, "hvorfor": "Ingen tid"}, revision=0, language="nb")
    assert saved.revision == 1
    assert stored(study)[0].answers == {"plan": 2, "hvorfor": "Ingen tid"}


def test_a_save_from_an_older_window_is_a_conflict_and_overwrites_nothing(study, link):
    seat = begun(study, link)
    save(study, seat, {"plan": 1}, revision=0, language="nb")
    with pytest.raises(Conflict) as raised:
        save(study, seat, {"plan": 2}, revision=0, language="nb")
    assert (raised.value.revision, raised.value.answers) == (1, {"plan": 1})


def test_the_same_save_sent_twice_is_saved_once(study, link):
    seat = begun(study, link)
    first = save(study, seat, {"plan": 1}, revision=0, language="nb")
    assert save(study, seat, {"plan": 1}, revision=0, language="nb").revision == first.revision == 1


def test_faults_save_nothing(study, link):
    seat = begun(study, link)
    assert code_of(save, study, seat, {"plan": 7, "x": 1}, revision=0, language="nb") == ["ANSWER-001", "ANSWER-002"]
    assert stored(study)[0].answers == {}


def test_open_answers_become_a_source_with_their_questions(study, link):
    submitted(study, begun(study, link), {"plan": 2, "hvorfor": "Ingen tid", "ord": "Takk"})
    [source] = study.sources()
    assert source.kind == "answers"
    assert [(turn.question, source.words_of(turn)) for turn in source.turns] == [
        ("hvorfor", "Ingen tid"),
        ("ord", "Takk"),
    ]


def test_without_words_there_is_no_source(study, link):
    submitted(study, begun(study, link), {"plan": 1})
    assert study.sources() == []
    assert stored(study)[0].state == "submitted"


def test_codings_follow_when_an_answer_is_changed(study, link):
    study.import_codebook(
        Codebook.model_validate({"name": "k", "title": "K", "codes": [{"name": "tid", "label": "Tid"}]})
    )
    seat = begun(study, link)
    submitted(study, seat, {"plan": 2, "hvorfor": "Vi har ingen tid", "ord": "Takk for nå"})
    [source] = study.sources()
    start = source.text.index("ingen tid")
    study.add([Coding(source.name, start, start + 9, "tid")])
    again = fresh(study, seat)
    submitted(study, again, {"plan": 2, "hvorfor": "Akkurat nå: Vi har ingen tid", "ord": "Takk for nå"}, revision=1)
    [source] = study.sources()
    [coding] = study.codings()
    assert source.text[coding.start : coding.end] == "ingen tid"


def fresh(study, seat):
    with study.store.reading() as connection:
        return replace(seat, response=responses.find_response(connection, seat.digest))


def test_withdrawing_leaves_no_word_in_any_file_of_the_study(study, link):
    seat = begun(study, link)
    submitted(study, seat, {"plan": 2, "hvorfor": f"På {SECRET} har vi ingen tid"})
    submitted(study, fresh(study, seat), {"plan": 2, "hvorfor": f"Hos {SECRET} er det slutt"}, revision=1)
    withdraw(study, fresh(study, seat))
    plain = SECRET.encode("ascii", "ignore")[1:]  # what is left of it in JSON, which may escape its å
    found = [file for file in study.folder.rglob("*") if file.is_file() and plain in file.read_bytes()]
    assert (found, study.sources(), stored(study)[0].state) == ([], [], "withdrawn")


def test_what_is_withdrawn_cannot_be_answered_again_nor_brought_back(study, link):
    seat = begun(study, link)
    submitted(study, seat, {"plan": 1})
    withdraw(study, fresh(study, seat))
    assert code_of(save, study, fresh(study, seat), {"plan": 1}, revision=2, language="nb") == ["ANSWER-013"]
    last = study.log()[-1]
    assert last.act == "response.withdraw"
    assert code_of(study.undo, last.id) == ["STORE-016"]


def test_undo_takes_back_what_the_researcher_did_and_not_what_respondents_did(study, link):
    submitted(study, begun(study, link), {"plan": 1})
    assert code_of(study.undo) == ["STORE-012"]
    assert len(stored(study)) == 1


def test_a_closed_form_takes_no_answers_and_keeps_those_there(study, link):
    seat = begun(study, link)
    save(study, seat, {"plan": 1}, revision=0, language="nb")
    close_form(study, "medlemmer")
    closed = replace(fresh(study, seat), form=find_form(study, "medlemmer"))
    assert code_of(save, study, closed, {"plan": 2}, revision=1, language="nb") == ["ANSWER-011"]
    assert stored(study)[0].answers == {"plan": 1}


def test_those_who_began_keep_their_version_and_others_get_the_new_one(study, link):
    early = begun(study, link)
    file = study.folder / "instruments" / "skjema.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Noe mer?", "Er det noe mer?"), encoding="utf-8")
    update_form(study, "medlemmer")
    late = begun(study, link)
    told = [[*each.instrument.questions()][-1].text.text("nb") for each in (early, late)]
    assert told == ["Noe mer?", "Er det noe mer?"]


def test_the_list_of_whom_to_remind_holds_those_who_have_not_answered(study, link):
    invited = invite(study, "medlemmer", organisations=["buss", "barnehage"])
    submitted(study, begun(study, invited[0].token), {"plan": 1})
    assert [each.organisation for each in pending(study, "medlemmer")] == ["barnehage"]


def test_a_renewed_token_opens_the_same_answers_and_the_old_one_nothing(study, link):
    [invited] = invite(study, "medlemmer", participants=["p1"])
    save(study, begun(study, invited.token), {"plan": 1}, revision=0, language="nb")
    fresh = renew(study, invited.invitation)
    assert seat_of(study, invited.token) is None
    assert seat_of(study, fresh.token).response.answers == {"plan": 1}


def test_nobody_is_invited_twice_and_strangers_are_named(study, link):
    invite(study, "medlemmer", organisations=["buss"])
    assert code_of(invite, study, "medlemmer", organisations=["buss"]) == ["ANSWER-025"]
    assert code_of(invite, study, "medlemmer", organisations=["bus", "x"]) == ["ANSWER-023", "ANSWER-023"]


def test_a_form_needs_a_session_a_name_of_its_own_and_information(study, link):
    bare = replace(study, evaluation=study.evaluation.model_copy(update={"information": Information()}))
    found = code_of(open_form, bare, "medlemmer", instrument="skjema", session="bolge-2")
    assert found == ["ANSWER-022", "STUDY-007", "ANSWER-020"]


@pytest.mark.parametrize("name", ["", "Medlemmer", "skjema to", "../x", "å", "-a", "a" * 33])
def test_a_form_has_a_name_that_fits_everywhere(study, name):
    assert code_of(open_form, study, name, instrument="skjema", session="bolge-1") == ["FORMS-020"]


def test_the_page_has_all_it_needs(study, link):
    told = page_of(study, begun(study, link))
    assert told["survey"]["pages"]
    assert told["information"]["controller"] == "Instituttet"
    assert (told["state"], told["revision"], told["link"]) == ("draft", 0, False)


def test_many_at_once_lose_nothing_and_mix_nothing(study, link):
    invited = invite(study, "medlemmer", number=24)

    def answer(number: int) -> None:
        seat = begun(study, invited[number].token)
        save(study, seat, {"plan": 1, "ansatte": number}, revision=0, language="nb")
        submit(study, seat, {"plan": 1, "ansatte": number, "ord": f"Svar {number}"}, revision=1, language="nb")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(24)))
    by_invitation = {each.invitation: each for each in stored(study)}
    for number, each in enumerate(invited):
        answers = by_invitation[each.invitation.id].answers
        assert answers == {"plan": 1, "ansatte": number, "ord": f"Svar {number}"}
    assert [(each.invited, each.submitted) for each in list_forms(study)] == [(24, 24)]


def test_forms_are_read_back_as_they_were_written(study, link):
    with study.store.reading() as connection:
        assert [each.name for each in forms.read_forms(connection)] == ["medlemmer"]
