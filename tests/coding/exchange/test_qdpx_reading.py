"""Projects of other programs are read whatever way they are written, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.exchange.formats import qdpx
from evaluation.errors import EvaluationError
from tests.coding.exchange.examples import (
    ADA,
    BO,
    CODES,
    HELP,
    TALK,
    TRUST,
    USERS,
    guid,
    lot,
    packed,
    project,
    read,
    selection,
    source,
    words,
)

TEXT = "Ada: Jeg fikk hjelp.\nBo: Det var fint.\n"
FILE: dict[str, str | bytes] = {"sources/samtale.txt": TEXT}


def test_codings_keep_guid_coder_and_time(tmp_path: Path) -> None:
    [coded] = read(tmp_path, project(source(selection(5, 19))), FILE).codings
    assert (coded.guid, coded.at, coded.within) == (guid(5, 1), "2026-03-01T10:00:00Z", guid(4, 1))
    assert (coded.coding.coder, coded.coding.code, coded.coding.origin) == ("Ada", "hjelp", "manual")


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "Et prosjekt.QDE", "mappe/noe.qde"])
def test_the_project_may_be_called_anything(tmp_path: Path, name: str) -> None:
    file = packed(tmp_path / "a.qdpx", project(source(selection(14, 19))), FILE, name=name)
    assert words(qdpx.read(file)) == ["hjelp"]


@pytest.mark.parametrize("folder", ["sources/", "Sources/", "", "SOURCES/"])
@pytest.mark.parametrize("path", ["internal://samtale.txt", "samtale.txt", "relative:///samtale.txt", "Samtale.TXT"])
def test_a_source_is_found_wherever_it_lies(tmp_path: Path, folder: str, path: str) -> None:
    found = read(tmp_path, project(source(selection(14, 19), path=path)), {f"{folder}samtale.txt": TEXT})
    assert words(found) == ["hjelp"]


def test_braces_around_guids_and_capital_letters_in_them_are_the_same_guids(tmp_path: Path) -> None:
    xml = project(source(selection(14, 19))).replace(f'guid="{HELP}"', f'guid="{{{HELP.upper()}}}"')
    assert words(read(tmp_path, xml, FILE)) == ["hjelp"]


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0"]
)
def test_other_namespaces_are_read(tmp_path: Path, namespace: str) -> None:
    assert words(read(tmp_path, project(source(selection(14, 19)), namespace=namespace), FILE)) == ["hjelp"]


def test_a_text_without_a_name_is_called_by_its_file(tmp_path: Path) -> None:
    [text] = read(tmp_path, project(source("", called="")), FILE).texts
    assert text.source.name == "samtale"


def test_words_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    inside = f"<PlainTextContent>{TEXT}</PlainTextContent>{selection(14, 19)}"
    xml = project(f'<Sources><TextSource guid="{TALK}" name="a">{inside}</TextSource></Sources>')
    assert words(read(tmp_path, xml)) == ["hjelp"]


def test_a_missing_text_is_a_warning_and_its_codings_are_kept(tmp_path: Path) -> None:
    found = read(tmp_path, project(source(selection(5, 9))))
    [medium] = found.media
    assert [each.code for each in found.problems] == ["EXCHANGE-007"]
    assert medium.content["selections"][0]["codings"][0]["code"] == HELP  # type: ignore[index]
    assert lot(found.losses)["source", "changed", "text-missing"] == 1


def test_a_picture_whose_file_is_missing_keeps_its_selections(tmp_path: Path) -> None:
    picture = (
        f'<Sources><PictureSource guid="{TALK}" name="tavle.png" path="internal://tavle.png">'
        f'<PictureSelection guid="{guid(4, 1)}" firstX="1" firstY="2" secondX="30" secondY="40">'
        f'<Coding guid="{guid(5, 1)}" creatingUser="{ADA}"><CodeRef targetGUID="{HELP}"/></Coding></PictureSelection>'
        "</PictureSource></Sources>"
    )
    found = read(tmp_path, project(picture))
    assert found.media[0].content["selections"] == [  # type: ignore[comparison-overlap]
        {
            "guid": guid(4, 1),
            "place": {"firstX": 1, "firstY": 2, "secondX": 30, "secondY": 40},
            "codings": [{"guid": guid(5, 1), "code": HELP, "by": "Ada"}],
        }
    ]
    assert lot(found.losses)["picture", "changed", "file-missing"] == 1


def test_the_words_of_a_recording_are_a_source_of_their_own(tmp_path: Path) -> None:
    points = "".join(f'<SyncPoint guid="{guid(6, at)}" position="{at}" timeStamp="{at * 100}"/>' for at in (0, 14, 19))
    spoken = (
        f'<TranscriptSelection guid="{guid(4, 1)}" fromSyncPoint="{guid(6, 14)}" toSyncPoint="{guid(6, 19)}">'
        f'<Coding guid="{guid(5, 1)}"><CodeRef targetGUID="{HELP}"/></Coding></TranscriptSelection>'
    )
    transcript = (
        f'<Transcript guid="{guid(7, 1)}" name="utskrift" plainTextPath="samtale.txt">{points}{spoken}</Transcript>'
    )
    audio = (
        f'<Sources><AudioSource guid="{TALK}" name="opptak.m4a" path="opptak.m4a">{transcript}</AudioSource></Sources>'
    )
    found = read(tmp_path, project(audio), {**FILE, "sources/opptak.m4a": b"lyd"})
    assert words(found) == ["hjelp"]
    assert found.texts[0].medium == found.media[0].guid == TALK
    assert found.media[0].file is not None


@pytest.mark.parametrize(
    ("start", "end", "outcome", "kept"),
    [
        (14, 900, ("selection", "changed", "place-cut"), [TEXT[14:]]),
        (900, 950, ("selection", "dropped", "place-outside"), []),
        (-4, 5, ("selection", "dropped", "place-outside"), []),
        (19, 14, ("selection", "changed", "place-turned"), ["hjelp"]),
        (10**40, 10**41, ("selection", "dropped", "place-none"), []),
    ],
)
def test_a_place_beyond_the_text_is_mended_or_told(
    tmp_path: Path, start: int, end: int, outcome: tuple[str, str, str], kept: list[str]
) -> None:
    found = read(tmp_path, project(source(selection(start, end))), FILE)
    assert words(found) == kept
    assert lot(found.losses)[outcome] == 1


def test_an_empty_selection_is_kept_with_its_coding_but_codes_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, project(source(selection(5, 5))), FILE)
    assert found.codings == ()
    assert found.passages[0].content["codings"][0]["guid"] == guid(5, 1)  # type: ignore[index]


def test_a_selection_without_coding_is_kept(tmp_path: Path) -> None:
    bare = f'<PlainTextSelection guid="{guid(4, 1)}" name="merket" startPosition="5" endPosition="9"/>'
    [passage] = read(tmp_path, project(source(bare)), FILE).passages
    assert (passage.start, passage.end, passage.content) == (5, 9, {"name": "merket"})


def test_a_selection_called_by_its_words_says_nothing_more(tmp_path: Path) -> None:
    assert read(tmp_path, project(source(selection(14, 19, name="hjel…"))), FILE).passages == ()


def test_a_guid_used_twice_gives_the_second_one_another(tmp_path: Path) -> None:
    found = read(tmp_path, project(source(selection(5, 8) + selection(14, 19))), FILE)
    assert len({each.guid for each in found.codings}) == 2
    assert lot(found.losses)["guid", "changed", "guid-twice"] == 2


def test_a_coding_of_a_code_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, project(source(selection(5, 8, code=guid(9, 9)))), FILE)
    assert found.codings == ()
    assert lot(found.losses)["coding", "dropped", "code-gone"] == 1


def test_codes_of_the_same_name_keep_their_label(tmp_path: Path) -> None:
    codes = "".join(
        f'<Code guid="{guid(8, number)}" name="{above}" isCodable="true">'
        f'<Code guid="{guid(9, number)}" name="tid" isCodable="true"/></Code>'
        for number, above in enumerate(("hjemme", "jobb"))
    )
    found = read(tmp_path, project("", before=f"<CodeBook><Codes>{codes}</Codes></CodeBook>"))
    named = {code.name: code.label.text("nb") for code in found.codebook}
    assert named == {"hjemme": "", "tid (hjemme)": "tid", "jobb": "", "tid (jobb)": "tid"}


def test_a_whole_text_may_be_coded(tmp_path: Path) -> None:
    coding = f'<Coding guid="{guid(5, 1)}"><CodeRef targetGUID="{TRUST}"/></Coding>'
    [coded] = read(tmp_path, project(source(coding)), FILE).codings
    assert (coded.coding.start, coded.coding.end, coded.within) == (0, len(TEXT), TALK)


def test_values_of_variables_stand_under_sources_and_cases(tmp_path: Path) -> None:
    variable = f'<Variables><Variable guid="{guid(6, 1)}" name="alder" typeOfVariable="Integer"/></Variables>'
    value = f'<VariableValue><VariableRef targetGUID="{guid(6, 1)}"/><IntegerValue>41</IntegerValue></VariableValue>'
    case = f'<Cases><Case guid="{guid(7, 1)}" name="Ada">{value}<SourceRef targetGUID="{TALK}"/></Case></Cases>'
    found = read(tmp_path, project(variable + case + source(value)), FILE)
    assert found.cases[0].values == found.texts[0].values == {guid(6, 1): "41"}
    assert (found.cases[0].sources, found.variables[0].type) == ((TALK,), "Integer")


def test_a_note_stands_on_what_refers_to_it(tmp_path: Path) -> None:
    def refer(number: int) -> str:
        return f'<NoteRef targetGUID="{guid(6, number)}"/>'

    notes = "".join(
        f'<Note guid="{guid(6, number)}" name="Nr. {number}" creatingUser="{BO}"><PlainTextContent>Tanke.'
        "</PlainTextContent></Note>"
        for number in range(1, 6)
    )
    inside = (
        f'<PlainTextSelection guid="{guid(4, 1)}" startPosition="14" endPosition="19">'
        f'<Coding guid="{guid(5, 1)}"><CodeRef targetGUID="{HELP}"/>{refer(1)}</Coding>{refer(2)}'
        f"</PlainTextSelection>{refer(3)}"
    )
    codes = CODES.replace('isCodable="true"/></Codes>', f'isCodable="true">{refer(4)}</Code></Codes>')
    xml = project(source(inside) + f"<Notes>{notes}</Notes>", before=USERS + codes)
    found = {each.memo.title: each.memo for each in read(tmp_path, xml, FILE).notes}
    assert {title: (memo.on, memo.on_id, memo.start) for title, memo in found.items()} == {
        "Nr. 1": ("coding", guid(5, 1), None),
        "Nr. 2": ("source", "samtale", 14),
        "Nr. 3": ("source", "samtale", None),
        "Nr. 4": ("code", "tillit", None),
        "Nr. 5": ("study", "", None),
    }
    assert {memo.author for memo in found.values()} == {"Bo"}


def test_two_users_of_one_name_are_two(tmp_path: Path) -> None:
    users = USERS.replace('name="Bo"', 'name="Ada"')
    found = read(tmp_path, project(source(selection(5, 8, by=BO)), before=users + CODES), FILE)
    assert [each.name for each in found.users] == ["Ada", "Ada 2"]
    assert found.codings[0].coding.coder == "Ada 2"


def test_what_the_standard_does_not_have_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, project("<Parafrases><Parafrase/></Parafrases>"))
    assert lot(found.losses)["other", "dropped", "unknown"] == 1


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<html/>", "EXCHANGE-008"),
        ("<Project name='a'", "EXCHANGE-002"),
        ("", "EXCHANGE-002"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><Project name="&b;"/>', "SOURCE-013"),
    ],
)
def test_what_is_no_project_is_refused_with_the_reason(tmp_path: Path, xml: str, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        read(tmp_path, xml)
    assert [each.code for each in error.value.problems] == [code]
