"""Level or change: by or to, up or down, and differences that are no change."""

from __future__ import annotations

import re
from functools import cache

from zhsummary.facts import period
from zhsummary.facts.frame import Frame, is_source, trace
from zhsummary.facts.model import Change
from zhsummary.facts.nouns import join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_REACHES = ("到", "至", "为", "成")


@cache
def _directions() -> dict[str, str]:
    return {row["word"]: row["direction"] for row in load.rows("changes.tsv")}


@cache
def _needs(baseline: str) -> frozenset[str]:
    return frozenset(r["word"] for r in load.rows("changes.tsv") if r["baseline"] == baseline)


def change(frame: Frame) -> tuple[Change, str]:
    """Give the change that the words around a quantity state, and the rule that says so."""
    if frame.juxtaposed:
        frame = trace(frame, "first-of-its-kind", _first_step, frame)  # 减少2户2人
    if (own := _stated(frame)) is not None:
        return own if own[0] else _grows_behind(frame) or own
    found = trace(frame, "change", _step, "")
    return found, "change-carried" if found else ""


def _first_step(frame: Frame) -> tuple[Frame | None, Frame | None]:
    """Go back to the figure beside which others of the same thing stand: 减少2户2人."""
    beside = frame.juxtaposed and frame.neighbour is not None
    return (None, frame.neighbour) if beside else (frame, None)


_GAINING = {"增收", "减收", "增支", "节约"}
_GROWTH = {"增长", "增速", "增幅"}


def _grows_behind(frame: Frame) -> tuple[Change, str] | None:
    """保持15%以上增长: the word of change stands behind its share."""
    if frame.quantity.kind != "percent":
        return None
    behind = next((t for t in frame.right if t.cls != "DE"), None)
    grows = behind is not None and behind.text in _GROWTH
    return ("increase_by", "change-behind") if grows else None


def _step(frame: Frame) -> tuple[str | None, Frame | None]:
    own = _stated(frame)
    return (None, frame.neighbour) if own is None else (own[0], None)


def _stated(frame: Frame) -> tuple[Change, str] | None:
    """Give the change that a figure's own words state, or None where a list shares its verb."""
    if frame.verb_text in _COMPARED_BY and frame.before and frame.neighbour is None:
        return "", "difference"
    verb = _verb_of_change(frame) or _changes_a_level(frame)
    if verb is None and _shares_verb(frame):
        return None
    if verb is None:
        return _by_amounts(frame)
    word, reaches = verb
    direction = _directions().get(word, "")
    if not direction:
        return _by_amounts(frame)
    if frame.after and frame.quantity.unit in _SPANS_OF_TIME and not reaches:
        return "", ""  # 提升15分钟生活圈
    if _is_difference(frame, word):
        return "", "difference"
    share = frame.quantity.kind == "percent" and word in _GAINING  # 增收16% needs no baseline
    if word in _needs("needed") and not share and not _has_baseline(frame):
        return "", "no-baseline"
    if word in _needs("reached") and not reaches:
        return "", ""
    return _CHANGES[direction, reaches], "change-word"


_SPANS_OF_TIME = {"分钟", "小时", "天"}
_CHANGES: dict[tuple[str, bool], Change] = {
    ("increase", False): "increase_by",
    ("increase", True): "increase_to",
    ("decrease", False): "decrease_by",
    ("decrease", True): "decrease_to",
}


def _shares_verb(frame: Frame) -> bool:
    """分别增长4.1%和9.6%: the second has the verb of the first."""
    neighbour = frame.neighbour
    if neighbour is None or not frame.listed or frame.verb:
        return False
    return neighbour.quantity.kind == frame.quantity.kind


_TURNS = load.word_set("turning_verbs")


def _by_amounts(frame: Frame) -> tuple[Change, str]:
    """由350元调整为380元, 从26个压到9个: which way is told by the amounts."""
    origin = frame.neighbour
    if origin is None:
        return "", ""
    tokens = [t.text for t in _undated(frame.left) if t.cls not in {"D", "LE"}]
    if not "".join(tokens[-2:]).endswith(_REACHES) or tokens[-1:] == ["达到"]:
        return "", ""
    if not (len(tokens) > 1 and tokens[-2] in _TURNS) and not is_source(origin):
        return "", ""
    before, now = origin.quantity.value, frame.quantity.value
    if (
        before is None
        or now is None
        or origin.quantity.unit != frame.quantity.unit
        or before == now
    ):
        return "", ""
    return ("increase_to" if now > before else "decrease_to"), "change-by-amounts"


def _undated(tokens: list[Token]) -> list[Token]:
    """Leave out the time right before a figure: 增加到今年的50家."""
    if len(tokens) > 2 and tokens[-1].cls == "DE" and _dates(tokens[-2]):
        return tokens[:-2]
    return tokens


def _dates(token: Token) -> bool:
    return token.cls == "T" or token.text in {"目前", "现在", "如今"}


