"""The sample's survey of the federation's members: drawn by sector and size in two waves, invented from a seed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from evaluation.settings.yaml_file import load
from evaluation.study import Study
from instruments.load import read_instrument
from instruments.model import Instrument, Question
from instruments.responses.keeping import import_dataset
from instruments.shipping import copy_into
from instruments.show_if.evaluate import Answer
from instruments.show_if.routing import Routing, routing_of, shown

SEED = 20242028
QUESTIONNAIRE = "member-survey"
ANSWERS, DRAWN = "medlemmer.csv", "medlemmer-utvalg.csv"
WAVES = (2024, 2026)
SIZES = ("1–9", "10–49", "50+")
DRAWN_IN_EACH = 16
# Members of the federation in each sector (by its code in the questionnaire), from the smallest organisations up.
MEMBERS: Mapping[int, Sequence[int]] = {
    1: (96, 118, 61),
    2: (212, 87, 28),
    3: (74, 52, 24),
    4: (103, 66, 31),
    5: (168, 91, 42),
}
DESIGN = ("id", "bolge", "bransje", "storrelse", "populasjon", "vekt", "maalform")
# Where on a scale of five the answers lie, and how far they moved from the first wave to the second.
PLACES: Mapping[str, tuple[float, float]] = {
    "utbytte": (3.5, 0.2), "kontakt": (3.6, -0.3), "byrakrati": (3.3, -0.4), "sanksjoner": (3.8, 0.0),
    "mal_nyttig": (2.9, 0.3), "treffer": (3.0, 0.2), "tilskudd_virket": (4.0, 0.0), "hjelp_als": (3.8, -0.1),
    "hjelp_nav": (3.0, 0.0), "hjelp_lege": (2.4, 0.1), "hjelp_bht": (3.5, 0.1), "dialogmoter": (2.8, 0.1),
    "gradert": (3.4, 0.3), "inkludert_hjelp": (2.9, 0.0), "senior_endret": (3.3, 0.3), "ia_ledelse": (3.6, 0.1),
    "ia_tillitsvalgte": (3.2, 0.3), "ia_verneombud": (3.5, 0.2), "ia_ansatte": (2.7, 0.4),
}  # fmt: skip
SECTORS: Mapping[int, float] = {1: 0.3, 2: -0.2, 3: -0.5, 4: -0.1, 5: 0.1}
# How often each code is chosen: one of them, or any of them.
SHARES: Mapping[str, Mapping[int, float]] = {
    "rolle": {1: 0.42, 2: 0.27, 3: 0.22, 4: 0.09},
    "ia_avtale": {1: 0.88, 2: 0.12},
    "grunn": {1: 0.48, 2: 0.41, 3: 0.63, 4: 0.17, 5: 0.36, 6: 0.14, 7: 0.09},
    "mal": {1: 0.66, 2: 0.23, 3: 0.38},
    "tiltak": {1: 0.58, 2: 0.31, 3: 0.37, 4: 0.44, 5: 0.49, 6: 0.08},
    "tilskudd": {1: 0.27, 2: 0.09, 3: 0.47, 4: 0.17},
    "senior_tiltak": {1: 0.43, 2: 0.57},
    "neste_periode": {1: 0.61, 2: 0.29, 3: 0.10},
}
NONE_OF_THEM, UNSURE = 8, 9
WHOLE, PART = "besvart", "delvis besvart"
IS_UNSURE, IS_SKIPPED, WRITES, WRITES_NYNORSK, BREAKS_OFF = 0.06, 0.02, 0.55, 0.25, 0.07

Pool = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Respondent:
    """A member that was drawn; `leaning` is how content it is with everything, `outcome` what became of it."""

    id: int
    wave: int
    sector: int
    size: int
    norm: str
    leaning: float
    outcome: str

    @property
    def stratum(self) -> tuple[int, int, int]:
        return self.wave, self.sector, self.size


def add_survey(study: Study, pool: Path, made: Path) -> None:
    """Make the survey's files in the folder `made` and keep both in the study, with the questionnaire beside."""
    questionnaire = copy_into(study.folder, QUESTIONNAIRE)
    answers, drawn = write_survey(made, read_instrument(questionnaire), load(pool).content)
    for each in (answers, drawn):
        import_dataset(study, each, questionnaire=questionnaire)


