"""By whom: the organisation or person that did it, as written."""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import (
    PEOPLE,
    PEOPLE_UNITS,
    clean,
    is_body,
    is_counted_body,
    is_held,
    join,
)
from zhsummary.facts.place import township, village
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

#: Bodies above the writer's own: what they set or paid does not make them the actor of the rest.
_SUPERIOR = re.compile(r"^(?:[县市省区]|上级|国家|中央|州|自治)")


_HELPING = load.word_set("helping_verbs")
_INVITING = load.word_set("inviting_verbs")
_OFFICES = load.word_set("verbs_of_office")


def actors(sentence: Sentence, carried: str) -> tuple[list[str], str]:
    """Give the actor in force for each clause of a sentence, and the one it leaves in force.

    `carried` is the actor that the paragraph's sentence before left in force.
    """
    current = carried
    passive = above = named = own = parted = False
    found: list[str] = []
    outside: tuple[str, bool, bool, bool, bool] | None = None
    for clause in sentence.clauses:
        if clause.depth:  # 处理4起（其中村上3起），化解32件: those in the bracket did no more
            outside = outside or (current, passive, above, named, own)
        elif outside is not None:
            current, passive, above, named, own = outside
            outside = None
        if (above or parted) and _begins_anew(clause):
            current, above = "", False
        parted = False
        if not named and _is_of_the_place(clause):
            current = ""  # …。4月下旬，全镇完成早稻播种: the office before does not sow
        if given := _giver(clause):
            found.append(given)
            continue
        stated = subject(clause)
        if stated is not None and clause.tokens and clause.tokens[0].text in _HELPING:
            stated = None  # 协助司法所处理争议: who is helped is not who acts
        if stated and _takes_office(clause):
            # 镇长担任队长，组建应急队3支: who leads is not all who act
            found.append(stated if clause.figures else "")
            current, named = "", True
            continue
        if stated and clause.tokens[0].text in _INVITING:
            found.append(stated)  # 邀请专家授课3次: who was asked acts there, and not in the next
            continue
        named = named or stated is not None
        if stated is not None and _SUPERIOR.match(stated):
            found.append(stated)
            above = clause.text.startswith(stated) and not clause.says(_HANDS_DOWN)
            current = stated if above else ""
            continue
        if stated is not None:
            current, above = stated, False
            own = stated.endswith(_PLACES)
            # 费用由财政承担, 各社区配备1名: the next sentence is not of them
            passive = any(t.text in {"由", "各"} or t.cls == "R" for t in clause.tokens[:3])
            passive = passive or clause.text.startswith("各") or _is_told_of(clause, stated)
        found.append(current)
        named = named and clause.end not in "；;"
        parted = own and clause.end in "；;"  # 溪口村转移214人；今年未发生险情
        if clause.end in "；;" and _acts_once(current):
            current = ""  # 镇财政列支186万元；全年组织培训12期
    return found, "" if passive or above or own or _FACILITY.search(current) else current


def _takes_office(clause: Clause) -> bool:
    """Say whether a clause tells what somebody is: 村支书兼任组长, 由镇长担任队长."""
    return any(t.text in _OFFICES and t.verbal for t in clause.tokens)


def _is_told_of(clause: Clause, named: str) -> bool:
    """10件提案由主席督办, 联络组提出的提案8件: who acts there is not who acts in what follows."""
    if "由" in clause.words:
        return True
    at = next((k for k, t in enumerate(clause.tokens) if t.cls in {"V", "VN"}), -2)
    behind = clause.tokens[at + 1 : at + 2]
    return bool(behind) and behind[0].cls == "DE" and clause.text.startswith(named)


def _acts_once(named: str) -> bool:
    """Say whether those who act in one point of a list are not those of the next."""
    if _PAYER.search(named) or named in _ANY_FIRM or _ALL_OF_A_KIND.match(named):
        return True
    # 村干部签承诺书79份；处置线索7件
    return PEOPLE.search(named) is not None or named.endswith(_TITLES)


#: 我镇, 东山村: a place that does something in one sentence is where the next one is.
_PLACES = ("镇", "乡", "村", "社区", "街道", "县", "市", "区", "州", "旗")


