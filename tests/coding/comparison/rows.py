"""Codings of two people. The first talk has seven sentences in four turns; one of them is coded alike."""

from tests.coding.query.conftest import coding

BOTH = (
    coding("Vi løfter tungt", "forebygging"),
    coding("Samarbeidet er godt", "forebygging"),
    coding("Vi forebygger", "forebygging"),
    coding("Vi løfter tungt", "forebygging", "kari"),
    coding("Seniorene løfter ikke", "forebygging", "kari"),
)
