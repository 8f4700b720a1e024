"""Units of a column: converted where that is certain, refused otherwise."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.table_cases import Choice, fact
from zhsummary.compare.units import factor, settle
from zhsummary.lexicons import load


@pytest.mark.parametrize(
    ("unit", "into", "by"),
    [
        pytest.param("名", "人", 1, id="people"),
        pytest.param("户", "人", None, id="households-are-no-people"),
        pytest.param("人次", "人", None, id="attendances-are-no-people"),
        pytest.param("吨", "斤", 2000, id="weight"),
        pytest.param("吨", "万吨", Decimal("0.0001"), id="a-larger-unit"),
        pytest.param("斤", "万吨", Decimal("0.00000005"), id="both"),
        pytest.param("公顷", "亩", 15, id="area"),
        pytest.param("%", "百分点", None, id="points-are-no-percentage"),
        pytest.param("美元", "元", None, id="currencies"),
        pytest.param("头", "头", 1, id="the-same-though-unlisted"),
        pytest.param("头", "只", None, id="unlisted"),
    ],
)
def test_what_converts(unit, into, by):
    assert factor(unit, into) == by


def test_every_row_of_the_lexicon_converts_there_and_back():
    for row in load.rows("conversions.tsv"):
        there, back = factor(row["unit"], row["of"]), factor(row["of"], row["unit"])
        assert there is not None
        assert back is not None
        assert abs(there * back - 1) < Decimal("1e-20")


def indicator(**more) -> SimpleNamespace:
    fields = {"id": "x", "label": "x", "kind": "count", "unit": ""} | more
    return SimpleNamespace(**fields)


def settled(written: list[str], **more):
    cells = [fact("a", f"5{unit}", f"5{unit}", 5.0, unit=unit, indicator="x") for unit in written]
    return settle(Choice(cells=cells), [indicator(**more)])


def test_listed_measure_words_count_one_for_one():
    made = settled(["场", "期"], unit="期", units=frozenset({"场"}))
    assert [row["unit"] for row in made.cells] == ["期", "期"]
    assert not made.refused


def test_a_listed_word_that_can_be_converted_is_converted():
    made = settled(["斤"], unit="公斤", kind="measure", units=frozenset({"斤"}))
    assert made.cells[0]["value"] == 2.5


def test_without_a_unit_the_commonest_is_the_columns():
    made = settled(["头", "头", "只"])
    assert len(made.cells) == 2
    assert [row["unit"] for row, _ in made.refused] == ["只"]


def test_money_stays_in_yuan_whatever_the_column_shows():
    cell = fact("a", "5万元", "5万元", 50000.0, unit="元", kind="money", indicator="x")
    made = settle(Choice(cells=[cell]), [indicator(kind="money", unit="万元")])
    assert (made.cells[0]["value"], made.cells[0]["unit"]) == (50000.0, "元")


def test_a_range_is_converted_at_both_ends():
    cell = fact(
        "a",
        "2—3吨",
        "2—3吨",
        None,
        low=2.0,
        high=3.0,
        qualifier="range",
        unit="吨",
        kind="measure",
        indicator="x",
    )
    (made,) = settle(Choice(cells=[cell]), [indicator(kind="measure", unit="公斤")]).cells
    assert (made["value"], made["low"], made["high"]) == (None, 2000.0, 3000.0)
