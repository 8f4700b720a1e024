"""Keyword in context."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhsummary.errors import ZhSummaryError
from zhsummary.mining import concordance
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


def test_several_words_are_looked_for_at_once():
    found = kwic(TEXTS, ["慰问", "慰问党员", "别的"])
    assert found["hit"].tolist() == ["慰问", "慰问党员", "别的"]


@pytest.mark.parametrize(
    ("sort", "order"), [("", "丙甲乙"), ("right", "乙丙甲"), ("left", "丙乙甲")]
)
def test_the_order_is_of_what_stands_around(sort, order):
    found = kwic([("a", "丙慰问2，甲慰问3，乙慰问1。")], "慰问", window=1, sort=sort)
    assert "".join(found["left"]) == order


def test_what_stands_left_is_read_from_the_hit_outwards():
    found = kwic([("a", "三月访问，一月探问，二月访问。")], "问", window=2, sort="left")
    assert found["left"].tolist() == ["月探", "月访", "月访"]


def test_hits_can_be_kept_to_sections_of_a_title():
    sections = [
        {"doc_id": "a", "start": 0, "section": "帮扶 / 送温暖"},
        {"doc_id": "a", "start": 13, "section": "党建"},
    ]
    assert kwic(TEXTS, "慰问", sections=sections, within="送温暖")["start"].tolist() == [2]


@pytest.mark.parametrize("pattern", [[], ["慰问", ""], [3], 3])
def test_a_list_that_asks_for_nothing_is_refused(pattern):
    with pytest.raises(ZhSummaryError):
        kwic(TEXTS, pattern)


def test_an_unknown_order_is_refused():
    with pytest.raises(ZhSummaryError, match="left, right or hit"):
        kwic(TEXTS, "慰问", sort="middle")


@pytest.mark.parametrize("wrong", [{"within": None}, {"within": ["送温暖"]}, {"sort": ["left"]}])
def test_what_is_no_section_and_no_order_is_refused(wrong):
    with pytest.raises(ZhSummaryError):
        kwic(TEXTS, "慰问", **wrong)


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


@pytest.mark.parametrize(
    "words", [["a", "AB", "abc"], ["安", "安全", "安全生产", "全"], ["(", "(x)", "."]]
)
def test_either_of_several_words_is_the_longest(words):
    text = "安全生产，安全，全安；abcab(x).("
    ordered = sorted(words, key=len, reverse=True)
    plain = re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)
    found = concordance.compiled(words, regex=False).finditer(text)
    assert [m.span() for m in found] == [m.span() for m in plain.finditer(text)]


def test_thousands_of_words_are_looked_for_at_once():
    words = [f"{a}{b}{c}镇" for a in _SIGNS for b in _SIGNS for c in _SIGNS]
    assert len(words) > 5000
    found = kwic([("a", f"会上，{words[77]}和{words[-1]}作了发言。")], words)
    assert found["hit"].tolist() == [words[77], words[-1]]


_SIGNS = "青白松柳梅竹桃石龙凤云清金银玉南北东"
