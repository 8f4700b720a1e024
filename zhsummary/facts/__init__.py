"""What each figure says: quantities in tagged sentences go in, facts come out.

The questions are asked in turn: item, action (by what is carried from another figure, too),
modality, change, dating (when), actor, rate (per what), and link (which figures share). The
module of a question says in which order its cues are asked; where they need rooms of their
own, its docstring names them. A sentence is tagged once, and only if it holds a quantity or
opens what the next one tells; `paragraph` keeps what is in force from one to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from zhsummary.facts import link, period, phrase, sentence
from zhsummary.facts.action import action
from zhsummary.facts.actor import actor, actors
from zhsummary.facts.carried import carrier
from zhsummary.facts.change import change
from zhsummary.facts.dating import dates, day, of_the_scene, tells_more
from zhsummary.facts.deeds import left_undone
from zhsummary.facts.frame import Frame
from zhsummary.facts.item import item
from zhsummary.facts.modality import modality
from zhsummary.facts.model import Fact, Modality
from zhsummary.facts.naming import Item, title_phrase
from zhsummary.facts.outlook import FORESEEN_TIMES, foreseen_clauses, outlook
from zhsummary.facts.paragraph import Paragraph
from zhsummary.facts.place import of_a_village
from zhsummary.facts.rate import per
from zhsummary.facts.section_titles import earlier_years, of_year, plan_section, reviewing
from zhsummary.facts.stance import estimates, of_own_year, sets_tasks
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
    state = Paragraph()
    ahead = outlook(folded)
    own = sentence.tagger(context.vocabulary)
    bygone = earlier_years((path for _, path in context.sections), context.year)
    for span, held, preceding in _with_quantities(sentences, quantities):
        if state.ended(folded, span):
            state = Paragraph(opened=folded.rfind("\n", 0, span.start) + 1)
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
        state.early = ahead.early
        planned = not state.over and plan_section(path, ahead.announced(span.start))
        planned = (planned and not state.describes) or state.tasked
        read = _read_sentence(tagged, path, planned, context.year, state, len(facts), own)
        if ahead.several_years(span.start):
            read = [_of_several_years(fact) for fact in read]
        if bygone and of_year(path) in bygone:
            read = [_of_another_year(fact) for fact in read]
        facts.extend(read)
        state.last_end = span.end
        state.tasked = state.tasked or sets_tasks(tagged)
    return facts


def _of_several_years(fact: Fact) -> Fact:
    """Flag what is told of several years together, unless it has a date of its own."""
    if fact.time or fact.modality != "actual":
        return fact
    return replace(fact, flags=(*fact.flags, "several-years"))


def _of_another_year(fact: Fact) -> Fact:
    """Take what a section on an earlier year tells for no result of the reported one."""
    if fact.time or fact.modality != "actual":
        return fact
    return replace(fact, modality="reference")


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
    state: Paragraph,
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
    foreseen: range | None = None  # of the sentence, asked once
    for i, frame in enumerate(frames):
        time, ahead = dated[i]
        meant, how = modality(frame, tagged, time, planned or ahead, year)
        if meant == "actual" and time in FORESEEN_TIMES:
            foreseen = foreseen_clauses(tagged, state.early) if foreseen is None else foreseen
            if frame.clause_index in foreseen:
                meant, how = "planned", "foreseen"
        if frame.juxtaposed and facts and frames[i - 1] is frame.neighbour:
            meant, how = facts[-1].modality, "juxtaposed"
        elif meant == "actual" and _is_of_its_host(frame, facts):
            meant, how = "reference", "in-brackets"
        elif how in _FORESEEN and not planned and estimates(tagged):
            if state.is_over() or of_own_year(tagged, time, year):
                meant, how = "actual", "estimate"
        elif meant == "actual" and _of_the_planned(frame, facts, whole, parts):
            meant, how = "planned", "part-of-planned"
        elif meant == "actual" and "再" in frame.left_text and _still_to_do(frame, facts):
            meant, how = "planned", "rest-of-planned"
        read = _Reading(frame, items[i], time, meant, how, in_force[frame.clause_index])
        opened = groups[i]
        group = None if opened is None else first + opened
        flags = ("of-a-village",) if villages[frame.clause_index] else ()
        reaching = carrier(frame, items[i])
        carried = None if reaching is None else done.get(id(reaching), "")
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
    if before is not None and before.clause.end in "；;" and before.clause.tokens[0].text == "即":
        # 即行走训练16人；语言训练8人
        named = frame.left_classes <= {"N", "VN"}
        return named and "modality:part-of-planned" in facts[-1].rules
    if frame.verb or before is None:
        return False
    if frame.listed and before is frame.neighbour:
        return "modality:part-of-planned" in facts[-1].rules
    shared = before.clause.end in {"：", ":"} or _is_of_a_place(frame)
    if shared and before.quantity.unit == frame.quantity.unit:
        return facts[-1].modality == "planned"  # 任务4600亩：河东片1900亩、河西片1500亩
    if not (frame.part or before.part or frame.beside_part):
        return False
    if not frame.part and frame.clause_index > before.clause_index + 1:
        return False  # 下达任务1100万元，其中外资740万元，半年来，我镇外出洽谈8次
    return whole is not None and whole.modality == "planned"


def _still_to_do(frame: Frame, facts: list[Fact]) -> bool:
    """今年需建3家，已建2家，再建1家: with what is done it adds up to the task."""
    if len(facts) < 2 or facts[-1].modality != "actual" or facts[-2].modality != "planned":
        return False
    task, done, rest = facts[-2].quantity, facts[-1].quantity, frame.quantity
    if not task.unit == done.unit == rest.unit or None in {task.value, done.value, rest.value}:
        return False
    return task.value == (done.value or 0) + (rest.value or 0)


def _is_of_its_host(frame: Frame, facts: list[Fact]) -> bool:
    """由40户（90人）增加到52户: a bare figure in brackets is as old as the one before them."""
    host = frame.clause.host
    if host is None or frame.left or frame.right:
        return False
    of = next((fact for fact in reversed(facts[-4:]) if fact.quantity is host), None)
    return of is not None and "modality:from-to" in of.rules


def _is_of_a_place(frame: Frame) -> bool:
    """任务480户，东山村70户，西坪村55户: a clause that gives a place its share and says no more."""
    alone = len(frame.clause.figures) == 1 and not frame.right
    named = bool(frame.left) and all(t.cls == "N" for t in frame.left)
    return alone and named and frame.left_text.endswith(("村", "社区", "片", "片区", "组"))


def _lead(tagged: sentence.Sentence) -> str:
    """苗圃建设：任务150亩，已完成96亩: the words before a colon name what follows.

    So does a noun phrase that is a clause of its own: 修路的钱，县里给了60万元.
    """
    first = tagged.clauses[0] if tagged.clauses else None
    if first is None or first.figures or not 2 <= len(first.text) <= _A_TITLE:
        return ""
    if first.end in {"：", ":"}:
        return first.text if len(first.text) <= _A_LABEL else ""
    bare = first.end == "，" and all(t.cls in _TELLING for t in first.tokens)
    named = first.text if bare and first.tokens[-1].text.endswith(_SPOKEN_OF) else ""
    return _OF_IT.sub("", named)


_TELLING = {"N", "VN", "V", "DE"}
_A_LABEL, _A_TITLE = 8, 10  # characters
#: What a clause ends in that only says what the next ones are about.
_SPOKEN_OF = tuple(load.word_set("spoken_of"))
#: 互助保险的钱 names the insurance, of its members too.
_OF_IT = re.compile(r"(?:的|这本|这笔)(?:钱|账|事|活)$")


class _Reading:
    """What is known of a figure before its own clause is asked."""

    def __init__(
        self,
        frame: Frame,
        item: Item,
        time: str,
        modality: Modality,
        how_modality: str,
        in_force: str,
    ) -> None:
        self.frame = frame
        self.item = item
        self.time = time
        self.modality: Modality = modality
        self.how_modality = how_modality
        self.in_force = in_force


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
    came_from = read.how_modality == "from-to" and period.anchor(read.time) == "this"
    # 床位由现在的320张增加到600张, but not 今年床位由320张增加到600张
    came_from = came_from and f"由{read.time}" not in frame.left_text
    own_time = read.modality != "reference" or (
        period.anchor(read.time) == "last"
        or read.how_modality in {"earlier-year", "juxtaposed"}
        or (read.how_modality in _WITH_A_TIME and read.time in frame.left_words and not came_from)
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
        *(("not-done",) if left_undone(frame, how_action in _VERB_BEHIND) else ()),
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


_VERB_BEHIND = {"verb-after", "verb-after-support"}


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
