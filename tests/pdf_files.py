"""PDF files made by hand for the tests: text at places, in a font that says its characters."""

from __future__ import annotations

from pathlib import Path

WIDTH, HEIGHT, SIZE = 595, 842, 12
LEFT, RIGHT, TOP = 72, 516, 750


def pdf_file(path: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    """Write pages of texts, each ``(left, bottom, text)`` in points; a page may be empty.

    The font is one of the standard ones, not embedded: each character is named by the
    ToUnicode table, and figures and Latin letters are half as wide as the others.
    """
    signs = sorted({sign for page in pages for _, _, text in page for sign in text})
    codes = {sign: f"{number:04X}" for number, sign in enumerate(signs, 1)}
    widths = " ".join(
        f"{number} [{500 if sign.isascii() else 1000}]" for number, sign in enumerate(signs, 1)
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids "
        f"[{' '.join(f'{7 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /STSong-Light /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R "
        f"/DW 1000 /W [{widths}] >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        _stream(_to_unicode(codes)),
    ]
    for index, page in enumerate(pages):
        shown = "".join(
            f"BT /F1 {SIZE} Tf {left} {bottom} Td <{''.join(codes[s] for s in text)}> Tj ET\n"
            for left, bottom, text in page
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents "
            f"{8 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            _stream(shown),
        ]
    path.write_bytes(_file(objects))
    return path


def flow(paragraphs: list[str], top: float = TOP) -> list[tuple[float, float, str]]:
    """Set paragraphs as an office program does: two characters in, full lines, 18 points apart."""
    placed = []
    for paragraph in paragraphs:
        start = LEFT + 2 * SIZE
        line, width = "", start
        for sign in paragraph:
            wide = SIZE / 2 if sign.isascii() else SIZE
            if width + wide > RIGHT:
                placed.append((start, top, line))
                top, start, line, width = top - 18, LEFT, "", LEFT
            line, width = line + sign, width + wide
        placed.append((start, top, line))
        top -= 18
    return placed


def _stream(text: str) -> str:
    return f"<< /Length {len(text.encode('latin-1'))} >>\nstream\n{text}\nendstream"


def _to_unicode(codes: dict[str, str]) -> str:
    listed = list(codes.items())
    blocks = ""
    for start in range(0, len(listed), 100):
        block = listed[start : start + 100]
        rows = "\n".join(f"<{code}> <{sign.encode('utf-16-be').hex()}>" for sign, code in block)
        blocks += f"{len(block)} beginbfchar\n{rows}\nendbfchar\n"
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}"
        "endcmap end end"
    )


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(data)
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ).encode()
    return data
