"""Making one version of the report, with its date, its number and what is new in it on the front page."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from evaluation.errors import EvaluationError, Problem, fail, problem
from evaluation.language import Language, phrase
from evaluation.numbers import write_count, write_date
from evaluation.study import Study
from reports.accessibility import write_statement
from reports.checks.hidden import hidden_in
from reports.checks.publishing import check_report
from reports.engines import USUAL, choose, known_formats
from reports.engines.profiles import statement_name
from reports.files import FOLDER, report_folder, write_whole
from reports.living.confirming import theme_labels
from reports.living.evidence import in_folder
from reports.living.history import Edition, History, keep_history, read_history
from reports.living.standing import Standing
from reports.update import report_language, update_report
from reports.versions import odt_mark, word_mark
from reports.versions.preparing import Copy, copied
from reports.versions.record import before_this, changes_since, kept, next_edition, unfilled

Version = Literal["draft", "commissioner", "public"]
VERSIONS: tuple[Version, ...] = get_args(Version)
_MARKED = {".docx": word_mark.with_mark, ".odt": odt_mark.with_mark}  # the others bear it as they are made


@dataclass(frozen=True)
class Made:
    """A version that was made. problems: what it was made in spite of."""

    files: tuple[Path, ...]
    edition: Edition
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        told = asdict(self.edition)
        del told["told"], told["paragraphs"]
        return {**told, "files": [str(each) for each in self.files]}


def render_version(  # noqa: PLR0913  what is made, of what, and how
    study: Study,
    version: str,
    *,
    to: Sequence[str] = USUAL,
    engine: str | None = None,
    profiles: Sequence[str] = (),
    despite: str = "",
    folder: str = FOLDER,
) -> Made:
    """Renew what the data say, and make the version as `report/report-VERSION.*`.

    A public one is made only where nothing stands in its way, or `despite` it with a reason, which the log tells; its
    front page says that it was. Where it is refused, an earlier one stays as it was. profiles: further ones that it is
    made under.

    Raises NARRATIVE-020 for a version that there is not, and EvaluationError with all that stands in the way.
    """
    if version not in VERSIONS:
        raise fail("NARRATIVE-020", name=version, known=", ".join(VERSIONS))
    formats, chosen = known_formats(to), choose(engine)
    renewed = update_report(study, folder=folder)
    place = report_folder(study, folder)
    language = report_language(place, study)
    write_profiles(place, language)
    history, told = read_history(place), in_folder(place, theme_labels(study))
    edition = next_edition(place, history, version, told, renewed.paragraphs)
    last = before_this(history, edition)
    today = dt.datetime.now().astimezone()
    changes = changes_since(last, edition, told, language) if last else ()
    edition = replace(edition, at=today.isoformat(timespec="seconds"), who=study.who, changes=changes)
    public = version == "public"
    found = [*before_publishing(place, renewed.stale)] if public else []
    with tempfile.TemporaryDirectory(prefix="underveis-") as scratch:
        about = front_of(edition, last, language)
        if "html" in formats:
            write_statement(study, place, language, _profiles(version, profiles))
        press = partial(chosen.render, formats=formats, language=language, profiles=_profiles(version, profiles))
        copy = copied(place, Path(scratch), about, renewed.stale if version == "draft" else (), language)
        made = _printed(copy, press)
        if public:
            found += [_named(each) for each in (*check_report(study, made, folder=folder), *hidden_in(made))]
        errors = [each for each in found if each.severity == "error"]
        if errors and not despite.strip():
            raise EvaluationError(*errors, problem("NARRATIVE-024", severity="note", n=len(errors)))
        if errors:
            about["despite"] = _despite(edition, _objections(errors, made), language)
            copy = copied(place, Path(scratch) / "despite", about, (), language)
            made = _printed(copy, press)
        mark = str(about.get("mark", ""))
        files = tuple(_placed(each, place, mark) for each in made)
        _place_statement(copy.folder / statement_name(_profiles(version, profiles)), place)
    edition = replace(edition, files=tuple(each.name for each in files), despite=despite.strip() if errors else "")
    edition = replace(edition, problems=tuple(f"{each.code} {each.where}".strip() for each in errors))
    _keep(study, place, history, edition)
    return Made(files, edition, tuple(errors))


def editions_of(study: Study, folder: str = FOLDER) -> tuple[Edition, ...]:
    """Every version that was made of the report in the folder, the oldest first."""
    return read_history(report_folder(study, folder)).editions


def before_publishing(folder: Path, stale: Sequence[Standing]) -> list[Problem]:
    """What stands in the way of a public version before it is made."""
    unconfirmed = [
        problem(
            "NARRATIVE-021",
            file=each.paragraph.file,
            line=each.paragraph.first,
            id=each.id,
            words=each.paragraph.beginning,
        )
        for each in stale
    ]
    return [*unconfirmed, *(problem("NARRATIVE-023", file=file, line=line) for file, line in unfilled(folder))]


def front_of(edition: Edition, last: Edition | None, language: Language) -> dict[str, object]:
    """What the front page tells of a version."""
    day = write_date(dt.datetime.fromisoformat(edition.at).date(), language)
    name = phrase(f"narrative.version.{edition.version}", language)
    told: dict[str, object] = {
        "kind": edition.version,
        "label": phrase("narrative.version.label", language, name=name, number=edition.number, date=day),
    }
    if edition.version == "draft":
        told["mark"] = phrase("narrative.version.draft", language)
    if last is not None:
        before = write_date(dt.datetime.fromisoformat(last.at).date(), language)
        key = "since" if edition.changes else "alike"
        told["since"] = phrase(f"narrative.version.{key}", language, number=last.number, date=before)
        told["changes"] = list(edition.changes)
    return told


def _despite(edition: Edition, objections: int, language: Language) -> str:
    """What the front page tells of a version that was given out although the check stood against it."""
    day = write_date(dt.datetime.fromisoformat(edition.at).date(), language)
    count = write_count(objections, language)
    return phrase("narrative.version.despite_front", language, n=objections, count=count, date=day)


def _objections(errors: Sequence[Problem], made: Sequence[Path]) -> int:
    """How many there are, whatever the number of formats: what is found in each of them counts once."""
    found = Counter(each.file for each in errors)
    formats = [found.pop(each.name, 0) for each in made]
    return found.total() + max(formats, default=0)


def _printed(copy: Copy, press: Callable[[Path], tuple[Path, ...]]) -> tuple[Path, ...]:
    try:
        return press(copy.folder)
    except EvaluationError as error:
        raise copy.told_of_original(error) from error


def write_profiles(folder: Path, language: Language) -> None:
    """`_quarto-draft.yml` and its like, each written once; the researcher may change them."""
    for version in VERSIONS:
        file = folder / f"_quarto-{version}.yml"
        if not file.exists():
            label = phrase(f"narrative.version.{version}", language)
            write_whole(file, f"# {label}\nreport-version:\n  kind: {version}\n  label: {label}\n".encode())


def _profiles(version: str, more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([version, *more]))


def _named(each: Problem) -> Problem:
    """A finished file by its name: it was looked at before it was put in its place."""
    return Problem(each.code, Path(each.file).name if each.file else "", each.line, each.values, each.severity)


def _placed(made: Path, folder: Path, mark: str) -> Path:
    content = made.read_bytes()
    if mark and (marked := _MARKED.get(made.suffix)):
        content = marked(content, mark)
    write_whole(folder / made.name, content)
    return folder / made.name


def _place_statement(page: Path, folder: Path) -> None:
    """The accessibility statement beside the page it is about, where there is one."""
    if page.is_file():
        write_whole(folder / page.name, page.read_bytes())


def _keep(study: Study, folder: Path, history: History, edition: Edition) -> None:
    keep_history(folder, kept(history, edition))
    if edition.despite:
        details = {"version": edition.version, "number": edition.number, "why": edition.despite}
        with study.store.act("report.despite", study.who, n=len(edition.problems), **details) as act:
            act.told = True
