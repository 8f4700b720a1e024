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
        ("河口镇人民政府工作总结\n今年新修道路5公里。", "government"),  # 民政 in the midst is none
        ("河口镇人民政府民政工作总结\n今年救助5户。", "civil_affairs"),
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


# ---------------------------------------------------------------- how sure it is


def told(text: str, field: str, file_name: str = "") -> list[tuple[object, str, str, str]]:
    found = identify(text, file_name=file_name)
    return [(c.value, c.source, c.confidence, c.standing) for c in found.claims if c.field == field]


def test_what_one_place_states_is_surer_than_what_is_read_from_prose():
    assert told("河口镇工会2023年工作总结\n建会5家。", "township") == [
        ("河口镇", "title", "high", "used")
    ]
    assert told("工作总结\n今年以来，河口镇建会5家。", "township") == [
        ("河口镇", "opening", "medium", "used")
    ]
    assert told("工作总结\n我镇建会5家。", "township", "河口镇2023年总结") == [
        ("河口镇", "file name", "low", "used")
    ]


def test_places_that_agree_make_it_surer_and_those_that_differ_less_sure():
    text = "工作总结\n今年以来，河口镇建会5家。"
    assert told(text, "township", "河口镇总结")[0] == ("河口镇", "opening", "high", "used")
    text = "河口镇2023年工作总结\n我镇建会5家。\n青石镇人民政府"
    assert told(text, "township") == [
        ("河口镇", "title", "medium", "used"),
        ("青石镇", "signature", "medium", "differs"),
    ]


def test_what_a_file_is_called_makes_no_title_doubtful():
    text = "河口镇2023年工作总结\n我镇建会5家。"
    assert told(text, "township", "青石镇总结") == [
        ("河口镇", "title", "high", "used"),
        ("青石镇", "file name", "low", "differs"),
    ]


def test_a_masked_name_is_told_from_none_at_all():
    """Whoever blanked the title out gave the file its name as well."""
    assert told("xx镇2023年工作总结\n建会5家。", "township", "河口镇总结") == [
        (None, "title", "unknown", "masked")
    ]
    assert told("2023年工作总结\n建会5家。", "township") == []


@pytest.mark.parametrize(
    ("name", "year"),
    [
        pytest.param("河口镇-2023", 2023, id="year"),
        pytest.param("2023年总结", 2023, id="年"),
        pytest.param("总结20231215", None, id="a day"),
        pytest.param("总结2023-12-15", None, id="a day with dashes"),
        pytest.param("2023年12月总结", None, id="a month"),
        pytest.param("2021-2023总结", None, id="several years"),
    ],
)
def test_a_file_name_gives_a_year_but_not_a_day(name, year):
    assert identify("工作总结\n建会5家。", file_name=name).year == year


@pytest.mark.parametrize(
    "text", ["河口镇工会２０２３年工作总结\n建会5家。\n河口镇總工會\n2023年12月"]
)
def test_the_words_of_a_claim_stand_in_the_text(text):
    for claim in identify(text).claims:
        if claim.start is not None:
            assert text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param(
            "河口镇党委 河口镇人民政府\n关于2023年工作情况的报告\n建会5家。", "河口镇党委", id="two"
        ),
        pytest.param("2023年工作总结\n中共河口镇委员会\n建会5家。", "河口镇委员会", id="below"),
    ],
)
def test_a_line_of_the_writer_alone_names_the_township(text, issuer):
    found = identify(text)
    assert (found.township, found.issuer) == ("河口镇", issuer)


def test_one_township_in_several_spellings_is_one_row(tmp_path):
    """青石镇, 青石镇工会, 青石 in metadata.csv and 我镇 in a titled file are one place."""
    import zhsummary as zs

    texts = {
        "a.txt": "青石镇2023年工作总结\n全年新建基层工会7家，镇工会、会员都有进步。",
        "b.txt": "青石镇总工会2023年工作总结\n我镇入会率84%，工会会员、工会干部满意。",
        "c.txt": "2023年工会工作总结\n我镇工会发展新会员386人，工会、会员都有进步。",
        "d.txt": "2023年工会工作总结\n我镇工会签订工资集体协议43份，工会、会员都有进步。",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,township,人口\nc.txt,岚川县青石镇人民政府,31000\nd.txt,青石镇工会,\n",
        encoding="utf-8",
    )
    table = zs.read(tmp_path).compare("union")
    assert table.frame.index.tolist() == ["青石镇"]
    assert table.frame.iloc[0].notna().all()
    assert len(table.frame.columns) == 4
    assert table.per("人口").shape == (1, 3)


def test_a_government_report_is_of_the_year_that_it_looks_back_on():
    """2026年政府工作报告 is given in January 2026 and reports on 2025."""
    text = (
        "河口镇2026年政府工作报告\n一、2025年工作回顾\n修路5公里。\n二、2026年工作安排\n修路6公里。"
    )
    assert told(text, "year")[0] == (2025, "title", "high", "used")
    assert identify("河口镇2026年政府工作报告\n修路5公里。").year == 2026
    assert identify("河口镇2026年工作总结\n一、2025年工作回顾\n修路5公里。").year == 2026
