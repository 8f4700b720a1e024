"""A Word file (.docx) to the text that its reader sees.

In goes a path, out come the paragraphs in order, a line each, with the numbers of automatic
lists, tables as lines (see `grid`), text boxes after the paragraph that they hang on, changes
as if accepted. Headers, footers, notes, hidden and struck text and the table of contents are
set aside. Pictures, charts, comments and embedded files are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from zhsummary.errors import SourceError
from zhsummary.lexicons.load import rows
from zhsummary.messages import say
from zhsummary.read.counted_fields import CountedFields
from zhsummary.read.formats import Part
from zhsummary.read.grid import Cell, Grid, above, grid_lines
from zhsummary.read.numbering import Numbering, W, is_on, value
from zhsummary.read.package import Package
from zhsummary.read.text import is_blank

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_WIDTHLESS: dict[int, None] = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_CIRCLED = re.compile(r"^\s*eq\s*\\o\s*\\ac\s*[(（]\s*[○〇◯]\s*[,，;]\s*([0-9]{1,2})\s*[)）]", re.I)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "rPr", "pPr", "rt", "commentReference", "annotationRef", "softHyphen",
        "lastRenderedPageBreak", "sectPr", "sdtPr", "sdtEndPr", "delText", "delInstrText", "pgNum",
        "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "fldData", "tblPr", "tblGrid", "trPr", "tcPr",
    )
)  # fmt: skip
_PLAIN = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
#: What a table or a text may be nested in before it is refused.
_DEEPEST = 60
#: How many places the cells of all tables may cover, merged ones counted as often as they cover.
_MOST_PLACES = 500_000
#: How much of a field's code is kept; what it is stands at its beginning.
_LONGEST_CODE = 1_000


class _TooDeep(Exception):
    """The file nests its parts as no text does."""


class _TooWide(Exception):
    """The tables of the file cover more places than those of a text."""


def read_parts(path: Path, encoding: str | None = None) -> list[Part]:
    """Read a Word file.

    Raises
    ------
    SourceError
        If the file is encrypted, damaged, suspicious or has no text; the message names the
        file, the place and the remedy.
    """
    try:
        with Package(path) as package:
            return [_part(package)]
    except _TooDeep as error:
        raise SourceError(
            "{path} nests its tables or boxes too deep to be a text. Open it in Word and "
            "save its text as .txt.",
            path=path,
        ) from error
    except _TooWide as error:
        raise SourceError(
            "{path} has tables that cover more than {most} cells. Open it in Word and "
            "save its text as .txt, or split it.",
            path=path,
            most=_MOST_PLACES,
        ) from error


def _part(package: Package) -> Part:
    main = _main(package)
    root = package.tree(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise SourceError(
            "{path} holds no Word text (no {main}). Give the file the ending of what it is.",
            path=package.path,
            main=main,
        )
    related = package.related(main)
    styles = _tree_of(package, related, "styles")
    numbering = Numbering(_tree_of(package, related, "numbering"), styles)
    reader = _Reader(numbering, _hidden_styles(styles))
    reader.read(body)
    text = "\n".join(reader.lines).strip("\n")
    if is_blank(text):
        raise SourceError(
            "{path} holds no text (pictures only?). Remove it, or save its text as .txt.",
            path=package.path,
        )
    return Part(text + "\n", "", reader.warnings(), {}, "", _aside(package, related, reader))


def _main(package: Package) -> str:
    for kind, name in package.related("").values():
        if kind == "officeDocument":
            return name
    return "word/document.xml"


def _tree_of(package: Package, related: dict[str, tuple[str, str]], kind: str) -> Element | None:
    name = next((name for found, name in related.values() if found == kind), "")
    return package.tree(name)


def _hidden_styles(styles: Element | None) -> frozenset[str]:
    """Give the styles whose text is not shown, by themselves or by the style they are based on."""
    found = [] if styles is None else styles.findall(f"{W}style")
    by_id = {style.get(f"{W}styleId", ""): style for style in found}
    known: dict[str, bool] = {"": False}
    for first in by_id:
        name, passed, told = first, dict[str, None](), None
        while name not in known and name not in passed and name in by_id:
            passed[name] = None
            told = by_id[name].find(f"{W}rPr/{W}vanish")
            if told is not None:
                break
            name = value(by_id[name].find(f"{W}basedOn"))
        hidden = known.get(name, False) if told is None else is_on(told)
        known |= dict.fromkeys(passed, hidden)
    return frozenset(name for name, hidden in known.items() if hidden)


def _aside(
    package: Package, related: dict[str, tuple[str, str]], reader: _Reader
) -> tuple[str, ...]:
    """Give what was read and left out: headers, footers and notes, each once."""
    found = list(reader.aside)
    kinds = {"header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note"}
    for kind, name in sorted(set(related.values())):
        root = package.tree(name) if kind in kinds else None
        if root is None:
            continue
        other = _Reader(reader.numbering, reader.hidden)
        stories = [root] if kinds[kind] != "note" else list(root)
        for story in stories:
            other.lines = []
            other.read(story)
            text = " ".join(" ".join(other.lines).split())
            if text:
                found.append(f"{kinds[kind]}: {text}")
    return tuple(dict.fromkeys(found))


@dataclass
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass
class _Line:
    """A paragraph as it is put together."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: bool = False


