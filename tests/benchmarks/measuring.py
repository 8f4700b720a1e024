"""What every benchmark shares: the clock, memory, tables and what is told of the machine.

Seconds are those of the processor, the best of several turns, so that what else the machine
does counts little. A megabyte is a million bytes of UTF-8.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"

_PACKAGES = ("rjieba", "jieba", "cn2an", "pandas", "scikit-learn")


@dataclass(frozen=True)
class Table:
    """Rows under a head; `note` says what was measured and how."""

    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def markdown(self) -> str:
        """Write the table as Markdown."""
        lines = [self.head, [":--", *["--:"] * (len(self.head) - 1)], *self.rows]
        told = "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)
        return f"### {self.title}\n\n{self.note}\n\n{told}\n"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}" if value < 100 else f"{value:.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def megabytes(texts: Iterable[str]) -> float:
    """Give the size of texts as UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def best_of(ways: Mapping[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Give the seconds of each way; all take turns, so that a busy machine slows all alike."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(turns):
        for name, run in ways.items():
            start = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - start)
    return {name: max(seconds, 1e-6) for name, seconds in best.items()}


def processor_seconds() -> float:
    """Give the seconds of the processor that this process and those it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_memory() -> float:
    """Give the most memory that this process has held, in megabytes."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # ru_maxrss of a process begins with what the one that started it held
    return next(int(line.split()[1]) for line in told.splitlines() if "VmHWM" in line) / 1024


def in_own_process(module: str, *arguments: object) -> Any:
    """Run a module of the benchmarks by itself, so that its memory is its own."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def machine() -> str:
    """Say on what was measured: kind of processor, versions, day; no names."""
    versions = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = os.getloadavg()[0]
    return (
        f"{date.today()}; {_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB, "
        f"{platform.system()}; load {busy:.1f}; {', '.join(versions)}"
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in told.splitlines() if "model name" in line)
    return next(named, platform.machine())
