"""Codebooks: the indicators that a comparison asks for, as a table.

A codebook is a tab-separated file, a DataFrame or a shipped one by its name. One row an
indicator; the columns are explained in the header of ``lexicons/codebook_union.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhsummary.errors import CodebookError, UnknownNameError
from zhsummary.lexicons import load

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id", "label", "kind", "unit", "units", "item", "item_not", "action", "action_not",
    "about", "about_not", "event", "event_not", "theme", "change", "per", "section", "stock",
    "wordings", "yes", "no",
)  # fmt: skip
_NEEDED = ("id", "label", "kind")
_KINDS = ("count", "money", "percent", "measure")
_CHANGES = ("", "none", "by", "any")
_SHORT = 200  # characters: a text of a few sentences
_SAID = 3
_PARTED = "；"
_PREFIX, _SUFFIX = "codebook_", ".tsv"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a codebook: what a figure must say to be this indicator.

    Patterns are regular expressions that are searched for; an empty one asks nothing.

    Attributes
    ----------
    id, label : str
        The name in code and the name in tables.
    kind : str
        ``count``, ``money``, ``percent`` or ``measure``.
    unit : str
        The canonical unit, for the table's header; money is in 元.
    units : frozenset of str
        Measure words that count the same thing; empty for any.
    item, action : Pattern or None
        What the item and the action must say; without an item, only `wordings` count.
    item_not, action_not : Pattern or None
        What they must not say.
    about, about_not : Pattern or None
        What action, item and the words around the figure in its clause must say or not.
    event, event_not : Pattern or None
        What the figure before it in the sentence must say or not.
    theme : Pattern or None
        What the figure, its time, the rest of its clause or the figure before it must say.
    change : str
        ``none``: a level only; ``by``: a change only; ``any``.
    per : bool
        Whether a rate (每户, 人均) may be it.
    section : Pattern or None
        What a title above must say.
    stock : bool
        Whether a figure reached over several years is also that of the last of them.
    wordings : tuple of str
        What figures say in short (``签订｜工资协议``) that it takes whatever the patterns say.
    yes, no : str
        A sentence that it takes a figure of, and one of which it takes none.
    """

    id: str
    label: str
    kind: str
    unit: str
    units: frozenset[str]
    item: re.Pattern[str] | None
    item_not: re.Pattern[str] | None
    action: re.Pattern[str] | None
    action_not: re.Pattern[str] | None
    about: re.Pattern[str] | None
    about_not: re.Pattern[str] | None
    event: re.Pattern[str] | None
    event_not: re.Pattern[str] | None
    theme: re.Pattern[str] | None
    change: str
    per: bool
    section: re.Pattern[str] | None
    stock: bool
    wordings: tuple[str, ...]
    yes: str
    no: str


@dataclass(frozen=True)
class Codebook:
    """A named list of indicators, in the order of the table's columns.

    Examples
    --------
    >>> load_codebook("union").get("新发展会员").id
    'new_members'
    """

    name: str
    indicators: tuple[Indicator, ...]
    belongs: re.Pattern[str] | None = None

    def takes(self, text: str) -> bool:
        """Say whether a document is of the kind that the codebook is for.

        A file's comment line ``# belongs: PATTERN`` names what its documents speak of; a
        text that hardly says it below its title is another's: less than three times, or, in
        a text of a few sentences, nowhere.

        Examples
        --------
        >>> load_codebook("union").takes("安全生产工作总结：全年举办培训5期。")
        False
        """
        if self.belongs is None:
            return True
        title, _, body = text.strip().partition("\n")
        if len(body) <= _SHORT:
            return bool(self.belongs.search(title + body))
        return len(list(islice(self.belongs.finditer(body), _SAID))) == _SAID

    def get(self, name: str) -> Indicator:
        """Give an indicator by its id or its label.

        Raises
        ------
        UnknownNameError
            If there is none of that name.
        """
        for indicator in self.indicators:
            if name in {indicator.id, indicator.label}:
                return indicator
        known = "、".join(f"{i.id} {i.label}" for i in self.indicators[:8])
        raise UnknownNameError(
            f"No indicator {name!r} in the codebook {self.name}. It has: {known} …"
        )

    def __len__(self) -> int:
        return len(self.indicators)

    @property
    def frame(self) -> pd.DataFrame:
        """The codebook as a table: one row an indicator, as `load_codebook` reads it.

        Examples
        --------
        >>> book = load_codebook("union")
        >>> load_codebook(book.frame).indicators == book.indicators
        True
        """
        from zhsummary.tables import frame_of

        rows = ({name: _written(getattr(i, name)) for name in COLUMNS} for i in self.indicators)
        return frame_of(rows, dict.fromkeys(COLUMNS, "string"))

    def to_tsv(self, path: str | Path) -> None:
        """Write the codebook to a tab-separated file, to be edited and read again.

        Parameters
        ----------
        path : str or path
            Where to write it. `load_codebook` and ``corpus.compare`` read it by this path.

        Raises
        ------
        ZhSummaryError
            If the file cannot be written.
        """
        from zhsummary.show.files import write

        frame = self.frame.astype("string").fillna("")
        lines = [list(frame.columns), *frame.to_numpy().tolist()]
        text = "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)
        belongs = f"# belongs: {self.belongs.pattern}\n" if self.belongs else ""
        write(path, lambda place: place.write_text(belongs + text, encoding="utf-8"))