class _Reader:
    """Walks through a text in its order and writes down its lines."""

    def __init__(self, numbering: Numbering, hidden: frozenset[str]) -> None:
        self.numbering = numbering
        self.hidden = hidden
        self.lines: list[str] = []
        self.aside: list[str] = []
        self.notes: list[str] = []
        self._fields: list[_Field] = []
        self._carried: list[str] = []
        self._unknown_signs: dict[str, int] = {}
        self._struck: list[str] = []
        self._embedded = 0
        self._depth = 0
        self._places = 0
        self._hidden_here = False
        self._counted = CountedFields()

    def warnings(self) -> tuple[str, ...]:
        """Say what a careful reader should look at in the file itself."""
        made = []
        if self._unknown_signs:
            signs = "、".join(sorted(self._unknown_signs)[:5])
            made.append(
                say("signs of picture fonts are unknown ({signs}) and were read as �", signs=signs)
            )
        if self._struck:
            made.append(say("struck-out text was set aside: {text}", text=self._struck[0][:30]))
        if self.numbering.unknown:
            forms = "、".join(sorted(self.numbering.unknown))
            made.append(say("numbers of the list format {forms} are shown as 1, 2, 3", forms=forms))
        if self._embedded:
            made.append(say("{count} embedded documents were not read", count=self._embedded))
        return (*made, *self.notes)

    # ------------------------------------------------------------ blocks

    def read(self, parent: Element, contents: bool = False) -> None:
        """Write down the paragraphs and tables that an element holds."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, contents)
            elif child.tag == f"{W}tbl":
                self._flush()
                self.lines += grid_lines(*self._grid(child), above(self.lines), self.notes)
            elif child.tag == f"{W}sdt":
                held = child.find(f"{W}sdtContent")
                gallery = value(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
                if held is not None:
                    self.read(held, contents or gallery == "Table of Contents")
            elif child.tag == f"{_MC}AlternateContent":
                for chosen in _chosen(child):
                    self.read(chosen, contents)
            elif child.tag == f"{W}altChunk":
                self._embedded += 1
            elif child.tag not in _DROPPED:
                self.read(child, contents)
        self._depth -= 1
        if self._depth == 0:
            self._flush()

    def _paragraph(self, found: Element, contents: bool) -> None:
        properties = found.find(f"{W}pPr")
        line = _Line(contents=contents or self._in_contents())
        style = "" if properties is None else value(properties.find(f"{W}pStyle"))
        self._hidden_here = bool(style) and style in self.hidden
        self._inline(found, line)
        self._hidden_here = False
        # a field's code that does not end with its paragraph would hide the rest of the text
        self._fields = [each for each in self._fields if each.result]
        text = "".join(line.text)
        if properties is not None and _mark_deleted(properties):
            self._carried.append(text)
        else:
            text = "".join(self._carried) + text
            self._carried = []
            self._write(text, properties, line)
        for box in line.boxes:
            self.read(box)

    def _write(self, text: str, properties: Element | None, line: _Line) -> None:
        text = text.rstrip(" \t")
        if line.contents:
            if text.strip():
                self.aside.append(f"contents: {' '.join(text.split())}")
            return
        # an empty paragraph of a list shows its number too, and counts
        mark = self.numbering.mark(properties)
        self.lines.append((mark + text.lstrip(" \t") if mark else text).rstrip(" "))

    def _flush(self) -> None:
        """Write down what a deleted paragraph mark left without a paragraph to join."""
        if "".join(self._carried).strip():
            self.lines.append("".join(self._carried))
        self._carried = []

    def _in_contents(self) -> bool:
        return any(_is_contents(each.code) for each in self._fields)

    # ------------------------------------------------------------ tables

    def _grid(self, table: Element) -> tuple[Grid, int]:
        """Give the cells of a table, merged ones in each of their places, and its head's rows."""
        grid: Grid = []
        heads = 0
        for row in _below(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and is_on(properties.find(f"{W}del")):
                continue
            if properties is not None and is_on(properties.find(f"{W}tblHeader")):
                heads += heads == len(grid)
            upper = grid[-1] if grid else []
            grid.append(self._row(row, properties, upper))
        return grid, heads

    def _row(self, row: Element, properties: Element | None, upper: list[Cell]) -> list[Cell]:
        before = None if properties is None else properties.find(f"{W}gridBefore")
        cells = [Cell() for _ in range(self._taken(_count(before, 0)))]
        for found in _below(row, f"{W}tc"):
            properties = found.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            merge = None if properties is None else properties.find(f"{W}vMerge")
            span = _count(None if properties is None else properties.find(f"{W}gridSpan"), 1)
            cell = Cell(self._apart(found))
            if merge is not None and value(merge) != "restart" and len(cells) < len(upper):
                cell = upper[len(cells)]
            cells += [cell] * self._taken(span)
        return cells

    def _taken(self, places: int) -> int:
        """Count the places of the tables."""
        self._places += places
        if self._places > _MOST_PLACES:
            raise _TooWide
        return places

    def _apart(self, cell: Element) -> str:
        """Read a cell by itself: its lines are one text."""
        kept, carried, self.lines, self._carried = self.lines, self._carried, [], []
        self.read(cell)
        self._flush()
        text = "\n".join(line for line in self.lines if line.strip())
        self.lines, self._carried = kept, carried
        return text

    # ------------------------------------------------------------ runs

    def _inline(self, parent: Element, line: _Line) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, line)
            elif tag == f"{W}txbxContent":
                line.boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                for chosen in _chosen(child):
                    self._deeper(chosen, line)
            elif tag == f"{W}sdt":
                if not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
                    self._deeper(child, line)
            elif tag == f"{_M}oMath":
                self._say(_formula(child), line)
            elif tag not in _DROPPED:
                self._deeper(child, line)

    def _deeper(self, child: Element, line: _Line) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep
        self._inline(child, line)
        self._depth -= 1

    def _run(self, run: Element, line: _Line) -> None:
        look = run.find(f"{W}rPr")
        told = None if look is None else look.find(f"{W}vanish")
        if self._hidden_here and (told is None or is_on(told)):
            self._leave_out(run, "hidden")
            return
        if look is None:
            self._signs(run, line, "")
            return
        if is_on(told) or value(look.find(f"{W}rStyle")) in self.hidden:
            self._leave_out(run, "hidden")
            return
        if is_on(look.find(f"{W}strike")) or is_on(look.find(f"{W}dstrike")):
            self._struck += self._leave_out(run, "struck out")
            return
        fonts = look.find(f"{W}rFonts")
        part = _Line()
        self._signs(run, part, "" if fonts is None else fonts.get(f"{W}ascii", ""))
        text = "".join(part.text)
        raised = value(look.find(f"{W}vertAlign"))
        if raised == "superscript":
            text = text.translate(_RAISED)
        elif raised == "subscript":
            text = text.translate(_LOWERED)
        line.text.append(text)
        line.boxes += part.boxes
        line.contents = line.contents or part.contents

    def _leave_out(self, run: Element, why: str) -> list[str]:
        part = _Line()
        self._signs(run, part, "")
        text = "".join(part.text).strip()
        if text:
            self.aside.append(f"{why}: {text}")
        return [text] if text else []

    def _signs(self, run: Element, line: _Line, font: str) -> None:
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                self._say(self._unmasked(child.text or "", font), line)
            elif tag in _PLAIN:
                self._say(_PLAIN[tag], line)
            elif tag == f"{W}br":
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    self._say("\n", line)
            elif tag == f"{W}sym":
                self._say(self._sign(child.get(f"{W}font", ""), child.get(f"{W}char", "")), line)
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""), line)
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].result:
                    code = self._fields[-1].code
                    if len(code) < _LONGEST_CODE:
                        self._fields[-1].code += (child.text or "")[:_LONGEST_CODE]
                    line.contents = line.contents or _is_contents(self._fields[-1].code)
            elif tag == f"{W}ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self._deeper(base, line)
            elif tag == f"{W}txbxContent":
                line.boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                for chosen in _chosen(child):
                    self._deeper(chosen, line)
            elif tag not in _DROPPED:
                self._deeper(child, line)

    def _say(self, text: str, line: _Line) -> None:
        if all(each.result for each in self._fields):
            line.text.append(text)

    def _field(self, kind: str, line: _Line) -> None:
        if kind == "begin":
            # fields that never end would make each sign that follows dearer
            self._fields = [*self._fields[1 - _DEEPEST :], _Field()]
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            circled = None if done.result else _CIRCLED.match(done.code)
            if circled and 1 <= int(circled[1]) <= len(_CIRCLES):
                # Word draws ① as a field without a result
                self._say(_CIRCLES[int(circled[1]) - 1], line)
            elif not done.result:
                self._say(self._counted.shown(done.code), line)

    def _unmasked(self, text: str, font: str) -> str:
        """Read the places in a picture font that stand in a text as signs of private use.

        What has no width is not seen: 5 and 0 around a soft hyphen are 50.
        """
        text = text.translate(_WIDTHLESS)
        if not _PRIVATE.search(text):
            return text
        return _PRIVATE.sub(lambda found: self._sign(font, f"{ord(found[0]):04X}"), text)

    def _sign(self, font: str, code: str) -> str:
        place = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
        sign = _pictures().get((font, place & 0xFF)) if place < 0x100 or place >= 0xF000 else None
        if sign is None and 0x100 <= place < 0xD800:
            sign = chr(place)
        if sign is None:
            name = f"{font or 'no font'} {code}"
            self._unknown_signs[name] = self._unknown_signs.get(name, 0) + 1
        return sign or "\ufffd"


