"""By whom: the organisation or person that did it, as written."""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import PEOPLE, clean, is_body, join
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

#: Bodies above the writer's own: what they set or paid does not make them the actor of the rest.
_SUPERIOR = re.compile(r"^(?:[县市省区]|上级|国家|中央|州|自治)")


_HELPING = load.word_set("helping_verbs")


def actors(sentence: Sentence, carried: str) -> tuple[list[str], str]:
    """Give the actor in force for each clause of a sentence, and the one it leaves in force.

    `carried` is the actor that the paragraph's sentence before left in force.
    """
    current = carried
    passive = False
    found: list[str] = []
    for clause in sentence.clauses:
        if given := _giver(clause):
            found.append(given)
            continue
        stated = subject(clause)
        if stated is not None and clause.tokens and clause.tokens[0].text in _HELPING:
            stated = None  # 协助司法所处理争议: who is helped is not who acts
        if stated is not None and _SUPERIOR.match(stated):
            found.append(stated)
            current = ""
            continue
        if stated is not None:
            current = stated
            # 费用由财政承担, 各社区配备1名: the next sentence is not of them
            passive = any(t.text in {"由", "各"} or t.cls == "R" for t in clause.tokens[:3])
            passive = passive or clause.text.startswith("各")
        found.append(current)
        if clause.end in "；;" and _PAYER.search(current):
            current = ""  # 镇财政列支186万元；全年组织培训12期
    return found, "" if passive or _FACILITY.search(current) else current


_PAYER = re.compile(r"财政$")
#: What is run by others does not act on through a paragraph.
_FACILITY = re.compile(
    r"^(?![我本全]?(?:镇|乡|街道)(?!.{0,2}财政)).*(?:财政|中心|基地|平台|站|点|室|馆|机构|企业|学校|高校|院所)$"
)


def _giver(clause: Clause) -> str:
    """村民张三捐款500元: the person who gives; the clauses behind are not of the same one."""
    tokens = clause.tokens
    if not clause.figures:
        return ""
    at = next((i for i, t in enumerate(tokens[:6]) if t.text in _GIVING), 0)
    if not at or any(t.cls != "N" for t in tokens[:at]):
        return ""
    start = next((i + 1 for i in range(at - 1, -1, -1) if PEOPLE.search(tokens[i].text)), 0)
    named = join(tokens[start:at])
    told = at - start > 1 or start > 0
    return named if told and _PERSON.match(named) else ""


_GIVING = load.word_set("giving_alone")
_PERSON = re.compile(rf"(?:{'|'.join(load.word_set('surnames'))})[\u4e00-\u9fff]{{1,2}}$")


def subject(clause: Clause) -> str | None:
    """Give the acting body that opens a clause, an empty string for another subject, or None."""
    tokens = clause.tokens
    length = len(tokens)
    i = 0
    while i < length and tokens[i].cls in {"T", "D", "S", "PART", "LE", "M", "R"}:
        i += 1
    if done_by := _done_by(tokens, i):
        return done_by
    if i < length and tokens[i].text in {"由", "经"}:
        i += 1
    if i == length:
        return None
    if tokens[i].text in {"使", "让", "令"}:
        return ""
    if tokens[i].cls == "SUBJ":
        return _own_body(tokens, i)
    j = i
    while (
        j < length and tokens[j].cls in {"N", "VN", "J"} and tokens[j].text not in {"会同", "联合"}
    ):
        j += 1
    if organiser := _organises(tokens, i, j):
        return organiser
    for end in range(j, max(i, j - 4), -1):
        if end == i + 1 and tokens[i].verbal:
            continue  # 进站体检16人
        if tokens[end - 1].cls == "J":
            continue  # 安排保洁员、动员群众60人: the next deed of whoever acts
        if _governs(tokens, end) and is_body(phrase := clean(tokens[i:end])):
            if _is_undertaking(tokens, end):
                return ""  # 敬老院改造任务是新增床位: what is done to the body
            if _is_counted(tokens, end):
                return ""  # 女性党员有33名: they are counted
            if led := _leads(tokens, i, end):
                return led  # 司法所要求工作人员每月下乡
            if _happens(tokens, end) or (tokens[end].cls == "C" and len(tokens[end].text) == 1):
                return ""  # 县医院即将建成, 专职干部少: what became of it was not its doing
            if tokens[i].verbal and end > i + 1 and is_body(clean(tokens[i + 1 : end])):
                if tokens[end].cls == "VN" and end + 1 == len(tokens):
                    return ""  # 深化服务型政府建设: the body is what something is done to
                return clean(tokens[i + 1 : end])  # 协调农商行发放: the verb is another's
            return phrase
    if j > i and _is_other_subject(tokens, j) and len(join(tokens[i:j])) > 1:
        return ""
    return None


def _done_by(tokens: list[Token], start: int) -> str:
    """工会主席由镇工会组织了培训: the body behind 由 acts on what stands before."""
    near = [token.text for token in tokens[start + 1 : start + 9]]
    if "由" not in near:
        return ""
    at = start + 1 + near.index("由")
    end = at + 1
    while end < len(tokens) and tokens[end].cls in {"N", "J"}:
        end += 1
    phrase = clean(tokens[at + 1 : end])
    return phrase if phrase and _governs(tokens, end) and is_body(phrase) else ""


