"""The verb right before a figure, and what is told of the thing by the words before that verb.

临时救助共救助36户, 签了合同的有23家, 实现销售额达3亿元: the run of verbs is cut to the one that
governs, and its subject is what the figure counts.
"""

from __future__ import annotations

from zhsummary.facts.following_verb import MEANS
from zhsummary.facts.frame import Frame
from zhsummary.facts.named_by_verb import is_total_of_a_deed
from zhsummary.facts.nouns import PEOPLE_UNITS, noun_phrase_before
from zhsummary.facts.objects import tell_apart, tells_which_ones
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_DURING = {"中", "期间", "过程中", "当中", "里"}


def read_adjacent_verb(frame: Frame, core: list[Token]) -> None:
    """Read the run of verbs that ends right before the figure, and their subject."""
    i = len(core)
    while i and (core[i - 1].cls in {"V", "L", "C", "LE", "D", "VN", "M"}):
        i -= 1
    run = core[i:]
    # 比去年同期只办了: the adverbs in front of the verb are none of it
    while run and run[0].cls in {"D", "LE", "M"}:
        run, i = run[1:], i + 1
    summed = next((k for k, t in enumerate(run) if k and t.text in SUMMING), 0)
    run, i = run[summed:], i + summed  # 临时救助共救助36户: what is summed up stands before
    if len(run) == 2 and run[1].text == "占" and run[0].cls == "V" and i and core[i - 1].cls == "N":
        run, i = run[1:], i + 1  # 房屋征收占21.6%
        core = [*core[: i - 1], core[i - 1].tagged("N"), *core[i:]]
    while len(run) > 1 and run[0].cls == "VN" and _is_subject_of(frame, run[1:]):
        run, i = run[1:], i + 1  # 培训办12期: what is held stands before the verb
    modal = next((k for k, t in enumerate(run) if k and t.text in _DUE_OR_DONE), 0)
    if modal and all(t.cls == "VN" for t in run[:modal]) and frame.quantity.kind != "money":
        run, i = run[modal:], i + modal  # 综合避孕应落实554例, 造林已完成3万亩
        core = [*core[: i - modal], *(t.tagged("N") for t in core[i - modal : i]), *core[i:]]
    while run and run[0].cls in {"D", "M"}:
        run, i = run[1:], i + 1
    if (
        run
        and run[-1].text in SUPPORT
        and i
        and core[i - 1].cls == "DE"
        and (_read_relative(frame, core[: i - 1]))
    ):
        return
    frame.govern(run)
    rest = _without_comparison(core[:i])
    if rest and rest[-1].text in _DURING:
        rest = []  # 专项行动中处罚63人: in the course of what
    subject, head = noun_phrase_before(rest, subject=True)
    beside = frame.neighbour
    if not subject and not rest and frame.verb_class == "L" and beside is not None:
        subject = beside.after  # 培训、设备两项预算合计为8万元
    if not subject and not frame.after and len(rest) > 1 and rest[-1].cls == "SUBJ":
        # 帐篷县里拉来30顶: what is spoken of stands before who acts
        subject, head = noun_phrase_before(rest[:-1])
    if not subject and (named := _headless(rest)):
        subject, head = named, head[: -len(named) - 1]
    if frame.verb_class == "V" and subject:
        subject, head = _without_means(frame, subject, head)
    if rest and rest[-1].cls == "DE" and subject and head and head[-1].text in _DENYING:
        subject, head = [head[-1].tagged("N"), *subject], head[:-1]  # 没签合同的还有4家
    if head and head[-1].cls in {"V", "VN"} and is_total_of_a_deed(head[-1], subject):
        subject, head = [head[-1].tagged("N"), *subject], head[:-1]  # 停电时间下降1.8小时
    subject = _without_place(subject, head)
    if subject and head and head[-1].text in _GOING_TO and frame.verb_class in {"V", "VN"}:
        # 到田间地头授课8场次: where, not what
        subject = subject if subject[0].text.startswith("第") else []
    if (subject and subject[0].text in _DEMANDING) or (head and head[-1].text in _DEMANDING):
        subject = []  # 要求企业每年体检1次
    rate = len(subject) == 2 and subject[1].text.endswith(("率", "比例"))  # 完成比率达100%
    if frame.verb_class == "L" and subject and not rate and subject[0].text in _RESULTING:
        subject = subject[1:] or subject  # 形成种植面积达50公顷
    if subject and _names_relief(frame, subject, head):
        subject = [*subject, frame.verb[-1].tagged("N")]  # 冬春生活救助780人
    frame.before, frame.head = subject, head


def _names_relief(frame: Frame, subject: list[Token], head: list[Token]) -> bool:
    """Say whether a deed names with what stands before it the help that people got."""
    if frame.quantity.unit not in PEOPLE_UNITS or frame.verb_text not in _RELIEF:
        return False
    if any(t.cls not in {"T", "PART", "D"} for t in head) or any(t.cls != "N" for t in subject):
        return False
    return subject[-1].text in _NEEDS


