"""Moving a store on to the newest revision, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are missing, in the caller's transaction."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
