"""Saved web pages (.html, .mht) to the article that they show.

In goes a page, out comes its article as text: a line for a heading, a paragraph, an item of a
list (with the number that is shown), a sentence for a row of a table; where the rows are of
several townships, each is a text of its own. What stands around it
(navigation, buttons, dates, counters, whose the site is), what is hidden and what is struck
through is set aside and told; signs without width are no text. Not read: what scripts would
put into the page, generated numbers that only a style sheet asks for, pictures.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import cache, lru_cache
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.lexicons.load import rows as lexicon
from zhsummary.messages import name_of, say
from zhsummary.read.encoding import NotText, decode
from zhsummary.read.formats import Part
from zhsummary.read.grid import Cell, Grid, above, grid_lines
from zhsummary.read.markup import Element, Tree, parse
from zhsummary.read.sheet import RESULT, Table, parts, places, without_nothing
from zhsummary.read.text import is_blank, lost

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.I)
_GENERATOR = '<meta name="generator" content="zhsummary">'
_SIMILAR = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

#: What holds no text of an article, whatever is in it.
_NO_TEXT = frozenset(
    "nav select button template svg math object audio video canvas map noscript rp rt dialog "
    "datalist".split()
)
_AROUND_TAGS = frozenset({"aside", "footer", "form", "header"})
_STRUCK = frozenset({"del", "s", "strike"})
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!))",
    re.I,
)
_STRIKING = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.I)
_LINES = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_HOLDERS = frozenset({"#page", "body", "div", "article", "section", "main", "td", "center", "form"})
_WIDTHLESS = {
    code: None
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(first, last + 1)
} | {0xFEFF: None, 0xAD: None, 0x180E: None}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—"
_BREAK_BETWEEN = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n\s*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_SENTENCE = re.compile(r"[。！？；，、]")
_NUMBERED = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,5}|[a-zA-Z])[)）.．、:：]"
    r"|[①-⑳❶-❿㈠-㈩⑴-⒇⒈-⒛]|第[一二三四五六七八九十\d]{1,3}"
)

_STEP = 0.9  # the share of an element's text that an element inside it must hold to be taken
_OF_ALL = 0.8  # the share of the whole page's text that it must hold in any case
_WHOLE = 0.99  # the same within an element whose class says that it is the article
_AROUND = 0.3  # an element named as standing around the article may hold this much of the page
_LONGEST_TITLE = 300
_TOLD = 60  # lines left out that are told by their words
_LARGEST = 200_000  # cells of one table, merged ones counted as often as they cover
_PARTED = re.compile(r"[\s|｜\u3000]+")
_BRACKETS = "[]【】()（）"
_WIDEST = 200  # columns that one cell covers


def read_parts(path: Path, encoding: str | None = None) -> list[Part]:
    """Read a web page or a web archive of one page.

    Raises
    ------
    SourceError
        If it cannot be opened or decoded, or shows no text.
    """
    data = _bytes(path)
    noted: tuple[str, ...] = ()
    if path.suffix.lower() in (".mht", ".mhtml"):
        data, told = _archived(data, path)
        encoding = encoding or told
    try:
        markup, name, noted = _decoded(data, encoding)
    except NotText as error:
        raise SourceError(
            "{path} cannot be read as a web page: {error}.", path=path, error=error
        ) from error
    if _GENERATOR in markup[:1000]:
        raise SourceError("{path}: {what}", path=path, what=RESULT)
    try:
        page = extract(markup)
    except SourceError as error:
        raise SourceError("{path} cannot be read: {error}", path=path, error=error) from error
    tables = [replace(part, encoding=name) for part in page.tables]
    if is_blank(page.text) and tables:
        # a table that a system exported as a page
        said = (*noted, *page.warnings, *tables[0].warnings)
        return [replace(tables[0], warnings=said), *tables[1:]]
    if not data.strip():
        raise SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
    if is_blank(page.text):
        raise SourceError(
            "{path} shows no text; a script may fetch it. Open the page, copy its text and "
            "save it as UTF-8 (.txt).",
            path=path,
        )
    warnings = (*noted, *page.warnings, *lost(page.text))
    article = Part(page.text, name, warnings, set_aside=page.set_aside)
    return [article, *tables]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceError(
            "{path} cannot be opened: {error}. Check it and its rights.", path=path, error=error
        ) from error


@dataclass(frozen=True)
class Page:
    """The article of a page, what was left out around it, and its rows of other townships."""

    text: str
    set_aside: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    tables: tuple[Part, ...] = ()


def extract(markup: str) -> Page:
    """Give the article of a page.

    Examples
    --------
    >>> page = extract(
    ...     "<title>河口镇工会总结-某县总工会网</title><body><ul class=nav><li>首页</ul>"
    ...     "<div id=zoom><p>今年建会5家。</p><p>【打印】</p></div>"
    ... )
    >>> page.text
    '河口镇工会总结\\n今年建会5家。\\n'
    >>> page.set_aside
    ('around the article: 首页', 'button: 【打印】')
    """
    tree = parse(markup.replace("\x00", ""))
    left = _Left()
    gone = _marked(tree, left)
    weights = _weights(tree, gone)
    _drop_around(tree, gone, weights, left)
    weights = _weights(tree, gone)
    article = _article(tree, gone, weights)
    writer = _Writer(tree, gone, left)
    lines = writer.lines(article)
    outside = [
        line
        for start, stop in _outside(tree, article)
        for line in _Writer(tree, gone, left).span(start, stop)
    ]
    title = _title(tree, gone)
    lines = _without_furniture(lines, left)
    if title and not _starts_with(lines, title):
        lines.insert(0, title)
    left.outside([line for line in outside if _bare(line) != _bare(title)])
    text = "".join(f"{line}\n" for line in lines)
    tables = tuple(
        replace(part, text=f"{title}\n{part.text}" if title else part.text)
        for part in writer.tables
    )
    return Page(text, left.told, tuple(left.warnings), tables)


# ---------------------------------------------------------------- characters


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Decode a page: as asked, by its mark, by what it declares, else by the general rule."""
    if encoding is not None or data.startswith(_MARKS):
        return (*decode(data, encoding), ())
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _SIMILAR.get(name, name)
    if not name or b"\x00" in data[:64]:
        return (*decode(data), ())
    try:
        return (*decode(data, name), ())
    except NotText as error:
        first = error
    try:
        text, other = decode(data)
    except NotText:
        return (
            *_forgiven(data, name, first),
            (say("it says it is {name}, but {first}", name=name, first=first),),
        )
    return (
        text,
        other,
        (
            say(
                "it says it is {name} and was read as {other}; check a figure of it",
                name=name,
                other=other,
            ),
        ),
    )


