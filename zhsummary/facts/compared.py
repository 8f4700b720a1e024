"""Figures that are only compared with: 比上年的31万元减少, 由31家增加到38家, 占全县的8%."""

from __future__ import annotations

import re

from zhsummary.facts import period
from zhsummary.facts.frame import Frame, is_source, trace
from zhsummary.facts.nouns import join
from zhsummary.facts.sentence import Sentence
from zhsummary.lexicons import load

#: 比上年的31万元减少, 比今年的96人多: the amount compared with stands behind these.
#: 水位较高的25座: how much of something is no comparison.
_DEGREES = "|".join(load.word_set("degree_words"))
_COMPARED = re.compile(
    rf"(?:比(?!较)|较(?!为|(?:{_DEGREES})(?!年))|为|是|占)[^，]*(?:的|计划|规定|平均水平?)$"
)
_OF_EARLIER = re.compile(r"(?:去年|上年|上届|往年|上半年)(?:同期)?的?$")
_MULTIPLE_OF = re.compile(r"[是为][^，]*的$")
_PLANNED_AMOUNT = re.compile(r"目标|任务|预算|计划|指标")
_UNTIL_NOW = ("以来", "至今", "到现在")
_BECOMES = re.compile(r"[到至为成]|增|降|升|提高|扩|涨|减")


def baseline(frame: Frame, dated: str, year: int | None) -> str:
    """Give the rule by which a figure is only compared with, or an empty string."""
    left = frame.left_text
    if _from_to(frame):
        return "from-to"
    if frame.quantity.unit == "倍" and _MULTIPLE_OF.search(left):
        return ""  # 是去年同期的1.5倍: the multiple is of now
    told = bool(frame.right) or frame.more  # 比上年的50批160人次下降: of both
    told = told or _told_behind(frame)
    if told and _compares(frame) and _COMPARED.search(left):
        return "compared-with"
    if _beside_its_time(frame):
        return "compared-with"
    if _opens_the_year(frame):
        return "compared-with"
    if frame.verb_text in {"原有", "原"} and not _has_become(frame):
        return "earlier-period"
    if frame.base and not _PLANNED_AMOUNT.search(left):
        return "base-of-share"
    share = frame.quantity.kind == "percent" or frame.quantity.unit == "倍"
    if share and frame.left and frame.left[-1].cls == "DE":
        return ""  # 是2020年的1.8倍: the share is of now
    if not dated or dated.endswith(_UNTIL_NOW):
        return ""  # 去年以来 reaches into this year
    if period.anchor(dated) == "last" and not _is_own_change(frame, dated):
        return "earlier-period"
    stated = period.year_of(dated)
    if stated is None or year is None or stated >= year:
        return ""
    return "" if _is_own_change(frame, dated) or _is_reached(frame) else "earlier-year"


def _opens_the_year(frame: Frame) -> bool:
    """年初52家，年底61家: what there was is told of what has become of it."""
    at = next((k for k, t in enumerate(frame.left) if t.text in _BEGINNINGS), None)
    if at is None or any(t.cls not in {"N", "D", "S", "T"} for t in frame.left[:at]):
        return False
    if any(t.text not in _THERE_WAS for t in frame.left[at + 1 :]) or frame.right[1:]:
        return False
    listed = frame.more and [t.cls for t in frame.right] == ["J"]
    below = [] if frame.below is None or frame.more or frame.right else frame.below.tokens
    behind = frame.clause.tokens[frame.at + 2 :] if listed else below
    told = next((t.quantity for t in behind if t.quantity is not None), None)
    if told is None or told.unit != frame.quantity.unit:
        return False
    grown = behind[0].cls == "C" and behind[0].text[-1] in "到至为"
    return grown or (behind[0].cls == "T" and _ENDS.search(behind[0].text) is not None)


_BEGINNINGS = {"年初", "今年初", "今年年初", "年头", "月初", "期初"}
_THERE_WAS = {"有", "是", "为", "只有", "仅有", "的"}
_ENDS = re.compile(r"年底|年末|月底|月末|期末|目前|现在|如今|眼下|至今|截至|截止")


def _is_reached(frame: Frame) -> bool:
    """从2018年的430公斤提高到2022年的512公斤: what was reached is what there is."""
    return trace(frame, "reached", _reaching_step, False)


def _reaching_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    before = frame.neighbour
    if before is None:
        return False, None
    if _BECOMES.search(frame.left_text) is None:
        return (None, before) if frame.listed else (False, None)
    return trace(before, "source", _source_step, False), None


def _source_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    if is_source(frame):
        return True, None
    return (None, frame.neighbour) if frame.listed else (False, None)


def _has_become(frame: Frame) -> bool:
    """原有吸毒人员23名全部纳入管控: of all of those there were something is told."""
    words = [t for t in frame.right if t.text != "已"]
    return [t.text in _ALL_OF_THEM for t in words[:1]] == [True] and any(
        t.cls in {"V", "VN"} for t in words[1:3]
    )


_ALL_OF_THEM = {"全部", "均", "都"}


def _told_behind(frame: Frame) -> bool:
    """比2013年的17.3万吨，增0.9万吨: the change stands behind a comma."""
    below = frame.below
    return below is not None and bool(below.tokens) and below.tokens[0].cls == "C"


def _beside_its_time(frame: Frame) -> bool:
    """较上年同期1236毫米，偏多一成: right behind the time compared with stands its own figure."""
    words = frame.left[-2:]
    return len(words) == 2 and words[0].text in {"比", "较"} and words[1].cls == "T"


def in_brackets_behind_its_time(frame: Frame, sentence: Sentence) -> bool:
    """较一季度（4.8%）回升2.1个百分点: what it was then stands in brackets."""
    if not frame.clause.depth or frame.left or not frame.clause_index:
        return False
    opens = frame.clause.tokens[0].start
    around = sentence.clauses[frame.clause_index - 1]
    words = [t for t in around.tokens if t.end <= opens][-2:]
    return len(words) == 2 and words[0].text in {"比", "较"} and words[1].cls == "T"


def _compares(frame: Frame) -> bool:
    words = frame.left_words
    return "比" in words or "较" in words or _OF_EARLIER.search(frame.left_text) is not None


def _is_own_change(frame: Frame, dated: str) -> bool:
    """比去年增长6% is a change of now, 去年用电量同比增长6% one of then."""
    words = frame.left_words
    if "比" in words or "较" in words:
        return True
    return "同比" in words and frame.left[0].text != dated


def _from_to(frame: Frame) -> bool:
    """由31家增加到38家: the first is where it came from."""
    if not is_source(frame):
        return False
    if not frame.more:  # 由0.9亿元，增长到2.1亿元
        opening = frame.below.tokens[:1] if frame.below is not None and not frame.right else []
        return bool(opening) and opening[0].cls == "C" and opening[0].text[-1] in "到至为"
    following = frame.clause.tokens[frame.at + 1 : frame.at + 8]
    if all(t.cls == "J" for t in frame.right):  # 从50家、30家增加到, 由63户201人减少到
        while following and following[0].cls in {"J", "Q"}:
            following = following[1:]
    else:
        following = frame.right
    text = join([t for t in following if t.cls not in {"D", "LE"}])
    return _BECOMES.search(text) is not None
