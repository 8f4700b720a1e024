"""What holds for every test and every example: the language of messages is English."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

# before the library is imported, and for the processes that tests start
os.environ["ZHSUMMARY_LANGUAGE"] = "en"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English again after a test that chose another language."""
    yield
    import zhsummary

    zhsummary.set_language("en")