#: What those above set, give or praise, of which others do the rest.
_HANDS_DOWN = re.compile(
    r"任务|指标|计划|要求|要我|给了|" + "|".join(load.word_set("setting_tasks"))
)


def _begins_anew(clause: Clause) -> bool:
    """县总到我镇检查4次，现已整改3处: who is above did not do what is done by now."""
    opening = clause.tokens[0] if clause.tokens else None
    return opening is not None and (opening.cls in {"T", "S"} or opening.text.endswith("已"))


def _is_of_the_place(clause: Clause) -> bool:
    """Say whether a clause opens with the whole place: 全镇, 全乡."""
    if "全" not in clause.text:
        return False
    opening = next((t for t in clause.tokens if t.cls not in {"T", "D"}), None)
    return opening is not None and opening.cls == "S" and opening.text.startswith("全")


def opening_actor(sentence: Sentence, of_an_event: bool = False) -> str:
    """Give who opens a sentence without a figure, for the deeds that the next one tells.

    Of an event that the next sentence tells more of, it may be anybody.
    """
    for clause in sentence.clauses:
        stated = subject(clause)
        if stated is None:
            continue
        opens = clause.text.startswith(stated) and not _FACILITY.search(stated)
        return stated if opens and (of_an_event or _OWN.match(stated)) else ""
    return ""


#: How those are named of whom a summary of a place tells.
_OWN = re.compile(
    r"(?!乡镇|村级|农村)(?:[我本镇乡村各]|街道|社区|工会|妇联|团委|党委|政府|支部|班子|全体)"
)
_PAYER = re.compile(r"财政$")
#: 农村学校全面实现免费；发放补贴278万元: all of a kind do not do the rest.
_ALL_OF_A_KIND = re.compile(
    r"(?:农村|城镇|城区|乡镇|各类?|中小|辖区|全[县市镇区]|义务教育|民办|公办|规模以?上?)+"
    r"(?:学校|企业|合作社|幼儿园|医院)$"
)
_ANY_FIRM = {"公司", "企业", "集团", "合作社"}
#: What is run by others does not act on through a paragraph.
_FACILITY = re.compile(
    r"^(?![我本全]?(?:镇|乡|街道)(?!.{0,2}财政)).*(?:财政|中心|基地|平台|站|点|室|馆|机构|企业|公司|学校|高校|院所|中心组)$"
)


def _giver(clause: Clause) -> str:
    """村民张三捐款500元: the person who gives; the clauses behind are not of the same one."""
    tokens = clause.tokens
    if not clause.figures or _GIVING.isdisjoint(clause.words):
        return ""
    at = next((i for i, t in enumerate(tokens[:6]) if t.text in _GIVING), 0)
    if not at or any(t.cls != "N" for t in tokens[:at]):
        return ""
    start = next((i + 1 for i in range(at - 1, -1, -1) if PEOPLE.search(tokens[i].text)), 0)
    named = join(tokens[start:at])
    told = at - start > 1 or start > 0
    return named if told and _PERSON.match(named) else ""


_GIVING = load.word_set("giving_alone")
_SURNAME = f"(?:{'|'.join(load.word_set('surnames'))})"
_NAME = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
_PERSON = re.compile(rf"{_NAME}$")
_PEOPLE_AT_LARGE = load.word_set("people_at_large")
_THE_OTHERS = {"其余", "其他", "其它"}
_PLACES_ABOVE = load.word_set("places_above")
_SETS = load.word_set("setting_tasks")
_NAMED = 8  # words in which a title and a name stand
_ENDS_OF_PLACES = frozenset("村区会镇乡木")
_TITLES = (*load.word_set("titles_of_people"), "同志")
_SOME_TITLE = re.compile("|".join(_TITLES))
_TITLED = re.compile(
    rf"(?:.*(?:{'|'.join(load.word_set('titles_of_people'))})(?:{_NAME}|[老小]{_SURNAME})|{_NAME}(?=同志))"
    r"(?:同志)?"
)


