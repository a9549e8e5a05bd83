"""How a reader learns who said something: as much as the people policy allows, and never a name."""

from __future__ import annotations

from evaluation.language import Language, phrase
from evaluation.model import Organisation, Participant, People
from evaluation.model.evaluation import Attribution

# The column of a table of codings that tells as much as the policy allows.
COLUMNS: dict[Attribution, str] = {
    "organisation": "organisation",
    "sector": "sector",
    "role": "role",
    "none": "kind",
}
# What the policy lets a reader see of a person.
SEEN: dict[Attribution, tuple[str, ...]] = {
    "organisation": ("organisation", "sector", "size"),
    "sector": ("sector",),
    "role": ("role",),
    "none": (),
}


def hidden(policy: Attribution) -> tuple[str, ...]:
    """The columns of a table of codings that go further than the policy."""
    return tuple(column for column in ("organisation", "sector", "role") if column not in SEEN[policy])


def attribution(
    participant: Participant | None, organisation: Organisation | None, policy: Attribution, language: Language
) -> str:
    """The line under a quote: `Virksomhet A, helse`; `helse`; `avdelingsleder`; or just `Informant`."""
    told = {
        "organisation": _joined(organisation.pseudonym, organisation.sector) if organisation else "",
        "sector": organisation.sector if organisation else "",
        "role": participant.role if participant else "",
        "none": "",
    }[policy]
    return _capital(told) or phrase("report.attribution.informant", language)


def may_quote(people: People) -> frozenset[str]:
    """Ids of those who consented to being quoted and have not withdrawn."""
    return frozenset(each.participant for each in people.consents if each.quoting and each.withdrawn is None)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