def _verb_of_change(frame: Frame) -> tuple[str, bool] | None:
    """Give the word of change that governs the quantity, and whether it names the level reached."""
    tokens = [t for t in _undated(frame.left) if t.cls not in {"D", "LE", "M", "R"}]
    if (
        len(tokens) > 1
        and tokens[-1].text in {"为", "达", "达到", "是"}
        and (tokens[-2].text in _RATES or tokens[-2].text == "幅度")
    ):
        tokens = tokens[:-1]
    if len(tokens) > 1 and tokens[-1].text == "幅度":
        tokens = tokens[:-1]
    if not tokens:
        return None
    last = tokens[-1]
    if (
        last.text in {"到", "至", "为", "成"}
        and len(tokens) > 1
        and tokens[-2].text in _directions()
    ):
        return tokens[-2].text, True
    if last.cls in {"V", "VN"} and len(tokens) > 1 and tokens[-2].text in {"多", "少"}:
        return tokens[-2].text, False  # 去年收了28.4万元，多收2.8万元
    if (word := _more_done(frame, tokens)) is not None:
        return word, False
    if last.cls == "C" or last.text in _directions():
        stem, reaches = last.text, False
        if last.text not in _directions() and last.text.endswith(_REACHES):
            stem, reaches = last.text[:-1], True
        return stem, reaches
    return None


def _more_done(frame: Frame, tokens: list[Token]) -> str | None:
    """比上年多发展会员38名: of what the deed was done to there are more."""
    if _COMPARING_WORDS.isdisjoint(frame.left_words):
        return None
    at = next((i for i, t in enumerate(tokens) if t.text in {"多", "少"} and t.cls == "C"), -1)
    behind = tokens[at + 1 :]
    if at < 0 or len(behind) < 2 or behind[0].cls not in {"V", "VN"}:
        return None
    if any(t.cls not in {"N", "VN", "V"} for t in behind[1:]):
        return None
    return tokens[at].text


def _changes_a_level(frame: Frame) -> tuple[str, bool] | None:
    """减少支出3万元: what a verb of change acts on is a level, and no thing."""
    if frame.quantity.kind == "count" or not frame.verb or not frame.before:
        return None
    word, level = frame.verb[-1].text, frame.before[-1].text
    if frame.verb[-1].start > frame.before[0].start or word in _needs("reached"):
        return None
    direction = _directions().get(word)
    if direction is None or frame.left[-1].start != frame.before[-1].start:
        return None
    named = _LEVELS if direction == "increase" else _LEVELS | _COSTS
    return (word, False) if level.endswith(tuple(named)) else None


#: What rises and falls, and what only falls: 增加经费 gives more, 压减经费 is a change.
_LEVELS = load.word_set("changing_levels")
_COSTS = load.word_set("falling_costs")
_RATES = load.word_set("change_rates")
_EARLIER = load.word_set("earlier_periods")


def _is_difference(frame: Frame, word: str) -> bool:
    """高于全县0.3元, 比人工便宜8元: two things compared, nothing changed."""
    comparison = _comparison(frame)
    if comparison is None:
        return False
    return not _is_earlier(comparison) or _AIM.search(comparison) is not None


#: 比年初目标高5个百分点: what is aimed at is no earlier level, whenever it was set.
_AIM = re.compile(r"(?:目标|任务|计划|指标|预算|预期)(?:任务|数|值)?[^，的]{0,4}$")
#: 高出全县平均20公斤: two things compared.
_COMPARED_BY = {"高于", "低于", "快于", "慢于", "多于", "少于", "优于", "好于", "高出", "超出"}


def _has_baseline(frame: Frame) -> bool:
    comparison = _comparison(frame)
    if comparison is None and frame.previous is not None and frame.neighbour is None:
        before = frame.previous.left
        comparison = join([t for t in before if t.cls == "T" and period.anchor(t.text) == "last"])
    return comparison is not None and _is_earlier(comparison)


def _is_earlier(comparison: str) -> bool:
    return any(period in comparison for period in _EARLIER) or bool(_BEFORE.search(comparison))


#: 比换届前提高2个百分点, but not 比排名前三的镇低.
_BEFORE = re.compile(r"[\u4e00-\u9fff]{3}之?前(?![列\d一二三])")


_COMPARING_WORDS = load.word_set("comparing_words")


def _comparison(frame: Frame) -> str | None:
    """Give what the figure is compared with; 比去年的95万元多25万元 says it a figure earlier."""
    here = _from_comparing(frame.left)
    if frame.neighbour is not None:
        there = _from_comparing(frame.neighbour.left)
        if there is not None and (here is None or here.startswith("相比")):
            return there
    return here


def _from_comparing(tokens: list[Token]) -> str | None:
    for i, token in enumerate(tokens):
        if token.text in _COMPARING_WORDS:
            return "".join(t.text for t in tokens[i:])
    return None
