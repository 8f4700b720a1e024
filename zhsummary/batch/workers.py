"""Tasks on the processors of this machine, by processes that may die.

Each worker is a process of its own, started afresh (``spawn``, which is the same on every
system). It says which document it begins, so a document that takes too long or that a process
dies of is known: after a death the task is done again; if the same document is at work at each of
three deaths, it is left out and named. A worker writes files, but never gives them their names.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from zhsummary.batch.frames import reason_of
from zhsummary.batch.tasks import Common, FactsTask, Made, ReadTask, prepare
from zhsummary.errors import BatchError, ZhSummaryError
from zhsummary.messages import Language, language, say, speak

Task = ReadTask | FactsTask

_NO_MEMORY = 77  # how a worker ends that has none left
_TRIES = 3  # how often a process may die of one document, or before it begins any
_LOOK = 0.5  # seconds between two looks at the clock, where there is a limit


class Workers:
    """So many processes, and what each of them is at.

    Parameters
    ----------
    processes : int
        How many.
    seconds : float or None
        How long a document may take.
    """

    def __init__(self, processes: int, seconds: float | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._seconds = seconds
        self._count = processes
        self._workers: list[_Worker] = []
        self._deaths: Counter[tuple[str, int, int]] = Counter()
        self._stillborn = 0  # workers that died since one last began anything

    def results(self, tasks: Iterable[Task], common: Common | None) -> Iterator[tuple[Task, Made]]:
        """Give what the tasks made, as they end.

        Raises
        ------
        BatchError
            If a task cannot go on (a full disk), or workers die before they begin.
        """
        coming = iter(tasks)
        again: deque[Task] = deque()
        while True:
            self._begin(coming, again, common)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                return
            for worker in _ready(busy, self._seconds):
                yield from self._heard(worker)
                if worker.gone:
                    self._buried(worker, again)
                elif worker.overdue(self._seconds):
                    again.append(self._stopped(worker))

    def _heard(self, worker: _Worker) -> Iterator[tuple[Task, Made]]:
        for kind, told in worker.heard():
            self._stillborn = 0
            if kind == "failed":
                raise BatchError(told)
            if kind == "made" and worker.task is not None:
                task, worker.task = worker.task, None
                yield task, told

    def _stopped(self, worker: _Worker) -> Task:
        """End a worker whose document takes too long, and give its task without it."""
        worker.kill()
        self._workers.remove(worker)
        assert worker.task is not None  # only one that is at a document can be late
        assert worker.at is not None
        reason = say("it took longer than {seconds} seconds", seconds=f"{self._seconds:g}")
        return worker.task.without(worker.at, reason)

    def _begin(self, coming: Iterator[Task], again: deque[Task], common: Common | None) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while idle or len(self._workers) < self._count:
            task = again.popleft() if again else next(coming, None)
            if task is None:
                return
            if not idle:
                self._workers.append(_Worker(self._context))
                idle = [self._workers[-1]]
            idle.pop().give(task, common)

    def _buried(self, worker: _Worker, again: deque[Task]) -> None:
        """Do the task of a dead worker again, without what it dies of every time."""
        self._workers.remove(worker)
        task, reason = worker.task, worker.death()
        if task is None:
            return
        if worker.at is None:
            self._stillborn += 1
            if self._stillborn == _TRIES * self._count:
                raise BatchError(
                    "Processes end before they begin ({reason}). In a script, put the call "
                    "under if __name__ == '__main__':, as every call that starts processes "
                    "wants it.",
                    reason=reason,
                )
        else:
            key = (type(task).__name__, task.number, worker.at)
            self._deaths[key] += 1
            if self._deaths[key] == _TRIES:
                said = say(
                    "the process that read it died {times} times ({reason})",
                    times=_TRIES,
                    reason=reason,
                )
                task = task.without(worker.at, said)
        again.append(task)

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        for worker in self._workers:
            worker.kill()
        self._workers = []


@contextmanager
def workers(processes: int, seconds: float | None) -> Iterator[Workers]:
    """Give processes that end with the block."""
    pool = Workers(processes, seconds)
    try:
        yield pool
    finally:
        pool.stop()


class _Worker:
    """One process: its task, the document that it is at, and since when."""

    def __init__(self, context: Any) -> None:
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, language()), daemon=True)
        with _deaf():
            self._process.start()
        other.close()
        self._common: Common | None = None
        self.task: Task | None = None
        self.at: int | None = None
        self.gone = False
        self._since = monotonic()

    def give(self, task: Task, common: Common | None) -> None:
        """Hand it a task; a process that has died is noticed later."""
        self.task, self.at = task, None
        try:
            if common is not self._common:
                self.connection.send(("common", common))
                self._common = common
            self.connection.send(("task", task))
        except OSError:
            pass

    def heard(self) -> Iterator[tuple[str, Any]]:
        """Give what it has said since; at its end the connection ends."""
        try:
            while self.connection.poll():
                kind, told = self.connection.recv()
                if kind == "at":
                    self.at, self._since = told, monotonic()
                yield kind, told
        except (EOFError, OSError):
            self.gone = True

    def overdue(self, seconds: float | None) -> bool:
        """Tell whether its document has taken too long."""
        if not seconds or self.task is None or self.at is None:
            return False
        return monotonic() - self._since > seconds * self.task.patience(self.at)

    def death(self) -> str:
        """Say how the process ended."""
        self._process.join()
        code = self._process.exitcode
        if code == _NO_MEMORY:
            return say("not enough memory")
        if code is not None and code < 0:
            return say("signal {number}", number=-code)
        return say("exit code {code}", code=code)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let what is started meanwhile not hear Ctrl-C; it is heard here afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ready(busy: list[_Worker], seconds: float | None) -> list[_Worker]:
    """Wait until a worker speaks or ends, or until it is time to look at the clock."""
    said = set(
        map(id, wait([worker.connection for worker in busy], timeout=_LOOK if seconds else None))
    )
    return [worker for worker in busy if seconds or id(worker.connection) in said]


# ---------------------------------------------------------------- in the process


def _serve(connection: Connection, spoken: Language) -> None:
    """Do the tasks that come, until whoever gives them has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    warnings.simplefilter("ignore")  # what was wrong is written down
    speak(spoken)  # what is written is told in the language of whoever asked for it
    common: Common | None = None
    try:
        while True:
            kind, told = connection.recv()
            if kind == "common":
                common = told
                prepare()
            else:
                connection.send(answer(told, common, lambda at: connection.send(("at", at))))
    except (EOFError, OSError):
        pass
    except MemoryError:
        os._exit(_NO_MEMORY)


