"""Findings are kept with what they rest on, which follows the material and is never lost in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.editing.text import change_text
from evaluation.errors import EvaluationError
from evaluation.model import Coding, Localised
from evaluation.model.finding import Finding, Recommendation
from evaluation.rounds import close_round, open_round
from evaluation.store.finding_texts import finding_texts, replace_finding_texts, seal_findings
from evaluation.store.purge import purge_source
from evaluation.study import Study
from reports.findings.files import export_findings, import_findings
from reports.findings.keeping import (
    add_finding,
    change_finding,
    find_finding,
    list_findings,
    move_finding,
    order_findings,
    publish_findings,
    recommend,
    remove_findings,
)  # fmt: skip
from reports.findings.resting import (
    Wanted,
    add_evidence,
    choose_quote,
    chosen_quotes,
    confirm_evidence,
    found_with,
)  # fmt: skip
from reports.findings.standing import Standings
from reports.findings.versions import findings_for
from tests.evaluation.store.examples import CODEBOOK, TALK, coding, talk

WORDS = "tok tid"


@pytest.fixture
def coded(any_study: Study) -> Study:
    """A study with one text, and one coding by hand, in either database."""
    any_study.add(talk())
    any_study.import_codebook(CODEBOOK)
    any_study.add(coding(WORDS, "oppfolging", coder=any_study.who))
    return any_study


def written(study: Study, statement: str = "Oppfølgingen tar tid.") -> int:
    return add_finding(study, Finding("oppfolging", Localised(nb=statement, en="It takes time."))).id or 0


def resting(study: Study) -> int:
    """A finding that rests on the study's only coding."""
    id_ = written(study)
    add_evidence(study, id_, Wanted(study.codings()[0].id, note="sagt rett ut"))
    return id_


def statuses(study: Study) -> list[str]:
    [finding] = list_findings(study)
    return [each.status for each in Standings(study, "nb").of(finding.evidence)]


def codes(raised: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in raised.value.problems]


def test_a_finding_is_kept_with_its_evidence_and_recommendations(coded: Study) -> None:
    id_ = resting(coded)
    recommend(coded, id_, Recommendation(Localised(nb="Gi mer tid."), (Localised(nb="Lederne"),)))
    [finding] = list_findings(coded)
    assert finding.statement.as_dict() == {"nb": "Oppfølgingen tar tid.", "en": "It takes time."}
    assert [(each.source, TALK[each.start : each.end], each.code) for each in finding.evidence] == [
        ("gruppe", WORDS, "oppfolging")
    ]
    assert [each.addressees for each in finding.recommendations] == [(Localised(nb="Lederne"),)]


def test_what_is_done_to_findings_can_be_undone_and_brought_back(coded: Study) -> None:
    id_ = resting(coded)
    before = list_findings(coded)
    remove_findings(coded, [id_])
    assert list_findings(coded) == []
    coded.undo()
    assert list_findings(coded) == before
    coded.undo(redo=True)
    assert list_findings(coded) == []


def test_an_unknown_theme_and_an_empty_statement_are_told_at_once(coded: Study) -> None:
    with pytest.raises(EvaluationError) as raised:
        add_finding(coded, Finding("opfolging", Localised()))
    assert codes(raised) == ["FINDING-002", "FINDING-003"]


def test_findings_of_a_theme_stand_as_they_were_put(coded: Study) -> None:
    one, two, three = (written(coded, each) for each in ("En.", "To.", "Tre."))
    order_findings(coded, [three, one])
    assert [each.id for each in list_findings(coded)] == [three, one, two]
    move_finding(coded, two, -1)
    move_finding(coded, three, -1)
    assert [each.id for each in list_findings(coded)] == [three, two, one]


def test_who_edits_what_another_has_changed_meanwhile_is_told_and_nothing_is_overwritten(coded: Study) -> None:
    id_ = written(coded)
    seen = find_finding(coded, id_)
    change_finding(coded.seen_by("jonas"), replace(seen, statement=Localised(nb="Jonas' ord.")), was=seen.stamp)
    with pytest.raises(EvaluationError) as raised:
        change_finding(coded.seen_by("ida"), replace(seen, statement=Localised(nb="Idas ord.")), was=seen.stamp)
    assert codes(raised) == ["FINDING-006"]
    assert find_finding(coded, id_).statement == Localised(nb="Jonas' ord.")


