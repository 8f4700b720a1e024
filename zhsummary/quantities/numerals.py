"""Read one written number: 三百二十, 3.2, １２, 一亿零五万, 3万5千 become exact decimals.

In goes a string that is one number and nothing else; out comes a `Decimal`, or None where
it is no number. Hedges (余, 近) and units (元, 家) are not handled here, and neither are
words that name a span: 三五 (three to five) is read by `neighbours`.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import lru_cache

from zhsummary.messages import say
from zhsummary.spans import fold
from zhsummary.structure.lines import PAGE_MARK

# Enough precision that no product or sum is ever rounded, however long its digits.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
DIGITS |= {"七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6}
DIGITS |= {"柒": 7, "捌": 8, "玖": 9, "参": 3}  # 参 is what 參 folds to
TENS = {"廿": 2, "卅": 3, "卌": 4}  # written for 二十, 三十, 四十
SMALL = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}  # powers of ten
BIG = {"万": 4, "亿": 8, "兆": 12}

# A number with scale characters names a magnitude; beyond this it is not language.
LONGEST_NAMED = 64

_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?")
_GROUPED_INTEGER = re.compile(r"[0-9]{1,3}(?:[,，'][0-9]{3})+(?![0-9])")
_LONG_SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千万亿兆]{1,4})")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_SEPARATOR = re.compile(r"[\s,，']")
_SPACE = re.compile(r"\s+")
_PAGE = re.compile(rf"\n\s*{PAGE_MARK}\s*\n")
_SIGN = re.compile(r"[-−–负正+]")
_POINTED = re.compile(r"(.*)点([零〇○一二三四五六七八九]+)([十百千万亿兆]*)")
_OVER = re.compile(r"(?:(.+)又)?(.+)分之(.+)")
_SLASHED = re.compile(r"(?:([0-9]+)又)?([0-9]+)/([0-9]+)")
_AND_A_HALF = re.compile(r"个半|(.+?)个?半")
_CHINESE_DIGITS = re.compile(r"[零〇○一二三四五六七八九壹贰叁参肆伍陆柒捌玖]+")
_SECTIONS = re.compile(r"(?=.)([^万亿兆]*)([万亿兆]*)")
_NEIGHBOURS = re.compile(
    r"(?<![零〇一二两三四五六七八九])([一二两三四五六七八])、?([二两三四五六七八九])"
    r"(?![一二两三四五六七八九])"
)
_FOLLOWS = {"一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}


def parse_number(text: str) -> Decimal | None:
    """Read a string that is one number as a whole.

    Parameters
    ----------
    text : str
        Digits of either width, Chinese numerals (plain, formal 大写, traditional), or
        both mixed. White space inside, as text from a PDF has it, is allowed.

    Returns
    -------
    Decimal or None
        Exact, except for a fraction without a finite decimal (三分之一), which is rounded
        to 28 digits. None where the string is no number or names two (三五, 七八百).

    Raises
    ------
    TypeError
        If `text` is not a str.

    Notes
    -----
    兆 is 10^12. A last unit may be left out, as in speech: 三百二 is 320, 两万五 25000;
    with 零 it is not (一万零五 is 10005). GB/T 15835-2011 allows mixed writing (3.5万).

    Examples
    --------
    >>> parse_number("3万5千")
    Decimal('35000')
    >>> parse_number("两千〇六"), parse_number("三百二"), parse_number("１，２３４．５")
    (Decimal('2006'), Decimal('320'), Decimal('1234.5'))
    >>> parse_number("三五") is None
    True
    """
    if not isinstance(text, str):
        raise TypeError(
            say("parse_number reads text (str), not {given}.", given=type(text).__name__)
        )
    folded = fold(text).strip()
    sign = 1
    if folded and _SIGN.match(folded):
        sign = -1 if folded[0] in "-−–负" else 1
        folded = folded[1:].lstrip()
    value = _whole(folded)
    return None if value is None else (value if sign > 0 else value.copy_negate())


def _whole(folded: str) -> Decimal | None:
    if _GROUPED.fullmatch(folded):
        return number(folded)
    compact = ungrouped(folded)
    if len(compact) <= LONGEST_NAMED:
        if over := _OVER.fullmatch(compact):
            return _fraction(over[1], over[2], over[3])
        if slashed := _SLASHED.fullmatch(compact):
            return _fraction(slashed[1], slashed[3], slashed[2])
        if half := _AND_A_HALF.fullmatch(compact):
            return _and_a_half(half[1])
    return number(compact)


def ungrouped(folded: str) -> str:
    """Drop white space, the number of a page between lines, and separators of thousands.

    Examples
    --------
    >>> ungrouped("4,215 万"), ungrouped("1,23")
    ('4215万', '1,23')
    """
    if not _SEPARATOR.search(folded):
        return folded
    if grouped := _GROUPED_INTEGER.match(folded):
        folded = re.sub("[,，']", "", grouped[0]) + folded[grouped.end() :]
    if "\n" in folded:
        folded = _PAGE.sub("", folded)
    return _SPACE.sub("", folded)


def _fraction(whole: str | None, lower: str, upper: str) -> Decimal | None:
    parts = [number(part) for part in (whole or "零", lower, upper)]
    if any(part is None for part in parts) or not parts[1]:
        return None
    first, below, above = (part for part in parts if part is not None)
    return first + above / below


def _and_a_half(before: str | None) -> Decimal | None:
    """Read 半, 个半, 两个半: what stands before it, plus a half."""
    if before is None:
        return Decimal("1.5")
    value = number(before)
    return None if value is None else EXACT.add(value, Decimal("0.5"))


def number(written: str) -> Decimal | None:
    """Read folded characters without sign, white space or fraction.

    Examples
    --------
    >>> number("1.09万"), number("百八十"), number("五百三百")
    (Decimal('10900'), Decimal('180'), None)
    """
    if len(written) <= LONGEST_NAMED:
        return _number(written)
    if scaled_digits := _LONG_SCALED.fullmatch(written):
        return scaled(Decimal(scaled_digits[1]), _power(scaled_digits[2]))
    return _digits_alone(written)


@lru_cache(maxsize=8192)
def _number(written: str) -> Decimal | None:
    value = _digits_alone(written)
    if value is not None or not written:
        return value
    if written == "半":
        return Decimal("0.5")
    if pointed := _POINTED.fullmatch(written):
        return _pointed(*pointed.groups())
    return _named(written)


def _digits_alone(written: str) -> Decimal | None:
    """Read digits that follow each other: 1,234.5 and 二〇二三."""
    if _PLAIN.fullmatch(written):
        return Decimal(written)
    if _GROUPED.fullmatch(written):
        return Decimal(re.sub("[,， ]", "", written))
    if _CHINESE_DIGITS.fullmatch(written) and written not in _FOLLOWS:
        return Decimal("".join(str(DIGITS[char]) for char in written))
    return None


def _pointed(whole: str, decimals: str, scales: str) -> Decimal | None:
    """Read 八十二点二 and 三点五万."""
    value = _number(whole or "零")
    if value is None or value.as_tuple().exponent != 0:
        return None  # 一点〇点一 has two points
    digits = "".join(str(DIGITS[char]) for char in decimals)
    return scaled(Decimal(f"{value}.{digits}"), _power(scales))


def _power(scales: str) -> int:
    return sum(SMALL.get(char) or BIG[char] for char in scales)


def scaled(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten, and write a whole number without decimals.

    Examples
    --------
    >>> scaled(Decimal("1.09"), 4), scaled(Decimal("0.85"), 0)
    (Decimal('10900'), Decimal('0.85'))
    """
    if power == 0:
        return value
    moved = value.scaleb(power, EXACT)
    exponent = moved.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return moved.quantize(Decimal(1), context=EXACT)
    if moved == moved.to_integral_value(context=EXACT):
        return moved.to_integral_value(context=EXACT)
    return moved