def _forgiven(data: bytes, name: str, error: NotText) -> tuple[str, str]:
    """Read a page with a few broken bytes, as browsers do; one with many is refused."""
    try:
        text = data.decode(name, "replace")
    except LookupError:
        raise error from None
    if text.count("\ufffd") > 3 + len(text) // 2000:
        raise error
    return text, name


def _archived(data: bytes, path: Path) -> tuple[bytes, str | None]:
    """Give the page of a web archive (MHTML, RFC 2557), and its encoding if it is told."""
    try:
        parts = _messages(email.message_from_bytes(data))
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        if page is None:
            return data, None
        body, charset = page.get_payload(decode=True), page.get_content_charset()
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise SourceError(
            "{path} is no web archive that can be read ({given}). Open it in a browser "
            "and save it as a page (.html).",
            path=path,
            given=type(error).__name__,
        ) from error
    name = _SIMILAR.get(charset or "", charset)
    return (body if isinstance(body, bytes) else data), name


def _messages(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [one for one in reversed(inside) if isinstance(one, Message)]


# ---------------------------------------------------------------- what is left out


@dataclass
class _Left:
    """What was left out, and what about it should be known."""

    seen: dict[str, None] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def told(self) -> tuple[str, ...]:
        """What was left out, the first of it by its words."""
        first = list(self.seen)[:_TOLD]
        more = len(self.seen) - len(first)
        return (*first, *([f"{more} lines more"] if more else []))

    def add(self, kind: str, text: str) -> None:
        shown = " ".join(text.split())
        if not shown.translate(_WIDTHLESS):
            return
        more = say("… ({count} characters)", count=len(shown)) if len(shown) > 60 else ""
        self.seen[f"{kind}: {shown[:60]}{more}"] = None
        if kind not in ("button", "rights") and len(shown) > 40 and _tells(shown):
            self.warnings.append(
                say(
                    "a passage with figures was left out as {kind}: {text}{more}",
                    kind=name_of("aside", kind),
                    text=shown[:60],
                    more=more,
                )
            )

    def outside(self, lines: list[str]) -> None:
        for line in lines:
            kind = _furniture(line, edge=True)
            self.add(kind or "outside the article", line)


def _tells(text: str) -> bool:
    return len(_SENTENCE.findall(text)) > 3 and bool(re.search(r"\d", text))


def _marked(tree: Tree, left: _Left) -> set[int]:
    """Give the elements that show nothing or no text: by their tag or by their own style."""
    gone: set[int] = set()
    until = -1
    for number, element in enumerate(tree.elements):
        if element.start < until:
            continue
        kind = _kind_gone(element)
        if kind:
            gone.add(number)
            until = element.end
            left.add(kind, _text_of(tree, element))
    return gone


def _kind_gone(element: Element) -> str:
    style = element.attributes.get("style", "")[:500]
    if element.tag in ("html", "body"):
        return ""  # hidden until a script has run
    if element.tag in _STRUCK or _STRIKING.search(style):
        return "struck through"
    if "hidden" in element.attributes or (style and _HIDDEN.search(style)):
        return "hidden"
    return "around the article" if element.tag in _NO_TEXT else ""


def _text_of(tree: Tree, element: Element) -> str:
    texts = (item for item in tree.stream[element.start : element.end] if isinstance(item, str))
    return " ".join(filter(None, (text.strip() for text in texts)))


def _weights(tree: Tree, gone: set[int]) -> list[float]:
    """Give how much running text each element holds: no links, little without punctuation."""
    own = [0.0] * len(tree.elements)
    here, links, until = 0, 0, -1
    for place, item in enumerate(tree.stream):
        if place < until:
            continue
        if isinstance(item, str):
            size = len(item.strip())
            if size and not links:
                own[here] += size if _SENTENCE.search(item) else size * 0.2
        elif item < 0:
            links -= tree.elements[~item].tag == "a"
            here = max(tree.elements[~item].parent, 0)
        elif item in gone:
            until = tree.elements[item].end
        else:
            links += tree.elements[item].tag == "a"
            here = item
    for number in range(len(own) - 1, 0, -1):
        own[tree.elements[number].parent] += own[number]
    return own


def _drop_around(tree: Tree, gone: set[int], weights: list[float], left: _Left) -> None:
    """Drop what is named as standing around the article and does not hold much of the page."""
    titles = _holding(tree, "h1")
    until = -1
    for number, element in enumerate(tree.elements):
        if element.start < until:
            continue
        if number in gone:
            until = element.end
            continue
        around = element.tag in _AROUND_TAGS or (
            "aside" in _roles(element) and "body" not in _roles(element)
        )
        if element.tag in ("body", "html", "#page") or number in titles or not around:
            continue
        if weights[number] < _AROUND * weights[0]:
            gone.add(number)
            until = element.end
            left.add("around the article", _text_of(tree, element))


def _holding(tree: Tree, tag: str) -> set[int]:
    """Give the elements around those of a tag."""
    found: set[int] = set()
    for number in range(len(tree.elements) - 1, 0, -1):
        if tree.elements[number].tag == tag or number in found:
            found.add(tree.elements[number].parent)
    return found


def _roles(element: Element) -> frozenset[str]:
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    return _roles_of(names[:200])


@lru_cache(maxsize=1000)
def _roles_of(names: str) -> frozenset[str]:
    whole = names.lower().split()
    parts = [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", names)]
    return frozenset(role for role in ("body", "aside") if _hints(role) & {*whole, *parts})


@cache
def _hints(role: str) -> frozenset[str]:
    return frozenset(row["hint"] for row in lexicon("page_hints.tsv") if row["role"] == role)


# ---------------------------------------------------------------- where the article is


def _article(tree: Tree, gone: set[int], weights: list[float]) -> int:
    """Go inwards while one element holds nearly all the running text of the one around it."""
    heaviest: dict[int, int] = {}
    for number, element in enumerate(tree.elements):
        most = weights[heaviest[element.parent]] if element.parent in heaviest else 0
        if number and number not in gone and weights[number] > most:
            heaviest[element.parent] = number
    here = taken = 0
    while (inside := heaviest.get(here)) is not None:
        share = _WHOLE if "body" in _roles(tree.elements[taken]) else _STEP
        least = max(share * weights[taken], _OF_ALL * weights[0])
        if weights[inside] < least or tree.elements[inside].tag == "p":
            break
        here = inside
        if tree.elements[here].tag in _HOLDERS:
            taken = here
    return taken


def _outside(tree: Tree, article: int) -> tuple[tuple[int, int], tuple[int, int]]:
    element = tree.elements[article]
    return (0, element.start), (element.end, len(tree.stream))


def _title(tree: Tree, gone: set[int]) -> str:
    """Give the title: what the page declares, else its h1, else what is left of its <title>."""
    metas = {
        e.attributes.get("name", "").lower(): e.attributes.get("content", "")
        for e in tree.elements
        if e.tag == "meta" and e.attributes.get("name")
    }
    declared = _clean(metas.get("articletitle", ""))
    if declared:
        return declared
    whole = _clean(tree.title[:_LONGEST_TITLE])
    named = _without_site(whole, _clean(metas.get("sitename", "")))
    heads = [head for head in _heads(tree, gone) if head and not _is_site(head)]
    return next((head for head in heads if _bare(head) in _bare(whole)), "") or (
        heads[0] if len(heads) == 1 else named
    )


def _heads(tree: Tree, gone: set[int]) -> list[str]:
    """Give the texts of the h1."""
    found: list[str] = []
    until = -1
    for number, element in enumerate(tree.elements):
        if element.start < until:
            continue
        if number in gone or element.tag == "h1":
            until = element.end
            if number not in gone:
                inside = tree.stream[element.start : element.end]
                found.append(_clean("".join(item for item in inside if isinstance(item, str))))
    return found


def _without_site(title: str, site: str) -> str:
    """Take the names of the site and of its sections off a <title>.

    Examples
    --------
    >>> _without_site("河口镇工会2023年工作总结_工作动态_某县总工会网", "")
    '河口镇工会2023年工作总结'
    """
    parts = [part.strip() for part in re.split(r"\s*[_|｜»>]+\s*|\s+[-–—]+\s+|[-–—](?=\D)", title)]
    kept = [part for part in parts if part and part != site and not _is_site(part)]
    return max(kept, key=len) if kept else title


def _is_site(text: str) -> bool:
    return text.endswith(tuple(_hints("site")))


def _clean(text: str) -> str:
    text = _BREAK_BETWEEN.sub("", text.translate(_WIDTHLESS).strip())
    return _SPACE.sub(" ", text).strip().strip("\u3000")


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _starts_with(lines: list[str], title: str) -> bool:
    """Tell whether the first lines say the title already, on one line or on two."""
    return _bare(title) in _bare("".join(lines[:6]))


# ---------------------------------------------------------------- lines


def _without_furniture(lines: list[str], left: _Left) -> list[str]:
    told = [n for n, line in enumerate(lines) if "。" in line or len(line) > 60]
    first, last = (told[0], told[-1]) if told else (len(lines), -1)
    kept = []
    for number, line in enumerate(lines):
        kind = _furniture(line, edge=number < first or number > last)
        if kind:
            left.add(kind, line)
        else:
            kept.append(line)
    return kept


def _furniture(line: str, edge: bool) -> str:
    """Give the class of a line that the site put there; of several things on a line, the first."""
    line = line.strip()
    if not line or len(line) > 200:
        return ""
    whole = _class_of(line, edge)
    if whole:
        return whole
    # 发布时间：2024-01-05  来源：县总工会  浏览次数：12  字号：大 中 小
    pieces = _PARTED.split(re.sub(r"([:：])\s+", r"\1", line))
    if len(pieces) == 1 and pieces[0] == pieces[0].strip(_BRACKETS):
        return ""
    kinds: list[str] = []
    for piece in pieces:
        bare = piece.strip(_BRACKETS)
        if not bare:
            continue
        kinds.append(_class_of(piece, edge) or _class_of(bare, edge))
        if not kinds[-1]:
            return ""
    return kinds[0] if kinds else ""


def _class_of(line: str, edge: bool) -> str:
    for kind, any_place, pattern in _furnitures():
        if (edge or any_place) and pattern.fullmatch(line):
            return kind
    return ""


@cache
def _furnitures() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (row["class"], row["place"] == "any", re.compile(row["pattern"]))
        for row in lexicon("site_furniture.tsv")
    )


@dataclass
class _List:
    """A list that is open: how it counts."""

    style: str
    number: int = 1
    step: int = 1


class _Writer:
    """Writes a stretch of the stream as lines."""

    def __init__(self, tree: Tree, gone: set[int], left: _Left) -> None:
        self.tree, self.gone, self.left = tree, gone, left
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.marker = ""
        self.lists: list[_List] = []
        self.verbatim = 0
        self.tables: list[Part] = []
        self.scripts: list[dict[int, int]] = []

    def lines(self, number: int) -> list[str]:
        """Give the lines of an element."""
        element = self.tree.elements[number]
        return self.span(element.start, element.end)

    def span(self, start: int, stop: int) -> list[str]:
        """Give the lines between two places of the stream."""
        place = start
        while place < stop:
            item = self.tree.stream[place]
            place += 1
            if isinstance(item, str):
                self._text(item)
            elif item < 0:
                self._close(self.tree.elements[~item])
            elif item in self.gone:
                place = self.tree.elements[item].end
            else:
                place = self._open(item, place, stop)
        self._flush()
        return self.found

    def _text(self, text: str) -> None:
        if self.scripts and text.strip().isascii():
            text = text.translate(self.scripts[-1])
        self.pieces.append(text)
        if self.verbatim and "\n" in text:
            *before, last = "".join(self.pieces).split("\n")
            for line in before:
                self.pieces = [line]
                self._flush()
            self.pieces = [last]

    def _open(self, number: int, place: int, stop: int) -> int:
        element = self.tree.elements[number]
        tag = element.tag
        if tag == "table" and element.end <= stop and not element.holds_table:
            written = self._table(element)
            if written is not None:
                self._flush()
                self.found += written
                return element.end
        if tag in _LINES or tag == "br":
            self._flush()
        if tag in ("ul", "ol", "dir"):
            self.lists.append(_opened(element))
        elif tag == "li":
            self.marker = self._marker(element)
        elif tag == "pre":
            self.verbatim += 1
        elif tag in ("sup", "sub"):
            self.scripts.append(_RAISED if tag == "sup" else _LOWERED)
        return place

    def _close(self, element: Element) -> None:
        tag = element.tag
        if tag in _LINES:
            self._flush()
        if tag in ("ul", "ol", "dir") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "pre":
            self.verbatim = max(self.verbatim - 1, 0)
        elif tag in ("sup", "sub") and self.scripts:
            self.scripts.pop()

    def _flush(self) -> None:
        if not self.pieces:
            return
        line = _clean("".join(self.pieces))
        self.pieces = []
        if line:
            # an item that has its number in its text is shown without another
            marker = "" if _NUMBERED.match(line) else self.marker
            self.marker = ""
            self.found.append(marker + line)

    def _marker(self, element: Element) -> str:
        if not self.lists:
            return ""
        here = self.lists[-1]
        value = _whole(element.attributes.get("value", ""))
        here.number = here.number if value is None else value
        shown = _shown(here.number, _style(element) or here.style)
        here.number += here.step
        return shown

    def _table(self, table: Element) -> list[str] | None:
        """Give the lines of a table of data; None for one that only lays out the page."""
        grid, heads = _grid(self.tree, self.gone, table, self.left)
        filled = [row for row in grid if sum(bool(cell.text) for cell in row) > 1]
        texts = list({id(cell): cell.text for row in grid for cell in row}.values())
        longest = max((len(text) for text in texts), default=0)
        if len(filled) < 2 or longest > max(400, 0.7 * sum(map(len, texts))):
            return None
        rows = list(range(1, len(grid) + 1))
        several = len(places(grid)) > 1
        before = above([*self.found[-6:], _clean("".join(self.pieces))])
        held = Table([list(r) for r in grid], rows, heads=heads or None, above=tuple(before))
        found = parts(held) if several else []
        if any("township" in part.metadata for part in found):
            # a text is of one township: rows of several are texts of their own
            number = f"table {len({part.label.split(' row')[0] for part in self.tables}) + 1}"
            self.tables += [replace(part, label=f"{number} {part.label}") for part in found]
            return []
        said = Table([list(row) for row in grid], rows)
        without_nothing(said, max(heads, 1))
        self.left.warnings += said.warnings
        notes: list[str] = []
        lines = grid_lines(said.grid, heads, before, notes)
        self.left.warnings += notes
        return [line for line in lines if line]


# ---------------------------------------------------------------- tables


def _grid(tree: Tree, gone: set[int], table: Element, left: _Left) -> tuple[Grid, int]:
    """Put the cells in rows and columns, and count the rows that the page calls its head."""
    rows = _Rows()
    heads, in_head, names = 0, False, True
    place = table.start + 1
    while place < table.end:
        item = tree.stream[place]
        place += 1
        if isinstance(item, str) or item < 0:
            continue
        element = tree.elements[item]
        if item in gone:
            place = element.end
        elif element.tag in ("thead", "tbody", "tfoot"):
            in_head = element.tag == "thead"
        elif element.tag == "tr":
            rows.grid.append([])
            names = True
            heads += in_head
        elif element.tag in ("td", "th", "caption"):
            if not rows.grid or element.tag == "caption":
                rows.grid.append([])
            names = names and element.tag == "th"
            inside = _Writer(tree, gone, left).span(element.start + 1, element.end - 1)
            rows.put(Cell(" ".join(inside)), element, len(rows.grid) > max(heads, 1))
            place = element.end
            if names and not in_head and len(rows.grid) == heads + 1 and _row_ends(tree, place):
                heads += 1
    return rows.grid, heads


def _row_ends(tree: Tree, place: int) -> bool:
    """Tell whether no cell follows in the row."""
    while isinstance(item := tree.stream[place], str) and not item.strip():
        place += 1
    return not isinstance(item, str) and item < 0


class _Rows:
    """The rows of a table; what reaches down from the rows above hangs over the next ones."""

    def __init__(self) -> None:
        self.grid: Grid = []
        self.hanging: dict[int, tuple[int, Cell]] = {}
        self.room = _LARGEST

    def put(self, cell: Cell, element: Element, in_body: bool) -> None:
        """Put a cell into each place that it covers.

        A figure that covers several rows belongs to all of them together, so it is said of none.
        """
        self._hang()
        row = self.grid[-1]
        wide = min(max(_whole(element.attributes.get("colspan", "")) or 1, 1), _WIDEST)
        deep = max(_whole(element.attributes.get("rowspan", "")) or 1, 1)
        of_several = deep > 1 and in_body and cell.text[:1].isdigit()
        cell = Cell() if of_several else cell
        for _ in range(wide if self.room > 0 else 1):
            self.hanging[len(row)] = (deep - 1, cell)
            self._add(cell)
        self._hang()

    def _hang(self) -> None:
        row = self.grid[-1]
        while self.room > 0 and (found := self.hanging.get(len(row))) and found[0] > 0:
            self.hanging[len(row)] = (found[0] - 1, found[1])
            self._add(found[1])

    def _add(self, cell: Cell) -> None:
        self.grid[-1].append(cell)
        self.room -= 1


# ---------------------------------------------------------------- lists


def _opened(element: Element) -> _List:
    if element.tag != "ol":
        return _List("none")
    backwards = "reversed" in element.attributes
    start = _whole(element.attributes.get("start", ""))
    return _List(
        _style(element) or "decimal", 1 if start is None else start, -1 if backwards else 1
    )


def _style(element: Element) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([^;]+)", element.attributes.get("style", ""))
    if found:
        return next((word for word in found[1].lower().split() if word in _STYLES), "")
    kind = element.attributes.get("type", "")
    return {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman",
            "I": "upper-roman"}.get(kind, "")  # fmt: skip


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else None


def _shown(number: int, style: str) -> str:
    """Write the number of an item as a browser shows it.

    Examples
    --------
    >>> _shown(12, "cjk-ideographic"), _shown(3, "upper-roman"), _shown(28, "lower-alpha")
    ('十二、', 'III. ', 'ab. ')
    """
    kind = _STYLES.get(style, "")
    if kind == "none":
        return ""
    if kind == "chinese" and 0 < number < 10000:
        return _chinese(number) + "、"
    if kind == "letters" and number > 0:
        return _cased(_letters(number), style) + ". "
    if kind == "roman" and 0 < number < 4000:
        return _cased(_roman(number), style) + ". "
    return f"{number:02d}. " if style == "decimal-leading-zero" else f"{number}. "


_STYLES = {
    "none": "none", "disc": "none", "circle": "none", "square": "none",
    "cjk-ideographic": "chinese", "simp-chinese-informal": "chinese", "cjk-decimal": "chinese",
    "trad-chinese-informal": "chinese", "lower-alpha": "letters", "upper-alpha": "letters",
    "lower-latin": "letters", "upper-latin": "letters", "lower-roman": "roman",
    "upper-roman": "roman", "decimal": "decimal", "decimal-leading-zero": "decimal",
}  # fmt: skip


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    said, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + sign
        gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said


def _letters(number: int) -> str:
    said = ""
    while number:
        number, letter = divmod(number - 1, 26)
        said = chr(97 + letter) + said
    return said


def _roman(number: int) -> str:
    said = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    ):
        said += sign * (number // value)
        number %= value
    return said