def codebooks() -> tuple[str, ...]:
    """Give the names of the codebooks that come with the library.

    Examples
    --------
    >>> "union" in codebooks()
    True
    """
    folder = files("zhsummary.lexicons")
    return tuple(
        sorted(
            entry.name[len(_PREFIX) : -len(_SUFFIX)]
            for entry in folder.iterdir()
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)
        )
    )


def load_codebook(source: Any) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    source : str, path, DataFrame or Codebook
        The name of a shipped one, a tab-separated file, or a frame with the same columns.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        If there is no such codebook, a needed column is missing, or a row is wrong; the
        message names the row and the remedy.
    """
    if isinstance(source, Codebook):
        return source
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        return _build("own", source.fillna("").astype(str).to_dict("records"))
    name = str(source)
    if name in codebooks():
        return _shipped(name)
    path = Path(name)
    if not path.is_file():
        raise CodebookError(
            f"There is no codebook {name!r}: neither a shipped one ({'、'.join(codebooks())}) "
            "nor a file."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"The codebook {name} cannot be read as UTF-8: {error}") from error
    return _build(path.stem, load.table(text), _belongs(path.stem, text))


@cache
def _shipped(name: str) -> Codebook:
    text = load.text(f"{_PREFIX}{name}{_SUFFIX}")
    return _build(name, load.table(text), _belongs(name, text))


def _belongs(name: str, text: str) -> re.Pattern[str] | None:
    found = re.search(r"^#\s*belongs:\s*(\S+)\s*$", text, re.MULTILINE)
    try:
        return re.compile(found[1]) if found else None
    except re.error as error:
        raise CodebookError(
            f"Codebook {name}: belongs is no regular expression: {error}."
        ) from error


def _build(
    name: str, rows: Iterable[Mapping[str, Any]], belongs: re.Pattern[str] | None = None
) -> Codebook:
    indicators: list[Indicator] = []
    for number, row in enumerate(rows, 1):
        needed = _NEEDED if _cell(row, "wordings") else (*_NEEDED, "item")
        missing = [column for column in needed if not _cell(row, column)]
        if missing:
            raise CodebookError(
                f"Codebook {name}, row {number}: the column {missing[0]!r} is missing or empty. "
                f"A codebook needs {', '.join(_NEEDED)}, and item or wordings."
            )
        indicators.append(_indicator(name, number, row))
    if not indicators:
        raise CodebookError(f"The codebook {name} has no rows.")
    twice = {i.id for i in indicators if sum(j.id == i.id for j in indicators) > 1}
    if twice:
        raise CodebookError(f"Codebook {name}: the id {min(twice)!r} is there more than once.")
    return Codebook(name, tuple(indicators), belongs)


def _indicator(name: str, number: int, row: Mapping[str, Any]) -> Indicator:
    cell = {column: _cell(row, column) for column in COLUMNS}
    where = f"Codebook {name}, row {number} ({cell['id']})"
    for column, allowed in (("kind", _KINDS), ("change", _CHANGES)):
        if cell[column] not in allowed:
            raise CodebookError(
                f"{where}: {column} is {cell[column]!r}; it must be one of "
                f"{', '.join(a or 'empty' for a in allowed)}."
            )

    def pattern(column: str) -> re.Pattern[str] | None:
        try:
            return re.compile(cell[column]) if cell[column] else None
        except re.error as error:
            raise CodebookError(f"{where}: {column} is no regular expression: {error}.") from error

    return Indicator(
        cell["id"],
        cell["label"],
        cell["kind"],
        cell["unit"],
        frozenset(cell["units"].split()),
        pattern("item"),
        pattern("item_not"),
        pattern("action"),
        pattern("action_not"),
        pattern("about"),
        pattern("about_not"),
        pattern("event"),
        pattern("event_not"),
        pattern("theme"),
        cell["change"] or "none",
        cell["per"] == "yes",
        pattern("section"),
        cell["stock"] == "yes",
        tuple(filter(None, map(str.strip, cell["wordings"].split(_PARTED)))),
        cell["yes"],
        cell["no"],
    )


def _written(value: Any) -> str:
    """Write a field of an indicator as its column has it."""
    if isinstance(value, tuple):
        return _PARTED.join(value)
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, re.Pattern):
        return str(value.pattern)
    return str(value or "")


def _cell(row: Mapping[str, Any], column: str) -> str:
    return str(row.get(column) or "").strip()
