"""A PDF to the text that its reader sees, lines joined to paragraphs.

In goes a path, out comes one text. Page numbers and what repeats at the top or bottom of the
pages are set aside; blanks that the layout puts between Chinese characters and figures are
dropped, wide ones become tabs. Of two columns of text the left one is read first. Pictures of
pages (scans) are not read but named. The rows of a table become sentences (see `grid`) where each
cell stands below a head of its own, else lines with tabs. Needs pypdfium2
(``pip install zhsummary[pdf]``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhsummary.errors import MissingExtraError, SourceError, ZhSummaryError
from zhsummary.lexicons.load import rows
from zhsummary.messages import say, system_reason
from zhsummary.read.apart import answers
from zhsummary.read.formats import Part
from zhsummary.read.grid import Cell, above, grid_lines

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE = re.compile(f"[{_HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]")
_LETTER = re.compile("[A-Za-z]")
_FINAL = re.compile(r"[。！？；：!?;:][”’」』）)】]?$")
_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)]?[、.．是]|[（(][一二三四五六七八九十百\d]{1,4}[）)]"
    r"|\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十百]{1,4}[、章节部]|[①-⑳㈠-㈩⑴-⒛]"
)
_MARKED = re.compile(rf"(?:{_MARKER.pattern}|[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}}[.．、]?)")
_WORD = re.compile("(?:[!-~]{1,20}|[“‘（《〈【]*.)[%％‰℃，。、；：！？”’）》〉】]*")
#: How wide a blank is that parts columns, and how wide one between cells of a line of columns.
_WIDE_GAP, _CELL_GAP = 1.2, 0.5
_SPACES = re.compile("[ \t\u00a0\u3000]+")
#: The part of a page at its top and at its bottom where headers and footers stand.
_MARGIN = 0.12
#: The part of the page's width that some line of a text reaches, unless all are short.
_FULL = 0.6
#: How many lines a column of text has at least.
_FEWEST = 3
#: The least part of the page's width that lines of a column of text take, unlike cells of a table.
_COLUMN = 0.25
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass
class Line:
    """A line of a page and where it stands, in points; zeros where the file does not say."""

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    height: float = 0.0
    width: float = 0.0
    column: int = 0
    cells: tuple[tuple[float, float], ...] = ()

    @property
    def size(self) -> float:
        """The size of its characters."""
        return max(self.top - self.bottom, 1.0)

    @property
    def in_margin(self) -> str:
        """``header`` or ``footer`` where the line stands there, else nothing."""
        if not self.height or self.top <= self.bottom:
            return ""
        if self.bottom > self.height * (1 - _MARGIN):
            return "header"
        return "footer" if self.top < self.height * _MARGIN else ""


def read_batch(
    paths: list[Path], encoding: str | None = None
) -> dict[Path, list[Part] | ZhSummaryError]:
    """Read several files in one process of their own; give for each its text or its error.

    A `SourceError` if it is encrypted, damaged or has no text (a scan), a `MissingExtraError`
    if pypdfium2 is not installed.
    """
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        return {path: _missing(path) for path in paths}
    found: dict[Path, list[Part] | ZhSummaryError] = {}
    for path, answered in answers(__name__, paths):
        try:
            found[path] = answered if isinstance(answered, ZhSummaryError) else _of(path, answered)
        except SourceError as error:
            found[path] = error
    return found


def answer(path: Path) -> list[list[list[Any]]]:
    """Give the lines of each page as lists of their fields: what is done apart."""
    return [[_told(line) for line in page] for page in _pages(path)]


def _told(line: Line) -> list[Any]:
    return [getattr(line, each.name) for each in fields(Line)]


def _line(told: list[Any]) -> Line:
    *others, cells = told
    return Line(*others, cells=tuple((left, right) for left, right in cells))


def _missing(path: Path) -> MissingExtraError:
    return MissingExtraError(
        "{path} is a PDF, and the package that reads PDF is not installed. Install it: "
        "pip install zhsummary[pdf]",
        path=path,
    )


def _of(path: Path, answered: list[list[list[Any]]]) -> list[Part]:
    pages = [list(map(_line, page)) for page in answered]
    lines = [line for page in pages for line in page]
    if not lines:
        raise SourceError(
            "{path} holds no text: its {count} pages are pictures (a scan). Recognise its "
            "text first (OCR), or type what is needed into a .txt file.",
            path=path,
            count=len(pages),
        )
    shown = "".join(line.text for line in lines)
    bad = len(_UNREADABLE.findall(shown))
    if bad * 5 > len(shown):
        raise SourceError(
            "{path} does not say which characters its fonts show ({bad} of {count} are "
            "unknown). Get the Word file, or recognise its text (OCR).",
            path=path,
            bad=bad,
            count=len(shown),
        )
    kept, aside = without_furniture(lines, len(pages))
    notes: list[str] = []
    text = "\n".join(paragraphs(kept, notes))
    if not text.strip():
        raise SourceError(
            "{path} holds page numbers but no text. Get a PDF with its text.", path=path
        )
    return [Part(text + "\n", "", (*_warnings(pages, bad), *notes), {}, "", aside)]


def without_furniture(lines: list[Line], pages: int) -> tuple[list[Line], tuple[str, ...]]:
    """Set page numbers and what repeats in the margins of the pages aside.

    Examples
    --------
    >>> page = [Line("建会5家。", 0, 90, 500, 400, 412, 800), Line("- 1 -", 0, 90, 99, 40, 52, 800)]
    >>> kept, aside = without_furniture(page, 1)
    >>> [line.text for line in kept], aside
    (['建会5家。'], ('page number: - 1 -',))
    """
    times = Counter(likeness for _, likeness in {
        (line.page, _likeness(line)) for line in lines if line.in_margin
    })  # fmt: skip
    counted = Counter(_offset(line) for line in lines if line.in_margin)
    enough = max(2, (pages + 2) // 3)
    kept: list[Line] = []
    aside: list[str] = []
    for line in lines:
        where = line.in_margin
        if where and _is_page_number(line.text) and _counts_on(line, counted, pages):
            aside.append(f"page number: {line.text}")
        elif where and times[_likeness(line)] >= enough:
            aside.append(f"{where}: {line.text}")
        else:
            kept.append(line)
    return kept, tuple(dict.fromkeys(aside))


def paragraphs(lines: list[Line], notes: list[str] | None = None) -> list[str]:
    """Join the lines of a text to its paragraphs, and the rows of its tables to sentences.

    `notes` gets what a careful reader should know of the tables.

    Examples
    --------
    >>> paragraphs([
    ...     Line("全年新建基层工会5家，发展会员", 0, 24, 300, 88, 100),
    ...     Line("300人。", 0, 0, 60, 68, 80),
    ...     Line("投入资金3.2万元。", 0, 24, 150, 48, 60),
    ... ])
    ['全年新建基层工会5家，发展会员300人。', '投入资金3.2万元。']
    """
    edge = _edges(lines)
    pitch = _pitch(lines)
    made: list[list[str]] = []
    rows = _rows(lines)
    for number, (line, before) in enumerate(zip(lines, [None, *lines], strict=False)):
        if number in rows:
            grid = [[Cell(text) for text in row.text.split("\t")] for row in rows[number]]
            shown = ["".join(pieces) for pieces in made[-6:]]
            made += [[said] for said in grid_lines(grid, 0, above(shown), notes)]
            continue
        here = edge[_place(before)][1] if before else 0.0, edge[_place(line)][0]
        if before is not None and _goes_on(before, line, here, pitch):
            _join(made[-1], line.text)
        else:
            made.append([line.text])
    return ["".join(pieces) for pieces in made]


def _rows(lines: list[Line]) -> dict[int, list[Line]]:
    """Find the tables: for the line of each head its rows, for those of its rows nothing.

    A cell that stands under no head, or under another's, would be said of the wrong thing.
    """
    found: dict[int, list[Line]] = {}
    number = 0
    while number < len(lines):
        head, end = lines[number], number + 1
        while end < len(lines) and _is_row_of(head, lines[end]):
            end += 1
        if head.cells and end - number > 1:
            found |= {each: [] for each in range(number, end)}
            found[number] = lines[number:end]
        number = end
    return found


def _is_row_of(head: Line, line: Line) -> bool:
    """Tell whether each cell of a line stands below the head's cell of the same number."""
    if _place(head) != _place(line) or not head.cells or len(head.cells) != len(line.cells):
        return False
    return all(
        a < right and left < b for (left, right), (a, b) in zip(head.cells, line.cells, strict=True)
    )


