"""People, sessions, sources, turns and the changes made to them."""

from alembic import op

from evaluation.store import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    schema.metadata.create_all(op.get_bind(), tables=schema.FIRST[1:])
