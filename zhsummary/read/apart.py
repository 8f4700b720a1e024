"""Files read in a process of their own, with bounds of time and memory.

In go the name of a module of ours and paths, out comes what its ``answer(path)`` gives for each. A
library that is not written in Python cannot be stopped while it works, and a file of a kilobyte
can keep one busy for days or have it take all memory: then its process is ended, the file is
named, and the next ones are read by another process. Only text passes between the two (JSON).
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from zhsummary.errors import MissingExtraError, SourceError, ZhSummaryError
from zhsummary.messages import Said, say

#: Seconds for a file, and for each megabyte of it.
START, EACH = 30.0, 15.0
#: The most memory of the process, where the system can bound it (not on Windows).
MEMORY = 2 * 2**30

_CHILD = """
import json, sys
sys.path[:], module, paths = json.loads(sys.argv[1])
from zhsummary.read.apart import answer_all
answer_all(module, paths)
"""


def answers(module: str, paths: Iterable[Path]) -> Iterator[tuple[Path, Any]]:
    """Give for each path what ``module.answer(path)`` gives, or the error that it raises.

    Parameters
    ----------
    module : str
        A module of ours whose `answer` gives what can be written as JSON.
    paths : iterable of path
        The files, read in this order.

    Yields
    ------
    tuple
        The path, and the answer or a `ZhSummaryError`.
    """
    waiting = list(paths)
    while waiting:
        child = _Child(module, waiting)
        try:
            while waiting:
                try:
                    answer = child.next(_seconds(waiting[0]))
                except _Ended as ended:
                    yield waiting.pop(0), SourceError(ended.args[0])
                    break
                yield waiting.pop(0), answer
        finally:
            child.end()


class _Ended(SourceError):
    """The process of a file is gone."""


class _Child:
    """A process that reads files and writes a line for each."""

    def __init__(self, module: str, paths: list[Path]) -> None:
        self._paths = iter(tuple(paths))  # the list goes on being emptied
        # nothing of the folder in which the files lie may be imported
        told = json.dumps(
            [[each for each in sys.path if each], module, [str(path) for path in paths]]
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _CHILD, told],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            encoding="ascii",
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with self._process.stdout or open(os.devnull) as stream:
            for line in stream:
                self._lines.put(line)
        self._lines.put("")

    def next(self, seconds: float) -> Any:
        """Give the next answer, or the error that stands for it."""
        path = next(self._paths)
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise _Ended(
                say(
                    "{path} was not read: it takes more than {seconds} seconds, as no text "
                    "of its size does. Copy its text into a .txt file.",
                    path=path,
                    seconds=f"{seconds:.0f}",
                )
            ) from None
        if not line.endswith("\n"):
            raise _Ended(
                say(
                    "{path} was not read: it is damaged, or takes more than {memory} GB of "
                    "memory. Get a whole copy, or copy its text into a .txt file.",
                    path=path,
                    memory=MEMORY // 2**30,
                )
            )
        kind, value = json.loads(line)
        if kind:
            return (MissingExtraError if kind == "MissingExtraError" else SourceError)(
                Said(value.__getitem__)
            )
        return value

    def end(self) -> None:
        """End the process if it still runs."""
        self._process.kill()
        self._process.wait()


def answer_all(module: str, paths: list[str]) -> None:
    """Write a line for each path: what the process of `answers` does."""
    _bound()
    answer = import_module(module).answer
    for path in paths:
        try:
            told = ["", answer(Path(path))]
        except ZhSummaryError as error:
            said = error.args[0]
            both = {"en": said.told("en"), "zh": said.told("zh")} if isinstance(said, Said) else {}
            told = [type(error).__name__, both]
        print(json.dumps(told), flush=True)


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CORE):
        most = MEMORY if limit == resource.RLIMIT_AS else 0
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):
            continue  # a lower one is set already


def _seconds(path: Path) -> float:
    try:
        return START + EACH * path.stat().st_size / 2**20
    except OSError:
        return START
