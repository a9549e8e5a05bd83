from __future__ import annotations

import pandas as pd
import pytest

from reports.figures import talk


def table(**words):
    return pd.DataFrame({"speaker": [name.replace("_", " ") for name in words], "words": list(words.values())})


def labels(drawing, texts):
    return [text.get_text() for text, _ in texts(drawing)]


def bars(drawing):
    return drawing.figure.axes[0].patches


def test_who_says_most_stands_first(texts):
    drawing = talk.draw(table(Informant_1=10, Moderator=30, Informant_2=20), language="nb")
    assert labels(drawing, texts)[::3][:3] == ["Moderator", "Informant 2", "Informant 1"]


def test_shares_and_words_are_written_the_norwegian_way(texts):
    drawing = talk.draw(table(A=12345, B=23336), language="nb")
    assert labels(drawing, texts)[:6] == ["B", "65,4\u00a0%", "23\u00a0336 ord", "A", "34,6\u00a0%", "12\u00a0345 ord"]


def test_bars_are_as_long_as_their_shares():
    drawing = talk.draw(table(A=300, B=100), language="nb")
    long, short = (bar.get_width() for bar in bars(drawing)[:2])
    assert long == pytest.approx(3 * short)


@pytest.mark.parametrize(
    "speaker", ["Moderator", "Intervjuer", "Intervjuar", "MODERATOR 2", "Assistent", "Observatør 1"]
)
def test_those_who_lead_are_hatched_and_explained(speaker, texts):
    drawing = talk.draw(pd.DataFrame({"speaker": ["Informant 1", speaker], "words": [5, 4]}), language="nb")
    assert [bool(bar.get_hatch()) for bar in bars(drawing)][:2] == [False, True]
    assert labels(drawing, texts)[6] == "Informanter"


def test_the_table_may_say_who_is_who():
    spoken = table(Kari=5, Ola=4).assign(affiliation=["moderator", "informant"])
    assert [bool(bar.get_hatch()) for bar in bars(talk.draw(spoken, language="nb"))][:2] == [True, False]


@pytest.mark.parametrize("unknown", [None, float("nan"), ""])
def test_where_it_does_not_say_the_speakers_name_does(unknown):
    spoken = table(Moderator=5, Ola=4).assign(affiliation=[unknown, unknown])
    assert [bool(bar.get_hatch()) for bar in bars(talk.draw(spoken, language="nb"))][:2] == [True, False]


def test_there_is_nothing_to_explain_when_only_informants_speak():
    assert len(bars(talk.draw(table(Informant_1=5, Informant_2=4), language="nb"))) == 2


def test_rows_with_the_same_speaker_are_added_up(texts):
    spoken = pd.DataFrame({"speaker": ["A", "B", "A"], "words": [1, 2, 2]})
    assert labels(talk.draw(spoken, language="nb"), texts)[2] == "3 ord"


@pytest.mark.parametrize("spoken", [table(), table(A=0, B=0)])
def test_no_words_give_a_drawing_that_says_so(spoken):
    assert talk.draw(spoken, language="nn").alternative == "Det er ingen ord å telje enno."


def test_long_names_and_many_speakers_collide_with_nothing(collisions, outside):
    names = [f"Informant {at} (en avdelingsleder ved et omsorgssenter på Ternholmen)" for at in range(20)]
    drawing = talk.draw(pd.DataFrame({"speaker": names, "words": range(20)}), language="nb")
    assert (collisions(drawing), outside(drawing)) == ([], [])


@pytest.mark.parametrize(
    ("spoken", "language", "words"),
    [
        (
            table(Moderator=100, Informant_1=600, Informant_2=300),
            "nb",
            "Stolpediagram: 1\u00a0000 ord fordelt på 3 talere. Blant informantene sier «Informant 1» mest "
            "(60,0\u00a0%), «Informant 2» minst (30,0\u00a0%). Av alle ordene sier moderatoren 10,0\u00a0%.",
        ),
        (
            table(Moderator_1=100, Moderator_2=200, Assistent=100, Informant_1=400),
            "nn",
            "Stolpediagram: 800 ord fordelte på 4 talarar. Av alle orda seier moderatorane 37,5\u00a0% og assistenten "
            "12,5\u00a0%.",
        ),
        (table(Informant_1=1), "en", "Bar chart: 1 word, all spoken by “Informant 1”."),
        (
            table(A=5, B=5),
            "en",
            "Bar chart: 10 words shared by 2 speakers. All informants say equally much (50.0% each).",
        ),
        (
            table(A=5, B=5, C=10),
            "en",
            "Bar chart: 20 words shared by 3 speakers. Among the informants “C” says most (50.0%), “A” and “B” least "
            "(25.0% each).",
        ),
    ],
)
def test_the_alternative_text_says_what_the_table_says(spoken, language, words):
    assert talk.draw(spoken, language=language).alternative == words
