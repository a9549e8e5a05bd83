"""What programs read from the command line keeps its keys, and nothing else stands among it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.main import main
from evaluation.app.cli.reference import commands, shapes
from instruments.exchange import export
from instruments.responses.meaning import Meaning, Variable, as_plain
from instruments.shipping import shipped
from tests.evaluation.app.test_forms_command import answer, answer_file, written
from tests.evaluation.followup.meetings.conftest import MINUTES, NEXT
from tests.sharing import copy_of

# The keys that were promised from the beginning.
PROMISED = {
    "code list": "id source start end text code path coder round origin speaker",
    "codebook list": "id name path parent label definition codings",
    "sources": "id name kind session characters turns language",
    "find": "source start end text before after codes speaker",
    "matrix": "rows columns values of",
    "minutes read": "group date start end place present absent items appendices unsure",
    "agree": "measure unit code value low high units coders reason",
    "rounds read": "party section heading start end missing",
}
# Codes with labels, so that `describe` has values to tell.
CODEBOOK = json.dumps(
    as_plain(Meaning((Variable("alder", labels={34.0: "34"}), Variable("enig", labels={1.0: "Enig", 9.0: "Vet ikke"}))))
)
LINES: dict[str, list[str]] = {
    "code round list": ["code", "round", "list"],
    "code round open": ["code", "round", "open", "ny"],
    "code compare": ["code", "compare"],
    "code resolve": ["code", "resolve", "346", "--both", "--reason", "Begge deler."],
    "code consensus take": ["code", "consensus", "take"],
    "code consensus list": ["code", "consensus", "list"],
    "status": ["status"],
    "people": ["people"],
    "people list": ["people", "list"],
    "people import": ["people", "import", "{folder}/people.yaml"],
    "people add": ["people", "add", "p90", "--role", "leder"],
    "people change": ["people", "change", "p1", "--role", "leder"],
    "people consent": ["people", "consent", "p1", "--quoting"],
    "people organisation list": ["people", "organisation", "list"],
    "people organisation add": ["people", "organisation", "add", "ny", "--sector", "helse"],
    "people organisation change": ["people", "organisation", "change", "hotell", "--sector", "reiseliv"],
    "sessions": ["sessions"],
    "sessions list": ["sessions", "list"],
    "sessions add": ["sessions", "add", "fg9", "--kind", "interview"],
    "sessions change": ["sessions", "change", "fg1", "--place", "Her"],
    "sessions attend": ["sessions", "attend", "fg1", "p1", "--mode", "video"],
    "sessions leave": ["sessions", "leave", "fg1", "p1"],
    "add": ["add", "{folder}/notat.txt", "--as", "document"],
    "sources": ["sources"],
    "report check": ["report", "check"],
    "report lint": ["report", "lint"],
    "privacy due": ["privacy", "due", "--all"],
    "privacy delete": ["privacy", "delete", "files", "--dry-run"],
    "privacy export": ["privacy", "export", "p1", "--to", "{folder}/innsyn"],
    "report quote add": ["report", "quote", "add", "--coding", "346"],
    "report quote list": ["report", "quote", "list"],
    "finding add": ["finding", "add", "generelt", "Det er mye."],
    "finding list": ["finding", "list"],
    "finding show": ["finding", "show", "1"],
    "finding change": ["finding", "change", "1", "--state", "draft"],
    "finding order": ["finding", "order", "3", "2"],
    "finding publish": ["finding", "publish", "7"],
    "finding withdraw": ["finding", "withdraw", "1"],
    "finding remove": ["finding", "remove", "1"],
    "finding import": ["finding", "import", "{folder}/funn.yaml"],
    "finding export": ["finding", "export", "{folder}/ut.yaml"],
    "finding figures": ["finding", "figures"],
    "finding evidence add": ["finding", "evidence", "add", "1", "--survey", "medlemmer/utbytte"],
    "finding evidence remove": ["finding", "evidence", "remove", "1"],
    "finding evidence mark": ["finding", "evidence", "mark", "1", "--counter"],
    "finding evidence confirm": ["finding", "evidence", "confirm", "1"],
    "finding recommendation add": ["finding", "recommendation", "add", "1", "Gjør det.", "--to", "Partene"],
    "finding recommendation remove": ["finding", "recommendation", "remove", "2", "2"],
    "privacy scan": ["privacy", "scan", "--at-least", "possible"],
    "codebook list": ["codebook", "list"],
    "codebook import": ["codebook", "import", "ia-agreement"],
    "codebook export": ["codebook", "export", "{folder}/koder.yaml"],
    "codebook check": ["codebook", "check"],
    "code apply": ["code", "apply"],
    "code list": ["code", "list"],
    "find": ["find", "tillitsvalgt*"],
    "matrix": ["matrix"],
    "agree": ["agree", "--resamples", "20"],
    "exchange export": ["exchange", "export", "{folder}/prosjekt.qdpx"],
    "code add": ["code", "add", "fokusgruppe", "seniorer", "--from", "7501", "--to", "7522"],
    "code merge": ["code", "merge", "--dry-run"],
    "code suggest": ["code", "suggest", "--from", "rule"],
    "cooccur": ["cooccur"],
    "framework show": ["framework", "show"],
    "framework status": ["framework", "status"],
    "framework quotes": ["framework", "quotes", "p1", "seniorer"],
    "framework write": ["framework", "write", "p1", "seniorer", "--text", "Kort sagt."],
    "framework export": ["framework", "export", "{folder}/matrise.xlsx"],
    "memo add": ["memo", "add", "En tanke."],
    "memo list": ["memo", "list"],
    "instrument list": ["instrument", "list"],
    "instrument new": ["instrument", "new", "party-report"],
    "instrument check": ["instrument", "check", "fokusgruppe"],
    "instrument compare": ["instrument", "compare", "fokusgruppe"],
    "instrument coverage": ["instrument", "coverage"],
    "instrument show": ["instrument", "show", "fokusgruppe", "--to", "qmd", "--out", "{folder}"],
    "instrument export": ["instrument", "export", "fokusgruppe", "--to", "surveyjs", "--out", "{folder}"],
    "instrument import": ["instrument", "import", "{folder}/skjema.xlsx"],
    "instrument translated": ["instrument", "translated", "fokusgruppe"],
    "survey import": ["survey", "import", "{folder}/nye.csv"],
    "survey list": ["survey", "list"],
    "survey describe": ["survey", "describe", "svar"],
    "survey export": ["survey", "export", "svar", "--to", "sav", "--out", "{folder}"],
    "survey answers": ["survey", "answers", "svar-med-ord"],
    "survey compare": ["survey", "compare", "skala", "a", "--by", "b", "--pairs"],
    "survey scale": ["survey", "scale", "skala", "a", "b", "c"],
    "survey lint": ["survey", "lint", "svar"],
    "survey deposit": ["survey", "deposit", "{folder}/arkiv", "--without", "id", "--with-open-answers"],
    "survey table": ["survey", "table", "svar", "enig", "--threshold", "0"],
    "serve": ["serve", "fokusgruppe", "--static", "{folder}/skjema.html"],
    "words": ["words"],
    "words collocations": ["words", "collocations"],
    "words kwic": ["words", "kwic", "avtale*"],
    "speakers": ["speakers"],
    "saturation": ["saturation"],
    "portrait": ["portrait", "fokusgruppe"],
    "turns list": ["turns", "list", "fokusgruppe"],
    "turns join": ["turns", "join", "fokusgruppe", "3"],
    "sources edit": ["sources", "edit", "fokusgruppe", "{folder}/ny.txt", "--dry-run"],
    "report update": ["report", "update"],
    "report stale": ["report", "stale"],
    "report confirm": ["report", "confirm", "--all"],
    "report comments": ["report", "comments", "--all"],
    "report versions": ["report", "versions"],
    "report explain": ["report", "explain", "survey-medlemmer-oppfolging-hjelp"],
    "report render": ["report", "render", "--to", "html"],
    "undo": ["undo"],
    "log": ["log"],
    "backup": ["backup"],
    "doctor": ["doctor"],
    "version": ["version"],
}
# The same where answers are collected: none of the lists is empty.
COLLECTING = (
    "forms open ny --session h1 --instrument rapport --link",
    "forms list",
    "forms invite rapport --organisation lo",
    "forms pending rapport",
    "forms responses rapport",
    "forms close rapport",
    "forms reopen rapport",
    "forms update rapport",
    "forms renew rapport 2",
    "forms withdraw 1 --yes",
    "rounds open h2 --template rapport --period 2024-H2 --parties lo",
    "rounds list",
    "rounds show h1",
    "rounds read {folder}/samlet.md --round h1",
    "rounds import {folder}/lo.md --round h1 --party lo",
    "rounds figures h1",
    "rounds compile h1 --to html",
    "add {folder}/lo.underveis.json --as answers --organisation lo",
    "status",
)
# The same where minutes have been read: somebody is absent, something is unsure, a party has an appendix.
MEETING = "kontaktutvalget-2023-04-17"
MEETINGS = (
    "minutes read {folder}/referat.txt",
    "minutes import {folder}/neste.txt",
    "minutes list",
    f"minutes show {MEETING}",
    f"minutes confirm {MEETING}",
    "minutes actions",
    "minutes action 1 --status done --due 2030-01-01 --remark Sendt.",
)


ACCOUNTS = (
    "accounts add eva --role owner",
    "accounts add kari --role coder --coder k",
    "accounts list",
    "accounts role kari reader",
    "accounts password kari",
    "accounts remove kari",
)


def test_keys_of_accounts_are_those_of_the_documents(run: Callable[..., Any], copied: Path) -> None:
    for line in ACCOUNTS:
        done = run(*line.split(), "--study", copied, "--json")
        shape = shapes()[" ".join(line.split()[:2])]
        assert keys(done.json, shape) == keys_of(shape), line


@pytest.fixture(scope="module")
def ready(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with something of everything the lines ask for."""
    folder = copy_of(demo, tmp_path_factory.mktemp("ready") / "studie")
    sample = (folder / "sources" / "fokusgruppe.txt").read_text("utf-8")
    texts = {
        "people.yaml": "participants: [{id: x1, pseudonym: X}]\n",
        "ny.txt": sample.replace("nesten", "nærmest"),
        "notat.txt": "Et notat om forebygging på arbeidsplassen.\n",
        "nye.csv": "alder;enig\n34;9,5\n",
        "svar.csv": "alder;enig\n34;1\n51;2\n",
        "svar.codebook.json": CODEBOOK,
        "svar-med-ord.csv": "id;ord\n1;Vi savner mer hjelp.\n",
        "skala.csv": "a;b;c\n1;1;2\n2;2;2\n3;2;3\n1;1;1\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "skjema.xlsx").write_bytes(export(shipped("party-report-simplified").instrument, "xlsform").content)
    for line in ("report quote add --coding 345", "finding export funn.yaml", "survey import svar.csv",
                 "survey import svar-med-ord.csv", "survey import skala.csv"):  # fmt: skip
        words = [str(folder / word) if "." in word else word for word in line.split()]
        assert main([*words, "--study", str(folder)]) == 0, line
    return folder


@pytest.mark.parametrize("command", LINES)
def test_keys_are_those_of_the_documents(run: Callable[..., Any], ready: Path, tmp_path: Path, command: str) -> None:
    folder = copy_of(ready, tmp_path / "studie")
    done = run(*(word.format(folder=folder) for word in LINES[command]), "--json", "--study", folder)
    assert done.status == 0
    assert keys(done.json, shapes()[command]) == keys_of(shapes()[command]) - _hidden(command)


@pytest.fixture
def collecting(run: Callable[..., Any], tmp_path: Path) -> Path:
    """A round in which one party has reported late and another is asked; an answer file has come from the third."""
    folder = written(tmp_path / "studie")

    def told(line: str) -> Any:
        return run(*line.split(), "--json", "--study", folder).json

    told("rounds open h1 --template rapport --period 2024-H1 --parties lo,nho,ks --deadline 2024-08-15")
    form = told("forms open rapport --session h1 --round h1 --new-session")
    answer_file(folder, form)
    answer(folder, told("forms invite rapport --organisation nho")[0]["token"])
    told("forms invite rapport --organisation ks")
    (folder / "samlet.md").write_text("# Rapport fra KS\n\n## Alt\n\nVi holdt 12 kurs.\n", encoding="utf-8")
    for name in ("ks", "lo"):
        (folder / f"{name}.md").write_text(f"## Alt\n\nVi holdt 14 kurs i {name}.\n", encoding="utf-8")
    told(f"rounds import {folder}/ks.md --round h1 --party ks")
    return folder


@pytest.mark.parametrize("line", COLLECTING)
def test_keys_of_forms_and_rounds_are_those_of_the_documents(
    run: Callable[..., Any], collecting: Path, line: str
) -> None:
    done = run(*line.format(folder=collecting).split(), "--json", "--study", collecting)
    assert done.status == 0
    command = max((name for name in shapes() if line.startswith(name)), key=len)
    shape = shapes()[command]
    assert [] not in (done.json, *(done.json[name] for name in ("reports", "forms", "rounds") if name in done.json))
    assert keys(done.json, shape) == keys_of(shape)


@pytest.mark.parametrize("line", MEETINGS)
def test_keys_of_minutes_are_those_of_the_documents(
    run: Callable[..., Any], tmp_path: Path, write: Callable[[str, str], Path], line: str
) -> None:
    folder = _empty_study(tmp_path)
    write("referat.txt", f"{MINUTES}\nOppfølging: Lage en plan.\n")
    write("neste.txt", NEXT)
    assert run("minutes", "import", folder / "referat.txt", "--study", folder).status == 0
    done = run(*line.format(folder=folder).split(), "--json", "--study", folder)
    assert done.status == 0
    shape = shapes()[" ".join(line.split()[:2])]
    assert keys(done.json, shape) == keys_of(shape)


def test_a_new_study_and_its_draft(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("init", tmp_path / "ny", "--json").json == {"study": str(tmp_path / "ny"), "template": "focus-group"}
    assert list(run("report", "draft", "--json", "--study", tmp_path / "ny").json) == ["report"]


def test_keys_of_templates_are_those_of_the_documents(run: Callable[..., Any], tmp_path: Path) -> None:
    # A study that lacks something: where nothing is missing, the list of it is empty and has no keys.
    listed = run("report", "templates", "--json", "--study", _empty_study(tmp_path)).json
    shape = shapes()["report templates"]
    assert keys([each for each in listed if each["missing"] and each["takes"]], shape) == keys_of(shape)


def test_every_command_has_its_shape() -> None:
    assert {name for name, _, _ in commands()} - set(shapes()) == set()


def test_every_shape_has_its_command() -> None:
    assert set(shapes()) - {name for name, _, _ in commands()} == set()


@pytest.mark.parametrize("command", PROMISED)
def test_what_was_promised_stays(command: str) -> None:
    shape = shapes()[command]
    assert set(PROMISED[command].split()) <= set(shape[0] if isinstance(shape, list) else shape)


def test_a_check_that_finds_something_lists_problems(run: Callable[..., Any], copied: Path) -> None:
    file = copied / "evaluation.yaml"
    file.write_text(file.read_text("utf-8").replace("code: generelt", "code: generell"), encoding="utf-8")
    done = run("doctor", "--json", "--study", copied)
    assert (done.status, [each["code"] for each in done.json], done.err) == (1, ["STUDY-003"], "")


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        (["code", "list", "--session", "finnes-ikke"], 1, "FIND-001"),
        (["matrix", "--rows", "navn"], 1, "CLI-003"),
        (["finnes-ikke"], 2, "CLI-004"),
        (["status", "--finnes-ikke"], 2, "CLI-005"),
        (["find"], 2, "CLI-007"),
        (["status", "mer"], 2, "CLI-008"),
        (["log", "--last", "mange"], 2, "CLI-009"),
        (["code"], 2, "CLI-010"),
        (["status", "--study"], 2, "CLI-012"),
        ([], 2, "CLI-010"),
    ],
)
def test_every_failure_is_one_object_on_standard_error(
    run: Callable[..., Any], demo: Path, line: list[str], status: int, code: str
) -> None:
    words = line if "--study" in line else [*line, "--study", str(demo)]
    done = run("--json", *words)
    assert (done.status, done.out, done.error["code"]) == (status, "", code)
    assert set(done.error) == {"code", "severity", "what", "where", "remedy"}


