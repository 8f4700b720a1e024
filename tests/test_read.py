"""Reading: files, folders, lists and frames become sources; what cannot be read is named."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhsummary.errors import ColumnError, SourceError, ZhSummaryWarning
from zhsummary.read import Problem, from_text, sources
from zhsummary.read.columns import known
from zhsummary.read.encoding import NotText, decode

TEXT = "河口镇总工会2023年工作总结\n\n今年建会5家，发展会员300人。\n"


def put(folder: Path, name: str, data: bytes | str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read_all(source, **options):
    problems: list[Problem] = []
    found = list(sources(source, on_problem=problems.append, **options))
    return found, problems


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_each_encoding_gives_the_same_text(tmp_path, codec, name):
    """The encoding of a file changes nothing about its text."""
    (source,), problems = read_all(put(tmp_path, "a.txt", TEXT.encode(codec)))
    assert (source.text, source.encoding, problems) == (TEXT, name, [])


def test_a_text_at_hand_is_read_as_a_file_is():
    """Errors name from_text as the way out, so what it gives can be read."""
    (source,), problems = read_all(from_text(TEXT, "河口.txt"))
    assert (source.text, source.name, problems) == (TEXT, "河口.txt", [])
    found, _ = read_all([from_text(TEXT), from_text("青石镇总结\n建会3家。")])
    assert len(found) == 2


def test_a_long_text_at_hand_shows_itself_in_few_words():
    assert repr(from_text("建会7家。" * 9000, "a")) == "<Source a: 45000 字>"


@pytest.mark.parametrize("given", [[from_text(TEXT), "a.txt"], from_text(" \n"), [from_text("")]])
def test_texts_at_hand_are_refused_clearly(given):
    with pytest.raises(SourceError, match=r"from_text|is empty"):
        read_all(given)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["一、建会\n\u3000\u3000新建一批，9家。\n", "一年来，建会7家。"])
def test_utf16_is_told_where_characters_have_nul_bytes_too(codec, text):
    """一 is U+4E00 and the wide space U+3000: their NUL stands where that of a digit does not."""
    assert decode(text.encode(codec)) == (text, codec)


def test_big5_is_told_from_gb18030_by_its_punctuation(tmp_path):
    """Big5 is valid GB18030 too, but its commas become characters of private use there."""
    text = "發展會員三百人，總結工作。"
    assert decode(text.encode("big5")) == (text, "big5")
    with pytest.warns(ZhSummaryWarning, match="big5"):
        (source,), _ = read_all(put(tmp_path, "a.txt", text.encode("big5")))
    assert source.text == text


def test_a_stray_nul_makes_no_utf16():
    """Pairs of ASCII letters are Chinese characters in UTF-16."""
    with pytest.raises(NotText, match="byte 2 is NUL"):
        decode(b"ab\x00defgh\n")


@pytest.mark.parametrize("name", ["nope", "hex", "undefined", "idna", "a\0b", 3])
def test_an_encoding_that_is_none_is_refused(tmp_path, name):
    """Whatever the codec raises, the message names the file and a remedy."""
    with pytest.raises(SourceError, match=r"'utf-8' or 'gb18030'|save the file as UTF-8"):
        read_all(put(tmp_path, "a.txt"), encoding=name)


def test_a_file_cut_off_within_a_character_says_so(tmp_path):
    """A broken download is copied again, not read in another encoding."""
    with pytest.raises(SourceError, match="cut off"):
        read_all(put(tmp_path, "a.txt", TEXT.encode() + "级".encode()[:2]))


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_newlines(tmp_path, ends):
    """Offsets count as they do in the file read with universal newlines."""
    path = put(tmp_path, "a.txt", TEXT.replace("\n", ends))
    (source,), _ = read_all(path)
    assert source.text == path.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\n", "empty", id="white-space"),
        pytest.param("\ufeff".encode(), "empty", id="mark-alone"),
        pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", "Office", id="docx"),
        pytest.param(b"\x01\x00\x00\x05\x00abc", "NUL", id="binary"),
        pytest.param("总结".encode() + b"\xff\xfe\xff", "byte 6", id="broken"),
    ],
)
def test_a_single_bad_file_is_an_error_that_names_it(tmp_path, data, said):
    """The message names the file, what was found and what to do."""
    path = put(tmp_path, "a.txt", data)
    with pytest.raises(SourceError, match=said) as error:
        read_all(path)
    assert str(path) in str(error.value)


def test_bad_files_among_others_are_warned_of_and_the_rest_is_read(tmp_path):
    """One broken file does not cost the corpus."""
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt", b"")
    put(tmp_path, "c.docx", b"PK\x03\x04")
    (tmp_path / "d.txt").mkdir()
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.warns(ZhSummaryWarning):
        found, problems = read_all(tmp_path)
    assert [Path(source.name).name for source in found] == ["a.txt"]
    assert sorted(Path(p.name).name for p in problems) == ["b.txt", "c.docx", "d.txt", "e.txt"]
    assert all(problem.reason for problem in problems)


def test_a_folder_is_read_with_its_folders_in_order(tmp_path):
    """Hidden files, README and the tables are no documents."""
    for name in (
        "b.txt",
        "a/z.md",
        "a/b.txt",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "readme.txt",
        "~$a.txt",
        "Thumbs.db",
        "desktop.ini",
    ):
        put(tmp_path, name)
    (tmp_path / "corrections.tsv").write_text("doc_id\twords\tfield\tvalue\n", encoding="utf-8")
    found, problems = read_all(tmp_path)
    names = [Path(source.name).relative_to(tmp_path).as_posix() for source in found]
    assert (names, problems) == (["a/b.txt", "a/z.md", "b.txt"], [])


def test_what_a_shell_gives_for_a_folder_is_what_the_folder_gives(tmp_path):
    """`zhsummary compare corpus/*` names README, locks of Word and the tables as well."""
    text = put(tmp_path, "a.txt")
    others = [put(tmp_path, name) for name in ("README.md", "readme.txt", "~$a.docx")]
    others.append(put(tmp_path, "metadata.csv", "file,township\na.txt,石桥镇\n"))
    others.append(put(tmp_path, "corrections.tsv", "doc_id\twords\tfield\tvalue\n"))
    found, problems = read_all([text, *others])
    assert ([source.name for source in found], problems) == ([str(text)], [])
    assert found[0].metadata["township"] == "石桥镇"


def test_a_readme_that_is_asked_for_is_read(tmp_path):
    """Alone it can only be meant; a folder of that name is a folder."""
    readme = put(tmp_path, "README.txt")
    assert len(read_all(readme)[0]) == 1
    put(tmp_path, "README/a.txt")
    assert len(read_all([tmp_path / "README", put(tmp_path, "b.txt")])[0]) == 2


def test_a_loop_of_links_ends(tmp_path):
    """A link to a parent folder is followed once."""
    put(tmp_path, "a/a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found, _ = read_all(tmp_path)
    assert len(found) == 1


def test_a_glob_and_a_list(tmp_path):
    """Patterns and lists give each file once."""
    first, second = put(tmp_path, "a.txt"), put(tmp_path, "b.txt")
    assert len(read_all(str(tmp_path / "*.txt"))[0]) == 2
    assert len(read_all([first, str(second), first])[0]) == 2


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path):
    """总结[1].txt is what browsers make of a second download."""
    path = put(tmp_path, "总结[1].txt")
    assert len(read_all(str(path))[0]) == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param("nowhere.txt", "does not exist", id="missing"),
        pytest.param("nowhere/*.txt", "matches", id="glob"),
        pytest.param("一、建会\n建会5家。", "from_text", id="a-text"),
        pytest.param("", "no path", id="empty"),
        pytest.param("a\0b", "no path", id="nul"),
        pytest.param("长" * 400, "cannot be looked up", id="too-long"),
        pytest.param("总结".encode(), "from_text", id="bytes"),
        pytest.param([], "list of paths is empty", id="empty-list"),
        pytest.param(["a.txt", 3], "int", id="number-in-a-list"),
        pytest.param(7, "int", id="number"),
        pytest.param(None, "NoneType", id="none"),
    ],
)
def test_what_is_no_source_is_refused_with_a_remedy(source, said):
    """Nothing is guessed about what was meant, and nothing but a SourceError comes out."""
    with pytest.raises(SourceError, match=said):
        read_all(source)


def test_an_empty_folder_is_refused(tmp_path):
    """A folder without texts is a mistake, and unknown formats are named."""
    with pytest.raises(SourceError, match="holds no text files"):
        read_all(tmp_path)
    put(tmp_path, "a.docx", b"\x01\x02")
    with pytest.raises(SourceError, match=r"a\.docx"):
        read_all(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_rights_is_refused(tmp_path):
    """The message says that rights are missing."""
    path = put(tmp_path, "a.txt")
    path.chmod(0)
    with pytest.raises(SourceError, match="permission"):
        read_all(path)


def test_paths_are_checked_before_the_first_text_is_asked_for():
    """A wrong path fails where it is written, not where the iterator is used."""
    with pytest.raises(SourceError):
        sources("nowhere.txt")


def test_a_lost_character_is_warned_of(tmp_path):
    """U+FFFD in a file says that figures may have been lost before."""
    with pytest.warns(ZhSummaryWarning, match="character 3"):
        (source,), _ = read_all(put(tmp_path, "a.txt", "建会5\ufffd家。"))
    assert source.warnings


@pytest.mark.parametrize(
    "source", [{"text": [TEXT]}, ["\ud800.txt"]], ids=["dict", "half-a-character"]
)
def test_odd_sources_are_refused(source):
    """A dict of columns is no list of paths."""
    with pytest.raises(SourceError):
        read_all(source)


def test_an_open_file_is_refused(tmp_path):
    """Its lines are no paths."""
    with (
        put(tmp_path, "a.txt").open(encoding="utf-8") as opened,
        pytest.raises(SourceError, match="from_text"),
    ):
        read_all(opened)


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    """Reading it could take for ever."""
    put(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    with pytest.warns(ZhSummaryWarning, match="pipe"):
        found, _ = read_all(tmp_path)
    assert len(found) == 1


@pytest.mark.parametrize("target", ["pipe", "/dev/zero"])
def test_a_pipe_or_a_device_alone_is_refused(tmp_path, target):
    """Reading it would never end."""
    here = tmp_path / "a.txt"
    if target == "pipe":
        os.mkfifo(here)
    else:
        here.symlink_to(target)
    with pytest.raises(SourceError, match="not a file"):
        read_all(here)


def test_a_folder_that_a_pattern_matches_is_named(tmp_path):
    """Nothing is passed over in silence."""
    put(tmp_path, "a.txt")
    put(tmp_path, "more/b.txt")
    with pytest.warns(ZhSummaryWarning, match=r"more: is a folder"):
        found, _ = read_all(str(tmp_path / "*"))
    assert len(found) == 1


def test_a_name_that_is_no_utf8_can_be_printed_and_written(tmp_path):
    """It comes from an old archive and stands in every table."""
    with open(os.fsencode(tmp_path) + b"/\xd7\xdc.txt", "w", encoding="utf-8") as opened:
        opened.write(TEXT)
    (source,), _ = read_all(tmp_path)
    assert source.name.encode("utf-8").endswith(rb"\xd7\xdc.txt")


def test_warnings_point_at_the_line_that_reads(tmp_path):
    """Not at a line inside the library, and the name is said once."""
    import zhsummary as zs

    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt", b"")
    with pytest.warns(ZhSummaryWarning) as told:
        corpus = zs.read(tmp_path)
    assert [Path(one.filename) for one in told] == [Path(__file__)]
    assert str(told[0].message).count("b.txt") == 1
    assert [problem.reason for problem in corpus.unread] == [
        "is empty. Remove it, or put its text into it."
    ]


# --- metadata.csv ------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_metadata_is_joined_by_file_name(tmp_path, codec):
    """Known columns take the library's names, the others are kept as covariates."""
    put(tmp_path, "a.txt")
    table = "文件,乡镇,县,年份,单位,人口\na.txt,河口镇,岚山县,2023年,河口镇总工会,31000\n"
    put(tmp_path, "metadata.csv", table.encode(codec))
    (source,), problems = read_all(tmp_path)
    assert source.metadata == {
        "township": "河口镇",
        "county": "岚山县",
        "year": 2023,
        "issuer": "河口镇总工会",
        "人口": "31000",
    }
    assert problems == []


