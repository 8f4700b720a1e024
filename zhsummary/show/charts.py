"""Charts as SVG: readable Chinese labels, and vague figures drawn vaguely.

In go labelled amounts, out comes a drawing that the reader's own fonts fill in, so that
Chinese is readable wherever the page is, and that loads nothing. An exact figure is a
full bar or dot, an approximate one a pale bar or an open dot, 1000余 a bar with an open
end, a range the stretch between its bounds; masked, conflicting and missing figures have
words, no bar. A map is a grid of squares: what is stated how, or how alike two texts are.

The longest bar is that of the largest number in scale with the others; one that is out of
scale (`zhsummary.show.bar_scale`) is broken off, and a line below the chart says so. A chart is
text all the way: no picture is made, so no font of this machine is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.show.amounts import Mark, grouped, number_text
from zhsummary.show.bar_scale import top_of
from zhsummary.show.files import write
from zhsummary.show.html import page
from zhsummary.show.html import text as escaped
from zhsummary.show.text import cut, width

_ROW = 26
_BAR = 16
_ROOM = 420  # pixels of the longest bar
_SIGN = 7.5  # pixels of a half-width character at the size of the labels
_SMALL = 6.4  # of those of a map
_LABEL = 28  # half-width characters of the longest label
_STYLE = (
    "font:13px system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;"
    "fill:currentColor"
)
_COLOUR = "#4285f4"
_AIM = "#db4437"
_NO_BAR = ("words", "masked", "conflict", "missing")
_BROKEN = "断开的红条：远超其他数，不按比例"
_OPEN = "红点：远超其他数，不按比例"
_BACK = "background:#fff;color:#1f1f1f;"  # of a file: what is around it there is not known
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: its label, its text, where it begins and ends, what is vague about it.

    `low` and `high` are the ends of a range; for any other figure `low` is 0. `target`
    is the number that was planned and `target_text` what is said of it.
    """

    label: str
    text: str
    low: float
    high: float
    mark: Mark = ""
    target: float | None = None
    target_text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that a notebook shows and that can be saved as SVG or HTML."""

    title: str
    svg: str

    def __repr__(self) -> str:
        return f"<Chart {self.title}>"

    def _repr_html_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> None:
        """Write the chart to a file whose name ends in .svg or .html.

        Raises
        ------
        SourceError
            If the name ends otherwise, or the file cannot be written.
        """
        target = Path(path) if isinstance(path, (str, Path)) else Path()
        if target.suffix.lower() not in (".svg", ".html"):
            raise SourceError(
                "{path!r}: a chart is saved as .svg or .html; the reader's own fonts draw its "
                "Chinese. For a picture open the .svg in an office program and export it there.",
                path=path,
            )
        alone = self.svg.replace('style="', f'style="{_BACK}', 1)
        whole = alone if target.suffix.lower() == ".svg" else page(self.title, self.svg)
        write(target, lambda place: place.write_text(whole, encoding="utf-8"))


def bar_chart(title: str, bars: Sequence[Bar]) -> Chart:
    """Draw labelled amounts as horizontal bars, in the order given.

    Parameters
    ----------
    title : str
        Stands above the chart; plain text.
    bars : sequence of Bar
        What to draw.

    Examples
    --------
    >>> bars = [Bar("青石镇", "386", 0, 386), Bar("白沙乡", "××", 0, 0, "masked")]
    >>> chart = bar_chart("新会员 (人)", bars)
    >>> chart.svg.count("<rect"), "青石镇" in chart.svg
    (1, True)
    """
    labels = [cut(bar.label, _LABEL) for bar in bars]
    left = 12 + _SIGN * max(map(width, labels), default=0)
    right = 20 + _SIGN * max((width(_after(bar)) for bar in bars), default=0)
    scale = _Scale.of(
        [end for bar in bars for end in (bar.low, bar.high)],
        [bar.target for bar in bars if bar.target is not None],
        left,
    )
    lines = [
        _bar(bar, label, 34 + number * _ROW, left, scale)
        for number, (bar, label) in enumerate(zip(bars, labels, strict=True))
    ]
    tall = 40 + _ROW * len(bars)
    if any(scale.is_beyond(bar.high) for bar in bars):
        lines.append(_note(_BROKEN, left, tall + 8))
        tall += 20
    return _drawing(title, left + _ROOM + right, tall, lines)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers stand between the left and the right end of the bars."""

    left: float
    low: float
    high: float

    @classmethod
    def of(cls, ends: Iterable[float], further: Iterable[float], left: float) -> _Scale:
        """Make the scale of these ends; `further` ones count unless they are out of scale."""
        stated = [end for end in ends if end == end]
        top = top_of(stated)
        near = [end for end in further if end == end and end <= _FURTHEST * (top or end)]
        return cls(left, min([0.0, *stated, *near]), max([0.0, top, *near]))

    def at(self, number: float) -> float:
        """Give the place of a number, that of the end for one out of scale."""
        share = (min(number, self.high) - self.low) / ((self.high - self.low) or 1.0)
        return self.left + _ROOM * share

    def is_beyond(self, number: float) -> bool:
        return number > self.high


