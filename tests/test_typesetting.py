"""However a text is set it says the same: the corpus, set otherwise, gives the same results.

Sites convert pages to traditional characters and hide signs between characters against copying,
offices type ASCII marks or full-width digits, printers put a space between characters and
digits. What is read must not hang on that, neither the figures nor what a section's title says
of them (下一步打算), nor what a codebook takes for another's.
"""

import random
import re
from itertools import pairwise

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.lexicons.load import rows
from zhsummary.spans import INVISIBLE, fold

_TRADITIONAL: dict[int, str] = {}
for _row in rows("traditional.tsv"):
    _TRADITIONAL.setdefault(ord(_row["simplified"]), _row["traditional"])

_HAN = "[\u4e00-\u9fff]"


def _with_hidden_signs(text: str) -> str:
    chosen = random.Random(7)
    return "".join(c + INVISIBLE * (chosen.random() < 0.1 and c != "\n") for c in text)


def _with_radicals(text: str) -> str:
    """Write some characters as printed pages give them: by their radicals, by another block."""
    return text.translate(str.maketrans("人工大金年女六", "⼈⼯⼤\uf90a\uf98e\uf981\uf9d1"))


def _between(sign: str):
    return lambda text: re.sub(rf"(?<={_HAN})(?=\d)|(?<=\d)(?={_HAN})", sign, text)


_SET = {
    "traditional characters": lambda text: text.translate(_TRADITIONAL),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^(?=\S)", "　　", text),
    "indented by entities": lambda text: re.sub(r"(?m)^(?=[^\s#])", "&nbsp;&nbsp;", text),
    "indented by fixed spaces": lambda text: re.sub(r"(?m)^(?=\S)", "\u00a0\u00a0", text),
    "indented in an old encoding": lambda text: re.sub(r"(?m)^(?=\S)", "\ue5e5\ue5e5", text),
    "line ends of a page's source": lambda text: text.replace("\n", "<br/>\n"),
    "paragraphs of a page's source": lambda text: re.sub(r"(?m)^(?=\S)(.*)$", r"<p>\1</p>", text),
    "hidden signs behind stops": lambda text: text.replace("。", "。\u200b"),
    "radicals": _with_radicals,
    "blanks at the ends of lines": lambda text: text.replace("\n", "  \n"),
    "ASCII marks": lambda text: text.translate(str.maketrans("，；：（）？！", ",;:()?!")),
    "full-width digits": lambda text: text.translate({0x30 + i: 0xFF10 + i for i in range(10)}),
    "spaces around digits": _between(" "),
    "fixed spaces around digits": _between("\u00a0"),
    "hidden signs": _with_hidden_signs,
    "corner marks": lambda text: text.translate(str.maketrans("“”", "「」")),
    "straight marks": lambda text: text.translate(str.maketrans("“”", '""')),
}
_WAYS = pytest.mark.parametrize("way", list(_SET))

_EXACT = "kind qualifier unit value low high modality change group flags".split()
_WRITTEN = "text item action time actor per".split()


@pytest.fixture(scope="module")
def plain() -> list[str]:
    """Give the texts of the bundled corpus."""
    return [document.text for document in zs.read("corpus")]


def _corpus(texts: list[str]) -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": texts}))


def _plainly(text: str) -> str:
    """Write a field without what differs by intent."""
    said = fold(text).translate(str.maketrans(",;:()?!", "，；：（）？！"))
    return re.sub(rf"[\s{INVISIBLE}，“”]", "", said)


@_WAYS
def test_the_facts_are_the_same(plain, way):
    """What each figure says, its plan or its result above all."""
    otherwise = [_SET[way](text) for text in plain]
    assert sum(a != b for a, b in zip(plain, otherwise, strict=True)) > 10
    ours, theirs = _corpus(plain).facts(), _corpus(otherwise).facts()
    assert len(ours) == len(theirs) > 1000
    pd.testing.assert_frame_equal(ours[_EXACT], theirs[_EXACT])
    for name in _WRITTEN:
        assert ours[name].map(_plainly).tolist() == theirs[name].map(_plainly).tolist(), name


@_WAYS
def test_whose_the_texts_are_is_the_same(plain, way):
    """Township, county and year, and the tree of headings."""
    otherwise = [_SET[way](text) for text in plain]
    for one, two in zip(_corpus(plain), _corpus(otherwise), strict=True):
        for name in ("township", "county", "year"):
            assert getattr(one.identity, name) == getattr(two.identity, name)
        assert [(h.level, _plainly(h.marker)) for h in one.headings] == [
            (h.level, _plainly(h.marker)) for h in two.headings
        ]
        if "spaces" not in way:  # by its length a title is told from the body glued to it
            ours, theirs = ([_plainly(h.title) for h in d.headings] for d in (one, two))
            assert ours == theirs
        for heading in two.headings:
            end = heading.title_start + len(heading.title)
            assert two.text[heading.title_start : end] == heading.title
        assert "".join(two.text[s.start : s.end] for s in two.sentences) == two.text
        assert all(a.end == b.start for a, b in pairwise(two.sentences))


@pytest.mark.parametrize("way", ["traditional characters", "hidden signs", "ASCII marks"])
@pytest.mark.parametrize("codebook", ["union", "grassroots", None])
def test_the_cells_are_the_same(plain, way, codebook):
    """What a codebook takes, and what is found without one."""
    columns = ["doc_id", "modality", "value", "low", "high", "conflict"]
    ours = _corpus(plain).compare(codebook).cells
    theirs = _corpus([_SET[way](text) for text in plain]).compare(codebook).cells
    assert len(ours) >= 30
    pd.testing.assert_frame_equal(ours[columns], theirs[columns])


@pytest.mark.parametrize("way", ["traditional characters", "hidden signs", "ASCII marks"])
def test_the_problems_are_the_same(plain, way):
    """Sums that do not add up, figures that contradict each other."""
    ours = _corpus(plain).problems()
    theirs = _corpus([_SET[way](text) for text in plain]).problems()
    assert len(ours) > 10
    assert list(ours["kind"]) == list(theirs["kind"])
    assert list(ours["doc_id"]) == list(theirs["doc_id"])