def test_metadata_tells_the_summaries_of_one_file_apart(tmp_path):
    """A column part counts the summaries within a file from 1."""
    put(tmp_path, "a.txt")
    put(tmp_path, "metadata.csv", "file,part,township\na.txt,1,河口镇\na.txt,2,柳林乡\n")
    (source,), _ = read_all(tmp_path)
    assert source.parts == {1: {"township": "河口镇"}, 2: {"township": "柳林乡"}}


def test_metadata_in_a_workbook(tmp_path):
    """A table that was kept as .xlsx tells the same; of two tables the text one is used."""
    put(tmp_path, "a.txt")
    book = openpyxl.Workbook()
    rows = (["文件", "part", "乡镇", "年份"], [], ["a.txt", 1, "河口镇", 2023], ["b.txt", 2, "", 1])
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "metadata.xlsx")
    (source,), problems = read_all(tmp_path)
    assert source.parts == {1: {"township": "河口镇", "year": 2023}}
    assert any("b.txt" in problem.reason for problem in problems)
    put(tmp_path, "metadata.csv", "file,township\na.txt,柳林乡\n")
    (source,), problems = read_all(tmp_path)
    assert source.metadata == {"township": "柳林乡"}
    assert "metadata.xlsx beside it was not used" in problems[0].reason


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("file,township\na.txt,河口镇\nb.txt,柳林乡\n", "b.txt"),
        ("file,township\na.txt,河口镇\na.txt,柳林乡\n", "twice"),
        ("file,year\na.txt,去年\n", "no year"),
        ("name,township\na.txt,河口镇\n", "no column 'file'"),
        ("", "empty"),
        (",,\n,\n", "empty"),
        ("file,part,township\na.txt,x,河口镇\n", "no number from 1"),
        ("file,township\n,河口镇\n", "row 2 names no file"),
        ("file,人口\na.txt,31,000\n", "beyond was left out"),
        ("file,乡镇,township\na.txt,河口镇,柳林乡\n", "the first is used"),
    ],
)
def test_what_is_wrong_with_the_metadata_is_reported(tmp_path, table, said):
    """The texts are read all the same."""
    put(tmp_path, "a.txt")
    put(tmp_path, "metadata.csv", table)
    with pytest.warns(ZhSummaryWarning, match=said):
        found, problems = read_all(tmp_path)
    assert len(found) == 1
    assert len(problems) == 1


