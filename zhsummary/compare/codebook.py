"""Codebooks: the indicators that a comparison asks for, as a table.

A codebook is a file (tab-separated, CSV, ``.xlsx``), a DataFrame or a shipped one by its name.
One row an indicator; the columns are explained in the header of ``lexicons/codebook_union.tsv``.
What is wrong with a row is an error that names the file, the line and what to do.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhsummary.compare.codebook_table import CodebookTable, of_file, of_frame, shipped
from zhsummary.errors import CodebookError, UnknownNameError
from zhsummary.lexicons import load
from zhsummary.messages import joined, say
from zhsummary.patterns import Bounded, compiled
from zhsummary.quantities.units import UNITS
from zhsummary.spans import seen

if TYPE_CHECKING:
    import pandas as pd

Pattern = re.Pattern[str] | Bounded

COLUMNS = (
    "id", "label", "kind", "unit", "units", "item", "item_not", "action", "action_not",
    "about", "about_not", "event", "event_not", "theme", "change", "per", "section", "stock",
    "modality", "part", "wordings", "sentence_not", "title_not", "yes",
    "no",
)  # fmt: skip
_NEEDED = ("id", "label", "kind")
_HEADER = (*_NEEDED, "item or wordings")
_KINDS = ("count", "money", "percent", "measure")
_CHANGES = ("", "none", "by", "any")
_MODALITIES = ("actual", "planned", "reference")
_PARTS = ("", "whole", "part", "any", "alike")
_SWITCHES = ("", "yes", "no")
#: The cells that may say one of a few words only.
_CHOICES = (
    ("kind", _KINDS),
    ("change", _CHANGES),
    ("part", _PARTS),
    ("per", _SWITCHES),
    ("stock", _SWITCHES),
)
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
    sentence_not : Pattern or None
        What the whole sentence must not say.
    title_not : Pattern or None
        What the title of the document must not say.
    change : str
        ``none``: a level only; ``by``: a change only; ``any``.
    per : bool
        Whether a rate (每户, 人均) may be it.
    section : Pattern or None
        What a title above must say.
    stock : bool
        Whether a figure reached over several years is also that of the last of them.
    modalities : frozenset of str
        The modalities (actual, planned, reference) that may be it; empty for any.
    part : str
        ``part``: only what is given as a part of a whole (其中…); ``whole``: only what is
        not; ``any``: either, whatever the patterns say of 其中; ``alike``: the same where the
        whole is of the same thing (低保823户，其中农村低保802户); else either.
    wordings : tuple of str
        What figures say in short (``签订｜工资协议``) that it takes whatever the patterns say.
    where : str
        What an error calls its row.
    yes, no : str
        A sentence that it takes a figure of, and one of which it takes none.
    """

    id: str
    label: str
    kind: str
    unit: str
    units: frozenset[str]
    item: Pattern | None
    item_not: Pattern | None
    action: Pattern | None
    action_not: Pattern | None
    about: Pattern | None
    about_not: Pattern | None
    event: Pattern | None
    event_not: Pattern | None
    theme: Pattern | None
    change: str
    per: bool
    section: Pattern | None
    stock: bool
    wordings: tuple[str, ...]
    yes: str
    no: str
    sentence_not: Pattern | None = None
    title_not: Pattern | None = None
    modalities: frozenset[str] = frozenset()
    part: str = ""
    where: str = field(default="", compare=False)

    def __repr__(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        return f"<Indicator {self.id} {self.label}{unit}: {self.kind}>"


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
    belongs: Pattern | None = None

    def __repr__(self) -> str:
        return f"<Codebook {self.name}: {len(self.indicators)} 个指标>"

    def _repr_html_(self) -> str:
        from zhsummary.show.chinese import named
        from zhsummary.show.html import styled
        from zhsummary.show.table import rows_table

        rows = [[i.id, i.label, named("kind", i.kind), i.unit] for i in self.indicators]
        shown = rows_table(["代号", "指标", "类别", "单位"], rows, caption=repr(self)[10:-1])
        return styled(f'<div class="zhs">{shown}</div>')

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
        title, _, body = seen(text).strip().partition("\n")
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
            "No indicator {name!r} in the codebook {codebook}. It has: {known} …",
            name=name,
            codebook=self.name,
            known=known,
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

        rows = ({name: _written(i, name) for name in COLUMNS} for i in self.indicators)
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
        The name of a shipped one, a file (tab-separated, ``.csv`` or ``.xlsx``), or a frame
        with the same columns.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        If there is no such codebook, a needed column is missing, or a row is wrong; the
        message names the row and the remedy.

    Examples
    --------
    >>> import pandas as pd
    >>> trees = {"id": "trees", "label": "植树", "kind": "count", "unit": "株", "item": "树"}
    >>> [indicator.label for indicator in load_codebook(pd.DataFrame([trees])).indicators]
    ['植树']
    """
    if isinstance(source, Codebook):
        return source
    if hasattr(source, "itertuples") and hasattr(source, "columns"):
        return _build(of_frame(source, COLUMNS, _HEADER))
    if not isinstance(source, (str, os.PathLike)):
        raise CodebookError(
            "A {given} is no codebook. Give the name of a shipped one ({codebooks}), a "
            "path or a DataFrame.",
            given=type(source).__name__,
            codebooks="、".join(codebooks()),
        )
    name = str(os.fspath(source))
    if name in codebooks():
        return _shipped(name)
    path = Path(os.path.expanduser(name))
    if not os.path.isfile(path):  # False too where a name is too long to be one
        raise CodebookError(
            "There is no codebook {name!r}: neither a shipped one ({codebooks}) nor a file.",
            name=name,
            codebooks="、".join(codebooks()),
        )
    return _build(of_file(path, COLUMNS, _HEADER))


@cache
def _shipped(name: str) -> Codebook:
    return _build(shipped(name, f"{_PREFIX}{name}{_SUFFIX}", COLUMNS, _HEADER))


def _belongs(name: str, text: str) -> Pattern | None:
    found = re.search(r"^#\s*belongs:\s*(\S+)\s*$", text, re.MULTILINE)
    where = f"Codebook {name}: belongs"
    try:
        return compiled(found[1], where=where, error=CodebookError) if found else None
    except re.error as error:
        raise CodebookError(
            "Codebook {name}: belongs is no regular expression: {error}.", name=name, error=error
        ) from error


def _build(table: CodebookTable) -> Codebook:
    parts = _parts(table.text)
    indicators = [_indicator(where, _with_parts(where, row, parts)) for where, row in table.rows]
    first: dict[str, Indicator] = {}
    for indicator in indicators:
        before = first.setdefault(indicator.id, indicator)
        if before is not indicator:
            raise CodebookError(
                "{where}: the id {id!r} is there more than once, the first time in {first}. "
                "Give each row an id of its own.",
                where=indicator.where,
                id=indicator.id,
                first=before.where,
            )
    return Codebook(table.name, tuple(indicators), _belongs(table.name, table.text))


def _parts(text: str) -> dict[str, str]:
    """Read the lines ``# part NAME: PATTERN`` of a file: what several of its patterns share."""
    return dict(_PART.findall(text))


_PART = re.compile(r"^#\s*part\s+([a-z]\w*):\s*(\S+)\s*$", re.MULTILINE | re.ASCII)
_NAMED = re.compile(r"\{([a-z]\w*)\}", re.ASCII)


def _with_parts(where: str, row: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, str]:
    """Write out ``{NAME}`` in the patterns of a row."""

    def said(found: re.Match[str]) -> str:
        if found[1] not in parts:
            raise CodebookError(
                "{where}: {name} names no part of a pattern. Write a line “# part {bare}: "
                "PATTERN” above the header, or \\{{ where the bracket stands for itself.",
                where=where,
                name=found[0],
                bare=found[1],
            )
        return f"(?:{parts[found[1]]})"

    written = {column: row[column] for column in _PATTERNS if row.get(column)}
    return {**row, **{column: _NAMED.sub(said, cell) for column, cell in written.items()}}


def _indicator(where: str, row: Mapping[str, str]) -> Indicator:
    cell = {column: row.get(column, "") for column in COLUMNS}
    needed = _NEEDED if cell["wordings"] else (*_NEEDED, "item")
    empty = [column for column in needed if not cell[column]]
    if empty:
        raise CodebookError(
            "{where}: the column {column!r} is missing or empty. A codebook needs {needed} "
            "in each row, and item or wordings.",
            where=where,
            column=empty[0],
            needed=joined(_NEEDED, ", "),
        )
    where = say("{where} ({id})", where=where, id=cell["id"])
    for column, allowed in _CHOICES:
        if cell[column] not in allowed:
            raise CodebookError(
                "{where}: {column} is {value!r}; it must be one of {allowed}.",
                where=where,
                column=column,
                value=cell[column],
                allowed=joined((a or say("empty") for a in allowed), ", "),
            )
    modalities = frozenset(cell["modality"].split())
    if wrong := modalities - set(_MODALITIES):
        raise CodebookError(
            "{where}: modality is {value!r}; it must be one or several of {modalities}, "
            "parted by spaces, or empty for any.",
            where=where,
            value=min(wrong),
            modalities=joined(_MODALITIES, ", "),
        )
    _check_unit(where, cell["unit"], cell["kind"])
    patterns = {column: _pattern(where, column, cell[column]) for column in _PATTERNS}
    return Indicator(
        id=cell["id"],
        label=cell["label"],
        kind=cell["kind"],
        unit=cell["unit"],
        units=frozenset(cell["units"].split()),
        **patterns,
        change=cell["change"] or "none",
        per=cell["per"] == "yes",
        stock=cell["stock"] == "yes",
        wordings=tuple(filter(None, map(str.strip, cell["wordings"].split(_PARTED)))),
        yes=cell["yes"],
        no=cell["no"],
        modalities=modalities,
        part=cell["part"],
        where=where,
    )


_PATTERNS = (
    "item", "item_not", "action", "action_not", "about", "about_not", "event", "event_not",
    "theme", "section", "sentence_not", "title_not",
)  # fmt: skip


def _pattern(where: str, column: str, written: str) -> Pattern | None:
    place = f"{where}: {column}"
    try:
        return compiled(written, where=place, error=CodebookError) if written else None
    except re.error as error:
        at = (error.pos or 0) + 1
        raise CodebookError(
            "{where}: {column} is no regular expression: {why} at character {at} of "
            "{written!r}. Brackets and the signs . * + ? | are written \\( \\. and so on "
            "where they stand for themselves.",
            where=where,
            column=column,
            why=error.msg,
            at=at,
            written=written,
        ) from error


def _check_unit(where: str, unit: str, kind: str) -> None:
    """Refuse a unit that no figure is read with, and one of another kind."""
    if not unit:
        return
    kinds = _kinds_of(unit)
    if not kinds:
        near = difflib.get_close_matches(unit, [*UNITS, "万元", "亿元"], 3, cutoff=0.5)
        if near:
            raise CodebookError(
                "{where}: the unit {unit!r} is none that figures are read with. "
                "Did you mean {near}?",
                where=where,
                unit=unit,
                near="、".join(near),
            )
        raise CodebookError(
            "{where}: the unit {unit!r} is none that figures are read with, so the column "
            "would stay empty. Write it as the texts do.",
            where=where,
            unit=unit,
        )
    if kind not in kinds:
        raise CodebookError(
            "{where}: the unit {unit!r} is one of {kinds}, but the kind is {kind}. Correct "
            "one of the two.",
            where=where,
            unit=unit,
            kinds="、".join(sorted(kinds)),
            kind=kind,
        )


def _kinds_of(unit: str) -> set[str]:
    """Give the kinds of figures that have a unit; a rate's is that of what is counted."""
    for scale in ("", "万亿", "亿", "万"):
        base = unit.removeprefix(scale).partition("/")[0] if unit.startswith(scale) else ""
        kinds = {known.kind for name, known in UNITS.items() if base in (name, known.name)}
        if base in load.word_set("noun_units"):
            kinds.add("count")
        if kinds:
            # 课时 and the like are counted or measured, as the text has it
            return {*kinds, "measure", "count"} if kinds <= {"measure", "count"} else set(kinds)
    return set()


def _written(indicator: Indicator, column: str) -> str:
    """Write a field of an indicator as its column has it."""
    value = getattr(indicator, "modalities" if column == "modality" else column)
    if isinstance(value, tuple):
        return _PARTED.join(value)
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, re.Pattern | Bounded):
        return str(value.pattern)
    return str(value or "")