_FURTHEST = 1.5  # times the longest bar: a target further away stands at the end


def _note(said: str, left: float, base: float) -> str:
    return (
        f'<text x="{left:.1f}" y="{base:.1f}" font-size="12" opacity=".75">{escaped(said)}</text>'
    )


def _drawing(title: str, wide: float, tall: float, lines: Sequence[str]) -> Chart:
    drawn = _NO_XML.sub("", "".join(lines))
    title = _NO_XML.sub("", title)
    headed = f'<text x="0" y="16" font-weight="600">{escaped(title)}</text>' if title else ""
    named = f"<title>{escaped(title)}</title>" if title else ""
    wide = max(wide, _SIGN * 1.2 * width(title))
    return Chart(
        title,
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{tall:.0f}" '
        f'viewBox="0 0 {wide:.0f} {tall:.0f}" style="{_STYLE}" role="img">'
        f"{named}{headed}{drawn}</svg>",
    )


def _bar(bar: Bar, label: str, top: float, left: float, scale: _Scale) -> str:
    base = top + _BAR - 3
    start, end = scale.at(bar.low), scale.at(bar.high)
    drawn = ""
    if bar.mark not in _NO_BAR:
        from_x, long = min(start, end), max(abs(end - start), 1.0)
        if scale.is_beyond(bar.high):
            drawn = _rect(from_x, top, long * 0.88, _AIM, _look(bar.mark, _AIM))
            drawn += _rect(from_x + long * 0.92, top, long * 0.08, _AIM, _look(bar.mark, _AIM))
        else:
            drawn = _rect(from_x, top, long, _COLOUR, _look(bar.mark, _COLOUR))
        if bar.mark == "≥":
            drawn += (
                f'<path d="M{end:.1f} {top:.1f}l8 {_BAR / 2}l-8 {_BAR / 2}" fill="none" '
                f'stroke="{_COLOUR}"/>'
            )
    after = max(start, end) + (14 if bar.mark == "≥" else 6)
    if bar.target is not None:
        place = scale.at(bar.target)
        drawn += (
            f'<path d="M{place:.1f} {top - 3:.1f}v{_BAR + 6}" stroke="{_AIM}" stroke-width="3">'
            f"<title>{escaped(bar.target_text)}</title></path>"
        )
        after = max(after, place + 8)
    return (
        f'<text x="{left - 6:.1f}" y="{base:.1f}" text-anchor="end">{escaped(label)}</text>{drawn}'
        f'<text x="{after:.1f}" y="{base:.1f}">{escaped(_after(bar))}</text>'
    )


def _rect(x: float, y: float, wide: float, colour: str, look: str = "") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_BAR}" rx="2" '
        f'fill="{colour}"{look}/>'
    )


def _look(mark: Mark, colour: str) -> str:
    if mark == "":
        return ""
    if mark == "range":
        return ' fill-opacity="0.35"'
    return f' fill-opacity="0.35" stroke="{colour}" stroke-dasharray="3 2"'


def _after(bar: Bar) -> str:
    """Give what stands behind a bar: its amount and what was planned."""
    told = grouped(bar.text)
    return f"{told}（{grouped(bar.target_text)}）" if bar.target_text else told


# ---------------------------------------------------------------- from year to year


