"""How fast each stage reads: megabytes of UTF-8 a second, beside two plain tools.

    python tests/benchmarks/pipeline.py [folder] [--repeat 10]

The texts of a folder (the bundled corpus, if none is named) are read over and over in one
process; what is loaded once (lexicons, the segmenter's dictionary) is loaded before the clock
starts. All stages take turns, so that what else the machine does slows all alike, and the
fastest turn of each counts, in seconds of the processor. `re.finditer` over digits is the
least that any reader of figures must do, `jieba.lcut` what a pass of word segmentation costs:
the last column says how many times its speed a stage has.
"""

from __future__ import annotations

import argparse
import logging
import re
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import jieba  # the plain segmenter, to compare with

import zhsummary as zs
from zhsummary import pipeline
from zhsummary.structure.documents import split
from zhsummary.structure.identity import identify
from zhsummary.structure.sections import headings, sections
from zhsummary.structure.sentences import sentences
from zhsummary.structure.words import words

CORPUS = Path(__file__).parents[2] / "corpus"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="what is read")
    parser.add_argument("--repeat", type=int, default=10, help="turns, of which the best counts")
    options = parser.parse_args()
    documents = list(zs.read(options.folder))
    texts = [document.text for document in documents]
    size = sum(len(text.encode()) for text in texts) / 1e6
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    facts = sum(len(document.facts) for document in documents)  # loads what is loaded once
    zs.Corpus(documents).facts()
    print(f"{len(texts)} documents, {size:.3f} MB of UTF-8, {facts} facts\n")
    print(f"{'stage':<28}{'MB/s':>10}{'ms a document':>16}{'x jieba.lcut':>14}")
    best = _seconds(_stages(texts, documents), options.repeat)
    for name, seconds in best.items():
        times = best["jieba.lcut"] / seconds
        print(
            f"{name:<28}{size / seconds:>10.2f}{1000 * seconds / len(texts):>16.3f}{times:>14.2f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


def _stages(
    texts: Sequence[str], documents: Sequence[zs.Document]
) -> dict[str, Callable[[], object]]:
    digits = re.compile(r"[0-9]+")
    corpus = zs.Corpus(documents)
    return {
        "re.finditer over digits": lambda: [list(digits.finditer(text)) for text in texts],
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "split": lambda: [split(text) for text in texts],
        "identify": lambda: [identify(text, text[:0]) for text in texts],
        "headings and sections": lambda: [sections(text, headings(text)) for text in texts],
        "sentences": lambda: [
            sentences(text, d.headings) for text, d in zip(texts, documents, strict=True)
        ],
        "find_quantities": lambda: [zs.find_quantities(text) for text in texts],
        "text to facts, the whole": lambda: [pipeline.read_facts(d) for d in documents],
        "facts to a frame": corpus.facts,
        "words": lambda: [words(text) for text in texts],
    }


def _seconds(stages: Mapping[str, Callable[[], object]], turns: int) -> dict[str, float]:
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(turns):
        for name, run in stages.items():
            start = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
