"""How long each way to mine a corpus takes, and in how much memory.

    python -m tests.benchmarks.mining FOLDER

Time is that of one processor, memory the most that the process has had so far. What is read
once (headings, sentences, near-copies) is counted where it is first asked for.
"""

from __future__ import annotations

import resource
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import zhsummary as zs

WAYS: dict[str, Callable[[zs.Corpus], Any]] = {
    "headings": lambda corpus: corpus.headings(),
    "chapters": lambda corpus: corpus.chapters().chapters,
    "kwic, three words": lambda corpus: corpus.kwic(["慰问", "走访", "培训"], sort="right"),
    "duplicates": lambda corpus: corpus.duplicates(),
    "lookup, three words by year": lambda corpus: corpus.lookup(["慰问", "走访", "培训"], "year"),
    "boilerplate": lambda corpus: corpus.boilerplate(share=0.05),
    "frequencies": lambda corpus: corpus.frequencies(),
    "frequencies, pairs of words": lambda corpus: corpus.frequencies(ngram=2, least=5),
    "keywords by year": lambda corpus: corpus.keywords("year"),
    "keywords by document": lambda corpus: corpus.keywords("document"),
    "keyness of a year": lambda corpus: corpus.keyness(corpus[0].year),
    "collocations of a word": lambda corpus: corpus.collocations("慰问"),
    "collocations, all pairs": lambda corpus: corpus.collocations(least=20),
    "topics, ten": lambda corpus: corpus.topics(10).sections,
    "topics, suggested": lambda corpus: corpus.topics().topics,
    "passages": lambda corpus: corpus.passages(),
}


def main(folder: str) -> None:
    warnings.simplefilter("ignore")
    start = time.process_time()
    corpus = zs.read(folder)
    _report(f"read {len(corpus)} documents", time.process_time() - start, "")
    for name, way in WAYS.items():
        start = time.process_time()
        found = way(corpus)
        _report(name, time.process_time() - start, f"{len(found)} rows")


def _report(name: str, seconds: float, found: str) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {seconds:.1f} s, at most {memory} MB, {found}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
