"""Those who act, pay or are given to: they stand beside a figure that does not count them.

县水利局投资80万元, 奖给优秀教师800元, 与企业签订61份: a body, payer or receiver is no item.
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhsummary.facts.deeds import ends_in_verb
from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import (
    COUNTERS,
    PEOPLE,
    is_body,
    is_held,
    is_honour,
)
from zhsummary.facts.population import NAMED_PLACE
from zhsummary.lexicons import load

_PEOPLE_ENDS = tuple(load.word_set("people_ends"))


def is_done_with(frame: Frame) -> bool:
    """Say whether 与 leads those before the verb, and nothing stands between verb and figure."""
    if frame.quantity.unit in COUNTERS:
        return False  # 与农户签约120户
    first = frame.before[0].start
    led = next((t for t in reversed(frame.left) if t.start < first), None)
    return ends_in_verb(frame) and led is not None and led.text in _WITH


_WITH = {"与", "同", "跟"}


def is_given_to(frame: Frame, before: str) -> bool:
    """Say whether people or a place stand behind 给, and no noun of what they are given."""
    if not frame.verb_text.endswith("给"):
        at = frame.before[0].start
        led = next((t for t in reversed(frame.left) if t.start < at and t.cls != "R"), None)
        if led is None or led.text != "给" or led.cls != "P":
            return False
    people = PEOPLE.search(before) or before.endswith((*_PEOPLE_ENDS, "户"))
    return bool(people) or is_body(before) or NAMED_PLACE.search(before) is not None


def is_cause(frame: Frame) -> bool:
    """因干旱只栽1.2万株, 受干旱影响减产300吨: what stands before the verb is why it was done."""
    causes = _CAUSES.intersection(t.text for t in frame.left)
    return bool(causes) and any(
        a.text in causes and b is frame.before[0] for a, b in pairwise(frame.left)
    )


_CAUSES = {"因", "因为", "由于", "受"}


def acts_itself(frame: Frame, before: str) -> bool:
    """Say whether what stands before the verb does it: 县水利局投资, but not 泵站受损59处."""
    if frame.verb_text in _BEFALLING:
        return False
    if is_honour(before) or (ends_in_verb(frame) and is_held(before, frame.verb_text)):
        return False  # 示范村新增3个, 安全会议开了10次
    return is_body(before) or before == "上级" or NAMED_PLACE.search(before) is not None


_BEFALLING = load.word_set("befalling_verbs")


def pays_itself(frame: Frame, who: str) -> bool:
    """Say whether those before the verb pay a sum; 种粮大户补贴36万元 is paid to them."""
    if frame.verb_text in {"补贴", "配套"}:
        return who.endswith(_FUNDS)
    if who.endswith(_OCCASIONS) and frame.verb_text in _GIVING_ALONE | {"募集", "筹集"}:
        return True  # 活动共募捐到3167元
    if len(frame.verb_text) == 1 and frame.verb_text in _GIVING_ALONE:
        return who.endswith((*PAYERS, *_SELVES))  # 职工自己掏30块, but not 医疗互助每人掏80元
    if frame.verb_text in _GIVING_ALONE and frame.before[0].start < frame.verb[0].start:
        return not who.endswith(("资金", "款", "费", "经费"))  # 商会捐资27万元
    return frame.verb_text in _RAISING_FUNDS and who.endswith(PAYERS)


_SELVES = tuple(load.word_set("selves"))
_OCCASIONS = ("活动", "现场", "仪式")
#: What those who pay do, and who they are.
_GIVING_ALONE = load.word_set("giving_alone")
_RAISING_FUNDS = {"投资", "自筹", "捐款", "捐资", "集资", "筹资", "出资", "补贴", "配套", "投劳"}
_FUNDS = ("村居", "村集体", "集体", "村社", "村组", "财政", "上级")
PAYERS = (*load.word_set("people_nouns"), *_FUNDS, "个人", "社会", "机关", "大户", "乡贤", "业主")


def takes_over(phrase: str) -> bool:
    """移送有关部门7起: say whether a case is handed over to them."""
    return phrase.endswith(_TAKING_OVER) or is_body(phrase)


_TAKING_OVER = tuple(load.word_set("takers_over"))


def acts_on_average(frame: Frame, before: str) -> bool:
    """班子其他成员人均2次: those who act on average are not what is counted."""
    averaged = bool(frame.left) and _AVERAGED.search(frame.left[-1].text) is not None
    return averaged and not frame.verb and (is_body(before) or before.endswith(_PEOPLE))


_PEOPLE = tuple(load.word_set("people_nouns"))
#: The bases of what one does: 人均2次, 每人2次, but not 每月3次到户走访.
_AVERAGED = re.compile(r"均$|^每[人名位个]")
