"""How long it takes to begin: the import, the first text, a command on one file.

    python -m tests.benchmarks.start

Each is a process of its own; the best of several counts, with the peak of its memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.benchmarks.measuring import CORPUS, ROOT, Table, in_own_process

_FILE = str(CORPUS / "shihu-2023.txt")
_WAYS = {
    "python -c pass": ["-c", "pass"],
    "import zhsummary": ["-c", "import zhsummary"],
    "find_quantities, the first text": [
        "-c",
        "import zhsummary; zhsummary.find_quantities('建会7家')",
    ],
    "import jieba; jieba.lcut, the first text": [
        "-W",
        "ignore",
        "-c",
        "import jieba; jieba.setLogLevel(60); jieba.lcut('建会7家')",
    ],
    "zhsummary headings FILE": ["-m", "zhsummary", "headings", _FILE],
    "zhsummary facts FILE --csv": ["-m", "zhsummary", "facts", _FILE, "--csv"],
    "zhsummary compare FOLDER": ["-m", "zhsummary", "compare", str(CORPUS), "--codebook", "union"],
}


def tables(quick: bool = False) -> Iterator[Table]:
    """Measure each way to begin."""
    rows = []
    for name in _WAYS:
        turns = [in_own_process("start", name) for _ in range(2 if quick else 5)]
        best = min(turns, key=lambda told: told["seconds"])
        rows.append([name, best["seconds"], best["passed"], round(best["memory"])])
    note = "Seconds of the processor, of the clock on the wall, and the most memory held."
    yield Table("Cold start", note, ["what", "s", "s passed", "peak memory MB"], rows)


def main(name: str) -> None:
    """Start one and print what it took as JSON."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *_WAYS[name]], cwd=ROOT, check=True, capture_output=True)
    passed = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"passed": passed, "seconds": used.ru_utime + used.ru_stime}
    print(json.dumps(told | {"memory": used.ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1])