# ------------------------------------------------------------ pages to lines


def _pages(path: Path) -> list[list[Line]]:
    import pypdfium2

    data = _bytes(path)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise SourceError(
                "{path} is encrypted. Open it, remove the password and save it again.", path=path
            ) from error
        raise SourceError(
            "{path} is damaged or no PDF ({error}). Get a whole copy, or print it to PDF again.",
            path=path,
            error=error,
        ) from error
    try:
        return [_page(document, number, path) for number in range(len(document))]
    finally:
        document.close()


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("{path} does not exist. Check the path.", path=path) from error
    except OSError as error:
        raise SourceError(
            "{path} cannot be opened: {why}. Check its rights.", path=path, why=system_reason(error)
        ) from error
    if not data.strip(b"\0 \r\n\t"):
        raise SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
    return data


def _page(document: Any, number: int, path: Path) -> list[Line]:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text_page = page.get_textpage()
    except PdfiumError as error:
        raise SourceError(
            "{path} is damaged at page {page} ({error}). Get a whole copy, or print it to "
            "PDF again.",
            path=path,
            page=number + 1,
            error=error,
        ) from error
    try:
        return _lines(text_page, number, page.get_height(), page.get_width())
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any, number: int, height: float, width: float) -> list[Line]:
    """Cut the text of a page into lines and look up where each stands."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count > 0 else ""
    # places are known by character; where the counts differ they would be others' places
    boxes = _boxes(text_page, count) if len(text) == count else []
    pieces: list[tuple[str, list[Box]]] = []
    for found in re.finditer(r"[^\r\n]+", text):
        start, end = _stripped(text, found.start(), found.end())
        if start == end:
            continue
        pieces.append((text[start:end], boxes[start:end]))
    made: list[tuple[list[str], list[Box], int]] = []
    for column, (piece, places) in _by_column(pieces, width) if boxes else ((0, p) for p in pieces):
        if made and boxes and made[-1][2] == column and _side_by_side(made[-1][1], places):
            made[-1][0].extend((" ", piece))
            made[-1][1].extend((places[0], *places))
        else:
            made.append(([piece], places, column))
    lines = [
        (_placed("".join(pieces), places, number, height), column)
        for pieces, places, column in made
    ]
    return [replace(line, width=width, column=column) for line, column in lines]


def _by_column(
    pieces: list[tuple[str, list[Box]]], width: float
) -> list[tuple[int, tuple[str, list[Box]]]]:
    """Order the pieces of a page of two columns: the left before the right, 0 where it has one.

    What crosses the gutter (a title, a table) stands between what is above and what is below it.
    """
    gutter = _gutter([half for piece in pieces for half in _cut(piece)], width)
    if not gutter:
        return [(0, piece) for piece in pieces]
    pieces = [half for piece in pieces for half in _cut(piece, gutter)]
    ordered: list[tuple[int, tuple[str, list[Box]]]] = []
    sides: dict[int, list[tuple[str, list[Box]]]] = {1: [], 2: []}

    def end() -> None:
        for side, held in sides.items():
            held.sort(key=lambda piece: -piece[1][0][1])
            ordered.extend((side, piece) for piece in held)
            held.clear()

    for piece in pieces:
        left, right = _extent(piece[1])
        if left < gutter < right:
            end()
            ordered.append((0, piece))
        else:
            sides[1 if right <= gutter else 2].append(piece)
    end()
    return ordered


def _gutter(pieces: list[tuple[str, list[Box]]], width: float) -> float:
    """Give where two columns of text part a page, 0 where it has one.

    Nearly nothing crosses it, and on both sides stand lines, not cells.
    """
    extents = [_extent(places) for _, places in pieces]
    for tenths in (50, 48, 52, 46, 54, 44, 56):
        at = width * tenths / 100
        left = [b - a for a, b in extents if b <= at]
        right = [b - a for a, b in extents if a >= at]
        crossing = len(extents) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST or crossing * 5 > len(extents):
            continue
        if all(sorted(side)[len(side) // 2] > _COLUMN * width for side in (left, right)):
            return at
    return 0.0


def _cut(piece: tuple[str, list[Box]], at: float | None = None) -> list[tuple[str, list[Box]]]:
    """Cut a line where it is written apart: at a place, or wherever a blank parts columns."""
    text, boxes = piece
    made: list[tuple[str, list[Box]]] = []
    start = 0
    for blank in _SPACES.finditer(text):
        before, after = boxes[blank.start() - 1], boxes[blank.end()]
        size = max(before[3] - before[1], 1.0)
        wide = after[0] - before[2] > _WIDE_GAP * size
        if wide and (at is None or before[2] <= at <= after[0]):
            made.append((text[start : blank.start()], boxes[start : blank.start()]))
            start = blank.end()
    return [*made, (text[start:], boxes[start:])]


def _extent(places: list[Box]) -> tuple[float, float]:
    return min(box[0] for box in places), max(box[2] for box in places)


def _side_by_side(before: list[Box], after: list[Box]) -> bool:
    """Tell whether two pieces stand at one height: then they are one line, written in two."""
    last, first = before[-1], after[0]
    shared = min(last[3], first[3]) - max(last[1], first[1])
    return shared > 0.7 * max(last[3] - last[1], first[3] - first[1], 1.0)


#: Left, bottom, right and top of a character.
Box = tuple[float, float, float, float]


def _boxes(text_page: Any, count: int) -> list[Box]:
    """Give the place of each character, its advance included.

    The function of the C library is called as it is: this is most of the time that a page
    takes.
    """
    from pypdfium2 import raw

    rectangle = raw.FS_RECTF()
    look_up = raw.FPDFText_GetLooseCharBox
    found: list[Box] = []
    for index in range(count):
        there = look_up(text_page.raw, index, rectangle)
        left, right = rectangle.left, rectangle.right
        low, high = sorted((rectangle.bottom, rectangle.top))
        found.append((left, low, right, high) if there else (0.0, 0.0, 0.0, 0.0))
    return found


def _placed(text: str, boxes: list[Box], number: int, height: float) -> Line:
    """Make a line of its characters and their places."""
    if not boxes:
        return Line(_tight(text, {}), number)
    signs = [(box, sign) for sign, box in zip(text, boxes, strict=True) if not _SPACES.match(sign)]
    low, high = min(box[1] for box, _ in signs), max(box[3] for box, _ in signs)
    size = max(max(box[3] - box[1] for box, _ in signs), 1.0)
    ordered = all(a[0][0] <= b[0][0] + 0.3 * size for a, b in pairwise(signs))
    if not ordered and high - low < 1.6 * size:
        # signs of another font (“”) are written after the words that they stand around
        signs.sort(key=lambda each: each[0][0])
        text, boxes = _spaced(signs, size)
    text = _with_raised(text, boxes, size)
    gaps = {
        blank.start(): (boxes[blank.end()][0] - boxes[blank.start() - 1][2]) / size
        for blank in _SPACES.finditer(text)
    }
    said = _tight(text, gaps)
    cells = _cells(text, boxes, gaps)
    cells = cells if len(cells) == said.count("\t") + 1 > 1 else ()
    left, right = signs[0][0][0], signs[-1][0][2]
    return Line(said, number, left, right, low, high, height, cells=cells)


def _cells(text: str, boxes: list[Box], gaps: dict[int, float]) -> tuple[tuple[float, float], ...]:
    """Give where the cells of a line of columns begin and end."""
    if max(gaps.values(), default=0.0) <= _WIDE_GAP:
        return ()
    found: list[tuple[float, float]] = []
    start = 0
    for blank in _SPACES.finditer(text):
        if gaps[blank.start()] > _CELL_GAP:
            found.append((boxes[start][0], boxes[blank.start() - 1][2]))
            start = blank.end()
    return (*found, (boxes[start][0], boxes[-1][2]))


def _with_raised(text: str, boxes: list[Box], size: float) -> str:
    """Write figures that are small and high as raised ones: the mark of a note, the 2 of m²."""
    low = min(box[1] for box in boxes)
    small = [box[3] - box[1] < 0.75 * size and box[1] > low + 0.15 * size for box in boxes]
    if not any(small):
        return text
    return "".join(
        sign.translate(_RAISED) if raised else sign
        for sign, raised in zip(text, small, strict=True)
    )


def _spaced(signs: list[tuple[Box, str]], size: float) -> tuple[str, list[Box]]:
    """Put blanks between characters that stand apart."""
    text: list[str] = []
    boxes: list[Box] = []
    for (box, sign), before in zip(signs, [None, *signs], strict=False):
        if before is not None and box[0] - before[0][2] > 0.15 * size:
            text.append(" ")
            boxes.append(box)
        text.append(sign)
        boxes.append(box)
    return "".join(text), boxes


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0\u3000":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0\u3000":
        end -= 1
    return start, end


def _tight(text: str, gaps: dict[int, float]) -> str:
    """Drop the blanks that the layout put in; a wide one parts columns and becomes a tab.

    A blank stays between two figures and between Latin words. In a line of columns each blank
    parts two of them: 城关社区 and 12 are two cells.
    """
    columns = max(gaps.values(), default=0.0) > _WIDE_GAP

    def tightened(blank: re.Match[str]) -> str:
        gap = gaps.get(blank.start(), 0.3)
        before, after = text[blank.start() - 1], text[blank.end() : blank.end() + 1]
        if _MARKED.fullmatch(text, 0, blank.start()):
            # what stands apart from its marker is no column
            return " " if text[blank.start() - 1].isascii() else ""
        if gap > (_CELL_GAP if columns else _WIDE_GAP):
            return "\t"
        wide = (bool(_WIDE.match(before)), bool(_WIDE.match(after)))
        if all(wide):
            return "" if gap < 0.6 else " "
        return "" if any(wide) else " "

    # a hyphen at the end of a line is given as a sign of its own
    return _SPACES.sub(tightened, text).replace("\ufffe", "-").replace("\x02", "-")


# ------------------------------------------------------------ lines to paragraphs


def _place(line: Line) -> tuple[int, int]:
    return line.page, line.column


def _edges(lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Give for each page and column the edges of the text: where many lines begin and end."""
    by_column: dict[int, list[Line]] = {}
    by_place: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        by_column.setdefault(line.column, []).append(line)
        by_place.setdefault(_place(line), []).append(line)
    every = {column: _edge(own) for column, own in by_column.items()}
    # a page with few lines says little of its edges
    return {
        place: _edge(own) if len(own) > 12 else every[place[1]] for place, own in by_place.items()
    }