def _chosen(alternates: Element) -> list[Element]:
    """Give the branch of a choice that Word shows: a box stands in it once, not twice."""
    choices = alternates.findall(f"{_MC}Choice")
    for choice in choices:
        if next(choice.iter(f"{W}t"), None) is not None:
            return [choice]
    return alternates.findall(f"{_MC}Fallback") or choices[:1]


def _mark_deleted(properties: Element) -> bool:
    """Tell whether the end of a paragraph is deleted, so that the next one joins it."""
    mark = properties.find(f"{W}rPr")
    return mark is not None and (
        mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    )


def _is_contents(code: str) -> bool:
    return code.split()[:1] == ["TOC"]


def _below(parent: Element, tag: str) -> list[Element]:
    """Give the children of a kind, those in content controls and insertions too."""
    found: list[Element] = []
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in (
            f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag",
        ):  # fmt: skip
            waiting += reversed(child)
    return found


def _count(element: Element | None, otherwise: int) -> int:
    text = value(element)
    return min(int(text), 500) if re.fullmatch(r"[0-9]{1,4}", text) else otherwise


def _formula(element: Element, depth: int = 0) -> str:
    """Write a formula on one line, so that 1 over 2 does not become 12."""
    if element.tag == f"{_M}t":
        return element.text or ""
    if depth > _DEEPEST:
        raise _TooDeep
    inside = [(child.tag, _formula(child, depth + 1)) for child in element]
    parts = dict(inside)
    if element.tag == f"{_M}f":
        return f"{parts.get(f'{_M}num', '')}/{parts.get(f'{_M}den', '')}"
    if element.tag == f"{_M}sSup":
        return parts.get(f"{_M}e", "") + parts.get(f"{_M}sup", "").translate(_RAISED)
    if element.tag == f"{_M}sSub":
        return parts.get(f"{_M}e", "") + parts.get(f"{_M}sub", "").translate(_LOWERED)
    return "".join(text for _, text in inside)


@cache
def _pictures() -> dict[tuple[str, int], str]:
    return {(row["font"], int(row["code"], 16)): row["sign"] for row in rows("symbols.tsv")}
