"""What a batch is to do, written down before anything is done: files, options, shards.

The plan is the same whatever the number of processes: files in their order, so many a shard.
A run that finds the plan of another one in its folder refuses; one that finds its own goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhsummary import __version__
from zhsummary.batch.folder import BatchFolder, save_json
from zhsummary.batch.tasks import ReadTask, Stamp, stamp
from zhsummary.errors import BatchError, SourceError, ZhSummaryWarning
from zhsummary.messages import in_language, joined, say
from zhsummary.read import Problem
from zhsummary.read.frame import is_frame
from zhsummary.read.gazetteer import read_gazetteer
from zhsummary.read.model import Correction
from zhsummary.read.sources import Told, gather, printable
from zhsummary.structure.resolve import Gazetteer
from zhsummary.structure.words import vocabulary_of

_FORM = 1  # of the folder
_BYTES = 32_000_000  # of the files of one shard, unless it is one file
_NAMED = 3


@dataclass(frozen=True)
class Plan:
    """What a batch is to do.

    Attributes
    ----------
    files, stamps : list
        The files in order, with their sizes and times.
    told : dict
        What `metadata.csv` says of them.
    corrections, vocabulary, gazetteer
        What the analyst gave.
    rows : int
        How many documents are one piece of work, and files one shard.
    alone : bool
        Whether a single file was asked for.
    problems : list of Problem
        What was met on the way.
    manifest : dict
        What tells this batch from another one.
    """

    files: list[Path]
    stamps: list[Stamp]
    told: Mapping[Path, Told]
    corrections: list[Correction]
    vocabulary: tuple[tuple[str, str], ...]
    gazetteer: Gazetteer
    encoding: str | None
    rows: int
    alone: bool
    problems: list[Problem]
    manifest: Mapping[str, Any]

    def shards(self) -> Iterator[tuple[int, int]]:
        """Give the first and the last file (not included) of each shard."""
        start, size = 0, 0
        for place, (length, _) in enumerate(self.stamps):
            if place > start and (place - start >= self.rows or size + length > _BYTES):
                yield start, place
                start, size = place, 0
            size += max(length, 0)
        yield start, len(self.files)

    def read_tasks(self, folder: BatchFolder, half: Path) -> Iterator[ReadTask]:
        """Give the shards as tasks, in order."""
        for number, (start, end) in enumerate(self.shards()):
            files = self.files[start:end]
            yield ReadTask(
                number,
                tuple(map(str, files)),
                tuple(self.stamps[start:end]),
                {path: self.told[path] for path in files if path in self.told},
                self.encoding,
                self.rows,
                str(folder.read / f"{number:07d}.parquet"),
                str(half),
            )


def plan_of(
    source: Any,
    folder: BatchFolder,
    *,
    metadata: bool,
    encoding: str | None,
    words: Any,
    corrections: Any,
    gazetteer: Any,
    rows: int,
    seconds: float | None,
) -> Plan:
    """Look at what is there and write nothing.

    Raises
    ------
    SourceError
        If there is nothing to read, or the folder of results lies among the texts.
    """
    if is_frame(source):
        raise SourceError(
            "A batch reads files. For a frame in memory take zhsummary.read(frame).facts(); for "
            "one on a cluster take zhsummary.extract_facts."
        )
    _check_options(rows, seconds)
    problems: list[Problem] = []
    with warnings.catch_warnings():  # each is a row of the errors
        warnings.simplefilter("ignore", ZhSummaryWarning)
        found = gather(
            source, metadata=metadata, corrections=corrections, on_problem=problems.append
        )
    _check_apart(folder.path, source, found.files)
    vocabulary = tuple(vocabulary_of(words))
    townships = read_gazetteer(gazetteer)
    stamps = [stamp(path) for path in found.files]
    told = {str(path): said for path, said in found.told.items()}
    corrected = [
        [str(in_language(value, "en")) for value in _fields(each)] for each in found.corrections
    ]
    manifest = {
        "form": _FORM,
        "zhsummary": __version__,
        "files": len(stamps),
        "bytes": sum(size for size, _ in stamps if size > 0),
        "encoding": encoding,
        "documents a piece": rows,
        "seconds a document": seconds,
        "metadata.csv": _digest(told),
        "corrections": _digest(corrected),
        "words": _digest(vocabulary),
        "gazetteer": _digest(townships),
        "list of files": _digest(list(_listing(found.files, stamps))),
    }
    return Plan(
        found.files,
        stamps,
        found.told,
        found.corrections,
        vocabulary,
        townships,
        encoding,
        rows,
        found.alone,
        problems,
        manifest,
    )


def settle_plan(plan: Plan, folder: BatchFolder, half: Path, *, overwrite: bool) -> None:
    """Write the plan into its folder, or find it there.

    Raises
    ------
    BatchError
        If another plan is there, or files that no batch wrote.
    """
    if overwrite:
        folder.clear()
        for home in (folder.read, *map(folder.home, ("documents", "headings", "errors"))):
            home.mkdir(exist_ok=True)
    if strangers := folder.strangers():
        raise BatchError(
            "{path}: it holds files that no batch wrote ({what2}), which would be read as "
            "results. Give a new folder.",
            path=folder.path,
            what2=", ".join(strangers[:_NAMED]),
        )
    if folder.manifest.is_file():
        _check_same(plan, folder)
        return
    if folder.files("facts"):
        raise BatchError(
            "{path}: it holds results without their plan. overwrite=True (--overwrite) begins "
            "anew.",
            path=folder.path,
        )
    save_json(folder.listing, half, _listing(plan.files, plan.stamps))
    save_json(folder.manifest, half, [plan.manifest])


def _check_same(plan: Plan, folder: BatchFolder) -> None:
    try:
        before = json.loads(folder.manifest.read_text(encoding="ascii"))
        if not isinstance(before, dict):
            raise ValueError(type(before).__name__)
    except (OSError, ValueError, RecursionError) as error:
        raise BatchError(
            "{manifest}: cannot be read ({error}). overwrite=True (--overwrite) begins anew.",
            manifest=folder.manifest,
            error=error,
        ) from error
    other = [name for name, now in plan.manifest.items() if before.get(name) != now]
    if not other:
        return
    said = [
        name if isinstance(now := plan.manifest[name], str) and len(now) == 64 else
        say("{name}: was {before}, is {now}", name=name, before=before.get(name), now=now)
        for name in other if name != "list of files"
    ]  # fmt: skip
    if "list of files" in other:
        said.append(say("other files: {files}", files=_changed(plan, folder)))
    raise BatchError(
        "{path}: it holds a batch of something else ({what2}). Give another folder, or "
        "overwrite=True (--overwrite) to begin anew.",
        path=folder.path,
        what2=joined(said, "; "),
    )


def _changed(plan: Plan, folder: BatchFolder) -> str:
    """Name the first files that came, went or changed."""
    now = {path: tuple(told) for path, *told in _listing(plan.files, plan.stamps)}
    try:
        with open(folder.listing, encoding="ascii") as file:
            before = {path: tuple(told) for path, *told in map(json.loads, file)}
    except (OSError, ValueError, TypeError, RecursionError):
        return say("the list is gone")
    differ = sorted(p for p in {*now, *before} if now.get(p) != before.get(p))
    if not differ:
        return say("their order")
    named = joined(map(printable, differ[:_NAMED]), ", ")
    if len(differ) == len(differ[:_NAMED]):
        return named
    return say("{names} and {count} more", names=named, count=len(differ) - _NAMED)


def _check_options(rows: int, seconds: float | None) -> None:
    if isinstance(rows, bool) or not isinstance(rows, int) or rows < 1:
        raise BatchError(
            "shard_size={rows!r} is no number of documents. Give one from 1.", rows=rows
        )
    if seconds is not None and not (isinstance(seconds, (int, float)) and seconds > 0):
        raise BatchError(
            "seconds={seconds!r} is no time. Give one above 0, or None.", seconds=seconds
        )


def _check_apart(out: Path, source: Any, files: list[Path]) -> None:
    """Refuse results among the texts: the next run would take them for texts."""
    given = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    place = out.resolve()
    folders = [Path(os.fspath(each)).resolve() for each in given if os.path.isdir(each)]
    inside = any(folder == place or folder in place.parents for folder in folders)
    if inside or any(place in path.absolute().parents for path in files):
        raise SourceError(
            "{out} lies among the texts, and the next run would read the results. Give a folder "
            "outside of them.",
            out=out,
        )


def _listing(files: list[Path], stamps: list[Stamp]) -> Iterator[list[Any]]:
    for path, told in zip(files, stamps, strict=True):
        yield [str(path), *told]


def _fields(correction: Correction) -> Iterator[str]:
    return (getattr(correction, name) for name in Correction.__dataclass_fields__)


def _digest(told: Any) -> str:
    """Give a text that is the same for the same values only."""
    said = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(said.encode("ascii")).hexdigest()
