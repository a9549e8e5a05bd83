"""Joint reports in Word and PDF, as other secretaries make them; everything in them is invented."""

from pathlib import Path

from docx import Document

Chapter = tuple[str, list[tuple[str, str]]]

WORD: list[Chapter] = [
    ("Kystarbeiderforbundet (KAF)", [
        ("Viktigste erfaring å dele med andre organisasjoner", "Vi nådde 600 medlemmer på telefon."),
        ("Avvik fra plan i egen organisasjon", "Ingen avvik"),
        ("Særlig vellykket aktivitet", "Samlingen på Skarvøya."),
    ]),
    ("Innovasjonsringen", [
        ("Viktige erfaringer", "Nettverk på tvers gir resultater."),
        ("Avvik", "Vi mangler en koordinator."),
        ("Vellykkede aktiviteter", "Hospitering, med 22 deltakere."),
    ]),
    ("Bygdetilsynet", [
        ("Tilsyn", "Det ble gjort 212 tilsyn."),
        ("Veiledning", "Det ble holdt 18 kurs."),
    ]),
]  # fmt: skip
BOLD: list[Chapter] = [
    ("Rapport frå Kystarbeidarforbundet", [
        ("Viktigaste erfaring å dele med andre organisasjonar", "Små møte er best."),
        ("Avvik frå plan i eigen organisasjon", "Vi held planen."),
        ("Særleg vellukka aktivitet", "Haustsamlinga."),
    ]),
    ("Rapport frå Tindved tenestemannslag", [
        ("Viktigaste erfaring å dele med andre organisasjonar", "Dei som arbeider natt, må spørjast om natta."),
        ("Særleg vellukka aktivitet", "Filmen om tilrettelegging."),
    ]),
]  # fmt: skip
DEVIATION = "Avvik fra plan for aktiviteter/oppfølging i egen organisasjon og i samarbeid med andre"
LONG = [
    ("Rapportering om arbeidet 1. halvår 2023 fra Samarbeidsdepartementet for havner, kaier og andre anlegg "
     "langs kysten", [
        ("Viktigste erfaring å dele med andre organisasjoner", "Havnene er ulike, og det må vi ta på alvor. " * 6),
        (DEVIATION, "Vi er i rute. " * 9),
        ("Særlig vellykket aktivitet", "Havnedagen samlet 2 300 mennesker. " * 4),
    ]),
    ("Rapportering om arbeidet 1. halvår 2023 fra Kystarbeiderforbundet", [
        ("Viktigste erfaring å dele med andre organisasjoner", "Vi har lært å vente. " * 9),
        (DEVIATION, "To kurs er flyttet. " * 7),
        ("Særlig vellykket aktivitet", "Besøkene på 35 arbeidsplasser. " * 6),
    ]),
]  # fmt: skip


def word_with_headings(folder: Path) -> Path:
    """Headings of Word: parts, parties, and what each was asked."""
    document = Document()
    document.add_heading("Partenes rapport for 2. halvår 2023", 0)
    document.add_heading("Forord", 1)
    document.add_paragraph("Rapporten er den tredje i rekken.")
    document.add_heading("Del 1: Partene", 1)
    for party, sections in WORD:
        document.add_heading(party, 2)
        for heading, words in sections:
            document.add_heading(heading, 3)
            document.add_paragraph(words)
    document.add_heading("Vedlegg", 1)
    document.add_paragraph("Tallene er ikke kontrollert.")
    return _saved(document, folder / "partene.docx")


def word_in_bold(folder: Path) -> Path:
    """No headings but lines in bold, as most people write them."""
    document = Document()
    document.add_paragraph("Rapportar frå partane, 1. halvår 2024").runs[0].bold = True
    document.add_paragraph("Sekretariatet har sett rapportane saman.")
    for party, sections in BOLD:
        document.add_paragraph(party).runs[0].bold = True
        for heading, words in sections:
            document.add_paragraph(heading).runs[0].bold = True
            document.add_paragraph(words)
    return _saved(document, folder / "feit.docx")


def word_in_tables(folder: Path) -> Path:
    """A table for each party, with what was asked in the first column."""
    document = Document()
    document.add_heading("Halvårsrapport, første halvår 2024", 1)
    for party, sections in WORD[:2]:
        document.add_heading(party, 2)
        table = document.add_table(rows=0, cols=2)
        for heading, words in sections:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = heading, words
    return _saved(document, folder / "tabeller.docx")


def word_in_one_table(folder: Path) -> Path:
    """One table with a row for each party, and what was asked in its first row."""
    document = Document()
    document.add_heading("Oversikt over partenes rapporter, første halvår 2024", 1)
    table = document.add_table(rows=1, cols=4)
    heads = ["Part", *(heading for heading, _ in WORD[0][1])]
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for party, sections in WORD[:2]:
        for cell, words in zip(table.add_row().cells, [party, *(words for _, words in sections)], strict=True):
            cell.text = words
    empty = table.add_row().cells
    empty[0].text, empty[1].text = "Bygdetilsynet", "Første linje.\nAndre linje."
    return _saved(document, folder / "oversikt.docx")


def narrow_pdf(folder: Path) -> Path:
    """Narrow pages: headings go over several lines, and every page has a number."""
    import typst

    parts = ['#set page(width: 11cm, height: 16cm, numbering: "1")', "#set par(justify: true)", '#set text(lang: "nb")']
    parts.append("*Felles rapport fra partene*\n\n1. halvår 2023\n\n#pagebreak()")
    for party, sections in LONG:
        parts.append(f"#heading(level: 1)[{party}]")
        parts += [f"#heading(level: 2)[{heading}]\n\n{words}" for heading, words in sections]
    source = folder / "smal.typ"
    source.write_text("\n\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(folder / "smal.pdf"))
    return folder / "smal.pdf"


def _saved(document, path: Path) -> Path:  # type: ignore[no-untyped-def]
    document.save(str(path))
    return path
