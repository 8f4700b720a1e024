"""Words and tags: whole, in order, with the domain's own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhsummary.lexicons import load
from zhsummary.structure.words import tag_of, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("基层工会会员总数", ["基层工会", "会员总数"], id="terms stay whole"),
        pytest.param("签订协议", ["签订", "协议"], id="a verb and its object are parted"),
        pytest.param("工资专项集体协议", ["工资专项集体协议"], id="a long term stays whole"),
        pytest.param("现有企业", ["现有", "企业"], id="no swallowed verb"),
    ],
)
def test_cuts_the_words_of_the_domain(text, cut):
    """The domain dictionary repairs what a general one cuts apart or glues together."""
    assert [word.text for word in words(text)] == cut


def test_tags_come_from_the_domain_dictionary_first():
    """建会 is a verb here; a general dictionary does not know it."""
    assert tag_of("建会") == "v"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_words_join_to_the_whole(text):
    """No character is lost or moved."""
    found = words(text)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)


def test_a_domain_word_is_listed_once():
    """A word with two tags would have the one that happens to come last."""
    listed = [row["word"] for row in load.rows("domain_words.tsv")]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []


def test_another_users_dictionary_is_left_alone():
    """The tokenizer is our own: what others taught jieba does not reach it, nor ours theirs."""
    import jieba

    jieba.add_word("镇工会表彰", freq=10**7)
    try:
        assert words("镇工会表彰职工")[0].text == "镇工会"
        assert "工资专项集体协议" not in jieba.lcut("工资专项集体协议")
    finally:
        jieba.del_word("镇工会表彰")
