"""Measure how fast quantities are found, beside a bare digit scan and a word segmenter.

    python -m tests.benchmarks.quantities [FILE ...]

Without files, a text is made from the case tables. Megabytes are of UTF-8; the best of five
runs counts, in processor time. The last table doubles texts that invite backtracking: the
ratio must stay near 2.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.quantity_cases import table
from zhsummary.quantities.find import find_numbers, find_quantities
from zhsummary.spans import fold

RUNS = 5
REPEATED = [
    "一",
    "0",
    "9",
    "1,111,",
    "1-",
    "1、",
    "三、",
    "“1",
    "《1",
    "x",
    "\\_",
    "1\n",
    "百分之",
    "3万",
]


def sample() -> str:
    """Make a text of figures and prose, about 20 characters a figure."""
    sentences = [row["text"] for row in table("quantities_wild.tsv")]
    prose = "镇党委统一部署，各村各单位密切配合，进一步健全机制，工作取得了明显成效。"
    return "".join(sentence + prose for sentence in sentences) * 40


def seconds(call: Callable[[], object]) -> float:
    """Give the processor time of the best of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        started = time.process_time()
        call()
        best = min(best, time.process_time() - started)
    return max(best, 1e-6)


def rates(text: str) -> dict[str, float]:
    """Give megabytes a second of each way of reading a text."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    digits = re.compile("[0-9]+")
    size = len(text.encode()) / 1e6
    ways: dict[str, Callable[[], object]] = {
        "re.finditer over digits": lambda: sum(1 for _ in digits.finditer(text)),
        "fold": lambda: fold(text),
        "find_numbers": lambda: find_numbers(text),
        "find_quantities": lambda: find_quantities(text),
        "jieba.lcut": lambda: jieba.lcut(text),
    }
    return {name: size / seconds(call) for name, call in ways.items()}


def doublings(length: int = 50_000) -> dict[str, float]:
    """Give how much longer a text of twice the length takes."""
    ratios = {}
    for piece in REPEATED:
        text = piece * (length // len(piece))
        once = seconds(lambda text=text: find_quantities(text))
        ratios[piece] = seconds(lambda text=text: find_quantities(text + text)) / once
    return ratios


def main(files: list[str]) -> None:
    """Print both tables."""
    text = "".join(Path(file).read_text(encoding="utf-8") for file in files) or sample()
    found = len(find_quantities(text))
    print(f"{len(text.encode()) / 1e6:.2f} MB, {found} quantities")
    for name, rate in rates(text).items():
        print(f"{name:<26}{rate:>9.1f} MB/s")
    for piece, ratio in doublings().items():
        print(f"twice {piece!r:<20}{ratio:>9.1f} times")


if __name__ == "__main__":
    main(sys.argv[1:])
