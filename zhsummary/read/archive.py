"""An archive (.zip) to the texts of its files, each read by its own reader.

In goes a path, out come the texts, each with the name of its file as label. Nothing is written
under a name that the archive chose: a file is unpacked under a name of ours, read and removed.
A `metadata.csv` in the archive tells of the files beside and below it. Names that lead out of
the archive, links, files with a password and what is too large are named and not read. Not
read: archives in archives in archives, .rar, .7z.
"""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from operator import methodcaller
from pathlib import Path, PurePosixPath
from typing import Any

from zhsummary.errors import ColumnError, MissingExtraError, SourceError, ZhSummaryError
from zhsummary.messages import changed, joined, say
from zhsummary.read.corrections import CORRECTIONS, read_corrections
from zhsummary.read.folder import METADATA, is_document
from zhsummary.read.formats import Part, read_file, suffixes
from zhsummary.read.metadata import Table, read_metadata
from zhsummary.read.model import Correction
from zhsummary.read.text import SUFFIXES as PLAIN
from zhsummary.read.zipped import Archive

_MOST_FILES = 5_000
_MOST_BYTES = 500_000_000  # of all files together, unpacked
_LARGEST = 100_000_000  # of one file
_RATIO = 300  # how much smaller packing makes a text at most
_FREE = 1_000_000  # bytes below which the ratio is not looked at
_NAMED = 10


def read_parts(path: Path, encoding: str | None = None) -> list[Part]:
    """Read an archive.

    Raises
    ------
    SourceError
        If it is no archive, holds too many or too large files, or none that can be read.
    """
    with tempfile.TemporaryDirectory(prefix="zhsummary-") as folder:
        unpacked = _Unpacked(Path(folder), encoding)
        unpacked.read(path, str(path), "", 0)
    said = tuple(unpacked.problems[:_NAMED])
    if len(unpacked.problems) > _NAMED:
        more = len(unpacked.problems) - _NAMED
        said += (say("{count} more files were not read", count=more),)
    if not unpacked.made:
        if said:
            raise SourceError(
                "{path} holds no file that can be read: {files}. Unpack it and read the folder.",
                path=path,
                files=joined(said, "; "),
            )
        raise SourceError(
            "{path} holds no file that can be read. Unpack it and read the folder.", path=path
        )
    first = unpacked.made[0]
    told = {"warnings": (*first.warnings, *said), "corrections": tuple(unpacked.corrections)}
    return [replace(first, **told), *unpacked.made[1:]]


