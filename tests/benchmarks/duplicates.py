"""How many planted copies are found, how long it takes, and in how much memory.

    python -m tests.benchmarks.duplicates [DOCUMENTS ...]

Documents are sentences of the bundled corpus, shuffled, with figures of their own. One in
ten has a copy: a sentence is left out, a figure or two masked. Another in ten fills in the
same words with other figures, as the next township does: no copy.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time

import zhsummary as zs
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
    pool = [s.of(d.text) for d in zs.read("corpus") for s in d.sentences if len(s) > 15]
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


def main(sizes: list[int]) -> None:
    for size in sizes:
        texts, planted = generated(size)
        start = time.perf_counter()
        found = {(i, j) for i, j, _ in near_copies(texts)}
        taken = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        right = len(found & planted)
        print(
            f"{len(texts)} documents, {len(planted)} copies: recall {right / len(planted):.4f}, "
            f"precision {right / max(len(found), 1):.4f}, {taken:.1f} s, at most {memory} MB"
        )
        if size <= 5000:
            compared = [_comparable(text) for text in texts]
            for few, name in ((0, "by bands"), (size * 2, "all pairs")):
                start = time.perf_counter()
                pairs = {(i, j) for i, j, _ in similar_pairs(compared, 0.8, few=few)}
                print(f"  {name}: {len(pairs)} alike, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 2000, 5000, 20_000])
