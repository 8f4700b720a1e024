"""The unit that stands above a table (单位：万元) and the figures that it belongs to.

In go the lines above a table and the names of what is counted, out comes for each name the unit
that stands behind its bare figures. Where the names do not agree with the unit, or several units
stand above (单位：人、万元), only names that ask for it by what they say get one (慰问金额).
A figure without a unit is no fact; a figure with a wrong one is a wrong fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from zhsummary.lexicons.load import rows as lexicon
from zhsummary.messages import say

_ABOVE = re.compile(
    r"(?<!填报)(?<!报送)(?<!填表)(?<!制表)(?<!编制)(?<!责任)(?<!牵头)"
    r"(?:计量|金额|货币|数量|资金)?单位[：:]\s*([^\s（()）；;。]{1,24})"
)
_IN_BRACKETS = re.compile(r"[（(](?:单位[：:])?([^（()）\d]{1,8})[)）]")
_ENUMERATION = re.compile("[、,，/／和及]")
_PEOPLE = frozenset({"人", "名", "人次", "位"})
_PERCENT = frozenset({"%", "％", "‰"})


@dataclass
class Above:
    """The units above a table and what came of them.

    Parameters
    ----------
    units : tuple of str
        As they are written, scales included: ``("人", "万元")``.
    line : str
        The line that they stand in.
    """

    units: tuple[str, ...] = ()
    line: str = ""
    _strict: bool = False
    _given: dict[str, list[str]] = field(default_factory=dict)
    _left: list[str] = field(default_factory=list)

    def among(self, names: Iterable[str]) -> None:
        """Look at all that a table counts: one name that cannot have the unit makes it strict."""
        kinds = [_kind(name) for name in names]
        self._strict = len(self.units) > 1 or any(
            kind and kind not in ("none", "rate") and not _agrees(kind, unit)
            for kind in kinds
            for unit in self.units
        )

    def unit_of(self, name: str) -> str:
        """Give the unit of the bare figures of a name, empty where the lines above do not say.

        Examples
        --------
        >>> above = above_of(["单位：万元"])
        >>> above.among(["户数", "慰问金额"])
        >>> above.unit_of("慰问金额"), above.unit_of("户数")
        ('万元', '')
        """
        if not self.units:
            return ""
        kind = _kind(name)
        wanted = [unit for unit in self.units if _asks_for(kind, name, unit)]
        if not wanted and not self._strict and kind not in ("none", "rate"):
            wanted = list(self.units)
        if len(wanted) == 1:
            given = self._given.setdefault(wanted[0], [])
            given += [name] if name not in given else []
            return wanted[0]
        if kind != "none" and name not in self._left:
            self._left.append(name)
        return ""

    def notes(self) -> list[str]:
        """Say which figures got a unit from above the table, and which did not."""
        made = [
            say(
                "{line!r} above the table: {unit} was put behind the bare numbers of {names}",
                line=self.line,
                unit=unit,
                names=_some(names),
            )
            for unit, names in self._given.items()
        ]
        if self._left and self.units:
            made.append(
                say(
                    "{line!r} above the table was not put behind the bare numbers of {names}",
                    line=self.line,
                    names=_some(self._left),
                )
            )
        return made


def above_of(lines: Iterable[str]) -> Above:
    """Find the units in the lines above a table; the last line that names some counts.

    Examples
    --------
    >>> above_of(["2023年经费表", "单位：人、万元"]).units
    ('人', '万元')
    >>> above_of(["填报单位：河口镇总工会"]).units, above_of(["各村会员情况（人）"]).units
    ((), ('人',))
    """
    found = Above()
    for line in lines:
        match = _ABOVE.search(line) or _IN_BRACKETS.search(line)
        if match is None:
            continue
        units = tuple(dict.fromkeys(u for u in _ENUMERATION.split(match[1]) if u in units_known()))
        if units:
            found = Above(units, " ".join(line.split()))
    return found


def is_unit_line(text: str) -> bool:
    """Tell whether a text only names the unit of a table.

    Examples
    --------
    >>> is_unit_line("（单位：万元）"), is_unit_line("单位：河口镇"), is_unit_line("经费（万元）")
    (True, False, False)
    """
    return bool(_ABOVE.fullmatch(text.strip(" \t（()）"))) and bool(above_of([text]).units)


def takes_no_unit(name: str) -> bool:
    """Tell whether the figures of a name take no unit from a row or from above: shares, ranks.

    Examples
    --------
    >>> takes_no_unit("同比增长"), takes_no_unit("会员数")
    (True, False)
    """
    return _kind(name) in ("none", "rate")


def _asks_for(kind: str, name: str, unit: str) -> bool:
    """Tell whether a name says by itself that its figures are in a unit."""
    if kind == "count":
        return bool(re.search(rf"{re.escape(unit.lstrip('万亿'))}数$", _bare(name)))
    return bool(kind) and kind == _kind_of_unit(unit)


def _agrees(kind: str, unit: str) -> bool:
    """Tell whether figures of a kind may be in a unit."""
    if kind == "count":
        return _kind_of_unit(unit) == "count"
    return kind == _kind_of_unit(unit)


def _kind_of_unit(unit: str) -> str:
    bare = unit.lstrip("万亿千百")
    if bare in _PERCENT:
        return "rate"
    if bare in _PEOPLE:
        return "people"
    return "money" if _units().get(bare) == "money" else "count"


def _kind(name: str) -> str:
    bare = _bare(name)
    return next((role for pattern, role in _names() if pattern.fullmatch(bare)), "")


def _bare(name: str) -> str:
    return re.sub(r"[（(][^（()）]*[)）]$", "", name)


def _some(names: list[str]) -> str:
    first = "、".join(names[:5])
    if len(names) > 5:
        return say("{names} and {count} more", names=first, count=len(names) - 5)
    return first


@cache
def units_known() -> frozenset[str]:
    """Give the units that may stand behind a figure, those with a scale too (万元)."""
    found = set(_units())
    return frozenset(found | {scale + unit for unit in found for scale in "万亿千百"} | {"％"})


@cache
def _units() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in lexicon("units.tsv")}


@cache
def _names() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = lexicon("column_units.tsv")
    return tuple((re.compile(row["pattern"]), row["role"]) for row in found)