@dataclass
class _Unpacked:
    """What was read of an archive so far, and how much more it may hold."""

    folder: Path
    encoding: str | None
    made: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    files: int = _MOST_FILES
    room: int = _MOST_BYTES
    count: int = 0

    def read(self, path: Path, shown: str, inside: str, depth: int) -> None:
        """Read the files of an archive; `inside` is where it stands in the outer one."""
        try:
            with Archive(path) as archive:
                infos = archive.infolist()
                self._take(infos, shown)
                named = [(member_name(info), info) for info in infos]
                members = [
                    (name, info) for name, info in named if name.strip("/") and name[-1] != "/"
                ]
                tables = self._tables(archive, members)
                self._correct(archive, members, inside)
                for name, info in members:
                    self._member(archive, info, name, inside, depth, tables)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise SourceError(
                "{shown} is no zip archive that can be read ({error}). Pack it again.",
                shown=shown,
                error=error,
            ) from error

    def _take(self, infos: list[zipfile.ZipInfo], shown: str) -> None:
        """Refuse an archive that unpacks to too much, before anything is unpacked."""
        self.files -= len(infos)
        size = sum(info.file_size for info in infos)
        self.room -= size
        packed = max(sum(info.compress_size for info in infos), 1)
        if self.files < 0:
            raise SourceError(
                "{shown} holds more than {most} files. Split it.", shown=shown, most=_MOST_FILES
            )
        if self.room < 0:
            raise SourceError(
                "{shown} unpacks to more than {most} MB. Unpack it and read the folder.",
                shown=shown,
                most=_MOST_BYTES // 1_000_000,
            )
        if size > _FREE and size > _RATIO * packed:
            raise SourceError(
                "{shown} unpacks to {times} times its size, as no texts do; it is not read. "
                "Unpack it with care and read the folder.",
                shown=shown,
                times=size // packed,
            )

    def _member(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        name: str,
        inside: str,
        depth: int,
        tables: dict[PurePosixPath, Table],
    ) -> None:
        place = PurePosixPath(name)
        if any((p.startswith(".") and p != "..") or p == "__MACOSX" for p in place.parts):
            return
        if not is_document(Path(place.name)):
            return
        label = f"{inside}{name}"
        suffix = place.suffix.lower()
        reason = _refused(info, name) or _unread(suffix, depth)
        if reason:
            self.problems.append(say("{file} {what}", file=label, what=reason))
            return
        try:
            file = self._unpack(archive, info, suffix)
        except SourceError as error:
            self.problems.append(say("{file} {what}", file=label, what=error))
            return
        try:
            if suffix == ".zip":
                self.read(file, label, f"{label}/", depth + 1)
            else:
                told, of_parts = _told(tables, place)
                found = read_file(file, self.encoding)
                self.made += [_labelled(part, label, told, of_parts) for part in found]
        except (SourceError, ColumnError, MissingExtraError) as error:
            self.problems.append(_of(error, file, label))
        finally:
            file.unlink(missing_ok=True)

    def _unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, suffix: str) -> Path:
        """Write a file under a name of ours; more bytes than it declares are never read."""
        self.count += 1
        file = self.folder / f"{self.count}{suffix}"
        try:
            file.write_bytes(archive.read(info))
        except (OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            raise SourceError(
                "is damaged or packed in an unknown way ({error})", error=error
            ) from error
        except Exception as error:  # each way of packing has errors of its own
            raise SourceError("is damaged ({error})", error=error) from error
        return file

    def _correct(
        self, archive: zipfile.ZipFile, members: list[tuple[str, zipfile.ZipInfo]], inside: str
    ) -> None:
        """Read the `corrections.tsv` of each folder of the archive."""
        for name, info in members:
            place = PurePosixPath(name)
            if place.name not in CORRECTIONS or _refused(info, name):
                continue
            label = f"{inside}{name}"
            file = None
            try:
                file = self._unpack(archive, info, place.suffix)
                found, problems = read_corrections(file, label)
            except ZhSummaryError as error:
                self.problems.append(_of(error, file, label))
                continue
            finally:
                if file is not None:
                    file.unlink(missing_ok=True)
            self.corrections += found
            self.problems += [f"{label}: {problem.reason}" for problem in problems]

    def _tables(
        self, archive: zipfile.ZipFile, members: list[tuple[str, zipfile.ZipInfo]]
    ) -> dict[PurePosixPath, Table]:
        """Read each `metadata.csv` of the archive, by the folder that it stands in."""
        found: dict[PurePosixPath, Table] = {}
        for name, info in members:
            place = PurePosixPath(name)
            if place.name not in METADATA or place.parent in found or _refused(info, name):
                continue
            file = None
            try:
                file = self._unpack(archive, info, place.suffix)
                table = read_metadata(file)
            except ZhSummaryError as error:
                self.problems.append(_of(error, file, name))
                continue
            table.path = Path(name)
            self.problems += [f"{name}: {problem.reason}" for problem in table.problems]
            found[place.parent] = table
        return found


def member_name(info: zipfile.ZipInfo) -> str:
    """Give the name of a file in an archive: marked as UTF-8, else by what its bytes are.

    Examples
    --------
    >>> info = zipfile.ZipInfo("总结.txt".encode("gbk").decode("cp437"))
    >>> member_name(info)
    '总结.txt'
    """
    name = info.orig_filename.split("\x00")[0]
    if not info.flag_bits & 0x800:
        name = _decoded(name)
    return name.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")


def _decoded(name: str) -> str:
    try:
        data = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "gb18030"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        # 联通 in GBK is valid UTF-8 too, but of letters that no Chinese name has
        if codec == "gb18030" or not re.search("[\x80-\u07ff]", text):
            return text
    return name


def _refused(info: zipfile.ZipInfo, name: str) -> str:
    """Say why a file is not unpacked; empty if it is."""
    if ".." in name.split("/") or name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return say("has a name that leads out of the archive and was not read")
    if stat.S_ISLNK(info.external_attr >> 16):
        return say("is a link and was not read")
    if info.flag_bits & 1:
        return say("is locked with a password and was not read; unpack it first")
    if info.file_size > _LARGEST:
        return say("is larger than {most} MB and was not read", most=_LARGEST // 1_000_000)
    return ""


def _unread(suffix: str, depth: int) -> str:
    if suffix == ".zip":
        if not depth:
            return ""
        return say("is an archive too deep inside and was not read; unpack it")
    if suffix not in suffixes() | PLAIN:
        return say("has a format that is not read")
    return ""


def _labelled(
    part: Part, label: str, told: dict[str, Any], of_parts: dict[int, dict[str, Any]]
) -> Part:
    whole = f"{label} {part.label}".strip()
    return replace(
        part, label=whole, metadata={**part.metadata, **told}, parts=of_parts or part.parts
    )


def _told(
    tables: dict[PurePosixPath, Table], place: PurePosixPath
) -> tuple[dict[str, Any], dict[int, dict[str, Any]]]:
    for folder in place.parents:
        if folder in tables:
            return tables[folder].of(Path(place))
    return {}, {}


def _of(error: Exception, file: Path | None, label: str) -> str:
    """Name the file as the archive does: where it was unpacked to is nobody's concern."""
    if file is None:
        return say("{file} {what}", file=label, what=error)
    return changed(str(error), methodcaller("replace", str(file), label))
