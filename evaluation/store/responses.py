"""Rows of responses, and the values they stand for; what was answered never goes into the log of changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from evaluation.model.form import Answer, Response
from evaluation.store import schema
from evaluation.store.act import Act


def read_responses(connection: Connection, *, form: str | None = None, round_: str | None = None) -> list[Response]:
    """The responses to a form, to the forms of a reporting round, or all there are, the oldest first."""
    query = _responses().order_by(schema.response.c.id)
    if form is not None:
        query = query.where(schema.form.c.name == form)
    if round_ is not None:
        own = schema.reporting_round
        query = query.join(own, schema.form.c.round == own.c.id).where(own.c.name == round_)
    return [_response(row) for row in connection.execute(query).mappings()]


def find_response(connection: Connection, digest: str) -> Response | None:
    """The response that is changed by the token or key of this hash."""
    row = connection.execute(_responses().where(schema.response.c.digest == digest)).mappings().first()
    return _response(row) if row else None


def response_to(connection: Connection, invitation: int) -> Response | None:
    """What the one who got this invitation answered."""
    row = connection.execute(_responses().where(schema.response.c.invitation == invitation)).mappings().first()
    return _response(row) if row else None


def count_responses(connection: Connection) -> dict[str, tuple[int, int, int]]:
    """Form → how many are begun, submitted and withdrawn."""
    form, response = schema.form, schema.response
    columns = (func.count(), func.count(response.c.submitted_at), func.count(response.c.withdrawn_at))
    query = select(form.c.name, *columns).join(form, response.c.form == form.c.id).group_by(form.c.name)
    return {name: (begun, submitted, withdrawn) for name, begun, submitted, withdrawn in connection.execute(query)}


def list_versions_answered(connection: Connection) -> list[tuple[str, str, str, int]]:
    """The name and hash of each instrument that was answered, the session, and how many answers stand there now."""
    table = schema.response
    columns = (table.c.instrument, table.c.sha256, table.c.session)
    there = table.c.submitted_at.is_not(None) & table.c.withdrawn_at.is_(None)
    query = select(*columns, func.count()).where(there).group_by(*columns).order_by(func.min(table.c.id))
    return [(name, sha256, session, count) for name, sha256, session, count in connection.execute(query)]


def add_response(act: Act, response: Response) -> Response:
    """Write a new response; the log of changes keeps its id alone."""
    row = {key: value for key, value in asdict(response).items() if key != "id"}
    row |= {"answers": dict(response.answers), "form": _form_id(act.connection, response.form)}
    row["source"] = _source_id(act.connection, response.source)
    act.insert(schema.response, [row])
    return _known(act.connection, response.digest)


def write_answers(connection: Connection, response: Response, answers: Mapping[str, Answer], **values: Any) -> Response:
    """Put these answers in place of the ones there, and one more on the revision, if nobody was faster.

    Raises LookupError when the response there is of another revision. `values`: other columns that change with them.
    """
    table = schema.response
    row = {"answers": dict(answers), "revision": response.revision + 1, **values}
    if "source" in row:
        row["source"] = _source_id(connection, row["source"])
    same = (table.c.id == response.id, table.c.revision == response.revision, table.c.withdrawn_at.is_(None))
    if connection.execute(table.update().where(*same).values(**row)).rowcount != 1:
        raise LookupError(response.id)
    return _known(connection, response.digest)


def empty_response(connection: Connection, response: Response, at: str) -> None:
    """Take the answers of a response away; that it was there, and when it was withdrawn, stays."""
    table = schema.response
    row = {"answers": {}, "revision": response.revision + 1, "withdrawn_at": at, "source": None, "language": None}
    connection.execute(table.update().where(table.c.id == response.id).values(**row))


def give_digest(connection: Connection, response: int, digest: str) -> None:
    """Let the response be changed by another token from here on."""
    table = schema.response
    connection.execute(table.update().where(table.c.id == response).values(digest=digest))


def _responses() -> Select[Any]:
    form, response, source = schema.form, schema.response, schema.source
    own = [column for column in response.c if column.name not in ("form", "source")]
    query = select(*own, form.c.name.label("form"), source.c.name.label("source"))
    return (
        query.select_from(response)
        .outerjoin(form, response.c.form == form.c.id)
        .outerjoin(source, response.c.source == source.c.id)
    )


def _known(connection: Connection, digest: str) -> Response:
    found = find_response(connection, digest)
    if found is None:
        raise LookupError(digest)
    return found


def _form_id(connection: Connection, name: str | None) -> int | None:
    return connection.scalar(select(schema.form.c.id).where(schema.form.c.name == name)) if name else None


def _source_id(connection: Connection, name: str | None) -> int | None:
    return connection.scalar(select(schema.source.c.id).where(schema.source.c.name == name)) if name else None


def _response(row: RowMapping) -> Response:
    return Response(**row)
