"""Which verb governs a figure, and which noun phrase beside it is its thing.

A frame with its left and its right goes in; its verb, the phrases before and behind the
figure, and the verb that follows are filled in. Classes are those of `sentence.Token`.
"""

from __future__ import annotations

from zhsummary.facts.adjacent_verb import REACHING, SUMMING, read_adjacent_verb
from zhsummary.facts.counted_behind import (
    HOW_OFTEN_DONE,
    counted_behind,
    deed_past_times,
    describing,
    first_listed,
    is_done_so_often,
    is_of_next,
    is_spent_on_next,
    own_part,
    read_measured,
    read_owned,
)
from zhsummary.facts.following_verb import EMPTY_VERBS, first_verb
from zhsummary.facts.frame import Frame, is_origin, may_come_from, paid_for_each
from zhsummary.facts.named_by_verb import TAKING_DEEDS
from zhsummary.facts.nouns import (
    DIVISIONS,
    ONE,
    PEOPLE,
    PEOPLE_UNITS,
    is_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.objects import HELPING, read_object, serves
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load

#: What may stand between a verb and its quantity without being its object.
_BEFORE_FIGURES = {"D", "LE", "M", "T", "R", "PART", "S"}
#: What a body does with money; never the name of what was measured.
_MONEY_DEEDS = load.word_set("money_deeds")


def read(frame: Frame) -> None:
    """Fill in what governs a figure and what stands beside it."""
    left = _without_topic(frame.left) if "关于" in frame.left_words else frame.left
    if not _EXAMPLES.isdisjoint(frame.left_words):
        left = _without_examples(left)
    if (paid := paid_for_each(frame)) >= 0:
        frame.govern([frame.left[paid].tagged("V")])
        frame.head = frame.left[:paid]
        return
    if frame.neighbour is not None:
        left, frame.listed = _after_conjunction(left)
        # what counted the neighbour is not this quantity's left
        sorts = frame.neighbour.quantity.unit == "类"  # 四类康复训练任务28人
        if (
            frame.neighbour.after
            and not sorts
            and not frame.neighbour.owned
            and left[: len(frame.neighbour.after)] == frame.neighbour.after
        ):
            opens = describing(frame.neighbour.after)
            described = opens and frame.quantity.kind == "count"
            rest = left[len(frame.neighbour.after) :]
            described = described and all(t.cls == "D" for t in rest)
            if described and frame.neighbour.quantity.kind in {"measure", "money"}:
                _read_described(frame, left[opens : len(left) - len(rest)])
                return
            left = left[len(frame.neighbour.after) :]
            left, again = _after_conjunction(left)
            if again and left and left[-1].cls == "DE" and frame.right:
                left = []  # 4名职工和退休的2名干部: what is told of those counted
            frame.listed = frame.listed or again
    if left and left[0].text == "时间" and frame.neighbour is not None:
        left = left[1:]  # 八年时间共建设道路817条
    frame.after = counted_behind(frame)
    if is_done_so_often(frame, left) or is_spent_on_next(frame):
        frame.after = []
    if frame.more and frame.after and len(frame.after) == len(frame.right):
        frame.after = [] if is_of_next(frame, left) else own_part(frame)
    elif frame.more and len(frame.after) > 2 and frame.right[-1].cls == "J":
        frame.after = first_listed(frame)
    read_owned(frame)
    if frame.more and frame.quantity.kind == "count":
        read_measured(frame)
    rest = frame.right[len(frame.after) + len(frame.owned) :]
    if frame.after and rest and ONE.match(rest[0].text):
        rest = rest[1:]  # 260平方米的活动中心一处并配备器材
    # 达到6个、研发机构20家: behind a pause stands what the next figure says
    listed = bool(frame.after) and not frame.more and frame.after[-1].text in DIVISIONS
    next_one = bool(rest) and rest[0].cls == "J" and not listed
    base = [t.text for t in rest] == ["中", "有"]  # 49个村中有24村安装了消防栓
    frame.follow = [] if next_one or base else first_verb(rest)
    if frame.follow and frame.more and frame.follow[-1].text in EMPTY_VERBS:
        frame.follow = [deed_past_times(frame) or frame.follow[-1]]
    if _read_origin(frame, left) or _read_share(frame, left):
        return
    if frame.quantity.unit in HOW_OFTEN_DONE and left and left[-1].text in _MANNER:
        left = left[:-1]  # 党政主要领导专门三次组织职工会议
    core, apart = _core(frame, left)
    if not core:
        frame.juxtaposed = frame.neighbour is not None and _CLAIMING.isdisjoint(frame.left_classes)
        frame.head = left
        return
    if _sums_up_list(frame, core):
        return
    if core[-1].cls in {"V", "L", "C"} or (
        core[-1].cls == "VN" and not apart and not _is_object(frame, core)
    ):
        read_adjacent_verb(frame, core)
    elif core[-1].cls in {"N", "VN", "DE"}:
        read_object(frame, core)
    else:
        frame.head = core
        if core[-1].text in {"为", "给", "对", "向", "在", "按", "按照"} and not frame.after:
            # 医疗互助为11人办理赔付: the topic stands before the preposition
            topic, _ = noun_phrase_before(core[:-1], subject=True)
            frame.before = [] if is_body(join(topic)) else topic


_MANNER = load.word_set("manner_words")


def _sums_up_list(frame: Frame, core: list[Token]) -> bool:
    """整合法律咨询、矛盾调解3类服务: the deeds listed are what the figure sums up."""
    if not frame.after or core[-1].cls not in {"VN", "N"}:
        return False
    sorts = frame.quantity.unit in _SORTS
    if not sorts and (core[-1].text != "等" or {t.cls for t in frame.after} != {"N"}):
        return False
    at = len(core)
    while at and (core[at - 1].cls in {"N", "VN", "J"} or _is_listed_deed(core, at - 1)):
        at -= 1
    if not at and core[0].cls == "VN" and core[0].text in _OPENING_DEEDS and core[1].cls == "N":
        at, core = 1, [core[0].tagged("V"), *core[1:]]  # 启动立康、金源等三个项目
    listed = [t for t in core[at:] if t.cls == "J"]
    closed = core[-1].cls == "VN" or core[-1].text == "等"
    if not listed or not closed or not at or core[at - 1].cls not in {"V", "P"}:
        return False
    if not sorts and (core[at - 1].text in HELPING or any(t.cls == "J" for t in core[:at])):
        return False
    frame.head = core[: at - 1]
    if core[at - 1].cls == "V":
        frame.govern([core[at - 1]])
    return True


def _is_listed_deed(core: list[Token], at: int) -> bool:
    """信访接待、灌区提升等: a verb behind a noun and before a pause is one of the deeds listed."""
    behind = core[at + 1 : at + 2]
    listed = bool(behind) and (behind[0].cls == "J" or behind[0].text == "等")
    return listed and core[at].cls in {"V", "C"} and at > 0 and core[at - 1].cls in {"N", "VN"}


#: Verbs whose objects are listed clause by clause: 检查企业14家，加油站3家.
LISTING = load.word_set("listing_verbs")
_SORTS = {"类", "大类", "项", "种"}
_OPENING_DEEDS = load.word_set("events_held_by") | load.word_set("building_verbs") | LISTING


def _read_described(frame: Frame, phrase: list[Token]) -> None:
    """引进年产3万吨的加工企业1家: the figure before only tells how large the things are."""
    assert frame.neighbour is not None  # the figure that describes
    frame.before, _ = noun_phrase_before(phrase)
    verb = frame.neighbour.verb
    if frame.neighbour.verb_class == "L":  # 建成库容达3万立方米的水库2座
        opens = next((t for t in frame.neighbour.left if t.cls in {"V", "VN", "L"}), None)
        verb = [opens] if opens is not None and opens.cls == "V" else verb
    frame.govern(verb)


def _core(frame: Frame, left: list[Token]) -> tuple[list[Token], bool]:
    """Give what leads to a figure, without what only stands before its number.

    Says also whether a time or the base of a rate parts the two. A word that the list or its
    neighbours make a noun (or a verb) is one.
    """
    core = _past_what_was_before(left)
    if len(core) > 1 and core[-1].text in _ARRIVING and core[-2].cls in {"V", "VN"}:
        core = core[:-1]  # 配送到户5.8万户
    if len(core) > 2 and core[-1].cls == "DE" and core[-2].cls == "T" and core[-3].cls == "C":
        core = core[:-2]  # 增加到2024年的95万人
    apart = False
    while core and (
        core[-1].cls in _BEFORE_FIGURES or core[-1].text == "人民币" or _only_reaches(core)
    ):
        apart = apart or core[-1].cls in {"T", "R"}
        core = core[:-1]
    if (
        len(core) > 1
        and core[-1].text == "组织"
        and not frame.after
        and not frame.follow
        and core[-2].cls in {"N", "VN"}
        and (frame.quantity.unit == "个" or frame.quantity.unit not in EVENT_UNITS)
    ):
        core = [*core[:-1], core[-1].tagged("N")]  # 女职工组织15个
    if frame.quantity.kind == "count" and _hands_in_by_deed(core):
        core = [*core[:-2], core[-2].tagged("N"), core[-1].tagged("N")]  # 受理救助申请12户
    if frame.quantity.kind == "count" and _names_case(core):
        core = [*core[:-1], core[-1].tagged("N")]  # 受理临时救助申请102户
    if core and core[-1].text == "为" and core[-1].cls == "P" and not serves(frame):
        core = [*core[:-1], core[-1].tagged("L")]  # 失业率为4.2%
    if core and core[-1].text == "将" and not frame.after:
        core = core[:-1]  # 总投入将逾52万元
    if len(core) > 2 and core[-1].cls == "VN" and core[-2].cls == "J" and core[-3].cls == "N":
        core = [*core[:-1], core[-1].tagged("N")]  # 财政收入、支出分别为
    if len(core) == 1 and core[0].cls in {"V", "VN"} and _is_sort(frame, core[0]):
        core = [core[0].tagged("N")]
    if (
        len(core) > 1
        and core[-1].text in _FOLLOWING
        and core[-2].cls == "V"
        and core[-2].text not in TAKING_DEEDS
    ):
        core = [*core[:-1], core[-1].tagged("V")]  # 立案调查5起, but 开展调查5次
    return core, apart


def _past_what_was_before(left: list[Token]) -> list[Token]:
    """转移后培训2.9万人, 验收后拨付3万元: before or after what a deed was done is no deed of it."""
    at = next((k for k, t in enumerate(left) if k and t.text in _BEFORE_OR_AFTER), 0)
    if not at or at + 1 == len(left) or left[at].cls != "D" or left[at - 1].cls not in _DEEDS:
        return left
    if any(t.cls in _DEEDS for t in left[: at - 1]) or left[at + 1].cls == "DE":
        return left  # 抓获公安部督捕前逃犯12名
    return left[at + 1 :]


_DEEDS = {"V", "VN"}
_BEFORE_OR_AFTER = {"前", "后", "之前", "之后", "以后", "以前"}


def _hands_in_by_deed(core: list[Token]) -> bool:
    """受理救助申请12户: what was applied for may be a verb, too."""
    if len(core) < 3 or core[-1].text not in _HANDED_IN or core[-2].cls != "V":
        return False
    return core[-3].text in _DEALING or core[-3].text in _TAKING_IN


def _names_case(core: list[Token]) -> bool:
    """受理临时救助申请, 纳入特困供养: what was dealt with is a deed by name, not what was done."""
    if len(core) < 2 or core[-1].cls != "V" or core[-1].text in REACHING:
        return False  # 申报项目涉及14个镇
    at = len(core) - 1
    while at and core[at - 1].cls in {"N", "VN"}:
        at -= 1
    if not at and core[0].cls == "VN" and core[0].text in _TAKING_IN:
        at = 1  # 接受企业申请3户
    opens = core[at - 1] if at else None
    if opens is None or opens.cls not in {"V", "VN"} or opens.text not in _DEALING | _TAKING_IN:
        return False
    named = join(core[at:-1])
    if opens.text in _TAKING_IN and core[-1].text in _HANDED_IN:
        return True  # 受理企业申请30户, 接到群众投诉8件: whoever handed it in
    if not named and opens.text not in _UNDERGOING:
        return False  # 落实管控37人, but 享受集中供养21人
    return not PEOPLE.search(named) and not is_body(named)


_DEALING = load.word_set("verbs_of_dealing")
_UNDERGOING = {"享受", "纳入", "接受"}
_TAKING_IN = load.word_set("taking_in_verbs")
_HANDED_IN = load.word_set("deeds_handed_in")
#: What stands to the left of a figure that is not simply put beside the one before it.
_CLAIMING = {"PART", "V", "L", "C"}


def _is_sort(frame: Frame, word: Token) -> bool:
    """种植业2310人次、养殖920人次: in a list of sorts each name is a noun, whatever it is else."""
    before = frame.previous
    if before is None or before.quantity.unit != frame.quantity.unit:
        return False
    if word.cls == "V":  # 分散供养标准年人均2200元，集中供养年人均3000元
        rates = "R" in frame.left_classes and "R" in before.left_classes
        return rates and frame.left[0] is word and join(before.before).endswith(_RATED)
    if before is not frame.neighbour:  # 培训17期：养殖6期
        return before.clause.end in {"：", ":"} and before.clause_index + 1 == frame.clause_index
    named = (
        bool(before.before) and before.before[-1].cls == "VN" and before.verb_text in _LIGHT_DEEDS
    )
    return frame.listed and bool(before.before) and (not before.verb or named)


#: Verbs whose objects are deeds: 实施胚胎移植50只、人工授精200只.
_LIGHT_DEEDS = {"完成", "实施", "开展", "落实", "组织"}
_RATED = ("标准", "水平")


def _only_reaches(core: list[Token]) -> bool:
    """上调至, 调整为: the word behind the verb is no verb of its own."""
    reaches = core[-1].text in {"到", "至", "为", "成"}
    if not reaches or len(core) < 2 or core[-2].cls not in {"C", "V", "VN"}:
        return False
    return core[-1].text != "为" or core[-2].text not in _BASES  # 按要求为24名军人送喜报


#: What a deed rests on, before those for whom it is done.
_BASES = {"要求", "规定", "部署", "安排"}


def _read_origin(frame: Frame, left: list[Token]) -> bool:
    """由31家增加到38家, 由去年的81.5%提高到: the subject stands before 由."""
    if not may_come_from(frame):
        return False
    at = next((i for i in range(len(left)) if is_origin(left, i)), None)
    if at is None:
        return False
    compared = left[at].text in {"比", "较"} and bool(left) and left[-1].cls == "DE"
    loose = {"T", "R", "DE", "D", "S"} | ({"N", "VN", "M"} if compared else set())
    if len(left) > at + 3 and left[-1].cls == "DE" and left[-2].text in _BEFORE_NOW:
        loose = {t.cls for t in left[at + 1 :]}  # 由工程实施前的46%提高到59%
    level = [
        t for t in left[at + 1 :] if t.cls in {"N", "VN", "V"} and t.text not in _FROM_THE_FIRST
    ]
    measured = left[at].text not in {"比", "较"} and bool(level) and level[-1].text.endswith(_RATED)
    if not measured and any(
        t.cls not in loose and t.text not in _FROM_THE_FIRST for t in left[at + 1 :]
    ):
        return False
    named = left[:at]
    if named and named[-1].cls == "V" and not compared:
        named = [*named[:-1], named[-1].tagged("N")]  # 生猪存栏由8600头增加到9300头
    frame.before, frame.head = noun_phrase_before(named, subject=True)
    sort = [t for t in frame.head if t.cls not in {"T", "D", "S"}]
    if len(sort) == 1 and frame.before and sort[0] is frame.head[-1] and _tells_sort(sort[0]):
        frame.before, frame.head = [*sort, *frame.before], frame.head[:-1]
    if measured and not join(frame.before).endswith(_RATED):
        frame.before = [*frame.before, *level]  # 低保由原来月标准430元提高到470元
    if compared:
        frame.follow = []
    elif frame.before:
        frame.govern(frame.follow)
    return compared or bool(frame.before)


def _tells_sort(verb: Token) -> bool:
    """建会企业由45家增加到50家, 新建工会由4家增至9家: the deed says which ones are meant."""
    return verb.text in _SORTING or verb.text.startswith("新")


#: Verbs that say which ones are meant where they open a clause: 入会职工由40人增加到50人.
_SORTING = load.word_set("sorting_verbs")
#: What closes the time that the first of two amounts is of.
_BEFORE_NOW = {"前", "时", "初", "之前", "以前", "之初"}
#: What says that the first of two amounts is the earlier one: 由现有的460座.
_FROM_THE_FIRST = {"现有", "原有", "原来", "最初", "起初", "当初"}


def _read_share(frame: Frame, left: list[Token]) -> bool:
    """占全镇21个村的71.4%, 完成县定目标3亿元的109%: the share has the verb of its base."""
    base = frame.neighbour
    if not left or left[-1].cls != "DE":
        return False
    if base is not None and join(left) == "中的" and base.quantity.unit == frame.quantity.unit:
        frame.govern(base.verb)  # 完成改造任务42户中的39户
        frame.before, frame.head = base.before or base.after, base.head
        base.base, base.verb, base.verb_text, base.verb_class = True, [], "", ""
        return True
    if frame.quantity.unit == "倍":  # 投资是上年的2.3倍
        if base is not None and _is_multiple_of(base, left):
            frame.govern(base.left[:1])
            base.base = True
            return True
        stands = next((i for i, t in enumerate(left) if t.text in {"是", "为", "相当于"}), 0)
        if not stands:
            return False
        frame.govern([left[stands]])
        frame.head = left[:stands]
        frame.before = noun_phrase_before(left[stands + 1 : -1])[0]
        return True
    if frame.quantity.kind != "percent":
        return False
    if left[0].text in _COMING_BACK and base is None:
        frame.govern(left[:1])  # 恢复至2019年同期水平的81%
        return True
    opens = next((i for i in range(len(left) - 1, -1, -1) if left[i].text == "占"), None)
    if opens is not None and opens + 2 < len(left):  # 占参评党员的22.7%
        frame.govern([left[opens]])
        frame.head = left[:opens]
        frame.before = [t.tagged("N") if t.cls == "V" else t for t in left[opens + 1 : -1]]
        return True
    if base is None:
        return False
    if any(t.cls not in {"DE", "N", "VN"} for t in left):
        return False
    base.base = True
    of = base.before or base.after
    shared = next(([t] for t in base.left if t.text in _SHARING), base.verb)
    frame.govern(shared)
    frame.before = [] if is_body(join(of)) else of  # 完成县里下达计划24名的100%
    opened = next((i for i, t in enumerate(base.left) if t.text in _SHARING), None)
    frame.head = base.head if opened is None else base.left[:opened]
    return True


#: Verbs of a level that is told as a share of an earlier one.
_COMING_BACK = {"恢复", "恢复到", "恢复至"}


def _is_multiple_of(base: Frame, left: list[Token]) -> bool:
    """造林28亩，为年度任务7亩的4倍: the amount stands behind the verb, and opens the clause."""
    opens = bool(base.left) and base.left[0].text in {"是", "为", "相当于"}
    return opens and len(left) == 1 and base.neighbour is None


#: Verbs of a share, which stand before the words of its base: 占县里下达任务2000亩的130%.
_SHARING = {"占", "完成", "达到", "相当于", "为"}


def _without_topic(tokens: list[Token]) -> list[Token]:
    """开展关于维护食品安全等宣讲活动11场: what a thing is about is no deed."""
    at = next((i for i, t in enumerate(tokens) if t.text == "关于"), 0)
    if not at or tokens[at - 1].cls not in {"V", "VN", "LE", "J"}:
        return tokens
    named, _ = noun_phrase_before(tokens[at + 1 :])
    if tokens[at - 1].cls == "J":  # 举办政策理论和关于维护秩序的规定等培训班6期
        return [*tokens[:at], *named] if any(t.text == "等" for t in named) else tokens
    return [*tokens[:at], *named]


def _without_examples(tokens: list[Token]) -> list[Token]:
    """开展包括病虫害预报、农机管理等科普讲座9期: what it comprises is no part of its name."""
    at = next((k for k, t in enumerate(tokens) if k and t.text in _EXAMPLES), 0)
    end = next((k for k in range(len(tokens) - 1, at, -1) if tokens[k].text == "等"), 0)
    opens = at and end and tokens[at - 1].cls in {"V", "VN", "LE"}
    return [*tokens[:at], *tokens[end + 1 :]] if opens else tokens


_EXAMPLES = {"包括", "包含", "涵盖"}


def _after_conjunction(left: list[Token]) -> tuple[list[Token], bool]:
    if left and (left[0].cls == "J" or (len(left) == 1 and left[0].text == "与")):
        return left[1:], True
    return left, False


def _is_object(frame: Frame, core: list[Token]) -> bool:
    """Say whether the verb-or-noun that ends `core` is the object of what stands before it."""
    before = core[:-1]
    if core[-1].text in _MONEY_DEEDS and _spends(frame, before):
        return False
    money = frame.quantity.kind == "money"
    if money and core[-1].text in _ALLOTTING and before and before[-1].text.endswith(_FUNDS):
        return False  # 党建经费安排23万元
    if core[-1].text in _GIVING and _are_moved(before):
        return False  # 发动村民捐款4000元
    if core[-1].text in _MONEY_DEEDS and before and before[-1].text in SUMMING:
        return False  # 农田建设项目共计投入630万元
    near = next((i + 1 for i in range(len(before) - 1, -1, -1) if before[i].cls in {"T", "R"}), 0)
    if any(t.cls in {"V", "L"} for t in before) or any(t.cls == "VN" for t in before[near:]):
        return True
    spent = core[-1].text == "支出" and before and before[-1].cls == "N"
    if spent and not is_body(join(noun_phrase_before(before)[0])):
        return True  # 教育支出
    spends = core[-1].text in _MONEY_DEEDS and frame.quantity.unit not in PEOPLE_UNITS
    if spends and not (before and before[-1].cls == "DE"):
        return False
    if not before or before[-1].cls not in {"N", "DE"}:
        return False
    return not spends and not is_body(join(noun_phrase_before(before)[0]))


def _are_moved(tokens: list[Token]) -> bool:
    """发动全体村民, 通过职工: people who are moved to do what stands behind them."""
    at = len(tokens) - 1
    while at > 0 and tokens[at].cls in {"N", "S", "D"}:
        at -= 1
    people = at >= 0 and PEOPLE.search(tokens[-1].text) is not None
    return people and tokens[at].text in _MOVING


_MOVING = load.word_set("those_sent_verbs") | {"通过", "号召"}


def _spends(frame: Frame, before: list[Token]) -> bool:
    """决定投资60万元修建村部, 宏达集团投资1.7亿元建设的基地: the sum is what was spent."""
    if before and before[-1].text in _DECIDING:
        return True
    opens = [t.cls for t in frame.right[:3] if t.cls != "LE"]
    return opens[:1] in (["V"], ["VN"]) and "DE" in opens[1:2] and frame.quantity.kind == "money"


_DECIDING = load.word_set("deciding_verbs")
_ALLOTTING = load.word_set("allotting_verbs")
_FUNDS = ("资金", "经费", "款", "补助", "补贴")
_GIVING = load.word_set("giving_alone")
_FOLLOWING = load.word_set("following_deeds")
#: What only says where a deed came to.
_ARRIVING = {"到户", "到村", "到人"}
