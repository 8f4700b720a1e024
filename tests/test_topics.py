"""Topics: what was planted is found, the same for the same seed, and everything adds up."""

from __future__ import annotations

import math
import random

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

import zhsummary as zs
from zhsummary.errors import ZhSummaryError, ZhSummaryWarning
from zhsummary.mining import factors
from zhsummary.mining.topics import QUALITY, SECTIONS, TOPICS, WORDS
from zhsummary.structure.words import words

PLANTED = {
    "帮扶": "走访 慰问 困难职工 慰问金 助学 资助 医疗互助 救助 住院 温暖",
    "培训": "举办 培训班 技能 电工 焊工 比武 竞赛 教师 课堂 证书",
    "农业": "油茶 水稻 种植 灌溉 农田 丰收 化肥 合作社 养殖 果园",
    "安全": "隐患 排查 消防 整改 事故 演练 检查 危房 防火 应急",
    "党建": "支部 党员 组织生活会 党课 书记 廉政 作风 考察 换届 学习",
}
COMMON = "工作 推进 加强 落实 全镇 群众".split()


def planted(documents: int = 12, seed: int = 0) -> zs.Corpus:
    """Give a corpus each of whose sections is about what its heading says."""
    chance = random.Random(seed)
    texts = []
    for at in range(documents):
        parts = [f"第{at}号镇2023年工作总结"]
        for number, (title, of_title) in zip("一二三四五", PLANTED.items(), strict=True):
            own = chance.choices(of_title.split(), k=14) + chance.choices(COMMON, k=6)
            chance.shuffle(own)
            parts.append(f"{number}、{title}\n{'，'.join(own)}。")
        texts.append("\n".join(parts))
    return zs.read(pd.DataFrame({"text": texts}))


def test_the_planted_words_are_words():
    """The cases mean what they seem to only where no planted word is cut."""
    for word in [*" ".join(PLANTED.values()).split(), *COMMON]:
        assert [w.text for w in words(word)] == [word]


@pytest.mark.parametrize("method", ["nmf", "lda"])
@pytest.mark.parametrize("seed", [0, 7])
def test_planted_topics_are_found(method, seed):
    """Nine in ten sections at least are under the topic of their heading."""
    found = planted().topics(5, method=method, seed=seed).sections.dropna(subset="topic")
    counts = pd.crosstab(found["topic"], found["section"])
    right = counts.max(axis=1).sum() / counts.to_numpy().sum()
    assert right >= (0.98 if method == "nmf" else 0.9)
    if method == "nmf":
        assert set(counts.idxmax(axis=1)) == set(PLANTED)


def test_topics_are_labelled_by_their_words_and_headings():
    told = planted().topics(5).topics
    assert sorted(told["headings"].str.split("；").str[0]) == sorted(PLANTED)
    for row in told.to_dict("records"):
        of_title = PLANTED[row["headings"].split("；")[0]].split()
        assert set(row["label"].rpartition("：")[2].split("·")) <= set(of_title)


@pytest.mark.parametrize("documents", [12, 20, 40])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_planted_number_is_suggested(documents, seed):
    found = planted(documents, seed).topics()
    assert found.k == len(PLANTED)
    quality = found.quality.set_index("k")["quality"]
    assert quality[found.k] >= 0.95 * quality.max()
    assert (quality[found.k + 1 :] < 0.95 * quality.max()).all()


def test_the_same_seed_gives_the_same_topics(corpus):
    one, other = corpus.topics(8, seed=3), corpus.topics(8, seed=3)
    assert one.sections.equals(other.sections)
    assert one.words.equals(other.words)
    assert one.weights.equals(other.weights)


@pytest.mark.parametrize("unit", ["section", "document"])
def test_everything_adds_up(corpus, unit):
    found = corpus.topics(4, unit=unit)
    assert found.topics["share"].sum() == pytest.approx(1)
    assert found.topics["share"].is_monotonic_decreasing
    placed = found.sections["topic"].notna()
    assert found.topics["sections"].sum() == placed.sum()
    assert np.allclose(found.weights[placed.to_numpy()].sum(axis=1), 1)
    assert np.allclose(
        found.weights.max(axis=1)[placed.to_numpy()], found.sections["weight"][placed]
    )
    assert len(found.sections) == (len(corpus.sections()) if unit == "section" else len(corpus))
    assert np.allclose(found.by("year").sum(axis=1), 1)
    assert found.by("year").index.tolist() == ["2022", "2023"]


