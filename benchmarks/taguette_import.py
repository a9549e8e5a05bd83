"""The peer: Taguette's own conversion and storing of HTML files, run by a Python that has Taguette 1.5.2."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from taguette import convert, database


def main(folder: Path) -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory(prefix="underveis-") as place:
        session = database.connect(f"sqlite:///{place}/taguette.sqlite3")()
        user = database.User(login="admin", hashed_password="none")
        project = database.Project(name="Oppdiktet", description="")
        session.add_all([user, project])
        session.commit()
        for file in sorted(folder.iterdir()):
            _add(session, project, file)
        session.close()


def _add(session: database.Session, project: database.Project, file: Path) -> None:
    """What Taguette does with a file that is uploaded: a conversion, a document, a command, a commit."""
    contents = asyncio.run(convert.to_html_chunks(file.read_bytes(), "text/html", file.name, {}))
    document = database.Document(
        name=file.stem,
        description="",
        filename=file.name,
        project=project,
        text_direction=database.TextDirection.LEFT_TO_RIGHT,
        contents=contents,
    )
    session.add(document)
    session.flush()
    session.add(database.Command.document_add("admin", document))
    session.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
