"""The spaCy component gives what the plain path gives, on a `Doc`."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

import zhsummary as zs
from zhsummary.integrations import spacy as component

TEXT = (
    "河口镇工会2023年工作总结\n一、组织建设\n全年新建基层工会7家，发展新会员386人。\n"
    "二、下步打算\n新建工会不少于3家，投入xx万元。\n"
)


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("zh")
    made.add_pipe("zhsummary")
    return made


def _plain(text: str):
    return list(zs.read(pd.DataFrame({"text": [text]}))[0].facts)


def test_gives_the_facts_of_the_plain_path(nlp):
    """One engine or the other: the same facts, their offsets and rules included."""
    facts = nlp(TEXT)._.facts
    assert facts == _plain(TEXT)
    assert [f.rules for f in facts] == [f.rules for f in _plain(TEXT)]
    assert [f.quantity.masked for f in facts] == [False, False, False, True]


def test_agrees_on_every_document_of_the_corpus(nlp, corpus):
    """Documents whose year stands in their text are read alike in both ways."""
    plain = [d for d in corpus if "metadata" not in d.identity.evidence.get("year", "")]
    alone = [d for d in plain if len(zs.explain(d.text).facts) == len(d.facts)]
    assert len(alone) > 12
    for document, doc in zip(alone, nlp.pipe(d.text for d in alone), strict=True):
        assert doc.text == document.text
        assert doc._.facts == list(document.facts)


def test_marks_spans(nlp):
    """The spans show figures, what they are and how far done, and the headings."""
    doc = nlp(TEXT)
    assert [s.text for s in doc.spans["facts"]] == ["7家", "386人", "不少于3家", "xx万元"]
    assert [s.label_ for s in doc.spans["facts"]] == ["actual", "actual", "planned", "planned"]
    assert [s.label_ for s in doc.spans["quantities"]] == ["count", "count", "count", "money"]
    assert [s.text for s in doc.spans["headings"]] == ["一、组织建设", "二、下步打算"]


def test_a_span_knows_its_fact(nlp):
    """From a span to its reading, for the component's spans and for any other."""
    doc = nlp(TEXT)
    span = doc.spans["facts"][1]
    assert span._.fact == doc._.facts[1]
    assert span._.quantity == doc._.facts[1].quantity
    assert doc[:]._.quantity.text == "7家"
    assert doc[0:2]._.fact is None
    assert doc.spans["headings"][1]._.fact is None


def test_all_spans_of_a_long_doc_are_asked_in_linear_time(nlp):
    """Each looked at the text and at all figures once: 3,000 took a minute."""
    doc = nlp("全年新建工会7家，发展会员近300人，慰问困难职工45户。\n" * 1000)
    began = time.perf_counter()
    facts = [span._.fact for span in doc.spans["facts"]]
    by_sentence = [fact for part in doc.spans["sentences"] for fact in part._.facts]
    assert time.perf_counter() - began < 10
    assert facts == by_sentence == doc._.facts
    assert len(facts) == 3000


def test_tokens_wider_than_figures():
    """A tokenizer that joins two figures must not make them one."""
    nlp = spacy.blank("zh")
    text = "慰问9户25人。"
    doc = Doc(nlp.vocab, words=["慰问", "9户25人", "。"], spaces=[False] * 3)
    doc = component.Component()(doc)
    assert [s.text for s in doc.spans["facts"]] == ["9户25人", "9户25人"]
    assert [s._.quantity.text for s in doc.spans["facts"]] == ["9户", "25人"]
    assert [f.quantity.text for f in doc._.facts] == ["9户", "25人"]
    assert doc.text == text


def test_a_page_of_several_summaries(nlp, corpus_folder):
    """Offsets count from the start of the Doc, whatever the page is split into."""
    text = (corpus_folder / "collection.md").read_text(encoding="utf-8")
    doc = nlp(text)
    pieces = [d for d in zs.read(corpus_folder / "collection.md") if d.start]
    assert len(pieces) >= 2
    assert len(doc._.facts) == sum(len(d.facts) for d in pieces)
    for fact in doc._.facts:
        quantity = fact.quantity
        assert doc.text[quantity.start : quantity.end] == quantity.text


