"""What was done: the verb that a quantity completes."""

from __future__ import annotations

import re
from functools import lru_cache

from zhsummary.facts.adjacent_verb import SUPPORT
from zhsummary.facts.frame import HOW_OFTEN, Frame, trace
from zhsummary.facts.nouns import PEOPLE_UNITS, join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

#: Verbs that only state a level or that something is there: not what was done.
_COPULAS = load.word_set("copulas")
_RATES_OF_CHANGE = load.word_set("change_rates")


def action(frame: Frame, carried: str | None) -> tuple[str, str]:
    """Give the action of a quantity and the rule that found it.

    `carried` is the action of the earlier figure whose verb reaches on to this one, or None.
    """
    if frame.limit:
        return "", "limit"
    verb = _own(frame)
    if verb:
        return verb
    if carried is not None:
        own = carried in _OF_ITS_OWN and (not frame.listed or frame.quantity.kind != "percent")
        return ("" if own else carried), "action-carried"
    return "", "no-action"


#: Verbs that say what was done only with the verb behind the figure.
_SUPPORT = SUPPORT - _COPULAS
#: What only one figure does: a share, a level.
_OF_ITS_OWN = {"占", "占比"}
_SERVING = {"给", "为", "对", "向", "替"}
_AIMING = load.word_set("aiming_words")
_ALREADY = load.word_set("finishing_adverbs")


def _own(frame: Frame) -> tuple[str, str] | None:
    if not frame.verb and frame.left and frame.left[0].text in _AIMING and _names_goal(frame):
        return "", "aimed-at"  # 围绕1000只羊、7000亩种草的目标开展工作
    if frame.follow and _told_behind(frame):
        return _bare(join(frame.follow)), "verb-after"
    if _completes(frame):
        return "完成", "share-of-a-task"
    if frame.verb and frame.verb_class:
        text = _main(frame)
        if text in _SUPPORT and frame.after and frame.after[0].cls == "DE":
            return text, "verb-before"  # 有150人的机关工会呈现生机
        if text in _SUPPORT and frame.follow and not frame.juxtaposed:
            return _bare(join(frame.follow)), "verb-after-support"
        if text in _COPULAS:
            counted = _before_copula(frame)
            return (counted, "verb-before-copula") if counted else ("", "copula")
        if text in _RATES_OF_CHANGE or (frame.base and text == "占"):
            return "", "copula"
        return text, "verb-before"
    if frame.juxtaposed and not _pays(frame):
        return None
    apart = any(t.text == "分别" for t in frame.left)
    if not frame.verb and not apart and frame.before and frame.before[-1].text == "支出":
        return "支出", "deed-in-name"  # 办公经费支出12万元
    if frame.follow and not frame.verb and trace(frame, "done-to", _done_to, False):
        return _bare(join(frame.follow)), "verb-after"
    if _tells_size(frame):
        return "", "size-of-a-thing"
    told = bool(frame.follow) and (not frame.listed or _pays(frame))
    if told and (frame.after or not frame.before or _acts_behind(frame)):
        return _bare(join(frame.follow)), "verb-after"
    return None


def _tells_size(frame: Frame) -> bool:
    """总投资800万元的水厂已开工: how large the thing is did not do what the thing did."""
    sized = frame.left and frame.left[-1].text.endswith(_SIZES) and not frame.verb
    return bool(sized) and bool(frame.after) and frame.after[0].cls == "DE"


_SIZES = tuple(load.word_set("sizes_of_works"))


def _names_goal(frame: Frame) -> bool:
    return any(t.text in {"目标", "目标任务"} for t in frame.ahead(20))


def _acts_behind(frame: Frame) -> bool:
    """Say whether a noun before the figure leaves the deed to the verb behind it."""
    left, right = frame.left, frame.right
    if left and (left[-1].cls == "D" or left[0].text in _SERVING):
        return True  # 各级代表共64人参加了活动; 对在岗职工210人进行了体检
    if frame.head and frame.head[-1].text in {"按", "按照"}:
        return True  # 入会率按照85%已作布置
    if not right:
        return False
    if right[0].cls == "DE" or right[0].text == "由":
        return True  # 积案6件由镇领导包案
    if len(right) > 1 and right[1].text == "工作":
        return True  # 资金48万元发放工作
    if frame.quantity.unit in HOW_OFTEN:
        goes = right[0].text in _GOING  # 班子成员4次到村调研
        return not frame.verb and (goes or frame.follow[0] in right[:2])  # 镇工会两次慰问困难职工
    # 农技员和植保员26人参加培训
    return right[0].cls == "V" and frame.quantity.unit in PEOPLE_UNITS


