"""Every error and warning that zhsummary raises on purpose.

A message says where (file, place), what was found and what to do about it. Nothing
else leaves the library: a traceback from inside it is a defect.
"""

from __future__ import annotations


class ZhSummaryError(Exception):
    """What every error of this library is."""


class SourceError(ZhSummaryError):
    """A source that cannot be read: missing, empty, binary, not decodable."""


class ColumnError(ZhSummaryError):
    """A frame or table without a column that is needed."""


class CodebookError(ZhSummaryError):
    """A codebook that is unknown, incomplete or contradicts itself."""


class UnitMismatchError(ZhSummaryError):
    """Amounts of one indicator in units that cannot be converted into each other."""


class UnknownNameError(ZhSummaryError, KeyError):
    """A township, document, indicator or column that is not there."""

    def __str__(self) -> str:
        # KeyError shows the repr of its argument, which hides the sentence in quotes
        return str(self.args[0]) if self.args else ""


class MissingExtraError(ZhSummaryError, ImportError):
    """An optional package that a call needs is not installed."""


class ZhSummaryWarning(UserWarning):
    """Something was set aside, guessed or left out; the message names it."""
