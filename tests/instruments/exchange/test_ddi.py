"""A codebook of DDI 2.5 holds the questions, answers and routing, in the order its schema asks for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from instruments.exchange import export
from instruments.exchange.ddi.variable import Described, var_of
from instruments.load import read_instrument
from instruments.model import Instrument, Wording
from instruments.shipping import names, shipped

NAMESPACE = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What may stand under each element we write, in this order. `var`, `varGrp` and `valrng` were compared with the
# published text of 2.5; the others are written down by hand, for no package that was found carries the schema.
ORDER = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation guide docStatus docSrc controlledVocabUsed notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "verStmt": "version verResp notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "method": "dataColl notes anlyInfo stdyClas dataProcessing codingInstructions",
    "dataColl": "timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame targetSampleSize deviat "
    "collMode resInstru instrumentDevelopment sources collSitu actMin ConOps weight cleanOps",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "varGrp": "labl txt concept defntn universe notes",
    "var": "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe "
    "TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap "
    "catLevel notes",
    "qstn": "preQTxt qstnLit postQTxt forward backward ivuInstr",
    "valrng": "item range key notes",
    "invalrng": "item range key notes",
    "catgry": "catValu labl txt catStat mrow",
    "rspStmt": "AuthEnty othId",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCitation dataFingerprint fileCont fileStrc dimensns fileType format filePlac dataChck "
    "ProcStat dataMsng software verStmt",
    "dataFingerprint": "digitalFingerprintValue algorithmSpecification algorithmVersion",
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot recDimnsn",
}
ONCE = {"fileCont", "titl", "catValu", "varFormat", "titlStmt", "prodStmt", "verStmt", "docDscr"}
FORM = """\
id: skjema
kind: questionnaire
version: "2"
languages: [nb, nn]
title: {nb: Skjema, nn: Skjema på nynorsk}
scales:
  enighet: {codes: {1: {nb: Uenig, nn: Usamd}, 2: Enig}, missing: {9: Vet ikke}}
sections:
  - id: a
    title: Del
    intro: Først litt om planen.
    themes: [forebygging]
    questions:
      - {id: a-1, type: single, text: Har dere plan?, choices: {1: Ja, 2: Nei}, priority: must}
      - {id: a-2, type: grid, scale: enighet, text: Hvor enig?, rows: {r_1: En, r_2: To}, show_if: a-1 = 2}
      - {id: a-3, type: number, text: Hvor mange?, minimum: 0, maximum: 50}
      - {id: a-4, type: multi, text: Hvilke?, choices: {1: Kurs, 2: Møter}}
      - {id: a-5, text: Hvorfor?, probes: [Hva mer?], themes: [annet]}
      - {id: a-6, type: information, text: Takk.}
"""


@pytest.fixture
def form(write: Callable[[str, str], Path]) -> Any:
    return etree.fromstring(export(read_instrument(write("skjema.yaml", FORM)), "ddi").content)


def var(root: Any, name: str) -> Any:
    return next(each for each in root.iter(f"{NAMESPACE}var") if each.get("name") == name)


def texts(parent: Any, name: str) -> list[str]:
    return [each.text for each in parent.iter(f"{NAMESPACE}{name}")]


def faults(root: Any) -> list[str]:
    found = []
    ids = [each.get("ID") for each in root.iter() if each.get("ID")]
    for parent in root.iter():
        name = etree.QName(parent).localname
        children = [etree.QName(each).localname for each in parent]
        allowed = ORDER.get(name, "").split()
        if children and (
            [each for each in children if each not in allowed] or children != sorted(children, key=allowed.index)
        ):
            found.append(f"{name}: {children}")
        found += [f"{name} has {each} twice" for each in ONCE if children.count(each) > 1]
        for reference in ("qstn", "var"):
            found += [f"{each} is nowhere" for each in (parent.get(reference) or "").split() if each not in ids]
    return found + [f"{each} twice" for each in set(ids) if ids.count(each) > 1]


@pytest.mark.parametrize("name", names())
def test_every_shipped_instrument_is_built_as_the_standard_says(name: str) -> None:
    instrument: Instrument = shipped(name).instrument
    root = etree.fromstring(export(instrument, "ddi").content)
    assert faults(root) == []
    columns = [each for question in instrument.questions() for each in instrument.columns(question)]
    assert [each.get("name") for each in root.iter(f"{NAMESPACE}var")] == columns


def test_a_closed_question_has_its_categories_in_each_language(form: Any) -> None:
    labels = [
        (each.find(f"{NAMESPACE}catValu").text, label.get(LANGUAGE), label.text, each.get("missing"))
        for each in var(form, "r_1").iter(f"{NAMESPACE}catgry")
        for label in each.iter(f"{NAMESPACE}labl")
    ]
    assert labels == [
        ("1", "nb", "Uenig", None),
        ("1", "nn", "Usamd", None),
        ("2", None, "Enig", None),
        ("9", None, "Vet ikke", "Y"),
    ]


def test_a_row_of_a_grid_is_asked_after_the_question_above_it(form: Any) -> None:
    assert (texts(var(form, "r_2"), "preQTxt"), texts(var(form, "r_2"), "qstnLit")) == (["Hvor enig?"], ["To"])


def test_routing_goes_both_ways(form: Any) -> None:
    ahead = var(form, "a_1").find(f".//{NAMESPACE}forward")
    back = var(form, "r_1").find(f".//{NAMESPACE}backward")
    assert (ahead.get("qstn"), ahead.text, back.get("qstn"), back.text) == ("Q_a_2", "a-1 = 2", "Q_a_1", "a-1 = 2")


def test_limits_probes_and_themes(form: Any) -> None:
    assert dict(var(form, "a_3").find(f".//{NAMESPACE}range").attrib) == {"min": "0", "max": "50"}
    assert texts(var(form, "a_5"), "ivuInstr") == ["Hva mer?"]
    assert (texts(var(form, "a_1"), "concept"), texts(var(form, "a_5"), "concept")) == (["forebygging"], ["annet"])


def test_sections_grids_and_several_answers_are_groups(form: Any) -> None:
    found = [(each.get("type"), each.get("var")) for each in form.iter(f"{NAMESPACE}varGrp")]
    assert found == [
        ("section", "V_a_1 V_r_1 V_r_2 V_a_3 V_a_4_1 V_a_4_2 V_a_5"),
        ("grid", "V_r_1 V_r_2"),
        ("multipleResp", "V_a_4_1 V_a_4_2"),
    ]
    assert texts(form, "txt") == ["Først litt om planen.", "Takk."]


def test_the_title_has_its_parallels_and_the_version_stands(form: Any) -> None:
    study = form.find(f"{NAMESPACE}stdyDscr")
    assert [texts(study, each) for each in ("titl", "parTitl", "version")] == [["Skjema"], ["Skjema på nynorsk"], ["2"]]


def test_what_the_codebook_has_no_place_for_is_told(write: Callable[[str, str], Path]) -> None:
    problems = export(read_instrument(write("skjema.yaml", FORM)), "ddi").problems
    assert [each.values["part"] for each in problems] == ["priority"]


def test_a_variable_may_bear_what_data_say_of_it() -> None:
    described = Described(
        "plan", Wording(nb="Plan"), "code", codes={1: Wording(nb="Ja")}, counts={1: 12}, statistics={"vald": "12"}
    )
    found = var_of(described)
    assert (texts(found, "sumStat"), texts(found, "catStat")) == (["12"], ["12"])
    assert faults(found) == []