def _edge(lines: list[Line]) -> tuple[float, float]:
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    if not lines:
        return 0.0, 0.0
    left, right = lefts[len(lefts) // 20], rights[len(rights) * 19 // 20]
    # where no line is full, the edge is where the margin on the right begins, as on the left
    wide = lines[0].width
    alone = lines[0].column == 0
    return left, max(right, wide - left) if alone and right < _FULL * wide else right


def _pitch(lines: list[Line]) -> float:
    """Give the distance of a line from the next of its paragraph: the lower quarter of all."""
    steps = sorted(
        a.bottom - b.bottom
        for a, b in pairwise(lines)
        if a.page == b.page and a.bottom - b.bottom > 0.8 * a.size
    )
    return steps[len(steps) // 4] if steps else 0.0


def _goes_on(line: Line, after: Line, edge: tuple[float, float], pitch: float) -> bool:
    """Tell whether a line's paragraph goes on in the next line.

    It ends where the line stops short of the right edge, where the next one is indented or
    stands apart, and where a sentence has ended before a marker (``二、``). `edge` is the right
    edge of the line and the left edge of the next one, which may stand in another column.
    """
    if "\t" in line.text or "\t" in after.text:
        return False
    right, left = edge
    if line.right <= line.left:
        # no places known: only a sentence's end and a marker can tell
        return not _FINAL.search(line.text) and not _MARKER.match(after.text)
    if right - line.right > _first_word(after.text) * line.size + line.size:
        # there was room for what follows
        return False
    if line.page == after.page and pitch and line.bottom - after.bottom > 1.4 * pitch:
        return False
    if not 0.75 < line.size / after.size < 1.33:
        return False
    ended = bool(_FINAL.search(line.text))
    if ended and _MARKER.match(after.text):
        return False
    # a paragraph's first line is indented by two characters, or at least by one
    indented = after.left > left + 0.9 * after.size
    if not indented:
        return True
    level = abs(after.left - line.left) < 0.5 * line.size and _place(line) == _place(after)
    block = level and line.left > left + 0.9 * line.size
    return block and not ended and not _MARKER.match(after.text)


def _first_word(text: str) -> float:
    """Give the width of what a line cannot break off, in characters: 87.1%； or 职 or 工，."""
    found = _WORD.match(text)
    return sum(0.5 if sign.isascii() else 1.0 for sign in found[0]) if found else 1.0


def _join(pieces: list[str], after: str) -> None:
    """Put a line to its paragraph: a blank only between Latin words, whose hyphen is dropped."""
    before = pieces[-1]
    if _LETTER.match(after) and _LETTER.match(before[-1:]):
        pieces.append(" ")
    elif _LETTER.match(after) and before.endswith("-") and _LETTER.match(before[-2:-1]):
        pieces[-1] = before[:-1]
    pieces.append(after)


# ------------------------------------------------------------ furniture


def _likeness(line: Line) -> tuple[str, str, int]:
    """Give what repeated headers share: where, what, how high; their page's number apart."""
    text = re.sub(rf"(?<!\d){line.page + 1}(?!\d)", "#", line.text)
    return line.in_margin, text, round(line.bottom / 6)


def _offset(line: Line) -> int | None:
    """Give how far a bare number is from the place of its page; None where it is none."""
    return int(line.text) - line.page if re.fullmatch("[0-9]{1,4}", line.text) else None


def _counts_on(line: Line, counted: Counter[int | None], pages: int) -> bool:
    """Tell whether a bare number goes up with the pages: else it may be a figure of a table."""
    offset = _offset(line)
    return offset is None or counted[offset] > 1 or (pages == 1 and offset == 1)


def _is_page_number(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _page_numbers())


@cache
def _page_numbers() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in rows("page_numbers.tsv"))


def _warnings(pages: list[list[Line]], bad: int) -> tuple[str, ...]:
    made = []
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    if empty:
        named = "、".join(empty[:10]) + ("…" if len(empty) > 10 else "")
        made.append(
            say(
                "page {named} of {count} has no text (a picture?) and was not read",
                named=named,
                count=len(pages),
            )
        )
    if bad:
        made.append(
            say(
                "{bad} characters are unknown to the PDF's fonts; figures may be lost there",
                bad=bad,
            )
        )
    return tuple(made)
