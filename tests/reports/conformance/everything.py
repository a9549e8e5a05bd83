"""A report that has all the embedded engine reads."""

from __future__ import annotations

import shutil
from pathlib import Path

from reports.engines import EXTENSION
from tests.reports.engines.conftest import draw

LITERATURE = """@book{aas2020,
  author={Aas, Kari and Bø, Per},
  title={Partssamarbeid i praksis},
  publisher={Fjordforlaget}, address={Bergen}, year={2020}}
@article{ito2021, author={Ito, Mai},
  title={Sykefravær},
  journal={Tidsskrift}, year={2021}, volume={3}, pages={1--9}}
"""

REPORT = """---
title: "Alt på én gang"
lang: nb
date: "1. juli 2026"
bibliography: refs.bib
---

# Én {#sec-en}

@fig-panel viser to; se @fig-a, @Fig-b, [-@fig-b], [kap. -@sec-en] og @tbl-par, der @tbl-to er sist.
Det står hos @aas2020 og andre [se @ito2021, s. 4; @aas2020].

::: {#fig-panel layout-ncol=2}
![Tema for tema](figures/koder){#fig-a fig-alt="Stolper"}

![År for år](figures/tid){#fig-b fig-alt="Linje"}

To figurer under ett tall.
:::

::: {#tbl-par layout-ncol=2}

| A | B |
|---|---|
| x | 1 |

: Første {#tbl-en}

| C | D |
|---|---|
| y | 2 |

: Andre {#tbl-to}

To tabeller.
:::

::: {layout="[[70,30],[100]]"}
![](figures/koder){fig-alt="Stolper igjen"}

![](figures/tid){fig-alt="Linje igjen"}

Under begge.
:::

:::: {.columns}
::: {.column width="40%"}
Til venstre står dette, som er en del tekst, og
den brytes når det ikke er plass til mer på linjen.
:::
::: {.column width="60%"}
Til høyre står

- ett punkt
- to punkter
:::
::::

::: {.column-margin}
I margen: en merknad av det mindre slaget.
:::

::: {.callout-note}
Merk uten tittel.
:::
::: {.callout-tip collapse="true"}
## Tips med tittel
Skjult til det åpnes. Med note.^[Noten i tipset.]
:::
::: {.callout-important title="Tittel i attributt" appearance="simple"}
Viktig.
:::
::: {.callout-warning appearance="minimal"}
Advarsel uten tittel.
:::
::: {.callout-caution icon=false}
Forsiktig.

- a
- b
:::

## Flere ord {#sec-ord}

Ord
:   Forklaring av ordet

Formelen står i brødteksten ^[En note til, med *kursiv* og [lenke](https://www.example.org).] her.
«Anførsel», ‘enkel’, "rett" og 'rett enkel' – tankestrek.

1. Først
2. Så
    - under det

> Et sitat uten kilde.

::: {.content-visible when-format="html"}
:::

::: {.quote-evidence}
«Vi fikk det til.»

[Leder, intervju 4]{.attribution}
:::

::: {.key-points}
- Et punkt
- Et til
:::

{{< pagebreak >}}

# Vedlegg {.unnumbered #sec-vedlegg}

Slutt, jf. @sec-vedlegg.
"""


def build(folder: Path) -> None:
    (folder / "figures").mkdir(parents=True)
    draw(folder / "figures")
    (folder / "refs.bib").write_text(LITERATURE, encoding="utf-8")
    (folder / "report.qmd").write_text(REPORT, encoding="utf-8")
    shutil.copytree(EXTENSION, folder / "_extensions" / "underveis")
