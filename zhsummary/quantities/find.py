"""Find quantities: a number with its unit, its hedges and its blanks, anywhere in a text.

In goes any string; out come `Quantity` values in order, whose spans index that string. One
scan proposes places that begin with a digit, a numeral or a blank; each is read by a
bounded parse, so that the time grows with the length of the text and no faster. Numbers
without a unit, dates, ranks, slogans and names give nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhsummary.quantities import hedges, lookalikes, masks
from zhsummary.quantities.model import Quantity
from zhsummary.quantities.numerals import EXACT, neighbours, number, ungrouped
from zhsummary.quantities.units import MASKED_NEVER, PATTERN, RATE, SPANS_TIME_OR_WAY, UNITS
from zhsummary.spans import fold

# --- the parts of a written number ------------------------------------------------------

_CN = "零〇○一二两三四五六七八九十百千万亿兆廿卅卌"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_SCALES = "十百千万亿兆"
_SPACE = r"[ \t]{0,2}"
_BREAK = r"[ \t]{0,4}\n\s{0,6}"
# A line break may part a number from its measure word: 120⏎⏎床.
_GAP = rf"(?:{_BREAK}|{_SPACE})"
_ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,12}(?![0-9])|[0-9]{1,3}(?: [0-9]{3}){1,6}(?![0-9.]| [0-9])|[0-9]+)(?:\.[0-9]+)?"
# 3.5万, 3万5千, 1亿2千万, 3万4000
_MIXED = (
    rf"{_ARABIC}(?:{_SPACE}[{_SCALES}]{{1,4}}(?:[0-9一二两三四五六七八九]{{1,5}}[十百千万]{{1,2}}){{0,4}}"
    rf"(?:[0-9]{{3,4}}(?![0-9.年]))?)?"
)
_CHINESE = rf"[{_CN}]+(?:点[零〇一二三四五六七八九]+[万亿]{{0,2}})?"
_FORMAL_RUN = rf"[{_FORMAL}][{_FORMAL}零万亿]*"
# A page break inside digits: 4⏎⏎6万元. What follows must be able to go on as a figure.
_BROKEN = rf"(?<=[^\s0-9.])[0-9]+[,.]?{_BREAK}[0-9]+(?:\.[0-9]+)?(?=[ ]?[\u4e00-\u9fff%‰])(?![ ]?[月日号年、])[{_SCALES}]{{0,3}}"
_NUMBER = rf"(?:{_MIXED}|{_CHINESE}|{_FORMAL_RUN})"

_SCAN = re.compile(
    rf"(?=[0-9{_CN}{_FORMAL}半xX×*□_\\某Nn元余])(?:"
    rf"(?P<none>{lookalikes.PATTERN})"
    rf"|(?P<per>[百千万]分之{_SPACE}{_NUMBER})"
    rf"|(?P<blank>{masks.BLANK})"
    rf"|(?P<broken>{_BROKEN})"
    rf"|(?P<number>{_NUMBER})"
    rf"|(?P<half>半(?=个?月|年|天|日|小时|个小时|斤|亩|公里|里|吨|学期|成))"
    rf"|(?P<lost>余?元|余)"
    rf")"
)

_TAIL = re.compile(
    rf"(?P<more>余|多|来|几)?(?P<scale>(?:[十百万亿]|千(?![瓦克米伏卡帕焦赫升])|兆(?![瓦赫帕])){{0,3}})"
    rf"(?P<rest>余|多|来|几)?{_GAP}(?P<unit>{PATTERN})(?P<rate>{RATE})?"
    rf"(?P<after>多(?!次|元|样|方|种|媒|处|项|数|名|年来)|余(?!下|额|名|地)|半(?![年月天个山数径成])|来(?=[岁万]))?"
    rf"(?P<closing>{_SPACE}[”’]?(?:{hedges.after_pattern()}))?"
)
_WITHIN = re.compile(r"内(?![容部外务地涝需设在科蒙销])")
_RANGE = re.compile(rf"{_SPACE}(?:[—–―~〜─-]{{1,2}}|至|到){_SPACE}(?P<per>百分之)?(?P<second>{_NUMBER})")
_RANGE_SIGNS = frozenset(" —–―~〜─-至到")
_LIST_SIGNS = re.compile(rf"{_SPACE}[、和或及与]{_SPACE}(?=[0-9])")
_KILO = {"千": "瓦克米伏卡帕焦赫升", "兆": "瓦赫帕", "百": "分", "万": "分"}
_BARE = frozenset(_SCALES)


@dataclass(frozen=True, slots=True)
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
            f"find_quantities reads text (str), not {type(text).__name__}; decode bytes first."
        )
    folded = fold(text)
    scan = _Scan(text, folded)
    scan.run()
    if context is not None:
        return sorted([*scan.found, *_cells(text, folded, context, scan.found)], key=_by_start)
    return scan.found


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
        raise TypeError(f"find_numbers reads text (str), not {type(text).__name__}.")
    folded = fold(text)
    found = []
    for match in _WRITTEN.finditer(folded):
        start = match.start()
        end = _without_kilo(folded, start, match.end())
        written = ungrouped(folded[start:end])
        value = number(written) if len(written) > 1 or written.isdecimal() else None
        if value is not None:
            found.append(Number(start, end, text[start:end], value))
    return found


def _by_start(quantity: Quantity) -> int:
    return quantity.start


class _Scan:
    """One pass over one text: proposes places, reads each, keeps what it found."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self.found: list[Quantity] = []
        # numbers of a list whose last member names the unit: 3、5家
        self.waiting: list[tuple[int, int]] = []
        self.waiting_until = -1

    def run(self) -> None:
        """Read the text from its start to its end."""
        readers = {
            "number": self._number, "broken": self._broken, "per": self._per,
            "blank": self._blank, "half": self._half, "lost": self._lost,
        }
        position, search = 0, _SCAN.search
        while match := search(self.folded, position):
            name = match.lastgroup
            position = match.end()
            if name != "none":
                position = max(position, readers[name](match.start(), position))

    # --- one reader for each kind of place; each gives the position to go on from ---------

    def _number(self, start: int, end: int, rule: str = "") -> int:
        folded = self.folded
        digits = folded[start] <= "9"
        end = _without_kilo(folded, start, end)
        if end == start:
            return end
        tail = _TAIL.match(folded, end)
        sign = folded[end : end + 1]
        if sign in _RANGE_SIGNS or (tail and folded[tail.end("unit") : tail.end("unit") + 1] in _RANGE_SIGNS):
            after = self._range(start, end, tail, digits)
            if after:
                return after
        if tail is None:
            return self._without_unit(start, end, digits)
        return self._with_unit(start, end, tail, digits, rule)

    def _with_unit(self, start: int, end: int, tail: re.Match[str], digits: bool, rule: str) -> int:
        folded = self.folded
        unit = tail["unit"]
        record = UNITS[unit]
        after = tail.end()
        trailing = tail["after"]
        if trailing in ("多", "余") and (record.kind == "count" or folded[tail.end("after") : after + 1][:1] in _NUMERALS):
            trailing, after = None, tail.end("rate") if tail["rate"] else tail.end("unit")  # 一人多岗
        written = ungrouped(folded[start:end])
        value, span = _value(written, tail)
        if value is None and span is None:
            return after
        scale_only = not digits and _BARE.issuperset(written) and written != "十"
        begin, effect, word = hedges.before(folded, start, scale_only, record.kind)
        if lookalikes.is_coded(folded, start if not word else begin, digits and not word):
            return after
        if effect == "near" and record.name in _DATED:
            begin, effect, word = start, "", ""
        effects = (effect,) if effect else ()
        rules = [rule or ("digits" if digits else "chinese")]
        if word:
            rules.append(f"hedge:{word}")
        for inside in (tail["more"], tail["rest"], trailing):
            if inside and inside != "半":
                effects += (hedges.INSIDE[inside],)
                rules.append(f"hedge:{inside}")
        closing = tail["closing"] if trailing == tail["after"] else None
        if closing:
            closed = closing.strip(" \t”’")
            effects += (hedges.AFTER[closed],)
            rules.append(f"hedge:{closed}")
        elif record.name in SPANS_TIME_OR_WAY and (within := _WITHIN.match(folded, after)):
            after = within.end()
            effects += ("under",)
            rules.append("hedge:内")
        if not digits and not self._believes_chinese(start, written, tail, record, effects):
            if written in ("万", "亿") and record.name == "元" and not tail["rate"] and not effects:
                return self._lost_money(start, tail.end("unit"))
            return tail.end("unit")
        if digits and not _believes_digits(written, record):
            return after
        if self._is_name(begin, after, record.kind, bool(closing)):
            return after
        if value is not None:
            if record.plus_half or tail["after"] == "半":
                value = EXACT.add(value, Decimal("0.5"))
                rules.append("half")
            if record.worth != 1:
                value = EXACT.multiply(value, record.worth)
            begin, value = self._signed(begin, value, record.kind, word)
        if record.name == "元" and (coins := _COINS.match(folded, after)) and value is not None:
            value, after = _with_coins(value, coins), coins.end()
        if begin and folded[begin - 1] in "￥¥" and record.kind == "money":
            begin -= 1
        name = record.name + (tail["rate"] or "")
        rules.append(f"unit:{unit}")
        self._share(start, name, record, written, rules)
        if span is not None:
            self._add(begin, after, record.kind, None, *span, "range", name, (*rules, "neighbours"))
        elif value is not None:
            qualifier, low, high = hedges.bounds(value, effects)
            self._add(begin, after, record.kind, value, low, high, qualifier, name, tuple(rules))
        return after

    def _add(self, start, end, kind, value, low, high, qualifier, unit, rules, masked=False) -> None:
        self.found.append(
            Quantity(start, end, self.text[start:end], kind, value, low, high, qualifier, unit, masked, rules)
        )

    def _believes_chinese(self, start, written, tail, record, effects) -> bool:
        """Tell whether Chinese numerals count here, and are not part of a word."""
        if written == "一":
            return bool(effects) or record.plus_half or tail["after"] == "半" or self._one_thing(start, tail)
        if written[0] in "零〇○":
            return False
        if record.name == "分":
            return False
        if record.name in ("成", "折"):
            return len(written) <= 2 and not _BARE.issuperset(written[:1]) or written == "十"
        if _BARE.issuperset(written) and written != "十":
            if effects or tail["more"] or tail["rest"]:
                return True
            return len(written) == 2 and written in _ROUND
        if len(written) > 1 and _DIGITS_ONLY.issuperset(written) and "〇" not in written and "零" not in written:
            return neighbours(written) is not None
        if written[0] in _FORMAL:
            return len(written) > 1 or record.kind == "money"
        if len(written) == 1 and record.name in _NAMES_OF_PLACES:
            return False
        return True

    def _one_thing(self, start: int, tail: re.Match[str]) -> bool:
        """Tell whether 一 before a measure word counts one real thing: 评出一名, 新建一座。"""
        if tail["unit"] not in _ONE_UNITS:
            return False
        before = self.folded[start - 1 : start]
        if before in _ONE_NEVER or not before:
            return False
        after = self.folded[tail.end() : tail.end() + 1]
        return before in _ONE_AFTER or after in _CLAUSE_END or after.isdecimal()

    def _is_name(self, start: int, end: int, kind: str, closed: bool) -> bool:
        folded = self.folded
        if lookalikes.in_title(folded, start, end):
            return True
        if kind in ("money", "percent") or (closed and "”" in folded[start:end]):
            return False
        return lookalikes.in_name(folded, start, end)

    def _signed(self, begin: int, value: Decimal, kind: str, word: str) -> tuple[int, Decimal]:
        """Take in a minus sign; a dash behind a digit or letter is none."""
        before = self.folded[begin - 1 : begin]
        if word or before not in ("-", "−", "负") or not before:
            return begin, value
        earlier = self.folded[begin - 2 : begin - 1]
        if before != "负" and (kind not in ("percent", "money") or earlier in _DASHES):
            return begin, value
        return begin - 1, value.copy_negate()

    def _without_unit(self, start: int, end: int, digits: bool) -> int:
        """Keep a number that may get its unit from a list, and read ￥300."""
        folded = self.folded
        if digits and folded[start - 1 : start] in ("￥", "¥"):
            value = number(ungrouped(folded[start:end]))
            if value is not None:
                self._add(start - 1, end, "money", value, None, None, "exact", "元", ("digits", "sign:￥"))
            return end
        listed = _LIST_SIGNS.match(folded, end)
        if not digits and folded[end : end + 1] == "、":
            return self._pair_with_comma(start, end)
        if digits and listed and not self._opens_line(start):
            if start != self.waiting_until:
                self.waiting.clear()
            if not lookalikes.is_coded(folded, start, True):
                self.waiting.append((start, end))
                self.waiting_until = listed.end()
        return end

    def _opens_line(self, start: int) -> bool:
        before = self.folded[max(0, start - 4) : start].rstrip(" \t*#（(")
        return not before or before.endswith("\n")

    def _pair_with_comma(self, start: int, end: int) -> int:
        """Read 三、四十人 as a span; the numeral that opens a heading (三、) is none."""
        second = _CHINESE_RUN.match(self.folded, end + 1)
        if not second or self._opens_line(start):
            return end
        tail = _TAIL.match(self.folded, second.end())
        span = neighbours(self.folded[start : second.end()])
        if not tail or not span or lookalikes.is_coded(self.folded, start, False):
            return end
        record = UNITS[tail["unit"]]
        self._add(
            start, tail.end(), record.kind, None, *span, "range", record.name,
            ("chinese", f"unit:{tail['unit']}", "neighbours"),
        )
        return tail.end()

    def _share(self, start: int, name: str, record, written: str, rules: list[str]) -> None:
        """Give the unit of a list's last member to the members before it."""
        if start == self.waiting_until:
            scale = _SCALE_AT_END.search(written)
            for first, last in self.waiting:
                value = number(ungrouped(self.folded[first:last]) + (scale[0] if scale else ""))
                if value is not None and not self._is_name(first, last, record.kind, False):
                    self._add(first, last, record.kind, value, None, None, "exact", name, ("digits", "list-unit", rules[-1]))
        self.waiting.clear()
        self.waiting_until = -1

    def _range(self, start: int, end: int, tail: re.Match[str] | None, digits: bool) -> int:
        """Read 200—250名, 3至5万元, 30%-40%; 0 where it is no range."""
        folded = self.folded
        unit_end = tail.end("unit") if tail else end
        second = _RANGE.match(folded, unit_end)
        if not second:
            return 0
        last = _without_kilo(folded, second.start("second"), second.end("second"))
        closing = _TAIL.match(folded, last)
        if not closing or (tail and UNITS[tail["unit"]].name != UNITS[closing["unit"]].name):
            return 0
        record = UNITS[closing["unit"]]
        begin, _, word = hedges.before(folded, start, False, record.kind)
        if lookalikes.is_coded(folded, begin, digits and not word):
            return closing.end()
        if folded[start - 1 : start] in ("由", "从"):
            if tail is None and digits:
                self.waiting[:] = [(start, end)]
                self.waiting_until = second.start("second")
                return end
            return 0
        low, high = _two(folded[start:end], tail, folded[second.start("second") : last], closing)
        if low is None or high is None or low >= high:
            return 0
        if self._is_name(begin, closing.end(), record.kind, False):
            return closing.end()
        self._add(
            begin, closing.end(), record.kind, None, EXACT.multiply(low, record.worth),
            EXACT.multiply(high, record.worth), "range", record.name + (closing["rate"] or ""),
            ("digits" if digits else "chinese", f"range:{second[0].strip()[0]}", f"unit:{closing['unit']}"),
        )
        return closing.end()

    def _broken(self, start: int, end: int) -> int:
        """Read digits that a page break parts; without a unit behind, they are two numbers."""
        if _TAIL.match(self.folded, end):
            return self._with_unit(start, end, _TAIL.match(self.folded, end), True, "join:line-break")
        first = _DIGIT_RUN.match(self.folded, start)
        return first.end() if first else end

    def _per(self, start: int, end: int) -> int:
        """Read 百分之八十五, 千分之三."""
        folded = self.folded
        body = start + 3
        value = number(ungrouped(folded[body:end]))
        if value is None or lookalikes.in_title(folded, start, end):
            return end
        if folded[start - 1 : start] == "个":  # 六个百分之百 counts slogans
            return end
        unit = {"百": "%", "千": "‰", "万": "万分之"}[folded[start]]
        begin, effect, word = hedges.before(folded, start, False, "percent")
        effects = (effect,) if effect else ()
        rules = ["per-hundred", *([f"hedge:{word}"] if word else ())]
        second = _RANGE.match(folded, end)
        if second and (high := number(ungrouped(second["second"]))) is not None and value < high:
            self._add(begin, second.end(), "percent", None, value, high, "range", unit, (*rules, "range"))
            return second.end()
        closing = _CLOSING.match(folded, end)
        if closing:
            for part in ("rest", "closing"):
                if closing[part]:
                    said = closing[part].strip(" ”’")
                    effects += (hedges.INSIDE.get(said) or hedges.AFTER[said],)
                    rules.append(f"hedge:{said}")
            end = closing.end()
        qualifier, low, high = hedges.bounds(value, effects)
        self._add(begin, end, "percent", value, low, high, qualifier, unit, tuple(rules))
        return end

    def _blank(self, start: int, end: int) -> int:
        """Read a figure whose digits are hidden: xx人次, xx.8万元."""
        folded = self.folded
        tail = _TAIL.match(folded, end)
        if not tail or tail["unit"] in MASKED_NEVER or not self._hides(start, end, tail):
            return start + 1 if not tail else end
        record = UNITS[tail["unit"]]
        stop = tail.end("after") if tail["after"] and tail["after"] != "半" else tail.end("rate") if tail["rate"] else tail.end("unit")
        if self._is_name(start, stop, record.kind, False):
            return stop
        self._add(start, stop, record.kind, None, None, None, "exact", record.name + (tail["rate"] or ""), ("mask", f"unit:{tail['unit']}"), True)
        return stop

    def _hides(self, start: int, end: int, tail: re.Match[str]) -> bool:
        """Tell whether the blank hides digits, and is not print, a name or a product."""
        blank = self.folded[start:end]
        kind = UNITS[tail["unit"]].kind
        if "某" in blank:
            return kind == "money"
        if blank.startswith("**") and masks.is_bold(self.folded, start, end):
            return False
        if _PRODUCT.fullmatch(blank):
            return kind == "money"
        if len(blank) == 1:
            return bool(start) and self.folded[start - 1] >= "\u4e00"
        return True

    def _half(self, start: int, end: int) -> int:
        """Read 半年, 半个月; 上半年 and 下半年 are dates."""
        tail = _TAIL.match(self.folded, end)
        before = self.folded[start - 1 : start]
        if not tail or (before and before in "上下前后一过多大两各"):
            return end
        record = UNITS[tail["unit"]]
        self._add(start, tail.end("unit"), record.kind, Decimal("0.5"), None, None, "exact", record.name, ("half", f"unit:{tail['unit']}"))
        return tail.end("unit")

    def _lost(self, start: int, end: int) -> int:
        """Read a unit whose digits are gone: 入库元, 发放资料余份."""
        folded = self.folded
        if folded[end - 1] == "元":
            return self._lost_money(start, end)
        unit = _UNIT.match(folded, end)
        if unit and UNITS[unit[0]].kind == "count" and masks.lost_count(folded, start, unit.end()):
            self._add(start, unit.end(), "count", None, None, None, "exact", unit[0], ("lost-digits", f"unit:{unit[0]}"), True)
        return end

    def _lost_money(self, start: int, end: int) -> int:
        if masks.lost_money(self.folded, start, end) and not lookalikes.in_title(self.folded, start, end):
            self._add(start, end, "money", None, None, None, "exact", "元", ("lost-digits", "unit:元"), True)
        return end


