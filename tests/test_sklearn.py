"""The transformers keep scikit-learn's contracts and give the figures of the plain path.

scikit-learn's own checks generate tables of numbers, and skip an estimator whose tags say
that it takes texts. So that none is skipped, each transformer is checked as a `Written`
one, which takes such a table and writes every row as sentences first. `OF_TABLES` names the
checks that speak of the table alone: they pass, and say nothing of a transformer of texts.
"""

from __future__ import annotations

import pickle
from contextlib import nullcontext

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks, get_tags
from sklearn.utils.estimator_checks import parametrize_with_checks
from sklearn.utils.validation import validate_data

import zhsummary as zs
from zhsummary.integrations.sklearn import (
    FactVectorizer,
    IndicatorVectorizer,
    SectionSelector,
    SectionVectorizer,
    WordVectorizer,
)

BOOK = pd.DataFrame(
    [
        {"id": "unions", "label": "新建工会", "kind": "count", "unit": "家", "item": "工会"},
        {"id": "members", "label": "新会员", "kind": "count", "unit": "人", "item": "会员"},
    ]
)
TEXTS = [
    "一、组织建设\n新建基层工会7家，发展新会员386人。\n二、下步打算\n新建工会3家。\n",
    "一、组织建设\n新建基层工会2家。\n二、帮扶\n慰问困难职工近40户，投入xx万元。\n",
    "慰问困难职工12户，举办培训3期。",
]
TRANSFORMERS = (
    WordVectorizer(),
    FactVectorizer(),
    IndicatorVectorizer(BOOK),
    SectionVectorizer(),
    SectionSelector(),
)


# ------------------------------------------------------------ scikit-learn's own checks


class Written:
    """Takes a table of numbers and writes each row as sentences for the transformer."""

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = False, True
        return tags

    def fit(self, X, y=None):
        return super().fit(self._texts(X, reset=True), y)

    def fit_transform(self, X, y=None):
        return super().fit_transform(self._texts(X, reset=True), y)

    def transform(self, X):
        if get_tags(self).requires_fit:
            sklearn.utils.validation.check_is_fitted(self)
        return super().transform(self._texts(X, reset=False))

    def _texts(self, X, reset):
        if isinstance(X, pd.Series):
            return X  # already written
        table = validate_data(self, X, reset=reset)
        index = X.index if isinstance(X, pd.DataFrame) else None
        return pd.Series([_written(row) for row in table], index=index)

    def get_feature_names_out(self, input_features=None):
        if input_features is not None:
            sklearn.utils.validation._check_feature_names_in(self, input_features)
        return super().get_feature_names_out(input_features)


def _written(row) -> str:
    said = ("新建基层工会{}家", "发展新会员{}人", "慰问困难职工{}户", "举办培训{}期")
    figures = [round(abs(float(cell)) * 100) % 1000 for cell in row]
    told = [said[k % len(said)].format(figure) for k, figure in enumerate(figures)]
    return "一、情况\n" + "，".join(told) + "。\n"


class WrittenWords(Written, WordVectorizer):
    pass


class WrittenFacts(Written, FactVectorizer):
    pass


class WrittenIndicators(Written, IndicatorVectorizer):
    pass


class WrittenShape(Written, SectionVectorizer):
    pass


class WrittenSections(Written, SectionSelector):
    pass


NUMERIC = [
    WrittenWords(),
    WrittenWords(tags=("n", "v"), ngram_range=(1, 2), sparse_output=False),
    WrittenFacts(),
    WrittenFacts(by=("unit", "action"), sparse_output=False),
    WrittenIndicators(BOOK),
    WrittenShape(),
]

