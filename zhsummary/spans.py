"""Spans and one-to-one folding: every pattern runs on folded text, every span indexes the source.

Folding replaces a character by exactly one other (full-width digits and letters by plain
ones, odd spaces by a space, traditional characters by simplified ones), so offsets never move.
What no reader sees becomes `INVISIBLE`; who cannot have it in between reads `visible` text and
finds its way back by the places that come with it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhsummary.lexicons.load import rows
from zhsummary.running_heads import without_running_heads
from zhsummary.wrapping import INVISIBLE, may_be_wrapped, unwrapped


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text: ``text[start:end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the characters of the span."""
        return text[self.start : self.end]


#: Zero-width characters and soft hyphens, which sites put in against copying.
_HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
#: Converters of web pages spell the sound behind a character: 慰問貧困戶(hù)30戶(hù).
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SOUND = re.compile(
    rf"(?<=[\u4e00-\u9fff])[(（](?=[a-zü]{{0,3}}[{_TONES}])[a-zü{_TONES}]{{1,6}} ?[)）]"
)


#: What a keyboard's quotation marks enclose, which do not tell which of them opens.
_STRAIGHT = re.compile(r'"([^"\n“”]{1,60})"')


#: A sign as a web page spells it, left in a text that was copied from its source: &nbsp; &ldquo;
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
# cheap to look for: they begin with what is rare
_LETTER_BEHIND_DIGIT = re.compile(r"[Oo](?<=[0-9].)")
_LETTER_BEFORE_DIGIT = re.compile(r"l[0-9]")
#: Letters that a scan read for digits: 2O23年, 1O5元, l00%. H2O and 5l are none of them.
_ZERO = re.compile(r"(?<![A-Za-z0-9.,])[0-9](?:[0-9.,]{0,12}[0-9])?[Oo][0-9Oo.,]{0,12}(?![A-Za-z])")
_ONE = re.compile(r"(?<=[0-9])l(?=[0-9])|(?<![A-Za-z0-9])l(?=[0-9]{1,9}[%万元人名户家])")

#: A full stop that was printed for a decimal point: 覆盖率92。3%, where no sentence can end.
_POINT = re.compile(
    r"。(?=[0-9]{1,2}(?:%|％|个百分点|[万亿]|公[里斤顷]|千[米克]|平方|亩))"
    r"(?:(?<=[^0-9.年月][0-9]。)|(?<=[^0-9.年月][0-9]{2}。)|(?<=[^0-9.年月][0-9]{3}。))"
)


def _meant(entity: re.Match[str]) -> str:
    """Give the sign that an entity stands for, filled up to its length."""
    sign = html.unescape(entity[0])
    if len(sign) != 1 or not (sign.isprintable() or sign.isspace() or sign in _HIDDEN):
        return entity[0]
    return (" " if sign.isspace() else sign) + INVISIBLE * (len(entity[0]) - 1)


#: 計畫 is 计划 in the other script, 畫 elsewhere 画.
_PLANNED = re.compile("(?<=[計規策])畫")


def sign_end(text: str, start: int) -> int:
    """Give where the sign at a place of a source ends: behind one character, or an entity.

    Examples
    --------
    >>> sign_end("六有", 0), sign_end("“六有&rdquo;", 3)
    (1, 10)
    """
    entity = _ENTITY.match(text, start)
    return entity.end() if entity else start + 1


#: Signs of the source of a web page, left in a text that was copied from it: <br/>, </p>, <b>.
_MARKUP = re.compile(r"</?(?P<name>[a-zA-Z]{1,10}[1-6]?)(?:[ /][^<>\n]{0,200})?>")
_NEW_LINE = frozenset("br p li tr h1 h2 h3 h4 h5 h6 ul ol table section".split())
_INLINE = frozenset("b i u strong span font sub sup td th tbody".split())


def _unmarked(markup: re.Match[str]) -> str:
    """Give the line end that a tag makes, or nothing, filled up to its length."""
    name = markup["name"].lower()
    if name in _NEW_LINE:
        return INVISIBLE * (len(markup[0]) - 1) + "\n"
    return INVISIBLE * len(markup[0]) if name in _INLINE else markup[0]


