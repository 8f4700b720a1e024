"""How fast each stage reads: megabytes of UTF-8 a second, beside two plain tools.

    python tests/benchmarks/pipeline.py [--repeat 30]

The bundled corpus is read over and over in one process; what is loaded once (lexicons, the
segmenter's dictionary) is loaded before the clock starts. `re.finditer` over digits is the
least that any reader of figures must do, `jieba.lcut` what a pass of word segmentation costs.
"""

from __future__ import annotations

import argparse
import logging
import re
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jieba  # the plain segmenter, to compare with

import zhsummary as zs
from zhsummary import pipeline
from zhsummary.structure.documents import split
from zhsummary.structure.identity import identify
from zhsummary.structure.sections import headings, sections
from zhsummary.structure.sentences import sentences

CORPUS = Path(__file__).parents[2] / "corpus"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=30, help="times that each text is read")
    repeat = parser.parse_args().repeat
    documents = list(zs.read(CORPUS))
    texts = [document.text for document in documents]
    size = sum(len(text.encode()) for text in texts)
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    _ = [pipeline.read_facts(document) for document in documents]  # loads what is loaded once
    print(f"{len(texts)} documents, {size / 1e6:.3f} MB of UTF-8, read {repeat} times\n")
    print(f"{'stage':<28}{'MB/s':>10}{'ms a document':>16}")
    for name, read, held in _stages(texts, documents):
        seconds = _seconds(read, held, repeat)
        speed = size * repeat / 1e6 / seconds
        print(f"{name:<28}{speed:>10.2f}{1000 * seconds / repeat / len(held):>16.3f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


def _stages(
    texts: Sequence[str], documents: Sequence[zs.Document]
) -> list[tuple[str, Callable[[Any], Any], Sequence[Any]]]:
    digits = re.compile(r"[0-9]+")
    return [
        ("re.finditer over digits", lambda text: list(digits.finditer(text)), texts),
        ("jieba.lcut", jieba.lcut, texts),
        ("split", split, texts),
        ("identify", lambda text: identify(text, text[:0]), texts),
        ("headings and sections", lambda text: sections(text, headings(text)), texts),
        ("sentences", lambda text: sentences(text, headings(text)), texts),
        ("find_quantities", zs.find_quantities, texts),
        ("text to facts, the whole", pipeline.read_facts, documents),
        ("words", lambda document: zs.Corpus([document])[0].words, documents),
    ]


def _seconds(read: Callable[[Any], Any], held: Sequence[Any], repeat: int) -> float:
    start = time.perf_counter()
    for _ in range(repeat):
        for one in held:
            read(one)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