#: What these assert is done by the writing of the table, and holds of texts in its own way.
OF_TABLES = {
    "check_complex_data": "a text is no complex number",
    "check_dtype_object": "an array of texts has the dtype object",
    "check_estimator_sparse_array": "texts are not sparse",
    "check_estimator_sparse_matrix": "texts are not sparse",
    "check_estimator_sparse_tag": "texts are not sparse",
    "check_estimators_dtypes": "texts have no numeric dtype",
    "check_estimators_empty_data_messages": "no texts: see test_says_what_is_no_text",
    "check_estimators_nan_inf": "absent texts: see test_says_what_is_no_text",
    "check_f_contiguous_array_estimator": "texts are in no order of memory",
    "check_fit1d": "texts are one-dimensional",
    "check_fit2d_predict1d": "texts are one-dimensional",
    "check_n_features_in": "texts have no columns",
    "check_n_features_in_after_fitting": "texts have no columns",
    "check_readonly_memmap_input": "a text cannot be written to",
}

#: What cannot hold where the output is texts: they are compared as numbers.
OF_NUMBERS = dict.fromkeys(
    (
        "check_estimators_pickle",
        "check_fit_idempotent",
        "check_methods_sample_order_invariance",
        "check_methods_subset_invariance",
        "check_pipeline_consistency",
        "check_transformer_data_not_an_array",
        "check_transformer_general",
    ),
    "it gives texts, and the check subtracts numbers",
)

#: Checks of names and frames, which scikit-learn runs on its own transformers apart.
OF_OUTPUT = (
    estimator_checks.check_transformer_get_feature_names_out,
    estimator_checks.check_transformer_get_feature_names_out_pandas,
    estimator_checks.check_set_output_transform,
    estimator_checks.check_set_output_transform_pandas,
    estimator_checks.check_global_output_transform_pandas,
    estimator_checks.check_dataframe_column_names_consistency,
    estimator_checks.check_get_feature_names_out_error,
)


@parametrize_with_checks(NUMERIC)
@pytest.mark.filterwarnings("ignore")
def test_passes_the_checks_of_scikit_learn(estimator, check):
    check(estimator)


@parametrize_with_checks([WrittenSections()], expected_failed_checks=lambda _: OF_NUMBERS)
@pytest.mark.filterwarnings("ignore")
def test_passes_the_checks_that_texts_can_pass(estimator, check):
    check(estimator)


@pytest.mark.parametrize("check", OF_OUTPUT, ids=lambda check: check.__name__)
@pytest.mark.parametrize("estimator", NUMERIC, ids=lambda one: type(one).__name__)
@pytest.mark.filterwarnings("ignore")
def test_passes_the_checks_of_output(estimator, check):
    if "error" in check.__name__ and not get_tags(estimator).requires_fit:
        return  # it has its names without being fitted
    check(type(estimator).__name__, estimator)


def test_the_named_checks_exist():
    """A list of exceptions that nothing reads would grow old unseen."""
    assert all(hasattr(estimator_checks, name) for name in (*OF_TABLES, *OF_NUMBERS))


@pytest.mark.filterwarnings("ignore")
def test_the_sections_keep_what_those_checks_ask_for():
    """What `OF_NUMBERS` leaves out, asked of texts."""
    selector = SectionSelector("打算")
    taken = selector.fit_transform(TEXTS)
    assert taken.tolist() == ["二、下步打算\n新建工会3家。\n", "", ""]
    assert selector.fit(TEXTS).transform(TEXTS).tolist() == taken.tolist()
    assert selector.transform(TEXTS[::-1]).tolist() == taken.tolist()[::-1]
    assert [selector.transform([text])[0] for text in TEXTS] == taken.tolist()
    assert pickle.loads(pickle.dumps(selector)).transform(TEXTS).tolist() == taken.tolist()
    frame = selector.set_output(transform="pandas").transform(pd.Series(TEXTS, index=list("abc")))
    assert frame["text"].to_dict() == dict(zip("abc", taken, strict=True))
    assert make_pipeline(selector, WordVectorizer(stop_words=["打算"])).fit(TEXTS)[-1].counter_


