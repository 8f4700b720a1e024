"""Find quantities: a number with its unit, its hedges and its blanks, anywhere in a text.

In goes any string; out come `Quantity` values in order, whose spans index that string. One
scan proposes places that begin with a digit, a numeral or a blank; each is read by a
bounded parse, so that the time grows with the length of the text and no faster. Numbers
without a unit, dates, ranks, slogans and names give nothing.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zhsummary.lexicons import load
from zhsummary.messages import say
from zhsummary.quantities import beliefs, hedges, lookalikes, masks
from zhsummary.quantities.cells import in_cells
from zhsummary.quantities.grammar import (
    CHINESE_RUN,
    CLOSING,
    DIGIT_RUN,
    KILO,
    LISTED,
    MADE_UP,
    MONEY_BEFORE,
    NO_ZERO,
    NUMBERED_TEXTS,
    NUMERALS,
    OPENING,
    PARTS,
    PEOPLE_BEFORE,
    PEOPLE_BEHIND,
    PRODUCT,
    RANGE,
    RANGE_SIGNS,
    SCALE_AT_END,
    SCALES,
    SCAN,
    SUM,
    TAIL,
    TENTH,
    TIMES,
    WITHIN,
    WRITTEN,
    unit_alone,
)
from zhsummary.quantities.model import Kind, Qualifier, Quantity
from zhsummary.quantities.numerals import DIGITS, EXACT, neighbours, number, ungrouped
from zhsummary.quantities.units import MASKED_NEVER, SPANS_TIME_OR_WAY, UNITS, Unit
from zhsummary.spans import fold, visible

_HALF = Decimal("0.5")
_PER = {"百": "%", "千": "‰", "万": "万分之"}
_NUMERALS = frozenset(f"0123456789{NUMERALS}")
# Before a span of time, 近 dates it (近三个月) instead of rounding it.
_DATED = frozenset(["年", "个月", "天", "日", "周", "星期", "个季度"])
_MINUS = frozenset("-−负下")
_DASHES = frozenset("0123456789-—–%")
#: What a minus sign before a count stands behind: 净增-5家, 为-5家; elsewhere it is a dash.
_BEFORE_SIGNED_COUNT = "增减长为是达："
_BEFORE_MINUS = frozenset("为是达到至在于长（(：:，、 ") | {""}
_HEDGES_OF_A_HALF = frozenset(["不到", "不足"])  # 近半年, 约半年 date what they stand before
_NO_HALF_BEFORE = frozenset("上下前后一过多大两各每年")  # 2023年半年总结
_HALF_YEAR_TITLE = re.compile(r"(?:度|工作|情况|任务){0,2}(?:总结|小结|汇报|报告|计划|要点|述职)")
_SIGNED_MEASURES = frozenset(["℃", "摄氏度"])
_DEGREES = _SIGNED_MEASURES | {"度"}
_LONGEST_SUM_NOUN = 8  # characters, with the verb behind it
_HUNDREDS = {"成百": Decimal(100), "成千": Decimal(1000)}
_SINGLE = frozenset(["1", "一"])
_SHARED_HEDGES = frozenset(["hedge:左右", "hedge:上下"])


@dataclass(frozen=True)
class Number:
    """A number alone: where it stands, its characters, and what it says."""

    start: int
    end: int
    text: str
    value: Decimal


def find_quantities(text: str, *, context: str | None = None) -> list[Quantity]:
    """Find every number with its unit in a stretch of Chinese text.

    Parameters
    ----------
    text : str
        Decoded text. Offsets in the result count from its first character.
    context : str, optional
        Text that stands before `text` elsewhere, such as a table's header. Where it ends
        by naming a unit (``单位：万元``, ``金额（万元）``), cells of `text` that are a bare
        number take that unit; nothing else changes.

    Returns
    -------
    list of Quantity
        In order of appearance, never overlapping. Money is in yuan; 98.5% is 98.5, not
        0.985; 百分点 is a unit of its own and not a percentage.

    Raises
    ------
    TypeError
        If `text` is not a str: a wrongly guessed encoding gives wrong numbers.

    Notes
    -----
    GB/T 15835-2011 allows mixed writing such as 56.8万. 一 before a measure word is read
    only where it counts a thing that was really there (评出先进一名), not in 一种氛围.

    Examples
    --------
    >>> [q.text for q in find_quantities("投入56.8万元，慰问近三百户")]
    ['56.8万元', '近三百户']
    >>> [(q.low, q.high) for q in find_quantities("全年能完成200—250名")]
    [(Decimal('200'), Decimal('250'))]
    """
    if not isinstance(text, str):
        raise TypeError(
            say(
                "find_quantities reads text (str), not {given}; decode bytes first.",
                given=type(text).__name__,
            )
        )
    whole = fold(text)
    folded, places = _closed_up(*visible(whole))
    if len(folded) < len(text):
        found = _found(_at(text, places), _mended(folded), context)
        for place, quantity in enumerate(found):  # one by one, so that none is there twice
            found[place] = _in_place(quantity, text, whole, places)
        return found
    return _found(text, _mended(folded), context)


def _closed_up(folded: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Leave out what is set around digits: 第 3 次会议, 会员【120】人, 发展__15__名."""
    gone = [match.span() for match in _PRINTERS_SPACE.finditer(folded)]
    if any(gap in folded for gap in _GAPS) and _MAY_BE_PARTED.search(folded):
        for match in _PARTED.finditer(folded):
            gone += [match.span(side) for side in match.groupdict() if match[side]]
        gone.sort()
    if _MAY_FRAME.search(folded):
        for match in _FRAMED.finditer(folded):
            gone += [(match.start(), match.start("digits")), (match.end("digits"), match.end())]
        gone.sort()
    if not gone:
        return folded, places
    pieces: list[str] = []
    kept = array("L")  # a list of numbers takes ten times the memory of the text
    done = 0
    for start, end in (*gone, (len(folded), len(folded))):
        pieces.append(folded[done:start])
        kept.extend(places[done:start])
        done = max(done, end)
    return "".join(pieces), kept


