"""What a quantity counts: the order in which it is asked, the surest way first.

The words beside it say so (`own_words`), or it is part of a whole told before (`parts`),
or the thing stands elsewhere (`elsewhere`): 新建工会3家，发展会员120人，其中女会员40人.
"""

from __future__ import annotations

from zhsummary.facts.borrowed import (
    described,
    left_over,
    limited,
    same_rate,
    shared_out,
    sized_by_next,
)
from zhsummary.facts.clause_topic import done_to
from zhsummary.facts.deeds import lasting
from zhsummary.facts.elsewhere import from_elsewhere
from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import Item, is_piece, is_some_target
from zhsummary.facts.nouns import PEOPLE, clean, join
from zhsummary.facts.own_words import by_own_words, judged_to_be
from zhsummary.facts.parts import has_a_size, of_a_task, said_of_what, told_apart
from zhsummary.lexicons import load


def item(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item:
    """Name what a quantity counts.

    Parameters
    ----------
    frame : Frame
        The quantity in its clause.
    earlier : list of (Frame, Item)
        The frames of the same sentence before it, with their items.
    named : str
        What the title of the section names, for a figure whose item stands there only.
    """
    if named and _are_others_than_the_title(frame, named):
        named = ""  # under 防灾减灾: 受灾3870人, 出动120人次; under 医疗业务: 签约9800人
    if frame.right and frame.right[0].text in _AWAY and frame.quantity.kind == "measure":
        return Item("", "no-item", "no-item")  # 从900米外的山泉引水
    if frame.left and frame.left[-1].text == "连续" and (thing := lasting(frame)):
        return Item(thing, "object-after")
    if thing := sized_by_next(frame):
        return Item(thing, "noun-of-next")
    if thing := described(frame):
        return Item(thing, "noun-of-next")
    if frame.sort and not frame.after and (those := told_apart(frame, earlier)) is not None:
        return those
    own = said_of_what(judged_to_be(frame) or by_own_words(frame), frame, earlier)
    if own is not None and own.rule == "object-in-verb" and (filed := _filed(frame, earlier)):
        return Item(filed, "inherited", "inherited-item")
    if own is not None and own.rule == "verb-as-noun" and (people := done_to(frame)):
        return Item(people, "topic", "inherited-item")
    if own is not None and frame.quantity.kind == "percent" and is_some_target(own.text):
        bare = frame.left[0].text == "为" if frame.left else False
        own = of_a_task(frame, earlier) or (_NOTHING_TOLD if bare else own)
    if own is not None and own.text in _JUDGEMENTS and frame.quantity.kind == "count":
        judged = from_elsewhere(frame, earlier, named)
        own = judged if judged.flag == "inherited-item" else own  # 表示满意的有114件
    if own is not None and _only_limit(frame):
        nearest = limited(frame, earlier)
        flag = "inherited-item" if nearest else ""
        return Item(own.text + nearest, "limit-of-whole", flag, nearest)
    rate = same_rate(frame, earlier)
    if own is not None and own.rule != "noun-after" and not rate:
        return _of_its_growth(frame, own) if frame.verb_class == "C" else own
    if left := left_over(frame, earlier):
        return Item(left, "left-over", "inherited-item")
    if own is not None and own.rule == "noun-after":
        return own
    if join(frame.before) == "长" and earlier and has_a_size(*earlier[-1], frame):
        owner = earlier[-1][1].text  # 新修便道4条，长5200米
        return Item(owner + "长度", "subject", "inherited-item") if owner else Item("", "no-item")
    if not frame.after and is_piece(clean(frame.before) or "人"):
        return Item("", "no-item", "no-item")  # a guess would be worse than a blank
    if shared := shared_out(frame, earlier) or rate:
        return Item(shared, "shared-out", "inherited-item")
    found = from_elsewhere(frame, earlier, named)
    return _of_its_growth(frame, found) if frame.verb_class == "C" else found


def _of_its_growth(frame: Frame, found: Item) -> Item:
    """支出增长44%，增幅同比提高3个百分点: what rose is how fast it grew."""
    rate = next((t for t in frame.left if t.text in _GROWTH_RATES), None)
    if rate is None or not found.text or rate is frame.verb[-1] or rate.text in found.text:
        return found
    return Item(found.text + rate.text, found.rule, found.flag)


_GROWTH_RATES = load.word_set("change_rates")


def _filed(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """收到提案97件，立案82件: what is filed was handed in, and is no case."""
    if not frame.verb_text.endswith("立案") or not earlier:
        return ""
    unit = frame.quantity.unit
    alike = (found.text for source, found in reversed(earlier) if source.quantity.unit == unit)
    return next((text for text in alike if text.endswith(("提案", "建议", "议案"))), "")


#: What those who were asked think of the things counted, which are what they were before.
_JUDGEMENTS = load.word_set("judgements")
#: 完成2133万元，为年预算的28.9%: the base is not what the share is of.
_NOTHING_TOLD = Item("", "no-item", "no-item")
_AWAY = {"外", "以外", "之外", "开外", "处", "远"}
_UNNAMED_BY_TITLES = load.word_set("befalling_people") | load.word_set("sending_verbs")
_OF_PERSONS = load.word_set("units_of_persons") | {"人次"}
_PEOPLE_ENDS = (*load.word_set("people_ends"), "队伍")
_INSURED = load.word_set("insurance_verbs")


def _are_others_than_the_title(frame: Frame, named: str) -> bool:
    """Say whether those of whom a deed tells are not named by the title of a section."""
    if PEOPLE.search(named) or named.endswith(_PEOPLE_ENDS) or frame.verb_text in _INSURED:
        return False
    if frame.verb_text in _UNNAMED_BY_TITLES:
        return True
    done = frame.verb_class in {"V", "VN"} and len(frame.verb_text) > 1
    return done and frame.quantity.unit in _OF_PERSONS


def _only_limit(frame: Frame) -> bool:
    """其中35岁以下9名: the phrase says which ones, the thing stands before."""
    if frame.after or not frame.before:
        return False
    return all(t.quantity is not None for t in frame.before if t.cls != "DE")
