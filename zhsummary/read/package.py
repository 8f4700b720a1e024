"""The XML parts of an Office file (a zip archive), read with care.

In goes a path, out come the parts as trees. No part is unpacked beyond a bound, no document
type or entity is accepted and no relation to a place outside the file is followed. What is
no such archive is refused with the reason.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from zhsummary.errors import SourceError
from zhsummary.messages import say
from zhsummary.read.tags import look
from zhsummary.read.text import gone
from zhsummary.read.zipped import Archive

#: The most that one part may hold unpacked, all that are read together, and the most by
#: which a part above `_SMALL` may have been packed. Real texts stay far below each.
_MOST_IN_PART = 32 * 2**20
_MOST_IN_ALL = 80 * 2**20
_MOST_PACKED = 300
_SMALL = 4 * 2**20
#: The most tags that a part may hold: a tree takes far more memory than its markup.
_MOST_TAGS = 1_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The strict variant of the format names the same things by other addresses.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


class Package:
    """An Office file that is open; use it in a ``with`` statement."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._left = _MOST_IN_ALL
        self._zip = _opened(path)
        self._names = set(self._zip.namelist())

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def tree(self, name: str) -> Element | None:
        """Give a part as a tree, None where there is none of this name.

        Raises
        ------
        SourceError
            If the part is damaged, too large or has a document type.
        """
        if not name or name not in self._names:
            return None
        data = self._bytes(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        self._refuse(name, data)
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise self._damaged(name, str(error)) from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Give the parts that a part refers to: for each id its kind and its name.

        Relations to places outside the file are left out.
        """
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in [] if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            # a target is counted from the part's folder, or from the root where it starts with /
            target = posixpath.join("/", folder, target).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, posixpath.normpath(target))
        return found

    def _bytes(self, name: str) -> bytes:
        try:
            info = self._zip.getinfo(name)
            packed = max(info.compress_size, 1)
            most = min(_MOST_IN_PART, self._left, max(_SMALL, packed * _MOST_PACKED))
            data = b"" if info.file_size > most else self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._damaged(name, str(error)) from error
        except (NotImplementedError, RuntimeError) as error:
            raise SourceError(
                "{path} cannot be unpacked at {name}: {error}. Open it in Word and save it "
                "again, without a password.",
                path=self.path,
                name=name,
                error=error,
            ) from error
        if info.file_size > most:
            raise SourceError(
                "{path} unpacks at {name} to more than {most} MB, which no text does. Open it "
                "in Word and save it again if you trust it.",
                path=self.path,
                name=name,
                most=most // 2**20,
            )
        self._left -= len(data)
        return data

    def _refuse(self, name: str, data: bytes) -> None:
        """Refuse a document type, and with it every entity, and a tree that would take too much."""
        tags = look([data])
        if tags.document_type:
            raise SourceError(
                "{path} declares a document type at {name}, as no Office program does; it was "
                "not read. Open it in Word and save it again if you trust it.",
                path=self.path,
                name=name,
            )
        if tags.error:
            raise self._damaged(name, tags.error)
        if tags.count > _MOST_TAGS:
            raise SourceError(
                "{path} has more than {most} elements at {name}, as no text has. Open it "
                "in Word and save its text as .txt.",
                path=self.path,
                most=_MOST_TAGS,
                name=name,
            )

    def _damaged(self, name: str, why: str) -> SourceError:
        return SourceError(
            "{path} is damaged at {name} ({why}). Get a whole copy, or open it in Word and "
            "save it again.",
            path=self.path,
            name=name,
            why=why,
        )


def _opened(path: Path) -> zipfile.ZipFile:
    head = b""
    try:
        with path.open("rb") as stream:
            head = stream.read(2**20)
        if not head.strip(b"\0 \r\n\t"):
            raise SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
        if head.startswith(_OLE):
            raise SourceError(_old_or_locked(path, head))
        return Archive(path)
    except zipfile.BadZipFile as error:
        if head.startswith(b"PK"):
            raise SourceError(
                "{path} is cut off or damaged ({error}). Get a whole copy.", path=path, error=error
            ) from error
        raise SourceError(
            "{path} is no Office file, whatever its ending says. Give it the ending of what it is.",
            path=path,
        ) from error
    except FileNotFoundError as error:
        raise gone(path) from error
    except PermissionError as error:
        raise SourceError(
            "{path} may not be opened (permission denied). Change its rights.", path=path
        ) from error
    except (OSError, ValueError, NotImplementedError) as error:
        raise SourceError("{path} cannot be opened: {error}.", path=path, error=error) from error


def _old_or_locked(path: Path, head: bytes) -> str:
    if _ENCRYPTED in head or (path.stat().st_size > len(head) and _ENCRYPTED in path.read_bytes()):
        return say(
            "{path} is encrypted. Open it in Word, remove the password and save it again.",
            path=path,
        )
    return say(
        "{path} is an old Office file (.doc), whatever its ending says. Rename it to .doc.",
        path=path,
    )