def year_chart(title: str, rows: Sequence[tuple[str, Sequence[tuple[int, Bar]]]]) -> Chart:
    """Draw for each label its amounts of several years as dots on one line.

    Parameters
    ----------
    title : str
        Stands above the chart; plain text.
    rows : sequence of (str, sequence of (int, Bar))
        The label and its years in order; only the bar's amount and mark are used.

    Examples
    --------
    >>> years = [(2022, Bar("", "206", 0, 206)), (2023, Bar("", "≈300", 0, 300, "≈"))]
    >>> chart = year_chart("新会员 (人)", [("青石镇", years)])
    >>> chart.svg.count("<circle"), "2022 206 → 2023 ≈300" in chart.svg
    (2, True)
    """
    labels = [cut(label, _LABEL) for label, _ in rows]
    left = 12 + _SIGN * max(map(width, labels), default=0)
    right = 24 + _SIGN * max((width(_course(years)) for _, years in rows), default=0)
    shown = [bar.high for _, years in rows for _, bar in years if _is_drawn(bar)]
    scale = _Scale.of(shown, (), left)
    tall = 50 + _ROW * len(rows)
    lines = _ruler(scale, 32, tall - 14) if shown else []
    for number, ((_, years), label) in enumerate(zip(rows, labels, strict=True)):
        middle = 54 + number * _ROW
        lines.append(
            f'<text x="{left - 6:.1f}" y="{middle + 5}" text-anchor="end">{escaped(label)}</text>'
        )
        lines += _dots([(year, bar) for year, bar in years if _is_drawn(bar)], middle, scale)
        after = left + _ROOM + 14
        lines.append(f'<text x="{after:.1f}" y="{middle + 5}">{escaped(_course(years))}</text>')
    tall += 12
    if any(map(scale.is_beyond, shown)):
        lines.append(_note(_OPEN, left, tall + 6))
        tall += 18
    return _drawing(title, left + _ROOM + right, tall, lines)


def _dots(years: Sequence[tuple[int, Bar]], middle: float, scale: _Scale) -> list[str]:
    """Draw the years of one line, joined; one that is out of scale is a red dot at the end."""
    lines = []
    for (_, before), (_, bar) in pairwise(years):
        is_broken = scale.is_beyond(before.high) or scale.is_beyond(bar.high)
        colour = f'{_AIM}" stroke-dasharray="4 3' if is_broken else _COLOUR
        lines.append(
            f'<path d="M{scale.at(before.high):.1f} {middle}H{scale.at(bar.high):.1f}" '
            f'stroke="{colour}" stroke-opacity=".5" stroke-width="2"/>'
        )
    for place, (year, bar) in enumerate(years, start=1):
        colour = _AIM if scale.is_beyond(bar.high) else _COLOUR
        lines.append(
            f'<circle cx="{scale.at(bar.high):.1f}" cy="{middle}" r="5" stroke="{colour}" '
            f'fill="{colour}" fill-opacity="{_filling(bar, place == len(years))}">'
            f"<title>{year} {escaped(bar.text)}</title></circle>"
        )
    return lines


