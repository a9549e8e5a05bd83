"""No command tells what others code in an open blind round: two studies that differ in that alone look the same."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import commands
from evaluation.memos import add_memo
from evaluation.model import Code, Codebook, Coding, Indicator, Localised, Memo, Source, Turn
from evaluation.model.dataset import OpenAnswers
from evaluation.model.finding import Finding
from evaluation.model.form import ReportingRound
from evaluation.rounds import close_round, open_round
from evaluation.study import Study, open_study
from instruments.form.answering import begin, seat_of, submit
from instruments.form.opening import Terms, invite, open_form
from instruments.form.reporting import open_round as open_reporting
from instruments.responses.keeping import import_dataset
from reports.findings.files import export_findings
from reports.findings.keeping import add_finding
from reports.findings.resting import Wanted, add_evidence, choose_quote

SAID = (
    "Vi satset på forebygging hele vinteren.",
    "Oppfølgingen tok lang tid hos oss.",
    "De eldste blir lenger når de slipper natt.",
    "Kontaktpersonen er gull verdt for en liten bedrift.",
    "Skjemaene er blitt enklere, men ikke for alle.",
    "Vi savner noe om de unge som står utenfor.",
)
NAMES = ("forebygging", "oppfolging", "seniorer", "generelt")
MASKED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\+00:00)?|\d{8}-\d{6}")
CASE = re.compile(r"\b[0-9a-f]{16}\b")

# Command → how it is typed; one that changes something is typed with what might tell of hidden codings.
LINES = {
    "status": "status",
    "people": "people",
    "people list": "people list",
    "people import": "people import {}/people.yaml",
    "people add": "people add p9 --role leder",
    "people change": "people change p1 --role leder",
    "people consent": "people consent p1 --quoting",
    "people organisation list": "people organisation list",
    "people organisation add": "people organisation add ny --sector helse",
    "people organisation change": "people organisation change o1 --sector helse",
    "sessions": "sessions",
    "sessions list": "sessions list",
    "sessions add": "sessions add ny --kind interview",
    "sessions change": "sessions change s1 --place Her",
    "sessions attend": "sessions attend s1 p1 --mode video",
    "sessions leave": "sessions leave s1 p1",
    "add": "add {}/ny.txt",
    "sources": "sources",
    "sources list": "sources list",
    "sources edit": "sources edit samtale {}/ny.txt",
    "sources replace": "sources replace samtale {}/ny.txt --force",
    "turns list": "turns list samtale",
    "turns split": "turns split samtale --at 20",
    "turns join": "turns join samtale 2",
    "turns give": "turns give samtale 2 --to p1",
    "codebook list": "codebook list",
    "codebook create": "codebook create ny",
    "codebook rename": "codebook rename seniorer eldre",
    "codebook move": "codebook move seniorer --under generelt",
    "codebook edit": "codebook edit seniorer --label Eldre",
    "codebook merge": "codebook merge oppfolging seniorer --into forebygging",
    "codebook split": "codebook split seniorer ny --codings 3,4,5",
    "codebook archive": "codebook archive seniorer",
    "codebook unarchive": "codebook unarchive seniorer",
    "codebook history": "codebook history seniorer",
    "codebook outdated": "codebook outdated",
    "codebook check": "codebook check",
    "codebook import": "codebook import {}/koder.yaml",
    "codebook export": "codebook export {}/ut.xlsx",
    "code apply": "code apply",
    "code list": "code list",
    "code add": "code add samtale seniorer --from 3 --to 20 --coder jonas --round r1",
    "code change": "code change 4 --code generelt",
    "code remove": "code remove 3 4 5",
    "code merge": "code merge",
    "code suggest": "code suggest",
    "code compare": "code compare --round r1",
    "code resolve": "code resolve 4 --both --reason nei --round r1",
    "code sequences": "code sequences",
    "code round open": "code round open r2",
    "code round list": "code round list",
    "code consensus take": "code consensus take --round r1",
    "code consensus list": "code consensus list",
    "find": "find seniorer",
    "memo add": "memo add Tanke --on coding:4",
    "memo edit": "memo edit 1 --text Ny",
    "memo remove": "memo remove 1",
    "memo list": "memo list",
    "memo show": "memo show 1",
    "memo export": "memo export {}/notater.md",
    "finding add": "finding add generelt Kontaktpersonen_er_viktig.",
    "finding list": "finding list",
    "finding show": "finding show 1",
    "finding change": "finding change 1 --state agreed",
    "finding order": "finding order 1",
    "finding publish": "finding publish 1",
    "finding withdraw": "finding withdraw 1",
    "finding remove": "finding remove 1",
    "finding import": "finding import {}/funn.yaml",
    "finding export": "finding export {}/ut.csv",
    "finding figures": "finding figures",
    "finding evidence add": "finding evidence add 1 --coding 4",
    "finding evidence remove": "finding evidence remove 2",
    "finding evidence mark": "finding evidence mark 2 --counter",
    "finding evidence confirm": "finding evidence confirm 1",
    "finding recommendation add": "finding recommendation add 1 Gjør_det.",
    "finding recommendation remove": "finding recommendation remove 1 1",
    "report quote add": "report quote add --coding 5 --theme seniorer",
    "report quote list": "report quote list",
    "report quote remove": "report quote remove 3",
    "matrix": "matrix --rows code --cols coder",
    "framework show": "framework show --themes code",
    "framework status": "framework status",
    "framework quotes": "framework quotes p1 seniorer",
    "framework write": "framework write p1 seniorer --text Kort.",
    "framework export": "framework export {}/matrise.xlsx",
    "framework import": "framework import {}/matrise.xlsx",
    "cooccur": "cooccur --per-coder",
    "words": "words",
    "words kwic": "words kwic tid",
    "words collocations": "words collocations",
    "speakers": "speakers",
    "saturation": "saturation",
    "portrait": "portrait samtale",
    "report draft": "report draft",
    "report templates": "report templates",
    "report update": "report update",
    "report stale": "report stale",
    "report confirm": "report confirm --all",
    "report comments": "report comments --all",
    "report versions": "report versions",
    "report explain": "report explain",
    "undo": "undo 4",
    "log": "log",
    "accounts list": "accounts list",
    "doctor": "doctor",
    "agree": "agree --resamples 20",
    "forms open": "forms open ny --session s1 --instrument skjema",
    "forms list": "forms list",
    "forms pending": "forms pending svar",
    "forms responses": "forms responses svar",
    "forms close": "forms close svar",
    "forms reopen": "forms reopen svar",
    "forms update": "forms update svar",
    "forms withdraw": "forms withdraw 1 --yes",
    "minutes read": "minutes read {}/ny.txt",
    "minutes import": "minutes import {}/ny.txt",
    "minutes list": "minutes list",
    "minutes show": "minutes show mote",
    "minutes confirm": "minutes confirm mote",
    "minutes actions": "minutes actions",
    "minutes action": "minutes action 1",
    "plan add": "plan add Kurs",
    "survey answers": "survey answers aapne --open mer",
    "survey import": "survey import {}/aapne-2.csv --replace aapne --force",
    "survey table": "survey table aapne code:seniorer --threshold 0",
    "survey compare": "survey compare aapne id --by code:seniorer",
    "survey export": "survey export aapne --to csv --code seniorer --out {}",
    "rounds open": "rounds open h1 --template skjema --period 2026-H1 --parties o1",
    "rounds list": "rounds list",
    "rounds show": "rounds show h2",
    "rounds figures": "rounds figures",
    "rounds compile": "rounds compile h2 --to html",
    "plan calendar": "plan calendar {}/frister.ics",
    "plan timeline": "plan timeline --to {}/tid.svg",
    "minutes new": "minutes new Gruppa --date 2026-01-01 --to {}/neste.md",
    "exchange export": "exchange export {}/prosjekt.qdpx",
    "exchange import": "exchange import {}/prosjekt.qdpx",
}
# These give the whole on purpose, or tell of no codings; or they are the acts by which others' codings come to be seen;
# or what they tell is random, as addresses are.
OTHERS = {
    "demo", "init", "version", "backup", "report render", "report check", "report lint",
    "code round close", "code round reveal", "instrument list",
    "instrument new", "instrument check", "instrument coverage", "instrument show", "instrument translated",
    "instrument export", "instrument import", "instrument compare", "survey import", "survey list", "survey describe",
    "survey export", "survey lint", "survey table", "serve", "forms invite", "forms renew",
    "rounds read", "rounds import",
    "plan import", "plan list", "plan status", "plan due", "plan show", "plan update", "plan compare", "plan export",
    "minutes render",
    "survey deposit",
    "survey scale",
    "privacy scan", "privacy due", "privacy delete", "privacy export",
    "privacy accept", "privacy refuse", "privacy review", "privacy pseudonymise", "privacy restore",
    "accounts add", "accounts role", "accounts password", "accounts remove",
}  # fmt: skip
FORM = """
id: skjema
kind: questionnaire
languages: [nb]
title: {nb: Skjema}
sections:
  - {id: alt, title: {nb: Alt}, questions: [{id: ord, text: {nb: Noe mer?}}]}