def _at(text: str, places: Sequence[int]) -> str:
    """Give the characters at some places, a stretch at a time."""
    starts = range(0, len(places), _STRETCH)
    return "".join(
        ["".join([text[at] for at in places[start : start + _STRETCH]]) for start in starts]
    )


_STRETCH = 65_536
#: The first digits of a number with a space inside that groups no thousands: 走访6 80人.
_TORN = re.compile(r"(?<=[\u4e00-\u9fff])(?<![图表第件例篇录稿卷期号之年月])[0-9]{1,3} \Z")
#: Digits parted from one or two more by what was meant for a decimal point: 945、8亩.
_MISPOINTED = re.compile(r"(?<=[\u4e00-\u9fff])(?<!第)(?P<whole>[0-9]{1,4})[、,，。·] ?\Z")
_TEARS = frozenset(" 、,，。·")
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_WHOLE_UNITS = load.word_set("units_of_duration") | {"岁", "周岁"}
#: What a list of numbers with one unit goes with: 一、二等奖分别为3、5万元.
_LISTING_BEFORE = re.compile(r"(?:分别|依次|各|[、和及与])[^，。；：,;:]*\Z")
#: A range without a unit, whose unit closes the list that it stands in.
_BOUNDS = re.compile(r"(?P<low>[0-9.]{1,7}) ?[^0-9. ]{1,2} ?(?P<high>[0-9.]{1,7})")


#: Digits in a form that was filled in, or printed bold, between a word and a unit. A single digit
#: in other brackets may be the number of a note or of an item.
_MAY_FRAME = re.compile(r"[】\]〕_*)）](?<=[\d万亿_*].)[\u4e00-\u9fff%]")
_FRAMED = re.compile(
    r"(?:(?<=[\u4e00-\u9fff:：])|(?<=[，、；,;。“])(?=\*\*))"
    r"(?:(?P<open>【|_{1,8}|\*\*)|[\[〔(（](?=\d[\d.,]))"
    r"(?P<digits>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?[万亿]?)"
    r"(?(open)(?:】|(?<!】)_{1,8}|\*\*)|[\]〕)）])"
    r"(?=[\u4e00-\u9fff%])"
)
#: A space beside the point of a decimal or the comma of thousands: 投入3. 5万元, 收入18, 560元.
#: At the start of a line it is 3. of a list.
_GAPS = (" .", " ,", ". ", ", ")
_MAY_BE_PARTED = re.compile(r"[0-9xX×*](?: [.,]|[.,] )")
_PARTED = re.compile(
    r"(?<=[\u4e00-\u9fff，：；、（(]) ?"
    r"(?:(?:[0-9]{1,6}|[xX×*]{1,6})(?P<before> ?)\.(?P<behind> ?)(?=[0-9]{1,4} ?[\u4e00-\u9fff%])"
    r"|[0-9]{1,3}(?P<ahead> ?),(?P<after> ?)(?=[0-9]{3} ?[\u4e00-\u9fff%]))"
)
_PAGE_OR_YEAR = re.compile(r"[0-9]{1,3}|(?:19|20)[0-9]{2}")
_FRAMES = frozenset("【】[]［］〔〕_＿*＊()（）")
_PRINTERS_SPACE = re.compile(r" (?:(?<=[\u4e00-\u9fff] )(?=[0-9])|(?<=[0-9%] )(?=[\u4e00-\u9fff]))")


def _found(text: str, folded: str, context: str | None) -> list[Quantity]:
    scan = _Scan(text, folded)
    scan.run()
    if "分别" in folded:
        _distribute_hedges(folded, scan.found)
    if context is not None:
        cells = in_cells(text, folded, context, scan.found)
        return sorted([*scan.found, *cells], key=lambda quantity: quantity.start)
    return scan.found


def _in_place(quantity: Quantity, text: str, whole: str, places: Sequence[int]) -> Quantity:
    """Give a quantity of the visible text the span that it has with what nobody sees."""
    start, end = places[quantity.start], places[quantity.end - 1] + 1
    first = places[quantity.start - 1] + 1 if quantity.start else 0
    if text[start].isdecimal():
        while start > first and whole[start - 1] in _FRAMES:
            start -= 1
    return replace(quantity, start=start, end=end, text=text[start:end])


