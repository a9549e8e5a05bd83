"""Alembic's way in: it runs on the connection it is handed."""

from alembic import context

from evaluation.store import schema

context.configure(
    connection=context.config.attributes["connection"], target_metadata=schema.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