_GOING = load.word_set("going_words")


def _done_to(frame: Frame) -> tuple[bool | None, Frame | None]:
    """对生猪2120头、牛96头进行了防疫: what is done to all stands behind the last."""
    if any(t.cls == "P" and t.text in _SERVING for t in frame.left):
        return True, None
    return (None, frame.neighbour) if frame.listed else (False, None)


def _pays(frame: Frame) -> bool:
    """村集体出资3万元、62名大户捐了7万元: those behind the pause do what is told behind them."""
    rest = frame.right[len(frame.after) :]
    if (
        not rest
        or not frame.after
        or not frame.more
        or not frame.follow
        or rest[0] is not frame.follow[-1]
    ):
        return False
    return all(t.cls == "LE" for t in rest[1:])


def _main(frame: Frame) -> str:
    """Write the verb: a pair such as 走访慰问 whole, 只有 as 有, 降至 as 降."""
    words = [t.text for t in frame.verb if t.cls in {"V", "VN", "L", "C"}]
    if not words:
        return ""
    if len(words) > 1:
        if words[-1] == "占地":
            return words[-2]  # 建成占地2万平方米的公园
        if words[-1] == "成功" or all(t.cls == "V" for t in frame.verb[-2:]):
            return "".join(words[-2:])
        if frame.before and _is_chain(frame.verb):
            return frame.verb_text  # 升级改造, 新建和改造
    word = _bare(words[-1])
    if word in _WHOLE:
        return word
    behind = frame.verb[0].start >= frame.quantity.end  # 由870元涨到960元: of the first, 涨
    whole = frame.verb_class == "C" and not behind
    if not word.endswith(("到", "至", "为")):
        return word
    return (_REACHES_LONG if whole else _REACHES).sub("", word)


def _is_chain(verb: list[Token]) -> bool:
    return all(t.cls in {"VN", "J"} for t in verb) and verb[0].cls == verb[-1].cls == "VN"


def _completes(frame: Frame) -> bool:
    """完成县总下达任务的112%: what was done to a task, whoever set it."""
    if frame.quantity.kind != "percent" or "完成" not in frame.left_words:
        return False
    return frame.left[-1].cls == "DE"


def _told_behind(frame: Frame) -> bool:
    """给56位女职工办保险, 重建的8户全部完工, 冷库2万立方米已封顶: the deed stands behind."""
    if frame.juxtaposed or frame.listed or frame.base:
        return False
    empty = bool(frame.right) and frame.right[0].text in _EMPTY
    if empty and frame.left and frame.left[0].text in _SERVING:
        return True  # 对退耕还林资金59万元进行了兑付
    if frame.after and frame.left and frame.left[0].text in _SERVING:
        return bool(frame.verb) and frame.left[-1].cls == "DE"
    if frame.after and frame.follow and _sums_up(frame):
        behind = frame.right[len(frame.after) :]
        if join(frame.follow) in _RECEIVING or (behind and behind[0].text in _ALREADY):
            return True  # 推动数字化管理等20项做法受到肯定
    if frame.right and frame.right[0].text in _ALREADY and frame.quantity.kind != "percent":
        headless = bool(frame.left) and frame.left[-1].cls == "DE"
        return headless or not frame.verb
    return False


_EMPTY = load.word_set("empty_verbs")
_RECEIVING = load.word_set("receiving_verbs")


def _sums_up(frame: Frame) -> bool:
    """推动河长制、清产核资等40多项: what stands before 等 is what the figure sums up."""
    return any(t.text == "等" for t in frame.left[-2:])


_REACHES = re.compile(r"(?<=.)(?:到|至|为)$")
_REACHES_LONG = re.compile(r"(?<=..)(?:到|至|为)$")
_ADVERB_BEFORE = re.compile(r"^(?:只|仅|还|尚|仍|已|共|现|均)(?=[有建达])")
_DONE_WELL = re.compile(r"^(办|建|管|修|做)好$")


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """Leave out what only goes with a verb: 只有, 办好."""
    return _DONE_WELL.sub(r"\1", _ADVERB_BEFORE.sub("", word))


def _before_copula(frame: Frame) -> str:
    """入会分别为26名和18名: the verb before 分别为 is what was done."""
    if "D" not in frame.left_classes or "分别" not in frame.left_words:
        return ""
    spoken = [t for t in frame.verb if t.cls in {"V", "VN"}] or [
        t for t in frame.head[-1:] if t.cls == "V"
    ]
    return spoken[-1].text if spoken else ""


_WHOLE = load.word_set("whole_verbs")
