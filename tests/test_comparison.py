"""The comparison: what a cell may claim, what counts, what stands behind it."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import zhsummary as zs
from tests.table_cases import Choice, chosen, codebook, document, fact
from zhsummary.compare.checks import problem_rows
from zhsummary.compare.columns import CELLS
from zhsummary.compare.comparison import Comparison
from zhsummary.errors import SourceError, UnknownNameError, ZhSummaryError, ZhSummaryWarning

BOOK = codebook(
    ("members", "新发展会员", "count", "人"),
    ("unions", "新建基层工会", "count", "家"),
    ("relief", "慰问金", "money", "元"),
    ("rate", "入会率", "percent", "%"),
    ("deaths", "死亡", "count", "人"),
)
MEMBERS = "新发展会员 (人)"


def stated(doc_id: str, indicator: str, sentence: str, text: str, value=None, **more) -> dict:
    return fact(doc_id, sentence, text, value, indicator=indicator, **more)


ABOUT = {"qualifier": "approx", "high": 300}
RANGE = {"qualifier": "range", "low": 200, "high": 250}


def table(rows=None, documents=None, **more) -> Comparison:
    """Three townships: an exact, an approximate and a range of new members."""
    rows = (
        rows
        if rows is not None
        else [
            stated("a", "members", "发展会员386人。", "386人", 386),
            stated("b", "members", "发展会员近300人。", "近300人", 300, **ABOUT),
            stated("c", "members", "发展会员200—250人。", "200—250人", None, **RANGE),
            stated("a", "rate", "入会率84.1%。", "84.1%", 84.1, kind="percent", unit="%"),
        ]
    )
    documents = documents or [
        document("a", "青石镇", metadata={"职工": 1000}),
        document("b", "白沙乡", metadata={"职工": "500"}),
        document("c", "河口镇"),
    ]
    return Comparison(documents, rows, chosen(rows), BOOK, **more)


# ---------------------------------------------------------------- what a cell claims


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param({"value": 386}, 386, id="exact"),
        pytest.param({"value": 0}, 0, id="a-real-zero"),
        pytest.param({"value": 1.5}, 1.5, id="exact-with-a-point"),
        pytest.param({"value": 300, "qualifier": "approx"}, "≈300", id="about"),
        pytest.param({"value": 1000, "low": 1000, "qualifier": "over"}, "≥1000", id="over"),
        pytest.param({"value": 5, "high": 5, "qualifier": "under"}, "≤5", id="under"),
        pytest.param(RANGE, "200–250", id="range"),
        pytest.param({"masked": True}, "××", id="masked"),
    ],
)
def test_a_number_in_the_frame_was_stated_exactly(amount, shown):
    row = stated("a", "members", "会员甲。", "甲", **amount)
    cell = table([row]).frame.loc["青石镇", MEMBERS]
    assert cell == shown
    assert isinstance(cell, str) == isinstance(shown, str)


def test_missing_masked_and_zero_differ():
    rows = [
        stated("a", "deaths", "死亡0人。", "0人", 0),
        stated("b", "deaths", "死亡xx人。", "xx人", masked=True),
    ]
    column = table(rows).frame["死亡 (人)"]
    assert column["青石镇"] == 0
    assert column["白沙乡"] == "××"
    assert pd.isna(column["河口镇"])
    assert table(rows).marks["死亡 (人)"].tolist() == ["", "masked", "missing"]


def test_adding_up_a_column_with_vague_cells_fails_aloud():
    with pytest.raises(TypeError):
        table().frame[MEMBERS].sum()


def test_a_column_that_is_exact_throughout_is_numeric():
    rows = [stated("a", "members", "386人", "386人", 386), stated("b", "members", "4人", "4人", 4)]
    column = table(rows).frame[MEMBERS]
    assert column.dtype == "float64"
    assert column.sum() == 390


def test_numbers_hold_exact_figures_unless_vague_ones_are_asked_for():
    exact, vague = table().numbers()[MEMBERS], table().numbers(vague=True)[MEMBERS]
    assert exact.fillna(-1).tolist() == [386, -1, -1]
    assert vague.fillna(-1).tolist() == [386, 300, -1], "a range has no number of its own"


def test_a_conflict_is_shown_and_counted_by_nothing():
    rows = [
        stated("a", "unions", "建家86家又90家", text, value, unit="家")
        for text, value in (("86家", 86), ("90家", 90))
    ]
    made = table(rows)
    assert made.frame.loc["青石镇", "新建基层工会 (家)"] == "86≠90"
    assert math.isnan(made.numbers().loc["青石镇", "新建基层工会 (家)"])
    assert made.conflicts["text"].tolist() == ["86家", "90家"]
    assert made.cells["conflict"].tolist() == [True, True]


def test_money_is_shown_in_the_unit_of_the_codebook_and_kept_in_yuan():
    book = codebook(("relief", "慰问金", "money", "万元"))
    row = stated("a", "relief", "发放8.6万元。", "8.6万元", 86000.0, kind="money", unit="元")
    made = Comparison([document("a", "青石镇")], [row], chosen([row]), book)
    assert made.frame.loc["青石镇", "慰问金 (万元)"] == 8.6
    assert made.cells.loc[0, ["value", "unit"]].tolist() == [86000.0, "元"]


def test_units_are_converted_or_refused_by_name():
    """名 is 人; 户 is not, and its figure must not slip into a column of people."""
    rows = [
        stated("a", "members", "发展会员386名。", "386名", 386, unit="名"),
        stated("b", "members", "发展会员68户。", "68户", 68, unit="户"),
    ]
    with pytest.warns(ZhSummaryWarning, match="户 cannot be converted into 人"):
        made = table(rows)
    assert made.frame[MEMBERS].fillna(-1).tolist() == [386, -1, -1]
    assert made.cells["unit"].tolist() == ["人"]
    assert made.problems["kind"].tolist() == ["unit-mismatch"]
    assert made.evidence("白沙乡", "members")["choice"].tolist() == ["rejected"]
    assert len(made.with_modality("planned").problems) == 1


# ---------------------------------------------------------------- what is compared


def test_done_planned_and_background_never_share_a_cell():
    rows = [
        stated("a", "unions", "新建2家。", "2家", 2, unit="家"),
        stated("a", "unions", "明年建3家。", "3家", 3, unit="家", modality="planned"),
        stated("a", "unions", "去年45家。", "45家", 45, unit="家", modality="reference"),
    ]
    made = table(rows)
    shown = [
        made.with_modality(m).frame.loc["青石镇", "新建基层工会 (家)"]
        for m in ("actual", "planned", "reference")
    ]
    assert shown == [2, 3, 45]
    assert made.numbers("planned").loc["青石镇"].tolist() == [3]
    assert len(made.cells) == 3


def test_an_unknown_modality_is_refused_by_name():
    with pytest.raises(UnknownNameError, match="done"):
        table(modality="done")


def test_columns_are_the_stated_indicators_in_the_order_of_the_codebook():
    assert table().frame.columns.tolist() == [MEMBERS, "入会率 (%)"]


def test_a_document_without_figures_keeps_its_row():
    assert table([]).frame.index.tolist() == ["青石镇", "白沙乡", "河口镇"]
    assert "没有一份文档" in table([]).to_text()


def test_rows_without_a_township_or_with_the_same_one_are_told_apart():
    documents = [document("a", None), document("b", "白沙乡"), document("c", "白沙乡")]
    assert table(documents=documents, by="document").frame.index.tolist() == [
        "未知（a）",
        "白沙乡（b）",
        "白沙乡（c）",
    ]


def test_the_documents_of_a_township_and_year_fill_one_row():
    """青石镇 and 青石镇工会 are one place: what one leaves open or hides the other may say."""
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "members", "发展会员386人。", "386人", 386),
        stated("a", "unions", "新建xx家。", "xx家", unit="家", masked=True),
        stated("b", "unions", "新建7家。", "7家", 7, unit="家"),
        stated("b", "rate", "入会率84%。", "84%", 84, unit="%", kind="percent"),
    ]
    made = table(rows, documents=[document("a", "青石镇"), document("b", "青石镇")])
    assert made.frame.index.tolist() == ["青石镇"]
    assert made.frame.iloc[0].tolist() == [386, 7, 84]
    assert len(made.cells) == 5
    assert made.conflicts.empty


def test_two_documents_of_a_row_that_disagree_are_a_conflict():
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "members", "发展会员390人。", "390人", 390),
        stated("b", "members", "计划发展9人。", "9人", 9, modality="planned"),
    ]
    made = table(rows, documents=[document("a", "青石镇"), document("b", "青石镇")])
    assert made.frame.loc["青石镇", MEMBERS] == "386≠390"
    assert made.numbers().isna().all(axis=None)
    assert made.conflicts["doc_id"].tolist() == ["a", "b"]
    assert made.cells["conflict"].tolist() == [True, True, False]
    assert made.evidence("青石镇", "members")["choice"].tolist() == [
        "conflict",
        "conflict",
        "chosen",
    ]


def test_documents_of_a_row_that_disagree_are_problems():
    """Each statement is a problem once, and its message says where the others stand."""
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "members", "发展会员390人。", "390人", 390),
        stated("b", "unions", "新建7家。", "7家", 7, unit="家"),
    ]
    documents = [document("a", "青石镇"), document("b", "青石镇")]
    made = table(rows, documents=documents)
    for one in (made, made.with_modality("planned"), made.with_modality("actual")):
        assert one.problems[["doc_id", "kind", "text"]].values.tolist() == [
            ["a", "conflict", "386人"],
            ["b", "conflict", "390人"],
        ]
        assert "386人 (a) and 390人 (b)" in one.problems["message"].iloc[0]
    assert table(rows, documents=documents, by="document").problems.empty


def test_what_a_document_contradicts_in_itself_is_a_problem_once():
    """That another document of the row disagrees as well adds only the other's statement."""
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("a", "members", "发展会员389人。", "389人", 389),
        stated("b", "members", "发展会员390人。", "390人", 390),
    ]
    choice = chosen(rows)
    found = problem_rows([], rows, conflicts=choice.conflicts)
    documents = [document("a", "青石镇"), document("b", "青石镇")]
    made = table(rows, documents=documents, problems=found)
    assert made.problems["text"].tolist() == ["386人", "389人", "390人"]
    assert "390人 (b)" in made.problems["message"].iloc[2]