def test_evidence_whose_coding_is_removed_stands_marked_and_an_undo_mends_it(coded: Study) -> None:
    resting(coded)
    coded.replace_codings(coded.codings(), [])
    assert statuses(coded) == ["uncoded"]
    coded.undo()
    assert statuses(coded) == ["same"]


def test_evidence_follows_a_correction_and_is_marked_where_its_words_are_others(coded: Study) -> None:
    resting(coded)
    change_text(coded, "gruppe", TALK.replace("Moderator: ", "Moderator: Ja. ", 1))
    assert statuses(coded) == ["same"]
    text = coded.source("gruppe").text
    change_text(coded, "gruppe", text.replace(WORDS, "tok svært lang tid"))
    assert statuses(coded) == ["changed"]
    [evidence] = list_findings(coded)[0].evidence
    confirm_evidence(coded, evidence.id or 0)
    assert statuses(coded) == ["same"]


def test_evidence_whose_words_are_cut_out_is_kept_as_gone_and_an_undo_brings_it_back(coded: Study) -> None:
    resting(coded)
    line = next(each for each in TALK.splitlines(keepends=True) if WORDS in each)
    change_text(coded, "gruppe", TALK.replace(line, ""), force=True)
    assert statuses(coded) == ["gone"]
    coded.undo()
    assert statuses(coded) == ["same"]


def test_a_source_that_is_deleted_for_good_leaves_evidence_without_its_words_also_in_the_log(coded: Study) -> None:
    resting(coded)
    with coded.store.writing() as connection:
        purge_source(connection, 1)
    [evidence] = list_findings(coded)[0].evidence
    assert (evidence.source, evidence.start, evidence.note, evidence.seen) == ("", None, "", "")
    with coded.store.reading() as connection:
        logged = str(connection.exec_driver_sql("SELECT before, after FROM change").all())
    assert "sagt rett ut" not in logged


def test_evidence_from_others_codings_in_a_blind_round_is_hidden_until_it_closes(coded: Study) -> None:
    ida, jonas = coded.seen_by("ida"), coded.seen_by("jonas")
    open_round(ida, "r1", coders=("ida", "jonas"))
    jonas.add(coding(WORDS, "oppfolging", coder="jonas", round="r1"))
    id_ = written(jonas)
    [hidden] = [each for each in jonas.codings() if each.coder == "jonas"]
    add_evidence(jonas, id_, Wanted(hidden.id))
    choose_quote(jonas, Wanted(hidden.id), "oppfolging")
    jonas.replace_codings([hidden], [])  # what it was taken from may be gone; whose it was is remembered
    assert [len(find_finding(each, id_).evidence) for each in (ida, jonas)] == [0, 1]
    assert [len(chosen_quotes(each)) for each in (ida, jonas)] == [0, 1]
    close_round(ida, "r1")
    assert len(find_finding(ida, id_).evidence) == 1


def test_an_import_leaves_evidence_that_its_reader_does_not_see(coded: Study, tmp_path: Path) -> None:
    ida, jonas = coded.seen_by("ida"), coded.seen_by("jonas")
    open_round(ida, "r1", coders=("ida", "jonas"))
    jonas.add(coding(WORDS, "oppfolging", coder="jonas", round="r1"))
    id_ = written(jonas)
    add_evidence(jonas, id_, Wanted(next(each.id for each in jonas.codings() if each.coder == "jonas")))
    export_findings(ida, tmp_path / "funn.yaml")
    import_findings(ida, tmp_path / "funn.yaml")
    assert len(find_finding(jonas, id_).evidence) == 1


@pytest.mark.parametrize("suffix", [".yaml", ".csv"])
def test_what_is_exported_comes_back_as_it_was(coded: Study, tmp_path: Path, suffix: str) -> None:
    id_ = resting(coded)
    recommend(coded, id_, Recommendation(Localised(nb="=Gi tid; «alltid»\n"), (Localised(nb="A"), Localised(nb="B"))))
    before = [replace(each, author="", at="") for each in list_findings(coded)]
    export_findings(coded, tmp_path / f"funn{suffix}")
    assert import_findings(coded, tmp_path / f"funn{suffix}").same == (id_,)
    remove_findings(coded, [id_])
    text = (tmp_path / f"funn{suffix}").read_text(encoding="utf-8-sig")
    (tmp_path / f"ny{suffix}").write_text(text.replace("id: 1", "").replace(f"finding;{id_};", "finding;;"), "utf-8")
    import_findings(coded, tmp_path / f"ny{suffix}")
    [after] = list_findings(coded)
    bare = [replace(one, who="", at="", finding=None) for one in after.evidence]
    assert bare == [replace(one, who="", at="", finding=None) for one in before[0].evidence]
    assert after.stamp == before[0].stamp


