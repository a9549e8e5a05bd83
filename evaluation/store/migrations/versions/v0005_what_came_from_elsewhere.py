"""What came from other programs: GUIDs, media, selections, cases with their attributes, links, sets and graphs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0005"
down_revision = "0004"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, autoincrement=False, nullable=False)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _json(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=False) for name in names]


def _table(name: str, *columns: SchemaItem) -> None:
    op.create_table(name, _id(), *columns, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"))


def _reference(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    _table("known_as", *_words("kind", "row", "guid", "at", "within"), *_json("content"))
    op.create_index("ix_known_as_row", "known_as", ["kind", "row"])
    op.create_index("ix_known_as_guid", "known_as", ["guid"])
    _table("medium", *_words("guid", "kind", "name", "file", "sha256"), *_json("content"))
    _table(
        "passage",
        sa.Column("source", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        *_words("guid"),
        *_json("content"),
        _reference("source", "source.id", "fk_passage_source"),
    )
    op.create_index("ix_passage_source", "passage", ["source"])
    _table("variable", *_words("guid", "name", "type", "description"))
    _table("study_case", *_words("guid", "name", "description"), *_json("content"))
    _table(
        "attribute_value",
        sa.Column("variable", sa.Integer, nullable=False),
        *_words("on_kind", "on_id", "value"),
        _reference("variable", "variable.id", "fk_attribute_value_variable"),
        sa.UniqueConstraint("variable", "on_kind", "on_id", name="uq_attribute_value_variable"),
    )
    op.create_index("ix_attribute_value_variable", "attribute_value", ["variable"])
    _table("relation", *_words("guid", "kind", "name"), *_json("content"))
    _table(
        "exchange",
        *_words("at", "who", "file", "sha256", "format", "origin", "name"),
        *_json("content", "frame", "losses"),
        sa.Column("memo", sa.Integer),
    )
