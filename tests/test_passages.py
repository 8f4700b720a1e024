"""What two texts share, and how pairs of like texts are found among many."""

from __future__ import annotations

import random
import re
from functools import partial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhsummary as zs
from tests.benchmarks.duplicates import generated, refilled, similarity
from zhsummary.errors import ZhSummaryError
from zhsummary.mining import reuse
from zhsummary.mining.alike import similar_pairs
from zhsummary.mining.passages import PASSAGES, passages
from zhsummary.mining.reuse import SIMILAR, _comparable, near_copies

LAST = "一、帮扶\n春节期间走访慰问困难职工45户，发放慰问金2.7万元。\n二、其他\n别的工作。"
THIS = "这一年有所不同。春节期间走访慰问困难\n职工120户，发放慰问金2.7万元。完全是新的内容。"


def test_a_passage_has_its_span_in_both_texts():
    (row,) = passages([("a", LAST, "b", THIS)], least=12).to_dict("records")
    assert row["text_a"] == LAST[row["start_a"] : row["end_a"]]
    assert row["text_b"] == THIS[row["start_b"] : row["end_b"]]
    assert row["text_a"] == "春节期间走访慰问困难职工45户，发放慰问金2.7万元。"
    assert (row["figures"], row["figures_same"]) == (2, 1)


def test_a_masked_figure_is_none_of_the_same():
    (row,) = passages([("a", LAST, "b", LAST.replace("45户", "xx户"))]).to_dict("records")
    assert row["figures"] - row["figures_same"] == 1


def test_nothing_shared_is_an_empty_frame_of_the_same_dtypes():
    found = passages([("a", LAST, "b", "没有一句相同的话，真的没有。")])
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == PASSAGES


@settings(deadline=None)
@given(st.text("慰问职工3 \n", max_size=60), st.text("慰问职工3 \n", max_size=60))
def test_passages_are_literal_and_apart(a, b):
    end = 0
    for row in passages([("a", a, "b", b)], least=8).to_dict("records"):
        assert row["text_a"] == a[row["start_a"] : row["end_a"]]
        assert row["text_b"] == b[row["start_b"] : row["end_b"]]
        assert row["start_b"] >= end
        assert 0 <= row["figures_same"] <= row["figures"]
        end = row["end_b"]


@settings(deadline=None)
@given(st.text("慰问职工", max_size=30), st.text("慰问职工", max_size=30))
def test_no_passage_is_overlooked(a, b):
    """Two texts share a passage just where a stretch of one stands in the other."""
    shared = any(b[j : j + 8] in a for j in range(len(b) - 7))
    assert (len(passages([("a", a, "b", b)], least=8)) > 0) is shared


def test_last_years_summary_stands_beside_this_years(corpus):
    found = corpus.passages()
    years = {d.doc_id: d.year for d in corpus}
    copies = {frozenset(pair) for pair in corpus.duplicates()[["doc_a", "doc_b"]].values.tolist()}
    for a, b in set(zip(found["doc_a"], found["doc_b"], strict=True)):
        assert years[b] - years[a] == 1 or frozenset((a, b)) in copies


def test_documents_can_be_chosen():
    corpus = zs.read(pd.DataFrame({"text": [f"河口镇工会2022年总结\n{LAST}", f"青石镇\n{THIS}"]}))
    one, other = (d.doc_id for d in corpus)
    assert corpus.passages().empty
    assert len(corpus.passages(one, other, least=12)) == 1


@pytest.mark.parametrize("options", [{"least": 3}, {"least": None}, {"a": "河口镇-2022"}])
def test_what_makes_no_sense_is_refused(corpus, options):
    with pytest.raises(ZhSummaryError):
        corpus.passages(**options)


# ------------------------------------------------------------------ among many


def test_bands_find_what_comparing_all_pairs_finds():
    texts, _ = generated(300)
    for threshold in (0.8, 0.9, 1.0):
        known = [(i, j) for i, j, _ in similar_pairs(texts, threshold)]
        assert sorted((i, j) for i, j, _ in similar_pairs(texts, threshold, few=0)) == known