def find_numbers(text: str) -> list[Number]:
    """Find every number that is written out, with or without a unit.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Number
        In order, never overlapping. A single Chinese digit alone is left out, because it
        mostly belongs to a word (一致, 三农); two neighbouring digits (三五) name no number.

    Raises
    ------
    TypeError
        If `text` is not a str.

    Examples
    --------
    >>> [(n.text, str(n.value)) for n in find_numbers("一致通过三百二十件，计1.2 亿元")]
    [('三百二十', '320'), ('1.2 亿', '120000000')]
    """
    if not isinstance(text, str):
        raise TypeError(
            say("find_numbers reads text (str), not {given}.", given=type(text).__name__)
        )
    folded, places = visible(fold(text))
    found = []
    for match in WRITTEN.finditer(folded):
        start = match.start()
        end = _without_kilo(folded, start, match.end())
        written = ungrouped(folded[start:end])
        value = number(written) if len(written) > 1 or written.isdecimal() else None
        if value is not None:
            begin, stop = places[start], places[end - 1] + 1
            found.append(Number(begin, stop, text[begin:stop], value))
    return found


class _Hedging:
    """What surrounds a number: how far it reaches, in which words, to what effect."""

    def __init__(
        self, begin: int, after: int, words: list[str], effects: list[str], half: bool
    ) -> None:
        self.begin = begin
        self.after = after
        self.words = words
        self.effects = effects
        self.half = half


