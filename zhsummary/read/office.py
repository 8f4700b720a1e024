"""Old Word and Excel, WPS, RTF and OpenDocument files, by way of LibreOffice.

In goes a path, out comes what `docx` or `table` reads in the file that LibreOffice makes of it, in
a folder of its own that is removed. Several files are converted with one start. Without
LibreOffice, or where it fails, the file is refused with what to do.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from operator import methodcaller
from pathlib import Path

from zhsummary.errors import SourceError, ZhSummaryError
from zhsummary.messages import changed, system_reason
from zhsummary.read import docx, table
from zhsummary.read.formats import Part

#: Seconds for a start and for each file.
_START, _EACH = 60, 20
#: Plain text is opened by LibreOffice as well, whatever its ending: only these are documents.
_SHEETS = frozenset({".xls", ".et", ".xlsb", ".ods"})
_SIGNATURES = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf", b"\xdb\xa5-\0", b"<?xml", b"<html")

_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read_batch(
    paths: list[Path], encoding: str | None = None
) -> dict[Path, list[Part] | ZhSummaryError]:
    """Read several files with one start of LibreOffice; give for each its text or its error.

    Where LibreOffice is not installed or cannot read a file, that is its error.
    """
    office = _office()
    if office is None:
        return {path: _missing(path) for path in paths}
    found: dict[Path, list[Part] | ZhSummaryError] = {}
    with tempfile.TemporaryDirectory(prefix="zhsummary-") as name:
        folder = Path(name)
        _settle(folder / "profile")
        copies = {path: _copied(path, folder / f"{i}") for i, path in enumerate(paths)}
        whole = [copy for copy in copies.values() if isinstance(copy, Path)]
        for ending in (".docx", ".xlsx"):
            alike = [copy for copy in whole if _ending(copy) == ending]
            _convert(office, alike, folder)
            if len(alike) > 1:
                # one file that stops the program must not cost the others
                for copy in alike:
                    if not _made(copy, folder).exists():
                        _convert(office, [copy], folder)
        for path, copy in copies.items():
            found[path] = copy if isinstance(copy, SourceError) else _read(path, copy, folder)
    return found


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _missing(path: Path) -> SourceError:
    return SourceError(
        "{path} is in a format that only LibreOffice reads, and it is not installed. "
        "Install it (https://www.libreoffice.org, or: apt-get install "
        "libreoffice-writer libreoffice-calc), or save the file as {ending} in Office "
        "or WPS.",
        path=path,
        ending=_ending(path),
    )


def _ending(path: Path) -> str:
    """Give the ending of what LibreOffice makes of a file."""
    return ".xlsx" if _is_sheet(path) else ".docx"


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in _SHEETS


def _copied(path: Path, stem: Path) -> Path | SourceError:
    """Copy a file under a name that is plain and its own; what is no document is refused."""
    copy = stem.with_suffix(path.suffix.lower())
    try:
        data = path.read_bytes()
    except OSError as error:
        return SourceError(
            "{path} cannot be opened ({why}). Check its rights.",
            path=path,
            why=system_reason(error),
        )
    if not data.strip(b"\0 \r\n\t"):
        return SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
    if not data.startswith(_SIGNATURES):
        return SourceError(
            "{path} is no Office or WPS file, whatever its ending says. If it is a text, "
            "rename it to .txt.",
            path=path,
        )
    copy.write_bytes(data)
    return copy


def _convert(office: str, copies: list[Path], folder: Path) -> None:
    """Let LibreOffice write .docx or .xlsx files; what it cannot read is simply not written."""
    if not copies:
        return
    command = [
        office, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", _FILTERS[_ending(copies[0])], "--outdir", str(folder / "out"),
        *map(str, copies),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        # what was not written is named by the caller
        return
    try:
        process.wait(_START + _EACH * len(copies))
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a start of LibreOffice with the program that its launcher started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _settle(profile: Path) -> None:
    """Write the settings under which nothing that a file links to is fetched or run."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


def _made(copy: Path, folder: Path) -> Path:
    return folder / "out" / f"{copy.stem}{_ending(copy)}"


def _read(path: Path, copy: Path, folder: Path) -> list[Part] | ZhSummaryError:
    made = _made(copy, folder)
    if not made.exists():
        if _is_sheet(path):
            return SourceError(
                "{path} could not be read by LibreOffice: it is damaged or has a password, or "
                "Calc is not installed (libreoffice-calc). Open it in Office or WPS and save "
                "it as {ending}, without a password.",
                path=path,
                ending=_ending(path),
            )
        return SourceError(
            "{path} could not be read by LibreOffice: it is damaged or has a password. "
            "Open it in Office or WPS and save it as {ending}, without a password.",
            path=path,
            ending=_ending(path),
        )
    try:
        return (table if _is_sheet(path) else docx).read_parts(made)
    except SourceError as error:
        return SourceError(changed(str(error), methodcaller("replace", str(made), str(path))))
