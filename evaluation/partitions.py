"""A table in parts, gone through one after another here or side by side by Dask: nothing else knows which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar, get_args

from evaluation.errors import fail

if TYPE_CHECKING:
    import pandas as pd

Engine = Literal["pandas", "dask"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
Found = TypeVar("Found")


class Read(Protocol):
    """Makes one part of a table, with these of its columns. It travels to where it is called: it has to be small."""

    def __call__(self, columns: Sequence[str]) -> pd.DataFrame: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """A table in parts, in their order."""

    reads: tuple[Read, ...]
    engine: Engine = "pandas"

    def over(self, columns: Sequence[str], function: Callable[[pd.DataFrame], Found]) -> Iterator[Found]:
        """What the function makes of each part, in order.

        Here one part is in memory at a time. With Dask the parts are read and gone through by the workers of the
        client that is there, or by threads of this machine where there is none. Raises PARTS-001 without Dask.
        """
        tasks = [_Task(read, tuple(columns), function) for read in self.reads]
        return _by_dask(tasks) if self.engine == "dask" else (task() for task in tasks)


@dataclass(frozen=True, slots=True)
class Held:
    """A part that is in memory already."""

    frame: pd.DataFrame

    def __call__(self, columns: Sequence[str]) -> pd.DataFrame:
        return self.frame[list(columns)]


@dataclass(frozen=True, slots=True)
class _Task(Generic[Found]):
    read: Read
    columns: tuple[str, ...]
    function: Callable[[pd.DataFrame], Found]

    def __call__(self) -> Found:
        return self.function(self.read(self.columns))


def _by_dask(tasks: Sequence[_Task[Found]]) -> Iterator[Found]:
    try:
        from dask import compute, delayed
    except ImportError as error:
        raise fail("PARTS-001") from error
    made: tuple[Any, ...] = compute(*(delayed(task, pure=False, traverse=False)() for task in tasks))
    return iter(made)
