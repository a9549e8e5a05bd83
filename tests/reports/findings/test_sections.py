"""Findings in the report: with their evidence, only what may be shown, and each version its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluation.study import Study, open_study
from reports.evidence import quotes
from reports.facts import gather
from reports.findings.keeping import list_findings, publish_findings, remove_findings
from reports.findings.resting import Wanted, choose_quote
from reports.findings.sections import findings_texts, tell_findings
from reports.material import captions
from reports.origins import explain, read_origins
from reports.update import update_report
from reports.versions.making import render_version
from tests.sharing import copy_of


@pytest.fixture
def study(demo: Path, tmp_path: Path) -> Study:
    return open_study(copy_of(demo, tmp_path / "demo"), speak=False)


def texts(study: Study, version: str | None = None, language: str = "nb") -> dict[str, str]:
    facts = gather(study, language)  # type: ignore[arg-type]
    return findings_texts(tell_findings(study, facts), facts, version)  # type: ignore[arg-type]


def included(study: Study) -> None:
    file = study.folder / "report" / "report.qmd"
    more = "".join(f"\n{{{{< include _generated/{name}.qmd >}}}}\n" for name in ("findings", "recommendations"))
    text = re.sub(r"{{< include _generated/theme-[a-z-]+-findings.qmd >}}\n", "", file.read_text("utf-8"))
    file.write_text(f"{text}\n# Funn {{#sec-findings}}\n{more}", "utf-8")


@pytest.mark.parametrize(
    ("language", "statement", "label"),
    [
        ("nb", "Målene treffer dårligst", "Det som taler imot:"),
        ("nn", "Måla treffer dårlegast", "Det som taler imot:"),
        ("en", "The goals fit least", "What speaks against it:"),
    ],
)
def test_a_theme_tells_its_findings_in_each_language(study: Study, language: str, statement: str, label: str) -> None:
    told = texts(study, language=language)["findings-relevans"]
    assert statement in told
    assert label in told
    assert "{#finding-4}" in told


def test_words_of_one_who_may_not_be_quoted_are_never_among_the_evidence(study: Study) -> None:
    before = texts(study)["findings-generelt"]
    consents = [each for each in study.people().consents if each.participant != "p5"]
    gone = [each for each in study.people().consents if each.participant == "p5"]
    withdrawn = tuple(each.model_copy(update={"quoting": False}) for each in gone)
    study.add_people(study.people().model_copy(update={"consents": (*consents, *withdrawn)}))
    after = texts(study)["findings-generelt"]
    assert "Eg har hatt den same i seks år." in before
    assert "Eg har hatt den same i seks år." not in after


def test_the_report_of_a_focus_group_tells_its_findings_beneath_their_themes(study: Study) -> None:
    drawn_in = (study.folder / "report" / "report.qmd").read_text("utf-8")
    assert "{{< include _generated/theme-relevans-findings.qmd >}}" in drawn_in
    told = texts(study)
    assert told["theme-relevans-findings"].startswith("### Funn {#sec-findings-relevans .unnumbered}")
    assert told["findings-relevans"].strip() in told["theme-relevans-findings"]
    remove_findings(study, [each.id or 0 for each in list_findings(study, theme="relevans")])
    assert texts(study)["theme-relevans-findings"] == ""


def test_no_heading_is_left_where_a_version_tells_none_of_a_themes_findings(study: Study) -> None:
    told = texts(study)["theme-utenforskap-findings"]
    assert told.index('{.content-hidden when-profile="public"}') < told.index("### Funn")


def test_a_public_version_tells_public_findings_alone(study: Study) -> None:
    [hidden] = list_findings(study, theme="utenforskap")
    assert hidden.statement.nb not in texts(study, "public")["findings"]
    assert hidden.statement.nb in texts(study, "draft")["findings"]


def test_of_one_report_rendered_in_two_versions_the_public_one_holds_no_word_of_the_others(study: Study) -> None:
    [hidden] = list_findings(study, theme="utenforskap")
    publish_findings(study, [list_findings(study, theme="mangler")[0].id or 0], public=False)
    included(study)
    update_report(study)
    for version, there in (("draft", True), ("public", False)):
        [made] = render_version(study, version, to=["html"], despite="Prøver.").files
        text = re.sub(r"\s+", " ", made.read_text("utf-8"))
        assert (hidden.statement.nb in text) is there
        assert ("Ta kjøperens ansvar inn i den neste avtalen." in text) is there
        assert "Kontaktpersonen er det virksomhetene verdsetter mest" in text


def test_a_chosen_quote_comes_before_others_and_its_speaker_gets_no_second(study: Study) -> None:
    words = "Vi har hatt tre på to år."
    chosen = choose_quote(study, Wanted(source="fokusgruppe", words=words), "mangler")
    own = [each for each in quotes(gather(study, "nb"))["mangler"] if each.participant == "p1"]
    assert [(each.words, each.evidence) for each in own] == [(words, chosen.id)]


def test_words_that_findings_show_are_not_quoted_again_under_the_theme(study: Study) -> None:
    included(study)
    shown = {(each.source, each.start) for finding in list_findings(study) for each in finding.evidence}
    again = [each for listed in quotes(gather(study, "nb")).values() for each in listed
             if (each.source, each.start) in shown]  # fmt: skip
    assert again == []


def test_every_figure_table_quote_and_finding_of_the_report_can_be_explained(study: Study) -> None:
    included(study)
    update_report(study)
    generated = study.folder / "report" / "_generated"
    there = captions({each.name: each.read_text("utf-8") for each in generated.glob("*.qmd")})
    ids = {each.id for each in read_origins(study)}
    assert there.keys() - ids == set()
    assert {f"finding-{each.id}" for each in list_findings(study)} <= ids
    for id_ in ("heatmap", "talk", "people", "asked-1", "finding-1", "recommendation-1", "evidence-1"):
        if id_ in ids or id_.startswith("evidence"):
            assert explain(study, id_).stale is False


def test_a_figure_whose_codings_have_changed_since_is_out_of_date(study: Study) -> None:
    study.replace_codings([each for each in study.codings() if each.code == "seniorer"], [])
    assert explain(study, "theme-seniorer").stale is True
    assert explain(study, "theme-relevans").stale is False
