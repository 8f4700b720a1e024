"""How fast a batch is and how much memory it takes, at several numbers of documents.

    python -m tests.benchmarks.batch [--counts 1000 10000] [--processes 1 2] [--short]

Generated texts are written to a temporary folder and read from there; ``--short`` writes texts
of one line, to see what a hundred thousand files cost by their number alone. Seconds are those
of the clock, processor seconds those of all processes together.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generated_corpus import write_folder

RUN = """
import json, resource, sys, time, zhsummary as zs
if __name__ == "__main__":
    began = time.monotonic()
    batch = zs.batch(sys.argv[1], sys.argv[2], processes=int(sys.argv[3]))
    own, others = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({
        "seconds": time.monotonic() - began,
        "processor": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "first": own.ru_maxrss / 1024, "worker": others.ru_maxrss / 1024, **batch.counts(),
    }))
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    print("documents processes     facts  seconds processor s  MB first  MB worker")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            program = folder / "run.py"
            program.write_text(RUN, encoding="utf-8")
            texts = folder / "texts"
            if options.short:
                _write_short(texts, count)
            else:
                write_folder(texts, count)
            for processes in options.processes:
                told = _run(program, texts, folder / f"out-{processes}", processes)
                print(
                    f"{told['documents']:>9} {processes:>9} {told['facts']:>9} "
                    f"{told['seconds']:>8.1f} {told['processor']:>11.1f} "
                    f"{told['first']:>9.0f} {told['worker']:>10.0f}",
                    flush=True,
                )


def _write_short(folder: Path, count: int) -> None:
    for number in range(count):
        place = folder / f"{number // 1000:03d}"
        if number % 1000 == 0:
            place.mkdir(parents=True)
        text = f"全年新建工会{number % 97}家。"
        (place / f"{number:06d}.txt").write_text(text, encoding="utf-8")


def _run(program: Path, texts: Path, out: Path, processes: int) -> dict[str, float]:
    command = [sys.executable, str(program), str(texts), str(out), str(processes)]
    time.sleep(1)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
