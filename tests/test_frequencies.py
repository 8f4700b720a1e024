"""Frequencies and collocations, against counts made another way."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

import zhsummary as zs
from zhsummary.errors import UnknownNameError, ZhSummaryError
from zhsummary.mining.frequencies import COLLOCATIONS, FREQUENCIES, collocations
from zhsummary.mining.units import GAP, PAUSE, Unit
from zhsummary.structure.model import Identity, Summary
from zhsummary.structure.words import words


def read(*texts: str) -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": list(texts)}))


def test_counts_are_those_of_the_words(corpus):
    """Counted once more from the words of the documents, one by one."""
    known = Counter(
        zs.spans.fold(w.text) for d in corpus for w in words(zs.spans.fold(d.text), d.vocabulary)
    )
    found = corpus.frequencies(copies=True).set_index("word")
    assert found["count"].to_dict() == {word: known[word] for word in found.index}
    assert found["count"].is_monotonic_decreasing
    holding = sum("工资集体协议" in d.text for d in corpus)
    assert found.loc["工资集体协议", "documents"] <= holding


def test_groups_share_out_the_counts(corpus):
    whole = corpus.frequencies().set_index("word")["count"]
    parts = corpus.frequencies("document").groupby("word")["count"].sum()
    assert parts.reindex(whole.index).tolist() == whole.tolist()


def test_dispersion_tells_the_common_from_the_local(corpus):
    found = corpus.frequencies(least=5).set_index("word")["dispersion"]
    assert found["药材"] > 0.8 > 0.5 > found["职工"]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        pytest.param("慰问困难职工。", ["慰问 困难职工"], id="side-by-side"),
        pytest.param("慰问，困难职工。", [], id="a-sign-between"),
        pytest.param("慰问3名困难职工。", [], id="a-figure-between"),
        pytest.param("慰问。困难职工。", [], id="two-sentences"),
    ],
)
def test_phrases_are_of_words_side_by_side(text, there):
    assert read(text).frequencies(ngram=2)["word"].tolist() == there


def test_frames_have_their_dtypes_also_when_empty(corpus):
    for frame, columns in (
        (corpus.frequencies(), FREQUENCIES), (corpus.frequencies(least=10**6), FREQUENCIES),
        (read("。").frequencies(), FREQUENCIES), (corpus.collocations(), COLLOCATIONS),
        (corpus.collocations(least=10**6), COLLOCATIONS),
    ):  # fmt: skip
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == columns


SENTENCES = st.lists(
    st.lists(st.sampled_from(["慰问", "职工", "党员", GAP, PAUSE]), max_size=9), max_size=6
)


@settings(deadline=None)  # scipy is loaded at the first
@given(SENTENCES, st.integers(1, 4))
def test_collocations_are_those_of_a_table_of_looks(sentences, window):
    """Every look is listed one by one here; scipy tells the likelihood of the table."""
    unit = Unit(Summary("a", "a.txt", 0, "", Identity()), 0, (), 0, 1, tuple(map(tuple, sentences)))
    looks: Counter[tuple[str, str]] = Counter()
    for tokens in sentences:
        placed = [token for token in tokens if token != PAUSE]
        for i, one in enumerate(placed):
            for j, other in enumerate(placed):
                if 0 < abs(i - j) <= window and GAP not in (one, other) and one != other:
                    looks[one, other] += 1
    total = looks.total()
    found = collocations(lambda: [unit], window=window, least=1)
    assert len(found) == len(looks) // 2
    for row in found.to_dict("records"):
        both = looks[row["word"], row["collocate"]]
        first = sum(n for (one, _), n in looks.items() if one == row["word"])
        second = sum(n for (_, other), n in looks.items() if other == row["collocate"])
        assert row["count"] == both == row["before"] + row["after"]
        assert row["expected"] == pytest.approx(first * second / total)
        assert row["pmi"] == pytest.approx(np.log2(both * total / first / second))
        table = [[both, first - both], [second - both, total - first - second + both]]
        known = chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
        assert abs(row["log_likelihood"]) == pytest.approx(known, abs=1e-6)


def test_the_company_of_one_word_is_that_of_all_pairs(corpus):
    alone = corpus.collocations("慰问").set_index("collocate")
    pairs = corpus.collocations()
    mine = pairs[(pairs["word"] == "慰问") | (pairs["collocate"] == "慰问")]
    others = mine["word"].where(mine["word"] != "慰问", mine["collocate"])
    mine = mine.set_index(others)
    assert set(mine.index) == set(alone.index)
    for name in ("count", "expected", "log_likelihood", "pmi"):
        assert np.allclose(mine[name].reindex(alone.index), alone[name])


def test_sides_are_told():
    found = read("慰问职工，走访慰问职工。").collocations("慰问", 2, least=1).set_index("collocate")
    assert found.loc["职工", "after"] == found.loc["职工", "count"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.frequencies("colour"),
        lambda c: c.frequencies(ngram=0),
        lambda c: c.frequencies(ngram=9),
        lambda c: c.frequencies(least=0),
        lambda c: c.collocations(window=0),
        lambda c: c.collocations(least="3"),
        lambda c: c.collocations(["慰问", "走访"]),
        lambda c: c.collocations(3),
    ],
)
def test_what_makes_no_sense_is_refused(ask):
    with pytest.raises(ZhSummaryError):
        ask(read("慰问困难职工。"))


def test_a_word_that_is_none_is_named():
    with pytest.raises(UnknownNameError, match="火星"):
        read("慰问困难职工。").collocations("火星")
