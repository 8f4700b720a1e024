"""Codebooks: shipped ones, one's own, and what a wrong one is told."""

from __future__ import annotations

import pandas as pd
import pytest

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