class _Scan:
    """One pass over one text: proposes places, reads each, keeps what it found.

    A reader is given where its place starts and ends and gives the position to go on from.
    """

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self.quotes = lookalikes.quotes_in(folded)
        self.titled = "《" in folded
        self.overwritten = masks.is_overwritten(folded)
        self.found: list[Quantity] = []
        # numbers of a list whose last member names the unit: 3、5家
        self.waiting: list[tuple[int, int]] = []
        self.waiting_until = -1
        self.coded_until = -1  # the next member of a list of ordinals: 第3、5组

    def run(self) -> None:
        """Read the text from its start to its end."""
        readers = {
            "number": self._number, "broken": self._broken, "per": self._per,
            "blank": self._blank, "half": self._half, "lost": self._lost,
        }  # fmt: skip
        position, folded = 0, self.folded
        while opening := OPENING.search(folded, position):
            match = SCAN.match(folded, opening.start())
            if match is None:
                position = opening.end()
                continue
            start, position = match.span()
            if (reader := readers.get(match.lastgroup or "")) is not None:
                position = max(reader(start, position), start + 1)

    def _number(self, start: int, end: int) -> int:
        """Read a number: with its unit, as the start of a range, or as part of a list."""
        folded = self.folded
        digits = folded[start] <= "9"
        end = _without_kilo(folded, start, end)
        if end == start:
            return end
        if digits and folded[start - 1 : start] == "." and NO_ZERO.match(folded, start - 1):
            start -= 1
        tail = TAIL.match(folded, end)
        parted = tail is not None and "\n" in folded[end : tail.start("unit")]
        if parted and (self._is_page(start, end) or self._numbers_a_text(start)):
            return end
        reached = tail.end("unit") if tail else end
        if folded[reached : reached + 1] in RANGE_SIGNS and (
            after := self._range(start, end, tail, digits)
        ):
            return after
        if tail is None:
            return self._without_unit(start, end, digits)
        return self._with_unit(start, end, tail, "digits" if digits else "chinese")

    def _is_page(self, start: int, end: int) -> bool:
        """Tell whether a number alone on its line is that of a page, or a year."""
        return (
            self._opens_line(start) and _PAGE_OR_YEAR.fullmatch(self.folded, start, end) is not None
        )

    def _numbers_a_text(self, start: int) -> bool:
        """Tell whether a number closes a title (总结 篇2) and goes on in no other line."""
        before = self.folded[max(0, start - 8) : start].rstrip(" 第（(")
        return before.endswith(NUMBERED_TEXTS)

    # --- a number and its unit ------------------------------------------------------------

    def _with_unit(self, start: int, end: int, tail: re.Match[str], script: str) -> int:
        """Read a number whose unit was found, if it counts anything."""
        folded = self.folded
        more, scale, rest, unit_written, rate, _, closing = tail.groups()
        written, unit = ungrouped(folded[start:end]), UNITS[unit_written]
        if written[0] == ".":
            written = f"0{written}"
        if unit_written == "块" and beliefs.is_yuan(folded, start, tail.end("unit")):
            unit = UNITS["块钱"]
        elif unit_written == "个" and beliefs.is_point(folded, start, tail.end("unit")):
            unit = UNITS["个百分点"]
        value = number(written + scale)
        span = neighbours(written + scale) if value is None else None
        if value is None and span is None:
            return tail.end()
        if (more or rest) and not hedges.may_stand_inside(written, scale, more, rest):
            return tail.end()
        digits = script != "chinese"
        hedged = self._hedging(start, written, tail, unit, digits)
        begin, after = hedged.begin, hedged.after
        if start == self.coded_until or lookalikes.is_coded(
            folded, begin, digits and begin == start, unit.kind
        ):
            return after
        if not self._believed(written, unit, hedged, start, tail, digits):
            if written in ("万", "亿") and unit.name == "元" and not rate:
                return self._lost_money(start, tail.end("unit"))
            return tail.end("unit")
        if self._is_name(begin, after, unit.kind, closing is not None):
            return after
        if written in _SINGLE and beliefs.is_denied(folded, start):
            return after
        name = unit.name + rate if rate else unit.name
        if self.overwritten and masks.OVERWRITTEN.search(written):
            self._mask(begin, after, unit.kind, name, "overwritten")
            return after
        return self._keep(start, written, value, span, unit, name, hedged, script)

    def _hedging(
        self, start: int, written: str, tail: re.Match[str], unit: Unit, digits: bool
    ) -> _Hedging:
        """Gather the hedges before, inside and behind, and how far they reach."""
        folded = self.folded
        more, _, rest, _, rate, trailing, closing = tail.groups()
        after = tail.end()
        if trailing in ("多", "余") and not _trails(unit, folded, tail.end("after")):
            # 一人多岗: 多 belongs to the next word
            after = tail.end("rate") if rate else tail.end("unit")
            trailing = closing = None
        scale_only = not digits and beliefs.takes_scale_hedge(written)
        begin, effect, word = hedges.before(folded, start, scale_only, unit.kind)
        if self.found and begin < self.found[-1].end:
            begin, effect, word = start, "", ""  # 3元以上万元: the 上 is of the figure before
        if effect == "near" and unit.name in _DATED and not folded.startswith("时间", after):
            begin, word = start, ""
        if word == "不足" and hedges.counts_a_lack(folded, begin, after, unit.name):
            begin, word = start, ""
        words, effects = ([word], [effect]) if word else ([], [])
        over = "多" if tail["unit"].startswith("个多") else ""  # 3个多月
        for inside in (more, rest, trailing, over):
            if inside and inside != "半":
                words.append(inside)
                effects.append(hedges.INSIDE[inside])
        if closing:
            words.append(closing)
            effects.append(hedges.AFTER[closing])
        elif unit.name in SPANS_TIME_OR_WAY and (within := WITHIN.match(folded, after)):
            after = within.end()
            words.append("内")
            effects.append("under")
        if word == "上" and folded[begin - 2 : begin] in _HUNDREDS:
            begin -= 2
        return _Hedging(begin, after, words, effects, trailing == "半" or unit.plus_half)

    def _keep(
        self, start: int, written: str, value: Decimal | None, span: tuple[Decimal, Decimal] | None,
        unit: Unit, name: str, hedged: _Hedging, script: str,
    ) -> int:  # fmt: skip
        begin, after = hedged.begin, hedged.after
        said = [f"hedge:{word}" for word in hedged.words] if hedged.words else ()
        rules = (script, *said, unit.rule)
        torn = self._torn_from(start, written, unit) if self.folded[start - 1] in _TEARS else None
        if torn is not None:
            rules = (*rules, "torn")
            self.waiting.clear()
            self._add(torn, after, unit.kind, None, None, None, "exact", name, rules, True)
            return after
        if start == self.waiting_until:
            self._share(name, unit, written)
        if span is not None:
            low, high = EXACT.multiply(span[0], unit.worth), EXACT.multiply(span[1], unit.worth)
            rules = (*rules, "neighbours")
            self._add(begin, after, unit.kind, None, low, high, "range", name, rules)
        elif value is not None:
            spoken = _HUNDREDS.get(self.folded[begin : begin + 2], value)
            begin, after, amount = self._amount(spoken, unit, hedged)
            qualifier, least, most = hedges.bounds(amount, hedged.effects)
            self._add(begin, after, unit.kind, amount, least, most, qualifier, name, rules)
        return after

    def _torn_from(self, start: int, written: str, unit: Unit) -> int | None:
        """Give where a number begins of which a space or a mispointed decimal parts the end.

        走访6 80人 lost nothing or a digit, 945、8亩 and 26，5万元 are 945.8 or two numbers: the
        text does not say.
        """
        if not start:
            return None
        if torn := _TORN.search(self.folded, max(0, start - 4), start):
            return torn.start()
        if unit.kind == "count" and written[-1] not in SCALES:
            return None  # 走访3、5户
        if unit.name in _WHOLE_UNITS:
            return None  # 年龄18、19岁
        parted = _MISPOINTED.search(self.folded, max(0, start - 8), start)
        decimals = written.rstrip(SCALES)
        if parted is None or not (decimals.isdecimal() and len(decimals) < 3):
            return None
        whole = parted["whole"]
        if _A_YEAR.fullmatch(whole):
            return None  # 2019，8亩
        clause = _LISTING_BEFORE.search(self.folded, max(0, parted.start() - 24), parted.start())
        return None if clause else parted.start()

    def _believed(
        self, written: str, unit: Unit, hedged: _Hedging, start: int, tail: re.Match[str],
        digits: bool,
    ) -> bool:  # fmt: skip
        if unit.when == "scale" and (written + tail["scale"])[-1] not in "万亿":
            return False
        if digits:
            return beliefs.digits_count(written, unit)
        before, after = self.folded[start - 1 : start], self.folded[tail.end() : tail.end() + 1]
        parts = PARTS.get(unit.written)
        if parts and parts.match(self.folded, tail.end()):
            return True  # 一元五角, though 一元 alone is mostly a word
        vague = bool(hedged.words) or hedged.half
        return beliefs.numerals_count(written, unit, vague, before, after)

    def _amount(self, value: Decimal, unit: Unit, hedged: _Hedging) -> tuple[int, int, Decimal]:
        """Give the number its worth: half a unit more, coins behind, a sign before."""
        folded, begin, after = self.folded, hedged.begin, hedged.after
        if hedged.half:
            value = EXACT.add(value, _HALF)
        if unit.worth != 1:
            value = EXACT.multiply(value, unit.worth)
        if unit.name == "成" and (tenth := TENTH.match(folded, after)):
            value, after = EXACT.add(value, Decimal(DIGITS[tenth[0]])), tenth.end()
        if (pattern := PARTS.get(unit.written)) and (parts := pattern.match(folded, after)):
            value, after = _with_parts(value, parts, unit.worth), parts.end()
        elif unit.written == "个百分点" and folded[after - 1] == "个":
            after += 1  # 提高2个点
        if unit.kind == "money" and begin and folded[begin - 1] in "￥¥":
            begin -= 1
        if minus := self._minus(begin, unit):
            begin, value = begin - minus, value.copy_negate()
        return begin, after, value

    def _minus(self, begin: int, unit: Unit) -> int:
        """Give the length of a minus sign, and tell it from a dash (3-5万元) and from 减负."""
        before = self.folded[begin - 1] if begin else ""
        if before not in _MINUS:
            return 0
        earlier = self.folded[begin - 2] if begin > 1 else ""
        if before == "下":
            return 2 if earlier == "零" and unit.name in _DEGREES else 0
        if before == "负":
            return earlier in _BEFORE_MINUS
        signed = unit.kind in ("percent", "money") or unit.name in _SIGNED_MEASURES
        signed = signed or (earlier != "" and earlier in _BEFORE_SIGNED_COUNT)
        return signed and earlier not in _DASHES

    def _is_name(self, start: int, end: int, kind: Kind, closed: bool) -> bool:
        """Tell whether a figure stands in a book title or in a quoted name.

        Sums and shares are quoted as figures; so is a number whose hedge stands behind the
        closing mark (“三年”以上).
        """
        folded = self.folded
        if self.titled and lookalikes.in_title(folded, start, end):
            return True
        if not self.quotes or kind in ("money", "percent"):
            return False
        if closed and folded[start - 1 : start] == "“" and "”" in folded[start:end]:
            return False
        return lookalikes.in_name(folded, start, end, self.quotes)

    def _add(
        self, start: int, end: int, kind: Kind, value: Decimal | None, low: Decimal | None,
        high: Decimal | None, qualifier: Qualifier, unit: str, rules: tuple[str, ...],
        masked: bool = False,
    ) -> None:  # fmt: skip
        text = self.text[start:end]
        self.found.append(
            Quantity(start, end, text, kind, value, low, high, qualifier, unit, masked, rules)
        )

    # --- lists and ranges -----------------------------------------------------------------

    def _without_unit(self, start: int, end: int, digits: bool) -> int:
        """Keep a number that may get its unit from a list, and read ￥300."""
        folded = self.folded
        if not digits:
            return self._pair_with_comma(start, end) if folded[end : end + 1] == "、" else end
        if folded[start - 1 : start] in ("￥", "¥"):
            value = number(ungrouped(folded[start:end]))
            if value is not None:
                rules = ("digits", "sign:￥")
                self._add(start - 1, end, "money", value, None, None, "exact", "元", rules)
            return end
        if folded[end - 1] in "万亿" and (after := self._sum_unsaid(start, end)):
            return after
        listed = LISTED.match(folded, end)
        if listed and (start == self.coded_until or lookalikes.is_coded(folded, start, True)):
            self.coded_until = listed.end()
        elif listed and not self._opens_line(start):
            if start != self.waiting_until:
                self.waiting.clear()
            self.waiting.append((start, end))
            self.waiting_until = listed.end()
        return end

    def _sum_unsaid(self, start: int, end: int) -> int:
        """Read 投资480万， and 人口5.2万，: the noun says what 万 at a clause's end counts."""
        folded = self.folded
        if PEOPLE_BEHIND.match(folded, end):
            return self._people_unsaid(start, end)
        close = SUM.match(folded, end)
        if not close or lookalikes.is_coded(folded, start, True, "money"):
            return 0
        begin, effect, word = hedges.before(folded, start, False, "money")
        said = folded[max(0, begin - _LONGEST_SUM_NOUN) : begin]
        kind: Kind = "money" if MONEY_BEFORE.search(said) else "count"
        value = number(ungrouped(folded[start:end]))
        if value is None or (kind == "count" and not PEOPLE_BEFORE.search(said)):
            return 0
        if self._is_name(begin, end, kind, False):
            return 0
        words, effects = ([word], [effect]) if word else ([], [])
        if close["closing"]:
            words.append(close["closing"])
            effects.append(hedges.AFTER[close["closing"]])
            end = close.end()
        qualifier, low, high = hedges.bounds(value, effects)
        unit = "元" if kind == "money" else "人"
        rules = ("digits", *[f"hedge:{one}" for one in words], f"unit:{unit}-unsaid")
        self._add(begin, end, kind, value, low, high, qualifier, unit, rules)
        return end

    def _people_unsaid(self, start: int, end: int) -> int:
        """Read 2.4万缺水群众: behind 万 the noun says that people are counted."""
        value = number(ungrouped(self.folded[start:end]))
        begin, effect, word = hedges.before(self.folded, start, False, "count")
        if value is None or self._is_name(begin, end, "count", False):
            return 0
        qualifier, low, high = hedges.bounds(value, [effect] if word else [])
        rules = ("digits", *([f"hedge:{word}"] if word else []), "unit:人-unsaid")
        self._add(begin, end, "count", value, low, high, qualifier, "人", rules)
        return end

    def _opens_line(self, start: int) -> bool:
        before = self.folded[max(0, start - 6) : start].rstrip(" \t*#（(")
        return not before or before.endswith("\n")

    def _share(self, name: str, unit: Unit, written: str) -> None:
        """Give the unit of a list's last member to the members before it."""
        scale = SCALE_AT_END.search(written)
        for first, last in self.waiting:
            member = ungrouped(self.folded[first:last])
            if bounds := _BOUNDS.fullmatch(member):
                self._share_range(first, last, bounds, name, unit, scale[0] if scale else "")
                continue
            value = number(member + (scale[0] if scale and member[-1] not in SCALES else ""))
            if value is not None and not self._is_name(first, last, unit.kind, False):
                rules = ("digits", "list-unit", f"unit:{name}")
                value = EXACT.multiply(value, unit.worth)
                self._add(first, last, unit.kind, value, None, None, "exact", name, rules)
        self.waiting.clear()
        self.waiting_until = -1

    def _share_range(
        self, first: int, last: int, bounds: re.Match[str], name: str, unit: Unit, scale: str
    ) -> None:
        """Add a range of a list in the unit of the list's last member."""
        low, high = number(bounds["low"] + scale), number(bounds["high"] + scale)
        if low is None or high is None or low >= high:
            return
        least, most = EXACT.multiply(low, unit.worth), EXACT.multiply(high, unit.worth)
        rules = ("digits", "list-unit", f"unit:{name}")
        self._add(first, last, unit.kind, None, least, most, "range", name, rules)

    def _pair_with_comma(self, start: int, end: int) -> int:
        """Read 三、四十人 as a span; the numeral that opens a heading (三、) is none."""
        folded = self.folded
        second = CHINESE_RUN.match(folded, end + 1)
        if second and (start == self.coded_until or self._goes_by_number(start, second.start())):
            self.coded_until = second.start()  # 第一、二组; 一、二、三组
            return end
        if not second or self._opens_line(start):
            return end
        tail = TAIL.match(folded, second.end())
        span = neighbours(folded[start : second.end()])
        if not tail or not span or lookalikes.is_coded(folded, start, False):
            return end
        unit, stop = UNITS[tail["unit"]], tail.end("unit")
        if self._is_name(start, stop, unit.kind, False):
            return stop
        rules = ("chinese", "neighbours", unit.rule)
        low, high = EXACT.multiply(span[0], unit.worth), EXACT.multiply(span[1], unit.worth)
        self._add(start, stop, unit.kind, None, low, high, "range", unit.name, rules)
        return stop

    def _goes_by_number(self, start: int, second: int) -> bool:
        """Tell whether 第 or a third neighbour makes a list of numerals one of ordinals."""
        folded = self.folded
        if folded[start - 1 : start] == "第":
            return True
        return folded[second + 1 : second + 2] == "、" and bool(
            CHINESE_RUN.fullmatch(folded, second + 2, second + 3)
        )

    def _range(self, start: int, end: int, tail: re.Match[str] | None, digits: bool) -> int:
        """Read 200—250名, 3至5万元, 30%-40%; give 0 where it is no range."""
        folded = self.folded
        second = RANGE.match(folded, tail.end("unit") if tail else end)
        if not second:
            return 0
        last = _without_kilo(folded, second.start("second"), second.end("second"))
        if second[0].lstrip(" \t\r")[0] == "\n" and self._opens_line(start):
            return 0  # a number alone on its line, and below it a list or the number of a page
        closing = TAIL.match(folded, last)
        if not closing and not tail:
            return self._listed_range(start, last)
        if not closing or (tail and not _share_unit(tail["unit"], closing["unit"])):
            return 0
        if (
            folded[start - 1 : start] in ("由", "从")
            and second[0].strip()[0] in "到至"
            and not MADE_UP.match(folded, closing.end())
        ):
            return self._change(start, end, tail, second.start("second"), digits)
        unit = UNITS[closing["unit"]]
        begin, _, word = hedges.before(folded, start, False, unit.kind)
        stop = closing.end("rate") if closing["rate"] else closing.end("unit")
        if closing["closing"] and not closing["after"]:
            stop = closing.end()
        if lookalikes.is_coded(folded, begin, digits and not word):
            return stop
        low, high = _two(
            ungrouped(folded[start:end]) + (tail["scale"] if tail else ""),
            ungrouped(folded[second.start("second") : last]) + closing["scale"],
            tail is not None,
        )
        if low is None or high is None or low >= high:
            return 0
        if self._is_name(begin, stop, unit.kind, False):
            return stop
        low, high = EXACT.multiply(low, unit.worth), EXACT.multiply(high, unit.worth)
        if minus := self._minus(begin, unit):
            begin, low = begin - minus, low.copy_negate()
            if minus == len("零下"):  # of both ends: 零下5至8℃
                low, high = high.copy_negate(), low
        script, sign = "digits" if digits else "chinese", second[0].strip()[0]
        name = unit.name + (closing["rate"] or "")
        if start == self.waiting_until:
            self._share(name, unit, folded[second.start("second") : last] + closing["scale"])
        rules = (script, f"range:{sign}", unit.rule)
        self._add(begin, stop, unit.kind, None, low, high, "range", name, rules)
        return stop

    def _listed_range(self, start: int, end: int) -> int:
        """Keep a range that may get its unit from a list (3-5、6-8家); give 0 where it is none."""
        listed = LISTED.match(self.folded, end)
        if not listed or self._opens_line(start) or lookalikes.is_coded(self.folded, start, True):
            return 0
        if start != self.waiting_until:
            self.waiting.clear()
        self.waiting.append((start, end))
        self.waiting_until = listed.end()
        return end

    def _change(
        self, start: int, end: int, tail: re.Match[str] | None, second: int, digits: bool
    ) -> int:
        """Read 由31到38家 as two figures, the state before and the state after."""
        if tail is not None or not digits:
            return 0
        self.waiting[:] = [(start, end)]
        self.waiting_until = second
        return end

    # --- what is written in another way -----------------------------------------------------

    def _broken(self, start: int, end: int) -> int:
        """Read digits that a page break parts; without a unit behind, they are two numbers."""
        if tail := TAIL.match(self.folded, end):
            return self._with_unit(start, end, tail, "join:line-break")
        first = DIGIT_RUN.match(self.folded, start)
        return first.end() if first else end

    def _per(self, start: int, end: int) -> int:
        """Read 百分之八十五, 千分之三; 六个百分之百 counts slogans."""
        folded = self.folded
        value = number(ungrouped(folded[start + 3 : end]))
        unit = _PER[folded[start]]
        if value is None or folded[start - 1 : start] == "个":
            return end
        if self._is_name(start, end, "percent", False):
            return end
        begin, effect, word = hedges.before(folded, start, False, "percent")
        said, effects = ([word], [effect]) if word else ([], [])
        second = RANGE.match(folded, end)
        high = number(ungrouped(second["second"])) if second else None
        if second and high is not None and value < high:
            sign = second[0].strip()[0]
            told = ("per-hundred", f"range:{sign}")
            self._add(begin, second.end(), "percent", None, value, high, "range", unit, told)
            return second.end()
        if closing := CLOSING.match(folded, end):
            for inside in (closing["rest"], closing["closing"]):
                if inside:
                    said.append(inside)
                    effects.append(hedges.INSIDE.get(inside) or hedges.AFTER[inside])
            end = closing.end()
        qualifier, low, upper = hedges.bounds(value, effects)
        rules = ("per-hundred", *[f"hedge:{one}" for one in said])
        self._add(begin, end, "percent", value, low, upper, qualifier, unit, rules)
        return end

    def _half(self, start: int, end: int) -> int:
        """Read 半年, 半个月; 上半年 and 下半年 are dates."""
        tail = TAIL.match(self.folded, end)
        if not tail or self.folded[start - 1 : start] in _NO_HALF_BEFORE:
            return end
        unit, stop = UNITS[tail["unit"]], tail.end("unit")
        if unit.name == "年" and _HALF_YEAR_TITLE.match(self.folded, stop):
            return stop  # 农业半年工作总结
        if not self._is_name(start, stop, unit.kind, False):
            value = EXACT.multiply(_HALF, unit.worth)
            begin, effect, word = hedges.before(self.folded, start, False, unit.kind)
            if word not in _HEDGES_OF_A_HALF:
                begin, effect = start, ""
            said = [(word, effect)] if effect else []
            if tail["after"] == "多" and _trails(unit, self.folded, tail.end("after")):
                stop = tail.end("after")
                said.append(("多", hedges.INSIDE["多"]))  # 半年多
            elif tail["unit"].startswith("个多"):
                said.append(("多", hedges.INSIDE["多"]))
            qualifier, low, upper = hedges.bounds(value, [one for _, one in said])
            rules = ("half", unit.rule, *[f"hedge:{one}" for one, _ in said])
            self._add(begin, stop, unit.kind, value, low, upper, qualifier, unit.name, rules)
        return stop

    # --- figures that were blanked out or lost ------------------------------------------------

    def _blank(self, start: int, end: int) -> int:
        """Read a figure whose digits are hidden: xx人次, xx.8万元."""
        if self.found and self.found[-1].end == start and TIMES.match(self.folded, start):
            return start + 1  # 3米×4米, 36户×500元
        tail = TAIL.match(self.folded, end)
        if not tail and self.folded.startswith("百分之", max(0, start - 3), start):
            self._mask(start - 3, end, "percent", "%", "mask")
            return end
        if not tail or self.folded[start - 1 : start] == "第":
            return start + 1 if not tail and self.folded[start] > "9" else end
        unit = UNITS[tail["unit"]]
        if (
            tail["unit"] in MASKED_NEVER
            or unit.when == "scale"
            or not self._hides(start, end, unit)
        ):
            return end
        stop = tail.end("rate") if tail["rate"] else tail.end("unit")
        if not self._is_name(start, stop, unit.kind, False):
            self._mask(start, stop, unit.kind, unit.name + (tail["rate"] or ""), "mask")
        return stop

    def _hides(self, start: int, end: int, unit: Unit) -> bool:
        """Tell whether a blank hides digits, and is not print, a size or somebody."""
        blank = self.folded[start:end]
        if "某" in blank or PRODUCT.fullmatch(blank):
            return unit.kind == "money"
        if blank.startswith("**") and masks.is_bold(self.folded, start, end):
            return False
        before = self.folded[start - 1 : start]
        return len(blank) > 1 or before >= "\u4e00" or (before != "" and before in "(,:;、。“")

    def _lost(self, start: int, end: int) -> int:
        """Read a unit whose digits are gone: 入库元, 发放资料余份."""
        if self.folded[end - 1] == "元":
            return self._lost_money(start, end)
        if self.folded[start] == "%":
            if masks.lost_share(self.folded, start):
                self._mask(start, end, "percent", "%", "lost-digits")
            return end
        unit = unit_alone().match(self.folded, end)
        if not unit or UNITS[unit[0]].kind != "count" or UNITS[unit[0]].when:
            return end
        if masks.lost_count(self.folded, start, unit.end()):
            self._mask(start, unit.end(), "count", unit[0], "lost-digits")
            return unit.end()
        return end

    def _lost_money(self, start: int, end: int) -> int:
        if masks.lost_money(self.folded, start, end) and not self._is_name(
            start, end, "money", False
        ):
            self._mask(start, end, "money", "元", "lost-digits")
        return end

    def _mask(self, start: int, end: int, kind: Kind, unit: str, rule: str) -> None:
        rules = (rule, f"unit:{unit}")
        self._add(start, end, kind, None, None, None, "exact", unit, rules, masked=True)