# --- small readings -----------------------------------------------------------------------


_WRITTEN = re.compile(rf"{_BROKEN}|{_NUMBER}")
_UNIT = re.compile(PATTERN)
_CLOSING = re.compile(rf"(?P<rest>余|多)?(?P<closing>{_SPACE}[”’]?(?:{hedges.after_pattern()}))?")
_COINS = re.compile(r"(?P<tenths>[0-9一二两三四五六七八九])角(?:(?P<cents>[0-9一二两三四五六七八九])分)?")
_CHINESE_RUN = re.compile(rf"[{_CN}]+")
_DIGIT_RUN = re.compile(r"[0-9]+")
_SCALE_AT_END = re.compile(rf"[{_SCALES}]+$")
_PRODUCT = re.compile(r"[0-9]+[xX×][0-9]+")
_NUMERALS = frozenset(f"0123456789{_CN}") | {""}
_DIGITS_ONLY = frozenset("零〇○一二两三四五六七八九")
_ROUND = frozenset(["百万", "千万", "百亿", "千亿", "万亿"])
_DATED = frozenset(["年", "个月", "天", "日", "周", "星期", "个季度", "岁"]) - {"岁"}
_DASHES = frozenset("0123456789-—–%")
_NAMES_OF_PLACES = frozenset(["里"])
_ONE_UNITS = frozenset("名户座场次栋幢辆台例起家人位所处支期间份本件艘套口眼册张".replace("", " ").split())
_ONE_AFTER = frozenset("了有共增建办设选购聘派演仅各开齐配织行召过受送评出置装栽查获得举立引修救捕训盖植发买供辖")
_ONE_NEVER = frozenset("统同唯万不每某这那哪任另首单第专随逐进十百千")
_CLAUSE_END = frozenset("，。；、,;）)\n")


