"""Texts from files, folders and frames: a `Source` each, the characters unchanged.

`sources` is the one way in. It is an iterator, so that memory does not grow with the number
of files. `formats` lists the readers of files that are no plain text.
"""

from __future__ import annotations

from zhsummary.read.model import Problem, Source
from zhsummary.read.sources import from_text, sources

__all__ = ["Problem", "Source", "from_text", "sources"]
