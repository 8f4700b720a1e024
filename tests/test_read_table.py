"""Tables: a row with a text is a text, a row of figures is a sentence of its township."""

from __future__ import annotations

import builtins
import datetime as dt
import json
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary.errors import MissingExtraError, SourceError, ZhSummaryError
from zhsummary.read.formats import Part, reader
from zhsummary.read.table import read_parts
from zhsummary.read.workbook import number_as_shown

FIGURES = "乡镇,新建工会（家）,慰问金额（万元）,建会率\n白杨镇,7,5.6,85%\n东河乡,3,1.2,80%\n"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, name: str, data: bytes | str) -> list[Part]:
    return read_parts(put(folder, name, data))


def book(folder: Path, rows, *, merged=(), formats=None, name="表.xlsx") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for cell, style in (formats or {}).items():
        sheet[cell].number_format = style
    made.save(folder / name)
    return folder / name


def warned(parts: list[Part]) -> str:
    return " | ".join(said for part in parts for said in part.warnings)


# ---------------------------------------------------------------- texts


def test_a_column_of_texts_gives_a_text_a_row(tmp_path):
    """The other columns are what is known of the text; the label is the row in the sheet."""
    data = "乡镇,年份,人口,正文\n白杨镇,2023年,1200,建会5家。\n东河乡,2023,,\n"
    data += "金沙乡,去年,9,建会1家。\n"
    parts = read(tmp_path, "a.csv", data)
    assert [(p.label, p.text) for p in parts] == [
        ("row 2", "建会5家。"),
        ("row 4", "建会1家。"),
    ]
    assert parts[0].metadata == {"township": "白杨镇", "year": 2023, "人口": "1200"}
    assert parts[1].metadata == {"township": "金沙乡", "人口": "9"}
    assert "row 3" in warned(parts)
    assert "去年" in warned(parts)


def test_a_text_keeps_its_line_breaks_and_commas(tmp_path):
    """A quoted cell is a text of several lines; sheet rows count it as one."""
    data = 'id,text\n1,"今年建会5家，\n会员300人。"\n2,建会1家。\n'
    parts = read(tmp_path, "a.csv", data)
    assert [p.text for p in parts] == ["今年建会5家，\n会员300人。", "建会1家。"]


def test_a_column_that_names_things_is_no_text(tmp_path):
    """内容 above words is the name of the row, not a text."""
    parts = read(tmp_path, "a.csv", "内容,数量,单位\n新建工会,7,家\n发展会员,120,人\n")
    assert [p.text for p in parts] == ["新建工会7家。\n发展会员120人。\n"]


@pytest.mark.parametrize(
    "data",
    [
        "doc_id,township,start,end,text\na,白杨镇,3,5,7家\n",
        "doc_id,source,kind,start,end,text,message\na,a.txt,conflict,3,5,7家,two figures\n",
        "township,year,新建工会 (家)\n白杨镇,2023,7\n",
    ],
)
def test_our_own_tables_are_no_document(tmp_path, data):
    """Results that were saved among the texts would be counted twice."""
    with pytest.raises(SourceError, match="zhsummary wrote"):
        read(tmp_path, "cells.csv", data)


def test_results_saved_among_the_texts_change_nothing(tmp_path):
    """The comparison of a folder stays the same after its workbook and report were put into it."""
    (tmp_path / "a.txt").write_text("白杨镇2023年工会工作总结\n全年新建工会7家。", "utf-8")
    before = zs.read(tmp_path).compare()
    before.to_excel(tmp_path / "compare.xlsx")
    before.to_csv(tmp_path / "compare.csv")
    before.to_html(tmp_path / "report.html")
    with pytest.warns(zs.ZhSummaryWarning, match="zhsummary wrote"):
        corpus = zs.read(tmp_path)
    assert [document.doc_id for document in corpus] == ["白杨镇-2023"]
    assert corpus.compare().cells.equals(before.cells)


# ---------------------------------------------------------------- figures


def test_each_township_has_a_text_of_its_own(tmp_path):
    """A text belongs to one township: rows in one text would all be the first one's."""
    parts = read(tmp_path, "a.csv", FIGURES)
    assert [(p.metadata["township"], p.text) for p in parts] == [
        ("白杨镇", "白杨镇：新建工会7家，慰问金额5.6万元，建会率85%。\n"),
        ("东河乡", "东河乡：新建工会3家，慰问金额1.2万元，建会率80%。\n"),
    ]


