"""Near-copies: what is one summary twice, and what only shares a template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhsummary.mining.reuse import near_copies

REPORT = (
    "一年来，镇工会围绕中心工作，夯实基层基础。全年新建基层工会5个，基层工会达到41个，"
    "涵盖单位79个，发展新会员218名，会员总数2405名。指导企业签订工资集体协议36份、集体合同38份。"
    "举办安全培训班8期，受教育职工640人次，发放资料1200份。春节期间走访困难职工45户，"
    "发放慰问金2.7万元。截至年底工会经费实收12.8万元。"
)


def refilled(text: str) -> str:
    """Fill a text's figures in anew, as the next township does with the same template."""
    return "".join(str((int(c) * 7 + 3) % 10) if c.isdigit() else c for c in text)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(REPORT, id="the-same"),
        pytest.param(REPORT.replace("640人次", "xx人次"), id="a-figure-masked"),
        pytest.param(REPORT.replace("12.8万元", "万元"), id="a-figure-lost"),
        pytest.param(REPORT.replace("镇工会", "\\*\\*镇工会", 1), id="a-name-masked"),
        pytest.param(REPORT.replace("，涵盖", "，涵\n\n盖"), id="a-page-break"),
        pytest.param(REPORT.replace("。", "。\n\n1、"), id="numbered-otherwise"),
        pytest.param(
            REPORT.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
            id="full-width-digits",
        ),
    ],
)
def test_a_copy_is_found(copy):
    ((i, j, similarity),) = near_copies([REPORT, copy])
    assert (i, j) == (0, 1)
    assert 0.8 <= similarity <= 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(refilled(REPORT), id="one-template-other-figures"),
        pytest.param(REPORT[:40], id="only-its-beginning"),
        pytest.param("全乡粮食总产量达到3200吨，新修渠道6公里。" * 5, id="another-text"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_copy_is_not_called_one(other):
    assert near_copies([REPORT, other]) == []


def test_the_day_of_signing_says_nothing_of_whose_figures_they_are():
    """A township that takes over another's summary signs it on another day."""
    one, other = ("".join(f"{town}于3月{day}日建会。" for town in "甲乙丙丁戊") for day in (8, 26))
    pairs = near_copies([REPORT + one, REPORT + other], whose=[("甲镇",), ("乙镇",)])
    assert [(i, j) for i, j, _ in pairs] == [(0, 1)]


def test_texts_without_figures_must_agree_in_nearly_every_word():
    """Slogans fill whole paragraphs of unrelated summaries; without figures words decide."""
    slogans = "坚持以职工为本，主动依法科学维权，切实履行职责，团结动员广大职工建功立业。"
    other = "我们还要加强自身建设，转变作风，深入一线，倾听呼声，帮助解决实际困难。"
    assert near_copies([slogans * 3, slogans * 3]) != []
    assert near_copies([slogans * 3 + other, slogans * 3]) == []


def test_pairs_come_in_order_and_once():
    pairs = near_copies([REPORT, "别的", REPORT, REPORT])
    assert [(i, j) for i, j, _ in pairs] == [(0, 2), (0, 3), (2, 3)]


def test_too_few_texts_have_no_copies():
    assert near_copies([]) == []
    assert near_copies([REPORT]) == []


@pytest.mark.parametrize("folder", ["county_dev"])
def test_the_copies_of_a_county(folder):
    """Real layouts: a page with other line ends, other headings and other masks."""
    shared = Path(__file__).resolve().parents[2] / "shared" / folder
    if not shared.is_dir():
        pytest.skip(f"needs the sample texts in {folder}")
    gold = json.loads((shared / "gold.json").read_text(encoding="utf-8"))
    files = sorted(shared.glob("*.md"))
    pairs = near_copies([path.read_text(encoding="utf-8") for path in files])
    assert [[files[i].stem, files[j].stem] for i, j, _ in pairs] == gold["duplicates"]
