"""The same tasks on Dask, on this machine or on many.

Its workers must see the same files and the same folder of results under the same names. They
write there; only the caller gives names to what is finished. Dask itself does a task again
elsewhere when a worker dies. What several have died of waits until all else is done; then it is
done again, if need be document by document, and the one that is guilty is left out and named.
A cluster without any worker is waited for, as Dask does.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from zhsummary import __version__
from zhsummary.batch.frames import reason_of
from zhsummary.batch.tasks import Common, Made
from zhsummary.batch.workers import Task, answer, count_of
from zhsummary.errors import BatchError, MissingExtraError
from zhsummary.messages import Language, language, say, speak

_AHEAD = 2  # tasks for each thread of the workers, so that none waits
#: A worker that dies again while it starts anew is else given up, and none may be left.
_NEVER_LOST = {"distributed.deploy.lost-worker-timeout": "8760h"}


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
    from dask.config import set as configured  # pyright: ignore[reportMissingImports]
    from distributed import Client, LocalCluster  # pyright: ignore[reportMissingImports]

    unseen: Any = None  # no dashboard, as its documentation has it
    with (
        configured(_NEVER_LOST),
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
        self._caller = Caller(__version__, language())

    def results(self, tasks: Iterable[Task], common: Common | None) -> Iterator[tuple[Task, Made]]:
        """Give what the tasks made, as they end.

        Raises
        ------
        BatchError
            If a task cannot go on (a full disk), or the cluster is gone.
        """
        suspects: list[Task] = []
        for task, future in self._ended(iter(tasks), common):
            made = self._made(future)
            if made is None:
                suspects.append(task)
            else:
                yield task, made
        for task in suspects:  # nothing else runs now, so whatever dies, dies of it
            yield task, self._alone(task, common)

    def _ended(self, coming: Iterator[Task], common: Common | None) -> Iterator[tuple[Task, Any]]:
        """Give the tasks as they end, some ahead of what is waited for."""
        from distributed import as_completed  # pyright: ignore[reportMissingImports]

        # made by a worker, and so made again where the one that held it has died
        shared = self._client.submit(_same, common, pure=False)
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
            yield task, future

    def _submit(self, task: Task, common: Any) -> Any:
        return self._client.submit(_run, task, common, self._caller, pure=False)

    def _made(self, future: Any) -> Made | None:
        """Give what a task made, None if the workers that had it died."""
        from distributed import KilledWorker  # pyright: ignore[reportMissingImports]

        try:
            kind, told = future.result()
        except (KilledWorker, MemoryError):
            return None
        except Exception as error:
            raise BatchError(
                "The Dask cluster lost a piece of work ({error}). Check that its scheduler "
                "runs and that its workers have this zhsummary; the same call then goes on "
                "where this one ended.",
                error=reason_of(error),
            ) from error
        if kind == "failed":
            raise BatchError(told)
        return told

    def _alone(self, task: Task, common: Common | None) -> Made:
        """Do a task again; if its workers die again, without the documents that they die of."""
        made = self._made(self._submit(task, common))
        for place in range(task.size) if made is None else ():
            others = {n: "" for n in range(task.size) if n != place}
            if self._made(self._submit(replace(task, guilty=others), common)) is None:
                task = task.without(place, say("the processes that read it died"))
        made = made or self._made(self._submit(task, common))
        if made is None:
            raise BatchError(
                "The Dask cluster's workers die whatever they do. Give them more memory; the "
                "same call then goes on where this one ended."
            )
        return made


@dataclass(frozen=True)
class Caller:
    """Who asks for the work: a worker must read by the same rules and tell in his language."""

    version: str
    language: Language


def _same(common: Common | None) -> Common | None:
    return common


def _run(task: Task, common: Common | None, caller: Caller) -> tuple[str, Any]:
    """Do a task in a worker."""
    speak(caller.language)
    if caller.version != __version__:
        return "failed", say(
            "The Dask workers have zhsummary {theirs}, the caller {own}. Install the same on all.",
            theirs=__version__,
            own=caller.version,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return answer(task, common, lambda place: None)