def test_several_faults_are_told_at_once(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("add", tmp_path / "a.txt", tmp_path / "b.txt", "--json", "--study", _empty_study(tmp_path))
    assert (done.status, [*json.loads(done.err)]) == (1, ["error", "more"])


def test_the_sample_is_as_it_was(demo: Path) -> None:
    # The lists above are read from the session's sample: had one of them written, this would be the place to see it.
    with sqlite3.connect(f"file:{demo / 'study.sqlite'}?mode=ro", uri=True) as connection:
        assert connection.execute("select count(*) from change").fetchone() == (33,)


def _hidden(command: str) -> set[str]:
    """What the sample's people policy, organisation, takes away."""
    return {"role"} if command in ("code list", "find", "words kwic") else set()


def _empty_study(folder: Path) -> Path:
    (folder / "evaluation.yaml").write_text("title: T\n", encoding="utf-8")
    return folder


def keys_of(shape: Any) -> set[str]:
    return keys(shape, shape)


def keys(content: Any, shape: Any, above: str = "") -> set[str]:
    """The paths of the keys, as deep as the shape goes; a list without rows has all that was promised."""
    if isinstance(shape, list):
        return keys(content[0] if content else shape[0], shape[0], above)
    if not isinstance(shape, dict):
        return set()
    inner = [keys(content[key], value, f"{above}{key}.") for key, value in shape.items() if value is not None]
    return {f"{above}{key}" for key in content}.union(*inner)
