"""Which figures share: aligned lists (分别), parts of a whole (其中), one event's group."""

from __future__ import annotations

from dataclasses import dataclass

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET
from zhsummary.facts.nouns import clean, join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load


@dataclass(frozen=True)
class Aligned:
    """The item that a list gives to a quantity."""

    item: str
    rule: str


def aligned(frames: list[Frame], items: list[str]) -> dict[int, Aligned]:
    """Align the k-th figure of a list with the k-th name.

    Parameters
    ----------
    frames : list of Frame
        The frames of one sentence.
    items : list of str
        Items found so far, one a frame: a list after 分别 may follow
        figures instead of names (出栏6150头，存栏4320头，分别增长6.8%和3.5%).
    """
    found: dict[int, Aligned] = {}
    items = list(items)
    for first, last in _runs(frames):
        count = last - first + 1
        if count < 2:
            continue
        names, common = _names(frames[first].left, count)
        if count == 2 and (pair := _town_and_country(frames[first])):
            names, common = pair, []
        spoken = (
            _apart(frames[first])
            or _shares_growth(frames, first, count)
            or _shares_of_plan(frames, first, count)
        )
        own = _apart(frames[first]) and _listed_before(frames[first], count)
        if own:
            for k, name in enumerate(own):
                found[first + k] = Aligned(name, "list-aligned")
        elif len(names) == count:
            for k, name in enumerate(names):
                found[first + k] = Aligned(_with_common(name, common), "list-aligned")
        elif _leads_on(frames, first, count) and all(
            i in found for i in range(first - count, first)
        ):
            for k in range(count):  # 甲、乙分别从50家、30家增加到80家、45家
                found[first + k] = Aligned(found[first - count + k].item, "list-aligned-to-figures")
        elif spoken and (before := _before_list(frames, items, first, count)):
            tail = _own_tail(frames[first])
            # 集中供养21人，分散供养36人，标准分别为…: the verbs tell like things apart
            verbs = {frames[i].verb_text for i in before}
            apart = len({items[i] for i in before}) == 1 and len(verbs - {""}) == len(before)
            for k, i in enumerate(before):
                name = _by_its_deed(frames[i], items[i], tail) if apart else items[i]
                if not apart and _done_to_like(frames, items, before, i):
                    name = frames[i].verb_text + name
                found[first + k] = Aligned(_joined(name, tail), "list-aligned-to-figures")
        for i in range(first, last + 1):
            items[i] = found[i].item if i in found else items[i]
    return found


def _done_to_like(frames: list[Frame], items: list[str], before: list[int], i: int) -> bool:
    """受理案件96件，审结80件，标的额2亿元，分别增长6%、7%和9%: deeds tell like things apart."""
    alike = [k for k in before if items[k] == items[i]]
    verbs = {frames[k].verb_text for k in alike}
    return len(alike) > 1 and len(verbs - {""}) == len(alike)


def _by_its_deed(frame: Frame, item: str, tail: str) -> str:
    """经费收缴到位63万元，其中企业缴纳41万元，分别增长7%和11%: a deed of money names none alone."""
    if tail or frame.quantity.kind != "money":
        return frame.verb_text
    behind = bool(frame.before) and frame.before[0].start < frame.verb[0].start
    return item + frame.verb_text if behind and join(frame.before) == item else item


def _shares_growth(frames: list[Frame], first: int, count: int) -> bool:
    """游客23万人次、收入1.4亿元，同比增长18%、21%: as many rates as amounts before them."""
    before = frames[max(0, first - count - 1) : first]
    if len(before) < count:
        return False
    if frames[first].quantity.kind != "percent" or frames[first].verb_class != "C":
        return False
    amounts = before[-count:]
    opens = len(before) == count or before[0].quantity.kind == "percent"
    # 覆盖15个村，零售额1860万元，其中农产品920万元，增长22%和31%
    units = {f.quantity.unit for f in amounts}
    opens = opens or (len(units) == 1 and before[0].quantity.unit not in units)
    near = frames[first].clause_index - 1
    return (
        opens
        and not frames[first].before
        and all(f.quantity.kind != "percent" and f.clause_index >= near - count for f in amounts)
    )


def _shares_of_plan(frames: list[Frame], first: int, count: int) -> bool:
    """完成土石方3万方，投资76万元，占计划的103%、105%: as many shares of a plan as amounts."""
    opening = frames[first]
    if count < 2 or first != count or opening.quantity.kind != "percent":
        return False
    shares = opening.verb_text in {"占", "完成"} and TARGET.search(join(opening.before)) is not None
    return shares and all(f.quantity.kind != "percent" for f in frames[:first])


