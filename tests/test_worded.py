"""What is told in words instead of a figure: found, kept as words, never a number."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.facts.worded import find_worded
from zhsummary.lexicons.load import rows
from zhsummary.spans import Span, fold

CPI, INCOME, JOBS = "居民消费价格涨幅 (%)", "城镇居民人均可支配收入增速 (%)", "城镇新增就业 (人)"


def corpus(*bodies: str) -> zs.Corpus:
    """Give a corpus of reports, a township each: 甲山镇, 乙山镇, …."""
    texts = [
        f"{name}山镇人民政府2023年工作报告\n一、2023年工作回顾\n{body}\n"
        for name, body in zip("甲乙丙丁", bodies, strict=False)
    ]
    return zs.read(pd.DataFrame({"text": texts}))


@pytest.mark.parametrize("row", rows("worded.tsv"), ids=lambda row: row["form"])
def test_a_form_has_its_example_and_not_the_other(row):
    assert re.search(row["pattern"], fold(row["yes"]))
    assert not re.search(row["pattern"], fold(row["no"]))


@pytest.mark.parametrize(
    ("text", "item", "words", "states"),
    [
        pytest.param("物价总体持平。", "物价", "总体持平", "amount", id="level"),
        pytest.param(
            "职工入会率与全县平均水平持平。", "职工入会率", "与全县平均水平持平", "relation",
            id="another's level",
        ),
        pytest.param(
            "居民收入增长与经济增长保持基本同步。", "居民收入", "与经济增长保持基本同步",
            "relation", id="together",
        ),
        pytest.param(
            "农村居民可支配收入增速居全县前列。", "农村居民可支配收入", "居全县前列", "relation",
            id="rank",
        ),
        pytest.param(
            "外贸进出口总额保持正增长。", "外贸进出口总额", "保持正增长", "relation", id="growth"
        ),
    ],
)  # fmt: skip
def test_words_are_read_like_a_figure_in_their_place(text, item, words, states):
    (found,) = find_worded(text, [Span(0, len(text))])
    assert (found.fact.item, found.fact.quantity.text, found.states) == (item, words, states)
    assert found.fact.quantity.value is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("社会大局保持平稳。", id="the characters of another word"),
        pytest.param("环保设施与主体工程同步建设。", id="no growth"),
        pytest.param("全镇工作走在全县前列。", id="no level of anything"),
        pytest.param("收入增速高于全县平均水平1.2个百分点。", id="a figure says by how much"),
        pytest.param("落实居民收入增长与经济增长同步的要求。", id="asked for"),
        pytest.param("总量稳步扩大，居全县前列。", id="its thing is in another clause"),
    ],
)
def test_what_says_no_level_is_left_out(text):
    assert find_worded(text, [Span(0, len(text))]) == []


def test_a_cell_of_words_has_no_number_and_is_told_apart():
    """Words, masked, vague, zero and missing are five things in every view of the table."""
    table = corpus(
        "全镇城镇居民人均可支配收入增长与经济增长同步。居民消费价格总体持平。城镇新增就业386人。",
        "居民消费价格上涨2%左右。城镇新增就业xx人。",
        "城镇居民人均可支配收入增速居全县第3位。城镇新增就业0人。",
    ).compare("government")
    assert table.frame[CPI].fillna("-").tolist() == ["总体持平", "≈2", "-"]
    assert table.frame[INCOME].fillna("-").tolist() == ["与经济增长同步", "-", "居全县第3位"]
    assert table.marks[INCOME].tolist() == ["words", "missing", "words"]
    assert table.marks[JOBS].tolist() == ["", "masked", ""]
    assert table.numbers(vague=True)[INCOME].isna().all()
    assert table.coverage.loc[CPI].to_dict() == {
        "exact": 0, "vague": 1, "words": 1, "masked": 0, "conflict": 0, "missing": 1,
    }  # fmt: skip
    assert table.describe().loc[INCOME, ["words", "missing"]].tolist() == [2, 1]
    assert table.rank(JOBS)["rank"].fillna(0).tolist() == [1, 2, 0]
    assert 'class="words"' in table.to_html()
    assert "居全县第3位" in table.to_text(columns=300)


def test_what_is_only_compared_is_no_amount():
    """持平 says how much, 同步 does not: the first is a cell, both are in `worded`."""
    table = corpus("城镇居民人均可支配收入增长与经济增长同步。居民消费价格持平。").compare(
        "government"
    )
    assert table.cells[["text", "qualifier"]].values.tolist() == [["持平", "words"]]
    assert table.cells["value"].isna().all()
    assert table.worded["text"].tolist() == ["与经济增长同步", "持平"]
    document = corpus("城镇居民人均可支配收入增长与经济增长同步。居民消费价格持平。")[0]
    for row in table.worded.itertuples():
        assert document.text[row.start : row.end] == row.text


def test_a_figure_goes_before_words_wherever_it_stands():
    table = corpus(
        "城镇居民人均可支配收入增长与经济增长同步。城镇居民人均可支配收入增长6.1%。"
    ).compare("government")
    assert table.frame[INCOME].tolist() == [6.1]
    told = table.evidence("甲山镇", INCOME)[["choice", "text", "why"]].values.tolist()
    assert told[1] == ["rejected", "与经济增长同步", "said in words; the figure is stated"]
    assert table.worded.empty


def test_planned_words_do_not_stand_in_for_what_was_done():
    table = corpus(
        "今年工作顺利。\n二、2024年工作安排\n力争城镇居民人均可支配收入增长与经济增长同步。"
    ).compare("government")
    assert INCOME not in table.frame
    assert table.with_modality("planned").frame[INCOME].tolist() == ["与经济增长同步"]


def test_words_of_several_years_are_not_of_the_year():
    table = corpus("“十四五”期间，城镇居民人均可支配收入增长与经济增长同步。").compare("government")
    assert table.worded.empty


def test_the_facts_are_as_they_were():
    """A frame of figures holds figures alone."""
    assert corpus("居民消费价格总体持平。").facts().empty


def test_a_workbook_links_words_to_their_sentence(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    table = corpus("居民消费价格总体持平。城镇新增就业3人。").compare("government")
    table.to_excel(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["文字表述"].max_row == 2
    places = [cell.hyperlink.location for cell in book["对比表"][2] if cell.hyperlink]
    assert places == ["'事实明细'!A2", "'事实明细'!A3"]
