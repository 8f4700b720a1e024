"""Archives: each file by its own reader; what is dangerous is named and not read."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from zhsummary.errors import SourceError
from zhsummary.read import archive
from zhsummary.read.archive import read_parts
from zhsummary.read.formats import Part

TEXT = "白杨镇总工会2023年工作总结\n今年建会7家。\n"


def pack(files: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def put(folder: Path, data: bytes) -> Path:
    path = folder / "总结.zip"
    path.write_bytes(data)
    return path


def read(folder: Path, files: dict[str, bytes | str]) -> list[Part]:
    return read_parts(put(folder, pack(files)))


def warned(parts: list[Part]) -> str:
    return " | ".join(said for part in parts for said in part.warnings)


def test_each_file_by_its_own_reader(tmp_path):
    """The label is the name of the file, and the row where it has several texts."""
    parts = read(
        tmp_path,
        {
            "2023/白杨镇.txt": TEXT.encode("gb18030"),
            "东河乡.html": "<title>东河乡工作总结</title><p>今年建会3家，会员30人。</p>",
            "表.csv": "乡镇,正文\n金沙乡,建会1家。\n",
        },
    )
    assert [p.label for p in parts] == ["2023/白杨镇.txt", "东河乡.html", "表.csv row 2"]
    assert [p.text.count("建会") for p in parts] == [1, 1, 1]
    assert parts[0].encoding == "gb18030"


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_names_without_the_mark_are_decoded(tmp_path, codec):
    """Windows packs names in GBK and says nothing of it."""
    data = pack({"ABCDEFGHI.txt": TEXT})
    name = "联通镇".encode(codec)
    name += b"x" * (9 - len(name))
    (part,) = read_parts(put(tmp_path, data.replace(b"ABCDEFGHI", name)))
    assert part.label.startswith("联通镇")


@pytest.mark.parametrize(
    "name", ["../白杨镇.txt", "/白杨镇.txt", "C:/白杨镇.txt", "a/../../b.txt", "..\\b.txt"]
)
def test_a_name_that_leads_out_is_not_read(tmp_path, name):
    """Nothing is written under it anyway; the archive was made to do harm."""
    parts = read(tmp_path, {name: TEXT, "a.txt": TEXT})
    assert [p.label for p in parts] == ["a.txt"]
    assert "leads out" in warned(parts)


def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch):
    """Files are unpacked under names of ours, and removed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = put(tmp_path, pack({"../a.txt": TEXT, "b.txt": TEXT, "c.txt": b"\x00\x00"}))
    read_parts(path)
    assert list(tmp_path.iterdir()) == [path]


def test_what_systems_add_is_passed_over(tmp_path):
    """No one misses it, so no word of it."""
    files = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a/.hidden.txt": "x", "README.txt": "x"}
    (part,) = read(tmp_path, {**files, "a.txt": TEXT})
    assert (part.label, part.warnings) == ("a.txt", ())


def test_metadata_in_the_archive(tmp_path):
    """It is no document, and it tells of the files beside and below it."""
    parts = read(
        tmp_path,
        {
            "总结/metadata.csv": "file,乡镇,人口\na.txt,白杨镇,1200\nc.txt,无,1\n",
            "总结/a.txt": TEXT,
        },
    )
    assert [(p.label, p.metadata) for p in parts] == [
        ("总结/a.txt", {"township": "白杨镇", "人口": "1200"})
    ]


def test_metadata_of_several_summaries_in_a_file_of_the_archive(tmp_path):
    table = "file,part,乡镇\na.txt,1,白杨镇\na.txt,2,东河乡\n"
    (part,) = read(tmp_path, {"metadata.csv": table, "a.txt": TEXT})
    assert part.parts == {1: {"township": "白杨镇"}, 2: {"township": "东河乡"}}
    assert part.warnings == ()


def test_an_archive_in_an_archive_once(tmp_path):
    """The third one is named and left."""
    third = pack({"c.txt": TEXT})
    second = pack({"b.txt": TEXT, "三.zip": third})
    parts = read(tmp_path, {"a.txt": TEXT, "二.zip": second})
    assert [p.label for p in parts] == ["a.txt", "二.zip/b.txt"]
    assert "二.zip/三.zip is an archive too deep" in warned(parts)


def test_a_file_with_a_password_is_named(tmp_path):
    """The others are read."""
    data = bytearray(pack({"a.txt": TEXT, "b.txt": TEXT}))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + at] |= 1
    parts = read_parts(put(tmp_path, bytes(data)))
    assert [p.label for p in parts] == ["b.txt"]
    assert "a.txt is locked with a password" in warned(parts)


def test_a_link_is_not_followed(tmp_path):
    """It could lead to any file of the computer."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(info, "/etc/hostname")
        made.writestr("b.txt", TEXT)
    parts = read_parts(put(tmp_path, held.getvalue()))
    assert [p.label for p in parts] == ["b.txt"]
    assert "is a link" in warned(parts)


def test_a_bomb_is_refused(tmp_path):
    """Before anything of it is unpacked."""
    with pytest.raises(SourceError, match="times its size"):
        read(tmp_path, {"a.txt": b"0" * 20_000_000})


def test_an_inner_bomb_is_named(tmp_path):
    """The archive inside is refused, the text beside it is read."""
    parts = read(tmp_path, {"a.txt": TEXT, "b.zip": pack({"c.txt": b"0" * 20_000_000})})
    assert [p.label for p in parts] == ["a.txt"]
    assert "b.zip unpacks to" in warned(parts)


@pytest.mark.parametrize(
    ("cap", "value", "said"),
    [("_MOST_FILES", 1, "more than 1 files"), ("_MOST_BYTES", 10, "unpacks to more than")],
)
def test_caps_on_number_and_size(tmp_path, monkeypatch, cap, value, said):
    """The message names the cap."""
    monkeypatch.setattr(archive, cap, value)
    monkeypatch.setattr(archive._Unpacked, "files", archive._MOST_FILES)
    made = archive._Unpacked(tmp_path, None, files=archive._MOST_FILES, room=archive._MOST_BYTES)
    path = put(tmp_path, pack({"a.txt": TEXT, "b.txt": TEXT}))
    with pytest.raises(SourceError, match=said):
        made.read(path, str(path), "", 0)


def test_a_damaged_file_is_named_as_the_archive_names_it(tmp_path):
    """Where it was unpacked to is in no message."""
    parts = read(tmp_path, {"坏.xlsx": b"PK broken", "空.txt": b"", "a.txt": TEXT, "图.png": b"x"})
    assert [p.label for p in parts] == ["a.txt"]
    said = warned(parts)
    for name in ("坏.xlsx is no workbook", "空.txt is empty", "图.png has a format"):
        assert name in said
    assert "zhsummary-" not in said


def test_wrong_bytes_in_a_member(tmp_path):
    """A file whose check sum fails is left out."""
    data = pack({"a.txt": TEXT, "b.txt": TEXT * 2}, zipfile.ZIP_STORED)
    parts = read_parts(put(tmp_path, data.replace("7家".encode(), "8家".encode(), 1)))
    assert [p.label for p in parts] == ["b.txt"]
    assert "a.txt is damaged" in warned(parts)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), pack({})], ids=["empty", "cut", "end", "none"]
)
def test_what_is_no_archive_or_empty(tmp_path, data):
    """Named, with what to do."""
    with pytest.raises(SourceError, match=r"总结\.zip"):
        read_parts(put(tmp_path, data))