def test_a_name_that_two_files_have_names_neither(tmp_path):
    """总结.txt in two folders are two townships' summaries."""
    put(tmp_path, "甲/总结.txt")
    put(tmp_path, "乙/总结.txt")
    put(tmp_path, "metadata.csv", "file,township\n总结.txt,河口镇\n甲/总结.txt,柳林乡\n")
    with pytest.warns(ZhSummaryWarning, match="write the folder"):
        found, problems = read_all(tmp_path)
    told = {source.name.split("/")[-2]: source.metadata for source in found}
    assert told == {"甲": {"township": "柳林乡"}, "乙": {}}
    assert len(problems) == 1


def test_a_part_that_is_not_there_is_named(tmp_path):
    """A row of metadata.csv is never lost in silence."""
    import zhsummary as zs

    put(tmp_path, "a.txt")
    put(tmp_path, "metadata.csv", "file,part,township\na.txt,9,河口镇\n")
    with pytest.warns(ZhSummaryWarning, match="part 9"):
        corpus = zs.read(tmp_path)
    assert [problem.unread for problem in corpus.noted] == [False]
    assert corpus.problems()["kind"].tolist() == ["reading"]


def test_metadata_can_be_left_aside(tmp_path):
    """metadata=False reads the texts alone."""
    put(tmp_path, "a.txt")
    put(tmp_path, "metadata.csv", "file,township\na.txt,河口镇\n")
    (source,), _ = read_all(tmp_path, metadata=False)
    assert source.metadata == {}