def _mended(folded: str) -> str:
    """Move a line break that parts a measure word before it: 12 公⏎里 is read as 12 ⏎公里.

    No character is lost, so that every offset behind the word stays what it was.

    Examples
    --------
    >>> _mended("修路12公\\n里。"), _mended("走访12户\\n次日")
    ('修路12\\n公里。', '走访12户\\n次日')
    """
    pieces, done = [], 0
    for gap in _LINE_GAP.finditer(folded):
        head = _UNIT_HEAD.search(folded, max(0, gap.start() - 8), gap.start())
        rest = _UNIT_REST.match(folded, gap.end()) if head else None
        if head is None or rest is None or head.start("word") < done:
            continue
        for end in range(rest.end(), gap.end(), -1):
            word = head["word"] + folded[gap.end() : end]
            if word in UNITS and folded[end : end + 1] not in _AFTER_HALF_UNIT:
                pieces += [folded[done : head.start("word")], folded[head.end("word") : gap.end()]]
                pieces.append(word)
                done = end
                break
    return "".join([*pieces, folded[done:]]) if pieces else folded


_LINE_GAP = re.compile(r"\n\s{0,6}")
_UNIT_HEAD = re.compile(r"[0-9余多十百千万亿][ \t]{0,2}(?P<word>[\u4e00-\u9fff]{1,3})[ \t\r]{0,2}$")
_UNIT_REST = re.compile(r"[\u4e00-\u9fff]{1,3}")
_AFTER_HALF_UNIT = frozenset("日年月晨要序级品生")  # 次日, 次年, 次要: another word begins