#: A figure in bold type with its unit: 建会**12家**, 达**85%**. A mask has no digits.
_BOLD_FIGURE = re.compile(
    r"(?<![*0-9.])\*\*(?P<figure>[0-9][0-9.,]{0,12}(?:[%％]|[余多]?[\u4e00-\u9fff]{1,4}))\*\*(?!\*)"
)


def _unbold(bold: re.Match[str]) -> str:
    return INVISIBLE * 2 + bold["figure"] + INVISIBLE * 2


#: Radicals that printed pages give for the characters they look like, beside those that
#: Unicode itself says to be the same.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


def _same_characters() -> dict[int, str]:
    """Give the characters of other blocks that are one of the usual ones: ⼈ U+2F08, 金 U+F90A."""
    blocks = (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in blocks}
    return {c: one for c, one in plain.items() if one != chr(c) and len(one) == 1} | {
        ord(radical): one for radical, one in _RADICALS.items()
    }


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}  # ０-９
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)}  # Ａ-Ｚ
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}  # ａ-ｚ
    signs = zip("％＋－／．＊～＿＝＃＆﹪﹒﹐﹑﹔﹕﹢﹣", "%+-/.*~_=#&%.，、；：+-", strict=True)
    table |= {ord(wide): plain for wide, plain in signs}
    odd_spaces = (*range(0x2000, 0x200B), 0xA0, 0x202F, 0x205F, 0x3000, 0xE5E5)
    table |= dict.fromkeys(odd_spaces, " ")  # U+E5E5: an indent in old encodings of web pages
    table |= dict.fromkeys(range(0xF020, 0xF100), "●")  # list signs of symbol fonts
    table |= {ord(end): "\n" for end in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
    table |= {ord(a): b for a, b in zip("「」『』﹁﹂〝〞", "“”‘’“”“”", strict=True)}
    table |= {ord(hidden): INVISIBLE for hidden in _HIDDEN}
    simplified = {row["traditional"]: row["simplified"] for row in rows("traditional.tsv")}
    table |= {ord(char): plain for char, plain in simplified.items()}
    table |= {code: simplified.get(one, one) for code, one in _same_characters().items()}
    return table


_FOLDING = _folding()
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}{_TONES}]")

# Up to so many kinds of foldable characters, one `replace` each is faster than a table.
_FEW = 40


