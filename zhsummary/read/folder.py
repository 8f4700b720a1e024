"""A path, folder or glob to the list of files that it means.

In goes what the analyst wrote, out come paths in a fixed order and the problems met on the
way. Hidden files, README files and the tables beside the texts are no documents.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.messages import joined, say, system_reason
from zhsummary.read.corrections import CORRECTIONS
from zhsummary.read.formats import suffixes
from zhsummary.read.model import Problem
from zhsummary.read.text import SUFFIXES as PLAIN

_REMEDIES = {
    **dict.fromkeys(
        (".ppt", ".pptx", ".pps", ".dps", ".odp"), say(".docx (export or copy its text)")
    ),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), say(".zip, or unpack it")),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".ofd", ".caj"),
        say(".docx or .txt, once its text is recognised (OCR) or exported"),
    ),
}
#: Tables that tell of the texts beside them; the first that is there is used.
METADATA = ("metadata.csv", "metadata.xlsx")
TABLES = frozenset({*METADATA, *CORRECTIONS})
#: What file managers leave in folders; what other systems leave begins with a point.
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r"})


def expand(path: str) -> tuple[list[Path], list[Problem], bool]:
    """Give the files that a path, folder or glob means.

    Parameters
    ----------
    path : str
        A file, a folder (read with all its folders) or a pattern with ``*``, ``?`` or ``[``.

    Returns
    -------
    tuple
        The files in order, the problems, and whether a single file was asked for.

    Raises
    ------
    SourceError
        If the path does not exist, the folder has no text or the pattern matches nothing.
    """
    if "\n" in path or "\r" in path:
        raise SourceError(
            "A text was given where a path is wanted (it has line breaks). "
            "Give a path, a data frame with a text column, or zhsummary.from_text(text)."
        )
    if "\x00" in path or not path.strip():
        raise SourceError(
            "{path!r} is no path. Give a file, a folder or a pattern such as 'texts/*.txt'.",
            path=path,
        )
    if path.startswith("~") and not os.path.lexists(path):
        path = os.path.expanduser(path)
    here = Path(path)
    _check_folder(here)
    if _is_dir(here):
        files, problems = _walk(here)
        if not files:
            raise SourceError(
                "The folder {path} holds no text files ({wanted}). {more}",
                path=path,
                wanted=_wanted(),
                more=_named(problems),
            )
        return files, problems, False
    if _is_there(here):
        if is_special(here):
            raise SourceError(
                "{path} is a pipe, a socket or a device, not a file. Save the text to a file.",
                path=path,
            )
        return [here], [], True
    if any(sign in path for sign in "*?["):
        return (*_matches(path), False)
    raise SourceError(
        "{path} does not exist. Check the path; it is looked for in {here}.",
        path=path,
        here=os.getcwd(),
    )


def is_document(path: Path) -> bool:
    """Tell whether a file is a text that was meant as a document."""
    name = path.name
    return (
        not name.startswith(".")
        and name.lower() not in _OF_THE_SYSTEM
        and not is_beside_texts(name)
    )


def is_beside_texts(name: str) -> bool:
    """Tell whether a file stands among texts by its name and is none.

    Examples
    --------
    >>> [is_beside_texts(name) for name in ("README.md", "~$a.docx", "metadata.csv", "a.txt")]
    [True, True, True, False]
    """
    return name.startswith("~$") or name.upper().startswith("README") or name in TABLES


def _check_folder(path: Path) -> None:
    """Refuse a path that is counted from a folder that is gone."""
    try:
        if not path.is_absolute():
            os.getcwd()
    except OSError as error:
        raise SourceError(
            "{path} cannot be looked up: the folder from which it is counted is gone. "
            "Give its whole path, or change to another folder.",
            path=path,
        ) from error


def _is_there(path: Path) -> bool:
    """Tell whether there is a file or a link, if only one to nowhere."""
    try:
        return path.is_symlink() or path.exists()
    except OSError as error:
        raise SourceError(
            "{path}… cannot be looked up ({why}). If it is a text and no path, use "
            "zhsummary.from_text(text).",
            path=str(path)[:40],
            why=system_reason(error),
        ) from error


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_special(path: Path) -> bool:
    """Tell whether reading could wait for ever; a broken link is told of when it is read."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _wanted() -> str:
    return joined(sorted(suffixes() | PLAIN), ", ")


def _named(problems: list[Problem]) -> str:
    if not problems:
        return say("Put the summaries into it, or give another path.")
    named = [say("{name} ({reason})", name=p.name, reason=p.reason) for p in problems[:5]]
    return say("Not read: {files}.", files=joined(named, "; "))


def _walk(folder: Path) -> tuple[list[Path], list[Problem]]:
    """List a folder and its folders; links to folders are followed once each."""
    files: list[Path] = []
    problems: list[Problem] = []

    def refuse(error: OSError) -> None:
        reason = say("cannot be listed: {why}", why=system_reason(error))
        problems.append(Problem(str(error.filename), reason))

    for root, folders, names in _below([str(folder)], refuse):
        for name in folders:
            if Path(name).suffix.lower() in suffixes() | PLAIN:
                reason = say("is a folder, not a text file")
                problems.append(Problem(str(Path(root, name)), reason))
        for name in sorted(names):
            _sort_in(Path(root, name), files, problems)
    return sorted(files), problems


def _below(
    folders: Iterable[str], refuse: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Go through folders and all of theirs, each once however many links lead to it."""
    seen: set[str] = set()
    for folder in folders:
        for root, inner, names in os.walk(folder, followlinks=True, onerror=refuse):
            real = os.path.realpath(root)
            if real in seen:
                inner.clear()
                continue
            seen.add(real)
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield root, inner, names


_SIGN = f"[{re.escape(os.sep + (os.altsep or ''))}]"
#: The part of a pattern that stands for any number of folders.
_ANY_FOLDERS = re.compile(rf"(?:^|(?<={_SIGN}))(?:\*\*(?:{_SIGN}+|$))+")


def _globbed(pattern: str) -> list[str]:
    """Give the names that a pattern means; `glob` would follow links in a circle without end."""
    first, *others = _ANY_FOLDERS.split(pattern)
    if not others:
        return sorted(glob.glob(pattern))
    found = glob.glob(first) if first else [os.curdir]
    for part in others:
        folders = [root for root, _, _ in _below(sorted(found))]
        found = [
            name
            for folder in folders
            for name in glob.glob(os.path.join(glob.escape(folder), part or "*"))
        ]
    return sorted({*found})


def _matches(pattern: str) -> tuple[list[Path], list[Problem]]:
    files: list[Path] = []
    problems: list[Problem] = []
    for name in _globbed(pattern):
        path = Path(name)
        if _is_dir(path):
            # ** goes into folders by itself, and gives the files in them as well
            if "**" not in pattern and not path.name.startswith("."):
                reason = say("is a folder; give it, or a pattern with **")
                problems.append(Problem(str(path), reason))
            continue
        _sort_in(path, files, problems)
    if not files:
        raise SourceError(
            "No text file matches {pattern} ({wanted}). {more}",
            pattern=pattern,
            wanted=_wanted(),
            more=_named(problems),
        )
    return files, problems


def _sort_in(path: Path, files: list[Path], problems: list[Problem]) -> None:
    if not is_document(path):
        return
    if path.suffix.lower() in suffixes() | PLAIN:
        if is_special(path):
            problems.append(Problem(str(path), say("is a pipe or a device, not a text file")))
        else:
            files.append(path)
    else:
        reason = say("its format is not read; save it as {instead}", instead=_instead(path))
        problems.append(Problem(str(path), reason))


def _instead(path: Path) -> str:
    """Say as what a file is saved, those that a person would not think of apart."""
    return _REMEDIES.get(path.suffix.lower(), _wanted())
