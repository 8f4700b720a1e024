"""Codebooks: shipped ones, one's own, and what a wrong one is told."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.compare.codebook import codebooks, load_codebook
from zhsummary.errors import CodebookError, SourceError, UnknownNameError

UNION = {
    "new_unions": ("新建基层工会", "家"), "unions_total": ("基层工会总数", "家"),
    "new_members": ("新发展会员", "人"), "members_total": ("会员总数", "人"),
    "membership_rate": ("入会率", "%"), "migrant_members": ("农民工会员", "人"),
    "wage_agreements": ("工资集体协议", "份"), "training_sessions": ("培训期数", "期"),
    "training_people": ("培训人次", "人次"), "relief_households": ("慰问困难职工户数", "户"),
    "relief_money": ("慰问救助金额", "元"), "scholarship_students": ("助学学生", "人"),
    "mutual_aid_people": ("医疗互助参保", "人"), "dues_collected": ("工会经费收缴", "元"),
}  # fmt: skip


def test_the_union_codebook_has_its_indicators():
    """Tables that others made with these names still fit."""
    book = load_codebook("union")
    assert {i.id: (i.label, i.unit) for i in book.indicators if i.id in UNION} == UNION


@pytest.mark.parametrize("name", ["union", "government"])
def test_ids_and_labels_are_each_there_once(name):
    """Two columns of one name could not be told apart."""
    indicators = load_codebook(name).indicators
    assert len({i.id for i in indicators}) == len({i.label for i in indicators}) == len(indicators)
    assert len(indicators) >= 44


@pytest.mark.parametrize("name", ["union", "government", "grassroots"])
def test_households_and_persons_share_no_column(name):
    """45户 in a column of persons would be read as 45 persons."""
    households, persons = {"户", "户次"}, {"人", "名", "位", "人次"}
    mixed = [
        i.id for i in load_codebook(name).indicators if i.units & households and i.units & persons
    ]
    assert not mixed


def test_columns_that_a_codebook_leaves_away_ask_nothing():
    """A codebook made before `theme` and `stock` were there still loads."""
    row = {"id": "a", "label": "书屋", "kind": "count", "item": "书屋"}
    (indicator,) = load_codebook(pd.DataFrame([row])).indicators
    assert indicator.theme is None
    assert not indicator.stock


def test_an_indicator_is_found_by_id_or_label():
    book = load_codebook("union")
    assert book.get("new_members") is book.get("新发展会员")
    with pytest.raises(UnknownNameError, match="No indicator '会员卡'"):
        book.get("会员卡")


def test_a_codebook_of_ones_own_is_a_frame_or_a_file(tmp_path):
    """The same rows, from a DataFrame and from a tab-separated file."""
    frame = pd.DataFrame(
        [{"id": "libraries", "label": "职工书屋", "kind": "count", "item": "书屋"}]
    )
    path = tmp_path / "own.tsv"
    path.write_text(frame.to_csv(sep="\t", index=False), encoding="utf-8")
    assert load_codebook(frame).indicators == load_codebook(str(path)).indicators


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(
            {"label": "书屋", "kind": "count", "item": "书屋"}, "'id' is missing", id="no id"
        ),
        pytest.param(
            {"id": "a", "label": "书屋", "kind": "number", "item": "书屋"},
            "kind is 'number'",
            id="kind",
        ),
        pytest.param(
            {"id": "a", "label": "书屋", "kind": "count", "item": "书屋("},
            "item is no regular expression",
            id="pattern",
        ),
        pytest.param(
            {"id": "a", "label": "书屋", "kind": "count", "item": "书", "change": "up"},
            "change is 'up'",
            id="change",
        ),
    ],
)
def test_a_wrong_row_is_named(row, said):
    """The message gives the row and what is wrong with it."""
    with pytest.raises(CodebookError, match=said.replace("(", r"\(")) as error:
        load_codebook(pd.DataFrame([row]))
    assert "row 1" in str(error.value)


def test_wordings_stand_in_for_an_item():
    """A row that lists what figures say needs no pattern; one with neither is named."""
    row = {
        "id": "a",
        "label": "工资协议",
        "kind": "count",
        "wordings": "签订｜工资协议； 达成｜协议",
    }
    (indicator,) = load_codebook(pd.DataFrame([row])).indicators
    assert indicator.item is None
    assert indicator.wordings == ("签订｜工资协议", "达成｜协议")
    with pytest.raises(CodebookError, match="'item' is missing or empty"):
        load_codebook(pd.DataFrame([row | {"wordings": ""}]))


@pytest.mark.parametrize("name", codebooks())
def test_a_codebook_is_written_and_read_again(name, tmp_path):
    """What an analyst saves, edits and loads is what it was."""
    book = load_codebook(name)
    path = tmp_path / f"{name}.tsv"
    book.to_tsv(path)
    again = load_codebook(path)
    assert again == book
    assert load_codebook(book.frame).indicators == book.indicators


def test_a_codebook_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(SourceError, match="cannot be written"):
        load_codebook("union").to_tsv(tmp_path / "no" / "such" / "folder.tsv")


def test_an_id_may_not_be_there_twice():
    row = {"id": "a", "label": "书屋", "kind": "count", "item": "书屋"}
    with pytest.raises(CodebookError, match="more than once"):
        load_codebook(pd.DataFrame([row, row]))


def test_an_unknown_codebook_lists_the_known_ones():
    with pytest.raises(CodebookError, match="、".join(codebooks())):
        load_codebook("no-such-book")


def test_a_text_of_another_kind_is_not_taken():
    """A safety office's summary has no row in a table of unions."""
    book = load_codebook("union")
    assert not book.takes("安全生产工作总结\n全年检查企业412家次，举办培训5期。")
    assert book.takes("工作总结\n镇工会新建基层工会5家，发展会员200名，工会经费收缴3万元。")


