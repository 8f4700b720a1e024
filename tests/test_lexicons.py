"""The words that decide: every table is well formed, every example does what it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary import tables
from zhsummary.compare import match
from zhsummary.facts import sentence
from zhsummary.lexicons import load
from zhsummary.spans import fold

FOLDER = Path(load.__file__).parent
TABLES = sorted(path.name for path in FOLDER.glob("*.tsv"))
LISTS = sorted(path.name for path in FOLDER.glob("*.txt"))


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def _document(text: str) -> zs.Document:
    (document,) = zs.read(pd.DataFrame({"text": [text]}))
    return document


# ---------------------------------------------------------------- form


@pytest.mark.parametrize("name", TABLES + LISTS)
def test_explains_itself(name):
    """Whoever adds a row reads first what it does."""
    assert _lines(name)[0].startswith("#")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_its_columns_and_has_no_ragged_rows(name):
    """A tab too many moves a pattern into the wrong column without a sound."""
    header, *body = [line for line in _lines(name) if line.strip() and not line.startswith("#")]
    columns = header.split("\t")
    assert len(columns) > 1
    assert len(set(columns)) == len(columns)
    assert all(re.fullmatch(r"[a-z_]+", column) for column in columns)
    assert body
    ragged = [line for line in body if line.count("\t") > len(columns) - 1]
    assert not ragged
    # a row may leave its last, empty cells away, but not its examples
    if {"yes", "no"} <= set(columns):
        assert not [line for line in body if line.count("\t") < columns.index("yes")]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_explains_its_columns(name):
    """The comment on top speaks of every column that is not plain from its name."""
    lines = _lines(name)
    comment = "\n".join(line for line in lines if line.startswith("#"))
    if "codebook_union.tsv" in comment:  # explained once, there
        comment += "\n".join(line for line in _lines("codebook_union.tsv") if line.startswith("#"))
    header = next(line for line in lines if line.strip() and not line.startswith("#"))
    plain = {"word", "pattern", "yes", "no", "why", "traditional", "simplified", "column", "field"}
    missing = [name for name in header.split("\t") if name not in plain and name not in comment]
    assert not missing


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_nothing_twice(name):
    """An entry that is there twice was forgotten once."""
    words = load.words(name)
    assert words
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_nothing_twice(name):
    """The same row again is noise; the same key with another meaning is a trap."""
    rows = load.rows(name)
    seen = [tuple(row.values()) for row in rows]
    assert len(set(seen)) == len(seen)


def test_a_set_of_words_has_a_name_of_its_own():
    """Of two sets of one name the later would stand for both."""
    names = Counter(row["set"] for row in load.rows("word_sets.tsv"))
    assert [name for name, times in names.items() if times > 1] == []


# ---------------------------------------------------------------- codebooks


def _indicators() -> list[Any]:
    return [
        pytest.param(name, indicator, id=f"{name}-{indicator.id}")
        for name in zs.codebooks()
        for indicator in zs.load_codebook(name).indicators
    ]


def _assigned(codebook: str, sentence: str) -> list[str]:
    document = _document(sentence)
    rows = list(tables.fact_rows(document, document.sections, document.facts))
    return match.assign(rows, zs.load_codebook(codebook))


@pytest.mark.parametrize(("codebook", "indicator"), _indicators())
def test_an_indicator_takes_its_example(codebook, indicator):
    """The row's own `yes` fills its column."""
    assert indicator.yes
    assert indicator.id in _assigned(codebook, indicator.yes)


@pytest.mark.parametrize(("codebook", "indicator"), _indicators())
def test_an_indicator_leaves_what_is_not_its_own(codebook, indicator):
    """The row's own `no` does not."""
    assert indicator.no
    assert indicator.id not in _assigned(codebook, indicator.no)


# ---------------------------------------------------------------- words of change and of time


def _rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row["word"]) for row in load.rows(name)]


@pytest.mark.parametrize("row", _rows("changes.tsv"))
def test_a_word_of_change_states_a_change(row):
    """`yes` holds a change in the row's direction, `no` holds none."""
    stated = [fact.change for fact in _document(row["yes"]).facts]
    assert any(change.startswith(row["direction"]) for change in stated), stated
    assert not any(fact.change for fact in _document(row["no"]).facts)


def _dates(text: str) -> list[str]:
    """Give the time expressions that are read in a sentence."""
    tagged = sentence.tagger().read(fold(text), 0, len(text), [])
    return [token.text for clause in tagged.clauses for token in clause.tokens if token.cls == "T"]


@pytest.mark.parametrize("row", _rows("periods.tsv"))
def test_a_word_of_time_is_found_where_it_dates(row):
    """`yes` holds the expression, and its anchor is one of the four."""
    found = _dates(row["yes"])
    assert any(re.search(row["word"], expression) for expression in found), found
    assert row["anchor"] in {"this", "last", "next", "any"}


def _found_in(rows: list[dict[str, str]]) -> list[str]:
    return [r["no"] for r in rows if any(re.search(r["word"], date) for date in _dates(r["no"]))]


def test_a_word_of_time_is_not_found_in_another_word():
    """`no` has the same characters inside other words: 体现|在, 证明|年龄."""
    assert _found_in(load.rows("periods.tsv")) == []