def _is_counted(tokens: list[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].cls in {"D", "T"}:
        i += 1
    behind = tokens[i + 1 : i + 3]
    there_is = i < len(tokens) and tokens[i].text == "有"
    return (
        there_is
        and [t.cls for t in behind] == ["Q"]
        and PEOPLE.search(tokens[i - 1].text) is not None
    )


def _is_undertaking(tokens: list[Token], i: int) -> bool:
    """Say whether the verb-or-noun behind a body names an undertaking: 敬老院建设项目启动."""
    if tokens[i].cls != "VN" or i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    if behind.text in _UNDERTAKINGS:
        behind = tokens[i + 2] if i + 2 < len(tokens) else behind
        return behind.cls in {"V", "VN", "L", "C", "D"}
    return behind.cls == "L" or behind.text in {"涉及", "覆盖"}  # 敬老院建设涉及6个乡镇


def _organises(tokens: list[Token], start: int, end: int) -> str:
    """工会组织职工开展活动, but not 工会组织负责人: who organises others, where they follow."""
    if end - start < 2 or not _governs(tokens, end):
        return ""
    at = next((k for k in range(start, end - 1) if _names_organisation(tokens[k])), None)
    if at is None or not _MOVED.search(tokens[end - 1].text):
        return ""
    phrase = clean(tokens[start : at + 1]).removesuffix("组织")
    return phrase if is_body(phrase) else ""


def _names_organisation(token: Token) -> bool:
    return len(token.text) > 2 and token.text.endswith("组织")


def _leads(tokens: list[Token], start: int, end: int) -> str:
    at = next((k for k in range(start + 1, end) if tokens[k].text in _LEADING_OTHERS), None)
    if at is None:
        return ""
    phrase = clean(tokens[start:at])
    return phrase if is_body(phrase) else ""


#: Who is organised to do something.
_MOVED = re.compile(
    r"(?:职工|会员|群众|村民|学生|青年|妇女|志愿者|农民|党员|中学|小学|医院|卫生院|企业|学校)$"
)
_LEADING_OTHERS = {"要求", "组织", "指导", "督促", "动员", "引导"}
_UNDERTAKINGS = {"任务", "项目", "工程", "工作", "经费", "资金", "标准", "计划"}


def _own_body(tokens: list[Token], i: int) -> str | None:
    j = i + 1
    while j < len(tokens) and tokens[j].cls in {"N", "DE"}:
        j += 1
    phrase = join(tokens[i:j])
    if j == i + 1:
        return phrase
    for end in range(j, i + 1, -1):
        if is_body(join(tokens[i:end])) and tokens[end - 1].cls != "DE":
            return join(tokens[i:end])
    if tokens[i + 1].text in _OWN_PLACES:
        return join(tokens[i : i + 2])
    return tokens[i].text if tokens[i + 1].cls != "DE" else None


_OWN_PLACES = {"村", "镇", "乡", "街道", "社区", "组", "队", "合作社"}


def _is_other_subject(tokens: list[Token], i: int) -> bool:
    """农村低保标准由…提高, 公务接待费比上年压缩: a thing that changes has no actor."""
    while i < len(tokens) and tokens[i].cls in {"D", "T"}:
        i += 1
    return i < len(tokens) and (tokens[i].cls == "C" or tokens[i].text in {"由", "比", "较"})


def _governs(tokens: list[Token], i: int) -> bool:
    """Say whether a verb follows, past adverbs, times, durations and prepositional phrases."""
    limit = min(len(tokens), i + 16)
    while i < limit and tokens[i].cls in {"D", "T", "M", "R", "S", "Q"}:
        i += 1
    if i >= limit:
        return False
    if tokens[i].cls in {"V", "VN", "C"} or tokens[i].text in {"有", "拥有", "下辖"}:
        return True
    if tokens[i].cls == "P" or tokens[i].text in {"会同", "联合"}:
        return any(t.cls in {"V", "VN", "C"} for t in tokens[i + 1 : limit])
    return False


_HAPPENING = load.word_set("happening_verbs")


def _happens(tokens: list[Token], i: int) -> bool:
    """Say whether the verb behind a body tells what became of it."""
    verb = next((t for t in tokens[i : i + 8] if t.cls in {"V", "VN", "C"}), None)
    if verb is None:
        return False
    return verb.text in _BEFALLING or (verb is tokens[-1] and verb.text in _HAPPENING)


_BEFALLING = load.word_set("befalling_verbs")


def actor(frame: Frame, in_force: str, item: str, action: str) -> tuple[str, str]:
    """Give the actor of a quantity: the one in force, unless the counted thing itself acts."""
    if not in_force or frame.limit or in_force == item:
        return "", ""
    if frame.quantity.kind == "percent" and not _has_deed(frame):
        return "", "rate-has-no-actor"
    if not action and not _does(frame):
        return "", "nothing-done"
    if _counted_acts(frame):
        return "", "counted-acts"
    if frame.verb_class == "C" or (
        frame.verb_class == "L" and frame.before and action not in {"有", "拥有"}
    ):
        return "", "level"
    return in_force, "subject"


def _does(frame: Frame) -> bool:
    """Say whether a verb tells of a deed; a share (5人占22.8%) does not."""
    followed = bool(frame.follow) and frame.follow[-1].cls in {"V", "VN", "C"}
    return frame.verb_class in {"V", "VN"} or followed


def _has_deed(frame: Frame) -> bool:
    return frame.verb_class in {"V", "VN"} or bool(frame.follow) or frame.juxtaposed or frame.listed


def _counted_acts(frame: Frame) -> bool:
    """有18家企业组队参加: what is counted does it itself."""
    if not frame.after or not frame.follow or frame.verb_class in {"V", "VN"}:
        return False
    return "SUBJ" not in frame.left_classes and _FOR_OTHERS.isdisjoint(frame.left_words)


#: What leads to those counted where somebody else acts.
_FOR_OTHERS = {"为", "给", "对", "向", "使", "让", "帮", "帮助", "在"}