def test_one_name_in_two_counties_is_two_townships():
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "members", "发展会员390人。", "390人", 390),
    ]
    documents = [document("a", "城关镇", county="岚川县"), document("b", "城关镇", county="云溪县")]
    made = table(rows, documents=documents)
    assert made.frame[MEMBERS].to_dict() == {"城关镇（岚川县）": 386, "城关镇（云溪县）": 390}


def test_rows_by_something_else_are_refused_by_name():
    with pytest.raises(UnknownNameError, match="township"):
        table(by="county")


def test_what_cannot_be_divided_says_why():
    """A rate that is not there because a figure is masked is not one that nobody stated."""
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "members", "发展会员xx人。", "xx人", masked=True),
        stated("a", "unions", "新建0家。", "0家", 0, unit="家"),
        stated("c", "members", "发展会员近300人。", "近300人", 300, qualifier="approx", high=300),
        stated("d", "members", "发展会员5人。", "5人", 5),
    ]
    documents = [
        document("a", "青石镇", metadata={"population": 100}),
        document("b", "白沙乡", metadata={"population": 100}),
        document("c", "河口镇", metadata={"population": 100}),
        document("d", "石桥镇", metadata={"population": 0}),
        document("e", "梅岭乡"),
    ]
    why = table(rows, documents=documents).per("population", marks=True)
    assert why.iloc[:, 0].tolist() == ["", "masked", "≈", "base 0", "missing"]
    assert why.iloc[:, 1].tolist() == ["", "missing", "missing", "missing", "missing"]
    per = table(rows, documents=documents).per("population")
    assert per.iloc[:2, 1].fillna(-1).tolist() == [0, -1]
    ranked = table(rows, documents=documents).rank("members")
    assert ranked["why_not"].tolist() == ["", "", "masked", "vague", "missing"]


