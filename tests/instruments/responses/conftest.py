"""`answers` is a small survey: codes with labels, missing answers, a date, an open answer and a multiple response."""

from __future__ import annotations

import pandas as pd
import pytest

from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Meaning, MissingRange, ResponseSet, Variable

AGREE = {1.0: "Uenig", 2.0: "Enig", 9.0: "Vet ikke"}


@pytest.fixture
def answers() -> Dataset:
    frame = pd.DataFrame(
        {
            "id": [1.0, 2.0, 3.0, 4.0],
            "enig": [1.0, 2.0, 9.0, None],
            "nav": [1.0, 0.0, 0.0, 1.0],
            "bht": [0.0, 0.0, 1.0, 1.0],
            "hvorfor": pd.Series(["Fordi det nytter", "", "Ærlig talt", ""], dtype="str"),
            "dato": pd.to_datetime(["2025-02-16", "2025-02-17", None, "1880-05-06"]).astype("datetime64[s]"),
        }
    )
    box = {0.0: "Nei", 1.0: "Ja"}
    variables = (
        Variable("id", "Løpenummer", format="F8.0", measure="nominal"),
        Variable("enig", "Samarbeidet er bra", labels=AGREE, missing=(MissingRange(9.0, 9.0),), measure="ordinal"),
        Variable("nav", "Bistand: Nav", labels=box, measure="nominal"),
        Variable("bht", "Bistand: bedriftshelsetjeneste", labels=box, measure="nominal"),
        Variable("hvorfor", "Hvorfor?", "text", measure="nominal"),
        Variable("dato", "Svardato", "date", measure="scale"),
    )
    sets = (ResponseSet("bistand", ("nav", "bht"), "Bistand vi fikk", 1.0),)
    return Dataset(frame, Meaning(variables, sets, label="Medlemmene 2025"))
