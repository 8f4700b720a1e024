"""What an analyst says in code to set a figure right, and what is told of it.

`Corpus.correct` makes a correction of it; one that was not applied is named with the reason.
"""

from __future__ import annotations

from typing import Any

from zhsummary.errors import CorrectionError
from zhsummary.facts.corrections import Unapplied
from zhsummary.messages import joined, say
from zhsummary.read.corrections import cell_of, known_name, names
from zhsummary.read.model import Correction
from zhsummary.read.text import without_surrogates


def correction_of(
    doc_id: str, words: str, name: str, value: Any, told: dict[str, str]
) -> Correction:
    """Make a correction of what was said in code, where a value need not be text."""
    field = known_name("field", name)
    if field is None:
        raise CorrectionError(
            "The field {name!r} cannot be corrected. Give one of {fields}.",
            name=name,
            fields=joined(names("field"), ", "),
        )
    try:
        right = _cell(cell_of(value)) or "-"
    except ValueError as error:
        raise CorrectionError(
            "The {field} is a number without end. Give one that can be written.", field=field
        ) from error
    told = {name: _cell(said) for name, said in told.items()}
    return Correction(doc_id, _cell(words), field, right, **told)


def _cell(said: Any) -> str:
    """Give what was said as a cell of a table: in one line, of whole characters."""
    return " ".join(without_surrogates(str(said))[0].split())


def told_of(unapplied: Unapplied) -> str:
    """Say which correction was not applied, and why."""
    correction = unapplied.correction
    told = {"field": correction.field, "why": unapplied.reason}
    if correction.words:
        return say(
            "the correction of {words} ({field}) was not applied: {why}",
            words=correction.words,
            **told,
        )
    return say("the correction ({field}) was not applied: {why}", **told)
