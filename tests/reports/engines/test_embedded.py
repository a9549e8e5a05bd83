"""The embedded engine: one folder in, three files out, the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from lxml import html as lxml_html
from pypdf import PdfReader

from evaluation.errors import EvaluationError
from reports.engines import choose
from reports.engines.embedded import render

FORMATS = ("html", "docx", "odt", "pdf")
HEADINGS = [
    "Sammendrag",
    "1 Innledning",
    "1.1 Metode",
    "2 Partssamarbeidet",
    "2.1 Hva deltakerne sier",
    "2.1.1 Uenighet i gruppene",
    "Vedlegg A Tabeller",
]
CAPTIONS = [
    "Tabell 1: Deltakere og samtaler, etter gruppe",
    "Tabell 2: Enighet i tre utsagn om samarbeidet, i prosent av dem som svarte",
    "Figur 1: Hvor ofte hvert tema ble tatt opp. Tallene er kodinger.",
    "Figur 2: Andel ledere som kjenner virkemidlene, i prosent, 2021–2025.",
    "Tabell 3: Alle oppfølgingspunkter",
]
SENTENCES = [
    "Metoden er beskrevet i kapittel 1.1, og tallene står i tabell 1. Figur 1 viser hva",
    "Temaene er vist i figur 1 og figur 2 (se også kapittel 1.1). Figur 2 gjelder bare ledere, og 3 er en lang tabell.",
    "Evalueringen bygger på 12 samtaler med til sammen 47 deltakere",
    "Enigheten mellom koderne var god (Krippendorffs α = 0,81).",
]


@pytest.fixture(scope="module")
def rendered(whole_report: Path) -> Path:
    render(whole_report, FORMATS)
    return whole_report


def spaced(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def html_texts(folder: Path, path: str) -> list[str]:
    tree = lxml_html.fromstring((folder / "report.html").read_bytes())
    return [spaced(each.text_content()) for each in tree.xpath(path)]


def word_texts(folder: Path, *styles: str) -> list[str]:
    paragraphs = Document(str(folder / "report.docx")).paragraphs
    return [spaced(each.text) for each in paragraphs if each.style and each.style.name in styles]


def pdf_text(folder: Path) -> str:
    return spaced(" ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages))


def pdf_headings(folder: Path) -> list[str]:
    def titles(outline: list[object]) -> list[str]:
        nested = (titles(each) if isinstance(each, list) else [spaced(each.title)] for each in outline)  # type: ignore[attr-defined]
        return [title for group in nested for title in group]

    return [title for title in titles(PdfReader(folder / "report.pdf").outline) if title != "Innhold"]


def codes(folder: Path, formats: tuple[str, ...] = FORMATS) -> list[tuple[str, str, int | None]]:
    with pytest.raises(EvaluationError) as error:
        render(folder, formats)  # type: ignore[arg-type]
    assert all(each.sentence() for each in error.value.problems)
    return [(each.code, each.file, each.line) for each in error.value.problems]


def add(folder: Path, text: str, name: str = "report.qmd") -> int:
    """Append a paragraph; returns the line where it begins."""
    before = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(f"{before}\n{text}\n", encoding="utf-8")
    return before.count("\n") + 2


def replace(folder: Path, old: str, new: str, name: str = "report.qmd") -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_headings_have_the_same_numbers_in_html(rendered: Path) -> None:
    assert html_texts(rendered, "//main//*[self::h2 or self::h3 or self::h4]") == HEADINGS


def test_headings_have_the_same_numbers_in_word(rendered: Path) -> None:
    assert word_texts(rendered, "Heading 1", "Heading 2", "Heading 3") == HEADINGS


def test_headings_have_the_same_numbers_in_the_pdf(rendered: Path) -> None:
    text = pdf_text(rendered)
    assert all(heading in text for heading in HEADINGS)
    assert [re.sub(r"^[\d.]+ ", "", each) for each in HEADINGS] == [
        re.sub(r"^[\d.]+ ", "", each) for each in pdf_headings(rendered)
    ]


def test_captions_are_numbered_in_html(rendered: Path) -> None:
    path = "//caption | //figcaption[not(@class)]"
    assert html_texts(rendered, path) == CAPTIONS


def test_captions_are_numbered_in_word(rendered: Path) -> None:
    assert word_texts(rendered, "Table Caption", "Image Caption") == CAPTIONS


def test_captions_are_numbered_in_the_pdf(rendered: Path) -> None:
    text = pdf_text(rendered)
    assert [each for each in CAPTIONS if each not in text] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cross_references_and_variables_read_the_same_everywhere(rendered: Path, sentence: str) -> None:
    assert sentence in html_texts(rendered, "//main")[0]
    assert sentence in " ".join(word_texts(rendered, "Body Text", "First Paragraph", "Lead In"))
    assert sentence.replace(" ", "") in pdf_text(rendered).replace(" ", "").replace("\xad", "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nn", ["Tabell 1:", "i kapittel 1.1", "Figur 1 viser", "Innhald", "Åtvaring", "Oppdragsgjevar"]),
        ("en", ["Table 1:", "i Section 1.1", "Figure 1 viser", "Contents", "Warning", "Commissioned by"]),
    ],
)
def test_the_words_follow_the_language_of_the_report(report_folder: Path, lang: str, words: list[str]) -> None:
    replace(report_folder, "lang: nb", f"lang: {lang}")
    render(report_folder, FORMATS)
    page = html_texts(report_folder, "//body")[0]
    assert [each for each in words if each not in page] == []
    assert [each for each in words if each not in pdf_text(report_folder)] == []


def test_a_language_asked_for_wins(report_folder: Path) -> None:
    render(report_folder, ["html"], language="en")
    assert "Figure 1:" in html_texts(report_folder, "//body")[0]


@pytest.mark.parametrize("format_", FORMATS)
def test_two_runs_give_the_same_bytes(rendered: Path, report_folder: Path, format_: str) -> None:
    render(report_folder, [format_])  # type: ignore[list-item]
    name = f"report.{format_}"
    assert (report_folder / name).read_bytes() == (rendered / name).read_bytes()


def test_the_paths_come_in_the_order_asked_for(report_folder: Path) -> None:
    made = render(report_folder, ["docx", "html", "docx"])
    assert [path.name for path in made] == ["report.docx", "report.html"]


def test_nothing_but_the_files_asked_for_is_left_in_the_folder(report_folder: Path) -> None:
    before = {path.name for path in report_folder.iterdir()}
    render(report_folder, ["html"])
    assert {path.name for path in report_folder.iterdir()} - before == {"report.html"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Se @fig-kodr.", "ENGINE-007"),
        ("Se @Tbl-borte.", "ENGINE-007"),
        ("Se [her](#borte).", "ENGINE-008"),
        ("## Metode igjen {#sec-metode}", "ENGINE-010"),
        ("![Bilde](figures/borte){fig-alt='x'}", "ENGINE-011"),
        ("![](figures/koder)", "ENGINE-012"),
        ("![Logo](https://www.example.org/logo.png)", "ENGINE-013"),
        ("![Logo](../../logo.png)", "ENGINE-022"),
        ("<img src='https://www.example.org/x.png'>", "ENGINE-028"),
        ("#### Hopp", "ENGINE-029"),
        ("{{< include _generated/borte.qmd >}}", "ENGINE-002"),
    ],
)
def test_a_fault_in_the_text_names_file_and_line(report_folder: Path, text: str, code: str) -> None:
    line = add(report_folder, text, "_generated/vedlegg.qmd")
    found_code, file, found_line = codes(report_folder)[0]
    assert (found_code, file) == (code, "_generated/vedlegg.qmd" if code != "ENGINE-010" else file)
    assert found_line == line or code == "ENGINE-010"


def test_every_fault_of_the_text_is_told_at_once(report_folder: Path) -> None:
    add(report_folder, "@fig-a, ![x](figures/b), {{< var c >}}")
    assert {code for code, _, _ in codes(report_folder)} == {"ENGINE-007", "ENGINE-011", "ENGINE-005"}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda folder: (folder / "report.qmd").unlink(), "ENGINE-001"),
        (lambda folder: (folder / "report.qmd").write_text('---\ntitle: "x\n---\n'), "ENGINE-009"),
        (lambda folder: (folder / "_quarto.yml").write_text("a: b: c\n"), "ENGINE-009"),
        (lambda folder: (folder / "_variables.yml").write_text("- a\n- b\n"), "ENGINE-009"),
        (lambda folder: (folder / "figures" / "koder.png").write_bytes(b"not a picture"), "ENGINE-027"),
        (lambda folder: (folder / "figures" / "koder.svg").write_bytes(b"<svg not a drawing"), "ENGINE-015"),
        (lambda folder: (folder / "report.qmd").write_bytes(b"caf\xe9"), "ENGINE-023"),
    ],
)
def test_a_spoilt_folder_gives_one_message_and_leaves_the_old_files(report_folder: Path, damage, code: str) -> None:  # type: ignore[no-untyped-def]
    (report_folder / "report.html").write_text("gammel")
    damage(report_folder)
    assert [found for found, _, _ in codes(report_folder)] == [code]
    assert (report_folder / "report.html").read_text() == "gammel"


def test_an_output_that_cannot_be_replaced_leaves_the_others_untouched(report_folder: Path) -> None:
    (report_folder / "report.html").write_text("gammel")
    (report_folder / "report.pdf").mkdir()
    assert [code for code, _, _ in codes(report_folder)] == ["ENGINE-016"]
    assert (report_folder / "report.html").read_text() == "gammel"
    assert not list(report_folder.glob(".report*"))


@pytest.mark.parametrize(("name", "expected"), [(None, "embedded"), ("embedded", "embedded"), ("quarto", "quarto")])
def test_an_engine_is_chosen_by_name(name: str | None, expected: str) -> None:
    assert choose(name).name == expected


@pytest.mark.parametrize(("call", "code"), [(lambda: choose("latex"), "ENGINE-017")])
def test_an_unknown_engine_is_the_users_fault(call, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EvaluationError) as error:
        call()
    assert error.value.problems[0].code == code


def test_an_unknown_format_is_the_users_fault(report_folder: Path) -> None:
    assert [code for code, _, _ in codes(report_folder, ("rtf",))] == ["ENGINE-021"]


@pytest.mark.parametrize("text", ["Formel: $E = mc^2$.", "$$\\bar{x} = \\frac{1}{n}\\sum x_i$$"])
def test_a_formula_can_be_read_aloud_in_the_pdf(report_folder: Path, text: str) -> None:
    add(report_folder, text)
    assert (render(report_folder, ["pdf"])[0]).is_file()


def test_an_address_written_with_at_is_no_reference(report_folder: Path) -> None:
    add(report_folder, "Skriv til @departementet.")
    render(report_folder, FORMATS)
    assert "Skriv til @departementet." in html_texts(report_folder, "//main")[0]


@pytest.mark.parametrize("body", ["", "Bare tekst.\n", "# Én overskrift\n", "- liste\n"])
def test_a_report_of_almost_nothing_renders(tmp_path: Path, body: str) -> None:
    (tmp_path / "report.qmd").write_text(f'---\ntitle: "Kort"\nlang: nb\n---\n\n{body}', encoding="utf-8")
    assert len(render(tmp_path, FORMATS)) == len(FORMATS)


@pytest.mark.parametrize("title", ['Med "anførsel" og \\strek', "Tegn: # $ < & > [x] _y_ @z", "2. utgave"])
def test_any_title_can_be_set(tmp_path: Path, title: str) -> None:
    (tmp_path / "report.qmd").write_text(f"---\ntitle: '{title}'\nlang: nb\n---\n\nTekst.\n", encoding="utf-8")
    assert len(render(tmp_path, FORMATS)) == len(FORMATS)


SYNTAX = {
    "a table without a head": "---  ---\n a    b\n c    d\n---  ---\n",
    "a grid table": "+-----+-----+\n| A   | B   |\n+=====+=====+\n| - x | y   |\n| - z |     |\n+-----+-----+\n",
    "a table without a caption": "| A | B |\n|---|---|\n| x | 1 |\n",
    "an empty cell": "| A | B |\n|---|---|\n|   | 1 |\n\n: Tom {#tbl-tom}\n",
    "widths asked for": '| A | B |\n|---|---|\n| x | 1 |\n\n: Bredder {#tbl-bredde tbl-colwidths="[70,30]"}\n',
    "a long heading with letters of our own": "## Kva meiner partane om verkemidla på arbeidsplassane, og kvifor?\n",
    "a heading with code and a note": "## Om `n = 12`^[En note.] og *mer*\n",
    "a fourth level": "## A\n\n### B\n\n#### C\n\n##### D\n",
    "a definition list": "Ord\n:   Forklaring\n",
    "code": "```python\nx = [1]  # $ <\n```\n",
    "a small picture in a line": "Her ![ikon](figures/koder.png){width=40px} er det.\n",
    "verse": "| Linje én\n| Linje to\n",
    "a rule": "Før\n\n---\n\nEtter\n",
    "signs that Typst reads": "# * _ $ @x <y> \\ ~ = + - / // `` [ ] { } #let\n",
    "a list that begins with a year": "2026. Da var det slutt.\n",
    "a page break": "{{< pagebreak >}}\n",
    "nested boxes": ":::: {.key-points}\n::: {.callout-tip}\n## Tips\n\n- a\n:::\n::::\n",
    "a callout with a table": "::: {.callout-important}\n| A | B |\n|---|---|\n| x | 1 |\n:::\n",
    "an empty place for the narrative": "::: {.narrative-place}\n:::\n",
    "a quote without attribution": "::: {.quote-evidence}\nBare ord.\n:::\n",
    "a quote of two paragraphs": "::: {.quote-evidence}\nEn.\n\nTo.\n\n[Hvem]{.attribution}\n:::\n",
    "a comment": "<!-- husk å ringe departementet -->\n",
    "soft hyphen and special spaces": "ut\u00advikling 12\u202f345 \u2011 \u2192 \u2264 \u2713 €\n",
}


@pytest.mark.parametrize("text", SYNTAX.values(), ids=SYNTAX.keys())
def test_every_format_takes(report_folder: Path, text: str) -> None:
    add(report_folder, text)
    assert len(render(report_folder, FORMATS)) == len(FORMATS)


def test_widths_asked_for_are_the_widths_of_the_table(report_folder: Path) -> None:
    add(report_folder, SYNTAX["widths asked for"])
    render(report_folder, ["html"])
    tree = lxml_html.fromstring((report_folder / "report.html").read_bytes())
    assert tree.xpath("//table[@id='tbl-bredde']//col/@style") == ["width: 70%", "width: 30%"]


def test_a_comment_is_not_published(report_folder: Path) -> None:
    add(report_folder, "Tekst <!-- ring Kari --> videre.\n\n<!-- husk dette -->")
    render(report_folder, ["html"])
    assert not re.search("ring Kari|husk dette", (report_folder / "report.html").read_text(encoding="utf-8"))


def test_a_heading_in_a_callout_is_no_chapter(report_folder: Path) -> None:
    add(report_folder, "::: {.callout-note}\n# Først\n\nTekst\n\n## Så\n:::\n\n# Etterpå")
    render(report_folder, ["html"])
    assert html_texts(report_folder, "//main/h2")[-1] == "3 Etterpå"
