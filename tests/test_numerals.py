"""Numerals: every integer to 99,999 written in four ways and read back, and much beyond."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhsummary.quantities.numerals import neighbours, parse_number

PLAIN = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
PLAIN_SCALES = ("", "十", "百", "千")
FORMAL_SCALES = ("", "拾", "佰", "仟")
TRADITIONAL = str.maketrans({"万": "萬", "亿": "億", "两": "兩", "负": "負", "点": "點"})


def write(number: int, digits: str = PLAIN, scales: tuple[str, ...] = PLAIN_SCALES) -> str:
    """Write an integer in Chinese, independently of how the library reads it."""
    if number == 0:
        return digits[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said = ""
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if not group:
            continue
        if said and group < 1000:
            said += digits[0]
        said += _group(group, digits, scales) + ("", "万", "亿", "万亿")[power]
    return said


def _group(group: int, digits: str, scales: tuple[str, ...]) -> str:
    said, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if not digit:
            gap = bool(said)
            continue
        said += (digits[0] if gap else "") + digits[digit] + scales[power]
        gap = False
    return said


def spoken(number: int) -> str:
    """Write as one speaks: 十二, 两千, 〇 for 零, the last unit left out where it may be."""
    said = write(number).replace("零", "〇")
    if 10 <= number < 20:
        said = said[1:]
    for scale in "千万":
        if said.startswith("二" + scale):
            said = "两" + said[1:]
    short = said[:-1]
    if len(said) > 3 and said[-1] in "十百千" and said[-3] in "百千万" and "〇" not in said[-3:]:
        scale_before = {"百": "十", "千": "百", "万": "千"}[said[-3]]
        if said[-1] == scale_before:
            return short
    return said


def mixed(number: int) -> str:
    """Write with digits and scales: 3万5千2百1."""
    if number < 1000:
        return str(number)
    ten_thousands, rest = divmod(number, 10_000)
    said = f"{ten_thousands}万" if ten_thousands else ""
    if rest == 0:
        return said
    if rest % 1000 == 0:
        return f"{said}{rest // 1000}千"
    if rest % 100 == 0 and rest >= 1000:
        return f"{said}{rest // 1000}千{rest // 100 % 10}百" if rest // 100 % 10 else said
    return f"{said}{rest:04d}" if said else str(rest)


def test_every_integer_to_99999_is_read_back():
    """Four writings of every integer give that integer again."""
    wrong = []
    for number in range(100_000):
        for text in (
            write(number),
            spoken(number),
            write(number, FORMAL, FORMAL_SCALES),
            mixed(number),
        ):
            if parse_number(text) != number:
                wrong.append((number, text, parse_number(text)))
    assert wrong == []


@given(st.integers(min_value=0, max_value=10**16 - 1))
@settings(max_examples=500, deadline=None)
def test_large_integers_are_read_back(number):
    """Chinese, formal, traditional and digit writings up to 10^16 come back exactly."""
    plain = write(number)
    assert parse_number(plain) == number
    assert parse_number(plain.translate(TRADITIONAL)) == number
    assert parse_number(write(number, FORMAL, FORMAL_SCALES)) == number
    assert parse_number(f"{number:,}") == number
    assert parse_number(str(number)) == number


@given(st.decimals(min_value=0, max_value=10**8, places=3))
@settings(deadline=None)
def test_decimals_are_exact(number):
    """No digit is lost in a decimal, scaled or not."""
    assert parse_number(str(number)) == number
    assert parse_number(f"{number}万") == number * 10_000
    assert parse_number(f"-{number}") == -number


@given(st.text())
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_number_or_none(text):
    """No text raises."""
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)


@given(
    st.text(alphabet="零〇一二两三十百千万亿兆半廿点分之又个0123456789.,，/ 负-壹拾", max_size=12)
)
@example("点〇点一")
@settings(max_examples=600, deadline=None)
def test_any_numerals_are_a_number_or_none(text):
    """No run of numerals raises either."""
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("3.5万", "35000", id="decimal-scale"),
        pytest.param("3万5千", "35000", id="digits-and-scales"),
        pytest.param("1亿2千万", "120000000", id="two-big-scales"),
        pytest.param("3千5百", "3500", id="small-scales"),
        pytest.param("3万4000", "34000", id="several-digits-behind-a-scale"),
        pytest.param("两千零六", "2006", id="zero-word"),
        pytest.param("二千〇六", "2006", id="zero-sign"),
        pytest.param("一万零五百", "10500", id="gap"),
        pytest.param("三百二", "320", id="left-out-ten"),
        pytest.param("两万五", "25000", id="left-out-thousand"),
        pytest.param("一亿五", "150000000", id="left-out-ten-million"),
        pytest.param("百八十", "180", id="no-leading-one"),
        pytest.param("廿五", "25", id="twenty"),
        pytest.param("卅", "30", id="thirty"),
        pytest.param("卌三", "43", id="forty"),
        pytest.param("半", "0.5", id="half"),
        pytest.param("个半", "1.5", id="one-and-a-half"),
        pytest.param("两个半", "2.5", id="two-and-a-half"),
        pytest.param("壹万贰仟叁佰肆拾伍", "12345", id="formal"),
        pytest.param("貳萬參仟", "23000", id="formal-traditional"),
        pytest.param("2兆", "2000000000000", id="trillion"),
        pytest.param("3万亿", "3000000000000", id="ten-thousand-hundred-million"),
        pytest.param("十二万三千亿", "12300000000000", id="section-before-big-scale"),
        pytest.param("二〇二三", "2023", id="digit-string"),
        pytest.param("八十二点二", "82.2", id="chinese-decimal"),
        pytest.param("三点五万", "35000", id="chinese-decimal-scale"),
        pytest.param("百分之八十二点二", "0.822", id="per-hundred"),
        pytest.param("千分之三", "0.003", id="per-thousand"),
        pytest.param("万分之五", "0.0005", id="per-ten-thousand"),
        pytest.param("四分之三", "0.75", id="fraction"),
        pytest.param("三又二分之一", "3.5", id="mixed-fraction"),
        pytest.param("点五", "0.5", id="no-whole-part"),
        pytest.param("2又1/2", "2.5", id="slash-and-whole"),
        pytest.param("1/4", "0.25", id="slash"),
        pytest.param("1,234,567.8", "1234567.8", id="separators"),
        pytest.param("１，２３４", "1234", id="wide-separators"),
        pytest.param("4,215万", "42150000", id="separators-and-scale"),
        pytest.param("12 345", "12345", id="spaces"),
        pytest.param("1.2 亿", "120000000", id="space-before-scale"),
        pytest.param("4\n\n6", "46", id="page-break"),
        pytest.param("负三", "-3", id="minus-word"),
        pytest.param("－5", "-5", id="wide-minus"),
        pytest.param("零", "0", id="zero"),
        pytest.param("0", "0", id="zero-digit"),
    ],
)
def test_reads(text, value):
    """Each way of writing a number gives its exact value."""
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "三五", "七八百", "五百三百",
     "十百", "万五万", "1,23", "一点", "点", "3.4.5",
     "零十", "1/0", "12户", "85%", "第三", "二十五十", "12,345,67", "--3", "几十"],
)  # fmt: skip
def test_refuses(text):
    """What is no number, or names two, gives None and no guess."""
    assert parse_number(text) is None


def test_a_third_is_rounded_and_nothing_else():
    """A fraction without a finite decimal has 28 digits."""
    assert parse_number("三分之一") == Decimal(1) / Decimal(3)


@pytest.mark.parametrize("value", [None, 3, b"12", 1.5], ids=repr)
def test_other_types_are_refused(value):
    """Numbers are read from text only."""
    with pytest.raises(TypeError):
        parse_number(value)


@pytest.mark.parametrize(
    "text", ["9" * 1_000_000, "一" * 1_000_000, "万" * 1_000_000, "十" * 1_000_000]
)
def test_length_does_not_hang(text):
    """A million characters are read or refused, not pondered."""
    value = parse_number(text)
    assert value is None or value > 0


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("三五", 3, 5, id="three-to-five"),
        pytest.param("两三", 2, 3, id="two-or-three"),
        pytest.param("七八百", 700, 800, id="hundreds"),
        pytest.param("三四十", 30, 40, id="tens"),
        pytest.param("十二三万", 120_000, 130_000, id="behind-ten"),
        pytest.param("一百二三十", 120, 130, id="inside"),
        pytest.param("三、四十", 30, 40, id="with-comma"),
    ],
)
def test_neighbouring_digits_name_a_span(text, low, high):
    """Two digits side by side are a lower and an upper number."""
    assert neighbours(text) == (low, high)


@pytest.mark.parametrize("text", ["三", "三二", "二五", "一九九八", "三十", "三七"])
def test_other_digits_name_none(text):
    """Digits that do not follow each other are no span."""
    assert neighbours(text) is None
