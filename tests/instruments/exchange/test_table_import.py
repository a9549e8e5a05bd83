"""What LimeSurvey and REDCap write becomes a draft that shows the same questions for the same answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from instruments.exchange import export
from instruments.exchange.importing import Draft, import_form
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped
from instruments.show_if.routing import routing_of, shown
from tests.instruments.show_if.vectors import FORM, VECTORS

Write = Callable[[str, str], Path]
SUFFIX = {"limesurvey": ".txt", "redcap": ".csv"}
HEADINGS = "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tmandatory\tother\n"


def drafted(instrument: Instrument, to: str, folder: Path) -> Draft:
    file = folder / f"skjema{SUFFIX[to]}"
    file.write_bytes(export(instrument, to).content)
    return import_form(file)


def read(draft: Draft, folder: Path) -> Instrument:
    target = folder / "draft.yaml"
    target.write_text(draft.yaml(), encoding="utf-8")
    return read_instrument(target)


def lime(folder: Path, *rows: str) -> Draft:
    file = folder / "skjema.txt"
    file.write_text(HEADINGS + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return import_form(file)


def redcap(folder: Path, *rows: str, heading: str = "") -> Draft:
    file = folder / "skjema.csv"
    told = heading or "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,Choices"
    file.write_text("\n".join([told, *rows]) + "\n", encoding="utf-8")
    return import_form(file)


@pytest.mark.parametrize("to", SUFFIX)
@pytest.mark.parametrize("name", names())
def test_every_shipped_instrument_comes_back_with_its_questions_and_answers(to: str, name: str, tmp_path: Path) -> None:
    before = shipped(name).instrument
    after = read(drafted(before, to, tmp_path), tmp_path)
    language = before.original

    def told(instrument: Instrument) -> list[object]:
        return [
            (each.type.replace("scale", "single"), " ".join(each.text.text(language).split()), each.required,
             len(each.rows), sorted({**instrument.codes_of(each), **instrument.missing_of(each)}))
            for each in instrument.questions() if each.type != "information"
        ]  # fmt: skip

    assert told(after) == told(before)


@pytest.mark.parametrize("to", SUFFIX)
@pytest.mark.parametrize(("answers", "expected"), VECTORS)
def test_the_same_answers_show_the_same_questions(
    to: str, answers: dict[str, object], expected: object, write: Write, tmp_path: Path
) -> None:
    before = read_instrument(write("skjema.yaml", FORM))
    after = read(drafted(before, to, tmp_path), tmp_path)
    variables = [(one.variable, other.variable, one.rows, other.rows)
                 for one, other in zip(before.questions(), after.questions(), strict=True)]  # fmt: skip
    renamed = {one: other for one, other, *_ in variables}
    renamed |= {one: other for _, _, ones, others in variables for one, other in zip(ones, others, strict=True)}
    ids = {other.id: one.id for one, other in zip(before.questions(), after.questions(), strict=True)}
    given = {renamed[name]: value for name, value in answers.items() if name in renamed}
    found = [ids[each] for each in shown(routing_of(after), given)]
    assert found == shown(routing_of(before), {name: answers[name] for name in answers if name in renamed})


def test_limesurvey_brings_all_languages_whatever_the_order_of_their_rows(tmp_path: Path) -> None:
    draft = lime(
        tmp_path,
        "S\t\tlanguage\t\tnb\t\t\t\t",
        "S\t\tadditional_languages\t\tnn de\t\t\t\t",
        "G\t\tDel\t1\t\t\tnb\t\t",
        "Q\tL\tplan\t1\tHar dere en plan?\t\tnb\tY\tN",
        "A\t0\tA1\t\tJa\t\tnb\t\t",
        "A\t0\tA2\t\tNei\t\tnb\t\t",
        'Q\tT\thvorfor\tplan.NAOK == "A2"\tHvorfor?\t\tnb\tN\tN',
        "G\t\tBolk\t1\t\t\tnn\t\t",
        "Q\tT\thvorfor\t1\tKvifor?\t\tnn\tN\tN",
        "Q\tL\tplan\t1\tHar de ein plan?\t\tnn\tY\tN",
        "A\t0\tA2\t\tNei\t\tnn\t\t",
        "A\t0\tA1\t\tJa\t\tnn\t\t",
    )
    form = read(draft, tmp_path)
    plan, why = form.questions()
    assert [each.text.text("nn") for each in (plan, why)] == ["Har de ein plan?", "Kvifor?"]
    assert (plan.required, sorted(plan.choices), why.show_if) == (True, [1, 2], "plan = 2")
    assert [each.code for each in draft.problems] == ["FORM-022"]


def test_limesurvey_tells_what_instruments_do_not_have(tmp_path: Path) -> None:
    draft = lime(
        tmp_path,
        "G\t\tDel\t1\t\t\tnb\t\t",
        "Q\t|\tfil\t1\tLast opp\t\tnb\tN\tN",
        "Q\tM\tvalg\t1\tHvilke? <script>x()</script>\t\tnb\tN\tY",
        "SQ\t0\tSQ001\t1\tKurs\t\tnb\t\t",
        "Q\tS\tord\tregexMatch('/a/', valg)\tOrd\t\tnb\tN\tN",
        "Q\tO\tmed\t1\tHvilken, og hvorfor?\t\tnb\tN\tN",
        "A\t0\t1\t\tJa\t\tnb\t\t",
        "Z\t\thva\t\t\t\tnb\t\t",
    )
    assert [each.code for each in draft.problems] == [
        "FORM-063",
        "FORM-025",
        "FORM-029",
        "FORM-026",
        "FORM-028",
        "FORM-026",
    ]
    assert [each.line for each in draft.problems] == [9, 3, 4, 4, 6, 7]


def test_redcap_reads_the_headings_of_its_other_doors(tmp_path: Path) -> None:
    heading = "field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations"
    draft = redcap(
        tmp_path, "record_id,f,,text,Record ID,", 'plan,f,Om dere,radio,Plan?,"a, Ja | b, Nei"', heading=heading
    )
    [plan] = read(draft, tmp_path).questions()
    assert (plan.variable, sorted(plan.choices), plan.choices[1].text("nb")) == ("plan", [1, 2], "Ja")


def test_redcap_tells_what_instruments_do_not_have(tmp_path: Path) -> None:
    draft = redcap(tmp_path, "bmi,f,,calc,BMI,[a]/[b]", "uten,f,,radio,Hva?,", ",f,,text,Navnløs,")
    assert {each.code for each in draft.problems} == {"FORM-025", "FORM-027", "FORM-063"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"alder,kjonn\n1,2\n", "FORM-060"),
        ("a.csv", b"", "FORM-060"),
        ("a.csv", b"Variable / Field Name\x00,Field Type,Field Label\n", "FORM-061"),
        ("a.txt", b"class\ttype/scale\tname\ttext\n", "FORM-060"),
        ("a.txt", b"class\ttype/scale\tname\ttext\tlanguage\nG\t\tX\t\tde\n", "FORM-064"),
    ],
)
def test_what_is_no_such_file_is_told_in_one_message(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EvaluationError) as raised:
        import_form(tmp_path / name)
    assert [each.code for each in raised.value.problems] == [code]


def test_a_file_that_is_not_utf8_is_read_and_told(tmp_path: Path) -> None:
    file = tmp_path / "skjema.csv"
    file.write_bytes(
        "Variable / Field Name,Field Type,Field Label\nsp,notes,Hva gjør dere på jobben?\n".encode("cp1252")
    )
    draft = import_form(file)
    assert [each.code for each in draft.problems] == ["FORM-062"]
    assert next(read(draft, tmp_path).questions()).text.text("nb") == "Hva gjør dere på jobben?"


def test_a_guide_in_plain_text_is_still_a_guide(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text("Innledning\n\n1. Hva gjør dere for å forebygge?\n", encoding="utf-8")
    assert "forebygge" in import_form(tmp_path / "guide.txt").yaml()
