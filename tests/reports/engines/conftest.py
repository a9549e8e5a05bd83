"""A report such as an evaluator hands over, built in a temporary folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from reports.engines import EXTENSION

FRONT = """---
title: "Underveisevaluering av avtalen om et inkluderende arbeidsliv"
subtitle: "Hva partene, virksomhetene og de ansatte har erfart etter to år"
author:
  - Åse Bjørnstad
  - Per-Øyvind Ødegård
date: "1. juli 2026"
lang: nb
commissioner: Arbeids- og inkluderingsdepartementet
evaluator: Fjordheim analyse AS
underveis-version: 0.1.0
toc-depth: 2
---
"""

BODY = """
# Sammendrag {.unnumbered #sammendrag}

Evalueringen bygger på {{< var sessions.n >}} samtaler med til sammen {{< var participants.n >}} deltakere, og på en
spørreundersøkelse besvart av {{< var survey.n >}} ledere og tillitsvalgte. Svarprosenten var {{< var survey.rate >}}.

::: {.key-points}
- Partssamarbeidet er avtalens tydeligste gevinst: tillit bygget i kjernegruppene varer ved.
- Små virksomheter kjenner virkemidlene dårligere enn store.
- Mål for sykefravær og frafall er forstått ulikt i bransjene.
:::

# Innledning {#sec-innledning}

Avtalen ble inngått for perioden 2019–2024 og «skal skape et arbeidsliv med plass til alle».[^avtale] I dette kapitlet
gjør vi rede for oppdraget. Metoden er beskrevet i @sec-metode, og tallene står i @tbl-deltakere. @fig-koder viser hva
deltakerne snakket om.

[^avtale]: Intensjonsavtalen, punkt 1. Teksten er den samme i de tre siste avtalene.

::: {.questions}
Oppdragsgiver ba oss svare på tre spørsmål:

1. Hvordan virker partssamarbeidet i det daglige?
2. Hvilke virkemidler er tatt i bruk, og av hvem?
3. Hva står i veien for å nå målene?
:::

## Metode {#sec-metode}

{{< include _generated/metode.qmd >}}

::: {.callout-note}
## Om tallene

Prosenter er avrundet hver for seg og summerer ikke alltid til 100.
:::

::: {.callout-warning}
Grupper med færre enn fem svar er ikke vist.
:::

# Partssamarbeidet {#sec-parter}

{{< include _generated/parter.qmd >}}

::: {.narrative-place}
Her skriver du hvordan funnet henger sammen med spørsmålet fra oppdragsgiver.
:::