def test_the_facts_of_a_table_are_its_figures(tmp_path):
    """What the table says is what is read: township, item, unit."""
    corpus = zs.read(str(put(tmp_path, "a.csv", FIGURES)))
    facts = corpus.facts()
    told = [tuple(row) for row in facts[["township", "item", "value", "unit"]].to_numpy()]
    assert ("白杨镇", "工会", 7.0, "家") in told
    assert ("东河乡", "慰问金额", 12000.0, "元") in told
    assert len(told) == 6


def test_a_row_that_sums_up_is_set_aside(tmp_path):
    """合计 is no township, and its figure is no township's."""
    parts = read(tmp_path, "a.csv", FIGURES + "合  计,10,6.8,83%\n")
    assert len(parts) == 2
    assert parts[0].set_aside[0].startswith("total: ")
    assert "10家" in parts[0].set_aside[0]


def test_titles_stand_above_each_text(tmp_path):
    """The title has the year, so each township's text needs it."""
    parts = read(tmp_path, "a.csv", "2023年工会工作统计表,,,\n" + FIGURES)
    assert all(p.text.startswith("2023年工会工作统计表\n") for p in parts)
    assert [p.label for p in parts] == ["row 3", "row 4"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param("单位：万元\n乡镇,收入,支出\n{}", "收入7万元，支出5万元", id="all-are-sums"),
        pytest.param("单位：万元\n乡镇,上级,自筹\n{}", "上级7万元，自筹5万元", id="no-other"),
        pytest.param("单位：万元\n乡镇,户数,金额\n{}", "户数7，金额5万元", id="one-is-no-sum"),
        pytest.param("单位：万元\n乡镇,建会,会员数\n{}", "建会7，会员数5", id="one-cannot-be"),
        pytest.param("单位：人、万元\n乡镇,会员,经费\n{}", "会员7人，经费5万元", id="two-units"),
        pytest.param("单位：户、人\n乡镇,户数,职工\n{}", "户数7户，职工5人", id="two-counts"),
        pytest.param("单位：家、万元\n乡镇,建会,慰问\n{}", "建会7，慰问5", id="none-asks"),
        pytest.param("单位：元、万元\n乡镇,收入,支出\n{}", "收入7，支出5", id="two-of-money"),
        pytest.param("单位：万元\n乡镇,收入（元）,支出\n{}", "收入7元，支出5万元", id="own-unit"),
        pytest.param("单位：万元\n乡镇,收入,增幅\n{}", "收入7万元，增幅5", id="a-share"),
        pytest.param("单位：万元\n乡镇,收入,排名\n{}", "收入7万元，排名5", id="a-place"),
        pytest.param("收支（单位：万元）\n乡镇,收入,支出\n{}", "收入7万元，支出5万元", id="title"),
        pytest.param("收支表,,单位：万元\n乡镇,收入,支出\n{}", "收入7万元，支出5万元", id="beside"),
        pytest.param("填报单位：县总\n乡镇,收入,支出\n{}", "收入7，支出5", id="who-reports"),
    ],
)
def test_a_unit_above_the_table_goes_to_what_it_is_of(tmp_path, data, line):
    """单位：万元 is of sums of money; of households it never is."""
    parts = read(tmp_path, "a.csv", data.format("白杨镇,7,5\n东河乡,3,2\n"))
    assert parts[0].text.splitlines()[-1] == f"白杨镇：{line}。"
    assert ("above the table" in warned(parts)) == ("单位" in data and "填报" not in data)


@pytest.mark.parametrize("cell", ["5万元", "5万", "5元", "五万", "85%"])
def test_a_unit_is_never_doubled(tmp_path, cell):
    """A cell that names its unit, or a part of it, gets no other."""
    data = f"单位：万元\n乡镇,收入,支出\n白杨镇,{cell},5\n东河乡,3,2\n"
    parts = read(tmp_path, "a.csv", data)
    assert f"收入{cell}，" in parts[0].text.replace("：五", "五")