@lru_cache(maxsize=8)  # each stage asks for the text that the one before it read
def fold(text: str) -> str:
    """Replace full-width digits, letters and signs, odd spaces, line ends and quotation marks,
    and traditional characters.

    Parameters
    ----------
    text : str
        Any text; it is not changed.

    Returns
    -------
    str
        As long as `text`, each character replaced by at most one other, so that an offset
        into the one is an offset into the other.

    Examples
    --------
    >>> fold("１２００册，８５％")
    '1200册，85%'
    >>> fold("捐款３萬餘元")
    '捐款3万余元'
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_meant, text)
    if "<" in text:
        text = _MARKUP.sub(_unmarked, text)
    if "**" in text:
        text = _BOLD_FIGURE.sub(_unbold, text)
    if "畫" in text:
        text = _PLANNED.sub("划", text)
    if '"' in text:
        text = _STRAIGHT.sub(r"“\1”", text)
    if ("O" in text or "o" in text) and _LETTER_BEHIND_DIGIT.search(text):
        text = _ZERO.sub(lambda figure: figure[0].replace("O", "0").replace("o", "0"), text)
    if "l" in text and _LETTER_BEFORE_DIGIT.search(text):
        text = _ONE.sub("1", text)
    if text.isascii():
        return text
    foldable = set(_FOLDED.findall(text))
    if not foldable.isdisjoint(_TONES):
        text = _SOUND.sub(lambda sound: INVISIBLE * len(sound[0]), text)
        foldable.difference_update(_TONES)
    if len(foldable) > _FEW:
        text = text.translate(_FOLDING)
    else:
        for char in foldable:
            text = text.replace(char, _FOLDING[ord(char)])
    if INVISIBLE not in text:
        return _mended(text)
    seen_text, places = visible(text)
    mended = _mended(seen_text)
    if mended == seen_text:
        return text
    characters = list(text)
    for place, char in zip(places, mended, strict=True):
        characters[place] = char
    return "".join(characters)


def _mended(text: str) -> str:
    """Mend what scans and pages have done to a text that holds nothing hidden."""
    text = _POINT.sub(".", text)
    text = _closed_up_lines(text)
    text = _closed_up(text) if text.count(" ") * _SPACED > len(text) else text
    text = without_running_heads(text) if "\n" in text else text
    return unwrapped(text) if may_be_wrapped(text) else text


#: One space in so many characters is more than headings, names and tables have.
_SPACED = 30
_LEAST_GAPS = 4
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_TWO_GAPS = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]{1,12} [\u4e00-\u9fff])")
_GAP_OF_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff0-9.]) (?=[\u4e00-\u9fff0-9.%])")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _closed_up(folded: str) -> str:
    """Hide the spaces inside words, where scans and set-apart print have left them.

    Examples
    --------
    >>> _closed_up("全 镇 工 会 走 访 困 难 职 工 1 2 户").replace(INVISIBLE, "")
    '全镇工会走访困难职工12户'
    >>> _closed_up("李红 王明 建会5家")
    '李红 王明 建会5家'
    """
    if len(_TWO_GAPS.findall(folded)) < _LEAST_GAPS:
        return folded
    gaps = len(_GAP.findall(folded))
    characters = len(_HAN.findall(folded))
    if gaps * 2 > characters:
        return _GAP_OF_FIGURE.sub(INVISIBLE, folded)
    return _GAP.sub(INVISIBLE, folded) if gaps * 25 > characters else folded


_MAY_BE_SET_APART = re.compile(r" [^ \n] [^ \n] [^ \n] ")
#: A stretch of single characters with a space behind each, as set-apart print leaves it.
_SET_APART = re.compile(
    r"(?<![^\s，。；、：])(?:[\u4e00-\u9fff0-9.,%，。、；：“”（）] ){7,}"
    r"[\u4e00-\u9fff0-9%。]?(?![^\s，。；、：])"
)


def _closed_up_lines(folded: str) -> str:
    """Hide the spaces of single lines that are set apart, where others are not.

    Examples
    --------
    >>> _closed_up_lines("建会5家。\\n走 访 职 工 6 8 户 。\\n李红 王明").replace(INVISIBLE, "")
    '建会5家。\\n走访职工68户。\\n李红 王明'
    """
    if not _MAY_BE_SET_APART.search(folded):
        return folded
    return _SET_APART.sub(_closed_stretch, folded)


def _closed_stretch(stretch: re.Match[str]) -> str:
    if len(_HAN.findall(stretch[0])) * 5 < len(stretch[0]):
        return stretch[0]  # a row of figures
    return stretch[0][:-1].replace(" ", INVISIBLE) + stretch[0][-1]


def seen(text: str) -> str:
    """Give a text folded and without what no reader sees: for patterns, not for offsets.

    Examples
    --------
    >>> seen("慰\u200b問３\u200b2户")
    '慰问32户'
    """
    return fold(text).replace(INVISIBLE, "")


def with_wide_stops(text: str) -> str:
    """Write commas, semicolons and colons as Chinese does, except inside numbers.

    Examples
    --------
    >>> with_wide_stops("新建工会12家,发放1,200元;")
    '新建工会12家，发放1,200元；'
    """
    wide = _COMMA.sub("，", text) if "," in text else text
    return wide.replace(";", "；").replace(":", "：")


_COMMA = re.compile(r",(?![0-9]{3})")


def visible(folded: str) -> tuple[str, Sequence[int]]:
    """Give folded text without what no reader sees, and where its characters stand.

    Examples
    --------
    >>> text, places = visible(fold("慰\u200b问3\u200b2户"))
    >>> text, list(places)
    ('慰问32户', [0, 2, 3, 5, 6])
    """
    if INVISIBLE not in folded:
        return folded, range(len(folded))
    places = array("L", (place for place, char in enumerate(folded) if char != INVISIBLE))
    return folded.replace(INVISIBLE, ""), places
