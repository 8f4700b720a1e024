"""Charts as SVG: readable Chinese labels, and vague figures drawn vaguely.

In go labelled amounts, out comes a drawing that the reader's own fonts fill in, so that
Chinese is readable wherever the page is, and that loads nothing. An exact figure is a
full bar or dot, an approximate one a pale bar or an open dot, 1000余 a bar with an open
end, a range the stretch between its bounds; masked, conflicting and missing figures have
words, no bar. A map is a grid of squares: what is stated how, or how alike two texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.show.amounts import Mark, grouped
from zhsummary.show.files import write
from zhsummary.show.html import page
from zhsummary.show.html import text as escaped
from zhsummary.show.text import cut, width

_ROW = 26
_BAR = 16
_ROOM = 420  # pixels of the longest bar
_SIGN = 7.5  # pixels of a half-width character at the size of the labels
_LABEL = 28  # half-width characters of the longest label
_STYLE = (
    "font:13px system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;"
    "fill:currentColor"
)
_COLOUR = "#4285f4"
_AIM = "#db4437"


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
            raise SourceError("{path!r}: a chart is saved as .svg or .html.", path=path)
        whole = self.svg if target.suffix.lower() == ".svg" else page(self.title, self.svg)
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
    ends = [end for bar in bars for end in (bar.low, bar.high, bar.target or 0.0) if end == end]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    per_unit = _ROOM / ((high - low) or 1.0)
    lines = [
        _bar(bar, label, 34 + number * _ROW, left, low, per_unit)
        for number, (bar, label) in enumerate(zip(bars, labels, strict=True))
    ]
    return _drawing(title, left + _ROOM + right, 40 + _ROW * len(bars), lines)


def _drawing(title: str, wide: float, tall: float, lines: Sequence[str]) -> Chart:
    headed = f'<text x="0" y="16" font-weight="600">{escaped(title)}</text>' if title else ""
    named = f"<title>{escaped(title)}</title>" if title else ""
    wide = max(wide, _SIGN * 1.2 * width(title))
    return Chart(
        title,
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{tall:.0f}" '
        f'viewBox="0 0 {wide:.0f} {tall:.0f}" style="{_STYLE}" role="img">'
        f"{named}{headed}{''.join(lines)}</svg>",
    )


def _bar(bar: Bar, label: str, top: float, left: float, low: float, per_unit: float) -> str:
    base = top + _BAR - 3
    start, end = (left + (place - low) * per_unit for place in (bar.low, bar.high))
    drawn = ""
    if bar.mark not in ("words", "masked", "conflict", "missing"):
        from_x, long = min(start, end), max(abs(end - start), 1.0)
        drawn = (
            f'<rect x="{from_x:.1f}" y="{top:.1f}" width="{long:.1f}" height="{_BAR}" rx="2" '
            f'fill="{_COLOUR}"{_look(bar.mark)}/>'
        )
        if bar.mark == "≥":
            drawn += (
                f'<path d="M{end:.1f} {top:.1f}l8 {_BAR / 2}l-8 {_BAR / 2}" fill="none" '
                f'stroke="{_COLOUR}"/>'
            )
    after = max(start, end) + (14 if bar.mark == "≥" else 6)
    if bar.target is not None:
        place = left + (bar.target - low) * per_unit
        drawn += (
            f'<path d="M{place:.1f} {top - 3:.1f}v{_BAR + 6}" stroke="{_AIM}" stroke-width="3">'
            f"<title>{escaped(bar.target_text)}</title></path>"
        )
        after = max(after, place + 8)
    return (
        f'<text x="{left - 6:.1f}" y="{base:.1f}" text-anchor="end">{escaped(label)}</text>{drawn}'
        f'<text x="{after:.1f}" y="{base:.1f}">{escaped(_after(bar))}</text>'
    )


def _look(mark: Mark) -> str:
    if mark == "":
        return ""
    if mark == "range":
        return ' fill-opacity="0.35"'
    return f' fill-opacity="0.35" stroke="{_COLOUR}" stroke-dasharray="3 2"'


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
    ends = [bar.high for _, years in rows for _, bar in years if _is_drawn(bar)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    per_unit = _ROOM / ((high - low) or 1.0)
    lines = []
    for number, ((_, years), label) in enumerate(zip(rows, labels, strict=True)):
        middle = 42 + number * _ROW
        lines.append(
            f'<text x="{left - 6:.1f}" y="{middle + 5}" text-anchor="end">{escaped(label)}</text>'
        )
        dots = [
            (year, bar, left + (bar.high - low) * per_unit) for year, bar in years if _is_drawn(bar)
        ]
        lines += [
            f'<path d="M{here:.1f} {middle}H{there:.1f}" stroke="{_COLOUR}" stroke-opacity=".5" '
            f'stroke-width="2"/>'
            for (_, _, here), (_, _, there) in pairwise(dots)
        ]
        latest = dots[-1][0] if dots else 0
        lines += [
            f'<circle cx="{place:.1f}" cy="{middle}" r="5" stroke="{_COLOUR}" '
            f'fill="{_COLOUR}" fill-opacity="{_filling(bar, year == latest)}">'
            f"<title>{year} {escaped(bar.text)}</title></circle>"
            for year, bar, place in dots
        ]
        after = left + _ROOM + 14
        lines.append(f'<text x="{after:.1f}" y="{middle + 5}">{escaped(_course(years))}</text>')
    return _drawing(title, left + _ROOM + right, 50 + _ROW * len(rows), lines)


def _course(years: Sequence[tuple[int, Bar]]) -> str:
    return " → ".join(f"{year} {grouped(bar.text)}" for year, bar in years)


def _is_drawn(bar: Bar) -> bool:
    return bar.mark not in ("words", "masked", "conflict", "missing", "range")


def _filling(bar: Bar, is_latest: bool) -> float:
    """The latest exact dot is full, an earlier one half, a vague one open."""
    if bar.mark:
        return 0.0
    return 1.0 if is_latest else 0.45


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
    """Draw what is stated how: a square for each cell, none where nothing is stated.

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
    (1, 8)
    """
    left = 12 + _SIGN * max((width(cut(label, _LABEL)) for label in rows), default=0)
    top = 24 * bool(title) + 12 + _SIGN * max((width(cut(c, _LABEL)) for c in columns), default=0)
    lines = [
        *_sides(left, top, rows, columns),
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
    for _, name, colour, opacity in _MAP:
        lines.append(
            f'<rect x="{x:.0f}" y="{bottom - 11:.0f}" width="12" height="12" fill="{colour}" '
            f'fill-opacity="{opacity}"/><text x="{x + 17:.0f}" y="{bottom:.0f}">{name}</text>'
        )
        x += 34 + _SIGN * 1.1 * width(name)
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
    4
    """
    left = 12 + _SIGN * max((width(cut(label, _LABEL)) for label in labels), default=0)
    top = 24 * bool(title) + left
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
    return _drawing(title, left + side + 8, top + side + 8, lines)


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
