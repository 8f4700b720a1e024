"""What the library says to people, in the language of the moment.

In goes an English sentence with named fields, as the code has it, and what the fields hold;
out comes the sentence in English or in Chinese (``lexicons/messages.tsv``, looked up by the
English). What is said remembers how, and can be said again in the other language: the report
page is Chinese whatever the terminal speaks. `zhsummary.language` chooses the language.

Names that programs compare (columns, ``kind`` of a problem, flags) are never translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal

from zhsummary.lexicons.load import rows

Language = Literal["en", "zh"]

_spoken: Language = "en"


def language() -> Language:
    """Give the language of messages.

    Examples
    --------
    >>> language()
    'en'
    """
    return _spoken


def speak(wanted: Language) -> None:
    """Choose the language of messages; `zhsummary.set_language` checks what is asked for."""
    global _spoken
    _spoken = wanted


class Said(str):
    """A message, written in the language of its time, that can be said again in another.

    Examples
    --------
    >>> said = say("{path} is empty. Remove it, or fill it.", path="a.csv")
    >>> said
    'a.csv is empty. Remove it, or fill it.'
    >>> said.told("zh")
    'a.csv 是空的。请删去，或填上内容。'
    """

    _how: Callable[[Language], str]

    def __new__(cls, how: Callable[[Language], str]) -> Said:
        """Say what a function gives for a language."""
        said = super().__new__(cls, how(_spoken))
        said._how = how
        return said

    def told(self, wanted: Language | None = None) -> str:
        """Give the message in a language, without one in that of the moment."""
        return self._how(wanted or _spoken)

    def again(self) -> Said:
        """Give the message as one that is said now: the language may be another."""
        return Said(self._how)

    def __str__(self) -> str:
        return self  # str(error) stays what can be said again

    def __reduce__(self) -> tuple[type[Said], tuple[Callable[[Language], str]]]:
        return Said, (self._how,)


def say(template: str, /, **fields: Any) -> str:
    """Say a sentence.

    Parameters
    ----------
    template : str
        The English, with a ``{name}`` for each field; ``{name!r}`` and ``{name:,}`` as in
        `str.format`. Without fields it is taken as it stands.
    **fields
        What the fields hold: text, numbers, or what was said already.

    Examples
    --------
    >>> say("{count} cells, but {columns} columns", count=5, columns=4).told("en")
    '5 cells, but 4 columns'
    """
    kept = {
        name: value if isinstance(value, (str, int, float, Decimal)) else str(value)
        for name, value in fields.items()
    }
    return Said(partial(_filled, template, kept))


def either(english: str, chinese: str) -> str:
    """Give what was said and kept in both languages as something that can be said in either.

    Examples
    --------
    >>> either("is empty", "是空的").told("zh")
    '是空的'
    """
    return Said(partial(_either, english, chinese))


def joined(parts: Iterable[Any], between: str) -> str:
    """Say several things one after the other.

    Parameters
    ----------
    parts : iterable
        What was said, or names.
    between : str
        What stands between them in English: a space between sentences, ``", "``, ``"; "``,
        ``" and "``, ``" or "``. Other signs are the same in Chinese.

    Examples
    --------
    >>> said = joined(["id", "kind"], " or ")
    >>> said, said.told("zh")
    ('id or kind', 'id或kind')
    """
    return Said(partial(_strung, between, tuple(parts)))


def name_of(what: str, name: str) -> str:
    """Say one of the library's own names: in Chinese as ``lexicons/shown_names.tsv`` has it.

    Examples
    --------
    >>> name_of("topic", "union"), name_of("topic", "union").told("zh")
    ('union', '工会')
    """
    return Said(partial(_named, what, name))


def changed(message: str, change: Callable[[str], str]) -> str:
    """Give a message with something in it changed in every language: the name of a file.

    Parameters
    ----------
    message : str
        What was said.
    change : callable
        Such as ``operator.methodcaller("replace", old, new)``.

    Examples
    --------
    >>> from operator import methodcaller
    >>> said = say("{path} is empty. Remove it, or fill it.", path="/tmp/1.csv")
    >>> changed(said, methodcaller("replace", "/tmp/1", "a")).told("zh")
    'a.csv 是空的。请删去，或填上内容。'
    """
    return (
        Said(partial(_changed, message, change)) if isinstance(message, Said) else change(message)
    )


def system_reason(error: OSError) -> str:
    """Say why the system refused a file.

    Examples
    --------
    >>> system_reason(FileNotFoundError(2, "No such file or directory")).told("zh")
    '没有这个文件或文件夹'
    """
    return say(error.strerror or str(error))


#: What systems say of a file that they refuse, as far as the catalogue has it.
SYSTEM_REASONS = (
    "Disk quota exceeded",
    "File exists",
    "File name too long",
    "File too large",
    "Input/output error",
    "Is a directory",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Resource temporarily unavailable",
    "Stale file handle",
    "Too many open files",
)


def in_language(message: Any, wanted: Language | None = None) -> Any:
    """Give a message in a language, without one in that of the moment; any other value as it is.

    Examples
    --------
    >>> in_language(name_of("topic", "union"), "zh"), in_language("a.txt", "zh")
    ('工会', 'a.txt')
    """
    return message.told(wanted) if isinstance(message, Said) else message


def _filled(template: str, fields: dict[str, Any], wanted: Language) -> str:
    sentence = _chinese().get(template, template) if wanted == "zh" else template
    if not fields:
        return sentence
    return sentence.format(**{name: in_language(value, wanted) for name, value in fields.items()})


def _either(english: str, chinese: str, wanted: Language) -> str:
    return chinese if wanted == "zh" else english


def _strung(between: str, parts: tuple[Any, ...], wanted: Language) -> str:
    sign = _BETWEEN.get(between, between) if wanted == "zh" else between
    return sign.join(str(in_language(part, wanted)) for part in parts)


_BETWEEN = {" ": "", ", ": "、", "; ": "；", " and ": "和", " or ": "或"}


def _changed(message: Said, change: Callable[[str], str], wanted: Language) -> str:
    return change(message.told(wanted))


def _named(what: str, name: str, wanted: Language) -> str:
    return _names().get((what, name), name) if wanted == "zh" else name


@cache
def _names() -> dict[tuple[str, str], str]:
    return {(row["what"], row["name"]): row["chinese"] for row in rows("shown_names.tsv")}


@cache
def _chinese() -> dict[str, str]:
    return {row["english"]: row["chinese"] for row in rows("messages.tsv")}
