"""Forms held open for answers, invitations, responses, and the rounds that parties report in."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def upgrade() -> None:
    op.create_table(
        "reporting_round",
        *_key("reporting_round"),
        *_words("name", "instrument", "title"),
        sa.Column("start", sa.Text),
        sa.Column("end", sa.Text),
        sa.Column("deadline", sa.Text),
        sa.Column("parties", sa.JSON, nullable=False),
        sa.UniqueConstraint("name", name="uq_reporting_round_name"),
    )
    op.create_table(
        "form",
        *_key("form"),
        *_words("name", "instrument", "sha256"),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("round", sa.Integer),
        sa.Column("link", sa.Text),
        sa.Column("closes", sa.Text),
        *_words("opened_at", "opened_by"),
        sa.Column("closed_at", sa.Text),
        sa.Column("closed_by", sa.Text),
        sa.UniqueConstraint("name", name="uq_form_name"),
        _reference("form", "session", "session"),
        _reference("form", "round", "reporting_round"),
    )
    op.create_table(
        "invitation",
        *_key("invitation"),
        sa.Column("form", sa.Integer, nullable=False),
        *_words("digest"),
        sa.Column("organisation", sa.Text),
        sa.Column("participant", sa.Text),
        *_words("label", "channel", "at", "who"),
        sa.Column("revoked_at", sa.Text),
        sa.UniqueConstraint("digest", name="uq_invitation_digest"),
        _reference("invitation", "form", "form"),
        _reference("invitation", "organisation", "organisation"),
        _reference("invitation", "participant", "participant"),
    )
    op.create_table(
        "response",
        *_key("response"),
        sa.Column("form", sa.Integer),
        sa.Column("invitation", sa.Integer),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("participant", sa.Text),
        sa.Column("source", sa.Integer),
        *_words("instrument", "sha256", "channel", "digest"),
        sa.Column("language", sa.Text),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("consented_at", sa.Text),
        *_words("started_at", "saved_at"),
        sa.Column("submitted_at", sa.Text),
        sa.Column("withdrawn_at", sa.Text),
        sa.UniqueConstraint("digest", name="uq_response_digest"),
        *(
            _reference("response", column, column)
            for column in ("form", "invitation", "session", "organisation", "participant", "source")
        ),
    )
    for table, columns in {
        "form": ("session", "round"),
        "invitation": ("form", "organisation", "participant"),
        "response": ("form", "invitation", "session", "organisation", "participant", "source"),
    }.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
