"""The facts of the whole bundled corpus, as they were when somebody last looked at them."""

from __future__ import annotations

import difflib

from tests.golden_render import GOLDEN, render


def test_reads_the_corpus_as_it_did(corpus):
    """A change of rules shows here what it gained and lost.

    Where every difference is a gain: ``python -m tests.golden_render --write``.
    """
    expected = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = render(corpus).splitlines()
    changes = list(difflib.unified_diff(expected, found, "before", "now", lineterm="", n=2))
    assert not changes, "\n".join(changes)
