"""How fast each stage reads, beside plain tools in the same process.

`re.finditer` over digits is the least that any reader of figures must do, `jieba.lcut` what a
pass of word segmentation costs; cn2an, where it is installed, turns Chinese numerals into
digits and finds neither units nor hedges. What is loaded once (lexicons, dictionaries) is
loaded before the clock starts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path

import jieba  # the plain segmenter, to compare with

import zhsummary as zs
from tests import generated_corpus
from tests.benchmarks.measuring import CORPUS, Table, best_of, megabytes
from tests.quantity_cases import table as cases
from zhsummary import pipeline
from zhsummary.read import from_text
from zhsummary.spans import fold
from zhsummary.structure import build
from zhsummary.structure.documents import split
from zhsummary.structure.identity import identify
from zhsummary.structure.sections import headings, sections
from zhsummary.structure.sentences import sentences
from zhsummary.structure.words import words

_PROSE = "镇党委统一部署，各村各单位密切配合，进一步健全机制，工作取得了明显成效。"


def tables(quick: bool = False, folder: Path | None = None) -> Iterator[Table]:
    """Measure the bundled corpus over and over, and other texts."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    turns = 3 if quick else 10
    if folder is not None:
        yield _stages("Texts of a folder", [d.text for d in zs.read(folder)], turns)
        return
    yield from of_the_corpus(turns)
    different = [text for _, text in generated_corpus.texts(100 if quick else 10_000)]
    yield _stages(f"{len(different):,} different documents", different, 1)
    yield _quantities(turns)


def of_the_corpus(turns: int) -> Iterator[Table]:
    """Measure the bundled corpus, dense with figures as it is and with prose between them."""
    yield _stages("The bundled corpus, a figure every 43 bytes", _bundled(), turns)
    yield _stages("The bundled corpus, prose between its sentences", _in_prose(), turns)


def _bundled() -> list[str]:
    return [document.text for document in zs.read(CORPUS)]


def _in_prose() -> list[str]:
    """Put as much prose between the figures as reports of governments have."""
    return [text.replace("。", "。" + _PROSE * 6) for text in _bundled()]


def _stages(title: str, texts: Sequence[str], turns: int) -> Table:
    documents = [d for i, text in enumerate(texts) for d in build(from_text(text, f"{i}.txt"))]
    texts = [document.text for document in documents]
    size = megabytes(texts)
    facts = sum(len(pipeline.read_facts(d)) for d in documents[:50])
    zs.Corpus(documents[:50]).facts()
    corpus = zs.Corpus(documents)
    facts = sum(len(document.facts) for document in corpus)
    digits = re.compile("[0-9]+")
    ways: dict[str, Callable[[], object]] = {
        "re.finditer over digits": lambda: [sum(1 for _ in digits.finditer(t)) for t in texts],
        "jieba.lcut": lambda: [len(jieba.lcut(text)) for text in texts],
        **_others(texts),
        "split": lambda: [len(split(text)) for text in texts],
        "identify": lambda: [identify(text, text[:0]) is None for text in texts],
        "headings and sections": lambda: [len(sections(t, headings(t))) for t in texts],
        "sentences": lambda: [len(sentences(d.text, d.headings)) for d in corpus],
        "find_quantities": lambda: [len(zs.find_quantities(text)) for text in texts],
        "words": lambda: [len(words(text)) for text in texts],
        "text to facts, the whole": lambda: [len(pipeline.read_facts(d)) for d in documents],
        "facts to a frame": corpus.facts,
    }
    found = best_of(ways, turns)
    rows = [
        [name, size / seconds, found["jieba.lcut"] / seconds, round(facts / seconds)]
        for name, seconds in found.items()
    ]
    note = f"{len(texts):,} documents, {size:.2f} MB, {facts:,} facts; the best of {turns} turns."
    return Table(title, note, ["stage", "MB/s", "times jieba.lcut", "facts/s"], rows)


def _others(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Give the readers of other libraries that are installed."""
    try:
        transform = import_module("cn2an").transform
    except ImportError:
        return {}
    return {"cn2an.transform": lambda: [len(_transformed(transform, text)) for text in texts]}


def _transformed(transform: Callable[[str], str], text: str) -> str:
    try:
        return transform(text)
    except ValueError:  # it refuses what it takes for a number and cannot read
        return text


def _quantities(turns: int) -> Table:
    text = "".join(row["text"] + _PROSE for row in cases("quantities_wild.tsv")) * 20
    size = megabytes([text])
    found = len(zs.find_quantities(text))
    digits = re.compile("[0-9]+")

    def folded_anew() -> str:
        fold.cache_clear()
        return fold(text)

    ways: dict[str, Callable[[], object]] = {
        "re.finditer over digits": lambda: sum(1 for _ in digits.finditer(text)),
        "jieba.lcut": lambda: jieba.lcut(text),
        **_others(text.split("。")),
        "fold": folded_anew,
        "find_numbers": lambda: zs.find_numbers(text),
        "find_quantities": lambda: zs.find_quantities(text),
    }
    seconds = best_of(ways, turns)
    rows = [
        [name, size / taken, seconds["jieba.lcut"] / taken, round(found / taken)]
        for name, taken in islice(seconds.items(), len(seconds))
    ]
    note = f"The cases of `tests/cases/quantities_wild.tsv`, {size:.2f} MB, {found:,} quantities."
    return Table("Quantities alone", note, ["way", "MB/s", "times jieba.lcut", "a second"], rows)