# --- frames ------------------------------------------------------------------------------------


def test_a_frame_gives_a_source_a_row():
    """The other columns are metadata; row names count from 0 whatever the index."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {"正文": [TEXT, TEXT], "乡镇": ["河口镇", None], "年份": [2023.0, float("nan")]},
        index=[7, 7],
    )
    found, problems = read_all(frame)
    assert [source.name for source in found] == ["row 0", "row 1"]
    assert found[0].metadata == {"township": "河口镇", "year": 2023}
    assert found[1].metadata == {}
    assert problems == []


@pytest.mark.filterwarnings("ignore::zhsummary.errors.ZhSummaryWarning")
def test_rows_without_a_text_are_warned_of():
    """None, NaN, an empty string and a number are no texts."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"text": pd.Series([TEXT, None, float("nan"), "", 5], dtype=object)})
    with pytest.warns(ZhSummaryWarning, match="row 1"):
        found, problems = read_all(frame)
    assert len(found) == 1
    assert [p.name for p in problems] == ["row 1", "row 2", "row 3", "row 4"]


def test_a_frame_without_a_text_column_names_its_columns():
    """The analyst sees what to choose from."""
    pd = pytest.importorskip("pandas")
    with pytest.raises(ColumnError, match="甲, 乙"):
        read_all(pd.DataFrame({"甲": ["a"], "乙": ["b"]}))
    with pytest.raises(ColumnError, match="'丙'"):
        read_all(pd.DataFrame({"甲": ["a"]}), text="丙")