def test_a_groups_share_is_that_of_its_words(corpus):
    """Computed here by another way: each section's words times its weights, summed."""
    found = corpus.topics(4)
    amounts = found.weights.mul(found.sections["words"], axis=0)
    summed = amounts.groupby(found.sections["year"]).sum()
    shares = summed.div(summed.sum(axis=1), axis=0)
    assert np.allclose(found.by("year").to_numpy(), shares.to_numpy())


def test_every_section_is_there_in_order(corpus):
    known = corpus.sections()
    found = corpus.topics(4).sections
    for name in ("doc_id", "section_id", "section", "start", "end"):
        assert found[name].tolist() == known[name].tolist()


def test_frames_have_their_dtypes(corpus):
    found = corpus.topics(3)
    for frame, columns in (
        (found.topics, TOPICS), (found.words, WORDS), (found.sections, SECTIONS),
        (found.quality, QUALITY),
    ):  # fmt: skip
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == columns
    assert set(map(str, found.weights.dtypes)) == {"float64"}


def test_names_of_townships_tell_no_topic(corpus):
    towns = {d.township for d in corpus if d.township}
    said = set(corpus.topics(8).words["word"])
    assert not said & towns


def test_it_shows_itself(corpus):
    found = corpus.topics(3)
    assert repr(found).startswith("<Topics: 3 个主题")
    assert found.labels[0] in repr(found)
    assert "<script" not in planted_with_signs().topics(2)._repr_html_()


def planted_with_signs() -> zs.Corpus:
    body = "\n一、<script>帮扶\n慰问困难职工，慰问金。\n二、培训\n举办培训班，技能。"
    return zs.read(pd.DataFrame({"text": [f"{name}镇总结{body}" for name in "甲乙丙丁"]}))


# ------------------------------------------------------------------ coherence


def test_coherence_is_the_definition():
    """Normalised pointwise mutual information, pair by pair as Lau et al. 2014 write it."""
    chance = np.random.default_rng(0)
    counts = chance.integers(0, 2, (40, 6))
    of_words = chance.random((2, 6))
    scores = []
    for row in of_words:
        top = np.argsort(-row, kind="stable")[:4]
        for place, i in enumerate(top):
            for j in top[place + 1 :]:
                both = (counts[:, i] * counts[:, j]).mean()
                pmi = math.log(both / (counts[:, i].mean() * counts[:, j].mean()))
                scores.append(pmi / -math.log(both))
    found = factors.coherence(csr_matrix(counts), of_words, n=4)
    assert found == pytest.approx(np.mean(scores))


def test_words_that_never_meet_are_as_far_apart_as_can_be():
    counts = csr_matrix([[1, 0], [0, 1], [1, 0]])
    assert factors.coherence(counts, np.array([[0.5, 0.5]]), n=2) == -1.0


# ------------------------------------------------------------------ too little, too much


def test_too_many_topics_are_fewer_with_a_warning():
    with pytest.warns(ZhSummaryWarning, match="too many"):
        found = planted(3).topics(40)
    assert 2 <= found.k < 40


def test_a_short_corpus_is_refused_clearly():
    corpus = zs.read(pd.DataFrame({"text": ["河口镇工会2023年工作总结\n全年新建基层工会7家。"]}))
    with pytest.raises(ZhSummaryError, match="6 are needed"):
        corpus.topics()


@pytest.mark.parametrize(
    "options",
    [{"k": 1}, {"k": 2.5}, {"unit": "page"}, {"method": "bert"}, {"seed": -1}, {"seed": None}],
)
def test_what_makes_no_sense_is_refused(corpus, options):
    with pytest.raises(ZhSummaryError):
        corpus.topics(**options)
