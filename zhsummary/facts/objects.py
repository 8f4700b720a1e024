"""Which verb's object a figure's noun is: the words before it, where one ends in a verb.

In goes a frame with the words before its figure, out come its verb, its noun and what is left
of the words before them. `governing` asks it where no other order of the words was found.
"""

from __future__ import annotations

from zhsummary.facts.frame import Frame
from zhsummary.facts.named_by_verb import (
    ATTRIBUTIVE,
    BRINGING,
    SESSIONS,
    TEAMS,
    in_series,
    is_founded_too,
    is_measured,
    is_named_event,
    is_named_rate,
    is_named_sum,
    is_ratio_of_a_deed,
    is_total_of_a_deed,
    named_whole,
    names_rate,
    names_standard,
    opens_with_a_term,
    serves_by_deed,
    shares_head_in_list,
    tells_the_sort,
    tells_which,
    without_mainstay,
    words_of_the_deed,
)
from zhsummary.facts.nouns import (
    COUNTERS,
    FUNDS,
    PEOPLE,
    PEOPLE_UNITS,
    PURPOSES,
    is_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.facts.verb_places import (
    BEFORE_DEEDS,
    HELPING_ALONG,
    SENDING_OUT,
    SERVED,
    WHO_ACT,
    after_last_de,
    before_a_relative,
    before_slack,
    before_who_handed,
    deed_of_those_moved,
    deeds_of_those_gathered,
    opens_relative,
    verb_after_body,
    verb_before_list,
    verb_before_locative,
    verb_behind_a_basis,
    verb_behind_a_name,
    verb_behind_a_place,
    verb_behind_a_time,
    verb_of_a_founding,
    verb_of_a_paper,
    verb_of_each,
    verb_of_installing,
)
from zhsummary.lexicons import load

HELPING = load.word_set("assisting_verbs")
_DENYING_DEEDS = {"未", "尚未", "仍未", "没有", "不"}
_RESULTS = load.word_set("result_words")


def read_object(frame: Frame, core: list[Token]) -> None:
    """Read a noun phrase before the figure and the verb that governs it."""
    if _read_deed_before_de(frame, core) or _read_event_of_many_kinds(frame, core):
        return
    if frame.left_text.find("等") > 0 and _read_what_is_amiss(frame, core):
        return
    if frame.left_text.find("、") > 0:
        core = _with_deeds_listed(core)
    phrase, head = named_whole(*without_mainstay(*noun_phrase_before(core)))
    head = before_slack(head)
    phrase, head = _of_two_ranks(phrase, head)
    if [t.text for t in phrase] == ["服务"] and serves_by_deed(head):
        core = [*head[:-1], head[-1].tagged("N"), *phrase]  # 资助康复救助服务801名
        phrase, head = noun_phrase_before(core)
    lives = core[-1].cls == "DE" and bool(head) and head[-1].text in _LIVING_BY
    if lives and _tells_sort_of_people(frame, phrase):  # 发展生产的30户
        frame.govern(head[-1:])
        frame.sort = [head[-1].tagged("N"), *phrase]
        return
    if core[-1].cls == "DE" and tells_which_ones(frame, head, phrase[:-1]):
        return  # 建了档的214人
    if core[-1].cls == "DE" and _tells_condition(frame, phrase):  # 清退不符合条件的83户
        if head and head[-1].cls == "V":
            frame.govern(head[-1:])
        frame.sort = phrase
        return
    verb: list[Token] = []
    if (of := _told_by_their_deed(frame, phrase, head)) is not None:
        frame.govern(head[-1:])
        frame.before, frame.head = phrase[of:], []  # 经常参加活动的信徒群众
        return
    if len(phrase) == 1 and head and names_standard(frame, phrase[0], head[-1]):
        phrase, head = [head[-1], *phrase], head[:-1]
    elif len(head) > 1 and phrase and tells_which(head[-2:]):
        # 救助受灾困难群众
        phrase, head = [head[-1].tagged("N"), *phrase], [*head[:-2], head[-2].tagged("V")]
    opens = opens_relative(head, phrase)
    if opens is not None:  # 拆除影响道路拓宽工程的违建23处
        told, phrase = [*head, *phrase], after_last_de(phrase)
        deed = opens > 0 and told[opens - 1].cls in {"V", "VN"}
        verb, head = (told[opens - 1 : opens], told[: opens - 1]) if deed else ([], told[:opens])
    elif head and head[-1].cls in {"V", "L", "C"}:
        i = len(head)
        while i and head[i - 1].cls in {"V", "C", "LE"}:
            i -= 1
        if i == len(head):
            i -= 1
        verb, head = head[i:], head[:i]
        if len(verb) == 1 and verb[0].cls == "V" and head and head[-1].text in _THERE_IS:
            verb, phrase, head = head[-1:], [*verb, *phrase], head[:-1]  # 现有参保职工300人
    elif acted := before_a_relative(head):
        verb, head = head[acted : acted + 1], head[:acted]  # 取下违规设置的灯箱118块
    elif _is_to_be_done(head, phrase):
        verb, head, phrase = head[-2:-1], head[:-2], phrase[2:]  # 征集需要破解的难题32条
    elif _is_where(head) and (at := verb_behind_a_place(phrase)):
        head, verb, phrase = head + phrase[:at], phrase[at : at + 1], phrase[at + 1 :]
    elif in_series(frame, phrase):
        named = not all(t.cls == "VN" for t in phrase)  # 责令停产停业2家 names nobody
        verb, phrase = phrase[-2:], phrase[:-2] if named else []
    elif is_named_sum(frame, phrase):
        pass  # 教育支出1480万元, 调解成功率95%: the verb is part of the name
    elif len(phrase) > 1 and phrase[-1].text in _TARGETS and phrase[0].text not in BRINGING:
        pass  # 我镇造林绿化任务1200亩
    elif is_named_event(frame, phrase):
        pass  # 节水灌溉34件
    elif len(phrase) > 1 and phrase[-1].text.endswith(TEAMS) and frame.left[-1].text == "共":
        pass  # 宣讲团队共9支
    elif len(phrase) > 1 and phrase[0].cls == "VN" and not tells_the_sort(phrase):
        chained = words_of_the_deed(frame, phrase)
        verb, phrase = phrase[:chained], phrase[chained:]
    elif at := (
        verb_of_each(phrase, head)
        or verb_after_body(phrase)
        or verb_behind_a_time(phrase)
        or verb_behind_a_basis(phrase, head)
        or verb_behind_a_name(phrase, head)
        or _verb_before_a_quotation(frame, phrase)
        or _verb_of_putting_in(frame, phrase)
        or (len(phrase) > 2 and verb_of_installing(phrase, frame.quantity.unit))
    ):
        head, verb, phrase = head + phrase[:at], phrase[at : at + 1], phrase[at + 1 :]
    verb = [t.tagged("V") if t.cls == "N" else t for t in verb]  # 主干道安路灯120盏
    if len(verb) == 1 and verb[0].text in _HANDED and (at := before_who_handed(head)):
        verb, phrase, head = head[at - 1 : at], [*head[at:], *verb, *phrase], head[: at - 1]
    if not verb and (at := verb_before_list(phrase, head)):
        verb, head = head[at - 1 : at], head[: at - 1]
    if verb and phrase and opens_with_a_term(phrase):
        verb, phrase = [], [*verb, *phrase]  # 成立两年以上的企业工会12家
    if len(verb) == 1 and _names_income(frame, verb[0], phrase):
        verb, phrase = [], [verb[0].tagged("N"), *phrase]  # 种烟收入9300元
    if len(verb) == 1 and is_measured(frame, verb[0], phrase):
        verb, phrase = [], [verb[0].tagged("N"), *phrase]  # 投产茶园亩均产值3800元
    if verb and _is_second_deed(verb[-1], phrase):
        verb, phrase = [*verb, phrase[0].tagged("V")], phrase[1:]
    if len(verb) == 1 and head and head[-1].text in SERVED and serves(frame):
        verb, phrase = [], [*verb, *phrase]  # 为建档困难家庭38户送去大米
    if len(verb) > 1 and verb[-1].cls == "V" and phrase and phrase[-1].text.endswith("率"):
        verb, phrase = verb[:-1], [verb[-1].tagged("N"), *phrase]  # 实现升学衔接率100%
    spent = len(phrase) == 1 and phrase[0].text == "支出" and head and head[-1].cls == "N"
    if (
        len(verb) == 1
        and (spent or is_named_rate(frame, phrase))
        and (names_rate(verb[0]) or is_ratio_of_a_deed(phrase, head))
    ):
        (more, head), phrase = noun_phrase_before(head), [verb[0].tagged("N"), *phrase]
        verb, phrase = [], [*more, *phrase]  # 补贴打卡发放率100%
    if len(verb) == 1 and is_total_of_a_deed(verb[0], phrase):
        verb, phrase = [], [verb[0].tagged("N"), *phrase]
    deed = len(verb) == 1 and len(phrase) == 1 and phrase[0].cls == "VN"
    if deed and verb[0].text in ATTRIBUTIVE and frame.quantity.unit in COUNTERS:
        verb, phrase = [], [*verb, *phrase]  # 脱贫培训310人
    if verb and verb[-1].text in _HELPING_ALONG and _is_moved(frame, phrase):
        verb, phrase = phrase[:1], phrase[1:]  # 组织建造沼气池80口
    if verb and verb[-1].text in HELPING and (at := verb_after_body(phrase)):
        head, verb, phrase = [*head, *verb, *phrase[:at]], phrase[at : at + 1], phrase[at + 1 :]
    if verb and (at := deed_of_those_moved(verb[-1], phrase)):
        head, verb, phrase = [*head, *verb, *phrase[:at]], phrase[at : at + 1], phrase[at + 1 :]
    elif verb and (at := deeds_of_those_gathered(frame, verb[-1], phrase)):
        if verb[-1].text in SENDING_OUT:
            phrase = phrase[:at]  # 出动执法人员检查30人次: they were sent so often
        else:
            head, verb, phrase = [*head, *verb], phrase[at:], phrase[:at]
    # 走访企业、签订协议35份; 助学活动中已投入资金3万元
    apart = bool(head) and (head[-1].text == "、" or head[-1].cls == "D")
    if verb and not apart and (at := verb_of_a_paper(head, phrase)):
        head, verb, phrase = head[: at - 1], head[at - 1 : at], [*head[at:], *verb, *phrase]
    if not verb and (at := _verb_of_a_sum_for_two(head, phrase)):
        head, verb, phrase = head[: at - 1], head[at - 1 : at], [*head[at:], *phrase]
    if len(verb) == 1 and not head and _is_for(verb[0], phrase):
        verb, phrase = [], [verb[0].tagged("N"), *phrase]  # 维修经费5万元
    if verb and not apart and (at := verb_of_a_founding(head, phrase)):
        head, verb, phrase = head[: at - 1], head[at - 1 : at], [*head[at:], *verb, *phrase]
    if verb and head and head[-1].text in _DENYING_DEEDS and _is_undone(verb[-1], phrase):
        phrase = [head[-1].tagged("N"), *verb, *phrase]  # 未消除风险户6户
        verb, head = [], head[:-1]
    if not verb and len(phrase) > 1 and phrase[-1].cls == "VN" and _acts_on(frame, phrase):
        verb, phrase = phrase[-1:], phrase[:-1]
        if _is_where(head):
            phrase, head = [], [*head, *phrase]  # 在镇郊征地26亩
    if not verb and phrase and (at := verb_before_locative(head)):
        verb, head = head[at - 1 : at], head[: at - 1]
    if not verb and _reaches_people(head, phrase):
        verb, head = head[-2:-1], head[:-2]  # 津贴发放至老人1340人
    if len(verb) == 1 and verb[0].text in _GOING_IN and phrase and phrase[-1].cls == "VN":
        visited = phrase[:-1] if frame.quantity.unit in _OF_THE_VISITED else []
        verb, phrase = phrase[-1:], visited  # 走进企业检查104家次; 走进校园宣讲8场
    if verb and verb[-1].text in _DOWN_TO and _counts_visits(frame, phrase):
        phrase = []  # 下到农村市场463人次: where, not who
    if verb and is_founded_too(frame, phrase):
        verb, phrase = [], [*verb, *phrase]  # 组建报告团5个、关爱工作团3个
    if verb and shares_head_in_list(frame, phrase):
        verb, phrase = [], [*verb, *phrase]
    if not verb and frame.follow and frame.quantity.unit in SESSIONS and _is_where(head):
        phrase, head = [], [*head, *phrase]  # 在各村每周3场开展宣讲: where, not what
    if verb and (those := _those_who_get(frame, verb[-1], phrase, head)):
        frame.got, phrase = phrase, those  # 残疾人领取两项补贴204人
    if verb and (those := _those_sent(frame, verb[-1], phrase, head)):
        phrase = those  # 组织妇女参加技能培训56人
    if verb and (at := _opens_offence(verb, phrase)):
        verb, phrase = verb[:at], [*(t.tagged("N") for t in verb[at:]), *phrase]
    frame.govern(verb)
    frame.before, frame.head = phrase, head


def _verb_of_putting_in(frame: Frame, phrase: list[Token]) -> int:
    """江苏苏州投入资金80万元: between those who pay and the sum stands what they did."""
    at = len(phrase) - 2
    if frame.quantity.kind != "money" or at < 1 or phrase[-1].text not in _BARE_SUMS:
        return 0
    return at if phrase[at].cls == "VN" and phrase[at].text in _PUTTING_IN else 0


_BARE_SUMS = load.word_set("sums_alone")
_PUTTING_IN = load.word_set("spending_verbs")


def _verb_before_a_quotation(frame: Frame, phrase: list[Token]) -> int:
    """专项隐患排查“小作坊”65家: places in quotation marks are what the deed was done to."""
    if frame.quantity.unit not in _OF_PLACES:
        return 0
    at = next((k for k, t in enumerate(phrase) if t.text == "“"), 0)
    return at - 1 if at > 1 and phrase[at - 1].cls == "VN" else 0


_OF_PLACES = {"家", "户", "处", "所", "家次"}


def _read_event_of_many_kinds(frame: Frame, core: list[Token]) -> bool:
    """开展悬挂标语等形式多样的宣传活动5场: its kinds are neither deed nor thing."""
    if not core[-1].text.endswith(_EVENT_NOUNS) or frame.left_text.find("等") < 0:
        return False
    closes = next((k for k in range(len(core) - 2, 0, -1) if core[k].text == "等"), 0)
    behind = core[closes + 1 :]
    at = next((k for k, t in enumerate(core[:closes]) if t.text in _HOLDING), -1)
    if not closes or at < 0 or not any(t.cls == "J" for t in core[at:closes]):
        return False
    if not any(t.verbal for t in core[at + 1 : closes]):
        return False  # 开展“四下乡”等主题活动6场
    de = next((k for k, t in enumerate(behind) if t.cls == "DE"), -1)
    if de < 0 and sum(len(t.text) for t in core[at + 1 : closes]) < _LONG_LIST:
        return False  # 举办服装制版、粮油检验等技能培训
    if de > _SORTS_LONG or any(t.cls not in {"N", "VN"} for t in behind[de + 1 :]):
        return False
    if not behind[de + 1 : -1]:
        return False  # 等活动: its kinds are all that is told
    frame.govern([core[at].tagged("V")])
    frame.before, frame.head = behind[de + 1 :], core[:at]
    return True


def _read_what_is_amiss(frame: Frame, core: list[Token]) -> bool:
    """查出通道堵塞、防护不到位等安全隐患9条: what is amiss is told before, its name behind 等."""
    closes = next((k for k in range(len(core) - 2, 0, -1) if core[k].text == "等"), 0)
    behind = core[closes + 1 :]
    if not closes or any(t.cls not in {"N", "VN"} for t in behind):
        return False
    if not behind[-1].text.endswith(_AMISS):
        return False
    if core[closes - 1].cls not in {"V", "D", "L", "C"} or "J" not in {t.cls for t in core}:
        return False  # 线路老化、标识缺失等隐患6处 has a name
    first = next((k for k, t in enumerate(core) if t.cls == "J"), closes)
    opens = next((k for k in range(first) if core[k].text.startswith(_FINDING)), closes)
    # 整改不到位、记录缺失等问题5个: what was done badly is itself amiss
    done = opens < closes and core[opens + 1].cls in {"N", "VN"}
    if done:
        frame.govern([core[opens].tagged("V")])
    frame.before, frame.head = behind, core[: opens if done else 0]
    return True


_AMISS = tuple(load.word_set("things_amiss"))
#: What is done to things amiss: 发现, 查处, 整改, 检查出.
_FINDING = tuple(load.word_set("finding_amiss"))


def _of_two_ranks(phrase: list[Token], head: list[Token]) -> tuple[list[Token], list[Token]]:
    """创建全国和省级示范社4个: a whole country or province is a rank beside another rank."""
    if len(head) < 2 or head[-1].cls != "J" or head[-2].text not in _WHOLES or not phrase:
        return phrase, head
    if phrase[0].text not in _RANKS:
        return phrase, head
    return [head[-2].tagged("N"), head[-1], *phrase], head[:-2]


_WHOLES = {"全国", "全省", "全市", "全县", "全区"}
_RANKS = load.word_set("bare_ranks")
_EVENT_NOUNS = tuple(load.word_set("event_nouns"))
_HOLDING = load.word_set("holding_verbs") | load.word_set("events_held_by")
_LONG_LIST = 12  # characters: no list so long is a name
_SORTS_LONG = 3  # words of 形式多样的


def _verb_of_a_sum_for_two(head: list[Token], phrase: list[Token]) -> int:
    """下拨倒房重建及修缮款2万元: the sum behind the pause is for the deed before it, too.

    Gives the place behind the verb of giving, or 0.
    """
    if len(head) < 3 or head[-1].cls != "J" or head[-2].cls not in {"V", "VN"}:
        return 0
    if not phrase or not phrase[-1].text.endswith(_SUMS_FOR):
        return 0
    at = len(head) - 2 if head[-2].text not in _GIVEN_FOR else 0
    while at and head[at - 1].cls in _IN_A_SUM and head[at - 1].text not in _GIVEN_FOR:
        at -= 1
    return at if at and head[at - 1].text in _GIVEN_FOR else 0


_IN_A_SUM = {"N", "VN", "J", "V", "DE"}
_GIVEN_FOR = load.word_set("given_verbs") | load.word_set("raising_verbs")
_SUMS_FOR = ("资金", "经费", "款", "费", "金", "补助", "补贴")


def _opens_offence(verb: list[Token], phrase: list[Token]) -> int:
    """查处销售假药案件3起: where the name of what others did wrong begins; or 0."""
    if len(verb) < 2 or not phrase or not phrase[-1].text.endswith(_OFFENCES):
        return 0
    if verb[0].text in _ORDERING and phrase[-1].text == "案件":
        return 1  # 实施查封案件21件
    at = next((k for k, t in enumerate(verb) if t.text not in _PROSECUTING), len(verb))
    return at if 0 < at < len(verb) else 0


#: What is done with orders of an office: 实施查封案件21件.
_ORDERING = {"实施", "作出", "执行", "开展"}
_PROSECUTING = load.word_set("prosecuting_verbs")
#: What the names of offences and of those who commit them end in.
_OFFENCES = ("犯罪", "案件", "案", "嫌疑人", "罪犯", "行为", "团伙", "窝点", "分子")
_GOING_IN = load.word_set("going_into")
#: What opens a place to which people went, and nothing else.
_DOWN_TO = {"下到", "深入", "走进", "走入", "前往", "赶赴"}


def _counts_visits(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether persons are counted by how often they went to a place."""
    there = bool(phrase) and all(t.cls == "N" for t in phrase)
    return there and frame.quantity.unit in {"人", "人次"} and not PEOPLE.search(join(phrase))


#: Measure words of those who are gone to.
_OF_THE_VISITED = COUNTERS | {"家次", "户次", "所次"}


def _those_sent(frame: Frame, verb: Token, phrase: list[Token], head: list[Token]) -> list[Token]:
    """推荐干部参加党校培训12人: people count those who were sent, not what they took part in."""
    if verb.text not in _TAKING_PART or frame.quantity.unit not in PEOPLE_UNITS:
        return []
    event = bool(phrase) and (phrase[-1].cls == "VN" or phrase[-1].text.endswith(_EVENTS_HELD))
    if not event:
        return []  # 动员群众参加医疗保险3200人
    those, rest = noun_phrase_before(head)
    if those and those[0].cls == "VN":
        those, rest = those[1:], [those[0]]
    if not those or not rest or rest[-1].text not in _THOSE_SENT:
        return []
    people = PEOPLE.search(join(those)) or those[-1].text.endswith(_PEOPLE_ENDS)
    return those if people else []


def _is_for(deed: Token, phrase: list[Token]) -> bool:
    """Say whether a word for money has before it what the money is for, and nothing else."""
    return deed.text in PURPOSES and len(phrase) == 1 and phrase[0].text in FUNDS


def _names_income(frame: Frame, verb: Token, phrase: list[Token]) -> bool:
    """户均种烟收入9300元: what the income is from; 增家庭收入, 有劳务收入 tell of the income."""
    if frame.quantity.kind != "money" or verb.text not in _LIVELIHOODS:
        return False
    return len(phrase) > 1 and phrase[-1].text in {"收入", "纯收入", "产值", "效益"}


_LIVELIHOODS = frozenset("种养卖采售打租挖")


def _those_who_get(
    frame: Frame, verb: Token, phrase: list[Token], head: list[Token]
) -> list[Token]:
    """残疾人领取两项补贴204人: people count those who got it, where they stand before the verb."""
    if verb.text not in _GETTING or frame.quantity.unit not in PEOPLE_UNITS or not phrase:
        return []
    those, rest = noun_phrase_before(head, subject=True)
    acting = bool(those) and all(t.cls in {"T", "D", "S", "SUBJ", "PART"} for t in rest)
    return those if acting and PEOPLE.search(join(those)) else []


_GETTING = load.word_set("getting_verbs")
_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_TAKING_PART = load.word_set("taking_part")
_THOSE_SENT = load.word_set("those_sent_verbs")
_EVENTS_HELD = tuple(load.word_set("events_held"))


def _with_deeds_listed(core: list[Token]) -> list[Token]:
    """建设道路硬化、林道项目43个: deeds before the pauses of a list of nouns are nouns."""
    pauses = [k for k, t in enumerate(core) if t.text == "、"]
    if not pauses or any(t.cls in {"V", "VN", "L", "C"} for t in core[pauses[-1] + 1 :]):
        return core
    opens = next((k for k, t in enumerate(core) if t.cls in {"V", "VN"}), len(core))
    listed = any(core[k - 1].cls == "V" for k in pauses if k > opens + 1)
    listed = listed and all(t.cls in BEFORE_DEEDS for t in core[:opens])
    if not listed or any(t.cls in {"LE", "L", "PART"} for t in core[opens:]):
        return core
    if core[opens].text in HELPING_ALONG and core[opens + 1].cls == "V":
        opens += 1  # 推动解决绿化补种、路灯安装等实事30件
    deed = core[opens].tagged("V")
    named = [t.tagged("N") if t.cls in {"V", "VN", "P"} else t for t in core[opens + 1 :]]
    return [*core[:opens], deed, *named]


def _told_by_their_deed(frame: Frame, phrase: list[Token], head: list[Token]) -> int | None:
    """Give where those stand in a phrase whom a clause tells of that opens: 参加活动的群众.

    They do what it says, and are not what it is done to.
    """
    if not head or frame.quantity.unit not in PEOPLE_UNITS:
        return None
    if head[-1].text not in _OF_THOSE and not (len(head) > 1 and head[-2].text in _JOINING_IN):
        return None
    if any(t.cls not in {"D", "T", "S", "R"} and t.text not in _JOINING_IN for t in head[:-1]):
        return None
    at = next((k for k, t in enumerate(phrase) if k and t.cls == "DE"), None)
    those = [] if at is None else phrase[at + 1 :]
    people = bool(those) and (PEOPLE.search(join(those)) or those[-1].text.endswith(_PEOPLE_ENDS))
    return at + 1 if at is not None and people else None


_JOINING_IN = {"参与", "参加"}
#: What people do, in clauses that tell of them.
_OF_THOSE = load.word_set("deeds_of_people")


def serves(frame: Frame) -> bool:
    """为3120户5680人发放补贴: with a verb behind the figures, 为 names who is served."""
    rest = frame.clause.tokens[frame.at + 1 : frame.at + 16]
    return bool(frame.after) or any(t.cls in {"V", "VN"} for t in rest)


_HANDED = load.word_set("handed_verbs")


def _reaches_people(head: list[Token], phrase: list[Token]) -> bool:
    """津贴发放至老人1340人, but not 录取到本科院校的一次性补助1万元."""
    led = len(head) > 1 and head[-1].text in _TO_WHOM and head[-2].cls == "V"
    those = join(phrase)
    reached = PEOPLE.search(those) is not None or those.endswith(WHO_ACT) or is_body(those)
    return led and reached


#: What stands between a deed and those whom it reaches.
_TO_WHOM = {"至", "到", "给", "予"}


def _is_where(head: list[Token]) -> bool:
    """Say whether a phrase stands behind 在, past what only opens it (在各, 在辖区内)."""
    at = next((t for t in reversed(head) if t.cls not in {"D", "S"}), None)
    return at is not None and at.text == "在"


def _is_second_deed(verb: Token, phrase: list[Token]) -> bool:
    """征集发布岗位1200个: two deeds to one thing, one after the other."""
    paired = verb.text in _FIRST_DEEDS and len(phrase) > 1 and phrase[0].text in _SECOND_DEEDS
    return paired and phrase[1].cls == "N" and phrase[1].text not in _OF_A_DEED


_FIRST_DEEDS = load.word_set("first_deeds")
_SECOND_DEEDS = load.word_set("second_deeds")
#: What a deed gives its name to: 收集整改问题 is no pair of deeds.
_OF_A_DEED = load.word_set("deed_named_nouns")


def _is_undone(verb: Token, phrase: list[Token]) -> bool:
    """未整改隐患2处: what was not done to things tells which ones; 未发生事故 tells of none."""
    return bool(phrase) and (verb.text not in _OCCURRING or bool(PEOPLE.search(join(phrase))))


_OCCURRING = {"发生", "出现", "发现", "接到", "有"}
_HELPING_ALONG = {"组织", "带领", "指导", "督促", "帮助", "协助", "引导"}


def _is_moved(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether the verb-or-noun behind a verb of moving others is the deed."""
    if len(phrase) < 2 or phrase[0].cls != "VN" or phrase[1].cls != "N" or tells_the_sort(phrase):
        return False
    return frame.quantity.unit not in EVENT_UNITS and frame.quantity.unit not in COUNTERS


_TARGETS = load.word_set("target_nouns")
_THERE_IS = load.word_set("holding_there")


def _is_to_be_done(head: list[Token], phrase: list[Token]) -> bool:
    """Say whether a noun opens with what has to be done to it, behind the deed: 征集需要破解的…."""
    if len(head) < 2 or head[-1].cls != "M" or head[-2].cls != "V":
        return False
    return len(phrase) > 2 and phrase[0].cls == "VN" and phrase[1].cls == "DE"


def _read_deed_before_de(frame: Frame, core: list[Token]) -> bool:
    """走到的79户, 送出去的300份: the verb stands before 的, the thing elsewhere."""
    if len(core) < 2 or core[-1].cls != "DE":
        return False
    if core[-2].cls not in {"V", "VN", "D"} and core[-2].text not in _RESULTS:
        return False
    at = next((i for i in range(len(core) - 1, -1, -1) if core[i].cls in {"V", "VN"}), None)
    if at is None:
        return False
    if any(t.cls not in {"D", "DE", "LE"} and t.text not in _RESULTS for t in core[at + 1 :]):
        return False
    frame.govern(core[at : at + 1])
    frame.before, frame.head = noun_phrase_before(core[:at], subject=True)
    tell_apart(frame, core[at])
    return True


def tell_apart(frame: Frame, deed: Token) -> None:
    """政策兜底的14户: what befell those counted tells which ones; no noun of them stands there."""
    if _tells_sort_of_people(frame, frame.before):
        frame.sort, frame.before = [*frame.before, deed.tagged("N")], []


def tells_which_ones(frame: Frame, head: list[Token], thing: list[Token]) -> bool:
    """签了合同的有23家, 移送检察院的6件: verb and object before 的 tell which of those counted.

    People and bodies are not what they signed; of other things only a figure before can say
    so, whose item this one then takes.
    """
    at = len(head) - 1
    while at > 0 and head[at].cls == "LE":
        at -= 1
    if at < 0 or head[at].cls != "V" or not thing or any(t.cls != "N" for t in thing):
        return False
    named = join(thing)
    if PEOPLE.search(named) or named.endswith("户"):
        return False
    if is_body(named) and (frame.quantity.unit not in PEOPLE_UNITS or at):
        return False  # but 住进敬老院的13名: people are no home
    denied = head[at - 1 : at] if at and head[at - 1].text in _DENYING_DEEDS else []
    frame.sort = [*(t.tagged("N") for t in [*denied, head[at]]), *thing]
    if frame.quantity.unit not in COUNTERS:
        return False
    frame.govern([head[at]])
    return True


def _tells_condition(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether what stands before 的 is a condition, which is not what is counted."""
    if frame.after or frame.quantity.unit not in PEOPLE_UNITS:
        return False
    named = join([t for t in phrase if t.cls != "DE"])
    return named.endswith(("条件", "标准", "要求", "资格", "规定"))


def _tells_sort_of_people(frame: Frame, phrase: list[Token]) -> bool:
    """政策兜底的14户: what befell those counted tells which ones, and 政策 alone does not."""
    named = join(phrase)
    if frame.quantity.unit not in PEOPLE_UNITS or not named:
        return False
    return not is_body(named) and not PEOPLE.search(named) and not named.endswith("户")


#: What people live by, told of some of them.
_LIVING_BY = load.word_set("ways_of_living")


def _acts_on(frame: Frame, phrase: list[Token]) -> bool:
    """低产林改造2300亩: the thing stands before its verb."""
    if any(t.text == "等" for t in phrase):
        return False  # 康复指导、心理疏导等支持性服务
    if phrase[-2].text.endswith(_OF_A_SORT) or phrase[-2].text in _SORTS_OF_DEEDS:
        return False  # 引导性培训200人, 岗前培训80人: of what sort the deed is, not to whom
    if frame.left[-1].cls == "R" and frame.quantity.kind == "count":
        return False  # 康复服务每月18人次
    if frame.listed and _ends_alike(frame.neighbour, phrase):
        return False  # 完成村屯绿化8个、校园绿化2所
    return frame.quantity.kind in {"count", "measure"} and frame.quantity.unit not in EVENT_UNITS


_OF_A_SORT = ("性", "型", "式", "形式", "方式", "业化", "厂化", "械化", "准化", "范化")
_SORTS_OF_DEEDS = load.word_set("sorts_of_deeds")


def _ends_alike(before: Frame | None, phrase: list[Token]) -> bool:
    if before is None or not before.verb or not before.before:
        return False
    return before.before[-1].text == phrase[-1].text
