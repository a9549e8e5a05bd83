"""Numbers that belong to one alone: identity, organisation and account numbers, by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.find import Certainty, Find, Kind
from evaluation.privacy.scanning.scan import Reading

NAME = "numbers"
_ELEVEN = re.compile(
    r"(?<![\d.,])(?:\d{11}|\d{6}[ \u00a0-]\d{5}|\d{4}[. \u00a0]\d{2}[. \u00a0]\d{5}"
    r"|\d{2}[. ]\d{2}[. ]\d{2}[ ]\d{5})(?!\d)"
)
_NINE = re.compile(r"(?<![\d.,])(?:NO[ ]?)?(\d{3}[ \u00a0.]?\d{3}[ \u00a0.]?\d{3})(?:[ ]?MVA)?(?!\d)", re.IGNORECASE)
_IBAN = re.compile(r"(?<!\w)NO\d{2}(?:[ ]?\d{4}){2}[ ]?\d{3}(?!\d)")
_PERSON = re.compile(
    r"(?:fødsels|person|id|identi\w+|d-)[ -]?(?:nummer|nr|number)|\bfnr\b|\bpnr\b|født|fødd|born", re.IGNORECASE
)
_ACCOUNT = re.compile(r"konto|account|bank", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"org\.?(?:anisasjons)?\s?-?\.?(?:nr|nummer)|\bMVA\b|organi[sz]ation\s+number|foretaksnummer", re.IGNORECASE
)
NEAR = 40  # code points before a number in which its kind may be told


def find(reading: Reading) -> Iterator[Find]:
    text = reading.text.text
    for match in _ELEVEN.finditer(text):
        if told := _eleven(match[0], text[max(0, match.start() - NEAR) : match.start()]):
            yield Find(match.start(), match.end(), match[0], *told)
    for match in _NINE.finditer(text):
        if told := _nine(match[1], match[0], text[max(0, match.start() - NEAR) : match.start()]):
            yield Find(match.start(), match.end(), match[0], *told)
    for match in _IBAN.finditer(text):
        yield Find(match.start(), match.end(), match[0], "account-number", "sure", "check-digits")


def _eleven(written: str, before: str) -> tuple[Kind, Certainty, str] | None:
    from stdnum.no import fodselsnummer, kontonr

    digits = re.sub(r"\D", "", written)
    as_account = re.fullmatch(r"\d{4}[. \u00a0]\d{2}[. \u00a0]\d{5}", written) is not None
    if fodselsnummer.is_valid(digits) and not as_account:
        return "identity-number", "sure", "check-digits"
    if kontonr.is_valid(digits):
        return "account-number", "sure" if as_account or _ACCOUNT.search(before) else "likely", "check-digits"
    if _PERSON.search(before) or _synthetic(digits):
        return "identity-number", "likely", "looks-like"
    if as_account or _ACCOUNT.search(before):
        return "account-number", "likely", "looks-like"
    return ("identity-number", "possible", "looks-like") if _is_day(digits) else None


def _synthetic(digits: str) -> bool:
    """The numbers that test data have, with 40 or 80 added to the month, and the right check digits."""
    month = int(digits[2:4])
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    checked = all(
        sum(int(digit) * weight for digit, weight in zip(digits, row, strict=False)) % 11 == 0 for row in weights
    )
    return checked and (41 <= month <= 52 or 81 <= month <= 92)


def _is_day(digits: str) -> bool:
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12


def _nine(digits: str, written: str, before: str) -> tuple[Kind, Certainty, str] | None:
    from stdnum.no import orgnr

    told = _ORGANISATION.search(before) or _ORGANISATION.search(written)
    if orgnr.is_valid(re.sub(r"\D", "", digits)):
        return "organisation-number", "sure" if told else "likely", "check-digits"
    return ("organisation-number", "likely", "looks-like") if told else None