def _ruler(scale: _Scale, top: float, bottom: float) -> list[str]:
    """Draw a few round numbers as faint lines, their names above."""
    step = _round_step((scale.high - scale.low) / 4)
    marks = [step * n for n in range(int(scale.low // step), int(scale.high // step) + 1)]
    return [
        f'<path d="M{scale.at(mark):.1f} {top + 6:.1f}V{bottom:.1f}" stroke="currentColor" '
        f'stroke-opacity=".15"/><text x="{scale.at(mark):.1f}" y="{top:.1f}" font-size="11" '
        f'opacity=".6" text-anchor="middle">{grouped(number_text(mark))}</text>'
        for mark in marks
        if mark >= scale.low
    ]


def _round_step(about: float) -> float:
    """Give 1, 2 or 5 times a power of ten, at least so large.

    Examples
    --------
    >>> _round_step(255.0), _round_step(0.3)
    (500.0, 0.5)
    """
    power = 10.0 ** floor(log10(about)) if about > 0 else 1.0
    return next(power * times for times in (1, 2, 5, 10) if power * times >= about or times == 10)


def _course(years: Sequence[tuple[int, Bar]]) -> str:
    return " → ".join(f"{year} {grouped(bar.text)}" for year, bar in years)


def _is_drawn(bar: Bar) -> bool:
    return bar.mark not in (*_NO_BAR, "range")


def _filling(bar: Bar, is_latest: bool) -> float:
    """The latest exact dot is full, an earlier one half, a vague one open."""
    if bar.mark:
        return 0.0
    return 1.0 if is_latest else 0.45


# ---------------------------------------------------------------- words of two sides


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that two sides use unevenly.

    `count_a` and `count_b` say how often it stands on either side, `score` by how much that is
    more than chance: above zero where it is commoner in a, below where in b. `sure` tells
    whether chance alone would hardly do it.
    """

    word: str
    count_a: int
    count_b: int
    score: float
    sure: bool = True


def keyness_chart(title: str, names: tuple[str, str], words: Sequence[Keyword]) -> Chart:
    """Draw the words that set two sides apart: those of a to the right, those of b to the left.

    Parameters
    ----------
    title : str
        Stands above the chart; plain text.
    names : (str, str)
        What a and b are called.
    words : sequence of Keyword
        What to draw, in this order. The counts stand behind each word; a pale bar may be chance.

    Examples
    --------
    >>> words = [Keyword("植树", 9, 1, 8.4), Keyword("调解", 0, 3, -2.1, sure=False)]
    >>> chart = keyness_chart("", ("2023", "2022"), words)
    >>> chart.svg.count("<rect"), "植树 9∶1" in chart.svg
    (4, True)
    """
    half = _ROOM * 0.6
    told = [f"{cut(one.word, _LABEL)} {one.count_a}∶{one.count_b}" for one in words]
    room = 10 + _SIGN * max(map(width, told), default=0)
    middle, largest = room + half, max((abs(one.score) for one in words), default=0.0) or 1.0
    lines = []
    for number, (one, said) in enumerate(zip(words, told, strict=True)):
        top, long = 52 + number * _ROW, half * abs(one.score) / largest
        is_a = one.score >= 0
        look = "" if one.sure else ' fill-opacity="0.35"'
        lines.append(
            _rect(middle if is_a else middle - long, top, long, _COLOUR if is_a else _AIM, look)
        )
        edge, anchor = (middle - 6, "end") if is_a else (middle + 6, "start")
        lines.append(
            f'<text x="{edge:.1f}" y="{top + _BAR - 3}" text-anchor="{anchor}">'
            f"{escaped(said)}</text>"
        )
    bottom = 58 + _ROW * len(words)
    lines += [
        f'<path d="M{middle:.1f} 46V{bottom}" stroke="currentColor" stroke-opacity=".4"/>',
        f'<text x="{middle - 8:.1f}" y="38" text-anchor="end" opacity=".75">'
        f"← {escaped(names[1])} 更多</text>",
        f'<text x="{middle + 8:.1f}" y="38" opacity=".75">{escaped(names[0])} 更多 →</text>',
        *_legend(
            room - 6, bottom + 18,
            [("对数似然，越长越不似偶然", _COLOUR, 1.0), ("或属偶然", _COLOUR, 0.35)],
        ),
    ]  # fmt: skip
    return _drawing(title, 2 * middle, bottom + 28, lines)


def _legend(x: float, base: float, told: Iterable[tuple[str, str, float]]) -> list[str]:
    """Draw what colours mean, side by side."""
    lines = []
    for name, colour, opacity in told:
        lines.append(
            f'<rect x="{x:.0f}" y="{base - 11:.0f}" width="12" height="12" fill="{colour}" '
            f'fill-opacity="{opacity}"/><text x="{x + 17:.0f}" y="{base:.0f}">{name}</text>'
        )
        x += 34 + _SIGN * 1.1 * width(name)
    return lines


# ---------------------------------------------------------------- maps

_SQUARE = 15
_MAP = (
    ("exact", "确切", "#34a853", 0.75),
    ("vague", "约数或区间", _COLOUR, 0.7),
    ("words", "只有文字表述", "#9c27b0", 0.5),
    ("masked", "遮盖或缺失", "#888888", 0.9),
    ("conflict", "前后不一", _AIM, 0.85),
)
_LOOKS = {"": "exact", "≈": "vague", "≥": "vague", "≤": "vague", "range": "vague"}


def grid_chart(
    title: str, rows: Sequence[str], columns: Sequence[str], marks: Sequence[Sequence[Mark]]
) -> Chart:
    """Draw what is stated how: a square for each cell, faint where nothing is stated.

    Parameters
    ----------
    title : str
        Stands above the chart; plain text.
    rows, columns : sequence of str
        Their labels.
    marks : sequence of sequence of Mark
        What is vague about each cell, row by row.

    Examples
    --------
    >>> chart = grid_chart("", ["青石镇"], ["新会员", "总数"], [["", "missing"]])
    >>> chart.svg.count("h13v13h-13z"), chart.svg.count("<text")
    (2, 9)
    """
    left = 12 + _SIGN * max((width(cut(label, _LABEL)) for label in rows), default=0)
    top = 24 * bool(title) + 12 + _SMALL * max((width(cut(c, _LABEL)) for c in columns), default=0)
    absent = [
        (x, y) for y, line in enumerate(marks) for x, mark in enumerate(line) if mark == "missing"
    ]
    lines = [
        *_sides(left, top, rows, columns),
        _squares(left, top, "currentColor", 0.06, absent),
        *(
            _squares(
                left, top, colour, opacity,
                ((x, y) for y, line in enumerate(marks) for x, mark in enumerate(line)
                 if _LOOKS.get(mark, mark) == look),
            )
            for look, _, colour, opacity in _MAP
        ),
    ]  # fmt: skip
    bottom, x = top + _SQUARE * len(rows) + 22, left
    told = [(name, colour, opacity) for _, name, colour, opacity in _MAP]
    lines += _legend(x, bottom, [*told, ("没有提到", "currentColor", 0.06)])
    x += sum(34 + _SIGN * 1.1 * width(name) for name, *_ in told) + 110
    return _drawing(title, max(left + _SQUARE * len(columns) + 8, x), bottom + 10, lines)


def likeness_chart(title: str, labels: Sequence[str], alike: Sequence[Sequence[float]]) -> Chart:
    """Draw how alike texts are, each with each: the darker, the more alike.

    Parameters
    ----------
    title : str
        Stands above the chart; plain text.
    labels : sequence of str
        The texts' names.
    alike : sequence of sequence of float
        From 0 to 1, as many rows and columns as labels.

    Examples
    --------
    >>> likeness_chart("", ["a", "b"], [[1, 0.5], [0.5, 1]]).svg.count("h13v13h-13z")
    14
    """
    left = 12 + _SIGN * max((width(cut(label, _LABEL)) for label in labels), default=0)
    top = (
        24 * bool(title)
        + 12
        + _SMALL * max((width(cut(label, _LABEL)) for label in labels), default=0)
    )
    shades: dict[int, list[tuple[int, int]]] = {}
    for y, line in enumerate(alike):
        for x, value in enumerate(line):
            shades.setdefault(round(10 * min(max(value, 0.0), 1.0)), []).append((x, y))
    lines = [
        *_sides(left, top, labels, labels),
        *(
            _squares(left, top, _COLOUR, shade / 10, places)
            for shade, places in sorted(shades.items())
            if shade
        ),
    ]
    side = _SQUARE * len(labels)
    bottom = top + side + 24
    lines += [
        f'<text x="{left:.0f}" y="{bottom:.0f}" font-size="12">不像</text>'
        f'<text x="{left + 200:.0f}" y="{bottom:.0f}" font-size="12">相同</text>',
        *(
            _squares(left + 35 + _SQUARE * shade, bottom - 11, _COLOUR, shade / 10, [(0, 0)])
            for shade in range(1, 11)
        ),
    ]
    return _drawing(title, left + max(side, 240) + 8, bottom + 10, lines)


def _sides(left: float, top: float, rows: Sequence[str], columns: Sequence[str]) -> list[str]:
    down = [
        f'<text x="{left - 6:.1f}" y="{top + 12 + _SQUARE * number:.1f}" font-size="12" '
        f'text-anchor="end">{escaped(cut(label, _LABEL))}</text>'
        for number, label in enumerate(rows)
    ]
    across = [
        f'<text transform="translate({left + 12 + _SQUARE * number:.1f} {top - 5:.1f}) '
        f'rotate(-90)" font-size="12">{escaped(cut(label, _LABEL))}</text>'
        for number, label in enumerate(columns)
    ]
    return down + across


def _squares(
    left: float, top: float, colour: str, opacity: float, places: Iterable[tuple[int, int]]
) -> str:
    """Draw squares of one look as one path: a map of ten thousand cells stays small."""
    drawn = "".join(
        f"M{left + _SQUARE * x:.0f} {top + _SQUARE * y:.0f}h13v13h-13z" for x, y in places
    )
    return f'<path d="{drawn}" fill="{colour}" fill-opacity="{opacity}"/>' if drawn else ""
