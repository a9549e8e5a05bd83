"""A deposit built beside its place and moved there whole, or not at all; the same bytes for the same study."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.errors import Problem, fail, problem, raise_any, reason_of
from evaluation.language import Language
from evaluation.people.participation import withdrawn
from evaluation.sources.received import kept_version, sha256_of
from evaluation.study import Study
from instruments.exchange.ddi.answered import described_by
from instruments.exchange.ddi.data import data_codebook
from instruments.load import FOLDER
from instruments.responses.files import lint_dataset, write_dataset
from instruments.translations import languages_of
from reports.deposit.checking import checks
from reports.deposit.preparing import prepared, printed, real_names
from reports.deposit.shape import LANGUAGES, Check, Deposited, Prepared, Printed, Terms
from reports.deposit.telling import about, check_list, cover, data_file, readme
from reports.files import write_whole
from reports.paper import print_instrument
from reports.paper.codebook import codebook_pdf

SUMS = "SHA256SUMS"
# Where SPSS writes when a file was made, and what stands there in a deposit: nothing of the day it was made on.
_MADE_AT, _MADE = 92, b"01 Jan 0000:00:00"


def deposit(study: Study, folder: Path, terms: Terms | None = None) -> Deposited:
    """Everything the archive asks for, in a folder that is empty or not there yet.

    Raises DEPOSIT-001 where the folder holds something, DEPOSIT-002 where the study has nothing to deposit,
    DEPOSIT-003 for variables nobody knows, and what SPSS would refuse in any of the datasets, all at once.
    """
    chosen = terms or Terms()
    _refuse_full(folder)
    datasets = prepared(study, chosen)
    instruments = printed(study, real_names(study))
    if not datasets and not instruments:
        raise fail("DEPOSIT-002", file=study.folder)
    raise_any(_unknown(datasets, chosen))
    linted = [each for one in datasets for each in lint_dataset(one.dataset, "sav") if each.severity != "note"]
    raise_any(each for each in linted if each.severity == "error")
    points = checks(study.evaluation, datasets, instruments, chosen)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".underveis-") as part:
            made = Path(part) / "deposit"
            made.mkdir()
            _write(study, made, datasets, instruments, points)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except OSError as error:
        raise fail("DATASET-009", file=folder, reason=reason_of(error)) from error
    files = tuple(sorted(each for each in folder.rglob("*") if each.is_file()))
    return Deposited(folder, files, {each.name: each.left for each in datasets}, points, tuple(linted))


def _refuse_full(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise fail("DEPOSIT-001", file=folder)


def _unknown(datasets: Sequence[Prepared], terms: Terms) -> Iterator[Problem]:
    known = {name for each in datasets for name in (*each.dataset.names, *(one.variable for one in each.left))}
    for name in (*terms.without, *terms.weights):
        if name not in known:
            yield problem("DEPOSIT-003", name=name)


def _write(
    study: Study, folder: Path, datasets: Sequence[Prepared], instruments: Sequence[Printed], points: Sequence[Check]
) -> None:
    for each in datasets:
        _write_dataset(study, folder, each)
    for kept in (each for each in instruments if each.instrument and not each.named):
        _write_instrument(study, folder / "instruments", kept)
    people = study.people()
    gone = withdrawn(people)
    there = people.model_copy(
        update={"participants": tuple(each for each in people.participants if each.id not in gone)}
    )
    for language in LANGUAGES:
        listed = check_list(points, language)
        write_whole(folder / f"CHECKLIST-{language}.md", listed.encode())
    files = _sums(folder)
    for language in LANGUAGES:
        told = readme(study.evaluation, there, datasets, files, language)
        write_whole(folder / f"README-{language}.md", told.encode())
    sums = "".join(f"{digest}  {path}\n" for path, digest in _sums(folder).items())
    write_whole(folder / SUMS, sums.encode())


def _write_dataset(study: Study, folder: Path, each: Prepared) -> None:
    data, *_ = write_dataset(each.dataset, folder / each.file)
    _undate(data)
    file = data_file(each, sha256_of(data))
    described = described_by(each.summaries, each.instrument, weight=each.weight, file=file.id)
    told = about(study.evaluation, each.name)
    write_whole(folder / f"codebooks/{each.name}.xml", data_codebook(told, file, described, each.instrument))
    for language in LANGUAGES:
        first = cover(study.evaluation, each, file, language)
        content = codebook_pdf(first, each.summaries, described, each.instrument, language)
        write_whole(folder / f"codebooks/{each.name}-{language}.pdf", content)


def _undate(data: Path) -> None:
    """The same data give the same bytes, whenever they are written."""
    content = bytearray(data.read_bytes())
    if re.fullmatch(rb"\d\d [A-Z][a-z]{2} \d\d\d\d:\d\d:\d\d", content[_MADE_AT : _MADE_AT + len(_MADE)]):
        content[_MADE_AT : _MADE_AT + len(_MADE)] = _MADE
        data.write_bytes(content)


def _write_instrument(study: Study, folder: Path, printed: Printed) -> None:
    source = kept_version(study.folder / FOLDER, printed.name, printed.sha256)
    write_whole(folder / f"{printed.stem}.yaml", source.read_bytes())
    if printed.instrument is None:
        return
    for language in _spoken(languages_of(printed.instrument)):
        print_instrument(printed.instrument, folder, name=printed.stem, language=language)


def _spoken(languages: Iterable[Language]) -> tuple[Language, ...]:
    return tuple(languages) or ("nb",)


def _sums(folder: Path) -> Mapping[str, str]:
    listed = sorted(each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): sha256_of(each) for each in listed}
