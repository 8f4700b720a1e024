"""Folding keeps every offset; spans index the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhsummary.lexicons.load import rows
from zhsummary.spans import Span, fold

FOLDABLE = "０９ＡＺａｚ％＋－／．＊～＿＝＃＆﹪\u3000\u00a0萬餘戶臺數個"
SIGNS = FOLDABLE.replace("\u3000", "").replace("\u00a0", "")


@given(st.text() | st.text(alphabet=FOLDABLE + "12户。"))
def test_folding_keeps_every_offset(text):
    """One character becomes one character, and folding twice changes nothing more."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(alphabet=SIGNS + "a1户"), st.text(alphabet=SIGNS + "a1户"))
def test_folding_does_not_look_around(first, second):
    """What a sign becomes does not depend on its neighbours or on the length; a space may."""
    assert fold(first) + fold(second) == fold(first + second)
    assert fold((first + second) * 3) == fold(first + second) * 3


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("１２００册，８５％", "1200册，85%", id="digits-and-percent"),
        pytest.param("ＳＷ－２００型", "SW-200型", id="letters-and-dash"),
        pytest.param("捐款３萬餘元", "捐款3万余元", id="traditional"),
        pytest.param("\u3000共\u00a012 户", " 共 12 户", id="spaces"),
        pytest.param(
            "队伍、大陆、显著、“引号”，。；：", "队伍、大陆、显著、“引号”，。；：", id="kept"
        ),
        pytest.param("plain ascii 100%", "plain ascii 100%", id="ascii"),
        pytest.param("3\u200c2\ufeff户", "3\u200b2\u200b户", id="invisible"),
        pytest.param("萬(wàn)元", "万\u200b\u200b\u200b\u200b\u200b元", id="sounds"),
        pytest.param("（二）(A)(de)à", "（二）(A)(de)à", id="other-brackets"),
        pytest.param("2O23年1O5元", "2023年105元", id="letter-for-zero"),
        pytest.param("O2O模式，H2O，No.5", "O2O模式，H2O，No.5", id="letters-kept"),
        pytest.param("l00%，5l水", "100%，5l水", id="letter-for-one"),
        pytest.param(
            "&ldquo;六有&rdquo;", "“" + 6 * "\u200b" + "六有”" + 6 * "\u200b", id="entity"
        ),
        pytest.param("A&B；", "A&B；", id="no-entity"),
        pytest.param("张红 李明 王强 赵亮 会员5人", "张红 李明 王强 赵亮 会员5人", id="names-kept"),
        pytest.param("全 年 新 建 工 会 1 2 家", "全年新建工会12家", id="set-apart"),
        pytest.param("", "", id="empty"),
    ],
)
def test_folds(text, folded):
    """Width and traditional forms are folded, words and punctuation kept."""
    if len(folded) < len(text):
        assert fold(text).replace("\u200b", "") == folded
    else:
        assert fold(text) == folded


def test_a_text_with_many_kinds_is_folded_alike():
    """The two ways of folding agree: few kinds of foldable characters, and many."""
    traditional = "".join(row["traditional"] for row in rows("traditional.tsv"))
    simplified = "".join(row["simplified"] for row in rows("traditional.tsv"))
    assert fold(traditional) == simplified
    assert "".join(fold(char) for char in traditional) == simplified


def test_the_table_of_traditional_characters_is_one_to_one_in_length():
    """Each row is one character for one, and no simplified form is folded again."""
    table = rows("traditional.tsv")
    assert all(len(row["traditional"]) == len(row["simplified"]) == 1 for row in table)
    froms = {row["traditional"] for row in table}
    assert len(froms) == len(table) >= 300
    assert not froms & {row["simplified"] for row in table}


def test_a_span_is_half_open():
    """A span gives its characters and its length."""
    span = Span(2, 5)
    assert (span.of("共计12户。"), len(span)) == ("12户", 3)
    assert Span(1, 2) < Span(1, 3) < Span(2, 3)
