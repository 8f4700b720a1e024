"""When a word plans: 计划新建3家, but not 发展计划, 按原定计划建成5家 or 将28名干部编成7组."""

from __future__ import annotations

import re

from zhsummary.facts import period
from zhsummary.facts.nouns import is_body
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

#: Words that open a plan which reaches to the end of the sentence.
PLAN = frozenset(
    "计划 计画 打算 力争 确保 预计 准备 力求 有望 可望 务必 将要 需要 必须 须 规划 保证"
    " 预 拟于 决定 议定 预估 预测 预期 下步 下一步 望 希望 期望 拟定 努力实现".split()
) | {front + word for front in ("", *"还仍也都均再尚") for word in "要需将拟"}
DONE = re.compile(r"^(?:已.?|均已|现已|实际|先后|目前|现有)$")
#: What every word that says so holds.
OF_DONE = re.compile(r"[了已]|实际|先后|目前|现有")


def says_done(tokens: list[Token], text: str) -> bool:
    """Say whether words before a figure tell that something is done: 已建成3家, 建了3家."""
    if not OF_DONE.search(text):
        return False
    for i, token in enumerate(tokens):
        if token.text == "了":
            return True
        if DONE.match(token.text):
            # 在实际工作中争取更好结果 says nothing of what is done
            return not (token.text == "实际" and tokens[i + 1 : i + 2] and tokens[i + 1].cls == "N")
    return False


_CAN_REACH = tuple(
    able + reach for able in "能可" for reach in ("完成", "达", "达到", "实现", "超过")
)
#: 能达到, but not 产能达到.
CAN = re.compile(rf"(?<![产功性职动智节势热电技])(?:{'|'.join(_CAN_REACH)})")


def can_reach(text: str) -> bool:
    """年产值可达到3亿元: say whether a figure is what can be reached."""
    return text.endswith(_CAN_REACH) and CAN.search(text, max(0, len(text) - 4)) is not None


def opens_plan(tokens: list[Token], of_the_year: bool = False) -> bool:
    """Say whether a word plans what stands behind it, if 预计 does not only sum up a year."""
    for i, token in enumerate(tokens):
        word = token.text
        if word in _PLANNED_FIRST and _was_planned(tokens, i):
            return True
        if word in _OF_THE_YEAR and _carries_out(tokens, i):
            return True  # 工程年度计划完成1500万元
        if token.cls == "N" and word in _QUOTED:
            continue  # 印制“十要十不准”2000份: in a quotation it is a part of the name
        if word == "要" and any(t.text in {"比", "较"} for t in tokens[:i]):
            continue  # 成本比往年要下降15元
        if word not in PLAN or is_noun(tokens, i) or (i and tokens[i - 1].text in MEASURED_BY):
            continue
        if i > 1 and tokens[i - 1].text in _SET_FIRST and tokens[i - 2].text in MEASURED_BY:
            continue  # 按原定计划建成5家
        if word == "努力实现" and i and tokens[i - 1].text in _EFFORTS:
            continue  # 经过努力实现建会5家
        if word == "预计" and (of_the_year or _dated_now(tokens)):
            continue  # 预计全年实现产值3亿元: an estimate of what is done
        if leads_to_verb(tokens, i):
            return True
    return False


_QUOTED = {"要", "须", "必须", "将", "需"}
_OF_THE_YEAR = {"年度计划", "全年计划"}


def _carries_out(tokens: list[Token], i: int) -> bool:
    """Say whether a plan is followed by what is to be done, and not done itself: 完成年度计划."""
    behind = tokens[i + 1 : i + 2]
    if not behind or behind[0].text not in _CARRIED_OUT:
        return False
    return all(t.cls not in {"P", "L"} and t.text not in _EXCEEDED for t in tokens[:i])


def _dated_now(tokens: list[Token]) -> bool:
    return any(t.cls == "T" and period.is_reported(t.text) for t in tokens)


_EFFORTS = load.word_set("effort_words")


def _was_planned(tokens: list[Token], i: int) -> bool:
    """原计划建会10家 is the plan, 比原计划多建2家 and 按原计划建会5家 only speak of it."""
    whole = tokens[i].text in _SET_FIRST  # 原定新建6家
    if (not whole and (not i or tokens[i - 1].text != "原")) or i + 1 == len(tokens):
        return False
    front = i - 1 if whole else i - 2
    deed = tokens[i + 1]
    opens = front < 0 and deed.cls == "N" and not deed.text.startswith(_AIMS)  # 原计划修路5公里
    if deed.cls not in {"V", "VN"} and not (opens and tokens[-1] is deed):
        return False
    if whole and any(t.cls == "DE" for t in tokens[i:]):
        return False  # 原定建设的5个: those apart
    return front < 0 or tokens[front].text not in MEASURED_BY | _EXCEEDED


#: What was planned and may have come otherwise: 原定建会6家，实建4家.
_SET_FIRST = load.word_set("planned_at_first")
_PLANNED_FIRST = _SET_FIRST | {"计划", "拟", "打算", "预计", "准备"}
_EXCEEDED = {"超", "超过", "超出", "完成", "在"}
_AIMS = ("目标", "任务", "指标", "数")


