"""A page in traditional characters says the same: the corpus, written so, gives the same results.

Half of the web's pages of summaries were converted by their sites. What is read must not hang
on that, neither the figures nor what a section's title says of them (下一步打算), nor what a
codebook takes for another's.
"""

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.lexicons.load import rows

_WRITTEN: dict[int, str] = {}
for _row in rows("traditional.tsv"):
    _WRITTEN.setdefault(ord(_row["simplified"]), _row["traditional"])

_SAID = (
    "doc_id start end kind qualifier unit value low high item action modality change time actor"
    " per group flags"
).split()


@pytest.fixture(scope="module")
def both() -> tuple[zs.Corpus, zs.Corpus]:
    """Give the bundled corpus as it is, and the same in traditional characters."""
    texts = [document.text for document in zs.read("corpus")]
    written = [text.translate(_WRITTEN) for text in texts]
    assert (
        sum(
            a != b
            for one, two in zip(texts, written, strict=True)
            for a, b in zip(one, two, strict=True)
        )
        > 5000
    )
    return zs.read(pd.DataFrame({"text": texts})), zs.read(pd.DataFrame({"text": written}))


def test_the_facts_are_the_same(both):
    """What each figure says, its plan or its result above all."""
    plain, written = (corpus.facts()[_SAID] for corpus in both)
    assert len(plain) > 1000
    pd.testing.assert_frame_equal(plain, written)


def test_the_structure_is_the_same(both):
    """Whose the texts are, their headings and sentences."""
    for name in ("township", "county", "year"):
        assert [getattr(d.identity, name) for d in both[0]] == [
            getattr(d.identity, name) for d in both[1]
        ]
    columns = ["doc_id", "start", "end", "level"]
    pd.testing.assert_frame_equal(*(corpus.headings()[columns] for corpus in both))
    pd.testing.assert_frame_equal(
        *(corpus.sentences()[["doc_id", "start", "end"]] for corpus in both)
    )


@pytest.mark.parametrize("codebook", ["union", "grassroots", None])
def test_the_cells_are_the_same(both, codebook):
    """What a codebook takes, and what is found without one."""
    columns = ["doc_id", "modality", "value", "low", "high", "start", "end", "conflict"]
    plain, written = (corpus.compare(codebook).cells for corpus in both)
    assert len(plain) >= 30
    pd.testing.assert_frame_equal(plain[columns], written[columns])


def test_the_problems_are_the_same(both):
    """Sums that do not add up, figures that contradict each other."""
    plain, written = (corpus.problems() for corpus in both)
    assert list(plain["kind"]) == list(written["kind"])
    assert list(plain["doc_id"]) == list(written["doc_id"])
