"""Word files made by hand for the tests: the XML that a word processor writes, and no more."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {
    "numbering": "numbering",
    "styles": "styles",
    "header1": "header",
    "footer1": "footer",
    "footnotes": "footnotes",
}


def word_file(path: Path, body: str, **parts: str) -> Path:
    """Write a .docx of the inside of its body and of the insides of other parts."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{_PARTS[name]}" Target="{name}.xml"/>'
        for name in parts
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{_PARTS[name]}+xml"/>'
        for name in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        _add(
            file,
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
            f"{types}</Types>",
        )
        _add(
            file,
            "_rels/.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        _add(
            file,
            "word/_rels/document.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        )
        _add(
            file,
            "word/document.xml",
            f"{_HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        )
        for name, inside in parts.items():
            root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
            _add(file, f"word/{name}.xml", f"{_HEAD}<w:{root} {NAMES}>{inside}</w:{root}>")
    return path


def _add(file: zipfile.ZipFile, name: str, text: str) -> None:
    """Add a part without the hour at which it was written: the same file every time."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(part, text)


def run(text: str, look: str = "") -> str:
    """A run of text with the properties given."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str = "", properties: str = "", inside: str = "") -> str:
    """A paragraph with a text, its properties and further content."""
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{told}{run(text) if text else ''}{inside}</w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list's look."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """The inside of `numbering.xml`: each look gets a list of its number, from 1."""
    looks = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{each}'
        "</w:abstractNum>"
        for i, each in enumerate(abstracts, 1)
    )
    own = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(1, len(abstracts) + 1)
    )
    return looks + own + nums


def table(*rows: list[str], head: bool = False) -> str:
    """A table of plain cells."""
    made = ""
    for index, cells in enumerate(rows):
        told = "<w:trPr><w:tblHeader/></w:trPr>" if head and index == 0 else ""
        made += (
            f"<w:tr>{told}" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in cells) + "</w:tr>"
        )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"
