"""What is still to come by its own clause: 计划新建3家, 待整改隐患3处, 应化解1080万元.

Plans of earlier clauses reach on (`reaching_plan`).
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhsummary.facts import period
from zhsummary.facts.dating import WHOLE_YEARS
from zhsummary.facts.deeds import stands_behind_a_task
from zhsummary.facts.frame import Frame, is_source, trace
from zhsummary.facts.nouns import join
from zhsummary.facts.plan_words import (
    DONE,
    PLAN,
    PROPOSES,
    PROPOSING,
    can_reach,
    leads_to_verb,
    names_aim,
    opens_plan,
    says_done,
)
from zhsummary.facts.reaching_plan import reaching_plan
from zhsummary.facts.rules import OWED, is_condition
from zhsummary.facts.sentence import Clause, Sentence
from zhsummary.facts.stance import STANDING, is_told, looks_ahead
from zhsummary.lexicons import load

_AWAITED_DEEDS = load.word_set("awaited_deeds")
_FAR = 60  # words of a clause behind its figure among which its aim stands
_NEAR = 12  # words behind a figure among which its plan word stands
_SUMMING = load.word_set("summing_words")


def planned(frame: Frame, sentence: Sentence, dated: str, in_plan: bool, year: int | None) -> str:
    """Give the rule by which a figure is still to come, or an empty string."""
    if says_done(frame.left, frame.left_text) or _is_done_by_now(frame):
        return ""
    if period.anchor(dated) == "next":
        return "later-period"
    stated = period.year_of(dated)
    if stated is not None and year is not None and stated > year:
        return "" if _is_so_far(frame, dated) else "later-year"
    if (
        _plan_word(frame, dated)
        or _leads_from(frame, dated)
        or _all_will(frame)
        or _listed_plan(frame)
        or _will_reach(frame)
        or looks_ahead(frame.clause)
    ):
        return "" if _plan_met(frame, sentence) else "plan-word"
    if stands_behind_a_task(frame):
        return "target"
    if _aimed_at(frame) or _aimed_at_with(frame, sentence):
        return "target"
    if _may_by_then(frame.left_text):
        return "once-built"
    if _is_due_too(frame) or _due(frame) or _owes(frame) or _awaited(frame):
        return "due"
    if _not_yet(frame, sentence, dated):
        return "due"
    if _left_to_do(frame):
        return "left-to-do"
    whole_year = dated in WHOLE_YEARS  # under plans it is that of the plan
    aimed = in_plan and STANDING.search(frame.left_text) is None
    if aimed and (whole_year or period.anchor(dated) not in {"this", "last"}):
        return "plan-section"
    if dated.startswith(("截至", "截止")):
        return ""  # 今年计划投资8000万元，截至10月完成投资6200万元
    told = is_told(dated) and dated != "年内" and _ABLE.isdisjoint(frame.left_words)
    return reaching_plan(frame, sentence, told)


def _is_done_by_now(frame: Frame) -> bool:
    """一期工程600平方米已封顶: the last figure of a clause is done by what is said behind it."""
    behind = frame.right[:1]
    return bool(behind) and not frame.more and behind[0].text in _BY_NOW


_BY_NOW = {"已", "已经", "均已", "也已", "现已", "都已", "业已"}


def _is_so_far(frame: Frame, dated: str) -> bool:
    """截至2019年底累计脱贫892户: what is told so far was done, whatever year a text opens with."""
    summed = "累计" in frame.left_words or not _SUMMING.isdisjoint(frame.left_words)
    return dated.startswith(("截至", "截止")) or summed


_ABLE = {"可", "能", "将", "可望", "能够", "可以"}


def _plan_word(frame: Frame, dated: str = "") -> bool:
    if _only_describes(frame):
        return False
    if not _ANY_PLAN.isdisjoint(frame.left_words) and opens_plan(frame.left, is_told(dated)):
        return True
    if can_reach(frame.left_text) or names_aim(frame.left, frame.left_text):
        return True
    text = frame.left_text
    if frame.clause.says(PROPOSING) and PROPOSES.match(text):
        return True
    # 争取3家 is a target, 争取资金50万元 a result unless the sentence plans
    if "争取" not in frame.left_words:
        return False
    left = frame.left
    if _is_hoped_for(frame):
        return True
    undated = (t for t in left if t.cls != "T")
    if any(a.text == "争取" and b.text in _STRIVEN_FOR for a, b in pairwise(undated)):
        return True
    return left[-1].text == "争取" or any(t.text == "争取" and t.cls == "M" for t in left)


def _is_hoped_for(frame: Frame) -> bool:
    """争取入会率达到90%, but not 争取资金达50万元: what is striven for has a level of its own."""
    if frame.quantity.kind == "money" or frame.verb_class not in {"L", "C"} or not frame.verb:
        return False
    left = frame.left
    at = next(i for i, t in enumerate(left) if t.text == "争取")
    named = [t for t in left[at + 1 :] if t.end <= frame.verb[0].start]
    return bool(named) and named[-1].cls in {"N", "VN"} and named[-1].text not in _STRIVEN_TO_GET


_STRIVEN_TO_GET = {"项目", "资金", "经费", "补助", "指标", "名额", "工程", "支持", "扶持", "计划"}


def _leads_from(frame: Frame, dated: str) -> bool:
    """力争入会率由80%提高到90%: what is planned leads from what there is."""
    source = frame.neighbour
    if source is None or frame.listed or not is_source(source):
        return False
    if says_done(source.left, source.left_text):
        return False
    if _AIMED_FROM.match(source.left_text) or _strives_to_move(source):
        return True
    return _plan_word(source, dated)


def _strives_to_move(source: Frame) -> bool:
    """争取把入会率从80%提高到90%."""
    at = next((i for i, t in enumerate(source.left) if t.text == "争取"), None)
    behind = source.left[at + 1 : at + 2] if at is not None else []
    return bool(behind) and behind[0].text in _TAKING


_TAKING = {"把", "将", "使", "让"}
_AIMED_FROM = re.compile(r"[^，]{0,8}目标(?:是|为)")


_STRIVEN_FOR = load.word_set("striven_for")
#: Those, and the words that plan only where a deed follows.
_ANY_PLAN = PLAN | {"年度计划", "全年计划"} | load.word_set("planned_at_first")
#: What tells people apart by what they want or need: 打算外出的300人全部登记.
_WANTING = {"需要", "需", "打算", "将要", "希望"}


def _only_describes(frame: Frame) -> bool:
    """对需要救助的120户进行了走访: what is needed tells those apart who were visited."""
    if _WANTING.isdisjoint(frame.left_words):
        return False
    at = next(i for i, t in enumerate(frame.left) if t.text in _WANTING)
    if all(t.cls != "DE" for t in frame.left[at:]):
        return False
    return any(t.cls == "V" for t in frame.right) and all(t.cls != "M" for t in frame.right)


def _listed_plan(frame: Frame) -> bool:
    """要新建工会4家、发展会员150人: one plan word for the whole list."""
    return frame.neighbour is not None and trace(frame, "listed-plan", _plan_step, False)


def _for_which(frame: Frame, before: Frame) -> bool:
    """计划投资80万元建设村部1处: the sum and what it is for are of one plan."""
    if before.quantity.kind != "money" or not frame.left:
        return False
    return frame.left[0].cls in {"V", "VN"} and frame.left[0].text != "完成"


def _goes_with(frame: Frame, before: Frame) -> bool:
    return _for_which(frame, before) or _done_for(frame, before)


def _done_for(frame: Frame, before: Frame) -> bool:
    """力争为27名农民工讨薪35万元: what is done for those counted is planned with them."""
    served = not _SERVING.isdisjoint(before.left_words) and before.quantity.kind == "count"
    return served and frame.verb_class in {"V", "VN"}


_SERVING = {"为", "给", "替"}


def _plan_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    before = frame.neighbour
    joined = frame.listed or (before is not None and _goes_with(frame, before))
    if before is None or before.limit or not joined:
        return False, None
    return (True, None) if _plan_word(before) else (None, before)


def _plan_met(frame: Frame, sentence: Sentence) -> bool:
    """计划改造的14座危桥，已全部完工: the next clause tells what became, or the words behind."""
    described = any(t.cls == "DE" for t in frame.left)
    if described and any(t.text in _MET_WORDS or DONE.match(t.text) for t in frame.right[:4]):
        return True  # 准备发放的棉被600床已全部到位
    if (
        not frame.left
        or frame.left[-1].cls != "DE"
        or frame.clause_index + 1 >= len(sentence.clauses)
    ):
        return False
    opening = [t.text for t in sentence.clauses[frame.clause_index + 1].tokens[:3]]
    return any(word in _MET_WORDS or DONE.match(word) for word in opening)


_MET_WORDS = {"全部", "均", "都", "已", "全面"}


def _aimed_at(frame: Frame) -> bool:
    """围绕实现18个薄弱村达标、420户危房清零的目标: what is aimed at is not done."""
    if not frame.clause.says(_THE_AIM) or not trace(frame, "aimed-at", _aiming_step, False):
        return False
    behind = join(frame.clause.tokens[frame.at + 1 : frame.at + _FAR])
    return _AIM_BEHIND.match(behind) is not None


def _aimed_at_with(frame: Frame, sentence: Sentence) -> bool:
    """按照建会率达80%，入会率达90%的目标: the aim of both is said behind the second."""
    at = frame.clause_index
    if frame.clause.depth or not (
        _AIMING & frame.left_words or _opens_with_an_aim(sentence.clauses[max(0, at - _AIMS) : at])
    ):
        return False
    for clause in sentence.clauses[at + 1 : at + _AIMS]:
        opening = clause.tokens[0] if clause.tokens else None
        if not clause.figures or opening is None or opening.cls in {"L", "D", "T"}:
            return False
        if opening.text in _REACHED:
            return False  # 按照要求检查企业12家，完成20家的目标
        last = clause.tokens[clause.figures[-1] + 1 :]
        if _AIM_BEHIND.match(join(last)):
            return True
    return False


def _opens_with_an_aim(clauses: list[Clause]) -> bool:
    """Say whether an aim is opened in a clause before and goes on in all behind it."""
    opened = [i for i, c in enumerate(clauses) if c.tokens and c.tokens[0].text in _AIMING]
    return bool(opened) and all(c.figures and c.end in "，," for c in clauses[opened[-1] :])


_REACHED = {"完成", "实现", "达到", "超额", "超额完成"}
_AIMS = 4  # clauses over which an aim is told


def _aiming_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    return (None, frame.neighbour) if _AIMING.isdisjoint(frame.left_words) else (True, None)


_AIMING = load.word_set("aiming_words")
_THE_AIM = re.compile(r"的[^，]{0,4}目标")
_AIM_BEHIND = re.compile(rf"[^，]*{_THE_AIM.pattern}")


def _will_reach(frame: Frame) -> bool:
    """总投入将逾52万元, but not 将28名干部编成7组: there 将 only marks the object.

    须 is a piece of a name where no verb follows (索须河).
    """
    return bool(frame.left) and frame.left[-1].text == "将" and not frame.right


def _all_will(frame: Frame) -> bool:
    """惠及19个村、2万名群众都将用上自来水: what 将 says behind a list is of all of it."""
    if "将" not in frame.clause.words:
        return False
    last = frame.clause.figures[-1] + 1
    behind = frame.clause.tokens[last : last + _NEAR]
    at = next((i for i, t in enumerate(behind) if t.text == "将"), None)
    if at is None or any(t.cls not in {"N", "D", "DE"} for t in behind[:at]):
        return False
    return bool(behind[:at]) and any(t.cls in {"V", "VN"} for t in behind[at + 1 : at + 3])


def _due(frame: Frame) -> bool:
    """本年应化解1080万元 is due; 应签企业签订率93% only names those that should."""
    if frame.verb_text == "应有":
        return frame.quantity.kind != "percent"
    if not frame.verb or OWED.isdisjoint(frame.left_words):
        return False
    if frame.left[-1].cls == "DE" or frame.quantity.kind == "percent":
        return False
    at = next((i for i, t in enumerate(frame.left) if t is frame.verb[0]), 0)
    return at > 0 and frame.left[at - 1].text in OWED


def _is_due_too(frame: Frame) -> bool:
    """应免疫猪瘟36万头，口蹄疫20万头，禽940万只: clause by clause the list goes on."""
    for _ in range(_LISTED):
        before = frame.previous
        bare = bool(frame.before) and len(frame.left) == len(frame.before) and not frame.verb
        if before is None or not bare or before.quantity.kind != frame.quantity.kind:
            return False
        if before.clause_index + 1 != frame.clause_index or before.clause.end not in "，,":
            return False
        if not OWED.isdisjoint(before.left_words) and before.verb and _owed_first(before):
            return True
        frame = before
    return False


def _owed_first(frame: Frame) -> bool:
    return bool(frame.head) and frame.head[-1].text in OWED


_LISTED = 8  # figures of a list back to the one that says that they are due


def _owes(frame: Frame) -> bool:
    """18家企业应建会: those counted have it still to do; 满25人应建会 is a rule."""
    if frame.quantity.kind != "count" or is_condition(frame) or frame.more:
        return False  # 18个村应配辅警18名: of the second
    return _is_bound_to(frame)


def _is_bound_to(frame: Frame) -> bool:
    """Say whether those who are counted should or must do something."""
    right = frame.right
    at = next((i for i, t in enumerate(right[:4]) if t.text in _BOUND), None)
    if at is None or any(t.cls != "N" for t in right[:at]):
        return False
    must = right[at].cls == "M" or right[at].text == "应当"
    return must and at + 1 < len(right) and right[at + 1].cls == "V"


_BOUND = OWED | {"必须"}


def _not_yet(frame: Frame, sentence: Sentence, dated: str) -> bool:
    """年底前，各村完成认证1400人；目前已认证1136人: what is due, where the next says how far."""
    rate = "R" in frame.left_classes and frame.quantity.kind != "money"
    open_still = rate or dated.endswith("前") or "预计" in frame.left_words
    if not open_still or frame.limit or frame.quantity.kind == "percent":
        return False
    following = sentence.clauses[frame.clause_index + 1 : frame.clause_index + 3]
    return any(_tells_so_far(clause, frame.quantity.unit) for clause in following)


_SO_FAR = re.compile(r"(?:截至|截止)?(?:目前|到现在)|(?:现|均)?已")


def _tells_so_far(clause: Clause, unit: str) -> bool:
    """Say whether a clause opens with 目前 or 已 and has a figure in a unit."""
    told = [clause.tokens[i].quantity for i in clause.figures]
    return _SO_FAR.match(clause.text) is not None and any(q and q.unit == unit for q in told)


def _awaited(frame: Frame) -> bool:
    """待整改隐患3处, 拟建工会3家, 即将建成广场3个 are still to come; 即将到来的春节 only dates."""
    if frame.right and frame.right[0].text == "即将" and frame.right[1:2]:
        return frame.right[1].cls in {"V", "VN"}  # 4个即将竣工验收
    if _AWAITED_DEEDS.isdisjoint(frame.left_words) and _AWAITING.isdisjoint(frame.left_words):
        return False
    for i, token in enumerate(frame.left):
        if token.text in _AWAITED_DEEDS:
            return True
        behind = frame.left[i + 1] if i + 1 < len(frame.left) else None
        if token.text in _AWAITING and behind is not None and behind.cls in {"V", "VN"}:
            return token.text != "即将" or all(t.cls != "DE" for t in frame.left[i:])
    return False


_AWAITING = load.word_set("awaiting_words")


def _left_to_do(frame: Frame) -> bool:
    """剩余1个拟于6月底前完成, 剩下的45户保证春节前搬完: what is left is still to be done."""
    if _LEFT_OVER.isdisjoint(frame.left_words):
        return False
    if any(t.text not in _LEFT_OVER for t in frame.left if t.cls != "DE"):
        return False
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _NEAR]
    return any(t.text in PLAN and leads_to_verb(behind, i) for i, t in enumerate(behind))


_LEFT_OVER = load.word_set("left_over_words")


def _may_by_then(text: str) -> bool:
    """Say whether words before a figure tell what there may be once something was built."""
    return ("后" in text and _BUILT_MAY.search(text) is not None) or (
        "年" in text and _IN_YEARS.search(text) is not None
    )


#: 工程建成后可灌溉农田3000亩
_BUILT_MAY = re.compile(r"(?:建成|投产|达产|完工|竣工|投用|投运)后[^，]{0,4}(?:可|能|将|预计|有望)")
#: 第二年可盈利18万元
_IN_YEARS = re.compile(r"(?:第[二三四五]年|当年|次年)(?:预计)?(?:可|能)")
