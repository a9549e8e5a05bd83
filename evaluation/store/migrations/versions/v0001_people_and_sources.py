"""People, sessions, sources, turns and the changes made to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _reference(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.Column("undone_by", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("sector", sa.Text, nullable=False),
        sa.Column("size", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date", sa.Text),
        sa.Column("start", sa.Text),
        sa.Column("end", sa.Text),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("instrument", sa.Text),
        sa.Column("recorded", sa.Boolean, nullable=False),
        sa.Column("transcribed", sa.Boolean, nullable=False),
        sa.Column("follows", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        _reference("follows", "session.id", "fk_session_follows"),
    )
    op.create_index("ix_session_follows", "session", ["follows"])
    op.create_table(
        "participant",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("affiliation", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        _reference("organisation", "organisation.id", "fk_participant_organisation"),
    )
    op.create_index("ix_participant_organisation", "participant", ["organisation"])
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("session", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("offsets", sa.JSON, nullable=False),
        sa.Column("instrument", sa.Text),
        sa.Column("instrument_sha256", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("name", name="uq_source_name"),
        _reference("session", "session.id", "fk_source_session"),
    )
    op.create_index("ix_source_session", "source", ["session"])
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("mode", sa.Text),
        sa.Column("from_", sa.Text),
        sa.Column("to", sa.Text),
        sa.Column("left_because", sa.JSON),
        sa.Column("followed_up_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("session", "participant", name="uq_attendance_session"),
        _reference("session", "session.id", "fk_attendance_session"),
        _reference("participant", "participant.id", "fk_attendance_participant"),
        _reference("followed_up_by", "session.id", "fk_attendance_followed_up_by"),
    )
    op.create_index("ix_attendance_followed_up_by", "attendance", ["followed_up_by"])
    op.create_index("ix_attendance_participant", "attendance", ["participant"])
    op.create_index("ix_attendance_session", "attendance", ["session"])
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("participant", sa.Text, nullable=False),
        sa.Column("recording", sa.Boolean, nullable=False),
        sa.Column("quoting", sa.Boolean, nullable=False),
        sa.Column("written_confirmation", sa.Text),
        sa.Column("withdrawn", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.UniqueConstraint("participant", name="uq_consent_participant"),
        _reference("participant", "participant.id", "fk_consent_participant"),
    )
    op.create_index("ix_consent_participant", "consent", ["participant"])
    op.create_table(
        "identity",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("participant", sa.Text),
        sa.Column("organisation", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("speakers", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_identity"),
        _reference("participant", "participant.id", "fk_identity_participant"),
        _reference("organisation", "organisation.id", "fk_identity_organisation"),
    )
    op.create_index("ix_identity_organisation", "identity", ["organisation"])
    op.create_index("ix_identity_participant", "identity", ["participant"])
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("start_time", sa.Float),
        sa.Column("end_time", sa.Float),
        sa.Column("participant", sa.Text),
        sa.Column("question", sa.Text),
        sa.Column("question_basis", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        _reference("source", "source.id", "fk_turn_source"),
        _reference("participant", "participant.id", "fk_turn_participant"),
    )
    op.create_index("ix_turn_participant", "turn", ["participant"])
    op.create_index("ix_turn_source", "turn", ["source"])