def test_several_years_make_the_year_part_of_the_index():
    documents = [
        document("a", "青石镇", 2022),
        document("b", "青石镇", 2023),
        document("c", "青石镇", None),
    ]
    frame = table(documents=documents).frame
    assert frame.index.names == ["township", "year"]
    assert frame.loc[("青石镇", 2022), MEMBERS] == 386
    assert "2022" in table(documents=documents).to_text()


def test_a_copy_counts_once_and_the_one_that_hides_less_is_kept():
    rows = [
        stated("a", "members", "发展会员xx人。", "xx人", masked=True),
        stated("b", "members", "发展会员386人。", "386人", 386),
        stated("c", "members", "发展会员4人。", "4人", 4),
    ]
    made = table(rows, copies=[("a", "b")])
    assert made.frame[MEMBERS].tolist() == [386, 4]
    assert made.cells["copy_of"].tolist() == ["b", "", ""]
    assert made.coverage.loc[MEMBERS].to_dict() == {
        "exact": 2,
        "vague": 0,
        "words": 0,
        "masked": 0,
        "conflict": 0,
        "missing": 0,
    }
    assert made.with_modality("planned").documents == made.documents


@pytest.mark.parametrize(
    ("kept", "copied", "shown"),
    [
        (386, 386, 386),  # the same again
        (386, 389, "386≠389"),  # nobody knows which copy was typed wrong
        (386, None, 386),  # what the copy hides contradicts nothing
    ],
)
def test_a_copy_that_says_otherwise_is_a_conflict(kept, copied, shown):
    """Two versions of one report differ in a figure: neither is taken in silence."""
    rows = [
        stated("a", "members", f"发展会员{kept}人。", f"{kept}人", kept),
        stated(
            "b", "members", f"发展会员{copied}人。", f"{copied}人", copied, masked=copied is None
        ),
    ]
    made = table(rows, [document("a", "青石镇"), document("b", "青石镇")], copies=[("a", "b")])
    assert made.frame[MEMBERS].tolist() == [shown]
    assert made.conflicts["doc_id"].tolist() == (["a", "b"] if shown == "386≠389" else [])
    assert set(made.problems["kind"]) == ({"conflict"} if shown == "386≠389" else set())


