"""How much faster the compiled package is: both read the same texts, each in its own process.

    python -m tests.benchmarks.compiled

`jieba.lcut` stands beside each, as in `stages`. Compiling takes a minute or two of its own.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jieba

from tests import compiled_copy
from tests.benchmarks import stages
from tests.benchmarks.measuring import ROOT, Table, machine

_STAGES = ("find_quantities", "text to facts, the whole", "facts to a frame")


def tables(quick: bool = False) -> Iterator[Table]:
    """Measure the package as it is and compiled."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "compiled"
        compiled_copy.make(copy, level="3")
        found = {
            name: _asked(place, quick) for name, place in (("plain", ROOT), ("compiled", copy))
        }
    for title in found["plain"]:
        rows = [[stage, name, *found[name][title][stage]] for stage in _STAGES for name in found]
        note = "The same texts as in the tables of the stages."
        yield Table(f"Compiled: {title}", note, ["stage", "", "MB/s", "times jieba.lcut"], rows)


def _asked(place: Path, quick: bool) -> dict[str, dict[str, list[float]]]:
    command = [sys.executable, "-m", "tests.benchmarks.compiled", "--of-this-one"]
    command += ["--quick"] * quick
    done = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _of_this_one(quick: bool) -> dict[str, dict[str, list[float]]]:
    """Measure the package that lies beside this folder."""
    jieba.setLogLevel(logging.ERROR)
    measured = stages.of_the_corpus(3 if quick else 10)
    return {table.title: {row[0]: list(row[1:3]) for row in table.rows} for table in measured}


if __name__ == "__main__":
    if "--of-this-one" in sys.argv:
        print(json.dumps(_of_this_one("--quick" in sys.argv)))
    else:
        for one in tables("--quick" in sys.argv):
            print(f"{one.markdown()}\n{machine()}\n")
