"""Amounts that a rule sets: 每例补助1万元的标准, 满25人的企业应建会, 最高可贷20万元, 若建会10家."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhsummary.facts.frame import Frame, paid_for_each
from zhsummary.facts.nouns import join
from zhsummary.facts.plan_words import says_done
from zhsummary.facts.sentence import Sentence, Token
from zhsummary.lexicons import load

#: What those should do of whom a figure tells.
OWED = {"应", "应当"}


def is_condition(frame: Frame) -> bool:
    """满25人的企业: say whether a figure bounds those of whom a rule speaks."""
    bound = frame.quantity.qualifier in {"over", "under"}
    return bound or bool(frame.left and frame.left[-1].text in {"满", "达", "达到"})


def _is_bound_if(frame: Frame, sentence: Sentence) -> bool:
    """Tell 满25人的企业应建会, 满100人应当配备专职主席 and 不足25人的，可以联合建会."""
    right = frame.right
    if [t.cls for t in right] == ["DE"] and frame.clause_index + 1 < len(sentence.clauses):
        behind = sentence.clauses[frame.clause_index + 1].tokens
        return bool(behind) and behind[0].text in OWED | _BINDING | {"可", "可以"}
    at = next((i for i, t in enumerate(right[:5]) if t.text in OWED | _BINDING), None)
    if at is None or any(t.cls not in {"N", "DE"} for t in right[:at]):
        return False
    deed = next((t for t in right[at + 1 :] if t.cls != "D"), None)
    return deed is not None and deed.cls in {"V", "VN"}


_BINDING = {"必须", "须"}
#: 按规定，距学校不少于100米; 按政策规定，每例补助1万元.
_BY_RULE = re.compile(r"(?:按|按照|根据|依据|依照)[^，]{0,8}(?:规定|标准|要求|政策)$")
_FORBIDS = re.compile(r"不得|限额(?!以)|封顶|违者")
_FORBIDS_BEHIND = re.compile(r"[^，]{0,3}(?:不得|严禁|禁止)")
_EXTREME = re.compile(r"最[高低多少]$")
#: 每户最高可贷20万元
_AT_MOST = re.compile(r"最[高多](?:可以?|能|不超过)")
_DEMANDS = re.compile(r"要求|规定|应当?|必须|(?:制度|办法|细则|章程)[^，]{0,3}明确")
#: 按…的标准发放, 按每亩1200元执行: an amount that a rule sets.
_BY_STANDARD = re.compile(r"的[^，]{0,4}标准|标准(?:发放|补助|执行)")
_PAID_SO = re.compile(r"(?:执行|发放|计发|计算|补助|补贴|兑付|给予|予以)")
_STANDARD_IS = re.compile(r"规定(?:的)?$|标准[^，]*(?:为|是)$")
_STANDARD_BEHIND = re.compile(r"[^，]{0,6}的(?:规定|要求|标准|条件)")


def behind_list(frame: Frame) -> list[Token]:
    """按大专每人2000元、本科每人3000元的标准发放: what stands behind a list is of all of it."""
    tokens, figures = frame.clause.tokens, frame.clause.figures
    following = bisect_right(figures, frame.at)
    behind = figures[following : following + _LISTED]
    last = frame.at
    for i in behind:
        if tokens[last + 1].cls != "J" or any(t.cls in {"V", "L", "C"} for t in tokens[last:i]):
            return frame.right
        last = i
    return tokens[last + 1 : last + _NEAR] if behind else frame.right


_NEAR = 12  # words behind the last figure of a list that are read
_LISTED = 8  # figures of a list behind which stands what is of all of them
#: What a clause says in which a figure is that of a rule.
_OF_RULES = re.compile(r"违者|不得|限额|封顶|严禁|禁止|最|要求|规定|应|必须|标准|条件|按|明确")
#: 如果每户补助500元; 若建会10家以上，奖励5000元: nothing of that has come about.
_IF = frozenset({"如果", "若", "假如", "倘若", "假设"})


def _supposed(frame: Frame, sentence: Sentence) -> bool:
    if not _IF.isdisjoint(frame.left_words):
        return True
    if not frame.clause_index or not frame.left or frame.left[0].cls == "T":
        return False
    earlier = sentence.clauses[frame.clause_index - 1].words
    return not _IF.isdisjoint(earlier) and not says_done(frame.left, frame.left_text)


def rule_for(frame: Frame, sentence: Sentence) -> str:
    """Give the rule by which a figure tells what should be, or an empty string."""
    if _supposed(frame, sentence):
        return "supposed"
    if is_condition(frame) and _is_bound_if(frame, sentence):
        return "rule"
    if paid_for_each(frame) >= 0 or _rewards_such(frame) or _may_be_had(frame):
        return "rate-of-a-rule"
    if _is_cap(frame):
        return "cap"
    if _for_all_such(frame):
        return "rule"
    if _goes_on_a_rule(frame):
        return "rule"
    by_rule = frame.topic is not None and frame.topic.says(_BY_RULE)
    if not by_rule and not frame.clause.says(_OF_RULES):
        return ""
    text = frame.left_text
    after = join(behind_list(frame)[:6])
    bound = frame.quantity.qualifier in {"over", "under"}
    if _FORBIDS.search(frame.clause.tokens[frame.at].text + text) or _FORBIDS_BEHIND.match(after):
        return "rule"
    rate = "R" in frame.left_classes
    if (bound and _EXTREME.search(text)) or (rate and _AT_MOST.search(text)):
        return "cap"
    if rate and _DEMANDS.search(text):
        return "rule"
    if by_rule:
        return "rule" if bound or rate else ""
    if frame.quantity.kind == "money" and _sets_amount(frame, after):
        return "rate-of-a-rule"
    return "rule" if _STANDARD_IS.search(text) or _STANDARD_BEHIND.match(after) else ""


def _goes_on_a_rule(frame: Frame) -> bool:
    """规定每季度召开1次例会，每半年检查2次: what each is to do goes on clause by clause."""
    before = frame.previous
    for _ in range(_RULES_IN_A_ROW):
        if before is None or frame.left[:1] == [] or frame.left[0].cls != "R":
            return False
        if before.clause_index + 1 != frame.clause_index or before.clause.end not in "，,":
            return False
        if "R" in before.left_classes and _DEMANDS.search(before.left_text):
            return not says_done(frame.left, frame.left_text)
        frame, before = before, before.previous
    return False


_RULES_IN_A_ROW = 4


def _rewards_such(frame: Frame) -> bool:
    """对年产值2000万元以上的企业奖励5万元: what those get who reach a bound."""
    whoever = frame.clause.tokens[0].text in _WHOEVER and frame.left[-1:] != []
    if whoever and frame.quantity.kind == "money" and frame.left[-1].text in _REWARDS:
        return True  # 凡当年考取一本的学生奖励3000元
    bound = frame.previous
    if bound is None or not bound.limit or frame.clause_index - bound.clause_index > 1:
        return False
    given = frame.quantity.kind == "money" and frame.left and frame.left[-1].text in _REWARDS
    told = given and not says_done(frame.left, frame.left_text)
    return bool(told) and not _SUCH.isdisjoint(bound.left_words)


_WHOEVER = {"凡", "凡是"}
_SUCH = _WHOEVER | {"对"}


def _may_be_had(frame: Frame) -> bool:
    """符合条件的老人可享受1500元补贴: what somebody may have by a rule."""
    money = frame.quantity.kind == "money"
    return money and _MAY_HAVE.search(frame.left_text) is not None and frame.verb_class != "C"


_MAY_HAVE = re.compile(r"(?:可以?|能)(?:享受|领取|申领|获得?|申请)[^，]{0,12}$")


def _for_all_such(frame: Frame) -> bool:
    """凡农户购买潜水泵，予以报销50%; 实行通报制度，对末位的村扣减1万元: for whoever is so."""
    topic = frame.topic
    if topic is None or frame.quantity.kind not in {"money", "percent"}:
        return False
    if says_done(frame.left, frame.left_text):
        return False
    if frame.quantity.kind == "percent" and _GIVEN.search(frame.left_text) is None:
        return False  # 凡建会企业，签订率达到100%
    by_order = topic.says(_AN_ORDER) and frame.left[:1] and frame.left[0].text == "对"
    return topic.tokens[:1] != [] and (topic.tokens[0].text in _WHOEVER or bool(by_order))


_AN_ORDER = re.compile(r"(?:实行|执行|落实|建立|推行)[^，]*(?:制度|办法|细则|规定|机制)$")


def _is_cap(frame: Frame) -> bool:
    """户均补助总额不超过3500元: how much at most is given."""
    capped = frame.quantity.kind == "money" and frame.quantity.text.startswith("不超过")
    return capped and any(_GIVEN.search(c.text) for c in (frame.clause, frame.topic) if c)


_GIVEN = re.compile(r"补助|补贴|救助|奖励|贷款|报销|额度|每户|每人|单户|单次|单笔")
_REWARDS = load.word_set("rewarding_verbs")


def _sets_amount(frame: Frame, after: str) -> bool:
    by = any(t.text in {"按", "按照"} for t in frame.left[-4:])
    return _BY_STANDARD.search(after) is not None or (by and _PAID_SO.match(after) is not None)