def test_bytes_in_a_frame_are_refused():
    """A wrongly guessed encoding would give wrong figures."""
    pd = pytest.importorskip("pandas")
    with pytest.raises(SourceError, match="bytes"):
        read_all(pd.DataFrame({"text": [TEXT.encode()]}))


def test_columns_of_one_name(tmp_path):
    """Two columns of texts are refused; of two others the first is used, and said so."""
    pd = pytest.importorskip("pandas")
    with pytest.raises(ColumnError, match="2 columns 'text'"):
        read_all(pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"]))
    frame = pd.DataFrame([[TEXT, 1, 2]], columns=["text", "人口", "人口"])
    with pytest.warns(ZhSummaryWarning, match="the first is used"):
        (source,), _ = read_all(frame)
    assert source.metadata == {"人口": 1}


def test_columns_that_are_no_text_and_odd_indexes():
    """Numbers, None and tuples name columns in real frames."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {3: [TEXT], None: [1], ("a", 1): [2]}, index=pd.MultiIndex.from_tuples([(1, 2)])
    )
    (source,), _ = read_all(frame, text=3)
    assert source.text == TEXT


@pytest.mark.parametrize(
    ("text", "said"),
    [("建会\ud8005家。", "half"), ("建会\ufffd家。", "lost")],
    ids=["half-a-pair", "lost"],
)
def test_what_is_no_character_in_a_frame_is_warned_of(text, said):
    """Half a surrogate pair can be written to no file; its place is kept."""
    pd = pytest.importorskip("pandas")
    with pytest.warns(ZhSummaryWarning, match=said):
        # as objects: a column of strings cannot hold it where pyarrow is installed
        (source,), (problem,) = read_all(pd.DataFrame({"text": pd.Series([text], dtype=object)}))
    assert source.text == text.replace("\ud800", "\ufffd")
    assert not problem.unread


def test_a_frame_without_rows_is_refused():
    """An empty frame is a mistake upstream."""
    pd = pytest.importorskip("pandas")
    with pytest.raises(SourceError, match="no rows"):
        read_all(pd.DataFrame({"text": []}))


# --- whatever comes -----------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_say_why_not(data):
    """Nothing but NotText comes out of the decoder."""
    try:
        text, name = decode(data)
    except NotText as error:
        text, name = "", str(error)
    assert isinstance(text, str)
    assert name


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8))
def test_what_was_written_in_gb18030_is_read_back(text):
    """The rule takes GB18030 for UTF-8 for no text of ordinary length."""
    found, name = decode(text.encode("gb18030"))
    assert (found, name) == (text, "gb18030") or name == "utf-8"


def test_from_text_wants_a_text():
    """Bytes are refused; a text that is at hand is its own source and stays as it is."""
    assert from_text("a\r\nb\rc").text == "a\r\nb\rc"
    wrong: Any = b"abc"
    with pytest.raises(SourceError, match="decode"):
        from_text(wrong)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2023", 2023),
        ("二〇二三年度", 2023),
        (datetime.datetime(2023, 12, 31, 8, 30), 2023),
        (datetime.date(2022, 3, 1), 2022),
        ("2023-12-31 00:00:00", 2023),
        ("2023/1/5", 2023),
        ("2023年12月", 2023),
        ("2023年12月3日", 2023),
        ("2023-12-31T08:00:00+08:00", 2023),
        ("2023-2024", None),
        ("2023-13", None),
        ("23", None),
        (2023.5, None),
        ("20231231", None),
    ],
)
def test_a_day_in_the_column_of_the_year_tells_the_year(written, year):
    """A span of years, a clipped year and a broken number tell none, and that is said."""
    kept, wrong = known({"year": written})
    assert kept.get("year") == year
    assert bool(wrong) == (year is None)
