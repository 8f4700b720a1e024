"""`explain` shows the stages at work and decides nothing of its own."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary.errors import SourceError


def test_tells_every_field_with_the_rule_that_found_it():
    """An analyst who doubts a cell must be able to name the rule."""
    told = zs.explain("全年新建基层工会7家。")
    (fact,) = told.facts
    assert {f: (v, r) for f, v, r in told.fields(fact)}["item"] == ("基层工会", "noun-before")
    assert fact.quantity.rules == ("digits", "unit:家")
    assert "7家 → 7 家 (count, exact, 8–10) by digits > unit:家" in repr(told)


def test_shows_bounds_hedges_and_masks():
    """What the author left vague must not look exact in the explanation either."""
    printed = repr(zs.explain("发放慰问金10余万元，接待职工xx人次，开展活动3至5场。"))
    assert "10余万元 → ≥100000 元" in printed
    assert "xx人次 → ×× 人次 (count, masked" in printed
    assert "3至5场 → 3–5 场 (count, range" in printed


@pytest.mark.parametrize(
    ("text", "unread", "reason"),
    [
        pytest.param("2023年工作顺利。", "2023年", "year", id="date"),
        pytest.param("在《安全生产100问》中选题。", "100", "title", id="book"),
        pytest.param("召开第3次会议。", "3", "ordinal", id="ordinal"),
        pytest.param("三令五申抓安全。", "三令五申", "idiom", id="idiom"),
        pytest.param("一、抓组织建设。\n1、抓源头，建会5家。", "1、", "heading", id="marker"),
        pytest.param("现场气氛热烈，共计128。", "128", "no unit", id="bare"),
    ],
)
def test_lists_what_was_not_read_and_why(text, unread, reason):
    """A number that was passed over is shown with its reason, not dropped."""
    found = [one for one in zs.explain(text).unread if one.text == unread]
    assert found, zs.explain(text).unread
    assert reason in found[0].reason


def test_explains_a_document_as_the_corpus_read_it(corpus):
    """The explanation of a document is the document's own facts."""
    for document in corpus:
        assert zs.explain(document).facts == document.facts


def test_explains_a_page_of_several_summaries(corpus_folder):
    """Facts of the later summaries keep their place in the page."""
    text = (corpus_folder / "collection.md").read_text(encoding="utf-8")
    told = zs.explain(text)
    assert len({f.sentence_start for f in told.facts}) > 10
    for fact in told.facts:
        quantity = fact.quantity
        assert told.text[quantity.start : quantity.end] == quantity.text
        assert fact.sentence_start <= quantity.start < fact.sentence_end
    for one in told.unread:
        assert told.text[one.start : one.end] == one.text


def test_a_notebook_gets_escaped_html():
    """Text from strangers is shown, never run."""
    html = zs.explain("<script>alert(1)</script>新建工会7家。")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "noun-before" in html


def test_is_a_frozen_value():
    """An explanation that could be changed would explain nothing."""
    told = zs.explain("新建工会7家。")
    with pytest.raises(dataclasses.FrozenInstanceError):
        told.text = ""


def test_a_text_without_figures_says_so():
    """Silence would look like a fault."""
    assert repr(zs.explain("成效明显。")) == "no figure, and nothing that looks like one"
    assert "成效明显" in zs.explain("成效明显。")._repr_html_()


@pytest.mark.parametrize("wrong", [None, 7, b"7"], ids=["none", "number", "bytes"])
def test_refuses_what_is_no_text(wrong):
    """A number or bytes are refused by name."""
    with pytest.raises(SourceError, match=type(wrong).__name__):
        zs.explain(wrong)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="一二三十百万0123４x×家人元%年月第《》“”，。、\n新建会 某余近", max_size=60)
)
def test_explains_any_text(text):
    """Facts and what was not read lie in the text and never overlap."""
    told = zs.explain(text)
    spans = sorted(
        [(f.quantity.start, f.quantity.end) for f in told.facts]
        + [(one.start, one.end) for one in told.unread]
    )
    assert all(0 <= start < end <= len(told.text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert repr(told)
