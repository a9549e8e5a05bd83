"""What followed from the sample's agreement: two meetings, an action plan, and the rounds of parties and counties."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from coding.applying import apply_rules
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.keeping import import_plan
from evaluation.followup.plans.read import read_plan
from evaluation.model.form import PartyReport, ReportingRound
from evaluation.study import Study
from instruments.form.party_reports import import_report
from instruments.form.reporting import open_round, period_of
from instruments.shipping import copy_into
from reports.findings.files import import_findings

MINUTES = ("referat-mars.md", "referat-juni.md")
PARTIES = ("havglott", "lysning", "dalbygd", "arbeidsro")
ROUND, TEMPLATE = "2026-h1", "party-report-simplified"
DEADLINE, REPORTED = dt.date(2026, 8, 15), dt.date(2026, 8, 12)
COUNTIES = ("havlandet", "skogdalen", "nordvidda", "fjellrike", "sorvang")
COUNTY_ROUND = ReportingRound(
    "fylkene-2025",
    "county-report",
    "Fylkene 2025",
    dt.date(2025, 1, 1),
    dt.date(2025, 12, 31),
    dt.date(2026, 2, 1),
    COUNTIES,
)
COUNTIES_REPORTED = dt.date(2026, 1, 28)


def add_follow_up(study: Study, folder: Path) -> None:
    """Bring in the minutes, the plan and the joint report in the folder, code what was reported, and add a finding."""
    study.import_people(folder / "partene.yaml")
    for name in MINUTES:
        keep_minutes(study, [folder / name])
    import_plan(study, read_plan(folder / "handlingsplan.yaml"))
    copy_into(study.folder, TEMPLATE)
    asked = ReportingRound(ROUND, TEMPLATE, "Første halvår 2026", *period_of("2026-H1"), DEADLINE, PARTIES)
    open_round(study, asked)
    kept = import_report(study, folder / "halvarsrapporter.md", round_=ROUND, reported=REPORTED)
    kept += _counties(study, folder)
    apply_rules(study, names=[each.source for each in kept])
    import_findings(study, folder / "funn.yaml")


def _counties(study: Study, folder: Path) -> list[PartyReport]:
    """What the counties' councils reported on the year before; one of them has not."""
    study.import_people(folder / "fylkene.yaml")
    copy_into(study.folder, COUNTY_ROUND.instrument)
    open_round(study, COUNTY_ROUND)
    file = folder / "fylkesrapporter.md"
    return import_report(study, file, round_=COUNTY_ROUND.name, reported=COUNTIES_REPORTED)
