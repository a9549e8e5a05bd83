"""The Dask cluster that a command works on: one of this machine's processes, or one that runs elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from evaluation.errors import fail

LOCAL = "local"
PATIENCE = 5  # seconds until a scheduler is taken to be away


@contextmanager
def connected(address: str = LOCAL, *, workers: int | None = None) -> Iterator[Any]:
    """A client of the scheduler at this address, or of `workers` processes of this machine.

    Raises PARTS-001 without Dask, PARTS-003 where nobody answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise fail("PARTS-001") from error
    if address == LOCAL:
        own = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with own as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise fail("PARTS-003", address=address) from error
    with client:
        yield client
