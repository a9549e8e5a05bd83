"""Organisations that act in public and go by their names."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("organisation", sa.Column("open", sa.Boolean, nullable=False, server_default=sa.false()))
