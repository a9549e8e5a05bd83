"""A plan with the tasks of a real agreement, its facts told in other words, as a workbook that people would keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

GROUP, COUNCIL = "Oppfølgingsgruppen", "Rådet for arbeidsliv og pensjon"
MINISTRY, HEALTH = "Arbeidsdepartementet", "Helse- og omsorgsdepartementet"
AGENCY, HEALTH_AGENCY = "Arbeids- og velferdsdirektoratet", "Helsedirektoratet"
FOUR = f"{MINISTRY}, {HEALTH}, {AGENCY}, {HEALTH_AGENCY}"
MAIN, LAW = "Hovedorganisasjonene", "Regjeringen og Stortinget"
WITH_AGENCY = f"{MINISTRY} i samarbeid med {AGENCY}"
LAWYERS = f"{MINISTRY} i samarbeid med Arbeidstilsynet og {AGENCY}"
BOTH = f"{MINISTRY} og {AGENCY}"
HEADINGS = (
    *("Oppgaver", "Ansvar for å\nforberede", "Ansvar for å\nbeslutte/gjennomføre"),
    *("Frist/tidsplan", "Status", "Merknad"),
)
DONE, STARTED = "Gjennomført", "Prosess igangsatt"
SECTIONS: Sequence[tuple[str, str, Sequence[tuple[str, ...]]]] = (
    (
        "Kunnskap og opplæring",
        "Arbeidet er forankret og bygger på kunnskap",
        (
            ("Regler for felles informasjon", GROUP, COUNCIL, "Vedtatt 25/5-10", DONE),
            ("Felles beskjed til virksomhetene om ny avtale", GROUP, COUNCIL, "Vedtatt 25/5-10", DONE),
            ("Nasjonal konferanse hvert år", GROUP, COUNCIL, "Neste konferanse: 2013", STARTED, "Holdt 2010–2012"),
            ("Konferanse for fylkesrådene hvert år", AGENCY, "", "Neste konferanse: 2013", STARTED, "Holdt 2010–2012"),
            ("Vurdere kampanjer", "Avtalepartene", "Avtalepartene", "Løpende", "Prosess igangsatt 2013"),
            ("Faglig støtte til sykmeldere", FOUR, f"{HEALTH} og {HEALTH_AGENCY}", "Tas i bruk 1/7-11", DONE),
            ("Obligatorisk kurs for sykmeldere", FOUR, f"{HEALTH} og {HEALTH_AGENCY}", "Tentativt 1/1-13", STARTED),
            ("Tall til leger om egen sykmelding", FOUR, AGENCY, "Lansert 29/11-11", DONE, "Evalueres med avtalen"),
            ("Forebygging inn i opplæringen", MAIN, MAIN, "Løpende", STARTED),
            ("Kurs i rollene etter avtalen", MAIN, MAIN, "September 2011", DONE),
        ),
    ),
    (
        "Regler og lovverk",
        "Regelverket følger avtalen",
        (
            ("Lovendringer om stoppunkter", LAWYERS, LAW, "I kraft 1/7-11", DONE),
            ("Avvikle aktiv sykmelding", LAWYERS, LAW, "I kraft 1/7-11", DONE),
            ("Styrke sanksjonene", LAWYERS, LAW, "I kraft 1/7-11", DONE),
            ("Ny modell for medfinansiering", WITH_AGENCY, LAW, "Vurderes i løpet av 2010", DONE, "Ikke endret nå"),
            ("Følge opp at reglene brukes", "Alle avtalepartene", "Alle avtalepartene", "Løpende", STARTED),
        ),
    ),
    (
        "Verktøy og virkemidler",
        "Virksomhetene får støtte som er til nytte",
        (
            ("Nasjonal enhet for arbeidslivssentrene", WITH_AGENCY, BOTH, "Senest innen 1/1-11", DONE),
            ("Egen kontaktperson for hver virksomhet", WITH_AGENCY, BOTH, "I løpet av 2011", DONE),
            ("Tilpasse samarbeidsavtalen", GROUP, f"{GROUP} og {AGENCY}", "Høsten 2010", DONE),
            ("Nye samarbeidsavtaler med alle", AGENCY, "Arbeidslivssentrene", "I løpet av 2011", DONE),
            ("Opplæring i oppfølging", MAIN, MAIN, "Ferdigstilt mai 2011, lansert 27/9-11", DONE),
            ("Drøfte et nasjonalt senter", GROUP, COUNCIL, "25/5-10 og 17/8-10", DONE, "Rådet går ikke inn for det"),
            ("Nytt skjema for sykmelding", AGENCY, BOTH, "I bruk fra 1/7-11", DONE),
            ("Forsøk med nye tiltak", f"{MINISTRY}, {AGENCY} og {MAIN.lower()}", "", "Løpende", STARTED),
            ("Strategi for flere med funksjonsnedsettelse i jobb", MINISTRY, "", "Lansert 6/10-11", DONE),
            ("Gjennomføre jobbstrategien", MINISTRY, "", "I tråd med strategien", STARTED),
            ("Tidligere tiltak for utsatte", BOTH, BOTH, "Snarest mulig", STARTED),
            ("Satsing på bransjer og regioner", GROUP, COUNCIL, "Løpende", STARTED),
            ("Egne resultatmål i tariffområdene", MAIN, "Forbund og landsforeninger", "1/1-11", DONE),
        ),
    ),
    (
        "Oppfølging og resultater",
        "Sentralt arbeid som forplikter",
        (
            ("Rapportere hvert halvår", GROUP, COUNCIL, "Neste rapportering: 26/2-13", STARTED, "Gjort 2010–2012"),
            ("Felles mal for rapportering", GROUP, COUNCIL, "Vedtatt 17/8-10", DONE),
            ("Starte evalueringen", GROUP, COUNCIL, "Innen 1/7-11", DONE),
            ("Legge fram evalueringen", GROUP, COUNCIL, "Innen 1/6-13", STARTED),
        ),
    ),
    (
        "Struktur og mandat",
        "Organiseringen bærer arbeidet",
        (
            ("Forankre arbeidet i rådet", GROUP, COUNCIL, "Drøftes minst halvårlig", DONE),
            ("Opprette oppfølgingsgruppen", MINISTRY, COUNCIL, "Vedtatt 25/5-10", DONE, "Varig gruppe"),
            ("Opprette faggruppen", GROUP, GROUP, "Vedtatt 15/4-10", DONE, "Varig gruppe"),
            ("Følge opp fylkesrådene", GROUP, f"{GROUP} og partene i fylkene", "Våren 2010", "Løpende"),
        ),
    ),
)
TASKS = sum(len(tasks) for _, _, tasks in SECTIONS)


def write_plan(path: Path, sections: Sequence[tuple[str, str, Sequence[tuple[str, ...]]]] = SECTIONS) -> Path:
    """The table as such plans have it: title, when it was updated, and for each section its name, its aim, its rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet.append(["Handlingsplan for oppfølging av avtalen"])
    sheet.append(["Vedtatt av rådet 25. mai 2010. Oppdatert i møtet i oppfølgingsgruppa 16.november 2012."])
    sheet.append([])
    for title, aim, tasks in sections:
        sheet.append([title])
        sheet.append([aim])
        sheet.append(list(HEADINGS))
        for task in tasks:
            sheet.append([*task, *[""] * (len(HEADINGS) - len(task))])
        sheet.append([])
    book.save(path)
    return path
