"""Summaries written in the study and in a workbook: all or nothing, listed, and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from coding.framework.importing import Imported, import_framework, salt_of
from coding.framework.reading import Columns, framework_of
from coding.framework.workbook import HIDDEN, write_workbook
from coding.framework.writing import write_cell
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook
from evaluation.model.memo import CaseKind
from evaluation.study import Study
from tests.coding.framework.conftest import coding
from tests.evaluation.store.examples import captured

Edit = Callable[[Any], object]


def exported(study: Study, path: Path, kind: CaseKind = "participant", columns: Columns = "theme") -> Path:
    whole = framework_of(study, cases=kind, columns=columns)
    write_workbook(whole, path, salt=salt_of(study), language="nb")
    return path


def edited(path: Path, edit: Edit) -> Path:
    book = load_workbook(path)
    edit(book["Matrise"])
    book.save(path)
    return path


def put(**cells: object) -> Edit:
    """`put(C3="Tungt.")`; the matrix has Informant 2 in row 3 and Informant 1 in row 4."""

    def edit(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name].value = value

    return edit


def changes(done: Imported) -> list[tuple[str, str, str, str]]:
    return [(each.action, each.cell.case.label, each.cell.theme.id, each.text) for each in done.changes]


def codes_of(study: Study, path: Path, **values: Any) -> list[str]:
    with pytest.raises(EvaluationError) as raised:
        import_framework(study, path, **values)
    return [each.code for each in raised.value.problems if each.severity == "error"]


def texts(study: Study) -> dict[tuple[str, str], str]:
    return {place: cell.text for place, cell in framework_of(study).cells.items() if cell.text}


@pytest.fixture
def written(told: Study) -> Study:
    """Both informants on prevention."""
    write_cell(told, "odd", "forebygging", "Roboten hjelper.")
    write_cell(told, "ragnhild", "forebygging", "=Tungt")
    return told


@pytest.mark.parametrize("kind", ["participant", "organisation", "session"])
@pytest.mark.parametrize("columns", ["theme", "code"])
def test_a_workbook_that_was_not_touched_changes_nothing(
    written: Study, tmp_path: Path, kind: CaseKind, columns: Columns
) -> None:
    before = captured(written.store)
    done = import_framework(written, exported(written, tmp_path / "m.xlsx", kind, columns))
    assert (done.changes, captured(written.store)) == ((), before)


def test_what_was_written_changed_and_emptied_is_listed(written: Study, tmp_path: Path) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(C3="Roboten løfter.", D3="Nytt.", C4=None))
    assert changes(import_framework(written, path)) == [
        ("changed", "Informant 2", "forebygging", "Roboten løfter."),
        ("added", "Informant 2", "oppfolging", "Nytt."),
        ("removed", "Informant 1", "forebygging", ""),
    ]


@pytest.mark.usefixtures("either_database")
def test_an_import_is_one_act_that_is_taken_back(written: Study, tmp_path: Path) -> None:
    before, acts = captured(written.store), len(written.log())
    import_framework(written, edited(exported(written, tmp_path / "m.xlsx"), put(C3="a", D3="b", C4=None)))
    assert [each.act for each in written.log()[acts:]] == ["framework.import"]
    written.undo()
    assert captured(written.store) == before


def exchange(one: Any, other: Any) -> None:
    """Text stays text, also where openpyxl would take it for a formula."""
    one.value, other.value = other.value, one.value
    for cell in (one, other):
        cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type


def sort_shown_rows(sheet: Any) -> None:
    """As a spreadsheet does when only what is shown is marked: the hidden keys stay behind."""
    for column in "BCD":
        exchange(sheet[f"{column}3"], sheet[f"{column}4"])


def swap_columns(sheet: Any) -> None:
    for row in range(1, 5):
        exchange(sheet.cell(row, 3), sheet.cell(row, 4))


@pytest.mark.parametrize(
    "edit",
    [
        sort_shown_rows,
        swap_columns,
        lambda sheet: sheet.delete_rows(3),
        lambda sheet: sheet.delete_cols(3),
        lambda sheet: sheet.delete_rows(1),
        lambda sheet: sheet.delete_cols(1),
        lambda sheet: sheet.parent.remove(sheet.parent[HIDDEN]),
        lambda sheet: sheet.parent.remove(sheet.parent["Sitater"]),
        put(B3=None),
        put(D2="oppfolging"),
    ],
    ids=[
        "sorted",
        "swapped",
        "a row removed",
        "a column removed",
        "no keys of themes",
        "no keys of cases",
        "no hidden sheet",
        "no quotes",
        "no label but a key",
        "the id for a label",
    ],
)
def test_moving_and_removing_changes_nothing(written: Study, tmp_path: Path, edit: Edit) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), edit)
    before = texts(written)
    assert (changes(import_framework(written, path)), texts(written)) == ([], before)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (put(B3="Informant 22"), "FRAMEWORK-001"),
        (put(B5="Informant 3", C5="Kom aldri."), "FRAMEWORK-001"),
        (put(C2="Forebyging"), "FRAMEWORK-002"),
        (put(E2="Økonomi", E3="Dyrt."), "FRAMEWORK-002"),
        (put(C3="🚲" * 20_000), "FRAMEWORK-004"),
        (put(C3="=A1"), "FRAMEWORK-009"),
        (put(C3="#DIV/0!"), "FRAMEWORK-010"),
        (put(F4="Løst."), "FRAMEWORK-012"),
        (put(B4="Informant 2"), "FRAMEWORK-013"),
    ],
)
def test_a_fault_anywhere_and_nothing_is_taken_over(written: Study, tmp_path: Path, edit: Edit, code: str) -> None:
    before = captured(written.store)
    path = edited(edited(exported(written, tmp_path / "m.xlsx"), put(D3="Ville blitt med.")), edit)
    assert (code in codes_of(written, path), captured(written.store)) == (True, before)


def test_an_unknown_heading_comes_with_the_nearest(written: Study, tmp_path: Path) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(B3="Informant 22"))
    with pytest.raises(EvaluationError) as raised:
        import_framework(written, path)
    [found] = [each for each in raised.value.problems if each.code == "FRAMEWORK-001"]
    assert "Informant 2" in str(found.values["known"])


def test_an_unknown_heading_without_a_text_is_only_told(written: Study, tmp_path: Path) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(B6="Gjennomgått av Kari"))
    done = import_framework(written, path)
    assert [(each.code, each.severity) for each in done.problems] == [("FRAMEWORK-001", "warning")]


@pytest.mark.parametrize(
    ("in_study", "in_file", "found"),
    [
        ("Roboten hjelper.", "Fra filen.", "Fra filen."),
        ("Fra studien.", "Roboten hjelper.", "Fra studien."),
        ("Det samme.", "Det samme.", "Det samme."),
        ("Fra studien.", "Fra filen.", None),
        ("", "Fra filen.", None),
    ],
)
def test_changes_on_both_sides_meet(
    written: Study, tmp_path: Path, in_study: str, in_file: str, found: str | None
) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(C3=in_file))
    write_cell(written, "odd", "forebygging", in_study)
    if found is None:
        assert codes_of(written, path) == ["FRAMEWORK-014"]
    else:
        import_framework(written, path)
        assert texts(written)["odd", "forebygging"] == found


def test_the_file_stands_when_that_is_asked_for(written: Study, tmp_path: Path) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(C3="Fra filen."))
    write_cell(written, "odd", "forebygging", "Fra studien.")
    import_framework(written, path, overwrite=True)
    assert texts(written)["odd", "forebygging"] == "Fra filen."


def test_a_summary_from_a_file_rests_on_the_quotes_the_file_had(written: Study, tmp_path: Path) -> None:
    path = edited(exported(written, tmp_path / "m.xlsx"), put(C4="Tungt ennå."))
    written.add([coding("tungt")])
    import_framework(written, path)
    cell = framework_of(written).cell("ragnhild", "forebygging")
    assert (cell.state, cell.added) == ("stale", (5,))


def test_a_name_that_was_taken_out_is_not_lost_on_the_way(written: Study, tmp_path: Path) -> None:
    write_cell(written, "ragnhild", "forebygging", "Ragnhild løfter.")
    path = exported(written, tmp_path / "m.xlsx")
    assert (load_workbook(path)["Matrise"]["C4"].value, import_framework(written, path).changes) == ("[…] løfter.", ())
    with written.store.reading() as connection:
        from evaluation.store.summaries import read_summaries

        assert "Ragnhild løfter." in [each.text for each in read_summaries(connection)]


@pytest.mark.parametrize("part", ["sheet", "text"])
def test_the_workbook_holds_no_name_of_anybody(written: Study, tmp_path: Path, part: str) -> None:
    write_cell(written, "ragnhild", "oppfolging", "Ragnhild Ternebø og Pallvik Logistikk.")
    book = load_workbook(exported(written, tmp_path / "m.xlsx"))
    told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row).casefold()
    assert [name for name in ("ragnhild", "ternebø", "pallvik", "skarvang") if name in told] == []


def test_a_new_name_for_a_code_keeps_its_summaries(told: Study) -> None:
    write_cell(told, "odd", "utstyr", "Roboter.")
    from evaluation.store import schema

    with told.store.act("code.rename", "Test") as act:
        act.update(schema.code, 2, {"name": "hjelpemidler"})
    assert framework_of(told, columns="code").cell("odd", "code:hjelpemidler").text == "Roboter."


def test_a_code_that_is_archived_has_no_column(told: Study) -> None:
    told.import_codebook(Codebook(name="k", codes=(Code(name="oppfolging", archived=True),)))
    assert "code:oppfolging" not in [each.id for each in framework_of(told, columns="code").themes]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Roboten hjelper.", []), ("Ragnhild sier det.", ["FRAMEWORK-005"])],
)
def test_a_summary_that_names_somebody_deserves_a_look(told: Study, text: str, codes: list[str]) -> None:
    assert [each.code for each in write_cell(told, "odd", "forebygging", text)[1]] == codes


def test_a_summary_without_quotes_deserves_a_look(told: Study) -> None:
    _, problems = write_cell(told, "odd", "oppfolging", "Sa ingenting.")
    assert [(each.code, each.severity) for each in problems] == [("FRAMEWORK-006", "note")]


def test_a_summary_longer_than_a_cell_is_refused(told: Study) -> None:
    with pytest.raises(EvaluationError) as raised:
        write_cell(told, "odd", "forebygging", "🚲" * 16_384)
    assert [each.code for each in raised.value.problems] == ["FRAMEWORK-004"]


def test_writing_again_makes_a_stale_summary_fresh(told: Study) -> None:
    write_cell(told, "ragnhild", "forebygging", "Tungt.")
    told.add([coding("tungt")])
    stale = framework_of(told).cell("ragnhild", "forebygging").state
    fresh, _ = write_cell(told, "ragnhild", "forebygging", "Tungt.")
    assert (stale, fresh.state, fresh.quotes) == ("stale", "written", (1, 5, 2))


PLACES = [(case, theme) for case in ("odd", "ragnhild") for theme in ("forebygging", "oppfolging")]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["", "a", "b"])), min_size=1, max_size=4))
def test_any_number_of_summaries_is_taken_back(told: Study, steps: list[tuple[tuple[str, str], str]]) -> None:
    before, acts = captured(told.store)["summary"], len(told.log())
    for (case, theme), text in steps:
        write_cell(told, case, theme, text)
    for _ in told.log()[acts:]:
        told.undo()
    assert captured(told.store)["summary"] == before


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_a_file_carries_any_summaries_over(told: Study, tmp_path: Path, four: list[str]) -> None:
    for (case, theme), text in zip(PLACES, four, strict=True):
        write_cell(told, case, theme, text)
    wanted = texts(told)
    path = exported(told, tmp_path / "m.xlsx")
    for case, theme in PLACES:
        write_cell(told, case, theme, "")
    import_framework(told, path, overwrite=True)
    assert texts(told) == {}
    edited(path, lambda sheet: sheet.parent.remove(sheet.parent[HIDDEN]))
    import_framework(told, path)
    assert texts(told) == wanted
