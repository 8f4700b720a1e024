"""The compiled package reads as the plain one does: the same tests pass."""

import subprocess
import sys

import pytest

from tests import compiled_copy

#: What asks the modules that are compiled, result by result.
_ASKED = (
    "test_corpus_gold", "test_documents", "test_facts", "test_golden", "test_numerals",
    "test_quantities", "test_sections", "test_sentences",
)  # fmt: skip
#: mypyc checks arguments itself: a TypeError too, in its own words
_NOT_ASKED = "not bytes_are_refused"


@pytest.mark.skipif(bool(compiled_copy.missing()), reason=f"needs {compiled_copy.missing()}")
def test_the_same_tests_pass_compiled(tmp_path):
    """Optimised or not the C code does the same, so that it is built the quick way here."""
    compiled_copy.make(tmp_path / "compiled", level="0")
    paths = [f"tests/{name}.py" for name in _ASKED]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", _NOT_ASKED, *paths],
        cwd=tmp_path / "compiled",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert int(done.stdout.split(" passed")[0].split()[-1]) > 2000
