"""What reading holds does not grow with the number of texts that were read."""

from __future__ import annotations

import functools
import gc
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from tests.generated_corpus import texts
from zhsummary import find_quantities, pipeline, structure
from zhsummary.read import from_text

ROOT = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")

READ_ON = """
from tests.test_memory import read, resident
read(0, 60)
before = resident()
read(60, 200)
print(resident() - before)
"""


def read(start: int, end: int) -> None:
    """Read some of the generated texts, and keep nothing."""
    for number, (name, text) in enumerate(texts(end)):
        if number >= start:
            for summary in structure.build(from_text(text, name)):
                pipeline.read_facts(summary)


def resident() -> float:
    """Give the megabytes that this process holds (Linux)."""
    told = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmRSS")) / 1024


@pytest.mark.skipif(not STATUS.exists(), reason="told by Linux only")
def test_reading_on_takes_no_more_memory():
    """No text leads to anything large that the first ones did not need: a second dictionary."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ON], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert float(done.stdout) < 8


def test_what_is_kept_of_texts_is_bounded():
    """A memory of everything that was ever asked grows until the process ends."""
    read(0, 60)
    before = _unbounded()
    read(60, 150)
    assert _unbounded() == before


def _unbounded() -> dict[str, int]:
    """Give how much each cache without a bound holds."""
    caches = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return {
        f"{cache.__module__}.{cache.__qualname__}": cache.cache_info().currsize
        for cache in caches
        if cache.__module__.startswith("zhsummary.") and cache.cache_info().maxsize is None
    }


def test_signs_that_are_left_out_cost_no_list_of_all_others():
    """One space of a printer in a long text: where each sign stood is kept in few bytes."""
    text = ("加强领导，" * 200 + "召开第 3 次\u200b会议。") * 300
    find_quantities(text[:2000])
    tracemalloc.start()
    try:
        find_quantities(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60 * len(text)
