"""Targets and what a superior set: 县里下达5家, 目标是建会8家, 年初预算4000万元.

What was met or exceeded (超年度任务60户) was done.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import join
from zhsummary.facts.rules import behind_list
from zhsummary.lexicons import load

#: 县里下达, 年初要求: a superior set the figure.
_SET_BY_SUPERIOR = re.compile(
    r"下达(?!.{0,10}(?:书|令|函|通知|决定|(?:资金|经费|款|补助|补贴)(?!.{0,3}(?:计划|指标|任务))))|布置|(?<!全村)(?<!全镇)分配|^(?:今年|年初)要求"
    r"|(?:[县市省区]|上级)[^，]{0,6}安排我[镇乡村局县区]"
    r"|(?:^|[县市省区]|上级|总工会|政府|县总)[^，]{0,4}要求(?=.*(?:建|完成|达|签|发展|办))"
)
#: 救助资金共下达58万元: money that came.
_MONEY_CAME = re.compile(r"(?:资金|经费|款项?|补助|补贴)(?:共计?|累计|已|全部|全年|实际)*下达$")
#: What is set where 布置 is no putting up of things.
_TASKS = re.compile(r"任务|指标|工作|作业|事项|要求|重点|课题|题目")
#: 比年初定的5家少: what was fixed before.
_FIXED = re.compile(
    r"(?<![规约固一稳确特否])(?:原|初|县里|乡里|镇里|上级|年前)[^，]{0,4}[定派给]的$"
)
#: 任务是5家, 年初预算4000万元: the word stands before the figure.
_NAMED = re.compile(r"(?:任务|指标|目标|年初预算|计划)(?:数|量|任务){0,2}(?:是|为|共)?(?:建)?$")
#: 超年度任务60户: by how much more was done.
_EXCEEDS = re.compile(
    r"超额|超过?(?:年度|全年|年初|县定|下达)?[^，]{0,2}(?:任务|计划|目标|指标)"
    r"|(?<!不)(?:高于|低于|多于|少于|优于|好于|高出|超出)[^，]{0,6}(?:任务|计划|目标|指标)"
    r"|[比较][^，]*(?:任务|计划|指标|目标)[^，]{0,2}(?:超|多|增)"
)
#: 征集比例不低于55%、退兵率不高于1%的目标: the target closes the list.
_AIMED_BEHIND = re.compile(r"(?:[、和][^，]{0,16})?的目标")
_COUNTS_TARGETS = re.compile(r"(?:目标|任务|指标)(?!有|差|还|的)")
#: 目标是整改率达到100%, 任务是清淤渠道18公里: what the target is stands before the figure.
_AIMED = re.compile(r"^[^，]{0,12}(?:任务|指标|目标)(?:数)?(?:是|为)(?!.*(?:完成|实际))")
#: 今年计划的播种面积14.5万亩, but not 完成计划的, 按计划的.
_OF_A_PLAN = re.compile(r"(?<![按照成占比超较过])(?:年度)?计划(?:种植|建设|新建)?的[^，]{2,12}$")
_REACHED = re.compile(r"(?:完成|实现)[^，]*(?:任务|目标|计划|指标)数?$")
#: 年初8.5万元的目标: it stands behind.
_NAMED_AFTER = re.compile(r"的?(?:新建|建会|年度|年初|全年)?(?:目标|任务|指标|计划)")
_SET_AFTER = re.compile(r"[^，、]{0,3}已?[作做]?(?:布置|部署|下达)(?!了)")
_BASE_OF_RATE = re.compile(
    r"(?:完成|为|占)[^，]*(?:目标|任务|预算|计划)(?:任务|数|安排|计划|总?收入|总?支出)?$"
)
#: 2.7万亩夏播任务: how much is to be done.
_TASK_BEHIND = re.compile(r"[^，的]{2,6}任务$")


def _is_amount_of_task(frame: Frame, after: str) -> bool:
    if frame.quantity.kind != "measure" or len(frame.right) > 3:
        return False
    return _TASK_BEHIND.fullmatch(after) is not None and _OF_FULFILLING.isdisjoint(frame.left_words)


_OF_FULFILLING = {"完成", "超额完成", "落实", "实现", "超额", "承担"}
_BUDGETED = re.compile(r"(?:项目|工程|调整)?预算(?:总?资金|总?投资|总额|金额)?(?:为|约)?")
#: 要求各村年底前建会率达100%
_ASKED = re.compile(
    r"(?![^，]{0,8}(?:按|依照|根据|对照))[^，]{0,8}要求[各全所](?!项)[^，]*"
    r"(?:达|完成|建|不少于|不低于|消除|整改|落实|配备|培训|开展|发展|上报|签订|化解|清理)"
)
#: 已按要求建会5家: what was demanded was done.
_BY_DEMAND = re.compile(r"(?:已|均|都|全部)[^，]{0,4}(?:按|按照|根据|依照|对照)[^，]{0,8}要求")
#: 实现了建会5家的目标
_ATTAINED = re.compile(r"(?:实现|完成|达成|达到)了")
_MET = re.compile(r"(?:已|圆满|顺利|全面)[^，]{0,4}完成[^，]*下达")
_HANDED_DOWN = re.compile(r"(?:下达|布置|分配)的$")
_SHARE_OF_TARGET = re.compile(
    r"占|为[^，]*(?:任务|目标)的$|^为[^，]*(?:预算|任务|计划|目标)数?的?$"
)
#: 年初确定的27件民生工程全部完工
_ALL_DONE = re.compile(r"(?:全部|均已?|都已)(?:如期|按期)?(?:完工|完成|竣工|建成|办结|兑现|落实)$")
#: What a clause says in which a figure is a target, wherever it stands.
_OF_TARGETS = re.compile(r"任务|指标|安排我|目标|预算|计划|下达|布置|部署|分配|要求|[定派给]的")


def superior_target(frame: Frame) -> str:
    """Give the rule by which a figure is a target, or an empty string."""
    if not frame.clause.says(_OF_TARGETS):
        return ""
    text = frame.left_text
    share = frame.quantity.kind == "percent"
    if frame.verb_text in _BY_WHEN:
        return ""  # 提前15天完成征收任务
    if frame.verb_text in _GAINING and text.endswith("指标"):
        return ""  # 新增耕地占补平衡指标320亩: what is traded, and no aim
    if _MET.search(text) or (_EXCEEDS.search(text) and not _HANDED_DOWN.search(text)):
        return ""
    if share and _SHARE_OF_TARGET.search(text):
        return ""
    if _BY_DEMAND.search(text) or frame.clause.says(_ALL_DONE):
        return ""
    if _is_put_somewhere(frame, text):
        return ""
    if not share and _SET_BY_SUPERIOR.search(text) and not _MONEY_CAME.search(text):
        return "set-by-superior"
    if _BUDGETED.fullmatch(text) or _ASKED.match(text) or _is_demanded(frame):
        return "target"
    if frame.base and text.endswith("任务") and frame.right:
        return "target"  # 完成改造任务42户中的39户
    if _FIXED.search(text) or (_NAMED.search(text) and not _REACHED.search(text)):
        return "target"
    if _AIMED.search(text):
        return "target"
    if share and _AIMED_BEHIND.match(join(frame.clause.tokens[frame.at + 1 : frame.at + 12])):
        return "target"
    if not share and _OF_A_PLAN.search(text):
        return "target"
    after = join(behind_list(frame)[:3])
    if _is_amount_of_task(frame, after):
        return "target"
    if frame.quantity.kind == "count" and _COUNTS_TARGETS.match(after):
        return ""  # 提出24个指标
    if _SET_AFTER.match(after):
        return "set-by-superior"
    if _ATTAINED.search(text):
        return ""
    behind = _BASE_OF_RATE.search(text) and after.startswith("的")
    return "target" if behind or _NAMED_AFTER.match(after) else ""


_GAINING = {"新增", "获得", "取得", "交易", "流转", "出让", "节余", "腾出", "形成", "产生"}
_BY_WHEN = load.word_set("earlier_or_later")


def _is_put_somewhere(frame: Frame, text: str) -> bool:
    """Say whether things were put up, not tasks set: 布置展板12块, 布置了7个试验点."""
    if frame.verb_text != "布置":
        return False
    noun = join(frame.after or frame.before)
    return bool(noun) and _TASKS.search(noun) is None and not text.endswith("的")


def _is_demanded(frame: Frame) -> bool:
    """上级要求改造危房300户, 要求各村培训不少于50人: what is demanded is still to be done."""
    if "要求" not in frame.left_words:
        return False
    found = _DEMANDED.match(frame.left_text)
    if found is None or _BY_DEMAND.search(frame.left_text):
        return False
    if found["who"] is not None or frame.quantity.qualifier == "over":
        return True
    return frame.verb_text in _DEEDS_DEMANDED  # 要求各村开展应急演练8次


_DEEDS_DEMANDED = {
    "开展",
    "组织",
    "召开",
    "举办",
    "发展",
    "完成",
    "培训",
    "新建",
    "组织开展",
    "栽植",
}
#: What is ordered at once was done with it: 要求整改隐患36处.
_DEMANDED = re.compile(
    r"(?P<who>(?:上级|[省市县][里级委]?|考核|目标责任书?|文件){1,3})?(?:年初|今年|明确|统一)?要求"
    r"(?(who)|(?=[各全所每]))(?![^，]{0,8}(?:整改|停业|停产|限期|关闭))"
)
