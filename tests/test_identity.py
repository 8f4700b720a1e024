"""Whose summary, of when, about what; and nothing where the text does not say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure_cases import SHARED, cases
from zhsummary.lexicons.load import rows
from zhsummary.structure.identity import clean_title, identify


def shown(value) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("text", "township", "county", "year", "issuer"), cases("identity"))
def test_identity(text, township, county, year, issuer):
    """Each field is what the text states, or nothing."""
    found = identify(text)
    said = [shown(v) for v in (found.township, found.county, found.year, found.issuer)]
    assert said == [township, county, year, issuer]


@pytest.mark.parametrize(("text", "township", "county", "year", "issuer"), cases("identity"))
def test_each_answer_has_its_evidence(text, township, county, year, issuer):
    """A field that is known says where from, one that is not says nothing."""
    found = identify(text)
    for field in ("township", "county", "year", "issuer", "topic"):
        assert (getattr(found, field) is not None) == (field in found.evidence)


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("# 河口镇工会总结", "河口镇工会总结"),
        ("**河口镇工会总结**", "河口镇工会总结"),
        ("## **乡镇工会总结篇三**", "乡镇工会总结"),
        ("\\*\\*镇工会总结", "\\*\\*镇工会总结"),
        ("心系职工\n——河口镇工会总结", "心系职工——河口镇工会总结"),
        ("篇三", "篇三"),
        ("", ""),
    ],
)
def test_a_title_is_cleaned_of_signs_and_running_numbers(title, clean):
    """A mask stays, because it says that a name was blanked out."""
    assert clean_title(title) == clean


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("河口镇总工会2023年工作总结\n建会5家。", "union"),
        ("河口镇妇联工作总结\n走访妇女80人。", "women"),
        ("河口镇安全生产工作总结\n排查隐患80处。", "safety"),
        ("河口镇党建工作总结\n发展党员8名。", "party"),
        ("河口镇民政工作总结\n低保80户。", "civil_affairs"),
        ("河口镇农业工作总结\n粮食800吨。", "agriculture"),
        ("河口镇生态环境保护工作总结\n清理垃圾80吨。", "environment"),
        ("河口镇卫生工作总结\n学校8所，教师80名，学生800名。", "health_education"),
        ("河口镇人民政府工作报告\n地区生产总值8亿元。", "government"),
        ("河口镇档案工作总结\n归档80卷。", "other"),
        ("工会工作总结篇二\n排查隐患80处，安全生产检查8次，安全生产会议6次。", "safety"),
    ],
)
def test_topic(text, topic):
    """The title tells, unless it is the template title of a collection."""
    assert identify(text).topic == topic


def test_the_topics_are_the_known_ones():
    """The table names no topic that nothing else knows."""
    known = {
        "union",
        "women",
        "safety",
        "party",
        "civil_affairs",
        "agriculture",
        "environment",
        "health_education",
        "government",
    }
    assert {row["topic"] for row in rows("topics.tsv")} == known
    assert all(float(row["weight"]) > 0 for row in rows("topics.tsv"))


@pytest.mark.skipif(not (SHARED / "county_dev").exists(), reason="the county texts are absent")
def test_the_county_gold():
    """Township and year of each text of the county, None where the gold says None."""
    told = json.loads((SHARED / "county_dev" / "gold.json").read_text(encoding="utf-8"))
    for stem, township in told["township"].items():
        text = (SHARED / "county_dev" / f"{stem}.md").read_text(encoding="utf-8")
        found = identify(text)
        assert (found.township, found.year) == (township, told["year"][stem]), stem


@given(st.text(alphabet="镇乡县市街道我青山年工会总结二〇23月日在到和，。\n# *x", max_size=120))
def test_any_text_is_identified(text):
    """Nothing raises; a township that is told stands in the text."""
    found = identify(text)
    for name in (found.township, found.county, found.issuer):
        assert name is None or name in text
