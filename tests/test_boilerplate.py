"""Boilerplate: phrases that many documents share."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.errors import ZhSummaryError
from zhsummary.mining.boilerplate import BOILERPLATE

LEAD = "在县委、县政府的坚强领导下，全镇干部职工团结一心"
WORK = (
    "新建工会7家", "慰问困难职工三十户", "举办电工培训", "栽植杉树", "调解邻里纠纷", "清理河道",
    "收缴医保", "修通机耕道",
)  # fmt: skip
TOWNS = ("青石", "河口", "石桥", "柳林", "松坪", "云台", "龙泉", "白沙")


def read(texts):
    return zs.read(pd.DataFrame({"text": list(texts)}))


@pytest.fixture
def planted():
    return read(
        f"{town}镇2023年工作总结\n{LEAD}，{work}。{town}镇共有{k + 3}个村{k * 7 + 9}个组。"
        for k, (town, work) in enumerate(zip(TOWNS, WORK, strict=True))
    )


def test_a_planted_phrase_is_found_whole_and_alone(planted):
    found = planted.boilerplate()
    assert found["phrase"].tolist() == [LEAD, "~共有#个村#个组", "~#年工作总结"][: len(found)]
    assert found["documents"].tolist()[0] == 8
    assert found["share"].tolist()[0] == 1.0
    assert found["townships"].tolist()[0] == 8


def test_a_phrase_of_fewer_documents_is_found_from_its_share_on():
    texts = [f"{town}：{work}。" for town, work in zip(TOWNS, WORK, strict=True)]
    shared = [f"{one}进一步压实安全生产责任。" if k < 4 else one for k, one in enumerate(texts)]
    phrase = "进一步压实安全生产责任"
    assert read(shared).boilerplate(share=0.5)["phrase"].tolist() == [phrase]
    assert read(shared).boilerplate(share=0.6)["phrase"].tolist() == []
    assert read(shared[:3]).boilerplate(share=0.01)["documents"].tolist() == [3]
    assert read(shared[:2]).boilerplate(share=0.01)["phrase"].tolist() == []


def test_a_part_that_stands_by_itself_as_well_is_told_apart():
    long, short = "坚持以人民为中心的发展思想不动摇", "坚持以人民为中心的发展思想"
    texts = [f"{w}，{long}。" for w in WORK[:3]] + [f"{w}，{short}。" for w in WORK[3:]]
    found = read(texts).boilerplate().set_index("phrase")["documents"]
    assert found.to_dict() == {short: 8, long: 3}


def test_places_are_literal_and_counts_those_of_a_search(corpus):
    found = corpus.boilerplate(share=0.1, least=6, copies=True)
    assert len(found) > 3
    for row in found.itertuples():
        assert corpus[row.doc_id].text[row.start : row.end] == row.text
        if not re.search("[#~]", row.phrase):
            there = [len(re.findall(re.escape(row.phrase), _bare(d.text))) for d in corpus]
            assert sum(map(bool, there)) >= row.documents
            assert sum(there) >= row.count >= row.documents >= row.townships


def _bare(text):
    return re.sub(r"\s", "", zs.spans.fold(text))


def test_no_phrase_reaches_across_sentences_or_documents():
    texts = [f"{work}。团结一心。真抓实干，迎难而上。" for work in WORK]
    assert read(texts).boilerplate(least=4)["phrase"].tolist() == ["真抓实干，迎难而上", "团结一心"]


def test_frames_have_their_dtypes_also_when_empty(corpus):
    for frame in (
        corpus.boilerplate(share=0.1),
        read(["。"]).boilerplate(),
        corpus.boilerplate(share=1),
    ):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == BOILERPLATE


@pytest.mark.parametrize(
    "options", [{"share": 0}, {"share": 1.1}, {"share": "all"}, {"least": 0}, {"least": 2.5}]
)
def test_what_makes_no_sense_is_refused(corpus, options):
    with pytest.raises(ZhSummaryError):
        corpus.boilerplate(**options)


def test_what_has_no_full_stop_is_parted_at_commas():
    """A list of a thousand things that three documents share is no phrase of a thousand words."""
    things = "，".join(f"{'甲乙丙丁戊己庚辛壬癸'[k % 10]}村第{k}组修通机耕道" for k in range(700))
    found = read(
        f"{town}镇总结\n{work}，{things}。" for town, work in zip(TOWNS, WORK, strict=True)
    )
    phrases = found.boilerplate()
    assert 3 <= len(phrases) < 40
    assert phrases["length"].max() < 800
