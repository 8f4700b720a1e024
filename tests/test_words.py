"""Words and tags: whole, in order, with the domain's own words and the analyst's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import zhsummary as zs
from tests.quantity_cases import table
from zhsummary import ZhSummaryWarning
from zhsummary.facts import Context, extract
from zhsummary.lexicons import load
from zhsummary.quantities.find import find_quantities
from zhsummary.structure import words as words_module
from zhsummary.structure.sentences import sentences
from zhsummary.structure.words import repairs, segmenter, tag_of, vocabulary_of, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("基层工会会员总数", ["基层工会", "会员总数"], id="terms stay whole"),
        pytest.param("签订协议", ["签订", "协议"], id="a verb and its object are parted"),
        pytest.param("工资专项集体协议", ["工资专项集体协议"], id="a long term stays whole"),
        pytest.param("现有企业", ["现有", "企业"], id="no swallowed verb"),
    ],
)
def test_cuts_the_words_of_the_domain(text, cut):
    """The domain dictionary repairs what a general one cuts apart or glues together."""
    assert [word.text for word in words(text)] == cut


def test_tags_come_from_the_domain_dictionary_first():
    """建会 is a verb here; a general dictionary does not know it."""
    assert tag_of("建会") == "v"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
@example("\xad")  # nothing that a reader sees
@example("\u200b工会\u200b")
def test_words_join_to_the_whole(text):
    """No character is lost or moved."""
    found = words(text)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)


def test_a_domain_word_is_listed_once():
    """A word with two tags would have the one that happens to come last."""
    listed = [row["word"] for row in load.rows("domain_words.tsv")]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []


@pytest.mark.parametrize("case", table("words.tsv"), ids=lambda case: case["text"])
def test_words_of_the_domain_tell_deed_from_thing(case):
    """在册党员 is whom one counts and 缩短 is a deed, whatever a general dictionary holds."""
    found = extract(
        case["text"],
        sentences(case["text"], ()),
        find_quantities(case["text"]),
        Context((), 2023),
    )
    said = [(f.item, f.action) for f in found if f.quantity.text == case["figure"]]
    assert said == [(case["item"], case["action"])]


def test_another_users_dictionary_is_left_alone():
    """The segmenter is our own: what others taught jieba does not reach it, nor ours theirs."""
    import jieba

    jieba.add_word("镇工会表彰", freq=10**7)
    try:
        assert words("镇工会表彰职工")[0].text == "镇工会"
        assert "工资专项集体协议" not in jieba.lcut("工资专项集体协议")
    finally:
        jieba.del_word("镇工会表彰")


# ---------------------------------------------------------------- two engines, the same words


@pytest.fixture(scope="module")
def slow():
    """The segmenter of a machine for which rjieba has no build."""
    patch = pytest.MonkeyPatch()
    patch.setattr(words_module, "_Rust", _no_build)
    segmenter.cache_clear()
    own = segmenter(())
    patch.undo()
    segmenter.cache_clear()
    return own


def _no_build():
    raise ImportError("no build of rjieba for this machine")


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="建会员达到工作财政收入支出服务网络管理体制12.%·—\r\n aZ①㈠㙍𠮷\ud800一起三资",
        max_size=60,
    )
)
@example("管管管支")  # cuts that are as likely are told apart by the last digit of a sum
def test_both_engines_cut_and_tag_alike(slow, text):
    """What is installed decides how fast it goes, never what comes out."""
    quick = segmenter(())
    assert quick.cut(text) == slow.cut(text)
    assert [quick.tag_of(w) for w in quick.cut(text)] == [slow.tag_of(w) for w in slow.cut(text)]


def test_both_engines_read_the_corpus_alike(slow, corpus_folder):
    """Whole summaries too, where a small difference of weights would show."""
    texts = [document.text for document in zs.read(corpus_folder)]
    quick = segmenter(())
    assert type(quick._engine) is not type(slow._engine)
    assert [quick.cut(text) for text in texts] == [slow.cut(text) for text in texts]


# ---------------------------------------------------------------- the analyst's own words


def _read(text: str, own=None):
    import pandas as pd

    return zs.read(pd.DataFrame({"text": [text]}), words=own)


def _said(corpus) -> list[list[str]]:
    return corpus.facts()[["action", "item"]].values.tolist()


def test_a_word_of_ones_own_changes_what_a_figure_says():
    """A local name of a campaign is in no dictionary: its pieces would be read as verbs."""
    text = "开展晒收亮12次，参加300人。"
    assert _said(_read(text)) == [["收", ""], ["参加", ""]]
    assert _said(_read(text, ["晒收亮"]))[0] == ["开展", "晒收亮"]


def test_a_tag_of_ones_own_makes_a_verb():
    """起底 is what was done, once the analyst says so."""
    assert _said(_read("镇里起底隐患46处。", {"起底": "v"})) == [["起底", "隐患"]]


def test_words_hold_for_their_corpus_alone():
    """Two analysts in one process do not disturb each other."""
    text = "开展晒收亮12次。"
    before = _said(_read(text))
    taught = _read(text).with_words(["晒收亮"])
    assert _said(taught) != before
    assert _said(_read(text)) == before
    assert [w.text for w in taught[0].words][:2] == ["开展", "晒收亮"]


def test_words_add_up():
    """A second list does not undo the first."""
    corpus = _read("开展晒收亮12次，办理微心愿票8张。", ["晒收亮"]).with_words(["微心愿票"])
    assert corpus[0].vocabulary == (("微心愿票", "n"), ("晒收亮", "n"))


@pytest.mark.parametrize("word", ["12345热线", "一站式+", "A·B岗", "㙍头岗", "党员 中心户"])
def test_a_word_may_hold_signs_digits_and_rare_characters(word):
    """Segmenters cut at such characters before they look a word up."""
    assert word in [w.text for w in words(f"开展{word}活动", ((word, "n"),))]


def test_a_file_of_words_may_be_one_of_jieba(tmp_path):
    """Word, weight and tag, in this order, weight and tag left out at will."""
    path = tmp_path / "words.txt"
    path.write_text("# 本县的说法\n晒收亮\n起底 50 v\n包抓 v\n\n", encoding="utf-8")
    assert vocabulary_of(path) == (("包抓", "v"), ("晒收亮", "n"), ("起底", "v"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("nowhere.txt", "nowhere.txt", id="no such file"),
        pytest.param(7, "int", id="a number"),
        pytest.param(b"x", "bytes", id="bytes"),
    ],
)
def test_words_that_cannot_be_read_are_named(given, said):
    """The remedy is in the message."""
    with pytest.raises(zs.SourceError, match=said):
        vocabulary_of(given)


def test_a_word_that_cannot_be_one_is_left_out_with_a_warning():
    """An empty line or a pasted paragraph, and a tag that no rule asks for."""
    with pytest.warns(ZhSummaryWarning, match="left out"):
        assert vocabulary_of(["", "建会"]) == (("建会", "n"),)
    with pytest.warns(ZhSummaryWarning, match="nz"):
        assert vocabulary_of({"晒收亮": "nz"}) == (("晒收亮", "n"),)


# ---------------------------------------------------------------- what the dictionary repairs


def test_repairs_show_both_ways_and_join_to_the_same_text():
    """An analyst sees what the domain dictionary changed, and where."""
    text = "县总工会为困难职工发放帮扶资金8万元，签订工资专项集体协议30份。"
    found = repairs(text)
    assert ("工资专项集体协议",) in [repair.words for repair in found]
    for repair in found:
        assert "".join(repair.general) == "".join(repair.words) == text[repair.start : repair.end]
        assert repair.general != repair.words


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="县总工会困难职工发放帮扶资金签订工资专项集体协议12份，\n", max_size=60))
def test_repairs_are_all_that_differs(text):
    """With the repairs undone, the words are those of the general dictionary."""
    own = [(w.start, w.text) for w in words(text)]
    undone = {at for r in repairs(text) for at in range(r.start, r.end)}
    general = words_module._general().cut(text)
    at = 0
    starts = []
    for word in general:
        starts.append((at, word))
        at += len(word)
    kept = [pair for pair in own if pair[0] not in undone]
    assert kept == [pair for pair in starts if pair[0] not in undone]


def test_the_table_of_repairs_counts_each_way_once():
    """Most frequent first, with a place to look at."""
    frame = _read("签订工资专项集体协议3份，续签工资专项集体协议2份。").repairs()
    assert frame.loc[0, "words"] == "工资专项集体协议"
    assert frame.loc[0, "count"] == 2


def test_words_hold_what_nobody_sees():
    """A zero-width space or a sound spelt behind a character cuts no word; all characters stay."""
    text = "慰\u200b问困難(nán)職(zhí)工"
    assert [word.text for word in words(text)] == ["慰\u200b问", "困難(nán)職(zhí)工"]


def test_the_package_rjieba_can_be_imported_beside_it():
    """Its module is loaded without the package; whoever asks for the package later gets it."""
    pytest.importorskip("rjieba")
    code = (
        "import sys; from zhsummary.structure.words import words; words('新建工会');"
        "assert 'rjieba' not in sys.modules; import rjieba; print(*rjieba.cut('新建工会'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["新建", "工会"], done.stderr