def _without_kilo(folded: str, start: int, end: int) -> int:
    """Give back 千 of 千瓦 and the like, which a run of numerals has swallowed."""
    follows = _KILO.get(folded[end - 1])
    if follows and folded[end : end + 1] and folded[end] in follows:
        return max(start, end - 1)
    return end


def _value(written: str, tail: re.Match[str]) -> tuple[Decimal | None, tuple[Decimal, Decimal] | None]:
    """Give the number, or the span that two neighbouring digits name."""
    more, rest = tail["more"], tail["rest"]
    if (more or rest) and not _may_be_hedged(written, tail["scale"], more, rest):
        return None, None
    written += tail["scale"]
    value = number(written)
    return (value, None) if value is not None else (None, neighbours(written))


def _may_be_hedged(written: str, scale: str, more: str | None, rest: str | None) -> bool:
    """Tell whether 来 and 几 follow a round number, as they must (十来人, 二十几家)."""
    for word, before in ((more, written), (rest, written + scale)):
        if word in ("来", "几") and before[-1] not in "十百千万亿0":
            return False
        if word == "几" and before[-1] == "0":
            return False
    return True


def _believes_digits(written: str, record) -> bool:
    """Refuse digits that are a code or a date: 08年, 0012户."""
    if written[0] == "0" and written[1:2].isdecimal():
        return False
    return not (record.name == "成" and len(written) > 3)


