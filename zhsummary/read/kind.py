"""What a file is by its first bytes, whatever its ending says.

In goes a path, out comes the ending that its content calls for: a Word file called .txt, a page
or a list of lines called .xls (as many systems export them), a PDF called .docx. Where the content
does not say, the file's own ending stands.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from zhsummary.read.encoding import NotText, decode
from zhsummary.read.zipped import Archive

_HEAD = 65_536
_LARGEST_OLD = 100_000_000
_OLD = b"\xd0\xcf\x11\xe0"
#: The streams of old Office files, by their names in UTF-16.
_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", ".doc"),
    ("PowerPoint Document", ".ppt"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
)
_MEMBERS = (
    ("word/", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/", ".xlsb"),
    ("ppt/", ".pptx"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
_HAN = re.compile("[\u4e00-\u9fff]")
_PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ARCHIVED_PAGE = re.compile(rb"(?:[A-Za-z-]{2,30}:[^\n]{0,300}\r?\n){0,8}?MIME-Version:", re.I)
#: Endings whose readers tell each other's files apart, or that are written in one way.
_ALIKE = (
    frozenset({".docx", ".docm"}),
    frozenset({".doc", ".wps"}),
    frozenset({".xlsx", ".xlsm"}),
    frozenset({".xls", ".et"}),
    frozenset({".html", ".htm"}),
    frozenset({".mht", ".mhtml"}),
)
_TEXTS = frozenset({".txt", ".md", ".markdown", ".text", ".csv", ".tsv", ".jsonl"})
_SHEETS = frozenset({".xls", ".et", ".xlsx", ".xlsm", ".xlsb", ".ods", ".parquet"})


def kind(path: Path) -> str:
    """Give the ending that the content of a file calls for.

    Examples
    --------
    >>> kind(Path("nowhere.docx"))
    '.docx'
    """
    own = path.suffix.lower()
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return own
    found = _by_signature(path, head) or _by_text(head, own) or own
    return own if any(own in group and found in group for group in _ALIKE) else found


def _by_signature(path: Path, head: bytes) -> str:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK"):
        return _packed(path)
    if head.startswith(_OLD):
        return _old(path)
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"PAR1"):
        return ".parquet"
    return ""


def _packed(path: Path) -> str:
    try:
        with Archive(path) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 200:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "")
    except Exception:  # whatever is wrong with it, its reader says so
        return ""
    if "[Content_Types].xml" not in names:
        return ".zip" if names else ""
    return next((e for start, e in _MEMBERS if any(n.startswith(start) for n in names)), "")


def _old(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_OLD:
            return ""
        data = path.read_bytes()
    except OSError:
        return ""
    return next((e for name, e in _STREAMS if name.encode("utf-16-le") in data), "")


def _by_text(head: bytes, own: str) -> str:
    """Tell a page, and a text whose ending is one of a program's own format."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if own not in (".html", ".htm", ".mht", ".mhtml", ".csv", ".tsv", ".jsonl"):
        if _PAGE.match(bare):
            return ".html"
        if _ARCHIVED_PAGE.match(bare):
            return ".mht"
    if own in (".txt", ".text"):
        return ".csv" if _is_table(head) else ""
    if own in _TEXTS or bare.startswith(b"<?xml") or own in (".html", ".htm", ".mht", ".mhtml"):
        return ""
    if head.startswith(b"PK") or not _HAN.search(_shown(head)):
        return ""
    return ".csv" if own in _SHEETS or _is_table(head) else ".txt"


def _shown(head: bytes) -> str:
    """Decode the beginning of a file; nothing where it is no text."""
    if len(head) == _HEAD:
        # the last line may be cut within a character
        head = head[: head.rfind(b"\n") + 1]
    try:
        return decode(head)[0]
    except NotText:
        return ""


def _is_table(head: bytes) -> bool:
    """Tell whether lines are the rows of a table: cut alike by tabs or commas, no sentences.

    Chinese texts put no tabs and no ASCII commas into each of their lines, and never as many.
    """
    lines = [line for line in _shown(head).splitlines() if line.strip()]
    if len(lines) < 3 or any(sign in line for line in lines for sign in "。；！"):
        return False
    for sign in ("\t", ","):
        if all(sign in line for line in lines[:200]):
            widths = {len(row) for row in csv.reader(lines[:200], delimiter=sign)}
            if len(widths) == 1:
                return True
    return False