"""
WRITTEN = ("ut.xlsx", "notater.md", "matrise.xlsx", "prosjekt.qdpx", "report", "rounds")
WRITTEN = ("aapne.csv", "ut.xlsx", "ut.csv", "notater.md", "matrise.xlsx", "prosjekt.qdpx", "report")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two studies: in each Jonas has made three codings and written a memo, but not the same."""
    folder = tmp_path_factory.mktemp("verdener")
    ones = [(0, "forebygging", "regn"), (1, "oppfolging", "sol"), (1, "forebygging", "vind")]
    others = [(2, "seniorer", "snø"), (2, "generelt", "hagl"), (5, "seniorer", "tåke")]
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("UNDERVEIS_DATABASE", raising=False)
        environment.setenv("UNDERVEIS_USER", "ida")
        return made(folder / "en" / "studie", ones), made(folder / "to" / "studie", others)


def made(folder: Path, hidden: Sequence[tuple[int, str, str]]) -> Path:
    folder.mkdir(parents=True)
    (folder / "evaluation.yaml").write_text(
        "title: Halvveis\nlanguages: [nb]\n"
        "information: {controller: X, purpose: Å lære, legal_basis: Samtykke, kept_until: 2027-06-30}\nthemes:\n"
        + "".join(f"  - {{id: {name}, label: {name.title()}, code: {name}}}\n" for name in NAMES),
        encoding="utf-8",
    )
    (folder / "people.yaml").write_text(
        "organisations:\n  - {id: o1, pseudonym: Bedrift 1}\n"
        "participants:\n  - {id: p1, pseudonym: Informant 1, speakers: [I1]}\n"
        "sessions:\n  - {id: s1, kind: interview, attendance: [{participant: p1}]}\n",
        encoding="utf-8",
    )
    (folder / "instruments").mkdir()
    (folder / "instruments" / "skjema.yaml").write_text(FORM, encoding="utf-8")
    (folder / "ny.txt").write_text("I1: Noe helt annet om været. I1: Og det snør.\n" + SAID[0] * 9, encoding="utf-8")
    ida = open_study(folder)
    ida.import_people(folder / "people.yaml")
    ida.add(samtale(), session="s1")
    codes = (Code(name=name, indicators=Indicator(nb=(name[:6] + "*",))) for name in NAMES)
    ida.import_codebook(Codebook(name="k", title=Localised(nb="K"), codes=tuple(codes)))
    open_round(ida, "r1", coders=("ida", "jonas"))
    ida.add([spoken(ida, 0, "forebygging"), spoken(ida, 3, "generelt", "kontakt")])
    jonas = ida.seen_by("jonas")
    jonas.add([spoken(jonas, number, code, note) for number, code, note in hidden])
    [first, *_] = (each for each in jonas.codings() if each.coder == "jonas")
    add_memo(jonas, Memo(f"Om {first.note}.", on="coding", on_id=str(first.id)))
    rest_findings(ida, jonas, first)
    collect(ida)
    answers = ida.list_sources()[-1].name
    jonas.add([Coding(answers, 6, 20, code, "jonas", "r1", note=note) for _, code, note in hidden])
    import_answers(ida, folder)
    jonas.add([Coding("aapne-1", 6, 20, code, "jonas", "r1", note=note) for _, code, note in hidden[:2]])
    return folder