# ---------------------------------------------------------------- files that are wrong

HEADER = "id\tlabel\tkind\titem"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            "# own\nid\tlabel\tkind\na\t书屋\tcount\n",
            "own.tsv, line 2: the column 'item' is missing; its columns are id, label, kind",
            id="no column",
        ),
        pytest.param(
            f"{HEADER}\na\t书屋\tcount\t书屋\n\n# more\na\t图书\tcount\t图书\n",
            "own.tsv, line 5 (a): the id 'a' is there more than once, the first time in own.tsv, "
            "line 2 (a)",
            id="id twice",
        ),
        pytest.param(
            f"{HEADER}\na\t书屋\tcount\t书屋(\n",
            "own.tsv, line 2 (a): item is no regular expression: missing ), unterminated "
            "subpattern at character 3 of '书屋('",
            id="pattern",
        ),
        pytest.param(
            f"{HEADER}\tunit\na\t款\tmoney\t款\t万无\n",
            "own.tsv, line 2 (a): the unit '万无' is none that figures are read with. Did you "
            "mean 万元?",
            id="unknown unit",
        ),
        pytest.param(
            f"{HEADER}\tunit\na\t款\tmoney\t款\t户\n",
            "the unit '户' is one of count、measure, but the kind is money",
            id="unit of another kind",
        ),
        pytest.param(
            f"{HEADER}\titem-not\na\t书屋\tcount\t书屋\t图书\n",
            "own.tsv, line 1: there is no column 'item-not', so its cells would ask nothing. Did "
            "you mean 'item_not'?",
            id="nearly a column",
        ),
        pytest.param(
            f"{HEADER}\na\t书屋\tcount\t书屋\t\t\tx\n",
            "own.tsv, line 2: 7 cells, but 4 columns",
            id="a tab too many",
        ),
        pytest.param(
            f"{HEADER}\tmodality\na\t书屋\tcount\t书屋\tactual planed\n",
            "modality is 'planed'",
            id="modality",
        ),
        pytest.param(f"{HEADER}\tper\na\t书屋\tcount\t书屋\t是\n", "per is '是'", id="switch"),
        pytest.param("", "own.tsv has no rows", id="empty"),
        pytest.param(f"{HEADER}\n", "no rows below its columns", id="header alone"),
    ],
)
def test_an_error_names_file_line_and_remedy(tmp_path, content, said):
    path = tmp_path / "own.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        load_codebook(path)
    assert said in str(error.value)


def test_another_encoding_is_named_with_its_line_and_the_way_out(tmp_path):
    """A codebook read as the wrong characters would match nothing without a sound."""
    path = tmp_path / "own.tsv"
    path.write_bytes(f"{HEADER}\na\t书屋\tcount\t书屋\n".encode("gb18030"))
    with pytest.raises(CodebookError, match=r"own.tsv, line 2: this is no UTF-8.*Save"):
        load_codebook(path)


