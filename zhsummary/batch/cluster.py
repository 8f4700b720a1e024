"""The same tasks on Dask, on this machine or on many.

Its workers must see the same files and the same folder of results under the same names. They
write there; only the caller gives names to what is finished. Dask itself does a task again
elsewhere when a worker dies; one that all die of is done document by document, and the
document that is guilty is left out and named.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from zhsummary.batch.tasks import Common, FactsTask, Made, ReadTask
from zhsummary.batch.workers import Task, answer, count_of
from zhsummary.errors import BatchError, MissingExtraError

_AHEAD = 2  # tasks for each thread of the workers, so that none waits


def cluster(
    scheduler: str | None, processes: int | None, seconds: float | None
) -> AbstractContextManager[Dask]:
    """Give a cluster that is connected to, or started on this machine, for a block.

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    BatchError
        If a time limit is asked for; in the block, if there is no scheduler at the address.
    """
    if seconds is not None:
        raise BatchError(
            "seconds= is kept by engine='processes' only: a Dask worker cannot be ended for one "
            "document. Leave it out."
        )
    try:
        import distributed  # noqa: F401  # pyright: ignore[reportMissingImports]
    except ImportError as missing:
        raise MissingExtraError(
            "engine='dask' needs Dask. Install it with: pip install 'zhsummary[dask]'"
        ) from missing
    return _own(count_of(processes)) if scheduler is None else _at(scheduler)


@contextmanager
def _own(count: int) -> Iterator[Dask]:
    from distributed import Client, LocalCluster  # pyright: ignore[reportMissingImports]

    unseen: Any = None  # no dashboard, as its documentation has it
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=unseen) as own,
        Client(own) as client,
    ):
        yield Dask(client)


@contextmanager
def _at(scheduler: str) -> Iterator[Dask]:
    from distributed import Client  # pyright: ignore[reportMissingImports]

    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise BatchError(
            "There is no Dask scheduler at {scheduler} ({error}). Check the address, or leave "
            "scheduler out for a cluster on this machine.",
            scheduler=scheduler,
            error=error,
        ) from error
    with client:
        yield Dask(client)


class Dask:
    """A cluster that does tasks.

    Parameters
    ----------
    client : distributed.Client
        The connection to it.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def results(self, tasks: Iterable[Task], common: Common | None) -> Iterator[tuple[Task, Made]]:
        """Give what the tasks made, as they end.

        Raises
        ------
        BatchError
            If a task cannot go on (a full disk).
        """
        from distributed import as_completed  # pyright: ignore[reportMissingImports]

        shared = self._client.scatter(common, broadcast=True)
        coming = iter(tasks)
        threads = sum(self._client.nthreads().values()) or 1
        waiting = {self._submit(task, shared): task for task in islice(coming, _AHEAD * threads)}
        ended = as_completed(list(waiting))
        for future in ended:
            task = waiting.pop(future)
            following = next(coming, None)
            if following is not None:
                new = self._submit(following, shared)
                waiting[new] = following
                ended.add(new)
            yield task, self._made(future, task, shared)

    def _submit(self, task: Task, shared: Any) -> Any:
        return self._client.submit(_run, task, shared, pure=False)

    def _made(self, future: Any, task: Task, shared: Any) -> Made:
        from distributed import KilledWorker  # pyright: ignore[reportMissingImports]

        try:
            return _checked(future.result())
        except (KilledWorker, MemoryError):
            for place in range(task.size):
                task = self._tried(task, place, shared)
            return _checked(self._submit(task, shared).result())

    def _tried(self, task: Task, place: int, shared: Any) -> Task:
        """Do one document alone; leave it out of its task if the worker dies of it."""
        from distributed import KilledWorker  # pyright: ignore[reportMissingImports]

        others = {n: "" for n in range(task.size) if n != place}
        alone = replace(task, guilty=others)
        try:
            self._submit(alone, shared).result()
        except (KilledWorker, MemoryError) as error:
            return task.without(place, f"the processes that read it died ({type(error).__name__})")
        return task


def _run(task: ReadTask | FactsTask, common: Common | None) -> tuple[str, Any]:
    """Do a task in a worker."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return answer(task, common, lambda place: None)


def _checked(told: tuple[str, Any]) -> Made:
    kind, made = told
    if kind == "failed":
        raise BatchError(made)
    return made