def _person(tokens: list[Token], i: int) -> str:
    """镇人大代表王芳提出议案3件, 党员李建国同志捐款5000元: a person with a title acts."""
    if not any(t.text.endswith(_TITLES) for t in tokens[i : i + _NAMED]) or not _opens(tokens, i):
        return ""
    end = i
    while end < len(tokens) and tokens[end].cls == "N":
        end += 1
    for stop in range(min(end, i + _NAMED), i, -1):
        named = join(tokens[i:stop])
        if _TITLED.fullmatch(named):
            return named if _governs(tokens, stop) or stop < end else ""
    return ""


def _people_of(tokens: list[Token], i: int) -> str:
    """全镇人民出动劳力2.3万人次, 各社区开展活动30场: all those of a place are one body."""
    if not i or not (tokens[i - 1].cls == "S" or tokens[i - 1].text == "各"):
        return ""
    named = join(tokens[i - 1 : i + 1])
    return named if is_body(named) and _governs(tokens, i + 1) else ""


def _village(tokens: list[Token], i: int) -> str:
    """东山村建成大棚45个: a village that does something; 柳沟村有412户 only says where."""
    ends = {t.text[-1] for t in tokens[i : i + 3]}
    if ends.isdisjoint(_ENDS_OF_PLACES) or not _opens(tokens, i):
        return ""
    end = village(tokens, i) or township(tokens, i)
    behind = next((t for t in tokens[end:] if t.cls not in {"D", "T", "M"}), None)
    if not end or behind is None or behind.cls != "V" or _happens(tokens, end):
        return ""
    return "" if behind.text in _RULING else join(tokens[i:end])


def _opens(tokens: list[Token], i: int) -> bool:
    """Say whether nothing but times, adverbs and 其中 stands before a token."""
    return all(t.cls in {"T", "D", "S"} or t.text == "其中" for t in tokens[:i])


_RULING = load.word_set("ruling_verbs")


def _is_unknown_giver(tokens: list[Token], i: int) -> bool:
    """振华轿车投资3000万元: who is named before the verb of a sum, known as a body or not."""
    at = i
    while at < len(tokens) and tokens[at].cls == "N":
        at += 1
    if at == i or at + 1 >= len(tokens) or tokens[at].text not in _PAYING:
        return False
    return tokens[at + 1].cls == "Q" and not is_body(join(tokens[i:at]))


_PAYING = load.word_set("paying_verbs")


def _tells_of_others(tokens: list[Token], i: int) -> bool:
    """乡里够条件没建会的企业还剩9家: behind 的 stand others, of whom the clause tells."""
    first = next((k for k, t in enumerate(tokens) if t.cls == "Q"), len(tokens))
    at = next((k for k in range(i, first) if tokens[k].cls == "DE"), None)
    if at is None or at + 2 >= len(tokens) or all(t.cls not in {"V", "VN"} for t in tokens[i:at]):
        return False
    others, behind = tokens[at + 1], tokens[at + 2]
    if others.cls == "Q":  # 村里考上大学的9名学生受到表彰
        return PEOPLE.search(behind.text) is not None
    return PEOPLE.search(others.text) is not None and behind.cls in {"D", "V", "L"}


def subject(clause: Clause) -> str | None:
    """Give the acting body that opens a clause, an empty string for another subject, or None."""
    tokens = clause.tokens
    i = 0
    while i < len(tokens) and tokens[i].cls in {"T", "D", "S", "PART", "LE", "M", "R"}:
        if _own_place_acts(tokens, i):
            return tokens[i].text
        i += 1
    if "由" in clause.words and (done_by := _done_by(tokens, i)):
        return done_by
    if i < len(tokens) and tokens[i].text in _FINDING and tokens[i].verbal:
        return None  # 存在设备陈旧、人员未持证等隐患9条: who has no licence found nothing
    if i < len(tokens) and _is_each(tokens, i):
        return ""
    by_them = i < len(tokens) and tokens[i].text == "由"
    if i < len(tokens) and tokens[i].text in {"由", "经"}:
        i += 1
    if i == len(tokens):
        return None
    if tokens[i].cls == "SUBJ":
        return "" if _tells_of_others(tokens, i + 1) else _own_body(tokens, i)
    if _is_nobody_told_of(tokens, i):
        return ""
    if tokens[i].text.startswith(("面向", "针对")) or tokens[i].text in _GOING_INTO:
        return None  # 面向农村和学校宣传, 进企业、进学校宣讲
    if _tells_of_takers_part(tokens, i):
        return ""
    if (told := _spoken_of_first(tokens, i)) is not None:
        return told
    named = _by_its_name(clause, i) or (by_them and _agent(tokens, i)) or _body(tokens, i)
    if named and _is_built(tokens, i, named):
        return ""
    return "" if named and (_A_STATE.search(clause.text) or _undergoes(tokens, named)) else named