![Hvor ofte hvert tema ble tatt opp. Tallene er kodinger.](figures/koder){#fig-koder fig-alt="Liggende stolper.
Tillit har 48 kodinger, tid 31, opplæring 22 og små virksomheter 17."}

## Hva deltakerne sier

::: {.quote-evidence source="fg1:120-310"}
Vi snakker sammen på en annen måte nå. Før gikk det brev; nå går jeg bort til kontoret og spør. Det høres lite ut, men
det er forskjellen på å få vite det før eller etter.

[Tillitsvalgt, fokusgruppe 1]{.attribution}
:::

Temaene er vist i @fig-koder og @fig-tid (se også [kapittel -@sec-metode]). [Figur @fig-tid] gjelder bare ledere, og
[-@tbl-lang] er en lang tabell.

::: {#fig-tid}
![](figures/tid.svg){fig-alt="Linje som stiger fra 20 prosent i 2021 til 44 prosent i 2025." width=80%}

Andel ledere som kjenner virkemidlene, i prosent, 2021–2025.
:::

### Uenighet i gruppene

::: {.quote-evidence}
> Avtalen er god, men den når ikke fram til oss som er åtte på jobb.

::: {.attribution}
Leder i liten virksomhet, intervju 4
:::
:::

Se [vedlegget](#vedlegg) eller [avtalen hos departementet](https://www.example.org/avtale).

# Vedlegg A Tabeller {.unnumbered #vedlegg}

{{< include _generated/vedlegg.qmd >}}
"""

METHOD = """Vi gjennomførte fokusgrupper, intervjuer og en undersøkelse.

| Gruppe            | Samtaler | Deltakere |
|:------------------|---------:|----------:|
| Tillitsvalgte     |        4 |        21 |
| Ledere            |        5 |        18 |
| Myndighetene      |        3 |         8 |
| **Til sammen**    |   **12** |    **47** |

: Deltakere og samtaler, etter gruppe {#tbl-deltakere .row-headers}

Arbeidet gikk slik til:

- rekruttering gjennom partene, med samtykke fra hver enkelt
- samtaler på halvannen time
    - tatt opp med lydopptaker
    - skrevet ut ordrett
- koding i to omganger av to kodere

{{< include innledende.qmd >}}
"""

NESTED = "Enigheten mellom koderne var god (Krippendorffs α = 0,81).\n"

PARTIES = """Partssamarbeidet beskrives som avtalens bærebjelke. @tbl-utsagn viser svarene.

::: {#tbl-utsagn}

| Utsagn                                                       | Enig    | Verken eller | Uenig  |
|--------------------------------------------------------------|--------:|-------------:|-------:|
| Vi har et godt samarbeid om sykefravær                       | 71,2 %  | 18,4 %       | 10,4 % |
| Jeg vet hvem jeg skal spørre når jeg trenger bransjens støtte | 54,0 % | 25,1 %       | 20,9 % |
| Avtalen har endret hvordan vi arbeider                       | 34,6 %  | 40,3 %       | 25,1 % |

Enighet i tre utsagn om samarbeidet, i prosent av dem som svarte

:::

Svarene peker i samme retning som samtalene, men forskjellen mellom store og små virksomheter er tydeligere her. Ledere
i virksomheter med færre enn ti ansatte svarer oftere at de ikke vet, og de som ikke vet, har sjeldnere fått tilbud om
opplæring. Vi finner ingen forskjell mellom næringene når vi tar hensyn til størrelse.
"""

LONG_ROWS = "\n".join(
    f"| T{n:02} | Punkt {n} om oppfølging, frister og ansvar i bransjeprogrammet | {n * 3} |" for n in range(1, 61)
)
APPENDIX = f"""Tabellen viser alle punktene.

| Nr. | Punkt | Antall |
|:----|:------|-------:|
{LONG_ROWS}

: Alle oppfølgingspunkter {{#tbl-lang}}
"""

VARIABLES = """sessions:
  n: 12
participants:
  n: 47
survey:
  n: "1 204"
  rate: "34,6 %"
"""


def draw(folder: Path) -> None:
    mpl.rcParams["svg.hashsalt"] = "underveis"
    bars = Figure(figsize=(6.2, 2.8), layout="constrained")
    axes = bars.add_subplot()
    axes.barh(["Små virksomheter", "Opplæring", "Tid", "Tillit"], [17, 22, 31, 48], color="#1b4a66")
    axes.spines[["top", "right"]].set_visible(False)
    line = Figure(figsize=(5.5, 2.8), layout="constrained")
    line.add_subplot().plot([2021, 2022, 2023, 2024, 2025], [20, 26, 31, 40, 44], marker="o", color="#8a6d1f")
    for name, figure in {"koder": bars, "tid": line}.items():
        figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
        figure.savefig(folder / f"{name}.png", dpi=200, metadata={"Software": None})


@pytest.fixture(scope="session")
def whole_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("whole") / "report")


@pytest.fixture
def report_folder(whole_report: Path, tmp_path: Path) -> Path:
    """A copy to be changed or spoilt."""
    names = shutil.ignore_patterns("report.html", "report.docx", "report.odt", "report.pdf")
    return Path(shutil.copytree(whole_report, tmp_path / "report", ignore=names))


def build(folder: Path) -> Path:
    (folder / "figures").mkdir(parents=True)
    (folder / "_generated").mkdir()
    files = {
        "report.qmd": FRONT + BODY,
        "_quarto.yml": "project:\n  type: default\nlang: nb\n",
        "_variables.yml": VARIABLES,
        "_generated/metode.qmd": METHOD,
        "_generated/innledende.qmd": NESTED,
        "_generated/parter.qmd": PARTIES,
        "_generated/vedlegg.qmd": APPENDIX,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    draw(folder / "figures")
    shutil.copytree(EXTENSION, folder / "_extensions" / "underveis")
    return folder
