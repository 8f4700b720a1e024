"""What a figure says in short: the deed, the thing, and what it leans on."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.compare.deeds import deeds_of, without_deed
from zhsummary.compare.wording import wordings


def said(sentence: str) -> dict[str, str]:
    """Read a sentence and give what each of its figures says."""
    text = f"青石镇工会2023年工作总结\n{sentence}"
    rows = zs.read(pd.DataFrame({"text": [text]}))._fact_rows()
    return {row["text"]: str(one or "") for row, one in zip(rows, wordings(rows), strict=True)}


@pytest.mark.parametrize(
    ("sentence", "figure", "wording"),
    [
        pytest.param("签订工资协议12份。", "12份", "签订｜工资协议", id="deed-and-thing"),
        pytest.param("签订工资协议12份，去年13份。", "13份", "签订｜工资协议", id="baseline"),
        pytest.param(
            "收缴工会经费18.6万元，为年度目标17万元的109%。",
            "17万元",
            "收缴｜工会经费",
            id="target",
        ),
        pytest.param("帮助16名民工追讨工资22.3万元。", "16名", "追讨｜民工", id="help"),
        pytest.param(
            "慰问劳模14名，发放慰问金1.4万元。", "1.4万元", "发放｜慰问金｜劳模", id="whom"
        ),
        pytest.param(
            "全年收缴工会经费20万元，比上年增长5.3%。", "5.3%", "增长｜工会经费", id="change"
        ),
        pytest.param(
            "慰问困难职工30户，户均慰问金600元。", "600元", "每户：｜慰问金｜困难职工", id="base"
        ),
        pytest.param("要求建会5家，实际建会6家，多建1家。", "1家", "", id="difference"),
        pytest.param("五年来累计新建工会86家。", "86家", "", id="several-years"),
    ],
)
def test_what_a_figure_leans_on_is_filled_in(sentence, figure, wording):
    assert said(sentence)[figure] == wording


def test_two_amounts_in_a_sentence_never_say_the_same():
    """打造文化广场5个，累计41个: the second is another thing, whatever its words."""
    found = said("全年打造文化广场5个，累计41个。")
    assert found["5个"] == "打造｜文化广场"
    assert found["41个"] != found["5个"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("签订", "达成", id="listed-together"),
        pytest.param("已签订", "签了", id="with-a-particle"),
        pytest.param("结对帮扶", "帮扶", id="compound"),
        pytest.param("巡河", "巡护", id="unlisted-but-alike"),
    ],
)
def test_verbs_of_one_deed_agree(one, other):
    assert deeds_of(one) & deeds_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("新建", "有"), ("出栏", "存栏"), ("收缴", "返还"), ("巡河", "签订")]
)
def test_verbs_of_two_deeds_do_not(one, other):
    assert not deeds_of(one) & deeds_of(other)


def test_a_thing_that_is_named_by_its_deed_keeps_two_characters():
    assert without_deed("高标准农田建设") == "高标准农田"
    assert without_deed("建设") == "建设"
    assert without_deed("水检查") == "水检查"


def test_every_verb_and_name_is_there_for_one_reason():
    """A name for two things would make them one."""
    from zhsummary.lexicons import load

    others = [name for row in load.rows("things.tsv") for name in row["words"].split()]
    assert len(others) == len(set(others))
    deeds = [row["deed"] for row in load.rows("deeds.tsv")]
    assert len(deeds) == len(set(deeds))
    for row in load.rows("deeds.tsv"):
        verbs = row["words"].split()
        assert len(verbs) == len(set(verbs)), row["deed"]