@pytest.mark.parametrize("few", [0, 1000])
def test_texts_without_a_shingle_are_like_none(few):
    assert list(similar_pairs(["", "短", "短", ""], 0.8, few=few)) == []


def test_planted_copies_are_found_and_templates_are_not():
    texts, planted = generated(260)
    alike = {(i, j) for i, j in planted if similarity(texts[i], texts[j]) >= SIMILAR}
    assert len(alike) > 10
    assert {(i, j) for i, j, _ in near_copies(texts)} == alike


def test_a_template_filled_in_by_a_county_is_no_flood_of_copies(monkeypatch):
    """Texts alike in all their words are told apart by their figures, by bands as well."""
    chance = random.Random(3)
    (template, *_), _ = generated(1)
    texts = [refilled(template, chance) for _ in range(100)]
    texts.append(texts[7])
    assert [(i, j) for i, j, _ in near_copies(texts)] == [(7, 100)]
    monkeypatch.setattr(reuse, "similar_pairs", partial(similar_pairs, few=0))
    assert [(i, j) for i, j, _ in near_copies(texts)] == [(7, 100)]


def _forms(count: int, chance: random.Random) -> list[str]:
    """Give so many fillings of one form, and of every tenth a copy that masks some figures."""
    (template, *_), _ = generated(1)
    forms = [refilled(template, chance) for _ in range(count)]
    masked = [re.sub(r"\d+(?=[人户家])", "xx", form, count=2) for form in forms[::10]]
    return forms + masked


def test_copies_among_very_many_fillings_of_one_form_are_found(monkeypatch):
    """Each is compared with those that share some of its figures, not with all."""
    monkeypatch.setattr(reuse, "similar_pairs", partial(similar_pairs, few=0))
    found = near_copies(_forms(300, random.Random(3)))
    assert [(i, j) for i, j, _ in found] == [(10 * at, 300 + at) for at in range(30)]


@pytest.mark.parametrize("filled", [True, False], ids=["filled in", "left empty"])
def test_a_form_of_very_many_townships_is_compared_in_linear_time(monkeypatch, filled):
    """Four times the texts are four times the pairs that are looked at, and told."""
    monkeypatch.setattr(reuse, "similar_pairs", partial(similar_pairs, few=0))
    looked_at = 0
    possible = reuse._Told.possible

    def counted(self, first, second):
        nonlocal looked_at
        looked_at += len(first)
        return possible(self, first, second)

    monkeypatch.setattr(reuse._Told, "possible", counted)

    def of(count: int) -> tuple[int, int]:
        nonlocal looked_at
        looked_at = 0
        chance = random.Random(3)
        (template, *_), _ = generated(1)
        texts = [refilled(template, chance) if filled else template for _ in range(count)]
        return len(near_copies(texts, whose=[(f"{at}镇",) for at in range(count)])), looked_at

    few, many = of(150), of(600)
    assert few[0] == (0 if filled else 149)
    assert many[0] == (0 if filled else 599)
    assert many[1] < 5.5 * few[1]


def test_of_a_large_group_each_is_told_beside_the_first_and_beside_its_own():
    """Ninety townships hand in the empty form, and one of them twice."""
    empty = "春节期间走访困难职工0户，发放慰问金0万元，新建基层工会0家，发展会员0名。"
    texts = [empty] * 90 + ["别的", empty]
    whose = [(f"{at}镇", None, 2023) for at in range(91)] + [("7镇", None, 2023)]
    found = [(i, j) for i, j, _ in near_copies(texts, whose=whose)]
    assert found == sorted([*((0, at) for at in (*range(1, 90), 91)), (7, 91)])


@settings(max_examples=50, deadline=None)
@given(st.text("工会人3", max_size=40), st.text("工会人3", max_size=40))
def test_similarity_is_the_definition(a, b):
    found = [alike for _, _, alike in similar_pairs([a, b], 0.0001, words_of=_comparable)]
    known = similarity(a, b) if min(len(_comparable(a)), len(_comparable(b))) > 4 else 0
    assert found == pytest.approx([known] if known else [])
