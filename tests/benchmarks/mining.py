"""How long each way to mine a corpus takes, and in how much memory.

Time is that of one processor, memory the most that the process has had so far. What is read
once (headings, sentences, near-copies) is counted where it is first asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

import zhsummary as zs
from tests.benchmarks.measuring import Table, peak_memory
from tests.generated_corpus import texts

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


def tables(quick: bool = False) -> Iterator[Table]:
    """Mine generated summaries, none of which is another's copy."""
    count = 300 if quick else 10_000
    frame = pd.DataFrame({"text": [text for _, text in texts(count)]})
    rows: list[list[object]] = []

    def measure(name: str, way: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = way()
        rows.append([name, len(found), time.process_time() - start, round(peak_memory())])
        return found

    corpus = measure("read", lambda: zs.read(frame))
    for name, way in WAYS.items():
        measure(name, lambda way=way: way(corpus))
    note = f"{count:,} generated documents, one after the other in one process."
    yield Table("Mining", note, ["way", "rows", "s", "peak memory MB"], rows)
