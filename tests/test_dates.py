"""When a figure is of: the year of its document, another one, a part of it, a single event."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs

YEARLY = "青石镇2023年工作总结"


def cells_of(title: str, text: str, codebook: str = "grassroots") -> dict[str, list[str]]:
    """Give the cells of a document with a title: indicator -> the words of each statement."""
    table = zs.read(pd.DataFrame({"text": [f"{title}\n{text}"]})).compare(codebook)
    done = table.cells[table.cells["modality"] == "actual"]
    return done.groupby("indicator")["text"].agg(list).to_dict()


@pytest.mark.parametrize(
    ("title", "text", "cells"),
    [
        pytest.param(YEARLY, "1—11月，完成固定资产投资8.6亿元。", ["8.6亿元"], id="so far"),
        pytest.param(YEARLY, "前三季度，完成固定资产投资6.2亿元。", ["6.2亿元"], id="in autumn"),
        pytest.param(YEARLY, "上半年完成固定资产投资4.1亿元。", None, id="half of it"),
        pytest.param(YEARLY, "三季度完成固定资产投资2亿元。", None, id="a quarter"),
        pytest.param(YEARLY, "7—9月完成固定资产投资2亿元。", None, id="three months"),
        pytest.param(YEARLY, "11月份完成固定资产投资0.7亿元。", None, id="a month"),
        pytest.param(
            "青石镇2023年上半年工作总结",
            "上半年完成固定资产投资4.1亿元。",
            ["4.1亿元"],
            id="what a half-year's report is about",
        ),
        pytest.param(
            "青石镇2023年工作汇报",
            "现将上半年工作情况汇报如下：上半年完成固定资产投资4.1亿元。",
            ["4.1亿元"],
            id="what its first words say",
        ),
        pytest.param(
            "青石镇经济开门红",
            "2023-07-20\n1—6月，青石镇完成固定资产投资4.1亿元。",
            ["4.1亿元"],
            id="a page of news knows no more",
        ),
    ],
)
def test_one_rule_for_months(title, text, cells):
    """A yearly report's figure is of the year, or of as much of it as was known in autumn."""
    assert cells_of(title, text).get("fixed_investment") == cells


@pytest.mark.parametrize("amount", ["一般公共预算收入4216万元", "财政总收入4216万元"])
@pytest.mark.parametrize(("months", "kept"), [("1—11月", True), ("11月份", False)])
def test_all_columns_of_money_read_months_alike(amount, months, kept):
    assert bool(cells_of(YEARLY, f"{months}，完成{amount}。")) == kept


@pytest.mark.parametrize(
    ("text", "indicator", "cells"),
    [
        pytest.param(
            "7月11日暴雨造成直接经济损失1460万元。\n全年直接经济损失1720万元。",
            "disaster_loss",
            ["1720万元"],
            id="a day and the year",
        ),
        pytest.param(
            "3月发放临时救助资金15万元。\n发放临时救助资金4万元。",
            "temp_money",
            None,
            id="what is less than its part is not the year's",
        ),
        pytest.param(
            "发放小额信贷1380万元（累计），当年新增发放小额信贷206万元。",
            "microcredit",
            ["206万元"],
            id="累计 in brackets behind the figure",
        ),
        pytest.param(
            "全镇总人口6491人（2017年）。", "population", None, id="another year in brackets"
        ),
        pytest.param(
            "全镇总人口6491人（2023年末）。", "population", ["6491人"], id="its year in brackets"
        ),
        pytest.param(
            "镇级应急救援队22人，村级应急救援队183人。",
            "rescue_team",
            None,
            id="two sorts, and no total",
        ),
        pytest.param(
            "全镇共完成造林1700亩，其中油茶造林500亩，绿化造林220亩。",
            "afforested",
            ["1700亩"],
            id="the total before its parts",
        ),
        pytest.param(
            "排查安全隐患276处。\n排查安全隐患300处。",
            "hazards_found",
            ["276处", "300处"],
            id="two sentences that disagree",
        ),
    ],
)
def test_parts_of_a_year_give_way(text, indicator, cells):
    """A day's, a running total's and one sort's figure are not the year's."""
    assert cells_of(YEARLY, text).get(indicator) == cells


def test_a_document_without_a_year_keeps_its_latest_figures():
    """Population of 2011 beside villages of 2020: one row is not of two years."""
    text = "青石镇在县城以东。截至2011年末，总人口21277人。\n截至2020年6月，青石镇辖35个行政村。"
    found = cells_of("青石镇概况", text)
    assert found.get("villages") == ["35个"]
    assert "population" not in found


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("县总工会在我镇举办电工培训班1期。", None, id="in the township"),
        pytest.param("岚川县总工会来镇举办电工培训班1期。", None, id="by its name"),
        pytest.param(
            "县总工会在我镇举办培训班1期，我镇举办培训班3期。", ["3期"], id="the township again"
        ),
        pytest.param("配合县总工会举办电工培训班3期。", ["3期"], id="together with it"),
        pytest.param("在县总工会指导下，举办电工培训班3期。", ["3期"], id="under its guidance"),
        pytest.param("社区居委会举办电工培训班3期。", None, id="one neighbourhood's"),
    ],
)
def test_what_a_superior_did_is_not_the_township_s(text, cells):
    assert cells_of("青石镇工会2023年工作总结", text, "union").get("training_sessions") == cells
