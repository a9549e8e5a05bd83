"""Every template, drafted and made on the sample study in each language: the one test a new template is held to."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, MESSAGES, Language, entry
from evaluation.study import Study, open_study
from reports.draft import Choice, draft_report
from reports.facts import included_in
from reports.needs import CODES, HOLDS, missing_of, templates_of
from reports.parts.discover import STUDY, part_texts, parts
from reports.parts.telling import Telling
from reports.render import render_report
from reports.templates import declaration_of, template_names
from tests.sharing import copy_of, once, sample_study

TEMPLATES = template_names()
MADE = [(template, language) for template in TEMPLATES for language in LANGUAGES]
FRAMES = ("methods", "meetings", "counties", "codebook_report", "compiled", "following", "report")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The sample study with its follow-up, from which every template has what it needs."""
    return open_study(sample_study(tmp_path_factory, follow_up=True))


@pytest.fixture(scope="module")
def page(sample: Study, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Language], Path]:
    """The report as HTML in a study of its own; each is made once."""

    def make(template: str, language: Language) -> Path:
        def print_(folder: Path) -> None:
            study = open_study(copy_of(sample.folder, folder))
            (folder / "report" / "report.qmd").unlink()
            draft_report(study, template=template, language=language)
            render_report(study, to=["html"])

        return once(tmp_path_factory, f"page-{template}-{language}", print_) / "report" / "report.html"

    return make