def _before_list(frames: list[Frame], items: list[str], first: int, count: int) -> list[int]:
    """Give the amounts that a list goes back to; those who were served are none of them."""
    amounts = [i for i in range(first) if not _is_served(frames[i])][-count:]
    told = len(amounts) == count and all(items[i] for i in amounts)
    return amounts if told else []


def _is_served(frame: Frame) -> bool:
    """为1107名残疾人适配辅具1235件: those for whom it was done."""
    return bool(frame.left) and frame.left[-1].text in {"为", "给", "向"} and bool(frame.after)


def _listed_before(frame: Frame, count: int) -> list[str]:
    """居住着汉、藏两个民族，分别占58%和42%: the names that the figure before sums up."""
    summed = frame.previous
    if summed is None or frame.before[:1] == summed.after or summed.quantity.value != count:
        return []
    if summed.clause_index + 1 != frame.clause_index or summed.quantity.kind != "count":
        return []
    names, _ = _names(summed.left, count)
    return [one + clean(summed.after) for one in names]


def _leads_on(frames: list[Frame], first: int, count: int) -> bool:
    """Say whether a list only gives what the amounts of the list before it became."""
    before = frames[first].neighbour
    return (
        first >= count
        and before is frames[first - 1]
        and frames[first].verb_class == "C"
        and not frames[first].before
    )


def _town_and_country(frame: Frame) -> list[str]:
    """城乡居民收入分别增长5%、6.5%: one word names both, the town first."""
    phrase = clean(frame.before)
    if not _apart(frame) or not phrase.startswith("城乡"):
        return []
    return ["城镇" + phrase[2:], "农村" + phrase[2:]]


def _joined(name: str, tail: str) -> str:
    """Put name and tail together without saying twice what both say (分散供养 + 供养标准)."""
    for size in range(min(len(name), len(tail)), 0, -1):
        if name.endswith(tail[:size]):
            return name + tail[size:]
    return name + tail


