"""Sums, percentages and baselines of whole texts: what is wrong is told, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs

HEAD = "镇工会2023年工作总结\n镇工会、基层工会和会员都有进步。\n"


def told(*texts: str, codebook: str | None = None) -> list[tuple[str, str]]:
    """Give kind and words of the problems of some texts: of their numbers, not of their cells."""
    found = zs.read(pd.DataFrame({"text": texts})).problems(codebook)
    rows = found[["kind", "text"]].fillna("").values.tolist()
    return [(k, t) for k, t in rows if k not in ("near-copy", "stray-document", "conflict")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全年新建基层工会5家，其中非公企业7家。", "7家"),
        ("全年新建基层工会12家（非公企业9家、村级5家）。", "12家"),
        ("全年新建基层工会12家，分别为非公企业9家、村级5家。", "12家"),
        ("举办培训12期，其中安全培训8期、技能培训6期。", "12期"),
        ("发放慰问金10万元，其中春节6万元、中秋5万元。", "10万元"),
        ("会员480人，男300人，女190人。", "480人"),
        ("全镇共有会员480人，其中男会员300人、女会员220人。", "480人"),
        ("共有会员480人，由男会员300人和女会员190人组成。", "480人"),
        ("女会员300人、男会员190人，共480人。", "480人"),
        ("新建企业工会3家、村级工会4家，共计8家。", "8家"),
        ("慰问金8万元、慰问品2万元，共计11万元。", "11万元"),
        ("单独建会5家，联合建会3家，合计新建9家。", "9家"),
        ("存款余额11.2亿元，其中居民存款余额9.1亿元，企业存款余额2.5亿元。", "11.2亿元"),
    ],
)
def test_parts_that_do_not_add_up(text, words):
    assert told("青石" + HEAD + text) == [("part-sum", words)]


@pytest.mark.parametrize(
    "text",
    [
        "全年新建基层工会12家，其中非公企业7家、村级3家。",
        "会员480人，其中农民工251人、女职工242人。",
        "会员480人，其中女会员300人、男会员180人。",
        "慰问金8万元、慰问品2万元，共计10万元。",
        "新建企业工会3家、村级工会4家，共7家，覆盖企业20家。",
        "走访企业20家，发放资料500份，其中宣传册300份，慰问职工600人。",
        "慰问困难职工68户、劳模5人、农民工30人，共103人。",
        "新建3家、换届4家，共有基层工会57家。",
        "签订集体合同30份、工资协议28份、女职工协议27份，共覆盖企业96家。",
        "经费到账15.9万元，其中税务代收13.2万元，较2021年的15.2万元略有增长。",
        "投入资金20万元，其中县级补助15万元，带动社会投资30万元。",
        "外贸进出口增长5.6%，其中出口增长10.8%。",
        "举办活动12场次，其中文艺4场，体育3场，参与职工1500人次，其中女职工600人次。",
        "全年接待来访20批50人次，其中集体访3批30人次。",
        "一季度收缴5万元、二季度6万元，全年共20万元。",
        "培训3期，每期40人，共120人。",
        "慰问金3.4万元、慰问品3.3万元，共计6.8万元。",
        "各项存款余额11.2亿元，其中居民储蓄存款余额9.1亿元，贷款余额2.5亿元。",
    ],
)
def test_parts_that_may_add_up(text):
    """Parts may overlap, be some of all, or be of another whole."""
    assert told("青石" + HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("应建会企业50家，已建会40家，建会率90%。", "90%"),
        ("应到代表50人，实到代表48人，到会率86%。", "86%"),
        ("年初计划建会10家，实际建会8家，完成率90%。", "90%"),
        ("参训300人，合格270人，合格率95%。", "95%"),
        ("受理案件20件，办结18件，办结率98%。", "98%"),
        ("会员4372人，女会员2618人，占会员总数的49.9%。", "49.9%"),
        ("会员总数由2000人增加到2200人，增长15%。", "15%"),
        ("由45家增至50家，增幅21%。", "21%"),
        ("收缴经费20万元，同比增加5万元，增长50%。", "50%"),
        ("支出15万元，同比减少5万元，下降40%。", "40%"),
        ("会员2200人，比去年的2000人增加200人，增长20%。", "20%"),
        ("收缴经费20万元，完成任务数25万元的90%。", "90%"),
        ("入会率由85%提高到90%，提高8个百分点。", "8个百分点"),
        ("职工入会率达108%。", "108%"),
    ],
)
def test_percentages_that_their_numbers_contradict(text, words):
    assert told("青石" + HEAD + text) == [("percent-contradiction", words)]


@pytest.mark.parametrize(
    "text",
    [
        "应建会企业50家，已建会40家，建会率80%。",
        "参训300人，其中女职工270人，满意率95%。",
        "培训300人，取证270人，就业率95%。",
        "签订合同30份，续签25份，续签率98%。",
        "受理案件20件，办结18件，满意率98%。",
        "会员总数480人，新发展会员30人，入会率84%。",
        "会员480人，比去年增加30人，增长6.7%。",
        "收缴15万元，比上年增加5万元，完成任务的120%。",
        "入会率由85%提高到90%，高于全县8个百分点。",
        "入会率由85%提高到90%，提高5个百分点。",
        "应到代表50人，实到48人，符合规定，赞成率98%。",
        "经费收缴完成任务的120%。",
    ],
)
def test_percentages_that_may_be_right(text):
    assert told("青石" + HEAD + text) == []


def _years(before: str, now: str) -> list[tuple[str, str]]:
    head = HEAD.replace("2023", "2022")
    return told("青石" + head + before, "青石" + HEAD + now)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("全年新发展会员206人。", "新发展会员318人，比上年的216人增长47.2%。", "216人"),
        ("全镇基层工会达45家。", "基层工会由去年的47家增加到50家。", "47家"),
        ("会员总数2000人。", "会员总数达2200人，比上年末增加100人。", "100人"),
        ("工会经费收缴18.9万元。", "工会经费收缴21.4万元，比上年增加1.2万元。", "1.2万元"),
        ("入会率85%。", "入会率达90%，比上年提高2个百分点。", "2个百分点"),
        ("全年新发展会员206人。", "新发展会员318人，比上年增长47.2%。", "47.2%"),
    ],
)
def test_last_years_figure_against_last_years_report(before, now, words):
    """The shipped codebooks tell what is the same thing, so none need be given."""
    assert _years(before, now) == [("baseline", words)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("全年新发展会员206人。", "新发展会员318人，比上年的206人增长54.4%。"),
        ("会员总数2000人。", "会员总数达2200人，比上年末增加200人。"),
        ("工会经费收缴18.9万元。", "工会经费收缴21.4万元，比上年增加2.5万元，增长13.2%。"),
        ("全年新发展会员206人。", "新发展会员318人，比上年增长54.4%。"),
        ("入会率85.3%。", "入会率达90.1%，比上年提高4.8个百分点。"),
        ("全年新发展会员近210人。", "新发展会员318人，比上年的206人增长54.4%。"),
    ],
)
def test_last_years_figure_that_may_be_the_same(before, now):
    """Rounding, and a vague figure, contradict nothing."""
    assert _years(before, now) == []


def test_two_slips_among_five_are_both_out_of_scale():
    towns = ("青石", "白沙", "河口", "石桥", "梅岭")
    amounts = ("21.4万元", "18元", "15元", "30万元", "28万元")
    texts = [f"{t}{HEAD}工会经费收缴{a}。" for t, a in zip(towns, amounts, strict=True)]
    assert told(*texts) == [("out-of-scale", "18元"), ("out-of-scale", "15元")]


def test_an_amount_is_held_against_the_own_of_the_year_before():
    assert _years("工会经费收缴18.9万元。", "工会经费收缴21.4元。") == [("out-of-scale", "21.4元")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、建会\n建会5家。\n三、维权\n签合同5份。", ["三、维权"]),
        ("一、建会\n建会5家。\n二、维权\n签合同5份。\n二、帮扶\n慰问3户。", ["二、帮扶"]),
        ("一、建会\n1、单建\n建会5家。\n2、联建\n建会3家。\n二、维权\n1、合同\n签合同5份。", []),
    ],
)
def test_numbers_that_leave_one_out_or_come_twice(text, words):
    assert told("青石" + HEAD + text) == [("numbering-gap", said) for said in words]
