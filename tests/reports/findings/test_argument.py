"""What `report check` says of findings and of the narrative, each with one study that has the fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.model import Coding, Localised
from evaluation.model.finding import Finding
from evaluation.study import Study, open_study
from reports.checks.argument.checking import check_argument
from reports.checks.argument.claims import claims_in, contradicts, told_of_those_asked
from reports.findings.keeping import add_finding
from reports.findings.resting import Wanted, add_evidence, choose_quote
from tests.sharing import copy_of

PEOPLE = """\
organisations:
  - {id: v1, pseudonym: Virksomhet A}
  - {id: v2, pseudonym: Virksomhet B}
participants:
  - {id: p1, pseudonym: Informant 1, organisation: v1, speakers: [Ragnhild]}
  - {id: p2, pseudonym: Informant 2, organisation: v2, speakers: [I2]}
sessions:
  - {id: fg1, kind: focus-group, attendance: [{participant: p1}, {participant: p2}]}
consents:
  - {participant: p1, quoting: true}
  - {participant: p2, quoting: true}
"""
FIRST, SECOND = "Vi løfter mye, og i fjor fikk vi nytt utstyr", "Hos oss er det utstyret som svikter"


@pytest.fixture
def study(told: Callable[..., Study]) -> Study:
    return told(PEOPLE, session="fg1")


def found(study: Study, statement: str, *words: str, **values: object) -> int:
    finding = Finding("forebygging", Localised(nb=statement), **values)  # type: ignore[arg-type]
    id_ = add_finding(study, finding).id or 0
    for each in words:
        add_evidence(study, id_, Wanted(source="samtale", words=each))
    return id_


def said(study: Study) -> dict[str, str]:
    """Code → severity of what is said."""
    return {each.code: each.severity for each in check_argument(study)}


def test_a_finding_without_evidence_is_a_fault_where_it_is_public_and_else_a_warning(study: Study) -> None:
    found(study, "Utstyret er nytt.")
    assert said(study)["FINDING-021"] == "warning"
    found(study, "Det løftes.", public=True)
    assert [each.severity for each in check_argument(study) if each.code == "FINDING-021"] == ["error", "warning"]


def test_evidence_of_one_organisation_is_told_and_of_two_is_not(study: Study) -> None:
    id_ = found(study, "Utstyret er ujevnt.", FIRST)
    assert said(study)["FINDING-023"] == "warning"
    add_evidence(study, id_, Wanted(source="samtale", words=SECOND))
    assert "FINDING-023" not in said(study)


def test_themes_without_findings_are_named_once_there_are_findings(study: Study) -> None:
    assert said(study) == {}
    found(study, "Utstyret er ujevnt.", FIRST, SECOND)
    [missing] = [each for each in check_argument(study) if each.code == "FINDING-027"]
    assert missing.values["theme"] == "Oppfølging"


def test_words_that_two_findings_rest_on_are_told(study: Study) -> None:
    found(study, "Utstyret er nytt.", FIRST, SECOND)
    found(study, "Det løftes.", FIRST)
    [twice] = [each for each in check_argument(study) if each.code == "FINDING-028"]
    assert twice.values["places"] == "funn 1, funn 2"
    assert twice.sentence("nb").startswith("funn 1: Sitatet står flere steder (funn 1, funn 2): «")
    assert twice.where == "finding-1"


def test_a_claim_is_shown_with_the_number_behind_it_and_warned_of_where_they_differ(study: Study) -> None:
    found(study, "Alle har fått nytt utstyr.", FIRST)
    [claim] = [each for each in check_argument(study) if each.code == "FINDING-031"]
    assert claim.values["claims"] == "«Alle har fått nytt»"
    assert claim.values["numbers"] == "1 av 2 virksomheter, 1 av 2 informanter"
    found(study, "Flere bruker utstyret.", FIRST, SECOND)
    assert said(study)["FINDING-030"] == "note"


def test_codes_that_contradict_each_other_show_a_counter_voice_until_it_is_told(study: Study) -> None:
    file = study.folder / "evaluation.yaml"
    file.write_text(f"{file.read_text('utf-8')}opposites: [[forebygging, oppfolging]]\n", "utf-8")
    opened = open_study(study.folder)
    id_ = found(opened, "Det forebygges.", FIRST, SECOND)
    [voice] = [each for each in check_argument(opened) if each.code == "FINDING-032"]
    assert voice.values["codes"] == "oppfolging"
    counter = next(each.id for each in opened.codings() if each.code == "oppfolging")
    add_evidence(opened, id_, Wanted(counter, counter=True))
    assert "FINDING-032" not in said(opened)


def test_a_coding_marked_as_a_counter_voice_is_one(study: Study) -> None:
    found(study, "Utstyret hjelper.", FIRST)
    start = study.source("samtale").text.index(SECOND)
    study.add(Coding("samtale", start, start + len(SECOND), "forebygging", study.who, note="mot: det svikter"))
    assert said(study)["FINDING-032"] == "warning"


def test_evidence_that_has_changed_is_told_with_how(study: Study) -> None:
    id_ = found(study, "Utstyret er ujevnt.", FIRST, SECOND)
    coding = study.codings()[0]
    add_evidence(study, id_, Wanted(coding.id))
    study.replace_codings([coding], [replace(coding, code="oppfolging")])
    assert said(study)["FINDING-025"] == "warning"


def test_one_who_is_quoted_far_more_than_others_is_told(demo: Path, tmp_path: Path) -> None:
    study = open_study(copy_of(demo, tmp_path / "demo"))
    assert "FINDING-029" not in said(study)
    own = {each.start: each for each in study.codings() if each.source == "skriftlig-buss"}
    for each in own.values():
        choose_quote(study, Wanted(each.id), "mangler")
    [most] = [each for each in check_argument(study) if each.code == "FINDING-029"]
    assert most.values["who"] == "Virksomhet G, transport"


def test_the_narrative_is_shown_with_its_lines_and_quotes_are_left_to_those_who_said_them(study: Study) -> None:
    folder = study.folder / "report"
    folder.mkdir()
    (folder / "report.qmd").write_text(
        "---\nlang: nb\n---\n\n# Resultater\n\n## Forebygging {#sec-theme-forebygging}\n\n"
        "De fleste løfter.\nEn sa: «Alle løfter.»\n\n- Flere enn før\n- Ingen av dem klager\n- Noen løft er tunge\n",
        encoding="utf-8",
    )
    told = {each.line: each.values["claims"] for each in check_argument(study) if each.code == "FINDING-035"}
    assert told == {9: "«De fleste løfter»", 13: "«Ingen av dem klager»"}


@pytest.mark.parametrize(
    ("text", "language", "claimed"),
    [
        ("De fleste mener at flere bør med.", "nb", ["most", "several"]),
        ("Dei fleste meiner at fleire bør med, og nokre ikkje.", "nn", ["most", "several", "some"]),
        ("Most agree, several do not, and nobody knows.", "en", ["most", "several", "none"]),
        ("Vi får flere ganger mer enn før.", "nb", []),
        ("Allerede fallende.", "nb", []),
    ],
)
def test_claims_are_found_in_each_language(text: str, language: str, claimed: list[str]) -> None:
    assert [amount for _, amount in claims_in(text, language)] == claimed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "claimed"),
    [
        ("Noen mener det. Noen løft er tunge. Ingen ekspert kom.", "nb", ["some"]),
        ("Nokre av dei seier nei. Ingen veg gjekk dit.", "nn", ["some"]),
        ("Some informants agree, with no doubt.", "en", ["some"]),
        ("Flere løft er tunge. Alle sju kom.", "nb", ["several", "all"]),
        ("Mange, flere enn 10, sa det; de fleste seks ganger.", "nb", ["many"]),
    ],
)
def test_in_the_narrative_some_and_none_are_claims_of_those_who_were_asked(
    text: str, language: str, claimed: list[str]
) -> None:
    assert [amount for _, amount in told_of_those_asked(text, language)] == claimed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "there", "of", "wrong"),
    [("all", 6, 7, True), ("all", 7, 7, False), ("most", 3, 7, True), ("most", 4, 7, False), ("several", 1, 7, True),
     ("several", 2, 7, False), ("many", 2, 7, True), ("none", 5, 7, False)],
)  # fmt: skip
def test_a_number_speaks_against_a_word_or_not(amount: str, there: int, of: int, wrong: bool) -> None:
    assert contradicts(amount, there, of) is wrong  # type: ignore[arg-type]