def names_aim(tokens: list[Token], text: str) -> bool:
    """Say whether a target before its verb tells what is to be done."""
    return "目标" in text and any(_aims(tokens, i) for i in range(len(tokens)))


def _aims(tokens: list[Token], i: int) -> bool:
    """危房改造目标完成改造860户: behind a target its verb is what is to be done."""
    if tokens[i].text not in {"目标", "目标任务"} or i + 1 == len(tokens):
        return False
    before = tokens[i - 1].text if i else ""
    return tokens[i + 1].text in _CARRIED_OUT and before not in {"完成", "实现", "的"}


_BEFORE_A_NOUN = {"有", "没有", "无", "所", "根据", "按照"}


def is_noun(tokens: list[Token], i: int) -> bool:
    """发展计划, 计划任务数 are nouns; behind a body (镇工会计划…) 计划 is a verb."""
    if tokens[i].text in {"需要", "希望"}:
        return i > 0 and tokens[i - 1].text in _BEFORE_A_NOUN  # 为有需要的老人
    if tokens[i].text not in {"计划", "计画", "规划"}:
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and (
        behind.cls == "DE" or behind.text.startswith(("任务", "指标", "目标", "数"))
    ):
        return True
    before = tokens[i - 1] if i else None
    if before is not None and before.text in _PUT_INTO:
        return True  # 列入规划逐步解决的319件
    named = behind is not None and behind.text in {"安排", "要求", "部署"}
    if named and before is not None and before.cls == "DE" and tokens[0].text in _ACCORDING_TO:
        return True  # 按照县委的计划安排
    if before is not None and before.cls == "V" and behind is not None and behind.cls == "N":
        return True  # 入选培养计划青年教师36名
    if before is not None and (
        before.text in {"《", "“"} or (behind is None and before.cls == "V")
    ):
        return True  # 按照下达的减贫计划
    if before is None or before.cls not in {"N", "VN"}:
        return False
    if behind is not None and behind.text in _CARRIED_OUT:
        return False  # 公路养护计划投入资金140万元
    return not is_body(before.text) and not before.text.endswith(_PLANNING_PLACES)


_PUT_INTO = {"列入", "纳入", "编入", "写入"}
_ACCORDING_TO = {"按照", "根据", "按"}
#: What a plan for something is about to do: 农田建设计划完成土方86万方.
_CARRIED_OUT = load.word_set("planned_deeds")
#: What the name of a place ends in that can plan: 白云镇计划投资290万元.
_PLANNING_PLACES = ("镇", "乡", "县", "村", "街道", "社区", "区", "市", "省")


def leads_to_verb(tokens: list[Token], i: int) -> bool:
    """将新建工会 is a plan, 将28名干部编成7组 is none: there 将 only marks the object."""
    if tokens[i].text in {"希望", "望", "规划", "预", "预期"}:
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        if tokens[i].text == "规划" and behind is not None and behind.text in {"项目", "工程"}:
            return all(t.cls in {"T", "D", "S"} for t in tokens[:i])  # 规划项目120个
        return behind is not None and behind.cls not in {"N", "J"}  # 希望社区4户
    if tokens[i].text in {"需要", "需"} and any(t.cls == "DE" for t in tokens[i + 1 :]):
        return not any(t.cls in {"V", "VN"} for t in tokens[:i])  # 征集需要解决的难题43条
    following = tokens[i + 1 : i + 2]
    if tokens[i].text == "须":
        return not following or following[0].cls not in {"N", "J", "DE"}
    if tokens[i].text == "拟定":
        drafted = bool(following) and following[0].text.endswith(_DRAFTED)
        return tokens[i].cls == "M" and not drafted
    if tokens[i].text != "将":
        return True
    if _hands_over(tokens, i):
        return False
    following = [t for t in tokens[i + 1 :] if t.cls not in {"T", "R"}][:1]  # 将每年培训300人
    return bool(following) and following[0].cls in {"V", "VN", "D", "L", "C", "P"}


def _hands_over(tokens: list[Token], i: int) -> bool:
    """将印有电话的卡片送到300户: behind 的 and a thing, 将 marks what is handed over."""
    at = next((k for k in range(i + 2, len(tokens)) if tokens[k].cls == "DE"), None)
    if at is None or at + 2 >= len(tokens) or tokens[at + 1].cls != "N":
        return False
    return any(t.cls == "V" and t.text.endswith(_REACHING) for t in tokens[at + 2 :])


_REACHING = ("到", "给", "入", "至", "为", "成")
#: What is drawn up, where 拟定 plans nothing: 拟定方案3份.
_DRAFTED = ("方案", "预案", "办法", "制度", "意见", "计划", "规划", "细则", "措施", "清单", "标准")
MEASURED_BY = load.word_set("measured_by")
#: 建议上级支持修路8公里, 我们决心建会9家; 建议办结26件 tells of proposals.
PROPOSING = re.compile("建议|决心|恳请|请求")
PROPOSES = re.compile(
    r"(?:我们|为此|因此|同时|特|我镇|我乡|镇里)?"
    r"(?:恳请|请求|建议(?=增加|增设|增配|新增|解决|安排|给予|拨付|追加|新建|修建|尽快|上级|[省市县区镇乡](?!域)|党委|政府|有关|相关|财政|各级)|决心(?!书)(?=[\u4e00-\u9fff]{2}))"
)
