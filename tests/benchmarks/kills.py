"""Kill a batch a hundred times: no row may be lost, none be there twice.

    python -m tests.benchmarks.kills [--kills 100] [--documents 200]

Generated texts are read by two processes. After a time drawn by chance the run, or one of its
workers, is killed (SIGKILL) and begun again, until so many kills are done; then it is left to
end. A run that ends before its kill is begun anew in a new folder. Each result that was
finished is compared with that of an undisturbed run, byte by byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generated_corpus import write_folder

ROOT = Path(__file__).parents[2]

RUN = """
import sys, zhsummary as zs
if __name__ == "__main__":
    zs.batch(sys.argv[1], sys.argv[2], processes=2, shard_size=5)
"""


def main() -> None:
    """Kill and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        program = folder / "run.py"
        program.write_text(RUN, encoding="utf-8")
        texts = write_folder(folder / "texts", options.documents)
        began = time.monotonic()
        _start(program, texts, folder / "whole").wait()
        whole, took = _contents(folder / "whole"), time.monotonic() - began
        print(f"undisturbed: {took:.1f} s, {len(whole)} files", flush=True)
        _kill(program, texts, folder / "f", whole, options.kills, took, chance)


def _kill(
    program: Path, texts: Path, out: Path, whole: dict[str, bytes], kills: int, took: float,
    chance: random.Random,
) -> None:  # fmt: skip
    done = finished = wrong = of_workers = 0
    while True:
        run = _start(program, texts, out)
        ended = False
        try:
            run.wait(took * chance.uniform(0.02, 0.6) if done < kills else None)
            ended = True
        except subprocess.TimeoutExpired:
            victims = _children(run.pid) if chance.random() < 0.3 else []
            of_workers += bool(victims)
            os.kill(chance.choice(victims) if victims else run.pid, signal.SIGKILL)
            done += 1
            if done % 10 == 0:
                print(f"{done} kills, {finished} finished, {wrong} differ", flush=True)
            if victims:  # the run goes on without it
                run.wait()
                ended = True
            run.wait()
        if ended:
            finished += 1
            wrong += _contents(out) != whole or run.returncode != 0
            if done >= kills:
                break
            shutil.rmtree(out)
    print(f"{done} kills ({of_workers} of workers), {finished} finished, {wrong} differ")
    sys.exit(wrong > 0)


def _start(program: Path, texts: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(program), str(texts), str(out)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _children(pid: int) -> list[int]:
    """Give the workers of a run (Linux)."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [
        int(child) for child in told if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def _contents(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*.parquet"))
        if "_batch" not in path.parts
    }


if __name__ == "__main__":
    main()
