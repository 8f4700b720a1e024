"""The comparison of the bundled corpus against its hand-made cells."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path, PurePath
from typing import Any

import pytest

import zhsummary as zs

GOLD = json.loads((Path(__file__).parent / "gold" / "corpus.json").read_text(encoding="utf-8"))

#: What the table must reach: cells said that are right, and cells of the gold that are there.
FLOORS = {"precision": 0.99, "recall": 0.95}


def _names(corpus: zs.Corpus) -> dict[str, str]:
    """Give the gold's name of each document: the file's stem, ``#n`` for the n-th of several."""
    held: dict[str, list[str]] = defaultdict(list)
    for document in corpus:
        held[PurePath(document.source).stem].append(document.doc_id)
    return {
        doc_id: stem if len(ids) == 1 else f"{stem}#{number}"
        for stem, ids in held.items()
        for number, doc_id in enumerate(ids, 1)
    }


def _absent(value: Any) -> bool:
    return value is None or value != value


def _close(a: Any, b: Any) -> bool:
    if _absent(a) or _absent(b):
        return _absent(a) and _absent(b)
    return math.isclose(float(a), float(b), rel_tol=1e-6, abs_tol=1e-9)


def _same(gold: dict[str, Any], row: dict[str, Any]) -> bool:
    if gold["masked"]:
        return bool(row["masked"])
    names = ("low", "high") if gold["value"] is None else ("value",)
    return all(_close(gold[name], row[name]) for name in names)


def _right(gold: dict[str, Any], row: dict[str, Any]) -> bool:
    """Tell whether a cell has the gold's place or its amount."""
    inside = row["start"] < gold["start"] + len(gold["text"]) and row["end"] > gold["start"]
    return inside or _same(gold, row)


def measure(corpus: zs.Corpus) -> tuple[dict[str, float], list[str]]:
    """Compare the cells of a corpus with the gold.

    Returns
    -------
    dict, list of str
        Precision and recall over the cells of all modalities, and every difference.
    """
    names = _names(corpus)
    said: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in corpus.compare(GOLD["codebook"]).cells.to_dict("records"):
        said[names[row["doc_id"]], row["indicator"], row["modality"]].append(row)
    known = {cell["indicator"] for cell in GOLD["cells"]}
    wanted = {(c["doc"], c["indicator"], c["modality"]): c for c in GOLD["cells"]}
    right, wrong, missed = 0, 0, 0
    told = []
    for key, gold in wanted.items():
        rows = said.get(key, [])
        if gold["weak"]:
            continue
        if any(_right(gold, row) for row in rows):
            right += 1
            continue
        missed += 1
        wrong += bool(rows)
        what = f"said {[row['text'] for row in rows]}" if rows else "missed"
        told.append(f"{' '.join(key)}: gold {gold['text']}, {what}")
    for key, rows in said.items():
        if key not in wanted and key[1] in known:
            wrong += 1
            told.append(f"{' '.join(key)}: false {[row['text'] for row in rows]}")
    return {"precision": right / (right + wrong), "recall": right / (right + missed)}, told


@pytest.fixture(scope="module")
def measured(corpus):
    return measure(corpus)


@pytest.mark.parametrize("figure", FLOORS)
def test_the_cells_are_right(measured, figure):
    """One wrong cell costs more than ten missing ones, so the floors differ."""
    figures, told = measured
    assert figures[figure] >= FLOORS[figure], "\n".join([f"{figures}", *told])


def test_nothing_masked_became_a_number(corpus):
    """A blanked figure of the gold is blank in the table, whatever else is missed."""
    names = _names(corpus)
    cells = corpus.compare(GOLD["codebook"]).cells.to_dict("records")
    said = {(names[row["doc_id"]], row["start"]): row for row in cells}
    masked = [cell for cell in GOLD["cells"] if cell["masked"]]
    found = [said[cell["doc"], cell["start"]] for cell in masked
             if (cell["doc"], cell["start"]) in said]  # fmt: skip
    assert len(found) >= 0.8 * len(masked)
    assert all(row["masked"] and _absent(row["value"]) for row in found)


@pytest.mark.parametrize("field", ["township", "year"])
def test_knows_whose_and_of_when(corpus, field):
    """Township and year of every document, with `metadata.csv`."""
    names = _names(corpus)
    assert {names[d.doc_id]: getattr(d, field) for d in corpus} == GOLD[field]


@pytest.mark.parametrize("field", ["township", "year"])
def test_knows_from_the_text_alone(corpus_folder, field):
    """The same without `metadata.csv`: what the text does not say stays unknown."""
    corpus = zs.read(corpus_folder, metadata=False)
    names = _names(corpus)
    assert {names[d.doc_id]: getattr(d, field) for d in corpus} == GOLD[f"{field}_text"]


def test_finds_the_copies(corpus):
    """The summary that was posted again is found, and nothing else is called a copy."""
    names = _names(corpus)
    pairs = corpus.duplicates()
    found = {frozenset((names[a], names[b])) for a, b in pairs[["doc_a", "doc_b"]].values}
    assert found == {frozenset(pair) for pair in GOLD["duplicates"]}


def test_splits_the_collection(corpus):
    """Each piece of a page begins at its title."""
    names = _names(corpus)
    starts = {names[d.doc_id]: d.start for d in corpus if "#" in names[d.doc_id]}
    assert starts.keys() == GOLD["piece_start"].keys()
    assert all(abs(starts[name] - GOLD["piece_start"][name]) <= 4 for name in starts)


def test_the_stray_document_fills_no_column(corpus):
    """A summary of other work gives hardly a cell of the union's table."""
    names = _names(corpus)
    cells = corpus.compare(GOLD["codebook"]).cells
    stray = [row for row in cells["doc_id"] if names[row] in GOLD["stray"]]
    wanted = [cell for cell in GOLD["cells"] if cell["doc"] in GOLD["stray"]]
    assert len(stray) <= len(wanted) + 1
