"""One form, and what is shown for which answers: every program that shows it must agree."""

FORM = """\
id: skjema
kind: questionnaire
title: Skjema
scales:
  enighet:
    codes: {1: Uenig, 2: Litt uenig, 3: Verken eller, 4: Litt enig, 5: Enig}
    missing: {9: Vet ikke}
sections:
  - id: om-dere
    title: Om dere
    questions:
      - {id: rolle, type: single, text: Rolle, choices: {1: Leder, 2: Tillitsvalgt, 3: Verneombud}}
      - {id: antall, type: number, text: Antall ansatte, missing: {9999: Vet ikke}}
      - {id: siden, type: date, text: Siden når}
      - id: tiltak
        type: multi
        text: Tiltak
        choices: {1: Kurs, 2: Hjelpemidler, 3: Skift, 4: Annet}
        missing: {9: Vet ikke}
      - {id: merknad, type: text, text: Merknad}
  - id: enig
    title: Hvor enig
    show_if: rolle in [1, 2]
    questions:
      - {id: enig-1, type: scale, scale: enighet, text: Målene er nyttige.}
      - {id: enig-2, type: scale, scale: enighet, text: Målene er nådd., show_if: enig-1 >= 4}
      - {id: uenig, type: open, text: Hvorfor ikke?, show_if: not (enig-1 >= 4)}
      - {id: ulik, type: open, text: Hva mener du?, show_if: enig-1 != 3}
      - id: hjelp
        type: grid
        scale: enighet
        text: God hjelp
        show_if: rolle = 1
        rows: {hjelp_nav: Fra Nav, hjelp_bht: Fra bedriftshelsetjenesten}
  - id: mer
    title: Mer
    questions:
      - {id: stor, type: open, text: Stor virksomhet, show_if: antall >= 50}
      - {id: ikke-stor, type: open, text: Ikke stor, show_if: not antall >= 50}
      - {id: gammel, type: open, text: Lenge med, show_if: siden < 2010-01-01}
      - {id: hvilket, type: text, text: Hvilket tiltak?, show_if: "tiltak in [4]"}
      - {id: ingen-kurs, type: open, text: Uten kurs, show_if: "tiltak not in [1, 2]"}
      - {id: mange, type: open, text: Mange tiltak, show_if: count(tiltak) >= 2}
      - {id: faa, type: open, text: Få tiltak, show_if: count(tiltak) < 2}
      - {id: om-merknad, type: open, text: Om merknaden, show_if: answered(merknad) and not answered(siden)}
      - {id: nav, type: open, text: Om Nav, show_if: hjelp_nav <= 2 or hjelp_bht <= 2}
      - {id: blandet, type: open, text: Blandet, show_if: "(rolle = 3 or antall < 10) and not (tiltak in [3])"}
      - {id: etter, type: open, text: Etter tiltaket, show_if: answered(hvilket)}
      - {id: noyaktig, type: open, text: Nøyaktig, show_if: "antall in [10, 20] or siden = 2020-02-29"}
"""

ALWAYS = {"rolle", "antall", "siden", "tiltak", "merknad"}
# Answers by variable, and what is shown beside what always is.
VECTORS: list[tuple[dict[str, object], set[str]]] = [
    ({}, {"faa"}),
    ({"rolle": 3}, {"faa"}),
    ({"rolle": 3, "tiltak": [1]}, {"faa", "blandet"}),
    ({"rolle": 2}, {"enig-1", "faa"}),
    ({"rolle": 1}, {"enig-1", "hjelp", "faa"}),
    ({"rolle": 2, "enig_1": 5}, {"enig-1", "enig-2", "ulik", "faa"}),
    ({"rolle": 2, "enig_1": 3}, {"enig-1", "uenig", "faa"}),
    ({"rolle": 2, "enig_1": 9}, {"enig-1", "ulik", "faa"}),
    ({"rolle": 3, "enig_1": 5}, {"faa"}),
    ({"antall": 50}, {"stor", "faa"}),
    ({"antall": 49.5}, {"ikke-stor", "faa"}),
    ({"antall": 9999}, {"faa"}),
    ({"antall": 0}, {"ikke-stor", "faa"}),
    ({"antall": 10}, {"ikke-stor", "faa", "noyaktig"}),
    ({"antall": 9, "tiltak": [1, 2]}, {"ikke-stor", "mange", "blandet"}),
    ({"antall": 9, "tiltak": [3]}, {"ikke-stor", "faa", "ingen-kurs"}),
    ({"siden": "2009-12-31"}, {"gammel", "faa"}),
    ({"siden": "2010-01-01"}, {"faa"}),
    ({"siden": "2020-02-29"}, {"faa", "noyaktig"}),
    ({"tiltak": [4]}, {"hvilket", "ingen-kurs", "faa"}),
    ({"tiltak": [3, 4]}, {"hvilket", "ingen-kurs", "mange"}),
    ({"tiltak": [9]}, {"ingen-kurs", "faa"}),
    ({"tiltak": [1, 9]}, {"faa"}),
    ({"tiltak": [1, 2, 3, 4]}, {"hvilket", "mange"}),
    ({"tiltak": [4], "hvilket": "Stoler"}, {"hvilket", "ingen-kurs", "faa", "etter"}),
    ({"tiltak": [3], "hvilket": "Stoler"}, {"ingen-kurs", "faa"}),
    ({"merknad": "Ja."}, {"om-merknad", "faa"}),
    ({"merknad": "Ja.", "siden": "2015-05-05"}, {"faa"}),
    ({"rolle": 1, "hjelp_nav": 2}, {"enig-1", "hjelp", "faa", "nav"}),
    ({"rolle": 1, "hjelp_nav": 3, "hjelp_bht": 1}, {"enig-1", "hjelp", "faa", "nav"}),
    ({"rolle": 1, "hjelp_nav": 9, "hjelp_bht": 4}, {"enig-1", "hjelp", "faa"}),
    ({"rolle": 2, "hjelp_nav": 1}, {"enig-1", "faa"}),
]
NAMES = [", ".join(f"{name}={value}" for name, value in answers.items()) or "nothing" for answers, _ in VECTORS]