def rest_findings(ida: Study, jonas: Study, hidden: Coding) -> None:
    """A finding that rests on a coding of Ida's and one of Jonas's, who has chosen that one for the report too."""
    finding = add_finding(ida, Finding("generelt", Localised(nb="Kontaktpersonen er viktig.")))
    [own] = (each for each in ida.codings() if each.code == "generelt" and each.coder == "ida")
    add_evidence(ida, finding.id or 0, Wanted(own.id))
    add_evidence(jonas, finding.id or 0, Wanted(hidden.id, note=f"Om {hidden.note}."))
    choose_quote(jonas, Wanted(hidden.id), "seniorer")
    export_findings(ida, ida.folder / "funn.yaml")


def collect(study: Study) -> None:
    """An organisation has answered a form of a reporting round."""
    open_reporting(study, ReportingRound("h2", "skjema", parties=("o1",)))
    open_form(study, "svar", instrument="skjema", session="s1", terms=Terms(round="h2"))
    [invited] = invite(study, "svar", organisations=["o1"])
    seat = seat_of(study, invited.token)
    assert seat
    begun = begin(study, seat, language="nb", consent=True).seat
    submit(study, begun, {"ord": "Det snør og blåser hos oss."}, revision=0, language="nb")


def import_answers(study: Study, folder: Path) -> None:
    """A file of answers in words, and a newer one in which the first respondent is gone."""
    (folder / "aapne.csv").write_text("id;ord;mer\n1;Det er de unge vi savner her.;\n2;;Vi savner ro og orden.\n")
    (folder / "aapne-2.csv").write_text("id;ord;mer\n2;;Vi savner ro og orden.\n")
    import_dataset(study, folder / "aapne.csv", spoken=OpenAnswers(("ord", "mer")))