def _is_built(tokens: list[Token], i: int, named: str) -> bool:
    """水厂建设已经完成基础工程: where another verb stands behind, a works was built by others."""
    end = i
    while end < len(tokens) and len(join(tokens[i:end])) < len(named):
        end += 1
    behind = tokens[end : end + 2]
    built = [t.cls for t in behind] in (["VN", "D"], ["VN", "L"]) and behind[0].text in _BUILT
    return built and join(tokens[i:end]) == named


_BUILT = {"建设", "改造", "扩建", "施工", "创建", "装修"}


def _undergoes(tokens: list[Token], named: str) -> bool:
    """村医培训8期: they are trained, as 会议召开3次 tells what is held; 慰问老人30人 is done.

    劝导站建到8个, 企业复工42家: bodies of a sort are what such a figure counts.
    """
    at = next((k for k, t in enumerate(tokens) if t.cls in {"V", "VN", "C"}), len(tokens))
    behind = next((t for t in tokens[at + 1 :] if t.cls not in {"LE", "P", "D"}), None)
    if behind is None or behind.quantity is None:
        return False
    verb = tokens[at].text
    if is_counted_body(named, behind.quantity.unit) and not _OWN.match(named):
        return True
    return is_held(named, verb) or (verb in _UNDERGONE and PEOPLE.search(named) is not None)


_UNDERGONE = load.word_set("undergone_deeds")


#: What is done to things amiss, which are told of behind it.
_FINDING = load.word_set("finding_amiss")
#: 网格员对隐患查不准的现象仍然存在: how things are, which nobody does.
_A_STATE = re.compile(
    r"的(?:现象|问题|情形|情况|差距|短板|矛盾)[仍还依然较比十分更为]{0,4}(?:存在|突出|明显|多|普遍|严重)"
)


#: What opens where a deed was done.
_GOING_INTO = load.word_set("going_into")


def _tells_of_takers_part(tokens: list[Token], i: int) -> bool:
    """采石场负责人参加的培训2期: those who took part are told of what somebody else held."""
    at = i
    while at < len(tokens) and tokens[at].cls in {"N", "J", "D", "T"}:
        at += 1
    took_part = i < at < len(tokens) and tokens[at].text in _TAKING_PART
    return took_part and [t.cls for t in tokens[at + 1 : at + 2]] == ["DE"]


_TAKING_PART = load.word_set("taking_part")


def _agent(tokens: list[Token], i: int) -> str:
    """由物业安装: behind 由 stands who acts, known as a body or not; 由45家 stands no one."""
    end = i
    while end < len(tokens) and tokens[end].cls == "N" and tokens[end].text not in _BY_ITSELF:
        end += 1
    named = clean(tokens[i:end])
    acts = end < len(tokens) and tokens[end].cls in {"V", "P", "D"} and _governs(tokens, end)
    changes = any(t.cls == "C" or t.text in _MAKING_UP for t in tokens[end:])
    known = 2 <= len(named) <= _AGENT and not named.endswith(_BY_ITSELF)
    return named if acts and not changes and known else ""


_AGENT = 8  # characters
_MAKING_UP = load.word_set("making_up_verbs")
_BY_ITSELF = tuple(load.word_set("by_themselves"))