# ------------------------------------------------------------ what goes in


@pytest.mark.parametrize("transformer", TRANSFORMERS, ids=lambda t: type(t).__name__)
def test_takes_texts_in_any_usual_form(transformer):
    """A list, a tuple, a column, an array, a frame with a text column, and documents."""
    given = [
        TEXTS,
        tuple(TEXTS),
        pd.Series(TEXTS, index=[9, 8, 7]),
        np.array(TEXTS, dtype=object),
        np.array(TEXTS)[:, None],
        pd.DataFrame({"anything": TEXTS}),
        pd.DataFrame({"town": list("abc"), "正文": TEXTS}),
        zs.read(pd.DataFrame({"text": TEXTS})),
        list(zs.read(pd.DataFrame({"text": TEXTS}))),
        iter(TEXTS),
    ]
    first, *others = (_plain(clone(transformer).fit_transform(X)) for X in given)
    for other in others:
        np.testing.assert_array_equal(first, other)


@pytest.mark.parametrize("transformer", TRANSFORMERS, ids=lambda t: type(t).__name__)
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("新建工会7家", "Expected a text a row"),
        (b"7", "Expected a text a row"),
        (7, "Expected a text a row"),
        ([], "0 rows"),
        (["7家", None], "Row 1 is empty"),
        (["7家", float("nan")], "Row 1 is empty"),
        ([b"7"], "Row 0 holds a bytes"),
        (np.array([["a", "b"]]), "Expected a text a row"),
        (pd.DataFrame({"a": ["7家"], "b": ["7家"]}), "no column 'text'"),
    ],
    ids=["text", "bytes", "number", "none", "absent", "nan", "bytes-inside", "table", "frame"],
)
def test_says_what_is_no_text(transformer, given, said):
    """No row is lost and none is made up of something else."""
    with pytest.raises(zs.ZhSummaryError, match=said):
        clone(transformer).fit_transform(given)


def test_does_not_read_a_document_again(corpus):
    """What a document of a corpus once found is used by every fit of a search."""
    document = zs.read(pd.DataFrame({"text": TEXTS[:1]}))[0]
    FactVectorizer().fit([document])
    assert "facts" in vars(document)
    assert FactVectorizer().fit_transform([document]).sum() == 3 * len(document.facts)


@pytest.mark.parametrize("transformer", TRANSFORMERS, ids=lambda t: type(t).__name__)
def test_an_empty_text_has_a_row(transformer):
    """Nothing in a text is not no text."""
    made = clone(transformer).fit(TEXTS).transform(["", TEXTS[0]])
    assert made.shape[0] == 2


# ------------------------------------------------------------ what comes out


def test_counts_words_of_ones_own():
    """The same words as in the documents of a corpus, the analyst's own among them."""
    texts = ["开展晒收亮12次，走访职工3户。"]
    words = WordVectorizer(words={"晒收亮": "n"}).fit(texts)
    assert set(words.get_feature_names_out()) == {"开展", "晒收亮", "走访", "职工"}
    assert "晒收亮" not in WordVectorizer().fit(texts).get_feature_names_out()
    nouns = WordVectorizer(words={"晒收亮": "n"}, tags=("n",)).fit(texts)
    assert "开展" not in nouns.get_feature_names_out()
    with_own = zs.read(pd.DataFrame({"text": texts})).with_words(["晒收亮"])
    assert "晒收亮" in WordVectorizer().fit(with_own).get_feature_names_out()


def test_counts_every_fact_of_the_corpus(corpus):
    """As many as the facts of the plain path, by any field."""
    facts = corpus.facts()
    counted = FactVectorizer(by=("kind", "modality"), sparse_output=False)
    frame = counted.set_output(transform="pandas").fit_transform(corpus)
    for name in ("kind", "modality"):
        for value, count in facts[name].value_counts().items():
            assert frame[f"{name}={value}"].sum() == count
    planned = FactVectorizer(by="kind", modality="planned").fit_transform(corpus)
    assert planned.sum() == (facts["modality"] == "planned").sum()