@pytest.mark.parametrize("source", [None, 3, [{"id": "a"}]])
def test_what_is_no_codebook_is_refused_by_its_type(source):
    with pytest.raises(CodebookError, match=f"{type(source).__name__} is no codebook"):
        load_codebook(source)


def test_units_of_the_shipped_codebooks_are_known():
    """And 万人, 元/亩 and 课时 are units too."""
    rows = [("a", "money", "万元"), ("b", "count", "万人"), ("c", "money", "元/亩")]
    frame = pd.DataFrame(
        [{"id": i, "label": i, "kind": kind, "unit": unit, "item": "."} for i, kind, unit in rows]
    )
    assert len(load_codebook(frame)) == 3


def test_a_codebook_may_be_a_csv_or_a_workbook(tmp_path):
    frame = pd.DataFrame([{"id": "a", "label": "书屋", "kind": "count", "item": "书屋"}])
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    for name in ("a.csv", "a.xlsx"):
        assert load_codebook(tmp_path / name).indicators == load_codebook(frame).indicators


def test_columns_of_ones_own_are_named_and_notes_are_not(tmp_path):
    row = {"id": "a", "label": "书屋", "kind": "count", "item": "书屋", "note": "x", "来源": "y"}
    with pytest.warns(zs.ZhSummaryWarning, match="来源") as told:
        load_codebook(pd.DataFrame([row]))
    assert "note" not in str(told[0].message)


def _table(row: dict, text: str) -> dict[str, list[str]]:
    corpus = zs.read(pd.DataFrame({"text": [f"青石镇2023年工作总结\n{text}"]}))
    cells = corpus.compare(pd.DataFrame([row])).cells
    return {m: g["text"].tolist() for m, g in cells.groupby("modality")}


def test_a_row_may_ask_for_a_modality_or_for_a_part():
    """Plans alone, or what 其中 opens alone."""
    row = {"id": "a", "label": "书屋", "kind": "count", "item": "书屋|社区"}
    text = "新建书屋7家，其中社区书屋3家。明年计划新建书屋5家。"
    assert _table(row | {"modality": "planned"}, text) == {"planned": ["5家"]}
    assert _table(row | {"part": "part"}, text) == {"actual": ["3家"]}
    assert _table(row | {"part": "whole"}, text) == {"actual": ["7家"], "planned": ["5家"]}


def test_an_example_that_its_row_does_not_take_is_told():
    row = {"id": "a", "label": "书屋", "kind": "count", "item": "书屋", "yes": "建图书馆3个。"}
    with pytest.warns(zs.ZhSummaryWarning, match=r"row 1 \(a\): no figure of its example"):
        _table(row, "新建书屋7家。")
    with pytest.warns(zs.ZhSummaryWarning, match="must leave"):
        _table(row | {"yes": "新建书屋7家。", "no": "新建书屋5家。"}, "新建书屋7家。")


def test_a_codebook_shows_itself_in_few_words():
    """A notebook's last line is often ``table.codebook``: not fifty thousand characters."""
    book = load_codebook("union")
    assert repr(book) == f"<Codebook union: {len(book.indicators)} 个指标>"
    assert repr(book.get("new_members")) == "<Indicator new_members 新发展会员 (人): count>"
    assert "<td>新发展会员</td>" in book._repr_html_()


def test_patterns_share_parts_that_the_file_names(tmp_path):
    """What several rows exclude is written once, and may stand anywhere in a pattern."""
    path = tmp_path / "own.tsv"
    path.write_text(
        "# part over_years: 历年|五年\n"
        "id\tlabel\tkind\titem\tabout_not\n"
        "trees\t植树\tcount\t树\t补植|{over_years}来|任务\n"
        "roads\t修路\tcount\t路{1,2}$\t{over_years}\n",
        encoding="utf-8",
    )
    trees, roads = load_codebook(path).indicators
    assert trees.about_not is not None
    assert trees.about_not.search("五年来植树")
    assert not trees.about_not.search("五年植树")
    assert roads.about_not is not None
    assert roads.about_not.pattern == "(?:历年|五年)"
    assert roads.item is not None
    assert roads.item.pattern == "路{1,2}$"


def test_a_part_that_no_line_names_is_an_error(tmp_path):
    """Taken as it stands, the braces would never be found in a text."""
    path = tmp_path / "own.tsv"
    path.write_text("id\tlabel\tkind\titem\na\t树\tcount\t{trees}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"own\.tsv, line 2: \{trees\} names no part"):
        load_codebook(path)
