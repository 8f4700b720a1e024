"""A figure in its clause: what stands around it, filled in as it is read.

`Frame` is made by `phrase.frames`; `trace` follows a list of frames back to the one that
answers for the others, `is_source` says whether a figure is what the next one came from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zhsummary.facts.nouns import join
from zhsummary.facts.sentence import Clause, Token
from zhsummary.quantities.model import Quantity

_VERBAL = {"V", "VN", "L", "C"}


@dataclass(slots=True)
class Frame:
    """A quantity in its clause, with what was read around it."""

    quantity: Quantity
    clause: Clause
    clause_index: int
    #: where it stands among the clause's tokens
    at: int
    #: a part of the figure before it: behind 其中, or in brackets
    part: bool
    #: whether another figure follows in the clause
    more: bool
    #: tokens between the previous quantity of the clause (or its beginning) and this one
    left: list[Token]
    #: tokens between this quantity and the next one of the clause (or its end)
    right: list[Token]
    previous: Frame | None = None
    #: the same clause's frame before this one
    neighbour: Frame | None = None
    verb: list[Token] = field(default_factory=list)
    #: the noun phrase between verb and quantity, or the subject of a level verb
    before: list[Token] = field(default_factory=list)
    #: the noun phrase that the measure word counts
    after: list[Token] = field(default_factory=list)
    #: the first verb after the quantity, in the same clause
    follow: list[Token] = field(default_factory=list)
    #: the tokens before verb and noun phrase
    head: list[Token] = field(default_factory=list)
    juxtaposed: bool = False
    listed: bool = False
    #: the figure says which ones are meant (百人以上企业) and counts nothing itself
    limit: bool = False
    #: the figure is the base of the share that follows (占21个村的71.4%)
    base: bool = False
    #: the clause before, where it holds no figure: what this one is about may stand there
    topic: Clause | None = None
    #: what `trace` found for it, by question
    known: dict[str, Any] = field(default_factory=dict)
    #: the verb as written
    verb_text: str = ""
    #: the class of the verb's last word, or an empty string
    verb_class: str = ""
    #: behind a part (其中党员12户，低保户37户) without a verb of its own: perhaps another part
    beside_part: bool = False
    #: the words to the left: joined, each once, and their classes
    left_text: str = field(init=False)
    left_words: set[str] = field(init=False)
    left_classes: set[str] = field(init=False)

    def __post_init__(self) -> None:
        words = [t.text for t in self.left]
        self.left_text = "".join(words)
        self.left_words = set(words)
        self.left_classes = {t.cls for t in self.left}

    def govern(self, verb: list[Token]) -> None:
        """Say which verb governs the figure."""
        self.verb = verb
        self.verb_text = join(verb)
        self.verb_class = next((t.cls for t in reversed(verb) if t.cls in _VERBAL), "")


def trace(
    frame: Frame, question: str, step: Callable[[Frame], tuple[Any, Frame | None]], otherwise: Any
) -> Any:
    """Follow a list back to the figure that answers for it; each frame is asked once.

    `step` gives the answer of a frame, or None and the frame to ask instead; `otherwise`
    is the answer where there is none left to ask.
    """
    passed: list[Frame] = []
    at: Frame | None = frame
    found = None
    while found is None and at is not None:
        if question in at.known:
            found = at.known[question]
        else:
            passed.append(at)
            found, at = step(at)
    found = otherwise if found is None else found
    for frame in passed:
        frame.known[question] = found
    return found


def is_origin(left: list[Token], i: int) -> bool:
    """Say whether a word opens what a figure is compared with or comes from (由, 从2019年的)."""
    token = left[i]
    if token.cls == "T":  # 从去年的: the preposition is part of the time
        behind = left[i + 1 : i + 2]
        return token.text.startswith(("从", "自")) and bool(behind) and behind[0].cls == "DE"
    return token.cls == "P" and token.text in _ORIGINS


def is_source(frame: Frame) -> bool:
    """Say whether a figure is the amount that the next one came from: 从26个压到9个."""
    left = frame.left
    return may_come_from(frame) and any(
        is_origin(left, i) and t.text not in {"比", "较"} for i, t in enumerate(left)
    )


def may_come_from(frame: Frame) -> bool:
    """Say whether the words to the left of a figure may say what it came from."""
    return "T" in frame.left_classes or not _ORIGINS.isdisjoint(frame.left_words)


_ORIGINS = {"由", "从", "比", "较"}
