"""The numbers of automatic lists in a Word file, which the text itself does not hold.

In go `numbering.xml` and `styles.xml` as trees, out comes for each paragraph, in the order of
the document, the mark that its reader sees (``一、``, ``（二）``, ``3.1``). Bullets give no
mark. Number formats of languages other than Chinese and English are shown as decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from xml.etree.ElementTree import Element

from zhsummary.lexicons.load import rows

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DECIMAL = frozenset({"decimal", "decimalHalfWidth", "ordinal", "cardinalText", "ordinalText"})
_MOST_STYLES = 32
#: How many levels a list has, how long the text around its numbers and the numbers may be.
_LEVELS = range(9)
_LONGEST_TEXT = 100
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: how its numbers look and when they start again."""

    start: int = 1
    form: str = "decimal"
    digits: int = 0
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@dataclass
class Abstract:
    """A list's look; lists that share it count on together."""

    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""


@dataclass
class List:
    """A list: its look, and what it does differently."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass
class Style:
    """What a paragraph style says of numbers."""

    based_on: str = ""
    list_id: str = ""
    level: int | None = None


class Numbering:
    """The lists of a document and how far each has counted.

    Parameters
    ----------
    numbering, styles : Element or None
        The roots of `numbering.xml` and `styles.xml`, None where the file has none.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstracts: dict[str, Abstract] = {}
        self._lists: dict[str, List] = {}
        self._styles: dict[str, Style] = {}
        self._default = ""
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.unknown: dict[str, int] = {}
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def mark(self, properties: Element | None) -> str:
        """Give the mark of the next paragraph by its properties (``w:pPr``), and count it.

        The mark has a space at its end where the text must not touch it.
        """
        place = self._place(properties)
        if place is None:
            return ""
        list_id, index = place
        made = self._lists[list_id]
        level = self._level(made, index)
        if level is None:
            return ""
        self._count(list_id, index, level)
        return self._shown(made, index, level)

    # ------------------------------------------------------------ reading

    def _read_styles(self, root: Element) -> None:
        for found in root.findall(f"{W}style"):
            name = found.get(f"{W}styleId", "")
            based = value(found.find(f"{W}basedOn"))
            style = Style(based)
            numbers = found.find(f"{W}pPr/{W}numPr")
            if numbers is not None:
                style.list_id = value(numbers.find(f"{W}numId"))
                style.level = _number(value(numbers.find(f"{W}ilvl")))
            self._styles[name] = style
            if found.get(f"{W}default") in ("1", "true", "on") and (
                found.get(f"{W}type", "paragraph") == "paragraph"
            ):
                self._default = name

    def _read_lists(self, root: Element) -> None:
        linked: dict[str, str] = {}
        for found in root.findall(f"{W}abstractNum"):
            name = found.get(f"{W}abstractNumId", "")
            abstract = Abstract(style=value(found.find(f"{W}styleLink")))
            for level in found.findall(f"{W}lvl"):
                index = _number(level.get(f"{W}ilvl")) or 0
                if index in _LEVELS:
                    abstract.levels[index] = _read_level(level)
            self._abstracts[name] = abstract
            link = value(found.find(f"{W}numStyleLink"))
            if link:
                linked[name] = link
        owners = {a.style: name for name, a in self._abstracts.items() if a.style}
        for found in root.findall(f"{W}num"):
            name = value(found.find(f"{W}abstractNumId"))
            name = owners.get(linked.get(name, ""), name)
            made = List(name)
            for override in found.findall(f"{W}lvlOverride"):
                index = _number(override.get(f"{W}ilvl")) or 0
                if index not in _LEVELS:
                    continue
                start = _number(value(override.find(f"{W}startOverride")))
                if start is not None:
                    made.starts[index] = start
                level = override.find(f"{W}lvl")
                if level is not None:
                    made.levels[index] = _read_level(level)
            self._lists[found.get(f"{W}numId", "")] = made

    # ------------------------------------------------------------ which list

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """Find the list and level of a paragraph: its own, else its style's."""
        direct = None if properties is None else properties.find(f"{W}numPr")
        name = "" if properties is None else value(properties.find(f"{W}pStyle"))
        if name not in self._styles:
            name = self._default
        list_id = "" if direct is None else value(direct.find(f"{W}numId"))
        index = None if direct is None else _number(value(direct.find(f"{W}ilvl")))
        if list_id:
            if list_id in self._lists and index is None:
                index = self._level_of_style(self._lists[list_id], name)
        else:
            list_id, level = self._of_style(name)
            index = level if index is None else index
        if list_id not in self._lists:
            # 0 takes a number away that the style would give
            return None
        return list_id, index or 0

    def _of_style(self, name: str) -> tuple[str, int | None]:
        """Give the list and level of a style, looked up in the styles that it is based on."""
        level: int | None = None
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                break
            level = style.level if level is None else level
            if style.list_id:
                made = self._lists.get(style.list_id)
                linked = None if made is None else self._level_of_style(made, name)
                return style.list_id, level if linked is None else linked
            name = style.based_on
        return "", None

    def _level_of_style(self, made: List, name: str) -> int | None:
        abstract = self._abstracts.get(made.abstract)
        levels = {} if abstract is None else abstract.levels
        return next((i for i, level in levels.items() if name and level.style == name), None)

    def _level(self, made: List, index: int) -> Level | None:
        abstract = self._abstracts.get(made.abstract)
        level = made.levels.get(index) or (abstract.levels.get(index) if abstract else None)
        if level is not None and index in made.starts:
            level = replace(level, start=made.starts[index])
        return level

    # ------------------------------------------------------------ counting

    def _count(self, list_id: str, index: int, level: Level) -> None:
        made = self._lists[list_id]
        counts = self._counts.setdefault(made.abstract, {})
        fresh = index in made.starts and (list_id, index) not in self._started
        self._started.add((list_id, index))
        if fresh or index not in counts:
            counts[index] = level.start
        else:
            counts[index] += 1
        for deeper in [i for i in counts if i > index]:
            below = self._level(made, deeper)
            restart = deeper if below is None or below.restart is None else below.restart
            if index < restart:
                del counts[deeper]

    def _shown(self, made: List, index: int, level: Level) -> str:
        if level.form == "bullet":
            # a bullet is a sign; one that is a word (一是) is part of what is read
            text = level.text if re.search(r"[0-9A-Za-z\u4e00-\u9fff]{2}", level.text) else ""
            return text
        counts = self._counts[made.abstract]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = level if at == index else self._level(made, at)
            if other is None or other.form in ("none", "bullet"):
                return ""
            count = counts.get(at, other.start)
            if level.legal and other.form != "decimalZero":
                return str(count)
            shown, known = numeral(count, other.form, other.digits)
            if not known:
                self.unknown[other.form] = self.unknown.get(other.form, 0) + 1
            return shown

        mark = "" if level.form == "none" and not level.text else _PLACE.sub(number, level.text)
        return _apart(mark, level.suffix)