def test_a_copy_alone_adds_no_cell():
    """What only the copy says may belong to what was put into it from elsewhere."""
    rows = [
        stated("a", "members", "发展会员386人。", "386人", 386),
        stated("b", "rate", "入会率84.1%。", "84.1%", 84.1, kind="percent", unit="%"),
    ]
    made = table(rows, [document("a", "青石镇"), document("b", "青石镇")], copies=[("a", "b")])
    assert made.frame.columns.tolist() == [MEMBERS]


def test_three_copies_have_one_original():
    made = table(copies=[("a", "b"), ("b", "c")])
    assert [document["copy_of"] for document in made.documents] == ["", "a", "a"]


def test_copies_of_documents_that_are_not_there_change_nothing():
    assert len(table(copies=[("a", "elsewhere")])) == 3


# ---------------------------------------------------------------- behind the table


def test_cells_are_complete_when_empty():
    cells = table([]).cells
    assert {name: str(dtype) for name, dtype in cells.dtypes.items()} == CELLS


def test_evidence_gives_the_chosen_first_and_the_rejected_with_the_reason():
    row = stated("a", "members", "发展会员386人。", "386人", 386)
    other = stated("a", "members", "其中农民工251人。", "251人", 251)
    choice = Choice(cells=[row], rejected=[(other, "part of a total")])
    made = Comparison([document("a", "青石镇")], [row, other], choice, BOOK)
    for township in ("青石镇", "a"):
        for name in ("members", "新发展会员", MEMBERS):
            evidence = made.evidence(township, name)
            assert evidence["choice"].tolist() == ["chosen", "rejected"]
            assert evidence["why"].tolist() == ["", "part of a total"]
            assert evidence["sentence"].tolist() == [row["sentence"], other["sentence"]]


def test_the_index_of_the_frame_leads_to_the_evidence():
    """Of a township with two years the key of a row means that year alone."""
    years = (2022, 2023)
    rows = [stated(f"a{y}", "members", f"发展会员{y}人。", f"{y}人", y) for y in years]
    rows += [stated("b", "members", "发展会员9人。", "9人", 9)]
    documents = [document(f"a{y}", "青石镇", y) for y in years] + [document("b", "白沙乡", None)]
    made = table(rows, documents)
    for key in made.frame.index:
        (found,) = made.evidence(key, MEMBERS)["value"]
        assert found == made.frame.loc[key, MEMBERS]
    assert len(made.evidence("青石镇", MEMBERS)) == 2
    with pytest.raises(UnknownNameError, match="2021"):
        made.evidence(("青石镇", 2021), MEMBERS)


