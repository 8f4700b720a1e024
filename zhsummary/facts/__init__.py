"""What each figure says: quantities in tagged sentences go in, facts come out.

The questions are asked in turn, a module each: item, action, modality, change,
dating (when), actor, rate (per what), and link (which figures share). A sentence
is tagged once, and only if it holds a quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from zhsummary.facts import link, period, phrase, sentence
from zhsummary.facts.action import action
from zhsummary.facts.actor import actor, actors, opening_actor
from zhsummary.facts.change import change
from zhsummary.facts.dating import (
    answers,
    dates,
    day,
    exact_day,
    goes_on,
    is_span,
    of_the_scene,
    tells_more,
)
from zhsummary.facts.frame import Frame, trace
from zhsummary.facts.governing import LISTING
from zhsummary.facts.item import item
from zhsummary.facts.modality import (
    describes,
    estimates,
    modality,
    plan_section,
    reports,
    reviewing,
    sets_tasks,
)
from zhsummary.facts.model import Fact, Modality
from zhsummary.facts.naming import Item, title_phrase
from zhsummary.facts.nouns import join
from zhsummary.facts.outlook import looks_back, outlook
from zhsummary.facts.place import of_a_village
from zhsummary.facts.rate import per
from zhsummary.lexicons import load
from zhsummary.quantities.model import Quantity
from zhsummary.spans import Span, fold, visible
from zhsummary.structure.words import Vocabulary

__all__ = ["Context", "Fact", "extract"]


@dataclass(frozen=True)
class Context:
    """What the document says around its sentences.

    `sections` gives for each section its start and the titles from the top down, in
    order; `year` is the year that the document reports; `vocabulary` holds the analyst's
    own words.
    """

    sections: Sequence[tuple[int, tuple[str, ...]]] = ()
    year: int | None = None
    vocabulary: Vocabulary = ()


def extract(
    text: str,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    context: Context | None = None,
) -> list[Fact]:
    """Say of each quantity what it counts, what was done, when, by whom, done or planned.

    Parameters
    ----------
    text : str
        The document.
    sentences : sequence of Span
        Its sentences, in order.
    quantities : sequence of Quantity
        Its quantities in order, with offsets in `text`.
    context : Context, optional
        Section titles and the document's year.

    Returns
    -------
    list of Fact
        One a quantity, in order.
    """
    context = context or Context()
    folded = fold(text)
    starts = [start for start, _ in context.sections]
    facts: list[Fact] = []
    state = _Paragraph()
    ahead = outlook(folded)
    own = sentence.tagger(context.vocabulary)
    for span, held, preceding in _with_quantities(sentences, quantities):
        if state.ended(folded, span):
            state = _Paragraph(opened=folded.rfind("\n", 0, span.start) + 1)
        at = bisect_left(starts, held[0].start + 1) - 1
        path = context.sections[at][1] if at >= 0 else ()
        before = folded[state.last_end if state.last_end > 0 else state.opened : held[0].start]
        between = visible(before)[0]
        state.see_topic(visible(folded[span.start : span.end])[0], between)
        state.see_period(between, context.year)
        state.reviewing = reviewing(path)
        tagged = own.read(folded, span.start, span.end, held)
        if preceding is not None and tells_more(tagged):
            state.see_preceding(own, folded, preceding, of_the_scene(tagged))
        state.see_task(tagged)
        planned = not state.over and plan_section(path, ahead.announced(span.start))
        planned = (planned and not state.describes) or state.tasked
        read = _read_sentence(tagged, path, planned, context.year, state, len(facts), own)
        if ahead.several_years(span.start):
            read = [_of_several_years(fact) for fact in read]
        facts.extend(read)
        state.last_end = span.end
        state.tasked = state.tasked or sets_tasks(tagged)
    return facts


def _of_several_years(fact: Fact) -> Fact:
    """Flag what is told of several years together, unless it has a date of its own."""
    if fact.time or fact.modality != "actual":
        return fact
    return replace(fact, flags=(*fact.flags, "several-years"))


_TOPIC = re.compile(
    r"\s*(?:再?[说讲](?=.{2,8}[，,。]))?(?:(?P<said>[^，。；：,;:\s]{2,8}?)(?:这一?块|方面|上头|这项工作|这件事)[，：,:]"
    r"|[一二三四五六七八九]是(?P<listed>[^，。；：\s]{3,12})[。：:])"
)


_NEXT_POINT = re.compile(r"[二三四五六七八九十]是[^，。；：\s]{2}")


@dataclass
class _Paragraph:
    """What a sentence leaves in force for the next one of its paragraph."""

    last_end: int = -1
    opened: int = 0
    actor: str = ""
    #: The day or month of what the sentence before tells.
    day: str = ""
    #: The same of a sentence without a figure.
    event: str = ""
    #: The sentence before, which may tell of the disaster that the next one is about.
    before: sentence.Sentence | None = None
    topic: str = ""
    #: True once the paragraph speaks of a period that is over.
    over: bool = False
    #: True once the paragraph tells of the year that the document reports.
    of_the_year: bool = False
    #: True in a section that looks back: 2023年工作回顾.
    reviewing: bool = False
    #: True behind 主要任务是：…, until a sentence tells of what was done.
    tasked: bool = False
    #: True once the paragraph tells how large the place is and who lives there.
    describes: bool = False
    #: The last figure that is no part: 其中 may open the next sentence.
    whole: Fact | None = None
    #: What the figures of the sentence before count, by verb and unit.
    counted: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def see_period(self, words: str, year: int | None) -> None:
        """“十三五”时期，…: what follows in the paragraph is done, under whatever title."""
        self.over = self.over or looks_back(words, year)
        self.of_the_year = self.of_the_year or _opens_year(words, year)

    def is_over(self) -> bool:
        """Say whether the paragraph tells of a time that is over where the report is written."""
        return self.over or self.of_the_year or self.reviewing

    def see_task(self, tagged: sentence.Sentence) -> None:
        """截至10月底，…: what was done ends the tasks of the sentence before.

        A paragraph that tells how large the place is describes it, under whatever title.
        """
        self.tasked = self.tasked and not reports(tagged)
        self.describes = self.describes or describes(tagged)

    def begun(self, tagged: sentence.Sentence) -> str:
        """Give the day of the event that a sentence tells more of, or an empty string."""
        dated = self.event or self.day
        told_of = of_the_scene(tagged) or answers(tagged, self.before)
        if dated and told_of and not is_span(dated):
            return dated
        return (self.day or exact_day(self.event)) if goes_on(tagged) else ""

    def see_preceding(
        self, own: sentence.Tagger, folded: str, span: Span, of_an_event: bool
    ) -> None:
        """镇妇联重视家庭教育。举办讲座6场: who acts may stand in a sentence without a figure."""
        if span.start < self.opened or "\n" in folded[span.start : span.end]:
            return
        tagged = own.read(folded, span.start, span.end, [])
        self.actor = opening_actor(tagged, of_an_event) or self.actor
        self.event, self.before = day(tagged), tagged

    def see_topic(self, opening: str, before: str) -> None:
        """培训方面，…; 三是抓培训。…: the words that open a paragraph name what it is about.

        So do those of the next point in it: 一是低保工作：…。二是孤儿工作：….
        """
        if self.last_end >= 0 and _NEXT_POINT.search(before):
            self.topic = ""
        found = _TOPIC.match(opening)
        if found and (self.last_end < 0 or found["listed"]):
            self.topic = found["said"] or found["listed"]

    def known(self, frame: Frame, found: Item) -> Item:
        """要新建工会4家。实际新建5家: the same was done to the same things, one sentence before."""
        if found.rule not in {"verb-as-noun", "no-item"} or not frame.verb_text:
            return found
        alike = self.counted.get((frame.verb_text, frame.quantity.unit), ())
        return Item(alike[0], "sentence-before", "inherited-item") if len(alike) == 1 else found

    def ended(self, folded: str, span: Span) -> bool:
        return self.last_end >= 0 and "\n" in folded[self.last_end - 1 : span.start + 1]


def _opens_year(words: str, year: int | None) -> bool:
    """Say whether a paragraph opens with the year that is reported: 2023年，…."""
    return year is not None and any(f"{year}年{comma}" in words for comma in "，,")


def _with_quantities(
    sentences: Sequence[Span], quantities: Sequence[Quantity]
) -> Iterator[tuple[Span, list[Quantity], Span | None]]:
    """Give the sentences with their figures, each with the one before it that has none."""
    k = 0
    preceding: Span | None = None
    for span in sentences:
        held: list[Quantity] = []
        while k < len(quantities) and quantities[k].start < span.end:
            held.append(quantities[k])
            k += 1
        if held:
            whole = Span(min(span.start, held[0].start), max(span.end, held[-1].end))
            yield whole, held, preceding
        preceding = None if held else span


def _read_sentence(
    tagged: sentence.Sentence,
    path: tuple[str, ...],
    planned: bool,
    year: int | None,
    state: _Paragraph,
    first: int,
    own: sentence.Tagger,
) -> list[Fact]:
    frames = phrase.frames(tagged)
    title = _lead(tagged) or state.topic or (path[-1] if path else "")
    items = _items(frames, title_phrase(title, own))
    items = [state.known(frame, found) for frame, found in zip(frames, items, strict=True)]
    state.counted = {}
    for frame, found in zip(frames, items, strict=True):
        if found.text and frame.verb_text and not frame.limit:
            key = (frame.verb_text, frame.quantity.unit)
            state.counted.setdefault(key, []).append(found.text)
    in_force, state.actor = actors(tagged, state.actor)
    dated = dates(frames, tagged, state.begun(tagged))
    state.day, state.event = day(tagged), ""
    state.before = tagged
    villages = of_a_village(tagged)
    groups = link.groups(frames, [found.text for found in items])
    facts: list[Fact] = []
    done: dict[int, str] = {}  # by frame: what was done
    whole = state.whole  # the last figure that is no part of another
    parts = _opens_a_part(tagged)
    for i, frame in enumerate(frames):
        time, ahead = dated[i]
        meant, how = modality(frame, tagged, time, planned or ahead, year)
        if frame.juxtaposed and facts and frames[i - 1] is frame.neighbour:
            meant, how = facts[-1].modality, "juxtaposed"
        elif how in _FORESEEN and not planned and state.is_over() and estimates(tagged):
            meant, how = "actual", "estimate"
        elif meant == "actual" and _of_the_planned(frame, facts, whole, parts):
            meant, how = "planned", "part-of-planned"
        read = _Reading(frame, items[i], time, meant, how, in_force[frame.clause_index])
        opened = groups[i]
        group = None if opened is None else first + opened
        flags = ("of-a-village",) if villages[frame.clause_index] else ()
        carrier = _carrier(frame, items[i])
        carried = None if carrier is None else done.get(id(carrier), "")
        fact = _fact(read, tagged, group, flags, carried)
        done[id(frame)] = fact.action
        whole = whole if frame.part or parts else fact
        facts.append(fact)
    state.whole = whole
    return sorted(facts, key=lambda fact: fact.quantity.start)


#: The rules of plan words, 预计 among them.
_FORESEEN = {"plan-word", "plan-reaches"}


def _opens_a_part(tagged: sentence.Sentence) -> bool:
    """…任务3.2万亩。其中：人工造林0.8万亩: the sentence goes on with parts of the one before."""
    opening = tagged.clauses[0].tokens[:1] if tagged.clauses else []
    return bool(opening) and opening[0].cls == "PART"


def _of_the_planned(frame: Frame, facts: list[Fact], whole: Fact | None, parts: bool) -> bool:
    """Say whether a figure is a part of a task: 下达任务18公里，其中主村道11公里."""
    if parts and whole is not None and whole.modality == "planned":
        return True
    before = frame.previous
    if before is not None and frame.clause.tokens[0].text == "即" and frame.neighbour is None:
        return facts[-1].modality == "planned"  # 下达任务两项，即定向行走训练16人
    if frame.verb or before is None:
        return False
    if frame.listed and before is frame.neighbour:
        return "modality:part-of-planned" in facts[-1].rules
    shared = before.clause.end in {"：", ":"} or _is_of_a_place(frame)
    if shared and before.quantity.unit == frame.quantity.unit:
        return facts[-1].modality == "planned"  # 任务4600亩：河东片1900亩、河西片1500亩
    if not (frame.part or before.part or frame.beside_part):
        return False
    return whole is not None and whole.modality == "planned"


def _is_of_a_place(frame: Frame) -> bool:
    """任务480户，东山村70户，西坪村55户: a clause that gives a place its share and says no more."""
    alone = len(frame.clause.figures) == 1 and not frame.right
    named = bool(frame.left) and all(t.cls == "N" for t in frame.left)
    return alone and named and frame.left_text.endswith(("村", "社区", "片", "片区", "组"))


def _lead(tagged: sentence.Sentence) -> str:
    """苗圃建设：任务150亩，已完成96亩: the words before a colon name what follows."""
    first = tagged.clauses[0] if tagged.clauses else None
    if first is None or first.figures or first.end not in {"：", ":"}:
        return ""
    return first.text if 2 <= len(first.text) <= 8 else ""


@dataclass
class _Reading:
    """What is known of a figure before its own clause is asked."""

    frame: Frame
    item: Item
    time: str
    modality: Modality
    how_modality: str
    in_force: str


def _fact(
    read: _Reading,
    tagged: sentence.Sentence,
    group: int | None,
    flags_before: tuple[str, ...],
    carried: str | None,
) -> Fact:
    frame, found = read.frame, read.item
    done, how_action = action(frame, carried)
    changed, how_change = change(frame)
    base, how_rate = per(frame, frame.previous)
    who, how_actor = actor(frame, read.in_force, found.text, done, read.modality == "planned")
    own_time = read.modality != "reference" or (
        period.anchor(read.time) == "last"
        or read.how_modality in {"earlier-year", "juxtaposed"}
        or (read.how_modality in _WITH_A_TIME and read.time in frame.left_words)
    )
    rules = (
        ("item:", found.rule),
        ("action:", how_action),
        ("modality:", read.how_modality),
        ("change:", how_change),
        ("actor:", how_actor),
        ("per:", how_rate),
    )
    flags = (
        *flags_before,
        *_flags(frame, found, tagged),
        *(("difference",) if how_change in {"difference", "no-baseline"} else ()),
    )
    return Fact(
        frame.quantity,
        tagged.start,
        tagged.end,
        item=found.text,
        action=done,
        modality=read.modality,
        change=changed,
        time=period.clean(read.time, read.how_modality == "from-to") if own_time else "",
        actor=who,
        per=base,
        group=group,
        flags=flags,
        about=_about(frame),
        rules=tuple([_named(label, rule) for label, rule in rules if rule]),
    )


@lru_cache(maxsize=1024)
def _named(label: str, rule: str) -> str:
    """Name a rule by its question, once for all the figures that it reads."""
    return label + rule


#: 比上年的31万元, 由2016年的18.6%: what a figure is compared with has a time of its own.
_WITH_A_TIME = {"compared-with", "from-to"}
#: 扣除房地产后，剔除基金，除…外: the figure leaves a part out.
_LEFT_OUT = re.compile(
    r"^(?:(?:扣除|剔除|不含|不包括|不计)[^，]{2,20}|除[^，]{2,20}(?:外|以外|之外))$"
)


def _leaves_out(frame: Frame, tagged: sentence.Sentence) -> bool:
    if frame.neighbour is not None or not frame.clause_index:
        return False
    before = tagged.clauses[frame.clause_index - 1]
    return not before.figures and _LEFT_OUT.match(before.text) is not None


def _flags(frame: Frame, found: Item, tagged: sentence.Sentence) -> list[str]:
    flags: list[str] = []
    if frame.quantity.masked:
        flags.append("masked")
    if found.flag:
        flags.append(found.flag)
    if frame.part:
        flags.append("part-of-total")
    elif frame.beside_part:
        flags.append("maybe-part")
    if _leaves_out(frame, tagged):
        flags.append("part-left-out")
    if found.rule.startswith("list-aligned"):
        flags.append("list-aligned")
    return flags


def _about(frame: Frame) -> str:
    """Give the words around a figure: its clause from figure to figure, and its topic."""
    topic = frame.topic if frame.neighbour is None else None
    opening = f"{topic.text}，" if topic is not None and 0 < len(topic.tokens) <= 8 else ""
    right = ""
    for token in frame.right:
        if token.text in {"、", "和"}:
            break
        right += token.text
    return f"{opening}{frame.left_text}＿{right}"


#: How far back in its sentence a figure may find what it counts.
_REACH = 12


def _items(frames: list[Frame], named: str) -> list[Item]:
    items: list[Item] = []
    read: list[tuple[Frame, Item]] = []
    for frame in frames:
        found = item(frame, read[-_REACH:], named)
        items.append(found)
        read.append((frame, found))
    for i, shared in link.aligned(frames, [found.text for found in items]).items():
        items[i] = Item(shared.item, shared.rule)
    return items


def _carrier(frame: Frame, found: Item) -> Frame | None:
    """Give the frame whose verb reaches on: 发放棉被120床、帐篷15顶."""
    if frame.verb or frame.limit or found.rule in {"shared-out", "left-over"}:
        return None
    if frame.quantity.unit in _AGES or (frame.before and _MEASURED.search(join(frame.before))):
        return None  # 种植260万袋、产量5400吨: nobody plants what comes of it
    if frame.quantity.qualifier in {"over", "under"} and frame.listed and _sums(frame):
        return None  # 新增26个、总数超过140个
    of_a_sort = frame.neighbour is not None and frame.neighbour.quantity.unit == "类"
    if frame.neighbour is not None and (frame.juxtaposed or frame.listed or of_a_sort):
        return frame.neighbour
    if frame.previous is not None and not frame.left and not frame.right and not frame.clause.depth:
        return frame.previous  # 拆除建筑7处，约420平米
    if frame.previous is not None and frame.previous.verb_class == "C":
        return None  # 增长5%，3年累计100万元: nothing grew by that
    # nothing but 全镇 and the like beside what sums up
    classes = frame.left_classes
    sums_up = classes <= _SUMMING_UP and not classes.isdisjoint({"D", "R"})
    if frame.previous is not None and not frame.before and sums_up:
        return frame.previous  # 合计2.8万元, 每人500元: the event before, summed up or shared out
    if _goes_on(frame):
        return frame.previous  # 检查企业14家，加油站3家: the same was done to the next
    return None


_SUMMING_UP = {"S", "D", "R"}


def _sums(frame: Frame) -> bool:
    return frame.left_text.removeprefix("、").removeprefix("，") in _TOTALS


_TOTALS = {"总数", "总量", "总计", "总数已", "总量已", "总规模"}
_AGES = {"岁", "周岁"}
_MEASURED = re.compile(r"(?:产量|产值|年龄|亩产|单产|收入|利润)$")
_NOT_DONE_TO = re.compile(
    r"(?:损失|人口|里程|年龄|天数|人数|总数|收入|产值|余额|观众|标准|单价|率|比|面积|金额|总额|费用|学员|能手|成本|利润|产量"
    r"|[长宽高厚深]|长度|宽度|高度|植树|育苗|造林|绿化|任务|任务数|指标)$"
)


_PEOPLE = load.word_set("people_units")


def _goes_on(frame: Frame) -> bool:
    """Say whether a clause of noun and figure only goes on with the verb of the clause before."""
    return trace(frame, "goes-on", _going_on, False)


#: What people and machines do alike: 出动人员1860人次，车辆360台次.
_SENT_OUT = {"出动", "投入", "动用", "调集"}
_RAISING = {"存栏", "出栏", "年出栏", "饲养"}


def _raises(frame: Frame) -> bool:
    """出栏生猪900头，牛60头, but not 生猪出栏900头，能繁母猪60头."""
    ahead = frame.verb and frame.before and frame.verb[-1].end <= frame.before[0].start
    return bool(ahead) and frame.verb_text in _RAISING


def _stands_before_its_verb(frame: Frame) -> bool:
    return bool(frame.verb and frame.before) and frame.before[0].start < frame.verb[0].start


def _repeats(frame: Frame, before: Frame) -> bool:
    """辖11个社区，4个行政村: a clause of figure and noun only, behind one with a verb."""
    bare = not frame.left and not frame.follow and len(frame.after) == len(frame.right)
    if not bare or not frame.after or not before.after or before.limit:
        return False
    if frame.clause_index != before.clause_index + 1 or frame.clause.depth != before.clause.depth:
        return False
    listing = before.verb_text in LISTING
    return listing or _goes_on(before) or before.verb_text in {"辖", "下辖", "现辖", "管辖", "有"}


def _going_on(frame: Frame) -> tuple[bool | None, Frame | None]:
    before = frame.previous
    if before is not None and _repeats(frame, before):
        return True, None
    if before is None or frame.neighbour is not None or not frame.before or frame.after:
        return False, None
    if before.part and not frame.part:
        return False, None  # 其中新增136人；精神障碍患者52人
    if frame.clause.depth != before.clause.depth or frame.clause_index != before.clause_index + 1:
        return False, None
    if frame.quantity.kind not in {"count", "measure"} or frame.follow or before.limit:
        return False, None
    bare = len(frame.left) == len(frame.before)
    if not bare or _NOT_DONE_TO.search(join(frame.before)):
        return False, None
    # 新建工会3家，会员200人: people and things are not done to alike
    alike = (frame.quantity.unit in _PEOPLE) == (before.quantity.unit in _PEOPLE)
    alike = alike or before.verb_text in _SENT_OUT
    if _stands_before_its_verb(before):
        return False, None  # 河道绿化5公里，经济林300亩
    there_is = before.verb_text in {"有", "共有", "下辖", "辖", "现有"}
    if there_is or (alike and (before.verb_text in LISTING or _raises(before))):
        return True, None
    return (False, None) if before.verb else (None, before)