class Read(HTMLParser):
    """Headings with whether something stands under them, tables, pictures and the text outside code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.heads: list[tuple[str, bool]] = []
        self.pictures: list[str | None] = []
        self.language = ""
        self.words = ""
        self._open, self._level, self._code = "", 0, 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "html":
            self.language = told.get("lang") or ""
        if re.fullmatch(r"h[1-6]", tag):
            if self._open and int(tag[1]) <= self._level:
                self.bare.append(self._open)
            self._open, self._level = " ", int(tag[1])
        elif tag in ("p", "table", "ul", "ol", "dl", "figure", "img", "pre"):
            self._open = ""
        if tag == "th":
            self.heads.append((told.get("scope") or "", True))
        if tag == "img":
            self.pictures.append(told.get("alt"))
        self._code += tag in ("code", "style", "script", "svg")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "style", "script", "svg")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open += data
        if not self._code:
            self.words += data


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_declares_itself_in_three_languages(template: str) -> None:
    declared = declaration_of(template)
    for text in (declared.title, declared.about):
        assert all(getattr(text, each) for each in LANGUAGES)


@pytest.mark.parametrize("template", TEMPLATES)
def test_its_needs_and_parts_are_known(template: str) -> None:
    declared = declaration_of(template)
    needs = {one for each in declared.alternatives for one in each} | set(declared.takes)
    assert needs <= set(HOLDS) == set(CODES)
    assert set(declared.parts) <= {STUDY, *parts()}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_study_without_anything_is_told_what_it_needs_and_the_command(template: str, study_folder: Path) -> None:
    (study_folder / "evaluation.yaml").write_text("title: Tom\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(study_folder)
    with pytest.raises(EvaluationError) as refused:
        draft_report(study, template=template)
    wanted = {CODES[one] for each in declaration_of(template).alternatives for one in each}
    assert {each.code for each in refused.value.problems} == wanted
    assert all(each.remedy() for each in refused.value.problems)
    assert not (study_folder / "report").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("follow-up", "In the round “first half of 2026”"),
        ("parties", "The IA agreement: first half of 2026"),
        ("minutes", "Minutes: the follow-up group for the IA agreement"),
    ],
)
def test_rounds_and_groups_are_told_in_the_words_of_the_report(
    page: Callable[[str, Language], Path], template: str, said: str
) -> None:
    assert said in Read(page(template, "en").read_text("utf-8")).words


def test_the_sample_has_what_every_template_needs(sample: Study) -> None:
    assert [each.name for each in templates_of(sample, "nb") if not each.is_ready] == []
    assert [each for each in TEMPLATES if missing_of(sample, each)] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_its_parts_make_all_that_it_draws_in(page: Callable[[str, Language], Path], template: str) -> None:
    if STUDY in declaration_of(template).parts:
        return
    report = page(template, "nb").with_name("report.qmd")
    telling = Telling(open_study(report.parents[1], speak=False), "nb", "", report)
    assert included_in(report) <= set(part_texts(declaration_of(template).parts, telling))


@pytest.mark.parametrize(("template", "language"), MADE)
def test_it_is_made_whole(page: Callable[[str, Language], Path], template: str, language: Language) -> None:
    read = Read(page(template, language).read_text(encoding="utf-8"))
    assert read.language == language
    lost = r"@(?:fig|tbl|sec)-[\w-]+|\?\?|\[\[|\{\{<|\bnan\b|:::" + ("" if language == "en" else r"|\bNone\b")
    assert re.findall(lost, read.words) == []
    assert read.bare == []


@pytest.mark.parametrize(("template", "language"), MADE)
def test_every_picture_and_table_can_be_read_aloud(
    page: Callable[[str, Language], Path], template: str, language: Language
) -> None:
    read = Read(page(template, language).read_text(encoding="utf-8"))
    assert all(read.pictures)
    assert {scope for scope, _ in read.heads} <= {"col", "row"}


@pytest.mark.parametrize(("template", "language"), MADE)
def test_numbers_are_written_as_the_language_does(
    page: Callable[[str, Language], Path], template: str, language: Language
) -> None:
    words = Read(page(template, language).read_text(encoding="utf-8")).words
    foreign = r"\d,\d+[ \u00a0]?%" if language == "en" else r"\d\.\d+[ \u00a0]?%|\d%"
    assert re.findall(foreign, words) == []


@pytest.mark.parametrize(("template", "language"), MADE)
def test_its_frames_are_in_one_language(
    page: Callable[[str, Language], Path], template: str, language: Language
) -> None:
    words = " ".join(Read(page(template, language).read_text(encoding="utf-8")).words.split())
    own = set(_sentences(language))
    others = {told for other in LANGUAGES if other != language for told in _sentences(other)} - own
    assert [each for each in others if each in words] == []


def _sentences(language: Language) -> list[str]:
    """What the frames say that has no place to fill in, and is long enough to be told by."""
    found: list[str] = []

    def walk(told: dict[str, object]) -> None:
        text = told.get(language)
        if isinstance(text, str) and "{" not in text and "@" not in text and "`" not in text and len(text) > 24:
            found.append(text)
        for each in told.values():
            if isinstance(each, dict):
                walk(each)

    for room in FRAMES:
        walk(tomllib.loads((MESSAGES / f"{room}.toml").read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_is_made_as_a_tagged_pdf_and_for_word(sample: Study, template: str) -> None:
    folder = f"{template}-files"
    draft_report(sample, template=template, language="nn", choice=Choice(folder=folder))
    made = render_report(sample, to=["pdf", "docx"], folder=folder)
    assert [each.suffix for each in made] == [".pdf", ".docx"]
    import pikepdf

    with pikepdf.open(made[0]) as document:
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang).startswith("nn")


def test_a_round_that_is_none_is_refused(sample: Study) -> None:
    with pytest.raises(EvaluationError) as refused:
        draft_report(sample, template="councils", choice=Choice(of="2026-h1", folder="feil"))
    assert refused.value.problems[0].code == "TEMPLATE-013"
    assert not (sample.folder / "feil").exists()


@pytest.mark.parametrize(("language", "word"), [("nb", "vedlegget"), ("nn", "vedlegget"), ("en", "appendix")])
def test_a_summary_speaks_of_no_table_that_it_has_not(
    page: Callable[[str, Language], Path], language: Language, word: str
) -> None:
    words = Read(page("summary", language).read_text(encoding="utf-8")).words
    assert word not in words
    assert {"nb": "Tallene for «", "nn": "Tala for «", "en": "The figures for “"}[language] in words


def test_the_methods_speak_of_no_figure_that_they_have_not(page: Callable[[str, Language], Path]) -> None:
    assert "varmekartet" not in Read(page("methods", "nb").read_text(encoding="utf-8")).words


def test_minutes_do_not_say_a_conclusion_twice(page: Callable[[str, Language], Path]) -> None:
    words = " ".join(Read(page("minutes", "nb").read_text(encoding="utf-8")).words.split())
    item = words[words.rindex("Sak 4. Handlingsplanen") : words.rindex("Sak 5. Eventuelt")]
    assert item.count("Sekretariatet oppdaterer planen til neste møte.") == 1
    assert "Ansvarlig: Sekretariatet Frist: neste møte" in item


def test_minutes_name_nobody_until_they_are_asked_to(sample: Study) -> None:
    folder = "referater"
    file = draft_report(sample, template="minutes", choice=Choice(folder=folder))
    names = [each.name for each in sample.people(names=True).participants if each.name]
    generated = file.parent / "_generated" / "meetings-minutes.qmd"
    assert [each for each in names if each in generated.read_text(encoding="utf-8")] == []
    file.write_text(file.read_text("utf-8").replace("underveis-names: false", "underveis-names: true"), "utf-8")
    render_report(sample, to=["html"], folder=folder)
    assert "Torhild Grønnlien" in generated.read_text(encoding="utf-8")
    shutil.rmtree(file.parent)


def test_what_the_researchers_answer_stands_in_the_checklist(sample: Study, tmp_path: Path) -> None:
    copy = tmp_path / "studie"
    shutil.copytree(sample.folder, copy)
    settings = copy / "evaluation.yaml"
    settings.write_text(settings.read_text("utf-8") + "coreq:\n  4: {nb: To kvinner og en mann.}\n", "utf-8")
    file = draft_report(open_study(copy, speak=False), template="methods", choice=Choice(folder="metode"))
    told = (file.parent / "_generated" / "methods-coreq.qmd").read_text(encoding="utf-8")
    assert "To kvinner og en mann." in told
    assert "`coreq: 4`" not in told
    assert "`coreq: 5`" in told


def test_messages_of_needs_are_there_in_three_languages() -> None:
    assert all(set(entry(f"template.need.{each}")) == set(LANGUAGES) for each in HOLDS)