def test_a_file_with_a_fault_is_refused_whole_with_the_line_of_each(coded: Study, tmp_path: Path) -> None:
    (tmp_path / "funn.yaml").write_text(
        "findings:\n"
        "  - {theme: oppfolging, statement: {nb: Godt.}}\n"
        "  - theme: ukjent\n"
        "    statement: {nb: Galt.}\n"
        "    evidence:\n"
        "      - {source: gruppe, quote: Dette sa ingen i gruppa.}\n"
    )
    with pytest.raises(EvaluationError) as raised:
        import_findings(coded, tmp_path / "funn.yaml")
    assert [(each.code, each.line) for each in raised.value.problems] == [("FINDING-002", 3), ("CODING-001", 6)]
    assert list_findings(coded) == []


def test_every_text_can_be_read_replaced_and_forgotten(coded: Study) -> None:
    id_ = resting(coded)
    recommend(coded, id_, Recommendation(Localised(nb="Kari bør ringe."), (Localised(nb="Kari"),)))
    with coded.store.reading() as connection:
        texts = finding_texts(connection)
    assert set(texts.values()) == {
        "Oppfølgingen tar tid.", "It takes time.", "sagt rett ut", "Kari bør ringe.", "Kari",
    }  # fmt: skip
    with coded.store.act("privacy.pseudonymise", "ida") as act:
        replace_finding_texts(act, {key: text.replace("Kari", "Informant 1") for key, text in texts.items()})
    with coded.store.writing() as connection:
        seal_findings(connection, {(key.table, key.row) for key in texts})
    [finding] = list_findings(coded)
    assert finding.recommendations[0].addressees == (Localised(nb="Informant 1"),)
    with coded.store.reading() as connection:
        assert "Kari" not in str(connection.exec_driver_sql("SELECT before, after FROM change").all())


@pytest.mark.parametrize(("version", "told"), [("draft", "abc"), ("commissioner", "bc"), ("public", "c")])
def test_a_version_tells_its_findings_and_no_others(coded: Study, version: str, told: str) -> None:
    _a, b, c = (written(coded, each) for each in "abc")
    change_finding(coded, replace(find_finding(coded, b), state="agreed"))
    publish_findings(coded, [c])
    kept = findings_for(version, list_findings(coded))  # type: ignore[arg-type]
    assert "".join(each.statement.text("nb") for each in kept) == told


def test_what_is_made_one_keeps_the_evidence_of_both(coded: Study) -> None:
    resting(coded)
    [first] = coded.codings()
    start, end = first.start, first.end + 1
    coded.add(Coding("gruppe", start, end, "forebygging", coder=coded.who))
    from evaluation.codes.acts import merge_codes

    merge_codes(coded, ["oppfolging"], into="forebygging")
    assert statuses(coded) == ["recoded"]


def test_words_of_a_text_that_was_corrected_since_they_were_seen_are_not_taken(coded: Study) -> None:
    finding = written(coded)
    source = coded.sources()[0]
    seen = Wanted(source=source.name, words=WORDS, text=source.text)
    old = replace(seen, text=source.text.replace(WORDS, "tek tid"))
    for keep in (
        lambda: choose_quote(coded, old, "oppfolging"),
        lambda: add_evidence(coded, finding, old),
        lambda: found_with(coded, Finding("oppfolging", Localised(nb="Nytt.")), old),
    ):
        with pytest.raises(EvaluationError) as raised:
            keep()
        assert [each.code for each in raised.value.problems] == ["EDIT-003"]
    assert (chosen_quotes(coded), find_finding(coded, finding).evidence, len(list_findings(coded))) == ([], (), 1)
    assert add_evidence(coded, finding, seen).source == source.name
