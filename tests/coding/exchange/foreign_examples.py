"""Small projects of other programs, made with the tables those programs make; all that is said in them is invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = Mapping[str, Iterable[Mapping[str, Any]]]

INTERVIEW = (
    "Intervjuer: Hva har avtalen betydd for dere?\r\n"
    "Åse: Vi fikk endelig tid til å forebygge 🙂, og lederen spør hver uke.\r\n"
    "\r\n"
    "Åse: Blåmandag er det fortsatt, men fraværet går ned."
)
LETTER = "Vi ser at vernerunden virker.\nÉn ting mangler: oppfølging 👩‍🔧 av vikarene."

QUALCODER_V1 = (
    "CREATE TABLE project (databaseversion text, date text, memo text, about text)",
    "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,"
    " date text, unique(name))",
    "CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer,"
    " height integer, cid integer, memo text, date text, owner text)",
    "CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text,"
    " date text, owner text)",
    "CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text,"
    " owner text, date text)",
    "CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text,"
    " valuetype text)",
    "CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer,"
    " date text, owner text)",
    "CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer,"
    " owner text, date text, memo text)",
    "CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, unique(name))",
    "CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,"
    " supercatid integer, unique(name))",
    "CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text,"
    " date text, memo text, unique(cid, fid, pos0, pos1, owner))",
    "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,"
    " color text, unique(name))",
    "CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text)",
)
# What later versions added to the first one's tables.
QUALCODER_LATER = {
    5: (
        "ALTER TABLE code_text ADD avid integer",
        "ALTER TABLE project ADD bookmarkfile integer",
        "ALTER TABLE code_text ADD important integer",
        "ALTER TABLE code_av ADD important integer",
        "ALTER TABLE code_image ADD important integer",
        "CREATE TABLE stored_sql (title text, description text, grouper text, ssql text, unique(title))",
        "ALTER TABLE project ADD codername text",
        "ALTER TABLE source ADD av_text_id integer",
    ),
    10: (
        "CREATE TABLE graph (grid integer primary key, name text, description text, date text)",
        "CREATE TABLE ris (risid integer, tag text, longtag text, value text)",
        "ALTER TABLE source ADD risid integer",
        "ALTER TABLE code_image ADD pdf_page integer",
    ),
    16: (
        "CREATE TABLE coder_names (name text unique not null, visibility integer not null default 1)",
        "ALTER TABLE code_name ADD supercid integer",
        "CREATE VIEW code_text_visible AS SELECT t.* FROM code_text t",
    ),
}


def written(file: Path, schema: Sequence[str], rows: Rows) -> Path:
    """A database with these tables and rows; columns a table lacks are left out."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in ("PRAGMA synchronous = OFF", "BEGIN", *schema):
            connection.execute(statement)
        for table, listed in rows.items():
            there = [each[1] for each in connection.execute(f"PRAGMA table_info({table})")]
            for row in listed if there else ():
                columns = [column for column in row if column in there]
                marks = ", ".join("?" * len(columns))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", [row[each] for each in columns]
                )
        connection.execute("COMMIT")
    return file


def qualcoder(folder: Path, version: int = 10, rows: Rows | None = None) -> Path:
    """A project folder as QualCoder makes it, in the tables of a version of its database."""
    folder.mkdir()
    for name in ("documents", "images", "audio", "video"):
        (folder / name).mkdir()
    later = [each for number, statements in QUALCODER_LATER.items() if number <= version for each in statements]
    written(folder / "data.qda", (*QUALCODER_V1, *later), QUALCODER_ROWS if rows is None else rows)
    return folder


def stretch(text: str, words: str) -> dict[str, Any]:
    """Where words stand in a text, in code points, and the words."""
    start = text.index(words)
    return {"pos0": start, "pos1": start + len(words), "seltext": words}


