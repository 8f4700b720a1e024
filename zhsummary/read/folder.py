"""A path, folder or glob to the list of files that it means.

In goes what the analyst wrote, out come paths in a fixed order and the problems met on the
way. Hidden files, README files and the tables beside the texts are no documents.
"""

from __future__ import annotations

import glob
import os
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.read.corrections import CORRECTIONS
from zhsummary.read.formats import suffixes
from zhsummary.read.model import Problem
from zhsummary.read.text import SUFFIXES as PLAIN

_REMEDIES = {
    **dict.fromkeys((".ppt", ".pptx", ".pps", ".dps", ".odp"), ".docx (export or copy its text)"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), ".zip, or unpack it"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".ofd", ".caj"),
        ".docx or .txt, once its text is recognised (OCR) or exported",
    ),
}
#: Tables that tell of the texts beside them; the first that is there is used.
METADATA = ("metadata.csv", "metadata.xlsx")
TABLES = frozenset({*METADATA, *CORRECTIONS})


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
            f"{path!r} is no path. Give a file, a folder or a pattern such as 'texts/*.txt'."
        )
    here = Path(path)
    if _is_dir(here):
        files, problems = _walk(here)
        if not files:
            raise SourceError(
                f"The folder {path} holds no text files ({_wanted()}).{_named(problems)}"
            )
        return files, problems, False
    if _is_there(here):
        if _is_special(here):
            raise SourceError(
                f"{path} is a pipe, a socket or a device, not a file. Save the text to a file."
            )
        return [here], [], True
    if any(sign in path for sign in "*?["):
        return (*_matches(path), False)
    raise SourceError(f"{path} does not exist. Check the path; it is looked for in {os.getcwd()}.")


def is_document(path: Path) -> bool:
    """Tell whether a file is a text that was meant as a document."""
    name = path.name
    return (
        not name.startswith(".")
        and not name.startswith("~$")
        and not name.upper().startswith("README")
        and name not in TABLES
    )


def _is_there(path: Path) -> bool:
    """Tell whether there is a file or a link, if only one to nowhere."""
    try:
        return path.is_symlink() or path.exists()
    except OSError as error:
        raise SourceError(
            f"{str(path)[:40]}… cannot be looked up ({error.strerror}). If it is a text and no "
            "path, use zhsummary.from_text(text)."
        ) from error


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_special(path: Path) -> bool:
    """Tell whether reading could wait for ever; a broken link is told of when it is read."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _wanted() -> str:
    return ", ".join(sorted(suffixes() | PLAIN))


def _named(problems: list[Problem]) -> str:
    if not problems:
        return " Put the summaries into it, or give another path."
    return " Not read: " + "; ".join(f"{p.name} ({p.reason})" for p in problems[:5]) + "."


def _walk(folder: Path) -> tuple[list[Path], list[Problem]]:
    """List a folder and its folders; links to folders are followed once each."""
    files: list[Path] = []
    problems: list[Problem] = []
    seen: set[str] = set()

    def refuse(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be listed: {error.strerror}"))

    for root, folders, names in os.walk(folder, followlinks=True, onerror=refuse):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(folders):
            if Path(name).suffix.lower() in suffixes() | PLAIN:
                problems.append(Problem(str(Path(root, name)), "is a folder, not a text file"))
        for name in sorted(names):
            _sort_in(Path(root, name), files, problems)
    return sorted(files), problems


def _matches(pattern: str) -> tuple[list[Path], list[Problem]]:
    files: list[Path] = []
    problems: list[Problem] = []
    for name in sorted(glob.glob(pattern, recursive=True)):
        path = Path(name)
        if _is_dir(path):
            # ** goes into folders by itself, and gives the files in them as well
            if "**" not in pattern and not path.name.startswith("."):
                problems.append(Problem(str(path), "is a folder; give it, or a pattern with **"))
            continue
        _sort_in(path, files, problems)
    if not files:
        raise SourceError(f"No text file matches {pattern} ({_wanted()}).{_named(problems)}")
    return files, problems


def _sort_in(path: Path, files: list[Path], problems: list[Problem]) -> None:
    if not is_document(path):
        return
    if path.suffix.lower() in suffixes() | PLAIN:
        if _is_special(path):
            problems.append(Problem(str(path), "is a pipe or a device, not a text file"))
        else:
            files.append(path)
    else:
        problems.append(Problem(str(path), f"its format is not read; save it as {_instead(path)}"))


def _instead(path: Path) -> str:
    """Say as what a file is saved, those that a person would not think of apart."""
    return _REMEDIES.get(path.suffix.lower(), _wanted())
