"""The folder of a batch: what lies where, one run at a time, nothing half written.

::

    facts-00000.parquet …             what pandas reads as the folder
    _documents/ _headings/ _errors/   beside them; names with _ are not read as facts; what is
                                      told stands there in English (reason) and in Chinese
                                      (reason_zh), warnings too
    _batch/manifest.json              what was asked for; files.jsonl lists the files
    _batch/read/                      the texts as read, until the batch is done
    _batch/done.json                  the counts, once it is

A file is written under a name of its own in a folder of the run, forced to the disk, and then
renamed, which happens wholly or not at all. Only the process that holds the lock renames.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zhsummary.batch.frames import arrow_schema, pyarrow
from zhsummary.errors import BatchError
from zhsummary.messages import system_reason
from zhsummary.show.files import is_path

FACTS, DOCUMENTS, HEADINGS, ERRORS = "facts", "documents", "headings", "errors"
_SIDE = (DOCUMENTS, HEADINGS, ERRORS)


class BatchFolder:
    """The places in a folder.

    Parameters
    ----------
    path : path
        The folder that was asked for; it need not be there.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        if not is_path(path):
            raise BatchError("{path!r} is no path. Give the name of a folder.", path=path)
        self.path = Path(os.path.expanduser(path))
        self.own = self.path / "_batch"
        self.manifest = self.own / "manifest.json"
        self.listing = self.own / "files.jsonl"
        self.read = self.own / "read"
        self.done = self.own / "done.json"

    def home(self, table: str) -> Path:
        """Give the folder in which the files of a table lie."""
        return self.path if table == FACTS else self.path / f"_{table}"

    def file(self, table: str, number: int | str, width: int = 5) -> Path:
        """Give the name of one of them, so that they sort as they are numbered."""
        told = f"{number:0{width}d}" if isinstance(number, int) else number
        return self.home(table) / f"{table}-{told}.parquet"

    def files(self, table: str) -> list[Path]:
        """Give those that are there, in order."""
        return sorted(self.home(table).glob(f"{table}-*.parquet"))

    def clear(self) -> None:
        """Remove what a batch wrote, its manifest last: what is left is known as one's own."""
        with writing(self.path):
            self.done.unlink(missing_ok=True)
            for path in self.files(FACTS):
                path.unlink()
            for home in (self.read, *map(self.home, _SIDE)):
                if home.is_dir():
                    shutil.rmtree(home)
            self.manifest.unlink(missing_ok=True)

    def strangers(self) -> list[str]:
        """Name what lies there, is no part of a batch and would be read as facts."""
        own = {path.name for path in self.files(FACTS)}
        names = (path.name for path in self.path.iterdir())
        return sorted(name for name in names if name not in own and name[0] not in "._")

    @contextmanager
    def held(self) -> Iterator[Path]:
        """Hold the folder against other runs, and give a folder for what is half written.

        Raises
        ------
        BatchError
            If another run holds it, or it cannot be written to.
        """
        with writing(self.path):
            self.own.mkdir(parents=True, exist_ok=True)
            lock = open(self.own / "lock", "ab")  # noqa: SIM115
        with lock:
            try:
                _lock(lock.fileno())
            except OSError as taken:
                raise BatchError(
                    "{path}: another run writes into this folder ({strerror}). Wait for it, or "
                    "give another folder.",
                    path=self.path,
                    strerror=_why(taken),
                ) from taken
            with writing(self.path):
                for left in self.own.glob("tmp-*"):  # of a run that was killed
                    shutil.rmtree(left, ignore_errors=True)
                for home in (self.read, *map(self.home, _SIDE)):
                    home.mkdir(exist_ok=True)
                half = self.own / f"tmp-{secrets.token_hex(4)}"
                half.mkdir()
            try:
                yield half
            finally:
                shutil.rmtree(half, ignore_errors=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of what cannot be written where, why and what to do."""
    try:
        yield
    except OSError as refused:
        raise BatchError(
            "{path}: cannot be written ({why}). Make room or give a folder that can be written "
            "to; the same call then goes on where this one ended.",
            path=path,
            why=_why(refused),
        ) from refused


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say of a file of the batch that is gone or damaged which it is and what to do."""
    try:
        yield
    except FileNotFoundError as error:
        raise removed(path) from error
    except (OSError, ValueError, LookupError, TypeError) as error:  # Arrow's own are of these
        raise BatchError(
            "{path}: this file of the batch is damaged ({why}). Remove it; the same call then "
            "makes it anew.",
            path=path,
            why=_why(error) if isinstance(error, OSError) else str(error)[:200],
        ) from error


def removed(path: Path) -> BatchError:
    """Make the error of what was there and is not."""
    return BatchError(
        "{path}: this file of the batch was removed while the run was at work. The same call "
        "makes it anew.",
        path=path,
    )


def _why(error: OSError) -> str:
    """Say what the system said, without what Arrow puts around it."""
    return system_reason(OSError(error.errno, os.strerror(error.errno)) if error.errno else error)


def save_rows(path: Path, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Write rows as a Parquet file of exactly these columns, and force it to the disk."""
    from zhsummary.tables import frame_of

    with TableFile(path, columns) as file:
        file.write(frame_of(rows, columns))


class TableFile:
    """A Parquet file that is written frame by frame, each a row group."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self._path = path
        self._arrow = pyarrow()
        self._schema = arrow_schema(columns)
        with writing(path):
            self._writer = self._arrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, frame: Any) -> None:
        """Write a frame."""
        table = self._arrow.Table.from_pandas(frame, schema=self._schema, preserve_index=False)
        with writing(self._path):
            self._writer.write_table(table, row_group_size=max(1, len(frame)))

    def note(self, notes: Mapping[str, str]) -> None:
        """Keep texts with the file, beside its rows."""
        self._writer.add_key_value_metadata(dict(notes))

    def __enter__(self) -> TableFile:
        return self

    def __exit__(self, kind: Any, *_: Any) -> None:
        with writing(self._path):
            try:
                self._writer.close()
            except OSError:
                if kind is None:
                    raise
            if kind is None:
                synced(self._path)


def save_json(path: Path, half: Path, lines: Iterable[Any]) -> None:
    """Write one JSON value a line, wholly or not at all."""
    with writing(path):
        new = half / path.name
        with open(new, "w", encoding="ascii") as file:
            file.writelines(f"{json.dumps(each, sort_keys=True)}\n" for each in lines)
        synced(new)
        moved(new, path)


def half_written(half: str, target: str) -> Path:
    """Give a name that no other try at the same file has."""
    return Path(half) / f"{secrets.token_hex(4)}-{Path(target).name}"


def moved(new: Path, path: Path) -> None:
    """Give a finished file its name."""
    with writing(path):
        os.replace(new, path)
        if sys.platform != "win32":
            synced(path.parent)


def synced(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