PLAIN = INTERVIEW.replace("\r\n", "\n")
QUALCODER_ROWS: Rows = {
    "project": [{"databaseversion": "v10", "memo": "Halvveis i avtalen"}],
    "code_cat": [
        {"catid": 1, "name": "Tiltak", "memo": "Det som gjøres", "owner": "kari"},
        {"catid": 2, "name": "Tidlig innsats", "supercatid": 1, "owner": "kari"},
    ],
    "code_name": [
        {"cid": 1, "name": "forebygging", "catid": 2, "color": "#F5A623", "memo": "Før noen blir syk", "owner": "kari"},
        {"cid": 2, "name": "Ledelse / oppfølging", "color": "#b8e986", "owner": "ola"},
        {"cid": 3, "name": "rus", "color": "rød", "owner": "ola"},
    ],
    "source": [
        {"id": 1, "name": "intervju-åse.txt", "fulltext": PLAIN, "memo": "Godt lydopptak", "owner": "kari",
         "date": "2026-04-22 10:15:00"},
        {"id": 2, "name": "brev.txt", "fulltext": LETTER, "owner": "ola", "date": "2026-05-02 08:00:00"},
        {"id": 3, "name": "tavle.jpg", "mediapath": "/images/tavle.jpg", "memo": "Fra pauserommet", "owner": "ola"},
        {"id": 4, "name": "opptak.m4a", "mediapath": "/audio/opptak.m4a", "owner": "ola", "av_text_id": 1},
        {"id": 5, "name": "tom.txt", "fulltext": "", "owner": "ola"},
    ],
    "code_text": [
        {"cid": 1, "fid": 1, **stretch(PLAIN, "tid til å forebygge 🙂"), "owner": "kari", "memo": "tydelig",
         "date": "2026-04-23 09:00:00"},
        {"cid": 2, "fid": 1, **stretch(PLAIN, "lederen spør hver uke"), "owner": "ola", "important": 1,
         "date": "2026-04-23 09:05:00"},
        {"cid": 1, "fid": 2, **stretch(LETTER, "vernerunden virker"), "owner": "kari", "memo": ""},
        {"cid": 2, "fid": 2, **stretch(LETTER, "oppfølging 👩‍🔧 av vikarene"), "owner": "kari"},
    ],
    "code_image": [{"imid": 1, "id": 3, "x1": 10, "y1": 20, "width": 30, "height": 40, "cid": 1, "owner": "ola"}],
    "code_av": [{"avid": 1, "id": 4, "pos0": 1000, "pos1": 4500, "cid": 2, "owner": "ola", "memo": "nøler"}],
    "annotation": [{"fid": 2, **stretch(LETTER, "Én ting"), "memo": "Spør om dette", "owner": "kari"}],
    "journal": [{"name": "Dag 1", "jentry": "Første runde er ferdig.", "owner": "kari", "date": "2026-04-22 16:00:00"}],
    "cases": [{"caseid": 1, "name": "Virksomhet A", "memo": "Sykehjem"}, {"caseid": 2, "name": "Virksomhet B"}],
    "case_text": [
        {"caseid": 1, "fid": 1, "pos0": 0, "pos1": len(PLAIN)},
        {"caseid": 2, "fid": 2, "pos0": 0, "pos1": 28},
        {"caseid": 2, "fid": 3, "pos0": 0, "pos1": 0},
    ],
    "attribute_type": [
        {"name": "sektor", "caseOrFile": "case", "valuetype": "character", "memo": "Næring"},
        {"name": "ansatte", "caseOrFile": "case", "valuetype": "numeric"},
        {"name": "kanal", "caseOrFile": "file", "valuetype": "character"},
    ],
    "attribute": [
        {"name": "sektor", "attr_type": "case", "value": "helse", "id": 1},
        {"name": "ansatte", "attr_type": "case", "value": "120", "id": 1},
        {"name": "ansatte", "attr_type": "case", "value": "", "id": 2},
        {"name": "kanal", "attr_type": "file", "value": "e-post", "id": 2},
    ],
    "stored_sql": [{"title": "alt", "ssql": "select 1"}],
}  # fmt: skip

RQDA_SCHEMA = (
    "create table source (name text, id integer, file text, memo text, owner text, date text, dateM text,"
    " status integer)",
    "create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer,"
    " color text)",
    "create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text)",
    "create table treefile (fid integer, catid integer, date text, dateM text, memo text, status integer, owner text)",
    "create table filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text,"
    " status integer)",
    "create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text,"
    " status integer)",
    "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,"
    " owner text, date text, memo text)",
    "create table coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer,"
    " owner text, date text, memo text)",
    "create table project (databaseversion text, date text, dateM text, memo text, about text, imageDir text)",
    "create table cases (name text, memo text, owner text, date text, dateM text, id integer, status integer)",
    "create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text,"
    " date text, memo text)",
    "create table attributes (name text, status integer, date text, dateM text, owner text, memo text, class text)",
    "create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text,"
    " status integer)",
    "create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text,"
    " status integer)",
    "create table journal (name text, journal text, date text, dateM text, owner text, status integer)",
    "create table annotation (fid integer, position integer, annotation text, owner text, date text, dateM text,"
    " status integer)",
    "create table image (name text, id integer, date text, dateM text, owner text, status integer)",
    "create table imageCoding (cid integer, iid integer, x1 integer, y1 integer, x2 integer, y2 integer, memo text,"
    " date text, dateM text, owner text, status integer)",
)