def _runs(frames: list[Frame]) -> list[tuple[int, int]]:
    """Give runs of figures with nothing but a conjunction between them, in one clause."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(frames):
        j = i
        while (
            j + 1 < len(frames)
            and _follows(frames[j], frames[j + 1])
            and (_alike(frames[j + 1], frames[i]) or _apart(frames[i]))
        ):
            j += 1
        if j > i:
            runs.append((i, j))
        i = j + 1
    return runs


def _follows(frame: Frame, after: Frame) -> bool:
    """Say whether nothing but a conjunction, or behind 分别 a comma, parts two figures."""
    if after.neighbour is frame:
        return bool(after.left) and all(
            t.cls in {"J", "D", "T"} or t.text == "与" for t in after.left
        )
    alone = not after.left and not after.right and not frame.right
    next_to = after.clause_index == frame.clause_index + 1 and after.neighbour is None
    return alone and next_to and _apart(frame) and _alike(after, frame)


def _alike(one: Frame, other: Frame) -> bool:
    a, b = one.quantity, other.quantity
    return a.kind == b.kind and a.unit == b.unit


def _apart(frame: Frame) -> bool:
    return "分别" in frame.left_words


#: Modifiers that come in pairs before one noun.
_CONTRASTS = load.word_set("contrasts")


def _names(left: list[Token], count: int) -> tuple[list[str], list[Token]]:
    """Split the list of names before the figures; what stands behind the last is common to all."""
    parts = _parted(left, {"J"})
    if len(parts) > count:
        paused = [t for t in left if t.text == "、"]  # 物流业、旅游和餐饮业产值分别增长8%、12%
        if len(paused) + 1 == count:
            parts = _parted(left, {"、"})
    if len(parts) < count:
        return [], []
    parts = parts[-count:]
    if deeds := _named_by_deed(parts):
        return deeds
    last = parts[-1]
    cut = next(
        (i for i, t in enumerate(last) if t.cls in {"V", "L", "C", "D", "M", "P", "R"} and i),
        len(last),
    )
    parts[-1], common = last[:cut], last[cut:]
    if all(join(p) in _CONTRASTS for p in parts[:-1]) and last and last[0].text in _CONTRASTS:
        # 城镇、农村居民人均可支配收入: the noun behind the last is that of all
        parts[-1] = last[:1]
        common = last[1:]
    first = parts[0]
    start = next(
        (i + 1 for i in range(len(first) - 1, -1, -1) if first[i].cls not in {"N", "VN", "DE"}), 0
    )
    parts[0] = first[start:]
    if len(parts[0]) > 1 and parts[0][0].cls == "VN" and parts[0][0].text in _DONE_TO_ALL:
        parts[0] = parts[0][1:]  # 完善农田网格和草场网格分别为76个、25个
    names = _with_shared_head([clean(p) for p in parts], parts[-1])
    return ([], []) if not all(names) else (names, common)


#: What opens a list as the deed that is done to all of it.
_DONE_TO_ALL = load.word_set("building_verbs") & load.word_set("transitive_verbs")


def _named_by_deed(parts: list[list[Token]]) -> tuple[list[str], list[Token]] | None:
    """医疗救助、临时救助、教育救助分别发放12万元、8万元、5万元: one deed names all of them."""
    at = next((i for i, t in enumerate(parts[-1]) if t.text == "分别"), 0)
    named = [*parts[:-1], parts[-1][:at]]
    if not at or any(len(p) != 2 or p[0].cls not in {"N", "VN"} for p in named):
        return None
    deeds = {p[1].text for p in named if p[1].cls in {"V", "VN"}}
    alike = len(deeds) == 1 and all(p[1].text in deeds for p in named)
    return ([join(p) for p in named], parts[-1][at:]) if alike else None


def _parted(left: list[Token], marks: set[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in left:
        if token.cls in marks or token.text in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


#: Head nouns that the last name of a list may share with the others.
_MEASURED_HEADS = tuple(load.word_set("measured_heads"))


def _with_shared_head(names: list[str], last: list[Token]) -> list[str]:
    """铝、锌、锡产量: what is measured stands behind the last name and holds for all."""
    if shared := _behind_alike(names, last):
        return [name + shared for name in names[:-1]] + names[-1:]
    nouns = [t for t in last if t.cls in {"N", "VN"}]
    if len(nouns) < 2 or not nouns[-1].text.endswith(_MEASURED_HEADS):
        return names
    if any(name.endswith((*_MEASURED_HEADS, "数", "量", "率", "额")) for name in names[:-1]):
        return names
    return [*(name + nouns[-1].text for name in names[:-1]), names[-1]]


def _behind_alike(names: list[str], last: list[Token]) -> str:
    """县道、乡道、村道优良路率: what stands behind the last of names that end alike is of all."""
    if len(last) < 2 or not all(name.endswith(last[0].text[-1:]) for name in names[:-1]):
        return ""
    measured = last[-1].text.endswith((*_MEASURED_HEADS, "率", "量"))
    return join(last[1:]) if measured and all(t.cls in {"N", "VN"} for t in last) else ""


def _with_common(name: str, common: list[Token]) -> str:
    tail: list[Token] = []
    if any(t.text == "占" for t in common):
        return name  # 火灾起数和死亡人数分别占总数的89%和90%: the base is of neither
    for token in common:
        if token.cls == "N" or (token.cls == "R" and token.text.endswith("均") and tail):
            tail.append(token)
    return name + clean(tail)


def _own_tail(frame: Frame) -> str:
    """回收率分别为84%、78%: the figures are of that rate; 年计划的84%、78% are not of the plan."""
    tail = "" if frame.verb_text == "占" else clean(frame.before)
    return "" if TARGET.search(tail) else tail


def groups(frames: list[Frame], items: list[str]) -> list[int | None]:
    """Number the figures that describe one event together: 9户25人, 举办6期、480人次.

    The number is the index of the event's first figure; None where a figure stands alone.
    """
    found: list[int | None] = [None] * len(frames)
    for i in range(1, len(frames)):
        if _same_event(frames[i], items[i], items[i - 1]):
            opened = found[i - 1]
            found[i - 1] = found[i] = i - 1 if opened is None else opened
    return found


def _same_event(frame: Frame, item: str, item_before: str) -> bool:
    before = frame.previous
    if before is None or frame.limit or before.limit:
        return False
    if frame.juxtaposed or frame.part or item == item_before != "":
        return True
    if frame.listed and frame.quantity.unit != before.quantity.unit:
        return True
    follows = frame.clause_index == before.clause_index + 1
    return follows and not frame.verb and bool(frame.left) and frame.quantity.kind == "percent"
