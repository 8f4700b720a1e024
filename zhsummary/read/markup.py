"""The characters of a web page to its elements: tags paired as a browser pairs them.

In goes markup, out comes a `Tree`: the elements in the order in which they open, and the
stream of openings, texts and closings. Every step is linear in the page and nothing is called
for each level of nesting, so that a page that was broken, or made to break readers, costs no
more than another; for the same reason the standard library's parser, which goes to the end of
the page for each tag that is not closed, is not used. Scripts, styles and comments are left
out here; what else is no text of the page is `html`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'"
    r"|(?P<bare>[^\s>]*)))?"
)
_END = re.compile(r"[\s/]*>?")
_VOID = frozenset(
    "area base br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section "
    "summary table ul".split()
)
_CELLS = ("td", "th", "caption")
_ROWS = (*_CELLS, "tr")
_SECTIONS = (*_ROWS, "thead", "tbody", "tfoot")
#: What an opening tag closes first, and what stops it from looking further out.
_CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir", "table", *_CELLS)),
    "dt": (("dt", "dd"), ("dl", "table", *_CELLS)),
    "dd": (("dt", "dd"), ("dl", "table", *_CELLS)),
    "td": (_CELLS, ("table",)),
    "th": (_CELLS, ("table",)),
    "caption": (_SECTIONS, ("table",)),
    "tr": (_ROWS, ("table",)),
    "thead": (_SECTIONS, ("table",)),
    "tbody": (_SECTIONS, ("table",)),
    "tfoot": (_SECTIONS, ("table",)),
    "option": (("option",), ("select",)),
    "rt": (("rt", "rp"), ("ruby",)),
    "rp": (("rt", "rp"), ("ruby",)),
}


@dataclass(eq=False, slots=True)
class Element:
    """A tag of the page, where it stands and what it holds.

    Parameters
    ----------
    tag : str
        Its name in small letters.
    attributes : dict
        Names in small letters; a name that is there twice has its first value.
    parent : int
        The number of the element around it; -1 for the page itself.
    start, end : int
        Its place in the stream, the closing included.
    holds_table : bool
        Whether a table stands in it (told for tables only).
    """

    tag: str
    attributes: dict[str, str]
    parent: int
    start: int = 0
    end: int = 0
    holds_table: bool = False


@dataclass(slots=True)
class Tree:
    """The elements of a page, and the stream: a number opens, ``~number`` closes, a str is text."""

    elements: list[Element] = field(default_factory=list)
    stream: list[int | str] = field(default_factory=list)
    title: str = ""


def parse(markup: str) -> Tree:
    """Read a page.

    Examples
    --------
    >>> tree = parse("<ul><li>建会5家<li>会员300人</ul>")
    >>> [element.tag for element in tree.elements]
    ['#page', 'ul', 'li', 'li']
    >>> [item for item in tree.stream if isinstance(item, str)]
    ['建会5家', '会员300人']
    """
    build = _Build()
    for kind, name, attributes in _tokens(markup):
        if kind == "text":
            build.tree.stream.append(name)
        elif kind == "title":
            build.tree.title = build.tree.title or name
        elif kind == "close":
            build.close(name)
        else:
            build.open(name, attributes or {}, kind == "empty")
    build.close_to(0)
    return build.tree


class _Build:
    """The elements that are open, by number and by name."""

    def __init__(self) -> None:
        self.tree = Tree([Element("#page", {}, -1)], [0])
        self.stack = [0]
        self.places: dict[str, list[int]] = {}

    def open(self, tag: str, attributes: dict[str, str], empty: bool) -> None:
        self._close_for(tag)
        number = len(self.tree.elements)
        self.tree.elements.append(Element(tag, attributes, self.stack[-1], len(self.tree.stream)))
        if tag == "table" and (at := self._nearest(("table",))) > 0:
            self.tree.elements[self.stack[at]].holds_table = True
        self.tree.stream.append(number)
        self.places.setdefault(tag, []).append(len(self.stack))
        self.stack.append(number)
        if empty or tag in _VOID:
            self.close_to(len(self.stack) - 1)

    def close(self, tag: str) -> None:
        """Close an element by its end tag; one that is not open, or beyond a cell, is ignored."""
        if tag == "br":  # </br> is shown as a line break
            self.open("br", {}, True)
        at = self._nearest((tag,))
        if not at:
            return
        stops = ("table",) if tag in _SECTIONS else () if tag == "table" else _CELLS
        if at > self._nearest(stops):
            self.close_to(at)

    def close_to(self, at: int) -> None:
        while len(self.stack) > at:
            number = self.stack.pop()
            element = self.tree.elements[number]
            if number:
                self.places[element.tag].pop()
            self.tree.stream.append(~number)
            element.end = len(self.tree.stream)

    def _close_for(self, tag: str) -> None:
        if tag in _CLOSES:
            closed, stops = _CLOSES[tag]
            # the outermost of those within the stop: a row closes its cell with it
            stop = self._nearest(stops)
            inside = [self._first_after(name, stop) for name in closed]
            found = [at for at in inside if at > 0]
            if found:
                self.close_to(min(found))
        if tag in _BLOCKS:
            at = self._nearest(("p",))
            if at > self._nearest((*_CELLS, "table", "button")):
                self.close_to(at)

    def _first_after(self, name: str, stop: int) -> int:
        """Give where the innermost open element of a name stands, if it is within the stop."""
        places = self.places.get(name)
        return places[-1] if places and places[-1] > stop else 0

    def _nearest(self, names: tuple[str, ...]) -> int:
        nearest = 0
        for name in names:
            places = self.places.get(name)
            if places and places[-1] > nearest:
                nearest = places[-1]
        return nearest


_Token = tuple[str, str, dict[str, str] | None]


def _tokens(markup: str) -> Iterator[_Token]:
    """Give texts, openings and closings in order; what is never closed reaches to the end."""
    at, size = 0, len(markup)
    while at < size:
        sign = markup.find("<", at)
        sign = size if sign < 0 else sign
        if sign > at:
            yield "text", _plain(markup[at:sign]), None
        if sign == size:
            return
        after = markup[sign + 1 : sign + 2]
        if after == "!" or after == "?":
            at = _past_declaration(markup, sign)
        elif after == "/" and (name := _NAME.match(markup, sign + 2)):
            at = _past(markup, ">", name.end())
            yield "close", name[0].lower(), None
        elif name := _NAME.match(markup, sign + 1):
            at, attributes, empty = _attributes(markup, name.end())
            tag = name[0].lower()
            if tag not in _RAW:
                yield "empty" if empty and ":" in tag else "open", tag, attributes
                continue
            start, (stop, at) = at, _raw(markup, tag, at)
            if tag == "title":
                yield "title", _plain(markup[start:stop]), None
        elif after == "/":
            at = _past(markup, ">", sign + 2)
        else:
            yield "text", "<", None
            at = sign + 1


def _plain(text: str) -> str:
    return unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text


#: A number beyond all characters, and too long for Python to read.
_NO_CHARACTER = re.compile(r"&#[0-9]{1000,};?")


def _past(markup: str, sign: str, at: int) -> int:
    found = markup.find(sign, at)
    return len(markup) if found < 0 else found + len(sign)


def _past_declaration(markup: str, at: int) -> int:
    if markup.startswith("<!-->", at):
        return at + 5
    if markup.startswith("<!--", at):
        return _past(markup, "-->", at + 4)
    return _past(markup, ">", at)


def _attributes(markup: str, at: int) -> tuple[int, dict[str, str], bool]:
    """Read to the end of a tag; quotation marks keep a ``>`` inside a value."""
    attributes: dict[str, str] = {}
    if markup.startswith(">", at):
        return at + 1, attributes, False
    while found := _ATTRIBUTE.match(markup, at):
        value = found["two"] or found["one"] or found["bare"] or ""
        attributes.setdefault(found["name"].lower(), _plain(value))
        at = found.end()
    end = _END.match(markup, at)
    stop = end.end() if end else at
    return stop, attributes, "/" in markup[at:stop]


def _raw(markup: str, tag: str, at: int) -> tuple[int, int]:
    """Find the end of what holds no tags: where its text ends and where the page goes on."""
    found = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    if found is None:
        return len(markup), len(markup)
    return found.start(), _past(markup, ">", found.end())
