"""The one way in: a path, a list of paths or a frame to a stream of sources.

A file that cannot be read is an error where it is all that was asked for; among others it is
a warning that names it, and a `Problem` for whoever listens.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, MissingExtraError, SourceError, warn
from zhsummary.messages import changed, say
from zhsummary.read.corrections import CORRECTIONS, read_corrections
from zhsummary.read.folder import METADATA, expand, is_beside_texts, is_special
from zhsummary.read.formats import Part, Shelf
from zhsummary.read.frame import is_frame, read_frame
from zhsummary.read.metadata import Table, read_metadata
from zhsummary.read.model import Correction, Problem, Source
from zhsummary.read.text import is_blank, without_surrogates

Listener = Callable[[Problem], None]
#: What `metadata.csv` says of a file, and of the parts of it by their numbers.
Told = tuple[dict[str, Any], dict[int, dict[str, Any]]]


def sources(
    source: Any,
    *,
    text: str = "text",
    metadata: bool = True,
    encoding: str | None = None,
    on_problem: Listener | None = None,
    corrections: Any = True,
    on_correction: Callable[[Correction], None] | None = None,
) -> Iterator[Source]:
    """Give the texts of files, folders or a frame one after the other.

    Parameters
    ----------
    source : str, path, list of paths, data frame, Source, or list of Source
        A file, a folder (all its folders too), a glob, a list of these, a frame with one
        text a row, or what `from_text` gave.
    text : str
        The column of a frame that holds the texts; 正文 and 内容 are tried as well.
    metadata : bool
        Whether to use `metadata.csv` beside the texts, or the frame's other columns.
    encoding : str, optional
        The encoding of the files, in place of the rule (mark, UTF-16, UTF-8, GB18030, Big5).
    on_problem : callable, optional
        Called with each `Problem`: a file or row that was not read, a row of `metadata.csv`
        without its file. Every problem is a `ZhSummaryWarning` as well.
    corrections : bool or path
        Whether to read `corrections.tsv` beside the texts, or the file to read in its place.
    on_correction : callable, optional
        Called with each `Correction` that is read.

    Returns
    -------
    iterator of Source
        Paths are checked at once, files are read as the iterator goes.

    Raises
    ------
    SourceError
        If nothing can be read: a path that does not exist, an empty folder, a single file
        that is no text.
    ColumnError
        If a frame or `metadata.csv` lacks the column that is needed.
    """
    report = _reporter(on_problem)
    amend = _amender(corrections, on_correction, report)
    texts = _at_hand(source)
    if texts:
        return iter(texts)
    if is_frame(source):
        return _at_least_one(read_frame(source, text, metadata, report), say("The frame"))
    files, alone = _files(source, report)
    return _read(files, metadata, encoding, alone, report, amend)


@dataclass(frozen=True)
class Gathered:
    """The files that a source means, and what is said of them before they are read.

    Attributes
    ----------
    files : list of path
        In the order in which they are read.
    alone : bool
        Whether a single file was asked for.
    told : dict
        What `metadata.csv` says of a file and of its parts; files of which it says nothing
        are not among them.
    corrections : list of Correction
        Those beside the texts, or of the file that was named in their place.
    beside : list of path
        The tables beside the texts that all this comes from.
    """

    files: list[Path]
    alone: bool
    told: dict[Path, Told]
    corrections: list[Correction]
    beside: list[Path]


def gather(
    source: Any,
    *,
    metadata: bool = True,
    corrections: Any = True,
    on_problem: Listener | None = None,
) -> Gathered:
    """List the files of a source with what the tables beside them say, and read none of them.

    Raises
    ------
    SourceError
        As `sources` does for paths; a frame has no files.
    """
    report = _reporter(on_problem)
    found: list[Correction] = []
    amend = _amender(corrections, found.append, report)
    files, alone = _files(source, report)
    tables = _tables(files, report) if metadata else {}
    beside = [table.path for table in tables.values()]
    if amend is not None:
        for path in _beside(files, CORRECTIONS, report):
            beside.append(path)
            _amend(path, amend, report)
    told = {path: said for path in files if any(said := _told(tables, path))}
    if not alone:
        for table in tables.values():
            for problem in table.unused():
                report(problem)
    return Gathered(files, alone, told, found, beside)


def read_files(
    files: list[Path],
    told: Callable[[Path], Told],
    *,
    encoding: str | None = None,
    on_problem: Listener | None = None,
    on_correction: Callable[[Correction], None] | None = None,
) -> Iterator[Iterator[Source]]:
    """Give for each file that was gathered its texts, none of one that is reported as unread."""
    report = _reporter(on_problem)
    for _, made in _texts(files, told, encoding, False, report, on_correction):
        yield made


def _files(source: Any, report: Listener) -> tuple[list[Path], bool]:
    """Give the files that paths mean, each once, and whether a single one was asked for."""
    given = _paths(source)
    files: list[Path] = []
    alone = len(given) == 1
    # * gives among the texts what is none
    texts = [path for path in given if not is_beside_texts(Path(path).name) or os.path.isdir(path)]
    for path in texts or given:
        found = _expanded(path, len(given) > 1, report)
        files += found[0]
        alone = alone and found[1]
    if not files:
        raise SourceError("None of the paths could be read; the warnings name each.")
    return list(dict.fromkeys(files)), alone


def from_text(text: str, name: str = "text") -> Source:
    """Make a source of a text that is at hand, for `read`; its line ends stay as they are.

    Parameters
    ----------
    text : str
        The text of a file, a page or several summaries.
    name : str
        What its documents have as ``source``, like the name of a file.

    Raises
    ------
    SourceError
        If `text` is not a str.

    Examples
    --------
    >>> from_text("河口镇工会总结").name
    'text'
    """
    if not isinstance(text, str):
        raise SourceError(
            "from_text wants a str, not {given}. Decode bytes first: data.decode('utf-8').",
            given=type(text).__name__,
        )
    text, noted = without_surrogates(text)
    for note in noted:
        warn("{name}: {reason}", name=name, reason=note)
    return Source(name, text, "", noted)


def _at_hand(given: Any) -> list[Source]:
    """Give the texts that `from_text` made, where they are what was given."""
    texts = [given] if isinstance(given, Source) else given
    if not isinstance(texts, (list, tuple)) or not any(isinstance(one, Source) for one in texts):
        return []
    for one in texts:
        if not isinstance(one, Source):
            raise SourceError(
                "The list holds texts of from_text and a {given} ({item!r}). Read the paths and "
                "the texts each by themselves.",
                given=type(one).__name__,
                item=str(one)[:40],
            )
        if is_blank(one.text):
            raise SourceError("The text {name!r} is empty. Give one with words.", name=one.name)
    return list(texts)


def _problem(name: str, error: Exception) -> Problem:
    """Make a problem of an error whose message may begin with the name already."""
    return Problem(name, changed(str(error), methodcaller("removeprefix", f"{name} ")))


def printable(name: str) -> str:
    """Give a path as text, the bytes that are no UTF-8 written out: it stands in tables."""
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeError:
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _reporter(on_problem: Listener | None) -> Listener:
    def report(problem: Problem) -> None:
        problem = replace(problem, name=printable(problem.name))
        warn("{name}: {reason}", name=problem.name, reason=problem.reason)
        if on_problem is not None:
            on_problem(problem)

    return report


def _paths(source: Any) -> list[str]:
    if isinstance(source, (bytes, bytearray)):
        raise SourceError(
            "Bytes were given where a path is wanted. Give a path as str, or decode a text and "
            "use zhsummary.from_text(data.decode('utf-8'))."
        )
    if isinstance(source, (str, os.PathLike)):
        return [os.fspath(source)]
    if isinstance(source, Mapping) or hasattr(source, "read"):
        raise SourceError(
            "A {given} cannot be read. Give a path, a data frame with a text column, or "
            "zhsummary.from_text(text).",
            given=type(source).__name__,
        )
    if isinstance(source, Iterable):
        given = [_path(item) for item in source]
        if not given:
            raise SourceError("The list of paths is empty. Give at least one file or folder.")
        return given
    raise SourceError(
        "A {given} cannot be read. Give a file, a folder, a glob, a list of paths, or "
        "a data frame with a text column.",
        given=type(source).__name__,
    )


def _path(item: Any) -> str:
    if isinstance(item, (str, os.PathLike)):
        return str(os.fspath(item))
    raise SourceError(
        "The list holds a {given} ({item!r}), not a path. Give paths, or a frame with "
        "a text column.",
        given=type(item).__name__,
        item=str(item)[:40],
    )


def _expanded(path: str, among_others: bool, report: Listener) -> tuple[list[Path], bool]:
    try:
        files, problems, single = expand(path)
    except SourceError as error:
        if not among_others:
            raise
        report(_problem(path[:80], error))
        return [], False
    for problem in problems:
        report(problem)
    return files, single


def _read(
    files: list[Path],
    metadata: bool,
    encoding: str | None,
    alone: bool,
    report: Listener,
    amend: Callable[[Correction], None] | None,
) -> Iterator[Source]:
    tables = _tables(files, report) if metadata else {}
    if amend is not None:
        for path in _beside(files, CORRECTIONS, report):
            _amend(path, amend, report)
    last: Exception | None = None
    count = 0
    for error, made in _texts(files, partial(_told, tables), encoding, alone, report, amend):
        count += error is None
        last = error or last
        yield from made
    if not count:
        raise SourceError("None of the files could be read; the last: {error}", error=last)
    if not alone:
        for table in tables.values():
            for problem in table.unused():
                report(problem)


def beyond_parts(part: int, count: int) -> str:
    """Say that `metadata.csv` tells of a part that a text does not have."""
    return say(
        "metadata.csv tells of part {part}, but it has {count}; the row was left out",
        part=part,
        count=count,
    )


def _texts(
    files: list[Path],
    told: Callable[[Path], Told],
    encoding: str | None,
    alone: bool,
    report: Listener,
    amend: Callable[[Correction], None] | None,
) -> Iterator[tuple[Exception | None, Iterator[Source]]]:
    """Give for each file why it was not read, or its texts."""
    shelf = Shelf(files)
    for path in files:
        try:
            parts = shelf.parts(path, encoding)
        except (SourceError, MissingExtraError) as error:
            if alone:
                raise
            report(_problem(str(path), error))
            yield error, iter(())
            continue
        yield None, _of_file(path, parts, told(path), report, amend)


def _of_file(
    path: Path,
    parts: list[Part],
    told: Told,
    report: Listener,
    amend: Callable[[Correction], None] | None,
) -> Iterator[Source]:
    for number, part in enumerate(parts, 1):
        if amend is not None:
            for correction in part.corrections:
                amend(correction)
        made = _source(path, part, told, number if len(parts) > 1 else 0)
        for note in made.warnings:
            report(Problem(made.name, note, False))
        yield made
    if len(parts) > 1:
        for beyond in sorted(n for n in told[1] if n > len(parts)):
            report(Problem(str(path), beyond_parts(beyond, len(parts)), False))


def _source(path: Path, part: Part, said: Told, number: int) -> Source:
    """Make a source of what a reader gave; `metadata.csv` goes before what the file says.

    The n-th text of a file of several (the rows of a table) is its part n.
    """
    name = f"{path}#{part.label}" if part.label else str(path)
    told, parts = said
    if number:
        told, parts = told | parts.get(number, {}), {}
    return Source(
        printable(name),
        part.text,
        part.encoding,
        part.warnings,
        {**part.metadata, **told},
        None,
        parts or part.parts,
        part.set_aside,
        part.label,
    )


def _tables(files: list[Path], report: Listener) -> dict[Path, Table]:
    """Read the `metadata.csv` or `metadata.xlsx` of each folder that a file stands in or below."""
    tables: dict[Path, Table] = {}
    for table in _beside(files, METADATA, report):
        try:
            tables[table.parent] = read_metadata(table)
        except (SourceError, ColumnError) as error:
            report(_problem(str(table), error))
            continue
        tables[table.parent].among(files)
        for problem in tables[table.parent].problems:
            report(problem)
    return tables


def _beside(files: list[Path], names: tuple[str, ...], report: Listener) -> Iterator[Path]:
    """Give the first table of these names in each folder that a file stands in or below."""
    tried: set[Path] = set()
    for path in files:
        for folder in (path.parent, *list(path.parent.parents)[:2]):
            if folder in tried:
                continue
            tried.add(folder)
            there = [each for name in names if os.path.lexists(each := folder / name)]
            if len(there) > 1:
                reason = say(
                    "{other} beside it was not used; keep one of them", other=there[1].name
                )
                report(Problem(str(there[0]), reason, False))
            for table in there[:1]:
                if is_special(table):
                    report(Problem(str(table), say("is a pipe or a device, not a text file")))
                else:
                    yield table


def _amender(
    corrections: Any, listener: Callable[[Correction], None] | None, report: Listener
) -> Callable[[Correction], None] | None:
    """Give what listens to the corrections beside the texts; read those of another file at once."""
    heard = listener or (lambda correction: None)
    if isinstance(corrections, bool):
        return heard if corrections else None
    if not isinstance(corrections, (str, os.PathLike)):
        raise SourceError(
            "corrections= is a path, True or False, not a {given}.",
            given=type(corrections).__name__,
        )
    found, problems = read_corrections(Path(os.path.expanduser(corrections)))
    for problem in problems:
        report(problem)
    for correction in found:
        heard(correction)
    return None


def _amend(path: Path, amend: Callable[[Correction], None], report: Listener) -> None:
    try:
        found, problems = read_corrections(path)
    except (SourceError, ColumnError) as error:
        report(_problem(str(path), error))
        return
    for problem in problems:
        report(problem)
    for correction in found:
        amend(correction)


def _told(tables: dict[Path, Table], path: Path) -> Told:
    for folder in (path.parent, *list(path.parent.parents)[:2]):
        if folder in tables:
            told, parts = tables[folder].of(path)
            if told or parts:
                return told, parts
    return {}, {}


def _at_least_one(found: Iterator[Source], what: str) -> Iterator[Source]:
    count = 0
    for source in found:
        count += 1
        yield source
    if not count:
        raise SourceError("{what} has no row with a text. Check the text column.", what=what)
