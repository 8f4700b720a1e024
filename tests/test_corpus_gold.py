"""The comparison of the bundled corpus against its hand-made cells.

`gold/corpus_cells.tsv` holds every cell of the union codebook that a reader finds in the texts, a
row each: the words before the figure and the figure, both without white space, and its amount.
A *weak* cell may be given or not (a target that the year is measured by; a figure that another
reader would not count), but not wrongly. `gold/corpus_known_failures.tsv` says what is known to
be read wrongly or missed: what is mended there has to be struck off.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest

import zhsummary as zs

FOLDER = Path(__file__).parent / "gold"
GOLD = json.loads((FOLDER / "corpus.json").read_text(encoding="utf-8"))

#: What the table reaches: cells said that are right, and cells of the gold that are there.
FLOORS = {"precision": 1.0, "recall": 0.95}

Key = tuple[str, str, str]


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _key(row: dict[str, str]) -> Key:
    return row["doc"], row["indicator"], row["modality"]


CELLS = list(_table("corpus_cells.tsv"))
KNOWN = {_key(row): row["failure"] for row in _table("corpus_known_failures.tsv")}
UNITS = {
    one.id: {one.unit, "元" if one.kind == "money" else one.unit, *one.units}
    for one in zs.load_codebook(GOLD["codebook"]).indicators
}


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


def _bare(text: str) -> str:
    return "".join(text.split())


def _absent(value: Any) -> bool:
    return value is None or value != value


def _close(gold: str, said: Any) -> bool:
    if not gold or _absent(said):
        return not gold and _absent(said)
    return math.isclose(float(gold), float(said), rel_tol=1e-6, abs_tol=1e-9)


def _same(gold: dict[str, str], row: dict[str, Any], text: str) -> bool:
    """Tell whether a cell has the gold's place, amount and unit."""
    before = _bare(text[: row["start"]])
    return (
        before.endswith(gold["before"])
        and _bare(row["text"]) == gold["text"]
        and all(_close(gold[name], row[name]) for name in ("value", "low", "high"))
        and row["qualifier"] == gold["qualifier"]
        and {row["unit"], gold["unit"]} <= UNITS[row["indicator"]]
        and bool(row["masked"]) == (gold["masked"] == "true")
    )


def compare(corpus: zs.Corpus) -> tuple[dict[Key, str], dict[Key, str]]:
    """Compare the cells of a corpus with the gold.

    Returns
    -------
    dict, dict
        What came of each cell that was said or had to be: ``right``, ``wrong``, ``missed``; and
        what the table has there instead.
    """
    names = _names(corpus)
    texts = {names[document.doc_id]: document.text for document in corpus}
    said: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in corpus.compare(GOLD["codebook"]).cells.to_dict("records"):
        said[names[row["doc_id"]], row["indicator"], row["modality"]].append(row)
    wanted: dict[Key, list[dict[str, str]]] = defaultdict(list)
    for cell in CELLS:
        wanted[_key(cell)].append(cell)
    outcome = {}
    for key in {**wanted, **said}:
        firm = [cell for cell in wanted[key] if cell["weak"] == "false"]
        if any(
            not any(_same(cell, row, texts[key[0]]) for cell in firm or wanted[key])
            for row in said[key]
        ):
            outcome[key] = "wrong"
        elif said[key]:
            outcome[key] = "right"
        elif firm:
            outcome[key] = "missed"
    told = {key: f"{key}: {[row['text'] for row in said[key]]}" for key in outcome}
    return outcome, told


@pytest.fixture(scope="module")
def compared(corpus):
    return compare(corpus)


def test_the_cells_are_those_that_a_reader_finds(compared):
    """Every cell of every column: right, or a failure that is known; no known one is mended."""
    outcome, told = compared
    failures = {key: what for key, what in outcome.items() if what != "right"}
    unknown = [
        f"{failures[key]} {told[key]}" for key in failures if failures[key] != KNOWN.get(key)
    ]
    mended = [key for key in KNOWN if key not in failures]
    assert (unknown, mended) == ([], [])


def test_one_wrong_cell_costs_more_than_ten_missing_ones(compared):
    """So the floors differ."""
    ends = list(compared[0].values())
    right, wrong, missed = (ends.count(what) for what in ("right", "wrong", "missed"))
    assert right / (right + wrong) >= FLOORS["precision"]
    assert right / (right + wrong + missed) >= FLOORS["recall"]


def test_the_gold_stands_in_the_texts_once(corpus):
    """Each row names one place, and its amount is that of its words."""
    names = _names(corpus)
    texts = {names[document.doc_id]: _bare(document.text) for document in corpus}
    unsure = [c for c in CELLS if texts[c["doc"]].count(c["before"] + c["text"]) != 1]
    assert unsure == []
    vague = {"exact": "", "over": "low", "under": "high"}
    for cell in CELLS:
        bounds = [name for name in ("low", "high") if cell[name]]
        assert cell["masked"] == "false" or not (cell["value"] or bounds)
        if cell["qualifier"] in vague:
            assert bounds == [vague[cell["qualifier"]]] * bool(vague[cell["qualifier"]]), cell


def test_the_gold_covers_the_corpus():
    """Twelve townships and more in two years, five and twenty indicators and more."""
    years: dict[str, set[int]] = defaultdict(set)
    for name, township in GOLD["township"].items():
        if township and name not in GOLD["stray"]:
            years[township].add(GOLD["year"][name])
    assert len([town for town, held in years.items() if held == {2022, 2023}]) >= 12
    assert len({cell["indicator"] for cell in CELLS}) >= 25
    assert {cell["doc"] for cell in CELLS} == set(GOLD["township"]) - set(GOLD["stray"])


def test_nothing_masked_became_a_number(corpus):
    """A blanked figure of the gold is blank in the table, or not there."""
    names = _names(corpus)
    masked = {_key(cell) for cell in CELLS if cell["masked"] == "true"}
    found = [
        row
        for row in corpus.compare(GOLD["codebook"]).cells.to_dict("records")
        if (names[row["doc_id"]], row["indicator"], row["modality"]) in masked
    ]
    assert found
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
    """The summary posted again, the one that a neighbour took over, and nothing else."""
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
    """A summary of other work gives no cell of the union's table."""
    names = _names(corpus)
    cells = corpus.compare(GOLD["codebook"]).cells
    stray = [row for row in cells["doc_id"] if names[row] in GOLD["stray"]]
    assert stray == []
