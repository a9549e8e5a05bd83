"""Codebooks, codes and codings."""

from alembic import op

from evaluation.store import schema

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    schema.metadata.create_all(op.get_bind(), tables=[schema.codebook, schema.code, schema.coding])
