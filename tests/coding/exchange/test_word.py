"""Comments in a Word document are codes, on the very words they were put on, whatever the document went through."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.exchange.formats.docx import read, read_beside, write
from coding.exchange.project import Coded, Project, Text
from coding.exchange.word.besides import line_of, taken_off, with_besides
from coding.exchange.word.coded import Namer, new_code
from evaluation.language import Language
from evaluation.model import Code, Codebook, Coding, Localised, Source
from evaluation.sources.read import extract
from tests.coding.exchange.projects import CODEBOOK, plain, project
from tests.coding.exchange.reading import coded, codes_of, told

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14, W15 = (
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
)
KNOWN = Project(codebook=CODEBOOK)
BEGIN, END = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
POINT = '<w:r><w:commentReference w:id="1"/></w:r>'


def t(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*pieces: str) -> str:
    return f"<w:p>{''.join(pieces)}</w:p>"


def on(id_: int, *pieces: str) -> str:
    """Pieces with a comment on them."""
    return (
        f'<w:commentRangeStart w:id="{id_}"/>{"".join(pieces)}<w:commentRangeEnd w:id="{id_}"/>'
        f'<w:r><w:commentReference w:id="{id_}"/></w:r>'
    )


def comment(id_: int, words: str, author: str = "Kari", paragraph: str = "") -> str:
    lines = (f'<w:p w14:paraId="{paragraph}">{t(line)}</w:p>' for line in words.split("\n"))
    return f'<w:comment w:id="{id_}" w:author="{author}" w:date="2026-04-22T10:00:00Z">{"".join(lines)}</w:comment>'


def document(file: Path, body: str, comments: str = "", extended: str = "") -> Path:
    spaces = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        if comments:
            archive.writestr("word/comments.xml", f"<w:comments {spaces}>{comments}</w:comments>")
        if extended:
            archive.writestr("word/commentsExtended.xml", f"<w15:commentsEx {spaces}>{extended}</w15:commentsEx>")
    return file


def words_of(file: Path, known: Project = KNOWN) -> list[tuple[str, str]]:
    found = read_beside(file, known)
    assert found.texts[0].source.text == extract(file).text
    return [(words, code) for words, code, _ in coded(found)]


def test_a_comment_is_a_coding_of_its_words_by_its_author(tmp_path: Path) -> None:
    body = p(t("Vi fikk "), on(0, t("tid til å forebygge 🙂")), t("."))
    found = read_beside(document(tmp_path / "a.docx", body, comment(0, "forebygging")), KNOWN)
    assert coded(found) == [("tid til å forebygge 🙂", "forebygging", "Kari")]
    assert found.codings[0].at == "2026-04-22T10:00:00Z"
    assert [user.name for user in found.users] == ["Kari"]
    assert found.codebook.path("forebygging") == "tiltak / forebygging"
    assert found.texts[0].file is not None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p(on(0, t("hele avsnittet"))), "hele avsnittet"),
        (p(t("a"), BEGIN, t("b")) + p() + p(t("c"), END, t("d")), "b\n\nc"),
        (p(t("før ")) + BEGIN + p(t("mellom")) + END + p(t("etter")), "mellom"),
        (p(on(0, t("en"), "<w:r><w:tab/></w:r>", t("to"), "<w:r><w:br/></w:r>", t("tre"))), "en\tto\ntre"),
        (p(on(0, t("her "), f"<w:del>{t('borte')}</w:del>", f"<w:ins>{t('satt inn')}</w:ins>")), "her satt inn"),
        (p(t("a "), f"<w:ins>{on(0, t('ny'))}</w:ins>", t(" b")), "ny"),
        (p(t("a "), f"<w:del>{t('bort')}{BEGIN}</w:del>", t("b"), END), "b"),
        (p(f"<w:hyperlink>{on(0, t('lenke'))}</w:hyperlink>", t(" slutt")), "lenke"),
        (f"<w:sdt><w:sdtContent>{p(on(0, t('i kontroll')))}</w:sdtContent></w:sdt>", "i kontroll"),
        (p(on(0, t("e\u0301n")), t(" til")), "én"),
        (p(t("e"), on(0, t("\u0301n"))), "n"),
        (p(t("Åse:", "<w:rPr><w:b/></w:rPr>"), on(0, t(" svarer"))), " svarer"),
        (p(on(0, t("Å")), t("se: svarer")), "Å"),
    ],
    ids=[
        "whole",
        "across paragraphs",
        "between paragraphs",
        "tabs and breaks",
        "tracked changes",
        "in an insertion",
        "begun in a deletion",
        "in a link",
        "in a control",
        "composed",
        "composed over the edge",
        "after bold",
        "first sign",
    ],
)
def test_the_words_are_those_in_the_text(tmp_path: Path, body: str, words: str) -> None:
    file = document(tmp_path / "a.docx", body, comment(0, "vikarer"))
    assert words_of(file) == [(words, "vikarer")]


def test_comments_in_and_over_the_cells_of_a_table(tmp_path: Path) -> None:
    cells = [
        p(t("en ")),
        p(on(0, t("to"))),
        p('<w:commentRangeStart w:id="1"/>', t("tre")),
        p(t("fire"), '<w:commentRangeEnd w:id="1"/>'),
    ]
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in (cells[:2], cells[2:]))
    file = document(
        tmp_path / "a.docx", f"{p(t('x'))}<w:tbl>{rows}</w:tbl>", comment(0, "vikarer") + comment(1, "tiltak")
    )
    assert words_of(file) == [("to", "vikarer"), ("tre\tfire", "tiltak")]


def test_words_deleted_since_leave_the_comment_on_the_paragraph(tmp_path: Path) -> None:
    body = p(t("Resten av avsnittet"), f"<w:del>{on(0, t('bort'))}</w:del>") + p(
        t("a"), '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    found = read_beside(document(tmp_path / "a.docx", body, comment(0, "tiltak") + comment(1, "vikarer")), KNOWN)
    assert coded(found) == [("Resten av avsnittet", "tiltak", "Kari"), ("a", "vikarer", "Kari")]
    assert told(found) >= {("coding", "changed", 2, "line-taken")}


def test_comments_that_are_no_code_are_memos_on_their_words(tmp_path: Path) -> None:
    body = p(on(0, t("dette")), t(" og "), on(1, t("dette også"))) + p()
    listed = comment(0, "Hva mener hun her?", "Ola") + comment(1, "") + comment(7, "Uten sted")
    found = read_beside(document(tmp_path / "a.docx", body, listed), KNOWN)
    memos = [each.memo for each in found.notes]
    assert [(each.text, each.author, each.start, each.end) for each in memos] == [
        ("Hva mener hun her?", "Ola", 0, 5),
        ("Uten sted", "Kari", None, None),
    ]
    assert told(found) >= {
        ("note", "kept", 1, ""),
        ("note", "dropped", 1, "note-empty"),
        ("note", "changed", 1, "place-none"),
    }


def test_answers_stand_where_the_thread_began_and_resolved_ones_are_told(tmp_path: Path) -> None:
    body = p(on(0, t("ordene")), '<w:r><w:commentReference w:id="1"/></w:r>')
    listed = (
        comment(0, "tiltak", "Kari", "A1")
        + comment(1, "Enig, men også:\nvikarer", "Ola", "A2")
        + comment(2, "vikarer", "Per", "A3")
    )
    threads = (
        '<w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1"/>'
        '<w15:commentEx w15:paraId="A3" w15:paraIdParent="A2"/>'
    )
    found = read_beside(document(tmp_path / "a.docx", body, listed, threads), KNOWN)
    assert coded(found) == [("ordene", "tiltak", "Kari"), ("ordene", "vikarer", "Per")]
    [memo] = [each.memo for each in found.notes]
    assert (memo.author, memo.start, memo.end) == ("Ola", 0, 6)
    assert ("coding", "changed", 1, "resolved") in told(found)


def test_threads_in_a_circle_end(tmp_path: Path) -> None:
    listed = comment(0, "tiltak", "Kari", "A1") + comment(1, "vikarer", "Ola", "A2")
    threads = (
        '<w15:commentEx w15:paraId="A1" w15:paraIdParent="A2"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1"/>'
    )
    found = read_beside(document(tmp_path / "a.docx", p(on(0, t("a")), on(1, t("b"))), listed, threads), KNOWN)
    assert len(found.codings) == 2


CODES = Codebook(
    name="k",
    codes=(
        Code(name="tiltak", label=Localised(nb="Tiltak på jobben")),
        Code(name="støtte", parent="tiltak"),
        Code(name="støtte, annen"),
        Code(name="c++"),
    ),
)


@pytest.mark.parametrize(
    ("words", "codes", "rest"),
    [
        ("tiltak", ("tiltak",), ""),
        ("  #Tiltak ", ("tiltak",), ""),
        ("Tiltak på jobben", ("tiltak",), ""),
        ("tiltak/støtte", ("støtte",), ""),
        ("tiltak > støtte", ("støtte",), ""),
        ("støtte, annen", ("støtte, annen",), ""),
        ("støtte; tiltak", ("støtte", "tiltak"), ""),
        ("tiltak: veldig tydelig", ("tiltak",), "veldig tydelig"),
        ("Støtte – også fra leder\nOg mer", ("støtte",), "også fra leder\nOg mer"),
        ("tiltak\nfordi hun sier det", ("tiltak",), "fordi hun sier det"),
        ("tiltak tiltak", ("tiltak",), "tiltak"),
        ("c++ er et språk", ("c++",), "er et språk"),
        ("tiltakene virker", (), "tiltakene virker"),
        ("noe annet", (), "noe annet"),
        ("", (), ""),
    ],
)
def test_a_comment_names_codes_by_name_label_or_path(words: str, codes: tuple[str, ...], rest: str) -> None:
    found = Namer(CODES).named(words)
    assert (found.codes, found.rest) == (codes, rest)


@pytest.mark.parametrize(
    ("words", "codes", "rest"),
    [
        ("forebygging", ("forebygging",), ""),
        ("Tidlig innsats: tydelig her", ("Tidlig innsats",), "tydelig her"),
        ("ledelse – hun nøler", ("ledelse",), "hun nøler"),
        ("ledelse\nsvak", ("ledelse",), "svak"),
        ("Hva mener hun?", (), "Hva mener hun?"),
        ("Dette må vi snakke om i morgen tidlig", (), "Dette må vi snakke om i morgen tidlig"),
        ("Enig.", (), "Enig."),
        ("***", (), "***"),
    ],
)
def test_without_a_codebook_a_few_words_are_a_code(words: str, codes: tuple[str, ...], rest: str) -> None:
    found = new_code(words)
    assert (found.codes, found.rest) == (codes, rest)


def test_new_codes_are_made_where_the_study_has_none(tmp_path: Path) -> None:
    body = p(on(0, t("a"))) + p(on(1, t("b")))
    found = read(document(tmp_path / "a.docx", body, comment(0, "ny / kode") + comment(1, "Er dette riktig?")))
    assert [code.name for code in found.codebook] == ["ny – kode"]
    assert len(found.notes) == 1


def test_a_transcript_keeps_its_speakers(tmp_path: Path) -> None:
    body = p(t("Kari: Hei på deg, Odd.")) + p(t("Odd: Ja, "), on(0, t("hei")), t(".")) + p(t("Kari: Fint."))
    found = read_beside(document(tmp_path / "a.docx", body, comment(0, "tiltak")), KNOWN)
    assert found.texts[0].source.speakers == ("Kari", "Odd")


def test_a_document_without_comments_is_a_text(tmp_path: Path) -> None:
    found = read(document(tmp_path / "a.docx", p(t("Bare tekst"))))
    assert (found.codings, found.texts[0].source.text) == ((), "Bare tekst")


def test_what_is_written_comes_back_coding_for_coding(tmp_path: Path) -> None:
    write(project(), tmp_path / "ut.docx")
    found = read_beside(tmp_path / "ut.docx", Project(codebook=CODEBOOK, texts=project().texts))
    assert plain(found) == plain(project())
    besides = {(each.coding.round, each.coding.origin, each.coding.certainty) for each in found.codings}
    assert besides == {("1", "manual", None), ("2", "manual", 80), ("1", "rule", None)}
    assert [text.source.text for text in found.texts] == [text.source.text for text in project().texts]
    assert found.texts[0].guid == project().texts[0].guid
    assert found.origin == "Underveis"


@pytest.mark.parametrize("tongue", ["nb", "nn", "en"])
def test_what_is_said_besides_is_read_in_any_language(tongue: Language) -> None:
    coding = Coding("s", 0, 1, "tiltak", round="2", origin="suggestion", certainty=5)
    line = line_of(coding, tongue)
    note, said = taken_off(f"Et notat\n{line}")
    assert (note, with_besides(Coding("s", 0, 1, "tiltak"), said)) == ("Et notat", coding)
    assert with_besides(coding, said).certainty == 5


@pytest.mark.parametrize("note", ["", "{}", "{runde}", "{noe: 1}", "a {runde: 2} b", "{runde: 2}\nmer"])
def test_a_note_that_says_no_such_thing_stays_as_it_is(note: str) -> None:
    assert taken_off(note) == (note, {})


def test_nonsense_besides_changes_nothing() -> None:
    plain_ = Coding("s", 0, 1, "tiltak")
    assert with_besides(plain_, {"round": "", "origin": "tull", "certainty": "999"}) == plain_


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    write(project(), tmp_path / "a.docx")
    write(project(), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_what_a_comment_cannot_say_is_told(tmp_path: Path) -> None:
    losses = {(each.element, each.outcome, each.count, each.reason) for each in write(project(), tmp_path / "ut.docx")}
    assert losses >= {("coding", "kept", 6, ""), ("note", "dropped", 3, "no-place")}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_text_and_any_codings_come_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    signs = st.characters(blacklist_categories=["Cs"], blacklist_characters="\r")
    drawn = data.draw(st.text(st.one_of(st.sampled_from("ab \n\tæ🙂<&"), signs), min_size=1, max_size=60))
    import unicodedata

    text = "".join(each if each in "\n\t" or each >= " " else "?" for each in unicodedata.normalize("NFC", drawn))
    text = "".join("?" if each in "\ufffe\uffff\x7f" else each for each in text)
    if not text.strip() or unicodedata.normalize("NFC", text) != text:
        return
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    spans = {(min(pair), max(pair)) for pair in places if text[min(pair) : max(pair)].strip()}
    codings = tuple(Coded(Coding("kilde", start, end, "tiltak", coder="K")) for start, end in spans)
    whole = Project(codebook=CODEBOOK, texts=(Text(Source("kilde", text)),), codings=codings)
    file = tmp_path_factory.mktemp("word") / "a.docx"
    write(whole, file)
    found = read_beside(file, Project(codebook=CODEBOOK))
    assert found.texts[0].source.text == text
    assert plain(found) == plain(whole)


def test_marks_of_a_document_that_has_signs_for_private_use(tmp_path: Path) -> None:
    body = p(t("\U00100001a "), on(0, t("b\U00100002")))
    assert words_of(document(tmp_path / "a.docx", body, comment(0, "tiltak"))) == [("b\U00100002", "tiltak")]
    both = p(on(0, t("a\U00100001\U000f0001")), t("b"))
    assert words_of(document(tmp_path / "b.docx", both, comment(0, "tiltak"))) == [("a\U00100001\U000f0001", "tiltak")]


def test_a_document_that_leaves_no_sign_free_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.exchange.word.marks._PLANES", ((0xF0000, 0xF0004),))
    file = document(tmp_path / "a.docx", p(on(0, t("\U000f0001"))), comment(0, "tiltak"))
    assert codes_of(read, file) == ["SOURCE-007"]


def test_hostile_documents_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{p(t("a"))}</w:body></w:document>')
        archive.writestr("word/comments.xml", f"{bomb}<w:comments xmlns:w='{W}'>&b;</w:comments>")
    assert codes_of(read, tmp_path / "a.docx") == ["SOURCE-013"]
    (tmp_path / "b.docx").write_bytes(b"not a document")
    assert codes_of(read, tmp_path / "b.docx") == ["SOURCE-010"]
    assert codes_of(read, tmp_path / "none.docx") == ["SOURCE-001"]
    assert codes_of(read, tmp_path) == ["SOURCE-002"]
    assert codes_of(read, document(tmp_path / "c.docx", p())) == ["SOURCE-005"]
    assert codes_of(read, document(tmp_path / "d.docx", p(t("a"))), "utf16") == ["FOREIGN-015"]


def test_a_document_with_too_many_comments_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.exchange.word.marks.MOST", 2)
    file = document(tmp_path / "a.docx", p(on(0, t("a"))), comment(0, "tiltak"))
    assert codes_of(read, file) == ["FOREIGN-002"]


def test_a_text_edited_on_its_way_is_known_by_its_name(tmp_path: Path) -> None:
    write(project(), tmp_path / "ut.docx")
    with zipfile.ZipFile(tmp_path / "ut.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"hjelper ingen", b"hjelper nesten ingen")
    with zipfile.ZipFile(tmp_path / "endret.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    known = replace(KNOWN, texts=project().texts)
    found = read_beside(tmp_path / "endret.docx", known)
    assert found.texts[0].guid == project().texts[0].guid
    assert "nesten" in found.texts[0].source.text