def samtale() -> Source:
    turns, text = [], ""
    for line in SAID:
        turns.append(Turn(len(text) + 4, len(text) + 4 + len(line), "I1"))
        text += f"I1: {line}\n"
    return Source("samtale", text, "transcript", tuple(turns), "nb")


def spoken(study: Study, number: int, code: str, note: str = "") -> Coding:
    turn = samtale().turns[number]
    return Coding("samtale", turn.start, turn.end, code, study.who, "r1", note=note)


@pytest.fixture
def told(run: Callable[..., Any], worlds: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`told("code list", "ida")`: what that person gets and what is written, in the one study and in the other."""

    def both(line: str, who: str, before: Callable[[Study], object] = lambda _: None) -> list[tuple[object, ...]]:
        monkeypatch.setenv("UNDERVEIS_USER", who)
        found = []
        for number, world in enumerate(worlds):
            folder = Path(shutil.copytree(world, tmp_path / str(number) / "studie"))
            before(open_study(folder))
            if line.startswith("framework import") or line.startswith("codebook import"):
                run("framework", "export", folder / "matrise.xlsx", "--study", folder)
                run("codebook", "export", folder / "koder.yaml", "--study", folder)
            if line.startswith("exchange import"):
                run("exchange", "export", folder / "prosjekt.qdpx", "--study", folder)
            if line.startswith(("report update", "report explain")):
                run("report", "draft", "--study", folder)
            done = run(*line.format(folder).split(), "--study", folder, "--json")
            texts = (masked(each, folder) for each in (done.out, done.err))
            found.append((done.status, *texts, written(folder)))
        return found

    return both


def masked(text: str, folder: Path) -> str:
    return MASKED.sub("…", text.replace(str(folder), "…"))


def written(folder: Path) -> dict[str, object]:
    return {file.name: content(file) for name in WRITTEN for file in files(folder / name)}


def files(path: Path) -> Iterable[Path]:
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path] * path.is_file()


def content(file: Path) -> object:
    if file.suffix == ".qdpx":
        with zipfile.ZipFile(file) as archive:
            return {name: MASKED.sub("…", archive.read(name).decode()) for name in archive.namelist()}
    if file.suffix == ".json":
        return MASKED.sub("…", file.read_text(encoding="utf-8"))  # it tells when
    if file.suffix != ".xlsx":
        return file.read_bytes()
    from openpyxl import load_workbook

    # The keys of cases are salted, for each study its own way.
    return [
        [CASE.sub("…", str(cell.value)) for cell in row]
        for sheet in load_workbook(file).worksheets
        for row in sheet.iter_rows()
    ]


@pytest.mark.parametrize("command", LINES)
def test_nobody_is_told_what_others_code(told: Any, command: str) -> None:
    for_ida = told(LINES[command], "ida")
    assert for_ida[0] == for_ida[1]
    assert for_ida[0][0] in (0, 1)  # the line is one that the command understands


@pytest.mark.parametrize("command", ["code list", "find", "matrix", "memo list", "log", "status"])
def test_one_who_takes_no_part_is_told_as_little(told: Any, command: str) -> None:
    for_leader = told(LINES[command], "leder")
    assert for_leader[0] == for_leader[1]


@pytest.mark.parametrize("command", ["code list", "find", "matrix", "memo list", "framework show", "code compare",
                                     "survey table"])  # fmt: skip
def test_the_studies_do_differ_for_who_may_see(told: Any, command: str) -> None:
    seen = told(LINES[command], "ida", lambda study: close_round(study, "r1"))
    assert seen[0] != seen[1]


def test_every_command_is_tried() -> None:
    assert {name for name, _, _ in commands()} == LINES.keys() | OTHERS