_RELIEF = {"救助", "资助", "救济"}
#: What is helped in.
_NEEDS = load.word_set("needs_of_relief")


def _without_place(subject: list[Token], head: list[Token]) -> list[Token]:
    """发生在居民区的盗窃案件, 位于镇区的市场: where the thing is stands before 的."""
    placed = bool(head) and head[-1].text in _WHERE
    if not placed and not (subject and subject[0].text in _WHERE):
        return subject
    at = next((k for k in range(len(subject) - 1, -1, -1) if subject[k].cls == "DE"), -1)
    return subject[at + 1 :]


#: What opens the place of a thing, before 的 and the thing.
_WHERE = {"在", "位于", "地处", "坐落于", "来自"}
_GOING_TO = {"在", "到", "赴", "往", "前往"}


def _without_means(
    frame: Frame, subject: list[Token], head: list[Token]
) -> tuple[list[Token], list[Token]]:
    """农民通过畜牧业增收300元, 多方联系筹措2000元: by what means it was done is no subject."""
    at = len(head)
    while at and head[at - 1].cls == "D":
        at -= 1
    if at and head[at - 1].text in MEANS:
        return noun_phrase_before(head[: at - 1], subject=True)
    deed = len(subject) == 1 and subject[0].cls == "VN" and at < len(head)
    deed = deed and frame.quantity.kind == "money"  # 上门补课跑了8回
    return ([], [*head, *subject]) if deed else (subject, head)


_DEMANDING = load.word_set("demanding_verbs")
_DENYING = load.word_set("negations")
#: Verbs whose object a level is told of: 实现销售额达3亿元.
_RESULTING = {"形成", "实现", "完成", "带动"}
#: What stands between a deed that is spoken of and what was to be or was done with it.
_DUE_OR_DONE = {"应", "需", "已", "已经"}


def _is_subject_of(frame: Frame, rest: list[Token]) -> bool:
    """Say whether a verb-or-noun is what the verb behind it speaks of: 花费均增长, 投资完成."""
    verb = next((t for t in rest if t.cls not in {"D", "VN"}), rest[0])  # 绿化造林达792亩
    if verb.cls in {"L", "C"} or verb.text in _LIGHT_VERBS | REACHING:
        return verb.cls != "L" or rest[0].text != "分别"  # 规范管理分别为80人和20人
    if verb.text == "完成" and rest[0] is verb and frame.quantity.kind != "percent":
        return True  # 油茶造林完成46亩
    return verb.text in {"完成", "新增", "净增"} and frame.quantity.kind == "money"


SUMMING = load.word_set("summing_words")
_LIGHT_VERBS = load.word_set("light_verbs")
#: Verbs whose subject may be a deed: 家庭医生签约覆盖6200户.
REACHING = {"覆盖", "惠及", "涉及", "受益"}
SUPPORT = load.word_set("support_verbs")


def _read_relative(frame: Frame, tokens: list[Token]) -> bool:
    """挂牌成立工会的有7家: the verb before 的 is what was done, its object what is counted."""
    at = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].cls in {"V", "VN"}), None)
    if at is None or any(t.cls not in {"N", "VN", "DE", "J", "LE"} for t in tokens[at + 1 :]):
        return False
    start = at
    while start and tokens[start - 1].cls == "V":
        start -= 1
    thing = [t for t in tokens[at + 1 :] if t.cls in {"N", "VN", "DE", "J"}]
    if tells_which_ones(frame, tokens[: at + 1], thing):
        return True  # 签了合同的有23家
    frame.govern(tokens[start : at + 1])
    if thing:
        frame.before, frame.head = thing, tokens[:start]
    else:
        frame.before, frame.head = noun_phrase_before(tokens[:start], subject=True)
        tell_apart(frame, tokens[at])  # 在家务农的有90人
    return True


def _headless(tokens: list[Token]) -> list[Token]:
    """修缮的还剩5户: the words before 的 say which ones."""
    while tokens and tokens[-1].cls in {"D", "LE"}:
        tokens = tokens[:-1]
    if len(tokens) < 2 or tokens[-1].cls != "DE" or tokens[-2].cls not in {"V", "VN"}:
        return []
    return [tokens[-2].tagged("N")]


def _without_comparison(tokens: list[Token]) -> list[Token]:
    """Leave 比上年, 较去年 and 由去年的 out: they name a baseline, not the subject."""
    last_as = max((i for i, t in enumerate(tokens) if t.text == "为"), default=-1)
    for i, token in enumerate(tokens):
        if token.text == "以" and token.cls == "P" and i < last_as:
            return tokens[:i]  # 检疫率以乡为单位达到100%
        if token.text in {"比", "较", "由", "从", "相比", "相比较"} and token.cls == "P":
            return tokens[:i]
    return tokens
