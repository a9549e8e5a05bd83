"""Until when what somebody said may be kept."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("consent", sa.Column("kept_until", sa.Text))
