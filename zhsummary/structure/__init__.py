"""Where things begin and end: summaries, their identity, sections and sentences.

In goes a `Source`, out come `Summary` values; the modules of this folder give the rest on
demand.
"""

from __future__ import annotations

from zhsummary.structure.build import build, unique_ids

__all__ = ["build", "unique_ids"]
