"""Keywords and keyness: what is counted; the measures against scipy and the papers' tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency, power_divergence

import zhsummary as zs
from zhsummary.errors import UnknownNameError, ZhSummaryError, ZhSummaryWarning
from zhsummary.mining import measures
from zhsummary.mining.keyness import KEYNESS, KEYWORDS
from zhsummary.mining.reuse import again_said
from zhsummary.mining.tally import tally
from zhsummary.mining.units import Selection, grouping, selection, stop_words, units


def read(*texts: str, **columns: object) -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": list(texts), **columns}))


THREE = (
    "河口镇工会2022年工作总结\n一、帮扶\n走访慰问困难职工，慰问困难党员。\n二、培训\n举办培训班。",
    "河口镇工会2023年工作总结\n一、帮扶\n慰问困难职工。\n二、培训\n举办培训班，举办培训班。",
    "青石镇工会2023年工作总结\n一、帮扶\n慰问困难职工。\n二、油茶\n油茶丰收，我们销售油茶12吨。",
)


# ------------------------------------------------------------------ the measures


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "stated"),
    [
        pytest.param(110, 2442, 111, 29114, 270.72, id="the-swiss"),
        pytest.param(29, 13, 123, 31612, 263.90, id="can-be"),
        pytest.param(31, 23, 139, 31584, 256.84, id="previous-year"),
    ],
)
def test_log_likelihood_is_that_of_dunnings_table(both, first, second, neither, stated):
    """Dunning 1993, the table of bigrams with the highest ratio."""
    found = measures.log_likelihood(both, second, both + first, second + neither)
    assert float(found) == pytest.approx(stated, abs=0.01)


@settings(deadline=None)  # scipy is loaded at the first
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 5000), st.integers(0, 5000))
def test_log_likelihood_is_scipys(a, b, other_a, other_b):
    table = np.array([[a, b], [other_a, other_b]])
    if not (table.sum(axis=0).all() and table.sum(axis=1).all()):
        return
    known = chi2_contingency(table, lambda_="log-likelihood", correction=False)
    g2 = measures.log_likelihood(a, b, a + other_a, b + other_b)
    assert abs(float(g2)) == pytest.approx(known.statistic, abs=1e-6)
    assert float(measures.by_chance(g2)) == pytest.approx(chi2.sf(abs(float(g2)), 1), abs=1e-9)
    estimate = measures.expected(a, b, a + other_a, b + other_b)
    assert float(estimate) == pytest.approx(known.expected_freq[0, 0])


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 5000), st.integers(1, 5000))
def test_log_likelihood_is_rayson_and_garsides_with_the_other_words_added(a, b, other_a, other_b):
    """Rayson and Garside 2000 sum the word's own two cells; Dunning sums the other words' too."""
    m, n = a + other_a, b + other_b
    parts = []
    for here, there in ((a, b), (other_a, other_b)):
        by_size = [m * (here + there) / (m + n), n * (here + there) / (m + n)]
        parts.append(power_divergence([here, there], by_size, lambda_="log-likelihood").statistic)
    assert abs(float(measures.log_likelihood(a, b, m, n))) == pytest.approx(sum(parts), abs=1e-6)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 5000), st.integers(1, 5000))
def test_log_ratio_is_hardies(a, b, other_a, other_b):
    """Hardie 2014: the binary logarithm of the ratio of relative frequencies."""
    m, n = a + other_a, b + other_b
    known = np.log2(a * n) - np.log2(b * m)
    assert float(measures.log_ratio(a, b, m, n)) == pytest.approx(known, abs=1e-9)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_two_sides_differ_in_sign_alone(a, b, other_a, other_b):
    there = measures.log_likelihood(a, b, a + other_a, b + other_b)
    back = measures.log_likelihood(b, a, b + other_b, a + other_a)
    assert abs(float(there)) == pytest.approx(abs(float(back)), abs=1e-9)
    ratio = measures.log_ratio(a, b, a + other_a, b + other_b)
    assert float(ratio) == pytest.approx(
        -float(measures.log_ratio(b, a, b + other_b, a + other_a)), abs=1e-9
    )


def test_mutual_information_is_that_of_church_and_hanks():
    """Church and Hanks 1990, table of words about doctors: honorary doctor, 11.3."""
    estimate = 111 * 621 / 15_000_000
    assert float(measures.mutual_information(12, estimate)) == pytest.approx(11.3, abs=0.06)


def test_dispersion_is_that_of_gries_example():
    """Gries 2008: five parts of 9, 10, 10, 10 and 11 words, 1 to 5 uses: DP 0.18."""
    sizes = np.array([9, 10, 10, 10, 11])
    normalised = measures.deviation_of_proportions([[1, 2, 3, 4, 5]], sizes)
    assert float(normalised[0]) * (1 - 9 / 50) == pytest.approx(0.18)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 90)), min_size=2, max_size=8).filter(
        lambda parts: any(count for count, _ in parts)
    )
)
def test_dispersion_is_the_definition(parts):
    counts, sizes = (np.array(side, dtype=float) for side in zip(*parts, strict=True))
    shares = sizes / sizes.sum()
    dp = np.abs(counts / counts.sum() - shares).sum() / 2
    found = measures.deviation_of_proportions([counts], sizes)
    assert float(found[0]) == pytest.approx(dp / (1 - shares.min()), abs=1e-9)


def test_class_tf_idf_is_the_formula():
    """Grootendorst 2022: tf log(1 + A / f), by hand for 4 of 20 words, 4 in all, A = 25."""
    found = measures.class_tf_idf([4], [4], 20, 25)
    assert float(found[0]) == pytest.approx(4 / 20 * np.log(1 + 25 / 4))


# ------------------------------------------------------------------ what is counted


def test_counts_are_those_of_a_search():
    """The words are counted by eye here, the sections and titles included."""
    found = read(*THREE).keyness("河口镇-2023")
    assert found.set_index("word").loc["培训班", ["count_a", "count_b"]].tolist() == [2, 1]
    told = read(*THREE).keyness("青石镇")
    assert told.set_index("word").loc["油茶", ["count_a", "count_b"]].tolist() == [3, 0]


@pytest.mark.parametrize(
    ("options", "there"),
    [
        pytest.param({}, set(), id="default"),
        pytest.param({"stop_words": []}, {"我们"}, id="no-stop-words"),
        pytest.param({"numbers": True, "shortest": 1}, {"12", "吨"}, id="numbers"),
        pytest.param({"stop_words": ["油茶"]}, {"我们"}, id="own-stop-words"),
    ],
)
def test_what_is_left_out_is_said(options, there):
    found = set(read(*THREE).keyness("青石镇", **options)["word"])
    assert found & {"我们", "12", "吨"} == there
    assert ("油茶" in found) is (options.get("stop_words") != ["油茶"])


def test_names_of_the_corpus_are_left_out_on_request():
    """A short name is one only where it makes up whole words."""
    corpus = read("青石镇2023年工作总结\n铺设青石板，青石镇总工会在青石开展活动。")
    kept = {word for d in corpus for u in _units(corpus, d, places=True) for word in u.words}
    left = {word for d in corpus for u in _units(corpus, d, places=False) for word in u.words}
    assert "青石" in kept - left
    assert "镇总工会" in left


def _units(corpus, document, *, places):
    chosen = selection(None, numbers=False, places=places, shortest=2, summaries=corpus)
    return units(document, document.sections, document.sentences, chosen)


MARKUP = "工会&nbsp;&nbsp;慰问&#160;职工nbsp;活动&amp;nbsp;开展&ldquo;送温暖&rdquo;&lt;完&gt;"


def test_what_markup_left_in_a_text_is_no_word():
    found = read(MARKUP, "其他。").frequencies(shortest=1, stop_words=[])["word"]
    assert not [word for word in found if word.isascii()]
    assert {"工会", "慰问", "职工", "活动", "送温暖"} <= set(found)
    # what is spelt for a space parts words as a space does
    assert "工会 慰问" in set(read(MARKUP).frequencies(ngram=2)["word"])


def test_a_latin_word_is_no_leftover():
    found = read("推广NBSPX系统，R&D投入，at&t。", "其他。").frequencies(shortest=1)["word"]
    assert {"NBSPX", "R", "D"} <= set(found)


REPORT = "全年新建工会5个，发展会员218名，会员总数2405名，走访职工45户，发放2.7万元，办班3期。"


def test_a_near_copy_counts_once_and_is_named():
    corpus = read(REPORT, REPORT.replace("45户", "xx户") + "特此报告。", "植树造林。")
    with pytest.warns(ZhSummaryWarning, match="1 documents are near-copies"):
        once = corpus.frequencies().set_index("word")["count"]
    assert once["会员"] == 1
    assert "报告" in once.index  # the longer one stays
    both = corpus.frequencies(copies=True).set_index("word")["count"]
    assert both["会员"] == 2


def test_a_copy_on_the_other_side_is_no_copy_to_be_left_out():
    """Whoever compares a document with its copy means both."""
    corpus = read(REPORT, REPORT, "植树造林。")
    first, second, third = (d.doc_id for d in corpus)
    found = corpus.keyness([first], [second, third]).set_index("word")
    assert found.loc["会员", ["count_a", "count_b"]].tolist() == [1, 1]
    with pytest.warns(ZhSummaryWarning, match="counted once"):
        joined = corpus.keyness([first, second], [third]).set_index("word")
    assert joined.loc["会员", "count_a"] == 1


def test_copies_in_a_chain_leave_one():
    pairs = [("a", "b"), ("c", "d"), ("b", "c"), ("e", "f")]
    lengths = dict(zip("abcdef", (3, 3, 4, 2, 1, 1), strict=True))
    assert again_said(pairs, lengths) == {"a", "b", "d", "f"}


def test_own_words_count_as_one():
    corpus = read("开展晒收亮，晒收亮见效。", "开展培训。")
    found = corpus.with_words(["晒收亮"]).keyness(corpus[0].doc_id)
    assert found.set_index("word").loc["晒收亮", "count_a"] == 2


def test_traditional_and_full_width_words_are_the_plain_ones():
    found = read("慰問困難職工ＡＰＰ", "慰问困难职工APP").keywords(
        "document", measure="tf-idf", copies=True
    )
    one, other = found.groupby("group")["word"].agg(tuple)
    assert one == other


def test_every_word_that_counts_stands_in_its_section(corpus):
    """What is counted is literal, and the sections share out every sentence."""
    for document in corpus:
        made = units(document, document.sections, document.sentences, Selection())
        assert len(made) == len(document.sections)
        assert sum(len(u.sentences) for u in made) == len(document.sentences)
        text = zs.spans.fold(document.text)
        assert all(word in text for unit in made for word in unit.words)


def test_stop_words_say_nothing_of_the_work():
    assert not stop_words() & {"工会", "职工", "工作", "培训", "困难职工", "建设"}


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("document", ["河口镇-2022", "河口镇-2023", "青石镇-2023"]),
        ("township", ["河口镇", "青石镇"]),
        ("year", ["2022", "2023"]),
        ("heading", ["帮扶", "培训", "油茶"]),
        ("river", ["east", "west"]),
    ],
)
def test_groups(by, groups):
    found = read(*THREE, river=["east", "east", "west"]).keywords(by, measure="tf-idf")
    assert list(dict.fromkeys(found["group"])) == groups


def test_a_section_is_a_group_of_its_document():
    found = read(*THREE).keywords("section", 1, measure="tf-idf")
    assert "青石镇-2023: 油茶" in set(found["group"])


def test_one_name_in_two_counties_is_two_groups():
    corpus = read(
        "岚川县青石镇2023年工作总结\n植树。", "云溪县青石镇2023年工作总结\n修路。",
        county=["岚川县", "云溪县"],
    )  # fmt: skip
    found = corpus.keywords("township", measure="tf-idf")
    assert set(found["group"]) == {"岚川县青石镇", "云溪县青石镇"}


# ------------------------------------------------------------------ tables


def test_frames_have_their_dtypes_also_when_nothing_is_left(corpus):
    none = corpus.keywords("year", least=10_000)
    assert len(none) == 0
    for frame, columns in ((none, KEYWORDS), (corpus.keyness(2023), KEYNESS)):
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == columns


def test_keyness_counts_are_the_tallys(corpus):
    found = corpus.keyness(2023, 2022, shortest=1).set_index("word")
    kept = selection(None, numbers=False, places=True, shortest=1, summaries=corpus)
    both = tally(
        (u for d in corpus for u in units(d, d.sections, d.sentences, kept)),
        grouping("document", corpus),
    )
    total = pd.Series(np.asarray(both.counts.sum(axis=0)).ravel(), index=both.words)
    of_a_year = total - found["count_a"] - found["count_b"]
    assert (of_a_year.dropna() >= 0).all()  # some documents are of no known year
    assert found["count_a"].sum() + found["count_b"].sum() <= total.sum()
    assert found["log_likelihood"].is_monotonic_decreasing


def test_the_order_of_the_documents_decides_nothing():
    one = read(*THREE).keyness(2023)
    other = read(*reversed(THREE)).keyness(2023)
    assert one.equals(other)


def test_the_rest_is_the_reference_unless_one_is_given(corpus):
    rest = corpus.keyness(2023)
    assert rest.equals(corpus.keyness(lambda d: d.year == 2023, lambda d: d.year != 2023))
    assert corpus.keyness([2022, 2023][0], [2023]).equals(corpus.keyness(2022, 2023))


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda c: c.keywords("colour"), id="unknown-group"),
        pytest.param(lambda c: c.keywords(measure="bm25"), id="unknown-measure"),
        pytest.param(lambda c: c.keywords(n=0), id="no-word"),
        pytest.param(lambda c: c.keywords(stop_words="的"), id="stop-words-in-one-string"),
        pytest.param(lambda c: c.keywords(shortest=0), id="shortest"),
        pytest.param(lambda c: c.keyness(2023, "青石镇"), id="on-both-sides"),
        pytest.param(lambda c: c.keyness([2022, 2023]), id="nothing-left-to-compare"),
        pytest.param(lambda c: c.keywords(shortest=30), id="all-left-out"),
        pytest.param(lambda c: read(THREE[0]).keywords("year"), id="one-group"),
    ],
)
def test_what_makes_no_sense_is_refused(ask):
    with pytest.raises(ZhSummaryError):
        ask(read(*THREE))


def test_an_unknown_document_is_named():
    with pytest.raises(UnknownNameError, match="火星镇"):
        read(*THREE).keyness("火星镇")


def test_documents_without_a_group_are_named():
    with pytest.warns(ZhSummaryWarning, match="township is not known"):
        read(*THREE, "开展植树活动。").keywords("township")
