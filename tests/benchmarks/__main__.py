"""All benchmarks, or those that are named, as tables.

    python -m tests.benchmarks [NAME ...] [--quick] [--write] [--folder FOLDER]

Names are stages, compiled, scaling, start, formats, discovery, duplicates and mining. `--write`
puts each table in the place of the older one in RESULTS.md; `--folder` measures the stages on
texts of one's own.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measuring import Table, machine

RESULTS = Path(__file__).with_name("RESULTS.md")
NAMES = ("stages", "compiled", "scaling", "start", "formats", "discovery", "duplicates", "mining")

_OPENING = """# How fast it is

Measured by `python -m tests.benchmarks --write`; under each table stands when and on what. A
megabyte is a million bytes of UTF-8, a Chinese character has three.
"""


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer turns")
    parser.add_argument("--write", action="store_true", help=f"write to {RESULTS.name}")
    parser.add_argument("--folder", type=Path, help="measure the stages on these texts")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no benchmark {'、'.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    warnings.simplefilter("ignore")
    for name in options.names or NAMES:
        for table in _tables(name, options):
            told = f"{table.markdown()}\n{machine()}\n"
            print(told, flush=True)
            if options.write:
                _write(told)


def _tables(name: str, options: argparse.Namespace) -> Iterator[Table]:
    measured = import_module(f"tests.benchmarks.{name}").tables
    if name == "stages" and options.folder:
        measured = partial(measured, folder=options.folder)
    return measured(quick=options.quick)


def _write(told: str) -> None:
    """Put a table in the place of the one of the same title, or behind the last."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _OPENING
    opening, *parts = re.split(r"(?m)^(?=### )", text)
    kept = {part.partition("\n")[0]: part for part in parts}
    kept[told.partition("\n")[0]] = told
    told = "\n\n".join(part.strip() for part in (opening, *kept.values()))
    RESULTS.write_text(f"{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