def _spoken_of_first(tokens: list[Token], i: int) -> str | None:
    """帐篷县里拉来30顶: what is spoken of stands before who acts."""
    at = i
    while at < len(tokens) and tokens[at].cls == "N":
        at += 1
    if not i < at < len(tokens) or tokens[at].cls != "SUBJ" or not _governs(tokens, at + 1):
        return None
    return _own_body(tokens, at) if not is_body(clean(tokens[i:at])) else None


def _is_each(tokens: list[Token], i: int) -> bool:
    """每名村医全年培训40课时: each one of a body is nobody who acts."""
    each = i > 0 and tokens[i - 1].cls == "R" and tokens[i].cls == "N"
    return each and tokens[i - 1].text.endswith(_EACH)


def _is_nobody_told_of(tokens: list[Token], i: int) -> bool:
    """Tell 其余村共建成21个, 群众义务出工2.1万个 and 使…: no body that a report is about."""
    if tokens[i].text in {"使", "让", "令"} or (i and tokens[i - 1].text in _THE_OTHERS):
        return True
    return tokens[i].text in _PEOPLE_AT_LARGE and _governs(tokens, i + 1)


def _by_its_name(clause: Clause, i: int) -> str:
    """Give a person, a village or a place above that acts: 县下达我镇造林任务1500亩."""
    tokens = clause.tokens
    if tokens[i].cls == "N":
        person = _person(tokens, i) if clause.says(_SOME_TITLE) else ""
        if named := person or _people_of(tokens, i) or _village(tokens, i):
            return named
    sets = i + 1 < len(tokens) and tokens[i + 1].text in _SETS
    return tokens[i].text if sets and tokens[i].text in _PLACES_ABOVE else ""


def _body(tokens: list[Token], i: int) -> str | None:
    """Give the body whose name opens with a word, as `subject` does."""
    j = i
    while (
        j < len(tokens)
        and tokens[j].cls in {"N", "VN", "J"}
        and tokens[j].text not in {"会同", "联合"}
    ):
        j += 1
    if j == i:
        return None
    if organiser := _organises(tokens, i, j):
        return organiser
    if _is_unknown_giver(tokens, i):
        return ""
    for end in range(j, i, -1):
        if end <= j - 4 and tokens[end].cls != "VN":
            continue  # 妇联聚焦留守儿童关爱工作: in a long run who acts stands before a verb
        if end == i + 1 and tokens[i].verbal:
            continue  # 进站体检16人
        if tokens[end - 1].cls == "J":
            continue  # 安排保洁员、动员群众60人: the next deed of whoever acts
        if tokens[end - 1].text.endswith(_INSTALLED) and end <= j - 4:
            continue  # 淡水复合养殖系统入选遗产, but 卫生系统开展检查
        if _governs(tokens, end) and is_body(phrase := clean(tokens[i:end])):
            return _acting(tokens, i, end, phrase)
    if _is_other_subject(tokens, j) and len(join(tokens[i:j])) > 1:
        return ""
    return None


#: What is set up and run, and acts only where a verb stands soon behind it.
_INSTALLED = ("系统", "平台", "体系", "实验室", "基地")


def _acting(tokens: list[Token], i: int, end: int, phrase: str) -> str | None:
    """Say who acts where a body is named before a verb: it, another, or nobody."""
    if _is_undertaking(tokens, end) or _is_occasion(tokens, end):
        return ""  # 敬老院改造任务是新增床位, 村委会改选中: what is done to the body
    if _is_counted(tokens, end):
        return ""  # 女性党员有33名: they are counted
    if led := _leads(tokens, i, end):
        return led  # 司法所要求工作人员每月下乡
    if phrase.endswith("财政") and tokens[0].cls == "PART":
        return ""  # 其中财政补助640元，个人缴费320元: where the money comes from
    if _happens(tokens, end) or (tokens[end].cls == "C" and len(tokens[end].text) == 1):
        return ""  # 县医院即将建成, 专职干部少: what became of it was not its doing
    if not tokens[i].verbal or end == i + 1 or not is_body(clean(tokens[i + 1 : end])):
        return phrase
    if tokens[i].text in _ACTING_ON:
        return None  # 支持合作社发展: of whom the deed is told
    if tokens[end].cls == "VN" and end + 1 == len(tokens):
        return ""  # 深化服务型政府建设: the body is what something is done to
    return clean(tokens[i + 1 : end])  # 协调农商行发放: the verb is another's


