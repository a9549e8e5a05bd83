"""Whatever the people policy, no generated file tells more of anybody than it allows."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.applying import apply_rules
from coding.codebook import read_codebook
from evaluation.app.cli.main import main
from evaluation.model import (
    Attendance,
    Codebook,
    Consent,
    Organisation,
    Participant,
    People,
    Session,
    Source,
    Turn,
)
from evaluation.model.evaluation import Attribution
from evaluation.study import Study, open_study
from reports.draft import draft_report

SENTENCES = (
    "Utstyret svikter når det er travelt, og da løfter folk alene likevel hele dagen.",
    "Når noen blir sykmeldt her, ringer lederen samme dag og spør hva som kan gjøres.",
    "Vi løfter tungt hver natt, og det er ingen som ser det før noen blir borte.",
)
# Words that stand in no text of ours, so that finding one means that it leaked.
SECRET = st.text("qxzwQXZW", min_size=4, max_size=10)
POLICIES: tuple[Attribution, ...] = ("organisation", "sector", "role", "none")


@st.composite
def studies(draw: st.DrawFn) -> tuple[People, tuple[Turn, ...], str]:
    """Up to three people with secrets of every kind, in a talk in which each says something."""
    count = draw(st.integers(1, 3))
    secrets = draw(st.lists(SECRET, min_size=8 * count, max_size=8 * count, unique_by=str.casefold))
    people = [_person(n, secrets[8 * n : 8 * n + 8], draw(st.booleans())) for n in range(count)]
    text, turns = "", []
    for person, _ in people:
        text += f"{person.speakers[0]}: "
        words = draw(st.sampled_from(SENTENCES))
        turns.append(Turn(len(text), len(text) + len(words), person.speakers[0]))
        text += words + "\n"
    consents = tuple(Consent(participant=person.id, quoting=draw(st.booleans())) for person, _ in people)
    attendance = tuple(Attendance(participant=person.id) for person, _ in people)
    known = People(
        participants=tuple(person for person, _ in people),
        organisations=tuple(place for _, place in people),
        consents=consents,
        sessions=(Session(id="fg1", kind="focus-group", attendance=attendance),),
    )
    return known, tuple(turns), text


def _person(number: int, secrets: list[str], named: bool) -> tuple[Participant, Organisation]:
    name, contact, label, role, place, pseudonym, sector, surname = secrets
    return Participant(
        id=f"p{number}",
        organisation=f"o{number}",
        name=f"{name} {surname}",
        contact=f"{contact}@{contact}.no",
        speakers=(label,),
        role=role,
        pseudonym=f"Informant {number}" if named else "",
    ), Organisation(id=f"o{number}", name=place, pseudonym=pseudonym, sector=sector)


def forbidden(people: People, policy: Attribution) -> Iterator[str]:
    for person, place in zip(people.participants, people.organisations, strict=True):
        yield from (*person.name.split(), person.contact, *person.speakers, place.name)
        yield from () if policy == "organisation" else (place.pseudonym,)
        yield from () if policy in ("organisation", "sector") else (place.sector,)
        yield from () if policy == "role" else (person.role,)


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    file = tmp_path_factory.mktemp("koder") / "k.yaml"
    file.write_text(
        "name: k\ncodes:\n  - {name: forebygging, indicators: {nb: [løft*, utstyr*]}}\n"
        "  - {name: oppfolging, indicators: {nb: [sykmeld*]}}\n",
        encoding="utf-8",
    )
    return read_codebook(file)


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=studies())
def test_nothing_generated_tells_more_than_the_policy(
    policy: Attribution,
    made: tuple[People, tuple[Turn, ...], str],
    codebook: Codebook,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people, turns, text = made
    study = _begun(tmp_path_factory.mktemp("studie"), policy)
    study.add_people(people)
    study.add(Source("samtale", text, "transcript", turns, "nb"), session="fg1")
    study.import_codebook(codebook)
    apply_rules(study)
    draft_report(study)
    told = {file: file.read_bytes().decode("utf-8", "replace") for file in _files(study.folder / "report")}
    capsys.readouterr()
    assert main(["code", "list", "--json", "--study", str(study.folder)]) == 0
    told[Path("code list")] = capsys.readouterr().out
    assert main(["find", "løft*", "--json", "--study", str(study.folder)]) == 0
    told[Path("find")] = capsys.readouterr().out
    leaked = [
        (str(file), secret) for file, words in told.items() for secret in forbidden(people, policy) if secret in words
    ]
    assert leaked == []


def _begun(folder: Path, policy: Attribution) -> Study:
    (folder / "evaluation.yaml").write_text(
        f"title: T\npeople: {{attribution: {policy}}}\nthemes:\n"
        "  - {id: forebygging, label: Forebygging, code: forebygging}\n"
        "  - {id: oppfolging, label: Oppfølging, code: oppfolging}\n",
        encoding="utf-8",
    )
    return open_study(folder)


def _files(report: Path) -> Iterator[Path]:
    """What was made from the study; the extension and the pictures' pixels are the same for all."""
    for file in report.rglob("*"):
        if file.is_file() and "_extensions" not in file.parts and file.suffix != ".png":
            yield file


WITHDRAWN = "{participant: p2, recording: true, quoting: true, withdrawn: 2026-05-01}"


def test_nothing_said_by_one_who_has_withdrawn_is_told(
    told: Callable[..., Study], people: str, capsys: pytest.CaptureFixture[str]
) -> None:
    study = told(people.replace("{participant: p2, recording: true, quoting: true}", WITHDRAWN), session="fg1")
    draft_report(study)
    pages = [file.read_bytes().decode("utf-8", "replace") for file in _files(study.folder / "report")]
    listed = []
    for command in (["code", "list"], ["find", "utstyr*"], ["find", "hører"], ["matrix", "--cols", "speaker"]):
        capsys.readouterr()
        main([*command, "--json", "--study", str(study.folder)])
        listed.append(capsys.readouterr().out)
    words = ("svikter", "travelt", "dessverre", "Informant 2", "Virksomhet B")
    assert [word for word in words for page in (*pages, *listed) if word in page and word != "Virksomhet B"] == []
    assert json.loads(listed[3])["columns"] == ["Informant 1"]


def test_the_report_tells_that_somebody_withdrew(told: Callable[..., Study], people: str) -> None:
    study = told(people.replace("{participant: p2, recording: true, quoting: true}", WITHDRAWN), session="fg1")
    draft_report(study)
    assert "Én har trukket samtykket sitt." in (study.folder / "report/_generated/people.qmd").read_text("utf-8")
