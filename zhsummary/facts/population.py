"""People and households of a whole place: 全镇6210户24300人, 辖14个村，2.3万人."""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame, trace
from zhsummary.facts.naming import Item
from zhsummary.facts.nouns import join
from zhsummary.lexicons import load

_THERE_IS = load.word_set("holding_there")


_RULING = load.word_set("ruling_verbs")


def of_the_ruled(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """辖14个村、96个村民组，2.3万人: those who live there."""
    if frame.quantity.unit not in POPULATION or frame.verb_class not in {"", "L"} or frame.follow:
        return False
    if frame.juxtaposed and earlier and earlier[-1][0] is frame.neighbour:
        found = earlier[-1][1]  # 27个村民小组504户1810人, but not 少数民族491户2118人
        if found.text in _DIVISIONS and frame.quantity.unit == "户":
            return True
        if found.rule in {"noun-before", "subject", "object-in-verb"}:
            return False
    if any(f.verb_text in _RULING for f, _ in earlier):
        return True
    # 辖区15个村民小组，732户3610人
    pair = in_pair(frame) and all(t.cls in {"D", "L"} for t in frame.left)
    return pair and any(i.text in _DIVISIONS for _, i in earlier[-2:])


def in_pair(frame: Frame) -> bool:
    """732户3610人: households with those who live in them."""
    if frame.juxtaposed or (frame.listed and len(frame.left) == 1):
        return frame.neighbour is not None and frame.neighbour.quantity.unit == "户"
    if _lone_behind_homes(frame):
        return True
    behind = frame.clause.tokens[frame.at + 1 : frame.at + 3]
    if behind and behind[0].cls == "J":  # 有610户、2438人
        behind = behind[1:]
    if not behind and frame.below is not None:  # 全村共174户，701人
        behind = frame.below.tokens if len(frame.below.tokens) == 1 else []
    beside = behind[0].quantity if behind else None
    return frame.quantity.unit == "户" and beside is not None and beside.unit == "人"


def _lone_behind_homes(frame: Frame) -> bool:
    """全村共174户，701人: nothing but the people of the households of the clause before."""
    before = frame.previous
    if before is None or frame.left or frame.right or frame.quantity.unit != "人":
        return False
    near = before.clause_index + 1 == frame.clause_index
    return near and before.quantity.unit == "户" and not before.right and not before.limit


_DIVISIONS = {
    "村小组",
    "屯",
    "村民小组",
    "行政村",
    "自然村",
    "自然寨",
    "村民组",
    "居民小组",
    "社区",
    "村",
}


def of_a_whole_place(frame: Frame) -> bool:
    """石桥村有320户1180人, 全村共123户540人: all who live there."""
    if not trace(frame, "pair", _pair_step, False):
        return False
    first = frame.neighbour if frame.juxtaposed else frame
    if _lone_behind_homes(frame):
        first = frame.previous
    if first is None or first.after or first.follow or frame.follow or frame.after:
        return False
    if first.verb_text not in _THERE_IS | {""}:
        return False
    loose = {"T", "D", "L"}
    named = [t for t in first.left if t.cls not in loose]
    if all(t.cls in {"S", "SUBJ"} for t in named):
        return bool(named)
    return all(t.cls in {"N", "S"} for t in named) and NAMED_PLACE.search(join(named)) is not None


def _pair_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    return in_pair(frame), None


NAMED_PLACE = re.compile(r"..(?:村|镇|乡|社区|街道|林场|农场)$")


def goes_on_with_place(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """全镇187户，646人: say whether a bare figure goes on with those who live in a place."""
    bare = not frame.left and not frame.right and frame.quantity.unit in POPULATION
    return bare and bool(earlier) and earlier[-1][1].rule == "of-the-place"


POPULATION = {"人": "人口", "户": "户数"}


def of_the_place(frame: Frame) -> Item | None:
    """全镇6210户24300人: with nothing but the place beside it, the figure is its population."""
    if frame.quantity.unit not in POPULATION:
        return None
    if not trace(frame, "of-the-place", _place_step, False) or _has_its_share(frame):
        return None
    return Item(POPULATION[frame.quantity.unit], "of-the-place")


def _has_its_share(frame: Frame) -> bool:
    """全县低保对象1.2万户，我镇430户: a place's share of those counted, not all who live there."""
    before = frame.neighbour.previous if frame.juxtaposed and frame.neighbour else frame.previous
    if (
        before is None
        or before.quantity.unit not in POPULATION
        or not (before.before or before.verb)
    ):
        return False
    return before.clause_index + 1 == frame.clause_index and before.clause.end in "，,"


def _place_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    if frame.quantity.unit not in POPULATION or frame.after or frame.follow:
        return False, None
    if frame.juxtaposed and frame.neighbour is not None:
        return None, frame.neighbour
    bare = bool(frame.left) and all(t.cls in {"S", "SUBJ", "T"} for t in frame.left)
    return bare and frame.left[-1].cls == "S", None
