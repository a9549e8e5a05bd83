"""What points to one person: names of variables, and values that are an address, a number or somebody's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from coding.masking import MASK
from instruments.responses.dataset import Dataset
from instruments.responses.meaning import Variable

# Whole words in a variable's name, in Norwegian and English.
_NAMED = frozenset(
    re.findall(
        r"\w+",
        "navn namn name fornavn etternavn firstname lastname surname epost mail email telefon tlf mobil phone "
        "fnr fodselsnummer fodselsnr personnummer personnr ssn adresse address ip ipaddr ipadresse ipaddress "
        "fødselsnummer fødselsnr telefonnummer telefonnr tlfnr mobilnummer mobilnr epostadresse emailaddress",
    )
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Eight digits together, in pairs, or as three, two and three.
_TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)47 ?)?[2-9](?:\d{7}|\d(?: \d\d){3}|\d\d \d\d \d{3})(?!\d)")
_ELEVEN = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")
_FIRST, _SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
RECORD = 0.95  # share of different values from which whole numbers are taken for record numbers
FEW = 20  # different values at most of a variable that sorts people


def without_identifiers(text: str) -> str:
    """The text with a mark in place of addresses, telephone numbers and identity numbers."""
    eleven = _ELEVEN.sub(lambda found: MASK if is_identity_number(found[0].replace(" ", "")) else found[0], text)
    return _TELEPHONE.sub(MASK, _ADDRESS.sub(MASK, eleven))


def has_telling_name(variable: Variable) -> bool:
    parts = re.split(r"[\W_\d]+", variable.name.casefold())
    return bool(_NAMED.intersection([*parts, "".join(parts)]))


def has_identifiers(column: pd.Series, variable: Variable) -> bool:
    """Whether a value of text is an e-mail address, a telephone number or a national identity number, or most are."""
    if variable.kind == "text":
        return any(_identifies(text) for text in column.dropna().unique().tolist())
    whole = _whole(column) if variable.kind == "number" else []
    return bool(whole) and sum(is_identity_number(f"{each:011d}") for each in whole) > len(whole) / 2


def is_identity_number(digits: str) -> bool:
    """Norway's eleven digits: a date, five more, of which two check the others. A day or month may be 40 too many."""
    if len(digits) != 11 or not digits.isdecimal():
        return False
    numbers = [int(each) for each in digits]
    if not (1 <= int(digits[:2]) % 40 <= 31 and 1 <= int(digits[2:4]) % 40 <= 12):
        return False
    sums = (sum(weight * number for weight, number in zip(weights, numbers, strict=False))
            for weights in (_FIRST, _SECOND))  # fmt: skip
    checks = [(11 - total % 11) % 11 for total in sums]
    return checks == numbers[9:]


def is_record_number(column: pd.Series, variable: Variable) -> bool:
    """Whole numbers without labels, almost all of them different: somebody may have the list they belong to."""
    if variable.kind != "number" or variable.labels:
        return False
    whole = _whole(column)
    return len(whole) > FEW and len(set(whole)) >= RECORD * len(whole)


def mentioning(dataset: Dataset, variable: Variable, mentions: Callable[[str], bool]) -> bool:
    """Whether a text, a label or the name of a category mentions somebody the study knows."""
    words: Iterable[str] = (variable.label, *variable.labels.values())
    texts = dataset.column(variable.name).dropna().unique().tolist() if variable.kind == "text" else []
    return any(mentions(each) for each in (*words, *texts))


def rare_rows(dataset: Dataset, names: Sequence[str], least: int) -> int:
    """How many rows share their combination of these variables with fewer than `least` rows, themselves counted."""
    if not names or not len(dataset):
        return 0
    sizes = dataset.values.groupby(list(names), dropna=False)[names[0]].transform("size")
    return int((sizes < least).sum())


def sorts_people(column: pd.Series) -> bool:
    return 1 < column.nunique(dropna=True) <= FEW


def _identifies(text: str) -> bool:
    eleven = (found[0].replace(" ", "") for found in _ELEVEN.finditer(text))
    return bool(_ADDRESS.search(text) or _TELEPHONE.search(text)) or any(map(is_identity_number, eleven))


def _whole(column: pd.Series) -> list[int]:
    numbers = pd.to_numeric(column, errors="coerce").dropna()
    numbers = numbers[(numbers % 1 == 0) & (numbers >= 0) & (numbers < 1e11)]
    return [int(each) for each in numbers.tolist()]