# ---------------------------------------------------------------- what is counted in the rows


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(
            "指标,2022年,2023年\n会员（人）,180,206\n",
            "2022年，会员180人；2023年，会员206人。",
            id="years-across",
        ),
        pytest.param(
            "指标,单位,2022,2023\n会员,人,180,206\n",
            "2022年，会员180人；2023年，会员206人。",
            id="bare-years-and-a-unit-column",
        ),
        pytest.param(
            "单位：万元\n指标,2022年,2023年\n经费收入,18,20.6\n会员数,9,8\n",
            "会员数9；2023年，会员数8。",
            id="the-unit-above-is-no-count's",
        ),
        pytest.param(
            "指标,计量单位,本年,上年,增长%\n会员,人,206,180,14.4\n",
            "本年，会员206人；上年，会员180人。会员增长14.4%。",
            id="growth-is-no-count",
        ),
        pytest.param(
            "项目,单位,年度目标,实际完成,完成率\n发展会员,人,200,206,103%\n",
            "发展会员年度目标200人。发展会员实际完成206人。发展会员完成率103%。",
            id="targets",
        ),
        pytest.param(
            "序号,指标,数值,单位\n1,一、发展会员,206,人\n",
            "发展会员206人。",
            id="a-number-before-the-name",
        ),
        pytest.param(
            "村,2022年（人）,2023年（人）\n城关社区,180,206\n",
            "城关社区：2022年180人，2023年206人。",
            id="a-place-is-not-what-is-counted",
        ),
        pytest.param(
            "2023年各村发展会员情况（单位：人）\n村,一季度,二季度\n城关社区,18,20\n",
            "城关社区：一季度，发展会员18人；二季度，发展会员20人。",
            id="the-title-says-what-is-counted",
        ),
        pytest.param(
            "2023年各村发展会员情况\n村,年度目标（人）,实际完成（人）\n城关社区,20,18\n",
            "城关社区：发展会员年度目标20人。发展会员实际完成18人。",
            id="the-title-says-what-is-aimed-at",
        ),
        pytest.param(
            "类别,指标,数值\n组建,发展会员（人）,206\n",
            "组建：发展会员206人。",
            id="a-class-before-the-name",
        ),
        pytest.param(
            "年份,会员（人）,经费（万元）\n2022年,180,12\n2023年,206,15\n",
            "2023年，会员206人，经费15万元。",
            id="years-down",
        ),
    ],
)
def test_a_figure_is_said_with_what_and_when(tmp_path, data, line):
    """A row that names what is counted and a column that names the year make one sentence."""
    (part,) = read(tmp_path, "a.csv", data)
    assert part.text.rstrip().endswith(line)


def test_the_facts_of_years_and_targets(tmp_path):
    """What was and what was planned are no figures of this year."""
    data = (
        "河口镇2023年工会工作统计表\n项目,单位,2022年,2023年,年度目标\n"
        "发展会员,人,180,206,200\n工会经费收入,万元,12.5,15,14\n"
    )
    facts = zs.read(str(put(tmp_path, "a.csv", data))).facts()
    told = {(row.item, row.value, row.unit, row.modality) for row in facts.itertuples()}
    assert ("会员", 206.0, "人", "actual") in told
    assert ("会员", 180.0, "人", "reference") in told
    assert ("工会经费收入", 150000.0, "元", "actual") in told
    assert {row for row in told if row[1] in (200.0, 140000.0) and row[3] == "actual"} == set()


def test_rows_of_one_township_are_one_text(tmp_path):
    """乡镇, 指标, 数值: four rows are two townships, not four documents."""
    data = "乡镇,指标,数值,单位\n白杨镇,会员,206,人\n白杨镇,建会,7,家\n东河乡,会员,80,人\n"
    parts = read(tmp_path, "a.csv", data)
    assert [(p.label, p.text) for p in parts] == [
        ("row 2, 3", "白杨镇：会员206人。\n白杨镇：建会7家。\n"),
        ("row 4", "东河乡：会员80人。\n"),
    ]


def test_rows_of_two_years_are_two_texts(tmp_path):
    data = "乡镇,年份,会员（人）\n白杨镇,2022,180\n白杨镇,2023,206\n东河乡,2023,80\n"
    parts = read(tmp_path, "a.csv", data)
    assert [(p.metadata["township"], p.metadata["year"]) for p in parts] == [
        ("白杨镇", 2022), ("白杨镇", 2023), ("东河乡", 2023),
    ]  # fmt: skip