def selection(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"selfirst": float(start), "selend": float(start + len(words)), "seltext": words}


RQDA_ROWS: Rows = {
    "project": [{"databaseversion": "0.2.2", "memo": "Vikarstudien"}],
    "source": [
        {"name": "intervju åse", "id": 1, "file": PLAIN, "owner": "master", "status": 1,
         "date": "Wed Apr 22 09:05:01 2026", "memo": "Stille rom"},
        {"name": "kladd", "id": 2, "file": "Slettet tekst", "owner": "master", "status": 0},
        {"name": "brev", "id": 3, "file": LETTER, "owner": "master", "status": 1},
    ],
    "freecode": [
        {"name": "forebygging", "id": 1, "status": 1, "owner": "master", "color": "#ff0000", "memo": "Før sykdom"},
        {"name": "ledelse", "id": 2, "status": 1, "owner": "master"},
        {"name": "slettet", "id": 3, "status": 0, "owner": "master"},
    ],
    "codecat": [
        {"name": "tiltak", "catid": 1, "status": 1, "owner": "master"},
        {"name": "roller", "catid": 2, "status": 1, "owner": "master"},
    ],
    "treecode": [
        {"cid": 1, "catid": 1, "status": 1},
        {"cid": 2, "catid": 1, "status": 1},
        {"cid": 2, "catid": 2, "status": 1},
    ],
    "coding": [
        {"cid": 1, "fid": 1, **selection(PLAIN, "tid til å forebygge 🙂"), "status": 1, "owner": "master",
         "date": "Thu Apr  3 10:00:00 2026", "memo": "tydelig"},
        {"cid": 2, "fid": 3, **selection(LETTER, "oppfølging 👩‍🔧"), "status": 1, "owner": "ola"},
        {"cid": 2, "fid": 1, **selection(PLAIN, "Åse"), "status": 0, "owner": "ola"},
        {"cid": 3, "fid": 1, **selection(PLAIN, "hver uke"), "status": 1, "owner": "ola"},
    ],
    "coding2": [{"cid": 1, "fid": 1, **selection(PLAIN, "tid til å forebygge 🙂"), "status": 1, "owner": "ola"}],
    "cases": [
        {"name": "Virksomhet A", "id": 1, "status": 1, "memo": "Sykehjem"},
        {"name": "Virksomhet B", "id": 2, "status": 1},
        {"name": "gammel", "id": 3, "status": 0},
    ],
    "caselinkage": [
        {"caseid": 1, "fid": 1, "selfirst": 0.0, "selend": float(len(PLAIN)), "status": 1},
        {"caseid": 2, "fid": 3, "selfirst": 0.0, "selend": 12.0, "status": 1},
    ],
    "attributes": [{"name": "ansatte", "status": 1, "class": "numeric", "memo": "Årsverk"}],
    "caseAttr": [
        {"variable": "ansatte", "value": "120", "caseID": 1, "status": 1},
        {"variable": "ansatte", "value": "rundt ti", "caseID": 2, "status": 1},
    ],
    "fileAttr": [{"variable": "kanal", "value": "brev", "fileID": 3, "status": 1}],
    "filecat": [{"name": "skriftlige", "catid": 1, "status": 1}],
    "treefile": [{"fid": 3, "catid": 1, "status": 1}],
    "annotation": [
        {"fid": 1, "position": PLAIN.index("Blåmandag"), "annotation": "Fint ord", "owner": "ola", "status": 1},
    ],
    "journal": [{"name": "Dag 1", "journal": "Første runde er ferdig.", "owner": "ola", "status": 1}],
    "image": [{"name": "tavle.png", "id": 1, "status": 1}],
    "imageCoding": [{"cid": 1, "iid": 1, "x1": 1, "status": 1}],
}  # fmt: skip


