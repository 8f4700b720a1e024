"""How many planted copies are found, how long it takes, and in how much memory.

    python -m tests.benchmarks.duplicates [DOCUMENTS ...]

Documents are sentences of the bundled corpus, shuffled, with figures of their own. One in
ten has a copy, of each of the kinds of `COPIES` in turn: word for word, with a sentence left
out and figures masked, with some characters or sentences replaced. Another in ten fills in the
same words with other figures, as the next township does, or the next year: no copy.

A copy that was changed so much that it is less alike than `SIMILAR` asks for is none by
that measure; ``alike`` says how many are not.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable

import zhsummary as zs
from zhsummary.mining.alike import similar_pairs
from zhsummary.mining.reuse import SIMILAR, _comparable, near_copies

_NUMBER = re.compile(r"\d+")
_SIGNS = "山河湖塘坪岭冲湾坝沟村组社区街镇"
_Copy = Callable[[list[str], random.Random], str]


def refilled(text: str, chance: random.Random) -> str:
    return _NUMBER.sub(lambda number: str(chance.randint(1, 10 ** len(number[0]))), text)


def copied(sentences: list[str], chance: random.Random) -> str:
    kept = list(sentences)
    kept.pop(chance.randrange(len(kept)))
    return re.sub(r"\d+(?=[人户家])", "xx", "".join(kept), count=chance.randint(0, 2))


def retyped(rate: float) -> _Copy:
    """Give the copy in which so many characters in a hundred, figures apart, are others."""

    def copy(sentences: list[str], chance: random.Random) -> str:
        text = list("".join(sentences))
        for at, sign in enumerate(text):
            if not sign.isdigit() and chance.random() < rate:
                text[at] = chance.choice(_SIGNS)
        return "".join(text)

    return copy


def rewritten(rate: float) -> _Copy:
    """Give the copy in which so many sentences in a hundred are others."""

    def copy(sentences: list[str], chance: random.Random) -> str:
        others = ["".join(chance.choices(_SIGNS, k=len(one))) for one in sentences]
        changed = set(chance.sample(range(len(sentences)), round(rate * len(sentences))))
        return "".join(others[at] if at in changed else s for at, s in enumerate(sentences))

    return copy


COPIES: dict[str, _Copy] = {
    "word for word": lambda sentences, chance: "".join(sentences),
    "a sentence less, figures masked": copied,
    "1% of the characters": retyped(0.01),
    "2% of the characters": retyped(0.02),
    "4% of the characters": retyped(0.04),
    "10% of the sentences": rewritten(0.1),
    "20% of the sentences": rewritten(0.2),
}


def generated(total: int, seed: int = 1) -> tuple[list[str], dict[tuple[int, int], str]]:
    """Give texts and, of the pairs of which one is a copy, its kind; the same for a seed."""
    chance = random.Random(seed)
    kinds = list(COPIES)
    pool = [s.of(d.text) for d in zs.read("corpus") for s in d.sentences if len(s) > 15]
    texts: list[str] = []
    planted: dict[tuple[int, int], str] = {}
    while len(texts) < total:
        # words of its own before each sentence, as no two summaries are made of the same ones
        sentences = [
            "".join(chance.choices(_SIGNS, k=6)) + refilled(s, chance)
            for s in chance.sample(pool, 30)
        ]
        texts.append("".join(sentences))
        if chance.random() < 0.1:
            kind = kinds[len(planted) % len(kinds)]
            planted[len(texts) - 1, len(texts)] = kind
            texts.append(COPIES[kind](sentences, chance))
        elif chance.random() < 0.1:
            texts.append(refilled("".join(sentences), chance))
    return texts, planted


def similarity(a: str, b: str) -> float:
    """Give the similarity of two texts by its definition."""
    of_a, of_b = (
        {text[at : at + 5] for at in range(len(text) - 4)} for text in map(_comparable, (a, b))
    )
    return len(of_a & of_b) / (len(of_a) * len(of_b)) ** 0.5


def main(sizes: list[int]) -> None:
    for size in sizes:
        texts, planted = generated(size)
        before = _memory()
        start, worked = time.perf_counter(), time.process_time()
        found = {(i, j) for i, j, _ in near_copies(texts)}
        taken, worked = time.perf_counter() - start, time.process_time() - worked
        alike = {pair for pair in planted if similarity(*(texts[k] for k in pair)) >= SIMILAR}
        print(
            f"{len(texts)} documents, {len(planted)} copies: "
            f"recall {len(found & alike) / len(alike):.4f}, "
            f"precision {len(found & planted.keys()) / max(len(found), 1):.4f}, {taken:.1f} s "
            f"({worked:.1f} s of one core), at most {_memory()} MB, {before} MB of them before"
        )
        planted_of, alike_of, found_of = (
            Counter(kind for pair, kind in planted.items() if pair in kept)
            for kept in (planted, alike, found)
        )
        for kind in COPIES:
            print(f"  {kind}: {found_of[kind]} of {planted_of[kind]} found, {alike_of[kind]} alike")
        if size <= 5000:
            compared = [_comparable(text) for text in texts]
            for few, name in ((0, "by bands"), (size * 2, "all pairs")):
                start = time.perf_counter()
                pairs = {(i, j) for i, j, _ in similar_pairs(compared, SIMILAR, few=few)}
                print(f"  {name}: {len(pairs)} alike, {time.perf_counter() - start:.1f} s")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 2000, 5000, 20_000])