# ---------------------------------------------------------------- several tables on a sheet

ONE = "乡镇,建会（家）,会员（人）\n白杨镇,7,206\n东河乡,3,80\n合计,10,286\n"
TWO = "乡镇,收入（万元）,支出（万元）\n白杨镇,18,16\n东河乡,6,5.5\n注：收入含补助。,,\n"


@pytest.mark.parametrize(
    "between",
    ["", ",,\n", "\n", "二、经费,,\n", ",,\n二、经费,,\n", "\n二、经费\n单位：万元\n"],
    ids=["nothing", "empty", "blank", "title", "empty-title", "title-unit"],
)
def test_a_second_table_has_its_own_head(tmp_path, between):
    """Under the head of the first its 18万元 would be 18家."""
    parts = read(tmp_path, "a.csv", ONE + between + TWO)
    assert len(parts) == 2
    assert "白杨镇：建会7家，会员206人。\n" in parts[0].text
    assert "白杨镇：收入18万元，支出16万元。\n" in parts[0].text
    assert "18家" not in parts[0].text
    assert {said.split("：")[0] for part in parts for said in part.set_aside} == {
        "total: 合计", "of no township: 注",
    }  # fmt: skip


def test_tables_of_two_years_stay_apart(tmp_path):
    """Their townships are the same, their figures are not of one year."""
    data = f"2022年统计表\n{ONE}\n2023年统计表\n{ONE.replace('206', '300')}"
    parts = read(tmp_path, "a.csv", data)
    assert [("2022" in p.text, "206" in p.text) for p in parts] == [
        (True, True), (True, False), (False, False), (False, False),
    ]  # fmt: skip


def test_the_title_of_the_sheet_stands_above_each_table(tmp_path):
    """Its year is the year of all of them."""
    data = f"2023年工会统计\n一、建会\n{ONE}二、经费\n{TWO}"
    parts = read(tmp_path, "a.csv", data)
    assert parts[0].text == (
        "2023年工会统计\n一、建会\n白杨镇：建会7家，会员206人。\n"
        "二、经费\n白杨镇：收入18万元，支出16万元。\n"
    )


def test_a_head_that_is_said_again_is_left_out(tmp_path):
    """As on each printed page."""
    head, *rows = ONE.splitlines()
    data = "\n".join([head, rows[0], head, rows[1], rows[2]])
    parts = read(tmp_path, "a.csv", data)
    assert [p.metadata["township"] for p in parts] == ["白杨镇", "东河乡"]


def test_rows_of_words_are_no_second_head(tmp_path):
    """A village that has nothing yet, even below an empty row, heads nothing."""
    data = "村社,建会,会员\n城关社区,7家,206人\n,,\n东河村,未建,筹备中\n西河村,3家,80人\n"
    (part,) = read(tmp_path, "a.csv", data)
    assert "西河村：建会3家，会员80人。" in part.text


def test_tables_of_villages_are_one_text(tmp_path):
    data = "村社,建会（家）\n城关社区,7\n东河村,3\n\n村社,收入（万元）\n城关社区,18\n东河村,6\n"
    (part,) = read(tmp_path, "a.csv", data)
    assert part.text.splitlines() == [
        "城关社区：建会7家。", "东河村：建会3家。", "城关社区：收入18万元。", "东河村：收入6万元。",
    ]  # fmt: skip


def test_the_name_of_a_sheet_tells_of_its_texts(tmp_path):
    """A sheet a year, or a sheet a township."""
    made = openpyxl.Workbook()
    for name in ("2022年", "2023", "白杨镇"):
        sheet = made.create_sheet(name)
        sheet.append(["项目", "数量（家）"])
        sheet.append(["新建工会", 7])
    made.save(tmp_path / "a.xlsx")
    parts = read_parts(tmp_path / "a.xlsx")
    assert [p.metadata for p in parts] == [{"year": 2022}, {"year": 2023}, {"township": "白杨镇"}]


@pytest.mark.parametrize("head", ["全镇,城镇", "乡镇数,各乡镇", "本乡,全乡镇"])
def test_words_that_end_like_townships_are_none(tmp_path, head):
    """全镇 and 城镇 in the head are no townships, and the table is not turned."""
    (part,) = read(tmp_path, "a.csv", f"指标,{head}\n会员（人）,7,5\n企业（家）,3,2\n")
    assert part.metadata == {}