def rqda(file: Path, rows: Rows | None = None) -> Path:
    return written(file, RQDA_SCHEMA, RQDA_ROWS if rows is None else rows)


TAGUETTE_SCHEMA = (
    "CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, hashed_password VARCHAR(192), email VARCHAR(256))",
    "CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, created DATETIME)",
    "CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL,"
    " privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login))",
    "CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,"
    " description TEXT NOT NULL, filename VARCHAR(200), created DATETIME, project_id INTEGER NOT NULL,"
    " text_direction VARCHAR(13), contents TEXT NOT NULL)",
    "CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME, user_login VARCHAR(30),"
    " project_id INTEGER, document_id INTEGER, payload TEXT NOT NULL)",
    "CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL,"
    " start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
    "CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL,"
    " path VARCHAR(200) NOT NULL, description TEXT NOT NULL, parent_id INTEGER, UNIQUE (project_id, path))",
    "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,"
    " PRIMARY KEY (highlight_id, tag_id))",
)
TAGUETTE_PAGE = (
    "<h1>Intervju &amp; notater</h1>\n<p>Åse:  <b>Vi</b> fikk tid til å\nforebygge 🙂 &lt;endelig&gt;.</p><p>Blåmandag"
    " er <em>fortsatt</em> en dag.</p>\n<ul><li>Én</li><li>To</li></ul>"
)
TAGUETTE_WORDS = (
    "Intervju & notater\nÅse:  Vi fikk tid til å\nforebygge 🙂 <endelig>.Blåmandag er fortsatt en dag.\nÉnTo"
)


def bytes_of(words: str, within: str = TAGUETTE_WORDS) -> dict[str, Any]:
    """Where words stand, counted in bytes of the page's bare words."""
    start = within.index(words)
    first = len(within[:start].encode())
    return {"start_offset": first, "end_offset": first + len(words.encode())}


TAGUETTE_ROWS: Rows = {
    "users": [{"login": "kari", "hashed_password": "scrypt:x"}],
    "projects": [{"id": 1, "name": "Halvveis", "description": "En studie av avtalen"}],
    "documents": [
        {"id": 1, "name": "Intervju", "description": "Godt opptak", "project_id": 1, "contents": TAGUETTE_PAGE,
         "created": "2026-04-22 08:00:00.000000"},
        {"id": 2, "name": "Tomt", "description": "", "project_id": 1, "contents": "<p> </p>"},
    ],
    "tags": [
        {"id": 1, "project_id": 1, "path": "tiltak", "description": "Det som gjøres"},
        {"id": 2, "project_id": 1, "path": "tiltak.forebygging", "description": "Før noen blir syk"},
        {"id": 3, "project_id": 1, "path": "fravær", "description": "", "parent_id": 1},
    ],
    "highlights": [
        {"id": 1, "document_id": 1, **bytes_of("tid til å\nforebygge 🙂"), "snippet": "<p>tid til å\nforebygge 🙂</p>"},
        {"id": 2, "document_id": 1, **bytes_of("🙂 <endelig>.Blåmandag"),
         "snippet": "<p>🙂 &lt;endelig&gt;.</p><p>Blåmandag</p>"},
        {"id": 3, "document_id": 1, **bytes_of("ÉnTo"), "snippet": "<ul><li>Én</li><li>To</li></ul>"},
    ],
    "highlight_tags": [
        {"highlight_id": 1, "tag_id": 2}, {"highlight_id": 2, "tag_id": 1}, {"highlight_id": 2, "tag_id": 3},
    ],
    "commands": [
        {"id": 1, "date": "2026-04-23 09:00:00.123456", "user_login": "kari", "project_id": 1, "document_id": 1,
         "payload": '{"highlight_id": 1, "type": "highlight_add"}'},
        {"id": 2, "date": "2026-04-23 09:01:00.000000", "user_login": "ola", "project_id": 1, "payload": "no JSON"},
        {"id": 3, "user_login": "ola", "project_id": 1, "payload": '{"highlight_id": 2, "type": "highlight_add"}'},
    ],
}  # fmt: skip


def taguette(file: Path, rows: Rows | None = None) -> Path:
    return written(file, TAGUETTE_SCHEMA, TAGUETTE_ROWS if rows is None else rows)