@pytest.mark.parametrize(
    ("township", "indicator", "near"),
    [
        pytest.param("青石", "members", "青石镇", id="township"),
        pytest.param("青石镇", "会员", "新发展会员", id="part-of-a-label"),
        pytest.param("青石镇", "新建基层公会", "新建基层工会", id="a-typing-error"),
    ],
)
def test_an_unknown_name_lists_those_like_it(township, indicator, near):
    with pytest.raises(UnknownNameError, match=near):
        table().evidence(township, indicator)


def test_coverage_counts_every_row_once():
    coverage = table().coverage
    assert coverage.loc[MEMBERS].tolist() == [1, 2, 0, 0, 0, 0]
    assert (coverage.sum(axis=1) == 3).all()
    assert len(coverage) == len(BOOK.indicators)


def test_unmatched_facts_are_grouped_commonest_first():
    rows = [
        fact("a", "植树5棵", "5棵", 5, item="树", unit="棵"),
        fact("b", "植树7棵", "7棵", 7, item="树", unit="棵"),
        fact("a", "买车1辆", "1辆", 1, item="车", unit="辆"),
    ]
    unmatched = table(rows, copies=[("a", "c")]).unmatched
    assert unmatched[["item", "facts", "documents"]].values.tolist() == [
        ["树", 2, 2],
        ["车", 1, 1],
    ]


# ---------------------------------------------------------------- computing


def test_per_divides_exact_figures_alone():
    per = table().per("职工")
    assert per.columns.tolist() == [f"{MEMBERS} / 职工"], "a percentage is a rate already"
    assert per.iloc[:, 0].fillna(-1).tolist() == [0.386, -1, -1]


def test_per_another_indicator_and_never_by_zero():
    rows = [
        stated("a", "members", "386人", "386人", 386),
        stated("a", "deaths", "0人", "0人", 0),
        stated("b", "members", "30人", "30人", 30),
        stated("b", "deaths", "2人", "2人", 2),
    ]
    per = table(rows).per("死亡")
    assert per[f"{MEMBERS} / 死亡 (人)"].fillna(-1).tolist() == [-1, 15, -1]


def test_per_a_column_without_numbers_is_refused():
    documents = [document("a", "青石镇", metadata={"县": "某县"})]
    with pytest.raises(ZhSummaryError, match="县"):
        table(documents=documents, rows=[]).per("县")


def test_per_an_unknown_name_lists_the_metadata_too():
    with pytest.raises(UnknownNameError, match="职工"):
        table().per("人口")


def test_rank_gives_no_place_to_what_is_not_exact():
    ranked = table().rank("members")
    assert ranked["rank"].fillna(0).tolist() == [1, 0, 0]
    assert ranked[MEMBERS].tolist() == [386, "≈300", "200–250"]


def test_describe_sums_up_exact_cells_and_no_percentages():
    described = table().describe()
    assert described.loc[MEMBERS, ["exact", "vague", "sum"]].tolist() == [1, 2, 386]
    assert pd.isna(described.loc["入会率 (%)", "sum"])


def test_a_plot_has_a_bar_for_every_number_and_none_for_a_lost_one():
    rows = [
        stated("a", "members", "386人", "386人", 386),
        stated("b", "members", "xx人", "xx人", masked=True),
        stated("c", "members", "200—250人", "200—250人", None, **RANGE),
    ]
    chart = table(rows).plot("新发展会员")
    assert chart.svg.count("<rect") == 2
    places = [chart.svg.index(name) for name in ("青石镇", "河口镇", "白沙乡")]
    assert places == sorted(places), "the highest first, what has no number last"


# ---------------------------------------------------------------- output


def test_the_text_is_aligned_where_characters_are_wide():
    from zhsummary.show.text import width

    lines = table().to_text(columns=100).splitlines()[1:]
    assert lines[0].split() == ["township", "新发展会员", "(人)", "入会率", "(%)"]
    assert len({width(line) for line in lines}) == 1


