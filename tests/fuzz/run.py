"""Fuzz one target, or all in turn: ``python -m tests.fuzz.run [TARGET …] --seconds 300``.

With atheris installed (no dependency of the project) inputs are led by coverage, otherwise they
are random changes of the seeds. What goes wrong is written to a folder, one input for each place,
and counted; the run goes on. Ends with a line that says how many inputs ran and for how long.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import random
import subprocess
import sys
import time
from pathlib import Path

_EVERY = 2.0  # seconds between two countings


class Count:
    """What a run has seen so far; written down now and then, as atheris ends the process."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.inputs, self.began, self.found = 0, time.process_time(), dict[str, int]()
        self.written = self.began
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, data: bytes, wrong: str) -> None:
        """Count an input, and keep the first and the shortest of each fault."""
        self.inputs += 1
        if wrong:
            key = wrong if not wrong.startswith("slow") else "slow"
            place = self.folder / f"{self.name}-{abs(hash(key)) % 10**8:08d}"
            if key not in self.found or len(data) < place.stat().st_size:
                place.write_bytes(data)
                print(f"{self.name}: {wrong} <- {place.name} ({len(data)} bytes)", flush=True)
            self.found[key] = self.found.get(key, 0) + 1
        if wrong or time.process_time() > self.written + _EVERY:
            self.write()

    def write(self) -> None:
        """Write the count down."""
        self.written = time.process_time()
        told = {
            "inputs": self.inputs,
            "seconds": round(self.written - self.began, 1),
            "found": self.found,
        }
        (self.folder / f"{self.name}.json").write_text(json.dumps(told, indent=1))


def fuzz(name: str, seconds: float, folder: Path) -> None:
    """Fuzz one target in this process."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        _at_random(name, seconds, folder)
        return
    with atheris.instrument_imports(include=["zhsummary"]):
        import zhsummary

        targets = importlib.import_module("tests.fuzz.targets")
        for module in pkgutil.walk_packages(zhsummary.__path__, "zhsummary."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    count = Count(name, folder)
    inputs = folder / f"{name}.inputs"
    inputs.mkdir(exist_ok=True)
    for number, seed in enumerate(targets.seeds(name)):
        (inputs / f"seed{number}").write_bytes(seed)

    def once(data: bytes) -> None:
        count.add(data, targets.attempt(targets.TARGETS[name], data))

    options = [
        f"-max_total_time={int(seconds)}",
        "-max_len=2000",
        "-timeout=60",
        "-rss_limit_mb=3000",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/{name}-", str(inputs)], once)
    atheris.Fuzz()


def _at_random(name: str, seconds: float, folder: Path) -> None:
    targets = importlib.import_module("tests.fuzz.targets")
    count = Count(name, folder)
    choose = random.Random(time.time_ns())
    pool = list(targets.seeds(name))
    end = time.process_time() + seconds
    while time.process_time() < end:
        data = bytearray(choose.choice(pool))
        for _ in range(choose.randint(1, 20)):
            at = choose.randint(0, len(data))
            data[at : at + choose.choice((0, 0, 1, 4))] = choose.randbytes(
                choose.choice((1, 1, 4, 30))
            )
        count.add(bytes(data), targets.attempt(targets.TARGETS[name], bytes(data)))
        if len(pool) < 500 and len(data) < 2000:
            pool.append(bytes(data))
    count.write()


def main() -> None:
    """Fuzz as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=Path, default=Path("fuzzed"))
    options = parser.parse_args()
    if len(options.targets) == 1:
        fuzz(options.targets[0], options.seconds, options.out)
        return
    from tests.fuzz.targets import TARGETS

    for name in options.targets or TARGETS:
        command = [sys.executable, "-m", "tests.fuzz.run", name, "--seconds", str(options.seconds)]
        subprocess.run([*command, "--out", str(options.out)], env=os.environ, check=False)
    for place in sorted(options.out.glob("*.json")):
        print(place.stem, place.read_text())


if __name__ == "__main__":
    main()
