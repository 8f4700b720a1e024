"""Done, planned or background: told by words, tense and place."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Literal

from zhsummary.facts import period
from zhsummary.facts.dating import WHOLE_YEARS
from zhsummary.facts.frame import Frame, is_source, trace
from zhsummary.facts.model import Modality
from zhsummary.facts.nouns import is_body, join
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

#: Words that open a plan which reaches to the end of the sentence.
_PLAN = frozenset(
    "计划 计画 打算 力争 确保 预计 准备 力求 有望 可望 务必 将要 需要 必须 须 规划 保证"
    " 预 拟于 决定 议定 预估 预测 预期 下步 下一步 望 希望 期望 拟定 努力实现".split()
) | {front + word for front in ("", *"还仍也都均再尚") for word in "要需将拟"}
_DONE = re.compile(r"^(?:已.?|均已|现已|实际|先后|目前|现有)$")
#: What every word that says so holds.
_OF_DONE = re.compile(r"[了已]|实际|先后|目前|现有")


def modality(
    frame: Frame,
    sentence: Sentence,
    dated: str,
    in_plan: bool,
    year: int | None,
) -> tuple[Modality, str]:
    """Give the modality of a quantity and the rule that found it.

    Parameters
    ----------
    frame : Frame
        The quantity in its clause.
    sentence : Sentence
        The whole sentence, for plans that reach over clauses.
    dated : str
        The time expression that dates the quantity, or an empty string.
    in_plan : bool
        True under a heading that announces plans.
    year : int or None
        The year that the document reports.
    """
    if frame.limit:
        return "reference", "limit"
    if _denied(frame, sentence):
        return "reference", "denied"
    if rule := _superior_target(frame):
        return "planned", rule
    if _in_brackets_behind_its_time(frame, sentence):
        return "reference", "compared-with"
    if rule := _baseline(frame, dated, year):
        return "reference", rule
    if rule := _planned(frame, sentence, dated, in_plan, year):
        return "planned", rule
    if rule := _rule(frame, sentence):
        return "reference", rule
    return "actual", "stated"


def _denied(frame: Frame, sentence: Sentence) -> bool:
    """没有改造危房300户，仅改造218户: the first is what was not done; so is 并非新建5家."""
    if _DENIALS.isdisjoint(frame.left_words):
        return False
    first = next((t for t in frame.left if t.cls not in {"T", "S", "SUBJ"}), None)
    if first is None or first.text not in _DENIALS or any(t.cls == "DE" for t in frame.left):
        return False
    following = sentence.clauses[frame.clause_index + 1 : frame.clause_index + 3]
    only = any(c.tokens and c.tokens[0].text in _NO_MORE and c.figures for c in following)
    return only or first.text != "没有"


_DENIALS = {"没有", "并非", "不是"}


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


def _baseline(frame: Frame, dated: str, year: int | None) -> str:
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
    if frame.verb_text in {"原有", "原"} and not _has_become(frame):
        return "earlier-period"
    if frame.base and not _PLANNED_AMOUNT.search(left):
        return "base-of-share"
    share = frame.quantity.kind == "percent" or frame.quantity.unit == "倍"
    if share and frame.left and frame.left[-1].cls == "DE":
        return ""  # 是2020年的1.8倍: the share is of now
    if not dated or dated.endswith(_UNTIL_NOW):
        return ""  # 去年以来 reaches into this year
    if period.anchor(dated) == "last" and not _is_own_change(frame):
        return "earlier-period"
    stated = period.year_of(dated)
    if stated is None or year is None or stated >= year:
        return ""
    return "" if _is_own_change(frame) or _is_reached(frame) else "earlier-year"


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


def _in_brackets_behind_its_time(frame: Frame, sentence: Sentence) -> bool:
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


def _is_own_change(frame: Frame) -> bool:
    words = frame.left_words
    return "比" in words or "较" in words or "同比" in words


def _from_to(frame: Frame) -> bool:
    """由31家增加到38家: the first is where it came from."""
    if not is_source(frame):
        return False
    if not frame.more:  # 由0.9亿元，增长到2.1亿元
        opening = frame.below.tokens[:1] if frame.below is not None and not frame.right else []
        return bool(opening) and opening[0].cls == "C" and opening[0].text[-1] in "到至为"
    following = frame.clause.tokens[frame.at + 1 : frame.at + 8]
    if frame.right and all(t.cls == "J" for t in frame.right):  # 从50家、30家增加到
        while following and following[0].cls in {"J", "Q"}:
            following = following[1:]
    else:
        following = frame.right
    text = join([t for t in following if t.cls not in {"D", "LE"}])
    return _BECOMES.search(text) is not None


#: 县里下达, 年初要求: a superior set the figure.
_SET = re.compile(
    r"下达(?!.{0,10}(?:书|令|函|通知|决定|(?:资金|经费|款|补助|补贴)(?!.{0,3}(?:计划|指标|任务))))|布置|(?<!全村)(?<!全镇)分配|^(?:今年|年初)要求"
    r"|(?:[县市省区]|上级)[^，]{0,6}安排我[镇乡村局县区]"
    r"|(?:^|[县市省区]|上级|总工会|政府|县总)[^，]{0,4}要求(?=.*(?:建|完成|达|签|发展|办))"
)
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
_SET_AFTER = re.compile(r"[^，]{0,3}已?[作做]?(?:布置|部署|下达)")
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
_ASKED = re.compile(r"(?:我们|镇里?|并)?要求[各全所](?!项)[^，]*(?:达|完成|建|不少于|不低于)")
#: 已按要求建会5家: what was demanded was done.
_BY_DEMAND = re.compile(r"(?:已|均|都|全部)[^，]{0,4}(?:按|按照|根据|依照|对照)[^，]{0,8}要求")
#: 实现了建会5家的目标
_ATTAINED = re.compile(r"(?:实现|完成|达成|达到)了")
_MET = re.compile(r"(?:已|圆满|顺利|全面)[^，]{0,4}完成[^，]*下达")
_HANDED_DOWN = re.compile(r"(?:下达|布置|分配)的$")
_SHARE_OF_TARGET = re.compile(r"占|为[^，]*(?:任务|目标)的$")


#: 年初确定的27件民生工程全部完工
_ALL_DONE = re.compile(r"(?:全部|均已?|都已)(?:如期|按期)?(?:完工|完成|竣工|建成|办结|兑现|落实)$")
#: What a clause says in which a figure is a target, wherever it stands.
_OF_TARGETS = re.compile(r"任务|指标|安排我|目标|预算|计划|下达|布置|部署|分配|要求|[定派给]的")


def _superior_target(frame: Frame) -> str:
    if not frame.clause.says(_OF_TARGETS):
        return ""
    text = frame.left_text
    share = frame.quantity.kind == "percent"
    if _MET.search(text) or (_EXCEEDS.search(text) and not _HANDED_DOWN.search(text)):
        return ""
    if share and _SHARE_OF_TARGET.search(text):
        return ""
    if _BY_DEMAND.search(text) or frame.clause.says(_ALL_DONE):
        return ""
    if not share and _SET.search(text):
        return "set-by-superior"
    if _BUDGETED.fullmatch(text) or _ASKED.match(text) or _is_demanded(frame):
        return "target"
    if _FIXED.search(text) or (_NAMED.search(text) and not _REACHED.search(text)):
        return "target"
    if _AIMED.search(text):
        return "target"
    if share and _AIMED_BEHIND.match(join(frame.clause.tokens[frame.at + 1 : frame.at + 12])):
        return "target"
    if not share and _OF_A_PLAN.search(text):
        return "target"
    after = join(_behind_list(frame)[:3])
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


def _is_demanded(frame: Frame) -> bool:
    """上级要求改造危房300户, 要求各村培训不少于50人: what is demanded is still to be done."""
    if "要求" not in frame.left_words:
        return False
    found = _DEMANDED.match(frame.left_text)
    if found is None or _BY_DEMAND.search(frame.left_text):
        return False
    return found["who"] is not None or frame.quantity.qualifier == "over"


#: What is ordered at once was done with it: 要求整改隐患36处.
_DEMANDED = re.compile(
    r"(?P<who>(?:上级|[省市县][里级委]?|考核|目标责任书?|文件){1,3})?(?:年初|今年|明确|统一)?要求"
    r"(?(who)|(?=[各全所每]))(?![^，]{0,8}(?:整改|停业|停产|限期|关闭))"
)


def _planned(frame: Frame, sentence: Sentence, dated: str, in_plan: bool, year: int | None) -> str:
    if _says_done(frame.left, frame.left_text):
        return ""
    if period.anchor(dated) == "next":
        return "later-period"
    stated = period.year_of(dated)
    if stated is not None and year is not None and stated > year:
        return "" if _is_so_far(frame, dated) else "later-year"
    if (
        _plan_word(frame, dated)
        or _all_will(frame)
        or _listed_plan(frame)
        or _will_reach(frame)
        or _ahead(frame.clause)
    ):
        return "" if _plan_met(frame, sentence) else "plan-word"
    if _aimed_at(frame):
        return "target"
    if _BUILT_MAY.search(frame.left_text) or _IN_YEARS.search(frame.left_text):
        return "once-built"
    if _due(frame) or _owes(frame) or _awaited(frame) or _not_yet(frame, sentence, dated):
        return "due"
    if _left_to_do(frame):
        return "left-to-do"
    whole_year = dated in WHOLE_YEARS  # under plans it is that of the plan
    aimed = in_plan and _STANDING.search(frame.left_text) is None
    if aimed and (whole_year or period.anchor(dated) not in {"this", "last"}):
        return "plan-section"
    told = _is_told(dated) and dated != "年内" and _ABLE.isdisjoint(frame.left_words)
    return _reaching_plan(frame, sentence, told)


def _is_so_far(frame: Frame, dated: str) -> bool:
    """截至2019年底累计脱贫892户: what is told so far was done, whatever year a text opens with."""
    summed = "累计" in frame.left_words or not _SUMMED.isdisjoint(frame.left_words)
    return dated.startswith(("截至", "截止")) or summed


def _is_told(dated: str) -> bool:
    """Say whether 预计 only estimates what a time has brought: 全年, 上半年, 1-6月份."""
    return dated in WHOLE_YEARS or _SINCE_JANUARY.fullmatch(dated) is not None


_ABLE = {"可", "能", "将", "可望", "能够", "可以"}


#: How large a place is, and who lives there: no aim, under whatever title.
_STANDING = re.compile(
    r"(?:总人口|户籍人口|常住人口|农业人口|国土面积|辖区面积|区域面积|版图面积|幅员面积|现剩余)(?:为|达|约|共|有)*$"
)


def _says_done(tokens: list[Token], text: str) -> bool:
    if not _OF_DONE.search(text):
        return False
    for i, token in enumerate(tokens):
        if token.text == "了":
            return True
        if _DONE.match(token.text):
            # 在实际工作中争取更好结果 says nothing of what is done
            return not (token.text == "实际" and tokens[i + 1 : i + 2] and tokens[i + 1].cls == "N")
    return False


_CAN_REACH = tuple(
    able + reach for able in "能可" for reach in ("完成", "达", "达到", "实现", "超过")
)
#: 能达到, but not 产能达到.
_CAN = re.compile(rf"(?<![产功性职动智节势热电技])(?:{'|'.join(_CAN_REACH)})")


def _plan_word(frame: Frame, dated: str = "") -> bool:
    if _only_describes(frame):
        return False
    if not _ANY_PLAN.isdisjoint(frame.left_words) and _opens_plan(frame.left, _is_told(dated)):
        return True
    if _can_reach(frame.left_text) or _names_aim(frame.left, frame.left_text):
        return True
    if _PROPOSES.match(frame.left_text):
        return True
    # 争取3家 is a target, 争取资金50万元 a result unless the sentence plans
    if "争取" not in frame.left_words:
        return False
    left = frame.left
    undated = (t for t in left if t.cls != "T")
    if any(a.text == "争取" and b.text in _STRIVEN_FOR for a, b in pairwise(undated)):
        return True
    return left[-1].text == "争取" or any(t.text == "争取" and t.cls == "M" for t in left)


#: 建议上级支持修路8公里, 我们决心建会9家; 建议办结26件 tells of proposals.
_PROPOSES = re.compile(
    r"(?:我们|为此|因此|同时|特|我镇|我乡|镇里)?"
    r"(?:建议(?=上级|[省市县区镇乡](?!域)|党委|政府|有关|相关|财政|各级)|决心(?!书)(?=[\u4e00-\u9fff]{2}))"
)
_STRIVEN_FOR = load.word_set("striven_for")


#: Those, and the words that plan only where a deed follows.
_ANY_PLAN = _PLAN | load.word_set("planned_at_first")
#: What tells people apart by what they want or need: 打算外出的300人全部登记.
_WANTING = {"需要", "需", "打算", "将要", "希望"}


def _only_describes(frame: Frame) -> bool:
    """对需要救助的120户进行了走访: what is needed tells those apart who were visited."""
    words = [t.text for t in frame.left]
    at = next((i for i, word in enumerate(words) if word in _WANTING), None)
    if at is None or all(t.cls != "DE" for t in frame.left[at:]):
        return False
    return any(t.cls == "V" for t in frame.right) and all(t.cls != "M" for t in frame.right)


def _can_reach(text: str) -> bool:
    return text.endswith(_CAN_REACH) and _CAN.search(text, max(0, len(text) - 4)) is not None


def _opens_plan(tokens: list[Token], of_the_year: bool = False) -> bool:
    for i, token in enumerate(tokens):
        word = token.text
        if word in _PLANNED_FIRST and _was_planned(tokens, i):
            return True
        if word == "要" and any(t.text in {"比", "较"} for t in tokens[:i]):
            continue  # 成本比往年要下降15元
        if word not in _PLAN or _is_noun(tokens, i) or (i and tokens[i - 1].text in _MEASURED_BY):
            continue
        if i > 1 and tokens[i - 1].text in _SET_FIRST and tokens[i - 2].text in _MEASURED_BY:
            continue  # 按原定计划建成5家
        if word == "努力实现" and i and tokens[i - 1].text in _EFFORTS:
            continue  # 经过努力实现建会5家
        if word == "预计" and (of_the_year or _dated_now(tokens)):
            continue  # 预计全年实现产值3亿元: an estimate of what is done
        if _leads_to_verb(tokens, i):
            return True
    return False


def _dated_now(tokens: list[Token]) -> bool:
    return any(t.cls == "T" and is_reported(t.text) for t in tokens)


def is_reported(time: str) -> bool:
    """Say whether a time is that of what is reported: 今年, 1-6月份, 上半年, 前三季度.

    Examples
    --------
    >>> is_reported("1-6月份"), is_reported("6月底前")
    (True, False)
    """
    return period.anchor(time) == "this" or _SINCE_JANUARY.fullmatch(time) is not None


_SINCE_JANUARY = re.compile(
    r"(?:今年|20\d\d年|本年)?(?:(?:1|一|元)月?份?[-—~至到](?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"|上半年|(?:前[一二两三]|第?[一1])个?季度)"
)


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
    return front < 0 or tokens[front].text not in _MEASURED_BY | _EXCEEDED


#: What was planned and may have come otherwise: 原定建会6家，实建4家.
_SET_FIRST = load.word_set("planned_at_first")
_PLANNED_FIRST = _SET_FIRST | {"计划", "拟", "打算", "预计", "准备"}
_EXCEEDED = {"超", "超过", "超出", "完成", "在"}
_AIMS = ("目标", "任务", "指标", "数")


def _names_aim(tokens: list[Token], text: str) -> bool:
    return "目标" in text and any(_aims(tokens, i) for i in range(len(tokens)))


def _aims(tokens: list[Token], i: int) -> bool:
    """危房改造目标完成改造860户: behind a target its verb is what is to be done."""
    if tokens[i].text not in {"目标", "目标任务"} or i + 1 == len(tokens):
        return False
    before = tokens[i - 1].text if i else ""
    return tokens[i + 1].text in _CARRIED_OUT and before not in {"完成", "实现", "的"}


def _listed_plan(frame: Frame) -> bool:
    """要新建工会4家、发展会员150人: one plan word for the whole list."""
    return trace(frame, "listed-plan", _plan_step, False)


def _for_which(frame: Frame, before: Frame) -> bool:
    """计划投资80万元建设村部1处: the sum and what it is for are of one plan."""
    if before.quantity.kind != "money" or not frame.left:
        return False
    return frame.left[0].cls in {"V", "VN"} and frame.left[0].text != "完成"


#: What opens a clause that speaks of the time to come: 今后要新建工会5家.
_AHEAD_WORDS = {"今后", "接下来", "下阶段", "下一阶段"}


def _ahead(clause: Clause) -> bool:
    return bool(clause.tokens) and clause.tokens[0].text in _AHEAD_WORDS


def _plan_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    before = frame.neighbour
    if before is None or before.limit or not (frame.listed or _for_which(frame, before)):
        return False, None
    return (True, None) if _plan_word(before) else (None, before)


def _plan_met(frame: Frame, sentence: Sentence) -> bool:
    """计划改造的14座危桥，已全部完工: the next clause tells what became."""
    if (
        not frame.left
        or frame.left[-1].cls != "DE"
        or frame.clause_index + 1 >= len(sentence.clauses)
    ):
        return False
    opening = [t.text for t in sentence.clauses[frame.clause_index + 1].tokens[:3]]
    return any(word in _MET_WORDS or _DONE.match(word) for word in opening)


_MET_WORDS = {"全部", "均", "都", "已", "全面"}


def _aimed_at(frame: Frame) -> bool:
    """围绕实现18个薄弱村达标、420户危房清零的目标: what is aimed at is not done."""
    if not frame.clause.says(_THE_AIM) or not trace(frame, "aimed-at", _aiming_step, False):
        return False
    behind = join(frame.clause.tokens[frame.at + 1 : frame.at + _FAR])
    return _AIM_BEHIND.match(behind) is not None


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
    if not frame.clause.says(_WILL):
        return False
    last = frame.clause.figures[-1] + 1
    behind = frame.clause.tokens[last : last + _NEAR]
    at = next((i for i, t in enumerate(behind) if t.text == "将"), None)
    if at is None or any(t.cls not in {"N", "D", "DE"} for t in behind[:at]):
        return False
    return bool(behind[:at]) and any(t.cls in {"V", "VN"} for t in behind[at + 1 : at + 3])


_WILL = re.compile("将")


def _due(frame: Frame) -> bool:
    """本年应化解1080万元 is due; 应签企业签订率93% only names those that should."""
    if frame.verb_text == "应有":
        return frame.quantity.kind != "percent"
    if not frame.verb or _OWED.isdisjoint(frame.left_words):
        return False
    if frame.left[-1].cls == "DE" or frame.quantity.kind == "percent":
        return False
    at = next((i for i, t in enumerate(frame.left) if t is frame.verb[0]), 0)
    return at > 0 and frame.left[at - 1].text in _OWED


_OWED = {"应", "应当"}


def _owes(frame: Frame) -> bool:
    """18家企业应建会: those counted have it still to do; 满25人应建会 is a rule."""
    if frame.quantity.kind != "count" or _is_condition(frame) or frame.more:
        return False  # 18个村应配辅警18名: of the second
    return _is_bound_to(frame)


def _is_condition(frame: Frame) -> bool:
    bound = frame.quantity.qualifier in {"over", "under"}
    return bound or bool(frame.left and frame.left[-1].text in {"满", "达", "达到"})


def _is_bound_to(frame: Frame) -> bool:
    """Say whether those who are counted should or must do something."""
    right = frame.right
    at = next((i for i, t in enumerate(right[:4]) if t.text in _OWED | {"必须"}), None)
    if at is None or any(t.cls != "N" for t in right[:at]):
        return False
    must = right[at].cls == "M" or right[at].text == "应当"
    return must and at + 1 < len(right) and right[at + 1].cls == "V"


def _is_bound_if(frame: Frame, sentence: Sentence) -> bool:
    """Tell 满25人的企业应建会, 满100人应当配备专职主席 and 不足25人的，可以联合建会."""
    right = frame.right
    if [t.cls for t in right] == ["DE"] and frame.clause_index + 1 < len(sentence.clauses):
        behind = sentence.clauses[frame.clause_index + 1].tokens
        return bool(behind) and behind[0].text in _OWED | _BINDING | {"可", "可以"}
    at = next((i for i, t in enumerate(right[:5]) if t.text in _OWED | _BINDING), None)
    if at is None or any(t.cls not in {"N", "DE"} for t in right[:at]):
        return False
    deed = next((t for t in right[at + 1 :] if t.cls != "D"), None)
    return deed is not None and deed.cls in {"V", "VN"}


_BINDING = {"必须", "须"}


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
    if [t.text for t in frame.right[:1]] == ["即将"] and frame.right[1:2]:
        return frame.right[1].cls in {"V", "VN"}  # 4个即将竣工验收
    for i, token in enumerate(frame.left):
        if token.text in _AWAITED_DEEDS:
            return True
        behind = frame.left[i + 1] if i + 1 < len(frame.left) else None
        if token.text in _AWAITING and behind is not None and behind.cls in {"V", "VN"}:
            return token.text != "即将" or all(t.cls != "DE" for t in frame.left[i:])
    return False


_AWAITING = load.word_set("awaiting_words")
_AWAITED_DEEDS = load.word_set("awaited_deeds")
_LEFT_OVER = load.word_set("left_over_words")


def _left_to_do(frame: Frame) -> bool:
    """剩余1个拟于6月底前完成, 剩下的45户保证春节前搬完: what is left is still to be done."""
    if _LEFT_OVER.isdisjoint(frame.left_words):
        return False
    if any(t.text not in _LEFT_OVER for t in frame.left if t.cls != "DE"):
        return False
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _NEAR]
    return any(t.text in _PLAN and _leads_to_verb(behind, i) for i, t in enumerate(behind))


_NEAR = 12  # words behind a figure among which its plan word stands
_SUMMED = load.word_set("summing_words")


_HAVING = {"有", "没有", "无", "所", "根据", "按照"}


def _is_noun(tokens: list[Token], i: int) -> bool:
    """发展计划, 计划任务数 are nouns; behind a body (镇工会计划…) 计划 is a verb."""
    if tokens[i].text in {"需要", "希望"}:
        return i > 0 and tokens[i - 1].text in _HAVING  # 为有需要的老人
    if tokens[i].text not in {"计划", "计画", "规划"}:
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and (
        behind.cls == "DE" or behind.text.startswith(("任务", "指标", "目标", "数"))
    ):
        return True
    before = tokens[i - 1] if i else None
    named = behind is not None and behind.text in {"安排", "要求", "部署"}
    if named and before is not None and before.cls == "DE" and tokens[0].text in _FOLLOWING:
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
    return not is_body(before.text) and not before.text.endswith(_PLACES)


_FOLLOWING = {"按照", "根据", "按"}
#: What a plan for something is about to do: 农田建设计划完成土方86万方.
_CARRIED_OUT = load.word_set("planned_deeds")
#: What the name of a place ends in that can plan: 白云镇计划投资290万元.
_PLACES = ("镇", "乡", "县", "村", "街道", "社区", "区", "市", "省")


def _leads_to_verb(tokens: list[Token], i: int) -> bool:
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
    following = [t for t in tokens[i + 1 :] if t.cls not in {"T", "R"}][:1]  # 将每年培训300人
    return bool(following) and following[0].cls in {"V", "VN", "D", "L", "C", "P"}


#: What is drawn up, where 拟定 plans nothing: 拟定方案3份.
_DRAFTED = ("方案", "预案", "办法", "制度", "意见", "计划", "规划", "细则", "措施", "清单", "标准")
_FAR = 60  # clauses of a sentence over which a plan reaches
_MEASURED_BY = load.word_set("measured_by")


def _reaching_plan(frame: Frame, sentence: Sentence, told: bool) -> str:
    """A plan word of an earlier clause reaches on until a clause says that something is done."""
    if not _SUMMED.isdisjoint(frame.left_words):
        return ""  # 力求实效，全年共培训420人次: what is summed up is done
    if _fell_short(frame, sentence):
        return ""
    for at in range(frame.clause_index - 1, max(-1, frame.clause_index - _FAR), -1):
        clause = sentence.clauses[at]
        if clause.stance is None:
            clause.stance = _stance(clause, sentence.clauses[at + 1])
        if told and clause.stance in {"plan-reaches", "forecast"} and _only_estimates(clause):
            return ""  # 上半年，预计完成产值3亿元，增长26%
        if clause.stance == "demands":  # 要新建广场3个；改造村道12公里
            between = sentence.clauses[at + 1 : frame.clause_index]
            listed = _is_next_deed(frame) and all(_opens_with_deed(c) for c in between)
            return "plan-reaches" if listed else ""
        if clause.stance == "awaited":  # 拟建的市场占地25亩，总投资1800万元
            return "plan-reaches" if frame.clause.tokens[0].text in _ATTRIBUTES else ""
        if clause.stance == "set":  # 下达计划为造林1400亩，育苗160亩
            between = sentence.clauses[at + 1 : frame.clause_index + 1]
            return "set-by-superior" if all(_is_listed(c) for c in between) else ""
        if clause.stance == "forecast":
            apart = any(c.end in "；;" for c in sentence.clauses[at : frame.clause_index])
            # 预计产量21吨；糜子种植300亩，产量6吨: the next point has its own
            return "plan-reaches" if not apart and _is_result(frame, clause) else ""
        if clause.stance:
            return "" if clause.stance == "stops" else clause.stance
    return ""


def _fell_short(frame: Frame, sentence: Sentence) -> bool:
    """本拟培训300人，受疫情影响，仅培训120人: what came of a plan that was not kept."""
    if _NO_MORE.isdisjoint(frame.left_words) and "实" not in frame.left_text:
        return False
    left = frame.left
    only = any(a.text in _NO_MORE and b.cls in {"V", "VN"} for a, b in pairwise(left)) or any(
        t.text.startswith("实") and t.cls in {"V", "VN"} and len(t.text) == 2 for t in left
    )
    if not only:
        return False
    earlier = [c for c in sentence.clauses[: frame.clause_index] if c.tokens]
    return any(
        c.tokens[0].text in _HINDERS
        or any(t.text in _AT_FIRST for t in c.tokens)
        or (c.figures and c.tokens[c.figures[-1]].quantity is not None and _same_unit(c, frame))
        for c in earlier
    )


def _same_unit(clause: Clause, frame: Frame) -> bool:
    told = clause.tokens[clause.figures[-1]].quantity
    return told is not None and told.unit == frame.quantity.unit


#: 只建成3个, 仅培训120人: not more than that was done.
_NO_MORE = load.word_set("no_more_words")
_HINDERS = {"因", "因为", "由于", "受", "但", "但是", "可", "可是"}
_AT_FIRST = load.word_set("planned_at_first") | {"原", "本", "原来", "本来", "原本", "原先"}


#: What tells how large a thing is that is still to be built.
_ATTRIBUTES = load.word_set("attributes_of_works")


def _only_estimates(clause: Clause) -> bool:
    return {t.text for t in clause.tokens} & _PLAN == {"预计"}


#: What a superior set, before the list of it.
_SETS_A_LIST = re.compile(
    r"^(?!.*(?:完成|超额|落实)[^，]*(?:下达|任务|计划)).*(?:下达|分配|布置)[^，]*(?:计划|任务|指标)(?:数)?(?:为|是)"
    r"|^(?:今年|年初)要求"
)


def _is_listed(clause: Clause) -> bool:
    """育苗160亩, 义务植树6万株: a name with its figure, and nobody who did it."""
    tokens = clause.tokens
    if not clause.figures or any(t.cls in {"S", "T", "D", "LE", "L"} for t in tokens):
        return False
    return _OF_DONE.search(clause.text) is None and tokens[0].text != "完成"


#: What comes of a deed, and is forecast before it has come.
_RESULT = re.compile(
    r"(?:产量|总产|单产|亩产|产值|收入|利润|税收|利税|效益|增收|销售额)[^，]{0,2}$"
)


def _is_result(frame: Frame, forecast: Clause) -> bool:
    """预计产量2000吨，产值60万元, but not 预计产值60万元，核桃800亩: what grows is there."""
    if frame.quantity.kind in {"money", "percent"} or _RESULT.search(frame.left_text):
        return not _opens_with_deed(frame.clause)
    named = [forecast.tokens[k].quantity for k in forecast.figures]
    alike = any(q is not None and q.unit == frame.quantity.unit for q in named)
    return alike and not _opens_with_deed(frame.clause)


def _is_next_deed(frame: Frame) -> bool:
    """Say whether a clause opens with a deed to a thing of its own, and not with a result."""
    named = bool(frame.before or frame.after)
    return named and frame.verb_text != "完成" and _opens_with_deed(frame.clause)


def _opens_with_deed(clause: Clause) -> bool:
    return bool(clause.tokens) and clause.tokens[0].cls in {"V", "VN"}


def _demands(tokens: list[Token]) -> bool:
    """今年要新建广场3个: asked for with a verb right behind; 需要培训的33户 only tells apart."""
    return all(t.cls != "DE" for t in tokens) and any(
        word.cls == "M" and word.text.endswith(("要", "需")) and deed.cls in {"V", "VN"}
        for word, deed in pairwise(tokens)
    )


def _stance(
    clause: Clause, following: Clause
) -> Literal["plan-reaches", "demands", "forecast", "set", "once-built", "awaited", "stops", ""]:
    """Say by which rule a clause plans the figures behind it, or that no plan reaches past it."""
    tokens, text = clause.tokens, clause.text
    if _says_done(tokens, text):
        return "stops"
    strong = [i for i, t in enumerate(tokens) if t.text in _REACHING]
    strong = [i for i in strong if not (i and tokens[i - 1].text in _MEASURED_BY | _SO_AS_TO)]
    if strong and clause.figures and clause.figures[-1] < strong[0]:
        return ""  # 其余6处计划于11月底前整改完成；…: the plan is of those before it
    if clause.end in {"：", ":"} and (label := _LABELS.fullmatch(text)):
        return "plan-reaches" if label["plan"] else "stops"
    if _ahead(clause) or _sets_tasks(clause) or _announces(clause) or _strives(tokens):
        return "plan-reaches"
    if any(not _is_noun(tokens, i) and _leads_to_verb(tokens, i) for i in strong):
        return "plan-reaches"
    if any(t.text == "预计" for t in tokens):
        # 预计全年实现税收15亿元, 财政收入8亿元 is what the year will have been
        if len(tokens) > 1 and not _opens_plan(tokens):
            return "stops"
        deed = len(tokens) == 1 or any(t.cls in {"V", "VN"} for t in tokens)
        return "plan-reaches" if deed else "forecast"
    if _names_aim(tokens, text) or _CAN.search(text):
        return "plan-reaches"
    if clause.figures and _SETS_A_LIST.search(text):
        return "set"
    if any(t.text in _AWAITED_DEEDS for t in tokens):
        return "awaited"
    if ("目标" in text or "后" in text) and _ANNOUNCED.search(text):
        return "plan-reaches"
    if _WHEN_BUILT.search(text):
        return "once-built" if any(t.text in _MAY for t in following.tokens[:2]) else "stops"
    if _demands(tokens):
        return "demands"
    return "stops" if _is_dated(tokens) else ""


#: 为确保完成任务，召开推进会3次: what a deed is done for is no plan of deeds.
_SO_AS_TO = {"为", "为了", "旨在"}
#: 目标任务：…；完成情况：…: what stands before a colon says of what the rest is.
_LABELS = re.compile(
    r"(?:年度|全年|今年|工作|主要|年初)*(?:(?P<plan>(?:目标|任务|计划|指标)(?:任务|指标|数)?)"
    r"|(?:完成|进展|落实)情况|工作进展)"
)


#: 主要任务是：, 县下达我镇的任务为：, but not 完成的主要任务：
_TASKS = re.compile(
    r"^(?!.*(?:完成|落实|实施|推进|执行|超额|围绕|实现|达成|承担|领导)).*"
    r"(?:目标|任务|计划|指标)(?:任务|数|指标)?(?:分别|主要)?(?:是|为|如下|有|包括)?$"
)


def _strives(tokens: list[Token]) -> bool:
    """争取到2026年，…: until when something is aimed at, and nothing that was got."""
    return [t.text for t in tokens[:1]] == ["争取到"] and [t.cls for t in tokens[1:]] == ["T"]


def _announces(clause: Clause) -> bool:
    """下半年要抓好三项重点：一是…: a colon behind what is to be done opens the list of it."""
    return clause.end in {"：", ":"} and _demands(clause.tokens)


def _sets_tasks(clause: Clause) -> bool:
    """今年的主要任务是：…: a colon behind them opens what is still to do."""
    return (
        clause.end in {"：", ":"} and not clause.figures and _TASKS.match(clause.text) is not None
    )


def sets_tasks(sentence: Sentence) -> bool:
    """Say whether a sentence opens with a task told before a colon, and nothing done after it."""
    opened = next((k for k, c in enumerate(sentence.clauses) if _sets_tasks(c)), None)
    if opened is None:
        return False
    return not any(_tells_of_now(c) for c in sentence.clauses[opened + 1 :])


def reports(sentence: Sentence) -> bool:
    """Say whether a sentence tells what was done: 截至10月底，…; 全镇已…."""
    return any(_tells_of_now(clause) for clause in sentence.clauses)


def _tells_of_now(clause: Clause) -> bool:
    tokens = clause.tokens
    if any(t.cls in {"S", "T"} for t in tokens[:2]):
        return True
    return _says_done(tokens, clause.text) or _LABELS.fullmatch(clause.text) is not None


def describes(sentence: Sentence) -> bool:
    """全镇总人口2万人: how large a place is, which no plan sets."""
    return any(
        _STANDING.search(join(clause.tokens[:at]))
        for clause in sentence.clauses
        for at in clause.figures[:1]
    )


def estimates(sentence: Sentence) -> bool:
    """预计实现产值6亿元: of a year that is over this is a result, unless it can only come yet."""
    words = {t.text for clause in sentence.clauses for t in clause.tokens}
    if "预计" not in words or not (words & _PLAN <= {"预计"}):
        return False
    return words.isdisjoint(_STILL_TO_COME) and not any(
        _CAN.search(clause.text) for clause in sentence.clauses
    )


def of_own_year(sentence: Sentence, time: str, year: int | None) -> bool:
    """预计2012年完成产值7亿元 in the report of 2012, 预计实现产值23亿元、比去年增长40%."""
    if year is not None and period.year_of(time) == year:
        return True
    said = "".join([clause.text for clause in sentence.clauses])
    return _AGAINST_LAST.search(said) is not None and _LATER.search(said) is None


#: What a year that is nearly over is compared with.
_AGAINST_LAST = re.compile("同比|[比较](?:去年|上年|上一年)")
#: What is not over where a report is written.
_LATER = re.compile("下半年|下季度|[三四]季度|今后|未来|[明次后]年|下一?年|后[，,]|投产|建成")

_STILL_TO_COME = {
    "投资",
    "总投资",
    "可",
    "能",
    "将",
    "可望",
    "能够",
    "可以",
    "年底",
    "年内",
    "明年",
    "后",
    "届时",
}


def _is_dated(tokens: list[Token]) -> bool:
    """Say whether a clause is of this or an earlier period; 比今年提高 only compares with it."""
    times = [i for i, t in enumerate(tokens) if t.cls == "T"]
    return any(
        period.anchor(tokens[i].text) in {"this", "last"}
        and not (i and tokens[i - 1].text in {"比", "较"})
        for i in times
    )


#: …主要预期目标是：地区生产总值增长5%左右, but not 顺利完成了主要目标任务.
_ANNOUNCED = re.compile(
    r"^(?!.*(?:完成|实现|达成)[^，]{0,12}目标).*(?:预期目标|(?:主要|总体|发展|工作|奋斗)目标(?:是|为)|目标(?:是|为)(?:$|[到至])"
    r"|(?:达产|投产|建成|竣工|完工|运营)后[^，]*(?:可|将|预计|能))"
)
#: 工程建成后，可新增灌溉面积0.6万亩.
_WHEN_BUILT = re.compile(r"(?:建成|投产|达产|完工|竣工|运营|投用|投运|实施|改造|通车|启用)后$")
#: 工程建成后可灌溉农田3000亩
_BUILT_MAY = re.compile(r"(?:建成|投产|达产|完工|竣工|投用|投运)后[^，]{0,4}(?:可|能|将|预计|有望)")
#: 第二年可盈利18万元
_IN_YEARS = re.compile(r"(?:第[二三四五]年|当年|次年)(?:预计)?(?:可|能)")
_MAY = {"可", "能", "将", "预计", "可以", "能够", "可望"}
_REACHING = load.word_set("reaching_plans")


#: 按规定，距学校不少于100米; 按政策规定，每例补助1万元.
_BY_RULE = re.compile(r"(?:按|按照|根据|依据|依照)[^，]{0,8}(?:规定|标准|要求|政策)$")


_FORBIDS = re.compile(r"不得|限额(?!以)|封顶|违者")
_FORBIDS_BEHIND = re.compile(r"[^，]{0,3}(?:不得|严禁|禁止)")
_EXTREME = re.compile(r"最[高低多少]$")
#: 每户最高可贷20万元
_AT_MOST = re.compile(r"最[高多](?:可以?|能|不超过)")
_DEMANDS = re.compile(r"要求|规定|应当?|必须")
#: 按…的标准发放, 按每亩1200元执行: an amount that a rule sets.
_BY_STANDARD = re.compile(r"的[^，]{0,4}标准|标准(?:发放|补助|执行)")
_PAID_SO = re.compile(r"(?:执行|发放|计发|计算|补助|补贴|兑付|给予|予以)")
_STANDARD_IS = re.compile(r"规定(?:的)?$|标准[^，]*(?:为|是)$")
_STANDARD_BEHIND = re.compile(r"[^，]{0,6}的(?:规定|要求|标准|条件)")


def _behind_list(frame: Frame) -> list[Token]:
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


_LISTED = 8  # figures of a list behind which stands what is of all of them


#: What a clause says in which a figure is that of a rule.
_OF_RULES = re.compile(r"违者|不得|限额|封顶|严禁|禁止|最|要求|规定|应|必须|标准|条件|按")


#: 如果每户补助500元; 若建会10家以上，奖励5000元: nothing of that has come about.
_IF = frozenset({"如果", "若", "假如", "倘若", "假设"})


def _supposed(frame: Frame, sentence: Sentence) -> bool:
    if not _IF.isdisjoint(frame.left_words):
        return True
    if not frame.clause_index or not frame.left or frame.left[0].cls == "T":
        return False
    earlier = sentence.clauses[frame.clause_index - 1].tokens
    return any(t.text in _IF for t in earlier) and not _says_done(frame.left, frame.left_text)


def _rule(frame: Frame, sentence: Sentence) -> str:
    if _supposed(frame, sentence):
        return "supposed"
    if _is_condition(frame) and _is_bound_if(frame, sentence):
        return "rule"
    if _rewards_such(frame) or _may_be_had(frame):
        return "rate-of-a-rule"
    if _is_cap(frame):
        return "cap"
    if _for_all_such(frame):
        return "rule"
    by_rule = frame.topic is not None and frame.topic.says(_BY_RULE)
    if not by_rule and not frame.clause.says(_OF_RULES):
        return ""
    text = frame.left_text
    after = join(_behind_list(frame)[:6])
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


def _rewards_such(frame: Frame) -> bool:
    """对年产值2000万元以上的企业奖励5万元: what those get who reach a bound."""
    whoever = frame.clause.tokens[0].text in _SUCH - {"对"} and frame.left[-1:] != []
    if whoever and frame.quantity.kind == "money" and frame.left[-1].text in _REWARDS:
        return True  # 凡当年考取一本的学生奖励3000元
    bound = frame.previous
    if bound is None or not bound.limit or frame.clause_index - bound.clause_index > 1:
        return False
    given = frame.quantity.kind == "money" and frame.left and frame.left[-1].text in _REWARDS
    told = given and not _says_done(frame.left, frame.left_text)
    return bool(told) and not _SUCH.isdisjoint(bound.left_words)


_SUCH = {"对", "凡", "凡是"}


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
    if _says_done(frame.left, frame.left_text):
        return False
    if frame.quantity.kind == "percent" and _GIVEN.search(frame.left_text) is None:
        return False  # 凡建会企业，签订率达到100%
    by_order = topic.says(_AN_ORDER) and frame.left[:1] and frame.left[0].text == "对"
    return topic.tokens[:1] != [] and (topic.tokens[0].text in _SUCH - {"对"} or bool(by_order))


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
