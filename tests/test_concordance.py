"""Keyword in context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhsummary.errors import ZhSummaryError
from zhsummary.mining.concordance import KWIC, kwic

TEXTS = [("a", "春节慰问困难职工68户，\n七一慰问党员２３户。"), ("b", "没有别的。")]


def test_every_place_is_found_in_order():
    found = kwic(TEXTS, "慰问", window=3)
    assert found[["doc_id", "left", "hit", "right"]].values.tolist() == [
        ["a", "春节", "慰问", "困难职"],
        ["a", " 七一", "慰问", "党员２"],
    ]


def test_full_width_digits_are_found_by_plain_ones_and_shown_as_written():
    (hit,) = kwic(TEXTS, "23户")["hit"]
    assert hit == "２３户"


def test_a_regular_expression():
    assert kwic(TEXTS, r"\d+户", regex=True)["hit"].tolist() == ["68户", "２３户"]


def test_signs_of_expressions_are_words_without_regex():
    assert kwic([("a", "入会率（%）")], "（%）")["hit"].tolist() == ["（%）"]


def test_a_hit_names_its_section():
    sections = [
        {"doc_id": "a", "start": 0, "section": "帮扶"},
        {"doc_id": "a", "start": 13, "section": "党建"},
    ]
    assert kwic(TEXTS, "慰问", sections=sections)["section"].tolist() == ["帮扶", "党建"]


def test_nothing_found_is_an_empty_frame_of_the_same_dtypes():
    found = kwic(TEXTS, "火星")
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == KWIC


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        pytest.param("", False, id="empty"),
        pytest.param("(", True, id="broken"),
        pytest.param("户?", True, id="matches-nothing"),
    ],
)
def test_a_pattern_that_asks_for_nothing_is_refused(pattern, regex):
    with pytest.raises(ZhSummaryError):
        kwic(TEXTS, pattern, regex=regex)


@given(st.text(), st.text(min_size=1, max_size=3))
def test_a_hit_is_literal(text, pattern):
    for row in kwic([("a", text)], pattern).to_dict("records"):
        assert text[row["start"] : row["end"]] == row["hit"]