def numeral(count: int, form: str, digits: int = 0) -> tuple[str, bool]:
    """Write a number in a list format; tell whether the format is known.

    Examples
    --------
    >>> numeral(12, "chineseCounting"), numeral(3, "decimalEnclosedCircle")
    (('十二', True), ('③', True))
    >>> numeral(28, "upperLetter"), numeral(14, "lowerRoman"), numeral(7, "decimalZero")
    (('BB', True), ('xiv', True), ('07', True))
    """
    if form in _DECIMAL:
        return (_ordinal(count) if form == "ordinal" else str(count)), form in (
            "decimal", "decimalHalfWidth", "ordinal",
        )  # fmt: skip
    if form in ("decimalZero", "custom"):
        return str(count).zfill(digits or 2), True
    if form == "numberInDash":
        return f"- {count} -", True
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 780:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return (letter.upper() if form == "upperLetter" else letter), True
    if form in ("upperRoman", "lowerRoman") and 1 <= count <= 3999:
        return (_roman(count).upper() if form == "upperRoman" else _roman(count)), True
    way, signs = _formats().get(form, ("", ""))
    if way == "signs":
        return (signs[count - 1] if 1 <= count <= len(signs) else str(count)), True
    if way == "digits":
        return "".join(signs[int(digit)] for digit in str(abs(count))), True
    if way == "counting" and 0 <= count <= 9999:
        return _counted(count, signs, leading=form in ("japaneseCounting", "koreanCounting")), True
    return str(count), False


def value(element: Element | None) -> str:
    """Give the ``w:val`` of an element, empty where there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: Element | None) -> bool:
    """Tell whether a switch (``w:del``, ``w:vanish``) is there and not off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _read_level(found: Element) -> Level:
    form = found.find(f"{W}numFmt")
    digits = 0
    if form is None:
        # a newer format stands in a choice, an older one beside it
        form = next(found.iter(f"{W}numFmt"), None)
    name = value(form) or "decimal"
    if form is not None and name == "custom":
        first = form.get(f"{W}format", "").split(",")[0].strip()
        name, digits = ("custom", len(first)) if first.isdigit() else ("decimal", 0)
        digits = min(digits, _MOST_DIGITS)
    start = _number(value(found.find(f"{W}start")))
    return Level(
        # a level without a start counts from 0
        start=0 if start is None else start,
        form=name,
        digits=digits,
        text=value(found.find(f"{W}lvlText"))[:_LONGEST_TEXT],
        restart=_number(value(found.find(f"{W}lvlRestart"))),
        legal=is_on(found.find(f"{W}isLgl")),
        suffix=value(found.find(f"{W}suff")) or "tab",
        style=value(found.find(f"{W}pStyle")),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def _apart(mark: str, suffix: str) -> str:
    """Put a space after a mark that would run into its text: 1. and 2023年 are not 1.2023年."""
    if not mark or (suffix == "nothing" and not mark[-1].isascii()):
        return mark
    closed = mark[-1] in "、，。．：；）】〕》"
    return mark if closed or mark[-1].isspace() else mark + " "


def _ordinal(count: int) -> str:
    tail = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10)
    return f"{count}{tail or 'th'}"


def _roman(count: int) -> str:
    made = ""
    for worth, sign in _ROMAN:
        made += sign * (count // worth)
        count %= worth
    return made


def _counted(count: int, signs: str, *, leading: bool) -> str:
    """Write a Chinese numeral: 十二, 二十, 一百零五; Japanese ones have no 一 before 百."""
    if count == 0:
        return signs[0]
    made, gap = "", False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if digit == 0:
            gap = bool(made)
            continue
        bare = digit == 1 and power > 0 and (leading or (power == 1 and not made))
        zero = signs[0] if gap and not leading else ""
        made += zero + ("" if bare else signs[digit]) + (signs[9 + power] if power else "")
        gap = False
    return made


@cache
def _formats() -> dict[str, tuple[str, str]]:
    return {row["format"]: (row["way"], row["signs"]) for row in rows("list_formats.tsv")}
