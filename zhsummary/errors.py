"""Every error and warning that zhsummary raises on purpose.

A message says where (file, place), what was found and what to do about it, in the language
that `zhsummary.language` chose. Nothing else leaves the library: a traceback from inside it
is a defect.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

from zhsummary.messages import Said, in_language, say


class ZhSummaryError(Exception):
    """What every error of this library is.

    Made of an English template and its fields, see `zhsummary.messages.say`, or of what was
    said already; it is told in the language of the moment.

    Examples
    --------
    >>> str(ZhSummaryError("{path} is empty. Remove it, or fill it.", path="a.csv"))
    'a.csv is empty. Remove it, or fill it.'
    """

    def __init__(self, message: str = "", /, **fields: Any) -> None:
        super().__init__(_message(message, fields))


class SourceError(ZhSummaryError):
    """A source that cannot be read: missing, empty, binary, not decodable."""


class ColumnError(ZhSummaryError):
    """A frame or table without a column that is needed."""


class CodebookError(ZhSummaryError):
    """A codebook that is unknown, incomplete or contradicts itself."""


class CorrectionError(ZhSummaryError):
    """A correction whose words are not found once, or whose value makes no sense."""


class BatchError(ZhSummaryError):
    """A large run that cannot go on: its folder is another run's, a disk is full, processes die."""


class UnknownNameError(ZhSummaryError, KeyError):
    """A township, document, indicator or column that is not there."""

    def __str__(self) -> str:
        # KeyError shows the repr of its argument, which hides the sentence in quotes
        return str(self.args[0]) if self.args else ""


class MissingExtraError(ZhSummaryError, ImportError):
    """An optional package that a call needs is not installed."""


class ZhSummaryWarning(UserWarning):
    """Something was set aside, guessed or left out; the message names it."""


_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


def _message(message: str, fields: dict[str, Any]) -> str:
    return message.again() if isinstance(message, Said) else say(message, **fields)


def warn(message: str, /, **fields: Any) -> None:
    """Warn of something at the line of the user's that led to it, however deep it was found.

    The message is an English template with its fields, or what was said already.

    Examples
    --------
    >>> with warnings.catch_warnings(record=True) as told:
    ...     warnings.simplefilter("always")
    ...     warn("a.txt: it is empty")
    >>> str(told[0].message), told[0].category.__name__
    ('a.txt: it is empty', 'ZhSummaryWarning')
    """
    level = 1
    frame = sys._getframe(0)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame = frame.f_back
        level += 1
    warnings.warn(in_language(_message(message, fields)), ZhSummaryWarning, stacklevel=level)