def test_townships_in_the_head_turn_the_table(tmp_path):
    """Otherwise a sentence would name several townships, and the first would have it all."""
    data = "指标,单位,白杨镇,东河乡\n新建工会,家,7,3\n发展会员,人,120,80\n"
    parts = read(tmp_path, "a.csv", data)
    assert [(p.label, p.metadata["township"], p.text) for p in parts] == [
        ("column 3", "白杨镇", "白杨镇：新建工会7家，发展会员120人。\n"),
        ("column 4", "东河乡", "东河乡：新建工会3家，发展会员80人。\n"),
    ]


def test_without_a_head_lines_stay_as_they_are(tmp_path):
    """A first row of data must not name the others."""
    parts = read(tmp_path, "a.csv", "白杨镇,7,5\n东河乡,3,2\n")
    assert [p.text for p in parts] == ["白杨镇,7,5\n", "东河乡,3,2\n"]
    assert "no head" in warned(parts)
    (one,) = read(tmp_path, "b.csv", "老张,主席\n老李,委员\n")
    assert one.text == "老张,主席\n老李,委员\n"


def test_a_number_below_zero_is_left_out(tmp_path):
    """-5家 would be read as 5家; no figure is better than a wrong one."""
    parts = read(tmp_path, "a.csv", "乡镇,增减（家）,现有（家）\n白杨镇,-5,12\n东河乡,3,9\n")
    assert parts[0].text == "白杨镇：现有12家。\n"
    assert "row 2" in warned(parts)


@pytest.mark.parametrize("nothing", ["", "-", "—", "/"])
def test_a_cell_that_says_nothing_gives_nothing(tmp_path, nothing):
    """Missing is not zero: zero is written, a dash is not."""
    parts = read(tmp_path, "a.csv", f"乡镇,建会（家）,会员（人）\n白杨镇,{nothing},0\n东河乡,3,9\n")
    assert parts[0].text == "白杨镇：会员0人。\n"


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "，", "|"])
def test_delimiters_and_encodings_are_found(tmp_path, codec, sign):
    """Office programs save with each of these."""
    data = FIGURES.replace(",", sign).encode(codec)
    assert len(read(tmp_path, "a.csv", data)) == 2


def test_a_tsv_with_commas_in_its_texts(tmp_path):
    """The sign that cuts evenly is the delimiter, not the one that is there most often."""
    data = "乡镇\t正文\n白杨镇\t建会5家,会员3人,其中女会员1人。\n东河乡\t建会1家,无会员。\n"
    parts = read(tmp_path, "a.tsv", data)
    assert [p.metadata["township"] for p in parts] == ["白杨镇", "东河乡"]


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path):
    """It swallows the rows below."""
    parts = read(tmp_path, "a.csv", 'id,正文\n1,"建会5家。\n2,建会1家。\n')
    assert "quotation marks" in warned(parts)


def test_sep_in_the_first_line(tmp_path):
    """Excel's own way to name the delimiter; rows count as the sheet counts them."""
    parts = read(tmp_path, "a.csv", "sep=;\n" + FIGURES.replace(",", ";"))
    assert [p.label for p in parts] == ["row 3", "row 4"]


# ---------------------------------------------------------------- .jsonl, .parquet


