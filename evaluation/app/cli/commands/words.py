"""`underveis words`: how often words occur, where, beside which, and by whom more than by others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.analyses import (
    SHOWN,
    picture_format,
    refuse_telling,
    show_analysis,
    tell_left_out,
    write_picture,
)
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.quoting import Quotes, columns_meant, meant, show_quotes
from evaluation.app.cli.shapes import SPEAKER, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    import pandas as pd

    from coding.words.concordance import Order
    from coding.words.corpus import Corpus
    from evaluation.study import Study

ORDER = 84
SHAPES = {
    "words": [keys("word count per_10k sources")],
    "words kwic": [keys(f"source start end before word after {SPEAKER}")],
    "words collocations": [keys("word_a word_b count score")],
}
GROUPS = ("speaker", "organisation", "sector", "role", "session", "source", "kind", "question", "affiliation")
COUNTS = ("count", "per_10k", "sources")
KEY_COUNTS = ("count", "reference")
KEY_COLUMNS = ("word", "count", "reference", "per_10k", "reference_per_10k", "g2", "log_ratio")
ORDERS: tuple[Order, ...] = ("text", "before", "after")

Lemma = Annotated[bool, typer.Option("--lemma", help="analysis.word.lemma")]
Everyone = Annotated[bool, typer.Option("--everyone", help="analysis.word.everyone")]
Least = Annotated[int, typer.Option(metavar="number", help="analysis.word.least", min=1)]
Picture = Annotated[Path | None, typer.Option(metavar="file", help="analysis.option.picture")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=Group, help=phrase("analysis.word.help"), invoke_without_command=True, rich_markup_mode=None
    )
    group.callback()(words)
    group.command("kwic", cls=Command, help=phrase("analysis.word.kwic"))(kwic)
    group.command("collocations", cls=Command, help=phrase("analysis.word.collocations"))(list_collocations)
    app.add_typer(group, name="words")


def words(
    ctx: typer.Context,
    *,
    by: Annotated[str | None, typer.Option(metavar="text", help="analysis.word.by")] = None,
    lemma: Lemma = False,
    keyness: Annotated[str | None, typer.Option(metavar="text", help="analysis.word.keyness")] = None,
    everyone: Everyone = False,
    small: Annotated[bool, typer.Option("--small-words", help="analysis.word.small")] = False,
    least: Least = 2,
    quotes: Quotes = None,
    picture: Picture = None,
    cloud: Annotated[bool, typer.Option("--cloud", help="analysis.word.cloud")] = False,
) -> None:
    if ctx.invoked_subcommand:
        return
    picture_format(picture)
    if keyness and not by:
        raise fail("ANALYSIS-005", value=keyness)
    if by and by not in GROUPS:
        raise fail("ANALYSIS-004", value=by, known=", ".join(GROUPS))
    study = opened()
    if keyness and by:
        refuse_telling(study, picture, by)
    corpus = _corpus(study, lemma=lemma, everyone=everyone)
    left_out: frozenset[str] = frozenset() if small else _stopwords(study)
    if quotes:
        _show_quotes(study, corpus, quotes, (by, keyness))
    elif keyness and by:
        _show_keyness(study, corpus, (by, keyness), (left_out, least), picture)
    else:
        table = _show_frequency(corpus, by, (left_out, least))
        write_picture(picture, "cloud" if cloud else "words", table, shown_language(study))


def kwic(
    word: Annotated[str, typer.Argument(metavar="query", help="analysis.word.kwic_word")],
    width: Annotated[int, typer.Option(metavar="number", help="cli.find.context", min=0)] = 50,
    order: Annotated[str, typer.Option(metavar="text", help="analysis.word.order")] = "text",
    lemma: Lemma = False,
    everyone: Everyone = False,
) -> None:
    from coding.retrieval import as_records
    from coding.words.concordance import COLUMNS, concordance
    from evaluation.app.cli.in_context import show_in_context
    from evaluation.privacy.attribution import hidden

    study = opened()
    corpus = _corpus(study, lemma=lemma, everyone=everyone)
    told = [*COLUMNS, *(each for each in SPEAKER.split() if each not in hidden(study.evaluation.people.attribution))]
    found = concordance(corpus, word, width=width, order=choose("order", order, ORDERS))[told]
    if chosen.as_json or found.empty:
        show_analysis(found, ())
        return
    shown = as_records(found)[:SHOWN]
    show_in_context(shown)
    tell_left_out(len(found))


def list_collocations(
    *,
    score: Annotated[str, typer.Option(metavar="text", help="analysis.word.score")] = "likelihood",
    window: Annotated[int, typer.Option(metavar="number", help="analysis.word.window", min=2)] = 2,
    lemma: Lemma = False,
    everyone: Everyone = False,
    least: Least = 3,
    quotes: Quotes = None,
    picture: Picture = None,
) -> None:
    from coding.quotes import of_places
    from coding.words.collocations import COLUMNS, collocations
    from coding.words.places import places_of_pair

    picture_format(picture)
    study = opened()
    corpus = _corpus(study, lemma=lemma, everyone=everyone)
    if quotes:
        one, other = (meant("word", each, shown_words(corpus), {}) for each in quotes)
        show_quotes(study, of_places(places_of_pair(corpus, one, other, window=window)))
        return
    table = collocations(corpus, score=score, window=window, stopwords=_stopwords(study), least=least)
    show_analysis(table, COLUMNS)
    pairs = table.rename(columns={"word_a": "code_a", "word_b": "code_b"})
    caption = phrase("analysis.network.words", shown_language(study))
    write_picture(picture, "network", pairs, shown_language(study), caption=caption)


def _corpus(study: Study, *, lemma: bool, everyone: bool) -> Corpus:
    """What the informants say (or all), the names the study knows hidden."""
    from coding.spoken import turns_table
    from coding.words.corpus import read_corpus
    from coding.words.lemmas import lemmatised
    from coding.words.names import naming
    from evaluation.privacy.names import names_of

    turns = turns_table(study)
    asked = turns["affiliation"].isin(["moderator", "assistant", "observer"])
    spoken = turns if everyone else turns[~asked]
    hidden = naming(spoken["text"], names_of(study.people(names=True)))
    corpus = read_corpus(spoken, hidden=hidden)
    return lemmatised(corpus, study.evaluation.language) if lemma else corpus


def _stopwords(study: Study) -> frozenset[str]:
    from coding.words.stopwords import stopwords

    return stopwords(("nb", "nn", *(("en",) if study.evaluation.language == "en" else ())))


def _show_quotes(study: Study, corpus: Corpus, cell: tuple[str, str], divided: tuple[str | None, str | None]) -> None:
    """Where a word stands: by all, by one group, or by the group that keyness holds beside the others, or by those."""
    from coding.quotes import of_places
    from coding.retrieval import select
    from coding.words.places import places_of

    by, group = divided
    word = meant("word", cell[0], shown_words(corpus), {})
    groups = corpus.group_of(by)[1] if by else []
    if by and group:
        select(corpus.passages, **{by: group})
        counted = meant("column", cell[1], KEY_COUNTS, columns_meant(KEY_COUNTS))
        wanted = [each for each in groups if (each == group) == (counted == "count")]
    else:
        column = meant(by or "column", cell[1], groups or COUNTS, {} if by else columns_meant(COUNTS))
        wanted = [column] if by else []
    show_quotes(study, of_places(places_of(corpus, word, by=by, groups=wanted)))


def shown_words(corpus: Corpus) -> list[str]:
    return [word for word in corpus.types if word]


def _show_keyness(
    study: Study, corpus: Corpus, group: tuple[str, str], shown: tuple[frozenset[str], int], picture: Path | None
) -> None:
    from coding.words.keyness import keyness

    table = keyness(corpus, *group, stopwords=shown[0], least=shown[1])
    show_analysis(table, KEY_COLUMNS)
    write_picture(picture, "keyness", table, shown_language(study), group=group[1])


def _show_frequency(corpus: Corpus, by: str | None, shown: tuple[frozenset[str], int]) -> pd.DataFrame:
    """Returns the words of all, of which the picture is."""
    from coding.words.frequency import by_group, frequency

    table = frequency(corpus, stopwords=shown[0], least=shown[1])
    if by:
        groups = by_group(corpus, by, stopwords=shown[0], least=shown[1])
        grouped = groups.reset_index()
        show_analysis(grouped, [str(each) for each in grouped.columns])
    else:
        show_analysis(table, ("word", "count", "per_10k", "sources"))
    return table
