"""Numbered headings: which lines they are, how far their titles reach, how they nest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure_cases import cases, gold
from zhsummary.lexicons.load import rows
from zhsummary.spans import fold
from zhsummary.structure.documents import split
from zhsummary.structure.markers import _spell
from zhsummary.structure.sections import enumerators, headings, sections
from zhsummary.structure.titles import _openers, cut

ANY = st.text(
    alphabet="一二三十、.．（）()1234①②⑴㈠第首先其次，。：；\n #*-今年建会5家落实工作", max_size=160
)


@pytest.mark.parametrize(("text", "expected"), cases("headings"))
def test_headings(text, expected):
    """Level, style, number and title of every heading, and no other."""
    assert _said(text) == expected


@pytest.mark.xfail(strict=True, reason="known failures; the case says why")
@pytest.mark.parametrize(("text", "expected"), cases("known_failures"))
def test_known_failures(text, expected):
    """What is still read wrongly is written down; a case that passes must be moved."""
    assert _said(text) == expected


def _said(text: str) -> str:
    found = headings(text)
    said = " | ".join(f"{h.level} {h.style} {h.number} {h.title or '-'}" for h in found)
    return said.replace("\n", "⏎")


@pytest.mark.parametrize(("text", "expected"), cases("headings"))
def test_the_span_of_a_heading_is_its_marker_and_title(text, expected):
    """Evidence is literal: what a heading says stands where it says so."""
    for h in headings(text):
        assert text[h.start :].startswith(h.marker)
        assert text[h.title_start : h.end] == h.title
        assert h.start < h.end <= h.body_start <= h.body_end <= len(text)


def test_each_marker_matches_its_example_and_not_its_counterexample():
    """A row that decides something shows what it decides."""
    for row in rows("headings.tsv"):
        pattern = re.compile(_spell(row["pattern"]))
        assert pattern.match(fold(row["yes"])), row
        assert not pattern.match(fold(row["no"])), row
        assert row["why"]


def test_each_opener_cuts_its_example_and_leaves_its_counterexample():
    """A row of body_openers.tsv shows a fused title and a title it must not cut."""
    for row, (_, pattern) in zip(rows("body_openers.tsv"), _openers(), strict=True):
        title, body = row["yes"].split("|")
        content = f"{title}{body}，并取得了明显的成效和广大群众的一致好评。"
        assert pattern.match(content, len(title)), row
        assert cut(content, None, False).title_end == len(title), row
        whole = cut(row["no"], None, False)
        assert (whole.title_end, whole.fused) == (len(row["no"]), False), row


@pytest.mark.parametrize(
    ("line", "run_in", "fused"),
    [
        ("一、建会", False, False),
        ("一、建会。", False, False),
        ("一、建会。今年建会5家。", True, False),
        ("一、建会：今年建会5家。", True, False),
        ("**一、建会**今年建会5家。", True, True),
        ("**一、建会。**今年建会5家。", True, False),
        ("一、落实建会工作今年建会5家，入会90人，成效十分明显，受到县总工会表彰。", True, True),
    ],
)
def test_what_follows_a_title_on_its_line(line, run_in, fused):
    """run_in: body on the same line; fused: nothing parts it from the title."""
    (h,) = headings(line)
    assert (h.run_in, h.fused) == (run_in, fused)


def test_a_restart_opens_a_new_sequence():
    """Where the parents were lost, 1、2、1、2 are two runs of level 1."""
    found = headings("1、甲。一。\n2、乙。二。\n1、丙。三。\n2、丁。四。")
    assert [h.sequence for h in found] == [1, 1, 2, 2]
    assert {h.level for h in found} == {1}
    assert {h.parent for h in found} == {None}


def test_children_point_to_their_parent():
    """A heading's body holds its subsections; a child's body ends where the parent's does."""
    text = "一、甲\n（一）乙。一。\n（二）丙。二。\n二、丁\n三。"
    first, second, third, fourth = headings(text)
    assert (first.parent, second.parent, third.parent, fourth.parent) == (None, 0, 0, None)
    assert first.body_end == third.body_end == fourth.start
    assert text[second.body_start : second.body_end] == "一。\n"


def test_the_path_of_a_section_names_its_titles_from_the_top():
    """An untitled heading is named by its marker."""
    body = "因人员变动频繁，部分企业的工会主席空缺，活动开展得断断续续，职工意见较大，需要改正。"
    text = f"前言。\n一、甲\n1、{body}"
    found = sections(text, headings(text))
    assert [s.path for s in found] == [(), ("甲",), ("甲", "1、")]


def test_enumerators_in_running_text():
    """一是 and 首先 are markers of running text; a heading of the same word is none."""
    text = "首先，抓组织。建3家。\n其次，抓维权。一是援助；二是调解。\n其中一是新建的，首先要巩固。"
    found = enumerators(text, headings(text))
    said = [(e.number, text[e.start : e.end]) for e in found]
    assert said == [(1, "一是"), (2, "二是"), (1, "首先")]


@pytest.mark.skipif(not gold(), reason="the annotated texts are not beside the repository")
def test_the_gold_headings_are_found():
    """Start, level, number and title of each heading of the gold (97 of 100 at least)."""
    hits = wanted = false = 0
    for _, text, told in gold():
        said = {}
        for piece in split(text):
            body = text[piece.start : piece.end]
            said |= {piece.start + h.start: h for h in headings(body)}
        for g in told["headings"]:
            h = said.pop(g["start"], None)
            wanted += 1
            if h is not None and h.title == (g["title"] or h.title):
                hits += all(getattr(h, name) == g[name] for name in ("level", "number", "style"))
        false += len(said)
    assert hits >= 0.97 * wanted
    assert false <= 0.03 * wanted


@given(ANY)
def test_sections_join_to_the_whole(text):
    """No character is lost and none stands in two sections."""
    found = headings(text)
    assert "".join(text[s.start : s.end] for s in sections(text, found)) == text


@given(ANY)
def test_headings_are_literal_and_in_order(text):
    """Spans rise, titles stand in the text, parents come first and are one level up."""
    found = headings(text)
    last = 0
    for index, h in enumerate(found):
        assert last <= h.start < h.end <= len(text)
        assert text[h.title_start : h.end] == h.title
        assert h.body_start <= h.body_end <= len(text)
        # a heading without a number above numbered ones leaves their levels as they are
        outermost = 0 if h.style == "none" and h.level == 0 else 1
        assert h.level == (found[h.parent].level + 1 if h.parent is not None else outermost)
        assert h.parent is None or h.parent < index
        last = h.end


@given(st.text(max_size=200))
def test_any_text_at_all(text):
    """Nothing raises."""
    found = headings(text)
    sections(text, found)
    enumerators(text, found)