def answer(task: Task, common: Common | None, begin: Callable[[int], None]) -> tuple[str, Any]:
    """Do a task, and give ``made`` and what it made, or ``failed`` and why."""
    try:
        return "made", task.run(common, begin)
    except (MemoryError, EOFError, BrokenPipeError):
        raise
    except ZhSummaryError as error:
        return "failed", str(error)
    except Exception as error:
        return "failed", say(
            "A piece of work failed: {error}. Please report it.", error=reason_of(error)
        )


def count_of(processes: int | None) -> int:
    """Give how many processes to start: as many as there are processors, unless said.

    Raises
    ------
    BatchError
        If it is no number from 1.
    """
    if processes is None:
        own = getattr(os, "sched_getaffinity", None)
        return len(own(0)) if own else os.cpu_count() or 1
    if isinstance(processes, bool) or not isinstance(processes, int) or processes < 1:
        raise BatchError(
            "processes={processes!r} is no number of processes. Give one from 1.",
            processes=processes,
        )
    return processes


def check_main() -> None:
    """Refuse to start processes from a process that is itself being started.

    Raises
    ------
    BatchError
        If a script starts a batch without ``if __name__ == "__main__":``.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise BatchError(
            "{what1} starts a batch each time that it is imported. Put the call under if "
            "__name__ == '__main__':.",
            what1=getattr(sys.modules["__main__"], "__file__", "The script"),
        )
