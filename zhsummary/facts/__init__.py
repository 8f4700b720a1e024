"""What each figure says: quantities in tagged sentences go in, facts come out.

The questions are asked in turn, a module each: item, action, modality, change,
period (when), actor, rate (per what), and link (which figures share). A sentence
is tagged once, and only if it holds a quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhsummary.facts import link, period, phrase, sentence
from zhsummary.facts.action import action
from zhsummary.facts.actor import actor, actors
from zhsummary.facts.change import change
from zhsummary.facts.item import Item, item
from zhsummary.facts.modality import modality, plan_section
from zhsummary.facts.model import Fact
from zhsummary.facts.phrase import Frame
from zhsummary.facts.rate import per
from zhsummary.quantities.model import Quantity
from zhsummary.spans import Span, fold

__all__ = ["Context", "Fact", "extract"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says around its sentences.

    `sections` gives for each section its start and the titles from the top down, in
    order; `year` is the year that the document reports.
    """

    sections: Sequence[tuple[int, tuple[str, ...]]] = ()
    year: int | None = None


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
    for span, held in _with_quantities(sentences, quantities):
        if state.ended(text, span):
            state = _Paragraph()
        at = bisect_left(starts, held[0].start + 1) - 1
        path = context.sections[at][1] if at >= 0 else ()
        state.see_topic(folded[span.start : span.end])
        tagged = sentence.read(text, folded, span.start, span.end, held)
        facts.extend(_read_sentence(tagged, path, context.year, state, len(facts)))
        state.last_end = span.end
    return facts


_TOPIC = re.compile(
    r"\s*(?:再?[说讲](?=.{2,8}[，。]))?(?:(?P<said>[^，。；：\s]{2,8}?)(?:这一?块|方面|上头|这项工作|这件事)[，：]"
    r"|[一二三四五六七八九]是(?P<listed>[^，。；：\s]{3,12})[。：])"
)


@dataclass
class _Paragraph:
    """What a sentence leaves in force for the next one of its paragraph."""

    last_end: int = -1
    actor: str = ""
    topic: str = ""

    def see_topic(self, opening: str) -> None:
        """培训方面，…; 三是抓培训。…: the words that open a paragraph name what it is about."""
        if self.last_end < 0 and (found := _TOPIC.match(opening)):
            self.topic = found["said"] or found["listed"]

    def ended(self, text: str, span: Span) -> bool:
        return self.last_end >= 0 and "\n" in text[self.last_end - 1 : span.start + 1]


def _with_quantities(
    sentences: Sequence[Span], quantities: Sequence[Quantity]
) -> Iterator[tuple[Span, list[Quantity]]]:
    k = 0
    for span in sentences:
        held: list[Quantity] = []
        while k < len(quantities) and quantities[k].start < span.end:
            held.append(quantities[k])
            k += 1
        if held:
            yield Span(min(span.start, held[0].start), max(span.end, held[-1].end)), held


def _read_sentence(
    tagged: sentence.Sentence,
    path: tuple[str, ...],
    year: int | None,
    state: _Paragraph,
    first: int,
) -> list[Fact]:
    frames = phrase.frames(tagged)
    items = _items(frames, path, state.topic)
    in_force = actors(tagged, state.actor)
    in_plan = plan_section(path)
    dates = _dates(frames, tagged)
    facts: dict[int, Fact] = {}
    actions: dict[int, str] = {}
    carriers: dict[int, Frame | None] = {}
    group, groups = None, {}
    for i, frame in enumerate(frames):
        carriers[i] = _carrier(frame)
        actions[i], how_action = action(frame, carriers[i])
        dated, ahead = dates[i]
        meant, how_modality = modality(frame, tagged, dated, in_plan or ahead, year)
        if frame.juxtaposed and i and frames[i - 1] is frame.neighbour and facts:
            meant, how_modality = facts[i - 1].modality, "juxtaposed"
        changed, how_change = change(frame)
        base, how_rate = per(frame, frame.previous)
        who, how_actor = actor(frame, in_force[frame.clause_index], items[i].text, actions[i])
        if link.same_event(frame, actions, {k: v.text for k, v in items.items()}, i):
            group = groups.get(i - 1)
            if group is None:
                group = first + i
                groups[i - 1] = group
            groups[i] = group
        flags = tuple(
            f
            for f in (
                "masked" if frame.quantity.masked else "",
                items[i].flag,
                "part-of-total" if link.part(frame) else "",
                "list-aligned" if items[i].rule.startswith("list-aligned") else "",
            )
            if f
        )
        facts[i] = Fact(
            frame.quantity, tagged.start, tagged.end, items[i].text, actions[i], meant, changed,
            period.clean(dated) if meant != "reference" or period.anchor(dated) == "last" else "",
            who, base, None, flags, _about(frame),
            tuple(
                f"{name}:{rule}"
                for name, rule in (
                    ("item", items[i].rule), ("action", how_action), ("modality", how_modality),
                    ("change", how_change), ("actor", how_actor), ("per", how_rate),
                )
                if rule
            ),
        )
    state.actor = in_force[-1] if in_force else ""
    return [_grouped(facts[i], groups.get(i)) for i in sorted(facts, key=lambda k: frames[k].quantity.start)]


