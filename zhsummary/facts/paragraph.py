"""What a sentence leaves in force for the next one of its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhsummary.facts import sentence
from zhsummary.facts.actor import opening_actor
from zhsummary.facts.dating import answers, day, exact_day, goes_on, is_span, may_tell, of_the_scene
from zhsummary.facts.frame import Frame
from zhsummary.facts.model import Fact
from zhsummary.facts.naming import Item
from zhsummary.facts.outlook import looks_back
from zhsummary.facts.stance import describes, reports
from zhsummary.spans import Span, visible

_TOPIC = re.compile(
    r"\s*(?:再?[说讲](?=.{2,8}[，,。]))?(?:(?P<said>[^，。；：,;:\s]{2,8}?)(?:这一?块|方面|上头|这项工作|这件事)[，：,:]"
    r"|[一二三四五六七八九]是(?P<listed>[^，。；：\s]{3,12})[。：:])"
)


_NEXT_POINT = re.compile(r"[二三四五六七八九十]是[^，。；：\s]{2}")


@dataclass
class Paragraph:
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
    #: True where the year was not over when the document was written: 上半年工作总结.
    early: bool = False
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
        if not of_an_event and not may_tell(visible(folded[span.start : span.end])[0]):
            self.event, self.before = "", None
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
        if frame.verb_class == "L":
            return found  # 有20户住在土坯房中: that there are some is no deed
        alike = self.counted.get((frame.verb_text, frame.quantity.unit), ())
        return Item(alike[0], "sentence-before", "inherited-item") if len(alike) == 1 else found

    def ended(self, folded: str, span: Span) -> bool:
        """Say whether a sentence stands in another paragraph."""
        return self.last_end >= 0 and "\n" in folded[self.last_end - 1 : span.start + 1]


def _opens_year(words: str, year: int | None) -> bool:
    """Say whether a paragraph opens with the year that is reported: 2023年，…."""
    return year is not None and any(f"{year}年{comma}" in words for comma in "，,")