def write_survey(folder: Path, instrument: Instrument, pool: Pool, seed: int = SEED) -> tuple[Path, Path]:
    """The answers, and everyone who was drawn with what became of them; the same seed gives the same bytes."""
    random = Random(seed)  # noqa: S311
    everyone = list(_drawn(random))
    there = [each for each in everyone if each.outcome in (WHOLE, PART)]
    answered = Counter(each.stratum for each in there)
    routing = routing_of(instrument)
    rows = [
        {**_design(each, answered[each.stratum]), **_columns(instrument, _answers(routing, each, pool, random))}
        for each in there
    ]
    asked = [name for question in instrument.questions() for name in instrument.columns(question)]
    drawn = [{**_design(each, None), "utfall": each.outcome} for each in everyone]
    names = [name for name in DESIGN if name not in ("vekt", "maalform")]
    return (
        _write(folder / ANSWERS, list(dict.fromkeys([*DESIGN, *asked])), rows),
        _write(folder / DRAWN, [*names, "utfall"], drawn),
    )


def _drawn(random: Random) -> Iterator[Respondent]:
    strata = product(WAVES, MEMBERS, range(len(SIZES)), range(DRAWN_IN_EACH))
    for number, (wave, sector, size, _) in enumerate(strata, 1001):
        answers = 0.52 + 0.07 * size + 0.1 * SECTORS[sector]
        norm = "nn" if random.random() < WRITES_NYNORSK else "nb"
        yield Respondent(number, wave, sector, size, norm, random.gauss(0, 0.6), _outcome(answers, random))


def _outcome(answers: float, random: Random) -> str:
    if random.random() < answers:
        return PART if random.random() < BREAKS_OFF else WHOLE
    return random.choices(("ikke svart", "ikke nådd", "takket nei"), (0.6, 0.25, 0.15))[0]


def _design(each: Respondent, answered: int | None) -> dict[str, object]:
    members = MEMBERS[each.sector][each.size]
    weight = {} if answered is None else {"vekt": round(members / answered, 4)}
    place = {"bransje": each.sector, "storrelse": SIZES[each.size], "populasjon": members}
    return {"id": each.id, "bolge": each.wave, **place, **weight, "maalform": each.norm}


def _answers(routing: Routing, each: Respondent, pool: Pool, random: Random) -> dict[str, Answer]:
    """What this member answered, of what it was shown; who breaks off does so somewhere after the first third."""
    questions = [step.placed.question for step in routing.steps]
    given = {name: answer for question in questions for name, answer in _answer(question, each, pool, random)}
    seen = [question for question in questions if question.id in set(shown(routing, given))]
    if each.outcome == PART:
        seen = seen[: random.randint(len(seen) // 3, len(seen) - 2)]
    names = {name for question in seen for name in (question.rows or (question.variable,))}
    return {name: answer for name, answer in given.items() if name in names}


def _answer(question: Question, each: Respondent, pool: Pool, random: Random) -> Iterator[tuple[str, Answer]]:
    name = question.variable
    if name == "bransje":
        yield name, each.sector
    elif name == "ansatte":
        yield name, each.size + 1 + (each.size == len(SIZES) - 1 and random.random() < 1 / 3)
    elif question.required:
        yield name, _one(name, random)
    elif question.type == "number":
        yield name, min(int(random.expovariate(0.7 / (1 + each.size))), 40)
    elif name in pool:
        if random.random() < WRITES:
            yield name, random.choice(pool[name][each.norm])
    else:
        for variable in question.rows or (name,):
            if random.random() >= IS_SKIPPED:
                yield variable, _chosen(question, variable, each, random)


def _chosen(question: Question, name: str, each: Respondent, random: Random) -> Answer:
    if question.type == "rank":
        return random.sample(list(question.choices), len(question.choices))
    if random.random() < IS_UNSURE:
        return [UNSURE] if question.type == "multi" else UNSURE
    if question.type == "multi":
        found = [code for code, share in SHARES[name].items() if random.random() < share]
        return found or [NONE_OF_THEM if NONE_OF_THEM in question.missing else UNSURE]
    return _one(name, random) if name in SHARES else _level(name, each, random)


def _one(name: str, random: Random) -> int:
    return random.choices(list(SHARES[name]), list(SHARES[name].values()))[0]


def _level(name: str, each: Respondent, random: Random) -> int:
    place, moved = PLACES[name]
    mean = place + SECTORS[each.sector] + each.leaning + (moved if each.wave == WAVES[-1] else 0)
    return min(max(round(random.gauss(mean, 0.9)), 1), 5)


def _columns(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, object]:
    """Each question's columns: chosen or not for several answers, the place for a ranking."""
    columns: dict[str, object] = {}
    for question in instrument.questions():
        answer = answers.get(question.variable)
        names = instrument.columns(question)
        if question.type == "multi" and isinstance(answer, list):
            columns |= {name: int(name in {f"{question.variable}_{code}" for code in answer}) for name in names}
        elif question.type == "rank" and isinstance(answer, list):
            columns |= {f"{question.variable}_{code}": rank for rank, code in enumerate(answer, 1)}
        else:
            columns |= {name: answers[name] for name in names if name in answers}
    return columns


def _write(file: Path, names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, delimiter=";", lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file