def _named(written: str) -> Decimal | None:
    """Read numbers with scale characters, mixed with digits or not.

    A number is a sum of sections (…千…百…十…), each with the big scales behind it; a big
    scale multiplies all that was said since the last bigger one: 3万亿, 十二万三千亿.
    """
    said: list[tuple[int, Decimal]] = []  # (power of the big scale, amount), powers falling
    for section, bigs in _SECTIONS.findall(written):
        power = sum(BIG[char] for char in bigs)
        if not bigs:
            amount = _last_section(section, said[-1][0] if said else None)
        else:
            amount = Decimal(1) if not section and not said else _section(section)
        if amount is None:
            return None
        while said and said[-1][0] < power:
            amount = EXACT.add(amount, said.pop()[1])
        if said and said[-1][0] == power:
            return None
        said.append((power, scaled(amount, power)))
    total = Decimal(0)
    for _, amount in said:
        total = EXACT.add(total, amount)
    return total if said else None


def _last_section(section: str, big: int | None) -> Decimal | None:
    """Read what stands behind the last big scale: 两万五 leaves out 千, 两万零五 does not."""
    amount = _section(section)
    if amount is None or big is None:
        return amount
    if len(section) == 1 and section in _LEADING_DIGITS:
        return scaled(amount, big - 1)
    return amount if amount < Decimal(10) ** big else None


_LEADING_DIGITS = "123456789一二两三四五六七八九壹贰叁肆伍陆柒捌玖"


def _section(section: str) -> Decimal | None:
    """Read a number below a big scale: 三千二百, 两千零六, 3千5百, 百八十, 廿五, 200."""
    total = Decimal(0)
    pending: Decimal | None = None  # a digit that waits for its scale
    last, zero = 4, False
    for token in _TOKEN.findall(section):
        if token in SMALL or token in TENS:
            power = SMALL.get(token, 1)
            if power >= last or pending == 0 or (token in TENS and pending is not None):
                return None
            if zero and pending is None and not total:
                return None
            times = Decimal(TENS[token]) if token in TENS else pending
            total = EXACT.add(total, scaled(Decimal(1) if times is None else times, power))
            pending, last, zero = None, power, False
        elif pending is not None:
            return None
        elif token in "零〇○":
            zero = True
        elif token in DIGITS or token[0].isdecimal():
            pending = _digit(token)
        else:
            return None
    if pending is None:
        return total if last < 4 else None
    if last == 4:
        return pending
    if not zero and len(section) > 1 and pending < 10 and pending == pending.to_integral_value():
        return EXACT.add(total, scaled(pending, last - 1))  # 三百二 leaves out 十
    return EXACT.add(total, pending) if pending < Decimal(10) ** last else None


def _digit(token: str) -> Decimal:
    digit = DIGITS.get(token)
    return Decimal(token) if digit is None else Decimal(digit)


def neighbours(written: str) -> tuple[Decimal, Decimal] | None:
    """Read two neighbouring digits as the span that they name.

    Returns
    -------
    tuple of Decimal, or None
        The lower and the upper number; None where no two digits stand side by side.

    Examples
    --------
    >>> neighbours("七八百"), neighbours("十二三万")
    ((Decimal('700'), Decimal('800')), (Decimal('120000'), Decimal('130000')))
    """
    found = _NEIGHBOURS.search(written)
    if not found or found[1] + found[2] not in _FOLLOWS:
        return None
    low = number(written[: found.start()] + found[1] + written[found.end() :])
    high = number(written[: found.start()] + found[2] + written[found.end() :])
    if low is None or high is None or low >= high:
        return None
    return low, high
