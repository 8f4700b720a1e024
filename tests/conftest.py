"""What many tests need: the bundled corpus, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhsummary as zs

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The folder of the bundled corpus."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def corpus(corpus_folder: Path) -> zs.Corpus:
    """The bundled corpus; tests must not change it."""
    return zs.read(corpus_folder)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated texts beside the checkout; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "eval" / "score.py").is_file():
        pytest.skip("the annotated texts (../shared) are not beside this checkout")
    return folder