def _without_kilo(folded: str, start: int, end: int) -> int:
    """Give back 千 of 千瓦 and the like, which a run of numerals has swallowed."""
    follows = KILO.get(folded[end - 1])
    if follows and folded[end : end + 1] and folded[end] in follows:
        return max(start, end - 1)
    return end


def _trails(unit: Unit, folded: str, after: int) -> bool:
    """Tell whether 多 or 余 behind a unit hedges it: 三年多, not 一人多岗 or 96人多10人."""
    return unit.kind != "count" and folded[after : after + 1] not in _NUMERALS


def _two(first: str, second: str, own_unit: bool) -> tuple[Decimal | None, Decimal | None]:
    """Give both ends of a range; the first takes the second's scale when it has none.

    Examples
    --------
    >>> _two("3", "5万", False), _two("3000", "5万", False)
    ((Decimal('30000'), Decimal('50000')), (Decimal('3000'), Decimal('50000')))
    """
    low, high = number(first), number(second)
    scale = SCALE_AT_END.search(second)
    if own_unit or not scale or low is None or first[-1] in SCALES:
        return low, high
    mantissa = number(second[: scale.start()])
    if mantissa is not None and low < mantissa:
        low = number(first + scale[0])
    return low, high


def _share_unit(first: str, second: str) -> bool:
    """Tell whether the ends of a range have one unit: 200名至250名, 5个至8个百分点."""
    return UNITS[first].name == UNITS[second].name or (first, second) == ("个", "个百分点")


def _with_parts(value: Decimal, parts: re.Match[str], worth: Decimal) -> Decimal:
    """Add the tenths and hundredths of a unit that stand behind it: 3元2角1分."""
    for power, part in enumerate(parts.groups(), start=1):
        digit = number(part) if part else None
        if digit is not None:
            value = EXACT.add(value, EXACT.multiply(digit.scaleb(-power), worth))
    return value


def _distribute_hedges(folded: str, found: list[Quantity]) -> None:
    """Let a hedge that closes an aligned list hold for all of it: 分别增长4.5%、5.5%左右.

    Only behind 分别, and only 左右 and 上下: what 以上 bounds is the last member alone.
    """
    for index in range(len(found) - 1, 0, -1):
        last, earlier = found[index], found[index - 1]
        if last.qualifier != "approx" or earlier.qualifier != "exact" or earlier.masked:
            continue
        shared = _SHARED_HEDGES.intersection(last.rules)
        between = folded[earlier.end : last.start]
        before = folded[max(0, earlier.start - 40) : earlier.start]
        if shared and earlier.unit == last.unit and between in "、和，" and "分别" in before:
            found[index - 1] = replace(earlier, qualifier="approx", rules=(*earlier.rules, *shared))
