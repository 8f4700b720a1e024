"""Chapters: titles of many documents under the standard parts of such reports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zhsummary as zs
from tests.bcubed import bcubed
from zhsummary.lexicons import load
from zhsummary.mining.chapters import (
    CHAPTERS,
    HEADINGS,
    TITLES,
    UNTITLED,
    chapters_of,
    core,
    usual_chapter,
)

GOLD = load.table((Path(__file__).parent / "gold" / "chapters.tsv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["dev", "held"])
def test_titles_are_grouped_as_a_reader_would(part):
    """Half of the titles were not looked at while the words of chapters were chosen."""
    rows = [row for row in GOLD if row["part"] == part]
    assert len(rows) > 80
    found = chapters_of([row["title"] for row in rows])
    measured = bcubed(found, [row["chapter"] for row in rows])
    assert measured.precision >= 0.95, measured
    assert measured.recall >= 0.95, measured


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["chapter"]) for row in load.rows("chapters.tsv")]
)
def test_a_chapter_takes_its_example_alone(row):
    assert usual_chapter(row["yes"]) == row["chapter"]
    assert usual_chapter(row["no"]) != row["chapter"]
    assert row["part"] in {"frame", "field"}


@pytest.mark.parametrize(
    "title",
    ["组织建设", "切实加强组织建设工作", "组织建设有新突破", "(一) 组织建设", "组织\u3000建设"],
)
def test_dressing_does_not_matter(title):
    assert chapters_of([title]) == ["组织建设"]


def test_titles_without_a_usual_word_are_grouped_by_their_likeness():
    """What the lexicon does not know is still one chapter, named by its commonest title."""
    titles = ["古树名木普查", "做好古树名木普查工作", "古树名木保护", "古树名木普查", "蜂箱发放"]
    assert chapters_of(titles) == ["古树名木普查"] * 4 + ["蜂箱发放"]


def test_a_number_alone_is_a_heading_without_title():
    assert chapters_of(["", "、", "组织建设"]) == [UNTITLED, UNTITLED, "组织建设"]


def test_every_heading_has_its_chapter(corpus):
    found = corpus.chapters()
    headings = corpus.headings()
    assert found.headings[["doc_id", "title", "start", "end"]].equals(
        headings[["doc_id", "title", "start", "end"]]
    )
    assert found.headings["chapter"].notna().all()
    assert found.chapters["headings"].sum() == len(headings) == found.titles["headings"].sum()
    for row in found.chapters.itertuples():
        own = found.headings[found.headings["chapter"] == row.chapter]
        assert row.documents == own["doc_id"].nunique()
        assert row.townships == own["township"].dropna().nunique()


def test_a_part_of_a_section_knows_what_it_stands_under():
    text = "河口镇总结\n一、下步打算\n（一）组织建设\n建会。\n二、帮扶工作\n慰问。\n"
    found = zs.read(pd.DataFrame({"text": [text]})).chapters().headings
    assert found[["chapter", "under"]].values.tolist() == [
        ["下步打算", "下步打算"],
        ["组织建设", "下步打算"],
        ["帮扶救助", "帮扶救助"],
    ]


def test_shares_are_of_the_documents(corpus):
    found = corpus.chapters()
    by_year = found.by("year")
    assert list(by_year.index) == [2022, 2023]
    assert by_year.columns.tolist() == found.chapters["chapter"].tolist()
    one = found.headings[(found.headings["year"] == 2023)]
    has = one[one["chapter"] == "下步打算"]["doc_id"].nunique()
    assert by_year.loc[2023, "下步打算"] == has / one["doc_id"].nunique()


@pytest.mark.parametrize("group", ["county", "title", None, ["year"]])
def test_shares_are_of_years_or_townships(corpus, group):
    with pytest.raises(zs.UnknownNameError, match="year or by township"):
        corpus.chapters().by(group)


def test_the_order_of_the_documents_decides_no_chapter():
    titles = ["蜂箱发放", "发放蜂箱", "古树保护", "保护古树名木", "古树名木"]
    forward = dict(zip(titles, chapters_of(titles), strict=True))
    backward = dict(zip(titles[::-1], chapters_of(titles[::-1]), strict=True))
    assert forward == backward


@pytest.mark.parametrize("text", ["河口镇总结\n建会。"])
def test_no_headings_give_empty_frames_of_the_same_dtypes(text):
    found = zs.read(pd.DataFrame({"text": [text]})).chapters()
    for frame, columns in (
        (found.chapters, CHAPTERS),
        (found.titles, TITLES),
        (found.headings, HEADINGS),
    ):
        assert frame.empty
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == columns
    assert found.by("year").empty
    assert "0 章" in repr(found)


def test_it_shows_itself(corpus):
    found = corpus.chapters()
    assert "帮扶救助" in repr(found)
    assert "<table" in found._repr_html_()
    assert core("切实加强") == "切实加强"