def test_a_table_too_wide_is_turned_or_continued_below():
    rows = [stated("a", "members", "386人", "386人", 386), stated("a", "deaths", "0人", "0人", 0)]
    few = table(rows, [document("a", "青石镇")]).to_text(columns=24).splitlines()
    assert few[1].split() == ["青石镇"]
    assert few[2].split() == ["新发展会员", "(人)", "386"]
    many = table().to_text(columns=25).splitlines()
    assert [line for line in many if line.startswith("township")][1].split()[1] == "入会率"
    assert not any("未显示" in line for line in many)


def test_csv_opens_with_its_chinese_intact(tmp_path):
    table().to_csv(tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "≈300" in raw.decode("utf-8-sig")


def test_the_workbook_keeps_numbers_links_cells_and_runs_no_formula(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    row = stated("a", "members", "=1+1，发展会员386人。", "386人", 386)
    table([row]).to_excel(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["对比表", "事实明细", "章节", "冲突", "未匹配", "问题", "说明"]
    cell = book["对比表"]["B2"]
    assert cell.value == 386
    assert cell.hyperlink.location == "'事实明细'!A2"
    header = [c.value for c in book["事实明细"][1]]
    sentence = book["事实明细"].cell(2, header.index("原句") + 1)
    assert (sentence.value, sentence.data_type) == ("=1+1，发展会员386人。", "s")


def test_what_a_reader_does_to_a_frame_is_the_reader_s_alone(tmp_path):
    """A column put into `frame` would shift the heads of the workbook over other figures."""
    from openpyxl import load_workbook

    made = table()
    given = made.frame
    given.insert(0, "人口", [1, 2, 3])
    given[MEMBERS] = 0
    made.cells.loc[:, "value"] = 0.0
    made.to_excel(tmp_path / "a.xlsx")
    head, first, *_ = load_workbook(tmp_path / "a.xlsx")["对比表"].iter_rows(values_only=True)
    assert head[1:] == tuple(made.frame.columns)
    assert first[:2] == ("青石镇", 386)
    assert made.cells["value"].max() == 386


def test_the_workbook_counts_documents_and_rows(tmp_path):
    """Two documents of a township are one row, and a copy is none."""
    from openpyxl import load_workbook

    rows = [stated(name, "members", "发展会员386人。", "386人", 386) for name in "abc"]
    documents = [document("a", "青石镇"), document("b", "青石镇"), document("c", "河口镇"),
                 document("d", "河口镇")]  # fmt: skip
    table(rows, documents, copies=[("c", "d")]).to_excel(tmp_path / "a.xlsx")
    notes = dict(load_workbook(tmp_path / "a.xlsx")["说明"].iter_rows(max_col=2, values_only=True))
    assert notes["文档"] == "4 份，计入 3 份，共 2 行"


def test_the_html_tells_vague_masked_and_missing_apart():
    rows = [
        stated("a", "members", "<b>近300人</b>", "近300人", 300, **ABOUT),
        stated("b", "members", "发展xx人", "xx人", masked=True),
    ]
    html = table(rows).to_html()
    assert 'class="vague"' in html
    assert 'class="masked"' in html
    assert 'class="missing"' in html
    assert "<b>" not in html
    assert "&lt;b&gt;近300人" in html


def test_the_page_loads_nothing(tmp_path):
    table().to_html(tmp_path / "t.html")
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    page = page.replace('xmlns="http://www.w3.org/2000/svg"', "")  # a name, no address
    assert "http:" not in page
    assert "https:" not in page
    assert "src=" not in page


# ---------------------------------------------------------------- from year to year


def _years(*pairs, indicator="members"):
    rows, documents = [], []
    for year, more in pairs:
        doc_id = f"d{len(documents)}"
        documents.append(document(doc_id, "青石镇", year=year))
        if more is not None:
            words = more.get("text", "…")
            rows.append(stated(doc_id, indicator, words, **{"text": words} | more))
    return table(rows, documents).change(indicator)


def test_change_gives_the_difference_of_following_years():
    frame = _years((2021, {"value": 100}), (2023, {"value": 150}), (2022, {"value": 120}))
    assert frame["from_year"].tolist() == [2021, 2022]
    assert frame["difference"].tolist() == [20.0, 30.0]
    assert frame["percent"].tolist() == [20.0, 25.0]
    assert frame.attrs["indicator"] == MEMBERS


@pytest.mark.parametrize(
    ("more", "why"),
    [
        pytest.param(None, "2022: missing", id="missing"),
        pytest.param({"masked": True, "text": "xx人"}, "2022: masked", id="masked"),
        pytest.param({"value": 300, **ABOUT}, "2022: vague", id="vague"),
        pytest.param(dict(RANGE), "2022: range", id="a range"),
    ],
)
def test_change_of_what_is_not_exact_is_not_computed(more, why):
    """A difference from a hidden or vague figure would be made precise."""
    filler = (2021, {"value": 100})
    frame = _years(filler, (2022, more))
    assert frame["why_not"].tolist() == [why]
    assert frame[["difference", "percent"]].isna().all(axis=None)


def test_change_from_zero_has_no_percentage_and_a_rate_has_points_only():
    frame = _years((2021, {"value": 0}), (2022, {"value": 2}), indicator="deaths")
    assert frame["difference"].tolist() == [2.0]
    assert frame["percent"].isna().all()
    rate = {"kind": "percent", "unit": "%"}
    frame = _years((2021, {"value": 80, **rate}), (2022, {"value": 84, **rate}), indicator="rate")
    assert frame["difference"].tolist() == [4.0]
    assert frame["percent"].isna().all()


def test_two_documents_of_one_year_are_not_set_against_each_other():
    frame = _years((2021, {"value": 1}), (2022, {"value": 2}), (2022, {"value": 3}))
    assert frame["why_not"].tolist() == ["2022: conflict"]
    rows = [stated(d, "members", "…", text="…", value=1) for d in ("a", "b", "c")]
    documents = [document(d, "青石镇", y) for d, y in (("a", 2021), ("b", 2022), ("c", 2022))]
    frame = table(rows, documents, by="document").change("members")
    assert frame["why_not"].tolist() == ["2022: several documents"]


def test_the_years_of_a_township_stand_together():
    """A reader compares a township with itself first, whatever the order of the files."""
    texts = pd.DataFrame(
        {
            "text": [
                f"{town}工会{year}年工作总结\n全年新建工会{count}家。"
                for town, year, count in (
                    ("河口镇", 2023, 5),
                    ("青石镇", 2023, 4),
                    ("河口镇", 2022, 3),
                    ("青石镇", 2022, 2),
                )
            ]
        }
    )
    rows = zs.read(texts).compare("union").frame.index.tolist()
    assert rows == [("河口镇", 2022), ("河口镇", 2023), ("青石镇", 2022), ("青石镇", 2023)]


def test_a_workbook_is_named_as_one(tmp_path):
    """Excel refuses a workbook that is called .csv."""
    with pytest.raises(SourceError, match=r"\.xlsx"):
        table().to_excel(tmp_path / "table.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", ["wide", None, 0, 3.5])
def test_the_width_of_a_table_is_a_number(wrong):
    with pytest.raises(ZhSummaryError, match="columns"):
        table().to_text(columns=wrong)


@pytest.mark.parametrize(
    ("title", "of_a_village"),
    [
        ("青石镇马沟村2023年工作总结", True),
        ("青石镇红旗社区居委会2023年工作总结", True),
        ("城关街道阳光社区党支部2023年工作总结", True),
        ("青石镇2023年驻村工作总结", False),
        ("青石镇新农村建设2023年工作总结", False),
        ("青石镇乡村振兴2023年工作总结", False),
        ("青石镇示范村2023年工作总结", False),
        ("青石镇2023年城市社区工作总结", False),
    ],
)
def test_the_summary_of_a_village_is_not_its_townships(title, of_a_village):
    """It is named among the problems, and has its row where documents have rows."""
    corpus = zs.read(pd.DataFrame({"text": [f"{title}\n现有党员共24人。低保户21户。"]}))
    table = corpus.compare("grassroots")
    assert table.cells.empty == of_a_village
    said = [row.message for row in table.problems.itertuples() if row.kind == "stray-document"]
    assert any("one village" in str(message) or "一个村" in str(message) for message in said) == (
        of_a_village
    )
    assert not corpus.compare("grassroots", rows="document").cells.empty
