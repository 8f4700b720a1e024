"""A bar chart as SVG: readable Chinese labels, and vague figures drawn vaguely.

In go labelled amounts, out comes a drawing that the reader's own fonts fill in, so that
Chinese is readable wherever the page is, and that loads nothing. An exact figure is a
full bar, an approximate one a pale bar, 1000余 a bar with an open end, a range the
stretch between its bounds; masked, conflicting and missing figures have words, no bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
_LABEL = 24  # half-width characters of the longest label
_STYLE = (
    "font:13px system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;"
    "fill:currentColor"
)
_COLOUR = "#4285f4"


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: its label, its text, where it begins and ends, what is vague about it.

    `low` and `high` are the ends of a range; for any other figure `low` is 0.
    """

    label: str
    text: str
    low: float
    high: float
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that a notebook shows and that can be saved as SVG or HTML."""

    title: str
    svg: str

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
            raise SourceError(f"{path!r}: a chart is saved as .svg or .html.")
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
    right = 12 + _SIGN * max((width(grouped(bar.text)) for bar in bars), default=0)
    ends = [end for bar in bars for end in (bar.low, bar.high) if end == end]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    per_unit = _ROOM / ((high - low) or 1.0)
    lines = [
        _bar(bar, label, 34 + number * _ROW, left, low, per_unit)
        for number, (bar, label) in enumerate(zip(bars, labels, strict=True))
    ]
    wide, tall = left + _ROOM + right, 40 + _ROW * len(bars)
    return Chart(
        title,
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{tall}" '
            f'viewBox="0 0 {wide:.0f} {tall}" style="{_STYLE}" role="img">'
            f"<title>{escaped(title)}</title>"
            f'<text x="0" y="16" font-weight="600">{escaped(title)}</text>{"".join(lines)}</svg>'
        ),
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
    return (
        f'<text x="{left - 6:.1f}" y="{base:.1f}" text-anchor="end">{escaped(label)}</text>{drawn}'
        f'<text x="{after:.1f}" y="{base:.1f}">{escaped(grouped(bar.text))}</text>'
    )


def _look(mark: Mark) -> str:
    if mark == "":
        return ""
    if mark == "range":
        return ' fill-opacity="0.35"'
    return f' fill-opacity="0.35" stroke="{_COLOUR}" stroke-dasharray="3 2"'