def test_gives_headings_and_sentences_of_the_plain_path(nlp):
    """The values themselves, and spans to look at; the sentences hold their facts."""
    plain = zs.read(pd.DataFrame({"text": [TEXT]}))[0]
    doc = nlp(TEXT)
    assert doc._.headings == list(plain.headings)
    assert doc._.sentences == list(plain.sentences)
    assert "".join(part.of(doc.text) for part in doc._.sentences) == TEXT
    marked = doc.spans["sentences"]
    assert [span.text for span in marked] == [part.of(TEXT) for part in plain.sentences]
    assert [len(span._.facts) for span in marked] == [0, 0, 2, 0, 2]
    assert marked[2]._.facts == doc._.facts[:2]
    assert doc[:]._.facts == doc._.facts


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(lambda text: [text], id="one-token"),
        pytest.param(list, id="characters"),
        pytest.param(lambda text: [text[k : k + 5] for k in range(0, len(text), 5)], id="fives"),
    ],
)
def test_the_tokens_do_not_matter(nlp, cut):
    """Facts that no token begins or ends with are there by their offsets, unchanged."""
    words = cut(TEXT)
    doc = nlp.get_pipe("zhsummary")(Doc(nlp.vocab, words=words, spaces=[False] * len(words)))
    assert doc.text == TEXT
    assert doc._.facts == _plain(TEXT)
    assert doc._.headings == nlp(TEXT)._.headings
    assert doc._.sentences == nlp(TEXT)._.sentences
    assert [span._.fact for span in doc.spans["facts"]] == doc._.facts


def test_keeps_line_ends_as_they_are(nlp):
    """A Doc is not rewritten, and its offsets hold, with the line ends of Windows too."""
    text = TEXT.replace("\n", "\r\n")
    doc = nlp(text)
    assert doc.text == text
    assert [text[f.quantity.start : f.quantity.end] for f in doc._.facts] == [
        "7家", "386人", "不少于3家", "xx万元",
    ]  # fmt: skip


def test_survives_bytes_bins_and_processes(nlp):
    """What stands on the Doc is plain data that spaCy can store and send."""
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.facts == doc._.facts
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert back._.facts == doc._.facts
    assert [s._.fact for s in back.spans["facts"]] == doc._.facts
    sent = list(nlp.pipe([TEXT, TEXT], n_process=2))
    assert [d._.facts for d in sent] == [doc._.facts] * 2


