"""Sentences, paragraphs and clauses partition the text and reach across page breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure_cases import cases, gold, short
from zhsummary.spans import Span
from zhsummary.structure.documents import split
from zhsummary.structure.sections import headings
from zhsummary.structure.sentences import clauses, paragraphs, sentences

ANY = st.text(
    alphabet="建会5家。，；：！？.!?“”（）《》\n\r #*-一、（）今年会员到1人 　", max_size=160
)


@pytest.mark.parametrize(("text", "expected"), cases("sentences"))
def test_sentences(text, expected):
    """Where sentences end, headings stand alone and page breaks are healed."""
    said = " | ".join(s.of(text).strip().replace("\n", "⏎") for s in sentences(text))
    assert said == expected


def test_headings_given_and_found_make_the_same_sentences():
    """The headings are an economy, not an option."""
    text = "一、建会。今年建会5家。\n二、维权\n调处6件。"
    assert sentences(text, headings(text)) == sentences(text)


def test_a_paragraph_reaches_across_a_page_break():
    """Two halves of a paragraph are one, two paragraphs stay two."""
    text = "今年举办培训班三期，参加培训的职工达到1\n\n200人。\n\n慰问职工40户。"
    assert [s.of(text).count("。") for s in paragraphs(text)] == [1, 1]


def test_clauses_end_at_semicolons_of_either_width():
    """A sentence of several statements can be taken apart."""
    text = "建会5家；入会90人;慰问40户。"
    assert [c.of(text) for c in clauses(text, Span(0, len(text)))] == [
        "建会5家；",
        "入会90人;",
        "慰问40户。",
    ]


@pytest.mark.skipif(not gold(), reason="the annotated texts are not beside the repository")
@pytest.mark.parametrize(("name", "text", "told"), gold(), ids=short)
def test_every_page_break_of_the_gold_lies_inside_a_sentence(name, text, told):
    """A figure that a page break splits is read whole."""
    spans = [
        Span(piece.start + s.start, piece.start + s.end)
        for piece in split(text)
        for s in sentences(text[piece.start : piece.end])
    ]
    for join in told["joins"]:
        assert any(s.start < join["start"] and join["end"] < s.end for s in spans), (name, join)


@given(ANY)
def test_sentences_and_paragraphs_join_to_the_whole(text):
    """No character is lost, none stands in two."""
    assert "".join(s.of(text) for s in sentences(text)) == text
    assert "".join(s.of(text) for s in paragraphs(text)) == text


@given(ANY)
def test_a_sentence_lies_in_one_paragraph(text):
    """Paragraph bounds are sentence bounds."""
    ends = {s.end for s in sentences(text)}
    assert {p.end for p in paragraphs(text)} <= ends


@given(st.text(max_size=200))
def test_any_text_at_all(text):
    """Nothing raises, and clauses join to their sentence."""
    for sentence in sentences(text):
        assert "".join(c.of(text) for c in clauses(text, sentence)) == sentence.of(text)
