"""What the tables are made of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def reference(name: str, target: str, *, required: bool = True, index: bool = True) -> Column[str]:
    # Checked at the end of the transaction, so that rows that point to each other can come in any order.
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, key, nullable=not required, index=index)


def words(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, default="") for name in names]