@pytest.mark.parametrize("modality", ["actual", "planned"])
@pytest.mark.parametrize("vague", [False, True])
def test_indicators_are_the_cells_of_the_comparison(corpus, modality, vague):
    """One engine or the other: the same numbers under the same names."""
    table = corpus.compare("union", modality=modality, rows="document")
    expected = table.numbers(vague=vague)
    indicators = IndicatorVectorizer("union", modality=modality, vague=vague)
    with pytest.warns(zs.ZhSummaryWarning, match="no summaries of the kind"):
        frame = indicators.set_output(transform="pandas").fit_transform(corpus)
    frame.index = [document.doc_id for document in corpus]
    kept = [line.doc_ids[0] for line in table._lines]  # copies have no row in the table
    shown = frame.loc[kept, list(expected.columns)]
    np.testing.assert_array_equal(shown.to_numpy(), expected.to_numpy())
    others = frame.loc[kept].drop(columns=list(expected.columns))
    assert others.isna().all(axis=None)
    assert expected.notna().to_numpy().sum() > (20 if modality == "planned" else 150)


def test_what_the_analyst_set_right_holds(corpus):
    """A figure's value and its indicator, as the comparison has them."""
    words = ("梓木垭镇-2023", "全年新发展会员【318名】")
    for told in ({"value": 381}, {"indicator": "农民工会员"}):
        right = corpus.correct(*words, **told)
        expected = right.compare("union", rows="document").numbers()
        made = IndicatorVectorizer("union").set_output(transform="pandas")
        with pytest.warns(zs.ZhSummaryWarning, match="no summaries of the kind"):
            frame = made.fit_transform(right)
        row = [document.doc_id for document in right].index(words[0])
        expected = expected.loc[("梓木垭镇", 2023)]
        np.testing.assert_array_equal(frame.loc[row, list(expected.index)], expected)


def test_finds_indicators_where_no_codebook_is_given(corpus):
    """They are learned from the texts of `fit`, and `transform` knows no others."""
    texts = ["慰问困难职工40户。", "慰问困难职工12户，植树3棵。", "植树9棵。", "慰问职工1户。"]
    found = IndicatorVectorizer().set_output(transform="pandas")
    assert found.fit(texts[:2]).get_feature_names_out().tolist() == ["慰问困难职工 (户)"]
    assert found.transform(["慰问困难职工7户，植树8棵。"]).to_numpy().tolist() == [[7]]
    with pytest.raises(zs.ZhSummaryError, match="no indicator was found"):
        found.fit(["植树3棵。", "慰问困难职工40户。"])


def test_a_masked_or_vague_figure_has_no_number():
    """Neither zero nor made precise."""
    texts = ["新建工会xx家。", "新建工会近30家。", "新建工会0家。", "新建工会5家。新建工会6家。"]
    made = IndicatorVectorizer(BOOK).fit_transform(texts)[:, 0].tolist()
    assert str(made) == "[nan, nan, 0.0, nan]"


def test_units_are_those_that_fit_saw():
    """A column without a unit does not change with the texts beside it."""
    book = pd.DataFrame([{"id": "a", "label": "面积", "kind": "measure", "item": "耕地"}])
    indicators = IndicatorVectorizer(book).fit(["耕地面积200亩。"])
    assert indicators.get_feature_names_out().tolist() == ["面积 (亩)"]
    alone = indicators.transform(["耕地面积2公顷。"])
    both = indicators.transform(["耕地面积2公顷。", "耕地面积3公顷。"])
    np.testing.assert_array_equal(alone, both[:1])