def _about(frame: Frame) -> str:
    """Give the words around a figure: its clause from figure to figure, and its topic."""
    topic = frame.topic.tokens if frame.topic is not None and frame.neighbour is None else []
    right = frame.right
    at = next((i for i, t in enumerate(right) if t.text in {"、", "和"}), len(right))
    opening = phrase.join(topic) + "，" if 0 < len(topic) <= 8 else ""
    return f"{opening}{phrase.join(frame.left)}＿{phrase.join(right[:at])}"


def _grouped(fact: Fact, group: int | None) -> Fact:
    if group is None:
        return fact
    return replace(fact, group=group)


def _items(frames: list[Frame], path: tuple[str, ...], topic: str) -> dict[int, Item]:
    title = topic or (path[-1] if path else "")
    items: dict[int, Item] = {}
    earlier: list[tuple[Frame, Item]] = []
    for i, frame in enumerate(frames):
        items[i] = item(frame, earlier, title)
        earlier.append((frame, items[i]))
    for i, found in link.aligned(frames, {k: v.text for k, v in items.items()}).items():
        items[i] = Item(found.item, found.rule)
    return items


def _carrier(frame: Frame) -> Frame | None:
    """Give the frame whose verb reaches on: 发放棉被120床、帐篷15顶."""
    if frame.verb:
        return None
    if frame.neighbour is not None and (frame.juxtaposed or frame.listed):
        return frame.neighbour
    totals = [t for t in frame.left if t.cls != "S"]
    if frame.previous is not None and not frame.before and totals and (
        all(t.cls in {"D", "R"} for t in totals)
    ):
        return frame.previous  # 合计2.8万元, 每人500元: the event before, summed up or shared out
    return None


def _dates(frames: list[Frame], tagged: sentence.Sentence) -> dict[int, tuple[str, bool]]:
    """Give for each frame the time expression that dates it, and whether it lies ahead.

    The nearest one before it in the sentence counts. An earlier period (去年) reaches to
    the end of its part of the sentence or to the first 同比; a later one (明年) makes the
    months and seasons after it later ones too.
    """
    dates: dict[int, tuple[str, bool]] = {}
    standing, earlier, ahead = "", "", False
    at = {id(frame.quantity): i for i, frame in enumerate(frames)}
    for clause in tagged.clauses:
        local = ""
        if event := _event_time(clause):
            standing, earlier = event, ""
        compared = False
        for token in clause.tokens:
            if token.text in _COMPARES and token.cls in {"P", "L", "J"}:
                compared = True
            elif token.text in {"同比", "环比"}:
                earlier = ""
            elif token.cls == "T":
                kind = period.anchor(token.text)
                if compared:
                    local = token.text
                elif kind == "last":
                    earlier = token.text
                else:
                    standing, earlier = token.text, ""
                    ahead = kind == "next" or (ahead and kind != "this") or (ahead and token.text == "全年")
            elif token.cls == "Q":
                i = at[id(token.quantity)]
                used = local if _dates_baseline(frames[i]) else ""
                dates[i] = (used or earlier or standing, ahead)
                compared = False
        if clause.end in "；;。" or (earlier and _only_baseline(clause, frames, at)):
            earlier = ""
    return dates


def _only_baseline(
    clause: sentence.Clause, frames: list[Frame], at: dict[int, int]
) -> bool:
    """上年为690人次，有134人…: a clause that only states the earlier level dates no other."""
    held = [frames[at[id(t.quantity)]] for t in clause.tokens if t.cls == "Q"]
    return bool(held) and all(f.verb_class in {"L", ""} and not f.after for f in held)


_EVENT_ENDS = ("期间", "以来", "之后", "后", "前夕", "之前", "当天", "之际", "时节", "开始前", "来临前")


def _event_time(clause: sentence.Clause) -> str:
    """洪水退去后，…; 冬修水利期间，…: a short clause without a figure that only dates the rest."""
    if any(t.cls in {"Q", "T"} for t in clause.tokens) or clause.end not in "，,":
        return ""
    text = phrase.join(clause.tokens)
    return text if 3 <= len(text) <= 14 and text.endswith(_EVENT_ENDS) and text[-2:] != "今后" else ""


#: Words after which a time is that of the amount compared with: 比上年, 由去年的, 为上年…的.
_COMPARES = frozenset("比 较 由 从 与 同 为 是 占 相当于".split())


def _dates_baseline(frame: Frame) -> bool:
    """由去年的81.5%, 比上年的31万元: the time is that of the amount compared with."""
    tokens = [t for t in frame.left if t.cls not in {"D"}]
    return len(tokens) >= 2 and (
        tokens[-1].cls == "T" or (tokens[-1].cls == "DE" and tokens[-2].cls == "T")
    )