def _two(first: str, tail: re.Match[str] | None, second: str, closing: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Give both ends of a range; the first takes the second's scale when it has none."""
    one, two = ungrouped(first), ungrouped(second) + closing["scale"]
    if tail:
        one += tail["scale"]
    low, high = number(one), number(two)
    scale = _SCALE_AT_END.search(two)
    if tail is None and scale and low is not None and one[-1] not in _SCALES:
        mantissa = number(two[: scale.start()])
        if mantissa is not None and low < mantissa:
            low = number(one + scale[0])
    return low, high


def _with_coins(value: Decimal, coins: re.Match[str]) -> Decimal:
    for part, power in (("tenths", -1), ("cents", -2)):
        digit = number(coins[part]) if coins[part] else None
        if digit is not None:
            value = EXACT.add(value, digit.scaleb(power))
    return value


# --- tables -------------------------------------------------------------------------------

_HEADER_UNIT = re.compile(rf"(?:单位[:：]|[（(](?:单位[:：])?){_SPACE}(?P<scale>[十百千万亿]{{0,2}})(?P<unit>{PATTERN})[)）]?\s*$")
_CELL = re.compile(rf"(?:(?<=[|\t\n])|^)[ ]*(?P<number>-?{_ARABIC})[ ]*(?=[|\t\n]|$)")


def _cells(text: str, folded: str, context: str, found: list[Quantity]) -> list[Quantity]:
    """Read the bare numbers of table cells whose header names the unit."""
    header = _HEADER_UNIT.search(fold(context)[-80:])
    if not header:
        return []
    record = UNITS[header["unit"]]
    cells = []
    for cell in _CELL.finditer(folded):
        start, end = cell.span("number")
        value = number(cell["number"].lstrip("-") + header["scale"])
        if value is None or any(q.start < end and start < q.end for q in found):
            continue
        value = value.copy_negate() if cell["number"][0] == "-" else value
        cells.append(
            Quantity(start, end, text[start:end], record.kind, value, None, None, "exact", record.name, False, ("digits", "unit:header"))
        )
    return cells