def test_a_page_of_several_summaries_is_named(corpus_folder):
    """Whose figures its row would have, nobody can say."""
    text = (corpus_folder / "collection.md").read_text(encoding="utf-8")
    with pytest.warns(zs.ZhSummaryWarning, match=r"Rows 0 \(1 in all\) hold several summaries"):
        made = IndicatorVectorizer(BOOK).fit_transform([text, TEXTS[0]])
    assert np.isnan(made[0]).all()
    assert made[1].tolist() == [7, 386]
    whole = FactVectorizer(by="kind").fit_transform([text])
    assert whole.sum() == len(zs.explain(text).facts)


@pytest.mark.parametrize(
    ("transformer", "said"),
    [
        (FactVectorizer(by=("colour",)), "no 'colour'"),
        (FactVectorizer(modality="done"), "no 'done'"),
        (IndicatorVectorizer(modality="done"), "no 'done'"),
        (IndicatorVectorizer("no such"), "no codebook"),
        (SectionSelector("("), "no regular expression"),
        (WordVectorizer(min_length=99), "nothing to count"),
    ],
)
def test_says_what_is_wrong_with_a_parameter(transformer, said):
    with pytest.raises(zs.ZhSummaryError, match=said):
        transformer.fit(TEXTS)


# ------------------------------------------------------------ among other estimators


def test_is_searched_over(corpus):
    """Parameters of the vectorizer and of the model, over a corpus and over texts."""
    model = make_pipeline(WordVectorizer(), TfidfTransformer(), LogisticRegression())
    grid = {"wordvectorizer__tags": [None, ("n",)], "wordvectorizer__min_length": [1, 2]}
    target = [k % 2 for k in range(len(corpus))]
    search = GridSearchCV(model, grid, cv=2).fit(list(corpus), target)
    assert len(search.cv_results_["params"]) == 4
    assert len(cross_val_score(model, corpus, target, cv=2)) == 2
    train, test = train_test_split(corpus, test_size=5, random_state=0)
    assert len(model.fit(train, [0, *[1] * 24]).predict(test)) == 5


def test_stands_beside_others_in_one_frame():
    """Several views of the same texts, their columns named by their origin."""
    union = make_union(
        WordVectorizer(sparse_output=False), IndicatorVectorizer(BOOK), SectionVectorizer()
    ).set_output(transform="pandas")
    frame = union.fit_transform(pd.Series(TEXTS, index=list("abc")))
    assert frame.index.tolist() == list("abc")
    assert frame.loc["a", "indicatorvectorizer__新建工会 (家)"] == 7
    assert frame.loc["b", "sectionvectorizer__headings"] == 2


@pytest.mark.parametrize("transformer", TRANSFORMERS, ids=lambda t: type(t).__name__)
def test_is_cloned_and_pickled(transformer):
    """What was fitted goes to another process and gives the same there."""
    with pytest.raises(NotFittedError) if get_tags(transformer).requires_fit else nullcontext():
        clone(transformer).transform(TEXTS)
    fitted = clone(transformer).fit(TEXTS)
    again = pickle.loads(pickle.dumps(fitted))
    np.testing.assert_array_equal(_plain(again.transform(TEXTS)), _plain(fitted.transform(TEXTS)))
    assert clone(fitted).get_params().keys() == transformer.get_params().keys()
    assert list(again.get_feature_names_out()) == list(fitted.get_feature_names_out())


def _plain(made):
    return made.toarray() if hasattr(made, "toarray") else np.asarray(made)


def test_one_tag_is_no_list_of_letters():
    """``vn`` are words that are verb and noun, not all verbs and all nouns."""
    texts = ["组织职工开展培训3期。"]
    of_one = WordVectorizer(tags="vn").fit(texts).get_feature_names_out().tolist()
    assert of_one == WordVectorizer(tags=("vn",)).fit(texts).get_feature_names_out().tolist()
    assert "职工" not in of_one
    with pytest.raises(zs.ZhSummaryError, match="list of words"):
        WordVectorizer(stop_words="english").fit(texts)
