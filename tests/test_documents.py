"""Pages with several summaries are split at their titles, and no others are."""

from __future__ import annotations

import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure_cases import PROSE, cases, gold, short
from zhsummary.lexicons.load import rows
from zhsummary.read import Source, from_text
from zhsummary.spans import fold
from zhsummary.structure import build, unique_ids
from zhsummary.structure.documents import _forms, _furniture, split, title_span, without_series


@pytest.mark.parametrize(("text", "titles"), cases("documents"))
def test_a_page_is_split_at_its_titles(text, titles):
    """Each piece runs from its title line to the next; the last one to the end of the page."""
    pieces = split(text)
    said = " | ".join(text[p.title_start : p.title_end] for p in pieces)
    if (pieces[0].start, pieces[-1].end, len(pieces)) == (0, len(text), 1):
        said = f"(whole) {said}".strip()
    assert said == titles
    assert pieces[-1].end == len(text)
    for piece, following in pairwise(pieces):
        assert piece.end == following.start


def test_a_piece_begins_with_the_markdown_signs_of_its_title():
    """The signs belong to the document that they open."""
    text = f"# 精选\n## **总结篇一**\n{PROSE}\n## 总结篇二\n{PROSE}"
    assert [text[p.start :][:4] for p in split(text)] == ["## *", "## 总"]


@pytest.mark.parametrize("name", ["collections.tsv", "furniture.tsv"])
def test_each_row_matches_its_example_and_not_its_counterexample(name):
    """A row that decides something shows what it decides."""
    patterns = [p for _, p in _forms()] if name == "collections.tsv" else list(_furniture())
    for row, pattern in zip(rows(name), patterns, strict=True):
        assert pattern.fullmatch(fold(row["yes"])), row
        assert not pattern.fullmatch(fold(row["no"])), row
        assert row["why"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "打印\n【字号：\n大\n】\n2025年河口镇工作报告\n——2026年1月8日\n来源：县报",
            "2025年河口镇工作报告\n——2026年1月8日",
        ),
        ("首页\n>\n政务公开\n河口镇工会总结\n今年建会5家。", "河口镇工会总结"),
        ("今年以来，建会5家。", ""),
        ("一、建会\n建会5家。", ""),
        ("第一章 建会\n建会5家。", ""),
        ("㈠建会\n建会5家。", ""),
        ("Ⅱ、建会\n建会5家。", ""),
        ("一 建会\n建会5家。\n二 维权\n调处6件。", ""),
        ("（壹）建会\n建会5家。", ""),
        ("一 年工作总结\n建会5家。", "一 年工作总结"),
        ("", ""),
    ],
)
def test_the_title_is_found_behind_the_furniture_of_a_page(text, title):
    """Buttons and navigation are no titles, prose and headings neither."""
    assert title_span(text).of(text) == title


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("乡镇工会总结篇六", "乡镇工会总结"),
        ("篇2：河口镇总结", "河口镇总结"),
        ("第三篇", ""),
        ("河口镇总结", "河口镇总结"),
    ],
)
def test_a_running_number_is_no_part_of_the_title(title, bare):
    """Only the number and its word are taken away."""
    assert without_series(title) == bare


def test_names_are_readable_and_unique():
    """Township and year where known, else the file's stem; clashes are numbered."""
    named = f"2023年，河口镇工会建会5家。{PROSE}"
    text = f"总结篇一\n{named}\n总结篇二\n{PROSE}\n总结篇三\n{named}"
    found = build(Source("texts/page.md", text))
    assert [s.doc_id for s in found] == ["河口镇-2023", "page#2", "河口镇-2023#2"]
    again = unique_ids([*found, *found])
    assert len({s.doc_id for s in again}) == 6
    assert [s.text for s in again] == [s.text for s in found] * 2


def test_metadata_goes_before_the_text():
    """What the analyst says of a file, and of a part of it, decides."""
    text = f"总结篇一\n2022年，河口镇工会建会5家。{PROSE}\n总结篇二\n{PROSE}"
    parts = {2: {"township": "柳林乡", "year": 2021}}
    source = Source("page.md", text, metadata={"county": "岚山县", "人口": "9"}, parts=parts)
    first, second = build(source)
    assert (first.doc_id, first.identity.county) == ("河口镇-2022", "岚山县")
    assert first.metadata == {"人口": "9"}
    assert second.doc_id == "柳林乡-2021"
    assert second.identity.evidence["township"] == "metadata.csv"


def test_where_a_summary_begins_is_where_its_text_begins():
    """Evidence in a summary is evidence in its source."""
    text = f"# 精选\n\n## 总结篇一\n{PROSE}\n## 总结篇二\n{PROSE}\n"
    for summary in build(from_text(text)):
        assert text[summary.start : summary.start + len(summary.text)] == summary.text


@pytest.mark.skipif(not gold(), reason="the annotated texts are not beside the repository")
@pytest.mark.parametrize(("name", "text", "told"), gold(), ids=short)
def test_the_gold_documents_are_found(name, text, told):
    """Every document of the gold, and no other."""
    assert [p.start for p in split(text)] == [d["start"] for d in told["documents"]], name


@given(st.text(alphabet="篇一二三第范文总结报告【】#*12 \n。，（）：好", max_size=200))
def test_any_text_is_split_in_order(text):
    """Pieces follow each other without a gap and none is outside the text."""
    pieces = split(text)
    assert pieces
    assert pieces[-1].end == len(text)
    for piece, following in pairwise(pieces):
        assert piece.start < piece.end == following.start
    for piece in pieces:
        assert 0 <= piece.start <= piece.end
        assert 0 <= piece.title_start <= piece.title_end <= len(text)


@given(st.text(max_size=300))
def test_any_text_is_built(text):
    """No text raises, and the summaries are stretches of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for summary in build(from_text(text)):
            assert text[summary.start : summary.start + len(summary.text)] == summary.text