def test_an_object_a_line(tmp_path):
    """The label is the line; a line that is no object is named and left out."""
    rows = [
        {"乡镇": "白杨镇", "content": "今年建会5家。", "户数": 12.0},
        ["no"],
        {"content": "建会1家。"},
    ]
    text = (
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n{broken\n" + "[" * 9000
    )
    parts = read(tmp_path, "a.jsonl", text)
    assert [(p.label, p.text) for p in parts] == [
        ("row 1", "今年建会5家。"),
        ("row 3", "建会1家。"),
    ]
    assert parts[0].metadata == {"township": "白杨镇", "户数": 12.0}
    assert "row 2, 4, 5" in warned(parts)


def test_objects_of_figures(tmp_path):
    """Numbers are written as a reader would see them."""
    text = '{"乡镇": "白杨镇", "建会（家）": 7.0}\n{"乡镇": "东河乡", "建会（家）": null}\n'
    parts = read(tmp_path, "a.jsonl", text)
    assert [p.text for p in parts] == ["白杨镇：建会7家。\n"]
    assert parts[0].set_aside == ("of no township: 东河乡。",)


def test_half_a_character_in_json_is_replaced(tmp_path):
    """A text with half a surrogate pair could be written nowhere."""
    (part,) = read(tmp_path, "a.jsonl", '{"text": "建会\\ud8005家。"}')
    part.text.encode()
    assert "U+D800" in warned([part])


def test_parquet(tmp_path):
    """Types stay in the metadata."""
    pa = pytest.importorskip("pyarrow", reason="pyarrow (the extra parquet) is not installed")
    import pyarrow.parquet as pq

    table = pa.table({"乡镇": ["白杨镇"], "year": [2023], "正文": ["今年建会5家。"]})
    pq.write_table(table, tmp_path / "a.parquet")
    (part,) = read_parts(tmp_path / "a.parquet")
    assert (part.text, part.metadata) == ("今年建会5家。", {"township": "白杨镇", "year": 2023})
    with pytest.raises(SourceError, match="no parquet file"):
        read(tmp_path, "b.parquet", b"PAR1 no PAR1")


def test_parquet_without_its_package_names_the_extra(tmp_path, monkeypatch):
    """The message says what to install."""
    there = builtins.__import__

    def without(name, *args, **options):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return there(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"zhsummary\[parquet\]"):
        read(tmp_path, "a.parquet", b"PAR1")


# ---------------------------------------------------------------- .xlsx


def test_merged_heads_and_places(tmp_path):
    """A head over two columns stands in both, a place over two rows in both."""
    rows = [
        ["2023年工会工作统计表", None, None, None],
        ["乡镇", "建会（家）", "慰问", None],
        [None, None, "户数（户）", "金额（万元）"],
        ["白杨镇", 7.0, 120, 5.65],
        ["东河乡", 3, 80, 2],
    ]
    path = book(tmp_path, rows, merged=["A1:D1", "A2:A3", "B2:B3", "C2:D2"])
    assert [(p.label, p.text) for p in read_parts(path)] == [
        ("row 4", "2023年工会工作统计表\n白杨镇：建会7家，慰问户数120户，慰问金额5.65万元。\n"),
        ("row 5", "2023年工会工作统计表\n东河乡：建会3家，慰问户数80户，慰问金额2万元。\n"),
    ]


def test_a_figure_over_several_rows_is_of_none_of_them(tmp_path):
    """Two townships that share a figure: it is neither's."""
    rows = [["乡镇", "建会（家）", "资金（万元）"], ["白杨镇", 7, 30], ["东河乡", 3, None]]
    parts = read_parts(book(tmp_path, rows, merged=["C2:C3"]))
    assert "30" not in "".join(p.text for p in parts)
    assert "several rows" in warned(parts)


def test_figures_are_written_as_they_are_shown(tmp_path):
    """0.85 shown as 85% is 85%, and a date is no number."""
    rows = [
        ["乡镇", "建会率", "资金（元）", "日期"],
        ["白杨镇", 0.85, 12345.678, dt.datetime(2023, 5, 12)],
    ]
    formats = {"B2": "0%", "C2": "#,##0.00", "D2": 'yyyy"年"m"月"d"日"'}
    (part,) = read_parts(book(tmp_path, rows, formats=formats))
    assert (
        part.text.replace("期：", "期")
        == "白杨镇：建会率85%，资金12,345.68元，日期2023年5月12日。\n"
    )


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (0.853, "0.0%", "85.3%"),
        (2.5, "0", "3"),
        (-5, "0;[Red]0", "-5"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        (1234.0, "#,##0_);(#,##0)", "1,234"),
        (7, '0"家"', "7家"),
        (7, "0家", "7家"),
        (1.5, "0.0#", "1.5"),
        (12.0, "0.##", "12"),
        (5, "¥#,##0.00", "¥5.00"),
        (12345678, "0,", "12346"),
        (123456, "0!.0,", None),
        (0.5, "# ?/?", None),
        (10**15, "0.00E+00", None),
        (1 / 3, "General", "0.333333333333"),
        (1e300, "0.00", None),
    ],
)
def test_number_formats(value, style, shown):
    """Formats that sheets of township offices have; a format that is not known is None."""
    assert number_as_shown(value, style) == shown


def test_a_format_that_scales_is_not_guessed(tmp_path):
    """123456 is shown as 12.3, in ten thousands: as stored it would be wrong by four digits."""
    rows = [["乡镇", "资金（万元）", "建会（家）"], ["白杨镇", 123456, 7]]
    (part,) = read_parts(book(tmp_path, rows, formats={"B2": "0!.0,"}))
    assert part.text == "白杨镇：建会7家。\n"
    assert "0!.0," in warned([part])


def test_several_sheets_are_several_texts(tmp_path):
    """Hidden sheets are named and not read, empty ones are nothing."""
    made = openpyxl.Workbook()
    for name, value in (("建会", 7), ("慰问", 3), ("草稿", 9)):
        sheet = made.create_sheet(name)
        sheet.append(["项目", f"{name}（家）"])
        sheet.append(["城关社区", value])
    made["草稿"].sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    parts = read_parts(tmp_path / "a.xlsx")
    assert [p.label for p in parts] == ["建会", "慰问"]
    assert "草稿" in warned(parts)
    assert "9" not in "".join(p.text for p in parts)


def test_the_strict_variant_of_a_workbook_is_read(tmp_path):
    """It is the same but for the addresses of its names."""
    usual = book(tmp_path, [["乡镇", "建会率"], ["白杨镇", 0.85]], formats={"B2": "0%"})
    strict = tmp_path / "b.xlsx"
    start, to = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for each in ("spreadsheetml", "officeDocument"):
                text = text.replace(f"{start}{each}/2006/", f"{to}{each}/")
            new.writestr(name, text)
    assert [p.text for p in read_parts(strict)] == ["白杨镇：建会率85%。\n"]


def test_a_formula_that_was_never_computed_is_told(tmp_path):
    """Its cell is empty, and the sheet does not show why."""
    rows = [["乡镇", "建会（家）", "会员（人）"], ["白杨镇", 7, "=B2*10"]]
    parts = read_parts(book(tmp_path, rows))
    assert "formulas" in warned(parts)
    assert "会员" not in parts[0].text


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    """A small file of 60 MB of zeros."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b" " * 60_000_000)
    with pytest.raises(SourceError, match="unpacks to"):
        read_parts(tmp_path / "a.xlsx")


def test_what_is_no_workbook_is_named(tmp_path):
    """A broken file gives no traceback from inside."""
    with pytest.raises(SourceError, match="no workbook"):
        read(tmp_path, "a.xlsx", b"PK\x03\x04 broken")


def test_texts_in_a_workbook_keep_types(tmp_path):
    """Metadata are what the cells hold, not how they are shown."""
    rows = [["乡镇", "人口", "全文"], ["白杨镇", 12000, "今年建会5家。"]]
    (part,) = read_parts(book(tmp_path, rows, formats={"B2": "#,##0"}))
    assert part.metadata == {"township": "白杨镇", "人口": 12000}


# ---------------------------------------------------------------- anything


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='乡镇建会家7,"\n\t；;|合计。-', max_size=200).map(str.encode),
    ),
    st.sampled_from([".csv", ".tsv", ".jsonl"]),
)
def test_any_bytes_give_texts_or_an_error_of_ours(data, suffix):
    """Nothing else leaves the library."""
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), f"a{suffix}", data)
        try:
            parts = reader(path)(path, None)
        except ZhSummaryError:
            return
        assert all(part.text.strip() for part in parts)


def test_metadata_tells_the_rows_of_a_table_apart(tmp_path):
    """The part is the number of the row's text; what is said of the first is said of no other."""
    put(tmp_path, "a.csv", "乡镇,正文\n河口镇,2023年建会5家。\n青石镇,2023年建会6家。\n")
    put(tmp_path, "metadata.csv", "file,part,area\na.csv,1,96\na.csv,2,141\na.csv,3,50\n")
    with pytest.warns(zs.ZhSummaryWarning, match="part 3, but it has 2"):
        corpus = zs.read(tmp_path)
    assert [document.metadata for document in corpus] == [{"area": "96"}, {"area": "141"}]