def _own_place_acts(tokens: list[Token], i: int) -> bool:
    """我镇实际发展党员15名: the writer's own place does it; 我镇职工入会率 says where."""
    if tokens[i].cls != "S" or tokens[i].text[0] not in "我本" or (i and tokens[i - 1].cls == "V"):
        return False
    if tokens[-1].text in _AMONG and tokens[-2].cls != "Q":
        return False  # 我镇组建的工会组织中，单独建会37家
    if tokens[i + 1 : i + 2] and tokens[i + 1].text in _AS and all(t.cls != "Q" for t in tokens):
        return True  # 我镇因企业少，今年只建3家
    led = aimed = False
    for token in tokens[i + 1 : i + 10]:
        if token.cls in {"D", "T", "M", "P"}:
            led, aimed = True, aimed or token.cls == "P"
        elif token.cls == "V" or (token.cls == "VN" and led):
            return token.text not in _BEFALLING | _RULING
        elif not (aimed and token.cls in {"N", "VN", "J", "DE"}):
            return False
    return False


_EACH = ("名", "位", "户", "家", "人", "个")
_AS = {"因", "由于", "作为"}
_AMONG = {"中", "里", "内"}


#: Verbs whose object is not the one who acts.
_ACTING_ON = load.word_set("acting_on_bodies")


def _done_by(tokens: list[Token], start: int) -> str:
    """工会主席由镇工会组织了培训: the body behind 由 acts on what stands before."""
    near = [token.text for token in tokens[start + 1 : start + 9]]
    if "由" not in near:
        return ""
    at = start + 1 + near.index("由")
    chosen = next((k for k in range(start, at) if tokens[k].text in _CHOOSING), at)
    if any(t.cls == "Q" for t in tokens[chosen:at]):
        return ""  # 确定8件建议由镇长督办: who was chosen for it did not choose
    end = at + 1
    while end < len(tokens) and tokens[end].cls in {"N", "J"}:
        end += 1
    phrase = clean(tokens[at + 1 : end])
    if tokens[at - 1].cls == "Q" and [t.cls for t in tokens[end : end + 2]] == ["V", "DE"]:
        return ""  # 12支由学校组织的服务队开展宣讲
    if phrase and _governs(tokens, end) and is_body(phrase):
        return phrase
    return _agent(tokens, at + 1) if end < len(tokens) and tokens[end].cls == "V" else ""


_CHOOSING = load.word_set("choosing_verbs")


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


def _is_occasion(tokens: list[Token], i: int) -> bool:
    """村委会改选中，共选女性委员14人: on which occasion it was done, or what went forward."""
    if tokens[i].cls != "VN":
        return False
    if [t.text for t in tokens[i + 1 : i + 2]] == ["中"]:
        return True  # 支部改选中共选女委员14人
    forward = i + 1 < len(tokens) and tokens[-1].text in _GOES_FORWARD
    if not forward and tokens[-1].text not in {"中", "后", "前", "期间"}:
        return False
    return all(t.cls != "Q" for t in tokens)


#: 清廉学校建设扎实开展: a work goes forward, which its body did not do.
_GOES_FORWARD = load.word_set("forward_verbs")


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
    if tokens[i].text == "我":
        return None  # 我家乡, 我国北方
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
    if tokens[i].cls in {"V", "VN", "C"} or tokens[i].text in {"有", "原有", "拥有", "下辖"}:
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


