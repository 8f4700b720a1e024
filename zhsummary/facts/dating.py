"""Which time expression dates a figure, and whether it lies ahead."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhsummary.facts import period
from zhsummary.facts.frame import Frame
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

#: What under a plan means the year of the plan.
WHOLE_YEARS = {"全年", "年内", "全年度"}


def dates(frames: list[Frame], tagged: Sentence, carried: str = "") -> dict[int, tuple[str, bool]]:
    """Give for each frame the time expression that dates it, and whether it lies ahead.

    The nearest one before it in the sentence counts, unless one stands behind it. An
    earlier period (去年) reaches to the end of its part of the sentence or to the first
    同比; a later one (明年) makes the months and seasons after it later ones too.
    `carried` is the day that the sentence before leaves in force (`day`).
    """
    dated: dict[int, tuple[str, bool]] = {}
    at = {id(frame.quantity): i for i, frame in enumerate(frames)}
    told = _Told(carried)
    for clause in tagged.clauses:
        told.open(clause)
        times = [k for k, t in enumerate(clause.tokens) if t.cls == "T"] if clause.figures else []
        last = times[-1] if times else -1
        for place, token in enumerate(clause.tokens):
            if token.cls == "Q":
                i = at[id(token.quantity)]
                behind = _time_behind(clause, place) if last > place else ""
                dated[i] = told.date(frames[i], behind)
            elif token.cls == "T" or token.text in _TELLING:
                told.see(clause, place)
        told.close(clause, frames, at)
    return dated


class _Told:
    """The times that are in force while a sentence is read, clause by clause.

    `standing` dates what follows until another takes its place; `earlier` is a period
    before the one reported, `own` dates its clause alone, `local` the amount that a
    figure is compared with. The others keep what stood before a bracket, the parts of a
    whole, the points of a list.
    """

    def __init__(self, carried: str) -> None:
        self.standing, self.earlier, self.ahead = carried, "", False
        self.opening, self.told = "", False  # the earlier period that opens the sentence
        self.lapsed = ""  # that of a clause before that only states a level
        self.of_now = False  # whether the clause before states a level of now
        self.local = self.own = self.once = ""
        self.relative = ""  # the period of a clause that tells which ones: 去年新建的3.2公里
        self.feast = ""  # one that dated the clause before
        self.compared = False
        self.opened = self.standing, self.ahead
        self.outside = self.standing, self.earlier, self.ahead
        self.whole: tuple[str, bool] | None = None
        self.listed: tuple[str, bool] | None = None

    def open(self, clause: Clause) -> None:
        """See a clause begin: behind a bracket, as a point of a list, as a date of the rest."""
        self.feast = self.feast if _tells_what_was_given(clause) else ""
        # another date does not reach over the feast
        self.local, self.own = "", self.feast if self.standing or self.earlier else ""
        self.compared = False
        if clause.depth == 0:
            self.standing, self.earlier, self.ahead = self.outside
        if self.lapsed and not self.earlier and _states_a_level_too(clause):
            self.earlier = self.lapsed
        self.lapsed = ""
        if clause.tokens and clause.tokens[0].text in _POINTS:
            self.listed = self.listed or (self.standing, self.ahead)
            if self.standing not in _OF_THE_REPORT:
                self.standing, self.ahead = self.listed  # 首先…近两年走了7人；其次是设备老化
            self.earlier = ""
        if self.of_now and clause.tokens and clause.tokens[0].cls == "PART":
            self.standing = ""  # 全年调出8人，现有五保户390人，其中分散供养340人
        self.of_now = False
        if event := _event_time(clause):
            self.standing, self.earlier = event, ""
        self.opened = self.standing, self.ahead

    def see(self, clause: Clause, place: int) -> None:
        """See a time, or a word of `_TELLING`."""
        token = clause.tokens[place]
        if token.cls in _COMPARING_CLASSES and token.text in _COMPARES:
            self.compared = not _is_for(clause, place)
        elif token.text in _GROWTHS and self.earlier and _opens_with_last(clause):
            pass  # 去年用电量同比增长6.7%: the growth of the earlier period
        elif token.text in _DIFFERENCES:
            self.earlier = self.opening = ""  # the difference from it is of now, as what there is
            if _tells_of_now(clause, place) and not _UP_TO.match(self.standing):
                self.standing = ""  # 2011年建综合楼一栋，现有教职工36人
                self.of_now = True
        elif token.cls == "T" and not _names_something(clause, place):
            self._see_time(clause, place)

    def _see_time(self, clause: Clause, place: int) -> None:
        said = clause.tokens[place].text
        kind = period.anchor(said)
        if _tells_which(clause, place, self.standing):
            self.relative = said if _is_counted_at_once(clause, place) else ""
            return
        if said[0] in "至到" and said.endswith("同期"):
            return  # 恢复至2019年同期水平的81%: what is reached is as it was then
        if period.is_bare_feast(said) and len(clause.tokens) > 1:
            if _is_of_one_part(clause, place):
                self.once = said  # 其中春节慰问3万元、大病救助2万元
            else:
                self.own = self.feast = said  # 春节慰问困难党员60人
        elif self.compared or _is_of_a_source(clause, place):
            self.local = "" if _is_base_of_share(clause, place) else said
        elif _is_for(clause, 0) or self._is_of_its_clause(clause, said):
            self.own = said
        elif kind == "last":
            self.earlier = said
            opens = not place and not self.told and clause.end in "，," and len(clause.tokens) == 1
            self.opening = said if opens and "同期" not in said else ""
        else:
            self.standing, self.earlier, self.opening = _with_its_pair(clause, place), "", ""
            later = self.ahead and (kind != "this" or said in WHOLE_YEARS)
            self.ahead = kind == "next" or later

    def _is_of_its_clause(self, clause: Clause, said: str) -> bool:
        """年初县里下达220户，…; 明年…，每名村医全年培训40课时，…: the rest has another time."""
        if period.anchor(said) == "last":
            return False
        set_then = said == "年初" and clause.says(_HANDED_DOWN)
        of_a_task = self.standing != "" and clause.says(_IS_A_TASK)
        still_next = self.ahead and period.anchor(self.standing) == "next"
        return set_then or of_a_task or (still_next and said in WHOLE_YEARS)

    def date(self, frame: Frame, behind: str) -> tuple[str, bool]:
        """Give the time of a figure, which may stand behind it, and whether it lies ahead."""
        baseline = self.local if _dates_baseline(frame) else ""
        baseline, self.relative = self.relative or baseline, ""
        once, self.once = self.once, ""
        self.compared, self.local = False, ""
        if once:
            return once, False
        if behind:
            return behind, period.anchor(behind) == "next"
        return baseline or self.own or self.earlier or self.standing, self.ahead

    def close(self, clause: Clause, frames: list[Frame], at: dict[int, int]) -> None:
        """See a clause end, and with it the times that are its own."""
        part_ends = clause.end in "；;"
        if clause.figures and self.standing != self.opened[0] and _closes_with_time(clause):
            self.standing, self.ahead = self.opened  # 其余6处于11月底前完成；…
        self.told = self.told or bool(clause.tokens)
        if clause.end in "；;。" or (self.earlier and _only_baseline(clause, frames, at)):
            named = clause.end in "，," and _names_its_thing(clause, frames, at)
            self.lapsed = self.earlier if named and "同期" not in self.earlier else ""
            self.earlier = self.opening  # 去年，收购肥料12吨；销售肥料9吨: both are of last year
        if not clause.figures and _tells_of_beginning(clause):
            self.standing, self.ahead = self.opened
            self.earlier = ""
        if part_ends and not clause.figures and self.standing.endswith("前"):
            self.standing, self.ahead = self.opened  # 预计年底前完工；治理工程，总投资860万元
        if part_ends and _ONE_DAY.fullmatch(self.standing):
            self.standing = ""
        if clause.tokens and clause.tokens[0].cls == "PART" and self.whole is None:
            self.whole = self.opened
        if part_ends and (self.whole or (not clause.figures and self.standing in _NOWADAYS)):
            # 其中本月新增34人；…, 目前长势良好；…
            self.standing, self.ahead = self.whole or self.opened
        if part_ends:
            self.whole = None
        if clause.depth == 0:
            self.outside = self.standing, self.earlier, self.ahead


def _tells_what_was_given(clause: Clause) -> bool:
    """7月表彰8人；重阳节看望老人60名，每人300元: what they got then, and not in July."""
    opens = clause.tokens[0] if clause.tokens else None
    if opens is None or clause.tokens[0].cls == "PART":
        return False
    given = opens.text in _GIVEN_VERBS or opens.text.endswith(_GIVEN_ENDS)
    return given or opens.cls == "R" or opens.text in _SUMMING


_GIVEN_VERBS = load.word_set("given_verbs")
_GIVEN_ENDS = (*load.word_set("given_ends"), "金")
_SUMMING = load.word_set("summing_words")


def _is_of_one_part(clause: Clause, place: int) -> bool:
    """Say whether a feast dates one figure of its clause alone: 春节4万元、中秋2万元."""
    counted = clause.tokens[place + 1 : place + 2]
    bare = bool(counted) and counted[0].quantity is not None and counted[0].quantity.unit != "次"
    return bare or clause.tokens[0].cls == "PART"


_GROWTHS = {"同比", "环比"}


def _opens_with_last(clause: Clause) -> bool:
    """Say whether an earlier period opens a clause whose first figure is still to come."""
    return bool(clause.tokens) and period.anchor(clause.tokens[0].text) == "last"


def _tells_of_now(clause: Clause, place: int) -> bool:
    """现有教职工36人, but not 由现有的6000亩扩大到1万亩."""
    behind = clause.tokens[place + 1 : place + 2]
    return clause.tokens[place].text in _NOW and [t.cls for t in behind] != ["DE"]


def _names_something(clause: Clause, place: int) -> bool:
    """Say whether a time is part of a name: 完成年初预算的32%, 对历年积案, 举办春耕技术培训班."""
    return (
        _is_of_a_target(clause, place)
        or _is_of_a_thing(clause, place)
        or _is_of_a_season(clause, place)
        or _is_of_a_growth(clause, place)
    )


def _is_of_a_growth(clause: Clause, place: int) -> bool:
    """同期增长19%, 同期相比，总数下降12%: what a growth is compared with."""
    behind = clause.tokens[place + 1 : place + 2]
    if clause.tokens[place].text != "同期" or not behind:
        return False
    return behind[0].cls == "C" or behind[0].text in {"相比", "相比较", "对比", "比较"}


def _is_of_a_season(clause: Clause, place: int) -> bool:
    """举办春耕技术培训班: a season between a verb and its object says what was held."""
    behind = clause.tokens[place + 1 : place + 2]
    named = place > 0 and clause.tokens[place - 1].cls in {"V", "VN", "LE"}
    bare = _SEASONS.fullmatch(clause.tokens[place].text) is not None
    return named and bare and bool(behind) and behind[0].cls in {"N", "VN", "V"}


_SEASONS = re.compile(r"[春夏秋冬](?:季|天|耕|收|播|种|管)?|暑期|寒假|暑假|汛期|三伏")


def _is_base_of_share(clause: Clause, place: int) -> bool:
    """是2019年同期的1.8倍, 为上年的91%: the share itself is of now."""
    opening, behind = clause.tokens[place - 1 : place], clause.tokens[place + 1 : place + 3]
    if [t.text for t in opening][:1] not in (["是"], ["为"], ["相当于"], ["占"]):
        return False
    told = behind[1].quantity if [t.cls for t in behind] == ["DE", "Q"] else None
    return told is not None and (told.kind == "percent" or told.unit == "倍")


def _time_behind(clause: Clause, place: int) -> str:
    """余下34户明年完成, 其余6处于11月底前完成: a figure dated by what its own verb says."""
    following = bisect_right(clause.figures, place)
    end = (*clause.figures[following : following + 1], len(clause.tokens))[0]
    own = clause.tokens[place + 1 : min(end, place + _NEAR)]
    parted = next((i for i, t in enumerate(own) if t.cls == "J"), len(own))
    named = next((i for i, t in enumerate(own) if t.cls != "N"), len(own))
    behind = [t for t in own[min(named, 3) : parted] if t.cls not in {"D", "P", "M"}]
    dated = [t.cls for t in behind[:2]] in (["T", "V"], ["T", "VN"])
    if not dated or any(t.cls == "DE" for t in behind):
        return ""  # 10名春节期间坚守岗位的职工
    return behind[0].text if parted < len(own) or end == len(clause.tokens) else ""


_NEAR = 12  # words behind a figure, or before one, among which stands what is asked for


#: 2017至2018年建设任务是2.2万亩；…: the years of the task are not those of the rest.
_IS_A_TASK = re.compile(r"(?:任务|目标|指标)(?:数|量)?(?:是|为)")
_HANDED_DOWN = re.compile(r"下达|分解|年初[^，]{0,4}(?:要求|确定|安排|预算|计划)")
#: 三八节搞了拔河赛；…办了保险: behind a semicolon stands another deed than that of the day.
_ONE_DAY = re.compile(r"(?![截至到自从]).*(?:节|[日号])")
_NOWADAYS = {"目前", "现在", "眼下", "如今"}
_OF_THE_REPORT = WHOLE_YEARS | {"今年", "今年以来"}
_POINTS = load.word_set("points_of_a_list")
_DAY = re.compile(
    r"\d月|[一二三四五六七八九十]月|[日号](?:[晚夜]|上午|下午|凌晨)?$|当[天晚日]|节[前后]?$"
)


def goes_on(tagged: Sentence) -> bool:
    """Say whether a sentence opens with a deed, so that it tells more of the event before.

    共举办培训6期 sums up more than the event of one day.
    """
    tokens = tagged.clauses[0].tokens if tagged.clauses else []
    if tokens and tokens[0].text in _SUMMING:
        return False
    opening = next((t for t in tokens if t.cls != "D"), None)
    return opening is not None and (opening.cls == "V" or opening.text in {"为", "给", "对", "向"})


def is_span(told: str) -> bool:
    """Say whether a time is one of several months, in which no single event is told: 1-8月."""
    return _MONTHS.search(told) is not None


_MONTHS = re.compile(r"\d月?份?[-—~至到]\d")


def of_the_scene(tagged: Sentence) -> bool:
    """活动现场发放资料5000份: a sentence that opens at the scene of the event before."""
    return bool(tagged.clauses) and tagged.clauses[0].text.startswith(_SCENES)


def _tells_of_disaster(tagged: Sentence) -> bool:
    """7月18日，石桥村突发山洪: what is done about it is told in the next sentence."""
    return any(clause.says(_DISASTERS) for clause in tagged.clauses)


def answers(tagged: Sentence, before: Sentence | None) -> bool:
    """突发山洪。镇武装部紧急集结民兵46人: what is done at once about what the one before tells."""
    if before is None or not _at_once(tagged) or not _tells_of_disaster(before):
        return False
    return all(t.cls != "T" for c in tagged.clauses for t in c.tokens)


def _at_once(tagged: Sentence) -> bool:
    return any(clause.says(_AT_ONCE) for clause in tagged.clauses)


def tells_more(tagged: Sentence) -> bool:
    """Say whether a sentence may tell more of what the one before it does."""
    return goes_on(tagged) or of_the_scene(tagged) or _at_once(tagged)


def may_tell(words: str) -> bool:
    """Say whether a sentence without a figure may name who acts, a day, or a disaster."""
    return _MAY_TELL.search(words) is not None or _DISASTERS.search(words) is not None


_MAY_TELL = re.compile(
    r"(?:^|[\s，,；;：:、“（(])(?:[我本镇乡村各]|街道|社区|工会|妇联|团委|党委|政府|支部|班子|全体)"
    r"|[0-9〇○一二三四五六七八九十]{1,3}月|[日号晚夜节旬]|上午|下午|凌晨|当[天日]"
)
_DISASTERS = re.compile("|".join(load.word_set("disasters")))
_AT_ONCE = re.compile("|".join(load.word_set("rescuing_words")))
_SCENES = tuple(load.word_set("scene_openers"))
_SUMMING = load.word_set("summing_words")


def day(tagged: Sentence) -> str:
    """Give the day or month of the one event that a sentence tells, or an empty string."""
    told = [t.text for c in tagged.clauses for t in c.tokens if t.cls == "T"]
    if len(told) != 1 or _LASTS.match(told[0]) or period.is_bare_feast(told[0]):
        return ""
    return told[0] if _DAY.search(told[0]) else ""


#: 从7月份起 is no day, and 2020年春节 no more than 春节期间.
_LASTS = re.compile(r"[从自]|.*年.*节$")


def exact_day(told: str) -> str:
    """Give a time that is a day or ten of them, as only an event of its own has."""
    return told if _EXACT.search(told) else ""


_EXACT = re.compile(r"(?:[日号夜晚]|上午|下午|凌晨|旬)$")


def _with_its_pair(clause: Clause, place: int) -> str:
    """3月14日和3月19日: the two days of what was done on both."""
    before = clause.tokens[max(0, place - 2) : place]
    paired = [t.cls for t in before] == ["T", "J"] and _DAY.search(before[0].text)
    return "".join(t.text for t in [*(before if paired else []), clause.tokens[place]])


def _closes_with_time(clause: Clause) -> bool:
    """Say whether the times of a clause all stand behind its figures."""
    return all(t.cls != "T" for t in clause.tokens[: clause.figures[-1]])


def _is_of_a_target(clause: Clause, place: int) -> bool:
    following = clause.tokens[place + 1 : place + 3]
    if following and following[0].text.startswith(("结转", "结余")):
        return True  # 上年结转资金 is this year's
    reached = place > 0 and clause.tokens[place - 1].cls in {"V", "VN", "L"}
    if not reached or not following or following[0].text not in _PLANNED_AMOUNTS:
        return False
    # 明年计划扩种: here 计划 is what is done next year
    return following[0].cls != "M" or (len(following) > 1 and following[1].cls == "DE")


def _is_of_a_thing(clause: Clause, place: int) -> bool:
    """对历年积案12件进行化解, 去年没有完成的8户: the time says which ones, not when."""
    behind = clause.tokens[place + 1 : place + _NEAR]
    end = next((k for k, t in enumerate(behind) if t.cls == "Q"), 0)
    if end > 1 and behind[end - 1].cls == "DE":
        # 去年没有完成的8户, 年初确定的27件全部完工
        met = behind[0].text in _SET and clause.says(_ALL_MET)
        if met or behind[0].text in _NOT_YET:
            return True
    if place and clause.tokens[place - 1].text in {"《", "〈"}:
        return True
    if not place or clause.tokens[place - 1].text not in _MARKING:
        return False
    return clause.tokens[place + 1 : place + 2] != [] and clause.tokens[place + 1].cls in _NAMING


def _tells_which(clause: Clause, place: int, standing: str) -> bool:
    """对去年建成的村部进行维修: when the thing came to be does not date what is done to it now.

    Without such a word before it, it says so only where the deed has a date of its own:
    7月3日，石桥村去年新建的产业路垮塌120米.
    """
    behind = clause.tokens[place + 1 : place + _NEAR]
    end = next((k for k, t in enumerate(behind) if t.cls in {"DE", "Q", "X"}), 0)
    if not end or behind[end].cls != "DE" or not _tells_a_deed(behind[:end]):
        return False
    earlier, rest = period.anchor(clause.tokens[place].text) == "last", behind[end + 1 :]
    if not _is_led(clause, place):
        return earlier and bool(rest) and _ONE_DAY_OR_YEAR.search(standing) is not None
    if not earlier and _YEAR.search(clause.tokens[place].text) is None:
        return False
    if rest and rest[0].cls == "Q" and [t.cls for t in rest[1:2]] not in (["N"], ["DE"]):
        return False  # 将去年清退的15户重新纳入
    return not clause.figures or any(t.cls in {"V", "VN", "L", "C"} for t in rest)


def _tells_a_deed(told: list[Token]) -> bool:
    """Say whether words between a time and 的 are a verb, with its object or without."""
    deed = any(t.cls in {"V", "VN"} for t in told)
    return deed and all(t.cls in {"V", "VN", "LE", "D", "N"} for t in told)


def _is_led(clause: Clause, place: int) -> bool:
    """Say whether a time opens what stands behind 在, 对, 将: what is acted on, or where."""
    before = clause.tokens[place - 1].text if place else ""
    return before in _LEADING_TO_THINGS or clause.tokens[place].text.startswith("在")


def _is_counted_at_once(clause: Clause, place: int) -> bool:
    """去年新建的3.2公里产业路: the figure right behind 的 is of those that the clause tells of."""
    if _is_led(clause, place):
        return False
    behind = clause.tokens[place + 1 : place + _NEAR]
    end = next((k for k, t in enumerate(behind) if t.cls == "DE"), 0)
    return [t.cls for t in behind[end + 1 : end + 2]] == ["Q"]


#: Words before a thing that is acted on, or where something is done.
_LEADING_TO_THINGS = {"在", "对", "将", "把", "为", "给", "针对", "依托", "利用"}
_YEAR = re.compile(r"[12]\d{3}年$")
_ONE_DAY_OR_YEAR = re.compile(r"今年|本年|[月日号旬]|上半年|目前|季度")
_ALL_MET = re.compile(r"全部|均已|都已")
_SET = {"确定", "定下", "安排", "部署", "承诺"}
_NOT_YET = {"没有", "未", "尚未", "没", "未能"}
_MARKING = {"对", "将", "把", "针对", "纪念", "庆祝", "迎接", "欢庆", "喜迎"}
_NAMING = {"N", "VN", "DE", "J"}


def _is_of_a_source(clause: Clause, place: int) -> bool:
    """从上年的26个压到9个: the time of the amount that the next one came from."""
    behind = clause.tokens[place + 1 : place + 3]
    source = clause.tokens[place].text.startswith(("从", "由"))
    classes = [t.cls for t in behind]
    return source and classes in (["DE", "Q"], ["DE", "R"])


_PLANNED_AMOUNTS = load.word_set("planned_amounts")


def _tells_of_beginning(clause: Clause) -> bool:
    """园区于去年10月建成，亩产2000斤: when a thing began to be does not date what it does."""
    if _BEGINNING.isdisjoint([t.text for t in clause.tokens]):
        return False
    tokens = [t for t in clause.tokens if t.cls != "LE"]
    if not any(t.cls == "T" for t in tokens):
        return False
    first = next((t for t in tokens if t.cls not in {"D", "N", "SUBJ"}), None)
    named = tokens[0].cls in {"N", "SUBJ"} and first is not None and first.cls == "T"
    return (named and tokens[-1].text in _BEGINNING) or (
        len(tokens) > 1 and tokens[-1].cls == "T" and tokens[-2].text in _BEGINNING
    )


_BEGINNING = load.word_set("beginning_verbs")


def _only_baseline(clause: Clause, frames: list[Frame], at: dict[int, int]) -> bool:
    """上年为690人次，有134人…: a clause that only states the earlier level dates no other."""
    held = [frames[at[id(clause.tokens[i].quantity)]] for i in clause.figures]
    return bool(held) and all(f.verb_class in {"L", ""} and not f.after for f in held)


def _names_its_thing(clause: Clause, frames: list[Frame], at: dict[int, int]) -> bool:
    """去年存款余额420亿元, but not 去年为690人次: the first says itself what it counts."""
    held = [frames[at[id(clause.tokens[i].quantity)]] for i in clause.figures]
    return bool(held) and all(frame.before for frame in held)


def _states_a_level_too(clause: Clause) -> bool:
    """去年存款余额420亿元，贷款余额312亿元: a clause of nothing but a noun and its figure."""
    tokens = clause.tokens
    if not clause.figures or not tokens or tokens[0].cls not in {"N", "VN"}:
        return False
    return {t.cls for t in tokens} <= {"N", "VN", "L", "Q", "J"} and tokens[-1].cls == "Q"


#: 主要问题是建设滞后, 剔除重复件后: how things are, and how was counted.
_NO_EVENT = re.compile(r"是|[滞落背然]后$|剔除|扣除|排除")
_WITHIN = re.compile(r"(?:[一二两三四五六七八九十]+|\d{1,2})(?:年|个月|天|日)之?内")
_EVENT_ENDS = tuple(load.word_set("event_ends"))


def _event_time(clause: Clause) -> str:
    """洪水退去后，…; 冬修水利期间，…; 三年内，…: a short clause that only dates the rest."""
    text = clause.text
    tokens = clause.tokens
    opens = tokens and tokens[0].cls == "Q" and _WITHIN.fullmatch(tokens[0].text)
    if opens and (len(tokens) == 1 or tokens[1].cls in {"M", "SUBJ", "S"}):
        return tokens[0].text
    if not text.endswith(_EVENT_ENDS) or not 3 <= len(text) <= 14 or text[-2:] == "今后":
        return ""
    if clause.figures or clause.end not in "，," or any(t.cls == "T" for t in clause.tokens):
        return ""
    return "" if _NO_EVENT.search(text) else text


#: Words after which a time is that of the amount compared with: 比上年, 由去年的, 为上年…的.
_COMPARES = load.word_set("baseline_words")
_COMPARING_CLASSES = {"P", "L", "J"}


def _is_for(clause: Clause, place: int) -> bool:
    """为确保年内完成1.5万亩: what something is done for compares with nothing."""
    behind = clause.tokens[place + 1 : place + 2]
    return not place and clause.tokens[0].text == "为" and bool(behind) and behind[0].cls == "M"


_NOW = {"现有", "现"}
#: Until when something is told, which 现有 goes with; 到2025年 looks ahead.
_UP_TO = re.compile(r"截[至止]|[至到](?!20[0-9]{2}年)|目前|现在|眼下")
_DIFFERENCES = {"同比", "环比", "多", "少", "现有", "现"}
#: Words that say what the times beside them date.
_TELLING = _COMPARES | _DIFFERENCES


def _dates_baseline(frame: Frame) -> bool:
    """由去年的81.5%, 比上年的31万元: the time is that of the amount compared with."""
    tokens = [t for t in frame.left if t.cls not in {"D", "R"}]
    return len(tokens) >= 2 and (
        tokens[-1].cls == "T" or (tokens[-1].cls == "DE" and tokens[-2].cls == "T")
    )
