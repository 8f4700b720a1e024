"""Which language the messages are in: Chinese or English.

Asked in this order: `set_language`, the environment variable ``ZHSUMMARY_LANGUAGE``, the locale
(``LC_ALL``, ``LC_MESSAGES``, ``LANG``; the first that is set). A locale ``zh…`` means Chinese,
any other English.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from zhsummary import messages
from zhsummary.errors import UnknownNameError, warn
from zhsummary.messages import Language

VARIABLE = "ZHSUMMARY_LANGUAGE"


def set_language(language: str) -> None:
    """Choose the language of errors, warnings, ``message`` columns and the terminal's lines.

    Column names, the ``kind`` of a problem and all other values that programs compare stay
    the same in both.

    Parameters
    ----------
    language : str
        ``zh`` for Chinese or ``en`` for English. It holds for this process and, by the
        environment variable ``ZHSUMMARY_LANGUAGE``, for those that it starts from now on.

    Raises
    ------
    UnknownNameError
        If it is neither.

    Examples
    --------
    >>> set_language("zh")
    >>> set_language("fr")
    Traceback (most recent call last):
    zhsummary.errors.UnknownNameError: 没有语言 'fr'。请用 'zh'（中文）或 'en'（英文）。
    >>> set_language("en")
    """
    wanted = _known(language)
    if wanted is None:
        raise UnknownNameError(
            "There is no language {language!r}. Take 'zh' (Chinese) or 'en' (English).",
            language=language,
        )
    messages.speak(wanted)
    os.environ[VARIABLE] = wanted


def speak_as_set(environment: Mapping[str, str]) -> None:
    """Choose the language as the environment and its locale say.

    Examples
    --------
    >>> speak_as_set({"LANG": "zh_CN.UTF-8"})
    >>> messages.language()
    'zh'
    >>> speak_as_set({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"})
    >>> messages.language()
    'en'
    """
    messages.speak(_of_locale(environment))
    asked = environment.get(VARIABLE, "").strip()
    wanted = _known(asked)
    if wanted is not None:
        messages.speak(wanted)
    elif asked:
        warn(
            "The environment variable {variable} is {asked!r}, which is no language. "
            "Set it to zh (Chinese) or en (English).",
            variable=VARIABLE,
            asked=asked,
        )


def _known(language: object) -> Language | None:
    for one in ("en", "zh"):
        if language == one:
            return one
    return None


def _of_locale(environment: Mapping[str, str]) -> Language:
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return "zh" if locale.lower().startswith("zh") else "en"
