"""How many planted copies are found, how long it takes, and in how much memory.

Documents are sentences of the bundled corpus, shuffled, with figures of their own. One in
ten has a copy: a sentence is left out, a figure or two masked. Another in ten fills in the
same words with other figures, as the next township does: no copy.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator

import zhsummary as zs
from tests.benchmarks.measuring import CORPUS, Table, peak_memory
from zhsummary.mining.alike import similar_pairs
from zhsummary.mining.reuse import _comparable, near_copies

_NUMBER = re.compile(r"\d+")


def refilled(text: str, chance: random.Random) -> str:
    return _NUMBER.sub(lambda number: str(chance.randint(1, 10 ** len(number[0]))), text)


def copied(sentences: list[str], chance: random.Random) -> str:
    kept = list(sentences)
    kept.pop(chance.randrange(len(kept)))
    return re.sub(r"\d+(?=[人户家])", "xx", "".join(kept), count=chance.randint(0, 2))


def generated(total: int, seed: int = 1) -> tuple[list[str], set[tuple[int, int]]]:
    """Give texts and the pairs of them of which one is a copy; the same for the same seed."""
    chance = random.Random(seed)
    pool = [s.of(d.text) for d in zs.read(CORPUS) for s in d.sentences if len(s) > 15]
    texts: list[str] = []
    planted: set[tuple[int, int]] = set()
    while len(texts) < total:
        # words of its own before each sentence, as no two summaries are made of the same ones
        sentences = [
            "".join(chance.choices("山河湖塘坪岭冲湾坝沟村组社区街镇", k=6)) + refilled(s, chance)
            for s in chance.sample(pool, 30)
        ]
        texts.append("".join(sentences))
        if chance.random() < 0.1:
            planted.add((len(texts) - 1, len(texts)))
            texts.append(copied(sentences, chance))
        elif chance.random() < 0.1:
            texts.append(refilled("".join(sentences), chance))
    return texts, planted


def tables(quick: bool = False) -> Iterator[Table]:
    """Look for copies among ever more documents."""
    rows = [_measured(size) for size in ((500, 2000) if quick else (500, 2000, 5000, 20_000))]
    head = ["documents", "copies", "recall", "precision", "s", "s, all pairs", "peak memory MB"]
    note = "All pairs are compared for reference, up to 5,000 documents."
    yield Table("Near-copies", note, head, rows)


def _measured(size: int) -> list[object]:
    texts, planted = generated(size)
    start = time.process_time()
    found = {(i, j) for i, j, _ in near_copies(texts)}
    taken = time.process_time() - start
    right = len(found & planted)
    recall, precision = right / len(planted), right / max(len(found), 1)
    every = _all_pairs(texts) if size <= 5000 else ""
    return [len(texts), len(planted), recall, precision, taken, every, round(peak_memory())]


def _all_pairs(texts: list[str]) -> float:
    """Give the seconds that it takes to compare each text with each."""
    compared = [_comparable(text) for text in texts]
    start = time.process_time()
    for _ in similar_pairs(compared, 0.8, few=2 * len(texts)):
        pass
    return time.process_time() - start