def actor(
    frame: Frame, in_force: str, item: str, action: str, planned: bool = False
) -> tuple[str, str]:
    """Give the actor of a quantity: the one in force, unless the counted thing itself acts."""
    if not in_force or frame.limit or in_force == item:
        return "", ""
    if planned and _plans(frame):
        return in_force, "plans"
    if frame.verb_text in _SUFFERED or frame.verb_text == "涉及":
        return "", "befell"  # 发生火情1起，死亡0人; 涉及4个村
    if frame.verb_text in _TAUGHT and frame.quantity.unit in PEOPLE_UNITS:
        return "", "counted-acts"  # 镇团委举办培训4期，受训800人次
    if frame.quantity.kind == "percent" and not _has_deed(frame):
        return "", "rate-has-no-actor"
    if not action and not _does(frame):
        return "", "nothing-done"
    if _counted_acts(frame):
        return "", "counted-acts"
    if frame.listed and (giver := _gives_too(frame)):
        return giver, "gives-too"
    if frame.quantity.kind == "money" and _paid_by_others(frame, in_force):
        return "", "others-pay"
    if frame.verb_class == "C" or (
        frame.verb_class == "L" and frame.before and action not in {"有", "拥有"}
    ):
        return "", "level"
    return in_force, "subject"


#: What those do who are counted at an event, which another holds.
_TAUGHT = {"受训", "受教育", "参训", "参会", "到会", "与会", "听讲", "听课", "受益", "受惠"}


def _gives_too(frame: Frame) -> str:
    """镇财政投入18万元、村自筹6万元: each in a list of givers gives its own."""
    if (
        frame.quantity.kind != "money"
        or not frame.verb
        or frame.verb[0].start > frame.quantity.start
    ):
        return ""
    at = next((k for k, t in enumerate(frame.left) if t.start == frame.verb[0].start), 0)
    told = [t for t in frame.left[:at] if t.cls not in {"J", "D", "T"}]
    named = join(told)
    gives = is_body(named) or PEOPLE.search(named) or named.endswith(_GIVERS)
    return named if gives and all(t.cls in {"N", "S", "SUBJ"} for t in told) else ""


#: Who gives, beside bodies and people.
_GIVERS = ("村", "财政", "社会", "集体", "里", "乡贤", "业主", "个人", "企业", "公司", "户", "老板")


def _paid_by_others(frame: Frame, in_force: str) -> bool:
    """总投资86万元，其中上级补助50万元、群众自筹36万元: each part has its own payer."""
    if not (frame.part or frame.beside_part) or not frame.verb or frame.verb_class == "L":
        return False
    told = [t for t in frame.left if t.cls not in {"D", "T", "PART", "J", "R"}]
    another = len(told) > 1 and told[0].cls == "N" and told[-1] is frame.verb[-1]
    return another and not join(told).startswith(in_force)


def _plans(frame: Frame) -> bool:
    """镇里力争优良天数达到300天: who plans a level is its actor."""
    told = [t.cls for t in frame.left if t.cls not in {"T", "D"}]
    return frame.neighbour is None and told[:2] == ["SUBJ", "M"]


_SUFFERED = load.word_set("befalling_verbs") | {"死亡", "受伤", "溺亡", "病故", "去世"}


def _does(frame: Frame) -> bool:
    """Say whether a verb tells of a deed; a share (5人占22.8%) does not."""
    followed = bool(frame.follow) and frame.follow[-1].cls in {"V", "VN", "C"}
    return frame.verb_class in {"V", "VN"} or followed


def _has_deed(frame: Frame) -> bool:
    return frame.verb_class in {"V", "VN"} or bool(frame.follow) or frame.juxtaposed or frame.listed


def _counted_acts(frame: Frame) -> bool:
    """有18家企业组队参加, 重建的8户全部完工: what is counted does it itself."""
    if frame.left and frame.left[-1].cls == "DE" and _are_all_done(frame):
        return True
    if not frame.after or not frame.follow or frame.verb_class in {"V", "VN"}:
        return False
    return "SUBJ" not in frame.left_classes and _FOR_OTHERS.isdisjoint(frame.left_words)


def _are_all_done(frame: Frame) -> bool:
    words = [t for t in frame.right if t.cls != "LE"]
    return len(words) > 1 and words[0].text in {"全部", "均", "都"} and words[-1].text in _HAPPENING


#: What leads to those counted where somebody else acts.
_FOR_OTHERS = {"为", "给", "对", "向", "使", "让", "帮", "帮助", "在"}
