"""Look-up: words of a list are counted however a text would be cut into words."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary.errors import ZhSummaryError
from zhsummary.mining.lookup import LOOKUP, lookup

LISTS = {"帮扶": ["慰问", "助学", "困难职工"], "维权": ["协商", "集体协商"], "没有": ["登月"]}


def read(*texts):
    return zs.read(pd.DataFrame({"text": list(texts)}))


def test_no_segmenter_decides_what_is_found():
    """县总工会 is one word to the segmenter, and 工会 stands in it all the same."""
    corpus = read("县总工会慰问困难职工，工会经费收缴。")
    assert "工会" not in set(corpus.frequencies()["word"])
    found = corpus.lookup(["工会", "经费收", "困难"]).set_index("word")["count"]
    assert found.to_dict() == {"工会": 2, "经费收": 1, "困难": 1}


@pytest.mark.parametrize("words", [["慰问"], ["职工"], ["组织建设"], ["APP"], ["会员", "新会员"]])
def test_a_count_is_as_long_as_its_concordance(corpus, words):
    assert corpus.lookup(words, copies=True)["count"].sum() == len(corpus.kwic(words))


def test_categories_sum_up_their_words(corpus):
    found = corpus.lookup(LISTS)
    for name, own in LISTS.items():
        rows = found[found["category"] == name]
        assert rows["word"].fillna("").tolist() == ["", *own]
        assert rows["count"].iloc[0] == rows["count"].iloc[1:].sum()
        assert rows["documents"].iloc[0] <= rows["documents"].iloc[1:].sum()
        assert rows["documents"].iloc[0] >= rows["documents"].iloc[1:].max()
    assert found[found["category"] == "没有"]["count"].tolist() == [0, 0]


def test_groups_share_out_the_counts(corpus):
    whole = corpus.lookup(LISTS).set_index(["category", "word"])["count"]
    parts = corpus.lookup(LISTS, "document")
    summed = parts.groupby(["category", "word"], dropna=False)["count"].sum()
    assert summed.sort_index().to_dict() == whole.sort_index().to_dict()
    assert set(corpus.lookup(LISTS, "year")["group"].dropna()) == {"2022", "2023"}


def test_the_longest_word_takes_its_place():
    found = read("集体协商12次，协商3次。").lookup(["协商", "集体协商"]).set_index("word")["count"]
    assert found.to_dict() == {"协商": 1, "集体协商": 1}


def test_full_width_traditional_and_capital_letters_are_the_plain_ones():
    found = read("推廣ＡＰＰ與app。").lookup(["推广", "App"]).set_index("word")["count"]
    assert found.to_dict() == {"推广": 1, "App": 2}


def test_what_no_reader_sees_parts_no_word():
    corpus = read("慰\u200b问职\u00ad工。")
    assert corpus.lookup(["慰问", "职工"])["count"].tolist() == [1, 1]
    assert corpus.kwic("慰问")["hit"].tolist() == ["慰\u200b问"]
    assert set(corpus.frequencies()["word"]) == {"慰问", "职工"}


def test_expressions_are_counted_each_by_itself():
    found = read("困难职工与困难党员。").lookup(["困难(职工|党员)", "困难"], regex=True)
    assert found["count"].tolist() == [2, 2]


def test_per_thousand_is_of_the_characters():
    found = read("慰问 职工\n二人").lookup(["慰问"])
    assert found["per_thousand"].tolist() == [1000 / 6]


@settings(max_examples=60, deadline=None)
@given(st.text("工会员总 ", max_size=30), st.lists(st.text("工会员总", min_size=1), unique=True))
def test_counts_are_those_of_reading_from_the_left(text, words):
    if not words:
        return
    known = dict.fromkeys(words, 0)
    at = 0
    while at < len(text):
        here = max((w for w in words if text.startswith(w, at)), key=len, default="")
        if here:
            known[here] += 1
        at += max(len(here), 1)
    found = lookup([("", text)], words)
    assert dict(zip(found["word"], found["count"], strict=True)) == known


def test_frames_have_their_dtypes(corpus):
    for frame in (corpus.lookup(LISTS), corpus.lookup(["慰问"], "township"), lookup([], ["慰问"])):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == LOOKUP


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.lookup("慰问"),
        lambda c: c.lookup([]),
        lambda c: c.lookup({}),
        lambda c: c.lookup({"a": "慰问"}),
        lambda c: c.lookup(["慰问", ""]),
        lambda c: c.lookup([3]),
        lambda c: c.lookup(3),
        lambda c: c.lookup({"a": 3}),
        lambda c: c.lookup({"a": ["慰问"], "b": ["慰問"]}),
        lambda c: c.lookup(["("], regex=True),
        lambda c: c.lookup(["慰问"], "nothing"),
        lambda c: c.lookup(["慰问"], "heading"),
    ],
)
def test_what_makes_no_sense_is_refused(ask):
    with pytest.raises(ZhSummaryError):
        ask(read("慰问职工。"))


@pytest.mark.parametrize("words", [["会\ud800", "会"], {"\ud800": ["会"]}, ["\ud800", "\udfff"]])
@pytest.mark.parametrize("regex", [False, True])
def test_half_a_character_is_looked_for_as_texts_have_it(words, regex):
    """Pasted words may hold half of an emoji; in texts, as in the answer, � stands for it."""
    text = "新建工会7家，会\ud800员300人。"
    with pytest.warns(zs.ZhSummaryWarning, match="half of one"):
        corpus = zs.read(pd.DataFrame({"text": [text]}, dtype=object))
    if words == ["\ud800", "\udfff"]:
        with pytest.raises(ZhSummaryError, match="counted twice"):
            corpus.lookup(words, regex=regex)
        return
    found = corpus.lookup(words, regex=regex).set_index("word")["count"]
    assert found.dropna().get("会\ufffd", 1) == 1
    assert "会" in found.index
    for word in ("会\ud800", "\ud800"):
        assert len(corpus.kwic(word, regex=regex)) == 1