@pytest.mark.parametrize("name", ["facts", "headings", "sentences"])
def test_what_was_lost_is_no_empty_answer(nlp, name):
    """A Doc that was stored without what was read says so, and so does a part of one."""
    doc = nlp(TEXT)
    (back,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    with pytest.warns(zs.ZhSummaryWarning, match="store_user_data=True"):
        assert getattr(back._, name) == []
    part = doc[10:].as_doc(copy_user_data=True)
    with pytest.warns(zs.ZhSummaryWarning, match="another text"):
        assert getattr(part._, name) == []
    with pytest.warns(UserWarning, match="W102"):
        joined = Doc.from_docs([doc, doc])
    with pytest.warns(zs.ZhSummaryWarning):
        assert getattr(joined._, name) == []


def test_values_survive_bytes_bins_and_processes(nlp):
    """Headings and sentences as well, and words of one's own in every process."""
    own = spacy.blank("zh")
    own.add_pipe("zhsummary", config={"words": ["晒收亮"]})
    text = TEXT + "开展晒收亮12次。"
    doc = own(text)
    assert doc._.facts[-1].item == "晒收亮"
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(own.vocab)
    sent = list(own.pipe([text] * 3, n_process=2, batch_size=1))
    for other in (Doc(own.vocab).from_bytes(doc.to_bytes()), back, *sent):
        assert other._.facts == doc._.facts
        assert other._.headings == doc._.headings
        assert other._.sentences == doc._.sentences
        assert {k: [(s.start_char, s.end_char, s.label_) for s in g] for k, g in
                other.spans.items()} == {
            k: [(s.start_char, s.end_char, s.label_) for s in g] for k, g in doc.spans.items()
        }  # fmt: skip


def test_words_of_ones_own_are_saved_with_the_pipeline(tmp_path):
    """As a list and as a file, which is read again where the pipeline is loaded."""
    listed = tmp_path / "words.txt"
    listed.write_text("晒收亮\n", encoding="utf-8")
    for words in (["晒收亮"], {"晒收亮": "n"}, str(listed)):
        nlp = spacy.blank("zh")
        nlp.add_pipe("zhsummary", config={"words": words})
        nlp.to_disk(tmp_path / "model")
        loaded = spacy.load(tmp_path / "model")
        assert [fact.item for fact in loaded("开展晒收亮12次。")._.facts] == ["晒收亮"]


def test_a_pipeline_is_saved_and_loaded(nlp, tmp_path):
    """A pipeline that holds the component goes to disk and comes back."""
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert loaded.pipe_names == ["zhsummary"]
    assert loaded(TEXT)._.facts == nlp(TEXT)._.facts
    assert spacy.blank("zh").from_bytes(nlp.to_bytes()).pipe_names == []


def test_registers_its_extensions_once(nlp):
    """Two pipelines in one process, and an attribute of one's own stays as it is."""
    spacy.blank("zh").add_pipe("zhsummary")
    component.register_extensions()
    assert Doc.has_extension("facts")
    assert Span.has_extension("quantity")


def test_an_attribute_of_another_library_stays(nlp):
    """It is not overwritten, and not left to be taken for ours."""
    old = Doc.remove_extension("headings")
    Doc.set_extension("headings", default="theirs")
    try:
        with pytest.warns(zs.ZhSummaryWarning, match=r"Doc\._\.headings is another"):
            component.register_extensions()
        assert nlp(TEXT)._.headings == "theirs"
        assert len(nlp(TEXT)._.facts) == 4
    finally:
        Doc.set_extension("headings", getter=old[2], force=True)


def test_a_doc_that_was_not_read_has_no_facts():
    """The attributes are there for every Doc and empty where nothing was read."""
    component.register_extensions()
    doc = spacy.blank("zh")("新建工会7家")
    assert doc._.facts == []
    assert doc[:]._.fact is None


def test_an_empty_doc(nlp):
    """Nothing to read is no error."""
    doc = nlp("")
    assert doc._.facts == []
    assert list(doc.spans["facts"]) == []


@pytest.mark.parametrize("first", ["import spacy", "import zhsummary.integrations.spacy, spacy"])
def test_is_found_by_its_name(first):
    """By the entry point of the installed package, or because the module was imported."""
    code = (
        f"{first}; nlp = spacy.blank('zh'); nlp.add_pipe('zhsummary'); "
        "print(len(nlp('新建工会7家')._.facts))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


# ------------------------------------------------------------ the tokenizer


def _with_tokenizer(words=None):
    own = {"@tokenizers": "zhsummary.words.v1", "words": words}
    return spacy.blank("zh", config={"nlp": {"tokenizer": own}})


def test_tokens_are_the_words_of_the_document(corpus):
    nlp = _with_tokenizer()
    for document, doc in zip(corpus, nlp.pipe(d.text for d in corpus), strict=True):
        assert doc.text == document.text
        blank = {" ", ""}
        assert [t.text for t in doc if t.text not in blank] == [
            token for w in document.words if (token := document.text[w.start : w.end]) not in blank
        ]


@settings(max_examples=60, deadline=None)
@given(st.text("工会 \t\n\r7.5%ab，\u3000", max_size=30))
def test_a_doc_has_the_text_it_was_made_of(text):
    assert component.Tokenizer(spacy.blank("zh").vocab)(text).text == text


def test_words_of_one_tokenizer_are_not_those_of_another():
    """Two pipelines of one process, and jieba for whoever uses it beside them."""
    import jieba

    one, other = _with_tokenizer(["晒收亮"]), _with_tokenizer(["收亮"])
    text = "开展晒收亮"
    assert [token.text for token in one(text)] == ["开展", "晒收亮"]
    assert [token.text for token in other(text)] == ["开展", "晒", "收亮"]
    assert [token.text for token in _with_tokenizer()(text)] == ["开展", "晒", "收", "亮"]
    assert "晒收亮" not in jieba.lcut(text)


def test_the_tokenizer_is_saved_with_its_words(tmp_path):
    nlp = _with_tokenizer({"晒收亮": "v"})
    nlp.add_pipe("zhsummary", config={"words": ["晒收亮"]})
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    stored = _with_tokenizer().from_bytes(nlp.to_bytes(), exclude=["zhsummary"])
    for made in (loaded, stored):
        assert [token.text for token in made("开展晒收亮12次")] == ["开展", "晒收亮", "12", "次"]
        assert made.tokenizer.words == (("晒收亮", "v"),)
    assert [fact.item for fact in loaded("开展晒收亮12次。")._.facts] == ["晒收亮"]


def test_the_tokenizer_goes_to_other_processes():
    nlp = _with_tokenizer(["晒收亮"])
    nlp.add_pipe("zhsummary")
    docs = list(nlp.pipe(["开展晒收亮12次。"] * 4, n_process=2, batch_size=1))
    assert [len(doc) for doc in docs] == [5] * 4
    assert [[token.text for token in doc][1] for doc in docs] == ["晒收亮"] * 4
    again = pickle.loads(pickle.dumps(nlp.tokenizer))
    assert [[token.text for token in doc] for doc in again.pipe(["开展晒收亮"])] == [
        ["开展", "晒收亮"]
    ]


def test_facts_begin_and_end_with_the_tokenizers_words(corpus):
    """With the library's own words few figures are widened in their span groups."""
    nlp = _with_tokenizer()
    nlp.add_pipe("zhsummary")
    docs = list(nlp.pipe(d.text for d in corpus))
    pairs = [pair for doc in docs for pair in zip(doc.spans["facts"], doc._.facts, strict=True)]
    exact = sum(span.text == fact.quantity.text for span, fact in pairs)
    assert exact >= 0.95 * len(pairs)


def test_the_entry_points_name_what_there_is():
    """Of the project's own table: an installation may be older than it."""
    table = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    points = table["project"]["entry-points"]
    assert points["spacy_factories"]["zhsummary"].endswith(":create_component")
    named = points["spacy_tokenizers"]["zhsummary.words.v1"]
    assert named == f"{component.__name__}:{component.create_tokenizer.__name__}"
