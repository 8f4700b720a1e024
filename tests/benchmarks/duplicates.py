"""How many planted copies are found, how long it takes, and in how much memory.

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
import time
from collections import Counter
from collections.abc import Callable, Iterator

import zhsummary as zs
from tests.benchmarks.measuring import CORPUS, Table, peak_memory
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
    pool = [s.of(d.text) for d in zs.read(CORPUS) for s in d.sentences if len(s) > 15]
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


def tables(quick: bool = False) -> Iterator[Table]:
    """Look for copies among ever more documents."""
    rows: list[list[object]] = []
    for size in (500, 2000) if quick else (500, 2000, 5000, 20_000, 100_000):
        row, kinds = _measured(size)
        rows.append(row)
    head = ["documents", "copies", "recall", "precision", "s", "s, all pairs", "peak memory MB"]
    note = (
        f"Recall is of the copies that are alike by {SIMILAR} and more. All pairs are compared "
        "for reference, up to 5,000 documents."
    )
    yield Table("Near-copies", note, head, rows)
    note = f"Of {size} documents; the others are less alike than {SIMILAR}."
    yield Table("Near-copies by kind", note, ["kind", "planted", "alike", "found"], kinds)


def _measured(size: int) -> tuple[list[object], list[list[object]]]:
    """Give the row of a size, and one for each kind of copy."""
    texts, planted = generated(size)
    start = time.process_time()
    found = {(i, j) for i, j, _ in near_copies(texts)}
    taken = time.process_time() - start
    memory = round(peak_memory())
    alike = {pair for pair in planted if similarity(*(texts[k] for k in pair)) >= SIMILAR}
    recall = len(found & alike) / len(alike)
    precision = len(found & planted.keys()) / max(len(found), 1)
    every = _all_pairs(texts) if size <= 5000 else ""
    counts = [
        Counter(planted[pair] for pair in pairs)
        for pairs in (planted, alike, found & planted.keys())
    ]
    kinds: list[list[object]] = [[kind, *(count[kind] for count in counts)] for kind in COPIES]
    return [len(texts), len(planted), recall, precision, taken, every, memory], kinds


def _all_pairs(texts: list[str]) -> float:
    """Give the seconds that it takes to compare each text with each."""
    compared = [_comparable(text) for text in texts]
    start = time.process_time()
    for _ in similar_pairs(compared, SIMILAR, few=2 * len(texts)):
        pass
    return time.process_time() - start
