r"""Regular expressions that somebody else wrote, searched for within bounds.

In goes an expression as Python's `re` understands it, out comes what has its ``search`` and
``finditer``. One that tries few ways at each place of a text (words, alternatives, short repeats,
looks ahead and back) is `re`'s own, at its speed. Any other may try more ways than there is time
for, as ``(a+)+$`` does: it is searched for by the package `regex`, which stops after a while, and
then an error names it. The language is `re`'s in both.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zhsummary.errors import ZhSummaryError
from zhsummary.messages import say

#: Seconds for a search, and for each character of the text.
_START, _EACH = 1.0, 5e-6
#: How many ways an expression may try at one place of a text to be searched for without a bound.
_FEW_WAYS = 3_000
#: The characters of a text on which an end to a repeat of one sign is near.
_SHORT = 300
_LONGEST = 20_000


@dataclass(frozen=True)
class Bounded:
    """An expression that is searched for no longer than its text allows.

    Parameters
    ----------
    pattern : str
        The expression.
    flags : int
        Those of `re.compile`.
    where : str
        What an error calls the place where it is written.
    error : type
        What is raised where a search is given up.
    """

    pattern: str
    flags: int = 0
    where: str = field(default="", compare=False)
    error: type[ZhSummaryError] = field(default=ZhSummaryError, compare=False)

    @cached_property
    def _short(self) -> re.Pattern[str] | None:
        """The expression as it is, if it is quick on a short text."""
        return _of_re(self.pattern, self.flags) if ways(self.pattern, _SHORT) <= _FEW_WAYS else None

    @cached_property
    def _compiled(self) -> Any:
        import regex  # slow to import, and rarely needed

        return regex.compile(_as_regex(self.pattern), self.flags & re.IGNORECASE)

    def search(self, text: str) -> Any:
        """Find the first place, as `re.Pattern.search` does.

        Raises
        ------
        ZhSummaryError
            If it takes too long: the `error` that was asked for.
        """
        if len(text) <= _SHORT and self._short is not None:
            return self._short.search(text)
        try:
            return self._compiled.search(text, timeout=_seconds(text))
        except TimeoutError:
            raise self._gave_up(text) from None

    def finditer(self, text: str) -> Iterator[Any]:
        """Find all places, as `re.Pattern.finditer` does."""
        try:
            yield from self._compiled.finditer(text, timeout=_seconds(text))
        except TimeoutError:
            raise self._gave_up(text) from None

    def _gave_up(self, text: str) -> ZhSummaryError:
        return self.error(
            say(
                "{where}the pattern {pattern!r} takes too long on a text of {size} characters "
                "({start!r} …). Do not repeat what is repeated inside, as in (a+)+ or (.*,)*; "
                "write what stands between, such as [^，]*.",
                where=f"{self.where}: " if self.where else "",
                pattern=self.pattern[:80],
                size=len(text),
                start=text[:20],
            )
        )


def _seconds(text: str) -> float:
    return _START + _EACH * len(text)


def compiled(
    pattern: str,
    flags: int = 0,
    where: str = "",
    error: type[ZhSummaryError] = ZhSummaryError,
) -> re.Pattern[str] | Bounded:
    """Make an expression ready to be searched for.

    Parameters
    ----------
    pattern : str
        As `re` understands it.
    flags : int
        Those of `re.compile`.
    where : str
        What an error calls the place where it is written.
    error : type
        What is raised where a search is given up.

    Raises
    ------
    re.error
        If it is no expression.

    Examples
    --------
    >>> type(compiled("会员|(?<!女)职工")).__module__, type(compiled("(会+员?)+")).__name__
    ('re', 'Bounded')
    """
    if len(pattern) > _LONGEST:
        raise re.error(f"it has more than {_LONGEST} characters")
    found = _of_re(pattern, flags)
    return found if ways(pattern) <= _FEW_WAYS else Bounded(pattern, flags, where, error)


def _of_re(pattern: str, flags: int) -> re.Pattern[str]:
    try:
        with warnings.catch_warnings():
            # of what may mean another thing in a later Python
            warnings.simplefilter("ignore")
            return re.compile(pattern, flags)
    except (OverflowError, RecursionError, MemoryError) as error:
        raise re.error("it repeats or nests too much") from error


def _as_regex(pattern: str) -> str:
    """Write an expression of `re` for `regex`, which reads more into braces and brackets."""
    return _BRACES.sub(lambda found: found[1] or r"\{", pattern)


#: A brace that `re` takes for itself, and what it is not looked for in.
_BRACES = re.compile(r"(\\N\{[^}]*\}|\\.|\{(?:\d+(?:,\d*)?|,\d*)\})|\{", re.DOTALL)


# ---------------------------------------------------------------- how many ways


_MANY = 10**9
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_OPENING = re.compile(r"\((?:\?(?:[:=!]|<[=!]))?")
_REPEAT = re.compile(r"[*+?]|\{(?=,?\d)(\d*)(,?)(\d*)\}")
_DEEPEST = 50


def ways(pattern: str, length: int = _MANY) -> int:
    """Give a bound for how many ways an expression has of matching at one place.

    Parameters
    ----------
    pattern : str
        A valid expression. What is not looked into (repeats of groups without end, back
        references, named groups, conditions) counts as very many.
    length : int
        That of the text; without it a repeat without end counts as very many.

    Examples
    --------
    >>> ways("会员|职工|干部"), ways("(?:新|老)?会员.{0,5}"), ways("(a+)+$") > 10**6
    (3, 18, True)
    >>> ways("^[^，]*会员", 300)
    301
    """
    counted, at = _Ways(pattern, length).alternatives(0, 0)
    return counted if at == len(pattern) else _MANY


class _Ways:
    """Goes through an expression from left to right."""

    def __init__(self, pattern: str, length: int) -> None:
        self.pattern, self.length = pattern, length

    def alternatives(self, at: int, depth: int) -> tuple[int, int]:
        """Count the ways of alternatives up to the bracket that closes them."""
        total = 0
        while True:
            counted, at = self.sequence(at, depth)
            total = min(total + counted, _MANY)
            if self.pattern[at : at + 1] != "|":
                return total, at
            at += 1

    def sequence(self, at: int, depth: int) -> tuple[int, int]:
        """Count the ways of what follows each other."""
        total = 1
        while at < len(self.pattern) and self.pattern[at] not in "|)":
            if depth > _DEEPEST or total >= _MANY:
                return _MANY, len(self.pattern)
            single = self.pattern[at] != "("
            one, at = self.item(at, depth)
            if repeat := _REPEAT.match(self.pattern, at):
                one, at = self.repeated(one, single, repeat), repeat.end()
                at += self.pattern[at : at + 1] in ("?", "+")
            total = min(total * one, _MANY)
        return total, at

    def item(self, at: int, depth: int) -> tuple[int, int]:
        """Count the ways of a sign, a class or a group."""
        sign, end = self.pattern[at], len(self.pattern)
        if sign == "\\":
            # a back reference takes the time of what it stands for
            return (_MANY if self.pattern[at + 1 : at + 2].isdigit() else 1), at + 2
        if sign == "[":
            found = _CLASS.match(self.pattern, at)
            return (1, found.end()) if found else (_MANY, end)
        opening = _OPENING.match(self.pattern, at)
        if opening is None:
            return 1, at + 1
        if self.pattern[opening.end() : opening.end() + 1] == "?":
            return _MANY, end
        counted, at = self.alternatives(opening.end(), depth + 1)
        return counted, at + 1

    def repeated(self, one: int, single: bool, repeat: re.Match[str]) -> int:
        """Count the ways of a repeat: none to all of its times, each in as many ways as one."""
        if repeat[0] == "?":
            return one + 1
        if repeat[0] in "*+" or (repeat[2] and not repeat[3]):
            return min(self.length + 1, _MANY) if single and one == 1 else _MANY
        most = int(repeat[3] or repeat[1])
        if one == 1:
            return min(most + 1, _MANY)
        return min((most + 1) * one ** min(most, 30), _MANY)
